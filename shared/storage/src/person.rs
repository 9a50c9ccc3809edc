//! Registration acts, and what is known of a person.

use jiff::Timestamp;
use policy::{ContrastDatum, Level, Method, Status};
use rand::CryptoRng;
use secrets::{Act, EmailKey, Era, PersonKey, PhoneKey, Sealed, StoredHash, Subject};

use crate::{
    Error, Storage,
    item::{self, Item},
    tables::Place,
    write::{Failed, Part, Transacted, Write},
};

/// A person, as the last registration act left them.
pub struct Person {
    /// The opaque name that services know.
    pub subject: Subject,
    /// Registered, active or unsubscribed.
    pub status: Status,
    /// The act that holds.
    pub act: Act,
    /// The level of the registration.
    pub level: Level,
    /// Given name and surnames, as they were given.
    pub names: Vec<String>,
    /// In E.164.
    pub phone: String,
    /// The phone's name; `None` once unsubscribed.
    pub phone_key: Option<PhoneKey>,
    /// The document number.
    pub document: Sealed,
    /// Passwords before the one in force, newest first.
    pub older: Vec<StoredHash>,
}

/// A registration act.
pub struct Registration<'a> {
    /// Whose items.
    pub key: &'a PersonKey,
    /// For who is registered for the first time.
    pub subject: &'a Subject,
    /// The new act.
    pub act: Act,
    /// The document number.
    pub document: &'a Sealed,
    /// What proved that the document was at hand.
    pub contrast: &'a ContrastDatum,
    /// As on the document.
    pub given_name: &'a str,
    /// As on the document.
    pub first_surname: &'a str,
    /// As on the document, if there is one.
    pub second_surname: Option<&'a str>,
    /// In E.164.
    pub phone: &'a str,
    /// The phone's name.
    pub phone_key: &'a PhoneKey,
    /// In lower case.
    pub email: &'a str,
    /// The e-mail's name.
    pub email_key: &'a EmailKey,
    /// The level that the act gives.
    pub level: Level,
    /// How the person was identified.
    pub method: Method,
    /// Which terms the person accepted, at this moment.
    pub terms_version: &'a str,
    /// Who vouches: the `sub` of the registrar's token.
    pub registrar: &'a str,
    /// When.
    pub now: Timestamp,
    /// Of the new activation code.
    pub code_hash: &'a StoredHash,
}

/// What became of a registration act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It holds.
    Done,
    /// The phone belongs to another person. Nothing changed.
    PhoneInUse,
    /// Another act came between: look again.
    Superseded,
}

impl Person {
    pub(crate) fn read(item: &Item) -> Result<Self, Error> {
        let names = ["givenName", "firstSurname", "secondSurname"];
        let names: Result<Vec<_>, _> = names
            .into_iter()
            .filter_map(|name| item.text(name).transpose())
            .map(|name| name.map(str::to_owned))
            .collect();
        Ok(Self {
            subject: item.word("subject", |text| Subject::stored(text).ok_or(()))?,
            status: item.word("status", Status::parse)?,
            act: item.id("act", Act::from_bytes)?.ok_or(Error::Item("act"))?,
            level: item.word("level", Level::parse)?,
            names: names?,
            phone: item.needed_text("phone")?.to_owned(),
            phone_key: item
                .text("phoneKey")?
                .map(|key| PhoneKey::stored(key.to_owned())),
            document: Sealed(
                item.bytes("document")?
                    .ok_or(Error::Item("document"))?
                    .to_vec(),
            ),
            older: item.hashes("older")?,
        })
    }

    /// The level that an act now has to reach: an unsubscribed person starts anew.
    #[must_use]
    pub fn level_held(&self) -> Option<Level> {
        match self.status {
            Status::Registered | Status::Active => Some(self.level),
            Status::Unsubscribed => None,
        }
    }
}

impl Storage {
    /// What is known of a person.
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn person(&self, key: &PersonKey) -> Result<Option<Person>, Error> {
        self.read(&self.tables.person(key))
            .await?
            .map(|item| Person::read(&item))
            .transpose()
    }

    /// A registration act, in one transaction: the person with a new act and code, the new phone
    /// theirs, the old one free; and if the act `raises` the level, no password any more.
    ///
    /// The conditions decide between acts for one person at once (each must have seen the one
    /// before) and between persons who claim one phone at once (it goes to one).
    ///
    /// # Errors
    /// [`Error`] if DynamoDB does not answer.
    pub async fn register(
        &self,
        registration: &Registration<'_>,
        seen: Option<&Person>,
        raises: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<Registered, Error> {
        let anew = raises || seen.is_none_or(|person| person.status == Status::Unsubscribed);
        let place = self.tables.person(registration.key);
        let mut parts = vec![
            Part::Update(registration.person(place, seen, anew)),
            Part::PutIf(
                self.theirs(registration.phone_key, registration.key),
                [("holder".to_owned(), item::text(registration.key.as_str()))].into(),
            ),
        ];
        let old_phone = seen
            .and_then(|person| person.phone_key.as_ref())
            .filter(|phone| *phone != registration.phone_key);
        if let Some(phone) = old_phone {
            parts.push(Part::Delete(self.theirs(phone, registration.key)));
        }
        if raises {
            // The password that the level ended stays in the history.
            let password = Write::to(self.tables.password(registration.key))
                .update(
                    "SET #era = :newEra, #former = if_not_exists(#hash, :none) \
                     REMOVE #hash, #expiresAt, #lastAccess, #tries, #opened",
                )
                .value(":newEra", item::bytes(Era::draw(rng).as_bytes()))
                .value(":none", item::text(""));
            parts.push(Part::Update(password));
        }
        let reasons = match self.transact(parts, rng).await? {
            Transacted::Done => return Ok(Registered::Done),
            Transacted::Refused(reasons) => reasons,
        };
        let phone_taken = matches!(reasons.as_slice(), [None, Some(Failed(_)), ..]);
        Ok(if phone_taken {
            Registered::PhoneInUse
        } else {
            Registered::Superseded
        })
    }

    fn theirs(&self, phone: &PhoneKey, person: &PersonKey) -> Write {
        Write::to(self.tables.phone(phone))
            .only_if("attribute_not_exists(#holder) OR #holder = :person")
            .value(":person", item::text(person.as_str()))
    }
}

impl Registration<'_> {
    /// `anew`: the person has no password now, and activates.
    fn person(&self, place: Place, seen: Option<&Person>, anew: bool) -> Write {
        let (contrast, datum) = contrast(self.contrast);
        let mut set = vec![
            ("act", item::bytes(self.act.as_bytes())),
            ("document", item::bytes(&self.document.0)),
            ("contrast", item::text(contrast)),
            ("contrastDatum", item::text(datum)),
            ("givenName", item::text(self.given_name)),
            ("firstSurname", item::text(self.first_surname)),
            ("phone", item::text(self.phone)),
            ("phoneKey", item::text(self.phone_key.as_str())),
            ("email", item::text(self.email)),
            ("emailKey", item::text(self.email_key.as_str())),
            ("level", item::text(self.level.as_str())),
            ("method", item::text(self.method.as_str())),
            ("termsVersion", item::text(self.terms_version)),
            ("termsAcceptedAt", item::time(self.now)),
            ("registrar", item::text(self.registrar)),
            ("registeredAt", item::time(self.now)),
            ("codeHash", item::text(self.code_hash.as_str())),
        ];
        if anew {
            set.push(("status", item::text(Status::Registered.as_str())));
        }
        let mut remove = vec!["#tries", "#opened"];
        match self.second_surname {
            Some(name) => set.push(("secondSurname", item::text(name))),
            None => remove.push("#secondSurname"),
        }
        let assignments: Vec<_> = set
            .iter()
            .map(|(name, _)| format!("#{name} = :{name}"))
            .collect();
        let mut write = Write::to(place)
            .update(format!(
                "SET {}, #subject = if_not_exists(#subject, :subject) REMOVE {}",
                assignments.join(", "),
                remove.join(", ")
            ))
            .value(":subject", item::text(self.subject.as_str()));
        for (name, value) in set {
            write = write.value(&format!(":{name}"), value);
        }
        match seen {
            None => write.only_if("attribute_not_exists(#pk)"),
            Some(person) => write
                .only_if("#act = :seen")
                .value(":seen", item::bytes(person.act.as_bytes())),
        }
    }
}

fn contrast(datum: &ContrastDatum) -> (&'static str, String) {
    match datum {
        ContrastDatum::ValidUntil(date) => ("validUntil", date.to_string()),
        ContrastDatum::IssuedOn(date) => ("issuedOn", date.to_string()),
        ContrastDatum::SupportNumber(number) => ("supportNumber", number.as_str().to_owned()),
    }
}
