//! What is looked at first: size, media type, token, members (all at once), challenge, secret.
//! What fails early takes nothing from what comes later.

use serde_json::json;
use tests::journeys::opened;
use tests::person::new_activation_code;
use tests::{Person, check, refused};

use crate::server;

const TOO_LARGE: usize = 16 * 1024 + 1;

#[tokio::test]
async fn size_comes_before_media_type_and_token() {
    let llave = server().await;
    for path in ["/v1/register", "/v1/login", "/v1/activate"] {
        let request = llave
            .request("POST", path)
            .header("content-type", "text/plain");
        let answer = llave.send(request.body("x".repeat(TOO_LARGE))).await;
        check(&answer, 413, "content-too-large");
    }
}

#[tokio::test]
async fn media_type_comes_before_token_and_members() {
    let llave = server().await;
    for path in ["/v1/register", "/v1/login", "/v1/activate"] {
        let request = llave
            .request("POST", path)
            .header("content-type", "text/plain");
        check(
            &llave.send(request.body("no JSON")).await,
            415,
            "unsupported-media-type",
        );
    }
}

#[tokio::test]
async fn the_registrars_token_comes_before_the_members() {
    let llave = server().await;
    for body in ["{}", "no JSON", ""] {
        let answer = llave.post_bytes("/v1/register", body).await;
        check(&answer, 401, "unauthenticated");

        let token = llave.registrar_token_with("read").await;
        let request = llave.request("POST", "/v1/register").bearer_auth(token);
        let request = request
            .header("content-type", "application/json")
            .body(body);
        check(&llave.send(request).await, 403, "forbidden");
    }
}

#[tokio::test]
async fn members_come_before_the_challenge_and_spend_none() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;

    let answer = llave
        .post("/v1/activate", &person.proof("no code", &altcha))
        .await;
    assert_eq!(
        answer.errors(),
        [("/activationCode".into(), "malformed".into())]
    );
    let answer = llave
        .post("/v1/activate", &person.proof("no code", "no solution"))
        .await;
    assert_eq!(
        answer.errors(),
        [("/activationCode".into(), "malformed".into())]
    );

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
async fn the_challenge_comes_before_the_secret() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    let answer = llave.reset_with(&person, &new_activation_code()).await;
    check(&answer, 403, "activation-code-blocked");
    let proof = person.proof(&person.activation_code, "no solution");
    check(
        &llave.post("/v1/reset", &proof).await,
        400,
        "challenge-failed",
    );
}

#[tokio::test]
async fn members_come_before_the_secret_and_take_no_try() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..7 {
        let mut body = person.login("not the password");
        body["assurance"] = json!("highest");
        let answer = llave.post("/v1/login", &body).await;
        assert_eq!(
            answer.errors(),
            [("/assurance".into(), "unknown-value".into())]
        );
    }
    refused(&llave.login_with(&person, "not the password").await, 5);
}

#[tokio::test]
async fn members_come_before_the_phone_and_the_level_held() {
    let llave = server().await;
    let holder = llave.registered().await;
    let mut body = Person {
        phone: holder.phone.clone(),
        ..Person::basic()
    }
    .registration();
    body["email"] = json!("no e-mail");
    let answer = llave.try_register(&body).await;
    assert_eq!(answer.errors(), [("/email".into(), "malformed".into())]);
}
