//! What an operator says of the service, read once.

use html::Site;
use web::{Env, StartupError};

const TERMS_VERSION: &str = "1";

/// What every page is made with, and the host that people know.
pub(crate) struct Setup {
    pub(crate) site: Site,
    pub(crate) host: String,
}

impl Setup {
    pub(crate) fn of(env: &Env) -> Result<Self, StartupError> {
        let or = |name, default: &str| env.setting(name).unwrap_or(default).to_owned();
        Ok(Self {
            site: Site {
                help_phone: env.help_phone().to_owned(),
                feedback_email: env.required("LLAVE_FEEDBACK_EMAIL")?.to_owned(),
                controller: env.required("LLAVE_CONTROLLER")?.to_owned(),
                terms_version: or("LLAVE_TERMS_VERSION", TERMS_VERSION),
                profile: env.profile()?,
            },
            host: env.required("LLAVE_HOST")?.to_owned(),
        })
    }
}
