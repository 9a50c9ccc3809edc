//! What is refused: with the problem's status and words, beside its field, the same for everybody,
//! and nothing that was typed is lost but secrets.

use tests::Person;
use world::journeys::{WRONG_CODE, WRONG_PASSWORD};

use super::browser::{Browser, world, world_with};

#[tokio::test]
async fn a_stranger_and_a_person_see_the_same_page() {
    // Questions are drawn by lot.
    let world = world_with(&[("LLAVE_CHALLENGE_KINDS", "proof")]).await;
    let person = world.active().await;
    let stranger = Person::new();
    let mut shown = Vec::new();
    for who in [&person, &stranger] {
        let mut browser = Browser::new(&world);
        browser.log_in(who, WRONG_PASSWORD).await;
        browser.prove("/activate", who, WRONG_CODE).await;
        browser.open("/change").await;
        let typed = [
            ("document-number", &*who.document.number),
            ("current-password", WRONG_PASSWORD),
            ("new-password", "another good passphrase"),
        ];
        browser.submit("/change", &typed).await;
        let csrf = browser.jar["__Host-llave-form"].clone();
        let pages = browser.seen.into_iter().map(|page| {
            let html = page
                .html
                .replace(&csrf, "csrf")
                .replace(&who.document.number, "number")
                .replace(&who.email, "email");
            let mut headers = page.headers;
            headers.remove("x-request-id");
            headers.remove("set-cookie");
            (page.path, page.status, headers, html)
        });
        shown.push(pages.collect::<Vec<_>>());
    }
    assert_eq!(shown[0], shown[1]);
    assert_eq!(shown[0][1].1, 403);
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_but_secrets() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let page = browser.prove("/activate", &person, "too short").await;
    page.refuses(400, "id=\"activation-code-error\"");
    for kept in [&*person.document.number, &*person.email] {
        assert!(page.html.contains(&format!("value=\"{kept}\"")));
    }
    assert!(!page.html.contains("too short"));
    assert!(page.html.contains("<title>Error: "));
}

#[tokio::test]
async fn a_page_that_refuses_a_form_says_by_which_address_it_is_asked_for() {
    let world = world().await;
    let person = world.active().await;
    let mut browser = Browser::new(&world);
    let page = browser.open("/login").await;
    assert!(!page.html.contains("data-here"), "{}", page.html);
    let page = browser.log_in(&person, WRONG_PASSWORD).await;
    page.refuses(403, "<body data-here=\"/login\">");
}

#[tokio::test]
async fn each_wrong_member_stands_beside_its_field() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    for (path, typed, fields) in [
        ("/login", &[][..], &["document-number", "password"][..]),
        (
            "/change",
            &[("document-number", "x1234567a")],
            &["document-number", "current-password", "new-password"],
        ),
        ("/unsubscribe", &[("password", "x")], &["understood"]),
        (
            "/activate",
            &[("document-type", "DNI"), ("email", "nobody")],
            &["document-number", "email", "activation-code"],
        ),
    ] {
        browser.open(path).await;
        let page = browser.submit(path, typed).await;
        for field in fields {
            page.refuses(400, &format!("id=\"{field}-error\""));
        }
    }
}

#[tokio::test]
async fn a_password_that_breaks_rules_is_told_every_one_of_them() {
    let world = world().await;
    let person = world.active().await;
    let mut browser = Browser::new(&world);
    browser.open("/change").await;
    let typed = [
        ("document-number", &*person.document.number),
        ("current-password", &*person.password),
        ("new-password", "abc"),
    ];
    let page = browser.submit("/change", &typed).await;
    page.refuses(422, "id=\"new-password-error\"");
    page.refuses(422, "Use at least 8 characters.");
}

#[tokio::test]
async fn a_blocked_password_leads_to_its_reset() {
    let world = world().await;
    let person = world.active().await;
    let mut browser = Browser::new(&world);
    for left in [5, 4, 3, 2] {
        let page = browser.log_in(&person, WRONG_PASSWORD).await;
        page.refuses(403, &format!("You have {left} attempts left."));
    }
    browser.log_in(&person, WRONG_PASSWORD).await;
    for password in [WRONG_PASSWORD, &person.password.clone()] {
        let page = browser.log_in(&person, password).await;
        page.refuses(403, "The password is blocked");
        assert!(page.html.contains("href=\"/reset\""));
    }
}

#[tokio::test]
async fn an_sms_that_was_not_sent_keeps_the_procedure_open() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    world.sns_refuses(Some(local::SnsRefusal::OptedOut));
    let code = person.activation_code.clone();
    let page = browser.prove("/activate", &person, &code).await;
    page.refuses(503, "We could not send the SMS");
    // Nor is it said, there or when the page is loaded again, that one was sent.
    assert!(page.html.contains("<body data-here=\"/activate/code\">"));
    for page in [page, browser.open("/activate/code").await] {
        assert_eq!(page.title(), "Type the SMS code");
        assert!(!page.html.contains("We have sent an SMS"), "{}", page.html);
    }
    world.sns_refuses(None);
    browser.later(60);
    let page = browser.submit("/activate/resend", &[]).await;
    page.is("/activate/code", "Type the SMS code");
    let page = browser.enter_code("/activate/code", &person).await;
    page.is("/activate/password", "Create your password");
}
