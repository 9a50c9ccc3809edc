//! The command line: `llave-faults --help`.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use serde_json::json;

use crate::{Fault, Options, Plan, Proxy, Recorded, StartError};

/// A proxy before DynamoDB or SNS that breaks some of the calls, and writes down all of them.
///
/// It prints one line of JSON a call: its name, the kinds of its items, what was done to it; and
/// nothing of what was sent.
#[derive(Debug, Parser)]
#[command(name = "llave-faults", version)]
struct Cli {
    /// The service behind it, as `llave --services-only` prints it
    #[arg(long, value_name = "URL")]
    to: String,
    /// Where it listens, on 127.0.0.1; 0 is any free port
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Which calls break: JSON lines like {"fault": "late", "name": "UpdateItem", "kind": "password", "call": 2, "times": 1}
    #[arg(long, value_name = "FILE", conflicts_with_all = ["probability", "seed", "fault"])]
    script: Option<PathBuf>,
    /// How probable it is that a call breaks
    #[arg(long, default_value_t = 0.0, value_parser = probability)]
    probability: f64,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One of those that chance draws from; without it, all but `refused`
    #[arg(long, value_parser = fault)]
    fault: Vec<Fault>,
    /// How late `late` is
    #[arg(long, default_value_t = 1_400, value_name = "MILLISECONDS")]
    late: u64,
}

/// Runs until it is told to stop.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartError::Threads);
    match runtime.and_then(|runtime| runtime.block_on(serve(&cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to hear that this can't be written.
            writeln!(io::stderr(), "llave-faults: {error}").ok();
            ExitCode::FAILURE
        }
    }
}

async fn serve(cli: &Cli) -> Result<(), StartError> {
    let plan = cli.plan()?;
    let proxy = Proxy::start(Options {
        port: cli.port,
        late: Duration::from_millis(cli.late),
        units: false,
        ..Options::before(cli.to.trim_end_matches('/'))
    })?;
    proxy.follow(plan);
    proxy.tell(|call| say(&line(call)));
    writeln!(io::stderr(), "{} before {}", proxy.url(), cli.to).ok();
    tokio::signal::ctrl_c().await.ok();
    Ok(())
}

impl Cli {
    fn plan(&self) -> Result<Plan, StartError> {
        if let Some(path) = &self.script {
            let text = fs::read_to_string(path).map_err(|reason| StartError::File {
                path: path.clone(),
                reason,
            })?;
            return Ok(Plan::script(&text)?);
        }
        // Refused ends the proxy: by a script only, or by name.
        let all = Fault::ALL.into_iter().filter(|it| *it != Fault::Refused);
        let faults = if self.fault.is_empty() {
            all.collect()
        } else {
            self.fault.clone()
        };
        Ok(Plan::chance(self.seed, self.probability, &faults))
    }
}

fn line(call: &Recorded) -> String {
    let fault = call.fault.map(Fault::as_str);
    json!({"name": call.name, "kinds": call.kinds(), "fault": fault}).to_string()
}

fn say(line: &str) {
    // Who stopped reading wants no more of it.
    writeln!(io::stdout(), "{line}").ok();
}

fn fault(name: &str) -> Result<Fault, String> {
    Fault::parse(name).ok_or_else(|| {
        let all: Vec<_> = Fault::ALL.into_iter().map(Fault::as_str).collect();
        format!("none of {}", all.join(", "))
    })
}

fn probability(text: &str) -> Result<f64, String> {
    let read = text.parse().ok().filter(|it| (0.0..=1.0).contains(it));
    read.ok_or_else(|| "not between 0 and 1".to_owned())
}
