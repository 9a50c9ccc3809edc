//! Between API Gateway and an operation: the only crate that knows `lambda_http`.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`operation`] | what an operation is: a route, a start, an answer to a call |
//! | [`call`] | one call as an operation sees it: request, second, randomness, language |
//! | [`body`] | the members of a JSON body, all wrong ones found at once |
//! | [`accept`] | what a caller wants to read: JSON, or something else |
//! | [`answer`] | good answers |
//! | [`problem`] | refusals, as RFC 9457 problems in the caller's language |
//! | [`router`] | from request to answer: size, route, log line; the same in a function and in the runner |
//! | [`settings`] | the configuration that an operation starts from |
//! | `secret_settings` | those of them that are kept in Secrets Manager |
//! | [`site`] | what answers people beside the operations |
//! | `event` | what API Gateway sends and takes, and the HTTP that it stands for |
//! | [`lambda`] | puts one operation, or a site, on Lambda |
//! | [`log`] | structured log lines with nothing personal in them |
//! | `memory` | what is freed is wiped |

pub mod accept;
pub mod answer;
pub mod aws;
pub mod body;
pub mod call;
#[cfg(test)]
mod docs;
mod event;
pub mod lambda;
pub mod log;
mod memory;
pub mod operation;
pub mod problem;
pub mod router;
mod secret_settings;
pub mod settings;
pub mod site;
mod wording;

pub use answer::Answer;
pub use body::{Body, Members};
pub use call::Call;
pub use lambda::{serve, serve_site};
pub use operation::{Operation, Route};
pub use problem::Problem;
pub use router::Router;
pub use settings::{Env, StartupError};
pub use site::Site;
