//! What is asked of an operation, and what it answers. Secrets are names: which of the words is
//! the password, which call gave the activation code.

use std::collections::BTreeMap;

/// Seconds since 1970.
pub type Second = i64;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);
    };
}

name!(
    /// A call, by its number; also whatever it makes.
    Call(u32)
);
name!(
    /// A document.
    Document(u8)
);
name!(
    /// A phone.
    Phone(u8)
);
name!(
    /// An e-mail address.
    Mail(u8)
);
name!(
    /// The names that a registration act gives a person.
    Name(u8)
);

/// A password: the secret itself, and what forbids to set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Which.
    pub id: u8,
    /// The rule of form that it breaks.
    pub breaks: Option<&'static str>,
    /// Whose names are in it.
    pub names: Option<Name>,
}

/// A secret that was given to somebody, as it is entered: the one that this call made, or a wrong
/// one.
pub type Guess = Option<Call>;

/// The level of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A letter, a video.
    Basic,
    /// An office, a certificate, a reviewed video.
    Advanced,
}

/// What a login reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// The password alone.
    Low,
    /// With a one-time code.
    Substantial,
}

/// What a procedure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A first password.
    Activation,
    /// Another password.
    Reset,
    /// A login with a code.
    Login,
    /// Another password, by the one in force.
    Change,
    /// The end.
    Unsubscribe,
}

/// The secret that opens a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opener {
    /// The activation code.
    Code,
    /// The password.
    Password,
}

impl Purpose {
    /// What opens it.
    #[must_use]
    pub fn opener(self) -> Opener {
        match self {
            Self::Activation | Self::Reset => Opener::Code,
            Self::Login | Self::Change | Self::Unsubscribe => Opener::Password,
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A registration act.
    Register {
        /// Of whom.
        who: Document,
        /// What it gives.
        level: Level,
        /// The phone from then on.
        phone: Phone,
        /// The e-mail from then on.
        mail: Mail,
        /// The names from then on.
        name: Name,
    },
    /// `activate` or `reset`.
    Prove {
        /// Whose document.
        who: Document,
        /// Whose e-mail.
        mail: Mail,
        /// The activation code: of which act.
        code: Guess,
        /// Which of the two.
        purpose: Purpose,
    },
    /// A login.
    Login {
        /// Whose.
        who: Document,
        /// The password.
        word: Word,
        /// What is asked for.
        assurance: Assurance,
    },
    /// A change of password.
    Change {
        /// Whose.
        who: Document,
        /// The current one.
        word: Word,
        /// The new one.
        new: Word,
    },
    /// An unsubscribing.
    Unsubscribe {
        /// Whose.
        who: Document,
        /// The password.
        word: Word,
    },
    /// A one-time code.
    VerifyOtp {
        /// Of the procedure that this call opened.
        procedure: Call,
        /// Sent by which call.
        otp: Guess,
    },
    /// Another one-time code.
    ResendOtp {
        /// Of the procedure that this call opened.
        procedure: Call,
    },
    /// A new password.
    SetPassword {
        /// Of the procedure that this call opened.
        procedure: Call,
        /// Which.
        word: Word,
    },
    /// A look at the session that this call opened.
    Session(Call),
    /// Its end.
    EndSession(Call),
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A time.
    At(Second),
    /// A number.
    Count(i64),
    /// A word of the contract.
    Says(&'static str),
    /// Something that only its holder knows, or a name drawn at random.
    Opaque,
}

/// An answer: all of it but titles and texts for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The name of the problem; empty if it is none.
    pub problem: &'static str,
    /// The members, each by its path.
    pub facts: BTreeMap<&'static str, Fact>,
    /// `retry-after`, in seconds.
    pub retry_after: Option<Second>,
}

impl Answer {
    pub(crate) fn good(status: u16, facts: &[(&'static str, Fact)]) -> Self {
        Self {
            status,
            problem: "",
            facts: facts.iter().cloned().collect(),
            retry_after: None,
        }
    }

    pub(crate) fn problem(status: u16, problem: &'static str) -> Self {
        Self {
            status,
            problem,
            facts: BTreeMap::new(),
            retry_after: None,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, fact: Fact) -> Self {
        self.facts.insert(name, fact);
        self
    }

    pub(crate) fn with_time(self, name: &'static str, at: Option<Second>) -> Self {
        match at {
            None => self,
            Some(at) => self.with(name, Fact::At(at)),
        }
    }

    pub(crate) fn retry_after(mut self, seconds: Second) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// `procedure-ended`
    pub(crate) fn ended() -> Self {
        Self::problem(410, "procedure-ended")
    }

    /// After a wrong entry, of which so many count: how many will still be checked, or that this
    /// one tripped the limit.
    pub(crate) fn wrong(limit: usize, counted: usize, tripped: Self) -> Self {
        match (limit + 1).checked_sub(counted) {
            None | Some(0) => tripped,
            Some(left) => Self::problem(403, "refused").with("attemptsLeft", count(left)),
        }
    }
}

pub(crate) fn count(number: usize) -> Fact {
    Fact::Count(i64::try_from(number).unwrap_or(i64::MAX))
}
