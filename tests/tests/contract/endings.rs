//! What ends a procedure from outside: a password set, a new registration act, unsubscribing, and
//! too many wrong entries of the secret that opened it.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{Llave, Person, check};

use crate::server;

#[tokio::test]
async fn a_password_set_ends_what_was_opened_before_it() {
    let llave = server().await;
    let mut person = llave.active().await;
    let login = with_code(
        &llave,
        &person,
        opened(&llave.login_substantial(&person).await),
    )
    .await;
    let change = opened(&llave.change(&person, &new_password()).await);
    let change = with_code(&llave, &person, change).await;
    let leaving = with_code(&llave, &person, opened(&llave.unsubscribe(&person).await)).await;
    let other_reset = llave.proven(&person).await;

    llave.finish_reset(&mut person, &new_password()).await;
    for (procedure, code) in [login, change, leaving] {
        check(
            &llave.verify_otp(&procedure, &code).await,
            410,
            "procedure-ended",
        );
    }
    let answer = llave.set_password(&other_reset, &new_password()).await;
    check(&answer, 410, "procedure-ended");
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_new_registration_act_ends_what_was_opened_before_it() {
    let llave = server().await;
    let mut person = llave.active().await;
    let login = with_code(
        &llave,
        &person,
        opened(&llave.login_substantial(&person).await),
    )
    .await;
    let change = opened(&llave.change(&person, &new_password()).await);
    let change = with_code(&llave, &person, change).await;
    let reset = llave.proven(&person).await;

    llave.register(&mut person).await;
    for (procedure, code) in [login, change] {
        check(
            &llave.verify_otp(&procedure, &code).await,
            410,
            "procedure-ended",
        );
    }
    check(
        &llave.set_password(&reset, &new_password()).await,
        410,
        "procedure-ended",
    );
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn unsubscribing_ends_what_was_opened_before_it() {
    let llave = server().await;
    let person = llave.active().await;
    let login = with_code(
        &llave,
        &person,
        opened(&llave.login_substantial(&person).await),
    )
    .await;
    let reset = llave.proven(&person).await;

    llave.finish_unsubscribing(&person).await;
    check(
        &llave.verify_otp(&login.0, &login.1).await,
        410,
        "procedure-ended",
    );
    check(
        &llave.set_password(&reset, &new_password()).await,
        410,
        "procedure-ended",
    );
}

#[tokio::test]
async fn a_blocked_password_ends_what_it_opened() {
    let llave = server().await;
    let person = llave.active().await;
    let login = with_code(
        &llave,
        &person,
        opened(&llave.login_substantial(&person).await),
    )
    .await;
    let change = opened(&llave.change(&person, &new_password()).await);
    let change = with_code(&llave, &person, change).await;

    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    for (procedure, code) in [login, change] {
        check(
            &llave.verify_otp(&procedure, &code).await,
            410,
            "procedure-ended",
        );
    }
}

#[tokio::test]
async fn a_blocked_activation_code_ends_what_it_opened() {
    let llave = server().await;
    let person = llave.active().await;
    let reset = llave.proven(&person).await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    let answer = llave
        .reset_with(&person, &tests::person::new_activation_code())
        .await;
    check(&answer, 403, "activation-code-blocked");

    check(
        &llave.set_password(&reset, &new_password()).await,
        410,
        "procedure-ended",
    );
    llave.logged_in_substantially(&person).await;
}

/// A procedure just opened, with the code that went out for it.
async fn with_code(llave: &Llave, person: &Person, procedure: String) -> (String, String) {
    let code = llave.sms_code(&person.phone).await;
    (procedure, code)
}
