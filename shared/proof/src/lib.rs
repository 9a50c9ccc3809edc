//! The check of robots, in two kinds. The proof of work: ALTCHA challenges (protocol 2) by the
//! official `altcha` crate, which nobody else uses. A robot that wants to try activation codes pays
//! for each try before it is taken. And, where the operator offers it, the simple question, for who
//! has no JavaScript ([`Question`]).
//!
//! A challenge is signed, a question's answer is sealed in its token, so nothing is stored when they
//! are given; that each is good once is decided by `storage`, by its [`ChallengeId`].
//!
//! The crate reads the system's clock for a challenge's end. The clock of an operation is the one
//! of its call, so the end is checked here, and the crate is shown the challenge without it.

mod question;

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
use policy::{Flaw, Language};
use rand::CryptoRng;
use secrets::{Envelopes, Keyring};
use serde_json::Value;
use subtle::ConstantTimeEq;

/// How long a challenge or a question is good, in seconds.
pub const LIFE_SECONDS: i64 = 600;
/// The longest answer that is looked at, in code points.
pub const ANSWER_MAX: usize = 100;

/// What a question's token holds: its end in 8 bytes, then the answer, filled up to be as long as
/// any other.
const TOKEN_CONTENT_BYTES: usize = 8 + ANSWER_BYTES;
const ANSWER_BYTES: usize = 24;

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

/// A simple question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What comes back with the answer. It holds what is right, sealed.
    pub token: String,
    /// When it stops being good.
    pub ends_at: Timestamp,
}

/// What somebody shows for a proof.
pub enum Shown {
    /// A solved challenge, as the widget writes it.
    Solved(String),
    /// A question, answered.
    Answered {
        /// The question's token.
        token: String,
        /// What was written.
        answer: Answer,
    },
}

/// What was written in answer to a question: not blank, and no essay.
pub struct Answer(String);

impl Answer {
    /// Takes what was written.
    ///
    /// # Errors
    /// [`Flaw::Malformed`] if it can't be an answer.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let written = !text.trim().is_empty() && text.chars().count() <= ANSWER_MAX;
        written
            .then(|| Self(question::answer(text)))
            .ok_or(Flaw::Malformed)
    }
}

/// A challenge or question of ours, in its time, that may have been spent before. Work is proven
/// already. An answer is compared with [`Unspent::is_right`], to be called once `storage` has spent
/// it: so whoever sends many answers at once has one of them compared.
pub struct Unspent {
    id: ChallengeId,
    compared: Option<(String, Answer)>,
}

impl Unspent {
    /// What is to be spent.
    #[must_use]
    pub fn id(&self) -> &ChallengeId {
        &self.id
    }

    /// Whether it proves anything.
    #[must_use]
    pub fn is_right(self) -> bool {
        // Nobody learns from the time of this what can be used again: it is spent.
        self.compared
            .is_none_or(|(right, Answer(written))| right == written)
    }
}

/// Gives challenges and questions, and verifies their solutions and answers.
#[derive(Clone)]
pub struct Challenges {
    keys: Keyring,
    work: Work,
    questions: Option<Envelopes>,
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
        let questions = None;
        let challenges = Self {
            keys,
            work,
            questions,
        };
        possible.then_some(challenges).ok_or(WorkError)
    }

    /// The same, with the simple question beside the work.
    #[must_use]
    pub fn with_questions(self) -> Self {
        let envelopes = Envelopes::new(self.keys.clone(), "question");
        Self {
            questions: Some(envelopes),
            ..self
        }
    }

    /// Whether there are questions.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.questions.is_some()
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

    /// A fresh question in `language`.
    ///
    /// # Errors
    /// [`NotProven`] if there are none here.
    pub fn question(
        &self,
        language: Language,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Question, NotProven> {
        let envelopes = self.questions.as_ref().ok_or(NotProven)?;
        let drawn = question::draw(language, rng);
        let ends_at = now + SignedDuration::from_secs(LIFE_SECONDS);
        let content = content(ends_at, &drawn.answer).ok_or(NotProven)?;
        Ok(Question {
            text: drawn.question,
            token: envelopes.seal(&content, rng).map_err(|_| NotProven)?,
            ends_at,
        })
    }

    /// What is shown, if it may be spent.
    ///
    /// # Errors
    /// [`NotProven`].
    pub fn unspent(&self, shown: Shown, now: Timestamp) -> Result<Unspent, NotProven> {
        match shown {
            Shown::Solved(solved) => Ok(Unspent {
                id: self.verify(&solved, now)?,
                compared: None,
            }),
            Shown::Answered { token, answer } => self.asked(&token, answer, now),
        }
    }

    fn asked(&self, token: &str, answer: Answer, now: Timestamp) -> Result<Unspent, NotProven> {
        let envelopes = self.questions.as_ref().ok_or(NotProven)?;
        let opened = envelopes.open(token.trim()).ok_or(NotProven)?;
        let (ends_at, right) = read(&opened.content).ok_or(NotProven)?;
        if now >= ends_at {
            return Err(NotProven);
        }
        // Twice as long as a challenge's: neither spends the other.
        let nonce = opened.nonce.map(|byte| format!("{byte:02x}")).concat();
        Ok(Unspent {
            id: ChallengeId { nonce, ends_at },
            compared: Some((right, answer)),
        })
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

fn content(ends_at: Timestamp, answer: &str) -> Option<[u8; TOKEN_CONTENT_BYTES]> {
    let mut content = [0; TOKEN_CONTENT_BYTES];
    let (end, filled) = content.split_at_mut(8);
    end.copy_from_slice(&ends_at.as_second().to_be_bytes());
    filled
        .get_mut(..answer.len())?
        .copy_from_slice(answer.as_bytes());
    Some(content)
}

fn read(content: &[u8]) -> Option<(Timestamp, String)> {
    let (end, filled) = content.split_first_chunk::<8>()?;
    let ends_at = Timestamp::from_second(i64::from_be_bytes(*end)).ok()?;
    let answer = std::str::from_utf8(filled).ok()?;
    Some((ends_at, answer.trim_end_matches('\0').to_owned()))
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
    use rand::{SeedableRng, rngs::StdRng};

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

    /// What is right for a question, as only its tests can know.
    fn right_for(gate: &Challenges, question: &Question) -> String {
        let opened = gate.questions.as_ref().unwrap().open(&question.token);
        read(&opened.unwrap().content).unwrap().1
    }

    fn answered(question: &Question, text: &str) -> Shown {
        Shown::Answered {
            token: question.token.clone(),
            answer: Answer::parse(text).unwrap(),
        }
    }

    fn question(gate: &Challenges) -> Question {
        let mut rng = StdRng::seed_from_u64(1);
        gate.question(Language::Es, now(), &mut rng).unwrap()
    }

    #[test]
    fn an_answer_is_good_until_its_question_ends() {
        let gate = challenges(&[("c1", KEY)]).with_questions();
        let question = question(&gate);
        let right = right_for(&gate, &question);
        let after = |seconds, text: &str| {
            let now = now() + SignedDuration::from_secs(seconds);
            let unspent = gate.unspent(answered(&question, text), now)?;
            assert_eq!(unspent.id().ends_at, question.ends_at);
            Ok(unspent.is_right())
        };
        assert_eq!(after(0, &right), Ok(true));
        assert_eq!(after(0, &format!(" {}. ", right.to_uppercase())), Ok(true));
        assert_eq!(after(0, "otra"), Ok(false));
        assert_eq!(after(LIFE_SECONDS - 1, &right), Ok(true));
        assert_eq!(after(LIFE_SECONDS, &right), Err(NotProven));
    }

    #[test]
    fn a_question_of_an_older_key_is_good_and_one_of_another_or_of_nobody_is_not() {
        let gate = challenges(&[("c1", KEY)]).with_questions();
        let question = question(&gate);
        let right = right_for(&gate, &question);
        let proven = |gate: &Challenges, token: &str| {
            let shown = Shown::Answered {
                token: token.to_owned(),
                answer: Answer::parse(&right).unwrap(),
            };
            gate.unspent(shown, now()).is_ok_and(Unspent::is_right)
        };
        let rotated = challenges(&[("c2", OTHER), ("c1", KEY)]);
        assert!(proven(&rotated.clone().with_questions(), &question.token));
        assert!(!proven(&rotated, &question.token));
        let other = challenges(&[("c2", OTHER)]).with_questions();
        assert!(!proven(&other, &question.token));
        for nothing in ["", "AAAA", "ñ", &question.token[1..]] {
            assert!(!proven(&gate, nothing));
        }
    }

    #[test]
    fn a_token_tells_nothing_of_its_answer_and_none_is_like_another() {
        let gate = challenges(&[("c1", KEY)]).with_questions();
        let mut rng = StdRng::seed_from_u64(1);
        let mut tokens = std::collections::BTreeSet::new();
        for language in Language::ALL {
            for _ in 0..200 {
                let question = gate.question(language, now(), &mut rng).unwrap();
                assert_eq!(question.token.len(), 96);
                assert!(tokens.insert(question.token));
            }
        }
    }

    #[test]
    fn what_is_blank_or_an_essay_is_no_answer() {
        for none in ["", " \t", &"a".repeat(ANSWER_MAX + 1)] {
            assert!(Answer::parse(none).is_err());
        }
        assert!(Answer::parse(&"ñ".repeat(ANSWER_MAX)).is_ok());
    }

    #[test]
    fn without_questions_none_is_asked() {
        let gate = challenges(&[("c1", KEY)]);
        let mut rng = StdRng::seed_from_u64(1);
        assert!(gate.question(Language::Es, now(), &mut rng).is_err());
        assert!(!gate.asks() && gate.with_questions().asks());
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
