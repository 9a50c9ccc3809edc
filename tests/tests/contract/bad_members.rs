//! Members that are missing or of the wrong type: told at their pointers, all of them at once, with
//! no try taken and nothing stored.

use serde_json::{Value, json};
use tests::journeys::opened;
use tests::person::{new_activation_code, new_password};
use tests::{Llave, Person, refused};

use crate::bad_input::post;
use crate::server;

/// Each call with the pointers of its members that are strings and must be there.
const REQUIRED: [(&str, &str); 9] = [
    (
        "/v1/register",
        "/document/type /document/number /document/validUntil /givenName /firstSurname /phone \
         /email /registrationLevel /method /termsVersion",
    ),
    (
        "/v1/activate",
        "/document/type /document/number /email /activationCode",
    ),
    (
        "/v1/reset",
        "/document/type /document/number /email /activationCode",
    ),
    ("/v1/verify-otp", "/procedure /otp"),
    ("/v1/resend-otp", "/procedure"),
    ("/v1/set-password", "/procedure /password"),
    ("/v1/login", "/document/type /document/number /password"),
    (
        "/v1/change",
        "/document/type /document/number /currentPassword /newPassword",
    ),
    (
        "/v1/unsubscribe",
        "/document/type /document/number /password",
    ),
];

#[tokio::test]
async fn a_required_member_that_is_missing_or_null_is_missing() {
    let llave = server().await;
    for (path, pointers) in REQUIRED {
        for pointer in pointers.split_whitespace() {
            let absent = without(good_body(path), pointer);
            told(&llave, path, &absent, &[(pointer, "missing")]).await;
            let null = with(good_body(path), pointer, Value::Null);
            told(&llave, path, &null, &[(pointer, "missing")]).await;
        }
    }
}

#[tokio::test]
async fn a_member_of_another_type_is_of_the_wrong_type() {
    let llave = server().await;
    let others = json!([5, 1e300, u64::MAX, true, [], ["x"], {}]);
    let optional = [
        ("/v1/register", "/secondSurname"),
        ("/v1/login", "/assurance"),
    ];
    for (path, pointers) in REQUIRED.into_iter().chain(optional) {
        for pointer in pointers.split_whitespace() {
            for other in others.as_array().expect("an array") {
                let body = with(good_body(path), pointer, other.clone());
                told(&llave, path, &body, &[(pointer, "wrong-type")]).await;
            }
        }
    }
}

#[tokio::test]
async fn a_document_that_is_no_object_is_of_the_wrong_type() {
    let llave = server().await;
    for (path, pointers) in REQUIRED {
        if !pointers.contains("/document") {
            continue;
        }
        for other in [json!("12345678Z"), json!(5), json!(["DNI"]), json!(false)] {
            let body = with(good_body(path), "/document", other);
            told(&llave, path, &body, &[("/document", "wrong-type")]).await;
        }
    }
}

#[tokio::test]
async fn all_missing_members_are_told_at_once() {
    let llave = server().await;
    // A missing solution is the challenge's matter.
    let nothing = json!({"altcha": "x"});
    for (path, pointers) in REQUIRED {
        let mut expected: Vec<_> = pointers
            .split_whitespace()
            .filter(|pointer| !pointer.starts_with("/document/"))
            .map(|pointer| (pointer, "missing"))
            .collect();
        if pointers.contains("/document") {
            expected.push(("/document", "missing"));
        }
        told(&llave, path, &nothing, &expected).await;
    }
}

#[tokio::test]
async fn wrong_members_of_every_kind_are_told_at_once() {
    let llave = server().await;
    let body = json!({
        "document": {"type": "DNI", "number": "12345678A", "validUntil": "2001-01-01"},
        "givenName": "  ",
        "firstSurname": 5,
        "phone": "nobody",
        "email": "nobody",
        "registrationLevel": "enormous",
        "method": "pigeon",
        "termsVersion": null,
    });
    let expected = [
        ("/document/number", "check-letter"),
        ("/document/validUntil", "not-in-force"),
        ("/givenName", "malformed"),
        ("/firstSurname", "wrong-type"),
        ("/phone", "malformed"),
        ("/email", "malformed"),
        ("/registrationLevel", "unknown-value"),
        ("/method", "unknown-value"),
        ("/termsVersion", "missing"),
    ];
    told(&llave, "/v1/register", &body, &expected).await;
}

#[tokio::test]
async fn bad_members_take_no_try_open_nothing_and_send_nothing() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.login_substantial(&person).await);
    let sent = llave.sms(&person.phone).await.len();
    let wrong = "not the password";
    let code = new_activation_code();
    for _ in 0..7 {
        let bodies = [
            (
                "/v1/login",
                with(person.login(wrong), "/assurance", json!(1)),
            ),
            (
                "/v1/login",
                with(person.login(&person.password), "/password", json!([wrong])),
            ),
            (
                "/v1/unsubscribe",
                with(person.login(wrong), "/document/type", json!("NIE")),
            ),
            (
                "/v1/change",
                with(
                    good_body("/v1/change"),
                    "/document",
                    person.document.entry(),
                ),
            ),
            (
                "/v1/reset",
                with(person.proof(&code, "x"), "/email", json!(null)),
            ),
            (
                "/v1/activate",
                with(person.proof("short", "x"), "/email", json!("nobody")),
            ),
            (
                "/v1/verify-otp",
                json!({"procedure": procedure, "otp": "12345"}),
            ),
            (
                "/v1/verify-otp",
                json!({"procedure": procedure, "otp": 123_456}),
            ),
        ];
        for (path, mut body) in bodies {
            if path == "/v1/change" {
                body = without(body, "/newPassword");
            }
            post(&llave, path, body.to_string()).await.errors();
        }
    }
    assert_eq!(llave.sms(&person.phone).await.len(), sent);
    refused(&llave.enter_wrong_code(&person, &procedure).await, 3);
    refused(&llave.login_with(&person, wrong).await, 5);
    refused(&llave.reset_with(&person, &code).await, 5);
}

#[tokio::test]
async fn a_registration_act_with_a_bad_member_stores_nothing() {
    let llave = server().await;
    let mut person = llave.registered().await;
    let mut body = person.registration();
    body["phone"] = json!(tests::person::new_phone());
    llave
        .try_register(&with(body, "/email", json!("nobody")))
        .await
        .errors();
    opened(&llave.activate(&person).await);
    assert_eq!(llave.sms(&person.phone).await.len(), 1);

    let stranger = Person {
        phone: tests::person::new_phone(),
        ..Person::new()
    };
    llave
        .try_register(&without(stranger.registration(), "/termsVersion"))
        .await
        .errors();
    person.phone = stranger.phone;
    llave.register(&mut person).await;
}

/// A body that a stranger could send and that has nothing wrong in it.
pub(crate) fn good_body(path: &str) -> Value {
    let person = Person::new();
    match path {
        "/v1/register" => person.registration(),
        "/v1/activate" | "/v1/reset" => person.proof(&new_activation_code(), "x"),
        "/v1/verify-otp" => json!({"procedure": "x", "otp": "123456"}),
        "/v1/resend-otp" => json!({"procedure": "x"}),
        "/v1/set-password" => json!({"procedure": "x", "password": new_password()}),
        "/v1/change" => {
            let document = person.document.entry();
            json!({"document": document, "currentPassword": "x", "newPassword": new_password()})
        }
        _ => person.login("x"),
    }
}

/// Posts the body; exactly these members are told, each with its code.
pub(crate) async fn told(llave: &Llave, path: &str, body: &Value, expected: &[(&str, &str)]) {
    let answer = post(llave, path, body.to_string()).await;
    let mut expected: Vec<_> = expected
        .iter()
        .map(|(pointer, code)| (pointer.to_string(), code.to_string()))
        .collect();
    expected.sort();
    assert_eq!(answer.errors(), expected, "{path} {body}");
}

pub(crate) fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    body.pointer_mut(parent).expect("the parent of the member")[name] = value;
    body
}

pub(crate) fn without(mut body: Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = body.pointer_mut(parent).and_then(Value::as_object_mut);
    parent
        .expect("the parent of the member")
        .remove(name)
        .expect("the member is there");
    body
}
