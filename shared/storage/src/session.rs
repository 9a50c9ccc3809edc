//! What a finished login leaves behind.

use jiff::{SignedDuration, Timestamp};
use policy::Assurance;
use secrets::{Era, PersonKey, TokenHash};

use crate::{
    Error, Person, Storage,
    item::{self, Attributes},
    password::Password,
    write::{Write, Written},
};

/// How long an ended session is kept before TTL may take it, in seconds.
const KEPT_SECONDS: i64 = 3_600;

/// A session that begins.
pub struct NewSession {
    /// When; also the first use.
    pub opened_at: Timestamp,
    /// When it ends, however much it is used.
    pub ends_at: Timestamp,
    /// What its login reached.
    pub assurance: Assurance,
}

/// A session that is live.
pub struct LiveSession {
    /// When its login finished.
    pub opened_at: Timestamp,
    /// When it ends, however much it is used.
    pub ends_at: Timestamp,
    /// What its login reached.
    pub assurance: Assurance,
    /// Whose.
    pub person: Person,
}

impl NewSession {
    pub(crate) fn attributes(&self, person: &PersonKey, era: Era) -> Attributes {
        Attributes::from([
            ("person".to_owned(), item::text(person.as_str())),
            ("era".to_owned(), item::bytes(era.as_bytes())),
            ("assurance".to_owned(), item::text(self.assurance.as_str())),
            ("openedAt".to_owned(), item::time(self.opened_at)),
            ("seenAt".to_owned(), item::time(self.opened_at)),
            ("endsAt".to_owned(), item::time(self.ends_at)),
            (
                "ttl".to_owned(),
                item::number(self.ends_at.as_second() + KEPT_SECONDS),
            ),
        ])
    }
}

impl Storage {
    /// Uses a session: `None` if there is none, or it is over.
    ///
    /// The condition decides between a use and the end: it was seen within `idle`, and is not at
    /// its end. Then the password's era must be the session's, and its unfinished openings within
    /// their limit: who set another password, unsubscribed or passed the limit ended it.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn use_session(
        &self,
        token: &TokenHash,
        now: Timestamp,
        idle: SignedDuration,
        max_unfinished: u32,
    ) -> Result<Option<LiveSession>, Error> {
        let write = Write::to(self.tables.session(token))
            .update("SET #seenAt = :now")
            .only_if(":now < #endsAt AND #seenAt > :idleSince")
            .value(":now", item::time(now))
            .value(":idleSince", item::time(now - idle));
        let session = match self.write(&write).await? {
            Written::Done(session) => session,
            Written::Refused(_) => return Ok(None),
        };
        let key = PersonKey::stored(session.needed_text("person")?.to_owned());
        let password = self.tables.password(&key);
        let (password, person) = tokio::join!(self.read(&password), self.person(&key));
        let (Some(password), Some(person)) = (password?, person?) else {
            return Ok(None);
        };
        let password = Password::read(&password)?;
        let same_era =
            password.era.is_some() && password.era == session.id("era", Era::from_bytes)?;
        if !same_era || password.opened > max_unfinished as usize {
            return Ok(None);
        }
        Ok(Some(LiveSession {
            opened_at: session.needed_time("openedAt")?,
            ends_at: session.needed_time("endsAt")?,
            assurance: session.word("assurance", Assurance::parse)?,
            person,
        }))
    }

    /// Ends a session, if there is one. Ending it twice is ending it.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn end_session(&self, token: &TokenHash) -> Result<(), Error> {
        self.delete(&self.tables.session(token)).await
    }
}
