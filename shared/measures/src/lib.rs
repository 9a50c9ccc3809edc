//! What is counted and timed, for those who watch a deployment: the only crate that knows the
//! metrics' library. Every metric has one function here, and holds nothing personal: its
//! dimensions are words of this file and names of operations and problems.
//!
//! | metric | dimensions | unit | what it is |
//! | --- | --- | --- | --- |
//! | `Answers` | `Operation`, `Outcome` | count | calls, by `ok` or the problem's name |
//! | `Faults` | – | count | answers that are our fault: `temporarily-unavailable` |
//! | `Attempts` | `Secret`, `Result` | count | entries that were compared |
//! | `Blocks` | `Secret` | count | entries and openings that passed a limit |
//! | `Messages` | `Result` | count | SMS, and those that were not sent |
//! | `HashTime` | `Operation` | milliseconds | one Argon2id, the wait for its place left out |
//! | `TableCalls` | `Operation` | count | calls to DynamoDB that one call made, repetitions too |
//!
//! A function calls [`start`] and writes its metrics after each call, one line of CloudWatch's
//! embedded metric format for each set of dimensions. Where nobody has started, as in the local
//! runner, nothing is counted.

use std::{
    io::{self, Write},
    sync::OnceLock,
    time::Duration,
};

use metrics::{Unit, counter, describe_counter, describe_histogram, histogram};
use metrics_cloudwatch_embedded::{Builder, Collector};

const ANSWERS: &str = "Answers";
const FAULTS: &str = "Faults";
const ATTEMPTS: &str = "Attempts";
const BLOCKS: &str = "Blocks";
const MESSAGES: &str = "Messages";
const HASH_TIME: &str = "HashTime";
const TABLE_CALLS: &str = "TableCalls";

/// The one operation of this function; none in the runner, which has all of them.
static OPERATION: OnceLock<&'static str> = OnceLock::new();

/// What an entry was of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A password.
    Password,
    /// An activation code.
    ActivationCode,
    /// A one-time code.
    Otp,
}

/// What became of an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// SNS took it.
    Sent,
    /// SNS did not answer in time: it may have been sent.
    Unknown,
    /// SNS refused it.
    RefusedBySns,
    /// The day's budget is spent, or could not be asked.
    OverBudget,
    /// The person's cap is reached.
    OverCap,
}

/// Writes what was counted.
#[derive(Clone, Copy)]
pub struct Emitter(&'static Collector);

/// Counts from now on, for this operation. To be called once, by a function's start; `None` if
/// somebody counts already.
#[must_use]
pub fn start(namespace: &str, operation: &'static str) -> Option<Emitter> {
    let collector = Builder::new()
        .cloudwatch_namespace(namespace.to_owned())
        .init()
        .ok()?;
    OPERATION.set(operation).ok()?;
    for name in [ANSWERS, FAULTS, ATTEMPTS, BLOCKS, MESSAGES, TABLE_CALLS] {
        describe_counter!(name, Unit::Count, "");
    }
    describe_histogram!(HASH_TIME, Unit::Milliseconds, "");
    Some(Emitter(collector))
}

impl Emitter {
    /// Writes what was counted since the last time to standard output, which Lambda brings to
    /// CloudWatch.
    pub fn write(self) {
        let mut lines = Vec::new();
        // A metric that can't be written is no reason to fail a call.
        self.0
            .flush(&mut lines)
            .and_then(|()| io::stdout().write_all(&lines))
            .ok();
    }
}

/// A call was answered; `outcome` is `ok` or the problem's name.
pub fn answered(operation: &'static str, outcome: &'static str) {
    counter!(ANSWERS, "Operation" => operation, "Outcome" => outcome).increment(1);
}

/// An answer was our fault.
pub fn failed() {
    counter!(FAULTS).increment(1);
}

/// An entry was compared.
pub fn compared(secret: Secret, right: bool) {
    let result = if right { "right" } else { "wrong" };
    counter!(ATTEMPTS, "Secret" => secret.name(), "Result" => result).increment(1);
}

/// An entry, or an opening, passed a limit.
pub fn blocked(secret: Secret) {
    counter!(BLOCKS, "Secret" => secret.name()).increment(1);
}

/// An SMS was sent, or not.
pub fn message(message: Message) {
    counter!(MESSAGES, "Result" => message.name()).increment(1);
}

/// One hash was computed.
pub fn hashed(took: Duration) {
    histogram!(HASH_TIME, "Operation" => operation()).record(took.as_secs_f64() * 1_000.0);
}

/// DynamoDB was called, or called again.
pub fn called_table() {
    counter!(TABLE_CALLS, "Operation" => operation()).increment(1);
}

fn operation() -> &'static str {
    OPERATION.get().copied().unwrap_or("none")
}

impl Secret {
    fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::ActivationCode => "activation-code",
            Self::Otp => "otp",
        }
    }
}

impl Message {
    fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::RefusedBySns => "refused-by-sns",
            Self::OverBudget => "over-budget",
            Self::OverCap => "over-cap",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// One test, for the counters are the process's.
    #[test]
    fn what_was_counted_is_written_once_in_embedded_metric_format() {
        let emitter = start("Llave/test", "login").unwrap();
        assert!(start("Llave/test", "login").is_none());
        answered("login", "refused");
        compared(Secret::Password, false);
        compared(Secret::Password, false);
        blocked(Secret::Password);
        message(Message::OverCap);
        hashed(Duration::from_micros(20_500));
        called_table();
        called_table();
        failed();

        let lines = written(emitter);
        #[track_caller]
        fn check(
            lines: &[Value],
            metric: &str,
            unit: &str,
            dimensions: &[(&str, &str)],
            value: f64,
        ) {
            let line = lines
                .iter()
                .find(|line| !line[metric].is_null())
                .unwrap_or_else(|| panic!("no {metric} in {lines:?}"));
            let directive = &line["_aws"]["CloudWatchMetrics"][0];
            assert_eq!(directive["Namespace"], "Llave/test");
            let names: Vec<_> = dimensions.iter().map(|(name, _)| *name).collect();
            assert_eq!(
                directive["Dimensions"],
                serde_json::json!([names]),
                "{line}"
            );
            for (name, value) in dimensions {
                assert_eq!(line[*name], *value, "{line}");
            }
            let metrics = directive["Metrics"].as_array().unwrap();
            let described = metrics.iter().find(|found| found["Name"] == metric);
            assert_eq!(described.unwrap()["Unit"], unit, "{line}");
            let found = line[metric].as_f64().or(line[metric][0].as_f64());
            assert_eq!(found, Some(value), "{line}");
            assert!(line["_aws"]["Timestamp"].is_u64(), "{line}");
        }
        let login = ("Operation", "login");
        check(
            &lines,
            "Answers",
            "Count",
            &[login, ("Outcome", "refused")],
            1.0,
        );
        check(&lines, "Faults", "Count", &[], 1.0);
        let wrong = [("Secret", "password"), ("Result", "wrong")];
        check(&lines, "Attempts", "Count", &wrong, 2.0);
        check(&lines, "Blocks", "Count", &[("Secret", "password")], 1.0);
        check(&lines, "Messages", "Count", &[("Result", "over-cap")], 1.0);
        check(&lines, "HashTime", "Milliseconds", &[login], 20.5);
        check(&lines, "TableCalls", "Count", &[login], 2.0);

        assert_eq!(written(emitter), Vec::<Value>::new());
    }

    fn written(Emitter(collector): Emitter) -> Vec<Value> {
        let mut bytes = Vec::new();
        collector.flush(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}
