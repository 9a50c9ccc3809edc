//! What is measured, in place of being held true or false by a test: times, sizes and costs, on the
//! machine that it runs on. `cargo run -p benches --release -- --help` lists the benches;
//! docs/performance.md holds what they told.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`strangers`] | whether the time of an answer tells a stranger from a person |
//! | [`cold_start`] | what a fresh process costs, before and in its first request |
//! | [`login`], [`journeys`] | logins and whole journeys a second, beside the hash alone |
//! | [`pages`] | what a page costs the processor |
//! | [`memory`], [`size`] | of each function |
//! | [`bill`] | what a million of each operation costs |
//! | [`growth`] | a login while the table grows |
//! | [`peers`] | logins beside those of others who do the same |
//! | [`function`], [`runtime_api`] | a function as a process, as Lambda runs it |
//! | [`callgrind`], [`quota`] | its instructions; its part of a processor |
//! | [`stage`] | services, people and requests |
//! | [`report`] | what is told, and where it is written |
//! | [`statistics`] | what samples say, without a word on how they are distributed |
//! | [`cli`] | the command line |
//!
//! What cannot be done ends the bench: nothing returns an error.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot go on has ended"
)]

mod bill;
mod callgrind;
mod cli;
mod cold_start;
mod function;
mod growth;
mod journeys;
mod login;
mod memory;
mod pages;
mod peers;
mod quota;
mod report;
mod runtime_api;
mod size;
mod stage;
mod statistics;
mod strangers;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
