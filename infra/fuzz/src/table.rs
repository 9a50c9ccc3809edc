//! Every operation over a DynamoDB and an SNS that answer anything: items that no operation would have
//! written, errors of any name, answers that are none. Whatever they say, an operation answers as its
//! contract says.

use std::{cell::RefCell, collections::VecDeque, sync::LazyLock};

use arbitrary::{Arbitrary, Unstructured};
use aws_config::{BehaviorVersion, Region, SdkConfig, retry::RetryConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn},
        orchestrator::HttpRequest,
    },
    http::{Response, StatusCode},
};
use aws_smithy_types::body::SdkBody;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Method, Request};
use policy::{ActivationCode, Email, NationalId, Otp, Phone, PhoneCountries, Purpose};
use rand::{SeedableRng, rngs::StdRng};
use secrets::{Cost, Hasher, Index, Keyring, OtpHasher, Sealer, Token};
use serde_json::{Map, Value, json};
use web::{Env, Router};

use crate::{
    answers::in_contract,
    finish,
    kept::{KEYS, now},
    operations::{posted, with_bearer},
};

const DOCUMENT: &str = "12345678Z";
const EMAIL: &str = "ana@example.org";
const PASSWORD: &str = "violeta-cometa-41-tren";
const CODE: &str = "7KQ2-9M4X-TB3C-WZ8D";
const OTP: &str = "012345";
const PROCEDURE: &str = "a procedure";
const SESSION: &str = "a session";

/// What one call is answered.
#[derive(Arbitrary)]
enum Said<'a> {
    /// An item, as if all were well.
    Item(Item<'a>),
    /// Nothing, as if all were well.
    Nothing,
    /// The condition of a write was not met; there was this item.
    Refused(Option<Item<'a>>),
    /// A transaction was cancelled for these reasons.
    Cancelled(Vec<(Reason<'a>, Option<Item<'a>>)>),
    /// An error of this name.
    Error(&'a str, u8),
    /// What no DynamoDB says.
    Bytes(u16, &'a [u8]),
}

#[derive(Arbitrary)]
enum Reason<'a> {
    Nothing,
    Failed,
    Other(&'a str),
}

/// An item that is well, with some of its attributes put in place of.
#[derive(Arbitrary)]
struct Item<'a>(Vec<(u8, Attribute<'a>)>);

/// The value of an attribute, as DynamoDB writes it, or nearly.
#[derive(Arbitrary)]
enum Attribute<'a> {
    Absent,
    Text(&'a str),
    Word(u8),
    Number(i64),
    Time(u8, i8),
    Digits(&'a str),
    Bytes(&'a [u8]),
    Ids(Vec<[u8; 8]>),
    Set(Vec<&'a [u8]>),
    List(Vec<Attribute<'a>>),
    Map(Vec<(u8, Attribute<'a>)>),
    Flag(bool),
    Json(&'a str),
}

/// Words that attributes hold.
const WORDS: [&str; 17] = [
    "registered",
    "active",
    "unsubscribed",
    "basic",
    "advanced",
    "otp",
    "password",
    "done",
    "activation",
    "reset",
    "login",
    "change",
    "unsubscribe",
    "low",
    "substantial",
    "no",
    "times",
];

/// Seconds at the ends of what a time can be, and about the second of the requests (2060-03-01).
const TIMES: [i64; 8] = [
    i64::MIN,
    -377_705_023_201,
    -1,
    2_845_281_600,
    2_845_368_000,
    253_402_207_200,
    253_402_300_799,
    i64::MAX,
];

impl Attribute<'_> {
    fn json(&self) -> Option<Value> {
        let values = |values: &[Self]| values.iter().filter_map(Self::json).collect::<Vec<_>>();
        Some(match self {
            Self::Absent => return None,
            Self::Text(text) => json!({ "S": text }),
            Self::Word(place) => json!({ "S": WORDS[usize::from(*place) % WORDS.len()] }),
            Self::Number(number) => json!({ "N": number.to_string() }),
            Self::Time(place, by) => {
                let time = TIMES[usize::from(*place) % TIMES.len()].saturating_add(i64::from(*by));
                json!({ "N": time.to_string() })
            }
            Self::Digits(text) => json!({ "N": text }),
            Self::Bytes(bytes) => json!({ "B": STANDARD.encode(bytes) }),
            Self::Ids(ids) => {
                json!({ "BS": ids.iter().map(|it| STANDARD.encode(it)).collect::<Vec<_>>() })
            }
            Self::Set(set) => {
                json!({ "BS": set.iter().map(|it| STANDARD.encode(it)).collect::<Vec<_>>() })
            }
            Self::List(list) => json!({ "L": values(list) }),
            Self::Map(members) => {
                let members: Map<String, Value> = members
                    .iter()
                    .filter_map(|(place, value)| {
                        let name = WORDS[usize::from(*place) % WORDS.len()];
                        Some((name.to_owned(), value.json()?))
                    })
                    .collect();
                json!({ "M": members })
            }
            Self::Flag(flag) => json!({ "BOOL": flag }),
            Self::Json(text) => serde_json::from_str(text).ok()?,
        })
    }
}

impl Item<'_> {
    fn json(&self) -> Value {
        let mut item = WELL.clone();
        let names: Vec<String> = item.keys().cloned().collect();
        for (place, value) in &self.0 {
            let name = &names[usize::from(*place) % names.len()];
            match value.json() {
                Some(value) => item.insert(name.clone(), value),
                None => item.remove(name),
            };
        }
        Value::Object(item)
    }
}

impl Said<'_> {
    fn answer(&self) -> (u16, Vec<u8>) {
        let error = |name: &str| format!("com.amazonaws.dynamodb.v20120810#{name}");
        let (status, body) = match self {
            // One of the two is looked at.
            Self::Item(item) => (200, json!({"Attributes": item.json(), "Item": item.json()})),
            Self::Nothing => (200, json!({})),
            Self::Refused(item) => {
                let mut body = json!({"__type": error("ConditionalCheckFailedException")});
                if let Some(item) = item {
                    body["Item"] = item.json();
                }
                (400, body)
            }
            Self::Cancelled(reasons) => {
                let reasons: Vec<Value> = reasons
                    .iter()
                    .map(|(reason, item)| {
                        let code = match reason {
                            Reason::Nothing => "None",
                            Reason::Failed => "ConditionalCheckFailed",
                            Reason::Other(code) => code,
                        };
                        let item = item.as_ref().map(Item::json);
                        json!({"Code": code, "Item": item})
                    })
                    .collect();
                let name = error("TransactionCanceledException");
                (400, json!({"__type": name, "CancellationReasons": reasons}))
            }
            Self::Error(name, status) => {
                let status = if *status % 2 == 0 { 400 } else { 500 };
                (status, json!({"__type": error(name), "message": name}))
            }
            Self::Bytes(status, bytes) => return (*status, bytes.to_vec()),
        };
        (status, body.to_string().into_bytes())
    }
}

/// What SNS says.
#[derive(Arbitrary)]
enum FromSns<'a> {
    Sent,
    Bytes(u16, &'a [u8]),
}

impl FromSns<'_> {
    fn answer(&self) -> (u16, Vec<u8>) {
        match self {
            Self::Sent => (
                200,
                b"<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>\
                  <MessageId>1</MessageId></PublishResult></PublishResponse>"
                    .to_vec(),
            ),
            Self::Bytes(status, bytes) => (*status, bytes.to_vec()),
        }
    }
}

/// One request, and what the services say to what it asks of them.
#[derive(Arbitrary)]
struct Attack<'a> {
    call: u8,
    sns: FromSns<'a>,
    answers: Vec<Said<'a>>,
}

/// The operations that compare or make no slow hash: those of a procedure, and of a session.
pub fn of_procedures(data: &[u8]) {
    attack(data, |call| match call % 4 {
        0 => posted(
            "/v1/verify-otp",
            &json!({"procedure": PROCEDURE, "otp": OTP}),
        ),
        1 => posted("/v1/resend-otp", &json!({"procedure": PROCEDURE})),
        2 => with_bearer(Method::GET, "/v1/session", SESSION),
        _ => with_bearer(Method::DELETE, "/v1/session", SESSION),
    });
}

/// The operations that compare or make a password or an activation code.
pub fn of_secrets(data: &[u8]) {
    static ALTCHA: LazyLock<String> = LazyLock::new(|| {
        let env = env(Vec::new());
        let challenges = env.challenges().expect("challenges");
        let challenge = challenges.challenge(now()).expect("a challenge");
        proof::solve(&challenge).expect("a solution")
    });
    let document = json!({"type": "DNI", "number": DOCUMENT});
    attack(data, |call| match call % 6 {
        0 => posted(
            "/v1/login",
            &json!({"document": document, "password": PASSWORD}),
        ),
        1 => {
            let body =
                json!({"document": document, "password": PASSWORD, "assurance": "substantial"});
            posted("/v1/login", &body)
        }
        2 => {
            let body = json!({
                "document": document,
                "currentPassword": PASSWORD,
                "newPassword": "otra-cometa-violeta-41",
            });
            posted("/v1/change", &body)
        }
        3 => posted(
            "/v1/unsubscribe",
            &json!({"document": document, "password": PASSWORD}),
        ),
        4 => {
            let body = json!({
                "document": document,
                "email": EMAIL,
                "activationCode": CODE,
                "altcha": *ALTCHA,
            });
            posted("/v1/activate", &body)
        }
        _ => {
            let body = json!({"procedure": PROCEDURE, "password": "otra-cometa-violeta-41"});
            posted("/v1/set-password", &body)
        }
    });
}

fn attack(data: &[u8], request: impl Fn(u8) -> Request<Vec<u8>>) {
    static ROUTER: LazyLock<Router> = LazyLock::new(|| over(Vec::new()));
    let Ok(attack) = Unstructured::new(data).arbitrary::<Attack<'_>>() else {
        return;
    };
    let request = request(attack.call);
    let (method, path) = (
        request.method().to_string(),
        request.uri().path().to_owned(),
    );
    SERVICES.with_borrow_mut(|services| {
        services.sns = attack.sns.answer();
        services.tables = attack.answers.iter().map(Said::answer).collect();
    });
    let answer = finish(ROUTER.answer(request, now()));
    in_contract(&method, &path, &answer);
}

thread_local! {
    static SERVICES: RefCell<Services> = RefCell::default();
}

/// What is answered next. When the tables have said all, they begin again.
#[derive(Default)]
struct Services {
    sns: (u16, Vec<u8>),
    tables: VecDeque<(u16, Vec<u8>)>,
}

#[derive(Debug)]
struct AnswersAnything;

impl HttpConnector for AnswersAnything {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = SERVICES.with_borrow_mut(|services| {
            if request.uri().contains("sns.test") {
                return services.sns.clone();
            }
            let answer = services.tables.pop_front().unwrap_or((400, Vec::new()));
            services.tables.push_back(answer.clone());
            answer
        });
        // What HTTP cannot say is not said.
        let status = if (200..600).contains(&status) {
            status
        } else {
            200
        };
        let status = StatusCode::try_from(status).expect("a status");
        HttpConnectorFuture::ready(Ok(Response::new(status, SdkBody::from(body))))
    }
}

/// Every operation over them, with settings that differ from those below.
pub(crate) fn over(settings: Vec<(&str, String)>) -> Router {
    finish(local::router(&env(settings))).expect("the operations start")
}

fn env(other: Vec<(&str, String)>) -> Env {
    let connector = SharedHttpConnector::new(AnswersAnything);
    let credentials = Credentials::new("fuzz", "fuzz", None, None, "fuzz");
    let aws = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("eu-south-2"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    Env::new(settings(other), aws)
}

/// Settings with which every operation starts.
pub(crate) fn settings(other: Vec<(&str, String)>) -> Vec<(String, String)> {
    let index = r#"{"use": "1", "1": "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="}"#;
    [
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://dynamodb.test"),
        ("AWS_ENDPOINT_URL_SNS", "http://sns.test"),
        ("LLAVE_ACCOUNTS_TABLE", "accounts"),
        ("LLAVE_PROCEDURES_TABLE", "procedures"),
        ("LLAVE_HOST", "llave.example"),
        ("LLAVE_INDEX_KEYS", index),
        ("LLAVE_PEPPER_KEYS", KEYS),
        ("LLAVE_SEAL_KEYS", KEYS),
        ("LLAVE_CHALLENGE_KEYS", KEYS),
        ("LLAVE_CHALLENGE_COST", "1"),
        ("LLAVE_CHALLENGE_PREFIX", "0"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .chain(
        other
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value)),
    )
    .collect()
}

/// An item that has every attribute of every kind, all of them well: a person who is active, with the
/// password, code, procedure and session that the requests here name.
static WELL: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let mut rng = StdRng::seed_from_u64(1);
    let keys = || Keyring::parse(KEYS).expect("keys");
    let env = env(Vec::new());
    let index: Index = env.index().expect("an index");
    let document = NationalId::parse(DOCUMENT).expect("a document");
    let person = index.person(&document);
    let email = Email::parse(EMAIL).expect("an e-mail");
    let phone = Phone::parse("600000001", &PhoneCountries::default()).expect("a phone");
    let sealed = Sealer::new(keys())
        .seal(&document, &person, &mut rng)
        .expect("sealed");
    let hasher = Hasher::new(keys(), Cost::FLOOR, None);
    let code = ActivationCode::parse(CODE, 16).expect("a code");
    let code = finish(hasher.hash(code.canonical(), &mut rng)).expect("a hash");
    let hash = finish(hasher.hash(PASSWORD.as_bytes(), &mut rng)).expect("a hash");
    let otp = Otp::parse(OTP, 6).expect("a one-time code");
    let otp =
        OtpHasher::new(keys()).hash(&Token::entered(PROCEDURE).hashed(), Purpose::Login, &otp);
    let text = |text: &str| json!({ "S": text });
    let bytes = |bytes: &[u8]| json!({ "B": STANDARD.encode(bytes) });
    let time = |after: i64| json!({ "N": (now().as_second() + after).to_string() });
    let ids = json!({ "BS": [STANDARD.encode([1; 8])] });
    let item = json!({
        "subject": text("AAAAAAAAAAAAAAAAAAAAAA"),
        "status": text("active"),
        "document": bytes(&sealed.0),
        "givenName": text("Ana"),
        "firstSurname": text("García"),
        "secondSurname": text("Ibáñez"),
        "phone": text(phone.as_e164()),
        "phoneKey": text(index.phone(&phone).as_str()),
        "email": text(email.as_str()),
        "emailKey": text(index.email(&person, &email).as_str()),
        "older": {"L": [text(hash.as_str())]},
        "act": bytes(&[2; 16]),
        "level": text("advanced"),
        "codeHash": text(code.as_str()),
        "tries": ids,
        "opened": ids,
        "sms": {"M": {"no": bytes(&[3; 8]), "times": {"L": [time(-90_000), time(-100)]}}},
        "hash": text(hash.as_str()),
        "era": bytes(&[4; 16]),
        "expiresAt": time(1_000_000),
        "lastAccess": time(-1_000),
        "former": text(hash.as_str()),
        "purpose": text("login"),
        "state": text("otp"),
        "person": text(person.as_str()),
        "id": bytes(&[5; 8]),
        "otp": bytes(&otp.tag),
        "otpKey": text(&otp.key_mark),
        "codes": {"N": "1"},
        "sentAt": time(-100),
        "otpEndsAt": time(500),
        "endsAt": time(1_700),
        "entries": ids,
        "assurance": text("substantial"),
        "passwordExpiresAt": time(1_000_000),
        "openedAt": time(-100),
        "seenAt": time(-100),
    });
    item.as_object().expect("an item").clone()
});
