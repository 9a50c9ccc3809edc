//! Procedures under way: entries of one-time codes and of new passwords, and codes sent again.
//!
//! ```text
//!            right code (activation, reset)            password set
//!   otp ──────────────────────────────────▶ password ───────────────▶ done
//!    │                                                                 ▲
//!    └──── right code (login, change, unsubscribe) ────────────────────┘
//! ```

use jiff::Timestamp;
use policy::{Opener, Otp, Purpose, Stage};
use rand::CryptoRng;
use secrets::{Act, EntryId, Era, OtpHash, OtpHasher, PersonKey, ProcedureId, TokenHash, Turn};

use crate::{
    Compared, Error, Limits, Person, Spending, Storage, Unsent,
    item::{self, Item, Sms},
    opening::Kept,
    password::{Password, counted},
    secret::same_turn,
    tables::Place,
    write::{Part, Transacted, Write, Written},
};

/// A procedure as its item says.
pub struct Procedure {
    /// Under which token.
    pub token: TokenHash,
    /// What for.
    pub purpose: Purpose,
    /// Where it stands.
    pub stage: Stage,
    /// Whose.
    pub person: PersonKey,
    /// When it ends.
    pub ends_at: Timestamp,
    /// When the last code was sent.
    pub sent_at: Timestamp,
    /// How many codes were sent.
    pub codes: u32,
    /// What it keeps for its end.
    pub kept: Kept,
    pub(crate) id: ProcedureId,
    pub(crate) act: Act,
    pub(crate) era: Option<Era>,
    otp: Option<OtpHash>,
    tries: usize,
}

/// Whether a one-time code's try could be taken.
pub enum OtpTaken {
    /// It could.
    Held(Box<HeldOtp>),
    /// There is no such procedure, or nothing more can be done with it, or not this.
    Ended,
    /// The code's life is over, or it was never sent; a resend may follow.
    Expired,
}

/// A try that was taken, with the procedure it belongs to.
pub struct HeldOtp {
    me: EntryId,
    procedure: Procedure,
}

/// A right one-time code.
pub struct RightOtp {
    /// What it belongs to.
    pub procedure: Procedure,
    pub(crate) me: EntryId,
}

/// The secret behind a procedure, and whom a code goes to.
pub struct Behind {
    /// Whom.
    pub person: Person,
    /// The times of the SMS that this secret caused.
    pub times: Vec<Timestamp>,
    /// The secret that opened the procedure is still the same, and within its limits.
    pub holds: bool,
    sms: Sms,
}

/// Another code of a procedure.
pub struct Again<'a> {
    /// Its hash.
    pub otp: &'a OtpHash,
    /// The times of the SMS with it.
    pub times: &'a [Timestamp],
    /// When it is sent.
    pub sent_at: Timestamp,
    /// When it stops being good.
    pub otp_ends_at: Timestamp,
    /// N of the rule for wrong entries of codes.
    pub max_wrong: u32,
    /// Those on the secret that opened the procedure.
    pub limits: Limits,
    /// Out of which budget its SMS is taken.
    pub spending: Spending,
}

/// What became of sending another code.
pub enum SentAgain {
    /// It may be sent; this takes it back if it is not.
    Counted(Unsent),
    /// The procedure or the secret changed meanwhile: look again.
    Changed,
}

impl Procedure {
    fn read(token: &TokenHash, item: &Item) -> Result<Self, Error> {
        let purpose = item.word("purpose", Purpose::parse)?;
        let stage = item.word("state", Stage::parse)?;
        // What was kept for the end is gone with it.
        let kept = match stage {
            Stage::Otp | Stage::Password => Kept::read(item, purpose)?,
            Stage::Done => Kept::Nothing,
        };
        let otp = item.bytes("otp")?.map(<[u8]>::to_vec);
        Ok(Self {
            token: token.clone(),
            purpose,
            stage,
            person: PersonKey::stored(item.needed_text("person")?.to_owned()),
            ends_at: item.needed_time("endsAt")?,
            sent_at: item.needed_time("sentAt")?,
            codes: u32::try_from(item.needed_number("codes")?).map_err(|_| Error::Item("codes"))?,
            kept,
            id: item
                .id("id", ProcedureId::from_bytes)?
                .ok_or(Error::Item("id"))?,
            act: item.id("act", Act::from_bytes)?.ok_or(Error::Item("act"))?,
            era: item.id("era", Era::from_bytes)?,
            otp: match otp {
                None => None,
                Some(tag) => Some(OtpHash {
                    key_mark: item.needed_text("otpKey")?.to_owned(),
                    tag,
                }),
            },
            tries: item.count("tries")?,
        })
    }

    /// A code may still be entered: neither finished, nor over, nor out of attempts.
    #[must_use]
    pub fn awaits_otp(&self, now: Timestamp, max_wrong: u32) -> bool {
        self.stage == Stage::Otp && now < self.ends_at && self.tries <= max_wrong as usize
    }
}

impl Storage {
    /// Takes a one-time code's try.
    ///
    /// The condition decides between entries that come at once, and between an entry and the end
    /// of the code, of the procedure, or of its place in the `otp` state.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn take_otp_try(
        &self,
        token: &TokenHash,
        me: EntryId,
        max_wrong: u32,
        now: Timestamp,
    ) -> Result<OtpTaken, Error> {
        let write = Write::to(self.tables.procedure(token))
            .update("ADD #tries :mine")
            .only_if(
                "(attribute_not_exists(#tries) OR size(#tries) <= :wrong OR contains(#tries, :me)) \
                 AND #state = :otp AND :now < #endsAt AND :now < #otpEndsAt \
                 AND attribute_exists(#otp)",
            )
            .value(":wrong", item::number(max_wrong.into()))
            .value(":otp", item::text(Stage::Otp.as_str()))
            .value(":now", item::time(now))
            .value(":me", item::bytes(me.as_bytes()))
            .value(":mine", item::set_of_one(me.as_bytes()));
        let item = match self.write(&write).await {
            Err(error) => {
                // It may have been taken; it was not compared. What can't be given back now stays
                // counted, which is the safe side.
                let place = self.tables.procedure(token);
                self.delete_try(place, me).await.ok();
                return Err(error);
            }
            Ok(Written::Done(item)) => item,
            Ok(Written::Refused(None)) => return Ok(OtpTaken::Ended),
            Ok(Written::Refused(Some(item))) => {
                let live = Procedure::read(token, &item)?.awaits_otp(now, max_wrong);
                return Ok(if live {
                    OtpTaken::Expired
                } else {
                    OtpTaken::Ended
                });
            }
        };
        Ok(OtpTaken::Held(Box::new(HeldOtp {
            me,
            procedure: Procedure::read(token, &item)?,
        })))
    }

    /// Compares an entry with the code that its try was taken for.
    ///
    /// # Errors
    /// [`Error::UnknownKey`] if the pepper is not known here: our fault, so the try is given back.
    pub async fn compare_otp(
        &self,
        held: Box<HeldOtp>,
        hasher: &OtpHasher,
        entry: &Otp,
    ) -> Result<Compared<RightOtp>, Error> {
        let HeldOtp { me, procedure } = *held;
        let stored = procedure.otp.as_ref().ok_or(Error::Item("otp"))?;
        match hasher.matches(stored, &procedure.token, procedure.purpose, entry) {
            Ok(true) => Ok(Compared::Right(RightOtp { procedure, me })),
            Ok(false) => Ok(Compared::Wrong {
                counted: counted(procedure.tries),
            }),
            Err(error) => {
                let place = self.tables.procedure(&procedure.token);
                self.delete_try(place, me).await?;
                Err(error.into())
            }
        }
    }

    /// A right code for activation or reset: the password may be set until `ends_at`.
    ///
    /// The condition decides between right codes that come at once: the first one proves, and a
    /// repetition of it finds itself. `false` if another was first.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn prove(&self, right: &RightOtp, ends_at: Timestamp) -> Result<bool, Error> {
        let write = Write::to(self.tables.procedure(&right.procedure.token))
            .update(
                "SET #state = :password, #provenBy = :me, #endsAt = :ends, #ttl = :ttl REMOVE #otp",
            )
            .only_if("#state = :otp OR #provenBy = :me")
            .value(":otp", item::text(Stage::Otp.as_str()))
            .value(":password", item::text(Stage::Password.as_str()))
            .value(":me", item::bytes(right.me.as_bytes()))
            .value(":ends", item::time(ends_at))
            .value(":ttl", item::number(ends_at.as_second() + 3_600));
        Ok(matches!(self.write(&write).await?, Written::Done(_)))
    }

    /// Takes one of the entries of a new password. `None` if the procedure does not await one, or
    /// no more.
    ///
    /// The condition decides between entries that come at once, as for a one-time code.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn take_password_entry(
        &self,
        token: &TokenHash,
        me: EntryId,
        entries: u32,
        now: Timestamp,
    ) -> Result<Option<Procedure>, Error> {
        let write = Write::to(self.tables.procedure(token))
            .update("ADD #entries :mine")
            .only_if(
                "(attribute_not_exists(#entries) OR size(#entries) < :entries \
                 OR contains(#entries, :me)) AND #state = :password AND :now < #endsAt",
            )
            .value(":entries", item::number(entries.into()))
            .value(":password", item::text(Stage::Password.as_str()))
            .value(":now", item::time(now))
            .value(":me", item::bytes(me.as_bytes()))
            .value(":mine", item::set_of_one(me.as_bytes()));
        match self.write(&write).await {
            Ok(Written::Done(item)) => Procedure::read(token, &item).map(Some),
            Ok(Written::Refused(_)) => Ok(None),
            Err(error) => {
                // It may have been taken; it was not judged.
                self.give_back_password_entry(token, me).await.ok();
                Err(error)
            }
        }
    }

    /// The procedure under a token, if there is one.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn procedure(&self, token: &TokenHash) -> Result<Option<Procedure>, Error> {
        self.read(&self.tables.procedure(token))
            .await?
            .map(|item| Procedure::read(token, &item))
            .transpose()
    }

    /// The secret that opened a procedure, beside the person.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer, or the person is not there.
    pub async fn behind(&self, procedure: &Procedure, limits: Limits) -> Result<Behind, Error> {
        let person = self.tables.person(&procedure.person);
        let password = self.tables.password(&procedure.person);
        let (person, password) = match procedure.purpose.opened_by() {
            Opener::ActivationCode => (self.read(&person).await?, None),
            Opener::Password => {
                let (person, password) = tokio::join!(self.read(&person), self.read(&password));
                (person?, Some(password?))
            }
        };
        let item = person.ok_or(Error::Item("person"))?;
        let person = Person::read(&item)?;
        let same_act = person.act == procedure.act;
        let (sms, holds) = match password {
            None => {
                let passed = limits.passed(item.count("tries")?, item.count("opened")?);
                (item.sms()?, same_act && !passed)
            }
            Some(item) => {
                let password =
                    item.map_or_else(|| Ok(Password::none()), |item| Password::read(&item))?;
                let passed = limits.passed(password.tries, password.opened);
                let holds = same_act && password.era == procedure.era && !passed;
                (password.sms, holds)
            }
        };
        Ok(Behind {
            person,
            times: sms.times.clone(),
            holds,
            sms,
        })
    }

    /// Counts another code of a procedure, and makes it the only good one; beside it, the budget
    /// is spent.
    ///
    /// The conditions decide between codes asked for at once, and between a code and entries: each
    /// must find the procedure and the history as they were read. If it cannot be known whether it
    /// was counted, it is taken back: then the code that the person holds is expired, not wrong
    /// (unless a copy of the call lands later still, which stays counted).
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn send_again(
        &self,
        procedure: &Procedure,
        behind: Behind,
        again: &Again<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<SentAgain, Error> {
        let turn = Turn::draw(rng);
        let (secret, counted) = self.counted_again(procedure, &behind, again, turn)?;
        let parts = vec![
            Part::Update(self.next_code(procedure, again)),
            Part::Update(counted),
        ];
        let (transacted, spent) =
            tokio::join!(self.transact(parts, rng), self.spend(&again.spending));
        let unsent = Unsent {
            procedure: self.tables.procedure(&procedure.token),
            secret,
            id: procedure.id,
            codes: i64::from(procedure.codes) + 1,
            turn,
            times_before: behind.sms.times,
            max_unfinished: again.limits.unfinished,
            spending: again.spending,
            spent: spent.unwrap_or(false),
        };
        match transacted {
            Ok(Transacted::Done) => Ok(SentAgain::Counted(unsent)),
            Ok(Transacted::Refused(_)) => {
                if unsent.spent {
                    self.put_back(&again.spending).await.ok();
                }
                Ok(SentAgain::Changed)
            }
            Err(error) => {
                self.take_back_unsent(unsent, rng).await.ok();
                Err(error)
            }
        }
    }

    fn next_code(&self, procedure: &Procedure, again: &Again<'_>) -> Write {
        let codes = i64::from(procedure.codes);
        Write::to(self.tables.procedure(&procedure.token))
            .update(
                "SET #otp = :otp, #otpKey = :otpKey, #codes = :next, #sentAt = :sent, \
                 #otpEndsAt = :otpEnds",
            )
            .only_if(
                "#state = :awaits AND :sent < #endsAt AND #codes = :codes AND #sentAt = :before \
                 AND (attribute_not_exists(#tries) OR size(#tries) <= :wrong)",
            )
            .value(":otp", item::bytes(&again.otp.tag))
            .value(":otpKey", item::text(&again.otp.key_mark))
            .value(":codes", item::number(codes))
            .value(":next", item::number(codes + 1))
            .value(":before", item::time(procedure.sent_at))
            .value(":sent", item::time(again.sent_at))
            .value(":otpEnds", item::time(again.otp_ends_at))
            .value(":awaits", item::text(Stage::Otp.as_str()))
            .value(":wrong", item::number(again.max_wrong.into()))
    }

    /// The write on the item of the secret that opened the procedure, and where that is.
    fn counted_again(
        &self,
        procedure: &Procedure,
        behind: &Behind,
        again: &Again<'_>,
        turn: Turn,
    ) -> Result<(Place, Write), Error> {
        let (place, guard, guarded) = match procedure.purpose.opened_by() {
            Opener::ActivationCode => (
                self.tables.person(&procedure.person),
                "act",
                item::bytes(procedure.act.as_bytes()),
            ),
            Opener::Password => (
                self.tables.password(&procedure.person),
                "era",
                item::bytes(procedure.era.ok_or(Error::Item("era"))?.as_bytes()),
            ),
        };
        let (unturned, write) = same_turn(&behind.sms, Write::to(place.clone()));
        let write = write
            .update("SET #sms = :sms ADD #opened :proc")
            .only_if(format!("#{guard} = :guard AND {unturned}"))
            .value(":guard", guarded)
            .value(":sms", item::sms(turn, again.times))
            .value(":proc", item::set_of_one(procedure.id.as_bytes()));
        Ok((place, write))
    }

    /// Gives back the try of a right code whose procedure could not be finished, by no fault of
    /// who entered it. There is no race: nobody else has this id.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn give_back_otp_try(&self, right: &RightOtp) -> Result<(), Error> {
        let place = self.tables.procedure(&right.procedure.token);
        self.delete_try(place, right.me).await
    }

    /// Gives back an entry of a new password that could not be judged or set, by no fault of who
    /// made it. There is no race: nobody else has this id.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn give_back_password_entry(
        &self,
        token: &TokenHash,
        me: EntryId,
    ) -> Result<(), Error> {
        let write = Write::to(self.tables.procedure(token))
            .update("DELETE #entries :mine")
            .only_if("attribute_exists(#pk)")
            .value(":mine", item::set_of_one(me.as_bytes()));
        self.write(&write).await?;
        Ok(())
    }
}
