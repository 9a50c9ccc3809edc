//! DynamoDB cannot be reached, fails, or never answers: every operation says so within five
//! seconds; when it is back, everything works on without a restart, and nothing was lost.

use std::{
    collections::HashMap,
    fmt::Display,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use faults::{Fault, Proxy, Recorded};
use jiff::SignedDuration;
use secrets::Token;
use tests::{Answer, check, person::new_password};
use tokio::task::JoinSet;
use world::{
    World, env,
    every::{Kind, READY_AFTER, Ready},
    opened, services,
    stored::ids,
};

pub(crate) const AT_MOST: Duration = Duration::from_secs(5);

/// How DynamoDB is lost.
#[derive(Clone, Copy)]
enum Outage {
    Unreachable,
    Failing,
    Hanging,
}

impl Outage {
    fn begin(self, proxy: &Proxy) {
        match self {
            Self::Unreachable => proxy.unplug(),
            Self::Failing => proxy.rule(|_| Some(Fault::InternalError.into())),
            Self::Hanging => proxy.rule(|_| Some(Fault::Silence.into())),
        }
    }

    fn end(self, proxy: &Proxy) {
        match self {
            Self::Unreachable => proxy.plug_in().expect("its port is free"),
            Self::Failing | Self::Hanging => proxy.heal(),
        }
    }
}

/// A world whose tables can be lost.
pub(crate) async fn world_behind_a_proxy() -> (World, Arc<Proxy>) {
    let services = services();
    let proxy = Arc::new(Proxy::before(services.dynamodb_url()).expect("a proxy"));
    let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
    (World::over(services, &settings).await, proxy)
}

/// Sends all at once, and says how long each took.
pub(crate) async fn timed(world: &World, all: &[Ready]) -> Vec<(Answer, Duration)> {
    let mut running = JoinSet::new();
    for (place, ready) in all.iter().cloned().enumerate() {
        let world = world.clone();
        running.spawn(async move {
            let began = Instant::now();
            let answer = world.send(ready.request).await;
            (place, answer, began.elapsed())
        });
    }
    let mut answers = running.join_all().await;
    answers.sort_by_key(|(place, _, _)| *place);
    let timed = answers.into_iter();
    timed.map(|(_, answer, took)| (answer, took)).collect()
}

/// The answer of an operation that could not do its work.
#[track_caller]
pub(crate) fn check_unavailable(answer: &Answer, took: Duration) {
    check(answer, 503, "temporarily-unavailable");
    assert!(tests::answer::retry_after(answer) <= 60, "{answer:?}");
    assert!(took < AT_MOST, "{took:?}");
}

/// The very same requests work when the outage is over: no challenge was spent, no procedure
/// ended, no code or session lost. And what was wrong is the first wrong entry.
async fn check_outage(outage: Outage) {
    let (world, proxy) = world_behind_a_proxy().await;
    let mut all = Vec::new();
    for kind in Kind::ALL {
        all.push(kind.ready(&world).await);
    }
    let world = world.after(READY_AFTER);

    outage.begin(&proxy);
    for (answer, took) in timed(&world, &all).await {
        check_unavailable(&answer, took);
    }
    // A challenge needs no table.
    world.altcha().await;
    outage.end(&proxy);

    for (ready, (answer, _)) in all.iter().zip(timed(&world, &all).await) {
        ready.check(&answer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_dynamodb_is_said_in_time_and_loses_nothing() {
    check_outage(Outage::Unreachable).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_dynamodb_is_said_in_time_and_loses_nothing() {
    check_outage(Outage::Failing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hanging_dynamodb_is_said_in_time_and_loses_nothing() {
    check_outage(Outage::Hanging).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_made_during_an_outage_are_no_tries_however_many_they_are() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    proxy.unplug();
    for _ in 0..7 {
        let login = world.login(&person).await;
        check(&login, 503, "temporarily-unavailable");
        let reset = world.reset(&person).await;
        check(&reset, 503, "temporarily-unavailable");
        let otp = world.enter_wrong_code(&person, &procedure).await;
        check(&otp, 503, "temporarily-unavailable");
    }
    proxy.plug_in().expect("its port is free");
    world.expect_password_tries_left(&person, 5).await;
    world.expect_code_tries_left(&person, 5).await;
    tests::refused(&world.enter_wrong_code(&person, &procedure).await, 3);
    world.finish(&person, &procedure).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_only_the_person_cannot_be_read_the_try_is_given_back() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    proxy.rule(|call| {
        call.is("GetItem", "person")
            .then_some(Fault::InternalError.into())
    });
    for _ in 0..7 {
        let answer = world.login_substantial(&person).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    proxy.rule(|call| {
        call.is("GetItem", "password")
            .then_some(Fault::InternalError.into())
    });
    for _ in 0..7 {
        let answer = world.reset(&person).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    proxy.rule(|call| {
        call.is("UpdateItem", "stranger")
            .then_some(Fault::InternalError.into())
    });
    for _ in 0..7 {
        let answer = world.reset(&person).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    proxy.heal();
    world.expect_password_tries_left(&person, 5).await;
    world.expect_code_tries_left(&person, 5).await;
}

/// More often than either may be entered.
#[tokio::test(flavor = "multi_thread")]
async fn when_only_the_end_cannot_be_written_codes_and_passwords_are_given_back() {
    let services = services();
    let proxy = Proxy::before(services.dynamodb_url()).expect("a proxy");
    let settings = [
        ("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url()),
        (
            "LLAVE_RULES",
            r#"{"procedure": {"passwordEntries": 5}, "otp": {"maxWrong": 3}}"#,
        ),
    ];
    let world = World::over(services, &settings).await;
    let mut person = world.active().await;
    let no_end = |call: &Recorded| {
        let fault = Fault::CancelledByValidation;
        fault.suits(call).then_some(fault.into())
    };
    let procedure = opened(&world.login_substantial(&person).await);
    proxy.rule(no_end);
    for _ in 0..5 {
        let answer = world.enter_newest_code(&person, &procedure).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    proxy.heal();
    world.finish(&person, &procedure).await;

    let procedure = opened(&world.reset(&person).await);
    world.enter_newest_code(&person, &procedure).await;
    person.password = new_password();
    proxy.rule(no_end);
    for _ in 0..6 {
        let answer = world.set_password(&procedure, &person.password).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    proxy.heal();
    let set = world.set_password(&procedure, &person.password).await;
    assert_eq!(set.status, 200, "{set:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_only_the_budget_cannot_be_asked_no_message_goes_out_and_none_is_counted() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let sent = world.sms_count(&person);
    proxy.rule(|call| {
        call.is("UpdateItem", "budget")
            .then_some(Fault::InternalError.into())
    });
    for _ in 0..12 {
        crate::unsent::check_not_sent(&world.login_substantial(&person).await);
    }
    proxy.heal();
    assert_eq!(world.sms_count(&person), sent);
    crate::unsent::check_ten_messages_are_left(&world, &person).await;
}

/// The transaction was made, and no answer to it or to its copies ever came.
#[tokio::test]
async fn an_opening_of_which_nothing_was_heard_is_taken_back() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    proxy.rule(|call| (call.name == "TransactWriteItems").then_some(Fault::LostAnswer.into()));
    let answer = world.login_substantial(&person).await;
    assert_eq!(answer.status, 503, "{answer:?}");
    proxy.heal();
    let item = world.password_item(&person).await;
    assert_eq!((ids(&item, "opened"), ids(&item, "tries")), (0, 0));
}

fn said(outcome: Result<(), impl Display>) -> Result<(), String> {
    outcome.map_err(|error| error.to_string())
}

/// What the log says of a call that failed: its kind, and nothing that could quote the request.
#[tokio::test]
async fn a_call_that_fails_is_said_by_its_kind() {
    let services = services();
    let proxy = Proxy::before(services.dynamodb_url()).expect("a proxy");
    let url = proxy.url();
    let world = World::over(Arc::clone(&services), &[]).await;
    let person = world.registered().await;
    let storage = env(&services, &[("AWS_ENDPOINT_URL_DYNAMODB", &*url)]).storage();
    let storage = storage.expect("tables");
    let key = world.key_of(&person);
    let session = Token::entered("nobody's").hashed();
    let read = async || storage.person(&key).await.map(drop);
    let update = async || {
        let used = storage.use_session(&session, world.now(), SignedDuration::ZERO, 0);
        used.await.map(drop)
    };
    let delete = async || storage.end_session(&session).await;
    assert_eq!(said(read().await), Ok(()));
    assert_eq!(said(update().await), Ok(()));
    assert_eq!(said(delete().await), Ok(()));

    let kind = |kind: &str| Err(format!("DynamoDB: {kind}"));
    proxy.rule(|_| Some(Fault::InternalError.into()));
    assert_eq!(said(read().await), kind("GetItem InternalServerError"));
    assert_eq!(said(update().await), kind("UpdateItem InternalServerError"));
    assert_eq!(said(delete().await), kind("DeleteItem InternalServerError"));
    for (fault, expected) in [
        (Fault::Silence, "GetItem timed out"),
        (Fault::Garbage, "GetItem was refused"),
        (Fault::CutAnswer, "GetItem was answered with something else"),
        // Nobody listens after it.
        (Fault::Refused, "GetItem could not be sent"),
    ] {
        proxy.rule(move |_| Some(fault.into()));
        assert_eq!(said(read().await), kind(expected), "{fault:?}");
    }
}

/// The conflict that such a call can meet.
fn conflict(call: &Recorded) -> Option<Fault> {
    [Fault::Conflict, Fault::CancelledByConflict]
        .into_iter()
        .find(|fault| fault.suits(call))
}

/// What writes meets another transaction twice, and is sent again.
#[tokio::test]
async fn a_conflict_is_waited_out_by_every_kind_of_write() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let met: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
    let meeting = Arc::clone(&met);
    proxy.rule(move |call| {
        let conflict = conflict(call)?;
        let mut met = meeting.lock().expect("nobody panics");
        let times = met.entry(call.name.clone()).or_default();
        *times += 1;
        (*times <= 2).then(|| conflict.into())
    });
    let session = world.logged_in(&person).await;
    assert_eq!(world.end_session(&session).await.status, 204);
    opened(&world.login_substantial(&person).await);
    let met = met.lock().expect("nobody panics");
    for kind in ["UpdateItem", "PutItem", "DeleteItem", "TransactWriteItems"] {
        assert!(met[kind] > 2, "{kind}: {met:?}");
    }
}

/// What meets others for as long as an operation may wait is our fault, and said in time.
#[tokio::test]
async fn a_conflict_that_does_not_end_is_said_in_time() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    for kind in ["UpdateItem", "PutItem", "DeleteItem", "TransactWriteItems"] {
        let session = world.logged_in(&person).await;
        proxy.rule(move |call| {
            let conflict = conflict(call).filter(|_| call.name == kind);
            conflict.map(Into::into)
        });
        let began = Instant::now();
        let answer = match kind {
            "DeleteItem" => world.end_session(&session).await,
            "TransactWriteItems" => world.login_substantial(&person).await,
            _ => world.login(&person).await,
        };
        check_unavailable(&answer, began.elapsed());
        proxy.heal();
    }
}

/// What another try would not mend is not tried again.
#[tokio::test]
async fn a_transaction_that_the_service_finds_invalid_is_sent_once() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let sent = Arc::new(AtomicUsize::new(0));
    let sending = Arc::clone(&sent);
    proxy.rule(move |call| {
        let invalid = Fault::CancelledByValidation;
        invalid.suits(call).then(|| {
            sending.fetch_add(1, Ordering::SeqCst);
            invalid.into()
        })
    });
    let began = Instant::now();
    let answer = world.login_substantial(&person).await;
    check_unavailable(&answer, began.elapsed());
    assert_eq!(sent.load(Ordering::SeqCst), 1);
}
