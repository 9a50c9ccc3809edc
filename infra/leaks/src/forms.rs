//! What a value looks like after a program had it in hand.
//!
//! | form | of `Kx7!é` |
//! | --- | --- |
//! | plain | as it is, in NFC and in NFD; letters of ASCII in either case |
//! | escaped | as JSON and Rust write it in quotes: `Kx7!\u00e9`, `Kx7!\xc3\xa9`, once or twice |
//! | URL | `Kx7%21%C3%A9`, with all that some encoder escapes, or as little |
//! | hexadecimal | `4b783721c3a9`, also with spaces or colons between |
//! | base64 | of text that holds it anywhere: at each of the three alignments, in both alphabets |
//! | raw | of a token: the bytes that it is the base64 of |
//! | numbers | `75, 120, 55, 33, 195, 169`, as bytes are printed |

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use unicode_normalization::UnicodeNormalization;

use crate::{Kind, Mark};

/// How a mark was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As it is.
    Plain,
    /// In quotes, with what they need escaped.
    Escaped,
    /// Percent signs.
    Url,
    /// Hexadecimal.
    Hex,
    /// Base64, within a longer text.
    Base64,
    /// The numbers of its bytes.
    Numbers,
    /// What it is the base64 of.
    Raw,
}

/// What may stand beside a form, so that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Anything.
    Anything,
    /// No digit: or it is a part of a longer number.
    NoDigit,
    /// Neither letter nor digit, and before it no decimal point.
    NothingOfAWord,
}

/// What is to be searched for.
pub struct Pattern {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How they are written.
    pub form: Form,
    /// What is written so.
    pub text: String,
    /// What may stand beside them.
    pub beside: Beside,
}

impl Form {
    /// Its name in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Escaped => "escaped",
            Self::Url => "URL",
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Numbers => "numbers",
            Self::Raw => "raw",
        }
    }

    /// Whether letters of either case are the same in it.
    #[must_use]
    pub fn folds_case(self) -> bool {
        match self {
            Self::Plain | Self::Escaped | Self::Url | Self::Hex | Self::Numbers => true,
            Self::Base64 | Self::Raw => false,
        }
    }
}

/// Every pattern of a mark.
#[must_use]
pub fn patterns(mark: &Mark) -> Vec<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    for (place, (text, beside)) in writings(mark).into_iter().enumerate() {
        let mut forms = usual_forms(&text);
        if place == 0 {
            forms.extend(rare_forms(&text));
        }
        if mark.kind == Kind::Token {
            let raw = URL_SAFE_NO_PAD.decode(&text).into_iter();
            forms.extend(raw.map(|bytes| (Form::Raw, bytes)));
        }
        for (form, bytes) in forms {
            let beside = match form {
                Form::Plain | Form::Escaped | Form::Url | Form::Base64 => beside,
                Form::Numbers => Beside::NoDigit,
                Form::Hex | Form::Raw => Beside::Anything,
            };
            if found.iter().all(|known| known.bytes != bytes) {
                found.push(Pattern {
                    bytes,
                    form,
                    text: text.clone(),
                    beside,
                });
            }
        }
    }
    found
}

/// The mark as people and programs write it.
fn writings(mark: &Mark) -> Vec<(String, Beside)> {
    let value = mark.value.as_str();
    let spaced = |ends: &[usize], between: &str| {
        let mut from = 0;
        let groups: Vec<&str> = ends
            .iter()
            .filter_map(|end| {
                let group = value.get(from..*end);
                from = *end;
                group
            })
            .collect();
        groups.join(between)
    };
    let any = |text: String| (text, Beside::Anything);
    let number = |text: String| (text, Beside::NoDigit);
    match mark.kind {
        Kind::Password | Kind::Name | Kind::Email => {
            vec![any(value.nfc().collect()), any(value.nfd().collect())]
        }
        Kind::Token => vec![any(value.to_owned())],
        Kind::ActivationCode => vec![
            any(value.to_owned()),
            any(spaced(&[4, 8, 12, 16], "-")),
            any(spaced(&[4, 8, 12, 16], " ")),
        ],
        Kind::Otp => [value.to_owned(), spaced(&[3, 6], " "), spaced(&[3, 6], "-")]
            .map(|text| (text, Beside::NothingOfAWord))
            .into(),
        Kind::Phone => vec![
            number(value.to_owned()),
            number(format!("34{value}")),
            number(spaced(&[3, 6, 9], " ")),
            number(spaced(&[3, 6, 9], "-")),
            number(spaced(&[3, 6, 9], ".")),
            number(spaced(&[3, 5, 7, 9], " ")),
        ],
        Kind::Document => {
            let digits = value.trim_matches(|letter: char| letter.is_ascii_uppercase());
            vec![
                any(value.to_owned()),
                any(spaced(&[8, 9], "-")),
                any(spaced(&[8, 9], " ")),
                any(spaced(&[1, 8, 9], "-")),
                any(spaced(&[2, 5, 8, 9], ".")),
                number(spaced(&[2, 5, 8], ".")),
                number(digits.to_owned()),
                number(digits.trim_start_matches('0').to_owned()),
            ]
        }
    }
}

fn usual_forms(text: &str) -> Vec<(Form, Vec<u8>)> {
    let bytes = text.as_bytes();
    let mut forms = vec![
        (Form::Plain, bytes.to_vec()),
        (Form::Escaped, in_json(text).into_bytes()),
        (Form::Url, percent(bytes, |byte| b"-_.~".contains(&byte))),
        (Form::Url, text.replace(' ', "+").into_bytes()),
        (Form::Hex, joined(bytes, "", hex)),
    ];
    for alignment in 0..3 {
        forms.push((Form::Base64, within(&STANDARD_NO_PAD, bytes, alignment)));
        forms.push((Form::Base64, within(&URL_SAFE_NO_PAD, bytes, alignment)));
    }
    forms
}

/// Of what is most likely written so, which is written first.
fn rare_forms(text: &str) -> Vec<(Form, Vec<u8>)> {
    let bytes = text.as_bytes();
    let (in_ascii_json, in_bytes) = (in_ascii_json(text), in_bytes(text));
    let numbers = u8::to_string;
    vec![
        (Form::Escaped, in_json(&in_json(text)).into_bytes()),
        (Form::Escaped, in_json(&in_ascii_json).into_bytes()),
        (Form::Escaped, in_json(&in_bytes).into_bytes()),
        (Form::Escaped, in_ascii_json.into_bytes()),
        (Form::Escaped, in_bytes.into_bytes()),
        (Form::Url, percent(bytes, |_| false)),
        (
            Form::Url,
            percent(bytes, |byte| b"-_.~!'()*".contains(&byte)),
        ),
        (
            Form::Url,
            percent(bytes, |byte| byte.is_ascii_graphic() && byte != b'%'),
        ),
        (Form::Hex, joined(bytes, " ", hex)),
        (Form::Hex, joined(bytes, ":", hex)),
        (
            Form::Hex,
            joined(bytes, ", ", |byte| format!("0x{byte:02x}")),
        ),
        (Form::Numbers, joined(bytes, ", ", numbers)),
        (Form::Numbers, joined(bytes, ",", numbers)),
    ]
}

fn joined(bytes: &[u8], between: &str, write: fn(&u8) -> String) -> Vec<u8> {
    let parts: Vec<String> = bytes.iter().map(write).collect();
    parts.join(between).into_bytes()
}

fn hex(byte: &u8) -> String {
    format!("{byte:02x}")
}

/// The characters of base64 that hang on these bytes alone, if so many bytes modulo 3 stand before.
fn within(engine: &impl Engine, bytes: &[u8], alignment: usize) -> Vec<u8> {
    let mut text = vec![0; alignment];
    text.extend_from_slice(bytes);
    let encoded = engine.encode(&text);
    let first = (alignment * 8).div_ceil(6);
    let last = text.len() * 8 / 6;
    encoded.as_bytes()[first..last].to_vec()
}

fn percent(bytes: &[u8], stays: impl Fn(u8) -> bool) -> Vec<u8> {
    let encode = |byte: &u8| {
        if byte.is_ascii_alphanumeric() || stays(*byte) {
            vec![*byte]
        } else {
            format!("%{byte:02X}").into_bytes()
        }
    };
    bytes.iter().flat_map(encode).collect()
}

fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn in_ascii_json(text: &str) -> String {
    let mut found = String::new();
    for letter in in_json(text).chars() {
        if letter.is_ascii() {
            found.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                found.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    found
}

/// As Rust prints bytes: `b"…"`.
fn in_bytes(text: &str) -> String {
    text.as_bytes().escape_ascii().to_string()
}
