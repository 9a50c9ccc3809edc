//! The citizen's pages: `GET` shows one, a form's `POST` asks the same operations as the API does,
//! in this process, and shows what they answer. No rule is written here; what a page looks like and
//! says is `html`'s.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `visit` | who comes: language, cookies, what was typed, whether the form is ours |
//! | `typed` | a form, as it was sent |
//! | `cookies` | what a browser keeps for us, and how |
//! | `progress` | where a procedure stands, as its cookie says |
//! | `api` | an operation asked, and its refusal |
//! | `reply` | what goes back: a page, or the way to another |
//! | `begin`, `code`, `ends` | the procedures: who and a secret, the one-time code, what follows |
//! | `inside` | the session, and its end |
//! | `desk` | the registrar's desk |
//! | `reading` | pages that need nobody: texts, problems, files |
//! | `setup` | what an operator says of the service |
//! | [`operations`] | every operation by its route |
//!
//! In Lambda the pages have no desk: nobody can be registered by a function that everybody reaches.
//!
//! Secrets go from the form to the operation and are given back by no page. A procedure's token,
//! a session's and a registrar's are in cookies that no script can read, never in an address and
//! never in HTML.

mod api;
mod begin;
mod code;
mod cookies;
mod desk;
mod ends;
mod inside;
pub mod operations;
mod progress;
mod reading;
mod reply;
mod setup;
mod typed;
mod visit;

use std::thread;

pub use html::inbox::Sms;
use html::{Form, Refusal, Route, assets::Asset, documents::Document};
use http::{Method, Request, Response, StatusCode};
use jiff::Timestamp;
use policy::{Language, Purpose};
use storage::Storage;
use web::{Call, Env, Problem, Router, Site, StartupError};

use crate::{api::Api, reply::Reply, setup::Setup, typed::Typed, visit::Visit};

/// The pages.
pub struct Pages {
    api: Api,
    storage: Storage,
    /// What a registrar's desk hands over, if there is a desk.
    desk: Option<desk::Writer>,
    /// Reads what the local runner keeps in place of a phone network.
    messages: Option<Box<dyn Fn() -> Vec<Sms> + Send + Sync>>,
    setup: Setup,
}

impl Site for Pages {
    const NAME: &'static str = "pages";

    async fn start(env: &Env) -> Result<Self, StartupError> {
        // Beside the start; where there is no thread for it, the page below reads them.
        let reading = thread::Builder::new().spawn(|| html::prepare(Language::default()));
        drop(reading);
        let pages = Self::over(operations::of_people(env).await?, env)?;
        pages.show_to_nobody().await;
        Ok(pages)
    }

    fn knows(&self, path: &str) -> bool {
        Asset::at(path).is_some() || self.route(path).is_some()
    }

    async fn answer(&self, call: Call) -> Response<Vec<u8>> {
        if let Some(file) = Asset::at(&call.path) {
            return reply::file(&call.method, file);
        }
        let visit = Visit::of(call, &self.setup);
        let reply = self.reply(&visit).await;
        visit.close(reply)
    }
}

impl Pages {
    /// Pages over operations that are started already.
    ///
    /// # Errors
    /// [`StartupError`] names the setting that is wrong.
    pub fn over(operations: Router, env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            desk: None,
            messages: None,
            api: Api::over(operations),
            storage: env.storage()?,
            setup: Setup::of(env)?,
        })
    }

    /// A page is made of parts of the program that a start has not read from the disk yet. Lambda
    /// gives a start a whole processor, and a first visit a small function's share of one.
    async fn show_to_nobody(&self) {
        if let Ok(call) = Call::new(Request::new(Vec::new()), Timestamp::UNIX_EPOCH) {
            Box::pin(self.answer(call)).await;
        }
    }

    /// With a registrar's desk: `register` is among the operations. What has none has no fonts of a
    /// document in it either.
    #[must_use]
    pub fn with_desk(self) -> Self {
        Self {
            desk: Some(document::pdf),
            ..self
        }
    }

    /// With a page that shows these messages, the newest first: the local runner's.
    #[must_use]
    pub fn showing(self, messages: impl Fn() -> Vec<Sms> + Send + Sync + 'static) -> Self {
        Self {
            messages: Some(Box::new(messages)),
            ..self
        }
    }

    async fn reply(&self, visit: &Visit<'_>) -> Reply {
        let Some(route) = self.route(visit.path()) else {
            return reading::refused(visit, Route::Home, &Problem::NotFound);
        };
        let known = methods(route);
        if !known.contains(visit.method()) {
            return reading::not_that_method(visit, route, known);
        }
        if visit.method() == Method::POST {
            self.take(visit, route).await
        } else {
            self.show(visit, route, Form::default()).await
        }
    }

    /// The page at this path, if it is one of ours.
    fn route(&self, path: &str) -> Option<Route> {
        Route::at(path).filter(|route| self.has(*route))
    }

    fn has(&self, route: Route) -> bool {
        match route {
            Route::Desk | Route::DeskRegister | Route::DeskDocument | Route::DeskLeave => {
                self.desk.is_some()
            }
            Route::Inbox => self.messages.is_some(),
            Route::Home
            | Route::Start(_)
            | Route::Code(_)
            | Route::Resend(_)
            | Route::NewPassword(_)
            | Route::Done(_)
            | Route::Logout
            | Route::Advice
            | Route::Requirements
            | Route::Accessibility
            | Route::Privacy
            | Route::Problem(_) => true,
        }
    }

    /// A form does something once it is known to be whole, and ours. One that is not, or was open
    /// for too long, is shown again.
    async fn take(&self, visit: &Visit<'_>, route: Route) -> Reply {
        let typed = match visit.typed() {
            Ok(typed) => typed,
            Err(problem) => return reading::refused(visit, stands_on(route), &problem),
        };
        if visit.is_ours(&typed) {
            return self.act(visit, route, &typed).await;
        }
        let refusal = Refusal::stale(&visit.frame());
        let mut form = Form::refused(refusal);
        if visit.comes_from_us() {
            form = typed.given_back(form);
        }
        let reply = self.show(visit, stands_on(route), form).await;
        reply.instead_of_ok(StatusCode::FORBIDDEN)
    }

    /// A page, with its form as it stands.
    async fn show(&self, visit: &Visit<'_>, route: Route, form: Form) -> Reply {
        match route {
            Route::Home => reading::home(visit),
            Route::Start(purpose) => self.start_page(visit, purpose, form).await,
            Route::Code(purpose) => code::page(visit, purpose, form),
            Route::NewPassword(by_code) => ends::password_page(visit, by_code, form),
            Route::Done(Purpose::Login) => self.inside(visit).await,
            Route::Done(purpose) => ends::page(visit, purpose),
            Route::Logout => inside::logged_out(visit),
            Route::Advice => reading::text(visit, Document::Advice),
            Route::Requirements => reading::text(visit, Document::Requirements),
            Route::Accessibility => reading::text(visit, Document::Accessibility),
            Route::Privacy => reading::text(visit, Document::Privacy),
            Route::Problem(name) => reading::problem(visit, name),
            Route::Desk => desk::sign_in_page(visit, form),
            Route::DeskRegister => desk::register_page(visit, form),
            Route::Inbox => {
                let messages = self.messages.as_ref().map(|read| read());
                reading::inbox(visit, messages.unwrap_or_default())
            }
            Route::Resend(_) | Route::DeskDocument | Route::DeskLeave => {
                reading::refused(visit, Route::Home, &Problem::NotFound)
            }
        }
    }

    /// What a form asks for.
    async fn act(&self, visit: &Visit<'_>, route: Route, typed: &Typed) -> Reply {
        match route {
            Route::Start(purpose) => self.begin(visit, purpose, typed).await,
            Route::Code(purpose) => self.enter_code(visit, purpose, typed).await,
            Route::Resend(purpose) => self.resend(visit, purpose).await,
            Route::NewPassword(by_code) => self.set_password(visit, by_code, typed).await,
            Route::Logout => self.log_out(visit).await,
            Route::Desk => self.sign_in(visit, typed).await,
            Route::DeskRegister => self.register(visit, typed).await,
            Route::DeskDocument => match self.desk {
                Some(write) => self.hand_over(visit, typed, write),
                None => reading::refused(visit, Route::Home, &Problem::NotFound),
            },
            Route::DeskLeave => desk::leave(),
            Route::Home
            | Route::Done(_)
            | Route::Advice
            | Route::Requirements
            | Route::Accessibility
            | Route::Privacy
            | Route::Problem(_)
            | Route::Inbox => reading::refused(visit, Route::Home, &Problem::NotFound),
        }
    }
}

/// The page that a form stands on.
pub(crate) fn stands_on(form: Route) -> Route {
    if let Route::Resend(purpose) = form {
        return Route::Code(purpose);
    }
    if form == Route::Logout {
        return Route::Done(Purpose::Login);
    }
    if [Route::DeskDocument, Route::DeskLeave].contains(&form) {
        return Route::DeskRegister;
    }
    form
}

/// Whether a route is a page, takes a form, or both.
fn methods(route: Route) -> &'static [Method] {
    match route {
        Route::Start(_)
        | Route::Code(_)
        | Route::NewPassword(_)
        | Route::Logout
        | Route::Desk
        | Route::DeskRegister => &[Method::GET, Method::HEAD, Method::POST],
        Route::Resend(_) | Route::DeskDocument | Route::DeskLeave => &[Method::POST],
        Route::Home
        | Route::Done(_)
        | Route::Advice
        | Route::Requirements
        | Route::Accessibility
        | Route::Privacy
        | Route::Problem(_)
        | Route::Inbox => &[Method::GET, Method::HEAD],
    }
}
