//! The client: a base URL, plain requests, and what `/dev/…` offers to a tester.

use reqwest::{Method, Request, RequestBuilder};
use serde_json::{Value, json};

use crate::{Answer, Marks, Time};

/// How long before an instant "just before" is. The server's clock runs on while a request is
/// on its way, so this is the room that a slow machine has. (The exact second is proved where the
/// clock stands still: in the tests of the rules.)
const JUST: i64 = 3;

/// A server of the contract.
#[derive(Clone, Debug)]
pub struct Llave {
    url: String,
    http: reqwest::Client,
    marks: Option<Marks>,
}

impl Llave {
    /// The server at this base URL. What is entered and answered is written to the file that
    /// `LLAVE_TEST_MARKS` names, if it does.
    pub fn at(url: &str) -> Self {
        Self::marking(url, Marks::wanted())
    }

    /// The same, but what is entered and answered is written there.
    pub fn marking(url: &str, marks: Option<Marks>) -> Self {
        Self {
            url: url.trim_end_matches('/').to_owned(),
            http: reqwest::Client::new(),
            marks,
        }
    }

    /// A request to be filled in and sent with [`Llave::send`].
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        self.http.request(method, format!("{}{path}", self.url))
    }

    /// Sends a request and reads the answer.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let request = request.build().expect("a request");
        let Some(marks) = &self.marks else {
            return self.execute(request).await;
        };
        let path = request.url().path().to_owned();
        marks.sent(&request);
        let answer = self.execute(request).await;
        marks.answered(&path, &answer);
        answer
    }

    async fn execute(&self, request: Request) -> Answer {
        let sent = self.http.execute(request).await;
        Answer::read(sent.expect("the server answers")).await
    }

    /// Gets a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path)).await
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request("POST", path).json(body)).await
    }

    /// Posts JSON and says which languages its sender reads.
    pub async fn post_in(&self, languages: &str, path: &str, body: &Value) -> Answer {
        self.send(
            self.request("POST", path)
                .header("accept-language", languages)
                .json(body),
        )
        .await
    }

    /// Posts any bytes as JSON.
    pub async fn post_bytes(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        let request = self
            .request("POST", path)
            .header("content-type", "application/json");
        self.send(request.body(body.into())).await
    }

    /// The SMS that went to this phone, oldest first.
    pub async fn sms(&self, phone: &str) -> Vec<Value> {
        let to = phone.replace('+', "%2B").replace(' ', "%20");
        let answer = self
            .dev(self.request("GET", &format!("/dev/sms?to={to}")))
            .await;
        answer.body.as_array().expect("a list of SMS").clone()
    }

    /// The text of the newest SMS that went to this phone.
    pub async fn sms_text(&self, phone: &str) -> String {
        let sms = self.sms(phone).await;
        let newest = sms
            .last()
            .unwrap_or_else(|| panic!("no SMS went to {phone}"));
        newest["body"]
            .as_str()
            .expect("an SMS has a body")
            .to_owned()
    }

    /// The newest one-time code that went to this phone: what follows `#` in its last line.
    pub async fn sms_code(&self, phone: &str) -> String {
        let text = self.sms_text(phone).await;
        let (_, code) = text
            .rsplit_once('#')
            .unwrap_or_else(|| panic!("no code in: {text}"));
        code.to_owned()
    }

    /// A registrar's token with the right to register.
    pub async fn registrar_token(&self) -> String {
        self.token_for(&json!({"subject": "registrar-1"})).await
    }

    /// A registrar's token with this scope.
    pub async fn registrar_token_with(&self, scope: &str) -> String {
        self.token_for(&json!({"subject": "registrar-1", "scope": scope}))
            .await
    }

    async fn token_for(&self, body: &Value) -> String {
        let answer = self
            .dev(self.request("POST", "/dev/registrar-token").json(body))
            .await;
        answer.text("token").to_owned()
    }

    /// A fresh challenge, already solved.
    pub async fn altcha(&self) -> String {
        self.dev(self.request("GET", "/dev/altcha"))
            .await
            .text("altcha")
            .to_owned()
    }

    /// Moves the clock so many seconds forward; says what time it is then.
    pub async fn advance(&self, seconds: i64) -> Time {
        let body = json!({"advanceSeconds": seconds});
        let answer = self
            .dev(self.request("POST", "/dev/clock").json(&body))
            .await;
        Time::parse(answer.text("now"))
    }

    /// What time it is.
    pub async fn now(&self) -> Time {
        self.advance(0).await
    }

    /// Moves the clock to this instant.
    pub async fn advance_to(&self, instant: Time) {
        self.advance(self.now().await.seconds_until(instant)).await;
    }

    /// Moves the clock to just before this instant.
    pub async fn advance_to_just_before(&self, instant: Time) {
        self.advance_to(instant.plus(-JUST)).await;
    }

    /// Moves the clock to the next noon, so that midnight is far.
    pub async fn advance_to_noon(&self) -> Time {
        const DAY: i64 = 86_400;
        let second = self.now().await.second_of_day();
        self.advance((DAY + DAY / 2 - second) % DAY).await
    }

    async fn dev(&self, request: RequestBuilder) -> Answer {
        let answer = self.send(request).await;
        assert!(answer.status < 300, "{answer:?}");
        answer
    }
}
