//! Puts the pages on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve_site::<pages::Pages>()
}
