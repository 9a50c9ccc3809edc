//! Keys: three families (`index`, `pepper`, `seal`), each key with an id.
//!
//! A family is written `id=base64,id=base64`. The first key is the one in use; the others are
//! known, so that what they made can still be verified. Rotation therefore has two steps: every
//! function knows the new key (it stands second), then it is used (it moves to the front).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// The shortest key accepted, in bytes.
pub const KEY_MIN_BYTES: usize = 32;
/// The longest id accepted, in bytes: Argon2's `keyid` takes no more.
pub const KEY_ID_MAX_BYTES: usize = 8;

/// A value was made with a key that this function does not know: our fault, never a wrong entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("made with a key that this function does not know")]
pub struct UnknownKey;

/// Why a family of keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key at all.
    #[error("a family of keys needs at least one key, written id=base64")]
    Empty,
    /// An entry is not `id=base64`.
    #[error("key {0} of the family is not written id=base64")]
    Malformed(usize),
    /// The id is not 1 to 8 ASCII letters or digits.
    #[error("the id of key {0} must be 1 to 8 ASCII letters or digits")]
    Id(usize),
    /// Two keys share an id.
    #[error("the id of key {0} is used twice")]
    Repeated(usize),
    /// The key is too short.
    #[error("key {0} has fewer than 32 bytes")]
    Short(usize),
}

/// One key with its id.
#[derive(Clone)]
pub struct Key {
    id: String,
    bytes: Zeroizing<Vec<u8>>,
}

impl Key {
    /// The key's id, which is no secret.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key as base64, for a crate that takes its secrets as text.
    #[must_use]
    pub fn text(&self) -> String {
        STANDARD.encode(&*self.bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// A family of keys: never empty, no id twice.
#[derive(Clone)]
pub struct Keyring {
    in_use: Key,
    older: Vec<Key>,
}

impl Keyring {
    /// Reads a family from its text, the key in use first.
    ///
    /// # Errors
    /// [`KeyError`] says which entry is wrong; it never shows a key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut keys: Vec<Key> = Vec::new();
        for (number, entry) in (1..).zip(text.split(',').map(str::trim)) {
            if entry.is_empty() {
                return Err(if text.trim().is_empty() {
                    KeyError::Empty
                } else {
                    KeyError::Malformed(number)
                });
            }
            let key = parse_key(entry, number)?;
            if keys.iter().any(|known| known.id == key.id) {
                return Err(KeyError::Repeated(number));
            }
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let in_use = keys.next().ok_or(KeyError::Empty)?;
        Ok(Self {
            in_use,
            older: keys.collect(),
        })
    }

    /// The key that makes what is new.
    #[must_use]
    pub fn in_use(&self) -> &Key {
        &self.in_use
    }

    /// Every key, the one in use first.
    pub fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.in_use).chain(&self.older)
    }

    /// The key with this id.
    ///
    /// # Errors
    /// [`UnknownKey`] if the family does not hold it.
    pub fn by_id(&self, id: &str) -> Result<&Key, UnknownKey> {
        self.all().find(|key| key.id == id).ok_or(UnknownKey)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} in use)", self.in_use.id)
    }
}

fn parse_key(entry: &str, number: usize) -> Result<Key, KeyError> {
    let (id, encoded) = entry.split_once('=').ok_or(KeyError::Malformed(number))?;
    if id.is_empty()
        || id.len() > KEY_ID_MAX_BYTES
        || !id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Err(KeyError::Id(number));
    }
    let bytes = Zeroizing::new(
        STANDARD
            .decode(encoded)
            .map_err(|_| KeyError::Malformed(number))?,
    );
    if bytes.len() < KEY_MIN_BYTES {
        return Err(KeyError::Short(number));
    }
    Ok(Key {
        id: id.to_owned(),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const SHORT: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    #[track_caller]
    fn check(text: &str, expected: Result<&str, KeyError>) {
        let read = Keyring::parse(text);
        assert_eq!(
            read.as_ref()
                .map(|ring| ring.in_use().id())
                .map_err(Clone::clone),
            expected
        );
    }

    #[test]
    fn the_first_key_is_the_one_in_use() {
        check(&format!("k1={A}"), Ok("k1"));
        check(&format!("k2={A}, k1={A}"), Ok("k2"));
    }

    #[test]
    fn a_family_that_cannot_be_used_says_which_entry_is_wrong() {
        check("", Err(KeyError::Empty));
        check("k1", Err(KeyError::Malformed(1)));
        check("k1=!!", Err(KeyError::Malformed(1)));
        check(&format!("k1={SHORT}"), Err(KeyError::Short(1)));
        check(&format!("123456789={A}"), Err(KeyError::Id(1)));
        check(&format!("k-1={A}"), Err(KeyError::Id(1)));
        check(&format!("k1={A},k1={A}"), Err(KeyError::Repeated(2)));
        check(&format!("k1={A},"), Err(KeyError::Malformed(2)));
    }

    #[test]
    fn an_older_key_is_found_and_an_unknown_one_is_not() {
        let ring = Keyring::parse(&format!("new={A},old={A}")).unwrap();
        assert!(ring.by_id("old").is_ok());
        assert!(ring.by_id("older").is_err());
    }

    #[test]
    fn a_keyring_shows_no_key() {
        let ring = Keyring::parse(&format!("k1={A}")).unwrap();
        assert_eq!(format!("{ring:?}"), "Keyring(k1 in use)");
    }
}
