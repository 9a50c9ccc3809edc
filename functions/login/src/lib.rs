//! `POST /v1/login`: document and password. With `substantial` asked, a code by SMS follows, and
//! `verify-otp` opens the session; else this does.

use http::Method;
use policy::{Assurance, Flaw, NationalId, PasswordEntry, Purpose};
use procedures::{ByPassword, Right, login};
use secrets::Token;
use storage::{Kept, LoggedIn, RightPassword};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Login(ByPassword);

struct Entry {
    document: NationalId,
    password: PasswordEntry,
    assurance: Assurance,
}

impl Operation for Login {
    const ROUTE: Route = Route {
        name: "login",
        path: "/v1/login",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        ByPassword::start(env).map(Self)
    }

    async fn handle(&self, call: Call) -> Result<Answer, Problem> {
        let entry = read(&call)?;
        match entry.assurance {
            Assurance::Low => self.with_password_alone(call, &entry).await,
            Assurance::Substantial => self.with_code(call, &entry).await,
        }
    }
}

impl Login {
    async fn with_password_alone(&self, mut call: Call, entry: &Entry) -> Result<Answer, Problem> {
        let Self(door) = self;
        let right = door
            .right(&mut call, &entry.document, &entry.password)
            .await?;
        door.refuse_expired(&call, &right).await?;
        let token = Token::draw(&mut call.rng);
        let session = login::begin(call.now, Assurance::Low, &door.sender.profile);
        let logged_in = door
            .sender
            .storage
            .log_in(&right, door.limits(), &token.hashed(), &session)
            .await?;
        match logged_in {
            LoggedIn::Done => Ok(Answer::ok(login::answer(
                &token,
                &session,
                right.password.expires_at,
                right.password.last_access,
                &door.sender.profile,
            ))),
            LoggedIn::Superseded { counted } => Err(door.wrong(counted)),
            LoggedIn::Blocked => Err(Problem::PasswordBlocked),
        }
    }

    async fn with_code(&self, mut call: Call, entry: &Entry) -> Result<Answer, Problem> {
        let Self(door) = self;
        let (right, person) = door
            .right_with_person(&mut call, &entry.document, &entry.password)
            .await?;
        door.refuse_expired(&call, &right).await?;
        if !entry.assurance.reachable_from(person.level) {
            door.sender.storage.give_back_password_try(&right).await?;
            return Err(Problem::AssuranceNotReachable);
        }
        let kept = kept(entry.assurance, &right);
        door.sender
            .open(
                &mut call,
                Right::Password(&right),
                &person,
                Purpose::Login,
                kept,
            )
            .await
    }
}

fn kept(assurance: Assurance, right: &RightPassword) -> Kept {
    Kept::Login {
        assurance,
        last_access: right.password.last_access,
        password_expires_at: right.password.expires_at,
    }
}

fn read(call: &Call) -> Result<Entry, Problem> {
    let body = call.body()?;
    let members = body.members();
    let (Some(document), Some(password), Some(assurance)) = (
        members.document(),
        members.text("password", PasswordEntry::parse),
        members.optional_text("assurance", |text| {
            Assurance::parse(text).map_err(|_| Flaw::UnknownValue)
        }),
    ) else {
        return Err(body.refused());
    };
    Ok(Entry {
        document,
        password,
        assurance: assurance.unwrap_or_default(),
    })
}
