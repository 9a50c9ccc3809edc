//! The opening of a procedure and its SMS. The write comes first, then the SMS, then the answer:
//! whatever is lost on the way, nobody holds a code that was not counted.

use jiff::{Timestamp, tz::TimeZone};
use measures::Secret;
use messages::{Messages, OtpMessage, Sending};
use policy::{
    Opener, Otp, Profile, Purpose,
    procedure::{ends_at, otp_ends_at, resend_at},
    sms_caps,
};
use rand::RngExt;
use secrets::{OtpHash, OtpHasher, ProcedureId, Token};
use serde_json::{Value, json};
use storage::{
    Kept, Limits, Opened, Opening, Person, RightCode, RightPassword, Spending, Storage, Unsent,
};
use web::{Answer, Call, Env, Problem, StartupError};

/// What an operation needs that sends a code.
pub struct Sender {
    /// The tables.
    pub storage: Storage,
    /// The rules.
    pub profile: Profile,
    messages: Messages,
    otp_hasher: OtpHasher,
}

/// The secret that was right.
#[derive(Clone, Copy)]
pub enum Right<'a> {
    /// The password.
    Password(&'a RightPassword),
    /// The activation code.
    Code(&'a RightCode),
}

/// A code that was drawn: to be hashed, sent, and forgotten.
pub struct Drawn {
    /// The code.
    pub otp: Otp,
    /// What is stored of it.
    pub hash: OtpHash,
    /// When it stops being good.
    pub ends_at: Timestamp,
}

impl Sender {
    /// Builds what it uses.
    ///
    /// # Errors
    /// [`StartupError`] for a setting that is missing or wrong.
    pub fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            storage: env.storage()?,
            profile: env.profile()?,
            messages: env.messages()?,
            otp_hasher: env.otp_hasher()?,
        })
    }

    /// Opens a procedure for `person` and sends its first code.
    ///
    /// # Errors
    /// `too-many-messages`, a block, `refused`, `message-not-sent`, `temporarily-unavailable`.
    pub async fn open(
        &self,
        call: &mut Call,
        right: Right<'_>,
        person: &Person,
        purpose: Purpose,
        kept: Kept,
    ) -> Result<Answer, Problem> {
        let token = Token::draw(&mut call.rng);
        let ends_at = ends_at(call.now, &self.profile);
        let drawn = self.draw(call, &token, purpose, ends_at);
        let opening = Opening {
            token: &token.hashed(),
            id: ProcedureId::draw(&mut call.rng),
            purpose,
            act: person.act,
            otp: &drawn.hash,
            sent_at: call.now,
            otp_ends_at: drawn.ends_at,
            ends_at,
            kept,
            spending: self.spending(call, purpose),
        };
        let unsent = match self.count(right, &opening, call).await? {
            Opened::Open(unsent) => unsent,
            Opened::Capped(next) => return Err(too_many(next, call.now)),
            Opened::Blocked => {
                measures::blocked(match purpose.opened_by() {
                    Opener::Password => Secret::Password,
                    Opener::ActivationCode => Secret::ActivationCode,
                });
                return Err(blocked(purpose));
            }
            Opened::Superseded { counted } => {
                let limit = self.limits(purpose).wrong;
                return Err(Problem::after_wrong(limit, counted, blocked(purpose)));
            }
        };
        let phone = &person.phone;
        self.send(call, &token, &drawn, purpose, phone, unsent)
            .await?;
        Ok(Answer::accepted(json!({
            "procedure": token.shown(),
            "otp": self.otp_member(call.now, &drawn),
            "expiresAt": ends_at.to_string(),
        })))
    }

    /// A fresh code for a procedure that ends then.
    pub fn draw(
        &self,
        call: &mut Call,
        token: &Token,
        purpose: Purpose,
        procedure_ends_at: Timestamp,
    ) -> Drawn {
        let otp = Otp::from_random(call.rng.random(), self.profile.otp.digits);
        Drawn {
            hash: self.otp_hasher.hash(&token.hashed(), purpose, &otp),
            otp,
            ends_at: otp_ends_at(call.now, procedure_ends_at, &self.profile.otp),
        }
    }

    /// Out of which budget an SMS is taken: that of the day, in a shard drawn at random.
    pub fn spending(&self, call: &mut Call, purpose: Purpose) -> Spending {
        Spending {
            day: call.now.to_zoned(TimeZone::UTC).date(),
            shard: call.rng.random_range(0..sms_caps::SHARDS),
            limit: sms_caps::shard_limit(&self.profile.sms, purpose),
            now: call.now,
        }
    }

    /// Sends a code that was counted, if the budget lets it; takes it back if it was surely not
    /// sent. What may have been sent stays counted.
    ///
    /// # Errors
    /// `message-not-sent`, with the procedure: a resend can follow.
    pub async fn send(
        &self,
        call: &mut Call,
        token: &Token,
        drawn: &Drawn,
        purpose: Purpose,
        phone: &str,
        unsent: Unsent,
    ) -> Result<(), Problem> {
        let sending = if unsent.within_budget() {
            let message = OtpMessage {
                phone,
                language: call.language,
                purpose,
                otp: &drawn.otp,
                minutes: minutes_between(call.now, drawn.ends_at),
            };
            self.messages.send_otp(&message).await
        } else {
            measures::message(measures::Message::OverBudget);
            Sending::Refused("the day's budget is spent, or could not be asked")
        };
        let not_sent = |reason| Problem::MessageNotSent {
            procedure: token.shown().to_owned(),
            seconds: self.profile.resend.wait_seconds.into(),
            reason,
        };
        match sending {
            Sending::Sent => Ok(()),
            Sending::Unknown => Err(not_sent("SNS did not answer in time")),
            Sending::Refused(reason) => {
                // If this fails too, it stays counted, which is the safe side.
                let taken_back = self.storage.take_back_unsent(unsent, &mut call.rng).await;
                Err(not_sent(if taken_back.is_ok() {
                    reason
                } else {
                    "not sent, and not taken back"
                }))
            }
        }
    }

    /// `otp{digits, expiresAt, resendAt}` of an answer that follows a code.
    #[must_use]
    pub fn otp_member(&self, now: Timestamp, drawn: &Drawn) -> Value {
        json!({
            "digits": self.profile.otp.digits,
            "expiresAt": drawn.ends_at.to_string(),
            "resendAt": resend_at(now, &self.profile.resend).to_string(),
        })
    }

    /// The limits on the secret that opens.
    #[must_use]
    pub fn limits(&self, purpose: Purpose) -> Limits {
        match purpose.opened_by() {
            Opener::Password => Limits::of_password(&self.profile),
            Opener::ActivationCode => Limits::of_code(&self.profile),
        }
    }

    async fn count(
        &self,
        right: Right<'_>,
        opening: &Opening<'_>,
        call: &mut Call,
    ) -> Result<Opened, storage::Error> {
        let (now, limits) = (call.now, self.limits(opening.purpose));
        let admit = |times: &[Timestamp]| sms_caps::admit(times, now, &self.profile.sms);
        let rng = &mut call.rng;
        match right {
            Right::Password(right) => {
                self.storage
                    .open_with_password(right, opening, limits, admit, rng)
                    .await
            }
            Right::Code(right) => {
                self.storage
                    .open_with_code(right, opening, limits, admit, rng)
                    .await
            }
        }
    }
}

/// How long a code is good, in minutes for people: rounded up, so that none is good for 0.
fn minutes_between(now: Timestamp, ends_at: Timestamp) -> u32 {
    let seconds = ends_at.as_second() - now.as_second();
    u32::try_from(seconds).unwrap_or(0).div_ceil(60)
}

/// The person's cap is reached until `next`.
#[must_use]
pub fn too_many(next: Timestamp, now: Timestamp) -> Problem {
    measures::message(measures::Message::OverCap);
    let seconds = next.as_second() - now.as_second();
    Problem::TooManyMessages {
        seconds: Some(u64::try_from(seconds).unwrap_or(1).max(1)),
    }
}

/// How the block of what opens a procedure is answered.
fn blocked(purpose: Purpose) -> Problem {
    match purpose.opened_by() {
        Opener::Password => Problem::PasswordBlocked,
        Opener::ActivationCode => Problem::ActivationCodeBlocked,
    }
}
