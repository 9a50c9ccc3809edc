//! The program `llave` as a child process on a data folder. It is killed on drop.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};

use tests::Llave;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

/// How long the program may take to start or to end: a debug build on a busy machine needs seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// A data folder that is deleted with this value.
pub(crate) struct Folder(PathBuf);

/// The program, running.
pub(crate) struct Program {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
}

impl Folder {
    /// Names one that is not there yet.
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("restart-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).ok();
        Self(path)
    }

    /// Starts a runner on it, on any free port; gives it with a client, once it answers.
    pub(crate) async fn run(&self) -> (Program, Llave) {
        let mut program = self.start(&["--port", "0"]);
        let url = program.line_after("Llave listens on ").await;
        (program, Llave::at(&url))
    }

    /// Starts the program on it.
    pub(crate) fn start(&self, arguments: &[&str]) -> Program {
        let mut command = self.command(arguments);
        let stderr = fs::File::create(self.stderr()).expect("a file");
        command.stdout(Stdio::piped()).stderr(stderr);
        let mut child = command.spawn().expect("the program runs");
        let stdout = child.stdout.take().expect("it is piped");
        Program {
            child,
            stdout: BufReader::new(stdout).lines(),
        }
    }

    /// Runs the program on it to its end.
    pub(crate) async fn run_to_its_end(&self, arguments: &[&str]) -> Output {
        let ended = timeout(PATIENCE, self.command(arguments).output()).await;
        ended.expect("the program ends").expect("the program runs")
    }

    /// It has this file.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.0.join(file).exists()
    }

    /// What is in one of its files, if it is there.
    pub(crate) fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.0.join(file)).ok()
    }

    /// What the program that was started last has said on stderr.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(self.stderr()).expect("a program was started")
    }

    fn stderr(&self) -> PathBuf {
        self.0.with_extension("stderr")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_llave"));
        command
            .args(arguments)
            .arg("--data")
            .arg(&self.0)
            .env_clear()
            .env("LLAVE_CHALLENGE_COST", "10")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
        fs::remove_file(self.stderr()).ok();
    }
}

impl Program {
    /// Waits for a line that begins so; gives the rest of it.
    pub(crate) async fn line_after(&mut self, beginning: &str) -> String {
        self.lines_until(beginning).await.1
    }

    /// Waits for a line that begins so; gives the lines before it, and the rest of it.
    pub(crate) async fn lines_until(&mut self, beginning: &str) -> (Vec<String>, String) {
        let found = timeout(PATIENCE, async {
            let mut before = Vec::new();
            while let Some(line) = self.stdout.next_line().await.expect("it prints text") {
                if let Some(rest) = line.strip_prefix(beginning) {
                    return (before, rest.to_owned());
                }
                before.push(line);
            }
            panic!("it ended and did not print: {beginning}");
        });
        found.await.expect("it starts")
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) async fn kill(mut self) {
        // SIGKILL on Unix: the program can neither notice nor tidy up.
        self.child.kill().await.expect("it is killed");
    }
}
