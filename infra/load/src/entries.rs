//! Entries of secrets, right and wrong, each held against what it may be answered.

use serde_json::json;
use tests::{
    Answer,
    person::{new_activation_code, other_otp},
};

use crate::{
    client::{Heard, Step},
    known::{Counters, MAX_WRONG, MAX_WRONG_OTP, after_wrong},
    opening::Procedure,
    person::{Life, TRIES},
};

/// A password that is nobody's.
pub const WRONG_PASSWORD: &str = "not the password";

/// What a right one-time code led to.
pub enum Verified {
    /// To what it is for.
    Done(Answer),
    /// An earlier answer to it was a 503, and now its procedure is over: it happened, or not.
    Unknown,
}

/// What a password led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A session.
    In,
    /// It is not the password.
    Wrong,
    /// Nowhere: too many were wrong.
    Blocked,
}

impl Life {
    /// A password that may be right is entered; a session of it is kept.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn enter(&mut self, password: &str) -> Step<Entered> {
        let right = self.passwords.iter().any(|it| it == password);
        let only = right && self.passwords.len() == 1;
        let body = self.person.login(password);
        for _ in 0..TRIES {
            let before = self.by_password;
            let Heard { answer, late } = self.client.post("login", "/v1/login", &body).await?;
            match (answer.status, answer.problem()) {
                (200, _) if right && !before.is_blocked() => {
                    self.by_password.tries.none();
                    if late {
                        self.by_password.tries.maybe_more();
                    }
                    self.keep_session(&answer);
                    return Ok(Entered::In);
                }
                (503, _) if right => {
                    self.by_password.tries.maybe_none();
                    self.client.wait_for(&answer).await;
                }
                (503, _) => {
                    self.by_password.tries.maybe_more();
                    self.client.wait_for(&answer).await;
                }
                (403, "refused" | "password-blocked") if !only => {
                    let left = answer["attemptsLeft"].as_u64();
                    return self.wrong_password(before, left, late);
                }
                (403, "password-blocked") if before.may_be_blocked() => {
                    self.by_password.blocked();
                    return Ok(Entered::Blocked);
                }
                _ => {
                    let what = format!("right: {right}, {before:?}: {answer:?}");
                    return self.client.violated(what);
                }
            }
            self.by_password.tries.no_more_than(MAX_WRONG + 1);
        }
        self.unfinished("login")
    }

    fn wrong_password(&mut self, before: Counters, left: Option<u64>, late: bool) -> Step<Entered> {
        if left.is_none() && before.may_be_blocked() {
            self.by_password.blocked();
            return Ok(Entered::Blocked);
        }
        match after_wrong(before.tries, MAX_WRONG, left) {
            Ok(after) => self.by_password.tries = after,
            Err(what) => return self.client.violated(what),
        }
        if late {
            self.by_password.tries.maybe_more();
        }
        Ok(if left.is_some() {
            Entered::Wrong
        } else {
            Entered::Blocked
        })
    }

    /// Keeps the session of a login.
    pub fn keep_session(&mut self, answer: &Answer) {
        if let Some(session) = answer["session"].as_str() {
            self.sessions.push(session.to_owned());
        }
    }

    /// A wrong activation code is entered.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn enter_wrong_code(&mut self, code: Option<String>) -> Step<Entered> {
        let code = code.unwrap_or_else(new_activation_code);
        for _ in 0..TRIES {
            let solved = self.client.altcha().await?;
            let body = self.person.proof(&code, &solved);
            let Heard { answer, late } = self.client.post("reset", "/v1/reset", &body).await?;
            let before = self.by_code.tries;
            match (answer.status, answer.problem()) {
                (403, "refused" | "activation-code-blocked") => {
                    let left = answer["attemptsLeft"].as_u64();
                    match after_wrong(before, MAX_WRONG, left) {
                        Ok(after) => self.by_code.tries = after,
                        Err(what) => return self.client.violated(what),
                    }
                    if late {
                        self.by_code.tries.maybe_more();
                    }
                    return Ok(if left.is_some() {
                        Entered::Wrong
                    } else {
                        Entered::Blocked
                    });
                }
                (503, _) => {
                    self.by_code.tries.maybe_more();
                    self.by_code.tries.no_more_than(MAX_WRONG + 1);
                    self.client.wait_for(&answer).await;
                }
                _ => return self.client.violated(format!("a wrong code: {answer:?}")),
            }
        }
        self.unfinished("reset")
    }

    /// So many wrong one-time codes, as long as the right one will still be accepted.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn enter_wrong_otps(&mut self, procedure: &mut Procedure, number: u32) -> Step<()> {
        for _ in 0..number {
            if procedure.tries.most >= MAX_WRONG_OTP {
                return Ok(());
            }
            let wrong = other_otp(&procedure.code);
            self.enter_wrong_otp(procedure, &wrong).await?;
        }
        Ok(())
    }

    pub(crate) async fn enter_wrong_otp(
        &mut self,
        procedure: &mut Procedure,
        wrong: &str,
    ) -> Step<()> {
        let body = json!({"procedure": procedure.token, "otp": wrong});
        let Heard { answer, late } = self
            .client
            .post("verify-otp", "/v1/verify-otp", &body)
            .await?;
        match (answer.status, answer["attemptsLeft"].as_u64()) {
            (403, Some(left)) => {
                match after_wrong(procedure.tries, MAX_WRONG_OTP, Some(left)) {
                    Ok(after) => procedure.tries = after,
                    Err(what) => return self.client.violated(what),
                }
                if late {
                    procedure.tries.maybe_more();
                }
            }
            (503, _) => {
                procedure.tries.maybe_more();
                self.client.wait_for(&answer).await;
            }
            _ => return self.client.violated(format!("a wrong code: {answer:?}")),
        }
        Ok(())
    }

    /// The right one-time code.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn verify(&mut self, procedure: &Procedure) -> Step<Verified> {
        let body = json!({"procedure": procedure.token, "otp": procedure.code});
        let mut tries = procedure.tries;
        let mut unsure = false;
        for _ in 0..TRIES {
            let Heard { answer, .. } = self
                .client
                .post("verify-otp", "/v1/verify-otp", &body)
                .await?;
            match (answer.status, answer.problem()) {
                (200, _) => return Ok(Verified::Done(answer)),
                (503, _) => {
                    unsure = true;
                    tries.maybe_more();
                    self.client.wait_for(&answer).await;
                }
                (410, "procedure-ended") if unsure || tries.most > MAX_WRONG_OTP => {
                    return Ok(Verified::Unknown);
                }
                _ => return self.client.violated(format!("a right code: {answer:?}")),
            }
        }
        self.unfinished("verify-otp")
    }

    /// Sets a password in a procedure that was proven; `false` if it is not known whether it is
    /// set.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn set_password(&mut self, procedure: &Procedure, new: &str) -> Step<bool> {
        let body = json!({"procedure": procedure.token, "password": new});
        let mut unsure = false;
        for _ in 0..TRIES {
            let Heard { answer, .. } = self
                .client
                .post("set-password", "/v1/set-password", &body)
                .await?;
            match (answer.status, answer.problem()) {
                (200, _) => return Ok(true),
                (503, _) => {
                    unsure = true;
                    self.client.wait_for(&answer).await;
                }
                (410, "procedure-ended") if unsure => return Ok(false),
                _ => return self.client.violated(format!("a good password: {answer:?}")),
            }
        }
        self.unfinished("set-password")
    }
}
