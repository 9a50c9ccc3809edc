//! The document that a registrar hands over: `Accept: application/pdf` of `POST /v1/register`.

use lopdf::{Document, Object};
use serde_json::json;
use tests::journeys::opened;
use tests::{Answer, Llave, Person, check, good};

use crate::server;

async fn registered(llave: &Llave, person: &Person, accept: &str, language: &str) -> Answer {
    let request = llave
        .request("POST", "/v1/register")
        .bearer_auth(llave.registrar_token().await)
        .header("accept", accept)
        .header("accept-language", language)
        .json(&person.registration());
    llave.send(request).await
}

/// What a text tool finds, and the language that the document says it is in.
fn read(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("content-type"), "application/pdf");
    let document = Document::load_mem(&answer.bytes).expect("a PDF");
    let text = document.extract_text(&[1]).expect("text on its page");
    let catalog = document.catalog().expect("a catalog");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
    let language = catalog.get(b"Lang").and_then(Object::as_str);
    let language = String::from_utf8_lossy(language.expect("a language")).into_owned();
    (text, language)
}

/// What looks like an activation code.
fn codes(text: &str) -> Vec<&str> {
    let is_group =
        |group: &str| group.len() == 4 && group.bytes().all(|b| b.is_ascii_alphanumeric());
    text.split_whitespace()
        .filter(|word| word.split('-').count() == 4 && word.split('-').all(is_group))
        .collect()
}

#[tokio::test]
async fn the_code_in_the_document_activates() {
    let llave = server().await;
    for language in ["es", "en", "ca", "ca-valencia", "gl", "eu"] {
        let mut person = Person::new();
        let answer = registered(&llave, &person, "application/pdf", language).await;
        let (text, said) = read(&answer);
        assert_eq!(said, language);
        assert_eq!(answer.header("content-language"), language);
        let [code] = codes(&text)[..] else {
            panic!("one code: {text}");
        };
        code.clone_into(&mut person.activation_code);
        opened(&llave.activate(&person).await);
    }
}

#[tokio::test]
async fn the_document_is_for_whoever_asks_for_it_and_kept_by_nobody() {
    let llave = server().await;
    for (accept, is_document) in [
        ("application/pdf", true),
        ("application/pdf, application/problem+json", true),
        ("application/pdf;q=0.9, */*;q=0.1", true),
        ("application/json", false),
        ("*/*", false),
        ("text/html", false),
        ("application/pdf;q=0.5, application/json", false),
    ] {
        let answer = registered(&llave, &Person::new(), accept, "es").await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        if is_document {
            let kind = answer.header("content-disposition");
            assert_eq!(kind, "attachment; filename=\"llave.pdf\"", "{accept}");
            assert_eq!(codes(&read(&answer).0).len(), 1);
        } else {
            let names = [
                "registrationLevel",
                "method",
                "registeredAt",
                "activationCode",
            ];
            good(&answer, 201, &names);
        }
    }
}

/// A paper that is lost does not say whose it is.
#[tokio::test]
async fn the_document_names_nobody() {
    let llave = server().await;
    let person = Person::new();
    let answer = registered(&llave, &person, "application/pdf", "es").await;
    let (text, _) = read(&answer);
    for datum in [
        &person.given_name,
        &person.first_surname,
        &person.document.number,
        &person.phone,
        &person.email,
    ] {
        assert!(!text.contains(&**datum), "{datum}: {text}");
    }
}

#[tokio::test]
async fn a_refusal_is_a_problem_for_who_asks_for_a_document_too() {
    let llave = server().await;
    let request = llave
        .request("POST", "/v1/register")
        .bearer_auth(llave.registrar_token().await)
        .header("accept", "application/pdf")
        .json(&json!({}));
    check(&llave.send(request).await, 400, "invalid-request");
}
