//! The whole path of each operation, from a request to its answer, over services that are well: any
//! request; and a right one of which some members are put in place of, so that attacks come as far as
//! what is behind the parsers.
//!
//! Each answer must be one that the contract has for its call, come in time, hold nothing of the marked
//! secrets that went in; and none of them may be right.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use arbitrary::{Arbitrary, Unstructured};
use http::{HeaderName, HeaderValue, Method, Request, header};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    answers::{MARK, in_contract},
    edges::AnyRequest,
    kept::now,
    world::{Known, World},
};

/// An operation answers within five seconds; a busy machine is given four times as much.
const IN_TIME: Duration = Duration::from_secs(20);

/// A request that differs from a right one.
#[derive(Arbitrary, Debug)]
struct Asked<'a> {
    base: u8,
    changes: Vec<(u8, Put<'a>)>,
    headers: Vec<Header<'a>>,
    bytes: Option<&'a [u8]>,
    after: After,
}

/// What stands in place of a member.
#[derive(Arbitrary, Debug)]
enum Put<'a> {
    Absent,
    Nothing,
    Text(&'a str),
    Marked(&'a str),
    Known(u8),
    Number(f64),
    Flag(bool),
    List(u8),
    Deep(u8),
    Json(&'a str),
    Long(u8, u16),
}

#[derive(Arbitrary, Debug)]
enum Header<'a> {
    AcceptLanguage(&'a [u8]),
    ContentType(&'a [u8]),
    Authorization(&'a [u8]),
    Bearer(u8),
    Any(&'a str, &'a [u8]),
}

/// When: mostly at once, or about one of the ends.
#[derive(Arbitrary, Debug)]
enum After {
    AtOnce,
    AboutAnEnd(u8, i8),
    Any(i32),
}

impl After {
    fn time(&self) -> Timestamp {
        const ENDS: [i64; 6] = [60, 600, 900, 1_800, 28_800, 63_158_400];
        let seconds = match self {
            Self::AtOnce => 0,
            Self::AboutAnEnd(end, by) => ENDS[usize::from(*end) % ENDS.len()] + i64::from(*by),
            Self::Any(seconds) => i64::from(*seconds),
        };
        now() + SignedDuration::from_secs(seconds)
    }
}

impl Put<'_> {
    fn value(&self, known: &Known) -> Option<Value> {
        Some(match self {
            Self::Absent => return None,
            Self::Nothing => Value::Null,
            Self::Text(text) => json!(text),
            Self::Marked(text) => json!(format!("{text}{MARK}")),
            Self::Known(place) => json!(known.text(*place)),
            Self::Number(number) => json!(number),
            Self::Flag(flag) => json!(flag),
            Self::List(length) => json!(vec![0; usize::from(*length)]),
            Self::Deep(depth) => (0..*depth).fold(json!({}), |inner, _| json!({ "a": inner })),
            Self::Json(text) => serde_json::from_str(text).unwrap_or_default(),
            Self::Long(letter, times) => {
                json!(char::from(*letter).to_string().repeat(usize::from(*times)))
            }
        })
    }
}

/// An operation: its method and path, the members that may be put in place of, those of them that are
/// secrets which must be right, and right bodies.
struct Attacked {
    methods: &'static [Method],
    path: &'static str,
    members: &'static [&'static str],
    secrets: &'static [&'static str],
    body: fn(&Known, u8) -> Value,
}

const OF_DOCUMENT: [&str; 3] = ["/document", "/document/type", "/document/number"];

/// `POST /v1/register`
pub fn register(data: &[u8]) {
    attack(data, &REGISTER);
}

const REGISTER: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/register",
    members: &[
        OF_DOCUMENT[0],
        OF_DOCUMENT[1],
        OF_DOCUMENT[2],
        "/document/validUntil",
        "/document/issuedOn",
        "/document/supportNumber",
        "/givenName",
        "/firstSurname",
        "/secondSurname",
        "/phone",
        "/email",
        "/registrationLevel",
        "/method",
        "/termsVersion",
    ],
    secrets: &[],
    body: |known, base| known.registration(base),
};

/// `POST /v1/activate`
pub fn activate(data: &[u8]) {
    attack(data, &ACTIVATE);
}

/// `POST /v1/reset`
pub fn reset(data: &[u8]) {
    attack(data, &RESET);
}

const ACTIVATE: Attacked = by_code("/v1/activate");
const RESET: Attacked = by_code("/v1/reset");

const fn by_code(path: &'static str) -> Attacked {
    Attacked {
        methods: &[Method::POST],
        path,
        members: &[
            OF_DOCUMENT[0],
            OF_DOCUMENT[1],
            OF_DOCUMENT[2],
            "/email",
            "/activationCode",
            "/altcha",
            "/answer",
            "/answer/token",
            "/answer/text",
        ],
        secrets: &["/email", "/activationCode", "/altcha", "/answer"],
        body: |known, base| known.proof(base),
    }
}

/// `POST /v1/verify-otp`
pub fn verify_otp(data: &[u8]) {
    attack(data, &VERIFY_OTP);
}

const VERIFY_OTP: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/verify-otp",
    members: &["/procedure", "/otp"],
    secrets: &["/procedure", "/otp"],
    body: |known, base| known.otp_entry(base),
};

/// `POST /v1/resend-otp`
pub fn resend_otp(data: &[u8]) {
    attack(data, &RESEND_OTP);
}

const RESEND_OTP: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/resend-otp",
    members: &["/procedure"],
    secrets: &["/procedure"],
    body: |known, base| known.procedure_entry(base),
};

/// `POST /v1/set-password`
pub fn set_password(data: &[u8]) {
    attack(data, &SET_PASSWORD);
}

const SET_PASSWORD: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/set-password",
    members: &["/procedure", "/password"],
    secrets: &["/procedure"],
    body: |known, base| known.password_choice(base),
};

/// `POST /v1/login`
pub fn login(data: &[u8]) {
    attack(data, &LOGIN);
}

const LOGIN: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/login",
    members: &[
        OF_DOCUMENT[0],
        OF_DOCUMENT[1],
        OF_DOCUMENT[2],
        "/password",
        "/assurance",
    ],
    secrets: &["/password"],
    body: |known, base| known.login(base),
};

/// `GET` and `DELETE /v1/session`
pub fn session(data: &[u8]) {
    attack(data, &SESSION);
}

const SESSION: Attacked = Attacked {
    methods: &[Method::GET, Method::DELETE],
    path: "/v1/session",
    members: &[],
    secrets: &[],
    body: |_, _| Value::Null,
};

/// `POST /v1/change`
pub fn change(data: &[u8]) {
    attack(data, &CHANGE);
}

const CHANGE: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/change",
    members: &[
        OF_DOCUMENT[0],
        OF_DOCUMENT[1],
        OF_DOCUMENT[2],
        "/currentPassword",
        "/newPassword",
    ],
    secrets: &["/currentPassword"],
    body: |known, base| known.change(base),
};

/// `POST /v1/unsubscribe`
pub fn unsubscribe(data: &[u8]) {
    attack(data, &UNSUBSCRIBE);
}

const UNSUBSCRIBE: Attacked = Attacked {
    methods: &[Method::POST],
    path: "/v1/unsubscribe",
    members: &[OF_DOCUMENT[0], OF_DOCUMENT[1], OF_DOCUMENT[2], "/password"],
    secrets: &["/password"],
    body: |known, base| known.login(base),
};

/// Any request, at any path: `challenge` too, which has no body.
pub fn request(data: &[u8]) {
    let Ok(request) = Unstructured::new(data).arbitrary::<AnyRequest<'_>>() else {
        return;
    };
    let Some(request) = request.request() else {
        return;
    };
    World::with(|world| answered_in_time(world, request, now()));
}

fn attack(data: &[u8], attacked: &Attacked) {
    if let Ok(asked) = Unstructured::new(data).arbitrary::<Asked<'_>>() {
        succeeds(&asked, attacked);
    }
}

/// Whether it was answered well.
fn succeeds(asked: &Asked<'_>, attacked: &Attacked) -> bool {
    World::with(|world| {
        let (request, is_wrong) = asked.request(attacked, &world.known);
        let succeeded = answered_in_time(world, request, asked.after.time());
        assert!(
            !(succeeded && is_wrong),
            "a marked secret was taken: {asked:?}"
        );
        succeeded
    })
}

/// Whether it was answered well.
fn answered_in_time(world: &World, request: Request<Vec<u8>>, now: Timestamp) -> bool {
    let (method, path) = (
        request.method().to_string(),
        request.uri().path().to_owned(),
    );
    let began = Instant::now();
    let answer = world.answer(request, now);
    let took = began.elapsed();
    in_contract(&method, &path, &answer);
    assert!(took < IN_TIME, "{method} {path} took {took:?}");
    let body = String::from_utf8_lossy(answer.body());
    assert!(
        !answer.status().is_server_error(),
        "{method} {path}: {body}"
    );
    answer.status().is_success()
}

impl Asked<'_> {
    /// The request, and whether it holds a secret that can't be right.
    fn request(&self, attacked: &Attacked, known: &Known) -> (Request<Vec<u8>>, bool) {
        let mut body = (attacked.body)(known, self.base);
        let mut wrong = BTreeSet::new();
        for (place, put) in &self.changes {
            let Some(pointer) = attacked
                .members
                .get(usize::from(*place) % attacked.members.len().max(1))
            else {
                break;
            };
            if !replaced(&mut body, pointer, put.value(known))
                || !attacked.secrets.contains(pointer)
            {
                continue;
            }
            if matches!(put, Put::Marked(_)) {
                wrong.insert(pointer);
            } else {
                wrong.remove(pointer);
            }
        }
        let bytes = match self.bytes {
            Some(bytes) => bytes.to_vec(),
            None if body.is_null() => Vec::new(),
            None => body.to_string().into_bytes(),
        };
        let mut request = Request::new(bytes);
        let method = usize::from(self.base) % attacked.methods.len();
        *request.method_mut() = attacked.methods[method].clone();
        *request.uri_mut() = attacked.path.parse().expect("a path");
        let own = [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::AUTHORIZATION, known.bearer(attacked.path)),
        ];
        for (name, value) in own {
            let value = HeaderValue::from_str(&value).expect("a header");
            request.headers_mut().insert(name, value);
        }
        for header in &self.headers {
            header.put(&mut request, known);
        }
        (request, !wrong.is_empty() && self.bytes.is_none())
    }
}

/// Whether it was put in place: not if there is no such object to hold it.
fn replaced(body: &mut Value, pointer: &str, value: Option<Value>) -> bool {
    let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
    let Some(object) = body.pointer_mut(parent).and_then(Value::as_object_mut) else {
        return false;
    };
    match value {
        Some(value) => object.insert(name.to_owned(), value),
        None => object.remove(name),
    };
    true
}

impl Header<'_> {
    /// What is no header is left out.
    fn put(&self, request: &mut Request<Vec<u8>>, known: &Known) {
        let bearer;
        let (name, value) = match self {
            Self::AcceptLanguage(value) => (Ok(header::ACCEPT_LANGUAGE), *value),
            Self::ContentType(value) => (Ok(header::CONTENT_TYPE), *value),
            Self::Authorization(value) => (Ok(header::AUTHORIZATION), *value),
            Self::Bearer(place) => {
                bearer = format!("bearer {}", known.text(*place));
                (Ok(header::AUTHORIZATION), bearer.as_bytes())
            }
            Self::Any(name, value) => (HeaderName::from_bytes(name.as_bytes()), *value),
        };
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value)) {
            request.headers_mut().insert(name, value);
        }
    }
}

pub(crate) fn posted(path: &str, body: &Value) -> Request<Vec<u8>> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string().into_bytes())
        .expect("a request")
}

pub(crate) fn with_bearer(method: Method, path: &str, token: &str) -> Request<Vec<u8>> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Vec::new())
        .expect("a request")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_is_answered_well_again_and_again() {
        let all = [
            REGISTER,
            ACTIVATE,
            RESET,
            VERIFY_OTP,
            RESEND_OTP,
            SET_PASSWORD,
            LOGIN,
            SESSION,
            CHANGE,
            UNSUBSCRIBE,
        ];
        // A minute later, for a code may be sent again only then.
        let asked = Asked {
            base: 0,
            changes: Vec::new(),
            headers: Vec::new(),
            bytes: None,
            after: After::AboutAnEnd(0, 0),
        };
        for attacked in all.iter().chain(&all) {
            assert!(succeeds(&asked, attacked), "{}", attacked.path);
        }
    }
}
