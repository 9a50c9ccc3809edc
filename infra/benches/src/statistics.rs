//! What samples say, without a word on how they are distributed: times of answers have a long
//! tail, which means and deviations follow.

/// By how much one class is slower than another, in microseconds: the median of the differences
/// within each round, and the interval that holds the true one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shift {
    /// The lower end.
    pub(crate) low: f64,
    /// The median.
    pub(crate) median: f64,
    /// The upper end.
    pub(crate) high: f64,
}

/// Quantile of the normal distribution for an interval of 99.9 %: a run looks at dozens of them.
const Z: f64 = 3.29;

impl Shift {
    /// Of differences, one a round.
    ///
    /// The interval is between two of the differences themselves: as many lie below the true median
    /// as heads fall when that many coins are thrown.
    pub(crate) fn of(mut differences: Vec<f64>) -> Self {
        differences.sort_by(f64::total_cmp);
        let half = count(differences.len()) / 2.0;
        let reach = Z * half.sqrt() / std::f64::consts::SQRT_2 + 1.0;
        Self {
            low: at(&differences, half - reach),
            median: at(&differences, half),
            high: at(&differences, half + reach),
        }
    }

    /// All of it is beyond this bound, on one side.
    pub(crate) fn is_beyond(&self, bound: f64) -> bool {
        self.low > bound || self.high < -bound
    }

    /// All of it is within this bound.
    pub(crate) fn is_within(&self, bound: f64) -> bool {
        self.low > -bound && self.high < bound
    }
}

/// Cliff's delta: how much more often a sample of `one` is above one of `other` than below it, from
/// -1 (never above) to 1 (always).
pub(crate) fn dominance(one: &[f64], other: &[f64]) -> f64 {
    let mut sorted = other.to_vec();
    sorted.sort_by(f64::total_cmp);
    let balance: f64 = one
        .iter()
        .map(|sample| {
            let below = sorted.partition_point(|it| it < sample);
            let above = sorted.len() - sorted.partition_point(|it| it <= sample);
            count(below) - count(above)
        })
        .sum();
    balance / (count(one.len()) * count(other.len()))
}

/// The median.
pub(crate) fn median(samples: &[f64]) -> f64 {
    quantile(samples, 0.5)
}

/// What this part of the samples is below.
pub(crate) fn quantile(samples: &[f64], part: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    at(&sorted, count(sorted.len()) * part)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is brought within the samples first"
)]
fn at(sorted: &[f64], place: f64) -> f64 {
    let last = count(sorted.len().saturating_sub(1));
    let place = place.clamp(0.0, last) as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

#[expect(clippy::cast_precision_loss, reason = "nobody takes 2^52 samples")]
fn count(samples: usize) -> f64 {
    samples as f64
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng, rngs::StdRng};

    use super::*;

    /// Differences of two classes with this shift between them and a long tail on both.
    fn differences(seed: u64, rounds: usize, shift: f64) -> Vec<f64> {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut time = || {
            let chance: f64 = rng.random_range(0.0001..1.0);
            25_000.0 - 1_000.0 * chance.ln()
        };
        (0..rounds).map(|_| time() + shift - time()).collect()
    }

    #[test]
    fn the_interval_holds_the_true_shift_in_999_of_1000_runs() {
        let missed = (0..1_000)
            .map(|seed| Shift::of(differences(seed, 300, 40.0)))
            .filter(|shift| shift.low > 40.0 || shift.high < 40.0)
            .count();
        assert!(missed <= 4, "{missed}");
    }

    #[test]
    fn a_millisecond_is_beyond_a_bound_of_half_of_it_and_nothing_is_within() {
        let planted = Shift::of(differences(1, 1_000, 1_000.0));
        assert!(planted.is_beyond(500.0), "{planted:?}");
        let none = Shift::of(differences(2, 1_000, 0.0));
        assert!(none.is_within(500.0), "{none:?}");
        // Few samples decide nothing.
        let few = Shift::of(differences(3, 10, 0.0));
        assert!(!few.is_within(500.0) && !few.is_beyond(500.0), "{few:?}");
    }

    #[test]
    fn dominance_goes_from_never_above_to_always() {
        #[track_caller]
        fn check(one: &[f64], other: &[f64], expected: f64) {
            assert!((dominance(one, other) - expected).abs() < 1e-9);
        }
        check(&[1.0, 2.0], &[3.0, 4.0], -1.0);
        check(&[1.0, 2.0], &[1.0, 2.0], 0.0);
        check(&[5.0, 6.0], &[3.0, 4.0], 1.0);
        check(&[1.0, 5.0, 5.0, 5.0], &[3.0], 0.5);
    }
}
