//! The proof of work: every solution is good once, within ten minutes, and looked at before any
//! try is taken.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::journeys::opened;
use tests::person::new_activation_code;
use tests::{Llave, Person, check, refused};

use crate::server;

#[tokio::test]
async fn a_solution_is_good_once() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;
    let proof = person.proof(&person.activation_code, &altcha);
    opened(&llave.post("/v1/activate", &proof).await);
    check(
        &llave.post("/v1/activate", &proof).await,
        400,
        "challenge-failed",
    );
    check(
        &llave.post("/v1/reset", &proof).await,
        400,
        "challenge-failed",
    );
    assert_eq!(llave.sms(&person.phone).await.len(), 1);
}

#[tokio::test]
async fn a_solution_is_spent_by_a_wrong_entry_too() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;
    refused(
        &llave
            .post("/v1/reset", &person.proof(&new_activation_code(), &altcha))
            .await,
        5,
    );
    let proof = person.proof(&person.activation_code, &altcha);
    check(
        &llave.post("/v1/reset", &proof).await,
        400,
        "challenge-failed",
    );
}

#[tokio::test]
async fn a_solution_is_good_just_before_ten_minutes() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;
    llave.advance(600 - 5).await;
    opened(
        &llave
            .post(
                "/v1/activate",
                &person.proof(&person.activation_code, &altcha),
            )
            .await,
    );
}

#[tokio::test]
async fn a_solution_is_expired_at_ten_minutes() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;
    llave.advance(600).await;
    let proof = person.proof(&person.activation_code, &altcha);
    check(
        &llave.post("/v1/activate", &proof).await,
        400,
        "challenge-failed",
    );
}

#[tokio::test]
async fn without_a_solution_nothing_opens() {
    let llave = server().await;
    let person = llave.registered().await;
    let mut proof = person.proof(&person.activation_code, "");
    proof.as_object_mut().expect("an object").remove("altcha");
    check(
        &llave.post("/v1/activate", &proof).await,
        400,
        "challenge-failed",
    );
    check(
        &llave.post("/v1/reset", &proof).await,
        400,
        "challenge-failed",
    );
}

#[tokio::test]
async fn what_is_no_solution_fails() {
    let llave = server().await;
    let person = llave.registered().await;
    for altcha in wrong_solutions(&llave).await {
        let proof = person.proof(&person.activation_code, &altcha);
        check(
            &llave.post("/v1/activate", &proof).await,
            400,
            "challenge-failed",
        );
    }
    assert_eq!(llave.sms(&person.phone).await.len(), 0);
}

#[tokio::test]
async fn a_failed_challenge_takes_no_try_of_anybody() {
    let llave = server().await;
    for somebody in [llave.registered().await, Person::new()] {
        for altcha in wrong_solutions(&llave).await {
            let proof = somebody.proof(&new_activation_code(), &altcha);
            check(
                &llave.post("/v1/reset", &proof).await,
                400,
                "challenge-failed",
            );
        }
        refused(
            &llave.reset_with(&somebody, &new_activation_code()).await,
            5,
        );
    }
}

#[tokio::test]
async fn challenges_are_fresh_every_time() {
    let llave = server().await;
    let first = llave.challenge().await;
    let second = llave.challenge().await;
    assert_ne!(first["parameters"]["nonce"], second["parameters"]["nonce"]);
    assert_ne!(first["signature"], second["signature"]);
}

/// Solutions that are none: of no form, of no base64, of other members, of a changed signature, of
/// a changed answer, of a challenge made easier or longer-lived than it was.
async fn wrong_solutions(llave: &Llave) -> Vec<String> {
    let mut wrong: Vec<String> = ["x", "%%%", "bnVsbA==", "e30=", "W10="]
        .map(String::from)
        .into();
    let changes: [(&str, Value); 6] = [
        ("/challenge/signature", json!("00".repeat(32))),
        ("/challenge/signature", Value::Null),
        ("/challenge/parameters/cost", json!(1)),
        ("/challenge/parameters/expiresAt", json!(9_999_999_999_i64)),
        ("/solution/counter", json!(4_000_000_000_u32)),
        ("/solution/derivedKey", json!("00".repeat(32))),
    ];
    for (pointer, value) in changes {
        let solved = BASE64_STANDARD
            .decode(llave.altcha().await)
            .expect("base64");
        let mut solved: Value = serde_json::from_slice(&solved).expect("JSON");
        *solved
            .pointer_mut(pointer)
            .expect("a member of a solved challenge") = value;
        wrong.push(BASE64_STANDARD.encode(solved.to_string()));
    }
    wrong
}
