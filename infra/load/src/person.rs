//! A person, with what they know of themselves.

use tests::{Document, Person};

use crate::{
    client::{Client, Heard, Step, Stop},
    known::Counters,
};

/// How often somebody tries again what was answered with a 503.
pub(crate) const TRIES: u32 = 12;
/// How many sessions somebody keeps, and how many older ones and older passwords they remember.
pub(crate) const SESSIONS: usize = 3;

/// Somebody, with all that they know.
pub struct Life {
    /// Their calls.
    pub client: Client,
    /// Who they are.
    pub person: Person,
    /// Of the password.
    pub by_password: Counters,
    /// Of the activation code.
    pub by_code: Counters,
    /// Passwords of which one is in force; none, if there is no password.
    pub passwords: Vec<String>,
    /// Passwords that are surely none any more.
    pub dead: Vec<String>,
    /// The activation code before this one.
    pub dead_code: Option<String>,
    /// Sessions that live.
    pub sessions: Vec<String>,
    /// Sessions that are over.
    pub ended: Vec<String>,
    /// What sessions call them, for life.
    pub subject: Option<String>,
    /// How many messages were read.
    pub(crate) received: usize,
}

impl Life {
    /// Number so many of those who live here: documents and phones are nobody else's.
    #[must_use]
    pub fn new(client: Client, number: u32) -> Self {
        let document = if number.is_multiple_of(4) {
            Document::nie('Y', number % 10_000_000)
        } else {
            Document::dni(10_000_000 + number % 80_000_000)
        };
        let phone = format!("6{:08}", number % 100_000_000);
        let basic = number.is_multiple_of(5);
        let person = Person {
            phone,
            level: if basic { "basic" } else { "advanced" },
            method: if basic { "letter" } else { "office" },
            ..Person::with(document)
        };
        Self {
            client,
            person,
            by_password: Counters::default(),
            by_code: Counters::default(),
            passwords: Vec::new(),
            dead: Vec::new(),
            dead_code: None,
            sessions: Vec::new(),
            ended: Vec::new(),
            subject: None,
            received: 0,
        }
    }

    /// The password in force, if it is known for sure.
    #[must_use]
    pub fn password(&self) -> Option<String> {
        match self.passwords.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The one password in force.
    pub(crate) fn known_password(&mut self) -> Step<String> {
        match self.password() {
            Some(password) => Ok(password),
            None => Err(Stop::Unfinished("the password is not known".to_owned())),
        }
    }

    /// A registration act.
    ///
    /// # Errors
    /// [`Stop`]
    pub async fn register(&mut self) -> Step<()> {
        for _ in 0..TRIES {
            let token = self.client.registrar().await?;
            let llave = &self.client.place.llave;
            let request = llave.request("POST", "/v1/register").bearer_auth(token);
            let request = request.json(&self.person.registration());
            let Heard { answer, .. } = self.client.call("register", request).await?;
            match (answer.status, answer["activationCode"].as_str()) {
                (201, Some(code)) => {
                    let before = std::mem::replace(&mut self.person.activation_code, code.into());
                    self.dead_code = Some(before).filter(|code| !code.is_empty());
                    self.by_code.finished();
                    return Ok(());
                }
                (503, _) => self.client.wait_for(&answer).await,
                _ => return self.client.violated("an act was refused"),
            }
        }
        self.unfinished("register")
    }

    /// This password is in force now, and no other.
    pub fn password_is_set(&mut self, new: &str, by_code: bool) {
        let before = std::mem::replace(&mut self.passwords, vec![new.to_owned()]);
        self.dead.extend(before.into_iter().filter(|it| it != new));
        self.by_password.finished();
        if by_code {
            self.by_code.finished();
        }
        self.sessions_ended();
    }

    /// There is no password any more.
    pub fn password_is_gone(&mut self) {
        self.dead.append(&mut self.passwords);
        self.by_password.finished();
        self.sessions_ended();
    }

    fn sessions_ended(&mut self) {
        self.ended.append(&mut self.sessions);
        let keep = self.ended.len().saturating_sub(SESSIONS);
        self.ended.drain(..keep);
        let keep = self.dead.len().saturating_sub(SESSIONS);
        self.dead.drain(..keep);
    }

    pub(crate) fn unfinished<T>(&mut self, operation: &str) -> Step<T> {
        let what = format!("{operation}: a 503 for the {TRIES}th time");
        self.client.remember(&format!("UNFINISHED: {what}"));
        Err(Stop::Unfinished(what))
    }
}
