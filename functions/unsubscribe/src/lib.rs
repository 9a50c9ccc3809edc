//! `POST /v1/unsubscribe`: document and password; a code by SMS follows, and `verify-otp` ends
//! password, activation code and sessions. The person comes back by a registration act.

use http::Method;
use policy::{NationalId, PasswordEntry, Purpose};
use procedures::{ByPassword, Right};
use storage::Kept;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Unsubscribe(ByPassword);

impl Operation for Unsubscribe {
    const ROUTE: Route = Route {
        name: "unsubscribe",
        path: "/v1/unsubscribe",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        ByPassword::start(env).map(Self)
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let (document, password) = read(&call)?;
        let Self(door) = self;
        let (right, person) = door
            .right_with_person(&mut call, &document, &password)
            .await?;
        door.refuse_expired(&call, &right).await?;
        let phone = person.phone_key.clone();
        let phone = door
            .or_give_back(&right, phone.ok_or(storage::Error::Item("phoneKey").into()))
            .await?;
        let kept = Kept::Unsubscribe {
            phone,
            password_expires_at: right.password.expires_at,
        };
        door.sender
            .open(
                &mut call,
                Right::Password(&right),
                &person,
                Purpose::Unsubscribe,
                kept,
            )
            .await
    }
}

fn read(call: &Call) -> Result<(NationalId, PasswordEntry), Problem> {
    let body = call.body()?;
    let members = body.members();
    let (Some(document), Some(password)) = (
        members.document(),
        members.text("password", PasswordEntry::parse),
    ) else {
        return Err(body.refused());
    };
    Ok((document, password))
}
