//! The document number, sealed: XChaCha20-Poly1305 under the `seal` key, with the item's key as
//! associated data, so that a sealed number moved to another item does not open.
//!
//! Stored as `mark | nonce (24) | ciphertext`, the key's mark preceded by its length in one byte.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::Mac;
use policy::NationalId;
use rand::{CryptoRng, RngExt};
use zeroize::Zeroizing;

use crate::{
    index::{PersonKey, keyed},
    keys::{Key, Keyring, UnknownKey},
};

const NONCE_BYTES: usize = 24;
const PURPOSE: &str = "seal";

/// A sealed document number, as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// Why a sealed number does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The key is not known here.
    #[error(transparent)]
    UnknownKey(#[from] UnknownKey),
    /// It was altered, or moved from another item.
    #[error("a sealed document number does not open in its own item")]
    Broken,
}

/// Seals and opens document numbers.
#[derive(Clone)]
pub struct Sealer(Keyring);

impl Sealer {
    /// Seals with the key in use; opens with any that is known.
    #[must_use]
    pub fn new(keys: Keyring) -> Self {
        Self(keys)
    }

    /// Seals `document` for the item of `person`.
    ///
    /// # Errors
    /// [`OpenError::Broken`] only if the cipher refuses, which needs gigabytes.
    pub fn seal(
        &self,
        document: &NationalId,
        person: &PersonKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Sealed, OpenError> {
        let key = self.0.in_use();
        let nonce: [u8; NONCE_BYTES] = rng.random();
        let ciphertext = cipher(key, PURPOSE)
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: document.as_str().as_bytes(),
                    aad: person.as_str().as_bytes(),
                },
            )
            .map_err(|_| OpenError::Broken)?;
        let mark = key.mark().as_bytes();
        let mut bytes = vec![u8::try_from(mark.len()).map_err(|_| OpenError::Broken)?];
        bytes.extend_from_slice(mark);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&ciphertext);
        Ok(Sealed(bytes))
    }

    /// Opens what was sealed for the item of `person`.
    ///
    /// # Errors
    /// [`OpenError`]; both are our fault, never the caller's.
    pub fn open(&self, sealed: &Sealed, person: &PersonKey) -> Result<NationalId, OpenError> {
        let (&length, rest) = sealed.0.split_first().ok_or(OpenError::Broken)?;
        let (mark, rest) = rest
            .split_at_checked(usize::from(length))
            .ok_or(OpenError::Broken)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(OpenError::Broken)?;
        let mark = std::str::from_utf8(mark).map_err(|_| OpenError::Broken)?;
        let plain = cipher(self.0.by_mark(mark)?, PURPOSE)
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: ciphertext,
                    aad: person.as_str().as_bytes(),
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| OpenError::Broken)?;
        let text = std::str::from_utf8(&plain).map_err(|_| OpenError::Broken)?;
        NationalId::parse(text).map_err(|_| OpenError::Broken)
    }
}

/// The cipher's key is derived from the configured one, which may have any length from 32 bytes,
/// for one purpose.
pub(crate) fn cipher(key: &Key, purpose: &str) -> XChaCha20Poly1305 {
    let mut mac = keyed(key.bytes());
    mac.update(purpose.as_bytes());
    XChaCha20Poly1305::new(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;
    use crate::{index::Index, keys::tests::ring};

    #[test]
    fn a_sealed_number_opens_only_in_its_own_item_and_with_its_key() {
        let index = Index::new(ring(&["i1"]));
        let document = NationalId::parse("12345678Z").unwrap();
        let here = index.person(&document);
        let there = index.person(&NationalId::parse("00000000T").unwrap());
        let mut rng = StdRng::from_seed([1; 32]);
        let sealed = Sealer::new(ring(&["s1"]))
            .seal(&document, &here, &mut rng)
            .unwrap();

        let newer = Sealer::new(ring(&["s2", "s1"]));
        assert_eq!(newer.open(&sealed, &here).unwrap().as_str(), "12345678Z");
        assert_eq!(newer.open(&sealed, &there).unwrap_err(), OpenError::Broken);
        assert_eq!(
            Sealer::new(ring(&["s2"])).open(&sealed, &here).unwrap_err(),
            OpenError::UnknownKey(UnknownKey)
        );
        for cut in 0..sealed.0.len() {
            let part = Sealed(sealed.0[..cut].to_vec());
            assert!(newer.open(&part, &here).is_err());
        }
    }
}
