//! Puts `set-password` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<set_password::SetPassword>()
}
