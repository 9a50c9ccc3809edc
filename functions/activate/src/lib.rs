//! `POST /v1/activate`: document, e-mail, activation code and proof of work; a code by SMS
//! follows, then the first password. Who is active already resets by it.

use http::Method;
use policy::Purpose;
use procedures::ByCode;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Activate(ByCode);

impl Operation for Activate {
    const ROUTE: Route = Route {
        name: "activate",
        path: "/v1/activate",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        ByCode::start(env).map(Self)
    }

    async fn handle(&self, call: Call) -> Result<Answer, Problem> {
        self.0.handle(call, Purpose::Activation).await
    }
}
