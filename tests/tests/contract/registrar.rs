//! Who may register people: a registrar with a good token and the right to do it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use tests::{Answer, Llave, Person, check};

use crate::server;

const YEAR: i64 = 366 * 86_400;

#[tokio::test]
async fn without_a_token_nobody_registers() {
    let llave = server().await;
    let body = Person::new().registration();
    check(
        &llave.post("/v1/register", &body).await,
        401,
        "unauthenticated",
    );
}

#[tokio::test]
async fn what_is_no_token_of_a_registrar_is_refused() {
    let llave = server().await;
    let token = llave.registrar_token().await;
    let [header, payload, signature] = parts(&token);
    let none = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let symmetric = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let other_claims = forged(payload);
    for token in [
        "x".into(),
        "..".into(),
        "a.b.c".into(),
        format!("{none}.{payload}."),
        format!("{none}.{payload}.{signature}"),
        format!("{symmetric}.{payload}.{signature}"),
        format!("{header}.{payload}."),
        format!("{header}.{payload}"),
        format!("{header}.{other_claims}.{signature}"),
        "x".repeat(4000),
    ] {
        check(
            &register_with(&llave, &format!("Bearer {token}")).await,
            401,
            "unauthenticated",
        );
    }
    check(
        &register_with(&llave, "Bearer ").await,
        401,
        "unauthenticated",
    );
    check(
        &register_with(&llave, &format!("Basic {token}")).await,
        401,
        "unauthenticated",
    );
    assert_eq!(
        register_with(&llave, &format!("Bearer {token}"))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_session_is_no_token_of_a_registrar() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;
    check(
        &register_with(&llave, &format!("Bearer {session}")).await,
        401,
        "unauthenticated",
    );
}

#[tokio::test]
async fn a_token_past_its_life_is_refused() {
    let llave = server().await;
    let token = llave.registrar_token().await;
    llave.advance(YEAR).await;
    check(
        &register_with(&llave, &format!("Bearer {token}")).await,
        401,
        "unauthenticated",
    );
}

#[tokio::test]
async fn a_registrar_without_the_right_to_register_is_refused() {
    let llave = server().await;
    for scope in [
        "read",
        "",
        "registered",
        "unregister",
        "Register",
        "read:register register-all",
    ] {
        let token = llave.registrar_token_with(scope).await;
        check(
            &register_with(&llave, &format!("Bearer {token}")).await,
            403,
            "forbidden",
        );
    }
}

#[tokio::test]
async fn the_right_to_register_may_stand_among_others() {
    let llave = server().await;
    for scope in ["register", "register read", "openid register read"] {
        let token = llave.registrar_token_with(scope).await;
        assert_eq!(
            register_with(&llave, &format!("Bearer {token}"))
                .await
                .status,
            201,
            "{scope}"
        );
    }
}

async fn register_with(llave: &Llave, authorization: &str) -> Answer {
    let request = llave
        .request("POST", "/v1/register")
        .header("authorization", authorization);
    llave
        .send(request.json(&Person::new().registration()))
        .await
}

fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<_> = token.split('.').collect();
    parts.try_into().expect("a JWT has three parts")
}

/// The same claims of another subject.
fn forged(payload: &str) -> String {
    let claims = BASE64_URL_SAFE_NO_PAD
        .decode(payload)
        .expect("a payload in base64url");
    let claims = String::from_utf8(claims).expect("a payload of JSON");
    let forged = claims.replace("registrar-1", "registrar-2");
    assert_ne!(claims, forged, "the subject is a claim");
    BASE64_URL_SAFE_NO_PAD.encode(forged)
}
