//! What is measured, in place of being held true or false by a test: times, on the machine that it
//! runs on. `cargo run -p benches --release -- --help` lists the benches.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`strangers`] | whether the time of an answer tells a stranger from a person |
//! | [`statistics`] | what samples say, without a word on how they are distributed |
//! | [`cli`] | the command line |
//!
//! The operations run in this process, over embedded services (crate `world`): no network stands
//! before them that could hide a difference. What cannot be done ends the bench: nothing returns an
//! error.

mod cli;
mod statistics;
mod strangers;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
