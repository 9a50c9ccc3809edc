//! Opaque tokens of procedures and sessions: 256 random bits, of which only the SHA-256 is
//! stored. A token has no form that a caller could get wrong: any text is either one that was
//! issued or one that nobody knows.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{CryptoRng, RngExt};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A token as its holder has it. No `Debug`; wiped on drop.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Draws a new one.
    pub fn draw(rng: &mut impl CryptoRng) -> Self {
        // Drawn and read where it is wiped: what is moved leaves a copy on the stack. And byte by byte:
        // what is drawn at once lies in the generator too, just as it is.
        let mut bytes = Zeroizing::new([0_u8; 32]);
        for byte in bytes.iter_mut() {
            *byte = rng.random();
        }
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(&bytes[..])))
    }

    /// Takes what a caller entered, whatever it is.
    #[must_use]
    pub fn entered(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// For the answer to its holder, and for nothing else.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.0
    }

    /// The name of the item that it opens.
    #[must_use]
    pub fn hashed(&self) -> TokenHash {
        // All in one place, which is wiped: what is moved leaves a copy of the token on the stack.
        let mut hash = Sha256::new();
        hash.update(self.0.as_bytes());
        TokenHash(URL_SAFE_NO_PAD.encode(hash.finalize_reset()))
    }
}

/// SHA-256 of a token, in URL-safe base64: what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHash(String);

impl TokenHash {
    /// 43 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn a_token_has_256_bits_and_is_found_again_by_its_hash() {
        let token = Token::draw(&mut StdRng::from_seed([7; 32]));
        assert_eq!(token.shown().len(), 43);
        assert_eq!(Token::entered(token.shown()).hashed(), token.hashed());
        assert_ne!(token.hashed().as_str(), token.shown());
    }
}
