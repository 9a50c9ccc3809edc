//! Searches for leaks.

use std::process::ExitCode;

fn main() -> ExitCode {
    leaks::cli::run()
}
