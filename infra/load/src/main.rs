//! The load as a program.

use std::process::ExitCode;

fn main() -> ExitCode {
    load::cli::run()
}
