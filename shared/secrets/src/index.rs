//! Keyed names: HMAC-SHA-256 under the `index` key, so that the key of an item in a log, a trace
//! or a metric names nobody to who does not hold the key.
//!
//! The index key lives as long as the table: it changes only by an offline rewrite, so the
//! family has exactly one key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use policy::{Email, NationalId, Phone};
use sha2::Sha256;

use crate::keys::Keyring;

/// Names items.
#[derive(Clone)]
pub struct Index(Keyring);

macro_rules! keyed_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// 43 characters of URL-safe base64.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Takes one back from the table.
            #[must_use]
            pub fn stored(text: String) -> Self {
                Self(text)
            }
        }
    };
}

keyed_name!(
    /// Names a document's items: `person#` and `password#`.
    PersonKey
);
keyed_name!(
    /// Names a phone's item: `phone#`.
    PhoneKey
);
keyed_name!(
    /// Names a pair of document and e-mail: `stranger#`.
    PairKey
);
keyed_name!(
    /// Says, within one person's item, which e-mail is theirs.
    EmailKey
);

impl Index {
    /// Names by the key in use.
    #[must_use]
    pub fn new(keys: Keyring) -> Self {
        Self(keys)
    }

    /// The key of a document.
    #[must_use]
    pub fn person(&self, document: &NationalId) -> PersonKey {
        PersonKey(self.name("person", &[document.as_str()]))
    }

    /// The key of a phone.
    #[must_use]
    pub fn phone(&self, phone: &Phone) -> PhoneKey {
        PhoneKey(self.name("phone", &[phone.as_e164()]))
    }

    /// The key of a document and an e-mail together.
    #[must_use]
    pub fn pair(&self, document: &NationalId, email: &Email) -> PairKey {
        PairKey(self.name("pair", &[document.as_str(), email.as_str()]))
    }

    /// The key of an e-mail within one person's item.
    #[must_use]
    pub fn email(&self, person: &PersonKey, email: &Email) -> EmailKey {
        EmailKey(self.name("email", &[person.as_str(), email.as_str()]))
    }

    /// Every part is preceded by its length, so no two lists of parts give one name.
    fn name(&self, label: &str, parts: &[&str]) -> String {
        let mut mac = keyed(self.0.in_use().bytes());
        for part in std::iter::once(&label).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }
}

/// HMAC-SHA-256 under `key`, which may have any length.
pub(crate) fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // A key longer than a block is hashed first, as RFC 2104 says; so there is no wrong length.
    let mut block = zeroize::Zeroizing::new([0_u8; 64]);
    if key.len() > block.len() {
        use sha2::Digest;
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    Hmac::new((&*block).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(byte: u8) -> Index {
        let key = base64::engine::general_purpose::STANDARD.encode([byte; 32]);
        let family = format!(r#"{{"use":"i1","i1":"{key}"}}"#);
        Index::new(Keyring::parse(&family).unwrap())
    }

    #[test]
    fn a_name_depends_on_the_key_the_document_and_the_kind_of_item() {
        let document = NationalId::parse("12345678Z").unwrap();
        let other = NationalId::parse("00000000T").unwrap();
        let name = index(1).person(&document);
        assert_eq!(name, index(1).person(&document));
        assert_ne!(name, index(1).person(&other));
        assert_ne!(name, index(2).person(&document));
        assert_eq!(name.as_str().len(), 43);
    }

    #[test]
    fn a_keyed_hash_is_that_of_rfc_4231() {
        // Test case 2: a short key; test case 6: a key longer than a block.
        let tag = |key: &[u8], data: &[u8]| {
            let mut mac = keyed(key);
            mac.update(data);
            mac.finalize()
                .into_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        assert_eq!(
            tag(b"Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            tag(
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First"
            ),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
