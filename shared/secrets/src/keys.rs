//! Keys: families (`index`, `pepper`, `seal`, `challenge`), each key with an id.
//!
//! A family is written as a JSON object, `{"use": "2", "1": "…", "2": "…"}`: each key in base64 by
//! its id, and which of them is in use. The others are known, so that what they made can still be
//! verified. Rotation therefore has two steps: every function knows the new key; then it is used.
//!
//! An id is for people. What a key makes is stored with the key's *mark*, which is drawn from the
//! key itself: two installations both call their first key `1`, and a table restored beside the
//! keys of the other must be our fault at every entry, never a wrong entry of everybody's.

use std::fmt;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The shortest key accepted, in bytes.
pub const KEY_MIN_BYTES: usize = 32;
/// The longest id accepted, in bytes.
pub const KEY_ID_MAX_BYTES: usize = 8;
/// How much of its hash a key's mark is: 8 characters, for Argon2's `keyid` takes no more.
const MARK_BYTES: usize = 6;
/// The member that names the key in use; no key's id.
const IN_USE: &str = "use";

/// A value was made with a key that this function does not know: our fault, never a wrong entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("made with a key that this function does not know")]
pub struct UnknownKey;

/// Why a family of keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is not a JSON object of texts.
    #[error("a family of keys is written {{\"use\": \"1\", \"1\": \"<base64>\"}}")]
    Malformed,
    /// No key is said to be in use, or one that is not there.
    #[error("\"use\" must name the one key in use")]
    InUse,
    /// The id of a key is not 1 to 8 ASCII letters or digits.
    #[error("the id of each key must be 1 to 8 ASCII letters or digits")]
    Id,
    /// Two keys share an id.
    #[error("the key {0} is there twice")]
    Repeated(String),
    /// Two ids have the same key: a rotation that changed nothing.
    #[error("the key {0} is another one again")]
    Same(String),
    /// A key is not base64.
    #[error("the key {0} is not base64")]
    Encoding(String),
    /// A key is too short.
    #[error("the key {0} has fewer than 32 bytes")]
    Short(String),
}

/// One key with its id.
#[derive(Clone)]
pub struct Key {
    id: String,
    mark: String,
    bytes: Zeroizing<Vec<u8>>,
}

impl Key {
    /// The key's id, which is no secret.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What names the key beside what it made: no secret, and no other key's.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.mark
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
    /// Reads a family from its text.
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong; it never shows a key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let Written(members) = serde_json::from_str(text).map_err(|_| KeyError::Malformed)?;
        let mut in_use = None;
        let mut keys: Vec<Key> = Vec::new();
        for (name, value) in &members {
            if name == IN_USE {
                if in_use.replace(value.as_str()).is_some() {
                    return Err(KeyError::InUse);
                }
                continue;
            }
            let key = parse_key(name, value)?;
            if keys.iter().any(|known| known.id == key.id) {
                return Err(KeyError::Repeated(key.id));
            }
            if keys.iter().any(|known| known.mark == key.mark) {
                return Err(KeyError::Same(key.id));
            }
            keys.push(key);
        }
        let place = keys
            .iter()
            .position(|key| Some(&*key.id) == in_use)
            .ok_or(KeyError::InUse)?;
        Ok(Self {
            in_use: keys.remove(place),
            older: keys,
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

    /// The key with this mark.
    ///
    /// # Errors
    /// [`UnknownKey`] if the family does not hold it.
    pub fn by_mark(&self, mark: &str) -> Result<&Key, UnknownKey> {
        self.all().find(|key| key.mark == mark).ok_or(UnknownKey)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} in use)", self.in_use.id)
    }
}

/// A family as it is written: a map of `serde_json` would hide that a member is there twice.
struct Written(Vec<(String, Zeroizing<String>)>);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a family of keys")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    members.push((name, Zeroizing::new(value)));
                }
                Ok(Written(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

fn parse_key(id: &str, encoded: &str) -> Result<Key, KeyError> {
    if id.is_empty()
        || id.len() > KEY_ID_MAX_BYTES
        || !id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Err(KeyError::Id);
    }
    let bytes = STANDARD
        .decode(encoded)
        .map(Zeroizing::new)
        .map_err(|_| KeyError::Encoding(id.to_owned()))?;
    if bytes.len() < KEY_MIN_BYTES {
        return Err(KeyError::Short(id.to_owned()));
    }
    Ok(Key {
        id: id.to_owned(),
        mark: mark(&bytes),
        bytes,
    })
}

fn mark(key: &[u8]) -> String {
    let hash = Sha256::new()
        .chain_update(b"the mark of a key of Llave")
        .chain_update(key)
        .finalize();
    URL_SAFE_NO_PAD.encode(&hash[..MARK_BYTES])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A family of keys with these ids, the first in use.
    pub(crate) fn ring(ids: &[&str]) -> Keyring {
        let keys: String = ids
            .iter()
            .map(|id| format!(r#","{id}":"{}""#, STANDARD.encode(id.repeat(32))))
            .collect();
        Keyring::parse(&format!(r#"{{"use":"{}"{keys}}}"#, ids[0])).unwrap()
    }

    const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const OTHER: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
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
    fn the_key_in_use_is_the_one_that_is_named() {
        check(&format!(r#"{{"use":"k1","k1":"{A}"}}"#), Ok("k1"));
        check(
            &format!(r#"{{"k1":"{A}","use":"k2","k2":"{OTHER}"}}"#),
            Ok("k2"),
        );
    }

    /// Secrets Manager draws letters and digits, and puts them beside what a template gives.
    #[test]
    fn a_key_may_be_44_letters_and_digits() {
        let drawn = "q8VnZ2tK7mXc4RbY9pLdW3sHf6GjT1uEoAiB5NvCxQzM";
        check(&format!(r#"{{"use":"1","1":"{drawn}"}}"#), Ok("1"));
    }

    #[test]
    fn a_family_that_cannot_be_used_says_what_is_wrong() {
        let of = |members: &str| format!("{{{members}}}");
        check("", Err(KeyError::Malformed));
        check("k1", Err(KeyError::Malformed));
        check("[]", Err(KeyError::Malformed));
        check(r#"{"use":1}"#, Err(KeyError::Malformed));
        check(r#"{"use":"1","1":null}"#, Err(KeyError::Malformed));
        check("{}", Err(KeyError::InUse));
        check(&of(&format!(r#""1":"{A}""#)), Err(KeyError::InUse));
        check(
            &of(&format!(r#""use":"2","1":"{A}""#)),
            Err(KeyError::InUse),
        );
        check(
            &of(&format!(r#""use":"1","use":"1","1":"{A}""#)),
            Err(KeyError::InUse),
        );
        check(
            &of(&format!(r#""use":"1","1":"{A}","1":"{A}""#)),
            Err(KeyError::Repeated("1".to_owned())),
        );
        check(
            &of(&format!(r#""use":"2","1":"{A}","2":"{A}""#)),
            Err(KeyError::Same("2".to_owned())),
        );
        for id in ["", "123456789", "k-1", "ñ"] {
            check(
                &of(&format!(r#""use":"{id}","{id}":"{A}""#)),
                Err(KeyError::Id),
            );
        }
        check(
            r#"{"use":"1","1":"!!"}"#,
            Err(KeyError::Encoding("1".to_owned())),
        );
        check(
            &of(&format!(r#""use":"1","1":"{SHORT}""#)),
            Err(KeyError::Short("1".to_owned())),
        );
    }

    #[test]
    fn the_older_keys_come_after_the_one_in_use() {
        let text = format!(r#"{{"use":"new","old":"{A}","new":"{OTHER}"}}"#);
        let ring = Keyring::parse(&text).unwrap();
        let ids: Vec<_> = ring.all().map(Key::id).collect();
        assert_eq!(ids, ["new", "old"]);
    }

    #[test]
    fn a_key_is_found_by_its_mark_whatever_its_id_and_another_of_that_id_is_not() {
        let first = Keyring::parse(&format!(r#"{{"use":"1","1":"{A}"}}"#)).unwrap();
        let mark = first.in_use().mark();
        // As docs/operations.md computes it.
        assert_eq!(mark, "1YQhNT2C");
        let renamed = Keyring::parse(&format!(r#"{{"use":"2","1":"{A}","2":"{OTHER}"}}"#));
        assert!(renamed.unwrap().by_mark(mark).is_ok());
        let other = Keyring::parse(&format!(r#"{{"use":"1","1":"{OTHER}"}}"#)).unwrap();
        assert!(other.by_mark(mark).is_err());
    }

    #[test]
    fn a_keyring_shows_no_key() {
        let ring = Keyring::parse(&format!(r#"{{"use":"k1","k1":"{A}"}}"#)).unwrap();
        assert_eq!(format!("{ring:?}"), "Keyring(k1 in use)");
    }
}
