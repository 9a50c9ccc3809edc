//! Sessions: 30 minutes without use, 8 hours in all. The end that is told is the nearer one.

use jiff::{SignedDuration, Timestamp};

use crate::profile::SessionRules;

/// When a session opened now ends, however much it is used.
#[must_use]
pub fn ends_at(now: Timestamp, rules: &SessionRules) -> Timestamp {
    now + SignedDuration::from_secs(rules.life_seconds.into())
}

/// How long a session may go unused.
#[must_use]
pub fn idle(rules: &SessionRules) -> SignedDuration {
    SignedDuration::from_secs(rules.idle_seconds.into())
}

/// When a session used now is over if it is not used again.
#[must_use]
pub fn expires_at(now: Timestamp, ends_at: Timestamp, rules: &SessionRules) -> Timestamp {
    (now + idle(rules)).min(ends_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    #[test]
    fn the_end_that_is_told_is_the_nearer_one() {
        let rules = Profile::clave().session;
        let at = |second| Timestamp::from_second(second).unwrap();
        let end = ends_at(at(0), &rules);
        assert_eq!(end, at(28_800));
        assert_eq!(expires_at(at(0), end, &rules), at(1_800));
        assert_eq!(expires_at(at(28_000), end, &rules), at(28_800));
    }
}
