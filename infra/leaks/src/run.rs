//! The canary run, from its first program to the table of what was found.
//!
//! ```text
//!  journeys, tests of the contract ─► llave (the runner) ──────┐
//!                                                              ├─► proxies ─► llave --services-only
//!  journeys ─────────► llave-gateway ─► the functions ─────────┘   that break     on disk
//! ```

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

use faults::{Fault, Plan, Proxy, Recorded};
use serde_json::{Value, json};
use tests::Llave;
use tokio::task::JoinSet;

use crate::{
    Failed, Findings, Kind, Marks, Search, journey::live, mark, memory::processes_of,
    places::Stream, programs::Program, streams::files,
};

/// What can happen to a call in the journeys under faults. The slow ones are left to tests/faults.
const FAULTS: [Fault; 11] = [
    Fault::Broken,
    Fault::InternalError,
    Fault::Throttling,
    Fault::Throughput,
    Fault::Conflict,
    Fault::CancelledByConflict,
    Fault::CancelledByItemCollection,
    Fault::CancelledByValidation,
    Fault::Twice,
    Fault::CutAnswer,
    Fault::Garbage,
];
/// How probable it is that a call breaks: most calls are repeated, and lives should go on for a while.
const PROBABILITY: f64 = 0.2;
const AT_ONCE: usize = 4;
/// How many people at most try to live through everything without faults.
const FIRST_LIVES: usize = 3;

/// What a canary run works with.
pub struct Setup {
    /// The folder of `llave`, and of `llave-gateway` if there are functions.
    pub programs: PathBuf,
    /// The functions, if they are to be tried too.
    pub functions: Option<Source>,
    /// The tests of the contract, as a program; without them there are only journeys.
    pub suite: Option<PathBuf>,
    /// Where everything is written.
    pub work: PathBuf,
    /// Where chance begins.
    pub seed: u64,
    /// How many people live under faults, at the runner and at the functions each.
    pub lives: usize,
}

/// Where functions come from.
pub struct Source {
    /// The folder of their binaries.
    pub folder: PathBuf,
    /// The program aws-lambda-rie.
    pub rie: PathBuf,
}

/// What came out of it.
pub struct Outcome {
    /// Where marks were.
    pub findings: Findings,
    /// Why the memory of the functions was not looked at, if it was not.
    pub unreadable: Option<Failed>,
    /// How many marks there were.
    pub marks: BTreeMap<Kind, usize>,
    /// How many values were typed that are no mark.
    pub ordinary: BTreeMap<Kind, usize>,
}

/// Services with proxies before them.
struct Services {
    program: Program,
    settings: Vec<(String, String)>,
    dev: String,
    dynamodb: String,
    to_tables: Proxy,
    to_sns: Proxy,
    calls: Arc<Mutex<Vec<Recorded>>>,
}

/// Runs it; `say` is told how far it is.
///
/// # Errors
/// [`Failed`], if it does not come to an end or did not look where it should.
pub async fn run(setup: &Setup, say: fn(&str)) -> Result<Outcome, Failed> {
    for folder in ["logs", "services", "runner"] {
        let path = setup.work.join(folder);
        fs::create_dir_all(&path).map_err(|reason| Failed::file(&path, reason))?;
    }
    let services = Services::start(setup)?;
    let mut memory = Memory::default();
    if let Some(source) = &setup.functions {
        say("Journeys through the functions, then some under faults");
        let functions = setup.functions(source, &services)?;
        let process = functions.program.id();
        let llave = setup.client(&functions.url);
        first_life(&llave, |name| {
            memory.look(setup, source, process, Some(name));
        })
        .await?;
        services.lives(&llave, setup).await;
        memory.look(setup, source, process, None);
        functions.program.end()?;
    }

    say("Journeys through the runner, then some under faults");
    let (runner, url) = setup.runner(&services)?;
    first_life(&setup.client(&url), |_| {}).await?;
    services.lives(&setup.client(&url), setup).await;
    if let Some(suite) = &setup.suite {
        say("The tests of the contract");
        setup.contract(suite, &url)?;
    }
    runner.end()?;

    say("Searching");
    let kept = setup.work.join("services");
    // While it runs, SQLite has a log of its own beside the tables.
    let while_it_runs = files(&kept)?;
    let tables = services.items().await?;
    let calls = services.end()?;
    let after = [files(&kept)?, files(&setup.work.join("runner"))?].concat();
    let found = Found {
        tables,
        calls,
        files: [while_it_runs, after].concat(),
    };
    search(setup, memory, &found)
}

/// The functions behind their gateway.
struct Functions {
    program: Program,
    url: String,
}

impl Setup {
    fn marks(&self) -> PathBuf {
        self.work.join("marks.jsonl")
    }

    fn logs(&self) -> PathBuf {
        self.work.join("logs")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.env_clear();
        command
    }

    fn client(&self, url: &str) -> Llave {
        Llave::marking(url, Some(tests::Marks::at(&self.marks())))
    }

    /// One instance each, so that every secret of an operation went through one process.
    fn functions(&self, source: &Source, services: &Services) -> Result<Functions, Failed> {
        let mut command = self.program("llave-gateway");
        command
            .args(["--port", "0", "--instances", "1", "--dev", &services.dev])
            .arg("--functions")
            .arg(&source.folder)
            .arg("--rie")
            .arg(&source.rie)
            .envs(services.settings.iter().cloned())
            .env("AWS_ENDPOINT_URL_DYNAMODB", services.to_tables.url())
            .env("AWS_ENDPOINT_URL_SNS", services.to_sns.url());
        let mut program = Program::start("functions", command, &self.logs())?;
        let (url, _) = program.said("Functions listen on ")?;
        Ok(Functions { program, url })
    }

    fn runner(&self, services: &Services) -> Result<(Program, String), Failed> {
        let mut command = self.program("llave");
        command
            .args(["--port", "0", "--dynamodb-url", &services.to_tables.url()])
            .args(["--sns-url", &services.to_sns.url(), "--data"])
            .arg(self.work.join("runner"));
        let mut runner = Program::start("runner", command, &self.logs())?;
        let (url, _) = runner.said("Llave listens on ")?;
        Ok((runner, url))
    }

    /// They share one runner and its clock, and so run one after the other.
    fn contract(&self, suite: &Path, url: &str) -> Result<(), Failed> {
        let mut command = Command::new(suite);
        command
            .args(["--test-threads", "1", "--quiet"])
            .env("LLAVE_URL", url)
            .env("LLAVE_TEST_MARKS", self.marks());
        // What tests print of answers is theirs: it is no log of the service.
        let mut tests = Program::start("contract", command, &self.work)?;
        if tests.ended()?.success() {
            return Ok(());
        }
        let printed = tests.printed()?;
        let named = printed.lines().filter(|line| line.starts_with("    "));
        Err(Failed::Suite(named.collect::<Vec<_>>().join(" ")))
    }
}

impl Services {
    fn start(setup: &Setup) -> Result<Self, Failed> {
        let mut command = setup.program("llave");
        command
            .args(["--services-only", "--port", "0", "--dynamodb-port", "0"])
            .args(["--sns-port", "0", "--secrets-port", "0", "--data"])
            .arg(setup.work.join("services"));
        let mut program = Program::start("services", command, &setup.logs())?;
        let (dev, text) = program.said("# SMS, registrar's tokens and solved challenges: ")?;
        let settings: Vec<(String, String)> = text
            .lines()
            .filter_map(|line| line.strip_prefix("export ")?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned()))
            .collect();
        let setting = |wanted: &str| {
            let mut settings = settings.iter();
            let found = settings.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let dynamodb = setting("AWS_ENDPOINT_URL_DYNAMODB");
        let to_tables = proxy(&dynamodb)?;
        let to_sns = proxy(&setting("AWS_ENDPOINT_URL_SNS"))?;
        let calls = Arc::new(Mutex::default());
        for proxy in [&to_tables, &to_sns] {
            let calls: Arc<Mutex<Vec<Recorded>>> = Arc::clone(&calls);
            proxy.tell(move |call| {
                let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
                calls.push(call.clone());
            });
        }
        Ok(Self {
            program,
            dev: dev.trim_end_matches("/dev/…").to_owned(),
            settings,
            dynamodb,
            to_tables,
            to_sns,
            calls,
        })
    }

    /// How far each of these lives gets is the faults' business.
    async fn lives(&self, llave: &Llave, setup: &Setup) {
        for (proxy, seed) in [(&self.to_tables, setup.seed), (&self.to_sns, !setup.seed)] {
            proxy.follow(Plan::chance(seed, PROBABILITY, &FAULTS));
        }
        let mut living = JoinSet::new();
        for _ in 0..setup.lives {
            if living.len() >= AT_ONCE
                && let Some(Err(panicked)) = living.join_next().await
            {
                std::panic::resume_unwind(panicked.into_panic());
            }
            let llave = llave.clone();
            living.spawn(async move {
                live(&llave, &mut |_| {}).await;
            });
        }
        living.join_all().await;
        for proxy in [&self.to_tables, &self.to_sns] {
            proxy.heal();
            proxy.settled().await;
        }
    }

    /// Everything in both tables.
    async fn items(&self) -> Result<Vec<Value>, Failed> {
        let mut items = Vec::new();
        for setting in ["LLAVE_ACCOUNTS_TABLE", "LLAVE_PROCEDURES_TABLE"] {
            let named = self.settings.iter().find(|(name, _)| name == setting);
            let table = named.map(|(_, value)| value.as_str()).unwrap_or_default();
            items.extend(scan(&self.dynamodb, table).await?);
        }
        Ok(items)
    }

    fn end(self) -> Result<Vec<Recorded>, Failed> {
        self.program.end()?;
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::take(&mut *calls))
    }
}

fn proxy(to: &str) -> Result<Proxy, Failed> {
    let proxy = Proxy::before(to);
    proxy.map_err(|error| Failed::Program(format!("a proxy before {to}: {error}")))
}

/// A life in which nothing goes wrong but what people do; `look` is called after each answer. On a
/// machine that is busy beyond measure a call may be late by itself: then another person tries.
async fn first_life(llave: &Llave, mut look: impl FnMut(&str) + Send) -> Result<(), Failed> {
    for _ in 0..FIRST_LIVES {
        if live(llave, &mut |operation| look(operation))
            .await
            .is_some()
        {
            return Ok(());
        }
    }
    let words = "every journey broke off, without a fault";
    Err(Failed::Program(words.to_owned()))
}

/// What was found in the memory of functions so far.
#[derive(Default)]
struct Memory {
    findings: Findings,
    /// This machine lets nobody read the memory of another process.
    unreadable: Option<Failed>,
    /// Anything else that kept it from being looked at.
    failed: Option<Failed>,
}

impl Memory {
    /// Looks into one function, or into all, for all that was entered and answered so far.
    fn look(&mut self, setup: &Setup, source: &Source, gateway: u32, function: Option<&str>) {
        let Err(failed) = self.try_to_look(setup, source, gateway, function) else {
            return;
        };
        let denied = matches!(&failed,
            Failed::Memory(reason) if reason.kind() == io::ErrorKind::PermissionDenied);
        let kept = if denied {
            &mut self.unreadable
        } else {
            &mut self.failed
        };
        kept.get_or_insert(failed);
    }

    fn try_to_look(
        &mut self,
        setup: &Setup,
        source: &Source,
        gateway: u32,
        function: Option<&str>,
    ) -> Result<(), Failed> {
        let marks = Marks::read(&setup.marks())?;
        let search = Search::new(&marks.marks)?;
        let mut looked_at = 0;
        for (name, process) in processes_of(&source.folder, gateway) {
            if function.is_none_or(|wanted| is_of(&name, wanted)) {
                self.findings.look_at_memory(&search, &name, process)?;
                looked_at += 1;
            }
        }
        if looked_at == 0 {
            let function = function.unwrap_or("any function");
            return Err(Failed::Blind(format!("the process of {function}")));
        }
        Ok(())
    }
}

/// `verify-otp`, or `VerifyOtpFunction` as `sam build` names its folder.
fn is_of(program: &str, operation: &str) -> bool {
    let plain = |name: &str| name.replace('-', "").to_lowercase();
    plain(program).trim_end_matches("function") == plain(operation)
}

/// What is searched beside logs and answers.
struct Found {
    tables: Vec<Value>,
    calls: Vec<Recorded>,
    files: Vec<(String, Vec<u8>)>,
}

fn search(setup: &Setup, memory: Memory, found: &Found) -> Result<Outcome, Failed> {
    let Memory {
        mut findings,
        unreadable,
        failed,
    } = memory;
    if let Some(failed) = failed {
        return Err(failed);
    }
    let marks = Marks::read(&setup.marks())?;
    let search = Search::new(&marks.marks)?;
    for item in &found.tables {
        findings.look_at_item(&search, item);
    }
    for call in &found.calls {
        findings.look_at_request(&search, call);
    }
    for answer in &marks.answers {
        findings.look_at_answer(&search, answer);
    }
    for (name, bytes) in &found.files {
        findings.look_at_file(&search, name, bytes);
    }
    let logs = setup.logs();
    for entry in fs::read_dir(&logs).map_err(|reason| Failed::file(&logs, reason))? {
        let path = entry.map_err(|reason| Failed::file(&logs, reason))?.path();
        findings.look_at_log(&search, &path)?;
    }
    has_seen(&findings)?;
    let mut counts = BTreeMap::new();
    for mark::Mark { kind, .. } in &marks.marks {
        *counts.entry(*kind).or_default() += 1;
    }
    Ok(Outcome {
        findings,
        unreadable,
        marks: counts,
        ordinary: marks.ordinary,
    })
}

/// What must be somewhere was found there: else it was not looked for, or not there.
fn has_seen(findings: &Findings) -> Result<(), Failed> {
    for (stream, kind) in [
        (Stream::Tables, Kind::Name),
        (Stream::Tables, Kind::Phone),
        (Stream::Tables, Kind::Email),
        (Stream::ToDynamoDb, Kind::Name),
        (Stream::ToSns, Kind::Otp),
        (Stream::ToSns, Kind::Phone),
        (Stream::Answers, Kind::Token),
        (Stream::Answers, Kind::ActivationCode),
        (Stream::Files, Kind::Name),
        (Stream::Files, Kind::Otp),
    ] {
        if findings.held(stream, kind) == 0 {
            let (stream, kind) = (stream.as_str(), kind.as_str());
            return Err(Failed::Blind(format!("any {kind} in {stream}")));
        }
    }
    Ok(())
}

/// All items of a table, past every operation.
pub(crate) async fn scan(dynamodb: &str, table: &str) -> Result<Vec<Value>, Failed> {
    let mut items = Vec::new();
    let mut body = json!({"TableName": table, "ConsistentRead": true});
    loop {
        let page = page(dynamodb, &body).await;
        let page = page.map_err(|error| Failed::Tables(error.to_string()))?;
        let Some(found) = page["Items"].as_array() else {
            return Err(Failed::Tables(page.to_string()));
        };
        items.extend(found.iter().cloned());
        if page["LastEvaluatedKey"].is_null() {
            return Ok(items);
        }
        body["ExclusiveStartKey"] = page["LastEvaluatedKey"].clone();
    }
}

async fn page(dynamodb: &str, body: &Value) -> Result<Value, reqwest::Error> {
    let asked = reqwest::Client::new()
        .post(dynamodb)
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-target", "DynamoDB_20120810.Scan")
        .header("x-amz-date", "20600301T120000Z")
        .header(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=test/20600301/eu-south-2/dynamodb/aws4_request, \
             SignedHeaders=host, Signature=none",
        )
        .body(body.to_string());
    asked.send().await?.json().await
}
