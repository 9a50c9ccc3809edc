//! The Lambda runtime API, as one function sees it: it asks for an event, and posts its response
//! or an error before it asks for the next.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::SignedDuration;
use local::Clock;
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
};

const LIFE: SignedDuration = SignedDuration::from_secs(30);
const ARN: &str = "arn:aws:lambda:eu-south-2:123456789012:function:llave";

/// How an invocation ended: with the function's response, or with its error.
pub(crate) type Ended = Result<Value, Value>;

/// A runtime API of its own for one function.
pub(crate) struct RuntimeApi {
    pub(crate) address: SocketAddr,
    invocations: mpsc::UnboundedSender<Invocation>,
}

struct Invocation {
    event: Value,
    ended: oneshot::Sender<Ended>,
}

struct Inside {
    waiting: tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>,
    running: Mutex<BTreeMap<String, oneshot::Sender<Ended>>>,
    last: AtomicU64,
}

impl RuntimeApi {
    /// Starts one on a free port.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (invocations, waiting) = mpsc::unbounded_channel();
        let inside = Arc::new(Inside {
            waiting: waiting.into(),
            running: Mutex::default(),
            last: AtomicU64::default(),
        });
        let routes = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route(
                "/2018-06-01/runtime/invocation/{id}/response",
                post(response),
            )
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .route("/2018-06-01/runtime/init/error", post(init_error))
            .with_state(inside);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self {
            address,
            invocations,
        }
    }

    /// Gives the function an event; the answer comes when it has posted one.
    pub(crate) fn invoke(&self, event: Value) -> oneshot::Receiver<Ended> {
        let (ended, answer) = oneshot::channel();
        let invocation = Invocation { event, ended };
        let sent = self.invocations.send(invocation);
        assert!(sent.is_ok(), "the API has ended");
        answer
    }
}

async fn next(State(inside): State<Arc<Inside>>) -> Response {
    let Some(Invocation { event, ended }) = inside.waiting.lock().await.recv().await else {
        // There will be no more events: the function is about to be killed.
        return std::future::pending().await;
    };
    let id = inside.keep(ended);
    let deadline = Clock::default().now() + LIFE;
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("lambda-runtime-aws-request-id", id),
        (
            "lambda-runtime-deadline-ms",
            deadline.as_millisecond().to_string(),
        ),
        ("lambda-runtime-invoked-function-arn", ARN.to_owned()),
    ];
    (headers, event.to_string()).into_response()
}

async fn response(
    State(inside): State<Arc<Inside>>,
    Path(id): Path<String>,
    body: Bytes,
) -> StatusCode {
    inside.end(&id, Ok(json(&body)))
}

async fn error(
    State(inside): State<Arc<Inside>>,
    Path(id): Path<String>,
    body: Bytes,
) -> StatusCode {
    inside.end(&id, Err(json(&body)))
}

async fn init_error() -> StatusCode {
    StatusCode::ACCEPTED
}

impl Inside {
    /// Keeps an invocation that has been handed out, under an id of its own.
    fn keep(&self, ended: oneshot::Sender<Ended>) -> String {
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        let id = format!("8476a536-e9f4-11e8-9739-{number:012x}");
        self.running().insert(id.clone(), ended);
        id
    }

    fn end(&self, id: &str, how: Ended) -> StatusCode {
        match self.running().remove(id) {
            Some(ended) => {
                // Nobody waits any more if a test has failed meanwhile.
                ended.send(how).ok();
                StatusCode::ACCEPTED
            }
            None => StatusCode::BAD_REQUEST,
        }
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<String, oneshot::Sender<Ended>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("a function posts JSON")
}
