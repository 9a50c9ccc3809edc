//! Whether the time of an answer tells a stranger from a person: `benches strangers`.
//!
//! Every operation that takes a document gets wrong entries for somebody of every class, in rounds:
//! each round has one entry of each class, all at the same count, in an order of its own. What is
//! compared is the difference of two times of one round, so what the machine does meanwhile meets
//! all classes alike.
//!
//! ```text
//!   entries   the 1st to the 5th wrong one: refused, after a hash. An owner can have no more than
//!             six of them between two logins, so nobody can repeat the measurement at will
//!   blocked   past the limit: no hash. Anybody can have as many as they like
//! ```
//!
//! Two classes are no people but the measurement's own proof. *Another stranger* must not be told
//! from a stranger; *a stranger a millisecond late* must be, or the run was too weak to say anything.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`class`] | who is compared with whom |
//! | [`entry`] | which operations, and what is entered |
//! | [`people`] | somebody of every class, and how their counters are put back |
//! | [`rounds`] | the samples |
//! | [`verdict`] | what they say |

mod class;
mod entry;
mod people;
mod rounds;
mod verdict;

use std::process::ExitCode;

use clap::Args;
use tokio::runtime::Runtime;
use world::{World, services};

use entry::Operation;
use people::People;
use rounds::{Clock, Phase, Rounds};
use verdict::Verdict;

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Entries of each class that are compared, for each operation
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    samples: usize,
    /// Entries of each class past the block, for each operation
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    blocked_samples: usize,
    /// One of the operations, or more; without it, all
    #[arg(long, value_name = "NAME", value_parser = Operation::parse)]
    operation: Vec<Operation>,
    /// The shift that nobody may be told apart by
    #[arg(long, default_value_t = 500.0, value_name = "MICROSECONDS")]
    bound: f64,
    /// What a time is: what passed, or on a machine that does other things too, what was worked
    #[arg(long, value_enum, default_value_t = Clock::Wall)]
    clock: Clock,
    /// Makes every answer to an active person so late, to see the bench find it
    #[arg(long, default_value_t = 0.0, value_name = "MILLISECONDS")]
    planted_ms: f64,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Measures and tells.
pub(crate) fn run(options: &Options) -> ExitCode {
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            println!("no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    let verdict = runtime.block_on(measure(options));
    println!("\n{verdict}");
    verdict.exit_code()
}

async fn measure(options: &Options) -> Verdict {
    let world = World::patient_over(services(), &[]).await;
    let people = People::of_every_class(&world).await;
    let chosen = |operation: &Operation| {
        options.operation.is_empty() || options.operation.contains(operation)
    };
    let mut verdict = if options.samples + options.blocked_samples == 0 {
        Verdict::TooWeak
    } else {
        Verdict::NotToldApart
    };
    for operation in Operation::ALL.into_iter().filter(chosen) {
        for phase in [Phase::Entries, Phase::Blocked] {
            let samples = match phase {
                Phase::Entries => options.samples,
                Phase::Blocked => options.blocked_samples,
            };
            if samples == 0 {
                continue;
            }
            let rounds = Rounds {
                world: &world,
                people: &people,
                operation,
                phase,
                clock: options.clock,
                planted_ms: options.planted_ms,
                seed: options.seed,
            };
            let found = rounds.take(samples).await;
            let bound = options.bound;
            println!("\n{operation}, {phase}, {samples} samples of each class, bound {bound} µs");
            verdict = verdict.and(verdict::tell(&found, bound));
        }
    }
    verdict
}
