//! The session at the end of a login.

use jiff::Timestamp;
use policy::{Assurance, Profile, session};
use secrets::Token;
use serde_json::{Value, json};
use storage::NewSession;

/// A session that begins now.
#[must_use]
pub fn begin(now: Timestamp, assurance: Assurance, profile: &Profile) -> NewSession {
    NewSession {
        opened_at: now,
        ends_at: session::ends_at(now, &profile.session),
        assurance,
    }
}

/// What a finished login is answered.
#[must_use]
pub fn answer(
    token: &Token,
    begun: &NewSession,
    password_expires_at: Option<Timestamp>,
    last_access: Option<Timestamp>,
    profile: &Profile,
) -> Value {
    let expires_at = session::expires_at(begun.opened_at, begun.ends_at, &profile.session);
    let mut answer = json!({
        "next": "done",
        "session": token.shown(),
        "assurance": begun.assurance.as_str(),
        "expiresAt": expires_at.to_string(),
    });
    add_time(&mut answer, "passwordExpiresAt", password_expires_at);
    add_time(&mut answer, "lastAccess", last_access);
    answer
}

/// Adds a member that is absent when there is no such time.
pub fn add_time(answer: &mut Value, name: &str, time: Option<Timestamp>) {
    if let (Value::Object(members), Some(time)) = (answer, time) {
        members.insert(name.to_owned(), json!(time.to_string()));
    }
}
