//! Change: the current password, a code by SMS, and the new password is in force.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{check, refused};

use crate::server;

#[tokio::test]
async fn after_a_change_the_new_password_is_good_and_the_old_one_is_wrong() {
    let llave = server().await;
    let mut person = llave.active().await;
    let old = person.password.clone();
    llave.finish_change(&mut person, &new_password()).await;
    refused(&llave.login_with(&person, &old).await, 5);
    llave.logged_in_substantially(&person).await;
}

#[tokio::test]
async fn until_the_code_is_entered_the_old_password_stays_in_force() {
    let llave = server().await;
    let person = llave.active().await;
    let next = new_password();
    let procedure = opened(&llave.change(&person, &next).await);
    refused(&llave.login_with(&person, &next).await, 5);
    llave.logged_in(&person).await;
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
    llave.logged_in(&person).await;

    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
    assert_eq!(llave.login_with(&person, &next).await.status, 200);
}

#[tokio::test]
async fn the_newest_of_two_changes_need_not_be_the_one_that_is_finished() {
    let llave = server().await;
    let mut person = llave.active().await;
    let chosen = new_password();
    let first = opened(&llave.change(&person, &chosen).await);
    let code_of_first = llave.sms_code(&person.phone).await;
    let second = opened(&llave.change(&person, &new_password()).await);

    assert_eq!(llave.verify_otp(&first, &code_of_first).await.status, 200);
    person.password = chosen;
    check(
        &llave.enter_newest_code(&person, &second).await,
        410,
        "procedure-ended",
    );
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_finished_change_sets_the_count_of_wrong_passwords_to_0() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    llave.finish_change(&mut person, &new_password()).await;
    llave.enter_wrong_passwords(&person, 5).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_person_of_basic_level_changes_too() {
    let llave = server().await;
    let mut person = llave.active_as(tests::Person::basic()).await;
    llave.finish_change(&mut person, &new_password()).await;
    llave.logged_in(&person).await;
}
