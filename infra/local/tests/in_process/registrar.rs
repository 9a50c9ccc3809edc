//! Whose tokens `register` accepts: ES256, EdDSA and RS256 by a key of the configured JWKS, from
//! the issuer, for the audience, in time, with `register` in the scope. Anything else is nobody.

use serde_json::{Value, json};
use tests::{Answer, Person, check};
use world::World;

use crate::tokens::{SigningKey, encode, hs256, unsigned};

const ISSUER: &str = "https://registrars.example";
const AUDIENCE: &str = "llave-test";

/// A world that knows three registrars' keys.
struct Desk {
    world: World,
    keys: [SigningKey; 3],
}

impl Desk {
    async fn open() -> Self {
        let keys = [
            SigningKey::es256(),
            SigningKey::eddsa(),
            SigningKey::rs256(),
        ];
        let known: Vec<_> = keys.iter().map(|key| key.jwk(key.algorithm())).collect();
        Self::knowing(&json!({ "keys": known }), keys).await
    }

    async fn knowing(jwks: &Value, keys: [SigningKey; 3]) -> Self {
        let settings = [
            ("LLAVE_REGISTRAR_ISSUER", ISSUER),
            ("LLAVE_REGISTRAR_AUDIENCE", AUDIENCE),
            ("LLAVE_REGISTRAR_JWKS", &jwks.to_string()),
        ];
        Self {
            world: World::with(&settings).await,
            keys,
        }
    }

    /// What a good token says.
    fn claims(&self) -> Value {
        let now = self.world.now().as_second();
        json!({
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "officer-7",
            "scope": "register",
            "iat": now - 10,
            "exp": now + 3_600,
        })
    }

    fn token(&self, claims: &Value) -> String {
        self.keys[0].token(&header(&self.keys[0]), claims)
    }

    /// A good token, one of whose claims is another; `Null` leaves it out.
    fn token_with(&self, claim: &str, value: &Value) -> String {
        let mut claims = self.claims();
        let members = claims.as_object_mut().expect("claims");
        if value.is_null() {
            members.remove(claim);
        } else {
            members.insert(claim.to_owned(), value.clone());
        }
        self.token(&claims)
    }

    async fn answer(&self, token: &str) -> Answer {
        let request = self.world.registration_by(token, &Person::new());
        self.world.send(request).await
    }

    async fn check_accepted(&self, token: &str) {
        let answer = self.answer(token).await;
        assert_eq!(answer.status, 201, "{token}: {answer:?}");
    }

    async fn check_nobody(&self, token: &str) {
        check(&self.answer(token).await, 401, "unauthenticated");
    }

    async fn check_without_right(&self, token: &str) {
        check(&self.answer(token).await, 403, "forbidden");
    }
}

fn header(key: &SigningKey) -> Value {
    json!({"alg": key.algorithm(), "kid": key.algorithm(), "typ": "at+jwt"})
}

#[tokio::test]
async fn tokens_by_the_three_algorithms_are_accepted_with_and_without_the_key_s_name() {
    let desk = Desk::open().await;
    for key in &desk.keys {
        desk.check_accepted(&key.token(&header(key), &desk.claims()))
            .await;
        let nameless = json!({"alg": key.algorithm()});
        desk.check_accepted(&key.token(&nameless, &desk.claims()))
            .await;
    }
}

#[tokio::test]
async fn a_registrar_s_name_is_kept_with_the_act() {
    let desk = Desk::open().await;
    let person = Person::new();
    let token = desk.token(&desk.claims());
    let request = desk.world.registration_by(&token, &person);
    assert_eq!(desk.world.send(request).await.status, 201);
    let item = desk.world.person_item(&person).await;
    assert_eq!(item["registrar"]["S"], "officer-7");
}

#[tokio::test]
async fn a_public_key_is_no_secret_to_sign_with() {
    let desk = Desk::open().await;
    for key in &desk.keys {
        for id in [key.algorithm(), "HS256"] {
            let header = json!({"alg": "HS256", "kid": id});
            let jwk = key.jwk(id).to_string();
            let x = key.jwk(id)["x"].as_str().unwrap_or_default().to_owned();
            for secret in [&key.public_bytes(), jwk.as_bytes(), x.as_bytes()] {
                let token = hs256(&header, &desk.claims(), secret);
                desk.check_nobody(&token).await;
            }
        }
    }
}

#[tokio::test]
async fn a_token_without_a_signature_is_nobody_s() {
    let desk = Desk::open().await;
    for algorithm in ["none", "None", "NONE", "", "ES256"] {
        let parts = unsigned(&json!({"alg": algorithm, "kid": "ES256"}), &desk.claims());
        desk.check_nobody(&format!("{parts}.")).await;
        desk.check_nobody(&parts).await;
    }
    desk.check_nobody(&unsigned(&json!({}), &desk.claims()))
        .await;
}

#[tokio::test]
async fn a_key_verifies_only_what_it_signed_under_its_own_name_and_algorithm() {
    let desk = Desk::open().await;
    let claims = desk.claims();
    // Another key of each kind, under the names of those that are known.
    for (known, stranger) in desk.keys.iter().zip([
        SigningKey::es256(),
        SigningKey::eddsa(),
        SigningKey::rs256(),
    ]) {
        desk.check_nobody(&stranger.token(&header(known), &claims))
            .await;
        let with_its_key = json!({
            "alg": known.algorithm(),
            "kid": known.algorithm(),
            "jwk": stranger.jwk(known.algorithm()),
        });
        desk.check_nobody(&stranger.token(&with_its_key, &claims))
            .await;
    }
    let [ec, ed, rsa] = &desk.keys;
    for (signs, kid, alg) in [
        (ec, "EdDSA", "ES256"),
        (ec, "nobody", "ES256"),
        (ec, "", "ES256"),
        (ed, "ES256", "EdDSA"),
        (ec, "ES256", "EdDSA"),
        (ec, "ES256", "ES384"),
        (rsa, "RS256", "RS512"),
        (rsa, "RS256", "PS256"),
        (rsa, "RS256", "RS1"),
    ] {
        let header = json!({"alg": alg, "kid": kid});
        desk.check_nobody(&signs.token(&header, &claims)).await;
    }
}

#[tokio::test]
async fn an_altered_token_is_nobody_s() {
    let desk = Desk::open().await;
    for key in &desk.keys {
        let token = key.token(&header(key), &desk.claims());
        let (parts, signature) = token.rsplit_once('.').expect("three parts");
        let mut claims = desk.claims();
        claims["sub"] = json!("officer-8");
        let others = unsigned(&header(key), &claims);
        desk.check_nobody(&format!("{others}.{signature}")).await;
        desk.check_nobody(&format!("{parts}.{}", encode([0; 64])))
            .await;
        desk.check_nobody(&format!("{parts}.{signature}.")).await;
        desk.check_nobody(&format!("{parts}.{}", &signature[..40]))
            .await;
    }
    for garbage in ["x", "..", "e30.e30.", "!.!.!"] {
        desk.check_nobody(garbage).await;
    }
}

#[tokio::test]
async fn only_the_issuer_s_tokens_for_this_audience_count() {
    let desk = Desk::open().await;
    for issuer in [
        json!("https://other.example"),
        json!(format!("{ISSUER}/")),
        json!(""),
        json!(null),
        json!(7),
    ] {
        desk.check_nobody(&desk.token_with("iss", &issuer)).await;
    }
    for audience in [
        json!("llave"),
        json!(["other"]),
        json!([]),
        json!(""),
        json!(null),
    ] {
        desk.check_nobody(&desk.token_with("aud", &audience)).await;
    }
    let among_others = desk.token_with("aud", &json!(["other", AUDIENCE]));
    desk.check_accepted(&among_others).await;
}

#[tokio::test]
async fn a_token_ends_at_the_instant_that_it_says() {
    let mut desk = Desk::open().await;
    let now = desk.world.now().as_second();
    let token = desk.token_with("exp", &json!(now + 100));
    let with_fraction = desk.token_with("exp", &json!(99.5 + f64::from(i32::MAX)));
    desk.check_accepted(&token).await;
    desk.world = desk.world.after(99);
    desk.check_accepted(&token).await;
    desk.world = desk.world.after(1);
    desk.check_nobody(&token).await;
    desk.check_nobody(&with_fraction).await;
    for exp in [json!(null), json!("4000000000"), json!(0), json!(-1)] {
        desk.check_nobody(&desk.token_with("exp", &exp)).await;
    }
}

#[tokio::test]
async fn a_token_begins_when_it_says_a_clock_s_minute_aside() {
    let desk = Desk::open().await;
    let now = desk.world.now().as_second();
    desk.check_accepted(&desk.token_with("nbf", &json!(now)))
        .await;
    desk.check_accepted(&desk.token_with("nbf", &json!(now + 60)))
        .await;
    desk.check_nobody(&desk.token_with("nbf", &json!(now + 61)))
        .await;
    desk.check_nobody(&desk.token_with("nbf", &json!("now")))
        .await;
}

#[tokio::test]
async fn what_is_called_critical_is_not_understood() {
    let desk = Desk::open().await;
    for extra in ["crit", "b64"] {
        let mut header = header(&desk.keys[0]);
        header["crit"] = json!([extra]);
        header[extra] = json!([extra]);
        desk.check_nobody(&desk.keys[0].token(&header, &desk.claims()))
            .await;
    }
}

#[tokio::test]
async fn a_token_names_who_registers() {
    let desk = Desk::open().await;
    for sub in [json!(null), json!(""), json!(7)] {
        desk.check_nobody(&desk.token_with("sub", &sub)).await;
    }
}

#[tokio::test]
async fn a_good_token_without_the_right_is_forbidden() {
    let desk = Desk::open().await;
    for scope in [
        "",
        "read",
        "registers",
        "Register",
        "read,register",
        "register:read",
    ] {
        let token = desk.token_with("scope", &json!(scope));
        desk.check_without_right(&token).await;
    }
    desk.check_without_right(&desk.token_with("scope", &json!(null)))
        .await;
    let among_others = desk.token_with("scope", &json!("openid register profile"));
    desk.check_accepted(&among_others).await;
}

#[tokio::test]
async fn keys_that_are_not_for_signatures_verify_nothing() {
    let keys = [
        SigningKey::es256(),
        SigningKey::eddsa(),
        SigningKey::rs256(),
    ];
    let mut encrypts = keys[0].jwk("ES256");
    encrypts["use"] = json!("enc");
    let mut other = keys[2].jwk("RS256");
    other["alg"] = json!("RS512");
    let jwks = json!({"keys": [encrypts, keys[1].jwk("EdDSA"), other]});
    let desk = Desk::knowing(&jwks, keys).await;
    let [ec, ed, rsa] = &desk.keys;
    desk.check_nobody(&ec.token(&header(ec), &desk.claims()))
        .await;
    desk.check_nobody(&rsa.token(&header(rsa), &desk.claims()))
        .await;
    desk.check_accepted(&ed.token(&header(ed), &desk.claims()))
        .await;
}

#[tokio::test]
async fn only_a_bearer_token_counts() {
    let desk = Desk::open().await;
    let token = desk.token(&desk.claims());
    for value in [
        format!("Basic {token}"),
        token.clone(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
    ] {
        let mut request = desk.world.registration_by(&token, &Person::new());
        let value = value.parse().expect("a header");
        request.headers_mut().insert("authorization", value);
        check(&desk.world.send(request).await, 401, "unauthenticated");
    }
    let mut request = desk.world.registration_by(&token, &Person::new());
    request.headers_mut().remove("authorization");
    check(&desk.world.send(request).await, 401, "unauthenticated");
}
