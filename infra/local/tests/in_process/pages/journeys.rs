//! A person's life, by forms alone; steps that are pressed again; and that nothing secret is in any
//! address or on any page on the way.

use axum::http::{StatusCode, header};
use faults::{Fault, Proxy};
use tests::{Person, person::new_password};
use world::{World, services};

use super::browser::{Browser, Page, world, world_over, world_with};

/// Registered, with what the paper says.
async fn registered(world: &World) -> Person {
    world.registered().await
}

async fn activated(browser: &mut Browser, person: &Person) -> Page {
    let code = person.activation_code.clone();
    let page = browser.prove("/activate", person, &code).await;
    page.is("/activate/code", "Type the SMS code");
    let page = browser.enter_code("/activate/code", person).await;
    page.is("/activate/password", "Create your password");
    let typed = [("new-password", &*person.password)];
    browser.submit("/activate/password", &typed).await
}

#[tokio::test]
async fn a_person_activates_enters_changes_recovers_and_leaves() {
    let world = world().await;
    let mut person = registered(&world).await;
    let mut browser = Browser::new(&world);
    let page = activated(&mut browser, &person).await;
    page.is("/activate/done", "Your Llave is active");

    let page = browser.log_in(&person, &person.password.clone()).await;
    page.is("/session", "You are logged in");
    assert!(page.html.contains("This is the first time you log in."));
    browser.later(60);
    let page = browser.log_in(&person, &person.password.clone()).await;
    assert!(page.html.contains("mainland Spain time"));
    let page = browser.submit("/logout", &[]).await;
    page.is("/logout", "You have logged out");
    let page = browser.open("/session").await;
    page.refuses(401, "You need to log in");

    let new = new_password();
    browser.later(60);
    browser.open("/change").await;
    let typed = [
        ("document-number", &*person.document.number),
        ("current-password", &*person.password),
        ("new-password", &*new),
    ];
    let page = browser.submit("/change", &typed).await;
    page.is("/change/code", "Type the SMS code");
    let page = browser.enter_code("/change/code", &person).await;
    page.is("/change/done", "Your password has been changed");
    person.password = new;

    let new = new_password();
    let code = person.activation_code.clone();
    let page = browser.prove("/reset", &person, &code).await;
    page.is("/reset/code", "Type the SMS code");
    browser.enter_code("/reset/code", &person).await;
    let page = browser
        .submit("/reset/password", &[("new-password", &new)])
        .await;
    page.is("/reset/done", "Your new password is set");
    person.password = new;

    browser.open("/unsubscribe").await;
    let typed = [
        ("document-number", &*person.document.number),
        ("password", &*person.password),
        ("understood", "yes"),
    ];
    let page = browser.submit("/unsubscribe", &typed).await;
    page.is("/unsubscribe/code", "Type the SMS code");
    let page = browser.enter_code("/unsubscribe/code", &person).await;
    page.is("/unsubscribe/done", "Your account is closed");
    let page = browser.log_in(&person, &person.password.clone()).await;
    page.refuses(403, "The details are not correct");
}

#[tokio::test]
async fn a_login_may_ask_for_a_code() {
    let world = world().await;
    let person = world.active().await;
    let mut browser = Browser::new(&world);
    browser.open("/login").await;
    let typed = [
        ("document-number", &*person.document.number),
        ("password", &*person.password),
        ("with-code", "yes"),
    ];
    let page = browser.submit("/login", &typed).await;
    page.is("/login/code", "Type the SMS code");
    let page = browser.enter_code("/login/code", &person).await;
    page.is("/session", "You are logged in");
    assert!(page.html.contains("substantial level"));
}

#[tokio::test]
async fn another_code_is_sent_once_the_wait_is_over() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let code = person.activation_code.clone();
    browser.prove("/activate", &person, &code).await;
    let early = browser.submit("/activate/resend", &[]).await;
    early.refuses(429, "It is too soon to ask for another code");
    assert_eq!(early.headers[header::RETRY_AFTER], "60");
    browser.later(60);
    let page = browser.submit("/activate/resend", &[]).await;
    page.is("/activate/code", "Type the SMS code");
    assert!(page.html.contains("We have sent you another code."));
    assert_eq!(world.sms_count(&person), 2);
    let page = browser.enter_code("/activate/code", &person).await;
    page.is("/activate/password", "Create your password");
}

/// The same press, twice, with the cookies of before the first: what a double click sends.
async fn twice(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> Page {
    let before = browser.jar.clone();
    browser.submit(path, typed).await;
    browser.jar = before;
    browser.submit(path, typed).await
}

#[tokio::test]
async fn another_code_pressed_twice_is_sent_once_and_is_no_failure() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let code = person.activation_code.clone();
    browser.prove("/activate", &person, &code).await;
    browser.later(60);
    let page = twice(&mut browser, "/activate/resend", &[]).await;
    page.is("/activate/code", "Type the SMS code");
    assert!(page.html.contains("We have sent you another code."));
    assert_eq!(world.sms_count(&person), 2);
}

#[tokio::test]
async fn a_step_that_was_finished_leads_on_when_it_is_pressed_again() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let code = person.activation_code.clone();
    browser.prove("/activate", &person, &code).await;
    let otp = world.newest_code(&person);
    browser.enter_code("/activate/code", &person).await;
    // The back button, and once more.
    let page = browser.open("/activate/code").await;
    page.is("/activate/password", "Create your password");
    let page = browser.submit("/activate/code", &[("otp", &otp)]).await;
    page.is("/activate/password", "Create your password");

    let typed = [("new-password", &*person.password)];
    browser.submit("/activate/password", &typed).await;
    for path in ["/activate/code", "/activate/password"] {
        let page = browser.submit(path, &typed).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.title(), "Your Llave is active");
        assert!(page.html.contains("This step was already finished."));
    }
}

/// The page of the first press never came, so the cookies are those of before it.
#[tokio::test]
async fn a_step_whose_answer_was_lost_leads_on_when_it_is_pressed_again() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let already = |page: &Page, title| {
        assert_eq!((page.status, page.title()), (StatusCode::OK, title));
        assert!(page.html.contains("This step was already finished."));
    };
    browser
        .prove("/activate", &person, &person.activation_code)
        .await;
    let otp = world.newest_code(&person);
    let page = twice(&mut browser, "/activate/code", &[("otp", &otp)]).await;
    page.is("/activate/password", "Create your password");
    let typed = [("new-password", &*person.password)];
    let page = twice(&mut browser, "/activate/password", &typed).await;
    already(&page, "Your Llave is active");

    browser.open("/login").await;
    let number = ("document-number", &*person.document.number);
    let password = ("password", &*person.password);
    let with_code = [number, password, ("with-code", "yes")];
    browser.submit("/login", &with_code).await;
    let otp = world.newest_code(&person);
    let page = twice(&mut browser, "/login/code", &[("otp", &otp)]).await;
    page.is("/login/code", "This step was already finished");
    assert!(page.html.contains("href=\"/login\"") && !page.html.contains("Everything is in order"));
    browser.submit("/login", &[number, password]).await;
    let page = browser.open("/session").await;
    page.is("/session", "You are logged in");

    browser.later(60);
    browser.open("/change").await;
    let new = new_password();
    let current = ("current-password", &*person.password);
    let typed = [number, current, ("new-password", &*new)];
    browser.submit("/change", &typed).await;
    let otp = world.newest_code(&person);
    let page = twice(&mut browser, "/change/code", &[("otp", &otp)]).await;
    already(&page, "Your password has been changed");
    assert!(!browser.jar.contains_key("__Host-llave-session"));

    browser.later(60);
    browser.open("/unsubscribe").await;
    let typed = [number, ("password", &*new), ("understood", "yes")];
    browser.submit("/unsubscribe", &typed).await;
    let otp = world.newest_code(&person);
    let page = twice(&mut browser, "/unsubscribe/code", &[("otp", &otp)]).await;
    already(&page, "Your account is closed");
}

/// Nothing more can be entered, and that is said; the page does not lead to itself.
#[tokio::test]
async fn a_password_that_was_refused_too_often_ends_the_procedure() {
    let world = world_with(&[("LLAVE_RULES", r#"{"procedure": {"passwordEntries": 5}}"#)]).await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    browser
        .prove("/activate", &person, &person.activation_code)
        .await;
    browser.enter_code("/activate/code", &person).await;
    for _ in 0..5 {
        let typed = [("new-password", "short")];
        let page = browser.submit("/activate/password", &typed).await;
        page.refuses(422, "new-password-error");
    }
    let typed = [("new-password", &*person.password)];
    let page = browser.submit("/activate/password", &typed).await;
    page.refuses(410, "href=\"/activate\"");
}

/// What can't be known is not told as an end: the press may be repeated.
#[tokio::test]
async fn where_a_procedure_stands_may_be_unknown_for_a_while() {
    let services = services();
    let proxy = Proxy::before(services.dynamodb_url()).expect("a proxy");
    let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
    let world = world_over(services, &settings).await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    browser
        .prove("/activate", &person, &person.activation_code)
        .await;
    let before = browser.jar.clone();
    let otp = world.newest_code(&person);
    browser.submit("/activate/code", &[("otp", &otp)]).await;
    browser.jar = before;
    proxy.rule(|call| {
        call.is("GetItem", "procedure")
            .then_some(Fault::InternalError.into())
    });
    let page = browser.submit("/activate/code", &[("otp", &otp)]).await;
    page.refuses(503, "The service is not available at the moment");
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    proxy.heal();
    let page = browser.submit("/activate/code", &[("otp", &otp)]).await;
    page.is("/activate/password", "Create your password");
}

/// Whoever holds a cookie of one kind of procedure under the name of another learns nothing.
#[tokio::test]
async fn what_another_procedure_finished_is_not_finished_here() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    browser
        .prove("/activate", &person, &person.activation_code)
        .await;
    let cookie = browser.jar["__Host-llave-activate"].clone();
    browser.enter_code("/activate/code", &person).await;
    browser.jar.insert("__Host-llave-reset".to_owned(), cookie);
    let page = browser.submit("/reset/code", &[("otp", "000000")]).await;
    page.refuses(410, "href=\"/reset\"");
}

#[tokio::test]
async fn a_procedure_that_is_over_says_what_to_do_next() {
    let world = world().await;
    let person = world.registered().await;
    let mut browser = Browser::new(&world);
    let page = browser.open("/activate/code").await;
    page.refuses(410, "please start again");
    let code = person.activation_code.clone();
    browser.prove("/activate", &person, &code).await;
    for left in [3, 2] {
        let page = browser.submit("/activate/code", &[("otp", "000000")]).await;
        page.refuses(403, &format!("You have {left} attempts left."));
    }
    browser.later(1_800);
    let page = browser.submit("/activate/code", &[("otp", "000000")]).await;
    page.refuses(410, "href=\"/activate\"");
}

#[tokio::test]
async fn no_secret_is_on_any_page_or_in_any_address() {
    let world = world().await;
    let person = registered(&world).await;
    let mut browser = Browser::new(&world);
    let mut secrets = vec![person.activation_code.clone(), person.password.clone()];
    // Each refused once, to see the forms come back.
    let wrong = person.activation_code.replace('-', "").to_lowercase();
    browser.prove("/activate", &Person::new(), &wrong).await;
    secrets.push(wrong);
    let code = person.activation_code.clone();
    browser.prove("/activate", &person, &code).await;
    browser
        .submit("/activate/code", &[("otp", "999 999")])
        .await;
    secrets.push("999 999".to_owned());
    secrets.push(world.newest_code(&person));
    tokens(&browser, &mut secrets);
    browser.enter_code("/activate/code", &person).await;
    browser
        .submit("/activate/password", &[("new-password", "Short#1")])
        .await;
    secrets.push("Short#1".to_owned());
    let typed = [("new-password", &*person.password)];
    browser.submit("/activate/password", &typed).await;
    browser.log_in(&person, &person.password.clone()).await;
    tokens(&browser, &mut secrets);
    browser.log_in(&person, "n0t the password").await;
    secrets.push("n0t the password".to_owned());

    assert_eq!(secrets.len(), 9);
    for page in &browser.seen {
        let place = page.location().unwrap_or_default();
        for secret in &secrets {
            let shown = page.html.contains(secret.as_str());
            assert!(!shown, "{} shows {secret}", page.path);
            assert!(!page.path.contains(secret.as_str()) && !place.contains(secret.as_str()));
        }
    }
}

/// The tokens that cookies hold, but for the one of forms, which a page repeats.
fn tokens(browser: &Browser, secrets: &mut Vec<String>) {
    for (name, value) in &browser.jar {
        let parts = value.split('.').filter(|part| part.len() > 40);
        if name != "__Host-llave-form" {
            secrets.extend(parts.map(str::to_owned));
        }
    }
}

/// One field takes both kinds of number, written as the contract takes them.
#[tokio::test]
async fn who_has_a_nie_enters_however_it_is_written() {
    let world = world().await;
    let person = world.active_as(Person::with_nie()).await;
    let number = &person.document.number;
    for written in [number.clone(), format!(".-{}", number.to_lowercase())] {
        let mut browser = Browser::new(&world);
        browser.open("/login").await;
        let typed = [
            ("document-number", &*written),
            ("password", &*person.password),
        ];
        let page = browser.submit("/login", &typed).await;
        assert_eq!(page.path, "/session", "{written}: {}", page.html);
    }
}
