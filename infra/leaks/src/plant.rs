//! The search proves itself: leaks are planted, each has to be found.

use std::process::{Child, Command};

use ::tests::{Document, Person, person::new_activation_code};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use faults::Recorded;
use http::HeaderMap;
use serde_json::{Value, json};

use crate::{
    Failed, Findings, Kind, Mark, Place, Search,
    forms::{Form, patterns},
    mark::Answered,
    places::Stream,
};

/// Plants leaks of every kind, in every form, into every stream; says how many were found.
///
/// # Errors
/// [`Failed::Blind`] with the first that was not.
pub(crate) fn check() -> Result<usize, Failed> {
    let marks = marks();
    let search = Search::new(&marks)?;
    let mut planted = 0;
    for mark in &marks {
        for text in written(mark) {
            let text = [&b"= "[..], &text, b" ;"].concat();
            found(mark, "a log line", Stream::Logs, |findings| {
                findings.look(&search, &Place::log("planted"), &text);
            })?;
            planted += 1;
        }
        planted += in_every_stream(mark, &search)?;
    }
    Ok(planted + in_memory(&marks)?)
}

/// The mark in every form; in base64 within a longer text.
fn written(mark: &Mark) -> Vec<Vec<u8>> {
    let plain = patterns(mark)
        .into_iter()
        .filter(|it| it.form != Form::Base64);
    let whole = ["", " ", "  "].map(|before| format!("{before}{} ", mark.value));
    let standard = whole.iter().map(|text| STANDARD.encode(text).into_bytes());
    let for_urls = whole
        .iter()
        .map(|text| URL_SAFE_NO_PAD.encode(text).into_bytes());
    plain
        .map(|it| it.bytes)
        .chain(standard)
        .chain(for_urls)
        .collect()
}

/// Into the memory of another process, in its environment; that of one more has nothing.
fn in_memory(marks: &[Mark]) -> Result<usize, Failed> {
    let mut planted = 0;
    for mark in marks.iter().filter(|it| Kind::SECRETS.contains(&it.kind)) {
        let search = Search::new(std::slice::from_ref(mark))?;
        let leaks_with = |value: &str| {
            let sleeper = Sleeper::with(value)?;
            let mut findings = Findings::default();
            findings.look_at_memory(&search, "sleep", sleeper.0.id())?;
            Ok(findings.leaks())
        };
        let kind = mark.kind.as_str();
        match (leaks_with(&mark.value), leaks_with("nothing")) {
            // Whoever may not read it can't be blind in it; the run says so.
            (Err(Failed::Memory(_)), _) | (_, Err(Failed::Memory(_))) => return Ok(planted),
            (Err(error), _) | (_, Err(error)) => return Err(error),
            (Ok(0), Ok(_)) => return Err(Failed::Blind(format!("a {kind} in memory"))),
            (Ok(_), Ok(0)) => planted += 1,
            (Ok(_), Ok(_)) => {
                return Err(Failed::Blind(format!("that there was no {kind} in memory")));
            }
        }
    }
    Ok(planted)
}

/// Another process; it ends with this value.
struct Sleeper(Child);

impl Sleeper {
    fn with(value: &str) -> Result<Self, Failed> {
        let mut command = Command::new("sleep");
        let started = command.arg("60").env("PLANTED", value).spawn();
        let failed = |reason| Failed::Program(format!("sleep: {reason}"));
        started.map(Self).map_err(failed)
    }
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        if self.0.kill().is_ok() {
            self.0.wait().ok();
        }
    }
}

fn in_every_stream(mark: &Mark, search: &Search) -> Result<usize, Failed> {
    let value = mark.value.as_str();
    let answer = |headers: &str, body: Value| Answered {
        path: "/v1/session".to_owned(),
        status: 200,
        headers: headers.to_owned(),
        body: body.to_string(),
    };
    let item = json!({"pk": {"S": "password#x"}, "note": {"S": hidden(mark)}});
    let request = |body: &Value| {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-amz-target",
            http::HeaderValue::from_static("DynamoDB.PutItem"),
        );
        Recorded::new(&headers, body.to_string().as_bytes())
    };
    let transaction = json!({"TransactItems": [{"Put": {"Item": item}}]});
    let condition = json!({"Key": {"pk": {"S": "person#x"}}, "ConditionExpression": value});
    let published = format!("Action=Publish&Subject={value}");

    let mut planted = 0;
    let mut plant = |what: &str, stream, look: &dyn Fn(&mut Findings)| {
        planted += 1;
        found(mark, what, stream, look)
    };
    plant("the body of an answer", Stream::Answers, &|findings| {
        findings.look_at_answer(search, &answer("", json!({"subject": value})));
    })?;
    plant("the headers of an answer", Stream::Answers, &|findings| {
        findings.look_at_answer(search, &answer(value, json!({})));
    })?;
    plant("an item", Stream::Tables, &|findings| {
        findings.look_at_item(search, &item);
    })?;
    for body in [&item, &transaction, &condition, &json!({"Item": item})] {
        plant("a request to DynamoDB", Stream::ToDynamoDb, &|findings| {
            findings.look_at_request(search, &request(body));
        })?;
    }
    plant("a file", Stream::Files, &|findings| {
        findings.look_at_file(search, "keys.json", value.as_bytes());
    })?;
    if ![Kind::Name, Kind::Phone, Kind::Email].contains(&mark.kind) {
        plant("the tables' file", Stream::Files, &|findings| {
            findings.look_at_file(search, "llave.sqlite", item.to_string().as_bytes());
        })?;
    }
    if ![Kind::Otp, Kind::Phone].contains(&mark.kind) {
        plant("a request to SNS", Stream::ToSns, &|findings| {
            let call = Recorded::new(&HeaderMap::new(), published.as_bytes());
            findings.look_at_request(search, &call);
        })?;
    }
    Ok(planted)
}

fn found(
    mark: &Mark,
    what: &str,
    stream: Stream,
    look: impl Fn(&mut Findings),
) -> Result<(), Failed> {
    let mut findings = Findings::default();
    look(&mut findings);
    if findings.leaks_in(stream) > 0 {
        return Ok(());
    }
    let kind = mark.kind.as_str();
    Err(Failed::Blind(format!("a {kind} in {what}")))
}

/// The mark in hexadecimal.
fn hidden(mark: &Mark) -> String {
    mark.value
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// One of each kind. Of documents that are drawn, one in some hundreds makes a phone that chance would spell, and so no mark.
fn marks() -> Vec<Mark> {
    let person = Person::with(Document::dni(48_273_951));
    [
        (Kind::Password, person.password.clone()),
        (Kind::ActivationCode, new_activation_code()),
        (Kind::Otp, "907646".to_owned()),
        (
            Kind::Token,
            format!("{}-{}", new_activation_code(), person.email),
        ),
        (Kind::Document, person.document.number.clone()),
        (Kind::Name, person.given_name.clone()),
        (Kind::Phone, format!("6{}", &person.document.number[..8])),
        (Kind::Email, person.email),
    ]
    .into_iter()
    .filter_map(|(kind, value)| Mark::of(kind, &value))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_planted_leak_is_found() {
        assert_eq!(marks().len(), Kind::ALL.len());
        assert!(check().unwrap() > 200);
    }
}
