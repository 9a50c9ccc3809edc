//! The binaries of the functions, one per operation, as they run in Lambda: child processes under
//! a runtime API that these tests play, which answer events of an API Gateway HTTP API.
//!
//! `LLAVE_BINARIES` names the folder of the binaries, by an absolute path or one from the root of
//! the workspace. Without it nothing is tried.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`answers`] | each binary answers, with the same bytes as the runner |
//! | [`life`] | a whole life across the binaries |
//! | [`outage`] | what a binary answers when its tables don't |
//! | [`start`] | what a binary says when it can't start |
//! | [`cloud`] | all binaries, running, and the services behind them |
//! | [`gateway`] | API Gateway in front of them, over HTTP |
//! | [`function`] | one binary as a child process |
//! | [`runtime_api`] | the runtime API that it asks for events |
//! | [`event`], [`reply`] | what goes in: payload 2.0; what comes out |

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
mod function;
mod gateway;
mod life;
mod outage;
mod reply;
mod runtime_api;
mod start;

/// The folder of the binaries. `None`, and one line that says so, if nobody named it.
fn binaries() -> Option<PathBuf> {
    static SAID: Once = Once::new();
    if let Some(folder) = env::var_os("LLAVE_BINARIES").filter(|folder| !folder.is_empty()) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        return Some(root.join(folder));
    }
    SAID.call_once(|| {
        // Not `eprintln!`, whose lines are only shown of tests that fail.
        writeln!(
            io::stderr(),
            "\nThe release binaries were not tried. To try them: cargo build --release --workspace \
             --exclude local --exclude tests --bins && LLAVE_BINARIES=target/release cargo test --test binaries"
        )
        .ok();
    });
    None
}
