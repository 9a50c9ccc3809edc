//! Services, operations, pages and `/dev/…` together, over HTTP on 127.0.0.1.

use std::net::SocketAddr;

use pages::{Pages, Sms};

use crate::{Options, Outbox, Services, StartError, dev::Dev, island::Island, server, services};

/// As the page shows them.
fn shown(outbox: &Outbox) -> Vec<Sms> {
    let messages = outbox.all().into_iter().rev();
    let shown = |sms: crate::Sms| Sms {
        to: sms.to,
        body: sms.body,
        at: sms.at,
    };
    messages.map(shown).collect()
}

/// The whole system, running. It stops when this is dropped.
pub struct Runner {
    address: SocketAddr,
    // Dropped in this order: nobody asks services that are gone.
    _island: Island,
    services: Services,
}

impl Runner {
    /// Starts it; when this returns, it answers.
    ///
    /// # Errors
    /// [`StartError`], in one line for whoever started it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let island = Island::new()?;
        let (listener, address) = island.listen(options.bind, options.port)?;
        let services = Services::start(&options)?;
        let env = services.env(&options.settings);
        let operations = pages::operations::router(&env).await?;
        let outbox = services.outbox().clone();
        let pages = Pages::over(operations.clone(), &env)?
            .with_desk()
            .showing(move || shown(&outbox));
        let router = operations.beside(pages);
        let dev = Dev::new(&services, &env)?;
        island.run(server::serve(listener, router, dev));
        Ok(Self {
            address,
            _island: island,
            services,
        })
    }

    /// Where it answers: `http://127.0.0.1:8080`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        services::url(self.address)
    }

    /// What stands behind the operations.
    #[must_use]
    pub fn services(&self) -> &Services {
        &self.services
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::folder::tests::Scratch;

    #[tokio::test]
    async fn a_dropped_runner_has_let_go_of_its_port_and_its_folder() {
        let scratch = Scratch::new("runner");
        let mut options = Options::kept_in(&scratch.0);
        let first = Runner::start(options.clone()).await.unwrap();
        options.port = first.address.port();
        let _open = TcpStream::connect(first.address).unwrap();
        drop(first);
        let second = Runner::start(options.clone()).await.unwrap();
        assert!(matches!(
            Runner::start(options.clone()).await,
            Err(StartError::PortInUse(port)) if port == options.port
        ));
        options.port = 0;
        assert!(matches!(
            Runner::start(options).await,
            Err(StartError::FolderInUse(_))
        ));
        drop(second);
    }

    #[tokio::test]
    async fn a_setting_out_of_its_range_stops_the_start() {
        let mut options = Options::ephemeral();
        options
            .settings
            .push(("LLAVE_PROFILE".to_owned(), "none".to_owned()));
        assert!(matches!(
            Runner::start(options).await,
            Err(StartError::Setting(_))
        ));
    }
}
