//! The services and `/dev/…` without the operations, for functions that run elsewhere; and the
//! environment that leads those functions here.
//!
//! Functions elsewhere have the machine's clock. `POST /dev/clock` moves the one that dates SMS,
//! tokens and challenges, and no function.

use std::collections::BTreeMap;

use crate::{Options, Services, StartError, dev::Dev, island::Island, server, services::url};

/// The services and `/dev/…`, running. They stop when this is dropped.
pub struct ServicesOnly {
    dev_url: String,
    environment: BTreeMap<String, String>,
    // Dropped in this order: nobody asks services that are gone.
    _island: Island,
    services: Services,
}

impl ServicesOnly {
    /// Starts them; when this returns, they answer.
    ///
    /// # Errors
    /// [`StartError`], in one line for whoever started it.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let island = Island::new()?;
        let (listener, address) = island.listen(options.bind, options.port)?;
        let services = Services::start(options)?;
        let dev = Dev::new(&services, &services.env(&options.settings))?;
        island.run(server::serve_dev(listener, dev));
        let own = services.settings_elsewhere();
        Ok(Self {
            dev_url: url(address),
            environment: own.into_iter().chain(options.settings.clone()).collect(),
            _island: island,
            services,
        })
    }

    /// Where `/dev/…` answers, without a slash at the end.
    #[must_use]
    pub fn dev_url(&self) -> &str {
        &self.dev_url
    }

    /// What a function needs in its environment. Its keys it fetches itself.
    #[must_use]
    pub fn environment(&self) -> &BTreeMap<String, String> {
        &self.environment
    }

    /// What the functions find.
    #[must_use]
    pub fn services(&self) -> &Services {
        &self.services
    }
}
