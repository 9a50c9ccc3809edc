//! Challenges that are good once, and the day's budget of SMS.

use jiff::{Timestamp, civil::Date};
use proof::ChallengeId;
use secrets::EntryId;

use crate::{
    Error, Storage, item,
    write::{Write, Written},
};

/// How long a day's budget is kept before TTL may take it, in seconds.
const BUDGET_KEPT_SECONDS: i64 = 2 * 86_400;

impl Storage {
    /// Spends a challenge. `false` if it was spent before.
    ///
    /// The condition decides between entries that come with one solution at once: the first one
    /// spends it, and a repetition of it finds itself.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn spend_challenge(
        &self,
        challenge: &ChallengeId,
        me: EntryId,
    ) -> Result<bool, Error> {
        let write = Write::to(self.tables.challenge(&challenge.nonce))
            .update("SET #by = :me, #ttl = :ttl")
            .only_if("attribute_not_exists(#pk) OR #by = :me")
            .value(":me", item::bytes(me.as_bytes()))
            .value(":ttl", item::time(challenge.ends_at));
        Ok(matches!(self.write(&write).await?, Written::Done(_)))
    }

    /// Takes one SMS out of one shard of the day's budget. `false` if the shard is empty.
    ///
    /// It is approximate: the shards are not evened out, and a repeated write counts twice.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn spend_budget(
        &self,
        day: Date,
        shard: u32,
        limit: u32,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let write = Write::to(self.tables.budget(day, shard))
            .update("SET #ttl = :ttl ADD #sent :one")
            .only_if("attribute_not_exists(#sent) OR #sent < :limit")
            .value(":one", item::number(1))
            .value(":limit", item::number(limit.into()))
            .value(":ttl", item::number(now.as_second() + BUDGET_KEPT_SECONDS));
        Ok(matches!(self.write(&write).await?, Written::Done(_)))
    }
}
