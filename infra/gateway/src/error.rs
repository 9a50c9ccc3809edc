//! Why the gateway does not start. Each is one line for the person at the terminal.

use std::{io, path::PathBuf};

/// Why the gateway does not start.
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
    /// A file can't be used.
    #[error("can't use {}: {reason}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        reason: io::Error,
    },
    /// A folder or the like stands where a file should.
    #[error("{} is no file", .0.display())]
    NoFile(PathBuf),
    /// The HTTP client does not start.
    #[error("no HTTP client: {0}")]
    Client(String),
    /// The system gives no threads.
    #[error("the system gives no threads: {0}")]
    Threads(io::Error),
}
