//! One call: sent, timed, counted, written into its caller's history.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use rand::{RngExt, rngs::StdRng};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tests::{Answer, Llave};

use crate::tally::Tally;

/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of a history is kept.
const LINES: usize = 120;
/// A call to DynamoDB is given up after a second: a shorter answer left none behind it that could
/// arrive later.
const UNHURRIED: Duration = Duration::from_millis(900);
/// By then what was late has arrived.
const SETTLED: Duration = Duration::from_secs(3);

/// Why a step leads no further.
#[derive(Debug)]
pub enum Stop {
    /// This rule refused it.
    Rule(&'static str),
    /// It was answered as it may not be.
    Violation(String),
    /// It was tried again and again.
    Unfinished(String),
}

/// What a step gives.
pub type Step<T> = Result<T, Stop>;

/// An answer, and how sure it is.
pub struct Heard {
    /// What was answered.
    pub answer: Answer,
    /// It came so late that a copy of a call behind it may land yet.
    pub late: bool,
}

/// Where everybody calls.
pub struct Place {
    /// The operations.
    pub llave: Llave,
    /// Where messages arrive.
    pub phones: Llave,
    /// What is counted.
    pub tally: Arc<Tally>,
    /// How long somebody waits before a call, on average.
    pub pause: Duration,
}

/// Who calls, with the history of their calls.
pub struct Client {
    /// Where.
    pub place: Arc<Place>,
    /// Their chance.
    pub rng: StdRng,
    began: Instant,
    history: VecDeque<String>,
    /// Nobody calls while a copy of an earlier call may land.
    settled_at: Instant,
}

impl Client {
    /// Somebody who begins.
    #[must_use]
    pub fn new(place: Arc<Place>, rng: StdRng) -> Self {
        let now = Instant::now();
        Self {
            place,
            rng,
            began: now,
            history: VecDeque::new(),
            settled_at: now,
        }
    }

    /// Sends a request to an operation, after a pause; the answer has a contract's form.
    ///
    /// # Errors
    /// [`Stop`], if there is none, or it is no answer of the contract.
    pub async fn call(&mut self, operation: &'static str, request: RequestBuilder) -> Step<Heard> {
        self.pause().await;
        let began = Instant::now();
        let answered = request.timeout(PATIENCE).send().await;
        let answer = match answered {
            Ok(response) => Answer::read(response).await,
            Err(error) => return self.unanswered(operation, &error),
        };
        let took = began.elapsed();
        let late = answer.status == 503 || took > UNHURRIED;
        if late {
            self.settled_at = Instant::now() + SETTLED;
        }
        self.remember(&line(operation, &answer, took));
        let told = told(&answer);
        self.place
            .tally
            .answered(operation, told, answer.status, took);
        if answer.status == 503 && !(1..=60).contains(&retry_after(&answer)) {
            return self.violated(format!("{operation}: a 503 without retry-after"));
        }
        Ok(Heard { answer, late })
    }

    /// Posts to an operation.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub async fn post(&mut self, operation: &'static str, path: &str, body: &Value) -> Step<Heard> {
        let request = self.place.llave.request("POST", path).json(body);
        self.call(operation, request).await
    }

    /// A challenge, solved.
    ///
    /// # Errors
    /// [`Stop`], if there is none.
    pub async fn altcha(&mut self) -> Step<String> {
        let request = self.place.llave.request("GET", "/dev/altcha");
        let answer = self.dev(request).await?;
        match answer["altcha"].as_str() {
            Some(solved) => Ok(solved.to_owned()),
            None => self.violated(format!("no challenge: {answer}")),
        }
    }

    /// The codes that arrived at a phone, oldest first.
    ///
    /// # Errors
    /// [`Stop`], if they can't be read.
    pub async fn codes(&mut self, phone: &str) -> Step<Vec<String>> {
        let path = format!("/dev/sms?to={phone}");
        let request = self.place.phones.request("GET", &path);
        let answer = self.dev(request).await?;
        let messages = answer.as_array().into_iter().flatten();
        let texts = messages.filter_map(|sms| sms["body"].as_str());
        Ok(texts
            .filter_map(|text| Some(text.rsplit_once('#')?.1.to_owned()))
            .collect())
    }

    /// A registrar's token.
    ///
    /// # Errors
    /// [`Stop`], if there is none.
    pub async fn registrar(&mut self) -> Step<String> {
        let request = self.place.llave.request("POST", "/dev/registrar-token");
        let body = json!({"subject": "registrar-1"});
        let answer = self.dev(request.json(&body)).await?;
        match answer["token"].as_str() {
            Some(token) => Ok(token.to_owned()),
            None => self.violated(format!("no token: {answer}")),
        }
    }

    async fn dev(&mut self, request: RequestBuilder) -> Step<Value> {
        match request.timeout(PATIENCE).send().await {
            Ok(response) => Ok(Answer::read(response).await.body),
            Err(error) => self.unanswered("/dev/…", &error),
        }
    }

    fn unanswered<T>(&mut self, operation: &str, error: &reqwest::Error) -> Step<T> {
        let what = format!("{operation}: no answer: {error}");
        self.remember(&format!("UNFINISHED: {what}"));
        Err(Stop::Unfinished(what))
    }

    /// Waits as long as the answer asks for.
    pub async fn wait_for(&mut self, answer: &Answer) {
        let seconds = u64::try_from(retry_after(answer)).unwrap_or(1);
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    /// Thinks, and types.
    async fn pause(&mut self) {
        let spread = self.rng.random_range(0.5..1.5);
        tokio::time::sleep(self.place.pause.mul_f64(spread)).await;
        tokio::time::sleep_until(self.settled_at.into()).await;
    }

    /// Of so many times, once.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.rng.random_range(0..times) == 0
    }

    /// Writes a line into the history.
    pub fn remember(&mut self, line: &str) {
        if self.history.len() == LINES {
            self.history.pop_front();
        }
        let second = self.began.elapsed().as_secs_f64();
        self.history.push_back(format!("{second:9.3} {line}"));
    }

    /// All that is kept of the history.
    #[must_use]
    pub fn history(&self) -> String {
        let lines: Vec<_> = self.history.iter().map(String::as_str).collect();
        lines.join("\n")
    }

    /// What happened may not happen.
    ///
    /// # Errors
    /// [`Stop::Violation`], always.
    pub fn violated<T>(&mut self, what: impl Into<String>) -> Step<T> {
        let what = what.into();
        self.remember(&format!("VIOLATION: {what}"));
        Err(Stop::Violation(what))
    }
}

fn retry_after(answer: &Answer) -> i64 {
    answer.header("retry-after").parse().unwrap_or_default()
}

/// Status and problem.
fn told(answer: &Answer) -> String {
    format!("{} {}", answer.status, answer.problem())
        .trim_end()
        .to_owned()
}

fn line(operation: &str, answer: &Answer, took: Duration) -> String {
    let left = answer["attemptsLeft"].as_u64();
    let left = left.map_or_else(String::new, |left| format!(" {left} left"));
    format!(
        "{operation}: {}{left} ({} ms)",
        told(answer),
        took.as_millis()
    )
}
