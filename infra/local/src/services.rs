//! What the operations need around them: a DynamoDB with the two tables, endpoints that speak SNS
//! and Secrets Manager, keys; and the settings that lead there. The operations reach them as they
//! would reach AWS, over HTTP and through the same SDK.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};

use aws_config::{Region, SdkConfig};
use aws_credential_types::Credentials;

use crate::{
    Clock, DataFolder, Options, Outbox, StartError,
    engine::{self, Engine},
    folder::Folder,
    island::Island,
    keys::Keys,
    registrar::{self, Registrar},
    secrets_manager::{self, Secrets},
    sns,
    tables::Tables,
};

const REGION: &str = "eu-south-2";
/// Who asks, for endpoints that let everybody in.
const CREDENTIALS: &str = "local";

/// The running services. They stop when this is dropped.
pub struct Services {
    dynamodb_url: String,
    sns_url: String,
    secrets_url: String,
    tables: Tables,
    outbox: Outbox,
    clock: Clock,
    keys: Keys,
    registrar: Registrar,
    // Dropped in this order: the folder is let go when nobody works in it any more.
    _island: Island,
    _folder: Option<Folder>,
}

impl Services {
    /// Starts them.
    ///
    /// # Errors
    /// [`StartError`], if a port, the data folder or what is in it can't be used.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let island = Island::silent()?;
        let engine = Engine::listen(&island, options)?;
        let (sns, sns_at) = island.listen(options.bind, options.sns_port)?;
        let (secrets, secrets_at) = island.listen(options.bind, options.secrets_port)?;
        let kept = Kept::open(&options.data)?;
        let registrar = kept.registrar()?;
        let tables = Tables::named_in(&options.settings);
        let dynamodb_url = engine.serve(&island, kept.folder.as_ref(), &tables)?;

        let clock = Clock::default();
        let texts = secret_settings(&kept.keys, &registrar).map(|(_, name, text)| (name, text));
        let texts = Secrets::new(texts, clock.now())?;
        let other_sns = options.sns_url.clone();
        let endpoints = [
            (
                sns,
                sns::endpoint(kept.outbox.clone(), clock.clone(), other_sns)?,
            ),
            (secrets, secrets_manager::endpoint(texts)),
        ];
        for (listener, endpoint) in endpoints {
            island.run(async move {
                // It ends with its island, never by itself.
                axum::serve(listener, endpoint).await.ok();
            });
        }
        Ok(Self {
            dynamodb_url,
            sns_url: url(sns_at),
            secrets_url: url(secrets_at),
            tables,
            outbox: kept.outbox,
            clock,
            keys: kept.keys,
            registrar,
            _island: island,
            _folder: kept.folder,
        })
    }

    /// Where DynamoDB answers.
    #[must_use]
    pub fn dynamodb_url(&self) -> &str {
        &self.dynamodb_url
    }

    /// Where the endpoint that speaks SNS answers.
    #[must_use]
    pub fn sns_url(&self) -> &str {
        &self.sns_url
    }

    /// Where the endpoint that speaks Secrets Manager answers.
    #[must_use]
    pub fn secrets_url(&self) -> &str {
        &self.secrets_url
    }

    /// The messages that were sent.
    #[must_use]
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// The clock that dates them.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The registrar whose tokens `register` accepts.
    #[must_use]
    pub fn registrar(&self) -> &Registrar {
        &self.registrar
    }

    /// The settings of an operation that works with these services in this process.
    #[must_use]
    pub fn settings(&self) -> Vec<(String, String)> {
        let secrets =
            secret_settings(&self.keys, &self.registrar).map(|(setting, _, text)| (setting, text));
        owned(self.places().into_iter().chain(secrets))
    }

    /// The environment of a function that runs elsewhere and works with these services: it fetches
    /// its keys from Secrets Manager, as in AWS.
    #[must_use]
    pub fn settings_elsewhere(&self) -> Vec<(String, String)> {
        let secrets = secret_settings(&self.keys, &self.registrar)
            .map(|(setting, name, _)| (setting, format!("secret:{name}")));
        let sdk = [
            ("AWS_REGION", REGION),
            ("AWS_ACCESS_KEY_ID", CREDENTIALS),
            ("AWS_SECRET_ACCESS_KEY", CREDENTIALS),
        ];
        let sdk = sdk.map(|(name, value)| (name, value.to_owned()));
        owned(self.places().into_iter().chain(secrets).chain(sdk))
    }

    /// The settings that are no secret.
    fn places(&self) -> [(&'static str, String); 8] {
        [
            ("AWS_ENDPOINT_URL_DYNAMODB", self.dynamodb_url.clone()),
            ("AWS_ENDPOINT_URL_SNS", self.sns_url.clone()),
            ("AWS_ENDPOINT_URL_SECRETS_MANAGER", self.secrets_url.clone()),
            ("LLAVE_ACCOUNTS_TABLE", self.tables.accounts.clone()),
            ("LLAVE_PROCEDURES_TABLE", self.tables.procedures.clone()),
            ("LLAVE_HOST", "localhost".to_owned()),
            ("LLAVE_REGISTRAR_ISSUER", registrar::ISSUER.to_owned()),
            ("LLAVE_REGISTRAR_AUDIENCE", registrar::AUDIENCE.to_owned()),
        ]
    }

    /// What an operation starts from. `settings` override the runner's own.
    #[must_use]
    pub fn env(&self, settings: &[(String, String)]) -> web::Env {
        let own = self.settings();
        web::Env::new(own.into_iter().chain(settings.iter().cloned()), aws())
    }
}

/// What is kept between two starts, beside the tables.
struct Kept {
    folder: Option<Folder>,
    keys: Keys,
    outbox: Outbox,
}

impl Kept {
    fn open(data: &DataFolder) -> Result<Self, StartError> {
        match data {
            DataFolder::Memory => Ok(Self {
                folder: None,
                keys: Keys::fresh()?,
                outbox: Outbox::default(),
            }),
            DataFolder::At(path) => {
                let folder = Folder::hold(path)?;
                Ok(Self {
                    // Data without keys means that somebody took them away.
                    keys: Keys::of(&folder, engine::has_data(&folder))?,
                    outbox: Outbox::of(&folder)?,
                    folder: Some(folder),
                })
            }
        }
    }

    fn registrar(&self) -> Result<Registrar, StartError> {
        Registrar::new(&self.keys.registrar).map_err(|error| StartError::KeysMalformed {
            path: self.folder.as_ref().map_or_else(PathBuf::new, Keys::file),
            reason: error.to_string(),
        })
    }
}

/// What is kept in Secrets Manager: the setting that holds it, its name there, its text.
fn secret_settings(
    keys: &Keys,
    registrar: &Registrar,
) -> [(&'static str, &'static str, String); 5] {
    let jwks = registrar.jwks().to_string();
    [
        ("LLAVE_INDEX_KEYS", "llave/index-keys", keys.index.text()),
        ("LLAVE_PEPPER_KEYS", "llave/pepper-keys", keys.pepper.text()),
        ("LLAVE_SEAL_KEYS", "llave/seal-keys", keys.seal.text()),
        (
            "LLAVE_CHALLENGE_KEYS",
            "llave/challenge-keys",
            keys.challenge.text(),
        ),
        ("LLAVE_REGISTRAR_JWKS", "llave/registrar-jwks", jwks),
    ]
}

fn owned(settings: impl IntoIterator<Item = (&'static str, String)>) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, String)| (name.to_owned(), value);
    settings.into_iter().map(owned).collect()
}

/// The URL at which this machine reaches what listens there.
pub(crate) fn url(listening: SocketAddr) -> String {
    let mut reached = listening;
    match listening.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => reached.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => reached.set_ip(Ipv6Addr::LOCALHOST.into()),
        IpAddr::V4(_) | IpAddr::V6(_) => {}
    }
    format!("http://{reached}")
}

/// The SDK's configuration, from nowhere else: no profile or variable of the machine changes it.
pub(crate) fn aws() -> SdkConfig {
    let credentials = Credentials::new(CREDENTIALS, CREDENTIALS, None, None, "runner");
    web::aws::config(Some(Region::from_static(REGION)), credentials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_listens_everywhere_is_reached_at_this_machine() {
        #[track_caller]
        fn check(listening: &str, expected: &str) {
            assert_eq!(url(listening.parse().unwrap()), expected);
        }
        check("127.0.0.1:8000", "http://127.0.0.1:8000");
        check("0.0.0.0:8000", "http://127.0.0.1:8000");
        check("192.0.2.1:8000", "http://192.0.2.1:8000");
        check("[::]:8000", "http://[::1]:8000");
    }
}
