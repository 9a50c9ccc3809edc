//! The problems of the contract by their names, and what each leaves a person to do. What a problem
//! says is the contract's own wording and comes in from outside.

use policy::Purpose;

use crate::routes::Route;

/// A problem of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemName {
    /// Members of the request are missing or wrong.
    InvalidRequest,
    /// The robot check.
    ChallengeFailed,
    /// No session, or a registrar without a token.
    Unauthenticated,
    /// A registrar's token without the right.
    Forbidden,
    /// A wrong secret, or a stranger.
    Refused,
    /// Too many wrong activation codes.
    ActivationCodeBlocked,
    /// Too many wrong passwords.
    PasswordBlocked,
    /// The password is past its day.
    PasswordExpired,
    /// A basic registration, where more is asked.
    AssuranceNotReachable,
    /// Another person has the number.
    PhoneInUse,
    /// The person holds a higher level.
    LevelHeld,
    /// The procedure is over.
    ProcedureEnded,
    /// The one-time code is past its life.
    OtpExpired,
    /// The new password breaks rules.
    PasswordRejected,
    /// Another code was asked for too early.
    TooSoon,
    /// All codes that may be sent were sent.
    TooManyMessages,
    /// The SMS could not be sent.
    MessageNotSent,
    /// Our fault.
    TemporarilyUnavailable,
    /// No such address.
    NotFound,
    /// No such method there.
    MethodNotAllowed,
    /// Too large a body.
    ContentTooLarge,
    /// A body of another format.
    UnsupportedMediaType,
}

/// What a person can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WayOn {
    /// Begin this procedure.
    Start(Purpose),
    /// Register again.
    Register,
    /// Wait, then try again.
    Wait,
    /// Go back and look at what was typed.
    Back,
    /// Go back to the registrar's desk.
    Desk,
    /// Go to the home page.
    Home,
}

/// What every path of a problem begins with.
const PREFIX: &str = "/problems/";

impl ProblemName {
    /// All of them, in the order of docs/problems.md.
    pub const ALL: [Self; 22] = [
        Self::InvalidRequest,
        Self::ChallengeFailed,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::Refused,
        Self::ActivationCodeBlocked,
        Self::PasswordBlocked,
        Self::PasswordExpired,
        Self::AssuranceNotReachable,
        Self::PhoneInUse,
        Self::LevelHeld,
        Self::ProcedureEnded,
        Self::OtpExpired,
        Self::PasswordRejected,
        Self::TooSoon,
        Self::TooManyMessages,
        Self::MessageNotSent,
        Self::TemporarilyUnavailable,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::ContentTooLarge,
        Self::UnsupportedMediaType,
    ];

    /// The problem of this `type` (`/problems/refused`).
    #[must_use]
    pub fn of_type(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.path() == path)
    }

    /// Its name, without the path before it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let path = self.path();
        path.strip_prefix(PREFIX).unwrap_or(path)
    }

    /// Its `type`, which is its page's path.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::InvalidRequest => "/problems/invalid-request",
            Self::ChallengeFailed => "/problems/challenge-failed",
            Self::Unauthenticated => "/problems/unauthenticated",
            Self::Forbidden => "/problems/forbidden",
            Self::Refused => "/problems/refused",
            Self::ActivationCodeBlocked => "/problems/activation-code-blocked",
            Self::PasswordBlocked => "/problems/password-blocked",
            Self::PasswordExpired => "/problems/password-expired",
            Self::AssuranceNotReachable => "/problems/assurance-not-reachable",
            Self::PhoneInUse => "/problems/phone-in-use",
            Self::LevelHeld => "/problems/level-held",
            Self::ProcedureEnded => "/problems/procedure-ended",
            Self::OtpExpired => "/problems/otp-expired",
            Self::PasswordRejected => "/problems/password-rejected",
            Self::TooSoon => "/problems/too-soon",
            Self::TooManyMessages => "/problems/too-many-messages",
            Self::MessageNotSent => "/problems/message-not-sent",
            Self::TemporarilyUnavailable => "/problems/temporarily-unavailable",
            Self::NotFound => "/problems/not-found",
            Self::MethodNotAllowed => "/problems/method-not-allowed",
            Self::ContentTooLarge => "/problems/content-too-large",
            Self::UnsupportedMediaType => "/problems/unsupported-media-type",
        }
    }

    /// What it leaves to do, the likeliest first.
    pub(crate) fn ways_on(self) -> &'static [WayOn] {
        match self {
            Self::InvalidRequest
            | Self::ChallengeFailed
            | Self::OtpExpired
            | Self::PasswordRejected
            | Self::ContentTooLarge
            | Self::UnsupportedMediaType => &[WayOn::Back, WayOn::Home],
            Self::Unauthenticated => &[WayOn::Start(Purpose::Login), WayOn::Home],
            Self::Forbidden | Self::PhoneInUse | Self::LevelHeld => &[WayOn::Desk, WayOn::Home],
            Self::Refused => &[
                WayOn::Back,
                WayOn::Start(Purpose::Reset),
                WayOn::Start(Purpose::Activation),
                WayOn::Register,
            ],
            Self::ActivationCodeBlocked | Self::AssuranceNotReachable => {
                &[WayOn::Register, WayOn::Home]
            }
            Self::PasswordBlocked => &[WayOn::Start(Purpose::Reset), WayOn::Register],
            Self::PasswordExpired => &[WayOn::Start(Purpose::Change), WayOn::Start(Purpose::Reset)],
            Self::ProcedureEnded => &[
                WayOn::Start(Purpose::Login),
                WayOn::Start(Purpose::Activation),
                WayOn::Start(Purpose::Reset),
                WayOn::Home,
            ],
            Self::TooSoon
            | Self::TooManyMessages
            | Self::MessageNotSent
            | Self::TemporarilyUnavailable => &[WayOn::Wait, WayOn::Home],
            Self::NotFound | Self::MethodNotAllowed => &[WayOn::Home],
        }
    }
}

impl WayOn {
    /// Where its link leads, if it is one.
    pub(crate) fn route(self) -> Option<Route> {
        match self {
            Self::Start(purpose) => Some(Route::Start(purpose)),
            Self::Desk => Some(Route::DeskRegister),
            Self::Home => Some(Route::Home),
            Self::Register | Self::Wait | Self::Back => None,
        }
    }

    /// Its message.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Start(Purpose::Activation) => "home-activate",
            Self::Start(Purpose::Login) => "home-login",
            Self::Start(Purpose::Reset) => "reset-title",
            Self::Start(Purpose::Change) => "home-change",
            Self::Start(Purpose::Unsubscribe) => "home-unsubscribe",
            Self::Register => "next-register",
            Self::Wait => "next-wait",
            Self::Back => "next-back",
            Self::Desk => "next-desk",
            Self::Home => "go-home",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_contract() {
        let document = include_str!("../../../docs/problems.md");
        let named: Vec<&str> = document
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(named, ProblemName::ALL.map(ProblemName::name));
    }

    #[test]
    fn every_problem_leads_on() {
        for name in ProblemName::ALL {
            assert_eq!(ProblemName::of_type(name.path()), Some(name));
            assert!(!name.ways_on().is_empty(), "{}", name.name());
        }
    }
}
