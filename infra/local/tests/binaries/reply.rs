//! What a function replies, and what API Gateway makes of it.

use std::collections::BTreeMap;

use axum::http::Response;
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
        assert_eq!(reply["isBase64Encoded"], false, "{reply}");
        assert_eq!(reply["cookies"], Value::Array(Vec::new()), "{reply}");
        let answer = Self::of_router(gateway::response(&Ok(reply.clone())));
        assert_eq!(reply["statusCode"], answer.status, "{reply}");
        answer
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
}
