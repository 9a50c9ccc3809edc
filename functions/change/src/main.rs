//! Puts `change` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<change::Change>()
}
