//! The operations in one process, without a network in front of them, for tests and benches: one
//! says which second it is, stands between an operation and its tables, and looks into the tables.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`World`] | services and operations, at a second that the test names |
//! | [`steps`] | one method for each call of the contract |
//! | [`journeys`] | several calls in a row |
//! | [`every`] | every operation, with a request that is answered well |
//! | [`stored`] | what the tables hold |
//!
//! What cannot be done here fails the test: nothing returns an error. The proxy between an
//! operation and what it calls is a crate of its own, `faults`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

pub mod every;
pub mod journeys;
pub mod steps;
pub mod stored;
mod world;

pub use journeys::opened;
pub use world::{WORK, World, env, posted, services, with_bearer};
