//! A session: over after 30 minutes without use, and after 8 hours in all.

use tests::answer::good;
use tests::journeys::opened;
use tests::person::new_password;
use tests::{Time, check};

use crate::server;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

#[tokio::test]
async fn a_session_is_alive_just_before_30_minutes_without_use() {
    let llave = server().await;
    let person = llave.active().await;
    let login = llave.login(&person).await;
    llave
        .advance_to_just_before(Time::parse(login.text("expiresAt")))
        .await;
    assert_eq!(llave.session(login.text("session")).await.status, 200);
}

#[tokio::test]
async fn a_session_is_over_at_30_minutes_without_use() {
    let llave = server().await;
    let person = llave.active().await;
    let login = llave.login(&person).await;
    llave.advance_to(Time::parse(login.text("expiresAt"))).await;
    check(
        &llave.session(login.text("session")).await,
        401,
        "unauthenticated",
    );
}

#[tokio::test]
async fn every_look_at_a_session_is_use_until_8_hours_are_over() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    let opened_at = Time::parse(llave.session(&session).await.text("openedAt"));
    let end = opened_at.plus(8 * HOUR);

    for _ in 0..16 {
        let before = llave.advance(29 * MINUTE).await;
        let answer = llave.session(&session).await;
        let after = llave.now().await;
        assert_eq!(Time::parse(answer.text("openedAt")), opened_at);
        // The nearer end is told: of the idle time, or of the whole.
        let told = Time::parse(answer.text("expiresAt"));
        let earliest = before.plus(30 * MINUTE - 1).min(end);
        let latest = after.plus(30 * MINUTE + 1).min(end);
        assert!((earliest..=latest).contains(&told), "{answer:?}");
    }
    llave.advance_to_just_before(end).await;
    let answer = llave.session(&session).await;
    assert_eq!(Time::parse(answer.text("expiresAt")), end);
    llave.advance_to(end).await;
    check(&llave.session(&session).await, 401, "unauthenticated");
}

#[tokio::test]
async fn an_ended_session_is_over_and_the_others_are_not() {
    let llave = server().await;
    let person = llave.active().await;
    let first = llave.logged_in(&person).await;
    let second = llave.logged_in(&person).await;
    good(&llave.end_session(&first).await, 204, &[]);
    check(&llave.session(&first).await, 401, "unauthenticated");
    assert_eq!(llave.session(&second).await.status, 200);
}

#[tokio::test]
async fn ending_answers_204_whatever_there_is_to_end() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    for token in [
        session.as_str(),
        session.as_str(),
        "nobody-has-this",
        &"x".repeat(4000),
    ] {
        good(&llave.end_session(token).await, 204, &[]);
    }
    good(
        &llave.send(llave.request("DELETE", "/v1/session")).await,
        204,
        &[],
    );

    let session = llave.logged_in(&person).await;
    llave.advance(9 * HOUR).await;
    good(&llave.end_session(&session).await, 204, &[]);
}

#[tokio::test]
async fn without_a_session_nobody_is_in() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    let registrar = llave.registrar_token().await;
    check(&llave.get("/v1/session").await, 401, "unauthenticated");
    for token in [
        "x",
        "",
        &"A".repeat(43),
        &"x".repeat(4000),
        &procedure,
        &registrar,
    ] {
        check(&llave.session(token).await, 401, "unauthenticated");
    }
    let session = llave.logged_in(&person).await;
    let request = llave.request("GET", "/v1/session");
    let basic = request.header("authorization", format!("Basic {session}"));
    check(&llave.send(basic).await, 401, "unauthenticated");
}

#[tokio::test]
async fn a_changed_password_ends_all_sessions() {
    let llave = server().await;
    let mut person = llave.active().await;
    let sessions = [
        llave.logged_in(&person).await,
        llave.logged_in_substantially(&person).await,
    ];
    llave.finish_change(&mut person, &new_password()).await;
    for session in sessions {
        check(&llave.session(&session).await, 401, "unauthenticated");
    }
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_reset_password_ends_all_sessions() {
    let llave = server().await;
    let mut person = llave.active().await;
    let session = llave.logged_in(&person).await;
    llave.finish_reset(&mut person, &new_password()).await;
    check(&llave.session(&session).await, 401, "unauthenticated");
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn opening_a_procedure_ends_no_session() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    opened(&llave.change(&person, &new_password()).await);
    opened(&llave.unsubscribe(&person).await);
    let reset = opened(&llave.reset(&person).await);
    llave.prove(&person, &reset).await;
    assert_eq!(llave.session(&session).await.status, 200);
}

#[tokio::test]
async fn a_subject_is_one_persons_and_shows_nothing_of_them() {
    let llave = server().await;
    let person = llave.active().await;
    let other = llave.active().await;
    let subject = subject_of(&llave, &llave.logged_in(&person).await).await;
    assert_eq!(
        subject,
        subject_of(&llave, &llave.logged_in_substantially(&person).await).await
    );
    assert_ne!(
        subject,
        subject_of(&llave, &llave.logged_in(&other).await).await
    );
    assert!(!subject.contains(&person.document.number[..8]), "{subject}");
}

async fn subject_of(llave: &tests::Llave, session: &str) -> String {
    llave.session(session).await.text("subject").to_owned()
}
