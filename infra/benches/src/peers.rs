//! Llave beside others that do the same: all of them on this machine, in turns, asked over HTTP by
//! the same driver. A peer is what its script in `infra/peers` installs and starts; Llave is the
//! runner with its embedded tables.
//!
//! Each is asked for what it is made for, by its own shortest way: a name and a password for a
//! session; or these, and then the code that its SMS brought.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`contestant`] | who is asked, and how |
//! | [`sink`] | where a peer's SMS arrive |

mod contestant;
mod sink;

use std::{
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Args;
use tokio::task::JoinSet;

use crate::{
    report::{Report, Rounds, Where},
    statistics::{median, quantile},
};
use contestant::{Contestant, Way};

/// Accounts of each, so that no person meets their cap of SMS in a round.
const ACCOUNTS: usize = 192;

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    rounds: Rounds,
    /// How many enter at once
    #[arg(long, default_value_t = 4, value_name = "N")]
    clients: usize,
    #[command(flatten)]
    place: Where,
}

/// What one turn gave.
struct Turn {
    /// Entries that ended well, a second.
    rate: f64,
    /// How long each took, in milliseconds.
    times: Vec<f64>,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let Rounds { seconds, rounds } = options.rounds;
    let length = options.rounds.length();
    // What the machine did before: filling the peers is our own work.
    let mut report = Report::of("peers");
    let contestants = contestant::all(&options.place.binaries, ACCOUNTS).await;
    report.line(format_args!(
        "{} clients, {} rounds of {} s each, in turns; medians, and the slowest and fastest round:\n",
        options.clients, rounds, seconds
    ));
    report.head([
        "",
        "a second",
        "slowest … fastest",
        "p50, ms",
        "p99, ms",
        "Llave ÷ it",
    ]);
    for way in [Way::Password, Way::PasswordAndSms] {
        let asked: Vec<_> = contestants.iter().filter(|it| it.knows(way)).collect();
        let mut turns: Vec<Vec<Turn>> = asked.iter().map(|_| Vec::new()).collect();
        for _ in 0..rounds {
            for (contestant, turns) in asked.iter().zip(&mut turns) {
                turns.push(turn(contestant, way, options.clients, length).await);
                contestant.rest().await;
            }
        }
        let mut first = None;
        for (contestant, turns) in asked.iter().zip(&turns) {
            let rates: Vec<_> = turns.iter().map(|turn| turn.rate).collect();
            let times: Vec<_> = turns.iter().flat_map(|turn| turn.times.clone()).collect();
            let rate = median(&rates);
            let of_llave = *first.get_or_insert(rate);
            report.row([
                format!("{}, {way}", contestant.name),
                report.timed(rate, 1),
                format!(
                    "{} … {}",
                    report.timed(rates.iter().copied().fold(f64::INFINITY, f64::min), 1),
                    report.timed(rates.iter().copied().fold(0.0, f64::max), 1)
                ),
                report.timed(quantile(&times, 0.50), 1),
                report.timed(quantile(&times, 0.99), 1),
                report.timed(of_llave / rate, 2),
            ]);
        }
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

/// So many clients, each entering with accounts of its own, one after the other.
async fn turn(contestant: &Arc<Contestant>, way: Way, clients: usize, length: Duration) -> Turn {
    let began = Instant::now();
    let mut entering = JoinSet::new();
    for client in 0..clients {
        let contestant = Arc::clone(contestant);
        entering.spawn(async move {
            let mut times = Vec::new();
            let mut accounts = (client..ACCOUNTS).step_by(clients).cycle();
            while began.elapsed() < length {
                let account = accounts.next().expect("an account for each client");
                let entry = Instant::now();
                contestant.enter(way, account).await;
                times.push(entry.elapsed().as_secs_f64() * 1e3);
            }
            times
        });
    }
    let times: Vec<f64> = entering.join_all().await.into_iter().flatten().collect();
    let done = u32::try_from(times.len()).expect("not so many");
    let rate = f64::from(done) / began.elapsed().as_secs_f64();
    Turn { rate, times }
}
