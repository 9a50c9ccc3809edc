//! A form, as it was sent: `application/x-www-form-urlencoded`, each field once. What no browser
//! would send of one of our forms is refused as a whole.

use html::{Field, Form};
use policy::Flaw;
use web::{Problem, problem::FieldError};
use zeroize::Zeroizing;

/// More fields than any form of ours has.
const FIELDS_MAX: usize = 64;

/// What was typed, by the names of fields. No `Debug`; wiped on drop.
pub(crate) struct Typed(Vec<(String, Zeroizing<String>)>);

impl Typed {
    /// Reads a body.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Problem> {
        let mut typed: Vec<(String, Zeroizing<String>)> = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            let value = Zeroizing::new(value.into_owned());
            let is_text = |text: &str| !text.contains(char::REPLACEMENT_CHARACTER);
            let is_known = typed.iter().any(|(known, _)| *known == name);
            if is_known || typed.len() == FIELDS_MAX || !is_text(&name) || !is_text(&value) {
                return Err(malformed());
            }
            typed.push((name.into_owned(), value));
        }
        Ok(Self(typed))
    }

    /// What was typed in a field; nothing if it was left empty.
    pub(crate) fn text(&self, field: Field) -> Option<&str> {
        self.hidden(field.name())
    }

    /// What the form sent beside what is typed.
    pub(crate) fn hidden(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Whether a box was ticked.
    pub(crate) fn is_ticked(&self, field: Field) -> bool {
        self.text(field) == Some("yes")
    }

    /// The form with what was typed, but for secrets, which a form drops.
    pub(crate) fn given_back(&self, form: Form) -> Form {
        let typed = Field::ALL.into_iter();
        let typed = typed.filter_map(|field| Some((field, self.text(field)?)));
        typed.fold(form, |form, (field, text)| form.with(field, text))
    }
}

fn malformed() -> Problem {
    Problem::InvalidRequest(vec![FieldError {
        pointer: String::new(),
        flaw: Flaw::Malformed,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_it_was_typed() {
        let typed = Typed::read(b"email=a%2Bb%40c.es&password=+%C3%B1+&otp=&more=x").unwrap();
        assert_eq!(typed.text(Field::Email), Some("a+b@c.es"));
        assert_eq!(typed.text(Field::Password), Some(" \u{f1} "));
        assert_eq!(typed.text(Field::Otp), None);
        assert_eq!(typed.text(Field::Phone), None);
    }

    #[test]
    fn what_no_browser_sends_is_refused_whole() {
        for body in [&b"otp=1&otp=2"[..], b"otp=%FF", b"\xff=1", b"a=1&a=1"] {
            assert!(Typed::read(body).is_err());
        }
        let many = |count| -> String { (0..count).map(|n| format!("f{n}=1&")).collect() };
        assert!(Typed::read(many(FIELDS_MAX).as_bytes()).is_ok());
        assert!(Typed::read(many(FIELDS_MAX + 1).as_bytes()).is_err());
        for body in [&b""[..], b"&&", b"=", b"%", b"otp=%zz"] {
            assert!(Typed::read(body).is_ok());
        }
    }
}
