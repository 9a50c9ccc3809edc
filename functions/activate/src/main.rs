//! Puts `activate` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<activate::Activate>()
}
