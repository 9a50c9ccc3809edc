//! One function as a child process under a runtime API that the bench plays. It is ended on drop.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use http::Request;
use hyper::body::Bytes;
use jiff::Timestamp;
use serde_json::Value;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::{
    quota::Quota,
    runtime_api::{RuntimeApi, Told},
};

/// How long a function may take for anything, under callgrind too.
const PATIENCE: Duration = Duration::from_secs(120);

/// Every function that is deployed, and its binary in this folder.
pub(crate) fn all(folder: &Path) -> impl Iterator<Item = (&'static str, PathBuf)> {
    let names = gateway::OPERATIONS.into_iter().chain([gateway::PAGES]);
    names.map(|name| {
        let binary = gateway::binary(folder, name);
        (name, binary.unwrap_or_else(|error| panic!("{error}")))
    })
}

/// A function that has started.
pub(crate) struct Function {
    api: RuntimeApi,
    child: Child,
    /// From its exec to its asking for the first event.
    pub(crate) start: Duration,
}

/// What a function is started from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// Its binary.
    pub(crate) binary: &'a Path,
    /// Its environment, beside what Lambda gives.
    pub(crate) settings: &'a [(String, String)],
    /// How much of a processor it has.
    pub(crate) quota: Option<&'a Quota>,
}

impl Function {
    /// Starts it, and waits until it asks for an event.
    pub(crate) async fn start(source: Source<'_>) -> Self {
        let mut command = match source.quota {
            None => Command::new(source.binary),
            Some(quota) => quota.command(source.binary),
        };
        let started = Self::ask(&mut command, source.settings).await;
        started.expect("it starts")
    }

    /// The same by a command that runs it in the end; `None` if it ends instead, and has said why.
    pub(crate) async fn ask(command: &mut Command, settings: &[(String, String)]) -> Option<Self> {
        let mut api = RuntimeApi::start().await;
        command
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", api.address.to_string())
            .env("AWS_LAMBDA_FUNCTION_NAME", "llave")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true);
        let began = Instant::now();
        let mut child = command.spawn().expect("the binary runs");
        let told = tokio::select! {
            told = timeout(PATIENCE, api.told()) => told,
            _ = child.wait() => return None,
        };
        let start = match told {
            Ok(Told::Asks(asked)) => asked - began,
            Ok(Told::Fails(reason)) => panic!("it does not start: {reason}"),
            told => panic!("it does not start: {told:?}"),
        };
        Some(Self { api, child, start })
    }

    /// How long it takes to answer this request, and the status of its answer.
    pub(crate) async fn answer(&mut self, request: &Request<Vec<u8>>) -> (Duration, u16) {
        let event = event(request);
        let began = Instant::now();
        self.api.give(event);
        let told = timeout(PATIENCE, self.api.told()).await;
        let (answered, body) = match told {
            Ok(Told::Answers(answered, body)) => (answered, body),
            Ok(Told::Fails(reason)) => panic!("it fails: {reason}"),
            told => panic!("it does not answer: {told:?}"),
        };
        // It asks for the next one before it is counted as done.
        let asks = timeout(PATIENCE, self.api.told()).await;
        assert!(matches!(asks, Ok(Told::Asks(_))), "{asks:?}");
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        let status = body["statusCode"].as_u64().expect("a status");
        (answered - began, u16::try_from(status).expect("a status"))
    }

    /// The most memory that it had resident so far, in KiB.
    pub(crate) fn memory_kib(&self) -> u64 {
        let status = fs::read_to_string(self.proc().join("status")).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let words = line.expect("it has memory").split_whitespace().next();
        words.and_then(|it| it.parse().ok()).expect("a number")
    }

    /// The processor time of the thread on which everything but the hash runs.
    pub(crate) fn main_thread(&self) -> Duration {
        let pid = self.pid().to_string();
        on_processor(&self.proc().join("task").join(pid))
    }

    fn proc(&self) -> PathBuf {
        Path::new("/proc").join(self.pid().to_string())
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Waits for its end.
    pub(crate) async fn ended(mut self) {
        self.child.wait().await.expect("it ends");
    }
}

fn on_processor(task: &Path) -> Duration {
    let times = fs::read_to_string(task.join("schedstat")).expect("the system counts it");
    let ran = times.split_whitespace().next();
    Duration::from_nanos(ran.and_then(|it| it.parse().ok()).expect("nanoseconds"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "functions read the system's clock"
)]
fn event(request: &Request<Vec<u8>>) -> Bytes {
    let arrival = gateway::Arrival {
        now: Timestamp::now(),
        form: gateway::BodyForm::of(request),
        number: 0,
    };
    Bytes::from(gateway::event(request, &arrival).to_string())
}
