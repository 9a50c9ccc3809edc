//! Every number of the rules, in one place. A profile sets them all; an operator may set some of
//! them otherwise; what is out of its range stops the function at start, and so do values that
//! together give an attacker too many guesses ([`guesses`]).
//!
//! `clave` is faithful to Cl@ve Permanente as its public pages describe it. `modern` follows NIST
//! SP 800-63B-4 where that forbids what `clave` asks: no classes, no alphabet, no expiry, no
//! history, and a length of at least 15.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{expiry::PasswordTerm, guesses, phone::PhoneCountries};

/// All rules in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    /// Activation codes.
    pub code: CodeRules,
    /// One-time codes.
    pub otp: OtpRules,
    /// Codes sent again.
    pub resend: ResendRules,
    /// Passwords.
    pub password: PasswordRules,
    /// Procedures opened and never finished.
    pub openings: OpeningRules,
    /// SMS.
    pub sms: SmsRules,
    /// Procedures.
    pub procedure: ProcedureRules,
    /// Sessions.
    pub session: SessionRules,
    /// Counters of pairs of document and e-mail that match nobody.
    pub stranger: StrangerRules,
    /// Phones of other countries.
    pub phone: PhoneRules,
}

/// Activation codes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeRules {
    /// N of wrong entries. Social Security: "more than 5 times".
    pub max_wrong: u32,
    /// Symbols of Crockford's base 32, 5 bits each. The original is not published; 16 make 80 bits.
    pub symbols: u32,
}

/// One-time codes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OtpRules {
    /// N of wrong entries. Social Security: "more than 3 times".
    pub max_wrong: u32,
    /// Decimal digits. NIST SP 800-63B-4, 3.1.3.2: at least 6.
    pub digits: u32,
    /// Seconds. NIST SP 800-63B-4, 3.1.3.2: at most 600.
    pub life_seconds: u32,
}

/// Codes sent again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResendRules {
    /// Seconds between two codes.
    pub wait_seconds: u32,
    /// Codes of one procedure. Social Security's change of password sends three.
    pub max_codes: u32,
}

/// Passwords.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordRules {
    /// N of wrong entries. clave.gob.es: "the maximum number of 5 failed attempts".
    pub max_wrong: u32,
    /// Code points. clave.gob.es: 8.
    pub min_length: u32,
    /// Code points; longer ones are refused, never cut. The original has no maximum.
    pub max_length: u32,
    /// How many of lower, upper, digit and symbol a short one has. Social Security: 3 of 4.
    pub classes: u32,
    /// From so many code points on, any characters. clave.gob.es: 16.
    pub free_from: u32,
    /// Whether a short one is held to the alphabet of clave.gob.es and Social Security.
    pub strict_alphabet: bool,
    /// Letters from which a word of the person's name may not be anywhere in it.
    pub word_letters: u32,
    /// Letters from which a word of the person's name may not stand alone in it.
    pub lone_word_letters: u32,
    /// Digits in a row of the document number that may not be in it.
    pub digit_run: u32,
    /// Whether common ones are refused. NIST SP 800-63B-4, 3.1.1.2.
    pub refuse_common: bool,
    /// How many of the last ones may not be set again, the one in force counted. clave.gob.es: 1.
    pub history: u32,
    /// How long it is good. clave.gob.es: 2 years; Social Security: 1 year.
    pub term: PasswordTerm,
}

/// Procedures opened and never finished.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpeningRules {
    /// N in a row; the one after blocks what opened them.
    pub max_unfinished: u32,
}

/// SMS.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SmsRules {
    /// In any 24 hours, per person and per secret that opened.
    pub per_day: u32,
    /// A day (UTC), for the whole system, approximately.
    pub daily_budget: u32,
}

/// Procedures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProcedureRules {
    /// Seconds from its opening.
    pub life_seconds: u32,
    /// Seconds from the right one-time code.
    pub password_step_seconds: u32,
    /// Entries of a new password.
    pub password_entries: u32,
}

/// Sessions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionRules {
    /// Seconds without use.
    pub idle_seconds: u32,
    /// Seconds in all.
    pub life_seconds: u32,
}

/// Counters of pairs of document and e-mail that match nobody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StrangerRules {
    /// Days after the last entry.
    pub keep_days: u32,
}

/// Phones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhoneRules {
    /// Calling codes accepted beside Spain's.
    pub other_countries: PhoneCountries,
}

/// How many classes of characters may be asked for: none, some, or all four.
pub const CLASSES: [u32; 3] = [0, 3, 4];

/// A rule that is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// As it is written in the overrides: `password.maxWrong`.
    pub rule: &'static str,
    /// What is in force.
    pub value: u32,
    /// The least that may be.
    pub least: u32,
    /// The most that may be.
    pub most: u32,
}

/// Rules that cannot be in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// There is no profile of that name.
    #[error("there is no profile {0:?}; there are \"clave\" and \"modern\"")]
    Name(String),
    /// The overrides are not a JSON object of rules.
    #[error("the rules that differ from the profile: {0}")]
    Overrides(String),
    /// A value is out of its range.
    #[error("the rule {rule} must be {range}, but is {value}")]
    Range {
        /// Which rule, as it is written in the overrides.
        rule: &'static str,
        /// The value that was set.
        value: String,
        /// Its range.
        range: String,
    },
    /// Together the values give an attacker too many guesses.
    #[error(
        "who knows the password would have {entries} entries of one-time codes of {digits} digits \
         between two logins, more than one in {}: raise otp.digits ({digits}), or lower otp.maxWrong \
         ({max_wrong}), openings.maxUnfinished ({max_unfinished}) or sms.perDay ({per_day})",
        guesses::OTP_ONE_IN
    )]
    Guesses {
        /// How many.
        entries: u32,
        /// `otp.digits`
        digits: u32,
        /// `otp.maxWrong`
        max_wrong: u32,
        /// `openings.maxUnfinished`
        max_unfinished: u32,
        /// `sms.perDay`
        per_day: u32,
    },
}

impl Profile {
    /// Faithful to the original; the default.
    #[must_use]
    pub fn clave() -> Self {
        Self {
            code: CodeRules {
                max_wrong: 5,
                symbols: 16,
            },
            otp: OtpRules {
                max_wrong: 3,
                digits: 6,
                life_seconds: 600,
            },
            resend: ResendRules {
                wait_seconds: 60,
                max_codes: 3,
            },
            password: PasswordRules {
                max_wrong: 5,
                min_length: 8,
                max_length: 128,
                classes: 3,
                free_from: 16,
                strict_alphabet: true,
                word_letters: 4,
                lone_word_letters: 3,
                digit_run: 5,
                refuse_common: true,
                history: 1,
                term: PasswordTerm::TwoYears,
            },
            openings: OpeningRules { max_unfinished: 10 },
            sms: SmsRules {
                per_day: 10,
                daily_budget: 20_000,
            },
            procedure: ProcedureRules {
                life_seconds: 1_800,
                password_step_seconds: 900,
                password_entries: 10,
            },
            session: SessionRules {
                idle_seconds: 1_800,
                life_seconds: 28_800,
            },
            stranger: StrangerRules { keep_days: 400 },
            phone: PhoneRules::default(),
        }
    }

    /// By NIST SP 800-63B-4.
    #[must_use]
    pub fn modern() -> Self {
        let mut profile = Self::clave();
        profile.password.min_length = 15;
        profile.password.classes = 0;
        profile.password.strict_alphabet = false;
        profile.password.term = PasswordTerm::Never;
        profile.password.history = 0;
        profile
    }

    /// The profile of this name, with a JSON object of rules that differ from it:
    /// `{"password": {"maxWrong": 3}}`. A value may be written as text, as a deployment's
    /// parameters are: `"3"`, `"true"`, `"351,33"`; an empty text is the profile's own value.
    ///
    /// # Errors
    /// [`ProfileError`], which names the rule.
    pub fn configured(name: &str, overrides: Option<&str>) -> Result<Self, ProfileError> {
        let base = match name {
            "clave" => Self::clave(),
            "modern" => Self::modern(),
            _ => return Err(ProfileError::Name(name.to_owned())),
        };
        let wrong = |error: serde_json::Error| ProfileError::Overrides(error.to_string());
        let profile = match overrides {
            None => base,
            Some(text) => {
                let overrides: Map<String, Value> = serde_json::from_str(text).map_err(wrong)?;
                let mut rules = serde_json::to_value(base).map_err(wrong)?;
                merge(&mut rules, Value::Object(overrides));
                serde_json::from_value(rules).map_err(wrong)?
            }
        };
        profile.in_range()?;
        guesses::are_few(&profile)?;
        Ok(profile)
    }

    /// Every rule that is a number, with its range.
    #[must_use]
    pub fn numbers(&self) -> [Number; 24] {
        let Self {
            code,
            otp,
            resend,
            password,
            openings,
            sms,
            procedure,
            session,
            stranger,
            phone: _,
        } = self;
        let number = |rule, value, least, most| Number {
            rule,
            value,
            least,
            most,
        };
        [
            number("code.maxWrong", code.max_wrong, 1, 10),
            number("code.symbols", code.symbols, 12, 32),
            number("otp.maxWrong", otp.max_wrong, 1, 5),
            number("otp.digits", otp.digits, 6, 8),
            number("otp.lifeSeconds", otp.life_seconds, 60, 600),
            number("resend.waitSeconds", resend.wait_seconds, 60, 600),
            number("resend.maxCodes", resend.max_codes, 1, 3),
            number("password.maxWrong", password.max_wrong, 3, 10),
            number("password.minLength", password.min_length, 8, 64),
            number("password.maxLength", password.max_length, 64, 1_024),
            number("password.freeFrom", password.free_from, 8, 64),
            number("password.wordLetters", password.word_letters, 3, 8),
            number("password.loneWordLetters", password.lone_word_letters, 2, 8),
            number("password.digitRun", password.digit_run, 4, 8),
            number("password.history", password.history, 0, 10),
            number("openings.maxUnfinished", openings.max_unfinished, 3, 20),
            number("sms.perDay", sms.per_day, 3, 10),
            number("sms.dailyBudget", sms.daily_budget, 6_400, u32::MAX),
            number("procedure.lifeSeconds", procedure.life_seconds, 600, 3_600),
            number(
                "procedure.passwordStepSeconds",
                procedure.password_step_seconds,
                300,
                3_600,
            ),
            number(
                "procedure.passwordEntries",
                procedure.password_entries,
                5,
                20,
            ),
            number("session.idleSeconds", session.idle_seconds, 60, 3_600),
            number("session.lifeSeconds", session.life_seconds, 60, 86_400),
            number("stranger.keepDays", stranger.keep_days, 30, 4_000),
        ]
    }

    fn in_range(&self) -> Result<(), ProfileError> {
        let refused = |rule, value: &dyn fmt::Display, range: String| ProfileError::Range {
            rule,
            value: value.to_string(),
            range,
        };
        for number in self.numbers() {
            if !(number.least..=number.most).contains(&number.value) {
                return Err(refused(number.rule, &number.value, number.range()));
            }
        }
        let classes = self.password.classes;
        if !CLASSES.contains(&classes) {
            let range = "0, 3 or 4".to_owned();
            return Err(refused("password.classes", &classes, range));
        }
        let is_code = |code: &String| {
            (1..=3).contains(&code.len())
                && !code.starts_with('0')
                && code.bytes().all(|digit| digit.is_ascii_digit())
        };
        let PhoneCountries(codes) = &self.phone.other_countries;
        if let Some(code) = codes.iter().find(|code| !is_code(code)) {
            let range = "calling codes of 1 to 3 digits".to_owned();
            return Err(refused("phone.otherCountries", code, range));
        }
        Ok(())
    }
}

impl Number {
    /// Its range, in words.
    #[must_use]
    pub fn range(&self) -> String {
        if self.most == u32::MAX {
            format!("at least {}", self.least)
        } else {
            format!("{} to {}", self.least, self.most)
        }
    }
}

/// Puts the members of `other` over those of `base`, objects into objects.
fn merge(base: &mut Value, other: Value) {
    match (base, other) {
        (Value::Object(base), Value::Object(other)) => {
            for (name, value) in other {
                merge(base.entry(name).or_insert(Value::Null), value);
            }
        }
        (base, Value::String(text)) => {
            if let Some(value) = read_text(base, text) {
                *base = value;
            }
        }
        (base, other) => *base = other,
    }
}

/// The value that a text is, beside a rule's own: of its kind, if it can be. `None` is the
/// rule's own.
fn read_text(own: &Value, text: String) -> Option<Value> {
    if text.is_empty() && !own.is_null() {
        return None;
    }
    Some(if own.is_array() {
        text.split(',').map(str::trim).collect()
    } else if own.is_number() || own.is_boolean() {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    } else {
        Value::String(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(overrides: &str, expected: &str) {
        let found = match Profile::configured("clave", Some(overrides)) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        assert!(
            found.contains(expected) && found.is_empty() == expected.is_empty(),
            "{found}"
        );
    }

    #[test]
    fn a_rule_may_be_set_within_its_range() {
        // With 7 digits the most of each does not give too many guesses.
        for (rule, least, most) in [
            (r#"{"code":{"maxWrong":N}}"#, 1, 10),
            (r#"{"otp":{"digits":7,"maxWrong":N}}"#, 1, 5),
            (r#"{"otp":{"digits":N}}"#, 6, 8),
            (r#"{"otp":{"lifeSeconds":N}}"#, 60, 600),
            (r#"{"password":{"maxWrong":N}}"#, 3, 10),
            (r#"{"password":{"history":N}}"#, 0, 10),
            (
                r#"{"openings":{"maxUnfinished":N},"otp":{"digits":7}}"#,
                3,
                20,
            ),
            (r#"{"procedure":{"passwordEntries":N}}"#, 5, 20),
        ] {
            let set = |value: i64| rule.replace('N', &value.to_string());
            check(&set(least), "");
            check(&set(most), "");
            check(&set(most + 1), "must be");
            check(
                &set(least - 1),
                if least == 0 {
                    "invalid value"
                } else {
                    "must be"
                },
            );
        }
        check(r#"{"password":{"minLength":8,"maxLength":64}}"#, "");
        check(
            r#"{"password":{"minLength":7}}"#,
            "password.minLength must be 8 to 64, but is 7",
        );
        check(
            r#"{"password":{"maxLength":63}}"#,
            "password.maxLength must be 64",
        );
        check(r#"{"password":{"classes":4}}"#, "");
        check(r#"{"password":{"classes":2}}"#, "0, 3 or 4");
        check(r#"{"sms":{"dailyBudget":6400}}"#, "");
        check(r#"{"sms":{"dailyBudget":6399}}"#, "at least 6400");
        check(r#"{"code":{"symbols":11}}"#, "12 to 32");
        check(r#"{"phone":{"otherCountries":["351"]}}"#, "");
        for code in ["+351", "+35", "3511", "035", "", "35x"] {
            let rules = format!(r#"{{"phone":{{"otherCountries":["33","{code}"]}}}}"#);
            check(&rules, "calling codes");
        }
    }

    #[test]
    fn a_rule_may_be_written_as_text_as_a_deployments_parameters_are() {
        let rules = |overrides| Profile::configured("modern", Some(overrides));
        let set = rules(
            r#"{"password":{"maxWrong":"3","minLength":"","refuseCommon":"false","term":"oneYear"},
                "phone":{"otherCountries":"351, 33"}}"#,
        )
        .unwrap();
        let mut expected = Profile::modern();
        expected.password.max_wrong = 3;
        expected.password.refuse_common = false;
        expected.password.term = PasswordTerm::OneYear;
        expected.phone.other_countries.0 = vec!["351".to_owned(), "33".to_owned()];
        assert_eq!(set, expected);
        check(
            r#"{"password":{"maxWrong":"11"}}"#,
            "must be 3 to 10, but is 11",
        );
        check(r#"{"password":{"maxWrong":"many"}}"#, "many");
        check(r#"{"password":{"refuseCommon":"1"}}"#, "invalid type");
        check(r#"{"phone":{"otherCountries":"+351"}}"#, "calling codes");
        check(r#"{"pasword":""}"#, "pasword");
    }

    #[test]
    fn what_is_no_rule_is_refused_by_name() {
        check(r#"{"pasword":{}}"#, "pasword");
        check(r#"{"password":{"max":3}}"#, "max");
        check(r#"{"password":3}"#, "invalid type");
        check("[]", "invalid type");
        check("{", "EOF");
        let unknown = Profile::configured("strict", None);
        assert_eq!(unknown, Err(ProfileError::Name("strict".to_owned())));
    }

    #[test]
    fn modern_has_long_passwords_and_no_other_demands() {
        let modern = Profile::configured("modern", None).unwrap();
        assert_eq!(modern.password.min_length, 15);
        assert_eq!(modern.password.classes, 0);
        assert_eq!(modern.password.history, 0);
        assert_eq!(modern.password.term, PasswordTerm::Never);
        assert!(!modern.password.strict_alphabet);
        assert!(modern.password.refuse_common);
        assert_eq!(modern.otp, Profile::clave().otp);
    }

    #[test]
    fn both_profiles_are_in_range() {
        for profile in [Profile::clave(), Profile::modern()] {
            assert_eq!(profile.in_range(), Ok(()));
        }
    }
}
