//! Whole journeys, walked twice on the same tables: through the runner, which has every operation in
//! one process, and through the binaries behind API Gateway. Every step must answer the same status,
//! headers and bytes; only ids and times may differ, and must be as long.

use axum::http::{HeaderName, HeaderValue};
use serde_json::{Value, json};
use tests::{
    Answer, Llave, Person,
    person::{new_password, other_otp},
};

use crate::{cloud::Cloud, front};

/// Members that no two answers share: ids and keys, and times.
const ITS_OWN: [&str; 13] = [
    "activationCode",
    "expiresAt",
    "lastAccess",
    "nonce",
    "openedAt",
    "passwordExpiresAt",
    "procedure",
    "registeredAt",
    "resendAt",
    "salt",
    "session",
    "signature",
    "subject",
];
/// Headers that no two answers share, or that tell seconds.
const ITS_OWN_HEADERS: [&str; 3] = ["date", "retry-after", "x-request-id"];
const WRONG_CODE: &str = "WRNG-WRNG-WRNG-WRNG";

#[tokio::test]
async fn a_life_answers_the_same_bytes() {
    compare(life).await;
}

#[tokio::test]
async fn ends_and_ways_out_answer_the_same_bytes() {
    compare(ends).await;
}

#[tokio::test]
async fn blocks_answer_the_same_bytes() {
    compare(blocks).await;
}

#[tokio::test]
async fn strangers_are_answered_the_same_bytes() {
    compare(strangers).await;
}

#[tokio::test]
async fn registrars_are_answered_the_same_bytes() {
    compare(registrars).await;
}

#[tokio::test]
async fn bodies_of_every_form_are_answered_the_same_bytes() {
    compare(forms).await;
}

/// A journey, and what it was answered so far.
struct Walk {
    llave: Llave,
    seen: Vec<Seen>,
}

/// One answer, without what is its own.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

async fn compare(journey: impl AsyncFn(&mut Walk)) {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    let in_one_process = Walk::along(&journey, Llave::at(&cloud.runner.url())).await;
    let binaries = front::open(&cloud, gateway::BodyForm::of).await;
    let across_binaries = Walk::along(&journey, binaries).await;
    assert_eq!(in_one_process.len(), across_binaries.len());
    for (step, (expected, seen)) in in_one_process.iter().zip(&across_binaries).enumerate() {
        assert_eq!(seen, expected, "step {step} of {}", in_one_process.len());
    }
}

impl Walk {
    async fn along(journey: &impl AsyncFn(&mut Self), llave: Llave) -> Vec<Seen> {
        let seen = Vec::new();
        let mut walk = Self { llave, seen };
        journey(&mut walk).await;
        walk.seen
    }

    /// Keeps what shows of an answer, whose status must be this one.
    #[track_caller]
    fn see(&mut self, status: u16, answer: Answer) -> Answer {
        assert_eq!(answer.status, status, "{answer:?}");
        let mut headers: Vec<_> = answer.headers.iter().map(header).collect();
        headers.sort();
        self.seen.push(Seen {
            status,
            headers,
            body: without_its_own(&answer),
        });
        answer
    }

    /// The same for an answer that opens a procedure; gives its token.
    #[track_caller]
    fn see_opened(&mut self, answer: Answer) -> String {
        self.see(202, answer).text("procedure").to_owned()
    }

    async fn register(&mut self, person: &mut Person) {
        let answer = self.llave.try_register(&person.registration()).await;
        let answer = self.see(201, answer);
        person.activation_code = answer.text("activationCode").to_owned();
    }

    /// The newest code on the person's phone, entered.
    async fn enter(&mut self, person: &Person, procedure: &str) -> Answer {
        let answer = self.llave.enter_newest_code(person, procedure).await;
        self.see(200, answer)
    }

    /// From a procedure whose code is to be entered to a password.
    async fn set_password(&mut self, person: &Person, procedure: &str) {
        self.enter(person, procedure).await;
        let answer = self.llave.set_password(procedure, &person.password).await;
        self.see(200, answer);
    }

    async fn activate(&mut self, person: &Person) {
        let answer = self.llave.activate(person).await;
        let procedure = self.see_opened(answer);
        self.set_password(person, &procedure).await;
    }
}

/// Name and value; of a value that is the answer's own only the length.
fn header((name, value): (&HeaderName, &HeaderValue)) -> (String, String) {
    let shown = if ITS_OWN_HEADERS.contains(&name.as_str()) {
        format!("<{}>", value.len())
    } else {
        String::from_utf8_lossy(value.as_bytes()).into_owned()
    };
    (name.to_string(), shown)
}

/// The very bytes of a body; of the values of members that are its own only the length, and without
/// the seconds to wait that a problem's words repeat.
fn without_its_own(answer: &Answer) -> String {
    let mut shown = String::from_utf8_lossy(&answer.bytes).into_owned();
    let wait = answer.header("retry-after");
    if !wait.is_empty() {
        shown = shown.replace(&format!(" {wait}."), " <seconds>.");
    }
    for member in ITS_OWN {
        let name = format!("\"{member}\":");
        let mut from = 0;
        while let Some(found) = shown.get(from..).and_then(|rest| rest.find(&name)) {
            let value = from + found + name.len();
            let end = |end: char| end == ',' || end == '}';
            let length = shown[value..].find(end).expect("a value ends");
            shown.replace_range(value..value + length, &format!("<{length}>"));
            from = value;
        }
    }
    shown
}

async fn life(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let mut person = Person::new();
    walk.see(200, llave.challenge().await);
    walk.register(&mut person).await;

    let activation = walk.see_opened(llave.activate(&person).await);
    walk.see(403, llave.enter_wrong_code(&person, &activation).await);
    walk.see(429, llave.resend_otp(&activation).await);
    walk.see(410, llave.set_password(&activation, &person.password).await);
    walk.enter(&person, &activation).await;
    walk.see(422, llave.set_password(&activation, "short").await);
    let answer = llave.set_password(&activation, &person.password).await;
    walk.see(200, answer);
    walk.see(410, llave.set_password(&activation, &person.password).await);

    walk.see(403, llave.login_with(&person, "not the password").await);
    let login = walk.see(200, llave.login(&person).await);
    let session = login.text("session");
    walk.see(200, llave.session(session).await);
    walk.see(204, llave.end_session(session).await);
    walk.see(401, llave.session(session).await);
    walk.see(204, llave.end_session(session).await);
    walk.see(401, llave.get("/v1/session").await);

    let login = walk.see_opened(llave.login_substantial(&person).await);
    let login = walk.enter(&person, &login).await;
    walk.see(200, llave.session(login.text("session")).await);

    let new = new_password();
    let answer = llave.change_from(&person, "not the password", &new).await;
    walk.see(403, answer);
    walk.see(422, llave.change(&person, &person.password).await);
    let change = walk.see_opened(llave.change(&person, &new).await);
    walk.enter(&person, &change).await;
    person.password = new;
    walk.see(401, llave.session(login.text("session")).await);
    walk.see(200, llave.login(&person).await);

    walk.see(403, llave.reset_with(&person, WRONG_CODE).await);
    let reset = walk.see_opened(llave.reset(&person).await);
    person.password = new_password();
    walk.set_password(&person, &reset).await;
    walk.see(200, llave.login(&person).await);

    walk.see(403, llave.unsubscribe_with(&person, "not it").await);
    let end = walk.see_opened(llave.unsubscribe(&person).await);
    walk.enter(&person, &end).await;
    walk.see(403, llave.login(&person).await);
    walk.see(403, llave.reset(&person).await);
}

async fn ends(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let mut person = Person::new();
    walk.register(&mut person).await;
    walk.activate(&person).await;
    // The fourth wrong code ends a procedure.
    let login = walk.see_opened(llave.login_substantial(&person).await);
    for status in [403, 403, 403, 410, 410] {
        walk.see(status, llave.enter_wrong_code(&person, &login).await);
    }
    walk.see(410, llave.resend_otp(&login).await);
    // A password set ends what was opened before it.
    let login = walk.see_opened(llave.login_substantial(&person).await);
    let code = llave.sms_code(&person.phone).await;
    let reset = walk.see_opened(llave.reset(&person).await);
    person.password = new_password();
    walk.set_password(&person, &reset).await;
    walk.see(403, llave.verify_otp(&login, &other_otp(&code)).await);
    walk.see(410, llave.verify_otp(&login, &code).await);
    // A new registration act makes the old code useless.
    let old = person.activation_code.clone();
    walk.register(&mut person).await;
    walk.see(403, llave.reset_with(&person, &old).await);
    walk.see(202, llave.reset(&person).await);
}

async fn blocks(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let mut person = Person::new();
    walk.register(&mut person).await;
    walk.activate(&person).await;
    for _ in 0..7 {
        walk.see(403, llave.login_with(&person, "not the password").await);
    }
    walk.see(403, llave.login(&person).await);
    walk.see(403, llave.change(&person, "another").await);
    walk.see(403, llave.unsubscribe(&person).await);
    let reset = walk.see_opened(llave.reset(&person).await);
    person.password = new_password();
    walk.set_password(&person, &reset).await;
    walk.see(200, llave.login(&person).await);
    for _ in 0..7 {
        walk.see(403, llave.reset_with(&person, WRONG_CODE).await);
    }
    walk.see(403, llave.reset(&person).await);
    walk.see(403, llave.activate(&person).await);
    walk.register(&mut person).await;
    walk.see(202, llave.reset(&person).await);
}

async fn strangers(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let stranger = Person::new();
    for _ in 0..7 {
        walk.see(403, llave.login(&stranger).await);
        walk.see(403, llave.reset_with(&stranger, WRONG_CODE).await);
    }
    walk.see(403, llave.login_substantial(&stranger).await);
    walk.see(403, llave.change(&stranger, "another").await);
    walk.see(403, llave.unsubscribe(&stranger).await);
    walk.see(403, llave.activate_with(&stranger, WRONG_CODE).await);
    walk.see(410, llave.verify_otp("nothing", "000000").await);
    walk.see(410, llave.resend_otp("nothing").await);
    walk.see(410, llave.set_password("nothing", "a password").await);
    walk.see(401, llave.session("nothing").await);
    walk.see(204, llave.end_session("nothing").await);
    // Registered, and not yet active.
    let mut person = Person::new();
    walk.register(&mut person).await;
    walk.see(403, llave.login(&person).await);
}

async fn registrars(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let mut person = Person::new();
    walk.register(&mut person).await;
    let mut other = Person::new();
    other.phone.clone_from(&person.phone);
    walk.see(409, llave.try_register(&other.registration()).await);
    person.level = "basic";
    person.method = "letter";
    walk.see(409, llave.try_register(&person.registration()).await);
    let mut wrong = Person::new().registration();
    wrong["document"]["number"] = json!("12345678A");
    wrong["phone"] = json!(600);
    walk.see(400, llave.try_register(&wrong).await);
    walk.see(400, llave.try_register(&Value::Null).await);
    walk.see(401, llave.post("/v1/register", &wrong).await);
    let token = llave.registrar_token_with("read").await;
    let request = llave.request("POST", "/v1/register").bearer_auth(token);
    walk.see(403, llave.send(request.json(&wrong)).await);

    let mut basic = Person::basic();
    walk.register(&mut basic).await;
    walk.activate(&basic).await;
    walk.see(403, llave.login_substantial(&basic).await);
    walk.see(200, llave.login(&basic).await);
}

async fn forms(walk: &mut Walk) {
    let llave = walk.llave.clone();
    let stranger = Person::new();
    for language in ["es", "en", "ca", "ca-valencia", "gl", "eu", "*", "ñ"] {
        let body = stranger.login("");
        walk.see(400, llave.post_in(language, "/v1/login", &body).await);
    }
    for body in [&b""[..], b"{", b"\xff\0\xfe", "\"ñandú\"".as_bytes()] {
        walk.see(400, llave.post_bytes("/v1/login", body).await);
    }
    walk.see(413, llave.post_bytes("/v1/login", [b' '; 16_385]).await);
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "json"] {
        let request = llave.request("POST", "/v1/login").body("{}");
        let request = request.header("content-type", media_type);
        walk.see(415, llave.send(request).await);
    }
    let request = llave.request("POST", "/v1/login?a=b&a=%C3%B1#c").body("{}");
    walk.see(415, llave.send(request).await);
    for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        walk.see(405, llave.send(llave.request(method, "/v1/login")).await);
    }
    // Without a body, whatever it says that its length is.
    walk.see(405, llave.send(llave.request("HEAD", "/v1/login")).await);
    let request = llave.request("GET", "/v1/session");
    let request = request.header("cookie", "seen=1; theme=dark");
    walk.see(401, llave.send(request.header("accept", "*/*")).await);
}
