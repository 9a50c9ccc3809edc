//! The samples: rounds of one entry of each class.

use std::{
    collections::BTreeMap,
    fmt,
    sync::LazyLock,
    time::{Duration, Instant},
};

use clap::ValueEnum;
use cpu_time::ProcessTime;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use tests::Person;
use world::World;

use super::{class::Class, entry::Operation, people::People};

/// N of the rules for passwords and activation codes: so many wrong entries are refused.
const REFUSED: usize = 5;
/// Rounds that are not counted: caches and connections are cold.
const WARMING: usize = 40;
const LATE_MS: f64 = 1.0;

/// Which entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Those that are compared.
    Entries,
    /// Those past the limit.
    Blocked,
}

/// What a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Clock {
    /// What passed from the request to the answer, as whoever waits for it sees.
    Wall,
    /// What this process worked for it: the operation, and the tables behind it. Whatever else the
    /// machine does is left out.
    Cpu,
}

impl Clock {
    fn read(self) -> Duration {
        match self {
            Self::Wall => monotonic(),
            Self::Cpu => ProcessTime::now().as_duration(),
        }
    }
}

/// Since the first time that anybody asked.
fn monotonic() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGAN.elapsed()
}

/// What is measured, and of whom.
pub(crate) struct Rounds<'a> {
    pub(crate) world: &'a World,
    pub(crate) people: &'a People,
    pub(crate) operation: Operation,
    pub(crate) phase: Phase,
    pub(crate) clock: Clock,
    /// How late every answer to an active person is made.
    pub(crate) planted_ms: f64,
    pub(crate) seed: u64,
}

/// How long the answers of each class took, in microseconds; the samples of one round stand at one
/// place.
pub(crate) type Times = BTreeMap<Class, Vec<f64>>;

impl Rounds<'_> {
    /// Takes so many samples of each class.
    pub(crate) async fn take(&self, samples: usize) -> Times {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let mut order = self.operation.classes().to_vec();
        let mut times = Times::new();
        let mut rounds = 0;
        while rounds < samples + WARMING {
            let people = self.ready().await;
            let entries = match self.phase {
                Phase::Entries => REFUSED,
                // Nothing is counted any more.
                Phase::Blocked => samples + WARMING,
            };
            let of_each = people.values().map(Vec::len).min().unwrap_or_default();
            for (entry, place) in (0..entries).flat_map(|it| (0..of_each).map(move |of| (it, of))) {
                order.shuffle(&mut rng);
                for class in &order {
                    let took = self.sample(*class, &people[class][place], entry).await;
                    if rounds >= WARMING {
                        times.entry(*class).or_default().push(took);
                    }
                }
                rounds += 1;
                if rounds == samples + WARMING {
                    break;
                }
            }
        }
        times
    }

    /// People of each class whose next entry is the first, or one past the block.
    async fn ready(&self) -> BTreeMap<Class, Vec<Person>> {
        self.people.put_back(self.world).await;
        let classes = self.operation.classes().iter();
        let people: BTreeMap<_, _> = classes.map(|it| (*it, self.people.of(*it))).collect();
        if self.phase == Phase::Blocked {
            for person in people.values().flatten() {
                for _ in 0..=REFUSED {
                    self.enter(person, Duration::ZERO).await;
                }
            }
        }
        people
    }

    async fn sample(&self, class: Class, person: &Person, entry: usize) -> f64 {
        let late_ms = match class {
            Class::LateStranger => LATE_MS,
            Class::Active => self.planted_ms,
            Class::Stranger
            | Class::AnotherStranger
            | Class::Registered
            | Class::Unsubscribed
            | Class::WrongEmail => 0.0,
        };
        let late = Duration::from_secs_f64(late_ms / 1_000.0);
        let (status, body, took) = self.enter(person, late).await;
        let left = match self.phase {
            Phase::Entries => serde_json::json!(REFUSED - entry),
            Phase::Blocked => serde_json::Value::Null,
        };
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        assert_eq!((status, &body["attemptsLeft"]), (403, &left), "{class}");
        took.as_secs_f64() * 1e6
    }

    /// A wrong entry: status, body, and how long it took from the request to the answer.
    async fn enter(&self, person: &Person, late: Duration) -> (u16, Vec<u8>, Duration) {
        let request = self.operation.wrong(self.world, person).await;
        let began = self.clock.read();
        let answer = self.world.router().answer(request, self.world.now()).await;
        let answered = self.clock.read();
        while self.clock.read() - answered < late {
            std::hint::spin_loop();
        }
        let took = self.clock.read() - began;
        (answer.status().as_u16(), answer.into_body(), took)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Entries => "wrong entries 1 to 5",
            Self::Blocked => "past the block",
        })
    }
}
