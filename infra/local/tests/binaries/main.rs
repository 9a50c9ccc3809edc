//! The binaries of the functions, one per operation, as they run in Lambda: child processes under
//! a runtime API that these tests play, which answer events of an API Gateway HTTP API.
//!
//! `LLAVE_BINARIES` names the folder of the binaries, by an absolute path or one from the root of
//! the workspace. Without it nothing is tried.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`answers`] | each binary answers, with the same bytes as the runner |
//! | [`journeys`] | whole journeys, each step the same bytes as the runner's |
//! | [`life`] | a whole life across the binaries |
//! | [`outage`] | what a binary answers when its tables don't |
//! | [`start`] | what a binary says when it can't start |
//! | [`rotation`] | the pepper is rotated while people log in |
//! | [`cloud`] | all binaries, running, and the services behind them |
//! | [`front`] | API Gateway in front of them, over HTTP |
//! | [`function`] | one binary as a child process |
//! | [`vault`] | a Secrets Manager whose secrets a test puts |
//! | [`runtime_api`] | the runtime API that it asks for events |
//! | [`event`], [`reply`] | what goes in and what comes out, by the crate `gateway` |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Once,
};

mod answers;
mod cloud;
mod event;
mod front;
mod function;
mod journeys;
mod life;
mod outage;
mod reply;
mod rotation;
mod runtime_api;
mod start;
mod vault;

/// The folder of the binaries, as `cargo build` or `sam build` fills it.
struct Binaries(PathBuf);

impl Binaries {
    /// The binary of this operation.
    fn of(&self, operation: &str) -> PathBuf {
        gateway::binary(&self.0, operation).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// Where the binaries are. `None`, and one line that says so, if nobody named the folder.
fn binaries() -> Option<Binaries> {
    static SAID: Once = Once::new();
    if let Some(folder) = env::var_os("LLAVE_BINARIES").filter(|folder| !folder.is_empty()) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        return Some(Binaries(root.join(folder)));
    }
    SAID.call_once(|| {
        // Not `eprintln!`, whose lines are only shown of tests that fail.
        writeln!(
            io::stderr(),
            "\nThe release binaries were not tried. To try them: cargo build --release \
             $(printf -- '-p %s ' $(ls functions)) && \
             LLAVE_BINARIES=target/release cargo test --test binaries"
        )
        .ok();
    });
    None
}
