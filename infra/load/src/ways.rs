//! How people go: several steps in a row, each journey from its beginning to its end.

use std::time::Duration;

use tests::{Person, person::new_password};

use crate::{
    client::{Step, Stop},
    entries::{Entered, Verified, WRONG_PASSWORD},
    known::MAX_WRONG,
    opening::{Opening, Procedure},
    person::Life,
};

/// How often a journey is begun anew, when it cannot be known how it ended.
const ANEW: u32 = 5;
/// Longer than the wait for another code.
const FOR_ANOTHER_CODE: Duration = Duration::from_secs(61);

impl Life {
    pub(crate) async fn activates(&mut self) -> Step<()> {
        if self.person.activation_code.is_empty() || self.by_code.may_be_blocked() {
            self.register().await?;
        }
        if self.client.once_in(4) {
            self.wrong_codes(1).await?;
        }
        self.proves_and_sets(&Opening::Activate).await?;
        self.logs_in().await
    }

    pub(crate) async fn logs_in(&mut self) -> Step<()> {
        let Some(password) = self.password() else {
            return Err(Stop::Unfinished("the password is not known".to_owned()));
        };
        match self.enter(&password).await? {
            Entered::In => Ok(()),
            Entered::Blocked => Err(Stop::Rule("password-blocked")),
            Entered::Wrong => self.client.violated("the right password was wrong"),
        }
    }

    pub(crate) async fn logs_in_with_a_code(&mut self) -> Step<()> {
        for _ in 0..ANEW {
            let procedure = self.open(&Opening::Login).await?;
            if self.finishes_login(procedure).await? {
                return Ok(());
            }
        }
        Err(Stop::Unfinished(
            "no login with a code ends well".to_owned(),
        ))
    }

    /// `false` if it is not known how it ended.
    async fn finishes_login(&mut self, mut procedure: Procedure) -> Step<bool> {
        self.mistypes_otps(&mut procedure).await?;
        match self.verify(&procedure).await? {
            Verified::Done(answer) if answer["assurance"] == "substantial" => {
                self.by_password.finished();
                self.keep_session(&answer);
                Ok(true)
            }
            Verified::Done(answer) => self.client.violated(format!("{answer:?}")),
            Verified::Unknown => {
                self.maybe_finished(false);
                Ok(false)
            }
        }
    }

    async fn mistypes_otps(&mut self, procedure: &mut Procedure) -> Step<()> {
        let number = if self.client.once_in(4) { 2 } else { 0 };
        self.enter_wrong_otps(procedure, number).await
    }

    fn maybe_finished(&mut self, by_code: bool) {
        let counters = if by_code {
            &mut self.by_code
        } else {
            &mut self.by_password
        };
        counters.tries.maybe_none();
        counters.opened.maybe_none();
    }

    pub(crate) async fn changes(&mut self) -> Step<()> {
        for _ in 0..ANEW {
            let new = new_password();
            let mut procedure = self.open(&Opening::Change(new.clone())).await?;
            self.mistypes_otps(&mut procedure).await?;
            let is_set = match self.verify(&procedure).await? {
                Verified::Done(_) => {
                    self.password_is_set(&new, false);
                    true
                }
                Verified::Unknown => self.finds_out_whether_set(&new, false).await?,
            };
            if is_set {
                return self.logs_in().await;
            }
        }
        Err(Stop::Unfinished("no change ends well".to_owned()))
    }

    pub(crate) async fn resets(&mut self) -> Step<()> {
        if self.by_code.may_be_blocked() {
            self.register().await?;
        }
        self.proves_and_sets(&Opening::Reset).await?;
        self.logs_in().await
    }

    async fn proves_and_sets(&mut self, opening: &Opening) -> Step<()> {
        for _ in 0..ANEW {
            let mut procedure = self.open(opening).await?;
            self.mistypes_otps(&mut procedure).await?;
            if let Verified::Unknown = self.verify(&procedure).await? {
                continue;
            }
            let new = new_password();
            if self.set_password(&procedure, &new).await? {
                self.password_is_set(&new, true);
                return Ok(());
            }
            if self.finds_out_whether_set(&new, true).await? {
                return Ok(());
            }
        }
        Err(Stop::Unfinished("no password is ever set".to_owned()))
    }

    /// Who never got an answer tries the new password.
    async fn finds_out_whether_set(&mut self, new: &str, by_code: bool) -> Step<bool> {
        self.maybe_finished(false);
        if by_code {
            self.maybe_finished(true);
        }
        // Without an older one, none may be in force.
        let before = self.passwords.clone();
        self.passwords.insert(0, new.to_owned());
        self.passwords.push(String::new());
        let entered = self.enter(new).await?;
        self.passwords.pop();
        match entered {
            Entered::In => {
                let session = self.sessions.pop();
                self.password_is_set(new, by_code);
                self.sessions.extend(session);
                Ok(true)
            }
            Entered::Wrong => {
                self.passwords = before;
                self.dead.push(new.to_owned());
                if !self.passwords.is_empty() {
                    self.logs_in().await?;
                }
                Ok(false)
            }
            Entered::Blocked => Err(Stop::Rule("password-blocked")),
        }
    }

    /// So many typing errors, as long as the right password will still be accepted.
    async fn wrong_passwords(&mut self, number: u32) -> Step<()> {
        for _ in 0..number {
            if self.by_password.tries.most >= MAX_WRONG {
                return Ok(());
            }
            if self.enter(WRONG_PASSWORD).await? == Entered::Blocked {
                return Err(Stop::Rule("password-blocked"));
            }
        }
        Ok(())
    }

    async fn wrong_codes(&mut self, number: u32) -> Step<()> {
        for _ in 0..number {
            if self.by_code.tries.most >= MAX_WRONG {
                return Ok(());
            }
            self.enter_wrong_code(None).await?;
        }
        Ok(())
    }

    pub(crate) async fn mistypes(&mut self) -> Step<()> {
        self.wrong_passwords(3).await?;
        self.look_at_sessions().await?;
        self.logs_in().await
    }

    pub(crate) async fn is_blocked_and_resets(&mut self) -> Step<()> {
        while self.enter(WRONG_PASSWORD).await? != Entered::Blocked {}
        // Those who are in stay in.
        self.look_at_sessions().await?;
        match self.logs_in().await {
            Err(Stop::Rule("password-blocked")) => self.resets().await,
            Ok(()) => self.client.violated("a blocked password logs in"),
            Err(stop) => Err(stop),
        }
    }

    pub(crate) async fn mistypes_the_code(&mut self) -> Step<()> {
        self.wrong_codes(3).await?;
        self.resets().await
    }

    pub(crate) async fn blocks_the_code(&mut self) -> Step<()> {
        while self.enter_wrong_code(None).await? != Entered::Blocked {}
        match self.open(&Opening::Reset).await {
            Err(Stop::Rule("activation-code-blocked")) => self.resets().await,
            Ok(_) => self.client.violated("a blocked code opens"),
            Err(stop) => Err(stop),
        }
    }

    pub(crate) async fn enters_dead_passwords(&mut self) -> Step<()> {
        for dead in self.dead.clone() {
            if self.by_password.tries.most >= MAX_WRONG {
                break;
            }
            if self.enter(&dead).await? == Entered::Blocked {
                return Err(Stop::Rule("password-blocked"));
            }
        }
        self.logs_in().await
    }

    pub(crate) async fn asks_for_another_code(&mut self) -> Step<()> {
        let first = self.open(&Opening::Login).await?;
        tokio::time::sleep(FOR_ANOTHER_CODE).await;
        let second = self.another_code(&Opening::Login, first).await?;
        if self.finishes_login(second).await? {
            return Ok(());
        }
        self.logs_in_with_a_code().await
    }

    pub(crate) async fn registers_again(&mut self) -> Step<()> {
        if self.person.level == "basic" && self.client.once_in(3) {
            (self.person.level, self.person.method) = ("advanced", "office");
            self.register().await?;
            // The password and the sessions rested on the weaker proof.
            self.password_is_gone();
            self.look_at_sessions().await?;
            return self.activates().await;
        }
        if self.client.once_in(2) {
            self.person.email = Person::new().email;
        }
        self.register().await?;
        let before = self.dead_code.clone();
        if before.is_some() && self.by_code.tries.most < MAX_WRONG {
            self.enter_wrong_code(before).await?;
        }
        self.look_at_sessions().await?;
        self.logs_in().await
    }

    pub(crate) async fn goes_and_comes_back(&mut self) -> Step<()> {
        for _ in 0..ANEW {
            if self.goes().await? {
                return self.comes_back().await;
            }
        }
        Err(Stop::Unfinished("nobody gets away".to_owned()))
    }

    /// `false` if it did not happen.
    async fn goes(&mut self) -> Step<bool> {
        let Some(password) = self.password() else {
            return Err(Stop::Unfinished("the password is not known".to_owned()));
        };
        let mut procedure = self.open(&Opening::Unsubscribe).await?;
        self.mistypes_otps(&mut procedure).await?;
        if let Verified::Unknown = self.verify(&procedure).await? {
            self.maybe_finished(false);
            self.passwords.push(String::new());
            let entered = self.enter(&password).await?;
            self.passwords.pop();
            match entered {
                Entered::In => return Ok(false),
                Entered::Wrong => {
                    let counted = self.by_password;
                    self.is_gone();
                    self.by_password.tries = counted.tries;
                    return Ok(true);
                }
                Entered::Blocked => return Err(Stop::Rule("password-blocked")),
            }
        }
        self.is_gone();
        Ok(true)
    }

    fn is_gone(&mut self) {
        self.password_is_gone();
        self.by_code.finished();
        let code = std::mem::take(&mut self.person.activation_code);
        self.dead_code = Some(code);
    }

    async fn comes_back(&mut self) -> Step<()> {
        if let Some(password) = self.dead.last().cloned() {
            self.enter(&password).await?;
        }
        let code = self.dead_code.clone();
        self.enter_wrong_code(code).await?;
        self.look_at_sessions().await?;
        self.activates().await
    }
}
