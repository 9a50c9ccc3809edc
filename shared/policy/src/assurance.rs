//! Assurance of one login: `substantial` is an advanced registration, the password and a one-time
//! code; everything else is `low`.

use crate::levels::{Level, UnknownWord};

/// What a login is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    /// Password alone, or a basic registration.
    #[default]
    Low,
    /// Advanced registration, password and one-time code.
    Substantial,
}

impl Assurance {
    /// The word in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "low" => Ok(Self::Low),
            "substantial" => Ok(Self::Substantial),
            _ => Err(UnknownWord),
        }
    }

    /// Whether a person registered at this level can reach it.
    #[must_use]
    pub fn reachable_from(self, level: Level) -> bool {
        match self {
            Self::Low => true,
            Self::Substantial => level == Level::Advanced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substantial_rests_on_an_advanced_registration() {
        assert!(Assurance::Low.reachable_from(Level::Basic));
        assert!(Assurance::Low.reachable_from(Level::Advanced));
        assert!(!Assurance::Substantial.reachable_from(Level::Basic));
        assert!(Assurance::Substantial.reachable_from(Level::Advanced));
    }

    #[test]
    fn each_has_its_word() {
        for (assurance, word) in [
            (Assurance::Low, "low"),
            (Assurance::Substantial, "substantial"),
        ] {
            assert_eq!(assurance.as_str(), word);
            assert_eq!(Assurance::parse(word), Ok(assurance));
        }
        assert_eq!(Assurance::parse("high"), Err(UnknownWord));
    }
}
