//! Challenges that are good once, and the day's budget of SMS.

use jiff::{Timestamp, civil::Date};
use secrets::EntryId;

use crate::{
    Error, Storage, item,
    write::{Write, Written},
};

/// How long a challenge that ended is kept before TTL may take it, in seconds: a function whose
/// clock is slow still finds it spent.
const CHALLENGE_KEPT_SECONDS: i64 = 3_600;
/// How long a day's budget is kept before TTL may take it, in seconds.
const BUDGET_KEPT_SECONDS: i64 = 2 * 86_400;

/// One SMS out of the budget of one day.
#[derive(Clone, Copy)]
pub struct Spending {
    /// Which day (UTC).
    pub day: Date,
    /// Which of the day's items, drawn at random.
    pub shard: u32,
    /// How many SMS that item lets through for this purpose.
    pub limit: u32,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// Spends the challenge of this nonce. `false` if it was spent before.
    ///
    /// The condition decides between entries that come with one solution at once: the first one
    /// spends it, and a repetition of it finds itself.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn spend_challenge(
        &self,
        nonce: &str,
        ends_at: Timestamp,
        me: EntryId,
    ) -> Result<bool, Error> {
        let write = Write::to(self.tables.challenge(nonce))
            .update("SET #by = :me, #ttl = :ttl")
            .only_if("attribute_not_exists(#pk) OR #by = :me")
            .value(":me", item::bytes(me.as_bytes()))
            .value(
                ":ttl",
                item::number(ends_at.as_second() + CHALLENGE_KEPT_SECONDS),
            );
        Ok(matches!(self.write(&write).await?, Written::Done(_)))
    }

    /// Takes one SMS out of the day's budget. `false` if its shard is empty.
    ///
    /// It is approximate: the shards are not evened out, and a repeated write counts twice.
    pub(crate) async fn spend(&self, spending: &Spending) -> Result<bool, Error> {
        let kept_until = spending.now.as_second() + BUDGET_KEPT_SECONDS;
        let write = Write::to(self.tables.budget(spending.day, spending.shard))
            .update("SET #ttl = :ttl ADD #sent :one")
            .only_if("attribute_not_exists(#sent) OR #sent < :limit")
            .value(":one", item::number(1))
            .value(":limit", item::number(spending.limit.into()))
            .value(":ttl", item::number(kept_until));
        Ok(matches!(self.write(&write).await?, Written::Done(_)))
    }

    /// Puts back what was taken for an SMS that was not sent, or one person could empty the
    /// budget with SMS that their own cap refuses.
    pub(crate) async fn put_back(&self, spending: &Spending) -> Result<(), Error> {
        let write = Write::to(self.tables.budget(spending.day, spending.shard))
            .update("ADD #sent :back")
            .only_if("#sent > :zero")
            .value(":back", item::number(-1))
            .value(":zero", item::number(0));
        self.write(&write).await?;
        Ok(())
    }
}
