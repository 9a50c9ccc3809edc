//! What API Gateway sends to a function and takes from it: an HTTP API's payload 2.0
//! (<https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>).
//!
//! Of an event only that is read which makes the request. `lambda_http`'s own struct reads all of it,
//! who asks and by which authorizer too, and looks at each header twice; its conversion takes a query
//! that is no URI for the end of the function.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, Method, Request, Response, Uri, header};
use lambda_http::{Body, Error, aws_lambda_events::apigw::ApiGatewayV2httpResponse};
use serde::Deserialize;

/// The stage whose name is not part of the path.
const DEFAULT_STAGE: &str = "$default";

/// The request behind an event: its method, path, headers and body.
///
/// # Errors
/// If it is no event, or one of a method or a header that HTTP does not know, or of a body that is not
/// the base64 that it says it is. API Gateway sends none of these.
pub(crate) fn to_request(event: &[u8]) -> Result<Request<Vec<u8>>, Error> {
    // What serde says of a mistake may quote a member, and the runtime logs it.
    let event: Event = serde_json::from_slice(event).map_err(|_| "no event of an HTTP API")?;
    let body = event.body.unwrap_or_default();
    let body = if event.is_base64_encoded {
        STANDARD.decode(body)?
    } else {
        body.into_bytes()
    };
    let stage = event.request_context.stage.unwrap_or_default();
    let path = without_stage(&event.raw_path, &stage);
    let query = event.raw_query_string.unwrap_or_default();
    let mut request = Request::new(body);
    *request.method_mut() = Method::try_from(event.request_context.http.method.as_str())?;
    // What is no path is no route either, and a query that is no URI is no query.
    *request.uri_mut() = Uri::try_from(format!("{path}?{query}"))
        .or_else(|_| Uri::try_from(path))
        .unwrap_or_default();
    let headers = request.headers_mut();
    for (name, value) in event.headers.unwrap_or_default() {
        headers.try_insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?)?;
    }
    let cookies = event.cookies.unwrap_or_default().join("; ");
    if let Ok(cookies) = HeaderValue::try_from(cookies)
        && !cookies.is_empty()
    {
        headers.try_insert(header::COOKIE, cookies)?;
    }
    Ok(request)
}

/// A request, as API Gateway hands it to a function. Cookies come beside the headers, whose names are
/// in lower case; a header that came twice is there once.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    raw_path: String,
    raw_query_string: Option<String>,
    cookies: Option<Vec<String>>,
    headers: Option<BTreeMap<String, String>>,
    request_context: RequestContext,
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

#[derive(Deserialize)]
struct RequestContext {
    http: Http,
    stage: Option<String>,
}

#[derive(Deserialize)]
struct Http {
    method: String,
}

/// On a stage of another name the path begins with it.
fn without_stage<'a>(path: &'a str, stage: &str) -> &'a str {
    if stage == DEFAULT_STAGE {
        return path;
    }
    path.strip_prefix('/')
        .and_then(|path| path.strip_prefix(stage))
        .filter(|path| path.starts_with('/'))
        .unwrap_or(path)
}

/// A response, as API Gateway takes it from a function.
pub(crate) fn to_reply(response: Response<Vec<u8>>) -> ApiGatewayV2httpResponse {
    let (parts, body) = response.into_parts();
    let mut reply = ApiGatewayV2httpResponse::default();
    reply.status_code = i64::from(parts.status.as_u16());
    reply.headers = parts.headers;
    // A header is there once.
    if let header::Entry::Occupied(cookies) = reply.headers.entry(header::SET_COOKIE) {
        let (_, cookies) = cookies.remove_entry_mult();
        let texts = cookies.filter_map(|cookie| cookie.to_str().ok().map(str::to_owned));
        reply.cookies = texts.collect();
    }
    match String::from_utf8(body) {
        Ok(text) if text.is_empty() => {}
        Ok(text) => reply.body = Some(Body::Text(text)),
        Err(error) => {
            reply.body = Some(Body::Binary(error.into_bytes()));
            reply.is_base64_encoded = true;
        }
    }
    reply
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use serde_json::{Value, json};

    use super::*;

    fn request(event: &Value) -> Result<Request<Vec<u8>>, Error> {
        to_request(event.to_string().as_bytes())
    }

    fn bare() -> Value {
        json!({"rawPath": "/", "requestContext": {"http": {"method": "GET"}}})
    }

    fn with(member: &str, value: Value) -> Result<Request<Vec<u8>>, Error> {
        let mut event = bare();
        event[member] = value;
        request(&event)
    }

    #[test]
    fn an_event_is_its_request() {
        let request = request(&json!({
            "version": "2.0",
            "routeKey": "POST /v1/login",
            "rawPath": "/prod/v1/login",
            "rawQueryString": "",
            "headers": {"Accept-Language": "eu, es;q=0.5", "content-type": "application/json"},
            "requestContext": {
                "accountId": "123456789012",
                "http": {"method": "POST", "path": "/prod/v1/login", "sourceIp": "192.0.2.1"},
                "stage": "prod",
            },
            "body": "e30=",
            "isBase64Encoded": true,
        }))
        .unwrap();
        assert_eq!(request.method(), Method::POST);
        assert_eq!(request.uri().path(), "/v1/login");
        assert_eq!(request.headers()["accept-language"], "eu, es;q=0.5");
        assert_eq!(request.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!(request.headers().len(), 2);
        assert_eq!(request.body(), b"{}");
    }

    /// Those that `sam local invoke` is given.
    #[test]
    fn every_event_of_the_repository_is_its_request() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/events");
        let mut paths = BTreeSet::new();
        for file in fs::read_dir(folder).unwrap() {
            let event = fs::read(file.unwrap().path()).unwrap();
            let request = to_request(&event).unwrap();
            let event: Value = serde_json::from_slice(&event).unwrap();
            let http = &event["requestContext"]["http"];
            assert_eq!(request.method().as_str(), http["method"]);
            assert_eq!(request.uri().path(), http["path"]);
            for (name, value) in event["headers"].as_object().unwrap() {
                assert_eq!(request.headers()[name.as_str()], value.as_str().unwrap());
            }
            let body = event["body"].as_str().unwrap_or_default();
            assert_eq!(request.body(), body.as_bytes());
            paths.insert(request.uri().path().to_owned());
        }
        assert!(paths.contains("/v1/login"), "{paths:?}");
    }

    #[test]
    fn what_is_no_event_is_an_error() {
        for json in [
            json!([]),
            json!({}),
            json!({"rawPath": "/"}),
            json!({"rawPath": "/", "requestContext": {}}),
            json!({"requestContext": {"http": {"method": "GET"}}}),
        ] {
            assert!(request(&json).is_err(), "{json}");
        }
        for (member, value) in [
            ("requestContext", json!({"http": {"method": "NO METHOD"}})),
            ("headers", json!({"no name": "a"})),
            ("headers", json!({"a": "no value\n"})),
        ] {
            assert!(with(member, value).is_err(), "{member}");
        }
        let encoded = |body: &str| {
            let mut event = bare();
            event["body"] = json!(body);
            event["isBase64Encoded"] = json!(true);
            request(&event)
        };
        assert!(encoded("e30=").is_ok());
        assert!(encoded("{}").is_err());
    }

    #[test]
    fn an_error_quotes_nothing_of_its_event() {
        for (member, value) in [
            ("cookies", json!("session=secret")),
            ("isBase64Encoded", json!("secret")),
            ("headers", json!({"authorization": "secret\n"})),
            ("headers", json!({"authorization secret": ""})),
        ] {
            let error = with(member, value).unwrap_err();
            assert!(!format!("{error:?} {error}").contains("secret"), "{member}");
        }
    }

    #[test]
    fn a_header_is_there_once() {
        let request = with(
            "headers",
            json!({"X-Origin-Token": "a", "x-origin-token": "b"}),
        );
        let request = request.unwrap();
        assert_eq!(
            request.headers().get_all("x-origin-token").iter().count(),
            1
        );
        assert_eq!(request.headers()["x-origin-token"], "b");

        let many: serde_json::Map<_, _> = (0..40_000)
            .map(|number| (format!("x-{number}"), json!("")))
            .collect();
        assert!(with("headers", Value::Object(many)).is_err());
    }

    #[test]
    fn what_an_event_lacks_may_be_null() {
        for member in ["rawQueryString", "cookies", "headers", "body"] {
            let request = with(member, Value::Null).unwrap();
            assert_eq!(request.headers().len(), 0, "{member}");
            assert_eq!(request.body(), b"", "{member}");
        }
        let context = json!({"http": {"method": "GET"}, "stage": null});
        assert!(with("requestContext", context).is_ok());
    }

    #[test]
    fn the_name_of_a_stage_is_no_part_of_the_path() {
        #[track_caller]
        fn check(path: &str, stage: &str, expected: &str) {
            assert_eq!(without_stage(path, stage), expected);
        }
        check("/v1/login", "$default", "/v1/login");
        check("/prod/v1/login", "prod", "/v1/login");
        check("/v1/login", "prod", "/v1/login");
        check("/production/v1/login", "prod", "/production/v1/login");
        check("/prod", "prod", "/prod");
        check("", "", "");
    }

    #[test]
    fn a_document_travels_in_base64() {
        let document = b"%PDF-1.7\n%\x80\x80\x80\x80".to_vec();
        let reply = to_reply(Response::new(document.clone()));
        let json = serde_json::to_value(&reply).unwrap();
        assert_eq!(json["isBase64Encoded"], true);
        let body = json["body"].as_str().unwrap();
        assert_eq!(STANDARD.decode(body).unwrap(), document);
    }

    #[test]
    fn a_path_that_is_no_uri_is_no_route() {
        let request = with("rawPath", json!("/v1/ <\"login")).unwrap();
        assert_eq!(request.uri().path(), "/");
    }

    #[test]
    fn a_query_comes_along_unless_it_is_none() {
        #[track_caller]
        fn check(query: &str, expected: Option<&str>) {
            let request = with("rawQueryString", json!(query)).unwrap();
            assert_eq!(request.uri().path(), "/");
            assert_eq!(request.uri().query().filter(|it| !it.is_empty()), expected);
        }
        check("kind=question", Some("kind=question"));
        check("", None);
        check("a=\"<>\" b\u{0}", None);
    }

    #[test]
    fn cookies_come_and_go_beside_the_headers() {
        let request = with("cookies", json!(["a=1", "b=2"])).unwrap();
        assert_eq!(request.headers()[header::COOKIE], "a=1; b=2");

        let mut response = Response::new(Vec::new());
        for cookie in ["a=1; Secure", "b=2; Secure"] {
            let cookie = HeaderValue::from_static(cookie);
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        let reply = to_reply(response);
        assert_eq!(reply.cookies, ["a=1; Secure", "b=2; Secure"]);
        assert!(!reply.headers.contains_key(header::SET_COOKIE));
    }
}
