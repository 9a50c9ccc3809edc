//! What these tests are written with.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`world`] | services and operations, at a second that the test names |
//! | [`steps`] | one method for each call of the contract |
//! | [`journeys`] | several calls in a row |
//! | [`every`] | every operation, with a request that is answered well |
//! | [`stored`] | what the tables hold |
//! | [`tokens`] | tokens of registrars, made by hand |
//!
//! The proxy between an operation and what it calls is a crate of its own, `faults`.

pub(crate) mod every;
pub(crate) mod journeys;
pub(crate) mod steps;
pub(crate) mod stored;
pub(crate) mod tokens;
pub(crate) mod world;

pub(crate) use faults::{Fault, Proxy, Recorded, in_sequence};
pub(crate) use journeys::opened;
pub(crate) use world::World;
