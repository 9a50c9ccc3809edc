//! What functions and requests are brought to: services, people, and the settings of a function
//! that runs elsewhere and works with them.

use http::Request;
use jiff::{SignedDuration, Timestamp};
use tests::Person;
use world::{
    WORK, World,
    every::{Kind, Opening, READY_AFTER, Ready},
    posted, services,
};

/// The stage. It goes with its value.
pub(crate) struct Stage(World);

/// A request that its operation answers well.
pub(crate) struct Good {
    /// The request.
    pub(crate) request: Request<Vec<u8>>,
    /// The status of its answer.
    pub(crate) status: u16,
    ready: Option<Ready>,
}

impl Stage {
    /// Services, and nobody yet.
    pub(crate) async fn set() -> Self {
        Self(World::patient_over(services(), &[]).await)
    }

    /// The environment of a function on this stage: as in AWS, it fetches its keys.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let work = WORK.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let elsewhere = self.0.services().settings_elsewhere();
        elsewhere.into_iter().chain(work).collect()
    }

    /// The same, with its keys at hand.
    pub(crate) fn settings_with_keys(&self) -> Vec<(String, String)> {
        let own = self.0.services().settings();
        self.settings().into_iter().chain(own).collect()
    }

    /// The operations in this process, a little ago: what is made ready by them is good now.
    #[expect(
        clippy::disallowed_methods,
        reason = "functions read the system's clock"
    )]
    pub(crate) fn world(&self) -> World {
        let ago = Timestamp::now() - SignedDuration::from_secs(READY_AFTER);
        self.0.at_second(ago)
    }

    /// A request of this function, of a person of its own.
    pub(crate) async fn good(&self, operation: &str) -> Good {
        let Some(kind) = kind(operation) else {
            let path = match operation {
                gateway::PAGES => "/".to_owned(),
                operation => format!("/v1/{operation}"),
            };
            return Good {
                request: asked(&path),
                status: 200,
                ready: None,
            };
        };
        let ready = kind.ready(&self.world()).await;
        Good {
            request: ready.request.clone(),
            status: kind.status(),
            ready: Some(ready),
        }
    }

    /// The same request once more: its challenge is another one.
    pub(crate) async fn again(&self, good: &Good) -> Request<Vec<u8>> {
        match &good.ready {
            Some(ready) => ready.again(&self.world()).await,
            None => good.request.clone(),
        }
    }

    /// Somebody active, and their login with the password alone, which may be sent again and again.
    pub(crate) async fn login(&self) -> Request<Vec<u8>> {
        login(&self.world().active().await)
    }
}

/// A request without a body.
pub(crate) fn asked(path: &str) -> Request<Vec<u8>> {
    let request = Request::get(path).body(Vec::new());
    request.expect("a request")
}

/// A login with the person's password alone.
pub(crate) fn login(person: &Person) -> Request<Vec<u8>> {
    posted("/v1/login", &person.login(&person.password))
}

/// What is asked of an operation; the others are asked without a body.
fn kind(operation: &str) -> Option<Kind> {
    Some(match operation {
        "activate" => Kind::Activate,
        "change" => Kind::Change,
        "login" => Kind::Login,
        "register" => Kind::Register,
        "resend-otp" => Kind::ResendByPassword,
        "reset" => Kind::Reset,
        "session" => Kind::Session,
        "set-password" => Kind::SetPassword,
        "unsubscribe" => Kind::Unsubscribe,
        "verify-otp" => Kind::Otp(Opening::Login),
        _ => return None,
    })
}
