//! The breaking proxy: it stands between functions and DynamoDB or SNS, plain HTTP on this
//! machine, so that the real SDK with its time-outs and repetitions is in play. It writes down
//! every call, and does to some of them what networks and services do on bad days.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`fault`] | what can happen to a call |
//! | [`plan`] | to which calls it happens: by a script, or by a seed and a probability |
//! | [`proxy`] | the proxy itself, for tests in process too |
//! | [`recorded`] | a call as the proxy saw it |
//! | `answer` | the errors in the words of DynamoDB and SNS |
//! | `units` | what a call consumes of a table |
//! | [`cli`] | the command line |

mod answer;
pub mod cli;
mod error;
pub mod fault;
pub mod plan;
pub mod proxy;
pub mod recorded;
mod units;

pub use error::StartError;
pub use fault::Fault;
pub use plan::{Plan, ScriptError};
pub use proxy::{Action, Gate, Options, Proxy};
pub use recorded::{Recorded, in_sequence};
