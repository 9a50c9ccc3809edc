//! `POST /v1/change`: document, current password, new password; a code by SMS follows, and
//! `verify-otp` sets the new one. Also the way on for a password past its day.
//!
//! The new password is looked at only after the current one was right, or the rules of a name
//! would tell a stranger the name.

use http::Method;
use policy::{NationalId, NewPassword, PasswordEntry, Purpose, password::PersonalData};
use procedures::{ByPassword, Right, Sender, history};
use storage::{Kept, Person, RightPassword};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Change {
    by_password: ByPassword,
    sender: Sender,
}

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
        Ok(Self {
            by_password: ByPassword::start(env)?,
            sender: Sender::start(env)?,
        })
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let entry = read(&call)?;
        let door = &self.by_password;
        let (right, person) = door
            .right_with_person(&mut call, &entry.document, &entry.current)
            .await?;
        let judged = self.judge(&mut call, &entry, &right, &person).await;
        let kept = door.or_give_back(&right, judged).await?;
        self.sender
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
        let rules = &self.by_password.profile.password;
        let hasher = &self.by_password.hasher;
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
