//! Why the runner does not start. Each is one line for the person at the terminal.

use std::{io, net::SocketAddr, path::PathBuf};

/// Why the runner does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("port {0} is in use; stop the program that holds it or choose another port")]
    PortInUse(u16),
    /// The address can't be listened on.
    #[error("can't listen on {address}: {reason}")]
    Address {
        /// Which address and port.
        address: SocketAddr,
        /// What the system said.
        reason: io::Error,
    },
    /// Another runner works with the data folder.
    #[error("the data folder {} is in use by another runner; stop it, or choose another with --data", .0.display())]
    FolderInUse(PathBuf),
    /// A file or folder can't be used.
    #[error("can't use {}: {reason}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        reason: io::Error,
    },
    /// The keys are gone, and without them nobody is found in the data.
    #[error("{} is missing, and the data beside it can't be read without it; bring it back, or delete the folder to begin anew", .0.display())]
    KeysMissing(PathBuf),
    /// The keys can't be read.
    #[error("{} does not hold the runner's keys: {reason}", path.display())]
    KeysMalformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The keys are of a version that wrote them in another way, and so is the data beside them.
    #[error("{} was written by an earlier version, whose data this one can't read; delete the folder to begin anew", .0.display())]
    KeysOutdated(PathBuf),
    /// The client of another SNS can't be made.
    #[error("can't make an HTTP client: {0}")]
    Client(String),
    /// The system gives no randomness for keys and ids.
    #[error("the system has no randomness for keys and ids")]
    Randomness,
    /// The embedded DynamoDB does not start.
    #[error("the embedded DynamoDB does not start: {0}")]
    Database(String),
    /// Another DynamoDB does not answer, or not as one.
    #[error("the DynamoDB at {url} can't be used: {reason}")]
    OtherDatabase {
        /// Which one.
        url: String,
        /// What it said.
        reason: String,
    },
    /// A setting is wrong.
    #[error(transparent)]
    Setting(#[from] web::StartupError),
    /// The system gives no threads.
    #[error("the system gives no threads: {0}")]
    Threads(io::Error),
}
