//! Several calls in a row, each with its good answer.

use tests::person::other_otp;
use tests::{Answer, Person, good, refused};

use crate::world::World;

/// A well-formed activation code that is nobody's.
pub const WRONG_CODE: &str = "WRNG-WRNG-WRNG-WRNG";
/// A password that is nobody's.
pub const WRONG_PASSWORD: &str = "not the password";

/// The token of the procedure that this answer has opened.
#[track_caller]
pub fn opened(answer: &Answer) -> String {
    good(answer, 202, &["procedure", "otp", "expiresAt"]);
    answer.text("procedure").to_owned()
}

/// The session that this login has opened.
#[track_caller]
pub fn session_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.text("session").to_owned()
}

impl World {
    /// A registration act; the person keeps the new activation code.
    pub async fn register(&self, person: &mut Person) {
        let answer = self.try_register(person).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        person.activation_code = answer.text("activationCode").to_owned();
    }

    /// Somebody registered at level `advanced`, not yet active.
    pub async fn registered(&self) -> Person {
        let mut person = Person::new();
        self.register(&mut person).await;
        person
    }

    /// Somebody registered and active.
    pub async fn active(&self) -> Person {
        self.active_as(Person::new()).await
    }

    /// This person, registered and active.
    pub async fn active_as(&self, mut person: Person) -> Person {
        self.register(&mut person).await;
        let procedure = opened(&self.activate(&person).await);
        self.finish_setting_password(&person, &procedure).await;
        person
    }

    /// Reset from its first call to its last; the person has a new password.
    pub async fn finish_reset(&self, person: &mut Person, new: &str) {
        let procedure = self.proven(person).await;
        let answer = self.set_password(&procedure, new).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        new.clone_into(&mut person.password);
    }

    /// Change from its first call to its last; the person has a new password.
    pub async fn finish_change(&self, person: &mut Person, new: &str) {
        let procedure = opened(&self.change(person, new).await);
        self.finish(person, &procedure).await;
        new.clone_into(&mut person.password);
    }

    /// The right one-time code and the person's password for an activation or a reset.
    pub async fn finish_setting_password(&self, person: &Person, procedure: &str) {
        self.finish(person, procedure).await;
        let answer = self.set_password(procedure, &person.password).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    /// A reset of which only the password is missing.
    pub async fn proven(&self, person: &Person) -> String {
        let procedure = opened(&self.reset(person).await);
        self.finish(person, &procedure).await;
        procedure
    }

    /// The newest code, entered with success.
    pub async fn finish(&self, person: &Person, procedure: &str) -> Answer {
        let answer = self.enter_newest_code(person, procedure).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer
    }

    /// The newest code that went to the person's phone, entered.
    pub async fn enter_newest_code(&self, person: &Person, procedure: &str) -> Answer {
        self.verify_otp(procedure, &self.newest_code(person)).await
    }

    /// A code that is not the newest one, entered.
    pub async fn enter_wrong_code(&self, person: &Person, procedure: &str) -> Answer {
        let wrong = other_otp(&self.newest_code(person));
        self.verify_otp(procedure, &wrong).await
    }

    /// A login with the password alone; gives the session.
    pub async fn logged_in(&self, person: &Person) -> String {
        session_of(&self.login(person).await)
    }

    /// A wrong password is refused, and so many entries will still be checked.
    pub async fn expect_password_tries_left(&self, person: &Person, left: u64) {
        refused(&self.login_with(person, WRONG_PASSWORD).await, left);
    }

    /// A wrong activation code is refused, and so many entries will still be checked.
    pub async fn expect_code_tries_left(&self, person: &Person, left: u64) {
        refused(&self.reset_with(person, WRONG_CODE).await, left);
    }

    /// How many SMS went to the person.
    pub fn sms_count(&self, person: &Person) -> usize {
        self.services().outbox().to(&e164(&person.phone)).len()
    }

    /// The newest SMS to the person.
    pub fn newest_message(&self, person: &Person) -> String {
        let sms = self.services().outbox().to(&e164(&person.phone)).pop();
        sms.expect("an SMS went to the person").body
    }

    /// What follows `#` in the last line of the newest SMS to the person.
    pub fn newest_code(&self, person: &Person) -> String {
        let text = self.newest_message(person);
        let (_, code) = text.rsplit_once('#').expect("an SMS has a code");
        code.to_owned()
    }
}

fn e164(phone: &str) -> String {
    if phone.starts_with('+') {
        phone.to_owned()
    } else {
        format!("+34{phone}")
    }
}
