//! The step of the one-time code, the same in every procedure: the code, until when it is good, and
//! always in the same place what to do when no SMS comes.

use askama::Template;
use jiff::Timestamp;
use policy::Purpose;

use crate::{
    fields::{Field, Form, Refusal},
    frame::Frame,
    page::Framed,
    routes::Route,
};

/// What is known of the codes sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Until when the newest is good; `None` if it was not sent.
    pub good_until: Option<Timestamp>,
    /// From when on another may be asked for.
    pub resend_at: Timestamp,
    /// How many may still be asked for, where that is known.
    pub codes_left: Option<u32>,
}

/// The step of the one-time code.
#[derive(Template)]
#[template(path = "otp.html")]
pub struct OtpStep<'a> {
    frame: &'a Frame<'a>,
    purpose: Purpose,
    form: Form,
    sent: Sent,
    again: bool,
}

impl<'a> OtpStep<'a> {
    /// What is typed here.
    pub const FIELDS: [Field; 1] = [Field::Otp];

    /// The page. `again`: another code was just sent.
    #[must_use]
    pub fn new(
        frame: &'a Frame<'a>,
        purpose: Purpose,
        form: Form,
        sent: Sent,
        again: bool,
    ) -> Self {
        Self {
            frame,
            purpose,
            form,
            sent,
            again,
        }
    }

    fn may_resend(&self) -> bool {
        self.sent.codes_left != Some(0)
    }
}

impl Framed for OtpStep<'_> {
    fn title(&self) -> String {
        self.frame.say("otp-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Code(self.purpose)
    }

    /// Also where its code was not sent, which the step before was answered.
    fn asked_at(&self, _sent_from: Route) -> Option<Route> {
        Some(self.here())
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.form.refusal()
    }

    fn step(&self) -> Option<(u32, u32)> {
        match self.purpose {
            Purpose::Activation | Purpose::Reset => Some((2, 3)),
            Purpose::Login | Purpose::Change | Purpose::Unsubscribe => Some((2, 2)),
        }
    }
}
