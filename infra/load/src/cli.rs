//! The command line: `llave-load --help`.

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use clap::Parser;

use crate::{
    crowd::{Outcome, Plan, complain, live, say},
    memory::Growth,
    stage::{Setting, Stage, StageError, beside},
    tally::Tally,
};

/// Before that the runner's memory grows, as it must: it keeps the memory of as many hashes as it ever
/// computed at once, at most one a processor, and opens connections.
const WARM_AFTER: u64 = 10;

/// People who live with the runner at once, while some of the calls behind it break.
///
/// It starts the runner and its services, with a breaking proxy before DynamoDB and one before SNS. It
/// fails if an answer may not be, if a journey does not finish that no rule refused, or if the
/// runner's memory grows.
#[derive(Debug, Parser)]
#[command(name = "llave-load", version)]
struct Cli {
    /// How many people live at once
    #[arg(long, default_value_t = 300)]
    people: u32,
    /// For how many minutes journeys begin
    #[arg(long, default_value_t = 30)]
    minutes: u64,
    /// How long somebody waits before a call, on average
    #[arg(long, default_value_t = 20.0, value_name = "SECONDS", value_parser = seconds)]
    pause: f64,
    /// How probable it is that a call to DynamoDB or SNS breaks
    #[arg(long, default_value_t = 0.01, value_parser = probability)]
    probability: f64,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// By how much the runner's memory may grow in the second half of 10 minutes or more, in percent
    #[arg(long, default_value_t = 5.0, value_name = "PERCENT", value_parser = seconds)]
    growth: f64,
    /// The runner; without it, the one beside this program
    #[arg(long, value_name = "PROGRAM")]
    runner: Option<PathBuf>,
}

/// Runs until the time is over.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(StageError::Threads);
    match runtime.and_then(|runtime| runtime.block_on(play(&cli))) {
        Ok(outcome) if judged(&cli, &outcome) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            complain(&format!("llave-load: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn play(cli: &Cli) -> Result<Outcome, StageError> {
    let program = match &cli.runner {
        Some(program) => program.clone(),
        None => std::env::current_exe()
            .map(|this| beside(&this))
            .map_err(|reason| StageError::File {
                path: "llave-load".into(),
                reason,
            })?,
    };
    let setting = Setting {
        program,
        seed: cli.seed,
        probability: cli.probability,
    };
    let tally = Arc::new(Tally::default());
    let stage = Stage::set(&setting, &tally).await?;
    let plan = Plan {
        people: cli.people,
        duration: Duration::from_secs(60 * cli.minutes),
        pause: Duration::from_secs_f64(cli.pause),
        seed: cli.seed,
    };
    Ok(live(&stage, plan, &tally).await)
}

/// Says how it was; whether it was good.
fn judged(cli: &Cli, outcome: &Outcome) -> bool {
    say(&outcome.told);
    for (who, growth) in [("runner", outcome.runner), ("services", outcome.services)] {
        say(&grown(who, growth));
    }
    let grows = |growth: Growth| cli.minutes >= WARM_AFTER && growth.percent() > cli.growth;
    let flat = !outcome.runner.is_some_and(grows);
    let (finished, failed) = (outcome.finished, outcome.failed);
    let verdict = match (failed, finished, flat) {
        (0, 0, _) => "nothing was finished",
        (0, _, true) => "good",
        (0, _, false) => "the runner's memory grows",
        _ => "journeys ended as none may",
    };
    say(&format!(
        "\n{verdict}: {finished} journeys finished, {failed} failed"
    ));
    verdict == "good"
}

fn grown(who: &str, growth: Option<Growth>) -> String {
    match growth {
        None => format!("memory of the {who}: too few samples"),
        Some(growth) => format!(
            "memory of the {who} in the second half: from {:.1} MiB by {:+.1} MiB ({:+.1} %)",
            growth.from_kib / 1024.0,
            growth.by_kib / 1024.0,
            growth.percent()
        ),
    }
}

fn probability(text: &str) -> Result<f64, String> {
    let read = text.parse().ok().filter(|it| (0.0..=1.0).contains(it));
    read.ok_or_else(|| "not between 0 and 1".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    let read = text.parse().ok().filter(|it| (0.0..=3_600.0).contains(it));
    read.ok_or_else(|| "not between 0 and 3600".to_owned())
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
