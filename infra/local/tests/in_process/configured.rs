//! Profiles, and rules that an operator sets otherwise.

use tests::person::new_password;
use tests::{Answer, Person, check, good};
use world::{World, opened};

async fn world(rules: &str) -> World {
    World::with(&[("LLAVE_RULES", rules)]).await
}

async fn modern() -> World {
    World::with(&[("LLAVE_PROFILE", "modern")]).await
}

#[track_caller]
fn check_violations(answer: &Answer, expected: &[&str]) {
    assert_eq!(answer.violations(), expected);
}

/// A registered person, up to the setting of the password.
async fn about_to_set(world: &World) -> (Person, String) {
    let person = world.registered().await;
    let procedure = opened(&world.activate(&person).await);
    world.finish(&person, &procedure).await;
    (person, procedure)
}

#[tokio::test]
async fn the_modern_profile_asks_for_15_characters_and_nothing_else_of_them() {
    let world = modern().await;
    let (_, procedure) = about_to_set(&world).await;
    let short = world.set_password(&procedure, "qjxvkwzhbyfdgm").await;
    check_violations(&short, &["too-short"]);
    let long_enough = world.set_password(&procedure, "qjxvkwzhbyf dgm").await;
    // It never expires, so nothing says when.
    good(&long_enough, 200, &[]);
}

#[tokio::test]
async fn the_modern_profile_takes_the_same_password_again_and_it_never_expires() {
    let world = modern().await;
    let mut person = Person::new();
    person.password = "qjxvkwzhbyf ñü~ dgm".to_owned();
    let person = world.active_as(person).await;
    let mut same = person.clone();
    world.finish_reset(&mut same, &person.password).await;
    let century = world.at("2090-03-01T12:00:00Z");
    let login = century.login(&person).await;
    assert_eq!(login.status, 200, "{login:?}");
    assert!(login["passwordExpiresAt"].is_null(), "{login:?}");
    // The rest is as in clave.
    century.expect_password_tries_left(&person, 5).await;
}

#[tokio::test]
async fn with_a_history_of_3_the_fourth_last_password_may_be_set_again() {
    let world = world(r#"{"password": {"history": 3}}"#).await;
    let mut person = world.active().await;
    let mut used = vec![person.password.clone()];
    for _ in 0..3 {
        for password in used.iter().rev().take(3) {
            check_violations(&world.change(&person, password).await, &["history"]);
        }
        let new = new_password();
        world.finish_change(&mut person, &new).await;
        used.push(new);
    }
    for password in &used[1..] {
        check_violations(&world.change(&person, password).await, &["history"]);
    }
    // A reset counts the same.
    let procedure = world.proven(&person).await;
    for password in &used[1..] {
        let reused = world.set_password(&procedure, password).await;
        check_violations(&reused, &["history"]);
    }
    let first = world.set_password(&procedure, &used[0]).await;
    assert_eq!(first.status, 200, "{first:?}");
    person.password.clone_from(&used[0]);
    let last = world.change(&person, &used[3]).await;
    check_violations(&last, &["history"]);
}

#[tokio::test]
async fn with_no_history_the_password_in_force_may_be_set_again() {
    let world = world(r#"{"password": {"history": 0}}"#).await;
    let mut person = world.active().await;
    let same = person.password.clone();
    world.finish_change(&mut person, &same).await;
}

#[tokio::test]
async fn a_term_of_one_year_ends_after_a_year_and_one_of_never_does_not() {
    let one = world(r#"{"password": {"term": "oneYear"}}"#).await;
    let person = one.active().await;
    let last = one.at("2061-03-01T11:59:59Z").login(&person).await;
    assert_eq!(last.text("passwordExpiresAt"), "2061-03-01T12:00:00Z");
    let expired = one.at("2061-03-01T12:00:00Z").login(&person).await;
    check(&expired, 403, "password-expired");

    let never = world(r#"{"password": {"term": "never"}}"#).await;
    let person = never.active().await;
    let login = never.at("2099-03-01T12:00:00Z").login(&person).await;
    assert_eq!(login.status, 200, "{login:?}");
}

#[tokio::test]
async fn a_one_time_code_may_have_8_digits() {
    let world = world(r#"{"otp": {"digits": 8, "lifeSeconds": 60}}"#).await;
    let person = world.active().await;
    let answer = world.login_substantial(&person).await;
    assert_eq!(answer["otp"]["digits"], 8);
    let procedure = opened(&answer);
    let code = world.newest_code(&person);
    assert_eq!(code.len(), 8);
    let short = world.verify_otp(&procedure, &code[..6]).await;
    check(&short, 400, "invalid-request");
    let late = world.after(60).verify_otp(&procedure, &code).await;
    check(&late, 410, "otp-expired");
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    let entered = world.after(59).verify_otp(&procedure, &spaced).await;
    assert_eq!(entered.status, 200, "{entered:?}");
}

#[tokio::test]
async fn phones_of_the_countries_on_the_list_are_accepted_and_of_no_others() {
    let world = world(r#"{"phone": {"otherCountries": ["351"]}}"#).await;
    let mut person = Person::new();
    person.phone = "+33612345678".to_owned();
    let french = world.try_register(&person).await;
    assert_eq!(
        french.errors(),
        [("/phone".to_owned(), "not-allowed".to_owned())]
    );
    person.phone = "+351912345678".to_owned();
    let person = world.active_as(person).await;
    assert_eq!(world.sms_count(&person), 1);
    let spanish = world.active().await;
    assert_eq!(world.sms_count(&spanish), 1);
}

#[tokio::test]
async fn counters_follow_their_limits() {
    let rules = r#"{"password": {"maxWrong": 3}, "code": {"maxWrong": 1}, "otp": {"maxWrong": 1},
        "openings": {"maxUnfinished": 3}, "sms": {"perDay": 5}}"#;
    let world = world(rules).await;
    let person = world.active().await;
    for left in [3, 2, 1] {
        world.expect_password_tries_left(&person, left).await;
    }
    let procedure = opened(&world.login_substantial(&person).await);
    tests::refused(&world.enter_wrong_code(&person, &procedure).await, 1);
    let ended = world.enter_wrong_code(&person, &procedure).await;
    check(&ended, 410, "procedure-ended");
    opened(&world.login_substantial(&person).await);
    opened(&world.login_substantial(&person).await);
    let fourth = world.login_substantial(&person).await;
    check(&fourth, 403, "password-blocked");
    world.expect_code_tries_left(&person, 1).await;
    let blocked = world.reset_with(&person, "WRNG-WRNG-WRNG-WRNG").await;
    check(&blocked, 403, "activation-code-blocked");
}

#[tokio::test]
async fn a_session_lives_beside_as_many_openings_as_may_be_and_ends_with_one_more() {
    let world = world(r#"{"openings": {"maxUnfinished": 3}}"#).await;
    let person = world.active().await;
    let session = world.logged_in(&person).await;
    for _ in 0..3 {
        opened(&world.login_substantial(&person).await);
        assert_eq!(world.session(&session).await.status, 200);
    }
    let fourth = world.login_substantial(&person).await;
    check(&fourth, 403, "password-blocked");
    check(&world.session(&session).await, 401, "unauthenticated");
}

#[tokio::test]
async fn the_sender_s_name_goes_to_sns_and_every_message_is_transactional() {
    let world = World::with(&[
        ("LLAVE_SENDER_ID", "LLAVE"),
        ("LLAVE_HOST", "llave.example"),
    ])
    .await;
    world.active().await;
    let sms = world.services().outbox().all().pop().expect("an SMS");
    let attributes: Vec<_> = sms.attributes.iter().collect();
    let expected = [
        ("AWS.SNS.SMS.SMSType", "Transactional"),
        ("AWS.SNS.SMS.SenderID", "LLAVE"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut found: Vec<_> = attributes
        .into_iter()
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    found.sort_by_key(|(_, value)| std::cmp::Reverse(value.clone()));
    assert_eq!(found, expected);
    assert!(
        sms.body
            .lines()
            .last()
            .expect("a line")
            .starts_with("@llave.example #")
    );
}
