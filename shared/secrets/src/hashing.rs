//! Argon2id with pepper, for passwords and activation codes.
//!
//! What is stored is a PHC string: `$argon2id$v=19$m=19456,t=2,p=1,keyid=…$salt$hash`. Its
//! `keyid` is the mark of the pepper, so older peppers still verify; a hash made with another pepper than
//! the one in use, or with other parameters, is to be made anew when its secret is next right.
//!
//! Who has no hash (a stranger, a person not activated or unsubscribed) costs the same: a dummy is
//! computed and never matches. While two sets of parameters live, the dummy of a document uses
//! one of them, chosen by its key, always the same one.

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use argon2::{
    Algorithm, Params, ParamsBuilder, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use rand::{CryptoRng, RngExt};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{
    argon2id::{Engine, Inputs, Memory},
    keys::{Key, Keyring, UnknownKey},
};

const SALT_BYTES: usize = 16;
/// The salt of dummies. It protects nothing: what it makes is thrown away.
const DUMMY_SALT: [u8; SALT_BYTES] = [0; SALT_BYTES];

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB; at least 19,456 (OWASP's floor for t = 2), at most 1 GiB.
    pub memory_kib: u32,
    /// Passes; 2 to 16.
    pub passes: u32,
    /// Lanes; 1 to 16.
    pub lanes: u32,
}

impl Cost {
    /// m = 19,456 KiB, t = 2, p = 1: the weakest that is accepted.
    pub const FLOOR: Self = Self {
        memory_kib: 19_456,
        passes: 2,
        lanes: 1,
    };
    /// m = 1 GiB, t = 16, p = 16: more than any function has memory or time for. A setting or a
    /// stored hash that asks for more is a mistake, which must not end the function.
    pub const CEILING: Self = Self {
        memory_kib: 1_048_576,
        passes: 16,
        lanes: 16,
    };

    /// Nothing of it is more than that of `other`.
    fn within(self, other: Self) -> bool {
        self.memory_kib <= other.memory_kib
            && self.passes <= other.passes
            && self.lanes <= other.lanes
    }
}

/// A cost that is not written `m=19456,t=2,p=1`, is weaker than that, or beyond the ceiling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a hash's cost is written m=19456,t=2,p=1 and may not be weaker, \
     nor more than m=1048576,t=16,p=16, but is {0:?}"
)]
pub struct CostError(String);

impl FromStr for Cost {
    type Err = CostError;

    fn from_str(text: &str) -> Result<Self, CostError> {
        let wrong = || CostError(text.to_owned());
        let mut numbers = text.split(',').zip(["m=", "t=", "p="]).map(|(part, name)| {
            part.trim()
                .strip_prefix(name)
                .and_then(|number| number.parse::<u32>().ok())
        });
        let mut next = || numbers.next().flatten().ok_or_else(wrong);
        let cost = Self {
            memory_kib: next()?,
            passes: next()?,
            lanes: next()?,
        };
        let in_range = Self::FLOOR.within(cost) && cost.within(Self::CEILING);
        let well_formed = text.split(',').count() == 3
            && Params::new(cost.memory_kib, cost.passes, cost.lanes, None).is_ok();
        if in_range && well_formed {
            Ok(cost)
        } else {
            Err(wrong())
        }
    }
}

/// A PHC string, as it is stored. Neither shown nor logged.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHash(String);

impl StoredHash {
    /// Takes one back from the table.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// For the table, and for nothing else.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Another secret, or nobody's.
    Wrong,
    /// The secret itself.
    Right {
        /// The hash should be made anew: its parameters or its pepper are not those in use.
        outdated: bool,
    },
}

/// Why a hash can't be made or compared: never the caller's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// The pepper is not known here.
    #[error(transparent)]
    UnknownKey(#[from] UnknownKey),
    /// The stored text is no Argon2id PHC string, or the hash could not be computed.
    #[error("a stored hash cannot be read, or a hash cannot be computed")]
    Broken,
}

/// Makes and compares hashes, no more at a time than there are processors.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    peppers: Keyring,
    cost: Cost,
    older_cost: Option<Cost>,
    processors: u32,
    places: Semaphore,
    engine: Engine,
    /// Memory of hashes that are done, for those that come: as many as were ever computed at once.
    memories: Mutex<Vec<Memory>>,
}

impl Hasher {
    /// Hashes at `cost` with the pepper in use. `older_cost` is what part of the stored hashes
    /// still have, for the dummies.
    #[must_use]
    pub fn new(peppers: Keyring, cost: Cost, older_cost: Option<Cost>) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Inner {
            peppers,
            cost,
            older_cost,
            processors: u32::try_from(processors).unwrap_or(1),
            places: Semaphore::new(processors),
            engine: Engine::of_this_processor(),
            memories: Mutex::default(),
        }))
    }

    /// Has the memory of the first hash made by a thread of its own. A hash that comes meanwhile
    /// waits for it.
    pub fn prepare(&self) {
        let inner = Arc::clone(&self.0);
        tokio::spawn(async move {
            let _places = inner.places.acquire_many(inner.processors).await;
            let made = Arc::clone(&inner);
            // Without it the first hash makes its own.
            tokio::task::spawn_blocking(move || made.prepare())
                .await
                .ok();
        });
    }

    /// What to store of `secret`, with a salt drawn from `rng`.
    ///
    /// # Errors
    /// [`HashError`], if the memory cannot be had.
    pub async fn hash(
        &self,
        secret: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<StoredHash, HashError> {
        let salt: [u8; SALT_BYTES] = rng.random();
        self.aside(secret, move |inner, secret| {
            inner.make(secret, &salt, inner.cost)
        })
        .await
    }

    /// Compares `secret` with what is stored; with a dummy if nothing is. `name` is the key of the
    /// document, which chooses the dummy.
    ///
    /// # Errors
    /// [`HashError`]; the try should then be given back.
    pub async fn compare(
        &self,
        stored: Option<&StoredHash>,
        name: &str,
        secret: &[u8],
    ) -> Result<Comparison, HashError> {
        let stored = stored.cloned();
        let second = name.bytes().fold(0, |sum: u8, byte| sum ^ byte) & 1 == 1;
        self.aside(secret, move |inner, secret| match stored {
            Some(stored) => inner.verify(&stored, secret),
            None => {
                let cost = inner.older_cost.filter(|_| second).unwrap_or(inner.cost);
                inner
                    .make(secret, &DUMMY_SALT, cost)
                    .map(|_| Comparison::Wrong)
            }
        })
        .await
    }

    /// Runs the hash on a thread of its own, when a place is free.
    async fn aside<T: Send + 'static>(
        &self,
        secret: &[u8],
        work: impl FnOnce(&Inner, &[u8]) -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let inner = Arc::clone(&self.0);
        let secret = Zeroizing::new(secret.to_vec());
        let _place = self
            .0
            .places
            .acquire()
            .await
            .map_err(|_| HashError::Broken)?;
        tokio::task::spawn_blocking(move || {
            let began = Instant::now();
            let done = work(&inner, &secret);
            measures::hashed(began.elapsed());
            done
        })
        .await
        .map_err(|_| HashError::Broken)?
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hasher({:?})", self.0.cost)
    }
}

impl Inner {
    fn make(&self, secret: &[u8], salt: &[u8], cost: Cost) -> Result<StoredHash, HashError> {
        let pepper = self.peppers.in_use();
        let keyid = argon2::KeyId::new(pepper.mark().as_bytes()).map_err(|_| HashError::Broken)?;
        let params = params(cost)
            .keyid(keyid)
            .build()
            .map_err(|_| HashError::Broken)?;
        let parts = ParamsString::try_from(&params).ok();
        let salt = Salt::new(salt).map_err(|_| HashError::Broken)?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: parts.ok_or(HashError::Broken)?,
            salt: Some(salt),
            hash: Some(self.output(secret, &salt, pepper, params)?),
        };
        Ok(StoredHash(hash.to_string()))
    }

    /// Argon2id itself, in the memory of a hash that is done, or of no other.
    fn output(
        &self,
        secret: &[u8],
        salt: &[u8],
        pepper: &Key,
        params: Params,
    ) -> Result<Output, HashError> {
        let mut bytes = Zeroizing::new([0; Params::DEFAULT_OUTPUT_LEN]);
        let inputs = Inputs {
            secret,
            salt,
            pepper: pepper.bytes(),
            params,
        };
        let mut memory = self.memory();
        let done = memory.hash(&inputs, &mut *bytes);
        self.memories().push(memory);
        done?;
        Output::new(&*bytes).map_err(|_| HashError::Broken)
    }

    fn prepare(&self) -> Result<(), HashError> {
        let params = params(self.cost).build().map_err(|_| HashError::Broken)?;
        let mut memory = self.memory();
        memory.prepare(&params)?;
        self.memories().push(memory);
        Ok(())
    }

    fn memory(&self) -> Memory {
        let had = self.memories().pop();
        had.unwrap_or_else(|| self.engine.memory())
    }

    fn memories(&self) -> MutexGuard<'_, Vec<Memory>> {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn verify(&self, stored: &StoredHash, secret: &[u8]) -> Result<Comparison, HashError> {
        let hash = PasswordHash::new(&stored.0).map_err(|_| HashError::Broken)?;
        if hash.algorithm != Algorithm::Argon2id.ident() {
            return Err(HashError::Broken);
        }
        let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
            return Err(HashError::Broken);
        };
        let params = Params::try_from(&hash).map_err(|_| HashError::Broken)?;
        let cost = Cost {
            memory_kib: params.m_cost(),
            passes: params.t_cost(),
            lanes: params.p_cost(),
        };
        if !cost.within(Cost::CEILING) {
            return Err(HashError::Broken);
        }
        let mark = std::str::from_utf8(params.keyid()).map_err(|_| HashError::Broken)?;
        let pepper = self.peppers.by_mark(mark)?;
        let outdated = pepper.mark() != self.peppers.in_use().mark() || !self.cost.within(cost);
        let found = self.output(secret, salt, pepper, params)?;
        if bool::from(found.as_bytes().ct_eq(expected.as_bytes())) {
            Ok(Comparison::Right { outdated })
        } else {
            Ok(Comparison::Wrong)
        }
    }
}

fn params(cost: Cost) -> ParamsBuilder {
    let mut params = ParamsBuilder::new();
    params
        .m_cost(cost.memory_kib)
        .t_cost(cost.passes)
        .p_cost(cost.lanes);
    params
}

#[cfg(test)]
mod tests {
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;
    use crate::keys::tests::ring;

    fn hasher(ids: &[&str], cost: Cost) -> Hasher {
        Hasher::new(ring(ids), cost, None)
    }

    const STRONGER: Cost = Cost {
        memory_kib: 19_457,
        passes: 2,
        lanes: 1,
    };

    #[tokio::test]
    async fn a_hash_is_a_phc_string_with_its_pepper_named_and_a_salt_of_its_own() {
        let mut rng = StdRng::from_seed([1; 32]);
        let peppered = hasher(&["p1"], Cost::FLOOR);
        let one = peppered.hash(b"secret", &mut rng).await.unwrap();
        let two = peppered.hash(b"secret", &mut rng).await.unwrap();
        assert!(
            one.as_str()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1,keyid=")
        );
        assert!(one != two);
        let found = peppered.compare(Some(&one), "", b"secret").await;
        assert_eq!(found, Ok(Comparison::Right { outdated: false }));
        let found = peppered.compare(Some(&one), "", b"Secret").await;
        assert_eq!(found, Ok(Comparison::Wrong));
    }

    #[tokio::test]
    async fn a_stored_hash_that_costs_more_than_any_is_broken_and_not_computed() {
        let hasher = hasher(&["p1"], Cost::FLOOR);
        let hash = hasher
            .hash(b"secret", &mut StdRng::from_seed([1; 32]))
            .await;
        let hash = hash.unwrap().as_str().to_owned();
        for cost in [
            "m=4294967295,t=2,p=1",
            "m=19456,t=4294967295,p=1",
            "m=19456,t=2,p=64",
        ] {
            let stored = StoredHash::stored(hash.replace("m=19456,t=2,p=1", cost));
            let found = hasher.compare(Some(&stored), "", b"secret").await;
            assert_eq!(found, Err(HashError::Broken), "{cost}");
        }
    }

    /// What is stored is what the crate's own one call makes, and that verifies it.
    #[tokio::test]
    async fn a_hash_in_memory_that_was_used_before_is_the_crates_own() {
        use argon2::{
            Argon2, Version,
            password_hash::{PasswordHasher, PasswordVerifier},
        };
        let hasher = hasher(&["p1"], Cost::FLOOR);
        let pepper = hasher.0.peppers.in_use();
        for (secret, salt) in [
            (&b"first"[..], [7; 16]),
            (b"second", [9; 16]),
            (b"", [0; 16]),
        ] {
            let params = ParamsBuilder::new()
                .m_cost(Cost::FLOOR.memory_kib)
                .t_cost(Cost::FLOOR.passes)
                .p_cost(Cost::FLOOR.lanes)
                .keyid(argon2::KeyId::new(pepper.mark().as_bytes()).unwrap())
                .build()
                .unwrap();
            let theirs = Argon2::new_with_secret(
                pepper.bytes(),
                Algorithm::Argon2id,
                Version::V0x13,
                params,
            )
            .unwrap();
            let ours = hasher.0.make(secret, &salt, Cost::FLOOR).unwrap();
            let expected = theirs.hash_password_with_salt(secret, &salt).unwrap();
            assert_eq!(ours.as_str(), expected.to_string());
            let parsed = PasswordHash::new(ours.as_str()).unwrap();
            assert!(theirs.verify_password(secret, &parsed).is_ok());
            let right = Ok(Comparison::Right { outdated: false });
            assert_eq!(hasher.0.verify(&ours, secret), right);
            assert_eq!(hasher.0.verify(&ours, b"other"), Ok(Comparison::Wrong));
        }
        assert_eq!(hasher.0.memories().len(), 1);
    }

    #[tokio::test]
    async fn an_older_pepper_still_verifies_and_asks_for_a_new_hash() {
        let mut rng = StdRng::from_seed([1; 32]);
        let stored = hasher(&["p1"], Cost::FLOOR)
            .hash(b"secret", &mut rng)
            .await
            .unwrap();
        let found = hasher(&["p2", "p1"], Cost::FLOOR)
            .compare(Some(&stored), "", b"secret")
            .await;
        assert_eq!(found, Ok(Comparison::Right { outdated: true }));
        let found = hasher(&["p2"], Cost::FLOOR)
            .compare(Some(&stored), "", b"secret")
            .await;
        assert_eq!(found, Err(HashError::UnknownKey(UnknownKey)));
    }

    #[tokio::test]
    async fn weaker_parameters_still_verify_and_ask_for_a_new_hash() {
        let mut rng = StdRng::from_seed([1; 32]);
        let stored = hasher(&["p1"], Cost::FLOOR)
            .hash(b"secret", &mut rng)
            .await
            .unwrap();
        let found = hasher(&["p1"], STRONGER)
            .compare(Some(&stored), "", b"secret")
            .await;
        assert_eq!(found, Ok(Comparison::Right { outdated: true }));
    }

    #[tokio::test]
    async fn stronger_parameters_are_left_as_they_are() {
        let mut rng = StdRng::from_seed([1; 32]);
        let stored = hasher(&["p1"], STRONGER)
            .hash(b"secret", &mut rng)
            .await
            .unwrap();
        let found = hasher(&["p1"], Cost::FLOOR)
            .compare(Some(&stored), "", b"secret")
            .await;
        assert_eq!(found, Ok(Comparison::Right { outdated: false }));
    }

    #[tokio::test]
    async fn who_has_no_hash_is_wrong_whatever_is_entered() {
        let found = hasher(&["p1"], Cost::FLOOR)
            .compare(None, "x", b"secret")
            .await;
        assert_eq!(found, Ok(Comparison::Wrong));
    }

    #[tokio::test]
    async fn a_stored_text_that_is_no_hash_is_our_fault() {
        for text in ["", "secret", "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAA"] {
            let stored = StoredHash::stored(text.to_owned());
            let found = hasher(&["p1"], Cost::FLOOR)
                .compare(Some(&stored), "", b"secret")
                .await;
            assert_eq!(found, Err(HashError::Broken), "{text}");
        }
    }

    #[test]
    fn a_cost_below_the_floor_or_beyond_the_ceiling_is_refused() {
        assert_eq!("m=19456,t=2,p=1".parse(), Ok(Cost::FLOOR));
        assert_eq!("m=19457,t=2,p=1".parse(), Ok(STRONGER));
        assert_eq!("m=1048576,t=16,p=16".parse(), Ok(Cost::CEILING));
        for refused in [
            "m=19455,t=2,p=1",
            "m=19456,t=1,p=1",
            "m=19456,t=2,p=0",
            "m=1048577,t=2,p=1",
            "m=19456,t=17,p=1",
            "m=19456,t=2,p=17",
            "m=19456,t=2",
            "m=19456,t=2,p=1,x=1",
            "t=2,m=19456,p=1",
            "",
        ] {
            assert!(refused.parse::<Cost>().is_err(), "{refused}");
        }
    }
}
