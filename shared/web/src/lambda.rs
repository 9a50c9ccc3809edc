//! Puts one operation, or a site, on Lambda, behind an API Gateway HTTP API.

use std::{fmt::Display, process::ExitCode, sync::Arc};

use jiff::Timestamp;
use lambda_http::{Error, LambdaEvent, lambda_runtime::Runtime, service_fn};
use measures::Emitter;
use serde_json::value::RawValue;

use crate::{Env, Operation, Router, Site, StartupError, event, log};

/// Runs the operation until the sandbox ends. A function's `main` is this call and nothing else.
#[must_use]
pub fn serve<O: Operation>() -> ExitCode {
    run(O::ROUTE.name, async |env| {
        Ok(Router::new().mount(O::start(env).await?))
    })
}

/// The same for a site.
#[must_use]
pub fn serve_site<S: Site>() -> ExitCode {
    run(S::NAME, async |env| {
        Ok(Router::new().beside(S::start(env).await?))
    })
}

fn run(
    name: &'static str,
    mounted: impl AsyncFnOnce(&Env) -> Result<Router, StartupError>,
) -> ExitCode {
    log::start();
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return does_not_start(name, &error),
    };
    runtime.block_on(async {
        match start(name, mounted).await {
            Ok((router, metrics)) => answer_events(name, router, metrics).await,
            Err(error) => does_not_start(name, &error),
        }
    })
}

async fn start(
    name: &'static str,
    mounted: impl AsyncFnOnce(&Env) -> Result<Router, StartupError>,
) -> Result<(Router, Option<Emitter>), StartupError> {
    let env = Env::of_process().await?;
    let router = mounted(&env).await?.behind(&env.origin_tokens()?);
    env.prepare();
    let metrics = measures::start(env.metrics_namespace(), name);
    Ok((router, metrics))
}

/// Answers events until the sandbox ends.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge: a call's time is read here, once"
)]
async fn answer_events(name: &'static str, router: Router, metrics: Option<Emitter>) -> ExitCode {
    let router = Arc::new(router);
    let service = service_fn(|event: LambdaEvent<Box<RawValue>>| {
        // Here, so that while the call is answered nothing keeps the event.
        let request = event::to_request(event.payload.get().as_bytes());
        let router = Arc::clone(&router);
        async move {
            let response = router.answer(request?, Timestamp::now()).await;
            if let Some(metrics) = metrics {
                metrics.write();
            }
            Ok::<_, Error>(event::to_reply(response))
        }
    });
    // `lambda_runtime::run` would do the same within a span, which no line tells.
    match Runtime::new(service).run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reason = error.to_string();
            tracing::error!(operation = name, reason, "gets no more events");
            ExitCode::FAILURE
        }
    }
}

/// What a function replies to an event at this second, both as the JSON that Lambda carries: the
/// way of every call, for who has no Lambda to send it.
///
/// # Errors
/// If it is no event: the function then gives an error to Lambda and lives on.
pub async fn reply(router: &Router, event: &[u8], now: Timestamp) -> Result<Vec<u8>, Error> {
    let request = event::to_request(event)?;
    let response = router.answer(request, now).await;
    Ok(serde_json::to_vec(&event::to_reply(response))?)
}

fn does_not_start(name: &'static str, error: &dyn Display) -> ExitCode {
    let reason = error.to_string();
    tracing::error!(operation = name, reason, "does not start");
    ExitCode::FAILURE
}
