//! Services that are well, and people in every state. What the tables hold of them is put back before
//! each request, so that one attack does not spoil the next.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use aws_config::{Region, SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};
use aws_credential_types::Credentials;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Request, Response, header};
use jiff::Timestamp;
use local::{Options, Services};
use serde_json::{Value, json};
use tests::{Person, person::Document};
use web::{Env, Router};

use crate::{finish, kept::now, operations::posted};

/// After so many requests everything begins anew: strangers and their counters would fill the memory,
/// and the day's budget of SMS ends.
const REQUESTS: u32 = 4_000;
/// What is put back.
const KINDS: [&str; 6] = [
    "person",
    "password",
    "phone",
    "procedure",
    "session",
    "stranger",
];
/// What the tables take in one call.
const BATCH: usize = 25;

/// Services, operations, people.
pub(crate) struct World {
    router: Router,
    services: Services,
    http: reqwest::Client,
    back: Vec<Value>,
    requests: u32,
    pub(crate) known: Known,
}

/// What a right request holds.
pub(crate) struct Known {
    /// Active, registered at an office.
    active: Person,
    /// Registered and not yet active.
    registered: Person,
    /// Active, registered by letter.
    basic: Person,
    /// Known to nobody.
    stranger: Person,
    registrar: String,
    session: String,
    /// Procedures with their codes, the last of which wait for a password.
    procedures: Vec<(String, String)>,
    altcha: String,
}

impl World {
    /// Does something in the world as it was at the beginning. One does so at a time.
    pub(crate) fn with(act: impl FnOnce(&Self) -> bool) -> bool {
        static WORLD: Mutex<Option<World>> = Mutex::new(None);
        let mut place = WORLD.lock().unwrap_or_else(PoisonError::into_inner);
        let mut world = match place.take() {
            Some(world) if world.requests < REQUESTS => world,
            Some(_) | None => Self::new(),
        };
        world.requests += 1;
        world.put_back();
        let done = act(&world);
        // It is gone if this was not reached.
        *place = Some(world);
        done
    }

    /// The answer to a request at a second.
    pub(crate) fn answer(&self, request: Request<Vec<u8>>, now: Timestamp) -> Response<Vec<u8>> {
        finish(self.router.answer(request, now))
    }

    fn new() -> Self {
        let services = Services::start(&Options::ephemeral()).expect("the services start");
        let work = [
            ("LLAVE_CHALLENGE_COST", "1"),
            ("LLAVE_CHALLENGE_PREFIX", "0"),
        ];
        let work = work.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let env = Env::new(services.settings().into_iter().chain(work), patient());
        let router = finish(local::router(&env)).expect("the operations start");
        let registrar = services.registrar().token("officer-1", "register", now());
        let mut world = Self {
            router,
            services,
            http: reqwest::Client::builder()
                .no_proxy()
                .build()
                .expect("a client"),
            back: Vec::new(),
            requests: 0,
            known: Known {
                active: Person::with(Document::dni(12_345_678)),
                registered: Person::with(Document::nie('Y', 1_234_567)),
                basic: Person {
                    level: "basic",
                    method: "letter",
                    ..Person::with(Document::dni(23_456_789))
                },
                stranger: Person::with(Document::dni(34_567_890)),
                registrar,
                session: String::new(),
                procedures: Vec::new(),
                altcha: String::new(),
            },
        };
        world.live();
        world.back = world.items();
        world
    }

    /// Brings everybody where they are to be.
    fn live(&mut self) {
        let mut known = Known {
            active: self.registered(&self.known.active),
            registered: self.registered(&self.known.registered),
            basic: self.registered(&self.known.basic),
            stranger: self.known.stranger.clone(),
            registrar: self.known.registrar.clone(),
            session: String::new(),
            procedures: Vec::new(),
            altcha: String::new(),
        };
        for person in [&known.active, &known.basic] {
            let (procedure, _) = self.proven("/v1/activate", person);
            let body = json!({"procedure": procedure, "password": person.password});
            self.good(posted("/v1/set-password", &body));
        }
        let active = &known.active;
        let session = self.good(posted("/v1/login", &active.login(&active.password)));
        session["session"]
            .as_str()
            .expect("a token")
            .clone_into(&mut known.session);
        let change = json!({
            "document": active.document.entry(),
            "currentPassword": active.password,
            "newPassword": "Tren41.cometa",
        });
        let opened = [
            ("/v1/login", active.substantial_login(&active.password)),
            ("/v1/change", change),
            ("/v1/unsubscribe", active.login(&active.password)),
            ("/v1/reset", self.proof(active)),
        ];
        known.procedures = opened
            .iter()
            .map(|(path, body)| self.opened(path, body, active))
            .collect();
        known.procedures.push(self.proven("/v1/reset", active));
        known
            .procedures
            .push(self.proven("/v1/activate", &known.registered));
        // Who was never asked for has no items that could be put back.
        for person in [&known.registered, &known.stranger] {
            self.answer(
                posted("/v1/login", &person.login("not the password")),
                now(),
            );
        }
        let proof = known.stranger.proof("WRNG-WRNG-WRNG-WRNG", &self.altcha());
        self.answer(posted("/v1/reset", &proof), now());
        known.altcha = self.altcha();
        self.known = known;
    }

    fn registered(&self, person: &Person) -> Person {
        let mut request = posted("/v1/register", &person.registration());
        let bearer = format!("Bearer {}", self.known.registrar);
        let bearer = bearer.parse().expect("a header");
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        let answer = self.good(request);
        let code = answer["activationCode"].as_str().expect("a code");
        Person {
            activation_code: code.to_owned(),
            ..person.clone()
        }
    }

    fn proof(&self, person: &Person) -> Value {
        person.proof(&person.activation_code, &self.altcha())
    }

    /// A procedure of the code that waits for a password, with the one-time code that was right.
    fn proven(&self, path: &str, person: &Person) -> (String, String) {
        let (procedure, otp) = self.opened(path, &self.proof(person), person);
        let body = json!({"procedure": procedure, "otp": otp});
        self.good(posted("/v1/verify-otp", &body));
        (procedure, otp)
    }

    /// A procedure, with its one-time code.
    fn opened(&self, path: &str, body: &Value, person: &Person) -> (String, String) {
        let answer = self.good(posted(path, body));
        let procedure = answer["procedure"].as_str().expect("a token").to_owned();
        let messages = self.services.outbox().to(&format!("+34{}", person.phone));
        let newest = &messages.last().expect("an SMS").body;
        let (_, otp) = newest.rsplit_once('#').expect("a code in it");
        (procedure, otp.to_owned())
    }

    fn altcha(&self) -> String {
        let request = Request::get("/v1/challenge").body(Vec::new());
        let challenge = self.good(request.expect("a request"));
        proof::solve(&challenge).expect("a solution")
    }

    fn good(&self, request: Request<Vec<u8>>) -> Value {
        let path = request.uri().path().to_owned();
        let answer = self.answer(request, now());
        let body = String::from_utf8_lossy(answer.body());
        assert!(answer.status().is_success(), "{path}: {body}");
        serde_json::from_str(&body).expect("JSON")
    }

    /// All that is to be put back: puts of items, and the solved challenge that is good again.
    fn items(&self) -> Vec<Value> {
        let mut writes = Vec::new();
        for table in self.tables() {
            let answer = self.dynamodb("Scan", json!({"TableName": table}));
            assert!(answer["LastEvaluatedKey"].is_null(), "it fits one page");
            for item in answer["Items"].as_array().expect("items") {
                let kind = item["pk"]["S"].as_str().and_then(|pk| pk.split('#').next());
                if KINDS.contains(&kind.expect("a kind")) {
                    writes.push(json!([table, {"PutRequest": {"Item": item}}]));
                }
            }
        }
        writes
    }

    fn tables(&self) -> [String; 2] {
        let settings = self.services.settings();
        ["LLAVE_ACCOUNTS_TABLE", "LLAVE_PROCEDURES_TABLE"].map(|name| {
            let found = settings.iter().find(|(setting, _)| setting == name);
            found.expect("a table").1.clone()
        })
    }

    fn put_back(&mut self) {
        let challenge = self.spent_challenge();
        for writes in self
            .back
            .iter()
            .chain([&challenge])
            .collect::<Vec<_>>()
            .chunks(BATCH)
        {
            let mut of_tables = serde_json::Map::new();
            for write in writes {
                let table = write[0].as_str().expect("a table").to_owned();
                let list = of_tables.entry(table).or_insert_with(|| json!([]));
                list.as_array_mut().expect("a list").push(write[1].clone());
            }
            let answer = self.dynamodb("BatchWriteItem", json!({"RequestItems": of_tables}));
            let left = &answer["UnprocessedItems"];
            assert!(
                left.as_object().is_none_or(serde_json::Map::is_empty),
                "{left}"
            );
        }
    }

    /// The deletion of what says that the known solution was spent.
    fn spent_challenge(&self) -> Value {
        let [_, procedures] = self.tables();
        let nonce = self.known.nonce();
        let pk = json!({"S": format!("challenge#{nonce}")});
        json!([procedures, {"DeleteRequest": {"Key": {"pk": pk}}}])
    }

    fn dynamodb(&self, call: &str, body: Value) -> Value {
        let request = self
            .http
            .post(self.services.dynamodb_url())
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", format!("DynamoDB_20120810.{call}"))
            .header("x-amz-date", "20600301T120000Z")
            .header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=fuzz/20600301/eu-south-2/dynamodb/aws4_request, \
                 SignedHeaders=host, Signature=none",
            )
            .body(body.to_string());
        finish(async {
            let answer = request.send().await.expect("the tables answer");
            let status = answer.status();
            let text = answer.text().await.expect("an answer");
            assert!(status.is_success(), "{call}: {text}");
            serde_json::from_str(&text).expect("JSON")
        })
    }
}

impl Known {
    /// Any of what is known.
    pub(crate) fn text(&self, place: u8) -> String {
        let people = [&self.active, &self.registered, &self.basic, &self.stranger];
        let of_people = people.into_iter().flat_map(|person| {
            [
                &person.document.number,
                &person.email,
                &person.activation_code,
                &person.password,
                &person.phone,
                &person.given_name,
                &person.first_surname,
                &person.document.contrast_value,
            ]
        });
        let of_procedures = self.procedures.iter().flat_map(|(token, otp)| [token, otp]);
        let others = [&self.session, &self.altcha, &self.registrar];
        let words = [
            "DNI",
            "NIE",
            "low",
            "substantial",
            "basic",
            "advanced",
            "video",
        ];
        let all: Vec<String> = of_people
            .chain(of_procedures)
            .chain(others)
            .cloned()
            .chain(words.map(str::to_owned))
            .collect();
        all[usize::from(place) % all.len()].clone()
    }

    /// What stands in `authorization` at this path.
    pub(crate) fn bearer(&self, path: &str) -> String {
        let token = match path {
            "/v1/register" => &self.registrar,
            _ => &self.session,
        };
        format!("Bearer {token}")
    }

    fn person(&self, base: u8) -> &Person {
        match base % 4 {
            0 => &self.active,
            1 => &self.registered,
            2 => &self.basic,
            _ => &self.stranger,
        }
    }

    fn procedure(&self, base: u8) -> &(String, String) {
        &self.procedures[usize::from(base) % self.procedures.len()]
    }

    pub(crate) fn registration(&self, base: u8) -> Value {
        self.person(base).registration()
    }

    pub(crate) fn proof(&self, base: u8) -> Value {
        let person = self.person(base);
        person.proof(&person.activation_code, &self.altcha)
    }

    pub(crate) fn login(&self, base: u8) -> Value {
        let person = self.person(base);
        if base < 128 {
            person.login(&person.password)
        } else {
            person.substantial_login(&person.password)
        }
    }

    pub(crate) fn change(&self, base: u8) -> Value {
        let person = self.person(base);
        json!({
            "document": person.document.entry(),
            "currentPassword": person.password,
            "newPassword": "violeta-cometa-41-tren",
        })
    }

    pub(crate) fn otp_entry(&self, base: u8) -> Value {
        let (procedure, otp) = self.procedure(base);
        json!({"procedure": procedure, "otp": otp})
    }

    pub(crate) fn procedure_entry(&self, base: u8) -> Value {
        json!({"procedure": self.procedure(base).0})
    }

    pub(crate) fn password_choice(&self, base: u8) -> Value {
        // The last ones wait for it.
        let from_the_end = u8::try_from(self.procedures.len()).unwrap_or(u8::MAX) - 1;
        let (procedure, _) = self.procedure(from_the_end.wrapping_sub(base));
        json!({"procedure": procedure, "password": "violeta-cometa-41-tren"})
    }

    /// The name of the challenge that the known solution solves.
    fn nonce(&self) -> String {
        let json = STANDARD.decode(&self.altcha).expect("base64");
        let payload: Value = serde_json::from_slice(&json).expect("JSON");
        let nonce = &payload["challenge"]["parameters"]["nonce"];
        nonce.as_str().expect("a nonce").to_owned()
    }
}

/// Like the runner's, but it waits as long as a busy machine needs.
fn patient() -> SdkConfig {
    let credentials = Credentials::new("fuzz", "fuzz", None, None, "fuzz");
    web::aws::config(Some(Region::from_static("eu-south-2")), credentials)
        .to_builder()
        .timeout_config(
            TimeoutConfig::builder()
                .operation_timeout(Duration::from_secs(60))
                .build(),
        )
        .retry_config(RetryConfig::disabled())
        .build()
}
