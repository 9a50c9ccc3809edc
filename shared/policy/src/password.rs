//! What a person may choose as password, and what they may enter as one.
//!
//! An *entry* (at login, as the current one at a change) is any non-empty text. A *new* password
//! passes every rule, and who breaks some learns of all of them at once:
//!
//! - 8 to 128 code points after NFC; longer ones are refused, never cut;
//! - below 16: three of lower, upper, digit, symbol, and no character outside the alphabet;
//! - no word of the person's name, nor their document number or a run of its digits, at any
//!   length, case and accents folded;
//! - not a common one, compared whole, case folded;
//! - not the last one set.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

use crate::{
    Flaw, NationalId,
    common_passwords::{fold, is_common},
    profile::PasswordRules,
};

/// Beside letters and digits, what a short password may have: the union of what clave.gob.es and
/// Social Security allow.
pub const SYMBOLS: &str = "¡!$€?%&#@/\\()=¿*[];,:._<>+-";
/// Words of names that are no datum of anybody.
const PARTICLES: [&str; 6] = ["de", "del", "la", "las", "los", "y"];

/// What was typed as a password: not empty, in NFC. No `Debug`; wiped on drop.
#[derive(Clone)]
pub struct PasswordEntry(Zeroizing<String>);

/// A password that passed every rule. No `Debug`; wiped on drop.
pub struct NewPassword(Zeroizing<String>);

/// What a password may not be made of.
pub struct PersonalData<'a> {
    /// Given name and surnames.
    pub names: &'a [String],
    /// The document number.
    pub document: &'a NationalId,
}

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Fewer code points than that.
    TooShort {
        /// The least.
        min: u32,
    },
    /// More code points than that.
    TooLong {
        /// The most.
        max: u32,
    },
    /// Fewer classes than that.
    TooFewClasses {
        /// The least.
        required: u32,
    },
    /// Characters outside the alphabet.
    Characters {
        /// Which, each once.
        offending: Vec<char>,
    },
    /// A name or the document number.
    PersonalData,
    /// On the list of common ones.
    Common,
    /// One of the last.
    History {
        /// Of how many.
        last: u32,
    },
}

impl Violation {
    /// As in `violations[].code`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::TooFewClasses { .. } => "too-few-classes",
            Self::Characters { .. } => "characters",
            Self::PersonalData => "personal-data",
            Self::Common => "common",
            Self::History { .. } => "history",
        }
    }
}

impl PasswordEntry {
    /// Takes what was typed.
    ///
    /// # Errors
    /// [`Flaw::Malformed`] if it is empty.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        if text.is_empty() {
            return Err(Flaw::Malformed);
        }
        Ok(Self(Zeroizing::new(text.nfc().collect())))
    }

    /// What is hashed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl NewPassword {
    /// Judges what was typed as a new password. `reused`: it is one of the last ones set.
    ///
    /// # Errors
    /// Every rule that it breaks.
    pub fn judge(
        entry: &PasswordEntry,
        rules: &PasswordRules,
        person: &PersonalData<'_>,
        reused: bool,
    ) -> Result<Self, Vec<Violation>> {
        let text = entry.0.as_str();
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let short = length < rules.free_from;
        let offending = if short && rules.strict_alphabet {
            outside_alphabet(text)
        } else {
            Vec::new()
        };
        let broken = [
            (length < rules.min_length).then_some(Violation::TooShort {
                min: rules.min_length,
            }),
            (length > rules.max_length).then_some(Violation::TooLong {
                max: rules.max_length,
            }),
            (short && classes(text) < rules.classes).then_some(Violation::TooFewClasses {
                required: rules.classes,
            }),
            (!offending.is_empty()).then_some(Violation::Characters { offending }),
            holds_personal_data(text, rules, person).then_some(Violation::PersonalData),
            (rules.refuse_common && is_common(&fold(text))).then_some(Violation::Common),
            (reused && rules.history > 0).then_some(Violation::History {
                last: rules.history,
            }),
        ];
        let violations: Vec<Violation> = broken.into_iter().flatten().collect();
        if violations.is_empty() {
            Ok(Self(entry.0.clone()))
        } else {
            Err(violations)
        }
    }

    /// What is hashed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// How many of lower, upper, digit and symbol there are.
fn classes(text: &str) -> u32 {
    let has = |class: fn(char) -> bool| u32::from(text.chars().any(class));
    has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|letter| letter.is_ascii_digit())
        + has(|letter| !letter.is_alphanumeric())
}

/// The characters that are not in the alphabet, each once, in their order.
fn outside_alphabet(text: &str) -> Vec<char> {
    let mut offending = Vec::new();
    for letter in text.chars() {
        if !in_alphabet(letter) && !offending.contains(&letter) {
            offending.push(letter);
        }
    }
    offending
}

/// A–Z, ñ, ç, vowels with any accent, digits, and the symbols.
fn in_alphabet(letter: char) -> bool {
    if letter.is_ascii_alphanumeric() || SYMBOLS.contains(letter) {
        return true;
    }
    if matches!(letter, 'ñ' | 'Ñ' | 'ç' | 'Ç') {
        return true;
    }
    let mut parts = std::iter::once(letter).nfd();
    let base = parts.next().unwrap_or(letter).to_ascii_lowercase();
    let mut marks = parts.peekable();
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u')
        && marks.peek().is_some()
        && marks.all(is_combining_mark)
}

fn holds_personal_data(text: &str, rules: &PasswordRules, person: &PersonalData<'_>) -> bool {
    let folded = without_accents(text);
    let alone: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphabetic())
        .collect();
    let named = person
        .names
        .iter()
        .map(|name| without_accents(name))
        .any(|name| {
            name.split(|letter: char| !letter.is_alphabetic())
                .filter(|word| !PARTICLES.contains(word))
                .any(|word| {
                    let letters = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
                    (letters >= rules.word_letters && folded.contains(word))
                        || (letters >= rules.lone_word_letters && alone.contains(&word))
                })
        });
    named || holds_document(&folded, rules, person.document)
}

/// The number itself, or a run of its digits. A run is found in the digits alone too, so that
/// spaces and dots within it hide nothing.
fn holds_document(folded: &str, rules: &PasswordRules, document: &NationalId) -> bool {
    let run = rules.digit_run as usize;
    let unspaced: String = folded
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '.'))
        .collect();
    unspaced.contains(&document.as_str().to_ascii_lowercase())
        || document
            .digits()
            .as_bytes()
            .windows(run)
            .any(|window| std::str::from_utf8(window).is_ok_and(|window| unspaced.contains(window)))
}

/// In lower case, without accents: ñ is n, ç is c.
fn without_accents(text: &str) -> Zeroizing<String> {
    Zeroizing::new(
        text.nfd()
            .filter(|letter| !is_combining_mark(*letter))
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    #[track_caller]
    fn check_with(rules: &PasswordRules, text: &str, expected: &[&str]) {
        let names = ["Begoña", "Núñez de la Fuente", "Gil"].map(str::to_owned);
        let document = NationalId::parse("54362315K").unwrap();
        let person = PersonalData {
            names: &names,
            document: &document,
        };
        let entry = PasswordEntry::parse(text).unwrap();
        let violations = NewPassword::judge(&entry, rules, &person, false)
            .err()
            .unwrap_or_default();
        let codes: Vec<_> = violations.iter().map(Violation::code).collect();
        assert_eq!(codes, expected, "{text}");
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        check_with(&Profile::clave().password, text, expected);
    }

    #[test]
    fn a_password_has_8_to_128_code_points() {
        check("Zq7!vwx", &["too-short"]);
        check("Zq7!vwxk", &[]);
        check(&"zq ".repeat(42), &[]);
        check(&format!("{}zq", "zq ".repeat(42)), &[]);
        check(&format!("{}zqk", "zq ".repeat(42)), &["too-long"]);
    }

    #[test]
    fn code_points_are_counted_after_nfc() {
        // Seven letters, one of them of two code points before NFC.
        check("Zq7!vwe\u{301}", &["too-short"]);
        check("Zq7!vwe\u{301}k", &[]);
    }

    #[test]
    fn below_16_a_password_has_3_of_4_classes() {
        check("zqkvwxjh", &["too-few-classes"]);
        check("zqkvwxj7", &["too-few-classes"]);
        check("zqkvwXj7", &[]);
        check("zqkvw!j7", &[]);
        check("zqkvw!jX", &[]);
        check("zqkvwxjhzqkvwxj", &["too-few-classes"]);
        check("zqkvwxjhzqkvwxjh", &[]);
    }

    #[test]
    fn an_operator_may_ask_for_all_4_classes_or_for_none() {
        let mut rules = Profile::clave().password;
        rules.classes = 4;
        check_with(&rules, "zqkvwXj7", &["too-few-classes"]);
        check_with(&rules, "zqkv!Xj7", &[]);
        rules.classes = 0;
        check_with(&rules, "zqkvwxjh", &[]);
    }

    #[test]
    fn below_16_a_password_keeps_to_the_alphabet() {
        check("Zq7ñçÑÇü", &[]);
        check("Zq7áàâäã", &[]);
        for symbol in SYMBOLS.chars() {
            check(&format!("Zq7vwxk{symbol}"), &[]);
        }
        check("Zq7 vwxk", &["characters"]);
        check("Zq7ßvwxk", &["characters"]);
        check("Zq7'\"vwxk", &["characters"]);
        check("Zq7 vwxk zq7 vwx", &[]);
        check("Zq7😀vwxk", &["characters"]);
        check("Zq7ńvwxk", &["characters"]);
    }

    #[test]
    fn the_offending_characters_are_named_once() {
        let document = NationalId::parse("12345678Z").unwrap();
        let person = PersonalData {
            names: &[],
            document: &document,
        };
        let entry = PasswordEntry::parse("Zq7 vw'x k").unwrap();
        let judged = NewPassword::judge(&entry, &Profile::clave().password, &person, true);
        assert_eq!(
            judged.err().unwrap(),
            [
                Violation::Characters {
                    offending: vec![' ', '\'']
                },
                Violation::History { last: 1 }
            ]
        );
    }

    #[test]
    fn with_no_history_one_of_the_last_may_be_set_again() {
        let document = NationalId::parse("12345678Z").unwrap();
        let person = PersonalData {
            names: &[],
            document: &document,
        };
        let entry = PasswordEntry::parse("Zq7!vwxe\u{301}k").unwrap();
        let mut rules = Profile::clave().password;
        rules.history = 0;
        let new = NewPassword::judge(&entry, &rules, &person, true);
        // What is hashed is the text in NFC.
        assert_eq!(new.ok().unwrap().as_bytes(), "Zq7!vwxék".as_bytes());
    }

    #[test]
    fn a_word_of_the_name_may_not_be_in_it_at_any_length() {
        check("Zq7!begona", &["personal-data"]);
        check("Zq7!BEGOÑAxx", &["personal-data"]);
        check("Zq7!xnunezx", &["personal-data"]);
        check("zqkvw la fuente zqkvw", &["personal-data"]);
    }

    #[test]
    fn a_word_of_3_letters_may_not_stand_alone() {
        check("Zq7!Gil7", &["personal-data"]);
        check("zqkvw gil zqkvwzq", &["personal-data"]);
        check("Zq7!vigilk", &[]);
        check("de la zqkvw y zqkvw", &[]);
    }

    #[test]
    fn neither_the_document_nor_5_of_its_digits_may_be_in_it() {
        check("Zq!54362315k", &["personal-data"]);
        check("Zqkv!54362", &["personal-data"]);
        check("Zqkv!62315", &["personal-data"]);
        check("zqkvwzqkvwzq 5.43-6 2", &["personal-data"]);
        check("Zqkv!5436", &[]);
        check("Zqkv!2315", &[]);
    }

    #[test]
    fn a_common_password_is_refused_whole_and_case_folded() {
        let rules = Profile::modern().password;
        let rules = PasswordRules {
            min_length: 8,
            ..rules
        };
        check_with(&rules, "contraseña", &["common"]);
        check_with(&rules, "CONTRASEÑA", &["common"]);
        check_with(&rules, "realmadrid", &["common"]);
        check_with(&rules, "contraseñazqkvw", &[]);
    }

    #[test]
    fn every_broken_rule_is_told_at_once() {
        check(
            "gil",
            &["too-short", "too-few-classes", "personal-data", "common"],
        );
        check("12345 6", &["too-short", "too-few-classes", "characters"]);
    }

    #[test]
    fn modern_asks_for_length_alone() {
        let rules = Profile::modern().password;
        check_with(&rules, "zqkvwxjhzqkvwx", &["too-short"]);
        check_with(&rules, "zqkvwxjhzqkvwxj", &[]);
        check_with(&rules, "zq kv wx jh ' \"", &[]);
    }

    #[test]
    fn an_entry_is_any_text_but_the_empty_one() {
        assert!(PasswordEntry::parse("").is_err());
        let composed = PasswordEntry::parse("é").unwrap();
        let decomposed = PasswordEntry::parse("e\u{301}").unwrap();
        assert_eq!(composed.as_bytes(), "é".as_bytes());
        assert_eq!(composed.as_bytes(), decomposed.as_bytes());
        assert!(PasswordEntry::parse(" ").is_ok());
    }
}
