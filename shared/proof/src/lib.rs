//! Proof of work: ALTCHA challenges (protocol 2) by the official `altcha` crate, which nobody else
//! uses. A robot that wants to try activation codes pays for each try before it is taken.
//!
//! A challenge is signed and holds all that is needed to verify it, so nothing is stored when it
//! is given; that a solution is good once is decided by `storage`, by the challenge's
//! [`ChallengeId`].
//!
//! The crate reads the system's clock for a challenge's end. The clock of an operation is the one
//! of its call, so the end is checked here, and the crate is shown the challenge without it.

use altcha::{
    Challenge, CreateChallengeOptions, HmacAlgorithm, Payload, SolveChallengeOptions,
    VerifySolutionOptions, create_challenge, sign_challenge, solve_challenge, verify_solution,
};
use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use jiff::{SignedDuration, Timestamp};
use secrets::Keyring;
use serde_json::Value;
use subtle::ConstantTimeEq;

/// How long a challenge is good, in seconds.
pub const LIFE_SECONDS: i64 = 600;

/// Padding may be there or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The work behind a challenge.
#[derive(Clone, Debug)]
pub struct Work {
    /// Rounds of PBKDF2 for one attempt at a solution.
    pub cost: u32,
    /// What the derived key must start with, in hexadecimal: each digit makes it 16 times as hard.
    pub prefix: String,
}

impl Default for Work {
    /// 256 attempts of 1,000 rounds on average: about 0.1 s on a desktop.
    fn default() -> Self {
        Self {
            cost: 1_000,
            prefix: "00".to_owned(),
        }
    }
}

/// Work that cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[error("a challenge asks for 1 to 100,000 rounds and a prefix of 1 to 6 hexadecimal digits")]
pub struct WorkError;

/// Names a challenge whose solution was found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeId {
    /// The challenge's nonce, which its signature covers.
    pub nonce: String,
    /// When it stops being good, and may be forgotten.
    pub ends_at: Timestamp,
}

/// The proof is missing, wrong or expired. It does not say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof of work is missing, wrong or expired")]
pub struct NotProven;

/// Gives challenges and verifies their solutions.
#[derive(Clone)]
pub struct Challenges {
    keys: Keyring,
    work: Work,
}

impl Challenges {
    /// Signs with the key in use; verifies with any that is known.
    ///
    /// # Errors
    /// [`WorkError`] if the work is nothing, or more than a phone can do.
    pub fn new(keys: Keyring, work: Work) -> Result<Self, WorkError> {
        let possible = (1..=100_000).contains(&work.cost)
            && (1..=6).contains(&work.prefix.len())
            && work.prefix.bytes().all(|digit| digit.is_ascii_hexdigit());
        possible.then_some(Self { keys, work }).ok_or(WorkError)
    }

    /// A fresh challenge, as the ALTCHA widget reads it.
    ///
    /// # Errors
    /// [`NotProven`] if the crate can't make one.
    pub fn challenge(&self, now: Timestamp) -> Result<Value, NotProven> {
        let ends_at = now + SignedDuration::from_secs(LIFE_SECONDS);
        let challenge = create_challenge(CreateChallengeOptions {
            cost: self.work.cost,
            key_prefix: self.work.prefix.clone(),
            expires_at: Some(ends_at.as_second()),
            hmac_signature_secret: Some(self.keys.in_use().text()),
            ..CreateChallengeOptions::default()
        })
        .map_err(|_| NotProven)?;
        serde_json::to_value(challenge).map_err(|_| NotProven)
    }

    /// Verifies a solved challenge, as the widget writes it: base64 of `{challenge, solution}`.
    ///
    /// # Errors
    /// [`NotProven`].
    pub fn verify(&self, solved: &str, now: Timestamp) -> Result<ChallengeId, NotProven> {
        let json = BASE64.decode(solved.trim()).map_err(|_| NotProven)?;
        let payload: Payload = serde_json::from_slice(&json).map_err(|_| NotProven)?;
        let ends_at = payload
            .challenge
            .parameters
            .expires_at
            .and_then(|second| Timestamp::from_second(second).ok())
            .filter(|ends_at| now < *ends_at)
            .ok_or(NotProven)?;
        let verified = self
            .keys
            .all()
            .any(|key| self.is_solved(&payload, &key.text()));
        verified
            .then_some(ChallengeId {
                nonce: payload.challenge.parameters.nonce,
                ends_at,
            })
            .ok_or(NotProven)
    }

    /// Whether the challenge was signed with `secret` and is solved, its end aside.
    fn is_solved(&self, payload: &Payload, secret: &str) -> bool {
        let mut parameters = payload.challenge.parameters.clone();
        let sign = |parameters: &mut _| {
            sign_challenge(&HmacAlgorithm::Sha256, parameters, None, secret, None).ok()
        };
        let (Some(expected), Some(given)) = (
            sign(&mut parameters).and_then(|challenge| challenge.signature),
            payload.challenge.signature.as_deref(),
        ) else {
            return false;
        };
        if !bool::from(expected.as_bytes().ct_eq(given.as_bytes())) {
            return false;
        }
        parameters.expires_at = None;
        let Some(endless) = sign(&mut parameters) else {
            return false;
        };
        let options = VerifySolutionOptions::new(&endless, &payload.solution, secret);
        verify_solution(options).is_ok_and(|result| result.verified)
    }
}

/// Solves a challenge, as a person's browser does. For the local runner and for tests.
///
/// # Errors
/// [`NotProven`] if it is no challenge, or takes longer than ten seconds.
pub fn solve(challenge: &Value) -> Result<String, NotProven> {
    let challenge: Challenge = serde_json::from_value(challenge.clone()).map_err(|_| NotProven)?;
    let mut options = SolveChallengeOptions::new(&challenge);
    options.timeout_ms = 10_000;
    let solution = solve_challenge(options)
        .map_err(|_| NotProven)?
        .ok_or(NotProven)?;
    let payload = Payload {
        challenge,
        solution,
    };
    let json = serde_json::to_vec(&payload).map_err(|_| NotProven)?;
    Ok(BASE64.encode(json))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const OTHER: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    /// A family of keys; the first of them is in use.
    fn ring(keys: &[(&str, &str)]) -> Keyring {
        let members: String = keys
            .iter()
            .map(|(id, key)| format!(r#","{id}":"{key}""#))
            .collect();
        Keyring::parse(&format!(r#"{{"use":"{}"{members}}}"#, keys[0].0)).unwrap()
    }

    fn challenges(keys: &[(&str, &str)]) -> Challenges {
        let work = Work {
            cost: 1,
            prefix: "0".to_owned(),
        };
        Challenges::new(ring(keys), work).unwrap()
    }

    /// Long ago, so that a clock read by the crate would show.
    fn now() -> Timestamp {
        "2001-02-03T04:05:06Z".parse().unwrap()
    }

    #[test]
    fn a_solution_is_good_until_its_challenge_ends_by_the_clock_of_the_call() {
        let gate = challenges(&[("c1", KEY)]);
        let solved = solve(&gate.challenge(now()).unwrap()).unwrap();
        let after = |seconds| gate.verify(&solved, now() + SignedDuration::from_secs(seconds));
        assert!(after(0).is_ok());
        assert!(after(LIFE_SECONDS - 1).is_ok());
        assert_eq!(after(LIFE_SECONDS), Err(NotProven));
        assert!(gate.verify(solved.trim_end_matches('='), now()).is_ok());
    }

    #[test]
    fn an_older_key_still_verifies_and_a_strangers_does_not() {
        let old = challenges(&[("c1", KEY)]);
        let solved = solve(&old.challenge(now()).unwrap()).unwrap();
        let rotated = challenges(&[("c2", OTHER), ("c1", KEY)]);
        assert!(rotated.verify(&solved, now()).is_ok());
        let other = challenges(&[("c2", OTHER)]);
        assert_eq!(other.verify(&solved, now()), Err(NotProven));
    }

    #[test]
    fn what_was_altered_is_not_proven() {
        let gate = challenges(&[("c1", KEY)]);
        let solved = solve(&gate.challenge(now()).unwrap()).unwrap();
        let json: Value = serde_json::from_slice(&BASE64.decode(&solved).unwrap()).unwrap();
        let altered = |pointer: &str, value: Value| {
            let mut json = json.clone();
            *json.pointer_mut(pointer).unwrap() = value;
            gate.verify(&BASE64.encode(json.to_string()), now())
        };
        assert!(altered("/solution/time", Value::from(0)).is_ok());
        for (pointer, value) in [
            (
                "/challenge/parameters/expiresAt",
                Value::from(9_999_999_999_i64),
            ),
            ("/challenge/parameters/expiresAt", Value::Null),
            ("/challenge/parameters/keyPrefix", Value::from("")),
            ("/challenge/parameters/cost", Value::from(2)),
            ("/challenge/parameters/nonce", Value::from("00")),
            ("/challenge/signature", Value::Null),
            ("/challenge/signature", Value::from("00")),
            ("/solution/derivedKey", Value::from("00")),
        ] {
            assert_eq!(altered(pointer, value), Err(NotProven), "{pointer}");
        }
        for garbage in ["", "{}", "e30=", "\u{0}", "ñ"] {
            assert_eq!(gate.verify(garbage, now()), Err(NotProven));
        }
    }

    #[test]
    fn work_out_of_its_range_is_refused() {
        let ring = || ring(&[("c1", KEY)]);
        #[track_caller]
        fn check(ring: Keyring, cost: u32, prefix: &str, good: bool) {
            let prefix = prefix.to_owned();
            let made = Challenges::new(ring, Work { cost, prefix });
            assert_eq!(made.is_ok(), good);
        }
        check(ring(), 0, "00", false);
        check(ring(), 1, "0", true);
        check(ring(), 100_000, "000000", true);
        check(ring(), 100_001, "00", false);
        check(ring(), 1_000, "", false);
        check(ring(), 1_000, "0000000", false);
        check(ring(), 1_000, "0g", false);
    }
}
