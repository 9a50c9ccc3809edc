//! The clock of everything behind the runner. It starts at the real time and only goes forward:
//! there is no way back to before a password expired.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// How far the clock may be moved in all, in seconds: 100 years, so that no end of anything
/// overflows.
pub const ADVANCE_MAX_SECONDS: i64 = 100 * 365 * 86_400;

/// A clock; its clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_seconds: Arc<AtomicI64>,
}

/// Why the clock was not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// It would go back.
    #[error("the clock only goes forward: advanceSeconds can't be negative")]
    Back,
    /// It would go too far.
    #[error("the clock can be moved 100 years in all; start the runner anew to bring it back")]
    TooFar,
}

impl Clock {
    /// What time it is, in whole seconds, as every call sees it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead_seconds.load(Ordering::SeqCst));
        let real = real_time();
        let real = Timestamp::from_second(real.as_second()).unwrap_or(real);
        real.checked_add(ahead).unwrap_or(real)
    }

    /// Moves the clock and gives the new time.
    ///
    /// # Errors
    /// [`ClockError`]; the clock is where it was.
    pub fn advance(&self, seconds: i64) -> Result<Timestamp, ClockError> {
        if seconds < 0 {
            return Err(ClockError::Back);
        }
        self.ahead_seconds
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |ahead| {
                ahead
                    .checked_add(seconds)
                    .filter(|ahead| *ahead <= ADVANCE_MAX_SECONDS)
            })
            .map_err(|_| ClockError::TooFar)?;
        Ok(self.now())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the runner's edge: the one place that reads the machine's clock"
)]
fn real_time() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_starts_at_the_real_time_and_its_clones_go_with_it() {
        let clock = Clock::default();
        let before = real_time() - SignedDuration::from_secs(1);
        assert!(clock.now() >= before);
        assert!(clock.now() < before + SignedDuration::from_secs(60));
        let moved = clock.clone().advance(3_600).unwrap();
        assert!(moved >= before + SignedDuration::from_secs(3_600));
        assert!(clock.now() >= moved);
    }

    #[test]
    fn the_clock_only_goes_forward_and_not_without_end() {
        let clock = Clock::default();
        assert_eq!(clock.advance(-1), Err(ClockError::Back));
        assert_eq!(clock.advance(i64::MIN), Err(ClockError::Back));
        assert!(clock.advance(0).is_ok());
        assert!(clock.advance(ADVANCE_MAX_SECONDS - 1).is_ok());
        assert_eq!(clock.advance(2), Err(ClockError::TooFar));
        assert_eq!(clock.advance(i64::MAX), Err(ClockError::TooFar));
        assert!(clock.advance(1).is_ok());
        assert_eq!(clock.advance(1), Err(ClockError::TooFar));
    }
}
