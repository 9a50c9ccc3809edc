//! The operations in one process, without a network in front of them: a test says which second it
//! is, stands between an operation and its tables, and looks into the tables.
//!
//! | module | what it shows |
//! | --- | --- |
//! | [`seconds`] | every end at its exact second, on both sides |
//! | [`calls`] | how many calls an operation makes in sequence, and that a stranger's are the same |
//! | [`outages`], [`hangs`], [`unsent`] | what fails behind an operation, and that nothing is lost by it |
//! | [`budget`] | the day's budget of SMS |
//! | [`lifecycle`] | the life of a person, state by state and step by step |
//! | [`tables`] | what is in the tables, and what never is |
//! | [`configured`], [`starts`] | profiles and rules; settings that stop the start |
//! | [`keys`] | keys and hashes that change while people live |
//! | [`restored`] | a restore of the Accounts table |
//! | [`registrar`] | whose tokens `register` accepts |
//! | [`races`], [`meetings`] | many at once; two that meet at one point |
//! | [`repeats`] | one entry counts once, two count twice |
//! | [`dummies`] | who has no hash costs one all the same |
//! | [`template`] | `template.yaml`: routes, settings, rules and rights are the code's |
//! | [`contract`] | routes and `docs/openapi.json` |
//! | [`tokens`] | tokens of registrars, made by hand |
//!
//! What these are written with is a crate of its own, `world`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod budget;
mod calls;
mod configured;
mod contract;
mod dummies;
mod hangs;
mod keys;
mod lifecycle;
mod meetings;
mod outages;
mod races;
mod registrar;
mod repeats;
mod restored;
mod seconds;
mod starts;
mod tables;
mod template;
mod tokens;
mod unsent;
