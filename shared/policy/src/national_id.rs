//! National identity numbers.
//!
//! A DNI is 8 digits and a letter; an NIE is X, Y or Z, 7 digits and a letter; a K, L or M number
//! is that letter, 7 digits and a letter. The letter is that of the number modulo 23; in an NIE
//! X, Y and Z count as the digits 0, 1 and 2, and in a K, L or M number only the digits count.
//!
//! Before anything else a number is normalised: trimmed, in upper case, without spaces, hyphens
//! and dots, a DNI left-padded with zeros to 8 digits, ASCII only.

use std::fmt;

use crate::Flaw;

const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
/// What is longer than this, however it is spaced, is no number.
const TEXT_MAX: usize = 64;

/// What a number begins with says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Spaniard's.
    Dni,
    /// A foreigner's.
    Nie,
    /// Of a Spaniard under 14 (K), of one who lives abroad (L), of a foreigner without NIE (M).
    Klm,
}

/// A number with the right letter, normalised: 9 ASCII characters.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId(String);

/// What the API calls a document: K, L and M numbers have no type there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentType {
    /// DNI.
    Dni,
    /// NIE.
    Nie,
}

impl NationalId {
    /// Normalises and reads a number.
    ///
    /// # Errors
    /// [`Flaw::Malformed`], or [`Flaw::CheckLetter`] if only the letter is wrong.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let normal = normalised(text).ok_or(Flaw::Malformed)?;
        let (body, letter) = match normal.as_bytes() {
            [body @ .., letter] if letter.is_ascii_uppercase() => (body, *letter),
            _ => return Err(Flaw::Malformed),
        };
        let (lead, digits) = match body {
            [lead, digits @ ..] if lead.is_ascii_uppercase() => (Some(*lead), digits),
            digits => (None, digits),
        };
        let right_length = match lead {
            None => (1..=8).contains(&digits.len()),
            Some(_) => digits.len() == 7,
        };
        if !right_length || !digits.iter().all(u8::is_ascii_digit) {
            return Err(Flaw::Malformed);
        }
        let number = digits
            .iter()
            .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
        let number = match lead {
            None | Some(b'X' | b'K' | b'L' | b'M') => number,
            Some(b'Y') => number + 10_000_000,
            Some(b'Z') => number + 20_000_000,
            Some(_) => return Err(Flaw::Malformed),
        };
        if LETTERS[(number % 23) as usize] != letter {
            return Err(Flaw::CheckLetter);
        }
        Ok(Self(match lead {
            None => format!("{number:08}{}", char::from(letter)),
            Some(_) => normal,
        }))
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'X' | b'Y' | b'Z') => Kind::Nie,
            Some(b'K' | b'L' | b'M') => Kind::Klm,
            Some(_) | None => Kind::Dni,
        }
    }

    /// 9 characters, for what must know it: hashing, sealing, the rules of a password.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its digits, without leading letter and check letter.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.0
            .trim_matches(|letter: char| letter.is_ascii_uppercase())
    }
}

impl fmt::Debug for NationalId {
    /// Says what it is and not whose.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalId({:?})", self.kind())
    }
}

/// Without what people put between the characters of a number, and in upper case; `None` if it is
/// too long to be one.
pub(crate) fn normalised(text: &str) -> Option<String> {
    if text.len() > TEXT_MAX {
        return None;
    }
    let normal = text
        .trim()
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '.'))
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    Some(normal)
}

impl DocumentType {
    /// Reads the member `type`.
    ///
    /// # Errors
    /// [`Flaw::UnknownValue`].
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        match text {
            "DNI" => Ok(Self::Dni),
            "NIE" => Ok(Self::Nie),
            _ => Err(Flaw::UnknownValue),
        }
    }

    /// Whether a number is of this type.
    #[must_use]
    pub fn fits(self, number: &NationalId) -> bool {
        match number.kind() {
            Kind::Dni => self == Self::Dni,
            Kind::Nie => self == Self::Nie,
            Kind::Klm => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, Flaw>) {
        let read = NationalId::parse(text);
        assert_eq!(
            read.as_ref().map(NationalId::as_str).map_err(|flaw| *flaw),
            expected
        );
    }

    #[test]
    fn the_letter_is_that_of_the_number_modulo_23() {
        // Vectors of ../../../reference: the ministry's example, FNMT's test identity, the ends.
        for good in [
            "00000000T",
            "00000001R",
            "00000023T",
            "12345678Z",
            "99999999R",
            "54362315K",
            "X0000000T",
            "X1234567L",
            "X9999999J",
            "Y0000000Z",
            "Y1234567X",
            "Y9999999G",
            "Z0000000M",
            "Z1234567R",
            "Z9999999H",
            "K1234567L",
            "L1234567L",
            "M1234567L",
            "M0000000T",
        ] {
            check(good, Ok(good));
        }
        for bad in ["12345678A", "X1234567A", "K1234567A"] {
            check(bad, Err(Flaw::CheckLetter));
        }
    }

    #[test]
    fn a_number_is_normalised_before_anything_else() {
        check(" 12.345.678-z ", Ok("12345678Z"));
        check("x-1234567 l", Ok("X1234567L"));
        check("1234567L", Ok("01234567L"));
        check("1R", Ok("00000001R"));
    }

    #[test]
    fn what_has_not_the_form_is_malformed() {
        for bad in [
            "",
            "Z",
            "T",
            "123456789Z",
            "12345678",
            "X123456L",
            "X12345678L",
            "I1234567X",
            "A1234567L",
            "12345678Ñ",
            "１２３４５６７８Z",
            "1234_678Z",
            "XX234567L",
            "\u{0}",
        ] {
            check(bad, Err(Flaw::Malformed));
        }
        check(&" ".repeat(1_000_000), Err(Flaw::Malformed));
    }

    #[test]
    fn what_is_longer_than_64_bytes_is_no_number_however_it_is_spaced() {
        let spaced = |length: usize| format!("{}12345678Z", " ".repeat(length - 9));
        check(&spaced(64), Ok("12345678Z"));
        check(&spaced(65), Err(Flaw::Malformed));
        check(&spaced(66), Err(Flaw::Malformed));
    }

    #[test]
    fn a_type_and_a_number_agree_or_not() {
        #[track_caller]
        fn check(kind: &str, number: &str, expected: bool) {
            let number = NationalId::parse(number).unwrap();
            assert_eq!(DocumentType::parse(kind).unwrap().fits(&number), expected);
        }
        check("DNI", "12345678Z", true);
        check("NIE", "X1234567L", true);
        check("DNI", "X1234567L", false);
        check("NIE", "12345678Z", false);
        check("DNI", "K1234567L", false);
        check("NIE", "M1234567L", false);
        assert_eq!(DocumentType::parse("dni"), Err(Flaw::UnknownValue));
    }

    #[test]
    fn a_number_is_not_shown() {
        let number = NationalId::parse("12345678Z").unwrap();
        assert_eq!(format!("{number:?}"), "NationalId(Dni)");
        assert_eq!(number.digits(), "12345678");
    }
}
