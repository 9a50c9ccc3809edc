//! One instance of a function: its binary under AWS's own runtime interface emulator, which is what
//! Lambda's sandbox is made of (<https://github.com/aws/aws-lambda-runtime-interface-emulator>). It
//! takes an event over HTTP and gives it to the function by the runtime API.
//!
//! The emulator serves one invocation at a time, as a sandbox does, and breaks down at a second: so
//! [`Emulator::invoke`] borrows it mutably.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    os::fd::AsFd,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde_json::Value;
use tokio::{
    net::TcpStream,
    process::{Child, Command},
    sync::Mutex,
    time::sleep,
};

use crate::{Ended, Failure};

/// How often an instance is started anew because its ports were taken meanwhile.
const STARTS: usize = 5;
/// How often its port is tried until it listens, a hundredth of a second apart.
const KNOCKS: usize = 1_000;
const PAUSE: Duration = Duration::from_millis(10);

/// One starts at a time, in all of the process: a port that is free for one is free for another one
/// too until the first listens there, and the second would take the first's answer to its knock for
/// its own. Where it knocked at the first's other port, that of the runtime API, it would answer each
/// event at once that there is no such page.
static STARTING: Mutex<()> = Mutex::const_new(());

/// What every instance of a function starts from.
#[derive(Clone, Debug)]
pub struct Sandbox {
    /// The emulator's own program.
    pub emulator: PathBuf,
    /// The function's binary.
    pub binary: PathBuf,
    /// All of its environment.
    pub environment: Vec<(String, String)>,
}

/// An instance that runs. It is killed when this is dropped; the function then ends by itself,
/// since nobody has events for it any more.
pub struct Emulator {
    url: String,
    http: reqwest::Client,
    _child: Option<Child>,
}

impl Emulator {
    /// Starts one. The function itself is started by its first event.
    ///
    /// # Errors
    /// [`Failure::NotRun`].
    pub async fn start(sandbox: &Sandbox, http: &reqwest::Client) -> Result<Self, Failure> {
        let mut last = String::new();
        for _ in 0..STARTS {
            let _alone = STARTING.lock().await;
            match Self::start_once(sandbox, http).await {
                Ok(emulator) => return Ok(emulator),
                Err(error) => last = format!("{}: {error}", sandbox.emulator.display()),
            }
        }
        Err(Failure::NotRun(last))
    }

    async fn start_once(sandbox: &Sandbox, http: &reqwest::Client) -> io::Result<Self> {
        let [front, runtime] = free_addresses()?;
        let mut child = command(sandbox, front, runtime)?.spawn()?;
        for _ in 0..KNOCKS {
            if let Some(status) = child.try_wait()? {
                return Err(io::Error::other(format!("it ended with {status}")));
            }
            if TcpStream::connect(front).await.is_ok() {
                return Ok(Self::at(front, http.clone(), Some(child)));
            }
            sleep(PAUSE).await;
        }
        Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "it does not listen",
        ))
    }

    /// One that listens there. Tests have no child.
    pub(crate) fn at(front: SocketAddr, http: reqwest::Client, child: Option<Child>) -> Self {
        Self {
            url: format!("http://{front}/2015-03-31/functions/function/invocations"),
            http,
            _child: child,
        }
    }

    /// Gives the function an event, and waits for its end.
    ///
    /// # Errors
    /// [`Failure`]. After [`Failure::NotRun`] this instance is of no use any more.
    pub async fn invoke(&mut self, event: &Value) -> Ended {
        let sent = self.http.post(&self.url).json(event).send().await;
        let not_run = |error: reqwest::Error| Failure::NotRun(error.to_string());
        let response = sent.map_err(not_run)?;
        let status = response.status();
        let reply = response.text().await.map_err(not_run)?;
        if status.is_success() {
            ended(&reply)
        } else {
            Err(Failure::NoReply(format!("it ended ({status}) {reply}")))
        }
    }
}

/// The emulator has one answer for good replies and errors; an error is told by its members.
fn ended(reply: &str) -> Ended {
    let Ok(reply) = serde_json::from_str::<Value>(reply) else {
        return Err(Failure::NoReply(reply.to_owned()));
    };
    if reply.get("statusCode").is_none() && reply.get("errorType").is_some() {
        return Err(Failure::Error(reply));
    }
    Ok(reply)
}

fn command(sandbox: &Sandbox, front: SocketAddr, runtime: SocketAddr) -> io::Result<Command> {
    // All that the emulator and the function write goes where the gateway's own log goes.
    let log = io::stderr();
    let mut command = Command::new(&sandbox.emulator);
    command
        .args(["--log-level", "error"])
        .args(["--runtime-interface-emulator-address", &front.to_string()])
        .args(["--runtime-api-address", &runtime.to_string()])
        .arg(&sandbox.binary)
        .current_dir(sandbox.binary.parent().unwrap_or(Path::new("/")))
        .env_clear()
        .envs(
            sandbox
                .environment
                .iter()
                .map(|(name, value)| (name, value)),
        )
        .stdin(Stdio::null())
        .stdout(log.as_fd().try_clone_to_owned()?)
        .stderr(log.as_fd().try_clone_to_owned()?)
        .kill_on_drop(true);
    Ok(command)
}

/// Two that nobody listens on; the emulator takes no port 0.
fn free_addresses() -> io::Result<[SocketAddr; 2]> {
    let one = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok([one.local_addr()?, other.local_addr()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_function_is_told_from_its_reply() {
        assert!(ended(r#"{"statusCode":200,"body":"{\"errorType\":1}"}"#).is_ok());
        assert!(ended("null").is_ok());
        assert!(matches!(
            ended(r#"{"errorType":"panic","errorMessage":"…"}"#),
            Err(Failure::Error(_))
        ));
        assert!(matches!(
            ended("Task timed out after 3.00 seconds"),
            Err(Failure::NoReply(_))
        ));
    }

    #[tokio::test]
    async fn an_emulator_that_is_not_there_is_named() {
        let sandbox = Sandbox {
            emulator: "/nowhere/aws-lambda-rie".into(),
            binary: "/nowhere/bootstrap".into(),
            environment: Vec::new(),
        };
        let started = Emulator::start(&sandbox, &reqwest::Client::new()).await;
        let failure = started.err().expect("it does not start");
        assert!(failure.to_string().contains("/nowhere/aws-lambda-rie"));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn none_starts_while_another_one_does() {
        use std::{fs, os::unix::fs::PermissionsExt};

        const SLOW: &str =
            "#!/bin/sh\necho begins >>\"$LOG\"\nsleep 0.02\necho ends >>\"$LOG\"\nexit 1\n";
        let folder = std::env::temp_dir().join(format!("llave-emulator-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (emulator, log) = (folder.join("slow"), folder.join("log"));
        fs::write(&emulator, SLOW).unwrap();
        fs::set_permissions(&emulator, fs::Permissions::from_mode(0o700)).unwrap();
        let path = ("PATH".to_owned(), "/usr/bin:/bin".to_owned());
        let sandbox = Sandbox {
            emulator,
            binary: folder.join("bootstrap"),
            environment: vec![path, ("LOG".to_owned(), log.display().to_string())],
        };
        let http = reqwest::Client::new();
        let started = tokio::join!(
            Emulator::start(&sandbox, &http),
            Emulator::start(&sandbox, &http),
            Emulator::start(&sandbox, &http),
        );
        assert!(started.0.is_err() && started.1.is_err() && started.2.is_err());
        let said = fs::read_to_string(&log).unwrap();
        assert!(said.starts_with("begins\nends\n"), "{said}");
        assert!(!said.contains("begins\nbegins"), "{said}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
