//! E-mails: compared trimmed, in NFC and in lower case. The form is checked for what would surely not
//! arrive, no further.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::Flaw;

/// RFC 5321: a path has at most 256 octets with its brackets.
const LENGTH_MAX: usize = 254;
const LOCAL_MAX: usize = 64;

/// An e-mail, trimmed and in lower case.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an e-mail.
    ///
    /// # Errors
    /// [`Flaw::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        if text.len() > 4 * LENGTH_MAX {
            return Err(Flaw::Malformed);
        }
        let text: String = text.trim().nfc().collect();
        if text.len() > LENGTH_MAX {
            return Err(Flaw::Malformed);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Flaw::Malformed)?;
        let odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '@';
        let labels_good = domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        if local.is_empty()
            || local.len() > LOCAL_MAX
            || text.matches(odd).count() != 1
            || !labels_good
        {
            return Err(Flaw::Malformed);
        }
        Ok(Self(text.to_lowercase()))
    }

    /// In lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            Email::parse(text).ok().as_ref().map(Email::as_str),
            expected
        );
    }

    #[test]
    fn an_email_is_compared_trimmed_and_in_lower_case() {
        check(" Ana.Lopez+x@Example.ES ", Some("ana.lopez+x@example.es"));
        check("jose\u{301}@example.es", Some("josé@example.es"));
    }

    #[test]
    fn what_is_too_long_before_it_is_trimmed_is_malformed() {
        let padded = |length: usize| format!("{}ana@example.es", " ".repeat(length - 14));
        check(&padded(4 * LENGTH_MAX), Some("ana@example.es"));
        check(&padded(4 * LENGTH_MAX + 1), None);
        check(&padded(4 * LENGTH_MAX + 2), None);
    }

    #[test]
    fn an_email_is_not_shown_to_who_debugs() {
        let email = Email::parse("ana@example.es").unwrap();
        assert_eq!(format!("{email:?}"), "Email");
    }

    #[test]
    fn what_would_not_arrive_is_malformed() {
        for bad in [
            "",
            "ana",
            "@example.es",
            "ana@",
            "ana@example",
            "ana@@example.es",
            "a na@example.es",
            "ana@exam ple.es",
            "ana@.es",
            "ana@example..es",
            "ana@-example.es",
            "ana\u{0}@example.es",
        ] {
            check(bad, None);
        }
        check(
            &format!("{}@e.es", "a".repeat(64)),
            Some(&format!("{}@e.es", "a".repeat(64))),
        );
        check(&format!("{}@e.es", "a".repeat(65)), None);
        check(
            &format!("a@{}.es", "a".repeat(249)),
            Some(&format!("a@{}.es", "a".repeat(249))),
        );
        check(&format!("a@{}.es", "a".repeat(250)), None);
    }
}
