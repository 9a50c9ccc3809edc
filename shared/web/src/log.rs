//! Log lines: one JSON object a line, one line a call, with the request's id, the operation and
//! how it ended. Nothing that a caller sent is ever in one.

use std::time::Duration;

use http::StatusCode;
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::Problem;

/// What every line says.
pub(crate) struct Outcome<'a> {
    pub(crate) operation: &'static str,
    pub(crate) request: &'a str,
    pub(crate) elapsed: Duration,
}

/// Writes log lines to standard error from now on. To be called once, by a program's start.
pub fn start() {
    // Of what the SDK and the runtime say, only warnings: their other lines could quote a request.
    let ours = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target(env!("CARGO_CRATE_NAME"), LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_writer(std::io::stderr);
    let started = tracing_subscriber::registry()
        .with(ours)
        .with(lines)
        .try_init();
    if started.is_err() {
        tracing::warn!("log lines were already being written");
    }
}

pub(crate) fn answered(outcome: &Outcome<'_>, status: StatusCode) {
    tracing::info!(
        requestId = outcome.request,
        operation = outcome.operation,
        status = status.as_u16(),
        millis = millis(outcome),
        "answered"
    );
}

pub(crate) fn refused(outcome: &Outcome<'_>, problem: &Problem) {
    let status = problem.status().as_u16();
    if let Some(reason) = problem.reason() {
        tracing::error!(
            requestId = outcome.request,
            operation = outcome.operation,
            status,
            problem = problem.name(),
            reason,
            millis = millis(outcome),
            "failed"
        );
    } else {
        tracing::info!(
            requestId = outcome.request,
            operation = outcome.operation,
            status,
            problem = problem.name(),
            millis = millis(outcome),
            "refused"
        );
    }
}

fn millis(outcome: &Outcome<'_>) -> u64 {
    u64::try_from(outcome.elapsed.as_millis()).unwrap_or(u64::MAX)
}
