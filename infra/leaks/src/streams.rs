//! Answers, tables, requests and files, taken apart into places.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use faults::Recorded;
use serde_json::{Map, Value};

use crate::{Failed, Findings, Place, Search, mark::Answered, places::Stream};

/// The members of a request that hold attributes.
const OF_ITEMS: [&str; 2] = ["Item", "ExpressionAttributeValues"];

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
