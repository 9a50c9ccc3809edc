//! Unsubscribing ends everything that a person has, and registering again brings them back.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{Person, check, refused};

use crate::server;

#[tokio::test]
async fn until_the_code_is_entered_nothing_has_ended() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    let procedure = opened(&llave.unsubscribe(&person).await);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
    assert_eq!(llave.session(&session).await.status, 200);
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn after_unsubscribing_password_and_activation_code_are_wrong_and_sessions_over() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    llave.finish_unsubscribing(&person).await;

    check(&llave.session(&session).await, 401, "unauthenticated");
    refused(&llave.login(&person).await, 5);
    refused(&llave.login_substantial(&person).await, 4);
    refused(&llave.change(&person, &new_password()).await, 3);
    refused(&llave.unsubscribe(&person).await, 2);
    refused(&llave.reset(&person).await, 5);
    refused(&llave.activate(&person).await, 4);
}

#[tokio::test]
async fn the_phone_of_who_unsubscribed_is_free() {
    let llave = server().await;
    let person = llave.active().await;
    llave.finish_unsubscribing(&person).await;
    let next = llave
        .active_as(Person {
            phone: person.phone.clone(),
            ..Person::new()
        })
        .await;
    llave.logged_in(&next).await;

    // Who comes back needs another one.
    check(
        &llave.try_register(&person.registration()).await,
        409,
        "phone-in-use",
    );
}

#[tokio::test]
async fn registering_again_brings_the_person_back_with_the_same_subject() {
    let llave = server().await;
    let mut person = llave.active().await;
    let session = llave.logged_in(&person).await;
    let subject = llave.session(&session).await["subject"].clone();
    llave.finish_unsubscribing(&person).await;

    llave.register(&mut person).await;
    refused(&llave.login(&person).await, 5);
    person.password = new_password();
    llave.finish_activation(&person).await;
    let session = llave.logged_in_substantially(&person).await;
    assert_eq!(llave.session(&session).await["subject"], subject);
}

#[tokio::test]
async fn who_comes_back_starts_anew_at_any_level() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.finish_unsubscribing(&person).await;

    (person.level, person.method) = ("basic", "letter");
    person.password = new_password();
    llave.register(&mut person).await;
    llave.finish_activation(&person).await;
    let session = llave.logged_in(&person).await;
    assert_eq!(llave.session(&session).await["registrationLevel"], "basic");
    check(
        &llave.login_substantial(&person).await,
        403,
        "assurance-not-reachable",
    );
}

#[tokio::test]
async fn no_older_password_is_remembered_of_who_unsubscribed() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.finish_unsubscribing(&person).await;
    llave.register(&mut person).await;
    llave.finish_activation(&person).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn the_old_activation_code_stays_dead_when_the_person_comes_back() {
    let llave = server().await;
    let mut person = llave.active().await;
    let old = person.activation_code.clone();
    llave.finish_unsubscribing(&person).await;
    llave.register(&mut person).await;
    refused(&llave.activate_with(&person, &old).await, 5);
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn a_blocked_password_does_not_unsubscribe_and_a_reset_leads_there() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    check(&llave.unsubscribe(&person).await, 403, "password-blocked");
    llave.finish_reset(&mut person, &new_password()).await;
    llave.finish_unsubscribing(&person).await;
    refused(&llave.login(&person).await, 5);
}
