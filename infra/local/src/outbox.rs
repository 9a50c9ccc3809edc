//! The messages that the endpoint took, in place of a phone network. They are kept as
//! `outbox.jsonl` in the data folder, one a line, so that they show after a restart.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Seek, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    StartError,
    folder::{Folder, private_files},
};

const FILE: &str = "outbox.jsonl";

/// One message. It holds a one-time code, and so has no `Debug`.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
pub struct Sms {
    /// The phone, in E.164.
    pub to: String,
    /// The text.
    pub body: String,
    /// When it was sent, by the runner's clock.
    pub at: Timestamp,
    /// What was asked of SNS beside it: `AWS.SNS.SMS.SMSType` and the like.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// How the endpoint refuses messages, for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnsRefusal {
    /// Too many at once: `Throttling`.
    Throttled,
    /// The phone's owner wants no messages: `InvalidParameter`.
    OptedOut,
    /// It never answers, and sends nothing.
    Hang,
}

/// The messages; its clones are the same outbox.
#[derive(Clone, Default)]
pub struct Outbox(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    kept: Vec<Sms>,
    file: Option<File>,
    refusal: Option<SnsRefusal>,
}

impl Outbox {
    /// The one of the folder.
    pub(crate) fn of(folder: &Folder) -> Result<Self, StartError> {
        let path = folder.file(FILE);
        let opened = private_files()
            .create(true)
            .read(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| Ok((read(&mut file)?, file)));
        let (kept, file) = opened.map_err(|reason| StartError::File { path, reason })?;
        Ok(Self(Arc::new(Mutex::new(Inside {
            kept,
            file: Some(file),
            refusal: None,
        }))))
    }

    /// All messages, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Sms> {
        self.inside().kept.clone()
    }

    /// The messages to one phone (in E.164), oldest first.
    #[must_use]
    pub fn to(&self, phone: &str) -> Vec<Sms> {
        let inside = self.inside();
        let theirs = inside.kept.iter().filter(|sms| sms.to == phone);
        theirs.cloned().collect()
    }

    /// Refuses every message from now on; with `None`, takes them again.
    pub fn refuse_with(&self, refusal: Option<SnsRefusal>) {
        self.inside().refusal = refusal;
    }

    pub(crate) fn refusal(&self) -> Option<SnsRefusal> {
        self.inside().refusal
    }

    /// Keeps a message: on disk first, then where it shows.
    pub(crate) fn take(&self, sms: Sms) -> io::Result<()> {
        let mut inside = self.inside();
        if let Some(file) = &mut inside.file {
            let mut line = serde_json::to_vec(&sms)?;
            line.push(b'\n');
            file.write_all(&line)?;
        }
        inside.kept.push(sms);
        Ok(())
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Whoever panicked with it in hand left whole messages behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads what was kept, and cuts off the half line that a killed runner may have left.
fn read(file: &mut File) -> io::Result<Vec<Sms>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |last| last + 1);
    bytes.truncate(whole);
    file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
    let lines = bytes.split(|byte| *byte == b'\n');
    Ok(lines
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::folder::tests::Scratch;

    fn sms(body: &str) -> Sms {
        Sms {
            to: "+34600000001".to_owned(),
            body: body.to_owned(),
            at: Timestamp::UNIX_EPOCH,
            attributes: BTreeMap::new(),
        }
    }

    #[test]
    fn messages_show_after_a_restart_though_the_runner_was_killed_in_the_middle_of_one() {
        let scratch = Scratch::new("outbox");
        let folder = Folder::hold(&scratch.0).unwrap();
        Outbox::of(&folder).unwrap().take(sms("one\ntwo")).unwrap();
        let mut file = File::options()
            .append(true)
            .open(folder.file(FILE))
            .unwrap();
        file.write_all(b"{\"to\":\"+346").unwrap();
        let again = Outbox::of(&folder).unwrap();
        again.take(sms("three")).unwrap();
        let all = Outbox::of(&folder).unwrap().all();
        assert!(all == [sms("one\ntwo"), sms("three")]);
        assert_eq!(
            fs::read_to_string(folder.file(FILE))
                .unwrap()
                .lines()
                .count(),
            2
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new("outbox-mode");
        let folder = Folder::hold(&scratch.0).unwrap();
        Outbox::of(&folder).unwrap();
        let metadata = fs::metadata(folder.file(FILE)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn the_messages_of_one_phone_are_found() {
        let outbox = Outbox::default();
        outbox.take(sms("one")).unwrap();
        assert_eq!(outbox.to("+34600000001").len(), 1);
        assert_eq!(outbox.to("+34600000002").len(), 0);
    }
}
