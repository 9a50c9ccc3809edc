//! How the person goes on after the answer, when the fault has ended: to the end of the journey
//! that they began, and to a login.

use tests::{Answer, Person, answer::retry_after, check, good};
use world::{
    World,
    every::{Kind, Opening, Ready, next_password},
    journeys::session_of,
    opened,
};

use crate::counts::procedure_of;

/// How long the person waits: as long as any answer asks for.
pub(crate) const WAIT: i64 = 60;

/// What it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nothing: the answer was the good one.
    Straight,
    /// The same request again.
    Again,
    /// Another code of the procedure that the answer named.
    Resend,
    /// Nothing: it had happened.
    Happened,
    /// The journey from its beginning.
    Anew,
}

/// The person after the answer, `WAIT` seconds later.
pub(crate) struct Traveller<'a> {
    pub(crate) later: &'a World,
    pub(crate) ready: &'a Ready,
    pub(crate) person: &'a Person,
    pub(crate) answer: &'a Answer,
}

impl Traveller<'_> {
    /// Goes on to the end.
    pub(crate) async fn goes_on(&self) -> Way {
        let person = self.person;
        match self.ready.kind {
            Kind::Register => self.registers().await,
            Kind::Activate | Kind::Reset => {
                let (way, procedure) = self.opens().await;
                let person = if self.ready.kind == Kind::Reset {
                    &with_next_password(person)
                } else {
                    person
                };
                self.later.finish(person, &procedure).await;
                self.sets(person, &procedure).await;
                way
            }
            Kind::LoginWithCode => {
                let (way, procedure) = self.opens().await;
                self.finishes_login(&procedure).await;
                way
            }
            Kind::Change => {
                let (way, procedure) = self.opens().await;
                self.later.finish(person, &procedure).await;
                self.logs_in(&with_next_password(person)).await;
                way
            }
            Kind::Unsubscribe => {
                let (way, procedure) = self.opens().await;
                self.later.finish(person, &procedure).await;
                self.comes_back().await;
                way
            }
            Kind::SetPassword => self.sets_password().await,
            Kind::Login => {
                let (way, answer) = self.asks().await;
                self.uses(&session_of(&answer)).await;
                way
            }
            Kind::Otp(opening) => self.enters_code(opening).await,
            Kind::ResendByPassword | Kind::ResendByCode => self.gets_another_code().await,
            Kind::Session => self.asks().await.0,
            Kind::EndSession => self.ends_session().await,
            Kind::WrongPassword | Kind::WrongPasswordBesidePerson => {
                let (way, _) = self.asks().await;
                self.logs_in(person).await;
                way
            }
            Kind::WrongCode => {
                let (way, _) = self.asks().await;
                let procedure = opened(&self.later.reset(person).await);
                self.later
                    .finish_setting_password(&with_next_password(person), &procedure)
                    .await;
                self.logs_in(&with_next_password(person)).await;
                way
            }
            Kind::WrongOtp => {
                let (way, _) = self.asks().await;
                self.finishes_login(&self.procedure()).await;
                way
            }
        }
    }

    fn was_good(&self) -> bool {
        self.answer.status == self.ready.kind.status()
    }

    /// The answer, or the answer to the same request again, which must be good.
    async fn asks(&self) -> (Way, Answer) {
        if self.was_good() {
            return (Way::Straight, copy(self.answer));
        }
        let again = self.asks_again().await;
        self.ready.check_again(&again);
        (Way::Again, again)
    }

    async fn asks_again(&self) -> Answer {
        let request = self.ready.again(self.later).await;
        self.later.send(request).await
    }

    /// The procedure that the request was to open, with a code on its way.
    async fn opens(&self) -> (Way, String) {
        if self.answer.problem() == "message-not-sent" {
            let procedure = self.answer.text("procedure").to_owned();
            self.resends(&procedure).await;
            return (Way::Resend, procedure);
        }
        let (way, answer) = self.asks().await;
        (way, opened(&answer))
    }

    async fn resends(&self, procedure: &str) {
        assert!(retry_after(self.answer) <= WAIT, "{:?}", self.answer);
        let sent = self.later.resend_otp(procedure).await;
        good(&sent, 202, &["otp", "codesLeft"]);
    }

    fn procedure(&self) -> String {
        procedure_of(self.ready).expect("the request names a procedure")
    }

    async fn finishes_login(&self, procedure: &str) {
        let answer = self.later.finish(self.person, procedure).await;
        self.uses(&session_of(&answer)).await;
    }

    async fn uses(&self, session: &str) {
        let answer = self.later.session(session).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    /// The password alone, after which nothing counts any more.
    async fn logs_in(&self, person: &Person) {
        let session = self.later.logged_in(person).await;
        self.uses(&session).await;
        let item = self.later.password_item(person).await;
        assert!(item["tries"].is_null(), "tries after a login: {item}");
    }

    async fn registers(&self) -> Way {
        let (way, answer) = self.asks().await;
        let person = Person {
            activation_code: answer.text("activationCode").to_owned(),
            ..self.person.clone()
        };
        let procedure = opened(&self.later.activate(&person).await);
        self.later
            .finish_setting_password(&person, &procedure)
            .await;
        self.logs_in(&person).await;
        way
    }

    /// Unsubscribed: the password is dead, and another act begins anew.
    async fn comes_back(&self) {
        let mut person = self.person.clone();
        let login = self.later.login(&person).await;
        check(&login, 403, "refused");
        self.later.register(&mut person).await;
        let procedure = opened(&self.later.activate(&person).await);
        self.later
            .finish_setting_password(&person, &procedure)
            .await;
        self.logs_in(&person).await;
    }

    async fn sets_password(&self) -> Way {
        let person = with_next_password(self.person);
        if self.was_good() {
            self.logs_in(&person).await;
            return Way::Straight;
        }
        let again = self.asks_again().await;
        if again.status == 200 {
            self.logs_in(&person).await;
            return Way::Again;
        }
        // It is said so in the contract: try the new password.
        check(&again, 410, "procedure-ended");
        self.logs_in(&person).await;
        Way::Happened
    }

    async fn enters_code(&self, opening: Opening) -> Way {
        if self.was_good() {
            self.goes_on_from(opening, self.answer, &self.procedure())
                .await;
            return Way::Straight;
        }
        let again = self.asks_again().await;
        if again.status == 200 {
            self.goes_on_from(opening, &again, &self.procedure()).await;
            return Way::Again;
        }
        // Only because an earlier answer was a 503.
        check(&again, 410, "procedure-ended");
        self.goes_on_without_it(opening).await
    }

    async fn goes_on_from(&self, opening: Opening, answer: &Answer, procedure: &str) {
        let person = self.person;
        match opening {
            Opening::Activation => self.sets(person, procedure).await,
            Opening::Reset => self.sets(&with_next_password(person), procedure).await,
            Opening::Login => self.uses(&session_of(answer)).await,
            Opening::Change => self.logs_in(&with_next_password(person)).await,
            Opening::Unsubscribing => self.comes_back().await,
        }
    }

    async fn sets(&self, person: &Person, procedure: &str) {
        let set = self.later.set_password(procedure, &person.password).await;
        assert_eq!(set.status, 200, "{set:?}");
        self.logs_in(person).await;
    }

    async fn goes_on_without_it(&self, opening: Opening) -> Way {
        let person = self.person;
        match opening {
            Opening::Activation | Opening::Reset => {
                let proven = with_next_password(person);
                let answer = if opening == Opening::Activation {
                    self.later.activate(person).await
                } else {
                    self.later.reset(person).await
                };
                let procedure = opened(&answer);
                self.later.finish(person, &procedure).await;
                self.sets(&proven, &procedure).await;
                Way::Anew
            }
            Opening::Login => {
                let procedure = opened(&self.later.login_substantial(person).await);
                self.finishes_login(&procedure).await;
                Way::Anew
            }
            Opening::Change => {
                let changed = with_next_password(person);
                self.logs_in(&changed).await;
                Way::Happened
            }
            Opening::Unsubscribing => {
                self.comes_back().await;
                Way::Happened
            }
        }
    }

    async fn gets_another_code(&self) -> Way {
        let procedure = self.procedure();
        let way = if self.answer.problem() == "message-not-sent" {
            assert_eq!(self.answer.text("procedure"), procedure);
            self.resends(&procedure).await;
            Way::Resend
        } else {
            self.asks().await.0
        };
        let person = self.person;
        if self.ready.kind == Kind::ResendByPassword {
            self.finishes_login(&procedure).await;
        } else {
            self.later.finish(person, &procedure).await;
            self.sets(&with_next_password(person), &procedure).await;
        }
        way
    }

    async fn ends_session(&self) -> Way {
        let (way, _) = self.asks().await;
        let mut request = self.ready.request.clone();
        *request.method_mut() = axum::http::Method::GET;
        let look = self.later.send(request).await;
        check(&look, 401, "unauthenticated");
        self.logs_in(self.person).await;
        way
    }
}

fn with_next_password(person: &Person) -> Person {
    Person {
        password: next_password(person),
        ..person.clone()
    }
}

fn copy(answer: &Answer) -> Answer {
    Answer {
        status: answer.status,
        headers: answer.headers.clone(),
        bytes: answer.bytes.clone(),
        body: answer.body.clone(),
    }
}
