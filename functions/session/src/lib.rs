//! `GET /v1/session`: whose session it is, and how long; each look is a use. `DELETE /v1/session`
//! ends it, and says the same whether there was one.

use http::Method;
use policy::{Profile, session};
use secrets::Token;
use serde_json::json;
use storage::Storage;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Session {
    storage: Storage,
    profile: Profile,
}

impl Operation for Session {
    const ROUTE: Route = Route {
        name: "session",
        path: "/v1/session",
        methods: &[Method::GET, Method::DELETE],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            storage: env.storage()?,
            profile: env.profile()?,
        })
    }

    async fn handle(&self, call: Call) -> Result<Answer, Problem> {
        let token = call.bearer().map(Token::entered);
        if call.method == Method::DELETE {
            self.end(token).await
        } else {
            self.look(&call, token.ok_or(Problem::Unauthenticated)?)
                .await
        }
    }
}

impl Session {
    async fn end(&self, token: Option<Token>) -> Result<Answer, Problem> {
        if let Some(token) = token {
            self.storage.end_session(&token.hashed()).await?;
        }
        Ok(Answer::no_content())
    }

    async fn look(&self, call: &Call, token: Token) -> Result<Answer, Problem> {
        let rules = &self.profile.session;
        let live = self
            .storage
            .use_session(
                &token.hashed(),
                call.now,
                session::idle(rules),
                self.profile.openings.max_unfinished,
            )
            .await?
            .ok_or(Problem::Unauthenticated)?;
        Ok(Answer::ok(json!({
            "subject": live.person.subject.as_str(),
            "assurance": live.assurance.as_str(),
            "registrationLevel": live.person.level.as_str(),
            "openedAt": live.opened_at.to_string(),
            "expiresAt": session::expires_at(call.now, live.ends_at, rules).to_string(),
        })))
    }
}
