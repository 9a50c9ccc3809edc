//! Procedures opened with a right password or code and never finished: N = 10 in a row, counted
//! when opened, so that leaving one before its last try buys no guesses. The eleventh blocks.
//!
//! The clock moves by a day between them, for the messages are capped at ten in 24 hours too.

use tests::journeys::opened;
use tests::person::{new_activation_code, new_password};
use tests::{Llave, Person, check};

use crate::server;

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn the_eleventh_unfinished_opening_blocks_the_password_and_ends_its_sessions() {
    let llave = server().await;
    let person = llave.active().await;
    llave.open_logins(&person, 5).await;
    llave.advance(DAY).await;
    llave.open_logins(&person, 4).await;
    let tenth = opened(&llave.login_substantial(&person).await);
    let code_of_tenth = llave.sms_code(&person.phone).await;
    let session = llave.logged_in(&person).await;

    check(
        &llave.login_substantial(&person).await,
        403,
        "password-blocked",
    );
    check(&llave.session(&session).await, 401, "unauthenticated");
    check(&llave.login(&person).await, 403, "password-blocked");
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    check(
        &llave.verify_otp(&tenth, &code_of_tenth).await,
        410,
        "procedure-ended",
    );
}

#[tokio::test]
async fn the_tenth_opening_may_be_finished_and_sets_the_count_to_0() {
    let llave = server().await;
    let person = llave.active().await;
    llave.open_logins(&person, 5).await;
    llave.advance(DAY).await;
    llave.open_logins(&person, 4).await;
    llave.logged_in_substantially(&person).await;

    for _ in 0..2 {
        llave.advance(DAY).await;
        llave.open_logins(&person, 5).await;
    }
    llave.advance(DAY).await;
    check(
        &llave.login_substantial(&person).await,
        403,
        "password-blocked",
    );
}

#[tokio::test]
async fn change_and_unsubscribe_are_counted_with_the_logins() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..2 {
        for _ in 0..2 {
            opened(&llave.change(&person, &new_password()).await);
            opened(&llave.unsubscribe(&person).await);
        }
        llave.open_logins(&person, 1).await;
        llave.advance(DAY).await;
    }
    check(&llave.unsubscribe(&person).await, 403, "password-blocked");
    check(&llave.login(&person).await, 403, "password-blocked");
}

#[tokio::test]
async fn a_login_with_the_password_alone_opens_nothing_and_empties_nothing() {
    let llave = server().await;
    let person = llave.active().await;
    llave.open_logins(&person, 5).await;
    for _ in 0..12 {
        llave.logged_in(&person).await;
    }
    llave.advance(DAY).await;
    llave.open_logins(&person, 5).await;
    llave.logged_in(&person).await;
    check(
        &llave.login_substantial(&person).await,
        403,
        "password-blocked",
    );
}

#[tokio::test]
async fn reset_is_the_way_out_of_too_many_openings() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.open_logins(&person, 10).await;
    llave.advance(DAY).await;
    check(
        &llave.login_substantial(&person).await,
        403,
        "password-blocked",
    );

    llave.finish_reset(&mut person, &new_password()).await;
    llave.logged_in_substantially(&person).await;
    llave.open_logins(&person, 5).await;
}

#[tokio::test]
async fn the_eleventh_unfinished_opening_blocks_the_activation_code() {
    let llave = server().await;
    let mut person = llave.active().await;
    open_with_the_code(&llave, &person, 5).await;
    llave.advance(DAY).await;
    open_with_the_code(&llave, &person, 5).await;
    check(&llave.reset(&person).await, 403, "activation-code-blocked");
    check(
        &llave.activate(&person).await,
        403,
        "activation-code-blocked",
    );
    let answer = llave.reset_with(&person, &new_activation_code()).await;
    check(&answer, 403, "activation-code-blocked");

    // The password is another secret, and a new act gives a new code.
    llave.logged_in(&person).await;
    llave.register(&mut person).await;
    llave.finish_reset(&mut person, &new_password()).await;
}

#[tokio::test]
async fn a_finished_reset_sets_the_openings_of_the_code_to_0() {
    let llave = server().await;
    let mut person = llave.active().await;
    open_with_the_code(&llave, &person, 8).await;
    llave.advance(DAY).await;
    llave.finish_reset(&mut person, &new_password()).await;
    open_with_the_code(&llave, &person, 5).await;
    llave.advance(DAY).await;
    open_with_the_code(&llave, &person, 5).await;
    check(&llave.reset(&person).await, 403, "activation-code-blocked");
}

async fn open_with_the_code(llave: &Llave, person: &Person, count: usize) {
    for _ in 0..count {
        opened(&llave.reset(person).await);
    }
}
