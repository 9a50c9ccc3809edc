//! Services and operations, at a second that the test names.

use std::sync::Arc;

use aws_config::{Region, SdkConfig, timeout::TimeoutConfig};
use aws_credential_types::Credentials;
use http::{Method, Request, header};
use jiff::{SignedDuration, Timestamp};
use local::{Options, Services, SnsRefusal};
use serde_json::Value;
use tests::Answer;
use tokio::{sync::Semaphore, task::JoinSet};

/// When a test begins. It lies ahead of the machine's clock, so that the sweep of what has passed
/// its TTL takes nothing away.
const BEGINNING: &str = "2060-03-01T12:00:00Z";
/// Little work behind a challenge, so that tests don't wait for it.
pub const WORK: [(&str, &str); 2] = [
    ("LLAVE_CHALLENGE_COST", "1"),
    ("LLAVE_CHALLENGE_PREFIX", "0"),
];

/// How many calls are worked on at once. Lambda starts as many functions as there are calls; here
/// more of them would only run into their time-outs.
const AT_ONCE: usize = 32;

/// Services and operations. Its clones share them, each at its own second.
#[derive(Clone)]
pub struct World {
    services: Arc<Services>,
    router: Arc<web::Router>,
    now: Timestamp,
    /// To look into the tables.
    pub(crate) http: reqwest::Client,
}

impl World {
    /// With the settings of the runner.
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With settings that differ from the runner's.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::over(services(), settings).await
    }

    /// With these services.
    pub async fn over(services: Arc<Services>, settings: &[(&str, &str)]) -> Self {
        let env = env(&services, settings);
        let router = local::router(&env).await.expect("the operations start");
        Self::of(services, router)
    }

    /// With these services, and operations that wait for them as long as it takes: where a busy
    /// machine's time-outs would be taken for what is tested.
    pub async fn patient_over(services: Arc<Services>, settings: &[(&str, &str)]) -> Self {
        let all = services.settings().into_iter().chain(chosen(settings));
        let env = web::Env::new(all, patient());
        let router = local::router(&env).await.expect("the operations start");
        Self::of(services, router)
    }

    /// With operations that are already started.
    pub fn of(services: Arc<Services>, router: web::Router) -> Self {
        Self {
            services,
            router: Arc::new(router),
            now: BEGINNING.parse().expect("a time"),
            http: reqwest::Client::new(),
        }
    }

    /// The same services and second; the operations started anew, with other settings.
    pub async fn set_otherwise(&self, settings: &[(&str, &str)]) -> Self {
        Self {
            now: self.now,
            ..Self::over(Arc::clone(&self.services), settings).await
        }
    }

    /// The same, so many seconds later.
    pub fn after(&self, seconds: i64) -> Self {
        Self {
            now: self.now + SignedDuration::from_secs(seconds),
            ..self.clone()
        }
    }

    /// The same, at this instant.
    pub fn at(&self, instant: &str) -> Self {
        Self {
            now: instant.parse().expect("a time"),
            ..self.clone()
        }
    }

    /// The same, at this second.
    pub fn at_second(&self, now: Timestamp) -> Self {
        Self {
            now,
            ..self.clone()
        }
    }

    /// The second.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Tables and outbox.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// The operations.
    pub fn router(&self) -> &web::Router {
        &self.router
    }

    /// What SNS does from now on.
    pub fn sns_refuses(&self, refusal: Option<SnsRefusal>) {
        self.services.outbox().refuse_with(refusal);
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Answer {
        let response = self.router.answer(request, self.now).await;
        Answer::read(response.into()).await
    }

    /// `POST` with this body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(posted(path, body)).await
    }

    /// Sends all of them at once, as far as one machine can; the answers are in their order.
    pub async fn at_once(&self, requests: Vec<Request<Vec<u8>>>) -> Vec<Answer> {
        let mut running = JoinSet::new();
        let places = Arc::new(Semaphore::new(AT_ONCE));
        for (number, request) in requests.into_iter().enumerate() {
            let (world, places) = (self.clone(), Arc::clone(&places));
            running.spawn(async move {
                let _place = places.acquire().await.expect("it is never closed");
                (number, world.send(request).await)
            });
        }
        let mut answers = running.join_all().await;
        answers.sort_by_key(|(number, _)| *number);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }
}

/// Fresh services, in memory; or over the DynamoDB at `LLAVE_TEST_DYNAMODB_URL`, with tables of
/// their own, and the SNS at `LLAVE_TEST_SNS_URL`.
pub fn services() -> Arc<Services> {
    let url = |name| std::env::var_os(name)?.into_string().ok();
    let options =
        Options::ephemeral_over(url("LLAVE_TEST_DYNAMODB_URL"), url("LLAVE_TEST_SNS_URL"))
            .expect("random names");
    Arc::new(Services::start(&options).expect("the services start"))
}

/// What operations start from, with settings that differ from the runner's.
pub fn env(services: &Services, settings: &[(&str, &str)]) -> web::Env {
    services.env(&chosen(settings))
}

fn chosen(settings: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = WORK.iter().chain(settings);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The SDK without any time-out.
fn patient() -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "test");
    web::aws::config(Some(Region::from_static("eu-south-2")), credentials)
        .to_builder()
        .timeout_config(TimeoutConfig::disabled())
        .build()
}

/// A `POST` with this body.
pub fn posted(path: &str, body: &Value) -> Request<Vec<u8>> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string().into_bytes())
        .expect("a request")
}

/// A request with a bearer token and no body.
pub fn with_bearer(method: Method, path: &str, token: &str) -> Request<Vec<u8>> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Vec::new())
        .expect("a request")
}
