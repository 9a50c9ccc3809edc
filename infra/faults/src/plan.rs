//! To which calls a fault happens.
//!
//! A script is JSON lines. Each says which fault happens to which of the calls of its name and
//! kind, the first being 1, and to how many of them; what it does not say is any name, any kind,
//! the first call, one call:
//!
//! ```text
//! {"fault": "lost-answer", "name": "TransactWriteItems", "kind": "session"}
//! {"fault": "throttling", "call": 5, "times": 3}
//! ```
//!
//! Or chance decides, from a seed, so that the same calls in the same order meet the same faults.

use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde::Deserialize;

use crate::{Fault, Recorded};

/// To which calls a fault happens.
pub struct Plan(How);

enum How {
    Script(Vec<Line>),
    Chance {
        rng: Box<StdRng>,
        probability: f64,
        faults: Vec<Fault>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    fault: Fault,
    name: Option<String>,
    kind: Option<String>,
    #[serde(default = "one")]
    call: usize,
    #[serde(default = "one")]
    times: usize,
    /// How many such calls have come.
    #[serde(skip)]
    seen: usize,
}

fn one() -> usize {
    1
}

/// A line that is no line of a script.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the script: {reason}")]
pub struct ScriptError {
    line: usize,
    reason: serde_json::Error,
}

impl Plan {
    /// By a script.
    ///
    /// # Errors
    /// [`ScriptError`] for the first line that can't be read.
    pub fn script(text: &str) -> Result<Self, ScriptError> {
        let lines = text.lines().enumerate();
        let said = lines.filter(|(_, line)| !line.trim().is_empty());
        let lines = said.map(|(number, line)| {
            serde_json::from_str(line).map_err(|reason| ScriptError {
                line: number + 1,
                reason,
            })
        });
        Ok(Self(How::Script(lines.collect::<Result<_, _>>()?)))
    }

    /// To each call with this probability, one of those `faults` that suit it.
    #[must_use]
    pub fn chance(seed: u64, probability: f64, faults: &[Fault]) -> Self {
        Self(How::Chance {
            rng: Box::new(StdRng::seed_from_u64(seed)),
            probability,
            faults: faults.to_vec(),
        })
    }

    /// What happens to this call, which comes after all that were asked for before.
    pub fn next(&mut self, call: &Recorded) -> Option<Fault> {
        match &mut self.0 {
            How::Script(lines) => {
                // Each line counts each call, also after one has decided.
                let meets = lines.iter_mut().filter_map(|line| line.meets(call));
                meets.fold(None, |first, fault| first.or(Some(fault)))
            }
            How::Chance {
                rng,
                probability,
                faults,
            } => {
                let draw: f64 = rng.random();
                let place: usize = rng.random_range(0..usize::MAX);
                let suitable: Vec<_> = faults.iter().filter(|it| it.suits(call)).collect();
                if draw >= *probability || suitable.is_empty() {
                    return None;
                }
                Some(*suitable[place % suitable.len()])
            }
        }
    }
}

impl Line {
    fn meets(&mut self, call: &Recorded) -> Option<Fault> {
        let named = self.name.as_ref().is_none_or(|name| *name == call.name);
        let of_kind = self
            .kind
            .as_ref()
            .is_none_or(|kind| call.kinds().contains(&kind.as_str()));
        if !named || !of_kind {
            return None;
        }
        self.seen += 1;
        let since = self.seen.checked_sub(self.call)?;
        (since < self.times).then_some(self.fault)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};
    use serde_json::json;

    use super::*;

    fn call(name: &str, kind: &str) -> Recorded {
        let target = HeaderValue::from_str(&format!("DynamoDB_20120810.{name}")).unwrap();
        let headers = HeaderMap::from_iter([("x-amz-target".parse().unwrap(), target)]);
        let body = json!({"Key": {"pk": {"S": format!("{kind}#1")}}}).to_string();
        Recorded::new(&headers, body.as_bytes())
    }

    #[test]
    fn a_script_counts_the_calls_of_its_name_and_kind() {
        let text = "{\"fault\": \"throttling\", \"name\": \"UpdateItem\", \"call\": 2}\n\n\
                    {\"fault\": \"late\", \"kind\": \"person\", \"times\": 2}";
        let mut plan = Plan::script(text).unwrap();
        for (name, kind, met) in [
            ("UpdateItem", "password", None),
            ("GetItem", "person", Some(Fault::Late)),
            ("UpdateItem", "person", Some(Fault::Throttling)),
            ("GetItem", "person", None),
            ("UpdateItem", "password", None),
        ] {
            assert_eq!(plan.next(&call(name, kind)), met, "{name} {kind}");
        }
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = Plan::script("{\"fault\": \"late\"}\n{\"fault\": \"rain\"}").err();
        let said = error.unwrap().to_string();
        assert!(said.starts_with("line 2 of the script: "), "{said}");
    }

    #[test]
    fn the_same_seed_is_the_same_chance_and_no_fault_meets_a_call_that_it_does_not_suit() {
        let draw = || {
            let mut plan = Plan::chance(7, 0.5, &Fault::ALL);
            (0..200).map(move |_| plan.next(&call("GetItem", "person")))
        };
        assert!(draw().eq(draw()));
        let met: Vec<_> = draw().flatten().collect();
        assert!((60..140).contains(&met.len()), "{}", met.len());
        assert!(!met.contains(&Fault::Conflict));
    }
}
