//! A password lives two calendar years. From that instant on only change and reset are left.

use tests::person::new_password;
use tests::{Llave, Person, Time, check, refused};

use crate::server;

#[tokio::test]
async fn a_password_expires_two_calendar_years_after_its_setting() {
    let llave = server().await;
    let person = llave.registered().await;
    let (set, expires) = set_password(&llave, &person).await;
    let (year, month, day) = set.civil();
    let day = if (month, day) == (2, 29) {
        (year + 2, 3, 1)
    } else {
        (year + 2, month, day)
    };
    assert_near(expires, Time::at(day, set.second_of_day()));

    let told = Time::parse(llave.login(&person).await.text("passwordExpiresAt"));
    assert_eq!(told, expires);
}

#[tokio::test]
async fn a_password_of_29_february_expires_on_1_march() {
    let llave = server().await;
    let person = llave.registered().await;
    let (this_year, ..) = llave.now().await.civil();
    let leap_day = (this_year + 1..)
        .find(|year| year % 4 == 0 && year % 100 != 0)
        .expect("one");
    llave
        .advance_to(Time::at((leap_day, 2, 29), 12 * 3600))
        .await;
    let (_, expires) = set_password(&llave, &person).await;
    assert_near(expires, Time::at((leap_day + 2, 3, 1), 12 * 3600));
}

#[tokio::test]
async fn a_password_is_good_just_before_it_expires() {
    let llave = server().await;
    let person = llave.registered().await;
    let (_, expires) = set_password(&llave, &person).await;
    llave.advance_to_just_before(expires).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn at_the_instant_a_password_is_expired_and_only_change_and_reset_are_left() {
    let llave = server().await;
    let mut person = expired(&llave).await;
    check(&llave.login(&person).await, 403, "password-expired");
    check(
        &llave.login_substantial(&person).await,
        403,
        "password-expired",
    );
    check(&llave.unsubscribe(&person).await, 403, "password-expired");

    llave.finish_change(&mut person, &new_password()).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn reset_renews_an_expired_password() {
    let llave = server().await;
    let mut person = expired(&llave).await;
    llave.finish_reset(&mut person, &new_password()).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn an_expired_password_may_not_be_set_again() {
    let llave = server().await;
    let person = expired(&llave).await;
    assert_eq!(
        llave.change(&person, &person.password).await.violations(),
        ["history"]
    );
}

#[tokio::test]
async fn only_who_knows_an_expired_password_is_told_so() {
    let llave = server().await;
    let person = expired(&llave).await;
    llave.enter_wrong_passwords(&person, 5).await;
    // The right entry gives its own try back, as often as it is entered.
    for _ in 0..3 {
        check(&llave.login(&person).await, 403, "password-expired");
    }
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    check(&llave.login(&person).await, 403, "password-blocked");
}

#[tokio::test]
async fn a_changed_password_lives_two_years_of_its_own() {
    let llave = server().await;
    let mut person = llave.registered().await;
    let (_, expires) = set_password(&llave, &person).await;
    llave.advance_to_just_before(expires).await;
    llave.finish_change(&mut person, &new_password()).await;
    llave.advance_to(expires.plus(700 * 86_400)).await;
    llave.logged_in(&person).await;
    refused(&llave.login_with(&person, "not the password").await, 5);
}

/// Activates the person; gives the times of setting the password and of its end.
async fn set_password(llave: &Llave, person: &Person) -> (Time, Time) {
    llave.finish_activation(person).await;
    let now = llave.now().await;
    let answer = llave.login(person).await;
    (now, Time::parse(answer.text("passwordExpiresAt")))
}

/// Somebody whose password has expired at this instant.
async fn expired(llave: &Llave) -> Person {
    let person = llave.registered().await;
    let (_, expires) = set_password(llave, &person).await;
    llave.advance_to(expires).await;
    person
}

#[track_caller]
fn assert_near(time: Time, expected: Time) {
    let near = expected.plus(-30)..=expected.plus(30);
    assert!(
        near.contains(&time),
        "{} is not {}",
        time.date(),
        expected.date()
    );
}
