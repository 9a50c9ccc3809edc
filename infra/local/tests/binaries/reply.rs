//! What a function replies, and what API Gateway makes of it.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use serde_json::Value;

/// An answer as the caller would see it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Reply {
    /// Reads what a function gave to the runtime API; panics if API Gateway would not understand it.
    pub(crate) fn of_function(reply: &Value) -> Self {
        let status = reply["statusCode"]
            .as_u64()
            .expect("statusCode is a number");
        assert_eq!(reply["isBase64Encoded"], false, "{reply}");
        assert_eq!(reply["cookies"], Value::Array(Vec::new()), "{reply}");
        let headers = reply["headers"].as_object().expect("headers is an object");
        let header = |(name, value): (&String, &Value)| {
            let value = value.as_str().expect("a header is one string");
            (name.clone(), value.to_owned())
        };
        Self {
            status: status.try_into().expect("a status"),
            headers: headers.iter().map(header).collect(),
            // An answer without a body has none.
            body: reply.get("body").map_or_else(String::new, |body| {
                body.as_str().expect("a body is a string").to_owned()
            }),
        }
    }

    /// Reads what a router answered.
    pub(crate) fn of_router(response: Response<Vec<u8>>) -> Self {
        let (parts, body) = response.into_parts();
        let mut headers = BTreeMap::new();
        for (name, value) in &parts.headers {
            let value = value.to_str().expect("a header of ASCII").to_owned();
            let before = headers.insert(name.to_string(), value);
            assert_eq!(before, None, "{name} twice");
        }
        Self {
            status: parts.status.as_u16(),
            headers,
            body: String::from_utf8(body).expect("a body is text"),
        }
    }

    /// Without the one header that no two answers share.
    pub(crate) fn but_for_its_id(mut self) -> Self {
        let id = self.headers.remove("x-request-id");
        assert!(id.is_some_and(|id| id.len() >= 8), "{self:?}");
        self
    }

    /// Over HTTP.
    pub(crate) fn sent(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).expect("a status");
        for (name, value) in self.headers {
            let name: axum::http::HeaderName = name.parse().expect("a header's name");
            let value = value.parse().expect("a header's value");
            response.headers_mut().insert(name, value);
        }
        response
    }
}
