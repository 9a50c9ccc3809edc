//! Hundreds of people who live with Llave at once, while some of the calls behind it break. Each
//! does what people do, remembers what it was answered, and holds every answer against what may be
//! true: a wrong password never logs in, a right one is refused only if its owner's own entries
//! blocked it, what was answered with a 503 is finished when it is tried again.
//!
//! Nothing here knows the project's code: like `tests`, it is a client of the contract.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`stage`] | the runner as a program, its services as another, and the proxies between them |
//! | [`client`] | one call: sent, timed, counted, written into its caller's history |
//! | [`known`] | what a person knows of their own counters and secrets: from the least to the most |
//! | [`person`] | a person, with what they know of themselves |
//! | [`opening`] | procedures, and the codes that arrive |
//! | [`entries`] | entries of secrets, each held against what it may be answered |
//! | [`sessions`] | sessions, live or over |
//! | [`journey`] | what people set out to do, and how often |
//! | [`ways`] | how they go: several steps in a row |
//! | [`crowd`] | all of them at once, until the time is over |
//! | [`tally`] | what is counted, and told every minute |
//! | [`memory`] | what the programs have in memory, and whether it grows |
//! | [`cli`] | the command line |

pub mod cli;
pub mod client;
pub mod crowd;
pub mod entries;
pub mod journey;
pub mod known;
pub mod memory;
pub mod opening;
pub mod person;
pub mod sessions;
pub mod stage;
pub mod tally;
pub mod ways;
