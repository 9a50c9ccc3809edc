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

pub use by_code::ByCode;
pub use by_password::ByPassword;
pub use sender::{Right, Sender};
