//! The steps that several operations share, in the order in which they happen: a right secret,
//! the opening of a procedure, its SMS, and the session at the end.
//!
//! | module | whose steps |
//! | --- | --- |
//! | [`by_password`] | `login`, `change`, `unsubscribe`: the password |
//! | [`by_code`] | `activate`, `reset`: proof of work, the activation code |
//! | [`sender`] | all of them and `resend-otp`: the opening and the SMS |
//! | [`login`] | `login` and `verify-otp`: the session |
//! | [`history`] | `set-password` and `change`: passwords used before |

pub mod by_code;
pub mod by_password;
pub mod history;
pub mod login;
pub mod sender;

use measures::Secret;
use policy::tries::{AfterWrong, after_wrong};
use web::Problem;

pub use by_code::ByCode;
pub use by_password::ByPassword;
pub use sender::{Right, Sender};

/// What an entry that was compared and wrong is answered when so many count: to try again, or,
/// when it tripped its limit, `tripped`.
#[must_use]
pub fn wrong_entry(secret: Secret, limit: u32, counted: u32, tripped: Problem) -> Problem {
    measures::compared(secret, false);
    if after_wrong(limit, counted) == AfterWrong::Tripped {
        measures::blocked(secret);
    }
    Problem::after_wrong(limit, counted, tripped)
}
