//! Puts `verify-otp` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<verify_otp::VerifyOtp>()
}
