//! The two tables and the names of their items.
//!
//! *Accounts* is durable and has no TTL: `person#`, `password#`, `phone#`. *Procedures* holds what
//! ends by itself, TTL on `ttl`: `procedure#`, `session#`, `challenge#`, `budget#`, `stranger#`.
//! TTL only cleans up, days late: every end is decided in the condition of a write.

use policy::sms_caps::SHARDS;
use secrets::{PairKey, PersonKey, PhoneKey, TokenHash};

/// The names of the tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Accounts.
    pub accounts: String,
    /// Procedures.
    pub procedures: String,
}

/// One item of one table.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) table: String,
    pub(crate) pk: String,
}

impl Tables {
    pub(crate) fn person(&self, key: &PersonKey) -> Place {
        self.account("person", key.as_str())
    }

    pub(crate) fn password(&self, key: &PersonKey) -> Place {
        self.account("password", key.as_str())
    }

    pub(crate) fn phone(&self, key: &PhoneKey) -> Place {
        self.account("phone", key.as_str())
    }

    pub(crate) fn procedure(&self, token: &TokenHash) -> Place {
        self.passing("procedure", token.as_str())
    }

    pub(crate) fn session(&self, token: &TokenHash) -> Place {
        self.passing("session", token.as_str())
    }

    pub(crate) fn stranger(&self, pair: &PairKey) -> Place {
        self.passing("stranger", pair.as_str())
    }

    pub(crate) fn challenge(&self, nonce: &str) -> Place {
        self.passing("challenge", nonce)
    }

    pub(crate) fn budget(&self, day: jiff::civil::Date, shard: u32) -> Place {
        self.passing("budget", &format!("{day}#{}", shard % SHARDS))
    }

    fn account(&self, kind: &str, key: &str) -> Place {
        Place {
            table: self.accounts.clone(),
            pk: format!("{kind}#{key}"),
        }
    }

    fn passing(&self, kind: &str, key: &str) -> Place {
        Place {
            table: self.procedures.clone(),
            pk: format!("{kind}#{key}"),
        }
    }
}
