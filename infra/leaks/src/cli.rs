//! The command line: `llave-leaks --help`.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    time::Instant,
};

use clap::Parser;

use crate::{
    Failed, Kind, plant,
    run::{Outcome, Setup, Source, run as run_all},
};

/// How many people live under faults, at the functions and at the runner each.
const LIVES: usize = 24;
/// Nothing leaked, but not all could be looked at.
const NOT_ALL: u8 = 77;

/// A canary run: people with marked data walk through all of Llave, then everything that it wrote,
/// sent, stored, answered or still holds is searched for the marks.
///
/// It ends with 1 if something leaked, and with 77 if this machine lets nobody read the memory of
/// another process and nothing else leaked.
#[derive(Debug, Parser)]
#[command(name = "llave-leaks", version)]
struct Cli {
    /// The folder of the programs llave and llave-gateway
    #[arg(long, value_name = "FOLDER")]
    programs: PathBuf,
    /// The folder of the functions, as `cargo build` or `sam build` makes it
    #[arg(long, value_name = "FOLDER")]
    functions: PathBuf,
    /// The program aws-lambda-rie
    #[arg(long, value_name = "PROGRAM")]
    rie: PathBuf,
    /// The tests of the contract, as a program; without it there are only journeys
    #[arg(long, value_name = "PROGRAM")]
    suite: Option<PathBuf>,
    /// Write logs, data and marks here and leave them there; otherwise they are deleted
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs to the end.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            // Nobody is left to hear that this can't be written.
            writeln!(io::stderr(), "llave-leaks: {error}").ok();
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    fn run(&self) -> Result<ExitCode, Failed> {
        let began = Instant::now();
        let planted = plant::check()?;
        say(&format!("{planted} planted leaks were found"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|reason| Failed::Program(format!("no threads: {reason}")))?;
        let temporary = std::env::temp_dir().join(format!("llave-leaks-{}", std::process::id()));
        let work = self.keep.clone().unwrap_or(temporary);
        let setup = Setup {
            programs: self.programs.clone(),
            functions: Some(Source {
                folder: self.functions.clone(),
                rie: self.rie.clone(),
            }),
            suite: self.suite.clone(),
            work: work.clone(),
            seed: self.seed,
            lives: LIVES,
        };
        let outcome = runtime.block_on(run_all(&setup, say));
        if self.keep.is_none() {
            fs::remove_dir_all(&work).ok();
        }
        let outcome = outcome?;
        say(&report(&outcome));
        say(&format!("It took {} s", began.elapsed().as_secs()));
        Ok(if outcome.findings.leaks() > 0 {
            ExitCode::FAILURE
        } else if outcome.unreadable.is_some() {
            ExitCode::from(NOT_ALL)
        } else {
            ExitCode::SUCCESS
        })
    }
}

fn report(outcome: &Outcome) -> String {
    let list = |counts: &BTreeMap<Kind, usize>| {
        let counts: Vec<String> = counts
            .iter()
            .map(|(kind, count)| format!("{count} {}", kind.as_str()))
            .collect();
        counts.join(", ")
    };
    let memory = outcome.unreadable.as_ref().map_or_else(String::new, |why| {
        format!("\nNot looked at: the memory of the functions: {why}\n")
    });
    format!(
        "Marks: {}\nTyped, but anybody's: {}\n\n{}{memory}",
        list(&outcome.marks),
        list(&outcome.ordinary),
        outcome.findings
    )
}

fn say(text: &str) {
    let mut out = io::stdout();
    // Whoever does not listen is served all the same.
    writeln!(out, "{text}").and_then(|()| out.flush()).ok();
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
