//! The DynamoDB behind the operations: the embedded one, which the runner starts and keeps in the
//! data folder, or another one that runs already.

use std::{net::SocketAddr, time::Duration};

use dynoxide::Database;
use tokio::net::TcpListener;

use crate::{
    Options, StartError,
    folder::Folder,
    island::Island,
    services::url,
    tables::{self, Tables},
};

/// The file of the embedded one.
const DATABASE: &str = "llave.sqlite";
/// How often what has passed its TTL is deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// The one that was chosen.
pub(crate) enum Engine {
    /// It will be served here.
    Embedded(TcpListener, SocketAddr),
    /// It answers at this URL.
    Elsewhere(String),
}

impl Engine {
    /// Listens for the embedded one, if no other was named.
    pub(crate) fn listen(island: &Island, options: &Options) -> Result<Self, StartError> {
        if let Some(url) = &options.dynamodb_url {
            return Ok(Self::Elsewhere(url.clone()));
        }
        let (listener, at) = island.listen(options.bind, options.dynamodb_port)?;
        Ok(Self::Embedded(listener, at))
    }

    /// Serves it with its tables; gives its URL.
    pub(crate) fn serve(
        self,
        island: &Island,
        folder: Option<&Folder>,
        tables: &Tables,
    ) -> Result<String, StartError> {
        match self {
            Self::Embedded(listener, at) => {
                let database = open(folder)?;
                tables::make(&database, tables)?;
                island.run(dynoxide::server::serve_on(listener, database.clone()));
                island.run(sweep(database));
                Ok(url(at))
            }
            Self::Elsewhere(url) => {
                let making = tables::make_at(url.clone(), tables.clone());
                match island.wait_for(making) {
                    Some(Ok(())) => Ok(url),
                    Some(Err(reason)) => Err(StartError::OtherDatabase { url, reason }),
                    None => {
                        let reason = "the runner is ending".to_owned();
                        Err(StartError::OtherDatabase { url, reason })
                    }
                }
            }
        }
    }
}

/// There is something that only the folder's own keys can read.
pub(crate) fn has_data(folder: &Folder) -> bool {
    folder.file(DATABASE).exists()
}

fn open(folder: Option<&Folder>) -> Result<Database, StartError> {
    let opened = match folder {
        None => Database::memory(),
        Some(folder) => {
            folder.make_private(DATABASE)?;
            Database::new(&folder.file(DATABASE).to_string_lossy())
        }
    };
    opened.map_err(|error| StartError::Database(error.to_string()))
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
