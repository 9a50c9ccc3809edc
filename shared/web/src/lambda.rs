//! Puts one operation on Lambda, behind an API Gateway HTTP API (payload 2.0).

use std::{process::ExitCode, sync::Arc};

use http::{Request, Response};
use jiff::Timestamp;
use lambda_http::{Body, Error, service_fn};

use crate::{Env, Operation, Router, StartupError, log};

/// Runs the operation until the sandbox ends. A function's `main` is this call and nothing else.
#[must_use]
pub fn serve<O: Operation>() -> ExitCode {
    log::start();
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed::<O>(&error.to_string()),
    };
    match runtime.block_on(run::<O>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed::<O>(&error.to_string()),
    }
}

async fn run<O: Operation>() -> Result<(), Error> {
    let router = Arc::new(start::<O>(&Env::of_process().await).await?);
    lambda_http::run(service_fn(|request: lambda_http::Request| {
        let router = Arc::clone(&router);
        async move { Ok::<_, Error>(answer(&router, request).await) }
    }))
    .await
}

async fn start<O: Operation>(env: &Env) -> Result<Router, StartupError> {
    Ok(Router::new().mount(O::start(env).await?))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge: a call's time is read here, once"
)]
async fn answer(router: &Router, request: lambda_http::Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let bytes = match body {
        Body::Empty => Vec::new(),
        Body::Text(text) => text.into_bytes(),
        Body::Binary(bytes) => bytes,
        // lambda_http may grow other kinds; none of them is a body that this API accepts.
        _ => Vec::new(),
    };
    let response = router
        .answer(Request::from_parts(parts, bytes), Timestamp::now())
        .await;
    response.map(|bytes| match String::from_utf8(bytes) {
        Ok(text) if text.is_empty() => Body::Empty,
        Ok(text) => Body::Text(text),
        Err(error) => Body::Binary(error.into_bytes()),
    })
}

fn failed<O: Operation>(reason: &str) -> ExitCode {
    tracing::error!(operation = O::ROUTE.name, reason, "does not start");
    ExitCode::FAILURE
}
