//! Good ends. A step that is pressed twice ends here too: it was already finished, which is no
//! failure.

use askama::Template;
use jiff::Timestamp;
use policy::Purpose;

use crate::{frame::Frame, page::Framed, routes::Route};

/// What ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first password is set.
    Activated {
        /// When it expires, where that is known and it does.
        password_expires_at: Option<Timestamp>,
    },
    /// Another password is set, by the activation code.
    Reset {
        /// When it expires, where that is known and it does.
        password_expires_at: Option<Timestamp>,
    },
    /// Another password is set, by the former one.
    Changed {
        /// When it expires, where that is known and it does.
        password_expires_at: Option<Timestamp>,
    },
    /// The person has entered, and the answer did not come to this browser.
    EnteredUnseen,
    /// The person has left.
    Unsubscribed,
    /// The session is over.
    LoggedOut,
}

/// A good end.
#[derive(Template)]
#[template(path = "done.html")]
pub struct Done<'a> {
    frame: &'a Frame<'a>,
    end: End,
    again: bool,
}

impl<'a> Done<'a> {
    /// The page. `again`: it had already ended when the person pressed.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, end: End, again: bool) -> Self {
        Self { frame, end, again }
    }

    fn text(&self) -> &'static str {
        match self.end {
            End::Activated { .. } => "activated-text",
            End::Reset { .. } => "reset-done-text",
            End::Changed { .. } => "changed-text",
            End::EnteredUnseen => "entered-unseen-text",
            End::Unsubscribed => "unsubscribed-text",
            End::LoggedOut => "logged-out-text",
        }
    }

    fn password_expires_at(&self) -> Option<Timestamp> {
        match self.end {
            End::Activated {
                password_expires_at,
            }
            | End::Reset {
                password_expires_at,
            }
            | End::Changed {
                password_expires_at,
            } => password_expires_at,
            End::EnteredUnseen | End::Unsubscribed | End::LoggedOut => None,
        }
    }

    fn keeps_code(&self) -> bool {
        matches!(self.end, End::Activated { .. })
    }

    fn may_enter(&self) -> bool {
        self.end != End::Unsubscribed
    }
}

impl Framed for Done<'_> {
    fn title(&self) -> String {
        let title = match self.end {
            End::Activated { .. } => "activated-title",
            End::Reset { .. } => "reset-done-title",
            End::Changed { .. } => "changed-title",
            End::EnteredUnseen => "entered-unseen-title",
            End::Unsubscribed => "unsubscribed-title",
            End::LoggedOut => "logged-out-title",
        };
        self.frame.say(title).into_owned()
    }

    fn here(&self) -> Route {
        match self.end {
            End::Activated { .. } => Route::Done(Purpose::Activation),
            End::Reset { .. } => Route::Done(Purpose::Reset),
            End::Changed { .. } => Route::Done(Purpose::Change),
            End::EnteredUnseen => Route::Start(Purpose::Login),
            End::Unsubscribed => Route::Done(Purpose::Unsubscribe),
            End::LoggedOut => Route::Logout,
        }
    }
}
