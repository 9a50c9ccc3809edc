//! What is counted, and told every minute.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// What is counted by everybody.
#[derive(Default)]
pub struct Tally(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    journeys: BTreeMap<&'static str, Journeys>,
    rules: BTreeMap<&'static str, u64>,
    answers: BTreeMap<(&'static str, String), u64>,
    faults: BTreeMap<&'static str, u64>,
    calls_behind: u64,
    broken: u64,
    people: u64,
    minute: Minute,
    whole: Minute,
}

/// How journeys of one kind ended.
#[derive(Clone, Copy, Debug, Default)]
struct Journeys {
    finished: u64,
    by_rule: u64,
    violated: u64,
    unfinished: u64,
}

/// How a journey ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Well.
    Finished,
    /// Refused by this rule.
    ByRule(&'static str),
    /// With an answer that may not be.
    Violated,
    /// Nothing led on.
    Unfinished,
}

/// What is told of one minute.
#[derive(Clone, Default)]
struct Minute {
    finished: u64,
    by_rule: u64,
    unavailable: u64,
    broken: u64,
    /// How long each answer took.
    took: Vec<Duration>,
}

impl Minute {
    /// The time that so many of 100 answers did not exceed, in milliseconds.
    fn percentile(&self, percent: usize) -> u128 {
        let mut took = self.took.clone();
        took.sort_unstable();
        let last = took.len().saturating_sub(1);
        let place = (took.len() * percent / 100).min(last);
        took.get(place).map_or(0, Duration::as_millis)
    }

    fn line(&self, title: &str, memory: &str) -> String {
        format!(
            "| {title:>5} | {:>8} | {:>7} | {:>7} | {:>5} | {:>6} | {:>6} | {:>6} | {memory} |",
            self.finished,
            self.by_rule,
            self.took.len(),
            self.unavailable,
            self.broken,
            self.percentile(50),
            self.percentile(99),
        )
    }
}

/// What stands over the lines of minutes.
pub const HEAD: &str = "\
| min   | finished | by rule | answers |   503 | faults | p50 ms | p99 ms | runner, services MiB |
| ----- | -------- | ------- | ------- | ----- | ------ | ------ | ------ | -------------------- |";

impl Tally {
    /// A call went to DynamoDB or SNS; this happened to it.
    pub fn call_behind(&self, fault: Option<&'static str>) {
        let mut inside = self.inside();
        inside.calls_behind += 1;
        if let Some(fault) = fault {
            *inside.faults.entry(fault).or_default() += 1;
            inside.broken += 1;
            inside.minute.broken += 1;
            inside.whole.broken += 1;
        }
    }

    /// An operation answered.
    pub fn answered(&self, operation: &'static str, answer: String, status: u16, took: Duration) {
        let mut inside = self.inside();
        *inside.answers.entry((operation, answer)).or_default() += 1;
        let Inside { minute, whole, .. } = &mut *inside;
        for of in [minute, whole] {
            of.took.push(took);
            of.unavailable += u64::from(status == 503);
        }
    }

    /// Somebody began to live.
    pub fn somebody(&self) {
        self.inside().people += 1;
    }

    /// A journey ended.
    pub fn journey(&self, kind: &'static str, ended: Ended) {
        let mut inside = self.inside();
        let journeys = inside.journeys.entry(kind).or_default();
        match ended {
            Ended::Finished => journeys.finished += 1,
            Ended::ByRule(_) => journeys.by_rule += 1,
            Ended::Violated => journeys.violated += 1,
            Ended::Unfinished => journeys.unfinished += 1,
        }
        if let Ended::ByRule(rule) = ended {
            *inside.rules.entry(rule).or_default() += 1;
        }
        let Inside { minute, whole, .. } = &mut *inside;
        for of in [minute, whole] {
            of.finished += u64::from(ended == Ended::Finished);
            of.by_rule += u64::from(matches!(ended, Ended::ByRule(_)));
        }
    }

    /// The line of the minute that ends now; the next one begins.
    pub fn minute(&self, number: u64, memory: &str) -> String {
        let minute = std::mem::take(&mut self.inside().minute);
        minute.line(&number.to_string(), memory)
    }

    /// How many journeys ended as none may.
    #[must_use]
    pub fn failed(&self) -> u64 {
        let inside = self.inside();
        let failed = inside.journeys.values();
        failed.map(|it| it.violated + it.unfinished).sum()
    }

    /// How many journeys finished.
    #[must_use]
    pub fn finished(&self) -> u64 {
        self.inside().whole.finished
    }

    /// All of it.
    #[must_use]
    pub fn told(&self, memory: &str) -> String {
        let inside = self.inside();
        let mut text = inside.whole.line("all", memory);
        let journeys = inside.journeys.iter().map(|(kind, it)| {
            format!(
                "| {kind} | {} | {} | {} | {} |",
                it.finished, it.by_rule, it.violated, it.unfinished
            )
        });
        add_table(
            &mut text,
            "| journey | finished | refused by rule | violated | unfinished |\n| --- | --- | --- | --- | --- |",
            journeys,
        );
        let rules = inside.rules.iter();
        add_table(
            &mut text,
            "| rule | journeys that it refused |\n| --- | --- |",
            rules.map(|(rule, count)| format!("| {rule} | {count} |")),
        );
        let answers = inside.answers.iter();
        add_table(
            &mut text,
            "| operation | answer | times |\n| --- | --- | --- |",
            answers.map(|((operation, answer), count)| {
                format!("| {operation} | {answer} | {count} |")
            }),
        );
        let faults = inside.faults.iter();
        add_table(
            &mut text,
            "| fault | times |\n| --- | --- |",
            faults.map(|(fault, count)| format!("| {fault} | {count} |")),
        );
        let (people, calls, broken) = (inside.people, inside.calls_behind, inside.broken);
        // A string takes whatever is written.
        writeln!(
            text,
            "\n\n{people} people; {calls} calls to DynamoDB and SNS, of which {broken} were broken"
        )
        .ok();
        text
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Whoever panicked with it in hand left whole numbers behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add_table(text: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    text.push_str("\n\n");
    text.push_str(head);
    for line in lines {
        text.push('\n');
        text.push_str(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_sorted_times() {
        let mut minute = Minute::default();
        assert_eq!(minute.percentile(99), 0);
        minute.took = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!((minute.percentile(50), minute.percentile(99)), (101, 199));
    }

    #[test]
    fn what_may_not_be_is_counted_as_failed() {
        let tally = Tally::default();
        for ended in [
            Ended::Finished,
            Ended::ByRule("too-many-messages"),
            Ended::Violated,
            Ended::Unfinished,
        ] {
            tally.journey("login", ended);
        }
        assert_eq!((tally.failed(), tally.finished()), (2, 1));
        assert!(tally.told("").contains("| login | 1 | 1 | 1 | 1 |"));
    }
}
