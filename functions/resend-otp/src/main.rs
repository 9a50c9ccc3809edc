//! Puts `resend-otp` on Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::serve::<resend_otp::ResendOtp>()
}
