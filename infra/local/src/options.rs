//! What a start can choose.

use std::path::PathBuf;

/// How the runner starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the operations answer, on 127.0.0.1; 0 is any free port.
    pub port: u16,
    /// Where the embedded DynamoDB answers; 0 is any free port.
    pub dynamodb_port: u16,
    /// Where the endpoint that speaks SNS answers; 0 is any free port.
    pub sns_port: u16,
    /// Where data and keys are kept.
    pub data: DataFolder,
    /// Settings that override the runner's own; their names are those of `web::settings`.
    pub settings: Vec<(String, String)>,
}

/// Where data and keys are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataFolder {
    /// In memory: all is gone when the runner stops.
    Memory,
    /// In this folder, which is made if it is not there.
    At(PathBuf),
}

impl Options {
    /// Everything in memory and on free ports, with the runner's own settings: for tests.
    #[must_use]
    pub fn ephemeral() -> Self {
        Self {
            port: 0,
            dynamodb_port: 0,
            sns_port: 0,
            data: DataFolder::Memory,
            settings: Vec::new(),
        }
    }

    /// Like [`Options::ephemeral`], but kept in `folder`.
    #[must_use]
    pub fn kept_in(folder: impl Into<PathBuf>) -> Self {
        Self {
            data: DataFolder::At(folder.into()),
            ..Self::ephemeral()
        }
    }
}
