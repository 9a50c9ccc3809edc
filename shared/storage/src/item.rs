//! How an item is read and how values are written. A missing attribute, or one of another form,
//! is our fault and says which.

use std::collections::HashMap;

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use jiff::Timestamp;
use secrets::{StoredHash, Turn};

use crate::Error;

/// Times end with 32 bits, in February 2106: whatever waits for one waits a number of seconds that any client
/// can read, and a rule can add to it.
const TIMES_END: i64 = 0xffff_ffff;

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

    /// A text of a form of its own, as a word of a fixed vocabulary.
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

    const OTHER_FORM: Error = Error::Item("it");

    fn item(value: AttributeValue) -> Item {
        Item(Attributes::from([("it".to_owned(), value)]))
    }

    fn nothing() -> Item {
        Item(Attributes::new())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn three(bytes: &[u8]) -> Option<[u8; 3]> {
        bytes.try_into().ok()
    }

    fn yes(word: &str) -> Result<bool, ()> {
        if word == "yes" { Ok(true) } else { Err(()) }
    }

    fn hashes_of(item: &Item) -> Vec<String> {
        let hashes = item.hashes("it").unwrap();
        hashes.iter().map(|hash| hash.as_str().to_owned()).collect()
    }

    #[test]
    fn what_was_written_is_read() {
        assert_eq!(item(text("Ana")).text("it"), Ok(Some("Ana")));
        assert_eq!(item(text("Ana")).needed_text("it"), Ok("Ana"));
        assert_eq!(item(bytes(b"abc")).bytes("it"), Ok(Some(&b"abc"[..])));
        assert_eq!(item(bytes(b"abc")).id("it", three), Ok(Some(*b"abc")));
        assert_eq!(item(number(-7)).number("it"), Ok(Some(-7)));
        assert_eq!(item(number(-7)).needed_number("it"), Ok(-7));
        assert_eq!(item(time(at(60))).time("it"), Ok(Some(at(60))));
        assert_eq!(item(time(at(60))).needed_time("it"), Ok(at(60)));
        assert_eq!(item(text("yes")).word("it", yes), Ok(true));
        assert_eq!(item(set_of_one(b"abc")).count("it"), Ok(1));
        let two = AttributeValue::Bs(vec![Blob::new(b"abc"), Blob::new(b"def")]);
        assert_eq!(item(two).count("it"), Ok(2));
        let hash = item(text("$argon2id$")).hash("it").unwrap();
        assert_eq!(hash.unwrap().as_str(), "$argon2id$");
        let two = ["one", "two"].map(|hash| StoredHash::stored(hash.to_owned()));
        assert_eq!(hashes_of(&item(hashes(&two))), ["one", "two"]);
        let turn = Turn::from_bytes(&[7; 8]).unwrap();
        let history = Item([("sms".to_owned(), sms(turn, &[at(60), at(120)]))].into());
        let read = history.sms().unwrap();
        assert_eq!(read.turn, Some(turn));
        assert_eq!(read.times, [at(60), at(120)]);
    }

    #[test]
    fn what_is_not_there_is_nothing_or_our_fault() {
        assert_eq!(nothing().text("it"), Ok(None));
        assert_eq!(nothing().bytes("it"), Ok(None));
        assert_eq!(nothing().id("it", three), Ok(None));
        assert_eq!(nothing().number("it"), Ok(None));
        assert_eq!(nothing().time("it"), Ok(None));
        assert_eq!(nothing().count("it"), Ok(0));
        assert!(nothing().hash("it").unwrap().is_none());
        assert!(hashes_of(&nothing()).is_empty());
        assert_eq!(nothing().sms().unwrap().turn, None);
        assert_eq!(nothing().needed_text("it"), Err(OTHER_FORM));
        assert_eq!(nothing().needed_number("it"), Err(OTHER_FORM));
        assert_eq!(nothing().needed_time("it"), Err(OTHER_FORM));
        assert_eq!(nothing().word("it", yes), Err(OTHER_FORM));
    }

    #[test]
    fn what_has_another_form_is_our_fault() {
        assert_eq!(item(number(1)).text("it"), Err(OTHER_FORM));
        assert_eq!(item(text("abc")).bytes("it"), Err(OTHER_FORM));
        assert_eq!(item(bytes(b"abcd")).id("it", three), Err(OTHER_FORM));
        assert_eq!(item(text("1")).number("it"), Err(OTHER_FORM));
        assert_eq!(item(number(i64::MAX)).time("it"), Err(OTHER_FORM));
        assert_eq!(item(text("no")).word("it", yes), Err(OTHER_FORM));
        assert_eq!(item(bytes(b"abc")).count("it"), Err(OTHER_FORM));
        assert_eq!(item(number(1)).hash("it").err(), Some(OTHER_FORM));
        assert_eq!(item(text("one")).hashes("it").err(), Some(OTHER_FORM));
        let history = Item([("sms".to_owned(), number(1))].into());
        assert_eq!(history.sms().err(), Some(Error::Item("sms")));
    }

    /// A raised level leaves an empty one where there was none.
    #[test]
    fn an_empty_hash_is_none() {
        assert!(item(text("")).hash("it").unwrap().is_none());
    }

    #[test]
    fn times_end() {
        let last = TIMES_END - 1;
        assert_eq!(item(number(last)).time("it"), Ok(Some(at(last))));
        assert_eq!(item(number(TIMES_END)).time("it"), Err(OTHER_FORM));
    }

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
