//! Whole journeys a second: a login with password and one-time code, and the way from a
//! registration act to the first login. In this process, over embedded services, without HTTP
//! before the operations.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::Args;
use tests::Person;
use tokio::task::JoinSet;
use world::{World, opened, services};

use crate::{
    report::{Report, Rounds, Where},
    statistics::median,
};

const CLIENTS: [usize; 3] = [1, 4, 16];
/// Ten codes go to a person in a day.
const APART: i64 = 9_000;

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    rounds: Rounds,
    #[command(flatten)]
    place: Where,
}

/// A journey.
#[derive(Clone, Copy)]
enum Journey {
    Login,
    Life,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let world = World::patient_over(services(), &[]).await;
    let Rounds { seconds, rounds } = options.rounds;
    let length = options.rounds.length();
    let mut report = Report::of("journeys");
    report.line(format_args!(
        "A second, medians of {} rounds of {} s:\n",
        rounds, seconds
    ));
    report.head([
        "clients",
        "password + one-time code",
        "registration act to first login",
    ]);
    for clients in CLIENTS {
        let mut people = Vec::new();
        for _ in 0..clients {
            people.push(world.active().await);
        }
        let (mut logins, mut lives) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            // A later round is later in the world too, or the day's cap would refuse.
            let world = world.after(days(round * 100));
            logins.push(a_second(&world, &people, Journey::Login, length).await);
            lives.push(a_second(&world, &people, Journey::Life, length).await);
        }
        report.row([
            clients.to_string(),
            report.timed(median(&logins), 1),
            report.timed(median(&lives), 1),
        ]);
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

async fn a_second(world: &World, people: &[Person], journey: Journey, length: Duration) -> f64 {
    let began = Instant::now();
    let mut running = JoinSet::new();
    for person in people {
        let person = person.clone();
        let mut world = world.clone();
        running.spawn(async move {
            let mut done: u32 = 0;
            while began.elapsed() < length {
                journey.make(&world, &person).await;
                world = world.after(APART);
                done += 1;
            }
            done
        });
    }
    let done: u32 = running.join_all().await.into_iter().sum();
    f64::from(done) / began.elapsed().as_secs_f64()
}

impl Journey {
    async fn make(self, world: &World, person: &Person) {
        match self {
            Self::Login => {
                let procedure = opened(&world.login_substantial(person).await);
                world.finish(person, &procedure).await;
            }
            Self::Life => {
                let person = world.active().await;
                world.logged_in(&person).await;
            }
        }
    }
}

fn days(days: usize) -> i64 {
    i64::try_from(days).expect("few days") * 86_400
}
