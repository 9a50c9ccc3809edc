//! What these tests are written with.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`world`] | services and operations, at a second that the test names |
//! | [`steps`] | one method for each call of the contract |
//! | [`journeys`] | several calls in a row |
//! | [`every`] | every operation, with a request that is answered well |
//! | [`proxy`] | stands between an operation and what it calls: writes down, delays, refuses |
//! | [`recorded`] | a call as the proxy saw it |
//! | [`stored`] | what the tables hold |
//! | [`tokens`] | tokens of registrars, made by hand |

pub(crate) mod every;
pub(crate) mod journeys;
pub(crate) mod proxy;
pub(crate) mod recorded;
pub(crate) mod steps;
pub(crate) mod stored;
pub(crate) mod tokens;
pub(crate) mod world;

pub(crate) use journeys::opened;
pub(crate) use proxy::{Action, Proxy};
pub(crate) use world::World;
