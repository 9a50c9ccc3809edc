//! What a process still holds: all memory that it may write, read through `/proc`, as a core dump
//! would have it.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::FileExt,
    path::Path,
};

use crate::{Failed, Findings, Place, Search};

const PAGE_BYTES: usize = 4_096;

/// A part of the memory of a process.
pub struct Region {
    /// `[heap]`, `[stack]`, a file's name, or nothing.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All memory of a process that it may write.
///
/// # Errors
/// [`Failed::Memory`] if this machine forbids it: who reads must be of the same user, and where Yama
/// stands guard (`kernel.yama.ptrace_scope`), an ancestor.
pub fn of(process: u32) -> Result<Vec<Region>, Failed> {
    let read = || {
        let maps = fs::read_to_string(format!("/proc/{process}/maps"))?;
        let memory = File::open(format!("/proc/{process}/mem"))?;
        let regions: Vec<Region> = maps
            .lines()
            .filter_map(writable)
            .map(|(from, to, name)| Region {
                bytes: pages(&memory, from, to),
                name,
            })
            .collect();
        if regions.iter().all(|region| region.bytes.is_empty()) {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        Ok(regions)
    };
    read().map_err(Failed::Memory)
}

impl Findings {
    /// The memory of a function's process.
    ///
    /// # Errors
    /// [`Failed::Memory`].
    pub fn look_at_memory(
        &mut self,
        search: &Search,
        function: &str,
        process: u32,
    ) -> Result<(), Failed> {
        for region in of(process)? {
            let place = Place::memory(&format!("{function} {}", region.name));
            self.look(search, &place, &region.bytes);
        }
        Ok(())
    }
}

/// The processes that descend from this one and whose program lies in this folder: what they are called,
/// and their ids.
#[must_use]
pub fn processes_of(folder: &Path, ancestor: u32) -> Vec<(String, u32)> {
    let Ok(folder) = folder.canonicalize() else {
        return Vec::new();
    };
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let mut found: Vec<(String, u32)> = ids
        .filter(|id| *id != ancestor && descends(*id, ancestor))
        .filter_map(|id| {
            let program = fs::read_link(format!("/proc/{id}/exe")).ok()?;
            let inside = program.strip_prefix(&folder).ok()?;
            let name = inside.components().next()?.as_os_str().to_string_lossy();
            Some((name.into_owned(), id))
        })
        .collect();
    found.sort();
    found
}

fn descends(mut id: u32, ancestor: u32) -> bool {
    while id > 1 {
        if id == ancestor {
            return true;
        }
        let Some(parent) = parent(id) else {
            return false;
        };
        id = parent;
    }
    false
}

fn parent(id: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
    line.trim().parse().ok()
}

/// Where a region of `/proc/…/maps` begins and ends, and its name, if the process may write there.
fn writable(line: &str) -> Option<(u64, u64, String)> {
    let mut words = line.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    if !words.next()?.contains('w') {
        return None;
    }
    let name = words.nth(3).unwrap_or_default();
    let number = |text| u64::from_str_radix(text, 16).ok();
    Some((number(from)?, number(to)?, name.to_owned()))
}

/// What can be read of a region; where there is nothing, nothing.
fn pages(memory: &File, from: u64, to: u64) -> Vec<u8> {
    let length = usize::try_from(to - from).unwrap_or_default();
    let mut bytes = vec![0; length];
    let mut at = 0;
    while at < length {
        let end = (at + 256 * PAGE_BYTES).min(length);
        match memory.read_at(&mut bytes[at..end], from + at as u64) {
            Ok(read) if read > 0 => at += read,
            // A page that is not there: the next one.
            Ok(_) | Err(_) => at += PAGE_BYTES - at % PAGE_BYTES,
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::{os::unix::process::parent_id, process};

    use super::*;

    #[test]
    fn a_process_is_found_by_its_program_and_by_who_started_it() {
        let (own, parent) = (process::id(), parent_id());
        let found = |ancestor| {
            let children = processes_of(Path::new("/"), ancestor);
            children.iter().any(|(_, id)| *id == own)
        };
        assert!(found(parent));
        assert!(!found(own));
    }

    #[test]
    fn only_what_may_be_written_is_read() {
        let line = "7f10-7f20 rw-p 00000000 00:00 0                          [heap]";
        assert_eq!(writable(line), Some((0x7f10, 0x7f20, "[heap]".to_owned())));
        assert_eq!(writable("7f10-7f20 r--p 00000000 08:01 12 /lib/x.so"), None);
        assert_eq!(
            writable("7f10-7f20 rw-p 00000000 00:00 0 "),
            Some((0x7f10, 0x7f20, String::new()))
        );
    }
}
