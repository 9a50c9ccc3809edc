//! What a fresh process costs before and in its first request: of each function, beside `hello`,
//! which does nothing. Instructions are of the program alone and the same on a busy machine; times
//! are from exec to the asking for the first event, and from an event to its answer. `login` is there twice: the other
//! one has its SDK with all defaults (`beside`, a workspace of its own).

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::Args;

use crate::{
    callgrind,
    function::{self, Function, Source},
    quota::Quota,
    report::{Report, Where},
    stage::{Good, Stage},
    statistics::{median, quantile},
};

const HELLO: &str = "hello";
/// The function that is there twice.
const TWICE: &str = "login";
/// What it is with the SDK's defaults, and how it is built.
const BY_THE_BOOK: &str = "login, by the book";
const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/beside");
/// Where it finds the roots of the system: all in one file, and not each in its own beside that too.
const ROOTS: (&str, &str) = ("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt");
/// How often a count is tried.
const ATTEMPTS: usize = 3;
/// Of a processor, in hundredths: what a function of 128 MB has.
const SMALLEST: u64 = 7;

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Fresh processes of each function, on a whole processor and on 7 % of one
    #[arg(long, default_value_t = 200, value_name = "N")]
    processes: usize,
    /// One of the functions, or more; without it, all
    #[arg(long, value_name = "NAME")]
    function: Vec<String>,
    #[command(flatten)]
    place: Where,
}

impl Options {
    fn measures(&self, name: &str) -> bool {
        self.function.is_empty() || self.function.iter().any(|it| it == name)
    }
}

/// A function, and what was measured of it.
struct Measured {
    name: &'static str,
    /// What is asked of it.
    operation: &'static str,
    binary: PathBuf,
    times: Vec<Times>,
}

/// Of one process, in milliseconds.
#[derive(Clone, Copy)]
struct Times {
    start: f64,
    first: f64,
    second: f64,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let stage = Stage::set().await;
    let mut report = Report::of("cold-start");
    if options.measures(TWICE) && !by_the_book().exists() {
        eprintln!(
            "Without {BY_THE_BOOK}: `cd {BESIDE} && cargo build --release --target-dir target` builds it."
        );
    }
    if callgrind::is_there() {
        instructions(options, &stage, &mut report).await;
    } else {
        report.line("There is no valgrind here: instructions were not counted.");
    }
    if options.processes > 0 {
        times(options, &stage, &mut report, None, "A whole processor").await;
        match Quota::percent(SMALLEST) {
            Ok(quota) => {
                times(
                    options,
                    &stage,
                    &mut report,
                    Some(&quota),
                    "7 % of a processor",
                )
                .await;
            }
            Err(error) => report.line(format_args!(
                "\nThe system gives no control group ({error}): nothing was measured at 7 %."
            )),
        }
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

async fn instructions(options: &Options, stage: &Stage, report: &mut Report) {
    report.line(
        "Millions of instructions, by callgrind; with the keys at hand, and before the first `next` \
         also with the keys fetched from Secrets Manager, as deployed:\n",
    );
    report.head([
        "function",
        "to the first `next`",
        "keys fetched",
        "÷ hello",
        "first request",
        "second request",
        "first ÷ second",
    ]);
    let to_fetch = and_roots(stage.settings());
    let settings = and_roots(stage.settings_with_keys());
    let mut hello = f64::NAN;
    for function in functions(options) {
        let fetched = count(stage, &function, &to_fetch, 0).await;
        let start = count(stage, &function, &settings, 0).await;
        let one = count(stage, &function, &settings, 1).await;
        let two = count(stage, &function, &settings, 2).await;
        let (first, second) = (one - start, two - one);
        if function.name == HELLO {
            hello = start;
        }
        let figures = [start, fetched, start / hello, first, second, first / second];
        let [start, fetched, ratio, first, second, times] = figures.map(|it| format!("{it:.2}"));
        let name = function.name.to_owned();
        report.row([name, start, fetched, ratio, first, second, times]);
    }
}

/// Millions until it has answered so many requests; no number, if the machine is too busy for it.
async fn count(
    stage: &Stage,
    function: &Measured,
    settings: &[(String, String)],
    requests: usize,
) -> f64 {
    for _ in 0..ATTEMPTS {
        let requests = requests_of(stage, function.operation, requests).await;
        let counted = callgrind::instructions(&function.binary, settings, &requests).await;
        if let Some(count) = counted {
            return millions(count);
        }
    }
    f64::NAN
}

async fn times(
    options: &Options,
    stage: &Stage,
    report: &mut Report,
    quota: Option<&Quota>,
    title: &str,
) {
    let mut functions = functions(options);
    let settings = and_roots(stage.settings());
    // Round by round, so that what else happens meets all of them.
    for _ in 0..options.processes {
        for function in &mut functions {
            let requests = requests_of(stage, function.operation, 2).await;
            let source = Source {
                binary: &function.binary,
                settings: &settings,
                quota,
            };
            function.times.push(Times::of(source, &requests).await);
        }
    }
    report.line(format_args!(
        "\n{title}, {} processes of each, milliseconds:\n",
        options.processes
    ));
    report.head([
        "function",
        "start p50",
        "start p99",
        "÷ hello",
        "first request p50",
        "second request p50",
        "first ÷ second",
    ]);
    let mut hello = f64::NAN;
    for Measured { name, times, .. } in functions {
        let of = |figure: fn(&Times) -> f64| times.iter().map(figure).collect::<Vec<_>>();
        let start = of(|it| it.start);
        let (first, second) = (median(&of(|it| it.first)), median(&of(|it| it.second)));
        if name == HELLO {
            hello = median(&start);
        }
        let figures = [
            median(&start),
            quantile(&start, 0.99),
            median(&start) / hello,
            first,
            second,
            first / second,
        ];
        let [p50, p99, ratio, first, second, times] = figures.map(|it| report.timed(it, 2));
        report.row([name.to_owned(), p50, p99, ratio, first, second, times]);
    }
}

impl Times {
    async fn of(source: Source<'_>, requests: &[Good]) -> Self {
        let mut function = Function::start(source).await;
        let mut answers = Vec::new();
        for request in requests {
            answers.push(ms(function.answer(&request.request).await.0));
        }
        Self {
            start: ms(function.start),
            first: answers[0],
            second: answers[1],
        }
    }
}

/// Those that were asked for, `hello` before them.
fn functions(options: &Options) -> Vec<Measured> {
    let all = function::all(&options.place.binaries).filter(|(name, _)| options.measures(name));
    let all = all.map(|(name, binary)| (name, name, binary));
    let program = env::current_exe().expect("this program has a place");
    let hello = program.with_file_name("examples").join(HELLO);
    let by_the_book = by_the_book();
    let by_the_book = (options.measures(TWICE) && by_the_book.exists()).then_some(by_the_book);
    std::iter::once((HELLO, HELLO, hello))
        .chain(all)
        .chain(by_the_book.map(|binary| (BY_THE_BOOK, TWICE, binary)))
        .map(|(name, operation, binary)| Measured {
            name,
            operation,
            binary,
            times: Vec::new(),
        })
        .collect()
}

/// Settings, and where the roots of the system are, for who reads them.
fn and_roots(mut settings: Vec<(String, String)>) -> Vec<(String, String)> {
    let (name, file) = ROOTS;
    if Path::new(file).exists() {
        settings.push((name.to_owned(), file.to_owned()));
    }
    settings
}

fn by_the_book() -> PathBuf {
    Path::new(BESIDE).join("target/release/login-by-the-book")
}

/// So many requests, each of a person of its own.
async fn requests_of(stage: &Stage, name: &str, count: usize) -> Vec<Good> {
    let mut requests = Vec::new();
    for _ in 0..count {
        requests.push(stage.good(name).await);
    }
    requests
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no program runs 2^52 instructions here"
)]
fn millions(instructions: u64) -> f64 {
    instructions as f64 / 1e6
}
