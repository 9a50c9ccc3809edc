//! Entries of an activation code.
//!
//! They count on the person only when document and e-mail match; else on the counter of that pair
//! of document and e-mail. Both counters are written at every entry, beside each other, so that
//! who looks at the calls sees the same for everybody.

use jiff::Timestamp;
use policy::ActivationCode;
use rand::CryptoRng;
use secrets::{Comparison, EmailKey, EntryId, Era, Hasher, PairKey, PersonKey, StoredHash};

use crate::{
    Compared, Error, Limits, Person, Storage, Tables, Taken,
    item::{self, Item, Sms},
    limits::HAS_PLACE,
    password::{Password, counted},
    secret::Secret,
    write::{Write, Written},
};

/// A try that was taken, on the person or on the pair's counter.
pub struct HeldCode {
    key: PersonKey,
    pair: PairKey,
    me: EntryId,
    /// The era of the password at this moment, if there ever was one.
    era: Option<Era>,
    counted: u32,
    /// `None` if it was taken on the pair's counter.
    person: Option<CodeHolder>,
}

struct CodeHolder {
    hash: Option<StoredHash>,
    opened: usize,
    sms: Sms,
    person: Person,
}

/// A right activation code. Its try is still counted: whatever is answered gives it back.
pub struct RightCode {
    /// Whose.
    pub key: PersonKey,
    /// Who that is.
    pub person: Person,
    /// The era of the password when the try was taken.
    pub era: Option<Era>,
    pub(crate) me: EntryId,
    pub(crate) opened: usize,
    pub(crate) sms: Sms,
    pub(crate) rehash: Option<StoredHash>,
}

impl RightCode {
    pub(crate) fn secret(&self, tables: &Tables) -> Secret {
        Secret {
            place: tables.person(&self.key),
            person: self.key.clone(),
            guard: "act",
            guarded: self.person.act.as_bytes().to_vec(),
            hash: "codeHash",
            rehash: self.rehash.clone(),
            me: self.me,
            opened: self.opened,
            sms: self.sms.clone(),
            era: self.era,
        }
    }
}

impl Storage {
    /// Takes an activation code's try: of the person if the e-mail is theirs, else of the pair of
    /// document and e-mail.
    ///
    /// The conditions decide between entries that come at once, as for a password. `forget_at` is
    /// when the pair's counter may be forgotten.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer; what was taken is then given back.
    pub async fn take_code_try(
        &self,
        key: &PersonKey,
        email: &EmailKey,
        pair: &PairKey,
        me: EntryId,
        limits: Limits,
        forget_at: Timestamp,
    ) -> Result<Taken<HeldCode>, Error> {
        let take = |write: Write| {
            let write = write
                .value(":me", item::bytes(me.as_bytes()))
                .value(":mine", item::set_of_one(me.as_bytes()));
            limits.bind(write)
        };
        let on_person = take(
            Write::to(self.tables.person(key))
                .update("ADD #tries :mine")
                .only_if(format!("#emailKey = :email AND {HAS_PLACE}"))
                .value(":email", item::text(email.as_str())),
        );
        let on_pair = take(
            Write::to(self.tables.stranger(pair))
                .update("SET #ttl = :ttl ADD #tries :mine")
                .only_if(HAS_PLACE)
                .value(":ttl", item::time(forget_at)),
        );
        let password = self.tables.password(key);
        let (on_person, on_pair, password) = tokio::join!(
            self.write(&on_person),
            self.write(&on_pair),
            self.read(&password)
        );
        let (on_person, on_pair, password) = match (on_person, on_pair, password) {
            (Ok(on_person), Ok(on_pair), Ok(password)) => (on_person, on_pair, password),
            (Err(error), _, _) | (_, Err(error), _) | (_, _, Err(error)) => {
                self.release_code_try(key, pair, me).await;
                return Err(error);
            }
        };
        let password =
            password.map_or_else(|| Ok(Password::none()), |item| Password::read(&item))?;
        let held = |counted, person| {
            Taken::Held(HeldCode {
                key: key.clone(),
                pair: pair.clone(),
                me,
                era: password.era,
                counted,
                person,
            })
        };
        Ok(match on_person {
            Written::Done(item) => held(
                counted(item.count("tries")?),
                Some(CodeHolder::read(&item)?),
            ),
            Written::Refused(Some(item)) if item.text("emailKey")? == Some(email.as_str()) => {
                Taken::Blocked
            }
            Written::Refused(_) => match on_pair {
                Written::Done(item) => held(counted(item.count("tries")?), None),
                Written::Refused(_) => Taken::Blocked,
            },
        })
    }

    /// Compares an entry with the activation code that its try was taken for.
    ///
    /// # Errors
    /// [`Error::Hash`] if the hash cannot be compared: our fault, so the try is given back.
    pub async fn compare_code(
        &self,
        held: HeldCode,
        hasher: &Hasher,
        entry: &ActivationCode,
        rng: &mut impl CryptoRng,
    ) -> Result<Compared<RightCode>, Error> {
        let hash = held.person.as_ref().and_then(|holder| holder.hash.as_ref());
        let compared = hasher
            .compare(hash, held.key.as_str(), entry.canonical())
            .await;
        let outdated = match compared {
            Ok(Comparison::Wrong) => false,
            Ok(Comparison::Right { outdated }) => outdated,
            Err(error) => {
                self.release_code_try(&held.key, &held.pair, held.me).await;
                return Err(error.into());
            }
        };
        let (Ok(Comparison::Right { .. }), Some(holder)) = (compared, held.person) else {
            return Ok(Compared::Wrong {
                counted: held.counted,
            });
        };
        let rehash = if outdated {
            // If it can't be made now, the next right entry makes it.
            hasher.hash(entry.canonical(), rng).await.ok()
        } else {
            None
        };
        Ok(Compared::Right(RightCode {
            key: held.key,
            person: holder.person,
            era: held.era,
            me: held.me,
            opened: holder.opened,
            sms: holder.sms,
            rehash,
        }))
    }

    /// Takes out of both counters an entry that was not compared, whichever of them has it: by our
    /// fault nobody loses a try, and person and stranger still count alike.
    async fn release_code_try(&self, key: &PersonKey, pair: &PairKey, me: EntryId) {
        let (person, stranger) = tokio::join!(
            self.delete_try(self.tables.person(key), me),
            self.delete_try(self.tables.stranger(pair), me)
        );
        // What can't be given back now stays counted, which is the safe side.
        person.and(stranger).ok();
    }
}

impl CodeHolder {
    fn read(item: &Item) -> Result<Self, Error> {
        Ok(Self {
            hash: item.hash("codeHash")?,
            opened: item.count("opened")?,
            sms: item.sms()?,
            person: Person::read(item)?,
        })
    }
}
