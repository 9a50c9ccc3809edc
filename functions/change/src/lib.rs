//! `POST /v1/change`: document, current password, new password; a code by SMS follows, and
//! `verify-otp` sets the new one. Also the way on for a password past its day.
//!
//! The new password is looked at only after the current one was right, or the rules of a name
//! would tell a stranger the name.

use http::Method;
use policy::{NationalId, NewPassword, PasswordEntry, Purpose, password::PersonalData};
use procedures::{ByPassword, Right, history};
use storage::{Kept, Person, RightPassword};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Change(ByPassword);

struct Entry {
    document: NationalId,
    current: PasswordEntry,
    new: PasswordEntry,
}

impl Operation for Change {
    const ROUTE: Route = Route {
        name: "change",
        path: "/v1/change",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        ByPassword::start(env).map(Self)
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let entry = read(&call)?;
        let Self(door) = self;
        let (right, person) = door
            .right_with_person(&mut call, &entry.document, &entry.current)
            .await?;
        let judged = self.judge(&mut call, &entry, &right, &person).await;
        let kept = door.or_give_back(&right, judged).await?;
        door.sender
            .open(
                &mut call,
                Right::Password(&right),
                &person,
                Purpose::Change,
                kept,
            )
            .await
    }
}

impl Change {
    /// The new password, if it breaks no rule, and the history after it.
    async fn judge(
        &self,
        call: &mut Call,
        entry: &Entry,
        right: &RightPassword,
        person: &Person,
    ) -> Result<Kept, Problem> {
        let rules = &self.0.sender.profile.password;
        let hasher = &self.0.hasher;
        let used = history::used(&right.password, person);
        let reused = history::is_reused(&entry.new, &used, rules.history, hasher).await?;
        let personal = PersonalData {
            names: &person.names,
            document: &entry.document,
        };
        let new = NewPassword::judge(&entry.new, rules, &personal, reused)
            .map_err(Problem::PasswordRejected)?;
        Ok(Kept::Change {
            hash: hasher.hash(new.as_bytes(), &mut call.rng).await?,
            older: history::kept(&used, rules.history),
        })
    }
}

fn read(call: &Call) -> Result<Entry, Problem> {
    let body = call.body()?;
    let members = body.members();
    let (Some(document), Some(current), Some(new)) = (
        members.document(),
        members.text("currentPassword", PasswordEntry::parse),
        members.text("newPassword", PasswordEntry::parse),
    ) else {
        return Err(body.refused());
    };
    Ok(Entry {
        document,
        current,
        new,
    })
}
