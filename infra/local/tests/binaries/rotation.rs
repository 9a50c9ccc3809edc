//! The pepper is rotated as docs/operations.md says, while people log in: the secret gets a new
//! version, sandboxes that start read it, those before them end when they have answered.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::http::{Request, header::CONTENT_TYPE};
use gateway::BodyForm;
use local::{Options, Runner};
use serde_json::{Value, json};
use tests::{Llave, Person, check};
use tokio::task::JoinSet;

use crate::{binaries, event::event, function::Function, reply::Reply, vault::Vault};

const PEPPER: &str = "llave/pepper-keys";
const PEOPLE: usize = 4;
/// Logins that are waited for between two steps.
const SOME: usize = 12;
const PATIENCE: Duration = Duration::from_secs(120);

/// The sandboxes of `login`: the newest takes what comes.
struct Fleet {
    binary: PathBuf,
    settings: Vec<(String, String)>,
    newest: Mutex<Arc<Function>>,
    runner: Runner,
    logins: AtomicUsize,
}

#[tokio::test]
async fn the_pepper_is_rotated_while_people_log_in_and_nobody_notices() {
    let Some(folder) = binaries() else {
        return;
    };
    let vault = Vault::open().await;
    let runner = Runner::start(options()).await.expect("the runner starts");
    let llave = Llave::at(&runner.url());
    let first = family(&runner);
    vault.put(PEPPER, &first.to_string());
    let fleet = Arc::new(Fleet::start(folder.of("login"), runner, &vault).await);

    let away = llave.active().await;
    let crowd = Crowd::gather(&fleet, &llave).await;
    crowd.some_logins().await;

    // Every function knows the new key; then it is used.
    let mut both = first.clone();
    both["new"] = json!("bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0=");
    fleet.rotate(&vault, &both).await;
    crowd.some_logins().await;
    both["use"] = json!("new");
    fleet.rotate(&vault, &both).await;
    crowd.some_logins().await;
    let (people, logins) = crowd.go_home().await;

    // Who came was hashed anew: the runner, which knows the old key only, can't verify them.
    for person in &people {
        check(&llave.login(person).await, 503, "temporarily-unavailable");
    }
    // Who was away is verified with the old key, and needs it until then.
    let mut new_alone = both.clone();
    let members = new_alone.as_object_mut().expect("an object");
    members.retain(|name, _| name == "use" || name == "new");
    fleet.rotate(&vault, &new_alone).await;
    for _ in 0..7 {
        assert_eq!(fleet.log_in(&away).await.status, 503);
    }
    fleet.rotate(&vault, &both).await;
    assert_eq!(fleet.log_in(&away).await.status, 200);
    fleet.rotate(&vault, &new_alone).await;
    assert_eq!(fleet.log_in(&away).await.status, 200);
    assert!(logins >= 3 * SOME, "{logins}");
}

fn options() -> Options {
    let mut options = Options::ephemeral();
    let work = ("LLAVE_CHALLENGE_COST".to_owned(), "10".to_owned());
    options.settings.push(work);
    options
}

/// The runner's own peppers.
fn family(runner: &Runner) -> Value {
    let settings = runner.services().settings();
    let (_, family) = settings
        .iter()
        .find(|(name, _)| name == "LLAVE_PEPPER_KEYS")
        .expect("a setting");
    serde_json::from_str(family).expect("a family is JSON")
}

impl Fleet {
    async fn start(binary: PathBuf, runner: Runner, vault: &Vault) -> Self {
        let mut settings = runner.services().settings();
        settings.push(("LLAVE_PEPPER_KEYS".to_owned(), format!("secret:{PEPPER}")));
        let url = vault.url().to_owned();
        settings.push(("AWS_ENDPOINT_URL_SECRETS_MANAGER".to_owned(), url));
        let first = Function::start(&binary, &settings).await;
        Self {
            binary,
            settings,
            newest: Mutex::new(Arc::new(first)),
            runner,
            logins: AtomicUsize::new(0),
        }
    }

    /// A new version of the secret, and a sandbox that starts after it.
    async fn rotate(&self, vault: &Vault, family: &Value) {
        vault.put(PEPPER, &family.to_string());
        let next = Function::start(&self.binary, &self.settings).await;
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    fn newest(&self) -> Arc<Function> {
        Arc::clone(&self.newest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn log_in(&self, person: &Person) -> Reply {
        let body = person.login(&person.password).to_string();
        let request = Request::post("/v1/login")
            .header(CONTENT_TYPE, "application/json")
            .body(body.into_bytes())
            .expect("a request");
        let now = self.runner.services().clock().now();
        let sandbox = self.newest();
        let ended = sandbox.invoke(event(&request, BodyForm::Text, now)).await;
        Reply::of_function(&ended.expect("it answers"))
    }
}

/// People who log in again and again until they are sent home.
struct Crowd {
    fleet: Arc<Fleet>,
    home: Arc<AtomicBool>,
    people: JoinSet<Person>,
}

impl Crowd {
    async fn gather(fleet: &Arc<Fleet>, llave: &Llave) -> Self {
        let mut crowd = Self {
            fleet: Arc::clone(fleet),
            home: Arc::default(),
            people: JoinSet::new(),
        };
        for _ in 0..PEOPLE {
            let person = llave.active().await;
            let (fleet, home) = (Arc::clone(fleet), Arc::clone(&crowd.home));
            crowd.people.spawn(async move {
                while !home.load(Ordering::Relaxed) {
                    let reply = fleet.log_in(&person).await;
                    assert_eq!(reply.status, 200, "{reply:?}");
                    fleet.logins.fetch_add(1, Ordering::Relaxed);
                }
                person
            });
        }
        crowd
    }

    /// Waits until some more have logged in.
    async fn some_logins(&self) {
        let enough = self.fleet.logins.load(Ordering::Relaxed) + SOME;
        let waiting = async {
            while self.fleet.logins.load(Ordering::Relaxed) < enough {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        assert!(waited.is_ok(), "nobody logs in any more");
    }

    /// Everybody has logged in once more, and goes.
    async fn go_home(self) -> (Vec<Person>, usize) {
        self.some_logins().await;
        self.home.store(true, Ordering::Relaxed);
        let people = self.people.join_all().await;
        (people, self.fleet.logins.load(Ordering::Relaxed))
    }
}
