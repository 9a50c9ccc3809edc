//! Puts `login` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<login::Login>()
}
