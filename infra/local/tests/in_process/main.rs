//! The operations in one process, without a network in front of them: a test says which second it
//! is, stands between an operation and its tables, and looks into the tables.
//!
//! | module | what it shows |
//! | --- | --- |
//! | [`seconds`] | every end at its exact second, on both sides |
//! | [`calls`] | how many calls an operation makes in sequence, and that a stranger's are the same |
//! | [`strangers`] | which calls a wrong entry makes, and how long they are, for everybody |
//! | [`outages`], [`hangs`], [`unsent`] | what fails behind an operation, and that nothing is lost by it |
//! | [`budget`] | the day's budget of SMS |
//! | [`lifecycle`] | the life of a person, state by state and step by step |
//! | [`tables`] | what is in the tables, and what never is |
//! | [`configured`], [`starts`] | profiles and rules; settings that stop the start |
//! | [`keys`] | keys and hashes that change while people live |
//! | [`resends`] | another code, once its procedure was ended |
//! | [`restored`] | a restore of the Accounts table |
//! | [`registrar`] | whose tokens `register` accepts |
//! | [`races`], [`meetings`], [`orders`] | many at once; two that meet at one point; two in every order of their calls |
//! | [`repeats`] | one entry counts once, two count twice |
//! | [`questions`] | the simple question: once, at no more calls than a proof, where it is offered |
//! | [`dummies`] | who has no hash costs one all the same |
//! | [`template`] | `template.yaml`: routes, settings, rules and rights are the code's |
//! | [`guesses`] | how often an attacker may guess |
//! | [`pages`] | the pages: a person's life by forms, what is refused, what a browser is told |
//! | [`contract`] | routes and `docs/openapi.json` |
//! | [`tokens`] | tokens of registrars, made by hand |
//! | [`counted`] | what one test's operations measured |
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
mod counted;
mod dummies;
mod guesses;
mod hangs;
mod keys;
mod lifecycle;
mod meetings;
mod orders;
mod outages;
mod pages;
mod questions;
mod races;
mod registrar;
mod repeats;
mod resends;
mod restored;
mod seconds;
mod starts;
mod strangers;
mod tables;
mod template;
mod tokens;
mod unsent;
