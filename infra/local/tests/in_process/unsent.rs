//! SNS cannot be reached, refuses, or never answers: `message-not-sent` with the procedure, so
//! that another code can follow. An outage of SNS locks nobody out and uses up nobody's messages.

use std::time::Instant;

use axum::http::Request;
use faults::{Fault, Proxy};
use local::SnsRefusal;
use tests::person::new_password;
use tests::{Answer, Person, check, good, refused};
use world::{World, opened, posted, services, steps::change_entry};

use crate::outages::AT_MOST;

/// The answer of an operation whose SMS was not sent; gives its procedure.
#[track_caller]
pub(crate) fn check_not_sent(answer: &Answer) -> String {
    check(answer, 503, "message-not-sent");
    assert_eq!(answer.header("retry-after"), "60", "{answer:?}");
    answer.text("procedure").to_owned()
}

/// The person's cap of ten is whole, and so is the row of unfinished openings.
pub(crate) async fn check_ten_messages_are_left(world: &World, person: &Person) {
    let before = world.sms_count(person);
    for _ in 0..10 {
        opened(&world.login_substantial(person).await);
    }
    let eleventh = world.login_substantial(person).await;
    check(&eleventh, 429, "too-many-messages");
    assert_eq!(world.sms_count(person), before + 10);
}

/// Every operation that sends a code, each for a person of its own.
async fn sendings(world: &World) -> Vec<(Person, Request<Vec<u8>>)> {
    let by_code = |path, person: &Person, altcha: &str| {
        posted(path, &person.proof(&person.activation_code, altcha))
    };
    let (activate, reset) = (world.registered().await, world.active().await);
    let (login, change) = (world.active().await, world.active().await);
    let unsubscribe = world.active().await;
    let requests = [
        by_code("/v1/activate", &activate, &world.altcha().await),
        by_code("/v1/reset", &reset, &world.altcha().await),
        posted("/v1/login", &login.substantial_login(&login.password)),
        posted("/v1/change", &change_entry(&change, &new_password())),
        posted("/v1/unsubscribe", &unsubscribe.login(&unsubscribe.password)),
    ];
    let persons = [activate, reset, login, change, unsubscribe];
    persons.into_iter().zip(requests).collect()
}

/// Each of them says in time that no message went out; with the same procedure another code
/// follows after the wait, and works.
async fn check_another_code_follows(world: &World, begin: impl FnOnce(), end: impl FnOnce()) {
    let sendings = sendings(world).await;
    begin();
    let mut unsent = Vec::new();
    for (person, request) in sendings {
        let began = Instant::now();
        let procedure = check_not_sent(&world.send(request).await);
        assert!(began.elapsed() < AT_MOST, "{:?}", began.elapsed());
        unsent.push((person, procedure));
    }
    end();
    for (person, procedure) in unsent {
        let early = world.after(59).resend_otp(&procedure).await;
        check(&early, 429, "too-soon");
        let later = world.after(60);
        let again = later.resend_otp(&procedure).await;
        good(&again, 202, &["otp", "codesLeft"]);
        assert_eq!(again["codesLeft"], 1, "{again:?}");
        later.finish(&person, &procedure).await;
    }
}

async fn check_refusal(refusal: SnsRefusal) {
    let world = World::start().await;
    let (begin, end) = (Some(refusal), None);
    check_another_code_follows(
        &world,
        || world.sns_refuses(begin),
        || world.sns_refuses(end),
    )
    .await;
}

#[tokio::test]
async fn while_sns_throttles_nothing_is_lost() {
    check_refusal(SnsRefusal::Throttled).await;
}

#[tokio::test]
async fn while_a_phone_is_opted_out_nothing_is_lost() {
    check_refusal(SnsRefusal::OptedOut).await;
}

#[tokio::test]
async fn while_sns_hangs_nothing_is_lost() {
    check_refusal(SnsRefusal::Hang).await;
}

#[tokio::test]
async fn while_sns_is_unreachable_nothing_is_lost() {
    let (world, sns) = world_with_sns_behind_a_proxy().await;
    check_another_code_follows(
        &world,
        || sns.unplug(),
        || sns.plug_in().expect("its port is free"),
    )
    .await;
}

async fn world_with_sns_behind_a_proxy() -> (World, Proxy) {
    let services = services();
    let proxy = Proxy::before(services.sns_url()).expect("a proxy");
    let settings = [("AWS_ENDPOINT_URL_SNS", &*proxy.url())];
    (World::over(services, &settings).await, proxy)
}

#[tokio::test]
async fn openings_whose_message_was_refused_are_not_counted() {
    let (world, sns) = world_with_sns_behind_a_proxy().await;
    let person = world.active().await;
    world.sns_refuses(Some(SnsRefusal::OptedOut));
    for _ in 0..12 {
        check_not_sent(&world.login_substantial(&person).await);
        check_not_sent(&world.reset(&person).await);
    }
    world.sns_refuses(Some(SnsRefusal::Throttled));
    check_not_sent(&world.login_substantial(&person).await);
    sns.unplug();
    check_not_sent(&world.login_substantial(&person).await);
    sns.plug_in().expect("its port is free");
    world.sns_refuses(None);
    check_ten_messages_are_left(&world, &person).await;
    // The activation was one of the ten of the code.
    for _ in 0..9 {
        opened(&world.reset(&person).await);
    }
}

#[tokio::test]
async fn a_code_that_was_not_sent_has_expired_and_its_entry_is_no_try() {
    let world = World::start().await;
    let person = world.active().await;
    world.sns_refuses(Some(SnsRefusal::OptedOut));
    let procedure = check_not_sent(&world.login_substantial(&person).await);
    world.sns_refuses(None);
    for _ in 0..5 {
        let entry = world.verify_otp(&procedure, "123456").await;
        check(&entry, 410, "otp-expired");
    }
    let later = world.after(60);
    good(
        &later.resend_otp(&procedure).await,
        202,
        &["otp", "codesLeft"],
    );
    let wrong = later.enter_wrong_code(&person, &procedure).await;
    refused(&wrong, 3);
    later.finish(&person, &procedure).await;
}

#[tokio::test]
async fn another_code_that_was_not_sent_takes_the_one_before_with_it_and_may_follow() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    world.sns_refuses(Some(SnsRefusal::Throttled));
    let again = world.after(60).resend_otp(&procedure).await;
    assert_eq!(check_not_sent(&again), procedure);
    world.sns_refuses(None);
    let entry = world.after(60).enter_newest_code(&person, &procedure).await;
    check(&entry, 410, "otp-expired");
    let later = world.after(120);
    assert_eq!(later.resend_otp(&procedure).await["codesLeft"], 0);
    later.finish(&person, &procedure).await;
}

/// Its message may have gone out all the same, so it is counted: else holding answers back would
/// give free guesses.
#[tokio::test(flavor = "multi_thread")]
async fn an_opening_whose_message_hangs_stays_counted() {
    let world = World::start().await;
    let person = world.active().await;
    for _ in 0..8 {
        opened(&world.login_substantial(&person).await);
    }
    world.sns_refuses(Some(SnsRefusal::Hang));
    let body = person.substantial_login(&person.password);
    let both = vec![posted("/v1/login", &body); 2];
    for answer in world.at_once(both).await {
        check_not_sent(&answer);
    }
    world.sns_refuses(None);
    let eleventh = world.login_substantial(&person).await;
    check(&eleventh, 429, "too-many-messages");
    let next_day = world.after(86_400).login_substantial(&person).await;
    check(&next_day, 403, "password-blocked");
}

/// SNS took it, and what came back was somebody else's: the message is on its way.
#[tokio::test(flavor = "multi_thread")]
async fn an_opening_whose_answer_by_sns_cannot_be_read_stays_counted() {
    let (world, sns) = world_with_sns_behind_a_proxy().await;
    let person = world.active().await;
    for _ in 0..9 {
        opened(&world.login_substantial(&person).await);
    }
    sns.rule(|_| Some(Fault::Garbage.into()));
    check_not_sent(&world.login_substantial(&person).await);
    sns.heal();
    let eleventh = world.login_substantial(&person).await;
    check(&eleventh, 429, "too-many-messages");
}
