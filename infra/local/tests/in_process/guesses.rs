//! How often an attacker may guess: as often as `policy::guesses` says, and not once more.

use policy::{Profile, guesses};
use tests::{Person, check, person::new_password, refused};
use world::{
    World,
    journeys::WRONG_PASSWORD,
    opened,
    stored::{PROCEDURES, ids},
};

const DAY: i64 = 86_400;

/// Opens as many procedures with the known password as the rules have, `most` at most.
async fn open(world: &World, person: &Person, most: usize) -> Vec<String> {
    let mut procedures = Vec::new();
    while procedures.len() < most {
        let answer = world.login_substantial(person).await;
        if answer.status != 202 {
            check(&answer, 429, "too-many-messages");
            break;
        }
        procedures.push(opened(&answer));
    }
    procedures
}

/// Enters wrong codes in each until nothing more is taken.
async fn use_up(world: &World, person: &Person, procedures: &[String]) {
    for procedure in procedures {
        for left in [3, 2, 1] {
            refused(&world.enter_wrong_code(person, procedure).await, left);
        }
        for _ in 0..2 {
            let ended = world.enter_wrong_code(person, procedure).await;
            check(&ended, 410, "procedure-ended");
        }
    }
}

/// How many entries of one-time codes were compared and wrong: each is in its procedure's set.
async fn compared(world: &World) -> usize {
    let procedures = world.items_of_kind(PROCEDURES, "procedure").await;
    procedures.iter().map(|item| ids(item, "tries")).sum()
}

#[tokio::test]
async fn between_two_logins_an_attacker_with_the_password_has_76_codes_and_not_one_more() {
    let world = World::start().await;
    let person = world.active().await;
    let before = compared(&world).await;
    // The owner's own procedure is one of ten; nine are held over the end of it.
    let owners = opened(&world.login_substantial(&person).await);
    let code = world.newest_code(&person);
    let held = open(&world, &person, usize::MAX).await;
    assert_eq!(held.len(), 9);
    assert_eq!(world.verify_otp(&owners, &code).await.status, 200);
    // The owner's right entry was one too.
    let right = 1;
    use_up(&world, &person, &held).await;
    assert_eq!(compared(&world).await - before - right, 36);

    let later = world.after(DAY);
    let ten = open(&later, &person, usize::MAX).await;
    assert_eq!(ten.len(), 10);
    use_up(&later, &person, &ten).await;
    let found = compared(&world).await - before - right;
    let expected = guesses::otps_between_logins(&Profile::clave());
    assert_eq!(found, expected as usize);
    assert_eq!(found, 76);

    // The 11th blocks, and whatever is entered after it is not compared.
    let later = later.after(DAY);
    let blocked = later.login_substantial(&person).await;
    check(&blocked, 403, "password-blocked");
    for procedure in held.iter().chain(&ten) {
        let ended = later.enter_wrong_code(&person, procedure).await;
        check(&ended, 410, "procedure-ended");
    }
    assert_eq!(compared(&world).await - before - right, 76);
}

#[tokio::test]
async fn another_code_of_a_procedure_held_over_a_login_gives_no_entry_back() {
    let world = World::start().await;
    let person = world.active().await;
    let held = open(&world, &person, 3).await;
    let owners = opened(&world.login_substantial(&person).await);
    world.finish(&person, &owners).await;
    use_up(&world, &person, &held[..1]).await;
    refused(&world.enter_wrong_code(&person, &held[1]).await, 3);
    refused(&world.enter_wrong_code(&person, &held[2]).await, 3);
    let minute = world.after(60);
    let none = minute.resend_otp(&held[0]).await;
    check(&none, 410, "procedure-ended");
    for procedure in &held[1..] {
        assert_eq!(minute.resend_otp(procedure).await.status, 202);
        refused(&minute.enter_wrong_code(&person, procedure).await, 2);
    }
    // Each counts again among those opened since the owner's login.
    assert_eq!(ids(&world.password_item(&person).await, "opened"), 2);
}

#[tokio::test]
async fn in_days_with_a_login_each_an_attacker_with_the_password_has_36_codes_a_day() {
    let world = World::start().await;
    let person = world.active().await;
    let before = compared(&world).await;
    let days = 3;
    for day in 0..=days {
        let world = world.after(day * DAY);
        let nine = open(&world, &person, 9).await;
        assert_eq!(nine.len(), 9);
        // The owner still gets in; nobody else gets a message until tomorrow.
        let owners = opened(&world.login_substantial(&person).await);
        world.finish(&person, &owners).await;
        assert!(open(&world, &person, 1).await.is_empty());
        use_up(&world, &person, &nine).await;
    }
    let right = usize::try_from(days).expect("few") + 1;
    let found = compared(&world).await - before - right;
    assert_eq!(found, right * 36);
    let a_year = guesses::otps_in_a_year(&Profile::clave());
    assert_eq!(a_year, 366 * 36);
}

#[tokio::test]
async fn between_two_logins_that_the_owner_finishes_5_other_passwords_are_compared() {
    let world = World::start().await;
    let person = world.active().await;
    for _ in 0..2 {
        for left in [5, 4, 3, 2, 1] {
            world.expect_password_tries_left(&person, left).await;
        }
        world.logged_in(&person).await;
    }
    for left in [5, 4, 3, 2, 1] {
        world.expect_password_tries_left(&person, left).await;
    }
    let sixth = world.login_with(&person, WRONG_PASSWORD).await;
    check(&sixth, 403, "password-blocked");
    check(&world.login(&person).await, 403, "password-blocked");
}

#[tokio::test]
async fn between_two_resets_that_the_owner_finishes_5_other_activation_codes_are_compared() {
    let world = World::start().await;
    let mut person = world.active().await;
    for _ in 0..2 {
        for left in [5, 4, 3, 2, 1] {
            world.expect_code_tries_left(&person, left).await;
        }
        world.finish_reset(&mut person, &new_password()).await;
    }
    world.expect_code_tries_left(&person, 5).await;
}
