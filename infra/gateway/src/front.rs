//! The front: from a request to the function of its path and back, as API Gateway does it.
//!
//! `/dev/…` is passed on to the services that stand in for the rest of the world. `POST /dev/clock`
//! moves their clock, and then that of the functions by as much. Without libfaketime it is answered
//! with 501, unless it only asks what time it is.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
};
use http::{HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Mutex};

use crate::{Arrival, BodyForm, Clock, Functions, event, event::decoded, reply};

/// The longest body that API Gateway takes, in bytes.
const BODY_MAX_BYTES: usize = 10 * 1_024 * 1_024;
const NO_CLOCK: &str = "the clock of the functions is the machine's: libfaketime is not installed";

/// What answers requests.
pub struct Front {
    functions: Functions,
    clock: Option<Clock>,
    dev: Option<Dev>,
    last: AtomicU64,
}

/// Where `/dev/…` is answered.
struct Dev {
    url: String,
    http: reqwest::Client,
    /// One moves the clocks at a time, so that none of them misses a move.
    moving: Mutex<()>,
}

impl Front {
    /// In front of these functions. Without a clock theirs is the machine's; without the address of
    /// services there is no `/dev/…`.
    #[must_use]
    pub fn new(
        functions: Functions,
        clock: Option<Clock>,
        dev: Option<String>,
        http: reqwest::Client,
    ) -> Self {
        Self {
            functions,
            clock,
            dev: dev.map(|url| Dev {
                url,
                http,
                moving: Mutex::default(),
            }),
            last: AtomicU64::default(),
        }
    }

    /// Serves for ever.
    ///
    /// # Errors
    /// If the system takes the port away.
    pub async fn serve(self, listener: TcpListener) -> io::Result<()> {
        let routes = Router::new().fallback(answer).with_state(Arc::new(self));
        axum::serve(listener, routes).await
    }
}

async fn answer(State(front): State<Arc<Front>>, request: Request) -> Response<Body> {
    let request = match received(request).await {
        Ok(request) => request,
        Err(refusal) => return refusal.map(Body::from),
    };
    // A client that hangs up does not stop a function half way.
    let answer = tokio::spawn(async move { front.answer(&request).await });
    let answer = answer.await.unwrap_or_else(|error| {
        log(&error.to_string());
        reply::message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
    });
    answer.map(Body::from)
}

/// The request with its body.
///
/// # Errors
/// API Gateway's own answer to a body that it does not take.
pub async fn received(request: Request) -> Result<http::Request<Vec<u8>>, Response<Vec<u8>>> {
    let (parts, body) = request.into_parts();
    match to_bytes(body, BODY_MAX_BYTES).await {
        Ok(bytes) => Ok(http::Request::from_parts(parts, bytes.into())),
        Err(_) => Err(reply::message(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Request Entity Too Large",
        )),
    }
}

/// API Gateway's own answer where there is no route.
#[must_use]
pub fn not_found() -> Response<Vec<u8>> {
    reply::message(StatusCode::NOT_FOUND, "Not Found")
}

impl Front {
    async fn answer(&self, request: &http::Request<Vec<u8>>) -> Response<Vec<u8>> {
        let path = decoded(request.uri().path());
        if let Some(dev) = self.dev.as_ref().filter(|_| path.starts_with("/dev/")) {
            return dev.answer(request, self.clock.as_ref()).await;
        }
        let Some(function) = self.functions.at(&path) else {
            return not_found();
        };
        let arrival = Arrival {
            now: self.now(),
            form: BodyForm::of(request),
            number: self.last.fetch_add(1, Ordering::Relaxed),
        };
        let ended = function.invoke(&event(request, &arrival)).await;
        if let Err(failure) = &ended {
            log(&format!("{path}: {failure}"));
        }
        reply::response(&ended)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the edge: when a request comes is read here, once"
    )]
    fn now(&self) -> Timestamp {
        let machine = Timestamp::now();
        let clock = self.clock.as_ref();
        clock.map_or(machine, |clock| clock.ahead_of(machine))
    }
}

impl Dev {
    async fn answer(
        &self,
        request: &http::Request<Vec<u8>>,
        clock: Option<&Clock>,
    ) -> Response<Vec<u8>> {
        if request.method() == Method::POST && request.uri().path() == "/dev/clock" {
            return self.advance(request, clock).await;
        }
        self.pass_on(request).await
    }

    async fn advance(
        &self,
        request: &http::Request<Vec<u8>>,
        clock: Option<&Clock>,
    ) -> Response<Vec<u8>> {
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let seconds = body["advanceSeconds"].as_i64().unwrap_or_default();
        if clock.is_none() && seconds != 0 {
            return error(StatusCode::NOT_IMPLEMENTED, NO_CLOCK);
        }
        let _moving = self.moving.lock().await;
        let answer = self.pass_on(request).await;
        if let Some(clock) = clock.filter(|_| answer.status().is_success())
            && let Err(reason) = clock.advance(seconds)
        {
            return error(StatusCode::INTERNAL_SERVER_ERROR, &reason.to_string());
        }
        answer
    }

    async fn pass_on(&self, request: &http::Request<Vec<u8>>) -> Response<Vec<u8>> {
        match self.ask(request).await {
            Ok(answer) => answer,
            Err(reason) => error(StatusCode::BAD_GATEWAY, &reason.to_string()),
        }
    }

    async fn ask(
        &self,
        request: &http::Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, reqwest::Error> {
        let target = request.uri().path_and_query();
        let target = target.map_or("/", |target| target.as_str());
        let mut asked = self
            .http
            .request(request.method().clone(), format!("{}{target}", self.url))
            .body(request.body().clone());
        if let Some(media_type) = request.headers().get(header::CONTENT_TYPE) {
            asked = asked.header(header::CONTENT_TYPE, media_type);
        }
        let answer = asked.send().await?;
        let status = answer.status();
        let media_type = answer.headers().get(header::CONTENT_TYPE).cloned();
        let mut response = Response::new(answer.bytes().await?.into());
        *response.status_mut() = status;
        if let Some(media_type) = media_type {
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, media_type);
        }
        Ok(response)
    }
}

/// As `/dev/…` says it.
fn error(status: StatusCode, error: &str) -> Response<Vec<u8>> {
    let mut response = Response::new(json!({ "error": error }).to_string().into_bytes());
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn log(line: &str) {
    // Nobody is left to hear that this can't be written.
    writeln!(io::stderr(), "llave-gateway: {line}").ok();
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use axum::{Json, routing::post};

    use super::*;
    use crate::functions::client;

    /// No function, and services that know a clock only.
    async fn front(clock: Option<Clock>) -> Front {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = |Json(body): Json<Value>| async move {
            let back = body["advanceSeconds"].as_i64().unwrap_or_default() < 0;
            if back {
                StatusCode::BAD_REQUEST
            } else {
                StatusCode::OK
            }
        };
        let services = Router::new().route("/dev/clock", post(asked));
        tokio::spawn(async move { axum::serve(listener, services).await });
        let http = client().unwrap();
        Front::new(Functions::default(), clock, Some(url), http)
    }

    #[track_caller]
    fn check(answer: &Response<Vec<u8>>, status: u16, body: &str) {
        let text = String::from_utf8_lossy(answer.body());
        assert_eq!((answer.status().as_u16(), text.as_ref()), (status, body));
    }

    async fn advance(front: &Front, seconds: i64) -> Response<Vec<u8>> {
        let request = http::Request::post("/dev/clock")
            .header("content-type", "application/json")
            .body(json!({ "advanceSeconds": seconds }).to_string().into())
            .unwrap();
        front.answer(&request).await
    }

    #[tokio::test]
    async fn where_no_function_is_there_is_no_route() {
        for path in ["/", "/v1/nothing", "/v1/login/x", "/%00"] {
            let request = http::Request::get(path).body(Vec::new()).unwrap();
            let answer = front(None).await.answer(&request).await;
            check(&answer, 404, r#"{"message":"Not Found"}"#);
        }
    }

    #[tokio::test]
    async fn a_body_over_10_mib_is_too_large() {
        let request = |length| Request::new(Body::from(vec![b'a'; length]));
        assert!(received(request(BODY_MAX_BYTES)).await.is_ok());
        let refusal = received(request(BODY_MAX_BYTES + 1)).await.unwrap_err();
        check(&refusal, 413, r#"{"message":"Request Entity Too Large"}"#);
    }

    #[tokio::test]
    async fn without_libfaketime_one_may_only_ask_what_time_it_is() {
        let front = front(None).await;
        assert_eq!(advance(&front, 0).await.status(), 200);
        let refusal = advance(&front, 1).await;
        check(&refusal, 501, &json!({ "error": NO_CLOCK }).to_string());
    }

    #[tokio::test]
    async fn the_clock_of_the_functions_moves_with_that_of_the_services() {
        let folder = std::env::temp_dir().join(format!("llave-front-{}", std::process::id()));
        let clock = Clock::new(Path::new("/nowhere/libfaketime.so"), &folder).unwrap();
        let front = front(Some(clock)).await;
        let ahead = || std::fs::read_to_string(folder.join("ahead")).unwrap();
        assert_eq!(advance(&front, 60).await.status(), 200);
        assert_eq!(ahead(), "+60\n");
        assert_eq!(advance(&front, -60).await.status(), 400);
        assert_eq!(ahead(), "+60\n");
    }
}
