//! What can go wrong that is nobody's entry.

use secrets::{hashing::HashError, keys::UnknownKey};

/// A call failed, or an item is not what it should be. Holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// DynamoDB did not answer, or refused for a reason that is not a condition.
    #[error("DynamoDB: {0}")]
    Unavailable(String),
    /// Others wrote the same item again and again.
    #[error("too many others write the same item")]
    Contended,
    /// An item lacks an attribute, or has it in another form.
    #[error("an item's attribute {0} is missing or has another form")]
    Item(&'static str),
    /// The secret could not be compared; its try was given back.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A one-time code was made with a key that this function does not know.
    #[error(transparent)]
    UnknownKey(#[from] UnknownKey),
}
