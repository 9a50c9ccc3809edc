//! A call as the proxy saw it.

use std::time::Instant;

use serde_json::{Value, json};

/// One call to a table (or to SNS, whose calls have no name).
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// `UpdateItem` and the like.
    pub(crate) name: String,
    pub(crate) body: Value,
    pub(crate) began: Instant,
    /// `None` if it was never answered.
    pub(crate) ended: Option<Instant>,
}

impl Recorded {
    /// It is of this name, and one of its items is of this kind.
    pub(crate) fn is(&self, name: &str, kind: &str) -> bool {
        self.name == name && self.kinds().contains(&kind)
    }

    /// The kinds of its items: what stands before `#` in their keys.
    pub(crate) fn kinds(&self) -> Vec<&str> {
        self.parts().into_iter().map(kind).collect()
    }

    /// All that an observer sees of it without its values: name, kinds, expressions.
    pub(crate) fn shape(&self) -> Value {
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
    pub(crate) fn rights(&self) -> Vec<(&str, &str, &str)> {
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
pub(crate) fn in_sequence(mut calls: Vec<Recorded>) -> Vec<Vec<Recorded>> {
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
