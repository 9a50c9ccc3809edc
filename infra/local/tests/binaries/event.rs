//! Events as an API Gateway HTTP API gives them to a function: payload format version 2.0.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use axum::http::{HeaderMap, Request, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// How a body stands in an event. API Gateway leaves what calls itself text as it is, and writes
/// the rest in base64.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BodyForm {
    Plain,
    Base64,
}

/// The event of a request.
pub(crate) fn event(request: &Request<Vec<u8>>, form: BodyForm, now: Timestamp) -> Value {
    let (method, path) = (request.method().as_str(), request.uri().path());
    let mut event = json!({
        "version": "2.0",
        "routeKey": format!("{method} {path}"),
        "rawPath": path,
        "rawQueryString": request.uri().query().unwrap_or_default(),
        "headers": headers(request),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3d4e5",
            "domainName": "a1b2c3d4e5.execute-api.eu-south-2.amazonaws.com",
            "domainPrefix": "a1b2c3d4e5",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": text(request.headers(), &header::USER_AGENT),
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": format!("{method} {path}"),
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let cookies = text(request.headers(), &header::COOKIE);
    if !cookies.is_empty() {
        event["cookies"] = cookies.split("; ").collect();
    }
    if !request.body().is_empty() {
        let (body, encoded) = written(request.body(), form);
        event["body"] = json!(body);
        event["isBase64Encoded"] = json!(encoded);
    }
    event
}

fn written(body: &[u8], form: BodyForm) -> (String, bool) {
    match form {
        BodyForm::Plain => {
            let text = String::from_utf8(body.to_vec()).expect("a plain body is text");
            (text, false)
        }
        BodyForm::Base64 => (STANDARD.encode(body), true),
    }
}

/// The caller's headers without cookies, and those that API Gateway adds. Their names are in
/// lower case, and what came more than once is one value.
fn headers(request: &Request<Vec<u8>>) -> Map<String, Value> {
    let own = [
        ("content-length", request.body().len().to_string()),
        ("host", "llave.example.org".to_owned()),
        (
            "x-amzn-trace-id",
            "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e".to_owned(),
        ),
        ("x-forwarded-for", "192.0.2.1".to_owned()),
        ("x-forwarded-port", "443".to_owned()),
        ("x-forwarded-proto", "https".to_owned()),
    ];
    let callers = request.headers();
    callers
        .keys()
        .filter(|name| **name != header::COOKIE)
        .map(|name| (name.to_string(), text(callers, name)))
        .chain(own.map(|(name, value)| (name.to_owned(), value)))
        .map(|(name, value)| (name, json!(value)))
        .collect()
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> String {
    let values: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|value| value.to_str().expect("a header of ASCII"))
        .collect();
    values.join(",")
}
