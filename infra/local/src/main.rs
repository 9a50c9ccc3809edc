//! The program `llave`: the local runner.

use std::process::ExitCode;

fn main() -> ExitCode {
    local::cli::run()
}
