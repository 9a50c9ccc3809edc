//! Entering, and what an entered person sees: last access, expiry, rights and duties, the way out.

use askama::Template;
use jiff::Timestamp;
use policy::{Assurance, Purpose};

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::Route,
};

/// Document and password.
#[derive(Template)]
#[template(path = "login.html")]
pub struct LoginStart<'a> {
    frame: &'a Frame<'a>,
    form: Form,
    code_required: bool,
}

impl<'a> LoginStart<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 3] = [Field::DniOrNie, Field::Password, Field::WithCode];

    /// The page. `code_required`: the service that sent the person asks for `substantial`, so
    /// `WithCode` is not asked.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, form: Form, code_required: bool) -> Self {
        Self {
            frame,
            form,
            code_required,
        }
    }
}

impl Framed for LoginStart<'_> {
    fn title(&self) -> String {
        self.frame.say("login-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Start(Purpose::Login)
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }
}

/// What is said of a session.
#[derive(Clone, Debug)]
pub struct Session {
    /// How sure it is.
    pub assurance: Assurance,
    /// Its nearer end.
    pub ends_at: Timestamp,
    /// Whether it has just begun: the answer to a login says more than that to a look at the
    /// session.
    pub entered_now: bool,
    /// The login before, if there was one. Shown with `entered_now`.
    pub last_access: Option<Timestamp>,
    /// When the password expires, if it does. Shown with `entered_now`.
    pub password_expires_at: Option<Timestamp>,
}

/// Within a session.
#[derive(Template)]
#[template(path = "session.html")]
pub struct Inside<'a> {
    frame: &'a Frame<'a>,
    session: Session,
}

impl<'a> Inside<'a> {
    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, session: Session) -> Self {
        Self { frame, session }
    }

    fn assurance(&self) -> &'static str {
        match self.session.assurance {
            Assurance::Low => "session-low",
            Assurance::Substantial => "session-substantial",
        }
    }
}

impl Framed for Inside<'_> {
    fn title(&self) -> String {
        self.frame.say("session-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Done(Purpose::Login)
    }
}
