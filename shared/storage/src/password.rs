//! Entries of a password.
//!
//! `password#` exists for every document that was ever typed: a stranger's has counters and no
//! hash, so there is no stranger's path and nothing in number, order or size of the calls to tell
//! one by.

use jiff::Timestamp;
use policy::PasswordEntry;
use rand::CryptoRng;
use secrets::{Comparison, EntryId, Era, Hasher, PersonKey, StoredHash, TokenHash};

use crate::{
    Compared, Error, Limits, NewSession, Person, Storage, Tables, Taken,
    item::{self, Item, Sms},
    limits::HAS_PLACE,
    secret::Secret,
    write::{Write, Written},
};

/// What a document's `password#` says.
pub struct Password {
    /// Nobody's hash can be had without a try: [`HeldPassword`] compares it, the history asks for
    /// it by [`Password::set_before`].
    hash: Option<StoredHash>,
    former: Option<StoredHash>,
    /// From then on it only opens `change` and `reset`; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// The reign of this password; `None` until the first one is set.
    pub era: Option<Era>,
    /// When it last opened a session.
    pub last_access: Option<Timestamp>,
    pub(crate) tries: usize,
    pub(crate) opened: usize,
    pub(crate) sms: Sms,
}

/// A try that was taken, with what it may be compared with.
pub struct HeldPassword {
    key: PersonKey,
    me: EntryId,
    password: Password,
}

/// A right password. Its try is still counted: whatever is answered gives it back.
pub struct RightPassword {
    /// Whose.
    pub key: PersonKey,
    /// What stands beside it.
    pub password: Password,
    pub(crate) me: EntryId,
    pub(crate) rehash: Option<StoredHash>,
}

/// How a login with the password alone ended.
pub enum LoggedIn {
    /// It is in.
    Done,
    /// Another password was set while this one was compared.
    Superseded {
        /// How many entries count now.
        counted: u32,
    },
    /// A limit was passed while this one was compared.
    Blocked,
}

impl Password {
    pub(crate) fn read(item: &Item) -> Result<Self, Error> {
        Ok(Self {
            hash: item.hash("hash")?,
            former: item.hash("former")?,
            expires_at: item.time("expiresAt")?,
            era: item.id("era", Era::from_bytes)?,
            last_access: item.time("lastAccess")?,
            tries: item.count("tries")?,
            opened: item.count("opened")?,
            sms: item.sms()?,
        })
    }

    /// What stands where nothing was ever typed.
    pub(crate) fn none() -> Self {
        Self {
            hash: None,
            former: None,
            expires_at: None,
            era: None,
            last_access: None,
            tries: 0,
            opened: 0,
            sms: Sms::default(),
        }
    }

    /// The password in force, or the one that a raised level ended: what the history counts as
    /// the last one set.
    #[must_use]
    pub fn set_before(&self) -> Option<&StoredHash> {
        self.hash.as_ref().or(self.former.as_ref())
    }
}

impl RightPassword {
    pub(crate) fn secret(&self, tables: &Tables) -> Result<Secret, Error> {
        let era = self.password.era.ok_or(Error::Item("era"))?;
        Ok(Secret {
            place: tables.password(&self.key),
            person: self.key.clone(),
            guard: "era",
            guarded: era.as_bytes().to_vec(),
            hash: "hash",
            rehash: self.rehash.clone(),
            me: self.me,
            opened: self.password.opened,
            sms: self.password.sms.clone(),
            era: Some(era),
        })
    }
}

impl Storage {
    /// Takes a password's try.
    ///
    /// The condition decides between entries that come at once: only as many as there are places
    /// get one, and a repeated write finds its own place. Who finds none is told nothing else: past
    /// the block anybody can have as many answers as they like, and those of a stranger are as long.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn take_password_try(
        &self,
        key: &PersonKey,
        me: EntryId,
        limits: Limits,
    ) -> Result<Taken<HeldPassword>, Error> {
        let write = Write::to(self.tables.password(key))
            .update("ADD #tries :mine")
            .only_if(HAS_PLACE)
            .or_nothing()
            .value(":me", item::bytes(me.as_bytes()))
            .value(":mine", item::set_of_one(me.as_bytes()));
        match self.write(&limits.bind(write)).await {
            Ok(Written::Refused(_)) => Ok(Taken::Blocked),
            Ok(Written::Done(item)) => Ok(Taken::Held(HeldPassword {
                key: key.clone(),
                me,
                password: Password::read(&item)?,
            })),
            Err(error) => {
                // It may have been taken; it was not compared.
                self.release_password_try(key, me).await;
                Err(error)
            }
        }
    }

    /// Takes a password's try, and reads beside it who the person is: where an SMS may follow, and
    /// then for everybody.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer; a try that was taken is then given back.
    pub async fn take_password_try_beside_person(
        &self,
        key: &PersonKey,
        me: EntryId,
        limits: Limits,
    ) -> Result<(Taken<HeldPassword>, Option<Person>), Error> {
        let (taken, person) =
            tokio::join!(self.take_password_try(key, me, limits), self.person(key));
        let taken = taken?;
        match person {
            Ok(person) => Ok((taken, person)),
            Err(error) => {
                self.release_password_try(key, me).await;
                Err(error)
            }
        }
    }

    /// The password beside the person: for who sets another.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer, or the person is not there.
    pub async fn password_beside_person(
        &self,
        key: &PersonKey,
    ) -> Result<(Password, Person), Error> {
        let place = self.tables.password(key);
        let (password, person) = tokio::join!(self.read(&place), self.person(key));
        let password = password?.map_or_else(|| Ok(Password::none()), |item| Password::read(&item));
        Ok((password?, person?.ok_or(Error::Item("person"))?))
    }

    /// Compares an entry with the password that its try was taken for. A right one whose hash is
    /// outdated is hashed anew, for the write that gives the try back.
    ///
    /// # Errors
    /// [`Error::Hash`] if the hash cannot be compared: our fault, so the try is given back.
    pub async fn compare_password(
        &self,
        held: HeldPassword,
        hasher: &Hasher,
        entry: &PasswordEntry,
        rng: &mut impl CryptoRng,
    ) -> Result<Compared<RightPassword>, Error> {
        let HeldPassword { key, me, password } = held;
        let compared = hasher
            .compare(password.hash.as_ref(), key.as_str(), entry.as_bytes())
            .await;
        let outdated = match compared {
            Ok(Comparison::Wrong) => {
                return Ok(Compared::Wrong {
                    counted: counted(password.tries),
                });
            }
            Ok(Comparison::Right { outdated }) => outdated,
            Err(error) => {
                self.release_password_try(&key, me).await;
                return Err(error.into());
            }
        };
        let rehash = if outdated {
            // If it can't be made now, the next right entry makes it.
            hasher.hash(entry.as_bytes(), rng).await.ok()
        } else {
            None
        };
        Ok(Compared::Right(RightPassword {
            key,
            password,
            me,
            rehash,
        }))
    }

    /// Gives back the try of a right entry that opens nothing.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn give_back_password_try(&self, right: &RightPassword) -> Result<(), Error> {
        self.give_back(&right.secret(&self.tables)?).await
    }

    /// Finishes a login with the password alone: the count goes to 0, beside the session.
    ///
    /// The condition decides between this login and a password that is set meanwhile. If it does
    /// not hold in the same reign and within the limits, another right login, or this one's lost
    /// answer, has emptied the set already. The session is no session until both have answered,
    /// for nobody knows its token.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn log_in(
        &self,
        right: &RightPassword,
        limits: Limits,
        token: &TokenHash,
        session: &NewSession,
    ) -> Result<LoggedIn, Error> {
        let era = right.password.era.ok_or(Error::Item("era"))?;
        let mut write = Write::to(self.tables.password(&right.key))
            .only_if("#era = :era AND contains(#tries, :me)")
            .value(":era", item::bytes(era.as_bytes()))
            .value(":me", item::bytes(right.me.as_bytes()))
            .value(":now", item::time(session.opened_at));
        write = match &right.rehash {
            None => write.update("SET #lastAccess = :now REMOVE #tries"),
            Some(hash) => write
                .update("SET #lastAccess = :now, #hash = :hash REMOVE #tries")
                .value(":hash", item::text(hash.as_str())),
        };
        let place = self.tables.session(token);
        let attributes = session.attributes(&right.key, era);
        let (written, put) = tokio::join!(self.write(&write), self.put(&place, attributes));
        let written = match (written, put) {
            (Ok(written), Ok(())) => written,
            (Err(error), _) | (_, Err(error)) => {
                self.release_password_try(&right.key, right.me).await;
                return Err(error);
            }
        };
        let item = match written {
            Written::Done(_) => return Ok(LoggedIn::Done),
            Written::Refused(item) => item.ok_or(Error::Item("password"))?,
        };
        let now = Password::read(&item)?;
        Ok(if now.era != Some(era) {
            LoggedIn::Superseded {
                counted: counted(now.tries),
            }
        } else if limits.passed(now.tries, now.opened) {
            LoggedIn::Blocked
        } else {
            LoggedIn::Done
        })
    }

    /// Gives back an entry that was not compared, or was right, when a call failed.
    async fn release_password_try(&self, key: &PersonKey, me: EntryId) {
        // What can't be given back now stays counted, which is the safe side.
        self.delete_try(self.tables.password(key), me).await.ok();
    }
}

/// A set's size as the rules count.
pub(crate) fn counted(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
