//! One-time codes: 6 decimal digits, leading zeros kept. On entry spaces and hyphens are dropped.

use zeroize::Zeroizing;

use crate::Flaw;

/// A one-time code. No `Debug`; wiped on drop.
#[derive(Clone)]
pub struct Otp(Zeroizing<String>);

impl Otp {
    /// Makes a code of `digits` digits from 64 random bits. The bias is below 10^8 / 2^64, one in
    /// 10^11.
    #[must_use]
    pub fn from_random(random: u64, digits: u32) -> Self {
        let number = (u128::from(random) * 10_u128.pow(digits)) >> 64;
        let width = digits as usize;
        Self(Zeroizing::new(format!("{number:0width$}")))
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// [`Flaw::Malformed`] if it is not `digits` digits: then it cannot be a code and takes no
    /// attempt.
    pub fn parse(text: &str, digits: u32) -> Result<Self, Flaw> {
        let mut code = Zeroizing::new(String::with_capacity(digits as usize));
        for letter in text.chars() {
            if letter.is_whitespace() || letter == '-' {
                continue;
            }
            if !letter.is_ascii_digit() || code.len() == digits as usize {
                return Err(Flaw::Malformed);
            }
            code.push(letter);
        }
        if code.len() == digits as usize {
            Ok(Self(code))
        } else {
            Err(Flaw::Malformed)
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_6_digits_and_keeps_its_leading_zeros() {
        assert_eq!(Otp::from_random(0, 6).as_str(), "000000");
        assert_eq!(Otp::from_random(u64::MAX, 6).as_str(), "999999");
        assert_eq!(Otp::from_random(u64::MAX / 2, 6).as_str(), "499999");
        assert_eq!(Otp::from_random(u64::MAX, 8).as_str(), "99999999");
    }

    #[test]
    fn what_is_not_6_digits_cannot_be_a_code() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            let read = Otp::parse(text, 6).ok();
            assert_eq!(read.as_ref().map(Otp::as_str), expected);
        }
        check("012345", Some("012345"));
        check(" 012 - 345 ", Some("012345"));
        check("01234", None);
        check("0123456", None);
        check("01234a", None);
        check("０12345", None);
        check("", None);
    }
}
