//! Another code is sent only for a procedure that could still finish.

use tests::{Person, check, person::new_password};
use world::{
    World,
    journeys::{WRONG_CODE, WRONG_PASSWORD},
    opened,
};

/// A minute later no other code is sent for it.
async fn check_none(world: &World, person: &Person, procedure: &str) {
    let sent = world.sms_count(person);
    let none = world.after(60).resend_otp(procedure).await;
    check(&none, 410, "procedure-ended");
    assert_eq!(world.sms_count(person), sent);
}

#[tokio::test]
async fn what_a_password_opened_gets_no_other_code_after_it_was_ended() {
    let world = World::start().await;
    let mut person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    world.finish_reset(&mut person, &new_password()).await;
    check_none(&world, &person, &procedure).await;

    let procedure = opened(&world.login_substantial(&person).await);
    world.register(&mut person).await;
    check_none(&world, &person, &procedure).await;

    let procedure = opened(&world.login_substantial(&person).await);
    for _ in 0..6 {
        world.login_with(&person, WRONG_PASSWORD).await;
    }
    check_none(&world, &person, &procedure).await;
}

#[tokio::test]
async fn what_an_activation_code_opened_gets_no_other_code_after_it_was_ended() {
    let world = World::start().await;
    let mut person = world.active().await;
    let procedure = opened(&world.reset(&person).await);
    world.register(&mut person).await;
    check_none(&world, &person, &procedure).await;

    let procedure = opened(&world.reset(&person).await);
    for _ in 0..6 {
        world.reset_with(&person, WRONG_CODE).await;
    }
    check_none(&world, &person, &procedure).await;
}
