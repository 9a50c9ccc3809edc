//! What the operations need around them: an embedded DynamoDB with the two tables, an endpoint
//! that speaks SNS, keys; and the settings that lead there. The operations reach them as they
//! would reach AWS, over HTTP and through the same SDK.

use std::{path::PathBuf, time::Duration};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use dynoxide::Database;

use crate::{
    Clock, DataFolder, Options, Outbox, StartError,
    folder::Folder,
    island::Island,
    keys::Keys,
    registrar::{self, Registrar},
    sns, tables,
};

const REGION: &str = "eu-south-2";
const DATABASE: &str = "llave.sqlite";
/// How often what has passed its TTL is deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// The running services. They stop when this is dropped.
pub struct Services {
    dynamodb_url: String,
    sns_url: String,
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
        let (dynamodb, dynamodb_at) = island.listen(options.dynamodb_port)?;
        let (sns, sns_at) = island.listen(options.sns_port)?;
        let Kept {
            folder,
            keys,
            outbox,
            database,
        } = Kept::open(&options.data)?;
        let registrar = Registrar::new(&keys.registrar).map_err(|error| {
            let path = folder.as_ref().map_or_else(PathBuf::new, Keys::file);
            StartError::KeysMalformed {
                path,
                reason: error.to_string(),
            }
        })?;
        tables::make(&database)?;

        let clock = Clock::default();
        island.run(dynoxide::server::serve_on(dynamodb, database.clone()));
        island.run(sweep(database));
        let endpoint = sns::endpoint(outbox.clone(), clock.clone());
        island.run(async move {
            // It ends with its island, never by itself.
            axum::serve(sns, endpoint).await.ok();
        });
        Ok(Self {
            dynamodb_url: format!("http://{dynamodb_at}"),
            sns_url: format!("http://{sns_at}"),
            outbox,
            clock,
            keys,
            registrar,
            _island: island,
            _folder: folder,
        })
    }

    /// Where the embedded DynamoDB answers.
    #[must_use]
    pub fn dynamodb_url(&self) -> &str {
        &self.dynamodb_url
    }

    /// Where the endpoint that speaks SNS answers.
    #[must_use]
    pub fn sns_url(&self) -> &str {
        &self.sns_url
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

    /// The settings of an operation that works with these services.
    #[must_use]
    pub fn settings(&self) -> Vec<(String, String)> {
        let own = [
            ("AWS_ENDPOINT_URL_DYNAMODB", self.dynamodb_url.clone()),
            ("AWS_ENDPOINT_URL_SNS", self.sns_url.clone()),
            ("LLAVE_ACCOUNTS_TABLE", tables::ACCOUNTS.to_owned()),
            ("LLAVE_PROCEDURES_TABLE", tables::PROCEDURES.to_owned()),
            ("LLAVE_INDEX_KEYS", self.keys.index.clone()),
            ("LLAVE_PEPPER_KEYS", self.keys.pepper.clone()),
            ("LLAVE_SEAL_KEYS", self.keys.seal.clone()),
            ("LLAVE_CHALLENGE_KEYS", self.keys.challenge.clone()),
            ("LLAVE_HOST", "localhost".to_owned()),
            ("LLAVE_REGISTRAR_ISSUER", registrar::ISSUER.to_owned()),
            ("LLAVE_REGISTRAR_AUDIENCE", registrar::AUDIENCE.to_owned()),
            ("LLAVE_REGISTRAR_JWKS", self.registrar.jwks().to_string()),
        ];
        own.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// What an operation starts from. `settings` override the runner's own.
    #[must_use]
    pub fn env(&self, settings: &[(String, String)]) -> web::Env {
        let own = self.settings();
        web::Env::new(own.into_iter().chain(settings.iter().cloned()), aws())
    }
}

/// What is kept between two starts.
struct Kept {
    folder: Option<Folder>,
    keys: Keys,
    outbox: Outbox,
    database: Database,
}

impl Kept {
    fn open(data: &DataFolder) -> Result<Self, StartError> {
        let failed = |error: dynoxide::DynoxideError| StartError::Database(error.to_string());
        match data {
            DataFolder::Memory => Ok(Self {
                folder: None,
                keys: Keys::fresh()?,
                outbox: Outbox::default(),
                database: Database::memory().map_err(failed)?,
            }),
            DataFolder::At(path) => {
                let folder = Folder::hold(path)?;
                let database = folder.file(DATABASE);
                // The keys come first: data without keys means that somebody took them away.
                let keys = Keys::of(&folder, database.exists())?;
                folder.make_private(DATABASE)?;
                Ok(Self {
                    keys,
                    outbox: Outbox::of(&folder)?,
                    database: Database::new(&database.to_string_lossy()).map_err(failed)?,
                    folder: Some(folder),
                })
            }
        }
    }
}

/// The SDK's configuration, from nowhere else: no profile or variable of the machine changes it.
fn aws() -> SdkConfig {
    let credentials = Credentials::new("local", "local", None, None, "runner");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static(REGION))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .timeout_config(web::settings::time_outs())
        .retry_config(web::settings::retries())
        .build()
}

/// Deletes what has passed its TTL, as DynamoDB does in its own time.
async fn sweep(database: Database) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        let database = database.clone();
        // What can't be deleted now is deleted at the next round.
        tokio::task::spawn_blocking(move || database.sweep_ttl().ok())
            .await
            .ok();
    }
}
