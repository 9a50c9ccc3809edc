//! A procedure: 30 minutes from its opening, 15 from the right code; ten set-password entries; one
//! step after the other.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{Llave, Person, Time, check, good};

use crate::server;

#[tokio::test]
async fn a_procedure_lives_30_minutes_from_its_opening() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);
    llave.advance(25 * 60).await;
    llave.resend_otp(&procedure).await;
    llave
        .advance_to_just_before(Time::parse(answer.text("expiresAt")))
        .await;
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn a_procedure_is_over_at_30_minutes_even_if_its_newest_code_is_not() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);
    llave.advance(25 * 60).await;
    llave.resend_otp(&procedure).await;
    llave
        .advance_to(Time::parse(answer.text("expiresAt")))
        .await;
    check(
        &llave.enter_newest_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    check(&llave.resend_otp(&procedure).await, 410, "procedure-ended");
}

#[tokio::test]
async fn after_the_code_there_are_15_minutes_however_little_was_left() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    llave.advance(29 * 60).await;
    llave.resend_otp(&procedure).await;
    let answer = llave.prove(&person, &procedure).await;
    llave
        .advance_to_just_before(Time::parse(answer.text("expiresAt")))
        .await;
    let answer = llave.set_password(&procedure, &person.password).await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn after_the_code_there_are_no_more_than_15_minutes_however_much_was_left() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    let answer = llave.prove(&person, &procedure).await;
    llave
        .advance_to(Time::parse(answer.text("expiresAt")))
        .await;
    let answer = llave.set_password(&procedure, &person.password).await;
    check(&answer, 410, "procedure-ended");
}

#[tokio::test]
async fn the_tenth_password_may_be_the_good_one() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = llave.proven(&person).await;
    for _ in 0..9 {
        let answer = llave.set_password(&procedure, "short").await;
        check(&answer, 422, "password-rejected");
    }
    let answer = llave.set_password(&procedure, &person.password).await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn the_eleventh_password_ends_the_procedure() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = llave.proven(&person).await;
    for _ in 0..10 {
        let answer = llave.set_password(&procedure, "short").await;
        check(&answer, 422, "password-rejected");
    }
    let answer = llave.set_password(&procedure, &person.password).await;
    check(&answer, 410, "procedure-ended");
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn a_procedure_that_nobody_opened_has_ended() {
    let llave = server().await;
    for procedure in [
        "nobody-opened-this",
        &"A".repeat(43),
        &"x".repeat(5000),
        "ñ € 🔑",
        "\0",
    ] {
        check(
            &llave.verify_otp(procedure, "123456").await,
            410,
            "procedure-ended",
        );
        check(&llave.resend_otp(procedure).await, 410, "procedure-ended");
        check(
            &llave.set_password(procedure, &new_password()).await,
            410,
            "procedure-ended",
        );
    }
}

#[tokio::test]
async fn a_finished_login_is_over_for_every_call() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
    check_over(&llave, &person, &procedure).await;
}

#[tokio::test]
async fn a_finished_activation_is_over_for_every_call() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    llave.finish_setting_password(&person, &procedure).await;
    check_over(&llave, &person, &procedure).await;
}

#[tokio::test]
async fn a_finished_change_is_over_for_every_call() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.change(&person, &new_password()).await);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
    check_over(&llave, &person, &procedure).await;
}

#[tokio::test]
async fn a_call_that_is_not_the_next_step_changes_nothing() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    let early = llave.set_password(&procedure, &person.password).await;
    check(&early, 410, "procedure-ended");

    llave.prove(&person, &procedure).await;
    llave.advance(60).await;
    check(
        &llave.enter_newest_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    for _ in 0..4 {
        check(
            &llave.enter_wrong_code(&person, &procedure).await,
            410,
            "procedure-ended",
        );
    }
    check(&llave.resend_otp(&procedure).await, 410, "procedure-ended");
    let answer = llave.set_password(&procedure, &person.password).await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn a_login_sets_no_password() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    check(
        &llave.set_password(&procedure, &new_password()).await,
        410,
        "procedure-ended",
    );
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
    llave.logged_in(&person).await;
}

async fn check_over(llave: &Llave, person: &Person, procedure: &str) {
    llave.advance(60).await;
    check(
        &llave.enter_newest_code(person, procedure).await,
        410,
        "procedure-ended",
    );
    check(
        &llave.enter_wrong_code(person, procedure).await,
        410,
        "procedure-ended",
    );
    check(&llave.resend_otp(procedure).await, 410, "procedure-ended");
    check(
        &llave.set_password(procedure, &new_password()).await,
        410,
        "procedure-ended",
    );
}
