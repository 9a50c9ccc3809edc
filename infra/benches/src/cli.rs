//! The command line: `benches --help`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::runtime::Runtime;

use crate::{bill, cold_start, growth, journeys, login, memory, pages, peers, size, strangers};

/// What docs/performance.md has a section of.
#[cfg(test)]
pub(crate) const SECTIONS: [&str; 9] = [
    "cold-start",
    "login",
    "journeys",
    "pages",
    "memory",
    "size",
    "bill",
    "growth",
    "peers",
];

/// Measures Llave on this machine.
#[derive(Debug, Parser)]
#[command(name = "benches", version)]
struct Cli {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Whether the time of an answer tells a stranger from a person
    ///
    /// It ends with 0 if nobody is told apart, with 1 if somebody is, and with 2 if there were too
    /// few samples for this machine's noise to say either.
    Strangers(strangers::Options),
    /// What a fresh process costs, before and in its first request
    ColdStart(cold_start::Options),
    /// Logins a second, and what one costs beyond its hash
    Login(login::Options),
    /// Whole journeys a second
    Journeys(journeys::Options),
    /// What a page costs the processor
    Pages(pages::Options),
    /// The most memory of each function
    Memory(memory::Options),
    /// How large each function is, zipped
    Size(size::Options),
    /// What a million of each operation costs
    Bill(bill::Options),
    /// A login while the table grows
    Growth(growth::Options),
    /// Llave beside better-auth, django-allauth and privacyIDEA
    ///
    /// The scripts in infra/peers install and start them: they need python3 with venv, node and npm.
    Peers(peers::Options),
}

/// Runs what was asked for.
#[must_use]
pub(crate) fn run() -> ExitCode {
    let Cli { bench } = Cli::parse();
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            println!("no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match bench {
        Bench::Strangers(options) => strangers::run(&options),
        Bench::ColdStart(options) => runtime.block_on(cold_start::run(&options)),
        Bench::Login(options) => runtime.block_on(login::run(&options)),
        Bench::Journeys(options) => runtime.block_on(journeys::run(&options)),
        Bench::Pages(options) => runtime.block_on(pages::run(&options)),
        Bench::Memory(options) => runtime.block_on(memory::run(&options)),
        Bench::Size(options) => size::run(&options),
        Bench::Bill(options) => runtime.block_on(bill::run(&options)),
        Bench::Growth(options) => runtime.block_on(growth::run(&options)),
        Bench::Peers(options) => runtime.block_on(peers::run(&options)),
    }
}
