//! `--services-only` serves DynamoDB, SNS, Secrets Manager and `/dev/…` to functions that run
//! elsewhere, and nothing else; and says what such a function needs in its environment.

use std::collections::BTreeMap;

use axum::http::{Request, header::CONTENT_TYPE};
use local::{Clock, Options, Services};
use serde_json::{Value, json};
use tests::{Llave, Person};

use crate::program::{Folder, Program};

/// Every port is any that is free.
pub(crate) const SERVICES_ONLY: [&str; 9] = [
    "--services-only",
    "--port",
    "0",
    "--dynamodb-port",
    "0",
    "--sns-port",
    "0",
    "--secrets-port",
    "0",
];
const ENDPOINTS: [&str; 3] = [
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_ENDPOINT_URL_SNS",
    "AWS_ENDPOINT_URL_SECRETS_MANAGER",
];

#[tokio::test]
async fn functions_that_run_elsewhere_live_on_what_it_prints() {
    let folder = Folder::new("services");
    let served = Served::start(&folder, &[]).await;
    let elsewhere = served.operations().await;
    let mut person = Person::new();
    let registered = elsewhere.post("/v1/register", &person.registration()).await;
    person.activation_code = text(&registered, "activationCode");

    let proof = person.proof(&person.activation_code, &served.dev.altcha().await);
    let opened = elsewhere.post("/v1/activate", &proof).await;
    let entry = json!({
        "procedure": opened["procedure"],
        "otp": served.dev.sms_code(&person.phone).await,
    });
    let proven = elsewhere.post("/v1/verify-otp", &entry).await;
    assert_eq!(proven["next"], "set-password", "{proven}");
    let outbox = folder.read("outbox.jsonl").expect("an outbox");
    assert!(outbox.contains(&format!("+34{}", person.phone)), "{outbox}");
}

#[tokio::test]
async fn what_it_prints_holds_no_key_and_names_each_for_secrets_manager() {
    let folder = Folder::new("services-keys");
    let served = Served::start(&folder, &[]).await;
    let keys: Value = serde_json::from_str(&folder.read("keys.json").expect("keys")).expect("JSON");
    for family in ["index", "pepper", "seal", "challenge"] {
        let setting = format!("LLAVE_{}_KEYS", family.to_uppercase());
        let named = &served.environment[&setting];
        assert_eq!(named, &format!("secret:llave/{family}-keys"));
        let secret: Value = serde_json::from_str(&served.secret(named).await).expect("JSON");
        assert_eq!(secret, keys[family]);
    }
    let jwks = served
        .secret(&served.environment["LLAVE_REGISTRAR_JWKS"])
        .await;
    assert!(jwks.contains("Ed25519"), "{jwks}");
    let others = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    for name in others {
        assert!(!served.environment[name].is_empty());
    }
    // The runner's own settings are the functions' too.
    assert_eq!(served.environment["LLAVE_CHALLENGE_COST"], "10");
}

#[tokio::test]
async fn secrets_manager_refuses_what_it_does_not_know() {
    let folder = Folder::new("services-secrets");
    let served = Served::start(&folder, &[]).await;
    let id = json!({"SecretId": "llave/other-keys"});
    let answer = served.secrets_manager("GetSecretValue", &id).await;
    assert_eq!(answer.0, 400);
    assert_eq!(answer.1["__type"], "ResourceNotFoundException");
    let id = json!({"SecretId": "llave/index-keys"});
    let answer = served.secrets_manager("DeleteSecret", &id).await;
    assert_eq!(answer.0, 400);
    assert_eq!(answer.1["__type"], "UnknownOperationException");
}

#[tokio::test]
async fn no_operation_answers_anywhere() {
    let folder = Folder::new("services-nothing-else");
    let served = Served::start(&folder, &[]).await;
    for endpoint in ENDPOINTS {
        let llave = Llave::at(&served.environment[endpoint]);
        for path in ["/dev/altcha", "/dev/sms"] {
            let answer = llave.get(path).await;
            assert!((400..500).contains(&answer.status), "{answer:?}");
        }
        check_no_operation(&llave).await;
    }
    check_no_operation(&served.dev).await;
}

async fn check_no_operation(llave: &Llave) {
    for answer in [llave.challenge().await, llave.login(&Person::new()).await] {
        assert!((400..500).contains(&answer.status), "{answer:?}");
        assert_eq!(answer.problem(), "", "{answer:?}");
    }
}

#[tokio::test]
async fn it_warns_when_others_can_reach_it_and_only_then() {
    let folder = Folder::new("services-bound");
    let served = Served::start(&folder, &["--bind", "0.0.0.0"]).await;
    let said = folder.said();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("llave: warning: it listens on 0.0.0.0"),
        "{said}"
    );
    // What it prints is good on this machine.
    assert!(served.environment[ENDPOINTS[0]].starts_with("http://127.0.0.1:"));
    assert_eq!(served.dev.sms("600000001").await, Vec::<Value>::new());
    served.program.kill().await;

    let _served = Served::start(&folder, &[]).await;
    assert_eq!(folder.said(), "");
}

/// `--services-only`, and what it has printed.
pub(crate) struct Served {
    pub(crate) program: Program,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) dev: Llave,
}

impl Served {
    pub(crate) async fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut program = folder.start(&[&SERVICES_ONLY, arguments].concat());
        let last = "# SMS, registrar's tokens and solved challenges: ";
        let (lines, dev) = program.lines_until(last).await;
        let exported = |line: &String| {
            let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        };
        Self {
            program,
            environment: lines.iter().filter_map(exported).collect(),
            dev: Llave::at(dev.trim_end_matches("/dev/…")),
        }
    }

    /// What is called so, as `secret:<name>`.
    async fn secret(&self, named: &str) -> String {
        let name = named.strip_prefix("secret:").expect("a secret");
        let id = json!({"SecretId": name});
        let (status, answer) = self.secrets_manager("GetSecretValue", &id).await;
        assert_eq!(status, 200, "{answer}");
        text(&answer, "SecretString")
    }

    async fn secrets_manager(&self, call: &str, body: &Value) -> (u16, Value) {
        let answer = reqwest::Client::new()
            .post(&self.environment["AWS_ENDPOINT_URL_SECRETS_MANAGER"])
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("secretsmanager.{call}"))
            .body(body.to_string())
            .send()
            .await
            .expect("it answers");
        let status = answer.status().as_u16();
        (status, answer.json().await.expect("JSON"))
    }

    /// The operations, in this process, on the environment that was printed.
    async fn operations(&self) -> Elsewhere {
        let mut settings = Vec::new();
        for (name, value) in &self.environment {
            let value = if value.starts_with("secret:") {
                self.secret(value).await
            } else {
                value.clone()
            };
            settings.push((name.clone(), value));
        }
        let none_of_its_own = Services::start(&Options::ephemeral()).expect("the services start");
        let router = local::router(&none_of_its_own.env(&settings)).await;
        Elsewhere {
            router: router.expect("the operations start"),
            clock: Clock::default(),
            token: self.dev.registrar_token().await,
        }
    }
}

struct Elsewhere {
    router: web::Router,
    clock: Clock,
    token: String,
}

impl Elsewhere {
    /// Posts as a registrar; the answer is good.
    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/json")
            .header("authorization", format!("Bearer {}", self.token))
            .body(body.to_string().into_bytes())
            .expect("a request");
        let answer = self.router.answer(request, self.clock.now()).await;
        let (parts, body) = answer.into_parts();
        let body = serde_json::from_slice(&body).expect("JSON");
        assert!(parts.status.is_success(), "{body}");
        body
    }
}

fn text(body: &Value, member: &str) -> String {
    body[member].as_str().expect("a text").to_owned()
}
