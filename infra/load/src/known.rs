//! What a person knows of what is counted of them. An answer that says nothing (a 503), or that
//! came so late that a copy of a call may land after it, leaves a range: the least and the most
//! that may be counted now.

/// A counter as its owner knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

impl Count {
    /// Exactly so many.
    #[must_use]
    pub fn of(number: u32) -> Self {
        Self {
            least: number,
            most: number,
        }
    }

    /// One more, surely.
    pub fn more(&mut self) {
        self.least += 1;
        self.most += 1;
    }

    /// One more, perhaps.
    pub fn maybe_more(&mut self) {
        self.most += 1;
    }

    /// Perhaps none any more, perhaps one more.
    pub fn maybe_none(&mut self) {
        self.least = 0;
        self.most += 1;
    }

    /// None any more.
    pub fn none(&mut self) {
        *self = Self::default();
    }

    /// No entry is counted beyond the one that trips the limit.
    pub fn no_more_than(&mut self, number: u32) {
        self.least = self.least.min(number);
        self.most = self.most.min(number);
    }

    /// It may be this number.
    #[must_use]
    pub fn may_be(self, number: u32) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

/// The counters of one secret: wrong entries, SMS of the last 24 hours, and what was opened with
/// it and never finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Wrong entries.
    pub tries: Count,
    /// SMS.
    pub sms: Count,
    /// Unfinished openings.
    pub opened: Count,
}

impl Counters {
    /// The secret may be blocked.
    #[must_use]
    pub fn may_be_blocked(&self) -> bool {
        self.tries.most > MAX_WRONG || self.opened.most > MAX_UNFINISHED
    }

    /// The secret is blocked, whatever is true of it.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.tries.least > MAX_WRONG
    }

    /// A finished step has set both counts to 0.
    pub fn finished(&mut self) {
        self.tries.none();
        self.opened.none();
    }

    /// What is refused unchecked: a limit is passed.
    pub fn blocked(&mut self) {
        if self.opened.most <= MAX_UNFINISHED {
            self.tries = Count::of(MAX_WRONG + 1);
        }
    }
}

/// The limit on wrong passwords in a row, and on wrong activation codes.
pub const MAX_WRONG: u32 = 5;
/// The limit on wrong one-time codes of one procedure.
pub const MAX_WRONG_OTP: u32 = 3;
/// The limit on procedures opened and never finished.
pub const MAX_UNFINISHED: u32 = 10;
/// The limit on SMS in 24 hours.
pub const MAX_SMS: u32 = 10;

/// What a wrong entry was answered, held against the count before it; the count after it.
///
/// # Errors
/// A sentence, if it cannot be true.
pub fn after_wrong(before: Count, limit: u32, left: Option<u64>) -> Result<Count, String> {
    match left {
        Some(left) => {
            let counted = u32::try_from(left).ok().filter(|left| *left <= limit);
            let counted = counted
                .filter(|left| *left > 0)
                .map(|left| limit + 1 - left);
            let possible = Count {
                least: before.least + 1,
                most: before.most + 1,
            };
            counted
                .filter(|counted| possible.may_be(*counted))
                .map(Count::of)
                .ok_or_else(|| format!("attemptsLeft is {left}, and {before:?} counted before"))
        }
        // It tripped the limit, or was not even checked.
        None if before.most >= limit => Ok(Count::of(limit + 1)),
        None => Err(format!("blocked, and {before:?} counted before")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempts_left_are_those_that_are_possible() {
        #[track_caller]
        fn check(least: u32, most: u32, left: Option<u64>, expected: Option<u32>) {
            let after = after_wrong(Count { least, most }, MAX_WRONG, left);
            assert_eq!(after.ok(), expected.map(Count::of), "{left:?}");
        }
        check(0, 0, Some(5), Some(1));
        check(0, 0, Some(4), None);
        check(0, 0, Some(6), None);
        check(0, 0, Some(0), None);
        check(0, 1, Some(4), Some(2));
        check(2, 2, Some(5), None);
        check(4, 4, Some(1), Some(5));
        check(4, 4, None, None);
        check(5, 5, Some(1), None);
        check(5, 5, None, Some(6));
        check(6, 6, None, Some(6));
        check(0, 5, None, Some(6));
    }

    #[test]
    fn a_secret_may_be_blocked_when_the_most_passes_a_limit_and_is_when_the_least_does() {
        let mut counters = Counters {
            tries: Count { least: 5, most: 6 },
            ..Counters::default()
        };
        assert!(counters.may_be_blocked() && !counters.is_blocked());
        counters.tries.more();
        counters.tries.no_more_than(6);
        assert_eq!(counters.tries, Count::of(6));
        assert!(counters.is_blocked());
        counters.finished();
        assert!(!counters.may_be_blocked());
        counters.opened = Count { least: 3, most: 11 };
        assert!(counters.may_be_blocked() && !counters.is_blocked());
    }
}
