//! What can happen to a call.

use serde::{Deserialize, Serialize};

use crate::Recorded;

/// What happens to a call in place of being passed on and answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It waits past the caller's time-out, and is passed on all the same.
    Late,
    /// It is neither passed on nor answered.
    Silence,
    /// Its connection is closed before it was passed on.
    Broken,
    /// The same, and nobody listens any more: its repetitions are refused.
    Refused,
    /// It is answered with an error of the server's own.
    InternalError,
    /// It is one of too many.
    Throttling,
    /// The table has no capacity left for it.
    Throughput,
    /// A single write meets a transaction.
    Conflict,
    /// A transaction meets a copy of itself.
    InProgress,
    /// A transaction is cancelled: it meets another one.
    CancelledByConflict,
    /// A transaction is cancelled: too many at once.
    CancelledByThrottling,
    /// A transaction is cancelled: a table has no capacity left.
    CancelledByThroughput,
    /// A transaction is cancelled: an item collection is too large.
    CancelledByItemCollection,
    /// A transaction is cancelled: the service finds it invalid.
    CancelledByValidation,
    /// It is passed on, but its answer never comes.
    LostAnswer,
    /// It is passed on twice; the second answer comes.
    Twice,
    /// It is passed on, but half of its answer's body is missing.
    CutAnswer,
    /// It is passed on, but something else is answered.
    Garbage,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Late,
        Self::Silence,
        Self::Broken,
        Self::Refused,
        Self::InternalError,
        Self::Throttling,
        Self::Throughput,
        Self::Conflict,
        Self::InProgress,
        Self::CancelledByConflict,
        Self::CancelledByThrottling,
        Self::CancelledByThroughput,
        Self::CancelledByItemCollection,
        Self::CancelledByValidation,
        Self::LostAnswer,
        Self::Twice,
        Self::CutAnswer,
        Self::Garbage,
    ];

    /// Its name in scripts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Silence => "silence",
            Self::Broken => "broken",
            Self::Refused => "refused",
            Self::InternalError => "internal-error",
            Self::Throttling => "throttling",
            Self::Throughput => "throughput",
            Self::Conflict => "conflict",
            Self::InProgress => "in-progress",
            Self::CancelledByConflict => "cancelled-by-conflict",
            Self::CancelledByThrottling => "cancelled-by-throttling",
            Self::CancelledByThroughput => "cancelled-by-throughput",
            Self::CancelledByItemCollection => "cancelled-by-item-collection",
            Self::CancelledByValidation => "cancelled-by-validation",
            Self::LostAnswer => "lost-answer",
            Self::Twice => "twice",
            Self::CutAnswer => "cut-answer",
            Self::Garbage => "garbage",
        }
    }

    /// The fault of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str() == name)
    }

    /// Whether it can happen to this call: SNS knows no tables, a read meets no transaction.
    #[must_use]
    pub fn suits(self, call: &Recorded) -> bool {
        match self {
            Self::Late
            | Self::Silence
            | Self::Broken
            | Self::Refused
            | Self::InternalError
            | Self::Throttling
            | Self::LostAnswer
            | Self::Twice
            | Self::CutAnswer
            | Self::Garbage => true,
            Self::Throughput => call.is_to_a_table(),
            Self::Conflict => ["UpdateItem", "PutItem", "DeleteItem"].contains(&&*call.name),
            Self::InProgress
            | Self::CancelledByConflict
            | Self::CancelledByThrottling
            | Self::CancelledByThroughput
            | Self::CancelledByItemCollection
            | Self::CancelledByValidation => call.name == "TransactWriteItems",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_one_name() {
        for fault in Fault::ALL {
            assert_eq!(Fault::parse(fault.as_str()), Some(fault));
            let json = serde_json::to_string(&fault).unwrap();
            assert_eq!(json, format!("\"{}\"", fault.as_str()));
        }
    }
}
