//! The keys that the runner makes at its first start, with the system's randomness: the families
//! `index`, `pepper`, `seal` and `challenge`, and the key pair of the registrar for development.
//!
//! They are kept beside the data as `keys.json`, which is written whole or not at all: to another
//! name first, then moved.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use aws_lc_rs::{rand, signature::Ed25519KeyPair};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::{
    StartError,
    folder::{Folder, private_files},
};

const FILE: &str = "keys.json";

/// Keys of one installation. They have no `Debug`.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// `LLAVE_INDEX_KEYS`.
    pub index: String,
    /// `LLAVE_PEPPER_KEYS`.
    pub pepper: String,
    /// `LLAVE_SEAL_KEYS`.
    pub seal: String,
    /// `LLAVE_CHALLENGE_KEYS`.
    pub challenge: String,
    /// The registrar's Ed25519 key pair, PKCS #8 in base64.
    pub registrar: String,
}

impl Keys {
    /// New ones.
    ///
    /// # Errors
    /// [`StartError::Randomness`].
    pub fn fresh() -> Result<Self, StartError> {
        let pair = Ed25519KeyPair::generate()
            .and_then(|pair| pair.to_pkcs8())
            .map_err(|_| StartError::Randomness)?;
        Ok(Self {
            index: family("i1")?,
            pepper: family("p1")?,
            seal: family("s1")?,
            challenge: family("c1")?,
            registrar: STANDARD.encode(pair),
        })
    }

    /// Those of the folder, made now if this is its first start. `has_data`: there is something
    /// that only the folder's own keys can read.
    pub(crate) fn of(folder: &Folder, has_data: bool) -> Result<Self, StartError> {
        let path = Self::file(folder);
        match fs::read(&path) {
            Ok(json) => serde_json::from_slice(&json).map_err(|error| StartError::KeysMalformed {
                path,
                reason: error.to_string(),
            }),
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

fn family(id: &str) -> Result<String, StartError> {
    let mut key = [0; 32];
    rand::fill(&mut key).map_err(|_| StartError::Randomness)?;
    Ok(format!("{id}={}", STANDARD.encode(key)))
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
        fs::write(folder.file(FILE), "{}").unwrap();
        assert!(matches!(
            Keys::of(&folder, true),
            Err(StartError::KeysMalformed { .. })
        ));
    }
}
