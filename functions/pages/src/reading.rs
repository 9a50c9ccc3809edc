//! Pages that need nobody: the first one, those to read, what a problem means; and what is shown
//! where there is no page.

use html::{
    ProblemName, Route,
    documents::{Document, Reading},
    home::Home,
    inbox::{Inbox, Sms},
    stop::Stop,
};
use http::{HeaderValue, Method, StatusCode, header};
use web::Problem;

use crate::{api::Refused, reply::Reply, visit::Visit};

/// The first page.
pub(crate) fn home(visit: &Visit<'_>) -> Reply {
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &Home::new(frame))
}

/// A page to read.
pub(crate) fn text(visit: &Visit<'_>, document: Document) -> Reply {
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &Reading::new(frame, document))
}

/// The messages that went to phones, the newest first.
pub(crate) fn inbox(visit: &Visit<'_>, messages: Vec<Sms>) -> Reply {
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &Inbox::new(frame, messages))
}

/// What a problem means.
pub(crate) fn problem(visit: &Visit<'_>, name: ProblemName) -> Reply {
    let frame = &visit.frame();
    let problem = example(name);
    let (title, detail) = problem.in_general(visit.language());
    let page = Stop::explained(frame, name, title, detail, problem.status().as_u16());
    Reply::page(visit, StatusCode::OK, &page)
}

/// A problem of the pages' own.
pub(crate) fn refused(visit: &Visit<'_>, here: Route, problem: &Problem) -> Reply {
    Refused::of(visit, problem).page(visit, here)
}

/// A method that a route has not.
pub(crate) fn not_that_method(
    visit: &Visit<'_>,
    route: Route,
    methods: &'static [Method],
) -> Reply {
    let named: Vec<&str> = methods.iter().map(Method::as_str).collect();
    let reply = refused(visit, route, &Problem::MethodNotAllowed(methods));
    match HeaderValue::from_str(&named.join(", ")) {
        Ok(allowed) => reply.saying(header::ALLOW, allowed),
        Err(_) => reply,
    }
}

/// A problem of this name.
fn example(name: ProblemName) -> Problem {
    match name {
        ProblemName::InvalidRequest => Problem::InvalidRequest(Vec::new()),
        ProblemName::ChallengeFailed => Problem::ChallengeFailed,
        ProblemName::Unauthenticated => Problem::Unauthenticated,
        ProblemName::Forbidden => Problem::Forbidden,
        ProblemName::Refused => Problem::Refused { attempts_left: 2 },
        ProblemName::ActivationCodeBlocked => Problem::ActivationCodeBlocked,
        ProblemName::PasswordBlocked => Problem::PasswordBlocked,
        ProblemName::PasswordExpired => Problem::PasswordExpired,
        ProblemName::AssuranceNotReachable => Problem::AssuranceNotReachable,
        ProblemName::PhoneInUse => Problem::PhoneInUse,
        ProblemName::LevelHeld => Problem::LevelHeld,
        ProblemName::ProcedureEnded => Problem::ProcedureEnded,
        ProblemName::OtpExpired => Problem::OtpExpired,
        ProblemName::PasswordRejected => Problem::PasswordRejected(Vec::new()),
        ProblemName::TooSoon => Problem::TooSoon { seconds: 60 },
        ProblemName::TooManyMessages => Problem::TooManyMessages { seconds: None },
        ProblemName::MessageNotSent => Problem::MessageNotSent {
            procedure: String::new(),
            seconds: 60,
            reason: "",
        },
        ProblemName::TemporarilyUnavailable => Problem::temporarily_unavailable(""),
        ProblemName::NotFound => Problem::NotFound,
        ProblemName::MethodNotAllowed => Problem::MethodNotAllowed(&[]),
        ProblemName::ContentTooLarge => Problem::ContentTooLarge,
        ProblemName::UnsupportedMediaType => Problem::UnsupportedMediaType,
    }
}
