//! Puts `session` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<session::Session>()
}
