//! A call as the proxy saw it.

use std::time::Instant;

use http::HeaderMap;
use serde_json::{Value, json};

use crate::Fault;

/// The header that names a call to DynamoDB; SNS names it in the body.
const TARGET: &str = "x-amz-target";

/// One call to a table, or to SNS, with all that was sent: codes and phones too.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// `UpdateItem` and the like; of SNS, `Publish`.
    pub name: String,
    /// What was sent to DynamoDB; `Null` of SNS, whose bodies are no JSON.
    pub body: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The headers as they came.
    pub headers: HeaderMap,
    /// When it came.
    pub began: Instant,
    /// When its answer went back; `None` if it never did.
    pub ended: Option<Instant>,
    /// How long its body was, in bytes.
    pub sent_bytes: usize,
    /// How long the body of its answer was; `None` if it was never answered.
    pub answered_bytes: Option<usize>,
    /// How many units it consumed, of reads or of writes, by what the table says; `None` if it was
    /// not asked, or refused the call.
    pub units: Option<f64>,
    /// What was done to it.
    pub fault: Option<Fault>,
    to_a_table: bool,
}

impl Recorded {
    /// A call that comes now.
    #[must_use]
    pub fn new(headers: &HeaderMap, body: &[u8]) -> Self {
        let target = headers.get(TARGET).and_then(|value| value.to_str().ok());
        let name = target.map_or_else(
            || action(body),
            |target| target.rsplit('.').next().unwrap_or_default().to_owned(),
        );
        Self {
            name,
            body: serde_json::from_slice(body).unwrap_or(Value::Null),
            bytes: body.to_vec(),
            headers: headers.clone(),
            began: Instant::now(),
            ended: None,
            sent_bytes: body.len(),
            answered_bytes: None,
            units: None,
            fault: None,
            to_a_table: target.is_some(),
        }
    }

    /// It goes to DynamoDB, not to SNS.
    #[must_use]
    pub fn is_to_a_table(&self) -> bool {
        self.to_a_table
    }

    /// Name and kinds in one word for each call that an operation makes: `UpdateItem password`.
    #[must_use]
    pub fn title(&self) -> String {
        if self.to_a_table {
            format!("{} {}", self.name, self.kinds().join("+"))
        } else {
            self.name.clone()
        }
    }

    /// It is of this name, and one of its items is of this kind.
    #[must_use]
    pub fn is(&self, name: &str, kind: &str) -> bool {
        self.name == name && self.kinds().contains(&kind)
    }

    /// The kinds of its items: what stands before `#` in their keys.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.parts().into_iter().map(kind).collect()
    }

    /// All that an observer sees of it without its values: name, kinds, expressions.
    #[must_use]
    pub fn shape(&self) -> Value {
        let shapes: Vec<_> = self
            .parts()
            .into_iter()
            .map(|part| {
                json!({
                    "kind": kind(part),
                    "table": part["TableName"],
                    "update": part["UpdateExpression"],
                    "condition": part["ConditionExpression"],
                    "values": names(&part["ExpressionAttributeValues"]),
                    "item": names(&part["Item"]),
                })
            })
            .collect();
        json!({ "name": self.name, "parts": shapes })
    }

    /// What IAM asks of it: table, action and kind of each item.
    #[must_use]
    pub fn rights(&self) -> Vec<(&str, &str, &str)> {
        let Some(items) = self.body["TransactItems"].as_array() else {
            return vec![(table(&self.body), &self.name, kind(&self.body))];
        };
        items
            .iter()
            .filter_map(Value::as_object)
            .flatten()
            .map(|(name, part)| {
                let action = match &**name {
                    "Put" => "PutItem",
                    "Update" => "UpdateItem",
                    "Delete" => "DeleteItem",
                    "ConditionCheck" => "ConditionCheckItem",
                    other => other,
                };
                (table(part), action, kind(part))
            })
            .collect()
    }

    /// The writes of a transaction, or the call itself.
    fn parts(&self) -> Vec<&Value> {
        let Some(items) = self.body["TransactItems"].as_array() else {
            return vec![&self.body];
        };
        items
            .iter()
            .filter_map(|item| item.as_object()?.values().next())
            .collect()
    }
}

/// Calls in sequence: those side by side are one step. A call comes after another if it began
/// when that one had been answered.
#[must_use]
pub fn in_sequence(mut calls: Vec<Recorded>) -> Vec<Vec<Recorded>> {
    calls.sort_by_key(|call| call.began);
    let mut steps: Vec<Vec<Recorded>> = Vec::new();
    let mut answered: Option<Instant> = None;
    for call in calls {
        let beside = answered.is_none_or(|answered| call.began < answered);
        match steps.last_mut().filter(|_| beside) {
            Some(step) => {
                answered = answered.min(call.ended).or(answered);
                step.push(call);
            }
            None => {
                answered = call.ended;
                steps.push(vec![call]);
            }
        }
    }
    steps
}

/// What SNS calls an action, of a form.
fn action(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let action = text.split('&').find_map(|it| it.strip_prefix("Action="));
    action.unwrap_or_default().to_owned()
}

fn table(part: &Value) -> &str {
    part["TableName"].as_str().unwrap_or_default()
}

fn kind(part: &Value) -> &str {
    let pk = [&part["Key"]["pk"]["S"], &part["Item"]["pk"]["S"]]
        .into_iter()
        .find_map(Value::as_str)
        .unwrap_or_default();
    pk.split('#').next().unwrap_or_default()
}

fn names(members: &Value) -> Vec<&String> {
    members
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
        .collect()
}
