//! What was entered and answered, written down: whoever searches logs, tables and memory for it
//! knows then what to search for. A line of JSON each:
//!
//! ```text
//! {"mark": "password", "value": "Kx7!…"}
//! {"answer": "/v1/login", "status": 403, "headers": "…", "body": "…"}
//! ```
//!
//! A mark is one of `password`, `activation-code`, `otp`, `token`, `document`, `name`, `phone` and
//! `email`. What is asked of `/dev/…` gives marks too, and is no answer of an operation.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
    sync::Arc,
};

use reqwest::{Request, header::AUTHORIZATION};
use serde_json::{Value, json};

use crate::Answer;

/// What is a mark, by the name of the member that holds it.
const MEMBERS: [(&str, &str); 14] = [
    ("password", "password"),
    ("currentPassword", "password"),
    ("newPassword", "password"),
    ("activationCode", "activation-code"),
    ("otp", "otp"),
    ("procedure", "token"),
    ("session", "token"),
    ("token", "token"),
    ("number", "document"),
    ("givenName", "name"),
    ("firstSurname", "name"),
    ("secondSurname", "name"),
    ("phone", "phone"),
    ("email", "email"),
];

/// A file of marks and answers, to which several programs may write.
#[derive(Clone, Debug)]
pub struct Marks(Arc<File>);

impl Marks {
    /// The file that `LLAVE_TEST_MARKS` names, if it names one.
    pub fn wanted() -> Option<Self> {
        let path = std::env::var_os("LLAVE_TEST_MARKS")?;
        Some(Self::at(Path::new(&path)))
    }

    /// This file, which may be there already.
    pub fn at(path: &Path) -> Self {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Self(Arc::new(file.expect("a file for the marks")))
    }

    /// Writes down what is about to be sent.
    pub(crate) fn sent(&self, request: &Request) {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        self.marks_in(&serde_json::from_slice(body.unwrap_or_default()).unwrap_or_default());
        let bearer = request.headers().get(AUTHORIZATION);
        let bearer = bearer.and_then(|value| value.to_str().ok()?.split_once(' '));
        if let Some((_, token)) = bearer {
            self.mark("token", token.trim());
        }
    }

    /// Writes down what came back from this path.
    pub(crate) fn answered(&self, path: &str, answer: &Answer) {
        self.marks_in(&answer.body);
        if path.starts_with("/dev/") {
            let messages = answer.body.as_array().into_iter().flatten();
            for text in messages.filter_map(|sms| sms["body"].as_str()) {
                let code = text.rsplit_once('#').map_or("", |(_, code)| code);
                self.mark("otp", code);
            }
            return;
        }
        let line = json!({
            "answer": path,
            "status": answer.status,
            "headers": format!("{:?}", answer.headers),
            "body": String::from_utf8_lossy(&answer.bytes),
        });
        self.write(&line);
    }

    fn marks_in(&self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let kind = MEMBERS.iter().find(|(member, _)| member == name);
                    match (kind, value.as_str()) {
                        (Some((_, kind)), Some(text)) => self.mark(kind, text),
                        (Some(_) | None, _) => self.marks_in(value),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.marks_in(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn mark(&self, kind: &str, value: &str) {
        self.write(&json!({"mark": kind, "value": value}));
    }

    /// In one call, so that the lines of several programs do not mix.
    fn write(&self, line: &Value) {
        let line = format!("{line}\n");
        let mut file = &*self.0;
        file.write_all(line.as_bytes())
            .expect("the marks can be written");
    }
}
