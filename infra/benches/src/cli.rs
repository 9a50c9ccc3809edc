//! The command line: `benches --help`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::strangers;

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
}

/// Runs what was asked for.
#[must_use]
pub(crate) fn run() -> ExitCode {
    let Cli { bench } = Cli::parse();
    match bench {
        Bench::Strangers(options) => strangers::run(&options),
    }
}
