//! Every end at its exact second, on both sides. Seconds are counted from the test's beginning.

use tests::{Person, check, good};
use world::{World, opened};

const DAY: i64 = 86_400;

#[track_caller]
fn check_wait(answer: &tests::Answer, status: u16, problem: &str, seconds: &str) {
    check(answer, status, problem);
    assert_eq!(answer.header("retry-after"), seconds, "{answer:?}");
}

#[tokio::test]
async fn a_one_time_code_is_good_for_599_seconds_and_not_for_600() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    let late = world.after(600);
    let expired = late.enter_newest_code(&person, &procedure).await;
    check(&expired, 410, "otp-expired");
    let wrong = late.enter_wrong_code(&person, &procedure).await;
    check(&wrong, 410, "otp-expired");
    // Neither was a try: three wrong ones are still only "wrong".
    let in_time = world.after(599);
    for left in [3, 2, 1] {
        let wrong = in_time.enter_wrong_code(&person, &procedure).await;
        tests::refused(&wrong, left);
    }
    in_time.finish(&person, &procedure).await;
}

#[tokio::test]
async fn a_code_is_sent_again_after_60_seconds_and_not_after_59() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    let (just_before, then) = (world.after(59), world.after(60));
    check_wait(&world.resend_otp(&procedure).await, 429, "too-soon", "60");
    let early = just_before.resend_otp(&procedure).await;
    check_wait(&early, 429, "too-soon", "1");
    let sent = then.resend_otp(&procedure).await;
    good(&sent, 202, &["otp", "codesLeft"]);
    assert_eq!(sent["codesLeft"], 1);
    let early = world.after(119).resend_otp(&procedure).await;
    check_wait(&early, 429, "too-soon", "1");
    let sent = world.after(120).resend_otp(&procedure).await;
    assert_eq!(sent["codesLeft"], 0, "{sent:?}");
    let fourth = world.after(180).resend_otp(&procedure).await;
    check_wait(&fourth, 429, "too-many-messages", "");
}

#[tokio::test]
async fn a_procedure_is_over_after_1_800_seconds_whenever_its_last_code_was_sent() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    let other = opened(&world.login_substantial(&person).await);
    let sent = world.after(1_799).resend_otp(&other).await;
    assert_eq!(sent["otp"]["expiresAt"], "2060-03-01T12:30:00Z", "{sent:?}");
    let late = world.after(1_800);
    check(&late.resend_otp(&procedure).await, 410, "procedure-ended");
    let ended = late.enter_newest_code(&person, &other).await;
    check(&ended, 410, "procedure-ended");
    world.after(1_799).finish(&person, &other).await;
}

#[tokio::test]
async fn a_password_may_be_set_for_899_seconds_after_the_right_code_and_not_for_900() {
    let world = World::start().await;
    let person = world.registered().await;
    let procedure = opened(&world.activate(&person).await);
    let proven_at = world.after(1_799);
    world.after(1_300).resend_otp(&procedure).await;
    let proven = proven_at.finish(&person, &procedure).await;
    assert_eq!(proven["expiresAt"], "2060-03-01T12:44:59Z", "{proven:?}");
    let late = proven_at.after(900);
    let ended = late.set_password(&procedure, &person.password).await;
    check(&ended, 410, "procedure-ended");
    let in_time = proven_at.after(899);
    let set = in_time.set_password(&procedure, &person.password).await;
    good(&set, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn a_session_ends_after_1_800_seconds_without_use_and_not_after_1_799() {
    let world = World::start().await;
    let person = world.active().await;
    let (used, unused) = (
        world.logged_in(&person).await,
        world.logged_in(&person).await,
    );
    assert_eq!(world.after(1_799).session(&used).await.status, 200);
    let later = world.after(1_800);
    check(&later.session(&unused).await, 401, "unauthenticated");
    assert_eq!(later.session(&used).await.status, 200);
    let ended = later.after(1_800).session(&used).await;
    check(&ended, 401, "unauthenticated");
}

#[tokio::test]
async fn a_session_ends_after_8_hours_however_much_it_is_used() {
    let world = World::start().await;
    let person = world.active().await;
    let session = world.logged_in(&person).await;
    for second in (0..28_800).step_by(1_200).chain([28_799]) {
        let answer = world.after(second).session(&session).await;
        assert_eq!(answer.status, 200, "at {second}: {answer:?}");
        let nearer = world.after((second + 1_800).min(28_800)).now();
        assert_eq!(answer.text("expiresAt"), nearer.to_string());
    }
    let ended = world.after(28_800).session(&session).await;
    check(&ended, 401, "unauthenticated");
}

#[tokio::test]
async fn a_password_is_good_until_the_second_before_two_years_and_then_only_changes() {
    let world = World::start().await;
    let mut person = world.active().await;
    let last = world.at("2062-03-01T11:59:59Z");
    let expired = world.at("2062-03-01T12:00:00Z");
    let login = last.login(&person).await;
    assert_eq!(login.text("passwordExpiresAt"), "2062-03-01T12:00:00Z");
    opened(&last.login_substantial(&person).await);
    opened(&last.unsubscribe(&person).await);
    for answer in [
        expired.login(&person).await,
        expired.login_substantial(&person).await,
        expired.unsubscribe(&person).await,
    ] {
        check(&answer, 403, "password-expired");
    }
    // None of them was a wrong entry.
    expired.expect_password_tries_left(&person, 5).await;
    let new = tests::person::new_password();
    expired.finish_change(&mut person, &new).await;
    expired.logged_in(&person).await;
}

#[tokio::test]
async fn what_was_opened_before_the_passwords_day_does_not_finish_on_it() {
    let world = World::start().await;
    let person = world.active().await;
    let last = world.at("2062-03-01T11:59:59Z");
    let expired = world.at("2062-03-01T12:00:00Z");
    let login = opened(&last.login_substantial(&person).await);
    let finished = expired.enter_newest_code(&person, &login).await;
    check(&finished, 403, "password-expired");
    let unsubscribing = opened(&last.unsubscribe(&person).await);
    let finished = expired.enter_newest_code(&person, &unsubscribing).await;
    check(&finished, 403, "password-expired");
}

#[tokio::test]
async fn a_message_says_how_many_minutes_its_code_is_good() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    assert!(world.newest_message(&person).contains("Vale 10 min."));
    let late = world.after(1_790);
    assert_eq!(late.resend_otp(&procedure).await.status, 202);
    assert!(late.newest_message(&person).contains("Vale 1 min."));
}

#[tokio::test]
async fn a_password_set_on_29_february_expires_on_1_march() {
    let leap_day = World::start().await.at("2060-02-29T23:59:59Z");
    let person = leap_day.active().await;
    let last = leap_day.at("2062-03-01T23:59:58Z");
    assert_eq!(last.login(&person).await.status, 200);
    let expired = last.after(1).login(&person).await;
    check(&expired, 403, "password-expired");
}

#[tokio::test]
async fn the_11th_message_waits_until_24_hours_after_the_first() {
    let world = World::start().await;
    let person = world.active().await;
    for second in 0..10 {
        let world = world.after(second * 1_000);
        let procedure = opened(&world.login_substantial(&person).await);
        world.finish(&person, &procedure).await;
    }
    let eleventh = world.after(DAY - 1).login_substantial(&person).await;
    check_wait(&eleventh, 429, "too-many-messages", "1");
    let midnight = world.after(43_200).login_substantial(&person).await;
    check_wait(&midnight, 429, "too-many-messages", "43200");
    opened(&world.after(DAY).login_substantial(&person).await);
    let twelfth = world.after(DAY).login_substantial(&person).await;
    check_wait(&twelfth, 429, "too-many-messages", "1000");
}

#[tokio::test]
async fn what_the_password_opened_takes_nothing_from_what_the_code_opens() {
    let world = World::start().await;
    let person = world.active().await;
    for _ in 0..10 {
        let procedure = opened(&world.login_substantial(&person).await);
        world.finish(&person, &procedure).await;
    }
    let capped = world.login_substantial(&person).await;
    check_wait(&capped, 429, "too-many-messages", "86400");
    // The activation was one, at the same second.
    for _ in 0..9 {
        opened(&world.reset(&person).await);
    }
    let capped = world.reset(&person).await;
    check_wait(&capped, 429, "too-many-messages", "86400");
    // What the cap refuses is not counted: neither as a try nor as opened.
    world.expect_password_tries_left(&person, 5).await;
    world.expect_code_tries_left(&person, 5).await;
    opened(&world.after(DAY).reset(&person).await);
}

#[tokio::test]
async fn a_challenge_is_good_for_599_seconds_and_not_for_600() {
    let world = World::start().await;
    let person = world.registered().await;
    let body = person.proof(&person.activation_code, &world.altcha().await);
    let late = world.after(600).post("/v1/activate", &body).await;
    check(&late, 400, "challenge-failed");
    opened(&world.after(599).post("/v1/activate", &body).await);
}

#[tokio::test]
async fn a_document_is_in_force_on_its_last_day_in_utc() {
    let world = World::start().await;
    let mut person = Person::new();
    person.document.contrast_value = "2060-03-01".to_owned();
    let last = world.at("2060-03-01T23:59:59Z").try_register(&person).await;
    assert_eq!(last.status, 201, "{last:?}");
    let past = world.at("2060-03-02T00:00:00Z").try_register(&person).await;
    check(&past, 400, "invalid-request");
    person.document.contrast = "issuedOn";
    let today = world.at("2060-03-01T00:00:00Z").try_register(&person).await;
    assert_eq!(today.status, 201, "{today:?}");
    let future = world.at("2060-02-29T23:59:59Z").try_register(&person).await;
    check(&future, 400, "invalid-request");
}
