//! The day's budget of SMS: 20,000 by default, over 64 items, of which the last tenth is kept for
//! activation and reset.

use tests::{Person, check};
use world::{
    World,
    journeys::{WRONG_CODE, WRONG_PASSWORD},
    opened,
    stored::PROCEDURES,
};

use crate::unsent::check_not_sent;

/// 20,000 over 64 items.
const SHARD: u32 = 312;
/// Without the tenth that is kept.
const SHARD_OF_PASSWORDS: u32 = 280;

#[tokio::test]
async fn when_nine_tenths_are_spent_only_the_activation_code_sends() {
    let world = World::start().await;
    let person = world.active().await;
    let registered = world.registered().await;
    world
        .spend_budget("2060-03-01", SHARD_OF_PASSWORDS - 1)
        .await;
    opened(&world.login_substantial(&person).await);
    world.spend_budget("2060-03-01", SHARD_OF_PASSWORDS).await;
    for answer in [
        world.login_substantial(&person).await,
        world.change(&person, &tests::person::new_password()).await,
        world.unsubscribe(&person).await,
    ] {
        check_not_sent(&answer);
    }
    opened(&world.reset(&person).await);
    opened(&world.activate(&registered).await);
    // A login with the password alone sends nothing.
    world.logged_in(&person).await;
}

#[tokio::test]
async fn when_all_is_spent_nothing_is_sent_and_nothing_is_counted() {
    let world = World::start().await;
    let person = world.active().await;
    world.spend_budget("2060-03-01", SHARD).await;
    let sent = world.sms_count(&person);
    for _ in 0..12 {
        check_not_sent(&world.reset(&person).await);
        check_not_sent(&world.login_substantial(&person).await);
    }
    assert_eq!(world.sms_count(&person), sent);
    world.spend_budget("2060-03-01", 0).await;
    crate::unsent::check_ten_messages_are_left(&world, &person).await;
    for _ in 0..9 {
        opened(&world.reset(&person).await);
    }
    let eleventh = world.reset(&person).await;
    check(&eleventh, 429, "too-many-messages");
}

#[tokio::test]
async fn a_procedure_of_a_day_without_budget_gets_its_code_the_next_day() {
    let world = World::start().await.at("2060-03-01T23:59:00Z");
    let person = world.active().await;
    world.spend_budget("2060-03-01", SHARD).await;
    let procedure = check_not_sent(&world.login_substantial(&person).await);
    let last_second = world.after(59).login_substantial(&person).await;
    check_not_sent(&last_second);
    let next_day = world.at("2060-03-02T00:00:00Z");
    let again = next_day.resend_otp(&procedure).await;
    assert_eq!(again.status, 202, "{again:?}");
    next_day.finish(&person, &procedure).await;
}

/// What is counted in the budget of all days is what went out.
async fn check_spent(world: &World) {
    let shards = world.items_of_kind(PROCEDURES, "budget").await;
    let sent = shards.iter().map(|shard| {
        let sent = shard["sent"]["N"].as_str().expect("a number");
        sent.parse::<usize>().expect("a number")
    });
    assert_eq!(sent.sum::<usize>(), world.services().outbox().all().len());
}

#[tokio::test]
async fn a_message_that_did_not_go_out_is_put_back_into_the_budget() {
    let world = World::start().await;
    let person = world.active().await;
    for _ in 0..8 {
        opened(&world.reset(&person).await);
    }
    world.sns_refuses(Some(local::SnsRefusal::OptedOut));
    let procedure = check_not_sent(&world.login_substantial(&person).await);
    let later = world.after(60);
    check_not_sent(&later.resend_otp(&procedure).await);
    world.sns_refuses(None);
    opened(&later.reset(&person).await);
    let capped = later.reset(&person).await;
    check(&capped, 429, "too-many-messages");
    check_spent(&world).await;
}

#[tokio::test]
async fn wrong_entries_take_nothing_from_the_budget() {
    let world = World::start().await;
    let person = Person {
        password: WRONG_PASSWORD.to_owned(),
        ..world.active().await
    };
    for somebody in [&person, &Person::new()] {
        world.login_substantial(somebody).await;
        world.change(somebody, &tests::person::new_password()).await;
        world.unsubscribe(somebody).await;
        world.reset_with(somebody, WRONG_CODE).await;
    }
    check_spent(&world).await;
}
