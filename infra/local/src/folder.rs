//! The data folder. Only its owner may read it (mode 0700, its files 0600), git ignores it, and
//! one runner at a time works with it: a lock that the system lets go of when the process ends,
//! however it ends.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::StartError;

/// A data folder that is held.
pub(crate) struct Folder {
    path: PathBuf,
    /// Held until it is dropped.
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is not there, and takes hold of it.
    pub(crate) fn hold(path: &Path) -> Result<Self, StartError> {
        let failed = |reason| StartError::File {
            path: path.to_owned(),
            reason,
        };
        private_folders().create(path).map_err(failed)?;
        ignore_if_new(path).map_err(failed)?;
        let lock = private_files()
            .create(true)
            .write(true)
            .open(path.join("lock"))
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(StartError::FolderInUse(path.to_owned())),
            Err(TryLockError::Error(reason)) => Err(failed(reason)),
        }
    }

    /// The path of one of its files.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Makes an empty file, if it is not there, for a program that would let others read it.
    pub(crate) fn make_private(&self, name: &str) -> Result<(), StartError> {
        let path = self.file(name);
        match private_files().create(true).append(true).open(&path) {
            Ok(_) => Ok(()),
            Err(reason) => Err(StartError::File { path, reason }),
        }
    }
}

/// Opens files that only their owner may read.
pub(crate) fn private_files() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn private_folders() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Keeps git away from an empty folder; in one that holds something else, git is its owner's.
fn ignore_if_new(path: &Path) -> io::Result<()> {
    if fs::read_dir(path)?.next().is_some() {
        return Ok(());
    }
    fs::write(path.join(".gitignore"), "*\n")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder that is deleted with this value.
    pub(crate) struct Scratch(pub(crate) PathBuf);

    impl Scratch {
        pub(crate) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("llave-{name}-{}", std::process::id()));
            fs::remove_dir_all(&path).ok();
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn a_folder_is_held_by_one_at_a_time() {
        let scratch = Scratch::new("held");
        let first = Folder::hold(&scratch.0).unwrap();
        assert!(matches!(
            Folder::hold(&scratch.0),
            Err(StartError::FolderInUse(_))
        ));
        drop(first);
        assert!(Folder::hold(&scratch.0).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_and_git_ignores_it() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new("private");
        Folder::hold(&scratch.0).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&scratch.0), 0o700);
        assert_eq!(mode(&scratch.0.join("lock")), 0o600);
        let ignored = fs::read_to_string(scratch.0.join(".gitignore")).unwrap();
        assert_eq!(ignored, "*\n");
    }

    #[test]
    fn a_folder_with_other_things_in_it_keeps_its_git_rules() {
        let scratch = Scratch::new("others");
        fs::create_dir_all(&scratch.0).unwrap();
        fs::write(scratch.0.join("notes"), "mine").unwrap();
        Folder::hold(&scratch.0).unwrap();
        assert!(!scratch.0.join(".gitignore").exists());
    }
}
