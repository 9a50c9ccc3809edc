//! The registrar's desk: signing in with a token, registering a person, and what to hand over.

use askama::Template;
use jiff::Timestamp;
use policy::{Level, Method};

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::Route,
};

/// Where a registrar signs in.
#[derive(Template)]
#[template(path = "desk.html")]
pub struct DeskStart<'a> {
    frame: &'a Frame<'a>,
    form: Form,
}

impl<'a> DeskStart<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 1] = [Field::RegistrarToken];

    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, form: Form) -> Self {
        Self { frame, form }
    }
}

impl Framed for DeskStart<'_> {
    fn title(&self) -> String {
        self.frame.say("desk-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Desk
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }
}

/// A person's registration.
#[derive(Template)]
#[template(path = "desk-register.html")]
pub struct DeskForm<'a> {
    frame: &'a Frame<'a>,
    form: Form,
}

impl<'a> DeskForm<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 13] = [
        Field::DocumentType,
        Field::DocumentNumber,
        Field::ValidUntil,
        Field::IssuedOn,
        Field::SupportNumber,
        Field::GivenName,
        Field::FirstSurname,
        Field::SecondSurname,
        Field::Phone,
        Field::DeskEmail,
        Field::Method,
        Field::Level,
        Field::Terms,
    ];

    /// The page. Beside its fields, a form has
    /// [`TERMS_VERSION`](crate::fields::hidden::TERMS_VERSION).
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, form: Form) -> Self {
        Self { frame, form }
    }
}

impl Framed for DeskForm<'_> {
    fn title(&self) -> String {
        self.frame.say("desk-form-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::DeskRegister
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }
}

/// A registration that was made. [`Route::DeskDocument`] is sent all of it but the method, as
/// [`hidden`](crate::fields::hidden) members, beside the language of the document to hand over.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The code, in its groups. Shown this once.
    pub activation_code: String,
    /// The level of the registration.
    pub level: Level,
    /// How the person was identified.
    pub method: Method,
    /// When.
    pub registered_at: Timestamp,
}

/// What to hand over.
#[derive(Template)]
#[template(path = "desk-result.html")]
pub struct DeskResult<'a> {
    frame: &'a Frame<'a>,
    result: Registered,
}

impl<'a> DeskResult<'a> {
    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, result: Registered) -> Self {
        Self { frame, result }
    }

    fn level(&self) -> &'static str {
        match self.result.level {
            Level::Basic => "level-basic",
            Level::Advanced => "level-advanced",
        }
    }

    fn method(&self) -> &'static str {
        match self.result.method {
            Method::Office => "method-office",
            Method::Certificate => "method-certificate",
            Method::Video => "method-video",
            Method::Letter => "method-letter",
        }
    }
}

impl Framed for DeskResult<'_> {
    fn title(&self) -> String {
        self.frame.say("desk-result-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::DeskRegister
    }

    fn asked_at(&self, _sent_from: Route) -> Option<Route> {
        None
    }
}
