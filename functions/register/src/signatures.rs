//! The signatures of tokens. `jsonwebtoken` verifies with `ring`, which every function has for TLS:
//! either library that the crate would bring with it is a second one, and some 0.4 MB of a zipped
//! function.

use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey, DecodingKeyKind,
    crypto::{CryptoProvider, JwtVerifier, KeyUtils},
    errors::{ErrorKind, Result},
    signature::{Error, Verifier},
};
use ring::{
    error::Unspecified,
    signature::{
        ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
        UnparsedPublicKey,
    },
};

static RING: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(ErrorKind::UnsupportedAlgorithm.into()),
    verifier_factory: verifier,
    key_utils: KeyUtils::new_unimplemented(),
};

/// From now on tokens are verified with `ring`, in all of the process. To be called before the first
/// is: `jsonwebtoken` settles then for what it has, which is nothing.
pub(crate) fn verify_with_ring() {
    // If there is one already it is this one: nobody else reads tokens (deny.toml).
    RING.install_default().ok();
}

struct WithRing {
    algorithm: Algorithm,
    key: DecodingKey,
}

fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>> {
    match (algorithm, key.family()) {
        (Algorithm::ES256, AlgorithmFamily::Ec)
        | (Algorithm::EdDSA, AlgorithmFamily::Ed)
        | (Algorithm::RS256, AlgorithmFamily::Rsa) => Ok(Box::new(WithRing {
            algorithm: *algorithm,
            key: key.clone(),
        })),
        _ => Err(ErrorKind::UnsupportedAlgorithm.into()),
    }
}

impl JwtVerifier for WithRing {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

impl Verifier<Vec<u8>> for WithRing {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), Error> {
        use DecodingKeyKind::{RsaModulusExponent, SecretOrDer};
        let verified = match (self.algorithm, self.key.kind()) {
            (Algorithm::ES256, SecretOrDer(key)) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(message, signature)
            }
            (Algorithm::EdDSA, SecretOrDer(key)) => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
            (Algorithm::RS256, RsaModulusExponent { n, e }) => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
            _ => Err(Unspecified),
        };
        verified.map_err(|_| Error::new())
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::crypto::verify;

    use super::*;

    /// Of RFC 7515, appendix A.2: the key's `n` and `e`, and a token.
    const RS256: [&str; 3] = [
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
        "AQAB",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    ];
    /// Of RFC 7515, appendix A.3: the key's `x` and `y`, and a token.
    const ES256: [&str; 3] = [
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    ];
    /// Of RFC 8037, appendix A.4: the key's `x` and a token.
    const EDDSA: [&str; 2] = [
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    ];

    fn keys() -> [(Algorithm, DecodingKey, &'static str); 3] {
        verify_with_ring();
        let rsa = DecodingKey::from_rsa_components(RS256[0], RS256[1]).unwrap();
        let ec = DecodingKey::from_ec_components(ES256[0], ES256[1]).unwrap();
        let ed = DecodingKey::from_ed_components(EDDSA[0]).unwrap();
        [
            (Algorithm::RS256, rsa, RS256[2]),
            (Algorithm::ES256, ec, ES256[2]),
            (Algorithm::EdDSA, ed, EDDSA[1]),
        ]
    }

    #[test]
    fn the_tokens_of_the_standards_verify_and_changed_ones_do_not() {
        for (algorithm, key, token) in keys() {
            let (message, signature) = token.rsplit_once('.').unwrap();
            let verifies = |message: &str, signature: &str| {
                verify(signature, message.as_bytes(), &key, algorithm).unwrap()
            };
            assert!(verifies(message, signature), "{algorithm:?}");
            assert!(!verifies(&format!("{message}A"), signature));
            assert!(!verifies(message, &signature.replacen('A', "B", 1)));
            assert!(!verifies(message, &signature[4..]));
            assert!(!verifies(message, ""));
        }
    }

    #[test]
    fn a_key_verifies_by_the_algorithm_of_its_kind_alone() {
        let algorithms = [
            Algorithm::HS256,
            Algorithm::ES256,
            Algorithm::ES384,
            Algorithm::RS256,
            Algorithm::RS512,
            Algorithm::PS256,
            Algorithm::EdDSA,
        ];
        for (own, key, token) in keys() {
            let (message, signature) = token.rsplit_once('.').unwrap();
            for algorithm in algorithms {
                let verified = verify(signature, message.as_bytes(), &key, algorithm);
                assert_eq!(verified.is_ok(), algorithm == own, "{algorithm:?}");
            }
        }
        let secret = DecodingKey::from_secret(b"secret");
        for algorithm in algorithms {
            assert!(verify("", b"", &secret, algorithm).is_err());
        }
    }
}
