//! Members of no form: documents, dates, codes and e-mails that cannot be, told at their pointers.

use serde_json::json;
use tests::{Document, Person};

use crate::bad_members::{good_body, told, with, without};
use crate::server;

const NUMBER: &str = "/document/number";
const TYPE: &str = "/document/type";
const VALID_UNTIL: &str = "/document/validUntil";
const ISSUED_ON: &str = "/document/issuedOn";
const SUPPORT: &str = "/document/supportNumber";

#[tokio::test]
async fn a_document_of_no_form_is_told_by_every_call() {
    let llave = server().await;
    let dni = Document::dni(12_345_678).number;
    let nie = Document::nie('X', 1_234_567).number;
    let cases = [
        ("DNI", "12345678A", NUMBER, "check-letter"),
        ("NIE", "X1234567A", NUMBER, "check-letter"),
        ("DNI", nie.as_str(), NUMBER, "malformed"),
        ("NIE", dni.as_str(), NUMBER, "malformed"),
        ("DNI", "", NUMBER, "malformed"),
        ("DNI", "123456789Z", NUMBER, "malformed"),
        ("DNI", "12345678", NUMBER, "malformed"),
        ("DNI", "١٢٣٤٥٦٧٨Z", NUMBER, "malformed"),
        ("DNI", "12345678Ñ", NUMBER, "malformed"),
        ("NIE", "W1234567A", NUMBER, "malformed"),
        ("PASSPORT", dni.as_str(), TYPE, "unknown-value"),
        ("dni", dni.as_str(), TYPE, "unknown-value"),
        ("", dni.as_str(), TYPE, "unknown-value"),
    ];
    let paths = [
        "login",
        "change",
        "unsubscribe",
        "activate",
        "reset",
        "register",
    ];
    for path in paths.map(|name| format!("/v1/{name}")) {
        for (kind, number, pointer, code) in cases {
            let mut body = good_body(&path);
            body["document"]["type"] = json!(kind);
            body["document"]["number"] = json!(number);
            if path == "/v1/register" && kind == "NIE" {
                body = with(without(body, VALID_UNTIL), SUPPORT, json!("E12345678"));
            }
            told(&llave, &path, &body, &[(pointer, code)]).await;
        }
    }
}

#[tokio::test]
async fn a_dni_has_exactly_one_of_its_two_dates() {
    let llave = server().await;
    let body = Person::new().registration();
    let neither = without(body.clone(), VALID_UNTIL);
    told(
        &llave,
        "/v1/register",
        &neither,
        &[(VALID_UNTIL, "missing")],
    )
    .await;
    let both = with(body, ISSUED_ON, json!("2001-01-01"));
    told(&llave, "/v1/register", &both, &[(ISSUED_ON, "not-allowed")]).await;
}

#[tokio::test]
async fn a_date_is_a_day_of_the_calendar() {
    let llave = server().await;
    for date in [
        "",
        "31-12-2099",
        "2099-02-29",
        "2099-13-01",
        "2099-12-31T00:00:00Z",
        "tomorrow",
    ] {
        let body = with(Person::new().registration(), VALID_UNTIL, json!(date));
        told(&llave, "/v1/register", &body, &[(VALID_UNTIL, "malformed")]).await;
        let body = with(without(body, VALID_UNTIL), ISSUED_ON, json!(date));
        told(&llave, "/v1/register", &body, &[(ISSUED_ON, "malformed")]).await;
    }
}

#[tokio::test]
async fn a_nie_has_a_support_number_of_e_or_c_and_eight_digits() {
    let llave = server().await;
    let body = Person::with_nie().registration();
    let neither = without(body.clone(), SUPPORT);
    told(&llave, "/v1/register", &neither, &[(SUPPORT, "missing")]).await;
    for number in [
        "",
        "A12345678",
        "E1234567",
        "E123456789",
        "12345678",
        "E1234567X",
    ] {
        let body = with(body.clone(), SUPPORT, json!(number));
        told(&llave, "/v1/register", &body, &[(SUPPORT, "malformed")]).await;
    }
    for number in ["E12345678", "C00000000"] {
        let body = with(Person::with_nie().registration(), SUPPORT, json!(number));
        assert_eq!(llave.try_register(&body).await.status, 201, "{number}");
    }
}

#[tokio::test]
async fn a_code_that_is_not_16_symbols_is_malformed() {
    let llave = server().await;
    for tail in [
        "",
        "WRNG-WRNG-WRN",
        "WRNG-WRNG-WRNGX",
        "WRNG-WRNG-WRNU",
        "WRNG-WRNG-WRÑG",
    ] {
        for path in ["/v1/activate", "/v1/reset"] {
            let body = with(
                good_body(path),
                "/activationCode",
                json!(format!("WRNG-{tail}")),
            );
            told(&llave, path, &body, &[("/activationCode", "malformed")]).await;
        }
    }
}

#[tokio::test]
async fn an_e_mail_of_no_form_is_malformed() {
    let llave = server().await;
    for email in [
        "",
        "nobody",
        "@example.org",
        "nobody@",
        "a b@example.org",
        "a@b@example.org",
    ] {
        let body = with(Person::new().registration(), "/email", json!(email));
        told(&llave, "/v1/register", &body, &[("/email", "malformed")]).await;
    }
}
