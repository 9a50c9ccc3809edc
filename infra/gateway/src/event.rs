//! Events as an API Gateway HTTP API gives them to a function: payload format version 2.0.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
//!
//! That page says that names of headers are in lower case, that what came more than once is one
//! value with commas, that cookies stand apart, and that a binary body is written in base64. What it
//! leaves open is as others have measured it at AWS: which media types are text
//! (<https://github.com/ministackorg/ministack/pull/766>), and that a path is decoded and a query is
//! not (<https://github.com/aws/aws-lambda-dotnet/pull/1901>). Nobody has told what becomes of bytes
//! that call themselves text and are no UTF-8; here they are binary.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, Request, header};
use jiff::Timestamp;
use reqwest::Url;
use serde_json::{Map, Value, json};

/// The identifiers of the documentation's own examples.
const ACCOUNT: &str = "123456789012";
const API: &str = "api-id";
const DOMAIN: &str = "id.execute-api.eu-south-2.amazonaws.com";
/// Every caller is this machine.
const SOURCE_IP: &str = "127.0.0.1";
/// Between two machines only, and never in an event.
const HOP_BY_HOP: [HeaderName; 2] = [header::CONNECTION, header::TRANSFER_ENCODING];

/// What API Gateway knows of a request beside the request.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// When it came.
    pub now: Timestamp,
    /// How its body is written.
    pub form: BodyForm,
    /// Which one it is: names the request and its trace.
    pub number: u64,
}

/// How a body stands in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// As it is.
    Text,
    /// In base64.
    Base64,
}

impl BodyForm {
    /// The form that API Gateway chooses for this request.
    #[must_use]
    pub fn of(request: &Request<Vec<u8>>) -> Self {
        let media_type = text(request.headers(), &header::CONTENT_TYPE).to_lowercase();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let is_text = essence.starts_with("text/")
            || matches!(
                essence,
                "application/json" | "application/xml" | "application/javascript"
            );
        if is_text && str::from_utf8(request.body()).is_ok() {
            Self::Text
        } else {
            Self::Base64
        }
    }
}

/// The event of a request that came to a route of any method at its very path.
#[must_use]
pub fn event(request: &Request<Vec<u8>>, arrival: &Arrival) -> Value {
    let (method, path) = (request.method().as_str(), decoded(request.uri().path()));
    let route = format!("ANY {path}");
    let mut event = json!({
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": request.uri().query().unwrap_or_default(),
        "headers": headers(request, arrival),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": API,
            "domainName": DOMAIN,
            "domainPrefix": "id",
            "http": {
                "method": method,
                "path": path,
                "protocol": format!("{:?}", request.version()),
                "sourceIp": SOURCE_IP,
                "userAgent": text(request.headers(), &header::USER_AGENT),
            },
            "requestId": STANDARD.encode(format!("{:011}", arrival.number)),
            "routeKey": route,
            "stage": "$default",
            "time": arrival.now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": arrival.now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let cookies = cookies(request.headers());
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if let Some(query) = request.uri().query().filter(|query| !query.is_empty()) {
        event["queryStringParameters"] = parameters(query);
    }
    if !request.body().is_empty() {
        let (body, encoded) = written(request.body(), arrival.form);
        event["body"] = json!(body);
        event["isBase64Encoded"] = json!(encoded);
    }
    event
}

fn written(body: &[u8], form: BodyForm) -> (String, bool) {
    match form {
        BodyForm::Text => (String::from_utf8_lossy(body).into_owned(), false),
        BodyForm::Base64 => (STANDARD.encode(body), true),
    }
}

/// The caller's headers without cookies, and those that API Gateway adds.
fn headers(request: &Request<Vec<u8>>, arrival: &Arrival) -> Map<String, Value> {
    let trace = format!(
        "Root=1-{:08x}-{:024x}",
        arrival.now.as_second(),
        arrival.number
    );
    let own = [
        ("x-amzn-trace-id", trace.as_str()),
        ("x-forwarded-for", SOURCE_IP),
        ("x-forwarded-port", "443"),
        ("x-forwarded-proto", "https"),
    ];
    let callers = request.headers();
    callers
        .keys()
        .filter(|name| **name != header::COOKIE && !HOP_BY_HOP.contains(name))
        .map(|name| (name.to_string(), text(callers, name)))
        .chain(own.map(|(name, value)| (name.to_owned(), value.to_owned())))
        .map(|(name, value)| (name, json!(value)))
        .collect()
}

/// All values of a header as one.
fn text(headers: &HeaderMap, name: &HeaderName) -> String {
    let values = headers.get_all(name).iter();
    let values: Vec<_> = values
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    values.join(",")
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(header::COOKIE).iter();
    values
        .flat_map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            text.split(';')
                .map(|cookie| cookie.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

/// The parameters of a query, decoded; what came more than once is one value with commas.
fn parameters(query: &str) -> Value {
    let mut found = Map::new();
    // `Url` reads queries, and only in a URL.
    let Ok(url) = Url::parse(&format!("http://localhost/?{query}")) else {
        return Value::Object(found);
    };
    for (name, value) in url.query_pairs() {
        match found.get_mut(name.as_ref()) {
            Some(Value::String(before)) => {
                before.push(',');
                before.push_str(&value);
            }
            Some(_) | None => {
                found.insert(name.into_owned(), json!(value));
            }
        }
    }
    Value::Object(found)
}

/// A path without its percent signs.
#[must_use]
pub fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = after
            .get(if escaped.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(request: &Request<Vec<u8>>) -> Arrival {
        Arrival {
            now: "2020-03-12T19:03:58.390Z".parse().unwrap(),
            form: BodyForm::of(request),
            number: 7,
        }
    }

    /// The request behind the example of AWS's documentation.
    fn documented() -> Request<Vec<u8>> {
        Request::post("/my/path?parameter1=value1&parameter1=value2&parameter2=value")
            .header("Cookie", "cookie1; cookie2")
            .header("Header1", "value1")
            .header("Header2", "value1")
            .header("Header2", "value2")
            .header("User-Agent", "agent")
            .header("Content-Type", "text/plain")
            .body(b"Hello from client!".to_vec())
            .unwrap()
    }

    #[test]
    fn the_event_is_the_one_of_the_documentation() {
        let request = documented();
        let expected = json!({
            "version": "2.0",
            "routeKey": "ANY /my/path",
            "rawPath": "/my/path",
            "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
            "cookies": ["cookie1", "cookie2"],
            "headers": {
                "header1": "value1",
                "header2": "value1,value2",
                "user-agent": "agent",
                "content-type": "text/plain",
                "x-amzn-trace-id": "Root=1-5e6a879e-000000000000000000000007",
                "x-forwarded-for": "127.0.0.1",
                "x-forwarded-port": "443",
                "x-forwarded-proto": "https",
            },
            "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "api-id",
                "domainName": "id.execute-api.eu-south-2.amazonaws.com",
                "domainPrefix": "id",
                "http": {
                    "method": "POST",
                    "path": "/my/path",
                    "protocol": "HTTP/1.1",
                    "sourceIp": "127.0.0.1",
                    "userAgent": "agent",
                },
                "requestId": "MDAwMDAwMDAwMDc=",
                "routeKey": "ANY /my/path",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1_584_039_838_390_i64,
            },
            "body": "Hello from client!",
            "isBase64Encoded": false,
        });
        assert_eq!(event(&request, &arrival(&request)), expected);
    }

    #[test]
    fn what_a_request_has_not_its_event_has_not() {
        let request = Request::get("/").body(Vec::new()).unwrap();
        let event = event(&request, &arrival(&request));
        assert_eq!(event["rawQueryString"], "");
        assert_eq!(event["isBase64Encoded"], false);
        for member in ["cookies", "queryStringParameters", "body"] {
            assert_eq!(event.get(member), None, "{member}");
        }
    }

    #[test]
    fn what_calls_itself_text_stays_text_and_the_rest_is_base64() {
        #[track_caller]
        fn check(media_type: &str, body: &[u8], expected: BodyForm) {
            let mut request = Request::new(body.to_vec());
            if !media_type.is_empty() {
                let value = media_type.parse().unwrap();
                request.headers_mut().insert(header::CONTENT_TYPE, value);
            }
            assert_eq!(BodyForm::of(&request), expected, "{media_type}");
        }
        check("application/json", "ñ".as_bytes(), BodyForm::Text);
        check("Application/JSON; charset=utf-8", b"{}", BodyForm::Text);
        check("text/plain", b"", BodyForm::Text);
        check("text/csv;header=present", b"a", BodyForm::Text);
        check("application/xml", b"<a/>", BodyForm::Text);
        check("application/javascript", b"1", BodyForm::Text);
        check("", b"{}", BodyForm::Base64);
        check("application/problem+json", b"{}", BodyForm::Base64);
        check(
            "application/x-www-form-urlencoded",
            b"a=b",
            BodyForm::Base64,
        );
        check("application/octet-stream", b"a", BodyForm::Base64);
        check("application/json", b"\xff\0", BodyForm::Base64);
    }

    #[test]
    fn a_body_in_base64_is_the_same_bytes() {
        let request = Request::post("/").body(b"\xff\0\xfe".to_vec()).unwrap();
        let event = event(&request, &arrival(&request));
        assert_eq!(event["isBase64Encoded"], true);
        assert_eq!(event["body"], "/wD+");
    }

    #[test]
    fn a_path_is_decoded_and_a_query_is_not() {
        let request = Request::get("/v1/%6Cogin%20x%zz%?a%20b=c%2Cd+e&a%20b=%C3%B1")
            .body(Vec::new())
            .unwrap();
        let event = event(&request, &arrival(&request));
        assert_eq!(event["rawPath"], "/v1/login x%zz%");
        assert_eq!(event["rawQueryString"], "a%20b=c%2Cd+e&a%20b=%C3%B1");
        assert_eq!(
            event["queryStringParameters"],
            json!({"a b": "c,d e,ñ"}),
            "{event}"
        );
    }

    #[test]
    fn the_bearer_of_a_request_is_a_header_like_others() {
        let request = Request::get("/v1/session")
            .header("Authorization", "Bearer token")
            .header("Connection", "keep-alive")
            .body(Vec::new())
            .unwrap();
        let event = event(&request, &arrival(&request));
        assert_eq!(event["headers"]["authorization"], "Bearer token");
        assert_eq!(event["headers"].get("connection"), None);
        assert_eq!(event["requestContext"].get("authorizer"), None);
    }
}
