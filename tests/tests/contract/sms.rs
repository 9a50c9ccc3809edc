//! Messages: ten in any 24 hours for what the password opened and ten for what the activation
//! code opened; one part of GSM-7 without accents, in the language of the request.

use tests::answer::retry_after;
use tests::journeys::opened;
use tests::person::new_password;
use tests::{Llave, Person, check, good, refused};

use crate::server;

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn the_eleventh_message_in_24_hours_is_refused_and_sent_when_they_are_over() {
    let llave = server().await;
    let person = llave.active().await;
    log_in_ten_times(&llave, &person).await;

    let answer = llave.login_substantial(&person).await;
    check(&answer, 429, "too-many-messages");
    let wait = retry_after(&answer);
    assert!((DAY - 60..=DAY).contains(&wait), "{answer:?}");

    llave.advance(wait - 3).await;
    check(
        &llave.login_substantial(&person).await,
        429,
        "too-many-messages",
    );
    llave.advance(3).await;
    opened(&llave.login_substantial(&person).await);
}

#[tokio::test]
async fn the_ten_are_those_of_any_24_hours() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..4 {
        llave.logged_in_substantially(&person).await;
    }
    llave.advance(DAY / 2).await;
    for _ in 0..6 {
        llave.logged_in_substantially(&person).await;
    }
    check(
        &llave.login_substantial(&person).await,
        429,
        "too-many-messages",
    );
    llave.advance(DAY / 2).await;
    for _ in 0..4 {
        llave.logged_in_substantially(&person).await;
    }
    check(
        &llave.login_substantial(&person).await,
        429,
        "too-many-messages",
    );
}

#[tokio::test]
async fn a_refused_message_counts_nothing_and_changes_nothing() {
    let llave = server().await;
    let person = llave.active().await;
    log_in_ten_times(&llave, &person).await;
    let sent = llave.sms(&person.phone).await.len();

    llave.enter_wrong_passwords(&person, 5).await;
    for _ in 0..12 {
        check(
            &llave.login_substantial(&person).await,
            429,
            "too-many-messages",
        );
        check(
            &llave.change(&person, &new_password()).await,
            429,
            "too-many-messages",
        );
        check(&llave.unsubscribe(&person).await, 429, "too-many-messages");
    }
    assert_eq!(llave.sms(&person.phone).await.len(), sent);
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_wrong_password_is_refused_as_ever_when_the_messages_are_spent() {
    let llave = server().await;
    let person = llave.active().await;
    log_in_ten_times(&llave, &person).await;
    let body = person.substantial_login("not the password");
    refused(&llave.post("/v1/login", &body).await, 5);
}

#[tokio::test]
async fn a_resend_is_one_of_the_ten() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..8 {
        llave.logged_in_substantially(&person).await;
    }
    let procedure = opened(&llave.login_substantial(&person).await);
    llave.advance(60).await;
    good(
        &llave.resend_otp(&procedure).await,
        202,
        &["otp", "codesLeft"],
    );
    llave.advance(60).await;
    let answer = llave.resend_otp(&procedure).await;
    check(&answer, 429, "too-many-messages");
    assert!(
        (DAY - 3600..=DAY).contains(&retry_after(&answer)),
        "{answer:?}"
    );
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test]
async fn what_the_password_spent_leaves_the_messages_of_the_activation_code() {
    let llave = server().await;
    let mut person = llave.active().await;
    log_in_ten_times(&llave, &person).await;
    check(
        &llave.login_substantial(&person).await,
        429,
        "too-many-messages",
    );
    llave.finish_reset(&mut person, &new_password()).await;
}

#[tokio::test]
async fn what_the_activation_code_spent_leaves_the_messages_of_the_password() {
    let llave = server().await;
    let mut person = llave.registered().await;
    for _ in 0..10 {
        person.password = new_password();
        llave.finish_activation(&person).await;
    }
    check(&llave.reset(&person).await, 429, "too-many-messages");
    check(&llave.activate(&person).await, 429, "too-many-messages");
    llave.logged_in_substantially(&person).await;

    llave.advance(DAY).await;
    opened(&llave.reset(&person).await);
}

#[tokio::test]
async fn a_message_is_one_part_without_accents_that_ends_with_the_code_for_autofill() {
    let llave = server().await;
    for language in ["es", "en", "ca", "ca-valencia", "gl", "eu"] {
        let person = llave.active().await;
        let body = person.substantial_login(&person.password);
        opened(&llave.post_in(language, "/v1/login", &body).await);
        opened(
            &llave
                .post_in(language, "/v1/unsubscribe", &person.login(&person.password))
                .await,
        );
        for sms in &llave.sms(&person.phone).await[1..] {
            let text = sms["body"].as_str().expect("a text");
            assert!(text.len() <= 160 && text.is_ascii(), "{text}");
            let last = text.lines().last().expect("a last line");
            let (host, code) = last.split_once(" #").expect("a host and a code");
            assert!(
                host.starts_with('@') && host.len() > 1 && !host.contains(':'),
                "{text}"
            );
            assert!(
                code.len() == 6 && code.chars().all(|c| c.is_ascii_digit()),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn a_message_is_in_the_language_of_the_request_that_caused_it() {
    let llave = server().await;
    let person = llave.active().await;
    let body = person.substantial_login(&person.password);
    let mut texts = Vec::new();
    for language in ["es", "en", "ca", "gl", "eu"] {
        opened(&llave.post_in(language, "/v1/login", &body).await);
        texts.push(without_code(&llave, &person).await);
    }
    let procedure = opened(&llave.post_in("en", "/v1/login", &body).await);
    assert_eq!(without_code(&llave, &person).await, texts[1]);

    llave.advance(60).await;
    let resend = serde_json::json!({"procedure": procedure});
    let answer = llave.post_in("eu", "/v1/resend-otp", &resend).await;
    good(&answer, 202, &["otp", "codesLeft"]);
    assert_eq!(without_code(&llave, &person).await, texts[4]);

    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 5, "{texts:?}");
}

#[tokio::test]
async fn messages_go_to_the_phone_in_its_international_form_and_are_found_by_any() {
    let llave = server().await;
    let person = llave.registered().await;
    opened(&llave.activate(&person).await);
    let (head, tail) = person.phone.split_at(3);
    for form in [
        person.phone.clone(),
        format!("+34{}", person.phone),
        format!("0034 {head} {tail}"),
    ] {
        let sms = llave.sms(&form).await;
        assert_eq!(sms.len(), 1);
        assert_eq!(sms[0]["to"], format!("+34{}", person.phone));
        tests::Time::parse(sms[0]["at"].as_str().expect("a time"));
    }
}

async fn log_in_ten_times(llave: &Llave, person: &Person) {
    for _ in 0..10 {
        llave.logged_in_substantially(person).await;
    }
}

/// The newest SMS with its code taken out, wherever it stands.
async fn without_code(llave: &Llave, person: &Person) -> String {
    let code = llave.sms_code(&person.phone).await;
    llave.sms_text(&person.phone).await.replace(&code, "")
}
