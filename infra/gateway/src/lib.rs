//! API Gateway and Lambda on one machine: an HTTP front that gives each request to the function of
//! its path as an event of an API Gateway HTTP API, and the functions themselves, each under AWS's
//! own runtime interface emulator.
//!
//! It knows nothing of Llave but the names of its functions. `infra/rie-suite` runs the tests of the
//! HTTP contract through it; the tests of the runner borrow [`mod@event`] and [`reply`].
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`mod@event`] | a request as an event: payload format version 2.0 |
//! | [`reply`] | what a function replies, as an answer over HTTP |
//! | [`front`] | from a request to the function of its path and back; `/dev/…` passed on |
//! | [`emulator`] | one instance of a function, under the emulator |
//! | [`function`] | the instances of one function |
//! | [`functions`] | every function by its name, and where its binary is |
//! | [`clock`] | the clock of the functions, moved by libfaketime |
//! | [`cli`] | the command line |

pub mod cli;
pub mod clock;
pub mod emulator;
mod error;
pub mod event;
pub mod front;
pub mod function;
pub mod functions;
pub mod reply;

pub use clock::Clock;
pub use emulator::Emulator;
pub use error::StartError;
pub use event::{Arrival, BodyForm, event};
pub use front::Front;
pub use function::Function;
pub use functions::{Functions, OPERATIONS, PAGES, binary};
pub use reply::{Ended, Failure, response};
