//! What a function replies, as API Gateway makes an answer of it.
//!
//! | the function | the caller |
//! | --- | --- |
//! | replies with a `statusCode` | status, headers, cookies and body, from base64 if it says so |
//! | replies with other JSON | 200 and that JSON, as `application/json` |
//! | replies with anything else, fails or ends | 500 `{"message":"Internal Server Error"}` |
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

/// How an invocation ended.
pub type Ended = Result<Value, Failure>;

/// Why an invocation gave no reply. The caller is not told.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The function gave an error to Lambda.
    #[error("the function failed: {0}")]
    Error(Value),
    /// The function ended, was stopped for its time, or wrote what is no JSON.
    #[error("the function gave no reply: {0}")]
    NoReply(String),
    /// Lambda itself could not run it.
    #[error("the function was not run: {0}")]
    NotRun(String),
}

/// The answer to the caller.
#[must_use]
pub fn response(ended: &Ended) -> Response<Vec<u8>> {
    let reply = match ended {
        Ok(reply) => reply,
        Err(_) => return message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
    };
    if reply.get("statusCode").is_none() {
        return json_answer(StatusCode::OK, reply);
    }
    read(reply)
        .unwrap_or_else(|| message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"))
}

/// What API Gateway answers by itself.
#[must_use]
pub fn message(status: StatusCode, message: &str) -> Response<Vec<u8>> {
    json_answer(status, &json!({ "message": message }))
}

fn json_answer(status: StatusCode, body: &Value) -> Response<Vec<u8>> {
    let mut response = Response::new(body.to_string().into_bytes());
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// `None` if something in it is not what the documentation says.
fn read(reply: &Value) -> Option<Response<Vec<u8>>> {
    let status = u16::try_from(reply["statusCode"].as_u64()?).ok()?;
    let mut response = Response::new(body(reply)?);
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    *response.headers_mut() = headers(reply)?;
    Some(response)
}

fn body(reply: &Value) -> Option<Vec<u8>> {
    let body = &reply["body"];
    let text = if body.is_null() { "" } else { body.as_str()? };
    if reply["isBase64Encoded"].as_bool().unwrap_or_default() {
        STANDARD.decode(text).ok()
    } else {
        Some(text.into())
    }
}

fn headers(reply: &Value) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in reply["headers"].as_object().into_iter().flatten() {
        let name: HeaderName = name.parse().ok()?;
        headers.insert(name, value.as_str()?.parse().ok()?);
    }
    for cookie in reply["cookies"].as_array().into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie.as_str()?.parse().ok()?);
    }
    Some(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reply: Value, status: u16, body: &[u8]) -> HeaderMap {
        let response = response(&Ok(reply));
        assert_eq!(response.status(), status);
        assert_eq!(response.body(), body);
        response.headers().clone()
    }

    #[track_caller]
    fn check_unusable(reply: Value) {
        check(reply, 500, br#"{"message":"Internal Server Error"}"#);
    }

    #[test]
    fn the_reply_of_the_documentation_is_the_answer() {
        let headers = check(
            json!({
                "cookies": ["cookie1", "cookie2"],
                "isBase64Encoded": false,
                "statusCode": 201,
                "headers": {"headername": "headervalue", "Content-Type": "text/plain"},
                "body": "Hello from Lambda!",
            }),
            201,
            b"Hello from Lambda!",
        );
        assert_eq!(headers["headername"], "headervalue");
        assert_eq!(headers["content-type"], "text/plain");
        let cookies: Vec<_> = headers.get_all(header::SET_COOKIE).iter().collect();
        assert_eq!(cookies, ["cookie1", "cookie2"]);
    }

    #[test]
    fn json_without_a_status_is_the_body() {
        let hello = json!("Hello from Lambda!");
        let headers = check(hello, 200, br#""Hello from Lambda!""#);
        assert_eq!(headers["content-type"], "application/json");
        let hello = json!({"message": "Hello from Lambda!"});
        check(hello, 200, br#"{"message":"Hello from Lambda!"}"#);
    }

    #[test]
    fn a_body_in_base64_is_sent_as_its_bytes() {
        let reply = json!({"statusCode": 200, "body": "/wD+", "isBase64Encoded": true});
        check(reply, 200, b"\xff\0\xfe");
        check(json!({"statusCode": 204, "headers": {}}), 204, b"");
        check(json!({"statusCode": 204, "body": null}), 204, b"");
    }

    #[test]
    fn what_cannot_be_an_answer_is_an_internal_server_error() {
        check_unusable(json!({"statusCode": "200"}));
        check_unusable(json!({"statusCode": 1000}));
        check_unusable(json!({"statusCode": 200, "body": {}}));
        check_unusable(json!({"statusCode": 200, "body": "!", "isBase64Encoded": true}));
        check_unusable(json!({"statusCode": 200, "headers": {"a b": "c"}}));
        check_unusable(json!({"statusCode": 200, "headers": {"a": "\n"}}));
    }

    #[test]
    fn a_function_that_fails_is_an_internal_server_error() {
        for failure in [
            Failure::Error(json!({"errorType": "panic", "errorMessage": "secret"})),
            Failure::NoReply("Task timed out after 3.00 seconds".to_owned()),
            Failure::NotRun("no such file".to_owned()),
        ] {
            let response = response(&Err(failure));
            assert_eq!(response.status(), 500);
            assert_eq!(response.body(), br#"{"message":"Internal Server Error"}"#);
        }
    }
}
