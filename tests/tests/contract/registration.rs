//! The registration act: levels by method, documents in force, what phones and names may be.

use serde_json::json;
use tests::person::{Document, new_phone};
use tests::{Person, good};

use crate::server;

#[tokio::test]
async fn every_method_registers_at_its_levels_and_at_no_other() {
    let llave = server().await;
    let combinations = [
        ("letter", "basic", true),
        ("letter", "advanced", false),
        ("office", "basic", false),
        ("office", "advanced", true),
        ("certificate", "basic", false),
        ("certificate", "advanced", true),
        ("video", "basic", true),
        ("video", "advanced", true),
    ];
    for (method, level, allowed) in combinations {
        let mut person = Person {
            method,
            level,
            ..Person::new()
        };
        if allowed {
            let answer = llave.register(&mut person).await;
            assert_eq!(
                (answer.text("registrationLevel"), answer.text("method")),
                (level, method)
            );
        } else {
            let answer = llave.try_register(&person.registration()).await;
            assert_eq!(
                answer.errors(),
                [error("/registrationLevel", "not-allowed")]
            );
        }
    }
}

#[tokio::test]
async fn a_nie_registers_with_its_support_number() {
    let llave = server().await;
    let person = llave.active_as(Person::with_nie()).await;
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn a_permanent_dni_registers_with_the_day_of_its_issue() {
    let llave = server().await;
    let mut person = Person::new();
    person.document.contrast = "issuedOn";
    person.document.contrast_value = "2001-05-17".into();
    llave.register(&mut person).await;
}

#[tokio::test]
async fn a_second_surname_is_not_needed() {
    let llave = server().await;
    let mut body = Person::new().registration();
    body.as_object_mut()
        .expect("an object")
        .remove("secondSurname");
    assert_eq!(llave.try_register(&body).await.status, 201);
}

#[tokio::test]
async fn a_document_is_in_force_through_its_last_day() {
    let llave = server().await;
    let today = llave.advance_to_noon().await;
    let mut person = Person::new();

    person.document.contrast_value = today.plus(-86_400).date();
    let answer = llave.try_register(&person.registration()).await;
    assert_eq!(
        answer.errors(),
        [error("/document/validUntil", "not-in-force")]
    );

    person.document.contrast_value = today.date();
    llave.register(&mut person).await;
}

#[tokio::test]
async fn a_document_is_in_force_from_the_day_of_its_issue() {
    let llave = server().await;
    let today = llave.advance_to_noon().await;
    let mut person = Person::new();
    person.document.contrast = "issuedOn";

    person.document.contrast_value = today.plus(86_400).date();
    let answer = llave.try_register(&person.registration()).await;
    assert_eq!(
        answer.errors(),
        [error("/document/issuedOn", "not-in-force")]
    );

    person.document.contrast_value = today.date();
    llave.register(&mut person).await;
}

#[tokio::test]
async fn a_document_is_the_same_however_it_is_written() {
    let llave = server().await;
    let mut person = Person::with(Document::dni(1_234_567));
    llave.active_as(person.clone()).await;
    for number in ["01234567l", " 1.234.567-L ", "1234567 L", "01 234 567-l"] {
        person.document.number = number.into();
        llave.logged_in(&person).await;
    }
}

#[tokio::test]
async fn spanish_mobiles_are_good_and_no_other_numbers() {
    let llave = server().await;
    let tail = &new_phone()[2..];
    for head in ["60", "69", "71", "79"] {
        let mut person = Person {
            phone: format!("{head}{tail}"),
            ..Person::new()
        };
        llave.register(&mut person).await;
    }
    for phone in [
        format!("70{tail}"),
        format!("91{tail}"),
        format!("6{tail}"),
        format!("600{tail}"),
        format!("+336{tail}1"),
        format!("60{}a", &tail[1..]),
        "٦١٢٣٤٥٦٧٨".into(),
        String::new(),
    ] {
        let person = Person {
            phone,
            ..Person::new()
        };
        let errors = llave.try_register(&person.registration()).await.errors();
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/phone"], "{}", person.phone);
    }
}

#[tokio::test]
async fn names_have_1_to_100_characters_and_are_not_blank() {
    let llave = server().await;
    for (name, is_good) in [
        ("Ñ".into(), true),
        ("ñ".repeat(100), true),
        ("n".repeat(101), false),
        ("   ".into(), false),
        (String::new(), false),
    ] {
        for member in ["givenName", "firstSurname", "secondSurname"] {
            let mut body = Person::new().registration();
            body[member] = json!(name);
            let answer = llave.try_register(&body).await;
            if is_good {
                good(
                    &answer,
                    201,
                    &[
                        "registrationLevel",
                        "method",
                        "registeredAt",
                        "activationCode",
                    ],
                );
            } else {
                assert_eq!(
                    answer.errors(),
                    [error(&format!("/{member}"), "malformed")],
                    "{name:?}"
                );
            }
        }
    }
}

fn error(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}
