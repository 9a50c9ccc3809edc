//! What the samples say.

use std::{fmt, process::ExitCode};

use super::{class::Class, rounds::Times};
use crate::statistics::{Shift, dominance, median};

/// What is said of all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Every shift is surely within its bound, and the planted millisecond was found.
    NotToldApart,
    /// Too few samples: a shift may be within its bound or beyond it, or the planted millisecond
    /// was not found.
    TooWeak,
    /// A shift is surely beyond its bound.
    ToldApart,
}

impl Verdict {
    /// The worse of two.
    pub(crate) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// For scripts.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::NotToldApart => ExitCode::SUCCESS,
            Self::ToldApart => ExitCode::from(1),
            Self::TooWeak => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotToldApart => "not told apart",
            Self::ToldApart => "TOLD APART",
            Self::TooWeak => "too few samples to say",
        })
    }
}

/// Prints a table, a class a line, and judges it.
pub(crate) fn tell(times: &Times, bound: f64) -> Verdict {
    println!(
        "{:20} {:>10} {:>9} {:>21} {:>9}",
        "", "median µs", "shift µs", "99.9 % interval", "dominance"
    );
    let strangers = &times[&Class::Stranger];
    println!("{:20} {:10.0}", Class::Stranger, median(strangers));
    let mut verdict = Verdict::NotToldApart;
    for (class, samples) in times.iter().filter(|(class, _)| **class != Class::Stranger) {
        let pairs = samples.iter().zip(strangers);
        let shift = Shift::of(pairs.map(|(one, other)| one - other).collect());
        let said = judge(*class, &shift, bound);
        verdict = verdict.and(said);
        let said = match (class, said) {
            (Class::LateStranger, Verdict::NotToldApart) => "found, as it must be".to_owned(),
            _ => said.to_string(),
        };
        println!(
            "{class:20} {:10.0} {:9.0} {:>21} {:9.3}  {said}",
            median(samples),
            shift.median,
            format!("{:.0} … {:.0}", shift.low, shift.high),
            dominance(samples, strangers),
        );
    }
    verdict
}

/// A stranger who is late must be told apart, all others must not.
fn judge(class: Class, shift: &Shift, bound: f64) -> Verdict {
    if class == Class::LateStranger {
        if shift.low > bound {
            Verdict::NotToldApart
        } else {
            Verdict::TooWeak
        }
    } else if shift.is_beyond(bound) {
        Verdict::ToldApart
    } else if shift.is_within(bound) {
        Verdict::NotToldApart
    } else {
        Verdict::TooWeak
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(class: Class, low: f64, high: f64, expected: Verdict) {
        let median = f64::midpoint(low, high);
        let shift = Shift { low, median, high };
        assert_eq!(judge(class, &shift, 500.0), expected);
    }

    #[test]
    fn a_class_is_told_apart_beyond_the_bound_on_either_side() {
        check(Class::Active, -499.0, 499.0, Verdict::NotToldApart);
        check(Class::Active, 501.0, 700.0, Verdict::ToldApart);
        check(Class::Active, -700.0, -501.0, Verdict::ToldApart);
        check(Class::Active, 400.0, 700.0, Verdict::TooWeak);
        check(Class::AnotherStranger, -900.0, 900.0, Verdict::TooWeak);
    }

    #[test]
    fn a_millisecond_that_is_not_found_is_too_weak_a_run() {
        check(Class::LateStranger, 900.0, 1_100.0, Verdict::NotToldApart);
        check(Class::LateStranger, 400.0, 1_600.0, Verdict::TooWeak);
        check(Class::LateStranger, -100.0, 100.0, Verdict::TooWeak);
    }

    #[test]
    fn of_two_verdicts_the_worse_one_stands() {
        let (none, weak, apart) = (Verdict::NotToldApart, Verdict::TooWeak, Verdict::ToldApart);
        assert_eq!(none.and(weak), weak);
        assert_eq!(apart.and(weak), apart);
        assert_eq!(none.and(none), none);
    }
}
