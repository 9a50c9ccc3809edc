//! `GET /v1/challenge`: a fresh proof of work. Nothing is stored: a challenge is signed. Any
//! origin's page may read it, for the page that asks may be anybody's.

use http::Method;
use proof::Challenges;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Challenge(Challenges);

impl Operation for Challenge {
    const ROUTE: Route = Route {
        name: "challenge",
        path: "/v1/challenge",
        methods: &[Method::GET],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        env.challenges().map(Self)
    }

    async fn handle(&self, call: Call) -> Result<Answer, Problem> {
        let challenge = self
            .0
            .challenge(call.now)
            .map_err(|error| Problem::temporarily_unavailable(error.to_string()))?;
        Ok(Answer::ok(challenge).for_any_origin())
    }
}
