//! The first step of what an activation code opens: activation and reset. With the robot check, in
//! two forms: ALTCHA's widget, and a simple question for browsers without JavaScript.

use askama::Template;

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::{ByCode, Route},
};

/// The robot check. The script shows the widget, and takes the question away, once the widget
/// works; without JavaScript the question stays.
#[derive(Clone, Debug, Default)]
pub struct Robot {
    /// ALTCHA's widget.
    pub widget: Option<Widget>,
    /// The simple question.
    pub question: Option<Question>,
}

/// Where ALTCHA's files are, and its challenges. The files are those of the folder `dist/external`
/// of its package: they need no inline style and no worker made of text.
#[derive(Clone, Debug)]
pub struct Widget {
    /// The path of its script, a module.
    pub script: String,
    /// The path of its stylesheet.
    pub style: String,
    /// The path of its worker for PBKDF2.
    pub worker: String,
    /// The path that gives a challenge.
    pub challenge: String,
}

/// A simple question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question, in the person's language.
    pub text: String,
    /// What comes back with the answer.
    pub token: String,
}

/// The first step of activation or reset.
#[derive(Template)]
#[template(path = "by-code.html")]
pub struct ByCodeStart<'a> {
    frame: &'a Frame<'a>,
    by_code: ByCode,
    form: Form,
    robot: Robot,
}

impl<'a> ByCodeStart<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 5] = [
        Field::DocumentType,
        Field::DocumentNumber,
        Field::Email,
        Field::ActivationCode,
        Field::Answer,
    ];

    /// The page. Beside its fields, a form has [`ANSWER_TOKEN`](crate::fields::hidden::ANSWER_TOKEN)
    /// with the answer, or [`ALTCHA`](crate::fields::hidden::ALTCHA); and
    /// [`OTHER_QUESTION`](crate::fields::hidden::OTHER_QUESTION) if that was pressed.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, by_code: ByCode, form: Form, robot: Robot) -> Self {
        Self {
            frame,
            by_code,
            form,
            robot,
        }
    }

    fn intro(&self) -> &'static str {
        match self.by_code {
            ByCode::Activate => "activate-intro",
            ByCode::Reset => "reset-intro",
        }
    }
}

impl Framed for ByCodeStart<'_> {
    fn title(&self) -> String {
        let title = match self.by_code {
            ByCode::Activate => "activate-title",
            ByCode::Reset => "reset-title",
        };
        self.frame.say(title).into_owned()
    }

    fn here(&self) -> Route {
        Route::Start(self.by_code.purpose())
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }

    fn step(&self) -> Option<(u32, u32)> {
        Some((1, 3))
    }
}
