//! What a start can choose.

use std::{
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

use crate::{StartError, ids, tables};

/// How the runner starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens: on this machine alone, unless others are to read keys and SMS.
    pub bind: IpAddr,
    /// Where the operations and `/dev/…` answer; 0 is any free port.
    pub port: u16,
    /// Where the embedded DynamoDB answers; 0 is any free port.
    pub dynamodb_port: u16,
    /// Where the endpoint that speaks SNS answers; 0 is any free port.
    pub sns_port: u16,
    /// Where the endpoint that speaks Secrets Manager answers; 0 is any free port.
    pub secrets_port: u16,
    /// Where another DynamoDB answers, in place of the embedded one.
    pub dynamodb_url: Option<String>,
    /// Where another SNS answers: it is asked too, and what it takes is kept to be read.
    pub sns_url: Option<String>,
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
            bind: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            dynamodb_port: 0,
            sns_port: 0,
            secrets_port: 0,
            dynamodb_url: None,
            sns_url: None,
            data: DataFolder::Memory,
            settings: Vec::new(),
        }
    }

    /// Like [`Options::ephemeral`], but over another DynamoDB, if one is named, with tables of
    /// its own there; and over another SNS, if one is named.
    ///
    /// # Errors
    /// [`StartError::Randomness`].
    pub fn ephemeral_over(
        dynamodb_url: Option<String>,
        sns_url: Option<String>,
    ) -> Result<Self, StartError> {
        let mut options = Self::ephemeral();
        if dynamodb_url.is_some() {
            let id = ids::random().map_err(|_| StartError::Randomness)?;
            options.settings = vec![
                (
                    "LLAVE_ACCOUNTS_TABLE".to_owned(),
                    format!("{}-{id}", tables::ACCOUNTS),
                ),
                (
                    "LLAVE_PROCEDURES_TABLE".to_owned(),
                    format!("{}-{id}", tables::PROCEDURES),
                ),
            ];
        }
        options.dynamodb_url = dynamodb_url;
        options.sns_url = sns_url;
        Ok(options)
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
