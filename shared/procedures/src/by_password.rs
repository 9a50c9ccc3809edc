//! A right password: the try is taken, then the entry is compared.

use measures::Secret;
use policy::{NationalId, PasswordEntry, Status, expiry::is_expired};
use secrets::{EntryId, Hasher, Index, PersonKey};
use storage::{Compared, HeldPassword, Limits, Person, RightPassword, Taken};
use web::{Call, Env, Problem, StartupError};

use crate::{Sender, wrong_entry};

/// What an operation needs that a password opens.
pub struct ByPassword {
    /// The tables, the rules and the SMS.
    pub sender: Sender,
    /// The hashes.
    pub hasher: Hasher,
    index: Index,
}

impl ByPassword {
    /// Builds what it uses.
    ///
    /// # Errors
    /// [`StartupError`] for a setting that is missing or wrong.
    pub fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            sender: Sender::start(env)?,
            hasher: env.hasher()?,
            index: env.index()?,
        })
    }

    /// The limits on a password.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits::of_password(&self.sender.profile)
    }

    /// The right password, where no SMS can follow.
    ///
    /// # Errors
    /// `refused`, `password-blocked`, `temporarily-unavailable`.
    pub async fn right(
        &self,
        call: &mut Call,
        document: &NationalId,
        entry: &PasswordEntry,
    ) -> Result<RightPassword, Problem> {
        let (key, me) = self.entry(call, document);
        let taken = self
            .sender
            .storage
            .take_password_try(&key, me, self.limits())
            .await?;
        self.compare(call, taken, entry).await
    }

    /// The right password, and who it is: where an SMS may follow.
    ///
    /// # Errors
    /// `refused`, `password-blocked`, `temporarily-unavailable`.
    pub async fn right_with_person(
        &self,
        call: &mut Call,
        document: &NationalId,
        entry: &PasswordEntry,
    ) -> Result<(RightPassword, Person), Problem> {
        let (key, me) = self.entry(call, document);
        let (taken, person) = self
            .sender
            .storage
            .take_password_try_beside_person(&key, me, self.limits())
            .await?;
        let right = self.compare(call, taken, entry).await?;
        match person.filter(|person| person.status != Status::Unsubscribed) {
            Some(person) => Ok((right, person)),
            // Unsubscribed between the try and the look beside it: the password is gone.
            None => {
                self.sender.storage.give_back_password_try(&right).await?;
                Err(self.wrong(1))
            }
        }
    }

    /// Gives back the try of a right password when what followed refuses or fails.
    ///
    /// # Errors
    /// What followed.
    pub async fn or_give_back<T>(
        &self,
        right: &RightPassword,
        followed: Result<T, Problem>,
    ) -> Result<T, Problem> {
        if followed.is_err() {
            // What can't be given back now stays counted, which is the safe side.
            self.sender.storage.give_back_password_try(right).await.ok();
        }
        followed
    }

    /// Refuses a right password that is past its day.
    ///
    /// # Errors
    /// `password-expired`; the try is given back.
    pub async fn refuse_expired(&self, call: &Call, right: &RightPassword) -> Result<(), Problem> {
        if is_expired(right.password.expires_at, call.now) {
            self.sender.storage.give_back_password_try(right).await?;
            return Err(Problem::PasswordExpired);
        }
        Ok(())
    }

    fn entry(&self, call: &mut Call, document: &NationalId) -> (PersonKey, EntryId) {
        (self.index.person(document), EntryId::draw(&mut call.rng))
    }

    async fn compare(
        &self,
        call: &mut Call,
        taken: Taken<HeldPassword>,
        entry: &PasswordEntry,
    ) -> Result<RightPassword, Problem> {
        let Taken::Held(held) = taken else {
            return Err(Problem::PasswordBlocked);
        };
        let compared = self
            .sender
            .storage
            .compare_password(held, &self.hasher, entry, &mut call.rng)
            .await?;
        match compared {
            Compared::Right(right) => {
                measures::compared(Secret::Password, true);
                Ok(right)
            }
            Compared::Wrong { counted } => Err(wrong_entry(
                Secret::Password,
                self.sender.profile.password.max_wrong,
                counted,
                Problem::PasswordBlocked,
            )),
        }
    }

    /// What a wrong password is answered when so many entries count.
    #[must_use]
    pub fn wrong(&self, counted: u32) -> Problem {
        Problem::after_wrong(
            self.sender.profile.password.max_wrong,
            counted,
            Problem::PasswordBlocked,
        )
    }
}
