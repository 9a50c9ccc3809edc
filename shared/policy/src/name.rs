//! Names: 1 to 100 code points, not blank.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::Flaw;

const CODE_POINTS_MAX: usize = 100;

/// A given name or a surname, trimmed, in NFC.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name.
    ///
    /// # Errors
    /// [`Flaw::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let name: String = text.trim().nfc().take(CODE_POINTS_MAX + 1).collect();
        let length = name.chars().count();
        if length == 0 || length > CODE_POINTS_MAX || name.chars().any(char::is_control) {
            return Err(Flaw::Malformed);
        }
        Ok(Self(name))
    }

    /// As given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_100_code_points_and_is_not_blank() {
        #[track_caller]
        fn check(text: &str, good: bool) {
            assert_eq!(Name::parse(text).is_ok(), good, "{text}");
        }
        check("A", true);
        check(&"ñ".repeat(100), true);
        check(&"ñ".repeat(101), false);
        check("", false);
        check(" \u{a0}\t", false);
        check("Ana\nLópez", false);
    }

    #[test]
    fn a_name_is_kept_trimmed_and_not_shown_to_who_debugs() {
        let name = Name::parse(" Ana Mari\u{301}a ").unwrap();
        assert_eq!(name.as_str(), "Ana María");
        assert_eq!(format!("{name:?}"), "Name");
    }
}
