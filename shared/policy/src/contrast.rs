//! The contrast datum: what proves that the document is at hand. For a DNI its validity date, or
//! the issue date of a permanent one; for an NIE its support number, E or C and 8 digits.

use std::fmt;

use jiff::civil::Date;

use crate::{Flaw, national_id::normalised};

/// What was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContrastDatum {
    /// The last day on which a DNI is in force.
    ValidUntil(Date),
    /// The day on which a permanent DNI was issued.
    IssuedOn(Date),
    /// Of the card of an NIE.
    SupportNumber(SupportNumber),
}

/// E or C and 8 digits.
#[derive(Clone, PartialEq, Eq)]
pub struct SupportNumber(String);

impl SupportNumber {
    /// Normalises (as a document number) and reads it.
    ///
    /// # Errors
    /// [`Flaw::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let normal = normalised(text).ok_or(Flaw::Malformed)?;
        match normal.as_bytes() {
            [b'E' | b'C', digits @ ..]
                if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self(normal))
            }
            _ => Err(Flaw::Malformed),
        }
    }

    /// 9 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SupportNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SupportNumber")
    }
}

impl ContrastDatum {
    /// Whether the document is in force on this day, the day itself included.
    #[must_use]
    pub fn in_force(&self, today: Date) -> bool {
        match self {
            Self::ValidUntil(date) => today <= *date,
            Self::IssuedOn(date) => *date <= today,
            Self::SupportNumber(_) => true,
        }
    }
}

/// Reads a date, written exactly `YYYY-MM-DD`.
///
/// # Errors
/// [`Flaw::Malformed`], also for a day that is in no calendar.
pub fn parse_date(text: &str) -> Result<Date, Flaw> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return Err(Flaw::Malformed);
    }
    text.parse().map_err(|_| Flaw::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_support_number_is_e_or_c_and_8_digits() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            let read = SupportNumber::parse(text);
            assert_eq!(read.ok().as_ref().map(SupportNumber::as_str), expected);
        }
        check("E12345678", Some("E12345678"));
        check(" c-1234 5678", Some("C12345678"));
        check("E1234567", None);
        check("E123456789", None);
        check("X12345678", None);
        check("", None);
    }

    #[test]
    fn a_support_number_is_not_shown_to_who_debugs() {
        let number = SupportNumber::parse("E12345678").unwrap();
        assert_eq!(format!("{number:?}"), "SupportNumber");
    }

    #[test]
    fn a_date_is_written_in_one_way() {
        assert_eq!(parse_date("2028-02-29"), Ok(jiff::civil::date(2028, 2, 29)));
        for bad in [
            "2027-02-29",
            "2028-2-29",
            "28-02-29",
            "2028/02/29",
            "2028-02-29T00",
            "20280229",
            "",
            "9999-99-99",
            "２０２８-02-29",
        ] {
            assert_eq!(parse_date(bad), Err(Flaw::Malformed), "{bad}");
        }
    }

    #[test]
    fn a_document_is_in_force_on_its_last_day_and_on_its_first() {
        let day = |text| parse_date(text).unwrap();
        let until = ContrastDatum::ValidUntil(day("2026-11-22"));
        assert!(until.in_force(day("2026-11-22")));
        assert!(!until.in_force(day("2026-11-23")));
        let since = ContrastDatum::IssuedOn(day("2026-11-22"));
        assert!(since.in_force(day("2026-11-22")));
        assert!(!since.in_force(day("2026-11-21")));
    }
}
