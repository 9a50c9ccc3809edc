//! What is wrong in the settings stops the start, with a message that names the setting; and what a
//! start makes ready for the first call.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use secrets::Token;
use serde_json::json;
use tests::{Person, check};
use tokio::net::TcpListener;
use world::{World, env, services};

use crate::tokens::encode;

/// The operations don't start with these settings, and the message says `expected`.
async fn check_stop(settings: &[(&str, &str)], expected: &[&str]) {
    let services = services();
    let Err(error) = local::router(&env(&services, settings)).await else {
        panic!("they start with {settings:?}");
    };
    let message = error.to_string();
    assert!(!message.contains('\n'), "{message}");
    for part in expected {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
}

#[tokio::test]
async fn a_rule_out_of_its_range_stops_the_start_and_is_named_with_its_range() {
    for (rules, named) in [
        (
            r#"{"code": {"maxWrong": 0}}"#,
            "code.maxWrong must be 1 to 10, but is 0",
        ),
        (r#"{"code": {"maxWrong": 11}}"#, "code.maxWrong"),
        (r#"{"code": {"symbols": 11}}"#, "code.symbols"),
        (r#"{"otp": {"maxWrong": 0}}"#, "otp.maxWrong"),
        (r#"{"otp": {"maxWrong": 6}}"#, "otp.maxWrong"),
        (r#"{"otp": {"digits": 5}}"#, "otp.digits"),
        (r#"{"otp": {"digits": 9}}"#, "otp.digits"),
        (r#"{"otp": {"lifeSeconds": 59}}"#, "otp.lifeSeconds"),
        (r#"{"otp": {"lifeSeconds": 601}}"#, "otp.lifeSeconds"),
        (r#"{"resend": {"waitSeconds": 59}}"#, "resend.waitSeconds"),
        (r#"{"resend": {"maxCodes": 4}}"#, "resend.maxCodes"),
        (r#"{"password": {"maxWrong": 2}}"#, "password.maxWrong"),
        (r#"{"password": {"maxWrong": 11}}"#, "password.maxWrong"),
        (r#"{"password": {"minLength": 7}}"#, "password.minLength"),
        (r#"{"password": {"maxLength": 63}}"#, "password.maxLength"),
        (r#"{"password": {"classes": 2}}"#, "password.classes"),
        (r#"{"password": {"history": 11}}"#, "password.history"),
        (
            r#"{"openings": {"maxUnfinished": 2}}"#,
            "openings.maxUnfinished",
        ),
        (
            r#"{"openings": {"maxUnfinished": 21}}"#,
            "openings.maxUnfinished",
        ),
        (r#"{"sms": {"perDay": 11}}"#, "sms.perDay"),
        (r#"{"sms": {"dailyBudget": 6399}}"#, "sms.dailyBudget"),
        (
            r#"{"procedure": {"passwordEntries": 4}}"#,
            "procedure.passwordEntries",
        ),
        (
            r#"{"procedure": {"passwordEntries": 21}}"#,
            "procedure.passwordEntries",
        ),
        (
            r#"{"phone": {"otherCountries": ["+351"]}}"#,
            "phone.otherCountries",
        ),
    ] {
        check_stop(&[("LLAVE_RULES", rules)], &["LLAVE_RULES", named]).await;
    }
}

#[tokio::test]
async fn rules_that_give_too_many_guesses_together_stop_the_start_and_are_named() {
    for rules in [
        r#"{"otp": {"maxWrong": 5}}"#,
        r#"{"openings": {"maxUnfinished": "20"}}"#,
        r#"{"otp": {"maxWrong": 5, "digits": 6}, "sms": {"perDay": 9}}"#,
    ] {
        let named = [
            "LLAVE_RULES",
            "more than one in 10000",
            "otp.digits",
            "otp.maxWrong",
            "openings.maxUnfinished",
            "sms.perDay",
        ];
        check_stop(&[("LLAVE_RULES", rules)], &named).await;
    }
}

#[tokio::test]
async fn rules_that_can_t_be_read_stop_the_start() {
    for rules in [
        "password.maxWrong=3",
        "[]",
        r#"{"password": {"maxWrong": "three"}}"#,
        r#"{"password": {"maxWrong": -1}}"#,
        r#"{"password": {"maxWrongs": 3}}"#,
        r#"{"passwords": {"maxWrong": 3}}"#,
        r#"{"password": {"term": "threeYears"}}"#,
        r#"{"password": null}"#,
    ] {
        check_stop(&[("LLAVE_RULES", rules)], &["LLAVE_RULES"]).await;
    }
}

#[tokio::test]
async fn an_unknown_profile_stops_the_start() {
    check_stop(
        &[("LLAVE_PROFILE", "Clave")],
        &["LLAVE_PROFILE", "\"Clave\""],
    )
    .await;
}

#[tokio::test]
async fn what_is_missing_is_named() {
    for name in [
        "LLAVE_ACCOUNTS_TABLE",
        "LLAVE_PROCEDURES_TABLE",
        "LLAVE_INDEX_KEYS",
        "LLAVE_PEPPER_KEYS",
        "LLAVE_SEAL_KEYS",
        "LLAVE_CHALLENGE_KEYS",
        "LLAVE_HOST",
        "LLAVE_REGISTRAR_AUDIENCE",
        "LLAVE_REGISTRAR_JWKS",
    ] {
        for empty in ["", "  "] {
            check_stop(&[(name, empty)], &[name]).await;
        }
    }
}

#[tokio::test]
async fn keys_that_can_t_be_used_are_named_and_not_shown() {
    const SHORT: &str = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2Vjcg==";
    for name in [
        "LLAVE_INDEX_KEYS",
        "LLAVE_PEPPER_KEYS",
        "LLAVE_SEAL_KEYS",
        "LLAVE_CHALLENGE_KEYS",
    ] {
        for family in [
            SHORT.to_owned(),
            format!(r#"{{"use":"k1","k1":"{SHORT}"}}"#),
            format!(r#"{{"use":"k1","k1":"!{SHORT}"}}"#),
            format!(r#"{{"use":"{SHORT}","{SHORT}":"k1"}}"#),
        ] {
            let services = services();
            let env = env(&services, &[(name, &family)]);
            let Err(error) = local::router(&env).await else {
                panic!("they start with {name}");
            };
            let message = error.to_string();
            assert!(message.contains(name), "{message}");
            assert!(!message.contains(SHORT), "{message}");
        }
    }
}

#[tokio::test]
async fn weak_hashes_weak_work_long_hosts_and_useless_keys_of_registrars_stop_the_start() {
    for (name, value) in [
        ("LLAVE_HASH_COST", "m=19455,t=2,p=1"),
        ("LLAVE_HASH_COST", "strong"),
        ("LLAVE_OLDER_HASH_COST", "m=19456,t=1,p=1"),
        ("LLAVE_CHALLENGE_COST", "0"),
        ("LLAVE_CHALLENGE_COST", "many"),
        ("LLAVE_CHALLENGE_PREFIX", "xyz"),
        ("LLAVE_CHALLENGE_KINDS", "question"),
        ("LLAVE_HELP_PHONE", "電話"),
        ("LLAVE_CHALLENGE_KINDS", "proof, question"),
        ("LLAVE_REGISTRAR_JWKS", "https://registrar.example/jwks"),
        ("LLAVE_REGISTRAR_JWKS", r#"{"keys": []}"#),
        (
            "LLAVE_REGISTRAR_JWKS",
            r#"{"keys": [{"kty": "oct", "k": "AAAA"}]}"#,
        ),
    ] {
        check_stop(&[(name, value)], &[name]).await;
    }
    check_stop(&[("LLAVE_HOST", &"a".repeat(200))], &["LLAVE_HOST"]).await;
}

#[tokio::test]
async fn keys_of_registrars_that_are_too_short_stop_the_start() {
    for key in [
        json!({"kty": "RSA", "n": encode([0x7f; 256]), "e": "AQAB"}),
        json!({"kty": "EC", "crv": "P-256", "x": encode([1; 32]), "y": encode([1; 31])}),
        json!({"kty": "OKP", "crv": "Ed25519", "x": encode([1; 31])}),
    ] {
        let name = "LLAVE_REGISTRAR_JWKS";
        let jwks = json!({ "keys": [key] }).to_string();
        check_stop(&[(name, &jwks)], &[name]).await;
    }
}

#[tokio::test]
async fn without_an_issuer_nobody_registers() {
    let world = World::with(&[
        ("LLAVE_REGISTRAR_ISSUER", ""),
        ("LLAVE_REGISTRAR_AUDIENCE", ""),
        ("LLAVE_REGISTRAR_JWKS", ""),
    ])
    .await;
    let answer = world.try_register(&Person::new()).await;
    check(&answer, 401, "unauthenticated");
}

#[tokio::test]
async fn the_first_call_takes_the_connection_that_the_start_has_opened() {
    let seen: Arc<Mutex<Vec<(SocketAddr, String)>>> = Arc::default();
    let noting = Arc::clone(&seen);
    let tables = Router::new().fallback(
        async move |ConnectInfo(from): ConnectInfo<SocketAddr>, request: Request| {
            let asked = format!("{} {}", request.method(), request.uri().path());
            noting.lock().expect("a list").push((from, asked));
            "{}"
        },
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let tables = tables.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, tables).await });

    let env = env(&services(), &[("AWS_ENDPOINT_URL_DYNAMODB", &url)]);
    let storage = env.storage().expect("tables");
    storage.connect().await;
    let nobody = Token::entered("nobody's").hashed();
    assert!(matches!(storage.procedure(&nobody).await, Ok(None)));

    let seen = seen.lock().expect("a list").clone();
    let asked: Vec<_> = seen.iter().map(|(_, asked)| asked.as_str()).collect();
    assert_eq!(asked, ["GET /ping", "POST /"]);
    assert_eq!(seen[0].0, seen[1].0);
}
