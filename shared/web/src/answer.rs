//! Good answers: a status and a body, JSON or a document, or a status alone.

use http::{HeaderName, HeaderValue, StatusCode, header};
use policy::Language;
use serde_json::Value;

/// What an operation answers when all is well.
pub struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Content>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

/// What a good answer holds.
pub(crate) enum Content {
    Json(Value),
    Document {
        media_type: &'static str,
        bytes: Vec<u8>,
    },
}

impl Content {
    /// The bytes and what they are.
    pub(crate) fn into_bytes(self) -> (&'static str, Vec<u8>) {
        match self {
            Self::Json(json) => ("application/json", json.to_string().into_bytes()),
            Self::Document { media_type, bytes } => (media_type, bytes),
        }
    }
}

impl Answer {
    /// 200 with a body.
    #[must_use]
    pub fn ok(body: Value) -> Self {
        Self::with(StatusCode::OK, Some(Content::Json(body)))
    }

    /// 201 with a body.
    #[must_use]
    pub fn created(body: Value) -> Self {
        Self::with(StatusCode::CREATED, Some(Content::Json(body)))
    }

    /// 201 with a document, like `application/pdf`.
    #[must_use]
    pub fn created_document(media_type: &'static str, bytes: Vec<u8>) -> Self {
        let document = Content::Document { media_type, bytes };
        Self::with(StatusCode::CREATED, Some(document))
    }

    /// 202 with a body: the procedure goes on.
    #[must_use]
    pub fn accepted(body: Value) -> Self {
        Self::with(StatusCode::ACCEPTED, Some(Content::Json(body)))
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self::with(StatusCode::NO_CONTENT, None)
    }

    /// Any origin's page may read this answer.
    #[must_use]
    pub fn for_any_origin(self) -> Self {
        self.header(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        )
    }

    /// What it holds is written in `language`.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        let tag = HeaderValue::from_static(language.tag());
        self.header(header::CONTENT_LANGUAGE, tag)
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    fn with(status: StatusCode, body: Option<Content>) -> Self {
        Self {
            status,
            body,
            headers: Vec::new(),
        }
    }
}
