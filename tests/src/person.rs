//! People drawn at random, valid in every member, and what they send.

use std::sync::{
    LazyLock,
    atomic::{AtomicU32, Ordering},
};

use policy::common_passwords::{fold, is_common};
use rand::rngs::StdRng;
use rand::{RngExt, make_rng};
use serde_json::{Value, json};

/// The check letter of a document is this one at its number mod 23.
const CHECK_LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// An identity document with what proves that it is at hand.
#[derive(Clone, Debug)]
pub struct Document {
    /// `DNI` or `NIE`.
    pub kind: &'static str,
    /// As its holder types it.
    pub number: String,
    /// Name of the contrast datum: `validUntil`, `issuedOn` or `supportNumber`.
    pub contrast: &'static str,
    /// The contrast datum.
    pub contrast_value: String,
}

impl Document {
    /// A DNI in force for long, of the number with these digits.
    pub fn dni(digits: u32) -> Self {
        Self {
            kind: "DNI",
            number: format!("{digits:08}{}", check_letter(digits)),
            contrast: "validUntil",
            contrast_value: "2099-12-31".into(),
        }
    }

    /// A NIE with this first letter (X, Y or Z) and these seven digits.
    pub fn nie(first: char, digits: u32) -> Self {
        let prefix = match first {
            'X' => 0,
            'Y' => 1,
            'Z' => 2,
            other => panic!("no NIE begins with {other}"),
        };
        Self {
            kind: "NIE",
            number: format!(
                "{first}{digits:07}{}",
                check_letter(prefix * 10_000_000 + digits)
            ),
            contrast: "supportNumber",
            contrast_value: "E12345678".into(),
        }
    }

    /// What a person types of it.
    pub fn entry(&self) -> Value {
        json!({"type": self.kind, "number": self.number})
    }
}

fn check_letter(number: u32) -> char {
    char::from(CHECK_LETTERS[number as usize % CHECK_LETTERS.len()])
}

/// Somebody, with all that they know.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their identity document.
    pub document: Document,
    /// Their given name.
    pub given_name: String,
    /// Their first surname.
    pub first_surname: String,
    /// Their second surname.
    pub second_surname: String,
    /// Their mobile, nine digits.
    pub phone: String,
    /// Their e-mail.
    pub email: String,
    /// The level of their next registration act.
    pub level: &'static str,
    /// The method of their next registration act.
    pub method: &'static str,
    /// What the last registration act gave them; empty before the first.
    pub activation_code: String,
    /// The password that they have, or will set.
    pub password: String,
}

impl Person {
    /// Somebody whom no other test knows, to be registered in an office at level `advanced`.
    pub fn new() -> Self {
        Self::with(Document::dni(nobodys(90_000_000) + 10_000_000))
    }

    /// Somebody with a NIE.
    pub fn with_nie() -> Self {
        Self::with(Document::nie('Y', nobodys(10_000_000)))
    }

    /// Somebody to be registered at level `basic`.
    pub fn basic() -> Self {
        Self {
            level: "basic",
            method: "letter",
            ..Self::new()
        }
    }

    /// Somebody with this document.
    pub fn with(document: Document) -> Self {
        Self {
            document,
            given_name: new_name(),
            first_surname: new_name(),
            second_surname: new_name(),
            phone: new_phone(),
            email: format!("persona-{}@example.org", letters(12)),
            level: "advanced",
            method: "office",
            activation_code: String::new(),
            password: new_password(),
        }
    }

    /// The body of their registration act.
    pub fn registration(&self) -> Value {
        let mut document = self.document.entry();
        document[self.document.contrast] = json!(self.document.contrast_value);
        json!({
            "document": document,
            "givenName": self.given_name,
            "firstSurname": self.first_surname,
            "secondSurname": self.second_surname,
            "phone": self.phone,
            "email": self.email,
            "registrationLevel": self.level,
            "method": self.method,
            "termsVersion": "2026-01",
        })
    }

    /// The body of `activate` and of `reset`, with this code.
    pub fn proof(&self, activation_code: &str, altcha: &str) -> Value {
        json!({
            "document": self.document.entry(),
            "email": self.email,
            "activationCode": activation_code,
            "altcha": altcha,
        })
    }

    /// The body of a login with this password.
    pub fn login(&self, password: &str) -> Value {
        json!({"document": self.document.entry(), "password": password})
    }

    /// The body of a login that asks for a one-time code.
    pub fn substantial_login(&self, password: &str) -> Value {
        let mut body = self.login(password);
        body["assurance"] = json!("substantial");
        body
    }
}

impl Default for Person {
    fn default() -> Self {
        Self::new()
    }
}

/// A name that is no word and nobody else's: five syllables, the first with an accent, so that
/// whoever finds one has found this person.
pub fn new_name() -> String {
    let mut name = letters(1).to_uppercase();
    name.push(one_of(&['á', 'é', 'í', 'ó', 'ú']));
    for _ in 0..4 {
        name.push_str(&letters(1));
        name.push(one_of(&['a', 'e', 'i', 'o', 'u']));
    }
    name
}

/// A Spanish mobile, nine digits, that nobody else has.
pub fn new_phone() -> String {
    format!("6{:08}", nobodys(100_000_000))
}

/// A password that breaks no rule, nor does it with a digit behind it: 13 long, of four classes, with no
/// vowel for a name. One password in 65,536 is taken for a common one: such a one is drawn again.
pub fn new_password() -> String {
    loop {
        let drawn = format!("Kx7!{}", letters(9));
        let next = (0..10).map(|digit| format!("{drawn}{digit}"));
        if !next.chain([drawn.clone()]).any(|it| is_common(&fold(&it))) {
            return drawn;
        }
    }
}

/// A well-formed activation code that is nobody's.
pub fn new_activation_code() -> String {
    format!("WRNG-{}-{}-{}", letters(4), letters(4), letters(4)).to_uppercase()
}

/// A one-time code that is not this one.
pub fn other_otp(code: &str) -> String {
    let number: u32 = code.parse().expect("a code of digits");
    format!("{:06}", (number + 1 + below(999_998)) % 1_000_000)
}

/// A number below 10,000,000, 90,000,000 or 100,000,000 that this process has not had before: documents and
/// phones are one person's, and two of some thousands drawn alike are likely. It goes from a place that is
/// drawn, so that another process comes to other numbers, in strides that meet each of them once.
fn nobodys(limit: u32) -> u32 {
    /// Shares no factor with any of the limits.
    const STRIDE: u64 = 38_196_601;
    static BEGINNING: LazyLock<u32> = LazyLock::new(|| random().random());
    static HAD: AtomicU32 = AtomicU32::new(0);
    let place = u64::from(*BEGINNING) + u64::from(HAD.fetch_add(1, Ordering::Relaxed));
    u32::try_from(place * STRIDE % u64::from(limit)).expect("less than the limit")
}

fn letters(count: usize) -> String {
    const CONSONANTS: &[char] = &[
        'b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x',
        'z',
    ];
    (0..count).map(|_| one_of(CONSONANTS)).collect()
}

fn one_of(letters: &[char]) -> char {
    letters[random().random_range(0..letters.len())]
}

fn below(limit: u32) -> u32 {
    random().random_range(0..limit)
}

#[expect(
    clippy::disallowed_methods,
    reason = "people are drawn anew, so that tests may share a server"
)]
fn random() -> StdRng {
    make_rng()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_has_the_number_of_another() {
        const PEOPLE: usize = 100_000;
        let people = || (0..PEOPLE).map(|_| (nobodys(90_000_000), new_phone()));
        let (documents, phones): (BTreeSet<_>, BTreeSet<_>) = people().unzip();
        assert_eq!((documents.len(), phones.len()), (PEOPLE, PEOPLE));
        assert!(phones.iter().all(|phone| phone.len() == 9));
    }
}
