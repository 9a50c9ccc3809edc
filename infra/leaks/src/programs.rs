//! A program that runs beside this one. What it writes goes to two files; it is killed on drop.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::Failed;

/// How long a program may take to start or to end: a debug build on a busy machine needs seconds.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);
/// Whatever makes programs say more; none of ours should heed it.
const TALKATIVE: [(&str, &str); 4] = [
    ("RUST_LOG", "trace"),
    ("RUST_BACKTRACE", "full"),
    ("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
    ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
];

/// A program, running.
pub(crate) struct Program {
    name: String,
    child: Child,
    out: PathBuf,
}

impl Program {
    /// Starts it, with the most talkative settings there are.
    pub(crate) fn start(name: &str, mut command: Command, logs: &Path) -> Result<Self, Failed> {
        let file = |kind: &str| {
            let path = logs.join(format!("{name}.{kind}"));
            let file = File::create(&path).map_err(|reason| Failed::file(&path, reason))?;
            Ok::<_, Failed>((path, file))
        };
        let ((out, stdout), (_, stderr)) = (file("out")?, file("err")?);
        let started = command
            .envs(TALKATIVE)
            // The contract leaves the work behind a challenge to the operator.
            .env("LLAVE_CHALLENGE_COST", "10")
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(stderr)
            .spawn();
        let program = command.get_program().to_string_lossy().into_owned();
        let child = started.map_err(|reason| Failed::Program(format!("{program}: {reason}")))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            out,
        })
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// All that it printed, once a line of it begins so; and the rest of that line.
    pub(crate) fn said(&mut self, beginning: &str) -> Result<(String, String), Failed> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            let text = self.printed()?;
            let whole = text.rfind('\n').map_or("", |end| &text[..end]);
            let line = whole.lines().find_map(|line| line.strip_prefix(beginning));
            if let Some(rest) = line {
                return Ok((rest.to_owned(), text));
            }
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            sleep(PAUSE);
        }
        Err(Failed::Program(format!("{} does not start", self.name)))
    }

    /// All that it has printed.
    pub(crate) fn printed(&self) -> Result<String, Failed> {
        fs::read_to_string(&self.out).map_err(|reason| Failed::file(&self.out, reason))
    }

    /// Waits until it ends by itself.
    pub(crate) fn ended(&mut self) -> Result<ExitStatus, Failed> {
        let ended = self.child.wait();
        ended.map_err(|reason| Failed::Program(format!("{}: {reason}", self.name)))
    }

    /// Tells it to end, and waits until it has.
    pub(crate) fn end(mut self) -> Result<(), Failed> {
        let told = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.id())])
            .status();
        told.map_err(|reason| Failed::Program(format!("sh: {reason}")))?;
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return Ok(());
            }
            sleep(PAUSE);
        }
        Err(Failed::Program(format!("{} does not end", self.name)))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}
