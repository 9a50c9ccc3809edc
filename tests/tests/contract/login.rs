//! The password: N = 5 wrong entries in a row, and what assurance a right one reaches.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{Person, check, refused};

use crate::server;

#[tokio::test]
async fn after_five_wrong_passwords_the_right_one_is_still_accepted() {
    let llave = server().await;
    let person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn the_sixth_wrong_password_blocks_and_the_right_one_no_longer_helps() {
    let llave = server().await;
    let person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    for _ in 0..3 {
        check(
            &llave.login_with(&person, "not the password").await,
            403,
            "password-blocked",
        );
    }
    check(&llave.login(&person).await, 403, "password-blocked");
    check(
        &llave.login_substantial(&person).await,
        403,
        "password-blocked",
    );
    check(
        &llave.change(&person, &new_password()).await,
        403,
        "password-blocked",
    );
    check(&llave.unsubscribe(&person).await, 403, "password-blocked");
}

#[tokio::test]
async fn time_lifts_no_block() {
    let llave = server().await;
    let person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    llave.advance(500 * 86_400).await;
    check(&llave.login(&person).await, 403, "password-blocked");
}

#[tokio::test]
async fn login_change_and_unsubscribe_share_one_count() {
    let llave = server().await;
    let person = llave.active().await;
    let wrong = "not the password";
    refused(&llave.login_with(&person, wrong).await, 5);
    refused(&llave.change_from(&person, wrong, &new_password()).await, 4);
    refused(&llave.unsubscribe_with(&person, wrong).await, 3);
    refused(
        &llave
            .post("/v1/login", &person.substantial_login(wrong))
            .await,
        2,
    );
    refused(&llave.change_from(&person, wrong, "short").await, 1);
    check(
        &llave.unsubscribe_with(&person, wrong).await,
        403,
        "password-blocked",
    );
}

#[tokio::test]
async fn a_finished_login_with_the_password_alone_sets_the_count_to_0() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..2 {
        llave.enter_wrong_passwords(&person, 5).await;
        llave.logged_in(&person).await;
    }
}

#[tokio::test]
async fn a_finished_login_with_a_code_sets_the_count_to_0_and_an_opened_one_does_not() {
    let llave = server().await;
    let person = llave.active().await;
    llave.enter_wrong_passwords(&person, 4).await;
    let procedure = opened(&llave.login_substantial(&person).await);
    refused(&llave.login_with(&person, "not the password").await, 1);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
    llave.enter_wrong_passwords(&person, 5).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_right_password_gives_its_own_try_back_whatever_is_answered() {
    let llave = server().await;
    let person = llave.active_as(Person::basic()).await;
    llave.enter_wrong_passwords(&person, 5).await;
    for _ in 0..3 {
        check(
            &llave.login_substantial(&person).await,
            403,
            "assurance-not-reachable",
        );
        check(
            &llave.change(&person, "short").await,
            422,
            "password-rejected",
        );
    }
    opened(&llave.change(&person, &new_password()).await);
    opened(&llave.unsubscribe(&person).await);
    // Given back, but not set to 0: the count is still 5.
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
}

#[tokio::test]
async fn wrong_passwords_end_no_session_not_even_those_that_block() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    assert_eq!(llave.session(&session).await.status, 200);
}

#[tokio::test]
async fn a_basic_registration_does_not_reach_substantial_assurance() {
    let llave = server().await;
    let person = llave.active_as(Person::basic()).await;
    check(
        &llave.login_substantial(&person).await,
        403,
        "assurance-not-reachable",
    );
    let answer = llave
        .post("/v1/login", &person.substantial_login("not the password"))
        .await;
    refused(&answer, 5);

    let session = llave.logged_in(&person).await;
    let answer = llave.session(&session).await;
    assert_eq!(
        (answer.text("assurance"), answer.text("registrationLevel")),
        ("low", "basic")
    );
}

#[tokio::test]
async fn an_advanced_registration_reaches_substantial_assurance_with_a_code() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in_substantially(&person).await;
    let answer = llave.session(&session).await;
    assert_eq!(answer["assurance"], "substantial");
    assert_eq!(answer["registrationLevel"], "advanced");
}

#[tokio::test]
async fn low_may_be_asked_for_by_its_name() {
    let llave = server().await;
    let person = llave.active().await;
    let mut body = person.login(&person.password);
    body["assurance"] = "low".into();
    assert_eq!(llave.post("/v1/login", &body).await["assurance"], "low");
}

#[tokio::test]
async fn a_password_is_compared_whole_and_exactly() {
    let llave = server().await;
    let person = llave.active().await;
    let password = &person.password;
    let wrong = [
        password.to_lowercase(),
        format!("{password} "),
        format!(" {password}"),
        password[..password.len() - 1].to_owned(),
        format!("{password}\0"),
    ];
    for (entry, left) in wrong.iter().zip([5, 4, 3, 2, 1]) {
        refused(&llave.login_with(&person, entry).await, left);
    }
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_password_is_the_same_composed_and_decomposed() {
    let llave = server().await;
    let person = Person {
        password: "Kx7!ñandúés".into(),
        ..Person::new()
    };
    let person = llave.active_as(person).await;
    assert_eq!(
        llave
            .login_with(&person, "Kx7!n\u{303}andu\u{301}e\u{301}s")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn an_entry_may_be_anything_but_empty() {
    let llave = server().await;
    let person = llave.active().await;
    for (entry, left) in ["x", " ", "\u{7}", "🔑", &"long".repeat(1000)]
        .iter()
        .zip([5, 4, 3, 2, 1])
    {
        refused(&llave.login_with(&person, entry).await, left);
    }
    let answer = llave.login_with(&person, "").await;
    assert_eq!(answer.errors(), [("/password".into(), "malformed".into())]);
    llave.logged_in(&person).await;
}
