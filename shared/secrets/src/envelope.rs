//! What goes out to a caller and comes back as it was, without a caller reading or changing it:
//! XChaCha20-Poly1305 under a key derived for one purpose, so that what was sealed for another
//! purpose, or by nobody, does not open. Nothing is stored for it.
//!
//! Written as URL-safe base64 of `nonce (24) | ciphertext`. Its length tells that of the content:
//! whoever must not tell it makes every content as long.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{XNonce, aead::Aead};
use rand::{CryptoRng, RngExt};
use zeroize::Zeroizing;

use crate::{
    keys::Keyring,
    seal::{OpenError, cipher},
};

const NONCE_BYTES: usize = 24;

/// Seals and opens what goes out and comes back.
#[derive(Clone)]
pub struct Envelopes {
    keys: Keyring,
    purpose: &'static str,
}

/// What was in an envelope.
pub struct Opened {
    /// Drawn for this envelope: no other one has it.
    pub nonce: [u8; NONCE_BYTES],
    /// What was sealed.
    pub content: Zeroizing<Vec<u8>>,
}

impl Envelopes {
    /// Seals with the key in use; opens with any that is known. `purpose` is whose envelopes they
    /// are.
    #[must_use]
    pub fn new(keys: Keyring, purpose: &'static str) -> Self {
        Self { keys, purpose }
    }

    /// Seals `content`.
    ///
    /// # Errors
    /// [`OpenError::Broken`] only if the cipher refuses, which needs gigabytes.
    pub fn seal(&self, content: &[u8], rng: &mut impl CryptoRng) -> Result<String, OpenError> {
        let nonce: [u8; NONCE_BYTES] = rng.random();
        let ciphertext = cipher(self.keys.in_use(), self.purpose)
            .encrypt(&XNonce::from(nonce), content)
            .map_err(|_| OpenError::Broken)?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &ciphertext].concat()))
    }

    /// Opens what was sealed here. `None` for anything else: a caller may send what they like.
    #[must_use]
    pub fn open(&self, sealed: &str) -> Option<Opened> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let opened = |key| {
            cipher(key, self.purpose)
                .decrypt(&XNonce::from(*nonce), ciphertext)
                .ok()
        };
        Some(Opened {
            nonce: *nonce,
            content: self.keys.all().find_map(opened).map(Zeroizing::new)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;
    use crate::keys::tests::ring;

    fn envelopes(ids: &[&str]) -> Envelopes {
        Envelopes::new(ring(ids), "a question")
    }

    #[test]
    fn what_was_sealed_opens_with_its_key_and_for_its_purpose_only() {
        let mut rng = StdRng::from_seed([1; 32]);
        let sealed = envelopes(&["c1"]).seal(b"verde", &mut rng).unwrap();
        let content = |here: Envelopes| here.open(&sealed).map(|opened| opened.content.to_vec());
        assert_eq!(content(envelopes(&["c1"])).unwrap(), b"verde");
        assert_eq!(content(envelopes(&["c2", "c1"])).unwrap(), b"verde");
        assert_eq!(content(envelopes(&["c2"])), None);
        assert_eq!(content(Envelopes::new(ring(&["c1"]), "another")), None);
    }

    #[test]
    fn what_was_altered_does_not_open() {
        let here = envelopes(&["c1"]);
        let sealed = here
            .seal(b"verde", &mut StdRng::from_seed([1; 32]))
            .unwrap();
        for place in 0..sealed.len() {
            let mut other = sealed.clone().into_bytes();
            other[place] = if other[place] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            assert!(here.open(&other).is_none(), "{other}");
            assert!(here.open(&sealed[..place]).is_none());
        }
        for nothing in ["", "=", "ñ", "AAAA"] {
            assert!(here.open(nothing).is_none());
        }
    }

    #[test]
    fn one_content_is_sealed_otherwise_every_time() {
        let mut rng = StdRng::from_seed([1; 32]);
        let here = envelopes(&["c1"]);
        let [one, other] = [(); 2].map(|()| here.seal(b"verde", &mut rng).unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), other.len());
    }
}
