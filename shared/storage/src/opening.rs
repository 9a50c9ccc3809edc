//! Opening a procedure with a right secret, and taking back one whose SMS was not sent.

use jiff::Timestamp;
use policy::{Assurance, Purpose};
use rand::CryptoRng;
use secrets::{Act, OtpHash, PhoneKey, ProcedureId, StoredHash, TokenHash, Turn};

use crate::{
    Error, Limits, RightCode, RightPassword, Spending, Storage,
    item::{self, Attributes, Item},
    password::counted,
    secret::{Secret, same_turn},
    tables::Place,
    write::{Failed, Part, Transacted, Write, Written},
};

/// How often an opening is tried again when others open beside it: more than may be open.
const ROUNDS: u32 = 32;
/// How long an ended procedure is kept before TTL may take it, in seconds.
const KEPT_SECONDS: i64 = 3_600;

/// A procedure to be opened.
pub struct Opening<'a> {
    /// Under which token.
    pub token: &'a TokenHash,
    /// Its id among those opened and never finished.
    pub id: ProcedureId,
    /// What for.
    pub purpose: Purpose,
    /// The act that holds now; finishing asks for the same.
    pub act: Act,
    /// The hash of its first code.
    pub otp: &'a OtpHash,
    /// When the code was sent.
    pub sent_at: Timestamp,
    /// When the code stops being good.
    pub otp_ends_at: Timestamp,
    /// When the procedure ends.
    pub ends_at: Timestamp,
    /// What finishing it will need.
    pub kept: Kept,
    /// Out of which budget its SMS is taken.
    pub spending: Spending,
}

/// What a procedure keeps from its opening for its end.
pub enum Kept {
    /// Nothing: activation and reset ask for the password later.
    Nothing,
    /// What the login will answer.
    Login {
        /// What was asked for and can be reached.
        assurance: Assurance,
        /// The access before this one.
        last_access: Option<Timestamp>,
        /// When the password stops being enough.
        password_expires_at: Option<Timestamp>,
    },
    /// The new password, and the older ones from then on.
    Change {
        /// Of the new password.
        hash: StoredHash,
        /// The history after it is set.
        older: Vec<StoredHash>,
    },
    /// The phone that will be free.
    Unsubscribe {
        /// Its name.
        phone: PhoneKey,
        /// When the password stops being enough.
        password_expires_at: Option<Timestamp>,
    },
}

/// What became of an opening.
pub enum Opened {
    /// It is open, and its SMS may be sent; this takes it back if it is not.
    Open(Unsent),
    /// The person's cap is reached until then. Nothing was opened or counted.
    Capped(Timestamp),
    /// It was one too many that nobody finished: the secret is blocked.
    Blocked,
    /// Another secret was set while this one was compared.
    Superseded {
        /// How many entries count now.
        counted: u32,
    },
}

/// What has to be undone if an SMS was not sent.
pub struct Unsent {
    pub(crate) procedure: Place,
    pub(crate) secret: Place,
    pub(crate) id: ProcedureId,
    pub(crate) codes: i64,
    pub(crate) turn: Turn,
    pub(crate) times_before: Vec<Timestamp>,
    pub(crate) max_unfinished: u32,
    pub(crate) spending: Spending,
    pub(crate) spent: bool,
}

impl Unsent {
    /// Whether the day's budget lets it be sent.
    #[must_use]
    pub fn within_budget(&self) -> bool {
        self.spent
    }
}

impl Storage {
    /// Opens a procedure with a right password.
    ///
    /// `admit` is the cap: the times of the SMS before, and either the times with this one or when
    /// the next may be sent.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn open_with_password(
        &self,
        right: &RightPassword,
        opening: &Opening<'_>,
        limits: Limits,
        admit: impl Fn(&[Timestamp]) -> Result<Vec<Timestamp>, Timestamp>,
        rng: &mut impl CryptoRng,
    ) -> Result<Opened, Error> {
        let secret = right.secret(&self.tables)?;
        self.open(secret, opening, limits, admit, rng).await
    }

    /// Opens a procedure with a right activation code.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn open_with_code(
        &self,
        right: &RightCode,
        opening: &Opening<'_>,
        limits: Limits,
        admit: impl Fn(&[Timestamp]) -> Result<Vec<Timestamp>, Timestamp>,
        rng: &mut impl CryptoRng,
    ) -> Result<Opened, Error> {
        let secret = right.secret(&self.tables);
        self.open(secret, opening, limits, admit, rng).await
    }

    /// Opens, and if it cannot be known whether it did, takes back what it may have done: the
    /// entry was right, so its try is not lost, and nobody holds the token of the procedure.
    async fn open(
        &self,
        mut secret: Secret,
        opening: &Opening<'_>,
        limits: Limits,
        admit: impl Fn(&[Timestamp]) -> Result<Vec<Timestamp>, Timestamp>,
        rng: &mut impl CryptoRng,
    ) -> Result<Opened, Error> {
        let mut spent = None;
        let opened = self
            .open_in_turn(&mut secret, opening, limits, admit, &mut spent, rng)
            .await;
        let put_back = async {
            if spent == Some(true) && !matches!(opened, Ok(Opened::Open(_))) {
                // Approximate anyway: what can't be put back now is lost for the day.
                self.put_back(&opening.spending).await.ok();
            }
        };
        let undone = async {
            if opened.is_err() {
                self.undo(&secret, opening, limits).await.ok();
            }
        };
        // Beside each other: when DynamoDB hangs, each takes as long as a call may.
        tokio::join!(put_back, undone);
        opened
    }

    /// One transaction: the try is given back, the procedure is counted and exists, the SMS is in
    /// the history. Its conditions decide between openings that come at once: each must have seen
    /// the history that the one before it wrote, and there must be a place among the unfinished.
    ///
    /// The budget is spent beside the first transaction, never before the person's own cap has
    /// admitted the SMS.
    async fn open_in_turn(
        &self,
        secret: &mut Secret,
        opening: &Opening<'_>,
        limits: Limits,
        admit: impl Fn(&[Timestamp]) -> Result<Vec<Timestamp>, Timestamp>,
        spent: &mut Option<bool>,
        rng: &mut impl CryptoRng,
    ) -> Result<Opened, Error> {
        for _ in 0..ROUNDS {
            let times = match admit(&secret.sms.times) {
                Ok(times) => times,
                Err(next) => {
                    self.give_back(secret).await?;
                    return Ok(Opened::Capped(next));
                }
            };
            if secret.opened >= limits.unfinished as usize {
                match self.open_one_too_many(secret, opening, limits).await? {
                    Written::Done(_) => return Ok(Opened::Blocked),
                    Written::Refused(item) => {
                        if let Some(superseded) = secret.look_again(item)? {
                            return Ok(superseded);
                        }
                    }
                }
                continue;
            }
            let turn = Turn::draw(rng);
            let parts = vec![
                Part::Update(count(secret, opening, limits, turn, &times)),
                Part::Put(
                    self.tables.procedure(opening.token),
                    opening.attributes(secret),
                ),
            ];
            let transacted = if spent.is_some() {
                self.transact(parts, rng).await
            } else {
                let (transacted, budget) =
                    tokio::join!(self.transact(parts, rng), self.spend(&opening.spending));
                // A budget that can't be asked lets nothing through.
                *spent = Some(budget.unwrap_or(false));
                transacted
            };
            let refused = match transacted? {
                Transacted::Done => {
                    return Ok(Opened::Open(Unsent {
                        procedure: self.tables.procedure(opening.token),
                        secret: secret.place.clone(),
                        id: opening.id,
                        codes: 1,
                        turn,
                        times_before: secret.sms.times.clone(),
                        max_unfinished: limits.unfinished,
                        spending: opening.spending,
                        spent: *spent == Some(true),
                    }));
                }
                Transacted::Refused(reasons) => reasons.into_iter().next().flatten(),
            };
            if let Some(superseded) = secret.look_again(refused.and_then(|Failed(item)| item))? {
                return Ok(superseded);
            }
        }
        Err(Error::Contended)
    }

    /// Takes back an opening that may have happened.
    ///
    /// Nobody else has these ids; the condition decides between this and a limit that was passed
    /// meanwhile, maybe by this very opening: a block is not lifted.
    async fn undo(
        &self,
        secret: &Secret,
        opening: &Opening<'_>,
        limits: Limits,
    ) -> Result<(), Error> {
        let write = Write::to(secret.place.clone())
            .update("DELETE #tries :mine, #opened :proc")
            .only_if(format!(
                "#{} = :guard AND (attribute_not_exists(#opened) OR size(#opened) <= :unfinished)",
                secret.guard
            ))
            .value(":guard", item::bytes(&secret.guarded))
            .value(":unfinished", item::number(limits.unfinished.into()))
            .value(":mine", item::set_of_one(secret.me.as_bytes()))
            .value(":proc", item::set_of_one(opening.id.as_bytes()));
        self.write(&write).await?;
        Ok(())
    }

    /// With as many open as may be, this one alone is counted, which passes the limit. A secret
    /// that was set meanwhile, or whose count a finished procedure has set to 0, is not blocked.
    async fn open_one_too_many(
        &self,
        secret: &Secret,
        opening: &Opening<'_>,
        limits: Limits,
    ) -> Result<Written, Error> {
        let write = Write::to(secret.place.clone())
            .update("ADD #opened :proc DELETE #tries :mine")
            .only_if(format!(
                "#{} = :guard AND size(#opened) >= :unfinished",
                secret.guard
            ))
            .value(":guard", item::bytes(&secret.guarded))
            .value(":unfinished", item::number(limits.unfinished.into()))
            .value(":proc", item::set_of_one(opening.id.as_bytes()))
            .value(":mine", item::set_of_one(secret.me.as_bytes()));
        self.write(&write).await
    }

    /// Takes back what was counted for an SMS that was not sent, so that an outage locks nobody
    /// out.
    ///
    /// Only while nobody entered a code, or sent another, or opened another procedure, and while
    /// the limit of the unfinished is not passed: else it stays counted, and holding SMS back gives
    /// nobody free guesses. The day's budget has it back in any case.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn take_back_unsent(
        &self,
        unsent: Unsent,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let procedure = Write::to(unsent.procedure)
            .update("REMOVE #otp")
            .only_if("attribute_not_exists(#tries) AND #codes = :codes")
            .value(":codes", item::number(unsent.codes));
        let secret = Write::to(unsent.secret)
            .update("SET #sms = :sms DELETE #opened :proc")
            .only_if(
                "#sms.#no = :turn AND (attribute_not_exists(#opened) OR size(#opened) <= :unfinished)",
            )
            .value(":turn", item::bytes(unsent.turn.as_bytes()))
            .value(":unfinished", item::number(unsent.max_unfinished.into()))
            .value(":sms", item::sms(Turn::draw(rng), &unsent.times_before))
            .value(":proc", item::set_of_one(unsent.id.as_bytes()));
        let parts = vec![Part::Update(procedure), Part::Update(secret)];
        if unsent.spent {
            let (transacted, put_back) =
                tokio::join!(self.transact(parts, rng), self.put_back(&unsent.spending));
            put_back.and(transacted)?;
        } else {
            self.transact(parts, rng).await?;
        }
        Ok(())
    }
}

/// The write that counts an opening on its secret.
fn count(
    secret: &Secret,
    opening: &Opening<'_>,
    limits: Limits,
    turn: Turn,
    times: &[Timestamp],
) -> Write {
    let Secret { guard, hash, .. } = secret;
    let mut update = "SET #sms = :sms".to_owned();
    let mut write = Write::to(secret.place.clone());
    if let Some(rehash) = &secret.rehash {
        update += &format!(", #{hash} = :hash");
        write = write.value(":hash", item::text(rehash.as_str()));
    }
    update += " ADD #opened :proc DELETE #tries :mine";
    let (unturned, write) = same_turn(&secret.sms, write);
    write
        .update(update)
        .only_if(format!(
            "#{guard} = :guard AND {unturned} AND \
             (attribute_not_exists(#opened) OR size(#opened) < :unfinished)"
        ))
        .value(":guard", item::bytes(&secret.guarded))
        .value(":unfinished", item::number(limits.unfinished.into()))
        .value(":sms", item::sms(turn, times))
        .value(":proc", item::set_of_one(opening.id.as_bytes()))
        .value(":mine", item::set_of_one(secret.me.as_bytes()))
}

impl Secret {
    /// Takes in what others wrote meanwhile; if they set another secret, that is the end.
    fn look_again(&mut self, item: Option<Item>) -> Result<Option<Opened>, Error> {
        let Some(item) = item else {
            return Ok(Some(Opened::Superseded { counted: 0 }));
        };
        if !self.still_holds(&item)? {
            let counted = counted(item.count("tries")?);
            return Ok(Some(Opened::Superseded { counted }));
        }
        self.opened = item.count("opened")?;
        self.sms = item.sms()?;
        Ok(None)
    }
}

impl Opening<'_> {
    fn attributes(&self, secret: &Secret) -> Attributes {
        let mut attributes = Attributes::from([
            ("purpose".to_owned(), item::text(self.purpose.as_str())),
            ("state".to_owned(), item::text("otp")),
            ("person".to_owned(), item::text(secret.person.as_str())),
            ("id".to_owned(), item::bytes(self.id.as_bytes())),
            ("act".to_owned(), item::bytes(self.act.as_bytes())),
            ("otp".to_owned(), item::bytes(&self.otp.tag)),
            ("otpKey".to_owned(), item::text(&self.otp.key_mark)),
            ("codes".to_owned(), item::number(1)),
            ("sentAt".to_owned(), item::time(self.sent_at)),
            ("otpEndsAt".to_owned(), item::time(self.otp_ends_at)),
            ("endsAt".to_owned(), item::time(self.ends_at)),
            (
                "ttl".to_owned(),
                item::number(self.ends_at.as_second() + KEPT_SECONDS),
            ),
        ]);
        if let Some(era) = secret.era {
            attributes.insert("era".to_owned(), item::bytes(era.as_bytes()));
        }
        self.kept.add_to(&mut attributes);
        attributes
    }
}

impl Kept {
    fn add_to(&self, attributes: &mut Attributes) {
        let mut add = |name: &str, value| attributes.insert(name.to_owned(), value);
        match self {
            Self::Nothing => {}
            Self::Login {
                assurance,
                last_access,
                password_expires_at,
            } => {
                add("assurance", item::text(assurance.as_str()));
                if let Some(time) = last_access {
                    add("lastAccess", item::time(*time));
                }
                if let Some(time) = password_expires_at {
                    add("passwordExpiresAt", item::time(*time));
                }
            }
            Self::Change { hash, older } => {
                add("hash", item::text(hash.as_str()));
                add("older", item::hashes(older));
            }
            Self::Unsubscribe {
                phone,
                password_expires_at,
            } => {
                add("phone", item::text(phone.as_str()));
                if let Some(time) = password_expires_at {
                    add("passwordExpiresAt", item::time(*time));
                }
            }
        }
    }

    pub(crate) fn read(item: &Item, purpose: Purpose) -> Result<Self, Error> {
        Ok(match purpose {
            Purpose::Activation | Purpose::Reset => Self::Nothing,
            Purpose::Login => Self::Login {
                assurance: item.word("assurance", Assurance::parse)?,
                last_access: item.time("lastAccess")?,
                password_expires_at: item.time("passwordExpiresAt")?,
            },
            Purpose::Change => Self::Change {
                hash: item.hash("hash")?.ok_or(Error::Item("hash"))?,
                older: item.hashes("older")?,
            },
            Purpose::Unsubscribe => Self::Unsubscribe {
                phone: PhoneKey::stored(item.needed_text("phone")?.to_owned()),
                password_expires_at: item.time("passwordExpiresAt")?,
            },
        })
    }
}
