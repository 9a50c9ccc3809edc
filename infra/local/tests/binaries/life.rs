//! A whole life across the binaries: each step of a procedure is another process, and what joins
//! them are the tables.

use std::time::Duration;

use axum::http::{Request, header::CONTENT_TYPE};
use gateway::BodyForm;
use jiff::SignedDuration;
use serde_json::Value;
use tests::{Llave, Person, answer::good, check, person::new_password, refused};
use tokio::time::timeout;

use crate::{cloud::Cloud, front, reply::Reply};

#[tokio::test]
async fn a_person_lives_a_whole_life_across_the_binaries() {
    live(|_| BodyForm::Text).await;
}

#[tokio::test]
async fn the_same_life_is_lived_with_bodies_in_base64() {
    live(|_| BodyForm::Base64).await;
}

async fn live(form: front::Form) {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    let llave = front::open(&cloud, form).await;
    // Registered, activated, with a password.
    let mut person = llave.active().await;
    let mut passwords = vec![person.password.clone()];

    let session = llave.logged_in(&person).await;
    check_session(&llave, &session, "low").await;
    let session = llave.logged_in_substantially(&person).await;
    check_session(&llave, &session, "substantial").await;

    for finish in [Finish::Change, Finish::Reset] {
        let new = new_password();
        passwords.push(new.clone());
        match finish {
            Finish::Change => llave.finish_change(&mut person, &new).await,
            Finish::Reset => llave.finish_reset(&mut person, &new).await,
        }
        check(&llave.session(&session).await, 401, "unauthenticated");
    }

    let session = log_in_by_a_second_code(&cloud, &llave, &person).await;
    check_session(&llave, &session, "substantial").await;
    good(&llave.end_session(&session).await, 204, &[]);
    check(&llave.session(&session).await, 401, "unauthenticated");

    llave.finish_unsubscribing(&person).await;
    refused(&llave.login(&person).await, 5);
    check_logs(&cloud, &person, &passwords).await;
}

enum Finish {
    Change,
    Reset,
}

async fn check_session(llave: &Llave, session: &str, assurance: &str) {
    let answer = llave.session(session).await;
    let members = [
        "subject",
        "assurance",
        "registrationLevel",
        "openedAt",
        "expiresAt",
    ];
    good(&answer, 200, &members);
    assert_eq!(answer["assurance"], assurance, "{answer:?}");
}

/// A login opened a minute ago. A binary reads the machine's clock, so the opening is the one step
/// that is made in this process, where it can be told what time it is.
async fn log_in_by_a_second_code(cloud: &Cloud, llave: &Llave, person: &Person) -> String {
    let a_minute_ago = cloud.runner.services().clock().now() - SignedDuration::from_secs(61);
    let body = person.substantial_login(&person.password).to_string();
    let request = Request::post("/v1/login")
        .header(CONTENT_TYPE, "application/json")
        .body(body.into_bytes())
        .expect("a request");
    let reply = Reply::of_router(cloud.router.answer(request, a_minute_ago).await);
    assert_eq!(reply.status, 202, "{reply:?}");
    let opened: Value = serde_json::from_str(&reply.body).expect("JSON");
    let procedure = opened["procedure"].as_str().expect("a procedure");

    let sent = llave.sms(&person.phone).await.len();
    good(
        &llave.resend_otp(procedure).await,
        202,
        &["otp", "codesLeft"],
    );
    assert_eq!(llave.sms(&person.phone).await.len(), sent + 1);
    check(&llave.resend_otp(procedure).await, 429, "too-soon");
    let answer = llave.enter_newest_code(person, procedure).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.text("session").to_owned()
}

/// What the binaries have written is JSON, log lines of the operation and metrics, the calls to the
/// tables among them, and says nothing of the person.
async fn check_logs(cloud: &Cloud, person: &Person, passwords: &[String]) {
    let mut secrets = passwords.to_vec();
    secrets.extend([
        person.activation_code.clone(),
        person.document.number.clone(),
        person.phone.clone(),
        person.email.clone(),
        person.given_name.clone(),
        person.first_surname.clone(),
    ]);
    for function in &cloud.functions {
        let name = function.route.name;
        // A challenge is signed, and needs no table.
        let last = if name == "challenge" {
            "Answers"
        } else {
            "TableCalls"
        };
        let written = async {
            while !function.log().contains(last) {
                tokio::task::yield_now().await;
            }
            function.log()
        };
        let log = timeout(Duration::from_secs(10), written).await;
        let log = log.unwrap_or_else(|_| panic!("{name} has written no {last}"));
        for line in log.lines() {
            let line: Value = serde_json::from_str(line).expect("a log line is JSON");
            let is_metric = line.get("_aws").is_some();
            assert!(is_metric || line["operation"] == name, "{line}");
        }
        for secret in &secrets {
            assert!(!log.contains(secret), "{name} has logged {secret}: {log}");
        }
    }
}
