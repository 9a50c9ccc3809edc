//! What a program has in memory, and whether it grows.

use std::{fs, io};

/// The memory of a process that is its own at this moment (`VmRSS`), in KiB.
///
/// # Errors
/// If the system does not say, or the process is gone.
pub fn resident_kib(process: u32) -> io::Result<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .ok_or_else(|| io::Error::other("no VmRSS"))
}

/// What was in memory, second by second.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Seconds since the beginning, and KiB.
    samples: Vec<(f64, f64)>,
}

/// The line through the second half of the samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Where it begins, in KiB.
    pub from_kib: f64,
    /// How far it rises until the end, in KiB.
    pub by_kib: f64,
}

impl Growth {
    /// How far it rises, in percent of where it begins.
    #[must_use]
    pub fn percent(self) -> f64 {
        100.0 * self.by_kib / self.from_kib
    }
}

impl Memory {
    /// Keeps a sample.
    pub fn add(&mut self, seconds: f64, kib: u32) {
        self.samples.push((seconds, f64::from(kib)));
    }

    /// The last sample, in KiB.
    #[must_use]
    pub fn last_kib(&self) -> f64 {
        self.samples.last().map_or(0.0, |(_, kib)| *kib)
    }

    /// The line that fits best to the second half (least squares); `None` for fewer than 10
    /// samples.
    #[must_use]
    pub fn growth(&self) -> Option<Growth> {
        let half = &self.samples[self.samples.len() / 2..];
        let count = f64::from(u32::try_from(half.len()).ok()?);
        if count < 10.0 {
            return None;
        }
        let mean = |of: fn(&(f64, f64)) -> f64| half.iter().map(of).sum::<f64>() / count;
        let (mean_time, mean_kib) = (mean(|it| it.0), mean(|it| it.1));
        let spread: f64 = half.iter().map(|it| (it.0 - mean_time).powi(2)).sum();
        let together: f64 = half
            .iter()
            .map(|it| (it.0 - mean_time) * (it.1 - mean_kib))
            .sum();
        let slope = together / spread;
        let (begin, end) = (half.first()?.0, half.last()?.0);
        Some(Growth {
            from_kib: mean_kib + slope * (begin - mean_time),
            by_kib: slope * (end - begin),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn growth(kib: impl Fn(u32) -> u32) -> Growth {
        let mut memory = Memory::default();
        for second in 0..100 {
            memory.add(f64::from(second), kib(second));
        }
        memory.growth().unwrap()
    }

    #[test]
    fn only_the_second_half_counts() {
        let flat = growth(|second| if second < 50 { second } else { 50 });
        assert!(flat.by_kib.abs() < 1e-6, "{flat:?}");
        let rising = growth(|second| 1_000 + 10 * second);
        assert!((rising.by_kib - 490.0).abs() < 1e-6, "{rising:?}");
        assert!((rising.from_kib - 1_500.0).abs() < 1e-6, "{rising:?}");
    }

    #[test]
    fn waves_are_no_growth() {
        let waves = growth(|second| 1_000 + 100 * (second % 2));
        assert!(waves.percent().abs() < 1.0, "{waves:?}");
    }

    #[test]
    fn this_process_has_memory() {
        assert!(resident_kib(std::process::id()).unwrap() > 1_000);
    }
}
