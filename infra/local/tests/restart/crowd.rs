//! 50 clients at once, each of which sends one request after the other until nobody answers.

use serde_json::Value;
use tests::{Llave, Person};
use tokio::{
    sync::mpsc,
    task::JoinSet,
    time::{Duration, timeout},
};

const CLIENTS: usize = 50;
const PATIENCE: Duration = Duration::from_secs(60);
/// How many of each kind are looked at afterwards: the newest, which were nearest to the end.
const LOOKED_AT: usize = 5;

/// The clients, at work.
pub(crate) struct Crowd {
    clients: JoinSet<Option<Person>>,
    answers: mpsc::UnboundedReceiver<Answered>,
    left: Left,
}

/// What a client was answered.
enum Answered {
    Registered(Box<Person>),
    LoggedIn(String),
}

/// What the clients have in hand when all is over.
#[derive(Default)]
pub(crate) struct Left {
    /// People who have an activation code.
    pub(crate) registered: Vec<Person>,
    /// People whose registration act was never answered.
    pub(crate) unanswered: Vec<Person>,
    /// Sessions.
    pub(crate) sessions: Vec<String>,
}

impl Crowd {
    /// Half of the clients register strangers, the others log this person in.
    pub(crate) async fn start(llave: &Llave, active: &Person) -> Self {
        let token = llave.registrar_token().await;
        let (say, answers) = mpsc::unbounded_channel();
        let mut clients = JoinSet::new();
        for _ in 0..CLIENTS / 2 {
            clients.spawn(register_all(llave.clone(), token.clone(), say.clone()));
            clients.spawn(log_in_for_ever(llave.clone(), active.clone(), say.clone()));
        }
        Self {
            clients,
            answers,
            left: Left::default(),
        }
    }

    /// Waits until some of each kind were answered.
    pub(crate) async fn wait_for_answers(&mut self) {
        while self.left.registered.len() < LOOKED_AT || self.left.sessions.is_empty() {
            let answered = timeout(PATIENCE, self.answers.recv()).await;
            let answered = answered
                .expect("answers come")
                .expect("clients are at work");
            self.left.take(answered);
        }
    }

    /// Waits until every client has given up.
    pub(crate) async fn left(mut self) -> Left {
        let ended = timeout(PATIENCE, self.clients.join_all()).await;
        let unanswered = ended.expect("nobody answers any more");
        while let Ok(answered) = self.answers.try_recv() {
            self.left.take(answered);
        }
        Left {
            registered: newest(self.left.registered),
            unanswered: newest(unanswered.into_iter().flatten().collect()),
            sessions: newest(self.left.sessions),
        }
    }
}

impl Left {
    fn take(&mut self, answered: Answered) {
        match answered {
            Answered::Registered(person) => self.registered.push(*person),
            Answered::LoggedIn(session) => self.sessions.push(session),
        }
    }
}

fn newest<T>(mut all: Vec<T>) -> Vec<T> {
    all.split_off(all.len().saturating_sub(LOOKED_AT))
}

/// Gives the person whose act was not answered.
async fn register_all(
    llave: Llave,
    token: String,
    say: mpsc::UnboundedSender<Answered>,
) -> Option<Person> {
    loop {
        let mut person = Person::new();
        let request = llave.request("POST", "/v1/register").bearer_auth(&token);
        let response = request.json(&person.registration()).send().await;
        let Some((201, body)) = read(response).await else {
            return Some(person);
        };
        person.activation_code = text(&body, "activationCode");
        say.send(Answered::Registered(person.into())).ok()?;
    }
}

async fn log_in_for_ever(
    llave: Llave,
    person: Person,
    say: mpsc::UnboundedSender<Answered>,
) -> Option<Person> {
    loop {
        let request = llave.request("POST", "/v1/login");
        let response = request.json(&person.login(&person.password)).send().await;
        match read(response).await {
            Some((200, body)) => say.send(Answered::LoggedIn(text(&body, "session"))).ok()?,
            // While others hold all tries, an entry is answered as blocked.
            Some((403, _)) => {}
            Some((status, body)) => panic!("{status} {body}"),
            None => return None,
        }
    }
}

async fn read(response: reqwest::Result<reqwest::Response>) -> Option<(u16, Value)> {
    let response = response.ok()?;
    let status = response.status().as_u16();
    Some((status, response.json().await.ok()?))
}

fn text(body: &Value, member: &str) -> String {
    body[member].as_str().expect("a text").to_owned()
}
