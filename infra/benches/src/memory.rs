//! The most memory that each function ever had resident: at its start, after a few requests, and
//! after thousands. Its request is sent again and again, so that most answers are refusals; a
//! login with the password alone is right every time, and hashed every time.

use std::process::ExitCode;

use clap::Args;

use crate::{
    function::{self, Function, Source},
    report::{Report, Where},
    stage::Stage,
};

/// When it is looked first.
const FEW: usize = 100;

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Requests to each function
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    requests: usize,
    #[command(flatten)]
    place: Where,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let stage = Stage::set().await;
    let settings = stage.settings();
    let mut report = Report::of("memory");
    report.line(format_args!(
        "MiB resident, at most, until then ({} requests in all):\n",
        options.requests
    ));
    report.head(["function", "start", "100 requests", "all requests"]);
    for (name, binary) in function::all(&options.place.binaries) {
        let mut function = Function::start(Source {
            binary: &binary,
            settings: &settings,
            quota: None,
        })
        .await;
        let good = stage.good(name).await;
        let mut most = vec![function.memory_kib()];
        for number in 1..=options.requests {
            let (_, status) = function.answer(&stage.again(&good).await).await;
            assert!(number > 1 || status == good.status, "{name}: {status}");
            if number == FEW.min(options.requests) {
                most.push(function.memory_kib());
            }
        }
        most.push(function.memory_kib());
        let cells = most.into_iter().map(mib);
        let cells: Vec<_> = std::iter::once(name.to_owned()).chain(cells).collect();
        report.row::<4>(cells.try_into().expect("four cells"));
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

fn mib(kib: u64) -> String {
    format!("{}.{}", kib / 1_024, kib % 1_024 * 10 / 1_024)
}
