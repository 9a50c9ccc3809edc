//! Puts `challenge` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<challenge::Challenge>()
}
