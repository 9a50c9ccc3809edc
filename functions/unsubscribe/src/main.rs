//! Puts `unsubscribe` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<unsubscribe::Unsubscribe>()
}
