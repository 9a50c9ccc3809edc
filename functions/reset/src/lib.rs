//! `POST /v1/reset`: the way back for who forgot or blocked the password: document, e-mail,
//! activation code and proof of work; a code by SMS follows, then a new password. Who is only
//! registered activates by it.

use http::Method;
use policy::Purpose;
use procedures::ByCode;
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// The operation.
pub struct Reset(ByCode);

impl Operation for Reset {
    const ROUTE: Route = Route {
        name: "reset",
        path: "/v1/reset",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        ByCode::start(env).map(Self)
    }

    async fn handle(&self, call: Call) -> Result<Answer, Problem> {
        self.0.handle(call, Purpose::Reset).await
    }
}
