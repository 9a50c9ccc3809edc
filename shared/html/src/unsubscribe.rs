//! Leaving: what it means, and the first step.

use askama::Template;
use policy::Purpose;

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::Route,
};

/// The warning and the first step.
#[derive(Template)]
#[template(path = "unsubscribe.html")]
pub struct UnsubscribeStart<'a> {
    frame: &'a Frame<'a>,
    form: Form,
}

impl<'a> UnsubscribeStart<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 3] = [Field::DniOrNie, Field::Password, Field::Understood];

    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, form: Form) -> Self {
        Self { frame, form }
    }
}

impl Framed for UnsubscribeStart<'_> {
    fn title(&self) -> String {
        self.frame.say("unsubscribe-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Start(Purpose::Unsubscribe)
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }

    fn step(&self) -> Option<(u32, u32)> {
        Some((1, 2))
    }
}
