//! Several calls in a row, each of them with its good answer.

use crate::answer::good;
use crate::person::other_otp;
use crate::{Answer, Llave, Person, refused};

/// The members of the answer that opens a procedure.
pub const OPENED: [&str; 3] = ["procedure", "otp", "expiresAt"];

/// The token of the procedure that this answer has opened.
#[track_caller]
pub fn opened(answer: &Answer) -> String {
    good(answer, 202, &OPENED);
    answer.text("procedure").to_owned()
}

impl Llave {
    /// A registration act; the person keeps the new activation code.
    pub async fn register(&self, person: &mut Person) -> Answer {
        let answer = self.try_register(&person.registration()).await;
        good(
            &answer,
            201,
            &[
                "registrationLevel",
                "method",
                "registeredAt",
                "activationCode",
            ],
        );
        person.activation_code = answer.text("activationCode").to_owned();
        answer
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
        self.finish_activation(&person).await;
        person
    }

    /// Activation from its first call to its last; the person's password is in force.
    pub async fn finish_activation(&self, person: &Person) {
        let procedure = opened(&self.activate(person).await);
        self.finish_setting_password(person, &procedure).await;
    }

    /// Reset from its first call to its last; the person has a new password.
    pub async fn finish_reset(&self, person: &mut Person, new_password: &str) {
        let procedure = opened(&self.reset(person).await);
        person.password = new_password.to_owned();
        self.finish_setting_password(person, &procedure).await;
    }

    /// The right one-time code and the person's password for an activation or a reset.
    pub async fn finish_setting_password(&self, person: &Person, procedure: &str) {
        self.prove(person, procedure).await;
        let answer = self.set_password(procedure, &person.password).await;
        good(&answer, 200, &["passwordExpiresAt"]);
    }

    /// The newest code that went to the person's phone, entered into an activation or a reset:
    /// the password comes next.
    pub async fn prove(&self, person: &Person, procedure: &str) -> Answer {
        let answer = self.enter_newest_code(person, procedure).await;
        good(&answer, 200, &["next", "procedure", "expiresAt"]);
        answer
    }

    /// A reset (or activation) of which only the password is missing.
    pub async fn proven(&self, person: &Person) -> String {
        let procedure = opened(&self.reset(person).await);
        self.prove(person, &procedure).await;
        procedure
    }

    /// The newest code that went to the person's phone, entered.
    pub async fn enter_newest_code(&self, person: &Person, procedure: &str) -> Answer {
        let code = self.sms_code(&person.phone).await;
        self.verify_otp(procedure, &code).await
    }

    /// A code that is not the newest one, entered.
    pub async fn enter_wrong_code(&self, person: &Person, procedure: &str) -> Answer {
        let code = self.sms_code(&person.phone).await;
        self.verify_otp(procedure, &other_otp(&code)).await
    }

    /// A login with the password alone, which is right; gives the session.
    pub async fn logged_in(&self, person: &Person) -> String {
        let answer = self.login(person).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.text("session").to_owned()
    }

    /// A login with password and one-time code, both right; gives the session.
    pub async fn logged_in_substantially(&self, person: &Person) -> String {
        let procedure = opened(&self.login_substantial(person).await);
        let answer = self.enter_newest_code(person, &procedure).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.text("session").to_owned()
    }

    /// Change from its first call to its last; the person has the new password.
    pub async fn finish_change(&self, person: &mut Person, new_password: &str) {
        let procedure = opened(&self.change(person, new_password).await);
        let answer = self.enter_newest_code(person, &procedure).await;
        good(&answer, 200, &["next", "passwordExpiresAt"]);
        person.password = new_password.to_owned();
    }

    /// Unsubscribing from its first call to its last.
    pub async fn finish_unsubscribing(&self, person: &Person) {
        let procedure = opened(&self.unsubscribe(person).await);
        good(
            &self.enter_newest_code(person, &procedure).await,
            200,
            &["next"],
        );
    }

    /// So many wrong passwords, of which none trips the limit.
    pub async fn enter_wrong_passwords(&self, person: &Person, count: u64) {
        for entry in 0..count {
            refused(
                &self.login_with(person, "not the password").await,
                5 - entry,
            );
        }
    }

    /// So many wrong activation codes, of which none trips the limit.
    pub async fn enter_wrong_activation_codes(&self, person: &Person, count: u64) {
        for entry in 0..count {
            let answer = self.reset_with(person, "WRNG-WRNG-WRNG-WRNG").await;
            refused(&answer, 5 - entry);
        }
    }

    /// Opens so many logins with a one-time code and leaves each of them alone.
    pub async fn open_logins(&self, person: &Person, count: usize) {
        for _ in 0..count {
            opened(&self.login_substantial(person).await);
        }
    }
}
