//! What is searched for: what `tests::Marks` wrote down while people entered it and were answered.
//!
//! The tests also type what anybody may type anywhere, such as `contraseña` or `12345678Z`. To find
//! that says nothing, so only what chance would not spell is a mark.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;

use crate::Failed;

/// What somebody knows, or what is known of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A password, right or wrong.
    Password,
    /// An activation code, right or wrong.
    ActivationCode,
    /// A one-time code, right or wrong.
    Otp,
    /// Of a procedure, a session or a registrar.
    Token,
    /// A document's number.
    Document,
    /// A given name or a surname.
    Name,
    /// A phone.
    Phone,
    /// An e-mail.
    Email,
}

/// One value that is searched for, as it was typed but for what people put between characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// The value.
    pub value: String,
}

/// An answer of an operation.
pub struct Answered {
    /// Of which path.
    pub path: String,
    /// Its status.
    pub status: u64,
    /// Its headers, as text.
    pub headers: String,
    /// Its body, as text.
    pub body: String,
}

/// What a run of tests left.
#[derive(Default)]
pub struct Marks {
    /// What is searched for.
    pub marks: Vec<Mark>,
    /// All answers.
    pub answers: Vec<Answered>,
    /// How many values of each kind were typed that are no mark.
    pub ordinary: BTreeMap<Kind, usize>,
}

impl Kind {
    /// All of them, secrets first.
    pub const ALL: [Self; 8] = [
        Self::Password,
        Self::ActivationCode,
        Self::Otp,
        Self::Token,
        Self::Document,
        Self::Name,
        Self::Phone,
        Self::Email,
    ];
    /// What opens something.
    pub const SECRETS: [Self; 4] = [Self::Password, Self::ActivationCode, Self::Otp, Self::Token];

    /// Its name in the file of the marks.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::ActivationCode => "activation-code",
            Self::Otp => "otp",
            Self::Token => "token",
            Self::Document => "document",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl Mark {
    /// What was typed, if chance would not spell it.
    #[must_use]
    pub fn of(kind: Kind, typed: &str) -> Option<Self> {
        let value = match kind {
            Kind::Password | Kind::Token => typed.to_owned(),
            Kind::Name => typed.trim().to_owned(),
            Kind::Email => typed.trim().to_lowercase(),
            Kind::ActivationCode | Kind::Otp | Kind::Document => bare(typed).to_uppercase(),
            Kind::Phone => national(&bare(typed)).to_owned(),
        };
        let length = value.chars().count();
        let spread = value.chars().collect::<BTreeSet<_>>().len();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let rare = match kind {
            Kind::Password => length >= 14 || (length >= 9 && classes(&value) >= 3),
            Kind::ActivationCode => length == 16 && value.is_ascii(),
            Kind::Otp => length == 6 && digits(&value) && spread > 2 && value != "123456",
            Kind::Token => length >= 20 && spread >= 10,
            Kind::Document => is_document(&value) && !value.contains("1234567"),
            Kind::Name => length >= 9,
            Kind::Phone => length == 9 && digits(&value),
            Kind::Email => value.find('@').is_some_and(|at| at >= 6),
        };
        let spread_enough = spread >= if kind == Kind::Otp { 3 } else { 4 };
        (rare && spread_enough).then_some(Self { kind, value })
    }
}

impl Marks {
    /// Reads what the tests wrote.
    ///
    /// # Errors
    /// [`Failed`], if the file can't be read or is not theirs.
    pub fn read(path: &Path) -> Result<Self, Failed> {
        let file = std::fs::read_to_string(path);
        let text = file.map_err(|reason| Failed::file(path, reason))?;
        let mut found = Self::default();
        let (mut marks, mut ordinary) = (BTreeSet::new(), BTreeSet::new());
        for line in text.lines() {
            let line: Value =
                serde_json::from_str(line).map_err(|_| Failed::Marks(path.to_owned()))?;
            let text = |member: &str| line[member].as_str().unwrap_or_default().to_owned();
            if line["answer"].is_string() {
                found.answers.push(Answered {
                    path: text("answer"),
                    status: line["status"].as_u64().unwrap_or_default(),
                    headers: text("headers"),
                    body: text("body"),
                });
                continue;
            }
            let kind = Kind::parse(&text("mark")).ok_or(Failed::Marks(path.to_owned()))?;
            match Mark::of(kind, &text("value")) {
                Some(mark) => marks.insert(mark),
                None => ordinary.insert(Mark {
                    kind,
                    value: text("value"),
                }),
            };
        }
        found.marks = marks.into_iter().collect();
        for mark in ordinary {
            *found.ordinary.entry(mark.kind).or_default() += 1;
        }
        Ok(found)
    }
}

/// Without what people put between the characters of a number.
fn bare(typed: &str) -> String {
    let between = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '.');
    typed.chars().filter(|letter| !between(*letter)).collect()
}

fn national(phone: &str) -> &str {
    ["+34", "0034"]
        .iter()
        .find_map(|prefix| phone.strip_prefix(prefix))
        .unwrap_or(phone)
}

fn is_document(value: &str) -> bool {
    value.is_ascii()
        && value.len() == 9
        && value[1..8].bytes().all(|digit| digit.is_ascii_digit())
        && value.ends_with(|letter: char| letter.is_ascii_uppercase())
}

fn classes(text: &str) -> usize {
    let has = |class: fn(char) -> bool| usize::from(text.chars().any(class));
    has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|letter| letter.is_ascii_digit())
        + has(|letter| !letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_people_of_the_tests_type_is_a_mark() {
        let person = ::tests::Person::new();
        for (kind, typed) in [
            (Kind::Password, &person.password),
            (Kind::Document, &person.document.number),
            (Kind::Name, &person.given_name),
            (Kind::Name, &person.second_surname),
            (Kind::Phone, &person.phone),
            (Kind::Email, &person.email),
        ] {
            assert!(Mark::of(kind, typed).is_some(), "{typed}");
        }
        let code = ::tests::person::new_activation_code();
        assert!(Mark::of(Kind::ActivationCode, &code).is_some(), "{code}");
    }

    #[test]
    fn the_same_entry_in_another_dress_is_the_same_mark() {
        #[track_caller]
        fn check(kind: Kind, typed: &str, expected: &str) {
            assert_eq!(
                Mark::of(kind, typed).map(|it| it.value).as_deref(),
                Some(expected)
            );
        }
        check(Kind::Otp, " 90-7 646 ", "907646");
        check(
            Kind::ActivationCode,
            "xk9v q3za-PKJ7pphy",
            "XK9VQ3ZAPKJ7PPHY",
        );
        check(Kind::Document, "71.823.574-l ", "71823574L");
        check(Kind::Phone, "+34 611 23 45-67", "611234567");
    }

    #[test]
    fn what_anybody_may_type_is_none() {
        for (kind, typed) in [
            (Kind::Password, "contraseña"),
            (Kind::Password, "12345678"),
            (Kind::ActivationCode, "short"),
            (Kind::Otp, "000000"),
            (Kind::Otp, "12345"),
            (Kind::Token, "x"),
            (Kind::Document, "12345678Z"),
            (Kind::Name, "María"),
            (Kind::Phone, "600000001"),
            (Kind::Email, "ana@example.org"),
        ] {
            assert!(Mark::of(kind, typed).is_none(), "{typed}");
        }
    }
}
