//! What can be wrong with a value that came from outside.

/// A flaw, with the code that the contract gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It is another JSON type.
    WrongType,
    /// It does not have the form.
    Malformed,
    /// It is not one of the words that are known.
    UnknownValue,
    /// The check letter is another one.
    CheckLetter,
    /// The document is not in force on the day.
    NotInForce,
    /// It has the form, but may not be used here.
    NotAllowed,
}

impl Flaw {
    /// As in `errors[].code`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::WrongType => "wrong-type",
            Self::Malformed => "malformed",
            Self::UnknownValue => "unknown-value",
            Self::CheckLetter => "check-letter",
            Self::NotInForce => "not-in-force",
            Self::NotAllowed => "not-allowed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_code() {
        for (flaw, code) in [
            (Flaw::Missing, "missing"),
            (Flaw::WrongType, "wrong-type"),
            (Flaw::Malformed, "malformed"),
            (Flaw::UnknownValue, "unknown-value"),
            (Flaw::CheckLetter, "check-letter"),
            (Flaw::NotInForce, "not-in-force"),
            (Flaw::NotAllowed, "not-allowed"),
        ] {
            assert_eq!(flaw.code(), code);
        }
    }
}
