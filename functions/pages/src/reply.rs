//! What goes back: a page, the way to another, or a file.

use html::{
    CONTENT_SECURITY_POLICY, Page, Route,
    assets::{self, Asset},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use policy::Language;

use crate::{
    cookies::{Life, Name},
    visit::Visit,
};

/// Said of every page. A form's origin is told to us and to nobody else.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "same-origin"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    // For browsers that do not know `frame-ancestors`.
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// A reply before it is sent.
pub(crate) struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Reply {
    /// A page.
    pub(crate) fn page(visit: &Visit<'_>, status: StatusCode, page: &impl Page) -> Self {
        let Ok(html) = page.html() else {
            // No content causes it; nothing that could be shown would not be a page too.
            return Self::with(StatusCode::INTERNAL_SERVER_ERROR);
        };
        let mut reply = Self::with(status);
        reply.body = html.into_bytes();
        reply.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        let language = HeaderValue::from_static(visit.language().tag());
        reply.insert(header::CONTENT_LANGUAGE, language);
        reply
    }

    /// A document to keep.
    pub(crate) fn document(language: Language, pdf: Vec<u8>) -> Self {
        let mut reply = Self::with(StatusCode::OK);
        reply.body = pdf;
        for (name, value) in [
            (header::CONTENT_TYPE, document::MEDIA_TYPE),
            (header::CONTENT_DISPOSITION, document::DISPOSITION),
            (header::CONTENT_LANGUAGE, language.tag()),
        ] {
            reply.insert(name, HeaderValue::from_static(value));
        }
        reply
    }

    /// The way to a page, behind a form that did what it is for.
    pub(crate) fn to(route: Route) -> Self {
        let mut reply = Self::with(StatusCode::SEE_OTHER);
        reply.insert(header::LOCATION, HeaderValue::from_static(route.path()));
        reply
    }

    fn with(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    /// With a cookie.
    pub(crate) fn keeping(mut self, name: Name, value: &str, life: Life) -> Self {
        self.headers.extend(
            name.set(value, life)
                .map(|cookie| (header::SET_COOKIE, cookie)),
        );
        self
    }

    /// With a cookie taken away.
    pub(crate) fn forgetting(self, name: Name) -> Self {
        self.keeping(name, "", Life::Over)
    }

    /// With this status, if it is a page and not the way to one.
    pub(crate) fn instead_of_ok(mut self, status: StatusCode) -> Self {
        if self.status == StatusCode::OK {
            self.status = status;
        }
        self
    }

    /// With a header of its own.
    pub(crate) fn saying(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.insert(name, value);
        self
    }

    fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// As it is sent.
    pub(crate) fn response(mut self, method: &Method) -> Response<Vec<u8>> {
        if method == Method::HEAD {
            self.body = Vec::new();
        }
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        for (name, value) in HEADERS {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// A file that never changes.
pub(crate) fn file(method: &Method, asset: &'static Asset) -> Response<Vec<u8>> {
    if ![Method::GET, Method::HEAD].contains(method) {
        let reply = Reply::with(StatusCode::METHOD_NOT_ALLOWED);
        let reply = reply.saying(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply.response(method);
    }
    let kept = HeaderValue::from_static(assets::CACHE_CONTROL);
    let kind = HeaderValue::from_static(asset.content_type);
    let reply = Reply {
        body: asset.bytes.to_vec(),
        ..Reply::with(StatusCode::OK)
    };
    let reply = reply.saying(header::CACHE_CONTROL, kept);
    reply.saying(header::CONTENT_TYPE, kind).response(method)
}
