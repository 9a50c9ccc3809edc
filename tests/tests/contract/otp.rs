//! The one-time code: N = 3 wrong entries per procedure, 600 s of life, at most 3 codes at least
//! 60 s apart, of which only the newest is good.

use serde_json::json;
use tests::answer::retry_after;
use tests::journeys::opened;
use tests::{Llave, Person, Time, check, good, refused};

use crate::server;

/// How many SMS an active person has got before a test begins.
const SMS_OF_ACTIVATION: usize = 1;

#[tokio::test]
async fn after_three_wrong_codes_the_right_one_is_still_accepted() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    for left in [3, 2, 1] {
        refused(&llave.enter_wrong_code(&person, &procedure).await, left);
    }
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn the_fourth_wrong_code_ends_the_procedure() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    for left in [3, 2, 1] {
        refused(&llave.enter_wrong_code(&person, &procedure).await, left);
    }
    check(
        &llave.enter_wrong_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    check(
        &llave.enter_newest_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    llave.advance(60).await;
    check(&llave.resend_otp(&procedure).await, 410, "procedure-ended");

    // Start again: a new procedure has all its entries.
    let procedure = opened(&llave.login_substantial(&person).await);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
}

#[tokio::test]
async fn the_fourth_wrong_code_ends_an_activation_too() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    for left in [3, 2, 1] {
        refused(&llave.enter_wrong_code(&person, &procedure).await, left);
    }
    check(
        &llave.enter_wrong_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    check(
        &llave.enter_newest_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn a_code_is_good_just_before_600_seconds() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    llave
        .advance_to_just_before(time(&answer["otp"]["expiresAt"]))
        .await;
    assert_eq!(
        llave
            .enter_newest_code(&person, &opened(&answer))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_code_is_expired_at_600_seconds_and_entering_it_takes_no_try() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);
    llave.advance_to(time(&answer["otp"]["expiresAt"])).await;
    for _ in 0..5 {
        check(
            &llave.enter_newest_code(&person, &procedure).await,
            410,
            "otp-expired",
        );
        check(
            &llave.enter_wrong_code(&person, &procedure).await,
            410,
            "otp-expired",
        );
    }

    let answer = llave.resend_otp(&procedure).await;
    good(&answer, 202, &["otp", "codesLeft"]);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn a_resend_is_too_soon_just_before_60_seconds() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);

    let too_soon = llave.resend_otp(&procedure).await;
    check(&too_soon, 429, "too-soon");
    assert!((50..=60).contains(&retry_after(&too_soon)), "{too_soon:?}");

    llave
        .advance_to_just_before(time(&answer["otp"]["resendAt"]))
        .await;
    let too_soon = llave.resend_otp(&procedure).await;
    check(&too_soon, 429, "too-soon");
    assert!((1..=3).contains(&retry_after(&too_soon)), "{too_soon:?}");
    assert_eq!(llave.sms(&person.phone).await.len(), SMS_OF_ACTIVATION + 1);
}

#[tokio::test]
async fn a_resend_is_sent_at_60_seconds() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);
    llave.advance_to(time(&answer["otp"]["resendAt"])).await;
    good(
        &llave.resend_otp(&procedure).await,
        202,
        &["otp", "codesLeft"],
    );
    assert_eq!(llave.sms(&person.phone).await.len(), SMS_OF_ACTIVATION + 2);
    check(&llave.resend_otp(&procedure).await, 429, "too-soon");
}

#[tokio::test]
async fn a_procedure_has_three_codes_and_no_wait_gives_a_fourth() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    for left in [1, 0] {
        llave.advance(60).await;
        let answer = llave.resend_otp(&procedure).await;
        good(&answer, 202, &["otp", "codesLeft"]);
        assert_eq!(answer["codesLeft"], left);
    }
    llave.advance(60).await;
    for _ in 0..2 {
        let answer = llave.resend_otp(&procedure).await;
        check(&answer, 429, "too-many-messages");
        assert_eq!(answer.header("retry-after"), "");
        llave.advance(60).await;
    }
    assert_eq!(llave.sms(&person.phone).await.len(), SMS_OF_ACTIVATION + 3);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn only_the_newest_code_is_good_and_an_older_one_counts_as_wrong() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    let first = llave.sms_code(&person.phone).await;
    llave.advance(60).await;
    llave.resend_otp(&procedure).await;
    refused(&llave.verify_otp(&procedure, &first).await, 3);
    refused(&llave.verify_otp(&procedure, &first).await, 2);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn a_resend_gives_no_tries_back() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 2);
    llave.advance(60).await;
    llave.resend_otp(&procedure).await;
    refused(&llave.enter_wrong_code(&person, &procedure).await, 1);
    check(
        &llave.enter_wrong_code(&person, &procedure).await,
        410,
        "procedure-ended",
    );
}

#[tokio::test]
async fn a_resent_code_lives_600_seconds_of_its_own() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    llave.advance(500).await;
    let answer = llave.resend_otp(&procedure).await;
    llave
        .advance_to_just_before(time(&answer["otp"]["expiresAt"]))
        .await;
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn the_code_of_one_procedure_is_wrong_in_another() {
    let llave = server().await;
    let (person, first) = login_opened(&llave).await;
    let code_of_first = llave.sms_code(&person.phone).await;
    let second = opened(&llave.login_substantial(&person).await);
    refused(&llave.verify_otp(&second, &code_of_first).await, 3);
    assert_eq!(llave.verify_otp(&first, &code_of_first).await.status, 200);
    assert_eq!(llave.enter_newest_code(&person, &second).await.status, 200);
}

#[tokio::test]
async fn spaces_and_hyphens_in_a_code_are_dropped() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    let code = llave.sms_code(&person.phone).await;
    assert!(
        code.len() == 6 && code.chars().all(|symbol| symbol.is_ascii_digit()),
        "{code}"
    );
    let typed = format!(" {}-{} {} ", &code[..2], &code[2..3], &code[3..]);
    assert_eq!(llave.verify_otp(&procedure, &typed).await.status, 200);
}

#[tokio::test]
async fn what_is_not_six_digits_takes_no_try() {
    let llave = server().await;
    let (person, procedure) = login_opened(&llave).await;
    for otp in [
        "",
        "12345",
        "1234567",
        "12345a",
        "١٢٣٤٥٦",
        "+12345",
        "12.345",
        "------",
    ] {
        let answer = llave.verify_otp(&procedure, otp).await;
        assert_eq!(
            answer.errors(),
            [("/otp".into(), "malformed".into())],
            "{otp}"
        );
    }
    let body = json!({"procedure": procedure, "otp": 123_456});
    let answer = llave.post("/v1/verify-otp", &body).await;
    assert_eq!(answer.errors(), [("/otp".into(), "wrong-type".into())]);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
}

async fn login_opened(llave: &Llave) -> (Person, String) {
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    (person, procedure)
}

#[track_caller]
fn time(value: &serde_json::Value) -> Time {
    Time::parse(value.as_str().expect("a time"))
}
