//! The SMS of the local runner, as a page: a newcomer plays both sides.

use askama::Template;
use jiff::Timestamp;

use crate::{frame::Frame, page::Framed, routes::Route};

/// An SMS.
#[derive(Clone, Debug)]
pub struct Sms {
    /// The number, E.164.
    pub to: String,
    /// Its text.
    pub body: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// The SMS, in the order given: the newest first.
#[derive(Template)]
#[template(path = "inbox.html")]
pub struct Inbox<'a> {
    frame: &'a Frame<'a>,
    messages: Vec<Sms>,
}

impl<'a> Inbox<'a> {
    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, messages: Vec<Sms>) -> Self {
        Self { frame, messages }
    }
}

impl Framed for Inbox<'_> {
    fn title(&self) -> String {
        self.frame.say("inbox-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Inbox
    }
}
