//! Who is asked, and how. They run as long as their values live.

use std::{
    fmt,
    path::Path,
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::Client;
use serde_json::{Value, json};
use tests::{Llave, Person};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    net::TcpListener,
    process::{Child, ChildStdout, Command},
    time::sleep,
};

use super::sink::Sink;

const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../peers");
/// What every account of a peer has, by its script.
const PASSWORD: &str = "Verde-Canica-2026";
/// A peer installs itself when it is first started.
const PATIENCE: Duration = Duration::from_secs(900);
/// What the runner is told, so that no limit but a person's own is met.
const SETTINGS: [(&str, &str); 2] = [
    ("LLAVE_CHALLENGE_COST", "10"),
    ("LLAVE_RULES", r#"{"sms": {"dailyBudget": 1000000}}"#),
];
const DAY: i64 = 86_400;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A name and a password.
    Password,
    /// These, and a code by SMS.
    PasswordAndSms,
}

impl fmt::Display for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Password => "password",
            Self::PasswordAndSms => "password and SMS",
        })
    }
}

/// One of them, running.
pub(crate) struct Contestant {
    /// What it is called.
    pub(crate) name: &'static str,
    url: String,
    http: Client,
    kind: Kind,
    _process: Child,
}

enum Kind {
    Llave { llave: Llave, people: Vec<Person> },
    BetterAuth,
    DjangoAllauth,
    PrivacyIdea { sms: Sink },
}

/// All of them, Llave first, each with so many accounts.
pub(crate) async fn all(binaries: &Path, accounts: usize) -> Vec<Arc<Contestant>> {
    let (sms, sink) = Sink::start().await;
    vec![
        llave(binaries, accounts).await,
        peer("better-auth", &[], accounts, Kind::BetterAuth).await,
        peer("django-allauth", &[], accounts, Kind::DjangoAllauth).await,
        peer("privacyidea", &[sink], accounts, Kind::PrivacyIdea { sms }).await,
    ]
}

async fn llave(binaries: &Path, accounts: usize) -> Arc<Contestant> {
    let program = binaries.join("llave");
    let mut process = Command::new(&program)
        .args(["--port", "0", "--ephemeral"])
        .envs(SETTINGS)
        .stdout(Stdio::piped())
        // Its log is written, and read by nobody.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| {
            let program = program.display();
            panic!("{program} does not run ({error}); build it: cargo build --release -p local")
        });
    let lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let url = address(lines).await;
    let llave = Llave::at(&url);
    let mut people = Vec::new();
    for _ in 0..accounts {
        people.push(llave.active().await);
    }
    Arc::new(Contestant {
        name: "Llave",
        url,
        http: Client::new(),
        kind: Kind::Llave { llave, people },
        _process: process,
    })
}

async fn peer(name: &'static str, ports: &[u16], accounts: usize, kind: Kind) -> Arc<Contestant> {
    let free = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = free.local_addr().expect("its number").port();
    drop(free);
    let mut process = Command::new(format!("{PEERS}/{name}/start"))
        .arg(port.to_string())
        .arg(accounts.to_string())
        .args(ports.iter().map(u16::to_string))
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("its script is there");
    let (url, http) = (format!("http://127.0.0.1:{port}"), Client::new());
    let began = Instant::now();
    while http.get(&url).send().await.is_err() {
        if let Some(status) = process.try_wait().expect("its state") {
            panic!("infra/peers/{name}/start: {status}");
        }
        assert!(began.elapsed() < PATIENCE, "{name} does not start");
        sleep(Duration::from_millis(200)).await;
    }
    Arc::new(Contestant {
        name,
        url,
        http,
        kind,
        _process: process,
    })
}

/// Where the runner says that it listens. What it says later is read too, so that it can go on.
async fn address(mut lines: Lines<BufReader<ChildStdout>>) -> String {
    while let Some(line) = lines.next_line().await.expect("its lines") {
        if let Some(url) = line.strip_prefix("Llave listens on ") {
            let url = url.to_owned();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return url;
        }
    }
    panic!("the runner ended");
}

impl Contestant {
    /// Whether it can be asked that.
    pub(crate) fn knows(&self, way: Way) -> bool {
        match (&self.kind, way) {
            (Kind::Llave { .. }, _) => true,
            (Kind::PrivacyIdea { .. }, way) => way == Way::PasswordAndSms,
            (_, way) => way == Way::Password,
        }
    }

    /// One entry with this account, which ends well or ends the bench.
    pub(crate) async fn enter(&self, way: Way, account: usize) {
        match (&self.kind, way) {
            (Kind::Llave { llave, people }, Way::Password) => {
                llave.logged_in(&people[account]).await;
            }
            (Kind::Llave { llave, people }, Way::PasswordAndSms) => {
                llave.logged_in_substantially(&people[account]).await;
            }
            (Kind::BetterAuth, _) => {
                let email = format!("user{account}@example.com");
                let entry = json!({"email": email, "password": PASSWORD});
                let answer = self.post("/api/auth/sign-in/email", &entry).await;
                assert!(answer["token"].is_string(), "{answer}");
            }
            (Kind::DjangoAllauth, _) => {
                let entry = json!({"username": format!("user{account}"), "password": PASSWORD});
                let answer = self.post("/_allauth/app/v1/auth/login", &entry).await;
                assert!(answer["meta"]["session_token"].is_string(), "{answer}");
            }
            (Kind::PrivacyIdea { sms }, _) => self.enter_with_sms(sms, account).await,
        }
    }

    /// What must pass between two turns: a person's cap of SMS ends with the day.
    pub(crate) async fn rest(&self) {
        if let Kind::Llave { llave, .. } = &self.kind {
            llave.advance(DAY).await;
        }
    }

    async fn enter_with_sms(&self, sms: &Sink, account: usize) {
        let user = format!("user{account}");
        let check = "/validate/check";
        let opened = self
            .post(check, &json!({"user": user, "pass": PASSWORD}))
            .await;
        let transaction = &opened["detail"]["transaction_id"];
        let code = sms.read(&format!("+346{account:08}"));
        let code = code.unwrap_or_else(|| panic!("no SMS arrived: {opened}"));
        let entry = json!({"user": user, "transaction_id": transaction, "pass": code});
        let answer = self.post(check, &entry).await;
        assert_eq!(answer["result"]["value"], true, "{answer}");
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.url));
        let request = request.header("origin", &self.url).json(body);
        let answer = request.send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }
}
