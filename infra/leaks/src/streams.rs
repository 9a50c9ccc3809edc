//! Answers, tables, requests and files, taken apart into places.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use faults::Recorded;
use serde_json::{Map, Value};

use crate::{Failed, Findings, Place, Search, mark::Answered, places::Stream};

/// The members of a request that hold attributes.
const OF_ITEMS: [&str; 2] = ["Item", "ExpressionAttributeValues"];
/// How many digits the embedded engine draws from a key.
const BUCKET: usize = 6;

impl Findings {
    /// An answer.
    pub fn look_at_answer(&mut self, search: &Search, answer: &Answered) {
        let headers = Place::headers(&answer.path, answer.status);
        self.look(search, &headers, answer.headers.as_bytes());
        let not_sent = answer.body.contains("/problems/message-not-sent");
        let body = Place::body(&answer.path, answer.status, not_sent);
        self.look(search, &body, answer.body.as_bytes());
    }

    /// An item of a table, in DynamoDB's JSON.
    pub fn look_at_item(&mut self, search: &Search, item: &Value) {
        let attributes = item.as_object();
        self.look_at_attributes(search, Stream::Tables, kind_of(&item["pk"]), attributes);
    }

    /// A call to DynamoDB or SNS.
    pub fn look_at_request(&mut self, search: &Search, call: &Recorded) {
        let headers = format!("{:?}", call.headers);
        if !call.is_to_a_table() {
            self.look(search, &Place::around_sms(), headers.as_bytes());
            self.look(search, &Place::sms(), &call.bytes);
            return;
        }
        let mut body = call.body.clone();
        for part in parts(&mut body) {
            let keys = [&part["Key"]["pk"], &part["Item"]["pk"]];
            let kind = keys.map(kind_of).concat();
            for member in OF_ITEMS {
                let attributes = part[member].take();
                self.look_at_attributes(search, Stream::ToDynamoDb, &kind, attributes.as_object());
            }
        }
        let around = Place::around_items(&call.name);
        self.look(search, &around, headers.as_bytes());
        self.look(search, &around, body.to_string().as_bytes());
    }

    /// What a process wrote to this file.
    ///
    /// # Errors
    /// [`Failed`] if it can't be read, or if a program heeded what would make it say more: then it is
    /// chance what was in its lines this time.
    pub fn look_at_log(&mut self, search: &Search, path: &Path) -> Result<(), Failed> {
        let bytes = fs::read(path).map_err(|reason| Failed::file(path, reason))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.look(search, &Place::log(&name), &bytes);
        let text = String::from_utf8_lossy(&bytes);
        if ["TRACE", "DEBUG"].iter().any(|level| text.contains(level)) {
            return Err(Failed::Talkative(name.into_owned()));
        }
        Ok(())
    }

    /// A file of the runner.
    pub fn look_at_file(&mut self, search: &Search, name: &str, bytes: &[u8]) {
        let place = Place::file(name);
        if name.starts_with("llave.sqlite") {
            self.look(search, &place, &without_buckets(bytes));
        } else {
            self.look(search, &place, bytes);
        }
    }

    fn look_at_attributes(
        &mut self,
        search: &Search,
        stream: Stream,
        kind: &str,
        attributes: Option<&Map<String, Value>>,
    ) {
        for (name, value) in attributes.into_iter().flatten() {
            let place = Place::attribute(stream, kind, name.trim_start_matches(':'));
            self.look(search, &place, name.as_bytes());
            self.look(search, &place, value.to_string().as_bytes());
            for binary in binaries(value) {
                self.look(search, &place, &binary);
            }
        }
    }
}

/// Every file in a folder, by its name.
///
/// # Errors
/// [`Failed`] if one can't be read.
pub fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let failed = |reason| Failed::file(folder, reason);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let bytes = fs::read(&path).map_err(|reason| Failed::file(&path, reason))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        found.push((name.into_owned(), bytes));
    }
    Ok(found)
}

/// The embedded engine's database, without what it writes behind the JSON of each item and the item's
/// size: six hexadecimal digits drawn from its key, which many a key spells as a one-time code.
fn without_buckets(database: &[u8]) -> Vec<u8> {
    let mut bytes = database.to_vec();
    for end in (0..bytes.len()).filter(|at| database[*at] == b'}') {
        // SQLite's whole numbers: one byte up to 127, two up to 32,767, the high one first. An item of 8 KiB
        // is none of ours.
        let behind = &database[end + 1..];
        let size = match behind {
            [0..0x20, _, bucket @ ..] if begins_with_bucket(bucket) => 2,
            [0..0x80, bucket @ ..] if begins_with_bucket(bucket) => 1,
            _ => continue,
        };
        bytes[end + 1 + size..][..BUCKET].fill(0);
    }
    bytes
}

fn begins_with_bucket(bytes: &[u8]) -> bool {
    let digits = |it: &[u8]| {
        it.iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    bytes.get(..BUCKET).is_some_and(digits)
}

/// The writes of a transaction, or the call itself.
fn parts(body: &mut Value) -> Vec<&mut Value> {
    if body["TransactItems"].is_array() {
        let items = body["TransactItems"].as_array_mut().into_iter().flatten();
        items
            .filter_map(|item| Some(item.as_object_mut()?.values_mut()))
            .flatten()
            .collect()
    } else {
        vec![body]
    }
}

/// What stands before `#` in a key.
fn kind_of(pk: &Value) -> &str {
    let pk = pk["S"].as_str().unwrap_or_default();
    pk.split('#').next().unwrap_or_default()
}

/// What is behind the base64 of binary attributes.
fn binaries(value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::String(text) => STANDARD.decode(text).into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(binaries).collect(),
        Value::Object(members) => members.values().flat_map(binaries).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Mark};

    fn leaks(file: &str, bytes: &[u8]) -> usize {
        let marks = Mark::of(Kind::Otp, "907646").map(|mark| vec![mark]);
        let search = Search::new(&marks.unwrap()).unwrap();
        let mut findings = Findings::default();
        findings.look_at_file(&search, file, bytes);
        findings.leaks()
    }

    #[test]
    fn digits_that_the_engine_draws_from_a_key_are_no_code() {
        for size in [&b"\x7f"[..], b"'", b"\x00\x9c", b"\x1f\x8b"] {
            let row = [br#"{"ttl":{"N":"1"}}"#, size, b"907646'\x06\x7c"].concat();
            assert_eq!(leaks("llave.sqlite", &row), 0, "{size:?}");
            assert_eq!(leaks("llave.sqlite-wal", &row), 0, "{size:?}");
            assert_eq!(leaks("keys.json", &row), 1, "{size:?}");
        }
    }

    #[test]
    fn a_code_anywhere_else_in_the_engines_file_is_found() {
        for row in [
            &br#"{"otp":{"S":"907646"}}"#[..],
            br#"{"otp":{"N":"1"},"907646":{"S":""}}"#,
            br#"{"otp":{"M":{}}, "907646":{"S":""}}"#,
            b"}\x80907646\x00",
            b"}\x20\x00907646\x00",
            b"}907646\x00",
            b"\x27907646\x00",
        ] {
            assert_eq!(leaks("llave.sqlite", row), 1, "{}", row.escape_ascii());
        }
    }
}
