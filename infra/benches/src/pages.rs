//! What a page costs: the processor time of the function's main thread, with the reading of the event
//! and the writing of the answer. Each page is asked again and again; an operation is behind the forms
//! alone, so one that is refused for what is missing in it is the form's own work.

use std::{process::ExitCode, time::Duration};

use clap::Args;
use http::{Method, Request, header};

use crate::{
    function::{Function, Source},
    report::{Report, Where},
    stage::{Stage, asked},
    statistics::{median, quantile},
};

/// Pages that need nobody.
const PAGES: [&str; 9] = [
    "/",
    "/login",
    "/activate",
    "/change",
    "/unsubscribe",
    "/help/password",
    "/accessibility",
    "/problems/refused",
    "/no/such/page",
];
/// A form that lacks everything.
const FORM: &str = "/login";
/// Of a cookie and the field that repeats it.
const TOKEN: &str = "dGhpcyBpcyBhbiBpbnZlbnRlZCBmb3JtIHRva2VuISE";

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Requests for each page
    #[arg(long, default_value_t = 500, value_name = "N")]
    requests: usize,
    #[command(flatten)]
    place: Where,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let stage = Stage::set().await;
    let binary = gateway::binary(&options.place.binaries, gateway::PAGES);
    let mut function = Function::start(Source {
        binary: &binary.unwrap_or_else(|error| panic!("{error}")),
        settings: &stage.settings(),
        quota: None,
    })
    .await;
    let mut report = Report::of("pages");
    report.line(format_args!(
        "Milliseconds of processor, {} requests each:\n",
        options.requests
    ));
    report.head(["page", "status", "p50", "p99"]);
    let pages = PAGES.map(|path| (path.to_owned(), asked(path)));
    let form = (format!("{FORM}, sent empty"), empty_form());
    for (name, request) in pages.into_iter().chain([form]) {
        let (_, status) = function.answer(&request).await;
        let mut times = Vec::new();
        for _ in 0..options.requests {
            let before = function.main_thread();
            function.answer(&request).await;
            times.push(ms(function.main_thread() - before));
        }
        report.row([
            name,
            status.to_string(),
            report.timed(median(&times), 3),
            report.timed(quantile(&times, 0.99), 3),
        ]);
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

fn empty_form() -> Request<Vec<u8>> {
    Request::builder()
        .method(Method::POST)
        .uri(FORM)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, format!("__Host-llave-form={TOKEN}"))
        .body(format!("csrf={TOKEN}").into_bytes())
        .expect("a request")
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
