//! The configuration that an operation starts from: names and values, in Lambda those of the
//! environment. What is missing or out of its range stops the start with a clear message.
//!
//! | name | what it is |
//! | --- | --- |
//! | `LLAVE_PROFILE` | `clave` (default) or `modern` |
//! | `LLAVE_RULES` | a JSON object of rules that differ from the profile's |
//! | `LLAVE_ACCOUNTS_TABLE`, `LLAVE_PROCEDURES_TABLE` | the tables |
//! | `LLAVE_INDEX_KEYS`, `LLAVE_PEPPER_KEYS`, `LLAVE_SEAL_KEYS`, `LLAVE_CHALLENGE_KEYS` | families of keys, each `{"use": "1", "1": "<base64>"}` |
//! | `LLAVE_HASH_COST`, `LLAVE_OLDER_HASH_COST` | of Argon2id, as `m=19456,t=2,p=1` |
//! | `LLAVE_HOST` | the host of the pages, that SMS codes are bound to |
//! | `LLAVE_HELP_PHONE` | the telephone that helps people; `060` by default |
//! | `LLAVE_SENDER_ID` | the SMS sender's name, if the operator has registered one |
//! | `LLAVE_SMS_REGION` | the region that sends SMS, if it is not the function's own |
//! | `LLAVE_REGISTRAR_ISSUER`, `LLAVE_REGISTRAR_AUDIENCE`, `LLAVE_REGISTRAR_JWKS` | whose tokens `register` accepts; without an issuer, nobody's |
//! | `LLAVE_CHALLENGE_COST`, `LLAVE_CHALLENGE_PREFIX` | the work behind a challenge |
//! | `LLAVE_CHALLENGE_KINDS` | `proof` (default), or `proof,question` to offer the simple question too |
//! | `LLAVE_FEEDBACK_EMAIL`, `LLAVE_CONTROLLER`, `LLAVE_TERMS_VERSION` | what pages say of the service |
//! | `LLAVE_ORIGIN_TOKEN` | what the header `x-origin-token` may say, as `{"send": "…"}`: the mark of the operator's own front |
//! | `LLAVE_METRICS_NAMESPACE` | of a function's metrics; `Llave` by default |
//! | `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL_SNS`, `AWS_ENDPOINT_URL_SECRETS_MANAGER` | other endpoints than AWS's own |
//!
//! In a function, a value may be `secret:<name or ARN>`: it is fetched from Secrets Manager.

use std::{collections::BTreeMap, str::FromStr, sync::OnceLock, time::Duration};

use aws_config::SdkConfig;
use messages::{Messages, Outgoing};
use policy::{Profile, profile::ProfileError};
use proof::Challenges;
use secrets::{Cost, Hasher, Index, Keyring, OtpHasher, Sealer, Token};
use storage::{Storage, Tables};

use crate::{aws, secret_settings};

/// A connection to SNS that was idle for longer is not used again: SNS is asked once, and where the
/// other side has closed the connection meanwhile it would not be known what became of the SMS.
const SNS_IDLE: Duration = Duration::from_secs(15);
/// What the tables are reached by.
const OF_STORAGE: [&str; 3] = [
    "LLAVE_ACCOUNTS_TABLE",
    "LLAVE_PROCEDURES_TABLE",
    "AWS_ENDPOINT_URL_DYNAMODB",
];
/// The shortest mark of a front.
const ORIGIN_TOKEN_MIN: usize = 32;
/// Of the Spanish administration.
const HELP_PHONE: &str = "060";

/// Why an operation does not start.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct StartupError {
    name: String,
    reason: String,
}

impl StartupError {
    /// The setting, and what is wrong with it.
    pub fn new(name: &str, reason: impl ToString) -> Self {
        Self {
            name: name.to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// What an operation starts from.
pub struct Env {
    settings: BTreeMap<String, String>,
    aws: SdkConfig,
    sns_idle: Option<Duration>,
    storage: OnceLock<Storage>,
    /// In place of the cost that the settings name.
    hash_cost: Option<Cost>,
    /// One for all operations of a process: they share its processors and the memory of hashes.
    hasher: OnceLock<Hasher>,
}

impl Env {
    /// Takes settings and the configuration of the SDK from whoever starts the operation.
    pub fn new(settings: impl IntoIterator<Item = (String, String)>, aws: SdkConfig) -> Self {
        Self {
            settings: settings.into_iter().collect(),
            aws,
            sns_idle: None,
            storage: OnceLock::new(),
            hash_cost: None,
            hasher: OnceLock::new(),
        }
    }

    /// The same; hashes cost this, less than the floor too, whatever the settings say. For tests
    /// that make hundreds of thousands of them: no setting leads here.
    #[must_use]
    pub fn hashing_at(mut self, cost: Cost) -> Self {
        self.hash_cost = Some(cost);
        self
    }

    /// The environment of the process, as in Lambda, with the secrets that it names.
    ///
    /// # Errors
    /// [`StartupError`] if a secret can't be fetched.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge: settings are read here, once"
    )]
    pub async fn of_process() -> Result<Self, StartupError> {
        let aws = aws::of_process().await;
        // What is not UTF-8 is no setting of ours.
        let settings = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let named = Self::new(settings, aws);
        let endpoint = named.setting("AWS_ENDPOINT_URL_SECRETS_MANAGER");
        let fetching = secret_settings::fetch(named.settings.clone(), &named.aws, endpoint);
        let (settings, ()) = tokio::join!(fetching, named.connect());
        Ok(Self {
            sns_idle: Some(SNS_IDLE),
            ..named.with(settings?)
        })
    }

    /// With these settings. Tables that they name otherwise are not those of the connection.
    fn with(self, settings: BTreeMap<String, String>) -> Self {
        let same = |name| self.settings.get(name) == settings.get(name);
        let storage = if OF_STORAGE.into_iter().all(same) {
            self.storage
        } else {
            OnceLock::new()
        };
        Self {
            settings,
            storage,
            ..self
        }
    }

    /// Opens a connection to the tables, if there are any. That none can be had stops no start.
    async fn connect(&self) {
        if let Ok(storage) = self.storage() {
            storage.connect().await;
        }
    }

    /// Makes what the first call of an operation that has started will need, beside it.
    pub(crate) fn prepare(&self) {
        if let Some(hasher) = self.hasher.get() {
            hasher.prepare();
        }
    }

    /// A setting that may be absent; an empty one is absent.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// A setting that must be there.
    ///
    /// # Errors
    /// [`StartupError`] if it is not.
    pub fn required(&self, name: &'static str) -> Result<&str, StartupError> {
        self.setting(name)
            .ok_or_else(|| StartupError::new(name, "is not set"))
    }

    /// The rules in force.
    ///
    /// # Errors
    /// [`StartupError`] if the profile is unknown, a rule is out of its range, or all of them
    /// together give an attacker too many guesses.
    pub fn profile(&self) -> Result<Profile, StartupError> {
        let name = self.setting("LLAVE_PROFILE").unwrap_or("clave");
        Profile::configured(name, self.setting("LLAVE_RULES")).map_err(|error| match error {
            ProfileError::Name(_) => StartupError::new("LLAVE_PROFILE", error),
            ProfileError::Overrides(_)
            | ProfileError::Range { .. }
            | ProfileError::Guesses { .. } => StartupError::new("LLAVE_RULES", error),
        })
    }

    /// The two tables.
    ///
    /// # Errors
    /// [`StartupError`] if one of them has no name.
    pub fn storage(&self) -> Result<Storage, StartupError> {
        if let Some(storage) = self.storage.get() {
            return Ok(storage.clone());
        }
        let [accounts, procedures, endpoint] = OF_STORAGE;
        let tables = Tables {
            accounts: self.required(accounts)?.to_owned(),
            procedures: self.required(procedures)?.to_owned(),
        };
        let endpoint = self.setting(endpoint);
        let storage = Storage::new(&self.aws, endpoint, tables);
        Ok(self.storage.get_or_init(|| storage).clone())
    }

    /// The SMS.
    ///
    /// # Errors
    /// [`StartupError`] if the host is missing or too long for one part of an SMS.
    pub fn messages(&self) -> Result<Messages, StartupError> {
        let host = self.required("LLAVE_HOST")?;
        if !messages::text::fits(host) {
            return Err(StartupError::new(
                "LLAVE_HOST",
                format!(
                    "is not a host name of at most {} characters",
                    messages::text::HOST_MAX
                ),
            ));
        }
        let outgoing = Outgoing {
            endpoint: self.setting("AWS_ENDPOINT_URL_SNS"),
            region: self.setting("LLAVE_SMS_REGION"),
            host,
            sender_id: self.setting("LLAVE_SENDER_ID"),
        };
        let messages = match self.sns_idle {
            Some(idle) => Messages::new(&aws::with_connections_idle_for(idle, &self.aws), outgoing),
            None => Messages::new(&self.aws, outgoing),
        };
        Ok(messages)
    }

    /// The host of the pages.
    ///
    /// # Errors
    /// [`StartupError`] if it is missing.
    pub fn host(&self) -> Result<&str, StartupError> {
        self.required("LLAVE_HOST")
    }

    /// The telephone that helps people.
    #[must_use]
    pub fn help_phone(&self) -> &str {
        self.setting("LLAVE_HELP_PHONE").unwrap_or(HELP_PHONE)
    }

    /// The names of items.
    ///
    /// # Errors
    /// [`StartupError`] if the family of keys can't be used.
    pub fn index(&self) -> Result<Index, StartupError> {
        let name = "LLAVE_INDEX_KEYS";
        let keys = self.keyring(name)?;
        if keys.all().count() > 1 {
            let reason = "has one key: it lives as long as the table";
            return Err(StartupError::new(name, reason));
        }
        Ok(Index::new(keys))
    }

    /// The hashes of passwords and activation codes.
    ///
    /// # Errors
    /// [`StartupError`] if the family of keys or the cost can't be used.
    pub fn hasher(&self) -> Result<Hasher, StartupError> {
        if let Some(hasher) = self.hasher.get() {
            return Ok(hasher.clone());
        }
        let set = self.cost("LLAVE_HASH_COST")?.unwrap_or(Cost::FLOOR);
        let cost = self.hash_cost.unwrap_or(set);
        let older = self.cost("LLAVE_OLDER_HASH_COST")?;
        let hasher = Hasher::new(self.peppers()?, cost, older);
        Ok(self.hasher.get_or_init(|| hasher).clone())
    }

    /// The hashes of one-time codes.
    ///
    /// # Errors
    /// [`StartupError`] if the family of keys can't be used.
    pub fn otp_hasher(&self) -> Result<OtpHasher, StartupError> {
        self.peppers().map(OtpHasher::new)
    }

    /// The seal of document numbers.
    ///
    /// # Errors
    /// [`StartupError`] if the family of keys can't be used.
    pub fn sealer(&self) -> Result<Sealer, StartupError> {
        self.keyring("LLAVE_SEAL_KEYS").map(Sealer::new)
    }

    /// The proofs of work, and the questions where they are offered.
    ///
    /// # Errors
    /// [`StartupError`] if the family of keys or the work can't be used, or the kinds are unknown.
    pub fn challenges(&self) -> Result<Challenges, StartupError> {
        let mut work = proof::Work::default();
        if let Some(cost) = self.setting("LLAVE_CHALLENGE_COST") {
            work.cost = parsed("LLAVE_CHALLENGE_COST", cost)?;
        }
        if let Some(prefix) = self.setting("LLAVE_CHALLENGE_PREFIX") {
            prefix.clone_into(&mut work.prefix);
        }
        let keys = self.keyring("LLAVE_CHALLENGE_KEYS")?;
        let challenges = Challenges::new(keys, work).map_err(|error| {
            StartupError::new("LLAVE_CHALLENGE_COST, LLAVE_CHALLENGE_PREFIX", error)
        })?;
        let kinds = "LLAVE_CHALLENGE_KINDS";
        match self.setting(kinds) {
            None | Some("proof") => Ok(challenges),
            Some("proof,question") => Ok(challenges.with_questions()),
            Some(_) => Err(StartupError::new(
                kinds,
                "is neither \"proof\" nor \"proof,question\"",
            )),
        }
    }

    /// What marks the requests that come through the operator's own front; none if all are
    /// answered. There may be more than one, so that the mark can be changed.
    ///
    /// # Errors
    /// [`StartupError`] if it is no JSON object of texts, each long enough.
    pub fn origin_tokens(&self) -> Result<Vec<Token>, StartupError> {
        let name = "LLAVE_ORIGIN_TOKEN";
        let Some(text) = self.setting(name) else {
            return Ok(Vec::new());
        };
        let malformed = || StartupError::new(name, "is not written {\"send\": \"<token>\"}");
        let tokens: BTreeMap<String, String> =
            serde_json::from_str(text).map_err(|_| malformed())?;
        if tokens.is_empty() {
            return Err(malformed());
        }
        if tokens.values().any(|token| token.len() < ORIGIN_TOKEN_MIN) {
            let reason = format!("has a token of fewer than {ORIGIN_TOKEN_MIN} characters");
            return Err(StartupError::new(name, reason));
        }
        Ok(tokens.values().map(|token| Token::entered(token)).collect())
    }

    /// Where CloudWatch shows the metrics.
    #[must_use]
    pub fn metrics_namespace(&self) -> &str {
        self.setting("LLAVE_METRICS_NAMESPACE").unwrap_or("Llave")
    }

    fn peppers(&self) -> Result<Keyring, StartupError> {
        self.keyring("LLAVE_PEPPER_KEYS")
    }

    fn keyring(&self, name: &'static str) -> Result<Keyring, StartupError> {
        Keyring::parse(self.required(name)?).map_err(|error| StartupError::new(name, error))
    }

    fn cost(&self, name: &'static str) -> Result<Option<Cost>, StartupError> {
        self.setting(name)
            .map(|text| parsed(name, text))
            .transpose()
    }
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(
    name: &'static str,
    text: &str,
) -> Result<T, StartupError> {
    text.parse().map_err(|error| StartupError::new(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        of.iter().map(owned).collect()
    }

    /// Whether a connection that was made by the names of settings stays once they are fetched.
    fn stays(fetched: &[(&str, &str)]) -> bool {
        let named = [
            ("LLAVE_ACCOUNTS_TABLE", "accounts"),
            ("LLAVE_PROCEDURES_TABLE", "procedures"),
            ("LLAVE_INDEX_KEYS", "secret:index"),
        ];
        let mut settings_fetched = settings(&named);
        settings_fetched.extend(settings(fetched));
        let env = Env::new(settings(&named), SdkConfig::builder().build());
        assert!(env.storage().is_ok());
        env.with(settings_fetched).storage.get().is_some()
    }

    #[test]
    fn tables_that_a_secret_names_are_not_those_of_the_connection() {
        assert!(stays(&[("LLAVE_INDEX_KEYS", "{}")]));
        assert!(!stays(&[("LLAVE_ACCOUNTS_TABLE", "others")]));
        assert!(!stays(&[("LLAVE_PROCEDURES_TABLE", "others")]));
        assert!(!stays(&[(
            "AWS_ENDPOINT_URL_DYNAMODB",
            "http://127.0.0.1:9"
        )]));
    }
}
