//! Many at once: what is counted is counted exactly, also in the table, and what can be had once
//! is had once.

use std::env;

use axum::http::Request;
use tests::person::{new_activation_code, new_password, new_phone, other_otp};
use tests::{Answer, Person, check, refused};
use world::{
    World,
    journeys::WRONG_PASSWORD,
    opened, posted, services,
    steps::{otp_entry, password_entry},
    stored::{ACCOUNTS, PROCEDURES, ids},
};

use crate::counted::{Count, Counted, counted};

const AT_ONCE: usize = 200;

/// As many entries of one secret as hurt with `LLAVE_RACES=all`, which takes minutes; else a few.
fn many() -> usize {
    match env::var_os("LLAVE_RACES") {
        Some(all) if all == "all" => 10_000,
        _ => 400,
    }
}

/// Each number of attempts left was told once, from the limit down to 1; all others got the
/// problem, one of them for the entry that tripped the limit. And limit + 1 were compared.
#[track_caller]
fn check_counted(answers: &[Answer], count: &Count, limit: u64, status: u16, problem: &str) {
    let mut left = Vec::new();
    for answer in answers {
        match answer["attemptsLeft"].as_u64() {
            Some(number) => left.push(number),
            None => check(answer, status, problem),
        }
    }
    left.sort_unstable();
    assert_eq!(left, (1..=limit).collect::<Vec<_>>());
    assert_eq!((count.wrong, count.right), (limit + 1, 0));
}

fn good(answers: &[Answer]) -> Vec<&Answer> {
    answers
        .iter()
        .filter(|answer| answer.status < 300)
        .collect()
}

#[test]
fn of_many_wrong_passwords_at_once_six_are_compared_and_the_rest_make_one_call() {
    counted(async |counted| {
        let world = patient().await;
        let person = world.active().await;
        for somebody in [&person, &Person::new()] {
            let wrong = posted("/v1/login", &somebody.login(WRONG_PASSWORD));
            counted.since();
            let answers = world.at_once(vec![wrong; many()]).await;
            let count = counted.since();
            check_counted(&answers, &count, 5, 403, "password-blocked");
            check_cost(&count, 6, many());
            assert_eq!(ids(&world.password_item(somebody).await, "tries"), 6);
        }
        let right = world.login(&person).await;
        check(&right, 403, "password-blocked");
        assert_eq!(counted.since().hashes, 0);
    });
}

/// Whether the code counts on the person or, with another e-mail, on the pair.
#[test]
fn of_many_wrong_activation_codes_at_once_six_are_compared() {
    counted(async |counted| {
        let world = patient().await;
        let person = world.registered().await;
        let entries = wrong_codes(&world, &person).await;
        counted.since();
        let answers = world.at_once(entries).await;
        let count = counted.since();
        check_counted(&answers, &count, 5, 403, "activation-code-blocked");
        // The challenge, both counters, the look at the password.
        check_cost(&count, 6, 4 * many());
        assert_eq!(ids(&world.person_item(&person).await, "tries"), 6);
        let right = world.activate(&person).await;
        check(&right, 403, "activation-code-blocked");
    });
}

#[test]
fn of_many_right_codes_with_another_e_mail_at_once_six_are_compared_and_none_counts_on_the_person()
{
    counted(async |counted| {
        let world = patient().await;
        let person = world.registered().await;
        let somebody = Person {
            email: Person::new().email,
            ..person.clone()
        };
        let entries = codes(&world, &somebody, &person.activation_code).await;
        counted.since();
        let answers = world.at_once(entries).await;
        let count = counted.since();
        check_counted(&answers, &count, 5, 403, "activation-code-blocked");
        check_cost(&count, 6, 4 * many());
        let strangers = world.items_of_kind(PROCEDURES, "stranger").await;
        assert_eq!(ids(&strangers[0], "tries"), 6);
        assert_eq!(ids(&world.person_item(&person).await, "tries"), 0);
        opened(&world.activate(&person).await);
    });
}

#[test]
fn of_many_wrong_one_time_codes_at_once_four_are_compared() {
    counted(async |counted| {
        let world = patient().await;
        let person = world.registered().await;
        let procedure = opened(&world.activate(&person).await);
        let wrong = other_otp(&world.newest_code(&person));
        let wrong = posted("/v1/verify-otp", &otp_entry(&procedure, &wrong));
        counted.since();
        let answers = world.at_once(vec![wrong; many()]).await;
        let count = counted.since();
        check_counted(&answers, &count, 3, 410, "procedure-ended");
        check_cost(&count, 0, many());
        let procedures = world.items_of_kind(PROCEDURES, "procedure").await;
        assert_eq!(ids(&procedures[0], "tries"), 4);
        let right = world.enter_newest_code(&person, &procedure).await;
        check(&right, 410, "procedure-ended");
        assert_eq!(counted.since().right, 0);
    });
}

/// A password of ten that breaks a rule is judged, and compared with the one in force; the rest
/// ends at its first call.
#[test]
fn of_many_passwords_that_break_a_rule_at_once_ten_are_judged() {
    counted(async |counted| {
        let world = patient().await;
        let person = world.active().await;
        let procedure = world.proven(&person).await;
        let bad = posted("/v1/set-password", &password_entry(&procedure, "short"));
        counted.since();
        let answers = world.at_once(vec![bad; many()]).await;
        let judged = answers.iter().filter(|answer| answer.status == 422);
        assert_eq!(judged.count(), 10);
        for answer in answers.iter().filter(|answer| answer.status != 422) {
            check(answer, 410, "procedure-ended");
        }
        let count = counted.since();
        check_cost(&count, 10, many() + 20);
        world.logged_in(&person).await;
    });
}

#[track_caller]
fn check_cost(count: &Count, hashes: u64, calls: usize) {
    let calls = u64::try_from(calls).expect("a number");
    assert_eq!((count.hashes, count.calls), (hashes, calls));
}

/// A call that is repeated because the machine is busy would be one more.
async fn patient() -> World {
    World::patient_over(services(), &[]).await
}

async fn wrong_codes(world: &World, person: &Person) -> Vec<Request<Vec<u8>>> {
    codes(world, person, &new_activation_code()).await
}

/// Entries of this code, each with a challenge of its own.
async fn codes(world: &World, person: &Person, code: &str) -> Vec<Request<Vec<u8>>> {
    let mut entries = Vec::new();
    for _ in 0..many() {
        let body = person.proof(code, &world.altcha().await);
        entries.push(posted("/v1/reset", &body));
    }
    entries
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_entries_at_once_with_the_right_one_among_them_none_too_many_is_compared() {
    let world = World::start().await;
    let person = world.active().await;
    let wrong = posted("/v1/login", &person.login(WRONG_PASSWORD));
    let mut entries = vec![wrong; AT_ONCE];
    entries[3] = posted("/v1/login", &person.login(&person.password));
    let answers = world.at_once(entries).await;
    let compared = |answer: &&Answer| answer.problem() == "refused";
    let right = good(&answers).len();
    let item = world.password_item(&person).await;
    match right {
        // It came in time: at most N + 1 before it and N + 1 after it.
        1 => {
            assert!(answers.iter().filter(compared).count() <= 11);
            assert!(ids(&item, "tries") <= 6);
        }
        _ => {
            assert_eq!(answers.iter().filter(compared).count(), 5);
            assert_eq!(ids(&item, "tries"), 6);
        }
    }
}

/// Of 1,000 times the right code for what this answer has opened, one succeeds, and four at most
/// are compared.
async fn check_right_codes(world: &World, counted: &Counted, person: &Person, answer: Answer) {
    let entry = otp_entry(&opened(&answer), &world.newest_code(person));
    let entries = vec![posted("/v1/verify-otp", &entry); 1_000];
    counted.since();
    let answers = world.at_once(entries).await;
    assert_eq!(good(&answers).len(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        check(answer, 410, "procedure-ended");
    }
    let Count { right, wrong, .. } = counted.since();
    assert!((1..=4).contains(&right) && wrong == 0, "{right}, {wrong}");
}

#[test]
fn of_1_000_right_one_time_codes_at_once_one_succeeds_whatever_they_are_for() {
    counted(async |counted| {
        let world = patient().await;
        let mut person = world.registered().await;
        let opening = world.activate(&person).await;
        check_right_codes(&world, &counted, &person, opening).await;
        world.finish_reset(&mut person, &new_password()).await;
        let opening = world.reset(&person).await;
        check_right_codes(&world, &counted, &person, opening).await;
        let opening = world.login_substantial(&person).await;
        check_right_codes(&world, &counted, &person, opening).await;
        let new = new_password();
        let opening = world.change(&person, &new).await;
        check_right_codes(&world, &counted, &person, opening).await;
        person.password = new;
        let opening = world.unsubscribe(&person).await;
        check_right_codes(&world, &counted, &person, opening).await;
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn of_8_passwords_set_at_once_in_one_procedure_one_reigns() {
    let world = World::start().await;
    let mut person = world.active().await;
    let session = world.logged_in(&person).await;
    let procedure = world.proven(&person).await;
    let passwords: Vec<_> = (0..8).map(|_| new_password()).collect();
    let entry =
        |password: &String| posted("/v1/set-password", &password_entry(&procedure, password));
    let answers = world.at_once(passwords.iter().map(entry).collect()).await;
    let set: Vec<_> = (0..8)
        .filter(|place| answers[*place].status == 200)
        .collect();
    assert_eq!(set.len(), 1);
    person.password.clone_from(&passwords[set[0]]);
    world.logged_in(&person).await;
    check(&world.session(&session).await, 401, "unauthenticated");
}

/// While six tries are held another right entry may be answered as blocked; so they come in
/// waves, until the cap answers all of them.
#[tokio::test(flavor = "multi_thread")]
async fn openings_at_once_send_ten_messages_and_not_one_more() {
    let world = World::start().await;
    let person = world.active().await;
    let before = world.sms_count(&person);
    let opening = posted("/v1/login", &person.substantial_login(&person.password));
    let mut opened = 0;
    let capped = |answers: &[Answer]| {
        answers
            .iter()
            .all(|answer| answer.problem() == "too-many-messages")
    };
    let mut answers = Vec::new();
    while answers.is_empty() || !capped(&answers) {
        answers = world.at_once(vec![opening.clone(); 6]).await;
        opened += good(&answers).len();
        assert!(opened <= 10, "{answers:?}");
    }
    assert_eq!(opened, 10);
    assert_eq!(world.sms_count(&person) - before, 10);
    let item = world.password_item(&person).await;
    assert_eq!((ids(&item, "opened"), ids(&item, "tries")), (10, 0));
    world.expect_password_tries_left(&person, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_openings_at_once_never_pass_the_cap_and_block_nobody() {
    let world = World::start().await;
    let person = world.active().await;
    let before = world.sms_count(&person);
    let opening = posted("/v1/login", &person.substantial_login(&person.password));
    let answers = world.at_once(vec![opening; 40]).await;
    let opened = good(&answers).len();
    assert!((1..=10).contains(&opened), "{opened} opened");
    assert_eq!(world.sms_count(&person) - before, opened);
    assert_eq!(ids(&world.password_item(&person).await, "opened"), opened);
    world.logged_in(&person).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_who_claim_one_phone_at_once_one_gets_it_and_the_others_are_not_registered() {
    let world = World::start().await;
    let phone = new_phone();
    let people: Vec<_> = (0..10)
        .map(|_| Person {
            phone: phone.clone(),
            ..Person::new()
        })
        .collect();
    let acts: Vec<Request<Vec<u8>>> = people
        .iter()
        .map(|person| world.registration(person))
        .collect();
    let answers = world.at_once(acts).await;
    assert_eq!(good(&answers).len(), 1);
    let phones = world.items_of_kind(ACCOUNTS, "phone").await;
    assert_eq!(phones.len(), 1);
    for (person, answer) in people.iter().zip(&answers) {
        let item = world.person_item(person).await;
        if answer.status == 201 {
            assert_eq!(phones[0]["holder"]["S"], world.key_of(person).as_str());
        } else {
            check(answer, 409, "phone-in-use");
            assert!(item.is_null(), "{item}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_acts_for_one_person_at_once_the_last_one_s_code_is_good_and_no_other() {
    let world = World::start().await;
    for known in [false, true] {
        let mut person = Person::new();
        if known {
            world.register(&mut person).await;
        }
        let answers = world.at_once(vec![world.registration(&person); 2]).await;
        let mut good_codes = 0;
        for answer in &answers {
            assert_eq!(answer.status, 201, "{answer:?}");
            let answer = world
                .reset_with(&person, answer.text("activationCode"))
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
async fn no_session_outlives_a_password_that_is_set_beside_its_login() {
    let world = World::start().await;
    let mut person = world.active().await;
    for _ in 0..5 {
        let procedure = world.proven(&person).await;
        let new = new_password();
        let login = posted("/v1/login", &person.login(&person.password));
        let mut all = vec![login; 6];
        let set = posted("/v1/set-password", &password_entry(&procedure, &new));
        all.insert(3, set);
        let answers = world.at_once(all).await;
        assert_eq!(answers[3].status, 200, "{:?}", answers[3]);
        for answer in answers
            .iter()
            .filter(|answer| answer["session"].is_string())
        {
            let session = world.session(answer.text("session")).await;
            check(&session, 401, "unauthenticated");
        }
        person.password = new;
        world.logged_in(&person).await;
    }
}
