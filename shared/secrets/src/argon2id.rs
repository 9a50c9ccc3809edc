//! Argon2id itself, by one of two crates that compute the same.
//!
//! | engine | what it is |
//! | --- | --- |
//! | [`Engine::Simd`] | `argon2-rust`, which uses what the processor has (AVX2, AVX-512, NEON) |
//! | [`Engine::Reference`] | `argon2` of RustCrypto, which says what is right |
//!
//! The first is used where it computes an answer that is known from the second: asked of each
//! processor when the first hasher is made, for a function never knows on which one it wakes up. Built with
//! `RUSTFLAGS='--cfg llave_reference_hash'` there is the second alone, and nothing of the first is
//! compiled. Decision 14 says why.

use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::hashing::HashError;

/// Who computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// RustCrypto's.
    Reference,
    /// The one with SIMD.
    #[cfg(not(llave_reference_hash))]
    Simd,
}

impl Engine {
    /// The quickest that is right on this processor.
    pub(crate) fn of_this_processor() -> Self {
        static CHOSEN: LazyLock<Engine> = LazyLock::new(Engine::choose);
        *CHOSEN
    }

    #[cfg(llave_reference_hash)]
    fn choose() -> Self {
        Self::Reference
    }

    #[cfg(not(llave_reference_hash))]
    fn choose() -> Self {
        if answer_of(Self::Simd) == Some(KNOWN_ANSWER) {
            Self::Simd
        } else {
            Self::Reference
        }
    }

    pub(crate) fn memory(self) -> Memory {
        match self {
            Self::Reference => Memory::Reference(Vec::new()),
            #[cfg(not(llave_reference_hash))]
            Self::Simd => Memory::Simd(None),
        }
    }
}

#[cfg(not(llave_reference_hash))]
type Answer = [u8; Params::DEFAULT_OUTPUT_LEN];

/// What RustCrypto's crate computes of the inputs of [`answer_of`]; a test asks it.
#[cfg(not(llave_reference_hash))]
const KNOWN_ANSWER: Answer = [
    0, 238, 100, 74, 61, 233, 149, 1, 102, 10, 209, 243, 240, 58, 153, 137, 142, 100, 126, 218, 19,
    38, 231, 151, 77, 135, 220, 176, 174, 98, 73, 227,
];

/// A hash of 32 KiB: both passes, blocks that are chosen by number and by content.
#[cfg(not(llave_reference_hash))]
fn answer_of(engine: Engine) -> Option<Answer> {
    let inputs = Inputs {
        secret: b"a known answer",
        salt: &[7; 16],
        pepper: &[9; 32],
        params: Params::new(32, 2, 1, None).ok()?,
    };
    let mut answer = Answer::default();
    engine.memory().hash(&inputs, &mut answer).ok()?;
    Some(answer)
}

/// What a hash is made of.
pub(crate) struct Inputs<'a> {
    pub(crate) secret: &'a [u8],
    pub(crate) salt: &'a [u8],
    pub(crate) pepper: &'a [u8],
    pub(crate) params: Params,
}

/// Memory in which one hash after another is computed. A new allocation for each would be one more hole
/// of 19 MiB in the heap, for they are aligned, and so never fit where one was.
pub(crate) enum Memory {
    Reference(Vec<Block>),
    #[cfg(not(llave_reference_hash))]
    Simd(Option<argon2_rust::Hasher>),
}

impl Memory {
    /// Has what a hash of this cost needs.
    ///
    /// # Errors
    /// [`HashError::Broken`], if it cannot be had.
    pub(crate) fn prepare(&mut self, params: &Params) -> Result<(), HashError> {
        match self {
            Self::Reference(blocks) => {
                let wanted = params.block_count();
                if blocks.len() < wanted {
                    let more = blocks.try_reserve_exact(wanted - blocks.len());
                    more.map_err(|_| HashError::Broken)?;
                    blocks.resize(wanted, Block::new());
                }
                Ok(())
            }
            #[cfg(not(llave_reference_hash))]
            Self::Simd(hasher) => {
                let reserved = simd(hasher, params)?.reserve();
                reserved.map_err(|_| HashError::Broken)
            }
        }
    }

    /// Argon2id, version 1.3, of as many bytes as `hash` has.
    ///
    /// # Errors
    /// [`HashError::Broken`], if the memory cannot be had or a parameter is none of Argon2's.
    pub(crate) fn hash(&mut self, inputs: &Inputs<'_>, hash: &mut [u8]) -> Result<(), HashError> {
        self.prepare(&inputs.params)?;
        let Inputs {
            secret,
            salt,
            pepper,
            params,
        } = inputs;
        match self {
            Self::Reference(blocks) => {
                let (id, version) = (Algorithm::Argon2id, Version::V0x13);
                Argon2::new_with_secret(pepper, id, version, params.clone())
                    .and_then(|it| it.hash_password_into_with_memory(secret, salt, hash, blocks))
                    .map_err(|_| HashError::Broken)
            }
            #[cfg(not(llave_reference_hash))]
            Self::Simd(hasher) => simd(hasher, params)?
                .hash_into_with_ad(secret, salt, pepper, params.data(), hash)
                .map_err(|_| HashError::Broken),
        }
    }
}

/// The hasher, at this cost from now on.
#[cfg(not(llave_reference_hash))]
fn simd<'a>(
    hasher: &'a mut Option<argon2_rust::Hasher>,
    params: &Params,
) -> Result<&'a mut argon2_rust::Hasher, HashError> {
    use argon2_rust::{Algorithm, Argon2, Version, params::Memory};
    let cost = argon2_rust::Params::builder()
        .memory(Memory::kib(params.m_cost().into()))
        .passes(params.t_cost())
        .lanes(params.p_cost())
        .build()
        .map_err(|_| HashError::Broken)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost);
    let hasher = hasher.get_or_insert_with(|| argon2.hasher());
    hasher.set_argon2(argon2);
    Ok(hasher)
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};
    use rand::{RngExt, SeedableRng, rngs::StdRng};

    use super::*;

    const ENGINES: &[Engine] = &[
        Engine::Reference,
        #[cfg(not(llave_reference_hash))]
        Engine::Simd,
    ];

    /// RFC 9106, section 5.3.
    #[test]
    fn each_engine_computes_the_vector_of_the_standard() {
        const TAG: &str = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
        for engine in ENGINES {
            let mut params = ParamsBuilder::new();
            let data = AssociatedData::new(&[4; 12]).unwrap();
            params.m_cost(32).t_cost(3).p_cost(4).data(data);
            let inputs = Inputs {
                secret: &[1; 32],
                salt: &[2; 16],
                pepper: &[3; 8],
                params: params.build().unwrap(),
            };
            let mut tag = [0; 32];
            engine.memory().hash(&inputs, &mut tag).unwrap();
            let tag: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(tag, TAG, "{engine:?}");
        }
    }

    /// With secrets, salts, peppers and costs of any kind, in memory that other costs used before.
    #[test]
    fn the_engines_compute_the_same() {
        let mut rng = StdRng::from_seed([3; 32]);
        let mut memories: Vec<_> = ENGINES.iter().map(|engine| engine.memory()).collect();
        for _ in 0..256 {
            let mut drawn = |range| {
                let mut bytes = vec![0; rng.random_range(range)];
                rng.fill(&mut bytes[..]);
                bytes
            };
            let (secret, salt, pepper) = (drawn(0..=16_384), drawn(8..=48), drawn(0..=64));
            let lanes = rng.random_range(1..=4);
            let memory = rng.random_range(8 * lanes..=320);
            let params = Params::new(memory, rng.random_range(1..=4), lanes, None).unwrap();
            let hashes = memories.iter_mut().map(|memory| {
                let inputs = Inputs {
                    secret: &secret,
                    salt: &salt,
                    pepper: &pepper,
                    params: params.clone(),
                };
                let mut hash = [0; 32];
                memory.hash(&inputs, &mut hash).map(|()| hash)
            });
            let hashes: Vec<_> = hashes.collect();
            assert!(hashes[0].is_ok());
            assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{params:?}");
        }
    }

    #[cfg(not(llave_reference_hash))]
    #[test]
    fn the_known_answer_is_the_reference_s() {
        assert_eq!(answer_of(Engine::Reference), Some(KNOWN_ANSWER));
    }

    #[cfg(not(llave_reference_hash))]
    #[test]
    fn the_engine_with_simd_is_right_on_this_processor_and_chosen() {
        assert_eq!(Engine::of_this_processor(), Engine::Simd);
    }
}
