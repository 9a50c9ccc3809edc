//! The addresses of the pages: their one home. Links, forms and the function that answers them
//! take them from here, so that none can be written wrong.

use policy::Purpose;

use crate::problem_name::ProblemName;

/// The query parameter by which a person chooses a language: `?lang=eu`.
pub const LANGUAGE_PARAMETER: &str = "lang";

/// The two procedures that an activation code opens. Both end with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByCode {
    /// The first password.
    Activate,
    /// Another password, for one that is forgotten or blocked.
    Reset,
}

impl ByCode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Activate, Self::Reset];

    /// The purpose of its procedure.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Activate => Purpose::Activation,
            Self::Reset => Purpose::Reset,
        }
    }
}

/// A page, or what a form is sent to. A form is sent to the address of the page that it stands on,
/// but for those that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// What Llave is, and what a person may want to do.
    Home,
    /// The first step of a procedure: who, and the secret that opens it.
    Start(Purpose),
    /// The one-time code.
    Code(Purpose),
    /// Form only: another one-time code.
    Resend(Purpose),
    /// The new password, behind the one-time code.
    NewPassword(ByCode),
    /// How it ended. Entering ends at the session's own page.
    Done(Purpose),
    /// As a form: ends the session. As a page: says that it is over.
    Logout,
    /// How to choose and keep a password.
    Advice,
    /// What a device must have.
    Requirements,
    /// The accessibility statement.
    Accessibility,
    /// Personal data and cookies.
    Privacy,
    /// What a problem means.
    Problem(ProblemName),
    /// Where a registrar signs in.
    Desk,
    /// A person's registration, and its result.
    DeskRegister,
    /// Form only: answers with the document to hand over.
    DeskDocument,
    /// Form only: forgets the registrar's token.
    DeskLeave,
    /// The SMS of the local runner.
    Inbox,
}

/// Every purpose, in the order of the home page.
pub const PURPOSES: [Purpose; 5] = [
    Purpose::Activation,
    Purpose::Login,
    Purpose::Reset,
    Purpose::Change,
    Purpose::Unsubscribe,
];

const SINGLE: [Route; 11] = [
    Route::Home,
    Route::Logout,
    Route::Advice,
    Route::Requirements,
    Route::Accessibility,
    Route::Privacy,
    Route::Desk,
    Route::DeskRegister,
    Route::DeskDocument,
    Route::DeskLeave,
    Route::Inbox,
];

impl Route {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_purpose = PURPOSES.into_iter().flat_map(|purpose| {
            [
                Self::Start(purpose),
                Self::Code(purpose),
                Self::Resend(purpose),
                Self::Done(purpose),
            ]
        });
        SINGLE
            .into_iter()
            .chain(of_purpose)
            .chain(ByCode::ALL.map(Self::NewPassword))
            .chain(ProblemName::ALL.map(Self::Problem))
    }

    /// The page at this path.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        Self::all().find(|route| route.path() == path)
    }

    /// Its path.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Start(Purpose::Activation) => "/activate",
            Self::Start(Purpose::Reset) => "/reset",
            Self::Start(Purpose::Login) => "/login",
            Self::Start(Purpose::Change) => "/change",
            Self::Start(Purpose::Unsubscribe) => "/unsubscribe",
            Self::Code(Purpose::Activation) => "/activate/code",
            Self::Code(Purpose::Reset) => "/reset/code",
            Self::Code(Purpose::Login) => "/login/code",
            Self::Code(Purpose::Change) => "/change/code",
            Self::Code(Purpose::Unsubscribe) => "/unsubscribe/code",
            Self::Resend(Purpose::Activation) => "/activate/resend",
            Self::Resend(Purpose::Reset) => "/reset/resend",
            Self::Resend(Purpose::Login) => "/login/resend",
            Self::Resend(Purpose::Change) => "/change/resend",
            Self::Resend(Purpose::Unsubscribe) => "/unsubscribe/resend",
            Self::NewPassword(ByCode::Activate) => "/activate/password",
            Self::NewPassword(ByCode::Reset) => "/reset/password",
            Self::Done(Purpose::Activation) => "/activate/done",
            Self::Done(Purpose::Reset) => "/reset/done",
            Self::Done(Purpose::Login) => "/session",
            Self::Done(Purpose::Change) => "/change/done",
            Self::Done(Purpose::Unsubscribe) => "/unsubscribe/done",
            Self::Logout => "/logout",
            Self::Advice => "/help/password",
            Self::Requirements => "/help/requirements",
            Self::Accessibility => "/accessibility",
            Self::Privacy => "/privacy",
            Self::Problem(name) => name.path(),
            Self::Desk => "/desk",
            Self::DeskRegister => "/desk/register",
            Self::DeskDocument => "/desk/document",
            Self::DeskLeave => "/desk/leave",
            Self::Inbox => "/dev/sms",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_at_its_path_and_nothing_else_is() {
        for route in Route::all() {
            assert_eq!(Route::at(route.path()), Some(route));
        }
        for path in ["", "/activate/", "/Activate", "/problems/", "/v1/login"] {
            assert_eq!(Route::at(path), None, "{path}");
        }
    }
}
