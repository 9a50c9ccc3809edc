//! What is made, hashed, compared, sealed and drawn at random.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`keys`] | the three families of keys, each key with an id, and how they are configured |
//! | [`index`] | keyed names for items, so that a key in a log names nobody |
//! | [`hashing`] | Argon2id with pepper for passwords and activation codes |
//! | [`otp`] | the keyed hash of a one-time code, bound to its procedure |
//! | [`token`] | the opaque tokens of procedures and sessions |
//! | [`seal`] | the document number, encrypted where it must be read again |
//! | [`envelope`] | what goes out to a caller and comes back unread and unchanged |
//! | [`ids`] | random identifiers: entries, procedures, acts, eras, subjects |
//!
//! Nothing here has a `Debug` or a `Display` that shows a secret; what holds one is wiped on
//! drop. Randomness comes in as a parameter: an operation draws from the generator of its call.

mod argon2id;
pub mod envelope;
pub mod hashing;
pub mod ids;
pub mod index;
pub mod keys;
pub mod otp;
pub mod seal;
pub mod token;

pub use envelope::{Envelopes, Opened};
pub use hashing::{Comparison, Cost, Hasher, StoredHash};
pub use ids::{Act, EntryId, Era, ProcedureId, Subject, Turn};
pub use index::{EmailKey, Index, PairKey, PersonKey, PhoneKey};
pub use keys::{KeyError, Keyring, UnknownKey};
pub use otp::{OtpHash, OtpHasher};
pub use seal::{Sealed, Sealer};
pub use token::{Token, TokenHash};
