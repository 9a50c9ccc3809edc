//! What the black-box tests of the HTTP contract (`tests/contract`) are written with.
//!
//! Nothing here knows the project's code: an HTTP client, a base URL and what the contract
//! promises to anybody who has read it.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`llave`] | the client: a base URL, plain requests, and what `/dev/…` offers to a tester |
//! | [`calls`] | one method for each call of the contract |
//! | [`journeys`] | several calls in a row: a person active, a session, a procedure opened |
//! | [`person`] | people drawn at random, valid in every member, and what they send |
//! | [`question`] | somebody who answers the simple question |
//! | [`answer`] | an answer, and the checks that every good one and every problem must pass |
//! | [`marks`] | what was entered and answered, written down for whoever searches for it elsewhere |
//! | [`together`] | many requests at once |
//! | [`time`] | RFC 3339 times, enough of them to move the clock to an instant |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

pub mod answer;
pub mod calls;
pub mod journeys;
pub mod llave;
pub mod marks;
pub mod person;
pub mod question;
pub mod time;
pub mod together;

pub use answer::{Answer, check, good, refused};
pub use llave::Llave;
pub use marks::Marks;
pub use person::{Document, Person};
pub use time::Time;
