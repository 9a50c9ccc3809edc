//! Phones: Spanish mobiles, 6xxxxxxxx and 71 to 79xxxxxxx, and those of countries on a configured
//! list, which is empty by default. They may come with spaces, dots, hyphens and an international
//! prefix, `+34` or `0034`; they are kept in E.164.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Flaw, national_id::normalised};

/// The calling code of Spain.
const SPAIN: &str = "34";
/// Digits of an international number, calling code included (ITU-T E.164).
const DIGITS_MAX: usize = 15;
const DIGITS_MIN: usize = 8;

/// A phone that may receive SMS, in E.164.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// The calling codes of other countries whose phones are accepted, as digits: `["351", "33"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneCountries(pub Vec<String>);

impl Phone {
    /// Reads a phone.
    ///
    /// # Errors
    /// [`Flaw::Malformed`] if it is no phone, or a Spanish one that is no mobile;
    /// [`Flaw::NotAllowed`] if its country is not on the list.
    pub fn parse(text: &str, others: &PhoneCountries) -> Result<Self, Flaw> {
        let bare = normalised(text).ok_or(Flaw::Malformed)?;
        let (international, digits) = match bare.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => match bare.strip_prefix("00") {
                Some(rest) => (true, rest),
                None => (false, bare.as_str()),
            },
        };
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Flaw::Malformed);
        }
        let spanish = if international {
            digits.strip_prefix(SPAIN)
        } else {
            Some(digits)
        };
        if let Some(national) = spanish {
            return if is_spanish_mobile(national) {
                Ok(Self(format!("+{SPAIN}{national}")))
            } else {
                Err(Flaw::Malformed)
            };
        }
        if !(DIGITS_MIN..=DIGITS_MAX).contains(&digits.len()) || digits.starts_with('0') {
            return Err(Flaw::Malformed);
        }
        if others.0.iter().any(|code| digits.starts_with(code)) {
            Ok(Self(format!("+{digits}")))
        } else {
            Err(Flaw::NotAllowed)
        }
    }

    /// `+34600000000`.
    #[must_use]
    pub fn as_e164(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone")
    }
}

fn is_spanish_mobile(digits: &str) -> bool {
    digits.len() == 9
        && match digits.as_bytes() {
            [b'6', ..] => true,
            [b'7', second, ..] => *second != b'0',
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, Flaw>) {
        let others = PhoneCountries(vec!["351".to_owned()]);
        let read = Phone::parse(text, &others);
        assert_eq!(
            read.as_ref().map(Phone::as_e164).map_err(|flaw| *flaw),
            expected
        );
    }

    #[test]
    fn spanish_mobiles_are_kept_in_e164() {
        for text in [
            "600000000",
            "600 00 00 00",
            "600-000-000",
            "600.000.000",
            "+34600000000",
            "+34 600 000 000",
            "0034600000000",
            " 600000000 ",
        ] {
            check(text, Ok("+34600000000"));
        }
        check("710000000", Ok("+34710000000"));
        check("799999999", Ok("+34799999999"));
        check("699999999", Ok("+34699999999"));
    }

    #[test]
    fn a_phone_is_not_shown_to_who_debugs() {
        let phone = Phone::parse("600000000", &PhoneCountries::default()).unwrap();
        assert_eq!(format!("{phone:?}"), "Phone");
    }

    #[test]
    fn other_spanish_numbers_are_no_mobiles() {
        for text in [
            "700000000",
            "709999999",
            "800000000",
            "910000000",
            "500000000",
            "60000000",
            "6000000000",
            "+3460000000",
            "34600000000",
        ] {
            check(text, Err(Flaw::Malformed));
        }
    }

    #[test]
    fn other_countries_are_accepted_only_by_the_list() {
        check("+351912345678", Ok("+351912345678"));
        check("00351912345678", Ok("+351912345678"));
        check("+33612345678", Err(Flaw::NotAllowed));
        let none = Phone::parse("+351912345678", &PhoneCountries::default());
        assert_eq!(none, Err(Flaw::NotAllowed));
        check("+3511234567890123", Err(Flaw::Malformed));
        check("+3511234", Err(Flaw::Malformed));
        check("+0912345678", Err(Flaw::Malformed));
    }

    #[test]
    fn what_is_no_phone_is_malformed() {
        for text in [
            "",
            "+",
            "00",
            "++34600000000",
            "6000000OO",
            "６00000000",
            "+34",
            "abc",
        ] {
            check(text, Err(Flaw::Malformed));
        }
        check(&"6".repeat(1_000_000), Err(Flaw::Malformed));
    }
}
