//! The runner as a program, its services as another one, and a proxy before DynamoDB and before
//! SNS that breaks some of the calls:
//!
//! ```text
//! people ─▶ llave ─▶ proxy ─▶ DynamoDB ┐
//!             └────▶ proxy ─▶ SNS ─────┴ llave --services-only ◀─ phones
//! ```
//!
//! A message whose answer was lost was sent all the same, so phones are read where it arrived.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use faults::{Fault, Plan, Proxy};
use tests::Llave;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

use crate::tally::Tally;

/// How long a program may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// So that nobody waits for their own challenge to be solved, and the day's budget of SMS is no
/// limit: one person's cap is.
const SETTINGS: [(&str, &str); 2] = [
    ("LLAVE_CHALLENGE_COST", "10"),
    ("LLAVE_RULES", r#"{"sms": {"dailyBudget": 1000000}}"#),
];

/// Why nothing could be played.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// A program does not run.
    #[error("{} does not run ({reason}); build it: cargo build -p local", program.display())]
    Program {
        /// Which one.
        program: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// A program ended, or did not say where it listens.
    #[error("llave {0} does not start")]
    Silent(String),
    /// A proxy does not start.
    #[error(transparent)]
    Proxy(#[from] faults::StartError),
    /// A file or a folder can't be had.
    #[error("{}: {reason}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// The system gives no threads.
    #[error("the system gives no threads: {0}")]
    Threads(io::Error),
}

/// How the stage is set.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The runner.
    pub program: PathBuf,
    /// Where chance begins.
    pub seed: u64,
    /// How probable it is that a call breaks.
    pub probability: f64,
}

/// Everything that runs. It ends with this value.
pub struct Stage {
    /// The operations.
    pub llave: Llave,
    /// Where messages arrive.
    pub phones: Llave,
    /// The process with the operations.
    pub runner: Program,
    /// The process with DynamoDB and SNS.
    pub services: Program,
    proxies: [Proxy; 2],
    _folder: Folder,
}

/// A program that is killed with this value.
pub struct Program {
    _child: Child,
    process: u32,
    /// Kept open: who prints to a closed pipe may end.
    stdout: Lines<BufReader<ChildStdout>>,
}

/// A folder of its own that is deleted with this value.
struct Folder(PathBuf);

impl Stage {
    /// Starts everything; nothing breaks before all of it answers.
    ///
    /// # Errors
    /// [`StageError`]
    pub async fn set(setting: &Setting, tally: &Arc<Tally>) -> Result<Self, StageError> {
        let folder = Folder::new()?;
        let kept = folder.0.to_string_lossy().into_owned();
        let ports = ["--port", "--dynamodb-port", "--sns-port", "--secrets-port"];
        let mut arguments = vec!["--services-only", "--data", &kept];
        arguments.extend(ports.into_iter().flat_map(|port| [port, "0"]));
        let mut services = Program::start(setting, &arguments)?;
        let [dynamodb, sns, phones] = services
            .lines_with([
                "export AWS_ENDPOINT_URL_DYNAMODB=",
                "export AWS_ENDPOINT_URL_SNS=",
                "# SMS, registrar's tokens and solved challenges: ",
            ])
            .await?;
        let proxies = [Proxy::before(&dynamodb)?, Proxy::before(&sns)?];
        let [dynamodb, sns] = [proxies[0].url(), proxies[1].url()];
        let arguments = [
            "--port",
            "0",
            "--ephemeral",
            "--dynamodb-url",
            &dynamodb,
            "--sns-url",
            &sns,
        ];
        let mut runner = Program::start(setting, &arguments)?;
        let [url] = runner.lines_with(["Llave listens on "]).await?;
        let stage = Self {
            llave: Llave::at(&url),
            phones: Llave::at(phones.trim_end_matches("/dev/…")),
            runner,
            services,
            proxies,
            _folder: folder,
        };
        stage.begin_to_break(setting, tally);
        Ok(stage)
    }

    fn begin_to_break(&self, setting: &Setting, tally: &Arc<Tally>) {
        // Refused ends the proxy.
        let faults: Vec<_> = Fault::ALL
            .into_iter()
            .filter(|fault| *fault != Fault::Refused)
            .collect();
        for (proxy, seed) in self.proxies.iter().zip(setting.seed..) {
            let tally = Arc::clone(tally);
            proxy.tell(move |call| tally.call_behind(call.fault.map(Fault::as_str)));
            proxy.follow(Plan::chance(seed, setting.probability, &faults));
        }
    }

    /// Forgets the calls that the proxies wrote down.
    pub fn forget_calls(&self) {
        for proxy in &self.proxies {
            proxy.take_calls();
        }
    }
}

impl Program {
    fn start(setting: &Setting, arguments: &[&str]) -> Result<Self, StageError> {
        let does_not_run = |reason| StageError::Program {
            program: setting.program.clone(),
            reason,
        };
        let mut child = Command::new(&setting.program)
            .args(arguments)
            .env_clear()
            .envs(SETTINGS)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // Its log: a line a call.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(does_not_run)?;
        let (Some(stdout), Some(process)) = (child.stdout.take(), child.id()) else {
            return Err(StageError::Silent(arguments.join(" ")));
        };
        Ok(Self {
            _child: child,
            process,
            stdout: BufReader::new(stdout).lines(),
        })
    }

    /// Waits for lines that begin so, in this order; gives the rest of each.
    async fn lines_with<const N: usize>(
        &mut self,
        beginnings: [&str; N],
    ) -> Result<[String; N], StageError> {
        let mut found = [const { String::new() }; N];
        for (beginning, found) in beginnings.into_iter().zip(&mut found) {
            let line = timeout(PATIENCE, self.line_after(beginning)).await;
            *found = line
                .ok()
                .flatten()
                .ok_or_else(|| StageError::Silent(beginning.to_owned()))?;
        }
        Ok(found)
    }

    async fn line_after(&mut self, beginning: &str) -> Option<String> {
        while let Some(line) = self.stdout.next_line().await.ok()? {
            if let Some(rest) = line.strip_prefix(beginning) {
                return Some(rest.to_owned());
            }
        }
        None
    }

    /// Its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.process
    }
}

impl Folder {
    fn new() -> Result<Self, StageError> {
        let name = format!("load-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).map_err(|reason| StageError::File {
            path: path.clone(),
            reason,
        })?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be deleted stays in the system's folder for such things.
        fs::remove_dir_all(&self.0).ok();
    }
}

/// The runner beside this program.
#[must_use]
pub fn beside(this: &Path) -> PathBuf {
    let name = format!("llave{}", std::env::consts::EXE_SUFFIX);
    this.with_file_name(name)
}
