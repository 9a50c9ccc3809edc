//! What answers beside the operations: pages for people, in place of JSON for programs.

use http::Response;

use crate::{Call, Env, StartupError};

/// Answers its own paths, none of which is the contract's; and people on every other path.
pub trait Site: Send + Sync + Sized + 'static {
    /// Its name, as in log lines and in the name of its binary.
    const NAME: &'static str;

    /// Builds what it uses.
    fn start(env: &Env) -> impl Future<Output = Result<Self, StartupError>> + Send;

    /// Whether it has something at this path.
    fn knows(&self, path: &str) -> bool;

    /// Answers one call: whatever happens, there is something to show.
    fn answer(&self, call: Call) -> impl Future<Output = Response<Vec<u8>>> + Send;
}
