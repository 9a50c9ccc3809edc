//! What the tables hold and the outbox took, in the model's words.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::Second;
use policy::{Email, NationalId, Phone, phone::PhoneCountries};
use serde_json::Value;
use tests::Person;
use world::{
    World,
    stored::{ACCOUNTS, PROCEDURES, ids, kind_of},
};

use crate::{step::PHONES, words};

/// Which key stands for whom.
pub(crate) struct Names {
    people: BTreeMap<String, u8>,
    phones: BTreeMap<String, u8>,
    pairs: BTreeMap<String, String>,
    mails: Vec<String>,
    e164: Vec<String>,
}

impl Names {
    pub(crate) fn of(
        world: &World,
        people: &[Person],
        phones: &[String],
        mails: &[String],
    ) -> Self {
        let index = world.index();
        let key = |person: &Person| world.key_of(person).as_str().to_owned();
        let phone = |phone: &String| Phone::parse(phone, &PhoneCountries::default());
        let e164: Vec<_> = phones
            .iter()
            .map(|it| phone(it).expect("a phone"))
            .collect();
        let mut pairs = BTreeMap::new();
        for (who, person) in (0_u8..).zip(people) {
            let document = NationalId::parse(&person.document.number).expect("a document");
            for (place, mail) in mails.iter().enumerate() {
                let pair = index.pair(&document, &Email::parse(mail).expect("an e-mail"));
                pairs.insert(pair.as_str().to_owned(), format!("{who} {place}"));
            }
        }
        Self {
            people: people.iter().map(key).zip(0..).collect(),
            phones: e164
                .iter()
                .map(|phone| index.phone(phone).as_str().to_owned())
                .zip(0..)
                .collect(),
            pairs,
            mails: mails.to_vec(),
            e164: e164.iter().map(|it| it.as_e164().to_owned()).collect(),
        }
    }

    /// A line an item, as [`model::Model::lines`] has them; and every item of a procedure.
    pub(crate) async fn lines(&self, world: &World) -> (Vec<String>, Vec<Value>) {
        let (accounts, mut procedures) =
            tokio::join!(world.items(ACCOUNTS), world.items(PROCEDURES));
        let mut lines: Vec<String> = accounts
            .iter()
            .chain(&procedures)
            .filter_map(|item| self.line(item))
            .collect();
        let mut spent = BTreeMap::<Second, i64>::new();
        for item in procedures.iter().filter(|item| kind_of(item) == "budget") {
            *spent.entry(day_of(item)).or_default() += number(item, "sent").unwrap_or(0);
        }
        lines.extend(
            spent
                .iter()
                .filter(|(_, spent)| **spent != 0)
                .map(|(day, spent)| format!("budget of {day}: {spent}")),
        );
        for phone in 0..PHONES {
            let sent = world
                .services()
                .outbox()
                .to(&self.e164[usize::from(phone)])
                .len();
            if sent > 0 {
                lines.push(format!("sms to {phone}: {sent}"));
            }
        }
        lines.sort();
        procedures.retain(|item| kind_of(item) == "procedure");
        (lines, procedures)
    }

    /// `None` for what the model does not have.
    fn line(&self, item: &Value) -> Option<String> {
        let pk = item["pk"]["S"].as_str().expect("a key");
        let (kind, key) = pk.split_once('#').expect("a key of a kind");
        let seconds = |name| number(item, name);
        let second = |name| seconds(name).expect("a time");
        let has = |name: &str| item.get(name).is_some();
        Some(match kind {
            "person" => format!(
                "person {}: {} {} mail {} name {} phone {:?} code {} {} older {}",
                self.people[key],
                capital(text(item, "status")),
                capital(text(item, "level")),
                place_of(&self.mails, text(item, "email")),
                words::PEOPLE
                    .iter()
                    .position(|(given, _)| *given == text(item, "givenName"))
                    .expect("a name"),
                has("phoneKey").then(|| self.phones[text(item, "phoneKey")]),
                has("codeHash"),
                counted(item),
                item["older"]["L"].as_array().map_or(0, Vec::len),
            ),
            "password" => format!(
                "password {}: {} former {} expires {:?} era {} access {:?} {}",
                self.people[key],
                has("hash"),
                has("former") && !text(item, "former").is_empty(),
                seconds("expiresAt"),
                has("era"),
                seconds("lastAccess"),
                counted(item),
            ),
            "stranger" => format!("pair {}: {}", self.pairs[key], ids(item, "tries")),
            "phone" => format!(
                "phone {}: of {}",
                self.phones[key],
                self.people[text(item, "holder")]
            ),
            "procedure" => format!(
                "procedure of {}: {} {} code {} codes {} sent {} until {} ends {} tries {} \
                 entries {}",
                self.people[text(item, "person")],
                capital(text(item, "purpose")),
                capital(text(item, "state")),
                has("otp"),
                second("codes"),
                second("sentAt"),
                second("otpEndsAt"),
                second("endsAt"),
                ids(item, "tries"),
                ids(item, "entries"),
            ),
            "session" => format!(
                "session of {}: {} opened {} seen {} ends {}",
                self.people[text(item, "person")],
                capital(text(item, "assurance")),
                second("openedAt"),
                second("seenAt"),
                second("endsAt"),
            ),
            "challenge" | "budget" => return None,
            other => panic!("an item of kind {other}"),
        })
    }
}

fn counted(item: &Value) -> String {
    let times = item["sms"]["M"]["times"]["L"].as_array();
    let times: Vec<Second> = times
        .into_iter()
        .flatten()
        .map(|time| time["N"].as_str().and_then(|text| text.parse().ok()))
        .map(|time| time.expect("a time"))
        .collect();
    format!(
        "tries {} opened {} sms {times:?}",
        ids(item, "tries"),
        ids(item, "opened")
    )
}

fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name]["S"]
        .as_str()
        .unwrap_or_else(|| panic!("no text {name} in {item}"))
}

fn number(item: &Value, name: &str) -> Option<i64> {
    item[name]["N"].as_str()?.parse().ok()
}

fn place_of(all: &[String], one: &str) -> usize {
    let place = all.iter().position(|it| it == one);
    place.expect("one of those that are known")
}

/// As an enum prints it.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The first second of a budget's day.
fn day_of(item: &Value) -> Second {
    let pk = item["pk"]["S"].as_str().expect("a key");
    let day: Date = pk.split('#').nth(1).expect("a day").parse().expect("a day");
    let start = day.to_zoned(TimeZone::UTC).expect("a day");
    Timestamp::as_second(start.timestamp())
}
