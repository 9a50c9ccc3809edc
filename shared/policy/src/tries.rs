//! The one rule for every counter. With limit N:
//!
//! ```text
//! wrong entry    1 … N          N + 1            after
//!                "try again"    trips the limit  refused without being checked, right or wrong
//! right entry    accepted while the count is ≤ N: as the N + 1st entry too
//! ```
//!
//! So at most N + 1 entries are ever checked, however many arrive at once: a try is taken before
//! it is compared, and counts while it is compared.

/// What a wrong entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterWrong {
    /// Others will be checked.
    TryAgain {
        /// How many: N + 1 − counted.
        attempts_left: u32,
    },
    /// This one tripped the limit.
    Tripped,
}

/// What a wrong entry leads to, with `limit` N, when `counted` entries count, this one among them.
#[must_use]
pub fn after_wrong(limit: u32, counted: u32) -> AfterWrong {
    match (limit + 1).saturating_sub(counted) {
        0 => AfterWrong::Tripped,
        attempts_left => AfterWrong::TryAgain { attempts_left },
    }
}

/// How many entries are checked at most, with `limit` N: the one that trips it among them.
#[must_use]
pub fn checked_at_most(limit: u32) -> u32 {
    limit + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_entry_n_plus_1_trips_the_limit() {
        let try_again = |attempts_left| AfterWrong::TryAgain { attempts_left };
        assert_eq!(after_wrong(5, 1), try_again(5));
        assert_eq!(after_wrong(5, 5), try_again(1));
        assert_eq!(after_wrong(5, 6), AfterWrong::Tripped);
        assert_eq!(after_wrong(5, 7), AfterWrong::Tripped);
        assert_eq!(after_wrong(3, 3), try_again(1));
        assert_eq!(after_wrong(3, 4), AfterWrong::Tripped);
    }

    #[test]
    fn the_last_entry_that_is_checked_is_the_one_that_trips_the_limit() {
        for limit in 1..=10 {
            let last = checked_at_most(limit);
            assert_ne!(after_wrong(limit, last - 1), AfterWrong::Tripped);
            assert_eq!(after_wrong(limit, last), AfterWrong::Tripped);
        }
    }
}
