//! Every rule of Llave, and nothing else: values in, values out. No I/O, no clock, no randomness
//! of its own.
//!
//! | module | the rule |
//! | --- | --- |
//! | [`profile`] | every number, with its range and its source |
//! | [`tries`] | the one rule for every counter |
//! | [`national_id`], [`contrast`] | DNI, NIE and K/L/M numbers; what proves that the document is at hand |
//! | [`phone`], [`email`], [`name`] | what else a registration act says of a person |
//! | [`activation_code`], [`otp`] | the secrets that Llave draws |
//! | [`password`], [`common_passwords`], [`expiry`] | the secret that the person chooses |
//! | [`levels`], [`assurance`] | what a registration and a login are worth |
//! | [`procedure`], [`sms_caps`], [`session`] | how long, how often, how many |
//! | [`guesses`] | what all of them leave an attacker, as a number |
//! | [`lifecycle`] | the life of a person as one table |
//! | [`language`], [`flaw`] | which languages there are; what can be wrong with a value |
//!
//! Times are [`jiff::Timestamp`] in whole seconds; days are those of UTC.

pub mod activation_code;
pub mod assurance;
pub mod common_passwords;
pub mod contrast;
pub mod email;
pub mod expiry;
pub mod flaw;
pub mod guesses;
pub mod language;
pub mod levels;
pub mod lifecycle;
pub mod name;
pub mod national_id;
pub mod otp;
pub mod password;
pub mod phone;
pub mod procedure;
pub mod profile;
pub mod session;
pub mod sms_caps;
pub mod tries;

pub use activation_code::ActivationCode;
pub use assurance::Assurance;
pub use contrast::{ContrastDatum, SupportNumber};
pub use email::Email;
pub use flaw::Flaw;
pub use language::Language;
pub use levels::{Level, Method};
pub use lifecycle::Status;
pub use name::Name;
pub use national_id::{DocumentType, NationalId};
pub use otp::Otp;
pub use password::{NewPassword, PasswordEntry, Violation};
pub use phone::{Phone, PhoneCountries};
pub use procedure::{Opener, Purpose, Stage};
pub use profile::Profile;
