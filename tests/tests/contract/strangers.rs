//! Nobody can tell a stranger from a person: whoever makes all the entries sees the same status,
//! headers and body, byte for byte, at each count, up to the block and past it.

use serde_json::{Value, json};
use tests::person::{new_activation_code, new_password};
use tests::{Answer, Llave, Person};

use crate::server;

/// As many entries as reach the block and go past it.
const ENTRIES: usize = 8;

#[tokio::test]
async fn a_login_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let people = people(&llave).await;
    check_alike(&llave, "/v1/login", &people, "password-blocked", |person| {
        person.login("not the password")
    })
    .await;
}

#[tokio::test]
async fn a_login_that_asks_for_a_code_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let people = people(&llave).await;
    check_alike(&llave, "/v1/login", &people, "password-blocked", |person| {
        person.substantial_login("not the password")
    })
    .await;
}

#[tokio::test]
async fn change_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let people = people(&llave).await;
    check_alike(
        &llave,
        "/v1/change",
        &people,
        "password-blocked",
        |person| {
            let document = person.document.entry();
            json!({"document": document, "currentPassword": "wrong", "newPassword": new_password()})
        },
    )
    .await;
}

#[tokio::test]
async fn unsubscribe_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let people = people(&llave).await;
    check_alike(
        &llave,
        "/v1/unsubscribe",
        &people,
        "password-blocked",
        |person| person.login("not the password"),
    )
    .await;
}

#[tokio::test]
async fn activate_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let pairs = pairs(&llave).await;
    check_alike(
        &llave,
        "/v1/activate",
        &pairs,
        "activation-code-blocked",
        |person| person.proof(&new_activation_code(), ""),
    )
    .await;
}

#[tokio::test]
async fn reset_answers_strangers_and_persons_alike() {
    let llave = server().await;
    let pairs = pairs(&llave).await;
    check_alike(
        &llave,
        "/v1/reset",
        &pairs,
        "activation-code-blocked",
        |person| person.proof(&new_activation_code(), ""),
    )
    .await;
}

#[tokio::test]
async fn once_blocked_the_right_password_is_answered_like_a_strangers() {
    let llave = server().await;
    let person = llave.active().await;
    let stranger = Person::new();
    for entry in 0..ENTRIES {
        let wrong = [
            llave.login_with(&person, "not the password").await,
            llave.login_with(&stranger, "not the password").await,
        ];
        assert_alike(&wrong, entry);
    }
    let right = [llave.login(&person).await, llave.login(&stranger).await];
    assert_alike(&right, ENTRIES);
}

#[tokio::test]
async fn once_unsubscribed_the_right_secrets_are_answered_like_a_strangers() {
    let llave = server().await;
    let person = llave.active().await;
    llave.finish_unsubscribing(&person).await;
    let stranger = Person {
        activation_code: new_activation_code(),
        ..Person::new()
    };
    for entry in 0..ENTRIES {
        assert_alike(
            &[llave.login(&person).await, llave.login(&stranger).await],
            entry,
        );
        assert_alike(
            &[llave.reset(&person).await, llave.reset(&stranger).await],
            entry,
        );
    }
}

#[tokio::test]
async fn a_right_activation_code_with_a_wrong_e_mail_is_answered_like_a_strangers() {
    let llave = server().await;
    let person = llave.registered().await;
    let wrong_email = Person {
        email: Person::new().email,
        ..person
    };
    let stranger = Person {
        activation_code: new_activation_code(),
        ..Person::new()
    };
    for entry in 0..ENTRIES {
        assert_alike(
            &[
                llave.activate(&wrong_email).await,
                llave.activate(&stranger).await,
            ],
            entry,
        );
    }
}

#[tokio::test]
async fn a_stranger_is_answered_in_their_language_as_a_person_is() {
    let llave = server().await;
    let person = llave.active().await;
    let stranger = Person::new();
    for (entry, language) in ["es", "en", "ca", "ca-valencia", "gl", "eu", "en"]
        .iter()
        .enumerate()
    {
        let answers = [
            llave
                .post_in(language, "/v1/login", &person.login("wrong"))
                .await,
            llave
                .post_in(language, "/v1/login", &stranger.login("wrong"))
                .await,
        ];
        assert_alike(&answers, entry);
    }
}

/// Unknown, never activated, unsubscribed, active: each of them, with a wrong password.
async fn people(llave: &Llave) -> Vec<Person> {
    let unsubscribed = llave.active().await;
    llave.finish_unsubscribing(&unsubscribed).await;
    vec![
        llave.active().await,
        Person::new(),
        Person::with_nie(),
        llave.registered().await,
        unsubscribed,
        llave.active_as(Person::basic()).await,
    ]
}

/// Pairs of a document and an e-mail: of persons and strangers, matching and not.
async fn pairs(llave: &Llave) -> Vec<Person> {
    let mut pairs = people(llave).await;
    pairs.push(Person {
        email: Person::new().email,
        ..llave.registered().await
    });
    pairs.push(Person {
        email: Person::new().email,
        ..llave.active().await
    });
    pairs.push(Person {
        document: Person::new().document,
        ..llave.registered().await
    });
    pairs
}

/// Makes the same wrong entries for all of them, side by side, up to the block and past it.
async fn check_alike(
    llave: &Llave,
    path: &str,
    people: &[Person],
    blocked: &str,
    body: impl Fn(&Person) -> Value,
) {
    for entry in 0..ENTRIES {
        let mut answers = Vec::new();
        for person in people {
            let mut body = body(person);
            if body.get("altcha").is_some() {
                body["altcha"] = json!(llave.altcha().await);
            }
            answers.push(llave.post(path, &body).await);
        }
        assert_alike(&answers, entry);
        let expected = if entry < 5 { "refused" } else { blocked };
        assert_eq!(answers[0].problem(), expected, "entry {entry}");
    }
}

#[track_caller]
fn assert_alike(answers: &[Answer], entry: usize) {
    for (index, answer) in answers.iter().enumerate() {
        assert_eq!(answer.status, 403, "{answer:?}");
        assert_eq!(
            answer.shown(),
            answers[0].shown(),
            "person {index} at entry {entry}"
        );
    }
}
