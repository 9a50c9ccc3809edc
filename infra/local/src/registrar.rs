//! The registrar for development: signs a token for whoever asks. `register` knows its key by its
//! JWKS and nothing else, as it would know a real registrar's.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

/// Who signs: `iss` of its tokens.
pub const ISSUER: &str = "http://127.0.0.1/dev-registrar";
/// For whom: `aud` of its tokens.
pub const AUDIENCE: &str = "llave";
/// What a token allows when nothing else is asked.
pub const SCOPE: &str = "register";
/// How long a token is good.
const LIFE: SignedDuration = SignedDuration::from_hours(8);
const KEY_ID: &str = "dev";

/// Signs tokens of registrars.
#[derive(Clone)]
pub struct Registrar {
    key: EncodingKey,
    public_key: String,
}

/// The key pair can't be used, or does not sign.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the registrar's key pair can't be used")]
pub struct BadKeyPair;

impl Registrar {
    /// With an Ed25519 key pair, PKCS #8 in base64.
    ///
    /// # Errors
    /// [`BadKeyPair`].
    pub fn new(key_pair: &str) -> Result<Self, BadKeyPair> {
        let der = STANDARD.decode(key_pair).map_err(|_| BadKeyPair)?;
        let pair = Ed25519KeyPair::from_pkcs8(&der).map_err(|_| BadKeyPair)?;
        Ok(Self {
            key: EncodingKey::from_ed_der(&der),
            public_key: URL_SAFE_NO_PAD.encode(pair.public_key()),
        })
    }

    /// Its public key, as a JWKS.
    #[must_use]
    pub fn jwks(&self) -> Value {
        json!({ "keys": [{
            "kty": "OKP",
            "crv": "Ed25519",
            "alg": "EdDSA",
            "use": "sig",
            "kid": KEY_ID,
            "x": self.public_key,
        }]})
    }

    /// A token for `subject`, good for eight hours from `now`.
    ///
    /// # Errors
    /// [`BadKeyPair`].
    pub fn token(&self, subject: &str, scope: &str, now: Timestamp) -> Result<String, BadKeyPair> {
        let claims = json!({
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "scope": scope,
            "iat": now.as_second(),
            "exp": now.as_second() + LIFE.as_secs(),
        });
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(KEY_ID.to_owned());
        jsonwebtoken::encode(&header, &claims, &self.key).map_err(|_| BadKeyPair)
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};

    use super::*;
    use crate::{Clock, keys::Keys};

    #[test]
    fn a_token_is_verified_with_the_jwks() {
        let registrar = Registrar::new(&Keys::fresh().unwrap().registrar).unwrap();
        let now = Clock::default().now();
        let token = registrar.token("officer-1", SCOPE, now).unwrap();
        let known: JwkSet = serde_json::from_value(registrar.jwks()).unwrap();
        let header = jsonwebtoken::decode_header(&token).unwrap();
        let key = known.find(&header.kid.unwrap()).unwrap();
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[ISSUER]);
        let key = DecodingKey::from_jwk(key).unwrap();
        let claims = jsonwebtoken::decode::<Value>(&token, &key, &validation)
            .unwrap()
            .claims;
        assert_eq!(claims["sub"], "officer-1");
        assert_eq!(claims["scope"], "register");
        assert_eq!(claims["exp"], now.as_second() + 8 * 3_600);
    }

    #[test]
    fn what_is_no_key_pair_is_refused() {
        for text in ["", "!", "AAAA"] {
            assert!(Registrar::new(text).is_err());
        }
    }
}
