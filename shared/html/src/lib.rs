//! The citizen's pages, as pure writing: what a page shows comes in, HTML goes out. No I/O, no
//! clock, no knowledge of operations: whoever answers a request asks the operations and shows
//! their answer with this crate. What a problem says is the contract's own wording and comes in.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`routes`] | every address |
//! | [`frame`] | what is around each page: languages, help, the foot |
//! | [`home`], [`documents`] | the first page; pages to read |
//! | [`by_code`], [`otp`], [`passwords`], [`login`], [`unsubscribe`], [`done`] | the procedures |
//! | [`stop`], [`problem_name`] | where a person cannot go on |
//! | [`desk`], [`inbox`] | the registrar's desk; the SMS of the local runner |
//! | [`fields`] | every field, and forms that come back |
//! | [`assets`] | stylesheet, script, sign |
//!
//! Every word is a message of `texts/<language>.ftl`; templates have none of their own.

pub mod assets;
pub mod by_code;
pub mod desk;
pub mod documents;
pub mod done;
pub mod fields;
pub mod frame;
pub mod home;
pub mod inbox;
pub mod login;
pub mod otp;
mod page;
pub mod passwords;
pub mod problem_name;
pub mod routes;
pub mod stop;
mod texts;
pub mod unsubscribe;

pub use fields::{Field, FieldError, Form, Refusal};
pub use frame::{Frame, Site};
pub use page::{CONTENT_SECURITY_POLICY, Page, RenderError};
pub use problem_name::ProblemName;
pub use routes::{ByCode, Route};
pub use texts::prepare;
