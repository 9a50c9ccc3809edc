//! Which operations take a document, and a wrong entry of each.

use std::fmt;

use http::Request;
use serde_json::Value;
use tests::Person;
use tests::person::{new_activation_code, new_password};
use world::{World, journeys::WRONG_PASSWORD, posted, steps::change_entry};

use super::class::Class;

/// An operation that takes a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A login with the password alone.
    Login,
    /// A login at `substantial`.
    LoginWithCode,
    /// A change.
    Change,
    /// An unsubscribing.
    Unsubscribe,
    /// An activation.
    Activate,
    /// A reset.
    Reset,
}

impl Operation {
    /// All of them.
    pub(crate) const ALL: [Self; 6] = [
        Self::Login,
        Self::LoginWithCode,
        Self::Change,
        Self::Unsubscribe,
        Self::Activate,
        Self::Reset,
    ];

    /// The one of this name.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("one of {}", Self::ALL.map(Self::name).join(", ")))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::LoginWithCode => "login-with-code",
            Self::Change => "change",
            Self::Unsubscribe => "unsubscribe",
            Self::Activate => "activate",
            Self::Reset => "reset",
        }
    }

    /// Who may make an entry here.
    pub(crate) fn classes(self) -> &'static [Class] {
        match self {
            Self::Login | Self::LoginWithCode | Self::Change | Self::Unsubscribe => {
                &Class::WITH_PASSWORD
            }
            Self::Activate | Self::Reset => &Class::WITH_CODE,
        }
    }

    /// A wrong entry of this person.
    pub(crate) async fn wrong(self, world: &World, person: &Person) -> Request<Vec<u8>> {
        let with_password = Person {
            password: WRONG_PASSWORD.to_owned(),
            ..person.clone()
        };
        let (path, body) = match self {
            Self::Login => ("/v1/login", person.login(WRONG_PASSWORD)),
            Self::LoginWithCode => ("/v1/login", person.substantial_login(WRONG_PASSWORD)),
            Self::Change => ("/v1/change", change_entry(&with_password, &new_password())),
            Self::Unsubscribe => ("/v1/unsubscribe", person.login(WRONG_PASSWORD)),
            Self::Activate => ("/v1/activate", wrong_code(world, person).await),
            Self::Reset => ("/v1/reset", wrong_code(world, person).await),
        };
        posted(path, &body)
    }
}

async fn wrong_code(world: &World, person: &Person) -> Value {
    person.proof(&new_activation_code(), &world.altcha().await)
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
