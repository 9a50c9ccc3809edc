//! Who may register: whoever holds a bearer token (RFC 9068, in its simplest form) of the
//! configured issuer, for the configured audience, with `register` in its scope.
//!
//! The keys are configured as text (a JWKS), never fetched. Only ES256, EdDSA and RS256 verify,
//! each only with a key of its kind. The clock is the call's: the crate's own checks of time are
//! off.

use jiff::Timestamp;
use jsonwebtoken::{
    Algorithm, DecodingKey, DecodingKeyKind, Validation, decode, decode_header,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, PublicKeyUse},
};
use serde::Deserialize;
use web::{Env, Problem, StartupError};

use crate::signatures::verify_with_ring;

/// What the token must allow.
const RIGHT: &str = "register";
/// How far the issuer's clock may be ahead, in seconds.
const AHEAD_SECONDS: f64 = 60.0;

/// The issuer whose tokens are accepted.
pub(crate) struct Registrars {
    issuer: String,
    audience: String,
    keys: Vec<Key>,
}

struct Key {
    id: Option<String>,
    algorithm: Algorithm,
    decoding: DecodingKey,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    /// `NumericDate` may have a fraction.
    exp: f64,
    nbf: Option<f64>,
    #[serde(default)]
    scope: String,
}

impl Registrars {
    /// `None` if no issuer is configured: then nobody registers.
    pub(crate) fn start(env: &Env) -> Result<Option<Self>, StartupError> {
        let Some(issuer) = env.setting("LLAVE_REGISTRAR_ISSUER") else {
            return Ok(None);
        };
        verify_with_ring();
        Ok(Some(Self {
            issuer: issuer.to_owned(),
            audience: env.required("LLAVE_REGISTRAR_AUDIENCE")?.to_owned(),
            keys: keys(env.required("LLAVE_REGISTRAR_JWKS")?)
                .map_err(|reason| StartupError::new("LLAVE_REGISTRAR_JWKS", reason))?,
        }))
    }

    /// The registrar's `sub`.
    ///
    /// # Errors
    /// `unauthenticated` whatever is wrong with the token; `forbidden` if only the right is
    /// missing.
    pub(crate) fn verify(&self, token: &str, now: Timestamp) -> Result<String, Problem> {
        let claims = self
            .claims(token)
            .filter(|claims| in_time(claims, now) && !claims.sub.is_empty())
            .ok_or(Problem::Unauthenticated)?;
        if claims.scope.split(' ').any(|right| right == RIGHT) {
            Ok(claims.sub)
        } else {
            Err(Problem::Forbidden)
        }
    }

    fn claims(&self, token: &str) -> Option<Claims> {
        let header = decode_header(token).ok()?;
        // What an issuer calls critical must be understood (RFC 7515, 4.1.11); nothing is.
        if header.crit.is_some() {
            return None;
        }
        let mut validation = Validation::new(header.alg);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        self.keys
            .iter()
            .filter(|key| key.algorithm == header.alg)
            .filter(|key| header.kid.is_none() || key.id == header.kid)
            .find_map(|key| decode::<Claims>(token, &key.decoding, &validation).ok())
            .map(|data| data.claims)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "seconds since 1970 fit the 53 bits of a double for 285 million years"
)]
fn in_time(claims: &Claims, now: Timestamp) -> bool {
    let now = now.as_second() as f64;
    now < claims.exp && claims.nbf.is_none_or(|nbf| nbf <= now + AHEAD_SECONDS)
}

fn keys(text: &str) -> Result<Vec<Key>, String> {
    let set: JwkSet = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let keys: Vec<Key> = set
        .keys
        .iter()
        .filter(|jwk| is_for_signatures(jwk))
        .filter_map(key)
        .collect();
    if keys.is_empty() {
        return Err("holds no key for ES256, EdDSA or RS256".to_owned());
    }
    Ok(keys)
}

fn is_for_signatures(jwk: &Jwk) -> bool {
    jwk.common
        .public_key_use
        .as_ref()
        .is_none_or(|usage| *usage == PublicKeyUse::Signature)
}

/// A key verifies with the one algorithm of its kind.
fn key(jwk: &Jwk) -> Option<Key> {
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P256 => {
            Algorithm::ES256
        }
        AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => {
            Algorithm::EdDSA
        }
        AlgorithmParameters::RSA(_) => Algorithm::RS256,
        // Other curves, symmetric keys, and what the crate may learn: none of them verifies here.
        AlgorithmParameters::EllipticCurve(_)
        | AlgorithmParameters::OctetKeyPair(_)
        | AlgorithmParameters::OctetKey(_)
        | _ => return None,
    };
    let named = jwk.common.key_algorithm.map(|named| named.to_string());
    if named.is_some_and(|named| named != format!("{algorithm:?}")) {
        return None;
    }
    let decoding = DecodingKey::from_jwk(jwk).ok()?;
    is_whole(algorithm, decoding.kind()).then(|| Key {
        id: jwk.common.key_id.clone(),
        algorithm,
        decoding,
    })
}

/// Whether it is as long as a key of its kind: for RSA 2,048 bits or more (RFC 7518, section 3.3).
/// `ring` would round the bits up to bytes.
fn is_whole(algorithm: Algorithm, key: &DecodingKeyKind) -> bool {
    match key {
        DecodingKeyKind::SecretOrDer(point) => {
            let bytes = if algorithm == Algorithm::ES256 {
                65
            } else {
                32
            };
            point.len() == bytes
        }
        DecodingKeyKind::RsaModulusExponent { n, .. } => {
            n.len() > 256 || (n.len() == 256 && n[0] >= 0x80)
        }
    }
}
