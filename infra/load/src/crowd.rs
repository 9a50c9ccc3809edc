//! All of them at once, until the time is over; and what every minute was like.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use tokio::task::JoinSet;

use crate::{
    client::{Client, Place, Stop},
    journey::Journey,
    memory::{Growth, Memory, resident_kib},
    person::Life,
    stage::Stage,
    tally::{Ended, HEAD, Tally},
};

/// How long journeys that are under way at the end may take.
const TO_THE_END: Duration = Duration::from_secs(600);
const SAMPLE_EVERY: Duration = Duration::from_secs(1);

/// How many come, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many live at once.
    pub people: u32,
    /// When no more journeys begin.
    pub duration: Duration,
    /// How long somebody waits before a call, on average.
    pub pause: Duration,
    /// Where chance begins.
    pub seed: u64,
}

/// What the time was like.
pub struct Outcome {
    /// Everything that was counted.
    pub told: String,
    /// How many journeys ended as none may.
    pub failed: u64,
    /// How many finished.
    pub finished: u64,
    /// The memory of the process with the operations, in the second half; `None` if there were too
    /// few samples.
    pub runner: Option<Growth>,
    /// The memory of the process with the tables and the phones.
    pub services: Option<Growth>,
}

/// Lets all of them live.
pub async fn live(stage: &Stage, plan: Plan, tally: &Arc<Tally>) -> Outcome {
    let began = Instant::now();
    let until = began + plan.duration;
    let place = Arc::new(Place {
        llave: stage.llave.clone(),
        phones: stage.phones.clone(),
        tally: Arc::clone(tally),
        pause: plan.pause,
    });
    let mut chance = StdRng::seed_from_u64(plan.seed);
    let numbers = Arc::new(AtomicU32::new(chance.random_range(0..10_000_000)));
    let mut people = JoinSet::new();
    for _ in 0..plan.people {
        let (place, numbers) = (Arc::clone(&place), Arc::clone(&numbers));
        let mut rng = StdRng::seed_from_u64(chance.random());
        people.spawn(async move {
            // Not all of them come in the same second.
            let late = rng.random_range(0.0..2.0);
            tokio::time::sleep(place.pause.mul_f64(late)).await;
            while Instant::now() < until {
                let number = numbers.fetch_add(1, Ordering::SeqCst);
                let client = Client::new(Arc::clone(&place), StdRng::seed_from_u64(rng.random()));
                a_life(Life::new(client, number), until).await;
            }
        });
    }
    let mut watch = Watch::new(stage, tally, began);
    let over = until + TO_THE_END;
    let mut every = tokio::time::interval(SAMPLE_EVERY);
    say(HEAD);
    loop {
        tokio::select! {
            _ = every.tick() => if let Err(error) = watch.look(Instant::now() < until) {
                complain(&format!("a program has ended: {error}"));
                tally.journey("all that were under way when a program ended", Ended::Violated);
                break;
            },
            ended = people.join_next() => match ended {
                None => break,
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    complain(&format!("somebody ended with a panic: {error}"));
                    tally.journey("a panic", Ended::Violated);
                }
            },
            _ = tokio::signal::ctrl_c() => {
                complain("told to stop");
                break;
            },
            () = tokio::time::sleep_until(over.into()) => {
                for _ in 0..people.len() {
                    tally.journey("still under way at the end", Ended::Unfinished);
                }
                break;
            }
        }
    }
    watch.end()
}

/// One life after another; each ends when its messages are used up, or at an answer that may not
/// be.
async fn a_life(mut life: Life, until: Instant) {
    let tally = Arc::clone(&life.client.place.tally);
    tally.somebody();
    while Instant::now() < until {
        let drawn = life.client.rng.random_range(0..100);
        let journey = life.next_journey(drawn);
        let ended = life.go(journey).await;
        let ended = settle(&life, &tally, journey, ended);
        match ended {
            Ended::Finished => {}
            Ended::ByRule("too-many-messages") => {
                // The cap changes nothing else.
                if life.password().is_some() && !life.by_password.may_be_blocked() {
                    let ended = life.go(Journey::Login).await;
                    settle(&life, &tally, Journey::Login, ended);
                }
                return;
            }
            Ended::ByRule(_) => {}
            Ended::Violated | Ended::Unfinished => return,
        }
    }
}

fn settle(life: &Life, tally: &Tally, journey: Journey, ended: Result<(), Stop>) -> Ended {
    let ended = match ended {
        Ok(()) => Ended::Finished,
        Err(Stop::Rule(rule)) => Ended::ByRule(rule),
        Err(Stop::Violation(what)) => {
            complain(&of_whom(life, &format!("a violation: {what}")));
            Ended::Violated
        }
        Err(Stop::Unfinished(what)) => {
            complain(&of_whom(life, &format!("unfinished: {what}")));
            Ended::Unfinished
        }
    };
    tally.journey(journey.as_str(), ended);
    ended
}

/// What happened, to whom, and all that came before it.
fn of_whom(life: &Life, what: &str) -> String {
    format!(
        "\n{what}\n{} {}, password {:?}, code {:?}\n{}\n",
        life.person.document.number,
        life.person.phone,
        life.by_password,
        life.by_code,
        life.client.history()
    )
}

/// Looks at both programs, every second.
struct Watch<'a> {
    stage: &'a Stage,
    tally: &'a Tally,
    began: Instant,
    minutes: u64,
    runner: Memory,
    services: Memory,
}

impl<'a> Watch<'a> {
    fn new(stage: &'a Stage, tally: &'a Tally, began: Instant) -> Self {
        Self {
            stage,
            tally,
            began,
            minutes: 0,
            runner: Memory::default(),
            services: Memory::default(),
        }
    }

    /// `full`: as many live as there should be.
    fn look(&mut self, full: bool) -> io::Result<()> {
        self.stage.forget_calls();
        let seconds = self.began.elapsed().as_secs();
        let runner = resident_kib(self.stage.runner.process())?;
        let services = resident_kib(self.stage.services.process())?;
        if full {
            let at = self.began.elapsed().as_secs_f64();
            self.runner.add(at, runner);
            self.services.add(at, services);
        }
        if seconds / 60 > self.minutes {
            self.minutes = seconds / 60;
            say(&self.tally.minute(self.minutes, &self.memory()));
        }
        Ok(())
    }

    fn memory(&self) -> String {
        let mib = |memory: &Memory| memory.last_kib() / 1024.0;
        format!("{:.1}, {:.1}", mib(&self.runner), mib(&self.services))
    }

    fn end(self) -> Outcome {
        Outcome {
            told: self.tally.told(&self.memory()),
            failed: self.tally.failed(),
            finished: self.tally.finished(),
            runner: self.runner.growth(),
            services: self.services.growth(),
        }
    }
}

/// Says it at once, for who watches.
pub fn say(text: &str) {
    let mut out = io::stdout();
    // Nobody has to listen.
    writeln!(out, "{text}").and_then(|()| out.flush()).ok();
}

/// Says what is wrong.
pub fn complain(text: &str) {
    writeln!(io::stderr(), "{text}").ok();
}
