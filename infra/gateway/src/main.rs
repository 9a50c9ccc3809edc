//! API Gateway and Lambda on one machine.

use std::process::ExitCode;

fn main() -> ExitCode {
    gateway::cli::run()
}
