//! Many at once: what is counted is counted exactly, and what can be had once is had once.

use serde_json::json;
use tests::journeys::opened;
use tests::person::{new_activation_code, new_password, new_phone, other_otp};
use tests::together::count;
use tests::{Answer, Llave, Person, check, good, refused};

use crate::server;

#[tokio::test(flavor = "multi_thread")]
async fn of_200_wrong_passwords_at_once_five_are_refused_and_the_rest_blocked() {
    let llave = server().await;
    let person = llave.active().await;
    for somebody in [&person, &Person::new()] {
        let bodies = vec![somebody.login("not the password"); 200];
        let answers = llave.at_once("/v1/login", bodies).await;
        check_counted(&answers, 5, 403, "password-blocked");
    }
    check(&llave.login(&person).await, 403, "password-blocked");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_wrong_activation_codes_at_once_five_are_refused_and_the_rest_blocked() {
    let llave = server().await;
    let person = llave.registered().await;
    let mut bodies = Vec::new();
    for _ in 0..200 {
        bodies.push(person.proof(&new_activation_code(), &llave.altcha().await));
    }
    let answers = llave.at_once("/v1/activate", bodies).await;
    check_counted(&answers, 5, 403, "activation-code-blocked");
    check(
        &llave.activate(&person).await,
        403,
        "activation-code-blocked",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_wrong_one_time_codes_at_once_three_are_refused_and_the_procedure_ends() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    let code = llave.sms_code(&person.phone).await;
    let bodies = (0..200).map(|_| json!({"procedure": procedure, "otp": other_otp(&code)}));
    let answers = llave.at_once("/v1/verify-otp", bodies.collect()).await;
    check_counted(&answers, 3, 410, "procedure-ended");
    check(
        &llave.verify_otp(&procedure, &code).await,
        410,
        "procedure-ended",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_50_right_one_time_codes_at_once_one_logs_in() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    check_one_of_50_codes(&llave, &person, &procedure).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_50_right_one_time_codes_at_once_one_proves_a_reset() {
    let llave = server().await;
    let mut person = llave.active().await;
    let procedure = opened(&llave.reset(&person).await);
    check_one_of_50_codes(&llave, &person, &procedure).await;
    person.password = new_password();
    let answer = llave.set_password(&procedure, &person.password).await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_passwords_set_at_once_in_one_procedure_one_is_set() {
    let llave = server().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    llave.prove(&person, &procedure).await;
    let passwords: Vec<_> = (0..8).map(|_| new_password()).collect();
    let body = |password| json!({"procedure": procedure, "password": password});
    let answers = llave
        .at_once("/v1/set-password", passwords.iter().map(body).collect())
        .await;
    assert_eq!(
        count(&answers),
        [((200, String::new()), 1), ended(7)].into()
    );

    let set = answers
        .iter()
        .position(|answer| answer.status == 200)
        .expect("one is set");
    assert_eq!(llave.login_with(&person, &passwords[set]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_resets_proven_one_sets_its_password() {
    let llave = server().await;
    let person = llave.active().await;
    let mut bodies = Vec::new();
    for _ in 0..5 {
        let procedure = opened(&llave.reset(&person).await);
        llave.prove(&person, &procedure).await;
        bodies.push(json!({"procedure": procedure, "password": new_password()}));
    }
    let answers = llave.at_once("/v1/set-password", bodies.clone()).await;
    assert_eq!(
        count(&answers),
        [((200, String::new()), 1), ended(4)].into()
    );
    let set = answers
        .iter()
        .position(|answer| answer.status == 200)
        .expect("one is set");
    let password = bodies[set]["password"].as_str().expect("a password");
    assert_eq!(llave.login_with(&person, password).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn right_passwords_at_once_leave_nobody_blocked() {
    let llave = server().await;
    let person = llave.active().await;
    let answers = llave
        .at_once("/v1/login", vec![person.login(&person.password); 50])
        .await;
    // While six tries are held, another entry may be answered as blocked; that passes.
    for ((status, problem), _) in count(&answers) {
        assert!(
            status == 200 || problem == "password-blocked",
            "{status} {problem}"
        );
    }
    assert!(answers.iter().any(|answer| answer.status == 200));
    llave.enter_wrong_passwords(&person, 5).await;
    llave.logged_in(&person).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn openings_at_once_send_no_more_messages_than_are_allowed() {
    let llave = server().await;
    let person = llave.active().await;
    let before = llave.sms(&person.phone).await.len();
    let bodies = vec![person.substantial_login(&person.password); 40];
    let answers = llave.at_once("/v1/login", bodies).await;
    let sent = llave.sms(&person.phone).await.len() - before;
    let opened = answers.iter().filter(|answer| answer.status == 202).count();
    assert!(
        (1..=10).contains(&opened) && sent == opened,
        "{opened} opened, {sent} sent"
    );
    assert!(
        answers.iter().all(|answer| answer.status < 500),
        "{:?}",
        count(&answers)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn resends_at_once_send_one_message() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    llave.advance(60).await;
    let before = llave.sms(&person.phone).await.len();
    let bodies = vec![json!({"procedure": procedure}); 20];
    let answers = llave.at_once("/v1/resend-otp", bodies).await;
    assert_eq!(
        count(&answers)[&(202, String::new())],
        1,
        "{:?}",
        count(&answers)
    );
    assert_eq!(
        count(&answers)[&(429, "too-soon".into())],
        19,
        "{:?}",
        count(&answers)
    );
    assert_eq!(llave.sms(&person.phone).await.len(), before + 1);
    assert_eq!(
        llave.enter_newest_code(&person, &procedure).await.status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_registrations_that_claim_one_phone_at_once_one_gets_it() {
    let llave = server().await;
    for _ in 0..5 {
        let phone = new_phone();
        let claims = (0..2).map(|_| {
            Person {
                phone: phone.clone(),
                ..Person::new()
            }
            .registration()
        });
        check_claims(&llave.register_at_once(claims.collect()).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_persons_who_move_to_one_phone_at_once_one_gets_it() {
    let llave = server().await;
    let phone = new_phone();
    let mut claims = Vec::new();
    for _ in 0..10 {
        let person = llave.registered().await;
        claims.push(
            Person {
                phone: phone.clone(),
                ..person
            }
            .registration(),
        );
    }
    check_claims(&llave.register_at_once(claims).await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_codes_of_two_acts_for_one_person_at_once_one_is_good() {
    let llave = server().await;
    for known in [false, true] {
        let mut person = Person::new();
        if known {
            llave.register(&mut person).await;
        }
        let answers = llave.register_at_once(vec![person.registration(); 2]).await;
        let mut good_codes = 0;
        for answer in &answers {
            assert_eq!(answer.status, 201, "{answer:?}");
            let answer = llave
                .activate_with(&person, answer.text("activationCode"))
                .await;
            match answer.status {
                202 => good_codes += 1,
                _ => refused(&answer, 5),
            }
        }
        assert_eq!(good_codes, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_solution_is_good_once_however_many_send_it_at_once() {
    let llave = server().await;
    let person = llave.registered().await;
    let altcha = llave.altcha().await;
    let bodies = vec![person.proof(&person.activation_code, &altcha); 50];
    let answers = llave.at_once("/v1/activate", bodies).await;
    let failed = (400, "challenge-failed".to_owned());
    assert_eq!(
        count(&answers),
        [((202, String::new()), 1), (failed, 49)].into()
    );
    assert_eq!(llave.sms(&person.phone).await.len(), 1);
}

async fn check_one_of_50_codes(llave: &Llave, person: &Person, procedure: &str) {
    let code = llave.sms_code(&person.phone).await;
    let bodies = vec![json!({"procedure": procedure, "otp": code}); 50];
    let answers = llave.at_once("/v1/verify-otp", bodies).await;
    assert_eq!(
        count(&answers),
        [((200, String::new()), 1), ended(49)].into()
    );
}

fn ended(count: usize) -> ((u16, String), usize) {
    ((410, "procedure-ended".to_owned()), count)
}

/// Each number of entries left was told once, from the limit down to 1; the rest got the problem.
#[track_caller]
fn check_counted(answers: &[Answer], limit: u64, status: u16, problem: &str) {
    let mut left = Vec::new();
    for answer in answers {
        if answer.problem() == "refused" {
            left.push(answer["attemptsLeft"].as_u64().expect("a number"));
        } else {
            check(answer, status, problem);
        }
    }
    left.sort_unstable();
    assert_eq!(left, (1..=limit).collect::<Vec<_>>());
}

/// One act got the phone, and all others were told that it is in use.
#[track_caller]
fn check_claims(answers: &[Answer], claims: usize) {
    let in_use = ((409, "phone-in-use".to_owned()), claims - 1);
    assert_eq!(count(answers), [((201, String::new()), 1), in_use].into());
}
