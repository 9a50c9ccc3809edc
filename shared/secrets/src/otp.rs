//! The keyed hash of a one-time code: HMAC-SHA-256 under the pepper, over procedure, purpose and
//! code. A code is good for the procedure that it was drawn for and for nothing else, and six
//! digits in a stolen table tell nothing without the pepper.

use hmac::Mac;
use policy::{Otp, Purpose};
use subtle::ConstantTimeEq;

use crate::{
    index::keyed,
    keys::{Key, Keyring, UnknownKey},
    token::TokenHash,
};

/// What is stored of a one-time code: the hash, and the mark of the pepper that made it.
#[derive(Clone, PartialEq, Eq)]
pub struct OtpHash {
    /// The mark of the pepper.
    pub key_mark: String,
    /// 32 bytes.
    pub tag: Vec<u8>,
}

/// Makes and compares hashes of one-time codes.
#[derive(Clone)]
pub struct OtpHasher(Keyring);

impl OtpHasher {
    /// Hashes with the pepper in use; verifies with any that is known.
    #[must_use]
    pub fn new(peppers: Keyring) -> Self {
        Self(peppers)
    }

    /// What to store of `otp`.
    #[must_use]
    pub fn hash(&self, procedure: &TokenHash, purpose: Purpose, otp: &Otp) -> OtpHash {
        let key = self.0.in_use();
        OtpHash {
            key_mark: key.mark().to_owned(),
            tag: tag(key, procedure, purpose, otp),
        }
    }

    /// Whether `otp` is the code behind `stored`; in constant time.
    ///
    /// # Errors
    /// [`UnknownKey`] if the pepper that made it is not known here.
    pub fn matches(
        &self,
        stored: &OtpHash,
        procedure: &TokenHash,
        purpose: Purpose,
        otp: &Otp,
    ) -> Result<bool, UnknownKey> {
        let key = self.0.by_mark(&stored.key_mark)?;
        Ok(tag(key, procedure, purpose, otp).ct_eq(&stored.tag).into())
    }
}

fn tag(key: &Key, procedure: &TokenHash, purpose: Purpose, otp: &Otp) -> Vec<u8> {
    let mut mac = keyed(key.bytes());
    for part in ["otp", procedure.as_str(), purpose.as_str(), otp.as_str()] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{keys::tests::ring, token::Token};

    fn hasher(ids: &[&str]) -> OtpHasher {
        OtpHasher::new(ring(ids))
    }

    fn otp(text: &str) -> Otp {
        Otp::parse(text, 6).unwrap()
    }

    #[test]
    fn a_code_is_good_for_its_procedure_and_purpose_only() {
        let peppers = hasher(&["p1"]);
        let here = Token::entered("a").hashed();
        let there = Token::entered("b").hashed();
        let stored = peppers.hash(&here, Purpose::Login, &otp("012345"));
        let matches = |token, purpose, code| peppers.matches(&stored, token, purpose, &otp(code));
        assert_eq!(matches(&here, Purpose::Login, "012345"), Ok(true));
        assert_eq!(matches(&here, Purpose::Login, "012346"), Ok(false));
        assert_eq!(matches(&there, Purpose::Login, "012345"), Ok(false));
        assert_eq!(matches(&here, Purpose::Change, "012345"), Ok(false));
    }

    #[test]
    fn an_older_pepper_still_verifies_and_an_unknown_one_is_our_fault() {
        let token = Token::entered("a").hashed();
        let stored = hasher(&["p1"]).hash(&token, Purpose::Login, &otp("012345"));
        let matches = |ids| hasher(ids).matches(&stored, &token, Purpose::Login, &otp("012345"));
        assert_eq!(matches(&["p2", "p1"]), Ok(true));
        assert_eq!(matches(&["p2"]), Err(UnknownKey));
    }
}
