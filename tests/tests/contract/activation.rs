//! The activation code: N = 5 wrong entries, cumulative, counted where document and e-mail match;
//! its forms on entry; and its two doors, of which either lets in whoever is right.

use tests::journeys::opened;
use tests::person::{new_activation_code, new_password};
use tests::{Person, check, refused};

use crate::server;

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_is_still_accepted() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn the_sixth_wrong_code_blocks_and_the_right_one_no_longer_helps() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    for _ in 0..3 {
        let answer = llave.activate_with(&person, &new_activation_code()).await;
        check(&answer, 403, "activation-code-blocked");
    }
    check(
        &llave.activate(&person).await,
        403,
        "activation-code-blocked",
    );
    check(&llave.reset(&person).await, 403, "activation-code-blocked");
    assert_eq!(llave.sms(&person.phone).await.len(), 0);
}

#[tokio::test]
async fn activate_and_reset_share_one_count() {
    let llave = server().await;
    let person = llave.registered().await;
    for (entry, left) in [5, 4, 3, 2, 1].into_iter().enumerate() {
        let code = new_activation_code();
        let answer = if entry % 2 == 0 {
            llave.activate_with(&person, &code).await
        } else {
            llave.reset_with(&person, &code).await
        };
        refused(&answer, left);
    }
}

#[tokio::test]
async fn a_right_code_gives_back_its_own_try_and_no_other() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 4).await;
    for _ in 0..3 {
        opened(&llave.activate(&person).await);
    }
    refused(
        &llave.activate_with(&person, &new_activation_code()).await,
        1,
    );
    opened(&llave.activate(&person).await);
    let answer = llave.activate_with(&person, &new_activation_code()).await;
    check(&answer, 403, "activation-code-blocked");
}

#[tokio::test]
async fn time_gives_no_code_back() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    llave.advance(1000 * 86_400).await;
    let answer = llave.activate_with(&person, &new_activation_code()).await;
    check(&answer, 403, "activation-code-blocked");
    llave.advance(1000 * 86_400).await;
    check(
        &llave.activate(&person).await,
        403,
        "activation-code-blocked",
    );
}

#[tokio::test]
async fn a_finished_activation_sets_the_count_to_0() {
    let llave = server().await;
    let person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    llave.finish_activation(&person).await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    opened(&llave.reset(&person).await);
}

#[tokio::test]
async fn a_finished_reset_sets_the_count_to_0() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    llave.finish_reset(&mut person, &new_password()).await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    opened(&llave.reset(&person).await);
}

#[tokio::test]
async fn who_knows_the_document_but_not_the_e_mail_burns_nobodys_code() {
    let llave = server().await;
    let person = llave.registered().await;
    let guesser = Person {
        email: "guess@example.org".into(),
        ..person.clone()
    };
    llave.enter_wrong_activation_codes(&guesser, 5).await;
    check(
        &llave.activate(&guesser).await,
        403,
        "activation-code-blocked",
    );

    refused(
        &llave.activate_with(&person, &new_activation_code()).await,
        5,
    );
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn every_wrong_e_mail_has_a_count_of_its_own() {
    let llave = server().await;
    let person = llave.registered().await;
    for email in ["first@example.org", "second@example.org"] {
        let guesser = Person {
            email: email.into(),
            ..person.clone()
        };
        llave.enter_wrong_activation_codes(&guesser, 5).await;
    }
}

#[tokio::test]
async fn the_right_code_with_the_wrong_e_mail_is_a_wrong_entry() {
    let llave = server().await;
    let person = llave.registered().await;
    let guesser = Person {
        email: "guess@example.org".into(),
        ..person.clone()
    };
    refused(&llave.activate(&guesser).await, 5);
    refused(&llave.activate(&guesser).await, 4);
    assert_eq!(llave.sms(&person.phone).await.len(), 0);
}

#[tokio::test]
async fn the_code_is_understood_as_people_type_it() {
    let llave = server().await;
    let person = llave.registered().await;
    let code = &person.activation_code;
    let plain = code.replace('-', "");
    for entry in [
        code.to_lowercase(),
        plain.clone(),
        code.replace('-', " "),
        format!("  {} ", code.replace('-', " - ")),
        plain.chars().flat_map(|symbol| [symbol, ' ']).collect(),
        code.replace('0', "O").replace('1', "I"),
        code.to_lowercase().replace('0', "o").replace('1', "l"),
        code.replace('1', "L").to_lowercase().replace('0', "O"),
    ] {
        opened(&llave.activate_with(&person, &entry).await);
    }
}

#[tokio::test]
async fn a_code_with_zeros_and_ones_may_be_typed_with_letters() {
    // About one act in six gives a code that holds both.
    let llave = server().await;
    let mut person = Person::new();
    for _ in 0..300 {
        llave.register(&mut person).await;
        if person.activation_code.contains('0') && person.activation_code.contains('1') {
            break;
        }
    }
    let typed = person.activation_code.replace('0', "o").replace('1', "i");
    assert_ne!(typed, person.activation_code);
    opened(&llave.activate_with(&person, &typed).await);
    let typed = person.activation_code.replace('0', "O").replace('1', "l");
    opened(&llave.activate_with(&person, &typed).await);
}

#[tokio::test]
async fn the_e_mail_is_compared_trimmed_and_in_lower_case() {
    let llave = server().await;
    let person = llave.registered().await;
    let typed = Person {
        email: format!("  {} ", person.email.to_uppercase()),
        ..person
    };
    opened(&llave.activate(&typed).await);
}

#[tokio::test]
async fn an_active_person_who_activates_resets() {
    let llave = server().await;
    let mut person = llave.active().await;
    let old = person.password.clone();
    let session = llave.logged_in(&person).await;
    person.password = new_password();
    llave.finish_activation(&person).await;

    check(&llave.session(&session).await, 401, "unauthenticated");
    refused(&llave.login_with(&person, &old).await, 5);
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_registered_person_who_resets_activates() {
    let llave = server().await;
    let mut person = llave.registered().await;
    llave.finish_reset(&mut person, &new_password()).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn reset_is_the_way_out_of_a_blocked_password() {
    let llave = server().await;
    let mut person = llave.active().await;
    let before_the_block = opened(&llave.reset(&person).await);
    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    check(&llave.login(&person).await, 403, "password-blocked");

    person.password = new_password();
    llave
        .finish_setting_password(&person, &before_the_block)
        .await;
    llave.logged_in(&person).await;
    llave.enter_wrong_passwords(&person, 5).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_new_act_and_a_reset_are_the_way_out_of_both_blocks() {
    let llave = server().await;
    let mut person = llave.active().await;
    llave.enter_wrong_passwords(&person, 5).await;
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
    llave.enter_wrong_activation_codes(&person, 5).await;
    let answer = llave.reset_with(&person, &new_activation_code()).await;
    check(&answer, 403, "activation-code-blocked");

    llave.register(&mut person).await;
    check(&llave.login(&person).await, 403, "password-blocked");
    llave.finish_reset(&mut person, &new_password()).await;
    llave.logged_in_substantially(&person).await;
}
