//! The local runner: the whole of Llave in one process, with `cargo run` and nothing else.
//!
//! The operations are the very ones of the functions, and so are the pages. Around them stand an embedded DynamoDB, an
//! endpoint that speaks SNS and keeps the SMS, a clock that can be moved forward and a registrar
//! who signs whatever is asked. `/dev/…` lives in this crate only.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`runner`] | all of it together, for tests and for `main` |
//! | [`services`] | what the operations need around them: tables, SMS, keys; and the settings that lead there |
//! | [`services_only`] | the same for functions that run elsewhere, with `/dev/…` |
//! | [`options`] | what a start can choose |
//! | [`sns`], [`outbox`] | the endpoint that speaks SNS; the messages that it took |
//! | `secrets_manager` | the endpoint that speaks Secrets Manager |
//! | [`keys`], [`registrar`] | the keys made at the first start; the registrar for development |
//! | [`clock`] | the clock of everything behind |
//! | [`cli`] | the command line |
//! | `engine`, `tables` | the DynamoDB behind: the embedded one, or another; the two tables |
//! | `folder` | the data folder: who may read it, who holds it |
//! | `server`, `dev` | the front: operations and `/dev/…` over HTTP |
//! | `island` | runtimes that end with all that runs on them |
//! | `ids` | ids as AWS writes them |

pub mod cli;
pub mod clock;
mod dev;
mod engine;
mod error;
mod folder;
mod ids;
mod island;
pub mod keys;
pub mod options;
pub mod outbox;
pub mod registrar;
pub mod runner;
mod secrets_manager;
mod server;
pub mod services;
pub mod services_only;
pub mod sns;
mod tables;

pub use clock::Clock;
pub use error::StartError;

pub use options::{DataFolder, Options};
pub use outbox::{Outbox, Sms, SnsRefusal};
pub use pages::operations::router;
pub use runner::Runner;
pub use services::Services;
pub use services_only::ServicesOnly;
