//! Puts `reset` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<reset::Reset>()
}
