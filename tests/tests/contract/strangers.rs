//! Nobody can tell a stranger from a person: whoever makes all the entries sees the same status,
//! headers and body, byte for byte, at each count, up to the block and past it, in any language; and
//! after the block, when the secret is right, too.

use serde_json::{Value, json};
use tests::person::{new_activation_code, new_password};
use tests::{Answer, Llave, Person};

use crate::server;

/// As many entries as reach the block and go past it: N + 3.
const ENTRIES: usize = 8;
/// Every entry is made in one of them; all are spoken before the block, most of them after it.
const LANGUAGES: [&str; 6] = ["es", "eu", "en", "gl", "ca", "ca-valencia"];

/// An operation that takes a document.
struct Operation {
    path: &'static str,
    /// The problem past the limit.
    blocked: &'static str,
    /// What somebody sends with this secret; a challenge is added where one is needed.
    body: fn(&Person, secret: &str) -> Value,
}

const LOGIN: Operation = Operation {
    path: "/v1/login",
    blocked: "password-blocked",
    body: Person::login,
};
const LOGIN_WITH_CODE: Operation = Operation {
    body: Person::substantial_login,
    ..LOGIN
};
const UNSUBSCRIBE: Operation = Operation {
    path: "/v1/unsubscribe",
    ..LOGIN
};
const CHANGE: Operation = Operation {
    path: "/v1/change",
    blocked: "password-blocked",
    body: |person, current| {
        let document = person.document.entry();
        json!({"document": document, "currentPassword": current, "newPassword": new_password()})
    },
};
const ACTIVATE: Operation = Operation {
    path: "/v1/activate",
    blocked: "activation-code-blocked",
    body: |person, code| person.proof(code, ""),
};
const RESET: Operation = Operation {
    path: "/v1/reset",
    ..ACTIVATE
};

#[tokio::test]
async fn a_login_answers_strangers_and_persons_alike() {
    check_passwords_alike(&LOGIN).await;
}

#[tokio::test]
async fn a_login_that_asks_for_a_code_answers_strangers_and_persons_alike() {
    check_passwords_alike(&LOGIN_WITH_CODE).await;
}

#[tokio::test]
async fn change_answers_strangers_and_persons_alike() {
    check_passwords_alike(&CHANGE).await;
}

#[tokio::test]
async fn unsubscribe_answers_strangers_and_persons_alike() {
    check_passwords_alike(&UNSUBSCRIBE).await;
}

#[tokio::test]
async fn activate_answers_strangers_and_persons_alike() {
    check_codes_alike(&ACTIVATE).await;
}

#[tokio::test]
async fn reset_answers_strangers_and_persons_alike() {
    check_codes_alike(&RESET).await;
}

/// The password is one for all operations: who is blocked at one is blocked at all.
#[tokio::test]
async fn a_block_is_answered_alike_at_every_operation_that_asks_for_the_password() {
    let llave = server().await;
    let people = people(&llave).await;
    let operations = [&LOGIN, &LOGIN_WITH_CODE, &CHANGE, &UNSUBSCRIBE];
    for entry in 0..ENTRIES {
        let operation = operations[entry % operations.len()];
        check_entry(&llave, operation, &people, entry, |_| {
            "not the password".into()
        })
        .await;
    }
    for (entry, operation) in (ENTRIES..).zip(operations) {
        check_entry(&llave, operation, &people, entry, |it| it.password.clone()).await;
    }
}

#[tokio::test]
async fn once_unsubscribed_the_right_secrets_are_answered_like_a_strangers() {
    let llave = server().await;
    let gone = llave.active().await;
    llave.finish_unsubscribing(&gone).await;
    let both = [gone, stranger()];
    for entry in 0..ENTRIES {
        check_entry(&llave, &LOGIN, &both, entry, |it| it.password.clone()).await;
        check_entry(&llave, &RESET, &both, entry, |it| {
            it.activation_code.clone()
        })
        .await;
    }
}

#[tokio::test]
async fn a_right_activation_code_with_a_wrong_e_mail_is_answered_like_a_strangers() {
    let llave = server().await;
    for operation in [&ACTIVATE, &RESET] {
        let both = [
            with_other_email(llave.registered().await),
            with_other_email(llave.active().await),
            stranger(),
        ];
        for entry in 0..ENTRIES {
            check_entry(&llave, operation, &both, entry, |it| {
                it.activation_code.clone()
            })
            .await;
        }
    }
}

/// Wrong passwords up to the block and past it, then the right one.
async fn check_passwords_alike(operation: &Operation) {
    let llave = server().await;
    let people = people(&llave).await;
    for entry in 0..ENTRIES {
        check_entry(&llave, operation, &people, entry, |_| {
            "not the password".into()
        })
        .await;
    }
    check_entry(&llave, operation, &people, ENTRIES, |it| {
        it.password.clone()
    })
    .await;
}

/// Wrong activation codes up to the block and past it, then the right one.
async fn check_codes_alike(operation: &Operation) {
    let llave = server().await;
    let mut pairs = people(&llave).await;
    pairs.push(with_other_email(llave.registered().await));
    pairs.push(with_other_email(llave.active().await));
    pairs.push(Person {
        document: Person::new().document,
        ..llave.registered().await
    });
    for entry in 0..ENTRIES {
        check_entry(&llave, operation, &pairs, entry, |_| new_activation_code()).await;
    }
    check_entry(&llave, operation, &pairs, ENTRIES, |it| {
        it.activation_code.clone()
    })
    .await;
}

/// Unknown, never activated, unsubscribed, active: each of them.
async fn people(llave: &Llave) -> Vec<Person> {
    let unsubscribed = llave.active().await;
    llave.finish_unsubscribing(&unsubscribed).await;
    vec![
        stranger(),
        Person {
            activation_code: new_activation_code(),
            ..Person::with_nie()
        },
        llave.active().await,
        llave.active_as(Person::basic()).await,
        llave.active_as(Person::with_nie()).await,
        llave.registered().await,
        unsubscribed,
    ]
}

/// Nobody, with secrets that are well-formed.
fn stranger() -> Person {
    Person {
        activation_code: new_activation_code(),
        ..Person::new()
    }
}

fn with_other_email(person: Person) -> Person {
    Person {
        email: Person::new().email,
        ..person
    }
}

/// One entry of each of them, side by side: they are answered alike, and as the contract says.
async fn check_entry(
    llave: &Llave,
    operation: &Operation,
    people: &[Person],
    entry: usize,
    secret: impl Fn(&Person) -> String,
) {
    let language = LANGUAGES[entry % LANGUAGES.len()];
    let mut answers = Vec::new();
    for person in people {
        let mut body = (operation.body)(person, &secret(person));
        if body.get("altcha").is_some() {
            body["altcha"] = json!(llave.altcha().await);
        }
        answers.push(llave.post_in(language, operation.path, &body).await);
    }
    let expected = match entry {
        0..5 => "refused",
        _ => operation.blocked,
    };
    for (place, answer) in answers.iter().enumerate() {
        let story = format!("{} of person {place} at entry {entry}", operation.path);
        check_alike(answer, &answers[0], &story);
        assert_eq!(answer.problem(), expected, "{story}");
        assert_eq!(answer.header("content-language"), language, "{story}");
    }
}

#[track_caller]
fn check_alike(one: &Answer, other: &Answer, story: &str) {
    assert_eq!(one.status, 403, "{story}: {one:?}");
    assert_eq!(one.shown(), other.shown(), "{story}");
}
