//! One cell of the matrix: one request, at one of whose calls something happens.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_config::{Region, SdkConfig};
use aws_credential_types::Credentials;
use faults::{Fault, Options, Proxy, Recorded, in_sequence};
use local::Services;
use tests::{Answer, answer::retry_after};
use tokio::sync::Semaphore;
use web::{Operation, Router};
use world::{
    WORK, World,
    every::{Kind, Opening, READY_AFTER, Ready},
};

use crate::{
    counts::{Counts, Leeway, Said},
    journey::{Traveller, WAIT, Way},
};

/// Who waits for an answer waits no longer.
const AT_MOST: Duration = Duration::from_secs(5);
/// Longer than an attempt at SNS may take; DynamoDB's is shorter.
const LATE_FOR_SNS: Duration = Duration::from_millis(1_900);
/// So that calls side by side are seen to be.
const PACE: Duration = Duration::from_millis(80);

/// One of the calls that an operation makes.
#[derive(Clone)]
pub(crate) struct Place {
    /// As it was recorded without a fault.
    pub(crate) call: Recorded,
    /// Which of those of its title, the first being 0.
    pub(crate) number: usize,
}

/// What happens where.
#[derive(Clone)]
pub(crate) struct Cell {
    pub(crate) kind: Kind,
    pub(crate) place: Place,
    /// How many calls there are without a fault.
    pub(crate) calls: usize,
    pub(crate) fault: Fault,
    /// To every attempt at this call, and to every later one of its title; else to the first.
    pub(crate) lasts: bool,
}

/// What a cell was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Calls were repeated.
    repeated: bool,
    /// The problem, if it was none of those that come without a fault.
    problem: Option<&'static str>,
    way: Way,
}

/// Where cells are run.
pub(crate) struct Ground {
    services: Arc<Services>,
    world: World,
    /// Who computes; the others wait.
    busy: Semaphore,
    started: AtomicUsize,
}

/// One operation, between proxies.
struct Behind {
    world: World,
    tables: Proxy,
    sns: Proxy,
}

impl Ground {
    pub(crate) async fn new(services: Arc<Services>, busy: usize) -> Self {
        Self {
            world: World::over(Arc::clone(&services), &[]).await,
            services,
            busy: Semaphore::new(busy),
            started: AtomicUsize::new(0),
        }
    }

    /// The calls of an operation without a fault, in sequence; those side by side by their names.
    pub(crate) async fn places(&self, kind: Kind) -> Vec<Place> {
        let ready = kind.ready(&self.world).await;
        let behind = self.behind(kind, PACE).await;
        let answer = behind.world.send(ready.request.clone()).await;
        ready.check(&answer);
        let mut calls = Vec::new();
        for mut step in in_sequence(behind.tables.take_calls()) {
            step.sort_by_key(Recorded::title);
            calls.extend(step);
        }
        calls.extend(behind.sns.take_calls());
        let mut places: Vec<Place> = Vec::new();
        for call in calls {
            let before = places.iter().filter(|it| it.call.title() == call.title());
            let number = before.count();
            places.push(Place { call, number });
        }
        places
    }

    async fn behind(&self, kind: Kind, pace: Duration) -> Behind {
        let services = &self.services;
        let before = |to: &str, late| {
            let options = Options {
                pace,
                late,
                ..Options::before(to)
            };
            Proxy::start(options).expect("a proxy")
        };
        let usual = Options::before("").late;
        let tables = before(services.dynamodb_url(), usual);
        let sns = before(services.sns_url(), LATE_FOR_SNS);
        let number = self.started.fetch_add(1, Ordering::SeqCst);
        let env = env(services, &tables, &sns, number);
        let router = mounted(kind, &env).await;
        let world = World::of(Arc::clone(services), router).after(READY_AFTER);
        Behind { world, tables, sns }
    }

    /// Runs a cell; panics if something is not as it must be.
    pub(crate) async fn run(&self, cell: &Cell) -> Outcome {
        let kind = cell.kind;
        let (ready, person, before, behind) = {
            let _busy = self.busy.acquire().await.expect("it is never closed");
            let (ready, person) = kind.ready_with_person(&self.world).await;
            let before = Counts::of(&self.world, &ready, &person).await;
            (
                ready,
                person,
                before,
                self.behind(kind, Duration::ZERO).await,
            )
        };
        cell.begin(&behind);
        let began = Instant::now();
        let answer = behind.world.send(ready.request.clone()).await;
        let took = began.elapsed();
        let mut calls = behind.tables.take_calls();
        calls.extend(behind.sns.take_calls());
        cell.end(&behind).await;

        let _busy = self.busy.acquire().await.expect("it is never closed");
        let met = calls.iter().any(|call| call.fault == Some(cell.fault));
        assert!(met || cell.nobody_listens(), "nothing happened: {calls:?}");
        let problem = check_answer(&ready, &answer, took);
        let said = match problem {
            None => Said::AsEver,
            Some("message-not-sent") => Said::NotSent,
            Some(_) => Said::Unavailable,
        };
        let now = Counts::of(&self.world, &ready, &person).await;
        now.check(before, kind, said, cell.leeway());
        let traveller = Traveller {
            later: &self.world.after(READY_AFTER + WAIT),
            ready: &ready,
            person: &person,
            answer: &answer,
        };
        Outcome {
            repeated: calls.len() > cell.calls,
            problem,
            way: traveller.goes_on().await,
        }
    }
}

/// The answer is the one without a fault, or says in time that nothing is known; then its problem.
#[track_caller]
fn check_answer(ready: &Ready, answer: &Answer, took: Duration) -> Option<&'static str> {
    assert!(took < AT_MOST, "{took:?}: {answer:?}");
    if answer.status == ready.kind.status() {
        ready.check(answer);
        return None;
    }
    let known = ["temporarily-unavailable", "message-not-sent"];
    let problem = known.into_iter().find(|it| *it == answer.problem());
    let problem = problem.unwrap_or_else(|| panic!("an answer that may not be: {answer:?}"));
    tests::check(answer, 503, problem);
    assert!(retry_after(answer) <= WAIT, "{answer:?}");
    Some(problem)
}

impl Cell {
    fn begin(&self, behind: &Behind) {
        let of_tables = self.place.call.is_to_a_table();
        if self.nobody_listens() {
            behind.sns.unplug();
            return;
        }
        let proxy = if of_tables {
            &behind.tables
        } else {
            &behind.sns
        };
        let (title, number) = (self.place.call.title(), self.place.number);
        let (fault, lasts) = (self.fault, self.lasts);
        // A repetition has the same body, another call of the same title has not.
        let seen = Mutex::new((Vec::new(), HashSet::new()));
        proxy.rule(move |call| {
            if call.title() != title {
                return None;
            }
            let mut seen = seen.lock().expect("not poisoned");
            let (bodies, met) = &mut *seen;
            let place = bodies.iter().position(|body| *body == call.body);
            let place = place.unwrap_or_else(|| {
                bodies.push(call.body.clone());
                bodies.len() - 1
            });
            let meets = if lasts {
                place >= number
            } else {
                place == number && met.insert(place)
            };
            meets.then_some(fault.into())
        });
    }

    /// SNS, which is called once, cannot even be reached.
    fn nobody_listens(&self) -> bool {
        self.fault == Fault::Refused && !self.place.call.is_to_a_table()
    }

    async fn end(&self, behind: &Behind) {
        if self.fault == Fault::Refused {
            behind.tables.plug_in().expect("its port is free");
            behind.sns.plug_in().expect("its port is free");
        }
        behind.tables.heal();
        behind.sns.heal();
        behind.tables.settled().await;
        behind.sns.settled().await;
    }

    fn leeway(&self) -> Leeway {
        Leeway {
            late: self.fault == Fault::Late,
            kept: self.lasts
                && (self.place.call.name == "UpdateItem" || self.fault == Fault::Refused),
            two_messages: self.fault == Fault::Twice && !self.place.call.is_to_a_table(),
        }
    }

    /// What it is, for who reads a failure.
    pub(crate) fn title(&self) -> String {
        format!(
            "{:?}, {} ({}), {}{}",
            self.kind,
            self.place.call.title(),
            self.place.number + 1,
            self.fault.as_str(),
            if self.lasts { ", lasting" } else { "" }
        )
    }
}

impl Outcome {
    /// As it stands on the page.
    pub(crate) fn text(self) -> String {
        let Some(problem) = self.problem else {
            let repeated = if self.repeated { " after repeat" } else { "" };
            return format!("ok{repeated}");
        };
        let said = if problem == "message-not-sent" {
            "not sent"
        } else {
            "503"
        };
        let then = match self.way {
            Way::Straight => "then nothing",
            Way::Again => "then ok",
            Way::Resend => "then resent",
            Way::Happened => "but done",
            Way::Anew => "then anew",
        };
        format!("{said}, {then}")
    }
}

/// What an operation starts from, between these proxies. Its region is its own, because the SDK
/// keeps one account of repetitions for all clients of a region: cells would use up each other's.
fn env(services: &Services, tables: &Proxy, sns: &Proxy, number: usize) -> web::Env {
    let ends = [
        ("AWS_ENDPOINT_URL_DYNAMODB", tables.url()),
        ("AWS_ENDPOINT_URL_SNS", sns.url()),
    ];
    let owned = |(name, value): (&str, String)| (name.to_owned(), value);
    let work = WORK.map(|(name, value)| owned((name, value.to_owned())));
    let settings = services.settings().into_iter().chain(work);
    web::Env::new(settings.chain(ends.map(owned)), aws(number))
}

fn aws(number: usize) -> SdkConfig {
    let credentials = Credentials::new("local", "local", None, None, "tests");
    web::aws::config(Some(Region::new(format!("cell-{number}"))), credentials)
}

async fn mounted(kind: Kind, env: &web::Env) -> Router {
    match kind {
        Kind::Register => mount::<register::Register>(env).await,
        Kind::Activate => mount::<activate::Activate>(env).await,
        Kind::Reset | Kind::WrongCode => mount::<reset::Reset>(env).await,
        Kind::SetPassword => mount::<set_password::SetPassword>(env).await,
        Kind::Login
        | Kind::LoginWithCode
        | Kind::WrongPassword
        | Kind::WrongPasswordBesidePerson => mount::<login::Login>(env).await,
        Kind::Change => mount::<change::Change>(env).await,
        Kind::Unsubscribe => mount::<unsubscribe::Unsubscribe>(env).await,
        Kind::Otp(
            Opening::Activation
            | Opening::Reset
            | Opening::Login
            | Opening::Change
            | Opening::Unsubscribing,
        )
        | Kind::WrongOtp => mount::<verify_otp::VerifyOtp>(env).await,
        Kind::ResendByPassword | Kind::ResendByCode => mount::<resend_otp::ResendOtp>(env).await,
        Kind::Session | Kind::EndSession => mount::<session::Session>(env).await,
    }
}

async fn mount<O: Operation>(env: &web::Env) -> Router {
    Router::new().mount(O::start(env).await.expect("it starts"))
}
