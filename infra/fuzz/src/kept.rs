//! What `secrets` and `proof` read: keys, hashes, sealed numbers, solved challenges; and the settings
//! that an operation starts from.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use jiff::Timestamp;
use policy::{NationalId, Otp, Purpose};
use proof::{Answer, Challenges, Shown, Work};
use rand::{SeedableRng, rngs::StdRng};
use secrets::{
    Act, Comparison, Cost, EntryId, Era, Hasher, Index, Keyring, OtpHash, OtpHasher, PersonKey,
    ProcedureId, Sealed, Sealer, StoredHash, Token, Turn,
};
use serde_json::{Value, json};
use web::Env;

use crate::{finish, text};

/// A family with two keys.
pub(crate) const KEYS: &str = r#"{"use": "2", "1": "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=", "2": "MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI="}"#;

fn keyring() -> Keyring {
    Keyring::parse(KEYS).expect("keys")
}

/// A family of keys, a hash's cost, and the other settings that are no plain words.
pub fn settings(data: &[u8]) {
    let text = text(data);
    if let Ok(keys) = Keyring::parse(&text) {
        assert!(keys.all().all(|key| keys.by_mark(key.mark()).is_ok()));
        assert!(!format!("{keys:?}").contains(&keys.in_use().text()));
    }
    if let Ok(cost) = text.parse::<Cost>() {
        assert!(cost.memory_kib >= Cost::FLOOR.memory_kib && cost.passes >= Cost::FLOOR.passes);
    }
    let env = |name: &str| {
        let settings = [(name.to_owned(), text.clone().into_owned())];
        Env::new(settings, aws_config::SdkConfig::builder().build())
    };
    env("LLAVE_PROFILE").profile().ok();
    env("LLAVE_RULES").profile().ok();
    env("LLAVE_INDEX_KEYS").index().ok();
    env("LLAVE_HASH_COST").hasher().ok();
    env("LLAVE_SEAL_KEYS").sealer().ok();
    env("LLAVE_PEPPER_KEYS").otp_hasher().ok();
    env("LLAVE_ORIGIN_TOKEN").origin_tokens().ok();
    env("LLAVE_CHALLENGE_KEYS").challenges().ok();
    for name in ["LLAVE_CHALLENGE_COST", "LLAVE_CHALLENGE_PREFIX"] {
        let settings = [("LLAVE_CHALLENGE_KEYS", KEYS), (name, text.as_ref())];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let env = Env::new(settings, aws_config::SdkConfig::builder().build());
        env.challenges().ok();
    }
}

/// A hash as a table may hold it: any text, and what is nearly one of ours.
#[derive(Arbitrary)]
enum Hash<'a> {
    Any(&'a str),
    Ours {
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        known: bool,
        rest: &'a str,
    },
    Parameters(&'a str),
}

/// A stored hash: whatever it is, it is wrong, or our fault. Never right, for its secret is unknown.
pub fn stored_hash(data: &[u8]) {
    static HASHER: LazyLock<Hasher> = LazyLock::new(|| Hasher::new(keyring(), Cost::FLOOR, None));
    // A PHC string holds the mark in base64.
    let mark = STANDARD_NO_PAD.encode(keyring().in_use().mark());
    let salt = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let stored = match Unstructured::new(data).arbitrary() {
        Err(_) => return,
        Ok(Hash::Any(text)) => text.to_owned(),
        Ok(Hash::Parameters(text)) => format!("$argon2id$v=19${text},keyid={mark}{salt}"),
        Ok(Hash::Ours {
            memory_kib,
            passes,
            lanes,
            known,
            rest,
        }) => {
            let mark = if known { mark.as_str() } else { "AAAAAAAA" };
            let rest = if rest.is_empty() { salt } else { rest };
            format!("$argon2id$v=19$m={memory_kib},t={passes},p={lanes},keyid={mark}{rest}")
        }
    };
    if is_slow(&stored) {
        return;
    }
    let stored = StoredHash::stored(stored);
    let compared = finish(HASHER.compare(Some(&stored), "A", b"an entry"));
    assert!(!matches!(compared, Ok(Comparison::Right { .. })));
}

/// It may be stored, and takes seconds: one hash like it was enough.
fn is_slow(stored: &str) -> bool {
    let number = |name: &str| {
        let (_, after) = stored.split_once(name)?;
        let end = after.find(|letter: char| !letter.is_ascii_digit());
        after[..end.unwrap_or(after.len())].parse::<u32>().ok()
    };
    let (Some(memory_kib), Some(passes)) = (number("m="), number("t=")) else {
        return false;
    };
    memory_kib <= Cost::CEILING.memory_kib
        && passes <= Cost::CEILING.passes
        && memory_kib.saturating_mul(passes) > 4 * Cost::FLOOR.memory_kib
}

/// What a table may hold where a number was sealed, a code was hashed, an id was drawn.
pub fn sealed(data: &[u8]) {
    let keys = keyring();
    let sealer = Sealer::new(keys.clone());
    let person = PersonKey::stored("someone".to_owned());
    assert!(sealer.open(&Sealed(data.to_vec()), &person).is_err());
    let mark = keys.in_use().mark();
    let mut ours = vec![8];
    ours.extend_from_slice(mark.as_bytes());
    ours.extend_from_slice(data);
    assert!(sealer.open(&Sealed(ours), &person).is_err());

    let procedure = Token::entered("a procedure").hashed();
    let otp = Otp::from_random(1 << 63, 6);
    let text = text(data);
    for key_mark in [mark, text.as_ref()] {
        let stored = OtpHash {
            key_mark: key_mark.to_owned(),
            tag: data.to_vec(),
        };
        let right = OtpHasher::new(keys.clone()).matches(&stored, &procedure, Purpose::Login, &otp);
        assert_ne!(right, Ok(true));
    }
    // Any document that can be named is sealed and opens, in its own item.
    if let Ok(document) = NationalId::parse(&text) {
        let person = Index::new(keys).person(&document);
        let mut rng = StdRng::seed_from_u64(1);
        let sealed = sealer.seal(&document, &person, &mut rng).expect("sealed");
        assert_eq!(sealer.open(&sealed, &person), Ok(document));
    }
    let lengths = [
        EntryId::from_bytes(data).is_some(),
        ProcedureId::from_bytes(data).is_some(),
        Turn::from_bytes(data).is_some(),
    ];
    assert!(lengths.iter().all(|is| *is == (data.len() == 8)));
    assert_eq!(Act::from_bytes(data).is_some(), data.len() == 16);
    assert_eq!(Era::from_bytes(data).is_some(), data.len() == 16);
}

/// A solved challenge as somebody might send it.
#[derive(Arbitrary)]
enum Solved<'a> {
    /// The text itself.
    Text(&'a str),
    /// Any JSON, in base64.
    Json(&'a [u8]),
    /// Ours, with one member put in place of another.
    Ours {
        solution: bool,
        member: u8,
        value: Member<'a>,
    },
}

#[derive(Arbitrary)]
enum Member<'a> {
    Nothing,
    Text(&'a str),
    Number(i64),
    Fraction(f64),
    Flag(bool),
    Deep(u8),
}

/// The members of a solved challenge that can be put in place of.
const OF_CHALLENGE: [&str; 12] = [
    "algorithm",
    "cost",
    "expiresAt",
    "keyLength",
    "keyPrefix",
    "nonce",
    "salt",
    "memoryCost",
    "parallelism",
    "keySignature",
    "data",
    "signature",
];
const OF_SOLUTION: [&str; 3] = ["counter", "derivedKey", "time"];

/// A proof of work: only the challenge itself, solved and untouched, is one.
pub fn altcha(data: &[u8]) {
    static OURS: LazyLock<(Challenges, Value)> = LazyLock::new(|| {
        let work = Work {
            cost: 1,
            prefix: "0".to_owned(),
        };
        let challenges = Challenges::new(keyring(), work).expect("work");
        let challenges = challenges.with_questions();
        let challenge = challenges.challenge(now()).expect("a challenge");
        let solved = proof::solve(&challenge).expect("a solution");
        let json = STANDARD.decode(solved).expect("base64");
        (challenges, serde_json::from_slice(&json).expect("JSON"))
    });
    let (challenges, ours) = &*OURS;
    answer(challenges, &text(data));
    let Ok(solved) = Unstructured::new(data).arbitrary() else {
        return;
    };
    let (text, touched) = match solved {
        Solved::Text(text) => (text.to_owned(), true),
        Solved::Json(json) => (STANDARD.encode(json), true),
        Solved::Ours {
            solution,
            member,
            value,
        } => {
            let mut payload = ours.clone();
            let place = usize::from(member);
            let value = value.json();
            let object = if solution {
                payload["solution"].as_object_mut()
            } else if place % OF_CHALLENGE.len() == 11 {
                payload["challenge"].as_object_mut()
            } else {
                payload["challenge"]["parameters"].as_object_mut()
            };
            let names: &[&str] = if solution {
                &OF_SOLUTION
            } else {
                &OF_CHALLENGE
            };
            let name = names[place % names.len()].to_owned();
            object.expect("an object").insert(name.clone(), value);
            // How long it took is nobody's proof, and `null` may be what was there.
            let touched = payload != *ours && name != "time";
            (STANDARD.encode(payload.to_string()), touched)
        }
    };
    let verified = challenges.verify(&text, now());
    if verified.is_ok() && touched {
        let payload = STANDARD.decode(text.trim()).unwrap_or_default();
        let payload: Value = serde_json::from_slice(&payload).unwrap_or_default();
        // What is written otherwise, or not read at all, may differ; what is signed may not.
        for name in [
            "algorithm",
            "nonce",
            "salt",
            "cost",
            "expiresAt",
            "keyLength",
            "keyPrefix",
        ] {
            let signed = |of: &Value| of["challenge"]["parameters"][name].clone();
            assert_eq!(signed(&payload), signed(ours), "{name}");
        }
        let found = |of: &Value| {
            let key = of["solution"]["derivedKey"].as_str().map(str::to_lowercase);
            (of["solution"]["counter"].as_f64(), key)
        };
        assert_eq!(found(&payload), found(ours));
    }
}

/// Nobody makes a question's token but we.
fn answer(challenges: &Challenges, text: &str) {
    if let Ok(answer) = Answer::parse(text) {
        let token = text.to_owned();
        let shown = Shown::Answered { token, answer };
        assert!(challenges.unspent(shown, now()).is_err());
    }
}

impl Member<'_> {
    fn json(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
            Self::Fraction(number) => json!(number),
            Self::Flag(flag) => json!(flag),
            Self::Deep(depth) => (0..*depth).fold(json!({}), |inner, _| json!({ "a": inner })),
        }
    }
}

/// The second at which everything here happens.
pub(crate) fn now() -> Timestamp {
    "2060-03-01T12:00:00Z".parse().expect("a time")
}
