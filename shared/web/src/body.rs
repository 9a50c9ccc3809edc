//! The members of a JSON body. A caller learns of every wrong member at once, so a reader goes
//! through all of them, notes what is wrong, and refuses at the end:
//!
//! ```text
//! let body = call.body()?;
//! let members = body.members();
//! let (Some(document), Some(password)) =
//!     (members.document(), members.text("password", PasswordEntry::parse))
//! else {
//!     return Err(body.refused());
//! };
//! ```
//!
//! Unknown members are ignored. `null` is the same as absent.

use std::cell::RefCell;

use policy::{DocumentType, Flaw, NationalId};
use serde_json::{Map, Value};

use crate::problem::{FieldError, Problem};

/// A JSON object that came as a body, and what was found wrong with it.
pub struct Body {
    root: Map<String, Value>,
    errors: RefCell<Vec<FieldError>>,
}

/// The members of the body, or of an object in it.
pub struct Members<'body> {
    body: &'body Body,
    pointer: String,
    object: Option<&'body Map<String, Value>>,
}

impl Body {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let refuse = |flaw| {
            Err(Problem::InvalidRequest(vec![FieldError {
                pointer: String::new(),
                flaw,
            }]))
        };
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(root)) => Ok(Self {
                root,
                errors: RefCell::default(),
            }),
            Ok(
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_),
            ) => refuse(Flaw::WrongType),
            Err(_) => refuse(Flaw::Malformed),
        }
    }

    /// The members of the body itself.
    pub fn members(&self) -> Members<'_> {
        Members {
            body: self,
            pointer: String::new(),
            object: Some(&self.root),
        }
    }

    /// `invalid-request` with all that was found wrong.
    #[must_use]
    pub fn refused(self) -> Problem {
        Problem::InvalidRequest(self.errors.into_inner())
    }
}

impl<'body> Members<'body> {
    /// A compulsory member that is a text.
    pub fn text<T>(&self, name: &str, parse: impl FnOnce(&str) -> Result<T, Flaw>) -> Option<T> {
        let value = self.optional_text(name, parse)?;
        if value.is_none() {
            self.refuse_if_here(name, Flaw::Missing);
        }
        value
    }

    /// A member that is a text, if it is there: `None` if it is wrong, `Some(None)` if it is
    /// absent.
    pub fn optional_text<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<Option<T>> {
        let parsed = match self.value(name) {
            None => return Some(None),
            Some(Value::String(text)) => parse(text),
            Some(
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::Array(_)
                | Value::Object(_),
            ) => Err(Flaw::WrongType),
        };
        match parsed {
            Ok(value) => Some(Some(value)),
            Err(flaw) => {
                self.refuse(name, flaw);
                None
            }
        }
    }

    /// A member that is a text, or nothing: for what has a problem of its own.
    #[must_use]
    pub fn any_text(&self, name: &str) -> &'body str {
        self.value(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A compulsory member that is an object. If it is not, that is noted, and its own members
    /// are neither found nor noted.
    pub fn object(&self, name: &str) -> Members<'body> {
        let object = match self.value(name) {
            None => {
                self.refuse_if_here(name, Flaw::Missing);
                None
            }
            Some(Value::Object(object)) => Some(object),
            Some(
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_),
            ) => {
                self.refuse(name, Flaw::WrongType);
                None
            }
        };
        Members {
            body: self.body,
            pointer: format!("{}/{name}", self.pointer),
            object,
        }
    }

    /// The member `document{type, number}`, the two of which must agree.
    pub fn document(&self) -> Option<NationalId> {
        let document = self.object("document");
        let kind = document.text("type", DocumentType::parse);
        document.number_of(kind)
    }

    /// The member `number`, which must agree with the `type` beside it.
    pub fn number_of(&self, kind: Option<DocumentType>) -> Option<NationalId> {
        let number = self.text("number", NationalId::parse);
        let (kind, number) = (kind?, number?);
        if !kind.fits(&number) {
            self.refuse("number", Flaw::Malformed);
            return None;
        }
        Some(number)
    }

    /// Whether there is such a member, of whatever type.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Notes that a member is wrong.
    pub fn refuse(&self, name: &str, flaw: Flaw) {
        self.body.errors.borrow_mut().push(FieldError {
            pointer: format!("{}/{name}", self.pointer),
            flaw,
        });
    }

    fn refuse_if_here(&self, name: &str, flaw: Flaw) {
        if self.object.is_some() {
            self.refuse(name, flaw);
        }
    }

    fn value(&self, name: &str) -> Option<&'body Value> {
        self.object?.get(name).filter(|value| !value.is_null())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[(&str, &str)]) {
        let refused = match Body::read(json.as_bytes()) {
            Err(problem) => problem,
            Ok(body) => {
                let members = body.members();
                members.document();
                members.text("otp", |text| {
                    if text == "1" {
                        Ok(())
                    } else {
                        Err(Flaw::Malformed)
                    }
                });
                members.optional_text("note", |_| Ok(()));
                body.refused()
            }
        };
        let Problem::InvalidRequest(errors) = refused else {
            panic!("another problem");
        };
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.flaw.code()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_wrong_member_is_found_at_once() {
        check(
            r#"{"document": {"type": "DNI", "number": "12345678Z"}, "otp": "1", "more": {}}"#,
            &[],
        );
        check(r#"{}"#, &[("/document", "missing"), ("/otp", "missing")]);
        check(
            r#"{"document": {}, "otp": null, "note": 1}"#,
            &[
                ("/document/type", "missing"),
                ("/document/number", "missing"),
                ("/otp", "missing"),
                ("/note", "wrong-type"),
            ],
        );
        check(
            r#"{"document": {"type": "CIF", "number": "12345678A"}, "otp": 1e400}"#,
            &[("", "malformed")],
        );
        check(
            r#"{"document": {"type": "CIF", "number": "12345678A"}, "otp": 1e40}"#,
            &[
                ("/document/type", "unknown-value"),
                ("/document/number", "check-letter"),
                ("/otp", "wrong-type"),
            ],
        );
        check(
            r#"{"document": {"type": "NIE", "number": "12345678Z"}, "otp": "2"}"#,
            &[("/document/number", "malformed"), ("/otp", "malformed")],
        );
        check(
            r#"{"document": [], "otp": "1"}"#,
            &[("/document", "wrong-type")],
        );
    }

    #[test]
    fn what_is_no_json_object_is_refused_as_a_whole() {
        check("", &[("", "malformed")]);
        check("{", &[("", "malformed")]);
        check("[]", &[("", "wrong-type")]);
        check("null", &[("", "wrong-type")]);
        check(&"[".repeat(10_000), &[("", "malformed")]);
    }
}
