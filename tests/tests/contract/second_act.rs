//! A second registration act for a known person: what it replaces, what it leaves, when it is
//! refused.

use tests::journeys::opened;
use tests::person::new_phone;
use tests::{Person, check, refused};

use crate::server;

#[tokio::test]
async fn a_second_act_replaces_the_activation_code_and_its_count() {
    let llave = server().await;
    let mut person = llave.registered().await;
    let old = person.activation_code.clone();
    llave.enter_wrong_activation_codes(&person, 5).await;

    llave.register(&mut person).await;
    assert_ne!(person.activation_code, old);
    refused(&llave.activate_with(&person, &old).await, 5);
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn a_second_act_frees_a_blocked_activation_code() {
    let llave = server().await;
    let mut person = llave.registered().await;
    llave.enter_wrong_activation_codes(&person, 5).await;
    let wrong = tests::person::new_activation_code();
    check(
        &llave.activate_with(&person, &wrong).await,
        403,
        "activation-code-blocked",
    );
    check(
        &llave.activate(&person).await,
        403,
        "activation-code-blocked",
    );

    llave.register(&mut person).await;
    llave.finish_activation(&person).await;
}

#[tokio::test]
async fn a_second_act_takes_the_new_phone_and_e_mail() {
    let llave = server().await;
    let mut person = llave.registered().await;
    let before = person.clone();
    person.phone = new_phone();
    person.email = format!("new-{}", person.email);
    llave.register(&mut person).await;

    let by_old_email = Person {
        email: before.email.clone(),
        ..person.clone()
    };
    refused(&llave.activate(&by_old_email).await, 5);
    llave.finish_activation(&person).await;
    assert_eq!(llave.sms(&before.phone).await.len(), 0);
    assert_eq!(llave.sms(&person.phone).await.len(), 1);

    // The old number is free again.
    let mut next = Person {
        phone: before.phone,
        ..Person::new()
    };
    llave.register(&mut next).await;
}

#[tokio::test]
async fn a_second_act_leaves_the_password_its_count_and_the_sessions() {
    let llave = server().await;
    let mut person = llave.active().await;
    let session = llave.logged_in(&person).await;
    llave.enter_wrong_passwords(&person, 5).await;

    llave.register(&mut person).await;
    assert_eq!(llave.session(&session).await.status, 200);
    check(
        &llave.login_with(&person, "not the password").await,
        403,
        "password-blocked",
    );
}

#[tokio::test]
async fn raising_the_level_ends_password_and_sessions() {
    let llave = server().await;
    let mut person = llave.active_as(Person::basic()).await;
    let session = llave.logged_in(&person).await;

    (person.level, person.method) = ("advanced", "office");
    llave.register(&mut person).await;
    check(&llave.session(&session).await, 401, "unauthenticated");
    refused(&llave.login(&person).await, 5);

    person.password = tests::person::new_password();
    llave.finish_activation(&person).await;
    llave.logged_in_substantially(&person).await;
}

#[tokio::test]
async fn an_act_of_a_lower_level_is_refused_and_changes_nothing() {
    let llave = server().await;
    let person = llave.active().await;
    let session = llave.logged_in(&person).await;

    let phone = new_phone();
    let email = format!("new-{}", person.email);
    let lower = Person {
        level: "basic",
        method: "letter",
        phone: phone.clone(),
        email,
        ..person.clone()
    };
    check(
        &llave.try_register(&lower.registration()).await,
        409,
        "level-held",
    );

    assert_eq!(
        llave.session(&session).await["registrationLevel"],
        "advanced"
    );
    opened(&llave.reset(&person).await);
    llave.logged_in_substantially(&person).await;
    let mut next = Person {
        phone,
        ..Person::new()
    };
    llave.register(&mut next).await;
}

#[tokio::test]
async fn a_phone_in_use_is_refused_in_whatever_form_and_changes_nothing() {
    let llave = server().await;
    let holder = llave.registered().await;
    let (head, tail) = holder.phone.split_at(3);
    let other = llave.registered().await;
    for phone in [
        holder.phone.clone(),
        format!("+34{}", holder.phone),
        format!("0034 {head}-{tail}"),
        format!(" {head} {tail} "),
    ] {
        let newcomer = Person {
            phone: phone.clone(),
            ..Person::new()
        };
        check(
            &llave.try_register(&newcomer.registration()).await,
            409,
            "phone-in-use",
        );
        let mover = Person {
            phone,
            ..other.clone()
        };
        check(
            &llave.try_register(&mover.registration()).await,
            409,
            "phone-in-use",
        );
    }
    opened(&llave.activate(&other).await);
    assert_eq!(llave.sms(&other.phone).await.len(), 1);
    opened(&llave.activate(&holder).await);
}
