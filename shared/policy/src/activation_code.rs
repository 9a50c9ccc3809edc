//! Activation codes: 16 symbols of Crockford's base 32 (80 bits), shown in groups of four. On
//! entry lower case, spaces and hyphens are understood, and O for 0, I and L for 1.

use zeroize::Zeroizing;

use crate::Flaw;

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;

/// An activation code. No `Debug`; wiped on drop.
#[derive(Clone)]
pub struct ActivationCode(Zeroizing<String>);

impl ActivationCode {
    /// Makes a code of as many symbols as there are random bytes: each byte gives five bits.
    #[must_use]
    pub fn from_random(random: &[u8]) -> Self {
        let symbols = random
            .iter()
            .map(|byte| char::from(SYMBOLS[usize::from(byte % 32)]));
        Self(Zeroizing::new(symbols.collect()))
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// [`Flaw::Malformed`] if it is not `symbols` symbols: then it cannot be a code and takes no
    /// attempt.
    pub fn parse(text: &str, symbols: u32) -> Result<Self, Flaw> {
        let symbols = symbols as usize;
        let mut code = Zeroizing::new(String::with_capacity(symbols));
        for letter in text.chars() {
            if letter.is_whitespace() || letter == '-' {
                continue;
            }
            let understood = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(understood).is_ok_and(|byte| SYMBOLS.contains(&byte));
            if !known || code.len() == symbols {
                return Err(Flaw::Malformed);
            }
            code.push(understood);
        }
        if code.len() == symbols {
            Ok(Self(code))
        } else {
            Err(Flaw::Malformed)
        }
    }

    /// What is hashed: the symbols, without hyphens.
    #[must_use]
    pub fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// What is shown, once: `XXXX-XXXX-XXXX-XXXX`.
    #[must_use]
    pub fn shown(&self) -> Zeroizing<String> {
        let mut shown = Zeroizing::new(String::with_capacity(self.0.len() * 5 / GROUP));
        for (place, symbol) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                shown.push('-');
            }
            shown.push(symbol);
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = ActivationCode::parse(text, 16).ok();
        assert_eq!(
            read.map(|code| code.shown().to_string()).as_deref(),
            expected
        );
    }

    #[test]
    fn a_code_is_shown_in_groups_and_read_back() {
        let random: Vec<u8> = (16..32).collect();
        let code = ActivationCode::from_random(&random);
        assert_eq!(*code.shown(), "GHJK-MNPQ-RSTV-WXYZ");
        check("GHJK-MNPQ-RSTV-WXYZ", Some("GHJK-MNPQ-RSTV-WXYZ"));
    }

    #[test]
    fn what_is_hashed_are_the_symbols_alone() {
        let code = ActivationCode::parse("ghjk-mnpq-rstv-wxyz", 16)
            .ok()
            .unwrap();
        assert_eq!(code.canonical(), b"GHJKMNPQRSTVWXYZ");
    }

    #[test]
    fn an_entry_is_understood_generously() {
        check(" ghjk mnpq-rstv  wxyz ", Some("GHJK-MNPQ-RSTV-WXYZ"));
        check("oOiIlL0123456789", Some("0011-1101-2345-6789"));
        check("GHJKMNPQRSTVWXYZ", Some("GHJK-MNPQ-RSTV-WXYZ"));
    }

    #[test]
    fn what_is_not_16_symbols_cannot_be_a_code() {
        check("GHJK-MNPQ-RSTV-WXY", None);
        check("GHJK-MNPQ-RSTV-WXYZ0", None);
        check("GHJK-MNPQ-RSTV-WXYU", None);
        check("GHJK-MNPQ-RSTV-WXYñ", None);
        check("", None);
        check(&"0".repeat(1_000_000), None);
    }
}
