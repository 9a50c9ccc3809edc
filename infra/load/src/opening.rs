//! Procedures: opened with a right secret; their codes, which arrive at a phone.

use serde_json::{Value, json};
use tests::Answer;

use crate::{
    client::{Heard, Step, Stop},
    known::{Count, Counters, MAX_SMS},
    person::{Life, TRIES},
};

/// How many codes a procedure has.
const MAX_CODES: u32 = 3;

/// What opens a procedure.
#[derive(Clone, Debug)]
pub enum Opening {
    /// With the activation code, for who is registered.
    Activate,
    /// With the activation code, for who is active.
    Reset,
    /// With the password.
    Login,
    /// With the password, for this one.
    Change(String),
    /// With the password.
    Unsubscribe,
}

/// A procedure that was opened, with a code that arrived.
pub struct Procedure {
    pub(crate) token: String,
    pub(crate) code: String,
    pub(crate) tries: Count,
}

impl Opening {
    fn operation(&self) -> (&'static str, &'static str) {
        match self {
            Self::Activate => ("activate", "/v1/activate"),
            Self::Reset => ("reset", "/v1/reset"),
            Self::Login => ("login", "/v1/login"),
            Self::Change(_) => ("change", "/v1/change"),
            Self::Unsubscribe => ("unsubscribe", "/v1/unsubscribe"),
        }
    }

    fn by_code(&self) -> bool {
        matches!(self, Self::Activate | Self::Reset)
    }
}

impl Life {
    /// Opens a procedure; its code has arrived.
    ///
    /// # Errors
    /// [`Stop`]
    pub async fn open(&mut self, opening: &Opening) -> Step<Procedure> {
        let (operation, path) = opening.operation();
        for _ in 0..TRIES {
            let body = self.body_of(opening).await?;
            let Heard { answer, late } = self.client.post(operation, path, &body).await?;
            let token = answer["procedure"].as_str().map(str::to_owned);
            match (answer.status, answer.problem(), token) {
                (202, _, Some(token)) => {
                    self.count_opening(opening, late)?;
                    return self.with_its_code(token).await;
                }
                (503, "message-not-sent", Some(token)) => {
                    self.maybe_count_opening(opening);
                    return self.after_nothing_was_sent(opening, token, &answer).await;
                }
                (503, "temporarily-unavailable", _) => {
                    self.maybe_count_opening(opening);
                    self.client.wait_for(&answer).await;
                }
                _ => return Err(self.refused_by_rule(opening, &answer)),
            }
        }
        self.unfinished(operation)
    }

    async fn body_of(&mut self, opening: &Opening) -> Step<Value> {
        if opening.by_code() {
            let solved = self.client.altcha().await?;
            return Ok(self.person.proof(&self.person.activation_code, &solved));
        }
        let password = self.known_password()?;
        Ok(match opening {
            Opening::Activate | Opening::Reset | Opening::Unsubscribe => {
                self.person.login(&password)
            }
            Opening::Login => self.person.substantial_login(&password),
            Opening::Change(new) => json!({
                "document": self.person.document.entry(),
                "currentPassword": password,
                "newPassword": new,
            }),
        })
    }

    fn counters(&mut self, opening: &Opening) -> &mut Counters {
        if opening.by_code() {
            &mut self.by_code
        } else {
            &mut self.by_password
        }
    }

    fn count_opening(&mut self, opening: &Opening, late: bool) -> Step<()> {
        let counters = self.counters(opening);
        let before = *counters;
        counters.sms.more();
        counters.opened.more();
        if late {
            counters.tries.maybe_more();
        }
        if before.is_blocked() {
            return self
                .client
                .violated(format!("opened by a blocked secret: {before:?}"));
        }
        if before.sms.least >= MAX_SMS {
            return self
                .client
                .violated(format!("a message over the cap: {before:?}"));
        }
        Ok(())
    }

    fn maybe_count_opening(&mut self, opening: &Opening) {
        let counters = self.counters(opening);
        counters.tries.maybe_more();
        counters.sms.maybe_more();
        counters.opened.maybe_more();
    }

    /// Which rule refuses a right secret, if one may.
    fn refused_by_rule(&mut self, opening: &Opening, answer: &Answer) -> Stop {
        let basic = self.person.level == "basic";
        let counters = self.counters(opening);
        let before = *counters;
        match (answer.status, answer.problem()) {
            (429, "too-many-messages") if before.sms.most >= MAX_SMS => {
                Stop::Rule("too-many-messages")
            }
            (403, "password-blocked") if !opening.by_code() && before.may_be_blocked() => {
                counters.blocked();
                Stop::Rule("password-blocked")
            }
            (403, "activation-code-blocked") if opening.by_code() && before.may_be_blocked() => {
                counters.blocked();
                Stop::Rule("activation-code-blocked")
            }
            (403, "assurance-not-reachable") if basic && matches!(opening, Opening::Login) => {
                Stop::Rule("assurance-not-reachable")
            }
            _ => {
                let what = format!("a right secret was refused: {opening:?}, {before:?}");
                self.client
                    .remember(&format!("VIOLATION: {what}: {answer:?}"));
                Stop::Violation(what)
            }
        }
    }

    /// What was said to be sent has arrived.
    async fn with_its_code(&mut self, token: String) -> Step<Procedure> {
        match self.new_code().await? {
            Some(code) => Ok(Procedure {
                token,
                code,
                tries: Count::default(),
            }),
            None => self
                .client
                .violated("no message arrived that was said to be sent"),
        }
    }

    /// The newest code, if one has arrived since the last look.
    async fn new_code(&mut self) -> Step<Option<String>> {
        let mut codes = self.client.codes(&self.person.phone).await?;
        let seen = std::mem::replace(&mut self.received, codes.len());
        Ok(codes.pop().filter(|_| self.received > seen))
    }

    /// Nothing may have been sent, but perhaps it was; else another code follows.
    async fn after_nothing_was_sent(
        &mut self,
        opening: &Opening,
        token: String,
        answer: &Answer,
    ) -> Step<Procedure> {
        self.client.wait_for(answer).await;
        if let Some(code) = self.new_code().await?
            && self.client.once_in(2)
        {
            self.client.remember("a message arrived all the same");
            return Ok(Procedure {
                token,
                code,
                tries: Count::default(),
            });
        }
        self.resend(opening, token, Count::of(1)).await
    }

    /// Another code of a procedure that has so many.
    ///
    /// # Errors
    /// [`Stop`]
    pub async fn resend(
        &mut self,
        opening: &Opening,
        token: String,
        mut codes: Count,
    ) -> Step<Procedure> {
        let body = json!({ "procedure": token });
        for _ in 0..TRIES {
            let Heard { answer, .. } = self
                .client
                .post("resend-otp", "/v1/resend-otp", &body)
                .await?;
            match (answer.status, answer.problem()) {
                (202, _) => {
                    self.counters(opening).sms.more();
                    return self.with_its_code(token).await;
                }
                (503, _) => {
                    self.counters(opening).sms.maybe_more();
                    self.counters(opening).opened.maybe_more();
                    codes.maybe_more();
                }
                (429, "too-soon") if codes.least < codes.most => {}
                (429, "too-many-messages")
                    if codes.most >= MAX_CODES || self.counters(opening).sms.most >= MAX_SMS =>
                {
                    return Err(Stop::Rule("too-many-messages"));
                }
                _ => return self.client.violated(format!("no other code: {answer:?}")),
            }
            self.client.wait_for(&answer).await;
        }
        self.unfinished("resend-otp")
    }

    /// Another code of this procedure; the one before it is wrong from then on.
    ///
    /// # Errors
    /// [`Stop`]
    pub async fn another_code(&mut self, opening: &Opening, before: Procedure) -> Step<Procedure> {
        let mut procedure = self.resend(opening, before.token, Count::of(1)).await?;
        if procedure.code != before.code {
            self.enter_wrong_otp(&mut procedure, &before.code).await?;
        }
        Ok(procedure)
    }
}
