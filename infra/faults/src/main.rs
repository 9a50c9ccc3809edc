//! The breaking proxy as a program.

use std::process::ExitCode;

fn main() -> ExitCode {
    faults::cli::run()
}
