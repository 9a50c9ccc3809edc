//! What is read at the edges: an event of API Gateway, a function's reply, a registrar's token, a
//! script of faults.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use aws_config::SdkConfig;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use faults::{Fault, Plan};
use gateway::{
    event::{Arrival, BodyForm, decoded, event as event_of},
    reply,
};
use http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use web::Router;

use crate::{answers::check, finish, kept::now, table::over, text};

/// A request of any parts, as far as HTTP lets them be.
#[derive(Arbitrary, Debug)]
pub(crate) struct AnyRequest<'a> {
    method: &'a str,
    path: &'a str,
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
}

impl AnyRequest<'_> {
    /// `None` if HTTP knows no such request.
    pub(crate) fn request(&self) -> Option<Request<Vec<u8>>> {
        let mut request = Request::new(self.body.to_vec());
        *request.method_mut() = Method::from_bytes(self.method.as_bytes()).ok()?;
        *request.uri_mut() = Uri::try_from(self.path).ok()?;
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let value = HeaderValue::from_bytes(value).ok()?;
            request.headers_mut().append(name, value);
        }
        Some(request)
    }
}

/// An event as Lambda hands it over: any bytes; any JSON in the shape of one; a request as API
/// Gateway writes it.
pub fn event(data: &[u8]) {
    #[derive(Arbitrary)]
    enum Given<'a> {
        Bytes(&'a [u8]),
        Parts {
            path: &'a str,
            stage: &'a str,
            method: &'a str,
            headers: Vec<(&'a str, &'a str)>,
            body: &'a str,
            base64: bool,
        },
        Request(AnyRequest<'a>, bool),
    }
    static ROUTER: LazyLock<Router> = LazyLock::new(|| over(Vec::new()));
    let Ok(given) = Unstructured::new(data).arbitrary() else {
        return;
    };
    // What API Gateway makes of a request is an event.
    let is_event = matches!(given, Given::Request(..));
    let bytes = match given {
        Given::Bytes(bytes) => bytes.to_vec(),
        Given::Parts {
            path,
            stage,
            method,
            headers,
            body,
            base64,
        } => {
            let headers: serde_json::Map<String, Value> = headers
                .into_iter()
                .map(|(name, value)| (name.to_owned(), json!(value)))
                .collect();
            json!({
                "version": "2.0",
                "rawPath": path,
                "headers": headers,
                "requestContext": {"stage": stage, "http": {"method": method, "path": path}},
                "body": body,
                "isBase64Encoded": base64,
            })
            .to_string()
            .into_bytes()
        }
        Given::Request(request, base64) => {
            let Some(request) = request.request() else {
                return;
            };
            let form = if base64 {
                BodyForm::Base64
            } else {
                BodyForm::of(&request)
            };
            let arrival = Arrival {
                now: now(),
                form,
                number: 1,
            };
            event_of(&request, &arrival).to_string().into_bytes()
        }
    };
    let Ok(reply) = finish(web::lambda::reply(&ROUTER, &bytes, now())) else {
        assert!(!is_event, "an event was refused");
        return;
    };
    let reply: Value = serde_json::from_slice(&reply).expect("a reply is JSON");
    // API Gateway makes an answer of it.
    let answer = reply::response(&Ok(reply));
    assert_ne!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    check(&answer);
}

/// What stands in for API Gateway: a path, an event of any request, a reply of any JSON.
pub fn gateway(data: &[u8]) {
    let path = text(data);
    assert!(decoded(&path).len() <= 3 * path.len());
    let reply = serde_json::from_slice(data).unwrap_or_else(|_| json!({ "body": path }));
    drop(reply::response(&Ok(reply.clone())));
    drop(reply::response(&Ok(
        json!({"statusCode": 200, "headers": reply, "body": path}),
    )));
    drop(reply::response(&Ok(
        json!({"statusCode": reply, "cookies": [path]}),
    )));

    let request = Unstructured::new(data).arbitrary::<AnyRequest<'_>>();
    let Some(request) = request.ok().and_then(|request| request.request()) else {
        return;
    };
    for form in [BodyForm::Base64, BodyForm::of(&request)] {
        let arrival = Arrival {
            now: now(),
            form,
            number: 1,
        };
        let event = event_of(&request, &arrival);
        let body = event["body"].as_str().unwrap_or_default();
        let body = if event["isBase64Encoded"] == json!(true) {
            STANDARD.decode(body).expect("base64")
        } else {
            body.as_bytes().to_vec()
        };
        assert_eq!(body, *request.body());
    }
}

/// A script of faults, and what it does to the calls that come.
pub fn faults_script(data: &[u8]) {
    let text = text(data);
    if let Some(fault) = Fault::parse(&text) {
        assert_eq!(fault.as_str(), text);
    }
    if let Ok(plan) = Plan::script(&text) {
        // What cannot be read is refused; what can be read is followed by a proxy.
        drop(plan);
    }
}

/// A registrar's token: any text; a header and claims of any text, signed with the right key.
#[derive(Arbitrary)]
enum Bearer<'a> {
    Text(&'a str),
    Signed {
        header: Part<'a>,
        claims: Part<'a>,
        right: bool,
    },
}

/// One part of a token.
#[derive(Arbitrary)]
enum Part<'a> {
    Bytes(&'a [u8]),
    /// Ours, with this member put in place of another.
    Member(u8, Put<'a>),
}

#[derive(Arbitrary)]
enum Put<'a> {
    Text(&'a str),
    Number(f64),
    List(Vec<&'a str>),
    Json(&'a str),
}

const OF_HEADER: [&str; 6] = ["alg", "typ", "kid", "crit", "jwk", "x5c"];
const OF_CLAIMS: [&str; 7] = ["iss", "aud", "sub", "exp", "nbf", "scope", "iat"];

impl Part<'_> {
    fn write(&self, mut ours: Value, names: &[&str]) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes.to_vec(),
            Self::Member(place, value) => {
                let name = names[usize::from(*place) % names.len()];
                ours[name] = match value {
                    Put::Text(text) => json!(text),
                    Put::Number(number) => json!(number),
                    Put::List(texts) => json!(texts),
                    Put::Json(text) => serde_json::from_str(text).unwrap_or_default(),
                };
                ours.to_string().into_bytes()
            }
        }
    }
}

/// A registrar's token, as `register` reads it; then the set of keys that it is verified with.
pub fn registrar(data: &[u8]) {
    struct Ours {
        key: Ed25519KeyPair,
        router: Router,
    }
    const ISSUER: &str = "https://registrar.example";
    static OURS: LazyLock<Ours> = LazyLock::new(|| {
        let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a key pair");
        let x = URL_SAFE_NO_PAD.encode(key.public_key());
        let jwks = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "1", "x": x}]});
        let router = over(vec![
            ("LLAVE_REGISTRAR_ISSUER", ISSUER.to_owned()),
            ("LLAVE_REGISTRAR_AUDIENCE", "llave".to_owned()),
            ("LLAVE_REGISTRAR_JWKS", jwks.to_string()),
        ]);
        Ours { key, router }
    });
    let ours = &*OURS;
    let bearer = match Unstructured::new(data).arbitrary() {
        Err(_) => return,
        Ok(Bearer::Text(text)) => text.to_owned(),
        Ok(Bearer::Signed {
            header,
            claims,
            right,
        }) => {
            let header = header.write(json!({"alg": "EdDSA", "kid": "1"}), &OF_HEADER);
            let claims = claims.write(
                json!({
                    "iss": ISSUER,
                    "aud": "llave",
                    "sub": "officer-1",
                    "scope": "register",
                    "exp": now().as_second() + 60,
                }),
                &OF_CLAIMS,
            );
            let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
            let signed = format!("{}.{}", encode(&header), encode(&claims));
            let mut signature = ours.key.sign(signed.as_bytes()).as_ref().to_vec();
            signature[0] ^= u8::from(!right);
            format!("{signed}.{}", encode(&signature))
        }
    };
    let Ok(value) = HeaderValue::from_str(&format!("Bearer {bearer}")) else {
        return;
    };
    // The members are wrong, so that nothing comes after the token.
    let request = Request::post("/v1/register")
        .header("content-type", "application/json")
        .header("authorization", value)
        .body(b"{}".to_vec())
        .expect("a request");
    let answer = finish(ours.router.answer(request, now()));
    let problem = check(&answer);
    assert!(
        ["unauthenticated", "forbidden", "invalid-request"].contains(&&*problem),
        "{problem}"
    );
}

/// The set of keys of an issuer: what can't be used stops the start.
pub fn registrar_keys(data: &[u8]) {
    let settings = crate::table::settings(vec![
        (
            "LLAVE_REGISTRAR_ISSUER",
            "https://registrar.example".to_owned(),
        ),
        ("LLAVE_REGISTRAR_AUDIENCE", "llave".to_owned()),
        ("LLAVE_REGISTRAR_JWKS", text(data).into_owned()),
    ]);
    let env = web::Env::new(settings, SdkConfig::builder().build());
    finish(local::router(&env)).ok();
}
