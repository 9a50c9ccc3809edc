//! Puts one operation on Lambda, behind an API Gateway HTTP API (payload 2.0).
//!
//! The event is read here and not by `lambda_http`'s own conversion, which takes a query that is no
//! URI for the end of the function: no operation looks at a query.

use std::{fmt::Display, process::ExitCode, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{Request, Response, Uri};
use jiff::Timestamp;
use lambda_http::{
    Body, Error, LambdaEvent,
    aws_lambda_events::apigw::{ApiGatewayV2httpRequest, ApiGatewayV2httpResponse},
    lambda_runtime, service_fn,
};
use measures::Emitter;

use crate::{Env, Operation, Router, StartupError, log};

/// The stage whose name is not part of the path.
const DEFAULT_STAGE: &str = "$default";

/// Runs the operation until the sandbox ends. A function's `main` is this call and nothing else.
#[must_use]
pub fn serve<O: Operation>() -> ExitCode {
    log::start();
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return does_not_start::<O>(&error),
    };
    runtime.block_on(async {
        match start::<O>().await {
            Ok((router, metrics)) => run::<O>(router, metrics).await,
            Err(error) => does_not_start::<O>(&error),
        }
    })
}

async fn start<O: Operation>() -> Result<(Router, Option<Emitter>), StartupError> {
    let env = Env::of_process().await?;
    let router = Router::new()
        .mount(O::start(&env).await?)
        .behind(&env.origin_tokens()?);
    env.prepare();
    let metrics = measures::start(env.metrics_namespace(), O::ROUTE.name);
    Ok((router, metrics))
}

/// Answers events until the sandbox ends.
async fn run<O: Operation>(router: Router, metrics: Option<Emitter>) -> ExitCode {
    let router = Arc::new(router);
    let ended = lambda_runtime::run(service_fn(|event: LambdaEvent<ApiGatewayV2httpRequest>| {
        let router = Arc::clone(&router);
        async move {
            let answered = answer(&router, event.payload).await;
            if let Some(metrics) = metrics {
                metrics.write();
            }
            answered
        }
    }))
    .await;
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reason = error.to_string();
            tracing::error!(operation = O::ROUTE.name, reason, "gets no more events");
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge: a call's time is read here, once"
)]
async fn answer(
    router: &Router,
    event: ApiGatewayV2httpRequest,
) -> Result<ApiGatewayV2httpResponse, Error> {
    answer_at(router, event, Timestamp::now()).await
}

async fn answer_at(
    router: &Router,
    event: ApiGatewayV2httpRequest,
    now: Timestamp,
) -> Result<ApiGatewayV2httpResponse, Error> {
    let response = router.answer(request(event)?, now).await;
    Ok(event_response(response))
}

/// What a function replies to an event at this second, both as the JSON that Lambda carries: the
/// way of every call, for who has no Lambda to send it.
///
/// # Errors
/// If it is no event: the function then gives an error to Lambda and lives on.
pub async fn reply(router: &Router, event: &[u8], now: Timestamp) -> Result<Vec<u8>, Error> {
    let event = serde_json::from_slice(event)?;
    let replied = answer_at(router, event, now).await?;
    Ok(serde_json::to_vec(&replied)?)
}

/// The request behind an event: its method, path, headers and body.
///
/// # Errors
/// If the body says that it is base64 and is not, which API Gateway never sends.
fn request(event: ApiGatewayV2httpRequest) -> Result<Request<Vec<u8>>, Error> {
    let body = event.body.unwrap_or_default();
    let body = if event.is_base64_encoded {
        STANDARD.decode(body)?
    } else {
        body.into_bytes()
    };
    let path = event.raw_path.unwrap_or_default();
    let stage = event.request_context.stage.unwrap_or_default();
    let mut request = Request::new(body);
    *request.method_mut() = event.request_context.http.method;
    // What is no path is no route either.
    *request.uri_mut() = Uri::try_from(without_stage(&path, &stage)).unwrap_or_default();
    *request.headers_mut() = event.headers;
    Ok(request)
}

/// On a stage of another name the path begins with it.
fn without_stage<'a>(path: &'a str, stage: &str) -> &'a str {
    if stage == DEFAULT_STAGE {
        return path;
    }
    path.strip_prefix('/')
        .and_then(|path| path.strip_prefix(stage))
        .filter(|path| path.starts_with('/'))
        .unwrap_or(path)
}

fn event_response(response: Response<Vec<u8>>) -> ApiGatewayV2httpResponse {
    let (parts, body) = response.into_parts();
    let mut event = ApiGatewayV2httpResponse::default();
    event.status_code = i64::from(parts.status.as_u16());
    event.headers = parts.headers;
    match String::from_utf8(body) {
        Ok(text) if text.is_empty() => {}
        Ok(text) => event.body = Some(Body::Text(text)),
        Err(error) => {
            event.body = Some(Body::Binary(error.into_bytes()));
            event.is_base64_encoded = true;
        }
    }
    event
}

fn does_not_start<O: Operation>(error: &dyn Display) -> ExitCode {
    let reason = error.to_string();
    tracing::error!(operation = O::ROUTE.name, reason, "does not start");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_stage_is_no_part_of_the_path() {
        #[track_caller]
        fn check(path: &str, stage: &str, expected: &str) {
            assert_eq!(without_stage(path, stage), expected);
        }
        check("/v1/login", "$default", "/v1/login");
        check("/prod/v1/login", "prod", "/v1/login");
        check("/v1/login", "prod", "/v1/login");
        check("/production/v1/login", "prod", "/production/v1/login");
        check("/prod", "prod", "/prod");
        check("", "", "");
    }

    #[test]
    fn a_path_that_is_no_uri_is_no_route() {
        let mut event = ApiGatewayV2httpRequest::default();
        event.raw_path = Some("/v1/ <\"login".to_owned());
        event.raw_query_string = Some("a=\"<>\" ñ".to_owned());
        assert_eq!(request(event).unwrap().uri().path(), "/");
    }
}
