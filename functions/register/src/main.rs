//! Puts `register` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<register::Register>()
}
