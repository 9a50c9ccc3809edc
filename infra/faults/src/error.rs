//! Why the proxy does not start. Each is one line for the person at the terminal.

use std::{io, path::PathBuf};

use crate::ScriptError;

/// Why the proxy does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It can't listen.
    #[error("can't listen on port {port}: {reason}")]
    Port {
        /// Where.
        port: u16,
        /// What the system said.
        reason: io::Error,
    },
    /// The script can't be read.
    #[error("can't read {}: {reason}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// The script says something else.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The HTTP client does not start.
    #[error("no HTTP client: {0}")]
    Client(String),
    /// The system gives no threads.
    #[error("the system gives no threads: {0}")]
    Threads(io::Error),
}
