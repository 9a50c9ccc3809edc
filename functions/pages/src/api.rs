//! An operation, asked as the API is asked: by its path, with JSON, in the person's language. So a
//! page knows what the contract says, and no more; but `ends` reads where a procedure stands that
//! takes no step.

use html::{Field, ProblemName, Refusal, Route, stop::Stop};
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use secrets::Token;
use serde_json::Value;
use web::{Problem, Router};
use zeroize::Zeroizing;

use crate::{reply::Reply, visit::Visit};

/// The operations.
pub(crate) struct Api(Router);

/// Why an operation did not do what it was asked.
pub(crate) struct Refused {
    pub(crate) name: ProblemName,
    pub(crate) status: StatusCode,
    /// Seconds after which to ask again.
    pub(crate) retry_after: Option<u32>,
    /// The procedure that was opened all the same: its SMS was not sent.
    pub(crate) procedure: Option<Token>,
    title: String,
    detail: String,
    /// What is wrong with single members: pointer and detail.
    members: Vec<(String, String)>,
    reference: String,
}

impl Api {
    pub(crate) fn over(operations: Router) -> Self {
        Self(operations)
    }

    /// `POST` with this body.
    pub(crate) async fn post(
        &self,
        visit: &Visit<'_>,
        path: &str,
        body: &Value,
    ) -> Result<Value, Box<Refused>> {
        let bytes = body.to_string().into();
        self.send(visit, Method::POST, path, None, bytes).await
    }

    /// `POST` with this body, by a bearer.
    pub(crate) async fn post_as(
        &self,
        visit: &Visit<'_>,
        bearer: &str,
        path: &str,
        body: &Value,
    ) -> Result<Value, Box<Refused>> {
        let bytes = body.to_string().into();
        self.send(visit, Method::POST, path, Some(bearer), bytes)
            .await
    }

    /// A request without a body, by a bearer or by nobody.
    pub(crate) async fn ask(
        &self,
        visit: &Visit<'_>,
        method: Method,
        path: &str,
        bearer: Option<&str>,
    ) -> Result<Value, Box<Refused>> {
        self.send(visit, method, path, bearer, Vec::new()).await
    }

    async fn send(
        &self,
        visit: &Visit<'_>,
        method: Method,
        path: &str,
        bearer: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Value, Box<Refused>> {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap_or_default();
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT_LANGUAGE, visit.accept_language());
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
        let bearer = bearer.map(|token| Zeroizing::new(format!("Bearer {token}")));
        if let Some(bearer) = bearer.and_then(|bearer| HeaderValue::from_str(&bearer).ok()) {
            headers.insert(header::AUTHORIZATION, bearer);
        }
        let Self(operations) = self;
        read(visit, operations.answer(request, visit.now()).await)
    }
}

fn read(visit: &Visit<'_>, response: Response<Vec<u8>>) -> Result<Value, Box<Refused>> {
    let status = response.status();
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    if status.is_success() {
        return Ok(body);
    }
    let number = |name| {
        let value = response.headers().get(name)?;
        value.to_str().ok()?.parse().ok()
    };
    let mut refused = Refused::read(visit, status, &body);
    refused.retry_after = number(header::RETRY_AFTER);
    let id = response.headers().get("x-request-id");
    if let Some(id) = id.and_then(|id| id.to_str().ok()) {
        id.clone_into(&mut refused.reference);
    }
    Err(refused)
}

impl Refused {
    /// A problem that no operation had: the page's own.
    pub(crate) fn of(visit: &Visit<'_>, problem: &Problem) -> Box<Self> {
        let body = problem.body(visit.language());
        let mut refused = Self::read(visit, problem.status(), &body);
        refused.retry_after = problem.retry_after().and_then(|it| it.try_into().ok());
        refused
    }

    fn read(visit: &Visit<'_>, status: StatusCode, body: &Value) -> Box<Self> {
        let listed = |name: &str| body[name].as_array().cloned().unwrap_or_default();
        let member = |error: &Value, pointer: &str| {
            let detail = error["detail"].as_str().unwrap_or_default();
            (pointer.to_owned(), detail.to_owned())
        };
        let errors = listed("errors");
        let errors = errors
            .iter()
            .map(|error| member(error, error["pointer"].as_str().unwrap_or_default()));
        let violations = listed("violations");
        let violations = violations.iter().map(|error| member(error, "/newPassword"));
        Box::new(Self {
            // A type that is not known is our own fault.
            name: ProblemName::of_type(&text(body, "type"))
                .unwrap_or(ProblemName::TemporarilyUnavailable),
            status,
            retry_after: None,
            procedure: body["procedure"].as_str().map(Token::entered),
            title: text(body, "title"),
            detail: text(body, "detail"),
            members: errors.chain(violations).collect(),
            reference: visit.id().to_owned(),
        })
    }

    /// For the head of a form, with what is wrong beside the one of `fields` that it belongs to.
    pub(crate) fn on(&self, fields: &[Field]) -> Refusal {
        let refusal = Refusal::new(&*self.title, &*self.detail);
        let members = self.members.iter();
        members.fold(refusal, |refusal, (pointer, detail)| {
            refusal.with(fields, pointer, &**detail)
        })
    }

    /// As a page of its own.
    pub(crate) fn page(&self, visit: &Visit<'_>, here: Route) -> Reply {
        let frame = &visit.frame();
        let page = Stop::met(
            frame,
            here,
            self.name,
            self.title.clone(),
            self.detail.clone(),
            Some(self.reference.clone()),
        );
        self.marked(Reply::page(visit, StatusCode::OK, &page))
    }

    /// The reply with its status, and how long to wait where a wait helps.
    pub(crate) fn marked(&self, reply: Reply) -> Reply {
        let reply = reply.instead_of_ok(self.status);
        match self.retry_after {
            Some(seconds) => reply.saying(header::RETRY_AFTER, HeaderValue::from(seconds)),
            None => reply,
        }
    }

    /// When to ask again; now, where no wait is known.
    pub(crate) fn retry_at(&self, visit: &Visit<'_>) -> Timestamp {
        visit.now() + SignedDuration::from_secs(self.retry_after.unwrap_or_default().into())
    }
}

/// Adds a text, if there is one: what was left empty is missing.
pub(crate) fn add(body: &mut Value, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        body[name] = text.into();
    }
}

/// A text of an answer.
pub(crate) fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_default().to_owned()
}

/// A time of an answer.
pub(crate) fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}
