//! What every answer must show, whatever was asked.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use http::{HeaderMap, Response, header};
use serde_json::Value;

/// What no answer may hold: it stands in every secret of the structured requests, and often elsewhere.
pub(crate) const MARK: &str = "kanarienvogel";

/// The problems and good statuses that a call may be answered with, by method and path.
static CONTRACT: LazyLock<BTreeMap<(String, String), Expected>> = LazyLock::new(contract);

#[derive(Default)]
struct Expected {
    good: BTreeSet<u16>,
    problems: BTreeSet<(u16, String)>,
}

/// Checks an answer of its own; answers its problem, which is empty if it is none.
pub(crate) fn check(answer: &Response<Vec<u8>>) -> String {
    let (status, headers) = (answer.status(), answer.headers());
    let body = String::from_utf8(answer.body().clone()).expect("a body is UTF-8");
    assert!(!body.contains(MARK), "{status} {body}");
    for value in headers.values() {
        assert!(
            !value
                .as_bytes()
                .windows(MARK.len())
                .any(|part| part == MARK.as_bytes())
        );
    }
    assert_eq!(one(headers, "cache-control"), "no-store");
    assert_eq!(one(headers, "x-content-type-options"), "nosniff");
    assert_eq!(one(headers, "x-request-id").len(), 32);
    if status == 204 {
        assert!(body.is_empty(), "{body}");
        return String::new();
    }
    let json: Value = serde_json::from_str(&body).expect("a body is JSON");
    if status.is_success() {
        assert_eq!(one(headers, "content-type"), "application/json");
        assert!(json.is_object(), "{body}");
        return String::new();
    }
    assert_eq!(one(headers, "content-type"), "application/problem+json");
    assert!(!one(headers, "content-language").is_empty());
    assert_eq!(json["status"], status.as_u16(), "{body}");
    for name in ["title", "detail"] {
        assert!(
            json[name].as_str().is_some_and(|text| !text.is_empty()),
            "{body}"
        );
    }
    assert_eq!(one(headers, "www-authenticate") == "Bearer", status == 401);
    if let Some(seconds) = headers.get(header::RETRY_AFTER) {
        let seconds: u32 = seconds
            .to_str()
            .ok()
            .and_then(|it| it.parse().ok())
            .unwrap_or(0);
        assert!(seconds > 0, "{body}");
    }
    let problem = json["type"]
        .as_str()
        .and_then(|it| it.strip_prefix("/problems/"));
    problem.expect("a problem has a type").to_owned()
}

/// Checks that the contract has this answer to this call.
pub(crate) fn in_contract(method: &str, path: &str, answer: &Response<Vec<u8>>) {
    let problem = check(answer);
    let status = answer.status().as_u16();
    let call = (method.to_owned(), path.to_owned());
    let body = || String::from_utf8_lossy(answer.body()).into_owned();
    match CONTRACT.get(&call) {
        Some(expected) if problem.is_empty() => {
            assert!(
                expected.good.contains(&status),
                "{call:?}: {status} {}",
                body()
            );
        }
        Some(expected) => assert!(
            expected.problems.contains(&(status, problem)),
            "{call:?}: {status} {}",
            body()
        ),
        None if CONTRACT.keys().any(|(_, known)| known == path) => {
            assert_eq!(problem, "method-not-allowed", "{call:?}: {}", body());
            assert!(answer.headers().contains_key(header::ALLOW));
        }
        None => assert_eq!(problem, "not-found", "{call:?}: {}", body()),
    }
}

/// The value of a header that is there once at most; empty if it is not.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    assert!(headers.get_all(name).iter().count() <= 1, "{name} twice");
    headers
        .get(name)
        .map_or("", |value| value.to_str().expect("a header of ASCII"))
}

fn contract() -> BTreeMap<(String, String), Expected> {
    let text = include_str!("../../../docs/openapi.json");
    let contract: Value = serde_json::from_str(text).expect("docs/openapi.json is JSON");
    let resolved = |value: &Value| {
        let Some(reference) = value["$ref"].as_str() else {
            return value.clone();
        };
        let pointer = reference.trim_start_matches('#');
        contract.pointer(pointer).expect("a reference").clone()
    };
    let mut calls = BTreeMap::new();
    for (path, methods) in contract["paths"].as_object().expect("paths") {
        for (method, call) in methods.as_object().expect("calls") {
            let mut expected = Expected::default();
            for (status, response) in call["responses"].as_object().expect("responses") {
                let status = status.parse().expect("a status");
                let content = &resolved(response)["content"];
                let schema = &content["application/problem+json"]["schema"];
                let kinds = match schema["oneOf"].as_array() {
                    Some(kinds) => kinds.clone(),
                    None => vec![schema.clone()],
                };
                let names = kinds.iter().filter_map(|kind| {
                    let uri = &resolved(kind)["properties"]["type"]["const"];
                    Some(uri.as_str()?.strip_prefix("/problems/")?.to_owned())
                });
                expected.problems.extend(names.map(|name| (status, name)));
                if status < 400 {
                    expected.good.insert(status);
                }
            }
            calls.insert((method.to_uppercase(), path.clone()), expected);
        }
    }
    calls
}
