//! A part of one processor, as Lambda gives it to a function by its memory: 128 MB are 7 % of one,
//! 1,769 MB a whole one. By a control group of its own, which goes with its value.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use tokio::process::Command;

/// In microseconds; Linux's own.
const PERIOD: u64 = 100_000;
const UNIFIED: &str = "/sys/fs/cgroup/cgroup.controllers";

/// The group.
pub(crate) struct Quota(PathBuf);

impl Quota {
    /// So many hundredths of a processor.
    ///
    /// # Errors
    /// If the system does not let us: it takes root, and a machine whose groups are writable.
    pub(crate) fn percent(percent: u64) -> io::Result<Self> {
        let micros = percent * PERIOD / 100;
        let name = format!("llave-benches-{}-{percent}", process::id());
        if Path::new(UNIFIED).exists() {
            let group = Self::made(Path::new("/sys/fs/cgroup").join(name))?;
            fs::write(group.0.join("cpu.max"), format!("{micros} {PERIOD}"))?;
            Ok(group)
        } else {
            let group = Self::made(Path::new("/sys/fs/cgroup/cpu").join(name))?;
            fs::write(group.0.join("cpu.cfs_period_us"), PERIOD.to_string())?;
            fs::write(group.0.join("cpu.cfs_quota_us"), micros.to_string())?;
            Ok(group)
        }
    }

    fn made(path: PathBuf) -> io::Result<Self> {
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    /// Runs a binary within it.
    pub(crate) fn command(&self, binary: &Path) -> Command {
        let mut command = Command::new("/bin/sh");
        command
            .arg("-c")
            .arg("echo $$ > \"$1\" && exec \"$2\"")
            .arg("sh")
            .arg(self.0.join("cgroup.procs"))
            .arg(binary);
        command
    }
}

impl Drop for Quota {
    fn drop(&mut self) {
        // Whoever still runs in it keeps it; then it goes with the machine.
        fs::remove_dir(&self.0).ok();
    }
}
