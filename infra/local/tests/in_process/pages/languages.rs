//! The language is chosen by the address, remembered, and else the browser's; operations are asked
//! in it.

use axum::http::header;
use policy::Language;

use super::browser::{Browser, world};

#[tokio::test]
async fn the_language_is_the_chosen_one_then_the_remembered_one_then_the_browsers() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    browser.headers = vec![("accept-language", "gl, en;q=0.5".to_owned())];
    #[track_caller]
    fn check(page: &super::browser::Page, expected: &str) {
        assert_eq!(page.headers[header::CONTENT_LANGUAGE], expected);
        let begin = format!("<html lang=\"{expected}\">");
        assert!(page.html.contains(&begin), "{}", page.path);
    }
    check(&browser.open("/").await, "gl");
    check(&browser.open("/?lang=xx").await, "gl");
    for language in Language::ALL {
        let tag = language.tag();
        check(&browser.open(&format!("/login?lang={tag}")).await, tag);
        check(&browser.open("/").await, tag);
        check(&browser.open("/?lang=").await, tag);
    }
    let set = browser.open("/?lang=eu").await.headers;
    let cookie = set[header::SET_COOKIE].to_str().expect("ASCII").to_owned();
    assert!(cookie.starts_with("__Host-llave-language=eu;"));
    assert!(cookie.ends_with("; Max-Age=31536000"));
}

#[tokio::test]
async fn what_an_operation_refuses_it_refuses_in_the_persons_language() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    browser.open("/login?lang=ca").await;
    let page = browser
        .submit("/login", &[("document-number", "12345678A")])
        .await;
    page.refuses(400, "La lletra");
    let page = browser.open("/problems/too-soon").await;
    assert!(page.html.contains("…"));
    assert!(!page.html.contains("{seconds}"));
}
