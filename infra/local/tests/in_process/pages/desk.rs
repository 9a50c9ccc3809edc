//! The registrar's desk.

use axum::http::{StatusCode, header};
use document::Handover;
use policy::{Language, Level};
use tests::Person;

use super::browser::{Browser, world};

fn typed(person: &Person) -> Vec<(&'static str, String)> {
    let contrast = match person.document.contrast {
        "validUntil" => "valid-until",
        "issuedOn" => "issued-on",
        _ => "support-number",
    };
    vec![
        ("document-type", person.document.kind.to_owned()),
        ("document-number", person.document.number.clone()),
        (contrast, person.document.contrast_value.clone()),
        ("given-name", person.given_name.clone()),
        ("first-surname", person.first_surname.clone()),
        ("second-surname", person.second_surname.clone()),
        ("phone", person.phone.clone()),
        ("email", person.email.clone()),
        ("method", person.method.to_owned()),
        ("level", person.level.to_owned()),
        ("terms", "yes".to_owned()),
        ("terms-version", "1".to_owned()),
    ]
}

async fn signed_in(browser: &mut Browser, scope: &str) -> super::browser::Page {
    let registrar = browser.world.services().registrar();
    let token = registrar.token("officer-1", scope, browser.world.now());
    browser.open("/desk").await;
    browser
        .submit("/desk", &[("registrar-token", &token)])
        .await
}

#[tokio::test]
async fn a_registrar_signs_in_registers_a_person_and_leaves() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    let page = browser.open("/desk/register").await;
    page.is("/desk", "Registrar’s desk");
    let page = signed_in(&mut browser, "register").await;
    page.is("/desk/register", "Register a person");

    let person = Person::new();
    let fields = typed(&person);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, &**text)).collect();
    let page = browser.submit("/desk/register", &fields).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.html);
    // Asked for anew it would be gone.
    assert!(!page.html.contains("data-here"), "{}", page.html);
    let (_, behind) = page.html.split_once("<p class=\"code\">").expect("a code");
    let (code, _) = behind.split_once("</p>").expect("its end");
    let page = Browser::new(&world).prove("/activate", &person, code).await;
    page.is("/activate/code", "Type the SMS code");

    let page = browser.submit("/desk/leave", &[]).await;
    page.is("/desk", "Registrar’s desk");
    assert!(!browser.jar.contains_key("__Host-llave-registrar"));
}

/// Text between two others.
fn between<'h>(html: &'h str, before: &str, after: &str) -> &'h str {
    let (_, behind) = html.split_once(before).expect("its beginning");
    behind.split_once(after).expect("its end").0
}

#[tokio::test]
async fn the_document_to_hand_over_says_what_was_registered() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    signed_in(&mut browser, "register").await;
    let person = Person::new();
    let fields = typed(&person);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, &**text)).collect();
    let page = browser.submit("/desk/register", &fields).await;
    let hidden = |name: &str| between(&page.html, &format!("name=\"{name}\" value=\""), "\"");
    let told = ["handed-over-code", "handed-over-level", "handed-over-at"];
    let told = told.map(|name| (name, hidden(name)));
    let code = between(&page.html, "<p class=\"code\">", "</p>");
    for language in Language::ALL {
        let mut sent = told.to_vec();
        sent.push(("language", language.tag()));
        let answer = browser.press("/desk/document", &sent).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(answer.headers[header::CONTENT_LANGUAGE], language.tag());
        let pdf = document::pdf(&Handover {
            language,
            activation_code: code,
            level: Level::parse(person.level).expect("a level"),
            registered_at: world.now(),
            host: "localhost",
            help_phone: "060",
        });
        let expected = pdf.expect("a document");
        assert!(
            answer.html == String::from_utf8_lossy(&expected),
            "{language:?}"
        );
    }

    let whole = [&told[..], &[("language", "es")]].concat();
    for (name, garbage) in [
        ("handed-over-code", "7KQ2"),
        ("handed-over-level", "highest"),
        ("handed-over-at", "yesterday"),
        ("language", "fr"),
    ] {
        let sent: Vec<_> = whole
            .iter()
            .map(|&(known, text)| (known, if known == name { garbage } else { text }))
            .collect();
        let page = browser.submit("/desk/document", &sent).await;
        page.is("/desk/register", "Register a person");
    }
    let page = browser.send_form("/desk/document", &whole).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    // The code is on no other page: it is handed over though the token is past its time.
    browser.later(9 * 3_600);
    let late = browser.press("/desk/document", &whole).await;
    assert_eq!(late.headers[header::CONTENT_TYPE], "application/pdf");
    browser.jar.remove("__Host-llave-registrar");
    let page = browser.submit("/desk/document", &whole).await;
    page.is("/desk", "Registrar’s desk");
}

#[tokio::test]
async fn who_may_not_register_does_not_sign_in() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    let page = signed_in(&mut browser, "read").await;
    page.refuses(403, "You do not have permission to do this");
    for token in ["", "garbage", "a; b", "ñ"] {
        let page = browser.submit("/desk", &[("registrar-token", token)]).await;
        page.refuses(401, "You need to log in");
    }
    assert!(!browser.jar.contains_key("__Host-llave-registrar"));
}

#[tokio::test]
async fn a_registration_that_is_refused_keeps_what_was_typed() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    signed_in(&mut browser, "register").await;
    let person = Person::new();
    let fields = typed(&person);
    let without_terms = fields.iter().filter(|(name, _)| *name != "terms");
    let fields: Vec<_> = without_terms.map(|(name, text)| (*name, &**text)).collect();
    let page = browser.submit("/desk/register", &fields).await;
    page.refuses(400, "id=\"terms-error\"");
    assert!(page.html.contains(&format!("value=\"{}\"", person.email)));
    browser.later(9 * 3_600);
    let page = browser.submit("/desk/register", &fields).await;
    page.refuses(401, "You need to log in");
}
