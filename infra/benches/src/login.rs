//! Logins with the password alone, beside what the same hasher does alone on the same machine in
//! the same run: in functions, as many processes as clients, as Lambda runs them; and in the whole
//! runner, over HTTP, with its embedded tables.
//!
//! What a login costs beyond its hash is the processor time of a function's main thread, where
//! everything runs but the hash.

use std::{
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Args;
use cpu_time::ProcessTime;
use local::Runner;
use rand::{SeedableRng, rngs::StdRng};
use secrets::{Cost, Hasher, Keyring};
use tests::{Llave, Person};
use tokio::task::JoinSet;

use crate::{
    function::{Function, Source},
    report::{Report, Rounds, Where},
    stage::Stage,
    statistics::median,
};

const CLIENTS: [usize; 3] = [1, 4, 16];
const PEPPER: &str = r#"{"use":"1","1":"MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="}"#;
const PASSWORD: &[u8] = b"una llave para todo";

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    rounds: Rounds,
    #[command(flatten)]
    place: Where,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let Rounds { seconds, rounds } = options.rounds;
    let length = options.rounds.length();
    let stage = Stage::set().await;
    let runner = Runner::start(local::Options::ephemeral()).await;
    let runner = runner.expect("the runner starts");
    let llave = Llave::at(&runner.url());
    let mut report = Report::of("login");
    report.line(format_args!(
        "{} rounds of {} s each, medians:\n",
        rounds, seconds
    ));
    report.head([
        "clients",
        "hashes/s",
        "logins/s, functions",
        "÷ hashes",
        "logins/s, runner",
        "÷ hashes",
        "hash, ms of processor",
        "login beyond it, ms of processor",
    ]);
    for clients in CLIENTS {
        let mut functions = Functions::start(options, &stage, clients).await;
        let mut people = Vec::new();
        for _ in 0..clients {
            people.push(llave.active().await);
        }
        let mut measured = Vec::new();
        for _ in 0..rounds {
            let (hashes, hash) = hashes(clients, length).await;
            let (logins, beyond) = functions.logins(length).await;
            let over_http = over_http(&llave, &people, length).await;
            measured.push([hashes, logins, over_http, hash, beyond]);
        }
        let of = |place: usize| median(&measured.iter().map(|it| it[place]).collect::<Vec<_>>());
        let (hashes, logins, over_http) = (of(0), of(1), of(2));
        report.row([
            clients.to_string(),
            report.timed(hashes, 1),
            report.timed(logins, 1),
            report.timed(logins / hashes, 2),
            report.timed(over_http, 1),
            report.timed(over_http / hashes, 2),
            report.timed(of(3), 2),
            format!("{:.3}", of(4)),
        ]);
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

/// Hashes a second, and the processor time of one in milliseconds.
pub(crate) async fn hashes(clients: usize, length: Duration) -> (f64, f64) {
    let peppers = Keyring::parse(PEPPER).expect("keys");
    let hasher = Hasher::new(peppers, Cost::FLOOR, None);
    let spent = ProcessTime::now();
    let began = Instant::now();
    let mut hashing = JoinSet::new();
    for client in 0..clients {
        let hasher = hasher.clone();
        hashing.spawn(async move {
            let mut rng = StdRng::seed_from_u64(client as u64);
            let mut done = 0;
            while began.elapsed() < length {
                hasher.hash(PASSWORD, &mut rng).await.expect("a hash");
                done += 1;
            }
            done
        });
    }
    let done: u32 = hashing.join_all().await.into_iter().sum();
    let done = f64::from(done);
    let took = began.elapsed().as_secs_f64();
    (done / took, spent.elapsed().as_secs_f64() * 1e3 / done)
}

/// Functions, each with somebody who logs in.
struct Functions(Vec<(Function, http::Request<Vec<u8>>)>);

impl Functions {
    async fn start(options: &Options, stage: &Stage, clients: usize) -> Self {
        let binary = gateway::binary(&options.place.binaries, "login");
        let binary = binary.unwrap_or_else(|error| panic!("{error}"));
        let settings = stage.settings();
        let mut functions = Vec::new();
        for _ in 0..clients {
            let mut function = Function::start(Source {
                binary: &binary,
                settings: &settings,
                quota: None,
            })
            .await;
            let login = stage.login().await;
            function.answer(&login).await;
            functions.push((function, login));
        }
        Self(functions)
    }

    /// Logins a second, and what one costs beyond its hash, in milliseconds.
    async fn logins(&mut self, length: Duration) -> (f64, f64) {
        let before: Duration = self.0.iter().map(|(it, _)| it.main_thread()).sum();
        let began = Instant::now();
        let mut running = JoinSet::new();
        for (mut function, login) in self.0.drain(..) {
            running.spawn(async move {
                let mut done = 0;
                while began.elapsed() < length {
                    let (_, status) = function.answer(&login).await;
                    assert_eq!(status, 200);
                    done += 1;
                }
                (function, login, done)
            });
        }
        let mut done: u32 = 0;
        for (function, login, count) in running.join_all().await {
            done += count;
            self.0.push((function, login));
        }
        let took = began.elapsed().as_secs_f64();
        let after: Duration = self.0.iter().map(|(it, _)| it.main_thread()).sum();
        let done = f64::from(done);
        (done / took, (after - before).as_secs_f64() * 1e3 / done)
    }
}

/// Logins a second.
async fn over_http(llave: &Llave, people: &[Person], length: Duration) -> f64 {
    let began = Instant::now();
    let llave = Arc::new(llave.clone());
    let mut running = JoinSet::new();
    for person in people {
        let person = person.clone();
        let llave = Arc::clone(&llave);
        running.spawn(async move {
            let mut done: u32 = 0;
            while began.elapsed() < length {
                assert_eq!(llave.login(&person).await.status, 200);
                done += 1;
            }
            done
        });
    }
    let done: u32 = running.join_all().await.into_iter().sum();
    f64::from(done) / began.elapsed().as_secs_f64()
}
