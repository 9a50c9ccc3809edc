//! The only places that end a procedure well, each one transaction.
//!
//! The conditions are the same in all of them and decide every race at once: the procedure is in
//! the state that was read, so only one right entry finishes it; the act and the era are those of
//! its opening, so what was opened before a password set, an unsubscribing or a registration act
//! can no longer finish; and the secret that opened it is within its limits, so what a blocked
//! password or code opened ends with it.

use jiff::Timestamp;
use policy::{Opener, Stage, Status};
use rand::CryptoRng;
use secrets::{Act, Era, PhoneKey, StoredHash, TokenHash};

use crate::{
    Error, Limits, NewSession, Procedure, RightOtp, Storage,
    item::{self, Attributes},
    limits::WITHIN,
    write::{Part, Transacted, Write},
};

/// How an end turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Well.
    Done,
    /// The procedure, or what it rests on, was ended meanwhile.
    Ended,
}

/// A password to be set.
pub struct PasswordSet<'a> {
    /// Its hash.
    pub hash: &'a StoredHash,
    /// Its reign.
    pub era: Era,
    /// When it expires, if it does.
    pub expires_at: Option<Timestamp>,
    /// The history from then on, without the one in force.
    pub older: &'a [StoredHash],
}

impl Storage {
    /// Finishes a login with a code: both counts go to 0, and the session begins.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn finish_login(
        &self,
        right: &RightOtp,
        limits: Limits,
        token: &TokenHash,
        session: &NewSession,
        rng: &mut impl CryptoRng,
    ) -> Result<Finished, Error> {
        let procedure = &right.procedure;
        let era = procedure.era.ok_or(Error::Item("era"))?;
        let password = self
            .password_within(procedure, limits)
            .update("SET #lastAccess = :now REMOVE #tries, #opened")
            .value(":now", item::time(session.opened_at));
        let attributes: Attributes = session.attributes(&procedure.person, era);
        let parts = vec![
            Part::Update(self.done(procedure, Stage::Otp)),
            Part::Check(self.same_act(procedure)),
            Part::Update(password),
            Part::Put(self.tables.session(token), attributes),
        ];
        self.finish(parts, rng).await
    }

    /// Finishes a change: the new password reigns.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn finish_change(
        &self,
        right: &RightOtp,
        limits: Limits,
        set: &PasswordSet<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Finished, Error> {
        let procedure = &right.procedure;
        let person = self
            .same_act(procedure)
            .update("SET #older = :older")
            .value(":older", item::hashes(set.older));
        let parts = vec![
            Part::Update(self.done(procedure, Stage::Otp)),
            Part::Update(person),
            Part::Update(set.write(self.password_within(procedure, limits))),
        ];
        self.finish(parts, rng).await
    }

    /// Finishes an unsubscribing: no password, no code, no phone; the person stays known.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn finish_unsubscribe(
        &self,
        right: &RightOtp,
        limits: Limits,
        phone: &PhoneKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Finished, Error> {
        let procedure = &right.procedure;
        let person = self
            .same_act(procedure)
            .update(
                "SET #act = :newAct, #status = :unsubscribed \
                 REMOVE #codeHash, #tries, #opened, #older, #phoneKey",
            )
            .value(":newAct", item::bytes(Act::draw(rng).as_bytes()))
            .value(":unsubscribed", item::text(Status::Unsubscribed.as_str()));
        let password = self
            .password_within(procedure, limits)
            .update(
                "SET #era = :newEra \
                 REMOVE #hash, #former, #expiresAt, #lastAccess, #tries, #opened",
            )
            .value(":newEra", item::bytes(Era::draw(rng).as_bytes()));
        // While this act stands, the number is theirs: nobody else can take it.
        let phone = Write::to(self.tables.phone(phone))
            .only_if("attribute_not_exists(#holder) OR #holder = :person")
            .value(":person", item::text(procedure.person.as_str()));
        let parts = vec![
            Part::Update(self.done(procedure, Stage::Otp)),
            Part::Update(person),
            Part::Update(password),
            Part::Delete(phone),
        ];
        self.finish(parts, rng).await
    }

    /// Finishes an activation or a reset: the new password reigns, whatever was entered before,
    /// and the code's counts go to 0.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn finish_setting(
        &self,
        procedure: &Procedure,
        limits: Limits,
        set: &PasswordSet<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<Finished, Error> {
        let person = limits
            .bind(Write::to(self.tables.person(&procedure.person)))
            .update("SET #status = :active, #older = :older REMOVE #tries, #opened")
            .only_if(format!("#act = :act AND {WITHIN}"))
            .value(":act", item::bytes(procedure.act.as_bytes()))
            .value(":active", item::text(Status::Active.as_str()))
            .value(":older", item::hashes(set.older));
        let parts = vec![
            Part::Update(self.done(procedure, Stage::Password)),
            Part::Update(person),
            Part::Update(set.write(self.password_of_era(procedure))),
        ];
        self.finish(parts, rng).await
    }

    async fn finish(&self, parts: Vec<Part>, rng: &mut impl CryptoRng) -> Result<Finished, Error> {
        Ok(match self.transact(parts, rng).await? {
            Transacted::Done => Finished::Done,
            Transacted::Refused(_) => Finished::Ended,
        })
    }

    fn done(&self, procedure: &Procedure, from: Stage) -> Write {
        Write::to(self.tables.procedure(&procedure.token))
            .update("SET #state = :done REMOVE #otp, #hash, #older")
            .only_if("#state = :from")
            .value(":done", item::text(Stage::Done.as_str()))
            .value(":from", item::text(from.as_str()))
    }

    fn same_act(&self, procedure: &Procedure) -> Write {
        Write::to(self.tables.person(&procedure.person))
            .only_if("#act = :act")
            .value(":act", item::bytes(procedure.act.as_bytes()))
    }

    /// The password of the procedure's opening, if there was one then.
    fn password_of_era(&self, procedure: &Procedure) -> Write {
        let write = Write::to(self.tables.password(&procedure.person));
        match procedure.era {
            None => write.only_if("attribute_not_exists(#era)"),
            Some(era) => write
                .only_if("#era = :era")
                .value(":era", item::bytes(era.as_bytes())),
        }
    }

    /// The same, and within its limits: for what the password opened.
    fn password_within(&self, procedure: &Procedure, limits: Limits) -> Write {
        debug_assert_eq!(procedure.purpose.opened_by(), Opener::Password);
        let write = Write::to(self.tables.password(&procedure.person))
            .only_if(format!("#era = :era AND {WITHIN}"));
        let write = match procedure.era {
            None => write,
            Some(era) => write.value(":era", item::bytes(era.as_bytes())),
        };
        limits.bind(write)
    }
}

impl PasswordSet<'_> {
    /// Hash, era and expiry are the new ones; both sets are emptied.
    fn write(&self, write: Write) -> Write {
        let write = write
            .value(":hash", item::text(self.hash.as_str()))
            .value(":newEra", item::bytes(self.era.as_bytes()));
        match self.expires_at {
            None => write.update(
                "SET #hash = :hash, #era = :newEra REMOVE #former, #expiresAt, #tries, #opened",
            ),
            Some(expires_at) => write
                .update(
                    "SET #hash = :hash, #era = :newEra, #expiresAt = :expires \
                     REMOVE #former, #tries, #opened",
                )
                .value(":expires", item::time(expires_at)),
        }
    }
}
