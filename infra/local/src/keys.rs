//! The keys that the runner makes at its first start, with the system's randomness: the families
//! `index`, `pepper`, `seal` and `challenge`, and the key pair of the registrar for development.
//!
//! They are kept beside the data as `keys.json`, which is written whole or not at all: to another
//! name first, then moved. Each family stands there as the object that its setting is, so that one
//! can be rotated by hand: stop the runner, add a key or name another in `use`, start it again.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::{
    rand::{SecureRandom, SystemRandom},
    signature::Ed25519KeyPair,
};
use secrets::Keyring;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    StartError,
    folder::{Folder, private_files},
};

const FILE: &str = "keys.json";

/// Keys of one installation. They have no `Debug`.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// `LLAVE_INDEX_KEYS`.
    pub index: Family,
    /// `LLAVE_PEPPER_KEYS`.
    pub pepper: Family,
    /// `LLAVE_SEAL_KEYS`.
    pub seal: Family,
    /// `LLAVE_CHALLENGE_KEYS`.
    pub challenge: Family,
    /// The registrar's Ed25519 key pair, PKCS #8 in base64.
    pub registrar: String,
}

/// A family of keys: each by its id, and `use`, which names the one in use.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Family(BTreeMap<String, String>);

impl Keys {
    /// New ones.
    ///
    /// # Errors
    /// [`StartError::Randomness`].
    pub fn fresh() -> Result<Self, StartError> {
        let pair = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
            .map_err(|_| StartError::Randomness)?;
        Ok(Self {
            index: Family::fresh("i1")?,
            pepper: Family::fresh("p1")?,
            seal: Family::fresh("s1")?,
            challenge: Family::fresh("c1")?,
            registrar: STANDARD.encode(pair),
        })
    }

    /// Those of the folder, made now if this is its first start. `has_data`: there is something
    /// that only the folder's own keys can read.
    pub(crate) fn of(folder: &Folder, has_data: bool) -> Result<Self, StartError> {
        let path = Self::file(folder);
        match fs::read(&path) {
            Ok(json) => Self::read(&json, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if has_data {
                    return Err(StartError::KeysMissing(path));
                }
                let keys = Self::fresh()?;
                keys.write(&path)
                    .map_err(|reason| StartError::File { path, reason })?;
                Ok(keys)
            }
            Err(reason) => Err(StartError::File { path, reason }),
        }
    }

    fn read(json: &[u8], path: PathBuf) -> Result<Self, StartError> {
        let read = serde_json::from_slice::<Value>(json).map_err(|error| error.to_string());
        // A family was once written as text.
        if read.as_ref().is_ok_and(|keys| keys["index"].is_string()) {
            return Err(StartError::KeysOutdated(path));
        }
        read.and_then(|keys| serde_json::from_value(keys).map_err(|error| error.to_string()))
            .and_then(Self::checked)
            .map_err(|reason| StartError::KeysMalformed { path, reason })
    }

    /// The same, if every operation can start with them.
    fn checked(self) -> Result<Self, String> {
        let families = [
            ("index", &self.index),
            ("pepper", &self.pepper),
            ("seal", &self.seal),
            ("challenge", &self.challenge),
        ];
        for (name, family) in families {
            Keyring::parse(&family.text()).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(self)
    }

    /// Where they are kept.
    pub(crate) fn file(folder: &Folder) -> PathBuf {
        folder.file(FILE)
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let beside = beside(path);
        // One that a killed runner left could be readable by others.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file: File = private_files().create_new(true).write(true).open(&beside)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&beside, path)
    }
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("json.new")
}

impl Family {
    fn fresh(id: &str) -> Result<Self, StartError> {
        let mut key = [0; 32];
        SystemRandom::new()
            .fill(&mut key)
            .map_err(|_| StartError::Randomness)?;
        let in_use = ("use".to_owned(), id.to_owned());
        Ok(Self(BTreeMap::from([
            in_use,
            (id.to_owned(), STANDARD.encode(key)),
        ])))
    }

    /// The setting: `{"p1":"…","use":"p1"}`.
    #[must_use]
    pub fn text(&self) -> String {
        let members = self.0.iter().map(|(name, value)| {
            let value = Value::from(value.as_str());
            (name.clone(), value)
        });
        Value::Object(members.collect()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::tests::Scratch;

    #[test]
    fn keys_are_made_once_and_found_again() {
        let scratch = Scratch::new("keys-again");
        let folder = Folder::hold(&scratch.0).unwrap();
        let made = Keys::of(&folder, false).unwrap();
        assert!(Keys::of(&folder, true).unwrap() == made);
        assert!(Keys::fresh().unwrap() != made);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new("keys-mode");
        let folder = Folder::hold(&scratch.0).unwrap();
        Keys::of(&folder, false).unwrap();
        let metadata = fs::metadata(folder.file(FILE)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_runner_killed_while_it_wrote_them_starts_again() {
        let scratch = Scratch::new("keys-killed");
        let folder = Folder::hold(&scratch.0).unwrap();
        fs::write(beside(&folder.file(FILE)), "{\"index\": \"i1=").unwrap();
        assert!(Keys::of(&folder, false).is_ok());
        assert!(!beside(&folder.file(FILE)).exists());
    }

    #[test]
    fn keys_that_are_gone_are_not_replaced_beside_data() {
        let scratch = Scratch::new("keys-gone");
        let folder = Folder::hold(&scratch.0).unwrap();
        assert!(matches!(
            Keys::of(&folder, true),
            Err(StartError::KeysMissing(_))
        ));
    }

    #[test]
    fn keys_that_cannot_be_used_are_refused_with_the_reason() {
        #[track_caller]
        fn check(folder: &Folder, json: &str, expected: &str) {
            fs::write(folder.file(FILE), json).unwrap();
            let Err(error) = Keys::of(folder, true) else {
                panic!("they were read: {json}");
            };
            let said = error.to_string();
            assert!(said.contains(expected), "{said}");
            assert!(said.contains(FILE) && said.lines().count() == 1, "{said}");
        }
        let scratch = Scratch::new("keys-bad");
        let folder = Folder::hold(&scratch.0).unwrap();
        check(&folder, "", "EOF");
        check(&folder, "{}", "missing field `index`");
        check(&folder, "[]", "invalid");
        check(
            &folder,
            r#"{"index": "i1=AAAA", "pepper": "p1=AAAA"}"#,
            "an earlier version",
        );
        let mut keys = serde_json::to_value(Keys::fresh().unwrap()).unwrap();
        keys["pepper"]["use"] = "p2".into();
        check(&folder, &keys.to_string(), "pepper: ");
    }

    #[test]
    fn a_family_rotated_by_hand_is_read() {
        let scratch = Scratch::new("keys-rotated");
        let folder = Folder::hold(&scratch.0).unwrap();
        let mut keys = serde_json::to_value(Keys::of(&folder, false).unwrap()).unwrap();
        keys["pepper"]["p2"] = keys["seal"]["s1"].clone();
        keys["pepper"]["use"] = "p2".into();
        fs::write(folder.file(FILE), keys.to_string()).unwrap();
        let read = Keys::of(&folder, true).unwrap();
        let pepper = Keyring::parse(&read.pepper.text()).unwrap();
        assert_eq!(pepper.in_use().id(), "p2");
        assert_eq!(pepper.all().count(), 2);
    }
}
