//! What an operation is.

use http::Method;

use crate::{Answer, Call, Env, Problem, StartupError};

/// Where an operation is found: one path, one or more methods.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The operation's name, as in log lines and in the name of its binary.
    pub name: &'static str,
    /// The path, exactly.
    pub path: &'static str,
    /// The methods that it answers; any other is `method-not-allowed`.
    pub methods: &'static [Method],
}

/// One operation of the service: one Lambda, one route.
pub trait Operation: Send + Sync + Sized + 'static {
    /// Where it is found.
    const ROUTE: Route;

    /// Builds what this operation uses, and nothing else: a cold start waits for it.
    fn start(env: &Env) -> impl Future<Output = Result<Self, StartupError>> + Send;

    /// Answers one call.
    fn handle(&self, call: Call) -> impl Future<Output = Result<Answer, Problem>> + Send;
}
