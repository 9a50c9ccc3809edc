//! Good answers: a status and a JSON body, or a status alone.

use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

/// What an operation answers when all is well.
pub struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Value>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    /// 200 with a body.
    #[must_use]
    pub fn ok(body: Value) -> Self {
        Self::with(StatusCode::OK, Some(body))
    }

    /// 201 with a body.
    #[must_use]
    pub fn created(body: Value) -> Self {
        Self::with(StatusCode::CREATED, Some(body))
    }

    /// 202 with a body: the procedure goes on.
    #[must_use]
    pub fn accepted(body: Value) -> Self {
        Self::with(StatusCode::ACCEPTED, Some(body))
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self::with(StatusCode::NO_CONTENT, None)
    }

    /// Any origin's page may read this answer.
    #[must_use]
    pub fn for_any_origin(mut self) -> Self {
        self.headers.push((
            http::header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ));
        self
    }

    fn with(status: StatusCode, body: Option<Value>) -> Self {
        Self {
            status,
            body,
            headers: Vec::new(),
        }
    }
}
