//! Who is compared with whom.

use std::fmt;

/// Somebody who makes a wrong entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A document that nobody has: all others are compared with it.
    Stranger,
    /// The same, to see that equals are not told apart.
    AnotherStranger,
    /// The same and a millisecond late, to see that a millisecond is found.
    LateStranger,
    /// Registered and active.
    Active,
    /// Registered, never active.
    Registered,
    /// Unsubscribed.
    Unsubscribed,
    /// Active, with an e-mail that is not theirs.
    WrongEmail,
}

impl Class {
    /// Who enters a password.
    pub(crate) const WITH_PASSWORD: [Self; 6] = [
        Self::Stranger,
        Self::AnotherStranger,
        Self::LateStranger,
        Self::Active,
        Self::Registered,
        Self::Unsubscribed,
    ];
    /// Who enters an activation code.
    pub(crate) const WITH_CODE: [Self; 7] = [
        Self::Stranger,
        Self::AnotherStranger,
        Self::LateStranger,
        Self::Active,
        Self::Registered,
        Self::Unsubscribed,
        Self::WrongEmail,
    ];
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Stranger => "stranger",
            Self::AnotherStranger => "another stranger",
            Self::LateStranger => "stranger, 1 ms late",
            Self::Active => "active",
            Self::Registered => "registered",
            Self::Unsubscribed => "unsubscribed",
            Self::WrongEmail => "wrong e-mail",
        })
    }
}
