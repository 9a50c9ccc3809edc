//! `GET /v1/challenge`: a fresh proof of work, or with `?kind=question` a simple question where they
//! are offered. Nothing is stored: a challenge is signed, an answer sealed. Any origin's page may read
//! it, for the page that asks may be anybody's.

use http::Method;
use policy::Flaw;
use proof::{Challenges, NotProven};
use serde_json::json;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Challenge(Challenges);

/// What is asked for.
enum Kind {
    Proof,
    Question,
}

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
        let kind = call.parameter("kind", |word| self.kind(word))?;
        let answer = match kind.unwrap_or(Kind::Proof) {
            Kind::Proof => self.challenge(&call),
            Kind::Question => self.question(call),
        };
        answer
            .map(Answer::for_any_origin)
            .map_err(|error| Problem::temporarily_unavailable(error.to_string()))
    }
}

impl Challenge {
    fn kind(&self, word: &str) -> Result<Kind, Flaw> {
        match word {
            "proof" => Ok(Kind::Proof),
            "question" if self.0.asks() => Ok(Kind::Question),
            "question" => Err(Flaw::NotAllowed),
            _ => Err(Flaw::UnknownValue),
        }
    }

    fn challenge(&self, call: &Call) -> Result<Answer, NotProven> {
        self.0.challenge(call.now).map(Answer::ok)
    }

    fn question(&self, mut call: Call) -> Result<Answer, NotProven> {
        let question = self.0.question(call.language, call.now, &mut call.rng)?;
        let body = json!({
            "question": question.text,
            "token": question.token,
            "expiresAt": question.ends_at.to_string(),
        });
        Ok(Answer::ok(body).in_language(call.language))
    }
}
