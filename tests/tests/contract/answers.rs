//! Every good answer, member by member: exactly these, in camelCase, with times in UTC.

use serde_json::json;
use tests::answer::{good, members};
use tests::journeys::{OPENED, opened};
use tests::{Answer, Person, Time};

use crate::server;

const SESSION: [&str; 5] = [
    "next",
    "session",
    "assurance",
    "expiresAt",
    "passwordExpiresAt",
];

#[tokio::test]
async fn a_challenge_is_one_of_altcha_for_any_origin() {
    let llave = server().await;
    let answer = llave.challenge().await;
    good(&answer, 200, &["parameters", "signature"]);
    assert_eq!(answer["parameters"]["algorithm"], "PBKDF2/SHA-256");
    for name in ["nonce", "salt", "cost", "keyPrefix", "expiresAt"] {
        assert!(
            !answer["parameters"][name].is_null(),
            "{name} is missing in {answer:?}"
        );
    }
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn registering_answers_with_an_activation_code_to_hand_over() {
    let llave = server().await;
    let mut person = Person {
        level: "basic",
        method: "video",
        ..Person::new()
    };
    let before = llave.now().await;
    let answer = llave.register(&mut person).await;
    assert_eq!(answer["registrationLevel"], "basic");
    assert_eq!(answer["method"], "video");
    check_time(
        answer["registeredAt"].as_str(),
        0,
        (before, llave.now().await),
    );

    let groups: Vec<_> = person.activation_code.split('-').collect();
    assert_eq!(groups.len(), 4, "{}", person.activation_code);
    for group in groups {
        let crockford = |symbol: char| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(symbol);
        assert!(
            group.len() == 4 && group.chars().all(crockford),
            "{}",
            person.activation_code
        );
    }
}

#[tokio::test]
async fn activation_leads_from_the_code_to_the_password() {
    let llave = server().await;
    let person = llave.registered().await;
    let before = llave.now().await;

    let answer = llave.activate(&person).await;
    let procedure = opened(&answer);
    check_opened(&answer, (before, llave.now().await));

    let answer = llave.enter_newest_code(&person, &procedure).await;
    good(&answer, 200, &["next", "procedure", "expiresAt"]);
    assert_eq!(answer["next"], "set-password");
    assert_eq!(answer["procedure"], procedure);
    check_time(
        answer["expiresAt"].as_str(),
        15 * 60,
        (before, llave.now().await),
    );

    let answer = llave.set_password(&procedure, &person.password).await;
    good(&answer, 200, &["passwordExpiresAt"]);
    Time::parse(answer.text("passwordExpiresAt"));
}

#[tokio::test]
async fn reset_answers_as_activation_does() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;

    let answer = llave.reset(&person).await;
    let procedure = opened(&answer);
    check_opened(&answer, (before, llave.now().await));

    let answer = llave.prove(&person, &procedure).await;
    assert_eq!(answer["next"], "set-password");
    assert_eq!(answer["procedure"], procedure);
    let answer = llave
        .set_password(&procedure, &tests::person::new_password())
        .await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn a_login_with_the_password_alone_gives_a_session_of_low_assurance() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;
    let answer = llave.login(&person).await;
    good(&answer, 200, &SESSION);
    check_session(&answer, "low", (before, llave.now().await));
}

#[tokio::test]
async fn a_login_with_a_code_gives_a_session_of_substantial_assurance() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;

    let answer = llave.login_substantial(&person).await;
    let procedure = opened(&answer);
    check_opened(&answer, (before, llave.now().await));

    let answer = llave.enter_newest_code(&person, &procedure).await;
    good(&answer, 200, &SESSION);
    check_session(&answer, "substantial", (before, llave.now().await));
}

#[tokio::test]
async fn from_the_second_login_on_the_last_access_is_told() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;
    good(&llave.login(&person).await, 200, &SESSION);
    let first = (before, llave.now().await);

    llave.advance(3600).await;
    let answer = llave.login(&person).await;
    good(&answer, 200, &[&SESSION[..], &["lastAccess"]].concat());
    check_time(answer["lastAccess"].as_str(), 0, first);

    let procedure = opened(&llave.login_substantial(&person).await);
    let answer = llave.enter_newest_code(&person, &procedure).await;
    good(&answer, 200, &[&SESSION[..], &["lastAccess"]].concat());
    check_time(answer["lastAccess"].as_str(), 3600, first);
}

#[tokio::test]
async fn a_session_says_who_is_in_how_surely_and_until_when() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;
    let session = llave.logged_in(&person).await;

    let answer = llave.session(&session).await;
    good(
        &answer,
        200,
        &[
            "subject",
            "assurance",
            "registrationLevel",
            "openedAt",
            "expiresAt",
        ],
    );
    assert_eq!(answer["assurance"], "low");
    assert_eq!(answer["registrationLevel"], "advanced");
    check_time(answer["openedAt"].as_str(), 0, (before, llave.now().await));
    check_time(
        answer["expiresAt"].as_str(),
        30 * 60,
        (before, llave.now().await),
    );
    assert!(answer.text("subject").len() >= 16, "{answer:?}");

    good(&llave.end_session(&session).await, 204, &[]);
}

#[tokio::test]
async fn change_goes_through_a_code_and_ends() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;

    let answer = llave.change(&person, &tests::person::new_password()).await;
    let procedure = opened(&answer);
    check_opened(&answer, (before, llave.now().await));

    let answer = llave.enter_newest_code(&person, &procedure).await;
    good(&answer, 200, &["next", "passwordExpiresAt"]);
    assert_eq!(answer["next"], "done");
    Time::parse(answer.text("passwordExpiresAt"));
}

#[tokio::test]
async fn unsubscribing_goes_through_a_code_and_ends() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.now().await;

    let answer = llave.unsubscribe(&person).await;
    let procedure = opened(&answer);
    check_opened(&answer, (before, llave.now().await));

    let answer = llave.enter_newest_code(&person, &procedure).await;
    good(&answer, 200, &["next"]);
    assert_eq!(answer["next"], "done");
}

#[tokio::test]
async fn a_resend_tells_how_many_codes_are_left() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);

    let before = llave.advance(60).await;
    let answer = llave.resend_otp(&procedure).await;
    good(&answer, 202, &["otp", "codesLeft"]);
    assert_eq!(answer["codesLeft"], 1);
    check_otp(&answer, (before, llave.now().await));
}

#[tokio::test]
async fn members_that_nobody_knows_are_ignored() {
    let llave = server().await;
    let person = llave.active().await;
    let mut body = person.login(&person.password);
    body["favouriteColour"] = json!(["blue", {"no": "yellow"}]);
    body["document"]["expires"] = json!(5);
    good(&llave.post("/v1/login", &body).await, 200, &SESSION);
}

/// The clock before a call and after it: what the call tells lies between.
type Span = (Time, Time);

#[track_caller]
fn check_opened(answer: &Answer, span: Span) {
    good(answer, 202, &OPENED);
    let token = answer.text("procedure");
    assert!(token.len() >= 43, "a token of 256 bits: {answer:?}");
    check_time(answer["expiresAt"].as_str(), 30 * 60, span);
    check_otp(answer, span);
}

#[track_caller]
fn check_otp(answer: &Answer, span: Span) {
    let otp = &answer["otp"];
    assert_eq!(members(otp), ["digits", "expiresAt", "resendAt"]);
    assert_eq!(otp["digits"], 6);
    check_time(otp["expiresAt"].as_str(), 600, span);
    check_time(otp["resendAt"].as_str(), 60, span);
}

#[track_caller]
fn check_session(answer: &Answer, assurance: &str, span: Span) {
    assert_eq!(answer["next"], "done");
    assert_eq!(answer["assurance"], assurance);
    let token = answer.text("session");
    assert!(token.len() >= 43, "a token of 256 bits: {answer:?}");
    check_time(answer["expiresAt"].as_str(), 30 * 60, span);
    Time::parse(answer.text("passwordExpiresAt"));
}

/// The time is so many seconds after a moment of the span, give or take the second in which it
/// was rounded.
#[track_caller]
fn check_time(told: Option<&str>, seconds: i64, (before, after): Span) {
    let told = Time::parse(told.expect("a time"));
    let expected = before.plus(seconds - 1)..=after.plus(seconds + 1);
    assert!(expected.contains(&told), "{told:?} is not in {expected:?}");
}
