//! How an item is read and how values are written. A missing attribute, or one of another form,
//! is our fault and says which.

use std::collections::HashMap;

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use jiff::Timestamp;
use secrets::{StoredHash, Turn};

use crate::Error;

/// The year 9999 is no time of ours: what is added to one in it may be none at all.
const TIMES_END: i64 = 253_370_764_800;

pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// The history of SMS that one secret caused: whose turn it is to write it, and the times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sms {
    pub(crate) turn: Option<Turn>,
    pub(crate) times: Vec<Timestamp>,
}

/// An item as it was read.
pub(crate) struct Item(pub(crate) Attributes);

impl Item {
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, Error> {
        self.read(name, |value| value.as_s().ok().map(String::as_str))
    }

    pub(crate) fn needed_text(&self, name: &'static str) -> Result<&str, Error> {
        self.text(name)?.ok_or(Error::Item(name))
    }

    pub(crate) fn bytes(&self, name: &'static str) -> Result<Option<&[u8]>, Error> {
        self.read(name, |value| value.as_b().ok().map(Blob::as_ref))
    }

    /// A random id of a fixed length.
    pub(crate) fn id<T>(
        &self,
        name: &'static str,
        from_bytes: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        self.bytes(name)?
            .map(|bytes| from_bytes(bytes).ok_or(Error::Item(name)))
            .transpose()
    }

    pub(crate) fn number(&self, name: &'static str) -> Result<Option<i64>, Error> {
        self.read(name, |value| value.as_n().ok()?.parse().ok())
    }

    pub(crate) fn needed_number(&self, name: &'static str) -> Result<i64, Error> {
        self.number(name)?.ok_or(Error::Item(name))
    }

    pub(crate) fn time(&self, name: &'static str) -> Result<Option<Timestamp>, Error> {
        self.number(name)?
            .map(|second| read_time(second).ok_or(Error::Item(name)))
            .transpose()
    }

    pub(crate) fn needed_time(&self, name: &'static str) -> Result<Timestamp, Error> {
        self.time(name)?.ok_or(Error::Item(name))
    }

    /// A word of a fixed vocabulary.
    pub(crate) fn word<T, E>(
        &self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Error> {
        parse(self.needed_text(name)?).map_err(|_| Error::Item(name))
    }

    /// How many ids a set holds.
    pub(crate) fn count(&self, name: &'static str) -> Result<usize, Error> {
        let size = self.read(name, |value| value.as_bs().ok().map(Vec::len))?;
        Ok(size.unwrap_or(0))
    }

    pub(crate) fn hash(&self, name: &'static str) -> Result<Option<StoredHash>, Error> {
        Ok(self
            .text(name)?
            .filter(|text| !text.is_empty())
            .map(|text| StoredHash::stored(text.to_owned())))
    }

    pub(crate) fn hashes(&self, name: &'static str) -> Result<Vec<StoredHash>, Error> {
        let texts = self.read(name, |value| {
            let list = value.as_l().ok()?;
            list.iter()
                .map(|value| value.as_s().ok().cloned().map(StoredHash::stored))
                .collect()
        })?;
        Ok(texts.unwrap_or_default())
    }

    pub(crate) fn sms(&self) -> Result<Sms, Error> {
        let sms = self.read("sms", |value| {
            let map = value.as_m().ok()?;
            let turn = Turn::from_bytes(map.get("no")?.as_b().ok()?.as_ref())?;
            let times = map.get("times")?.as_l().ok()?;
            let times: Option<Vec<Timestamp>> = times
                .iter()
                .map(|time| read_time(time.as_n().ok()?.parse().ok()?))
                .collect();
            Some(Sms {
                turn: Some(turn),
                times: times?,
            })
        })?;
        Ok(sms.unwrap_or_default())
    }

    fn read<'a, T>(
        &'a self,
        name: &'static str,
        form: impl FnOnce(&'a AttributeValue) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        self.0
            .get(name)
            .map(|value| form(value).ok_or(Error::Item(name)))
            .transpose()
    }
}

/// A time that a rule can add to.
fn read_time(second: i64) -> Option<Timestamp> {
    let time = Timestamp::from_second(second).ok()?;
    (second < TIMES_END).then_some(time)
}

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn time(value: Timestamp) -> AttributeValue {
    number(value.as_second())
}

pub(crate) fn bytes(value: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

/// A set of one id, to be added to a set or taken out of it.
pub(crate) fn set_of_one(id: &[u8]) -> AttributeValue {
    AttributeValue::Bs(vec![Blob::new(id)])
}

pub(crate) fn hashes(values: &[StoredHash]) -> AttributeValue {
    AttributeValue::L(values.iter().map(|hash| text(hash.as_str())).collect())
}

pub(crate) fn sms(turn: Turn, times: &[Timestamp]) -> AttributeValue {
    AttributeValue::M(HashMap::from([
        ("no".to_owned(), bytes(turn.as_bytes())),
        (
            "times".to_owned(),
            AttributeValue::L(times.iter().copied().map(time).collect()),
        ),
    ]))
}

#[cfg(test)]
mod tests {
    use policy::{Profile, procedure::resend_at, sms_caps};

    use super::*;

    #[test]
    fn a_time_that_is_read_leaves_room_for_every_rule() {
        let profile = Profile::clave();
        for second in [i64::MIN, -1, 0, 2_845_368_000, 253_402_207_200, i64::MAX] {
            let time = || AttributeValue::N(second.to_string());
            let sms = AttributeValue::M(HashMap::from([
                ("no".to_owned(), bytes(&[1; 8])),
                ("times".to_owned(), AttributeValue::L(vec![time()])),
            ]));
            let item = Item(Attributes::from([
                ("sentAt".to_owned(), time()),
                ("sms".to_owned(), sms),
            ]));
            if let Ok(sent_at) = item.needed_time("sentAt") {
                assert!(resend_at(sent_at, &profile.resend) > sent_at);
            }
            if let Ok(sms) = item.sms() {
                sms_caps::admit(&sms.times, Timestamp::UNIX_EPOCH, &profile.sms).ok();
            }
        }
    }
}
