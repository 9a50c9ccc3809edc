//! A life through every operation, with the wrong entries that people make. It goes on as long as the
//! answers let it, so that it can be lived under faults too.

use tests::{
    Answer, Llave, Person,
    person::{new_activation_code, new_password, other_otp},
};

/// Somebody's life; `answered` is told which operation has answered. `None` if it broke off.
pub async fn live(llave: &Llave, answered: &mut (dyn FnMut(&'static str) + Send)) -> Option<()> {
    let mut person = Person::new();
    let registered = llave.try_register(&person.registration()).await;
    answered("register");
    person.activation_code = registered.body["activationCode"].as_str()?.to_owned();
    let mut life = Life {
        llave,
        person,
        answered,
    };
    life.activate().await?;
    life.log_in().await?;
    life.change().await?;
    life.reset().await?;
    life.unsubscribe().await
}

struct Life<'a> {
    llave: &'a Llave,
    person: Person,
    answered: &'a mut (dyn FnMut(&'static str) + Send),
}

impl Life<'_> {
    async fn activate(&mut self) -> Option<()> {
        self.llave.challenge().await;
        (self.answered)("challenge");
        self.llave
            .activate_with(&self.person, &new_activation_code())
            .await;
        (self.answered)("activate");
        let opened = self.llave.activate(&self.person).await;
        (self.answered)("activate");
        let procedure = procedure(&opened)?;
        self.prove(&procedure).await?;
        self.set_password(&procedure).await
    }

    async fn log_in(&mut self) -> Option<()> {
        self.llave.login_with(&self.person, &new_password()).await;
        (self.answered)("login");
        let alone = self.llave.login(&self.person).await;
        (self.answered)("login");
        let session = alone.body["session"].as_str()?;
        self.llave.session(session).await;
        (self.answered)("session");
        let opened = self.llave.login_substantial(&self.person).await;
        (self.answered)("login");
        let procedure = procedure(&opened)?;
        self.llave.resend_otp(&procedure).await;
        (self.answered)("resend-otp");
        let with_code = self.enter(&procedure).await?;
        self.llave
            .end_session(with_code.body["session"].as_str()?)
            .await;
        (self.answered)("session");
        Some(())
    }

    async fn change(&mut self) -> Option<()> {
        let new = new_password();
        let named = format!("7-k{}", self.person.first_surname);
        self.llave.change(&self.person, &named).await;
        (self.answered)("change");
        let opened = self.llave.change(&self.person, &new).await;
        (self.answered)("change");
        self.enter(&procedure(&opened)?).await?;
        self.person.password = new;
        Some(())
    }

    async fn reset(&mut self) -> Option<()> {
        let opened = self.llave.reset(&self.person).await;
        (self.answered)("reset");
        let procedure = procedure(&opened)?;
        self.prove(&procedure).await?;
        self.person.password = new_password();
        self.set_password(&procedure).await
    }

    async fn unsubscribe(&mut self) -> Option<()> {
        let opened = self.llave.unsubscribe(&self.person).await;
        (self.answered)("unsubscribe");
        self.enter(&procedure(&opened)?).await?;
        Some(())
    }

    /// A wrong code, then the right one.
    async fn prove(&mut self, procedure: &str) -> Option<()> {
        let code = self.newest_code().await?;
        self.llave.verify_otp(procedure, &other_otp(&code)).await;
        (self.answered)("verify-otp");
        self.enter(procedure).await?;
        Some(())
    }

    async fn enter(&mut self, procedure: &str) -> Option<Answer> {
        let code = self.newest_code().await?;
        let answer = self.llave.verify_otp(procedure, &code).await;
        (self.answered)("verify-otp");
        (answer.status == 200).then_some(answer)
    }

    /// One that breaks rules, then one that breaks none.
    async fn set_password(&mut self, procedure: &str) -> Option<()> {
        let named = format!("Zq7!{}", self.person.given_name);
        self.llave.set_password(procedure, &named).await;
        (self.answered)("set-password");
        let set = self
            .llave
            .set_password(procedure, &self.person.password)
            .await;
        (self.answered)("set-password");
        (set.status == 200).then_some(())
    }

    async fn newest_code(&mut self) -> Option<String> {
        let messages = self.llave.sms(&self.person.phone).await;
        let text = messages.last()?["body"].as_str()?;
        Some(text.rsplit_once('#')?.1.to_owned())
    }
}

/// The procedure that was opened, or that a resend can follow.
fn procedure(answer: &Answer) -> Option<String> {
    answer.body["procedure"].as_str().map(str::to_owned)
}
