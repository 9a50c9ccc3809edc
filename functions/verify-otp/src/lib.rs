//! `POST /v1/verify-otp`: the code from the SMS. It finishes login, change and unsubscribing; for
//! activation and reset it opens the setting of a password.

use http::Method;
use jiff::Timestamp;
use measures::Secret;
use policy::{Assurance, Flaw, Otp, Profile, expiry::is_expired, procedure};
use procedures::{
    login::{self, add_time},
    wrong_entry,
};
use secrets::{EntryId, Era, OtpHasher, PhoneKey, StoredHash, Token};
use serde_json::json;
use storage::{Compared, Finished, Kept, Limits, OtpTaken, PasswordSet, RightOtp, Storage};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct VerifyOtp {
    storage: Storage,
    profile: Profile,
    hasher: OtpHasher,
}

impl Operation for VerifyOtp {
    const ROUTE: Route = Route {
        name: "verify-otp",
        path: "/v1/verify-otp",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            storage: env.storage()?,
            profile: env.profile()?,
            hasher: env.otp_hasher()?,
        })
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let (token, otp) = self.read(&call)?;
        let right = self.right_otp(&mut call, &token, &otp).await?;
        let finished = self.finish(&mut call, &token, &right).await;
        if let Err(Problem::TemporarilyUnavailable { .. }) = finished {
            // What can't be given back now stays counted, which is the safe side.
            self.storage.give_back_otp_try(&right).await.ok();
        }
        finished
    }
}

impl VerifyOtp {
    /// Does what the procedure is for.
    async fn finish(
        &self,
        call: &mut Call,
        token: &Token,
        right: &RightOtp,
    ) -> Result<Answer, Problem> {
        match &right.procedure.kept {
            Kept::Nothing => self.prove(call, token, right).await,
            Kept::Login {
                assurance,
                last_access,
                password_expires_at,
            } => {
                refuse_expired(*password_expires_at, call)?;
                let times = (*password_expires_at, *last_access);
                self.log_in(call, right, *assurance, times).await
            }
            Kept::Change { hash, older } => self.change(call, right, hash, older).await,
            Kept::Unsubscribe {
                phone,
                password_expires_at,
            } => {
                refuse_expired(*password_expires_at, call)?;
                self.unsubscribe(call, right, phone).await
            }
        }
    }

    fn read(&self, call: &Call) -> Result<(Token, Otp), Problem> {
        let digits = self.profile.otp.digits;
        let body = call.body()?;
        let members = body.members();
        let (Some(token), Some(otp)) = (
            members.text("procedure", |text| Ok::<_, Flaw>(Token::entered(text))),
            members.text("otp", |text| Otp::parse(text, digits)),
        ) else {
            return Err(body.refused());
        };
        Ok((token, otp))
    }

    async fn right_otp(
        &self,
        call: &mut Call,
        token: &Token,
        otp: &Otp,
    ) -> Result<RightOtp, Problem> {
        let max_wrong = self.profile.otp.max_wrong;
        let me = EntryId::draw(&mut call.rng);
        let taken = self
            .storage
            .take_otp_try(&token.hashed(), me, max_wrong, call.now)
            .await?;
        let held = match taken {
            OtpTaken::Held(held) => held,
            OtpTaken::Ended => return Err(Problem::ProcedureEnded),
            OtpTaken::Expired => return Err(Problem::OtpExpired),
        };
        match self.storage.compare_otp(held, &self.hasher, otp).await? {
            Compared::Right(right) => {
                measures::compared(Secret::Otp, true);
                Ok(right)
            }
            Compared::Wrong { counted } => Err(wrong_entry(
                Secret::Otp,
                max_wrong,
                counted,
                Problem::ProcedureEnded,
            )),
        }
    }

    async fn prove(&self, call: &Call, token: &Token, right: &RightOtp) -> Result<Answer, Problem> {
        let ends_at = procedure::password_step_ends_at(call.now, &self.profile);
        if !self.storage.prove(right, ends_at).await? {
            return Err(Problem::ProcedureEnded);
        }
        Ok(Answer::ok(json!({
            "next": "set-password",
            "procedure": token.shown(),
            "expiresAt": ends_at.to_string(),
        })))
    }

    async fn log_in(
        &self,
        call: &mut Call,
        right: &RightOtp,
        assurance: Assurance,
        (password_expires_at, last_access): (Option<Timestamp>, Option<Timestamp>),
    ) -> Result<Answer, Problem> {
        let token = Token::draw(&mut call.rng);
        let session = login::begin(call.now, assurance, &self.profile);
        let finished = self
            .storage
            .finish_login(
                right,
                self.limits(),
                &token.hashed(),
                &session,
                &mut call.rng,
            )
            .await?;
        done(finished)?;
        Ok(Answer::ok(login::answer(
            &token,
            &session,
            password_expires_at,
            last_access,
            &self.profile,
        )))
    }

    async fn change(
        &self,
        call: &mut Call,
        right: &RightOtp,
        hash: &StoredHash,
        older: &[StoredHash],
    ) -> Result<Answer, Problem> {
        let set = PasswordSet {
            hash,
            era: Era::draw(&mut call.rng),
            expires_at: self.profile.password.term.expires_at(call.now),
            older,
        };
        let finished = self
            .storage
            .finish_change(right, self.limits(), &set, &mut call.rng)
            .await?;
        done(finished)?;
        let mut answer = json!({"next": "done"});
        add_time(&mut answer, "passwordExpiresAt", set.expires_at);
        Ok(Answer::ok(answer))
    }

    async fn unsubscribe(
        &self,
        call: &mut Call,
        right: &RightOtp,
        phone: &PhoneKey,
    ) -> Result<Answer, Problem> {
        let finished = self
            .storage
            .finish_unsubscribe(right, self.limits(), phone, &mut call.rng)
            .await?;
        done(finished)?;
        Ok(Answer::ok(json!({"next": "done"})))
    }

    /// What this finishes was opened with the password.
    fn limits(&self) -> Limits {
        Limits::of_password(&self.profile)
    }
}

/// A password whose day came after the opening is past its day all the same.
fn refuse_expired(expires_at: Option<Timestamp>, call: &Call) -> Result<(), Problem> {
    if is_expired(expires_at, call.now) {
        return Err(Problem::PasswordExpired);
    }
    Ok(())
}

fn done(finished: Finished) -> Result<(), Problem> {
    match finished {
        Finished::Done => Ok(()),
        Finished::Ended => Err(Problem::ProcedureEnded),
    }
}
