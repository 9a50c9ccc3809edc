//! Random identifiers. All are drawn by the operation from its call's generator; none comes from
//! a header, an event or a counter, and none but [`Subject`] is ever shown.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{CryptoRng, RngExt};

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// Draws a new one.
            pub fn draw(rng: &mut impl CryptoRng) -> Self {
                Self(rng.random())
            }

            /// The bytes as they are stored.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// Reads one back from the table; `None` if the length is wrong.
            #[must_use]
            pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }
        }
    };
}

random_id!(
    /// One entry of a secret. A counter is the set of these, so a repeated write counts once.
    EntryId,
    8
);
random_id!(
    /// One procedure, in the set of those opened and never finished.
    ProcedureId,
    8
);
random_id!(
    /// One state of a person's SMS history: whoever writes it next must have read this one.
    Turn,
    8
);
random_id!(
    /// One registration act; new too with unsubscribing.
    Act,
    16
);
random_id!(
    /// One password's reign: new with each password set and with unsubscribing.
    Era,
    16
);

/// The opaque name by which services know a person: given once, kept for life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    const BYTES: usize = 16;

    /// Draws a new one of 128 bits.
    pub fn draw(rng: &mut impl CryptoRng) -> Self {
        Self(URL_SAFE_NO_PAD.encode(rng.random::<[u8; Self::BYTES]>()))
    }

    /// Takes one back from the table, if it is one.
    #[must_use]
    pub fn stored(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == Self::BYTES).then(|| Self(text.to_owned()))
    }

    /// As it is shown and stored.
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
    fn a_subject_comes_back_as_it_was_and_nothing_else_is_one() {
        let subject = Subject::draw(&mut StdRng::seed_from_u64(1));
        assert_eq!(Subject::stored(subject.as_str()), Some(subject));
        let of = |bytes: usize| "A".repeat(bytes);
        for other in ["", "a name", &of(21), &of(23), &format!("{}=", of(21))] {
            assert_eq!(Subject::stored(other), None, "{other}");
        }
    }
}
