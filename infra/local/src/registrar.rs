//! The registrar for development: signs a token for whoever asks. `register` knows its key by its
//! JWKS and nothing else, as it would know a real registrar's.

use std::sync::Arc;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jiff::{SignedDuration, Timestamp};
use ring::signature::{Ed25519KeyPair, KeyPair};
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
    pair: Arc<Ed25519KeyPair>,
}

/// The key pair can't be used.
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
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|_| BadKeyPair)?;
        Ok(Self { pair: pair.into() })
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
            "x": URL_SAFE_NO_PAD.encode(self.pair.public_key()),
        }]})
    }

    /// A token for `subject`, good for eight hours from `now`: a JWS in its compact form (RFC 7515,
    /// section 3.1), signed with Ed25519 (RFC 8037).
    #[must_use]
    pub fn token(&self, subject: &str, scope: &str, now: Timestamp) -> String {
        let header = json!({"typ": "JWT", "alg": "EdDSA", "kid": KEY_ID});
        let claims = json!({
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "scope": scope,
            "iat": now.as_second(),
            "exp": now.as_second() + LIFE.as_secs(),
        });
        let part = |part: Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = self.pair.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;
    use crate::{Clock, keys::Keys};

    fn decoded(part: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(part).unwrap()
    }

    #[test]
    fn a_token_is_verified_with_the_jwks() {
        let registrar = Registrar::new(&Keys::fresh().unwrap().registrar).unwrap();
        let now = Clock::default().now();
        let token = registrar.token("officer-1", SCOPE, now);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let jwks = registrar.jwks();
        let key = decoded(jwks["keys"][0]["x"].as_str().unwrap());
        UnparsedPublicKey::new(&ED25519, key)
            .verify(signed.as_bytes(), &decoded(signature))
            .unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let header: Value = serde_json::from_slice(&decoded(header)).unwrap();
        assert_eq!(header["alg"], "EdDSA");
        assert_eq!(header["kid"], jwks["keys"][0]["kid"]);
        let claims: Value = serde_json::from_slice(&decoded(claims)).unwrap();
        assert_eq!(claims["sub"], "officer-1");
        assert_eq!(claims["scope"], "register");
        assert_eq!(claims["exp"], now.as_second() + 8 * 3_600);
    }

    /// Which made them with AWS-LC.
    #[test]
    fn the_key_pair_of_an_earlier_runner_is_read() {
        let pair = aws_lc_rs::signature::Ed25519KeyPair::generate().unwrap();
        for der in [pair.to_pkcs8().unwrap(), pair.to_pkcs8v1().unwrap()] {
            let registrar = Registrar::new(&STANDARD.encode(der)).unwrap();
            let public_key = aws_lc_rs::signature::KeyPair::public_key(&pair);
            assert_eq!(registrar.pair.public_key().as_ref(), public_key.as_ref());
        }
    }

    #[test]
    fn what_is_no_key_pair_is_refused() {
        for text in ["", "!", "AAAA"] {
            assert!(Registrar::new(text).is_err());
        }
    }
}
