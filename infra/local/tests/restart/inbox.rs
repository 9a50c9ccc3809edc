//! The messages of the runner: JSON for programs, a page for people.

use local::{Options, Runner};
use tests::Llave;

#[tokio::test]
async fn who_reads_html_is_shown_the_messages_as_a_page() {
    let runner = Runner::start(Options::ephemeral()).await;
    let runner = runner.expect("the runner starts");
    let llave = Llave::at(&runner.url());
    let person = llave.active().await;
    llave.login_substantial(&person).await;
    let codes = llave.sms(&person.phone).await;
    let browser = llave
        .request("GET", "/dev/sms?lang=eu")
        .header("accept", "text/html, */*;q=0.8");
    let page = llave.send(browser).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("content-language"), "eu");
    assert_eq!(page.header("cache-control"), "no-store");
    let html = String::from_utf8(page.bytes).expect("UTF-8");
    let places: Vec<_> = codes
        .iter()
        .map(|sms| sms["body"].as_str().expect("a text"))
        .map(|text| text.rsplit_once('#').expect("a code").1)
        .map(|code| html.find(code).expect("it is on the page"))
        .collect();
    assert_eq!(places.len(), 2);
    assert!(places[1] < places[0], "the newest is first");
}
