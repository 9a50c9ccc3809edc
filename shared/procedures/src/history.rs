//! Passwords used before: the last ones may not be set again, the one in force counted.

use policy::PasswordEntry;
use secrets::{Comparison, Hasher, StoredHash, hashing::HashError};
use storage::{Password, Person};

/// The passwords set so far, newest first.
#[must_use]
pub fn used<'a>(password: &'a Password, person: &'a Person) -> Vec<&'a StoredHash> {
    password
        .set_before()
        .into_iter()
        .chain(&person.older)
        .collect()
}

/// Whether `entry` is one of `used`, newest first, of which the last `history` count.
///
/// # Errors
/// [`HashError`] if a hash cannot be compared.
pub async fn is_reused(
    entry: &PasswordEntry,
    used: &[&StoredHash],
    history: u32,
    hasher: &Hasher,
) -> Result<bool, HashError> {
    for hash in used.iter().take(history as usize) {
        let compared = hasher.compare(Some(hash), "", entry.as_bytes()).await?;
        if compared != Comparison::Wrong {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is kept beside the new password: of those used, newest first, as many as will count.
#[must_use]
pub fn kept(used: &[&StoredHash], history: u32) -> Vec<StoredHash> {
    let older = history.saturating_sub(1) as usize;
    used.iter().take(older).copied().cloned().collect()
}
