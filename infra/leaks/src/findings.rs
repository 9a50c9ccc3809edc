//! What was found, and the table of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display, Formatter},
};

use crate::{Hit, Kind, Place, Search, forms::Form, places::Stream};

/// How much is shown of what stands around a leak, in bytes on either side.
const AROUND: usize = 60;
/// How many leaks are shown of one place, kind and form.
const SHOWN: usize = 2;

/// What was found so far.
#[derive(Default)]
pub struct Findings {
    rows: BTreeMap<Stream, Row>,
    leaks: BTreeMap<(Stream, String, Kind, Form), Leak>,
}

#[derive(Default)]
struct Row {
    bytes: usize,
    /// What was there and may be: which marks of each kind.
    held: BTreeMap<Kind, BTreeSet<u64>>,
}

#[derive(Default)]
struct Leak {
    times: usize,
    examples: Vec<String>,
}

impl Findings {
    /// Searches what is in this place.
    pub fn look(&mut self, search: &Search, place: &Place, bytes: &[u8]) {
        let row = self.rows.entry(place.stream).or_default();
        row.bytes += bytes.len();
        let hits = search.find(bytes);
        for hit in &hits {
            if place.may_hold.contains(&hit.kind) {
                row.held.entry(hit.kind).or_default().insert(hit.mark);
                continue;
            }
            let key = (place.stream, place.name.clone(), hit.kind, hit.form);
            let leak = self.leaks.entry(key).or_default();
            leak.times += 1;
            if leak.examples.len() < SHOWN {
                leak.examples.push(around(bytes, hit, &hits));
            }
        }
    }

    /// How many leaks there are.
    #[must_use]
    pub fn leaks(&self) -> usize {
        self.leaks.values().map(|leak| leak.times).sum()
    }

    /// How many leaks there are in this stream.
    #[must_use]
    pub fn leaks_in(&self, stream: Stream) -> usize {
        let in_it = self.leaks.iter().filter(|(key, _)| key.0 == stream);
        in_it.map(|(_, leak)| leak.times).sum()
    }

    /// How many marks of this kind were where they may be.
    #[must_use]
    pub fn held(&self, stream: Stream, kind: Kind) -> usize {
        let held = self.rows.get(&stream).and_then(|row| row.held.get(&kind));
        held.map_or(0, BTreeSet::len)
    }
}

/// What stands around a hit, with every mark in it hidden.
fn around(bytes: &[u8], hit: &Hit, hits: &[Hit]) -> String {
    let (from, to) = (hit.from.saturating_sub(AROUND), hit.to + AROUND);
    let mut text = String::new();
    let mut at = from;
    let near = hits.iter().filter(|it| it.to > from && it.from < to);
    for it in near {
        if it.from < at && it.from > from {
            continue;
        }
        text.push_str(&printed(bytes, at, it.from));
        text.push_str(&format!("«{}»", it.kind.as_str()));
        at = at.max(it.to);
    }
    text.push_str(&printed(bytes, at, to));
    text
}

fn printed(bytes: &[u8], from: usize, to: usize) -> String {
    let part = bytes.get(from..to.min(bytes.len())).unwrap_or_default();
    let text = String::from_utf8_lossy(part);
    text.chars()
        .map(|letter| {
            if letter.is_control() || letter == '\u{fffd}' {
                '·'
            } else {
                letter
            }
        })
        .collect()
}

/// The table of the streams, then the leaks.
impl Display for Findings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<24} {:>10}  {:<44} leaks",
            "stream", "searched", "held as it may (marks)"
        )?;
        for stream in Stream::ALL {
            let Some(row) = self.rows.get(&stream) else {
                continue;
            };
            let held: Vec<String> = row
                .held
                .iter()
                .map(|(kind, marks)| format!("{} {}", marks.len(), kind.as_str()))
                .collect();
            let held = if held.is_empty() {
                "–".to_owned()
            } else {
                held.join(", ")
            };
            writeln!(
                f,
                "{:<24} {:>7} kB  {held:<44} {}",
                stream.as_str(),
                row.bytes.div_ceil(1_000),
                self.leaks_in(stream),
            )?;
        }
        for ((stream, name, kind, form), leak) in &self.leaks {
            let (stream, kind, form) = (stream.as_str(), kind.as_str(), form.as_str());
            writeln!(
                f,
                "\nLEAK: {kind}, {form}, {} times in {stream}: {name}",
                leak.times
            )?;
            for example in &leak.examples {
                writeln!(f, "  …{example}…")?;
            }
        }
        Ok(())
    }
}
