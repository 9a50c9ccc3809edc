//! Why a search ends without a result.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why a search ends without a result.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// A file can't be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
    /// A file of marks that the tests did not write.
    #[error("{0} is no file of marks")]
    Marks(PathBuf),
    /// A program does not start, or does not say what it should.
    #[error("{0}")]
    Program(String),
    /// A table can't be read.
    #[error("the tables can't be read: {0}")]
    Tables(String),
    /// The tests of the contract did not pass.
    #[error("the tests of the contract failed: {0}")]
    Suite(String),
    /// A search in its own planted leaks found less than there is.
    #[error("the search is blind: it did not find {0}")]
    Blind(String),
    /// Something made a program log more than it should ever.
    #[error("{0} has lines of the levels DEBUG or TRACE, which may quote requests")]
    Talkative(String),
    /// The memory of another process can't be read here.
    #[error("the memory of a process can't be read here: {0}")]
    Memory(io::Error),
}

impl Failed {
    /// A file that can't be read or written.
    pub(crate) fn file(path: &Path, reason: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            reason,
        }
    }
}
