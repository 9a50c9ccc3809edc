//! The clock of the functions. A binary reads the system's; libfaketime, loaded before it, puts it
//! ahead by what stands in a file, which it reads at every look at the clock. The monotonic clock,
//! by which programs wait, stays as it is.
//!
//! <https://github.com/wolfcw/libfaketime>

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

use crate::StartError;

/// Where distributions put it: Debian (two architectures), Fedora, Arch.
const PLACES: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib64/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
];

/// A clock that starts at the machine's and only goes forward. Its file is deleted on drop.
#[derive(Debug)]
pub struct Clock {
    library: PathBuf,
    folder: PathBuf,
    ahead_seconds: AtomicI64,
}

impl Clock {
    /// libfaketime, if this machine has it.
    #[must_use]
    pub fn library() -> Option<PathBuf> {
        let mut places = PLACES.iter().map(PathBuf::from);
        places.find(|place| place.is_file())
    }

    /// A clock that works by this library and keeps its file in this folder, which it makes.
    ///
    /// # Errors
    /// [`StartError::File`].
    pub fn new(library: &Path, folder: &Path) -> Result<Self, StartError> {
        let clock = Self {
            library: library.to_owned(),
            folder: folder.to_owned(),
            ahead_seconds: AtomicI64::new(0),
        };
        fs::create_dir_all(folder)
            .and_then(|()| clock.write(0))
            .map_err(|reason| StartError::File {
                path: folder.to_owned(),
                reason,
            })?;
        Ok(clock)
    }

    /// What a function needs in its environment. The emulator passes it on, and is itself a static
    /// program, which loads nothing.
    pub fn environment(&self) -> impl Iterator<Item = (String, String)> {
        [
            ("LD_PRELOAD", self.library.display().to_string()),
            ("FAKETIME_TIMESTAMP_FILE", self.file().display().to_string()),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("NO_FAKE_STAT", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
    }

    /// Moves it forward.
    ///
    /// # Errors
    /// If its file can't be written; it is then where it was.
    pub fn advance(&self, seconds: i64) -> io::Result<()> {
        let ahead = self.ahead_seconds.load(Ordering::SeqCst) + seconds;
        self.write(ahead)?;
        self.ahead_seconds.store(ahead, Ordering::SeqCst);
        Ok(())
    }

    /// What time it is by it, if it is this time by the machine's.
    #[must_use]
    pub fn ahead_of(&self, machine: Timestamp) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead_seconds.load(Ordering::SeqCst));
        machine.checked_add(ahead).unwrap_or(machine)
    }

    /// Writes the file whole: a function may look at the clock at any moment.
    fn write(&self, ahead_seconds: i64) -> io::Result<()> {
        let beside = self.folder.join("ahead.new");
        fs::write(&beside, format!("+{ahead_seconds}\n"))?;
        fs::rename(&beside, self.file())
    }

    fn file(&self) -> PathBuf {
        self.folder.join("ahead")
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        // What can't be deleted is a few bytes among temporary files.
        fs::remove_dir_all(&self.folder).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_how_far_ahead_the_clock_is() {
        let folder = std::env::temp_dir().join(format!("llave-clock-{}", std::process::id()));
        let clock = Clock::new(Path::new("/nowhere/libfaketime.so"), &folder).unwrap();
        let written = || fs::read_to_string(folder.join("ahead")).unwrap();
        assert_eq!(written(), "+0\n");
        clock.advance(3_600).unwrap();
        clock.advance(5).unwrap();
        assert_eq!(written(), "+3605\n");
        let noon: Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
        assert_eq!(clock.ahead_of(noon).to_string(), "2026-01-01T13:00:05Z");
        drop(clock);
        assert!(!folder.exists());
    }
}
