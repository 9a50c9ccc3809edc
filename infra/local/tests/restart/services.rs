//! `--services-only` serves DynamoDB and SNS to functions that run elsewhere, and nothing else.

use axum::http::{Request, header::CONTENT_TYPE};
use local::{Options, Services};
use serde_json::Value;
use tests::{Llave, Person};

use crate::program::Folder;

#[tokio::test]
async fn functions_that_run_elsewhere_find_their_tables_and_send_their_sms() {
    let folder = Folder::new("services");
    let mut program = folder.start(&["--services-only", "--dynamodb-port", "0", "--sns-port", "0"]);
    let dynamodb = program
        .line_after("export AWS_ENDPOINT_URL_DYNAMODB=")
        .await;
    let sns = program.line_after("export AWS_ENDPOINT_URL_SNS=").await;
    let elsewhere = Elsewhere::new(&dynamodb, &sns).await;
    let mut person = Person::new();
    let registered = elsewhere.post("/v1/register", &person.registration()).await;
    person.activation_code = registered["activationCode"]
        .as_str()
        .expect("a code")
        .to_owned();

    let altcha = elsewhere.altcha();
    let proof = person.proof(&person.activation_code, &altcha);
    let opened = elsewhere.post("/v1/activate", &proof).await;
    assert!(opened["procedure"].is_string(), "{opened}");
    let outbox = folder.read("outbox.jsonl").expect("an outbox");
    assert!(outbox.contains(&format!("+34{}", person.phone)), "{outbox}");

    for url in [&dynamodb, &sns] {
        let llave = Llave::at(url);
        for path in ["/v1/challenge", "/dev/altcha", "/dev/sms"] {
            let answer = llave.get(path).await;
            assert!((400..500).contains(&answer.status), "{answer:?}");
        }
        let answer = llave.login(&person).await;
        assert!((400..500).contains(&answer.status), "{answer:?}");
        assert_eq!(answer.problem(), "", "{answer:?}");
    }
}

/// The operations in this process, with keys of their own, on endpoints of another.
struct Elsewhere {
    own: Services,
    router: web::Router,
}

impl Elsewhere {
    async fn new(dynamodb: &str, sns: &str) -> Self {
        let own = Services::start(&Options::ephemeral()).expect("the services start");
        let endpoints = [
            ("AWS_ENDPOINT_URL_DYNAMODB", dynamodb),
            ("AWS_ENDPOINT_URL_SNS", sns),
        ];
        let settings = endpoints.map(|(name, url)| (name.to_owned(), url.to_owned()));
        let router = local::router(&own.env(&settings)).await;
        Self {
            own,
            router: router.expect("the operations start"),
        }
    }

    fn altcha(&self) -> String {
        let challenges = self
            .own
            .env(&[])
            .challenges()
            .expect("the work can be asked");
        let challenge = challenges.challenge(self.own.clock().now());
        proof::solve(&challenge.expect("a challenge")).expect("it can be solved")
    }

    /// Posts as a registrar; the answer is good.
    async fn post(&self, path: &str, body: &Value) -> Value {
        let now = self.own.clock().now();
        let token = self.own.registrar().token("officer-1", "register", now);
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/json")
            .header(
                "authorization",
                format!("Bearer {}", token.expect("a token")),
            )
            .body(body.to_string().into_bytes())
            .expect("a request");
        let (parts, body) = self.router.answer(request, now).await.into_parts();
        let body = serde_json::from_slice(&body).expect("JSON");
        assert!(parts.status.is_success(), "{body}");
        body
    }
}
