//! Finds all forms of all marks at once.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use crate::{
    Failed, Kind, Mark,
    forms::{Beside, Form, patterns},
};

/// How far around a match in base64 is decoded: further than any neighbour.
const FAR: usize = 16;
/// From how many hexadecimal digits on, hyphens among them, a value is no text of anybody's: 128 bits.
const HASH: usize = 32;
/// Takes what was cut anywhere.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A mark that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub form: Form,
    /// Which of the marks: the same number in every search.
    pub mark: u64,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Marks, ready to be searched for.
pub struct Search {
    halves: [Half; 2],
}

/// The patterns of those forms in which letters of either case are the same, or those of the others.
struct Half {
    automaton: AhoCorasick,
    patterns: Vec<About>,
}

/// What a pattern is of.
struct About {
    kind: Kind,
    form: Form,
    mark: u64,
    text: String,
    beside: Beside,
}

impl Search {
    /// For all forms of these.
    ///
    /// # Errors
    /// [`Failed`], if there are too many.
    pub fn new(marks: &[Mark]) -> Result<Self, Failed> {
        Ok(Self {
            halves: [Half::new(marks, true)?, Half::new(marks, false)?],
        })
    }

    /// All that is in these bytes, by where it is. The same place counts once, whatever forms read
    /// alike there.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Vec<Hit> {
        let mut found: BTreeMap<(usize, Kind), Hit> = BTreeMap::new();
        for half in &self.halves {
            for hit in half.find(bytes) {
                let known = found.entry((hit.from, hit.kind)).or_insert(hit);
                if hit.form < known.form || hit.to > known.to {
                    *known = hit;
                }
            }
        }
        found.into_values().collect()
    }
}

impl Half {
    fn new(marks: &[Mark], folds_case: bool) -> Result<Self, Failed> {
        let (mut bytes, mut about) = (Vec::new(), Vec::new());
        for mark in marks {
            let number = number(mark);
            for pattern in patterns(mark) {
                if pattern.form.folds_case() == folds_case {
                    bytes.push(pattern.bytes);
                    about.push(About {
                        kind: mark.kind,
                        form: pattern.form,
                        mark: number,
                        text: pattern.text,
                        beside: pattern.beside,
                    });
                }
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(folds_case)
            .build(&bytes)
            .map_err(|error| Failed::Program(format!("too many marks: {error}")))?;
        Ok(Self {
            automaton,
            patterns: about,
        })
    }

    fn find(&self, bytes: &[u8]) -> impl Iterator<Item = Hit> {
        self.automaton
            .find_overlapping_iter(bytes)
            .filter_map(move |found| {
                let about = &self.patterns[found.pattern()];
                let (from, to) = (found.start(), found.end());
                about.is_at(bytes, from, to).then_some(Hit {
                    kind: about.kind,
                    form: about.form,
                    mark: about.mark,
                    from,
                    to,
                })
            })
    }
}

impl About {
    /// Whether a match is one, by what stands beside it; in base64, beside what is behind it.
    fn is_at(&self, bytes: &[u8], from: usize, to: usize) -> bool {
        if self.form != Form::Base64 || self.beside == Beside::Anything {
            return stands_alone(bytes, from, to, self.beside);
        }
        let in_base64 = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
        let before = bytes[..from].iter().rev().take(FAR).take_while(in_base64);
        let after = bytes[to..].iter().take(FAR).take_while(in_base64);
        let run = &bytes[from - before.count()..to + after.count()];
        (0..4).any(|shift| {
            let decoded = decoded(run.get(shift..).unwrap_or_default());
            let length = self.text.len();
            (0..decoded.len().saturating_sub(length - 1)).any(|at| {
                decoded[at..].starts_with(self.text.as_bytes())
                    && stands_alone(&decoded, at, at + length, self.beside)
            })
        })
    }
}

/// What is behind as much of this as can be decoded.
fn decoded(run: &[u8]) -> Vec<u8> {
    let standard: Vec<u8> = run
        .iter()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    let whole = standard.len() - usize::from(standard.len() % 4 == 1);
    LENIENT.decode(&standard[..whole]).unwrap_or_default()
}

fn number(mark: &Mark) -> u64 {
    let mut hasher = DefaultHasher::new();
    mark.value.hash(&mut hasher);
    hasher.finish()
}

/// Whether what stands beside a match lets it be one.
fn stands_alone(bytes: &[u8], from: usize, to: usize, beside: Beside) -> bool {
    let (before, after) = (&bytes[..from], bytes.get(to));
    let (last, escaped) = (before.last(), ends_with_an_escape(before));
    match beside {
        Beside::Anything => true,
        Beside::NoDigit => {
            (escaped || !last.is_some_and(u8::is_ascii_digit))
                && !after.is_some_and(u8::is_ascii_digit)
                && !is_of_a_hash(bytes, from, to)
        }
        Beside::NothingOfAWord => {
            let of_a_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
            (escaped || !last.is_some_and(of_a_word))
                && !after.is_some_and(u8::is_ascii_alphanumeric)
        }
    }
}

/// Whether digits are a part of a longer value in hexadecimal, such as a signature or a UUID.
fn is_of_a_hash(bytes: &[u8], from: usize, to: usize) -> bool {
    let of_it = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b'-';
    let within = bytes[from..to].iter().all(|byte| of_it(&byte));
    let before = bytes[..from].iter().rev().take(HASH).take_while(of_it);
    let after = bytes[to..].iter().take(HASH).take_while(of_it);
    within && before.count() + (to - from) + after.count() >= HASH
}

/// `%23` or `\n`: the last characters of an escape are no neighbours.
fn ends_with_an_escape(before: &[u8]) -> bool {
    match before {
        [.., b'%', one, two] if one.is_ascii_hexdigit() && two.is_ascii_hexdigit() => true,
        [.., b'\\', letter] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use base64::{
        Engine,
        engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD},
    };
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const PASSWORD: &str = "Kx7!ñ\"q ~?>vwz";

    /// What is found of these marks in this text.
    fn found(marks: &[(Kind, &str)], text: impl AsRef<[u8]>) -> Vec<(Kind, Form)> {
        let marks: Vec<Mark> = marks
            .iter()
            .map(|(kind, value)| Mark {
                kind: *kind,
                value: (*value).to_owned(),
            })
            .collect();
        let hits = Search::new(&marks).unwrap().find(text.as_ref());
        hits.iter().map(|hit| (hit.kind, hit.form)).collect()
    }

    #[track_caller]
    fn password(text: impl AsRef<[u8]>, form: Form) {
        let text = text.as_ref();
        assert_eq!(
            found(&[(Kind::Password, PASSWORD)], text),
            [(Kind::Password, form)],
            "{}",
            String::from_utf8_lossy(text)
        );
    }

    #[test]
    fn a_password_is_found_in_every_dress() {
        let (lower, upper) = (PASSWORD.to_ascii_lowercase(), PASSWORD.to_ascii_uppercase());
        let decomposed: String = PASSWORD.nfd().collect();
        for plain in [PASSWORD, &lower, &upper, &decomposed] {
            password(format!("the password is {plain}."), Form::Plain);
        }
        let json = serde_json::json!({ "password": PASSWORD }).to_string();
        password(&json, Form::Escaped);
        password(
            serde_json::json!({ "body": json }).to_string(),
            Form::Escaped,
        );
        password(format!("{PASSWORD:?}"), Form::Escaped);
        password(r#"{"p": "Kx7!\u00F1\"q ~?>vwz"}"#, Form::Escaped);
        password(
            PASSWORD.as_bytes().escape_ascii().to_string(),
            Form::Escaped,
        );
        password("?p=Kx7%21%C3%B1%22q%20%7E%3F%3Evwz&", Form::Url);
        password("?p=Kx7!%c3%b1%22q%20~%3f%3evwz&", Form::Url);
        let hex: String = PASSWORD.bytes().map(|byte| format!("{byte:02x}")).collect();
        password(&hex, Form::Hex);
        password(hex.to_uppercase(), Form::Hex);
        password(
            format!("{:x?}", PASSWORD.as_bytes()).replace(',', ""),
            Form::Hex,
        );
        password(format!("{:?}", PASSWORD.as_bytes()), Form::Numbers);
        password(
            serde_json::json!(PASSWORD.as_bytes()).to_string(),
            Form::Numbers,
        );
    }

    #[test]
    fn base64_is_found_wherever_in_a_text_the_password_stood() {
        for before in 0..9 {
            for after in 0..3 {
                let text = format!("{}{PASSWORD}{}", "p".repeat(before), "q".repeat(after));
                password(STANDARD.encode(&text), Form::Base64);
                password(URL_SAFE.encode(&text), Form::Base64);
            }
        }
    }

    #[test]
    fn a_one_time_code_is_found_alone_and_not_within_a_longer_number() {
        let code = [(Kind::Otp, "907646")];
        let hit = [(Kind::Otp, Form::Plain)];
        for alone in [
            "907646",
            "otp=907646&",
            "\"907646\"",
            "#907646\n",
            "907646 es su código",
            "907 646",
            "907-646",
            "text\\n907646",
            "%23907646",
            "{\"N\":\"907646\"}",
        ] {
            assert_eq!(found(&code, alone), hit, "{alone}");
        }
        for part in [
            "1907646",
            "9076461",
            "x907646",
            "907646Z",
            "0.907646",
            "a1b907646f",
            "0x907646",
        ] {
            assert_eq!(found(&code, part), [], "{part}");
        }
        assert_eq!(found(&code, "393037363436"), [(Kind::Otp, Form::Hex)]);
        for before in ["", "=", "- ", "{\"otp\":\""] {
            let text = STANDARD.encode(format!("{before}907646"));
            assert_eq!(found(&code, text), [(Kind::Otp, Form::Base64)]);
            let text = URL_SAFE.encode(format!("{before}907646\"}}"));
            assert_eq!(found(&code, text), [(Kind::Otp, Form::Base64)]);
        }
        for part in ["1907646", "22907646f", "00907646abcdef00"] {
            assert_eq!(found(&code, STANDARD.encode(part)), [], "{part}");
        }
    }

    #[test]
    fn a_document_is_found_without_its_letter_too() {
        let dni = [(Kind::Document, "01823574L")];
        for text in [
            "01823574L",
            "01823574l",
            "01823574-L",
            "01.823.574-L",
            "01823574",
            "1823574",
            "n=1823574;",
        ] {
            assert_eq!(
                found(&dni, text).first().map(|it| it.0),
                Some(Kind::Document),
                "{text}"
            );
        }
        assert_eq!(found(&dni, "90182357412"), []);
        for part in [
            "4510d2043eb5a221e521c5e6cf01823574b68af2153d7e789fcaff9a5798b1db",
            "01823574-9a1c-4d2e-8f3b-6c7d8e9fa0b1",
        ] {
            assert_eq!(found(&dni, part), [], "{part}");
        }
        let long = "4510d2043eb5a221e521c5e6cf#01823574#b68af2153d7e789fcaff9a5798b1db";
        assert_eq!(found(&dni, long).len(), 1);
        let nie = [(Kind::Document, "Y1823574L")];
        for text in ["Y1823574L", "y-1823574-l", "Y1823574-L", "1823574"] {
            assert_eq!(
                found(&nie, text).first().map(|it| it.0),
                Some(Kind::Document),
                "{text}"
            );
        }
    }

    #[test]
    fn a_phone_and_a_code_are_found_with_and_without_what_people_put_between() {
        let phone = [(Kind::Phone, "611234567")];
        for text in [
            "611234567",
            "+34611234567",
            "%2B34611234567",
            "34611234567",
            "611 234 567",
            "611 23 45 67",
            "+34 611-234-567",
        ] {
            assert!(!found(&phone, text).is_empty(), "{text}");
        }
        assert_eq!(found(&phone, "16112345670"), []);
        let code = [(Kind::ActivationCode, "XK9VQ3ZAPKJ7PPHY")];
        for text in [
            "xk9vq3zapkj7pphy",
            "XK9V-Q3ZA-PKJ7-PPHY",
            "XK9V Q3ZA PKJ7 PPHY",
        ] {
            assert_eq!(found(&code, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn names_and_tokens_are_found_among_many_marks() {
        let marks = [
            (Kind::Name, "Zéqirako"),
            (Kind::Token, "q8Jc2mWyT0aLr5uXbV7nZfE1hKdSgPiYoB3xM6tC9wE"),
            (Kind::Email, "persona-mpfnvndvtvrp@example.org"),
        ];
        let text = "ZéQIRAKO PERSONA-MPFNVNDVTVRP@EXAMPLE.ORG \
                    q8Jc2mWyT0aLr5uXbV7nZfE1hKdSgPiYoB3xM6tC9wE";
        assert_eq!(
            found(&marks, text)
                .iter()
                .map(|it| it.0)
                .collect::<Vec<_>>(),
            [Kind::Name, Kind::Email, Kind::Token]
        );
        assert_eq!(found(&marks, "Zeqirako persona-x@example.org"), []);
        let raw = URL_SAFE_NO_PAD.decode(marks[1].1).unwrap();
        assert_eq!(found(&marks, raw), [(Kind::Token, Form::Raw)]);
    }
}
