//! One binary as a child process under a runtime API of its own. It is killed on drop.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Output, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::runtime_api::{Ended, RuntimeApi};

/// How long a binary may take for anything: a debug build on a busy machine starts in seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// A binary that runs.
pub(crate) struct Function {
    name: String,
    api: RuntimeApi,
    log: Log,
    _child: Child,
}

/// All that a binary has written, to standard output and standard error alike.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Function {
    /// Starts the binary with these settings, and nothing else of the machine's environment.
    pub(crate) async fn start(binary: &Path, settings: &[(String, String)]) -> Self {
        let api = RuntimeApi::start().await;
        let log = Log::default();
        let mut child = command(binary, &api, settings)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not run: {error}", binary.display()));
        log.take(child.stdout.take());
        log.take(child.stderr.take());
        Self {
            name: name(binary),
            api,
            log,
            _child: child,
        }
    }

    /// Gives it an event and waits for how that ends.
    pub(crate) async fn invoke(&self, event: Value) -> Ended {
        match timeout(PATIENCE, self.api.invoke(event)).await {
            Ok(Ok(ended)) => ended,
            Ok(Err(_)) | Err(_) => panic!("{} does not answer; it says: {}", self.name, self.log()),
        }
    }

    /// What it has written so far.
    pub(crate) fn log(&self) -> String {
        self.log
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Runs a binary that ends by itself; gives all that it wrote and its exit code.
pub(crate) async fn run_to_its_end(binary: &Path, settings: &[(String, String)]) -> Output {
    let api = RuntimeApi::start().await;
    let output = command(binary, &api, settings).output();
    match timeout(PATIENCE, output).await {
        Ok(output) => {
            output.unwrap_or_else(|error| panic!("{} does not run: {error}", binary.display()))
        }
        Err(_) => panic!("{} does not end", binary.display()),
    }
}

fn command(binary: &Path, api: &RuntimeApi, settings: &[(String, String)]) -> Command {
    let mut command = Command::new(binary);
    command
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", api.address.to_string())
        .env(
            "AWS_LAMBDA_FUNCTION_NAME",
            format!("llave-{}", name(binary)),
        )
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .env("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
        .env("AWS_REGION", "eu-south-2")
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "example")
        .env("AWS_SESSION_TOKEN", "example")
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

fn name(binary: &Path) -> String {
    let name = binary.file_stem().map(OsStr::to_string_lossy);
    name.expect("a binary has a name").into_owned()
}

impl Log {
    fn take(&self, output: Option<impl AsyncRead + Unpin + Send + 'static>) {
        let mut lines = BufReader::new(output.expect("the output is piped")).lines();
        let log = self.clone();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut log = log.0.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&line);
                log.push('\n');
            }
        });
    }
}
