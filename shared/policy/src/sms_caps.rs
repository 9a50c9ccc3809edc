//! How many SMS are sent: per person in any 24 hours 10 for what the password opened and 10 for
//! what the activation code opened; and for the whole system a budget a day, approximate, a tenth
//! of it kept for activation and reset, so that logins cannot use up the way out.

use jiff::{SignedDuration, Timestamp};

use crate::{
    procedure::{Opener, Purpose},
    profile::SmsRules,
};

/// The budget of a day is split over so many items, so that none of them is hot.
pub const SHARDS: u32 = 64;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Admits another SMS now, after those at `times`: the times with it.
///
/// # Errors
/// When the next one is admitted.
pub fn admit(
    times: &[Timestamp],
    now: Timestamp,
    rules: &SmsRules,
) -> Result<Vec<Timestamp>, Timestamp> {
    let cap = rules.per_day as usize;
    let mut recent: Vec<Timestamp> = times
        .iter()
        .copied()
        .filter(|time| now < *time + DAY)
        .collect();
    recent.sort_unstable();
    if let Some(position) = recent.len().checked_sub(cap) {
        return Err(recent[position] + DAY);
    }
    recent.push(now);
    Ok(recent)
}

/// How many SMS one shard of the day's budget lets through for this purpose.
#[must_use]
pub fn shard_limit(rules: &SmsRules, purpose: Purpose) -> u32 {
    let whole = rules.daily_budget / SHARDS;
    match purpose.opened_by() {
        Opener::ActivationCode => whole,
        Opener::Password => whole - whole.div_ceil(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_11th_in_24_hours_is_not_admitted() {
        let rules = Profile::clave().sms;
        let nine: Vec<_> = (0..9).map(at).collect();
        let ten = admit(&nine, at(100), &rules).unwrap();
        assert_eq!(ten.len(), 10);
        assert_eq!(admit(&ten, at(101), &rules), Err(at(86_400)));
        assert_eq!(admit(&ten, at(86_399), &rules), Err(at(86_400)));
        let next = admit(&ten, at(86_400), &rules).unwrap();
        assert_eq!(next.len(), 10);
        assert_eq!(admit(&next, at(86_400), &rules), Err(at(86_401)));
    }

    #[test]
    fn a_tenth_of_the_budget_is_kept_for_activation_and_reset() {
        let mut rules = Profile::clave().sms;
        rules.daily_budget = 6_400;
        assert_eq!(shard_limit(&rules, Purpose::Activation), 100);
        assert_eq!(shard_limit(&rules, Purpose::Reset), 100);
        assert_eq!(shard_limit(&rules, Purpose::Login), 90);
        assert_eq!(shard_limit(&rules, Purpose::Change), 90);
        assert_eq!(shard_limit(&rules, Purpose::Unsubscribe), 90);
    }
}
