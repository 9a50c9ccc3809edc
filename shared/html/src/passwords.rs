//! Where a password is set: behind the one-time code (activation, reset), or beside the one in
//! force (change).
//!
//! The list of rules is the profile's: each rule stands there if it is in force, with its numbers.
//! The page carries the same numbers and symbols as `data-` attributes, from which the script marks
//! the rules that can be told without knowing the person; the verdict is the server's. That script
//! and `policy` judge alike is held in a browser by infra/page-check.

use askama::Template;
use jiff::Timestamp;
use policy::{Purpose, password::SYMBOLS, profile::PasswordRules};

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::{ByCode, Route},
};

/// The last step of activation and reset.
#[derive(Template)]
#[template(path = "new-password.html")]
pub struct NewPasswordStep<'a> {
    frame: &'a Frame<'a>,
    by_code: ByCode,
    form: Form,
    ends_at: Timestamp,
    rules: PasswordRules,
    symbols: &'static str,
}

impl<'a> NewPasswordStep<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 1] = [Field::NewPassword];

    /// The page. `ends_at`: the procedure's end.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, by_code: ByCode, form: Form, ends_at: Timestamp) -> Self {
        Self {
            frame,
            by_code,
            form,
            ends_at,
            rules: frame.site.profile.password,
            symbols: SYMBOLS,
        }
    }
}

impl Framed for NewPasswordStep<'_> {
    fn title(&self) -> String {
        self.frame.say("new-password-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::NewPassword(self.by_code)
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }

    fn step(&self) -> Option<(u32, u32)> {
        Some((3, 3))
    }
}

/// The first step of a change.
#[derive(Template)]
#[template(path = "change.html")]
pub struct ChangeStart<'a> {
    frame: &'a Frame<'a>,
    form: Form,
    rules: PasswordRules,
    symbols: &'static str,
}

impl<'a> ChangeStart<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 3] = [Field::DniOrNie, Field::CurrentPassword, Field::NewPassword];

    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, form: Form) -> Self {
        Self {
            frame,
            form,
            rules: frame.site.profile.password,
            symbols: SYMBOLS,
        }
    }
}

impl Framed for ChangeStart<'_> {
    fn title(&self) -> String {
        self.frame.say("change-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Start(Purpose::Change)
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }

    fn step(&self) -> Option<(u32, u32)> {
        Some((1, 2))
    }
}
