//! How long a password is good: by default 2 calendar years from its setting. At the instant it
//! expires it is expired; then it only opens `change` and `reset`. What was set on 29 February
//! expires on 1 March.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The term of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PasswordTerm {
    /// 2 calendar years.
    TwoYears,
    /// 1 calendar year.
    OneYear,
    /// None.
    Never,
}

impl PasswordTerm {
    /// When a password set now expires; `None`: never.
    #[must_use]
    pub fn expires_at(self, set_at: Timestamp) -> Option<Timestamp> {
        let years = match self {
            Self::TwoYears => 2,
            Self::OneYear => 1,
            Self::Never => return None,
        };
        let set_at = set_at.to_zoned(TimeZone::UTC).datetime();
        let day = years_later(set_at.date(), years)?;
        let expires_at = day
            .to_datetime(set_at.time())
            .to_zoned(TimeZone::UTC)
            .ok()?;
        Some(expires_at.timestamp())
    }
}

/// Whether a password is expired at this instant.
#[must_use]
pub fn is_expired(expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    expires_at.is_some_and(|expires_at| now >= expires_at)
}

fn years_later(day: Date, years: i16) -> Option<Date> {
    let year = day.year().checked_add(years)?;
    Date::new(year, day.month(), day.day())
        .or_else(|_| Date::new(year, day.month() + 1, 1))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(term: PasswordTerm, set_at: &str, expected: &str) {
        let expires_at = term.expires_at(set_at.parse().unwrap());
        assert_eq!(expires_at.unwrap().to_string(), expected);
    }

    #[test]
    fn a_term_is_of_calendar_years() {
        check(
            PasswordTerm::TwoYears,
            "2026-11-22T03:04:05Z",
            "2028-11-22T03:04:05Z",
        );
        check(
            PasswordTerm::OneYear,
            "2027-03-01T00:00:00Z",
            "2028-03-01T00:00:00Z",
        );
        check(
            PasswordTerm::TwoYears,
            "2026-12-31T23:59:59Z",
            "2028-12-31T23:59:59Z",
        );
    }

    #[test]
    fn what_was_set_on_29_february_expires_on_1_march() {
        check(
            PasswordTerm::TwoYears,
            "2028-02-29T12:00:00Z",
            "2030-03-01T12:00:00Z",
        );
    }

    #[test]
    fn at_the_instant_it_expires_it_is_expired() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let expires_at = Some(at("2028-11-22T03:04:05Z"));
        assert!(!is_expired(expires_at, at("2028-11-22T03:04:04Z")));
        assert!(is_expired(expires_at, at("2028-11-22T03:04:05Z")));
    }

    #[test]
    fn a_password_may_have_no_term() {
        assert_eq!(PasswordTerm::Never.expires_at(Timestamp::UNIX_EPOCH), None);
        assert!(!is_expired(None, Timestamp::MAX));
    }
}
