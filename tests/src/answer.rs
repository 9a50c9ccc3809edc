//! An answer of the server, and what every answer must show.

use std::fmt;
use std::ops::Index;

use reqwest::header::{HeaderMap, HeaderName};
use serde_json::Value;

/// Headers that differ between two equal answers; the last is API Gateway's own.
const FOR_ONE_ANSWER: [&str; 3] = ["x-request-id", "date", "apigw-requestid"];

/// Status, headers and body, read whole.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The body as JSON; `Null` if it is none.
    pub body: Value,
}

impl Answer {
    /// Reads an answer to its end.
    pub async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await.expect("the body arrives").to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or_default();
        Self {
            status,
            headers,
            bytes,
            body,
        }
    }

    /// A header that is there once and is text; empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header of ASCII"))
    }

    /// A member that is a string.
    #[track_caller]
    pub fn text(&self, member: &str) -> &str {
        self[member]
            .as_str()
            .unwrap_or_else(|| panic!("no string {member} in {self:?}"))
    }

    /// What kind of problem this is: the last segment of its `type`; empty if it is none.
    pub fn problem(&self) -> &str {
        self.body["type"]
            .as_str()
            .unwrap_or_default()
            .trim_start_matches("/problems/")
    }

    /// The members `pointer` and `code` of every one of the `errors`, sorted.
    #[track_caller]
    pub fn errors(&self) -> Vec<(String, String)> {
        check(self, 400, "invalid-request");
        let errors = self["errors"].as_array().expect("errors is an array");
        let mut found: Vec<_> = errors
            .iter()
            .map(|error| {
                assert_eq!(members(error), ["code", "detail", "pointer"], "{self:?}");
                assert!(!string(&error["detail"]).is_empty(), "{self:?}");
                (string(&error["pointer"]), string(&error["code"]))
            })
            .collect();
        found.sort();
        found
    }

    /// The codes of every one of the `violations`, sorted.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        check(self, 422, "password-rejected");
        let violations = self["violations"]
            .as_array()
            .expect("violations is an array");
        let mut codes: Vec<_> = violations
            .iter()
            .map(|violation| {
                assert_eq!(members(violation), ["code", "detail"], "{self:?}");
                assert!(!string(&violation["detail"]).is_empty(), "{self:?}");
                string(&violation["code"])
            })
            .collect();
        codes.sort();
        codes
    }

    /// Status, headers and body without what may differ between two equal answers: what an
    /// observer who wants to tell a stranger from a person has in hand.
    pub fn shown(&self) -> (u16, Vec<(HeaderName, String)>, String) {
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| !FOR_ONE_ANSWER.contains(&name.as_str()))
            .map(|(name, value)| {
                (
                    name.clone(),
                    String::from_utf8_lossy(value.as_bytes()).into(),
                )
            })
            .collect();
        headers.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        (
            self.status,
            headers,
            String::from_utf8_lossy(&self.bytes).into(),
        )
    }
}

/// As one reads it in a failed test: the body as text.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.bytes);
        write!(f, "{} {:?} {body}", self.status, self.headers)
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, member: &str) -> &Value {
        &self.body[member]
    }
}

/// The names of the members of an object, sorted.
pub fn members(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a string: {value}"))
        .to_owned()
}

/// The answer is good: this status, JSON, exactly these members, and the headers of all answers.
#[track_caller]
pub fn good(answer: &Answer, status: u16, names: &[&str]) {
    assert_eq!(answer.status, status, "{answer:?}");
    check_headers(answer);
    if status == 204 {
        assert!(answer.bytes.is_empty(), "{answer:?}");
        return;
    }
    assert_eq!(
        answer.header("content-type"),
        "application/json",
        "{answer:?}"
    );
    let mut names = names.to_vec();
    names.sort_unstable();
    assert_eq!(members(&answer.body), names, "{answer:?}");
}

/// The answer is this problem of the contract, with all that a problem must carry, in the
/// language that is spoken when none is asked for.
#[track_caller]
pub fn check(answer: &Answer, status: u16, name: &str) {
    check_in(answer, status, name, "es");
}

/// The answer is this problem of the contract, in this language.
#[track_caller]
pub fn check_in(answer: &Answer, status: u16, name: &str, language: &str) {
    assert_eq!(
        (answer.status, answer.problem()),
        (status, name),
        "{answer:?}"
    );
    check_headers(answer);
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{answer:?}"
    );
    assert_eq!(answer.header("content-language"), language, "{answer:?}");
    assert_eq!(answer["type"], format!("/problems/{name}"), "{answer:?}");
    assert_eq!(answer["status"], status, "{answer:?}");
    assert!(
        !answer.text("title").is_empty() && !answer.text("detail").is_empty(),
        "{answer:?}"
    );

    let mut names = vec!["detail", "status", "title", "type"];
    names.extend(match name {
        "invalid-request" => Some("errors"),
        "refused" => Some("attemptsLeft"),
        "password-rejected" => Some("violations"),
        "message-not-sent" => Some("procedure"),
        _ => None,
    });
    names.sort_unstable();
    assert_eq!(members(&answer.body), names, "{answer:?}");
    assert_eq!(
        answer.header("www-authenticate"),
        if status == 401 { "Bearer" } else { "" }
    );
}

/// The answer is `refused`, and so many entries will still be checked.
#[track_caller]
pub fn refused(answer: &Answer, attempts_left: u64) {
    check(answer, 403, "refused");
    assert_eq!(answer["attemptsLeft"], attempts_left, "{answer:?}");
}

/// `retry-after` in seconds; panics if it is not a whole number greater than 0.
#[track_caller]
pub fn retry_after(answer: &Answer) -> i64 {
    let seconds = answer.header("retry-after").parse().unwrap_or_default();
    assert!(seconds > 0, "{answer:?}");
    seconds
}

#[track_caller]
fn check_headers(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
    assert!(answer.header("x-request-id").len() >= 8, "{answer:?}");
    for name in [
        "cache-control",
        "x-request-id",
        "content-type",
        "content-language",
    ] {
        assert!(
            answer.headers.get_all(name).iter().count() <= 1,
            "{name} twice in {answer:?}"
        );
    }
}
