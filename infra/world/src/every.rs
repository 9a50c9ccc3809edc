//! Every operation, with a request that is answered well, or with a wrong entry. Each is of a
//! person of its own, so that they may be sent in any order.

use http::{Method, Request};
use serde_json::{Value, json};
use tests::person::other_otp;
use tests::{Answer, Person, refused};

use crate::{
    journeys::{WRONG_CODE, WRONG_PASSWORD, opened},
    steps::{change_entry, otp_entry, password_entry},
    world::{World, posted, with_bearer},
};

/// When they are sent, in seconds from the world's: another code may be sent then.
pub const READY_AFTER: i64 = 60;

/// A request of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A registration act.
    Register,
    /// The code that opens an activation.
    Activate,
    /// The code that opens a reset.
    Reset,
    /// The password that ends a reset.
    SetPassword,
    /// A login with the password alone.
    Login,
    /// A login at `substantial`.
    LoginWithCode,
    /// The passwords that open a change.
    Change,
    /// The password that opens an unsubscribing.
    Unsubscribe,
    /// The one-time code of what was opened so.
    Otp(Opening),
    /// Another one-time code for what a password opened.
    ResendByPassword,
    /// Another one-time code for what an activation code opened.
    ResendByCode,
    /// A look at a session.
    Session,
    /// A logout.
    EndSession,
    /// A wrong password, alone.
    WrongPassword,
    /// A wrong password where a code would follow.
    WrongPasswordBesidePerson,
    /// A wrong activation code.
    WrongCode,
    /// A wrong one-time code.
    WrongOtp,
}

/// What opened a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// `activate`
    Activation,
    /// `reset`
    Reset,
    /// `login` at `substantial`
    Login,
    /// `change`
    Change,
    /// `unsubscribe`
    Unsubscribing,
}

/// What calls consume of the tables: what DynamoDB is paid for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Units {
    /// Read request units: one for each 4 KB, half of one where the newest need not be seen.
    pub reads: f64,
    /// Write request units: one for each 1 KB, two in a transaction.
    pub writes: f64,
}

/// A request that is ready to be sent.
#[derive(Clone)]
pub struct Ready {
    /// What it is.
    pub kind: Kind,
    /// As it is sent.
    pub request: Request<Vec<u8>>,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Register,
        Self::Activate,
        Self::Reset,
        Self::SetPassword,
        Self::Login,
        Self::LoginWithCode,
        Self::Change,
        Self::Unsubscribe,
        Self::Otp(Opening::Activation),
        Self::Otp(Opening::Reset),
        Self::Otp(Opening::Login),
        Self::Otp(Opening::Change),
        Self::Otp(Opening::Unsubscribing),
        Self::ResendByPassword,
        Self::ResendByCode,
        Self::Session,
        Self::EndSession,
        Self::WrongPassword,
        Self::WrongPasswordBesidePerson,
        Self::WrongCode,
        Self::WrongOtp,
    ];

    /// One of each that makes the same calls.
    pub const DISTINCT: [Self; 16] = [
        Self::Register,
        Self::Activate,
        Self::SetPassword,
        Self::Login,
        Self::LoginWithCode,
        Self::Otp(Opening::Activation),
        Self::Otp(Opening::Login),
        Self::Otp(Opening::Change),
        Self::Otp(Opening::Unsubscribing),
        Self::ResendByPassword,
        Self::Session,
        Self::EndSession,
        Self::WrongPassword,
        Self::WrongPasswordBesidePerson,
        Self::WrongCode,
        Self::WrongOtp,
    ];

    /// The status of its answer.
    pub fn status(self) -> u16 {
        match self {
            Self::Register => 201,
            Self::Activate
            | Self::Reset
            | Self::LoginWithCode
            | Self::Change
            | Self::Unsubscribe
            | Self::ResendByPassword
            | Self::ResendByCode => 202,
            Self::SetPassword | Self::Login | Self::Otp(_) | Self::Session => 200,
            Self::EndSession => 204,
            Self::WrongPassword
            | Self::WrongPasswordBesidePerson
            | Self::WrongCode
            | Self::WrongOtp => 403,
        }
    }

    /// How many calls to the tables it makes.
    pub fn calls(self) -> usize {
        match self {
            Self::EndSession | Self::WrongPassword | Self::WrongOtp => 1,
            Self::Register | Self::Otp(_) | Self::WrongPasswordBesidePerson => 2,
            Self::Login | Self::Session => 3,
            Self::SetPassword
            | Self::LoginWithCode
            | Self::Change
            | Self::Unsubscribe
            | Self::ResendByCode
            | Self::WrongCode => 4,
            Self::ResendByPassword => 5,
            Self::Activate | Self::Reset => 6,
        }
    }

    /// What its calls consume of the tables, while its person's item is no larger than 1 KB.
    pub fn units(self) -> Units {
        let (reads, writes) = match self {
            Self::EndSession | Self::WrongPassword | Self::WrongOtp => (0.0, 1.0),
            Self::WrongPasswordBesidePerson => (1.0, 1.0),
            Self::Session => (2.0, 1.0),
            Self::Otp(Opening::Activation | Opening::Reset) => (0.0, 2.0),
            Self::Login => (0.0, 3.0),
            Self::WrongCode => (1.0, 3.0),
            Self::Register => (1.0, 4.0),
            Self::ResendByPassword => (3.0, 5.0),
            Self::ResendByCode => (2.0, 5.0),
            Self::LoginWithCode | Self::Change | Self::Unsubscribe => (1.0, 6.0),
            Self::SetPassword => (2.0, 7.0),
            Self::Otp(Opening::Change) => (0.0, 7.0),
            Self::Activate | Self::Reset => (1.0, 8.0),
            Self::Otp(Opening::Login | Opening::Unsubscribing) => (0.0, 9.0),
        };
        Units { reads, writes }
    }

    /// How many hashes it computes, of passwords and activation codes.
    pub fn hashes(self) -> u64 {
        match self {
            Self::Otp(_)
            | Self::ResendByPassword
            | Self::ResendByCode
            | Self::Session
            | Self::EndSession
            | Self::WrongOtp => 0,
            Self::Register
            | Self::Activate
            | Self::Reset
            | Self::Login
            | Self::LoginWithCode
            | Self::Unsubscribe
            | Self::WrongPassword
            | Self::WrongPasswordBesidePerson
            | Self::WrongCode => 1,
            Self::SetPassword => 2,
            Self::Change => 3,
        }
    }

    /// How many calls to the tables it makes in sequence: those side by side count once. The tests of
    /// `in_process/calls.rs` hold the operations to it.
    pub fn steps(self) -> u32 {
        match self {
            Self::EndSession
            | Self::WrongPassword
            | Self::WrongPasswordBesidePerson
            | Self::WrongOtp => 1,
            Self::Register
            | Self::Login
            | Self::LoginWithCode
            | Self::Change
            | Self::Unsubscribe
            | Self::Otp(_)
            | Self::Session
            | Self::WrongCode => 2,
            Self::Activate
            | Self::Reset
            | Self::SetPassword
            | Self::ResendByPassword
            | Self::ResendByCode => 3,
        }
    }

    /// How many others will be checked after it, if it is a wrong entry.
    fn attempts_left(self) -> Option<u64> {
        if self == Self::WrongOtp {
            return Some(3);
        }
        (self.status() == 403).then_some(5)
    }

    /// Brings somebody to where this can be sent.
    pub async fn ready(self, world: &World) -> Ready {
        self.ready_with_person(world).await.0
    }

    /// The same, with whom it is of.
    pub async fn ready_with_person(self, world: &World) -> (Ready, Person) {
        let activates = [Self::Activate, Self::Otp(Opening::Activation)].contains(&self);
        let person = if self == Self::Register {
            Person::new()
        } else if activates {
            world.registered().await
        } else {
            world.active().await
        };
        let request = self.request_of(world, &person).await;
        let ready = Ready {
            kind: self,
            request,
        };
        (ready, person)
    }

    async fn request_of(self, world: &World, person: &Person) -> Request<Vec<u8>> {
        let (path, body) = match self {
            Self::Register => return world.registration(person),
            Self::Session => return look(world, Method::GET, person).await,
            Self::EndSession => return look(world, Method::DELETE, person).await,
            Self::Activate => ("/v1/activate", proof(world, person).await),
            Self::Reset => ("/v1/reset", proof(world, person).await),
            Self::SetPassword => {
                let procedure = world.proven(person).await;
                (
                    "/v1/set-password",
                    password_entry(&procedure, &next_password(person)),
                )
            }
            Self::Login => ("/v1/login", person.login(&person.password)),
            Self::LoginWithCode => ("/v1/login", person.substantial_login(&person.password)),
            Self::Change => ("/v1/change", change_entry(person, &next_password(person))),
            Self::Unsubscribe => ("/v1/unsubscribe", person.login(&person.password)),
            Self::Otp(opening) => {
                let procedure = opening.of(world, person).await;
                let entry = otp_entry(&procedure, &world.newest_code(person));
                ("/v1/verify-otp", entry)
            }
            Self::ResendByPassword => {
                let procedure = Opening::Login.of(world, person).await;
                ("/v1/resend-otp", json!({"procedure": procedure}))
            }
            Self::ResendByCode => {
                let procedure = Opening::Reset.of(world, person).await;
                ("/v1/resend-otp", json!({"procedure": procedure}))
            }
            Self::WrongPassword => ("/v1/login", person.login(WRONG_PASSWORD)),
            Self::WrongPasswordBesidePerson => {
                ("/v1/login", person.substantial_login(WRONG_PASSWORD))
            }
            Self::WrongCode => {
                let body = person.proof(WRONG_CODE, &world.altcha().await);
                ("/v1/reset", body)
            }
            Self::WrongOtp => {
                let procedure = Opening::Login.of(world, person).await;
                let entry = otp_entry(&procedure, &other_otp(&world.newest_code(person)));
                ("/v1/verify-otp", entry)
            }
        };
        posted(path, &body)
    }
}

impl Opening {
    /// Opens it; gives the procedure.
    async fn of(self, world: &World, person: &Person) -> String {
        opened(&match self {
            Self::Activation => world.activate(person).await,
            Self::Reset => world.reset(person).await,
            Self::Login => world.login_substantial(person).await,
            Self::Change => world.change(person, &next_password(person)).await,
            Self::Unsubscribing => world.unsubscribe(person).await,
        })
    }
}

impl Ready {
    /// The same again; a challenge that may have been spent is replaced.
    pub async fn again(&self, world: &World) -> Request<Vec<u8>> {
        let mut request = self.request.clone();
        if let Ok(mut body) = serde_json::from_slice::<Value>(request.body())
            && body["altcha"].is_string()
        {
            body["altcha"] = json!(world.altcha().await);
            *request.body_mut() = body.to_string().into_bytes();
        }
        request
    }

    /// The answer is as good as the first would have been. A wrong entry may count twice: its try
    /// could not be given back.
    #[track_caller]
    pub fn check_again(&self, answer: &Answer) {
        let kind = self.kind;
        assert_eq!(answer.status, kind.status(), "{kind:?}: {answer:?}");
    }

    /// The answer is the one that this request gets when it is sent first.
    #[track_caller]
    pub fn check(&self, answer: &Answer) {
        self.check_again(answer);
        if let Some(left) = self.kind.attempts_left() {
            refused(answer, left);
        }
    }
}

/// The password that this person sets after the one they have.
pub fn next_password(person: &Person) -> String {
    format!("{}9", person.password)
}

async fn proof(world: &World, person: &Person) -> Value {
    person.proof(&person.activation_code, &world.altcha().await)
}

async fn look(world: &World, method: Method, person: &Person) -> Request<Vec<u8>> {
    with_bearer(method, "/v1/session", &world.logged_in(person).await)
}
