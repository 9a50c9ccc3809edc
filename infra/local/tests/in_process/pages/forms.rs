//! What is not one of our forms does nothing; what every reply says to a browser.

use axum::http::{Method, Request, StatusCode, header};
use html::assets;

use super::browser::{Browser, world};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_form_from_elsewhere_does_nothing_and_is_shown_anew() {
    let world = world().await;
    let person = world.active().await;
    let typed = [
        ("document-number", &*person.document.number),
        ("password", &*person.password),
    ];
    for (name, value, taken) in [
        ("sec-fetch-site", "cross-site", false),
        ("sec-fetch-site", "same-site", false),
        ("sec-fetch-site", "same-origin", true),
        ("origin", "https://elsewhere.example", false),
        ("origin", "null", false),
        ("origin", "http://localhost", true),
        ("origin", "http://127.0.0.1:8080", true),
    ] {
        let mut browser = Browser::new(&world);
        browser.open("/login").await;
        browser.headers.push(("host", "127.0.0.1:8080".to_owned()));
        browser.headers.push((name, value.to_owned()));
        let page = browser.press("/login", &typed).await;
        if taken {
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{name}: {value}");
        } else {
            page.refuses(403, "We could not accept the form");
            assert!(!page.html.contains(&person.document.number));
            assert!(!browser.jar.contains_key("__Host-llave-session"));
        }
    }
}

#[tokio::test]
async fn a_form_that_does_not_repeat_its_cookie_loses_nothing_but_secrets() {
    let world = world().await;
    let person = world.active().await;
    let number = &*person.document.number;
    for repeated in [None, Some(""), Some("another")] {
        for has_cookie in [true, false] {
            let mut browser = Browser::new(&world);
            if has_cookie {
                browser.open("/login").await;
            }
            let mut typed = vec![("document-number", number), ("password", &person.password)];
            typed.extend(repeated.map(|repeated| ("csrf", repeated)));
            let page = browser.send_form("/login", &typed).await;
            page.refuses(403, "We could not accept the form");
            assert!(page.html.contains(number));
            assert!(!browser.jar.contains_key("__Host-llave-session"));
            // The same page works now.
            let page = browser.press("/login", &typed[..2]).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER);
        }
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    browser.open("/login").await;
    for (kind, body, status) in [
        ("application/json", &b"{}"[..], 415),
        ("", b"a=b", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        (FORM, b"otp=1&otp=2", 400),
        (FORM, b"password=%FF", 400),
        (FORM, b"\xff\xfe", 400),
        (FORM, &[b'a'; 16_385], 413),
        (FORM, &[b'&'; 16_384], 403),
        (FORM, b"", 403),
    ] {
        let page = browser.send(Method::POST, "/login", kind, body).await;
        assert_eq!(page.status, status, "{kind}: {}", page.title());
        assert!(page.html.contains("<h1>"), "{}", page.html);
    }
    // Back there, and in another language, it is the page that the form stands on.
    let page = browser.send(Method::POST, "/login/resend", "", b"").await;
    assert_eq!(page.status, 415);
    assert!(page.html.contains("data-here=\"/login/code\""));
    // A form alone may hold an activation code; and nothing is to come back to nowhere.
    for path in ["/desk/document", "/nowhere"] {
        let page = browser.send(Method::POST, path, FORM, b"").await;
        assert!(!page.html.contains("data-here"), "{}", page.html);
    }
}

#[tokio::test]
async fn where_there_is_no_page_or_no_such_method_a_page_says_so() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    for path in [
        "/nothing",
        "/activate/",
        "/dev/sms",
        "/assets/style.css",
        "/problems/x",
    ] {
        let page = browser.open(path).await;
        page.refuses(404, "This address does not exist");
        assert_eq!(
            page.headers[header::CONTENT_TYPE],
            "text/html; charset=utf-8"
        );
        // Who reads no HTML is told as everywhere.
        let program = Request::get(path).body(Vec::new()).expect("a request");
        let answer = world.send(program).await;
        assert_eq!((answer.status, answer.problem()), (404, "not-found"));
    }
    let page = browser.send(Method::GET, "/v1/nothing", "", b"").await;
    assert_eq!(
        page.headers[header::CONTENT_TYPE],
        "application/problem+json"
    );
    for (method, path, allowed) in [
        (Method::DELETE, "/", "GET, HEAD"),
        (Method::POST, "/", "GET, HEAD"),
        (Method::POST, "/session", "GET, HEAD"),
        (Method::PUT, "/login", "GET, HEAD, POST"),
        (Method::GET, "/login/resend", "POST"),
        (Method::OPTIONS, "/login", "GET, HEAD, POST"),
        (Method::POST, assets::STYLE.path(), "GET, HEAD"),
    ] {
        let page = browser.send(method, path, FORM, b"").await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(page.headers[header::ALLOW], allowed, "{path}");
    }
}

#[tokio::test]
async fn every_page_is_private_and_every_file_is_kept() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    for path in [
        "/",
        "/login",
        "/privacy",
        "/problems/refused",
        "/nothing",
        "/session",
    ] {
        let page = browser.open(path).await;
        for (name, value) in [
            ("content-security-policy", html::CONTENT_SECURITY_POLICY),
            ("referrer-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
            ("content-type", "text/html; charset=utf-8"),
            ("content-language", "en"),
        ] {
            assert_eq!(page.headers[name], value, "{path}");
        }
        assert_eq!(page.headers["x-request-id"].len(), 32);
    }
    for asset in assets::ALL {
        let page = browser.send(Method::GET, asset.path(), "", b"").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CONTENT_TYPE], asset.content_type);
        assert_eq!(page.headers[header::CACHE_CONTROL], assets::CACHE_CONTROL);
        assert!(!page.headers.contains_key(header::SET_COOKIE));
        assert_eq!(page.html.as_bytes(), asset.bytes);
    }
    let page = browser.send(Method::HEAD, "/login", "", b"").await;
    assert_eq!((page.status, &*page.html), (StatusCode::OK, ""));
}

#[tokio::test]
async fn every_cookie_is_for_this_host_and_for_no_script() {
    let world = world().await;
    let person = world.active().await;
    let mut browser = Browser::new(&world);
    browser.open("/login?lang=eu").await;
    browser.log_in(&person, &person.password.clone()).await;
    let code = person.activation_code.clone();
    browser.prove("/reset", &person, &code).await;
    browser.submit("/logout", &[]).await;
    let cookies: Vec<String> = browser
        .seen
        .iter()
        .flat_map(|page| page.headers.get_all(header::SET_COOKIE))
        .map(|cookie| cookie.to_str().expect("ASCII").to_owned())
        .collect();
    for name in ["form", "language", "session", "login", "reset"] {
        let begin = format!("__Host-llave-{name}=");
        assert!(
            cookies.iter().any(|cookie| cookie.starts_with(&begin)),
            "{name}"
        );
    }
    for cookie in &cookies {
        assert!(cookie.starts_with("__Host-llave-"), "{cookie}");
        assert!(
            cookie.contains("; Path=/; Secure; HttpOnly; SameSite="),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}
