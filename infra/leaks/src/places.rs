//! What may be where: promise 4, as docs/leaks.md has it in a table.

use crate::Kind;

/// Somewhere a mark may have gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its row in the table of findings.
    pub stream: Stream,
    /// Which of them.
    pub name: String,
    /// What it may hold.
    pub may_hold: Vec<Kind>,
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stream {
    /// What a process wrote to its standard output and standard error: log lines and metrics.
    Logs,
    /// What the caller got.
    Answers,
    /// The items of both tables.
    Tables,
    /// What DynamoDB was asked.
    ToDynamoDb,
    /// What SNS was asked.
    ToSns,
    /// What the runner keeps on disk.
    Files,
    /// What the process of a function still has in memory.
    Memory,
}

impl Stream {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Logs,
        Self::Answers,
        Self::Tables,
        Self::ToDynamoDb,
        Self::ToSns,
        Self::Files,
        Self::Memory,
    ];

    /// Its name in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Logs => "log lines, metrics",
            Self::Answers => "answers",
            Self::Tables => "tables",
            Self::ToDynamoDb => "requests to DynamoDB",
            Self::ToSns => "requests to SNS",
            Self::Files => "files of the runner",
            Self::Memory => "memory of the functions",
        }
    }
}

impl Place {
    fn new(stream: Stream, name: impl Into<String>, may_hold: &[Kind]) -> Self {
        Self {
            stream,
            name: name.into(),
            may_hold: may_hold.to_vec(),
        }
    }

    /// What a process wrote: nothing of anybody.
    #[must_use]
    pub fn log(name: &str) -> Self {
        Self::new(Stream::Logs, name, &[])
    }

    /// The headers of an answer: nothing.
    #[must_use]
    pub fn headers(path: &str, status: u64) -> Self {
        Self::new(Stream::Answers, format!("{path} {status} headers"), &[])
    }

    /// The body of an answer: what it is there to hand over. `not_sent`: it is the problem that names
    /// its procedure, so that a resend can follow.
    #[must_use]
    pub fn body(path: &str, status: u64, not_sent: bool) -> Self {
        let may_hold: &[Kind] = match (path, status) {
            ("/v1/register", 201) => &[Kind::ActivationCode],
            (
                "/v1/activate" | "/v1/reset" | "/v1/login" | "/v1/change" | "/v1/unsubscribe",
                202,
            )
            | ("/v1/challenge" | "/v1/login" | "/v1/verify-otp", 200) => &[Kind::Token],
            (_, 503) if not_sent => &[Kind::Token],
            _ => &[],
        };
        Self::new(Stream::Answers, format!("{path} {status}"), may_hold)
    }

    /// An attribute of an item of this kind, in a table or on its way there.
    #[must_use]
    pub fn attribute(stream: Stream, kind: &str, attribute: &str) -> Self {
        let may_hold: &[Kind] = match (kind, attribute) {
            ("person", "givenName" | "firstSurname" | "secondSurname") => &[Kind::Name],
            ("person", "phone") => &[Kind::Phone],
            ("person", "email") => &[Kind::Email],
            _ => &[],
        };
        Self::new(stream, format!("{kind}# {attribute}"), may_hold)
    }

    /// What else is in a request to DynamoDB: names, conditions, headers.
    #[must_use]
    pub fn around_items(call: &str) -> Self {
        Self::new(Stream::ToDynamoDb, format!("{call}, but for items"), &[])
    }

    /// The body of a request to SNS: an SMS.
    #[must_use]
    pub fn sms() -> Self {
        Self::new(Stream::ToSns, "Publish", &[Kind::Otp, Kind::Phone])
    }

    /// The headers of a request to SNS.
    #[must_use]
    pub fn around_sms() -> Self {
        Self::new(Stream::ToSns, "Publish headers", &[])
    }

    /// A file of the runner: the tables of the embedded engine, whose pages are not told apart here;
    /// the messages in place of a phone network; keys.
    #[must_use]
    pub fn file(name: &str) -> Self {
        let may_hold: &[Kind] = match name {
            "llave.sqlite" | "llave.sqlite-wal" => &[Kind::Name, Kind::Phone, Kind::Email],
            "outbox.jsonl" => &[Kind::Otp, Kind::Phone],
            _ => &[],
        };
        Self::new(Stream::Files, name, may_hold)
    }

    /// The memory of a function's process that has answered: no secret. Who it was for is there as
    /// long as nothing else needs the place.
    #[must_use]
    pub fn memory(function: &str) -> Self {
        let personal = [Kind::Document, Kind::Name, Kind::Phone, Kind::Email];
        Self::new(Stream::Memory, function, &personal)
    }
}
