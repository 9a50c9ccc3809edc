//! `POST /v1/set-password`: the last step of activation and reset.

use http::Method;
use jiff::Timestamp;
use policy::{Flaw, NewPassword, PasswordEntry, Profile, password::PersonalData};
use procedures::{history, login::add_time};
use secrets::{EntryId, Era, Hasher, Sealer, StoredHash, Token};
use serde_json::json;
use storage::{Finished, Limits, Password, PasswordSet, Person, Procedure, Storage};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct SetPassword {
    storage: Storage,
    profile: Profile,
    hasher: Hasher,
    sealer: Sealer,
}

impl Operation for SetPassword {
    const ROUTE: Route = Route {
        name: "set-password",
        path: "/v1/set-password",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            storage: env.storage()?,
            profile: env.profile()?,
            hasher: env.hasher()?,
            sealer: env.sealer()?,
        })
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let (token, entry) = read(&call)?;
        let me = EntryId::draw(&mut call.rng);
        let entries = self.profile.procedure.password_entries;
        let procedure = self
            .storage
            .take_password_entry(&token.hashed(), me, entries, call.now)
            .await?
            .ok_or(Problem::ProcedureEnded)?;
        let set = self.judge_and_set(&mut call, &procedure, &entry).await;
        if let Err(Problem::TemporarilyUnavailable { .. }) = set {
            // What can't be given back now stays counted, which is the safe side.
            let given_back = self
                .storage
                .give_back_password_entry(&procedure.token, me)
                .await;
            given_back.ok();
        }
        let mut answer = json!({});
        add_time(&mut answer, "passwordExpiresAt", set?);
        Ok(Answer::ok(answer))
    }
}

impl SetPassword {
    async fn judge_and_set(
        &self,
        call: &mut Call,
        procedure: &Procedure,
        entry: &PasswordEntry,
    ) -> Result<Option<Timestamp>, Problem> {
        let (before, person) = self
            .storage
            .password_beside_person(&procedure.person)
            .await?;
        let new = self.judge(entry, procedure, &before, &person).await?;
        self.set(call, procedure, &new, &history::used(&before, &person))
            .await
    }

    async fn judge(
        &self,
        entry: &PasswordEntry,
        procedure: &Procedure,
        before: &Password,
        person: &Person,
    ) -> Result<NewPassword, Problem> {
        let rules = &self.profile.password;
        let used = history::used(before, person);
        let reused = history::is_reused(entry, &used, rules.history, &self.hasher).await?;
        let document = self.sealer.open(&person.document, &procedure.person)?;
        let personal = PersonalData {
            names: &person.names,
            document: &document,
        };
        NewPassword::judge(entry, rules, &personal, reused).map_err(Problem::PasswordRejected)
    }

    async fn set(
        &self,
        call: &mut Call,
        procedure: &Procedure,
        new: &NewPassword,
        used: &[&StoredHash],
    ) -> Result<Option<Timestamp>, Problem> {
        let rules = &self.profile.password;
        let set = PasswordSet {
            hash: &self.hasher.hash(new.as_bytes(), &mut call.rng).await?,
            era: Era::draw(&mut call.rng),
            expires_at: rules.term.expires_at(call.now),
            older: &history::kept(used, rules.history),
        };
        let limits = Limits::of_code(&self.profile);
        let finished = self
            .storage
            .finish_setting(procedure, limits, &set, &mut call.rng)
            .await?;
        match finished {
            Finished::Done => Ok(set.expires_at),
            Finished::Ended => Err(Problem::ProcedureEnded),
        }
    }
}

fn read(call: &Call) -> Result<(Token, PasswordEntry), Problem> {
    let body = call.body()?;
    let members = body.members();
    let (Some(token), Some(entry)) = (
        members.text("procedure", |text| Ok::<_, Flaw>(Token::entered(text))),
        members.text("password", PasswordEntry::parse),
    ) else {
        return Err(body.refused());
    };
    Ok((token, entry))
}
