//! Stands between an operation and DynamoDB (or SNS): it writes down every call, and can delay
//! it, refuse it, leave it hanging or hold it until the test lets it go on.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::{Builder, Runtime},
    sync::{Notify, Semaphore},
};

use super::recorded::Recorded;

/// More than any test waits for.
const PATIENCE: Duration = Duration::from_secs(20);
const READ_MAX_BYTES: usize = 1_024 * 1_024;
/// Headers that belong to one connection, not to the call.
const OF_THE_CONNECTION: [HeaderName; 4] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
];

/// What is done with a call.
#[derive(Clone)]
pub(crate) enum Action {
    /// It is answered with an error of the server's own, and not passed on.
    Fail,
    /// It is neither passed on nor answered.
    Hang,
    /// It is passed on, but its answer is lost.
    LoseAnswer,
    /// It waits at the gate, then is passed on.
    Hold(Arc<Gate>),
}

/// Where calls wait.
pub(crate) struct Gate {
    arrived: Notify,
    open: Semaphore,
}

/// The proxy. It ends with this value.
pub(crate) struct Proxy {
    inside: Arc<Inside>,
    address: SocketAddr,
    runtime: Mutex<Option<Runtime>>,
}

type Rule = Box<dyn Fn(&Recorded) -> Option<Action> + Send + Sync>;

struct Inside {
    to: String,
    http: reqwest::Client,
    pace: Duration,
    calls: Mutex<Vec<Recorded>>,
    rule: Mutex<Option<Rule>>,
}

impl Proxy {
    /// In front of the service at this address.
    pub(crate) fn before(to: &str) -> Self {
        Self::slow(to, Duration::ZERO)
    }

    /// The same; every call waits until none has come for this long, so that those side by side
    /// overlap, however busy the machine is.
    pub(crate) fn slow(to: &str, pace: Duration) -> Self {
        let inside = Arc::new(Inside {
            to: to.to_owned(),
            http: reqwest::Client::new(),
            pace,
            calls: Mutex::default(),
            rule: Mutex::default(),
        });
        let (runtime, address) = serve(&inside, 0);
        Self {
            inside,
            address,
            runtime: Mutex::new(Some(runtime)),
        }
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nobody answers there any more: connections are refused, and open ones broken.
    pub(crate) fn unplug(&self) {
        end(self.runtime.lock().expect("not poisoned").take());
    }

    /// It answers again, at the same address.
    pub(crate) fn plug_in(&self) {
        let (runtime, _) = serve(&self.inside, self.address.port());
        end(self.runtime.lock().expect("not poisoned").replace(runtime));
    }

    /// From now on each call is looked at by this rule.
    pub(crate) fn rule(&self, rule: impl Fn(&Recorded) -> Option<Action> + Send + Sync + 'static) {
        *self.inside.rule.lock().expect("not poisoned") = Some(Box::new(rule));
    }

    /// From now on every call is passed on.
    pub(crate) fn heal(&self) {
        *self.inside.rule.lock().expect("not poisoned") = None;
    }

    /// The next call that `is_it`, and every copy of it, waits at a gate.
    pub(crate) fn hold(
        &self,
        is_it: impl Fn(&Recorded) -> bool + Send + Sync + 'static,
    ) -> Arc<Gate> {
        let gate = Arc::new(Gate {
            arrived: Notify::new(),
            open: Semaphore::new(0),
        });
        let held = Arc::clone(&gate);
        let first = Mutex::new(None);
        self.rule(move |call| {
            if !is_it(call) {
                return None;
            }
            let mut first = first.lock().expect("not poisoned");
            let is_first = *first.get_or_insert_with(|| call.body.clone()) == call.body;
            is_first.then(|| Action::Hold(Arc::clone(&held)))
        });
        gate
    }

    /// The calls since the last time this was asked.
    pub(crate) fn take_calls(&self) -> Vec<Recorded> {
        std::mem::take(&mut *self.inside.calls.lock().expect("not poisoned"))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.unplug();
    }
}

impl Gate {
    /// Waits until a call has arrived.
    pub(crate) async fn arrived(&self) {
        tokio::time::timeout(PATIENCE, self.arrived.notified())
            .await
            .expect("the call comes");
    }

    /// Lets pass what waits and what will come.
    pub(crate) fn open(&self) {
        self.open.add_permits(1_000);
    }

    async fn pass(&self) {
        self.arrived.notify_one();
        self.open
            .acquire()
            .await
            .expect("a gate is never closed")
            .forget();
    }
}

fn serve(inside: &Arc<Inside>, port: u16) -> (Runtime, SocketAddr) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("threads");
    let listener = {
        let _inside = runtime.enter();
        listen(port)
    };
    let address = listener.local_addr().expect("an address");
    let routes = axum::Router::new()
        .fallback(pass_on)
        .with_state(Arc::clone(inside));
    runtime.spawn(async move {
        axum::serve(listener, routes).await.ok();
    });
    (runtime, address)
}

fn listen(port: u16) -> TcpListener {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_reuseaddr(true).expect("an option");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    socket.bind(address).expect("the port is free");
    socket.listen(1_024).expect("a listener")
}

/// A runtime can't end on a thread of another one.
fn end(runtime: Option<Runtime>) {
    if let Some(runtime) = runtime {
        let ending = thread::spawn(move || runtime.shutdown_timeout(PATIENCE));
        ending.join().expect("the proxy ends");
    }
}

async fn pass_on(State(inside): State<Arc<Inside>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, READ_MAX_BYTES).await.expect("a body");
    let (place, action) = inside.record(&parts.headers, &body);
    inside.wait_for_company().await;
    let lost = match action {
        None => false,
        Some(Action::LoseAnswer) => true,
        Some(Action::Fail) => return failed(),
        Some(Action::Hang) => std::future::pending().await,
        Some(Action::Hold(gate)) => {
            gate.pass().await;
            false
        }
    };
    let sent = inside
        .http
        .request(parts.method, format!("{}{}", inside.to, parts.uri))
        .headers(of_the_call(parts.headers))
        .body(body)
        .send();
    let answer = sent.await.expect("the service answers");
    let (status, headers) = (answer.status(), of_the_call(answer.headers().clone()));
    let body = answer.bytes().await.expect("a body");
    if lost {
        return std::future::pending().await;
    }
    inside.answered(place);
    (status, headers, Body::from(body)).into_response()
}

impl Inside {
    async fn wait_for_company(&self) {
        let come = || self.calls.lock().expect("nobody panicked").len();
        let mut seen = come();
        loop {
            tokio::time::sleep(self.pace).await;
            let now = come();
            if now == seen || self.pace.is_zero() {
                return;
            }
            seen = now;
        }
    }

    fn record(&self, headers: &HeaderMap, body: &[u8]) -> (usize, Option<Action>) {
        let target = headers.get("x-amz-target");
        let name = target.map_or("", |value| value.to_str().expect("ASCII"));
        let call = Recorded {
            name: name.rsplit('.').next().unwrap_or_default().to_owned(),
            body: serde_json::from_slice(body).unwrap_or(Value::Null),
            began: Instant::now(),
            ended: None,
        };
        let rule = self.rule.lock().expect("not poisoned");
        let action = rule.as_ref().and_then(|rule| rule(&call));
        let mut calls = self.calls.lock().expect("not poisoned");
        calls.push(call);
        (calls.len() - 1, action)
    }

    /// The calls may have been taken away meanwhile.
    fn answered(&self, place: usize) {
        let mut calls = self.calls.lock().expect("not poisoned");
        if let Some(call) = calls.get_mut(place) {
            call.ended = Some(Instant::now());
        }
    }
}

fn of_the_call(mut headers: HeaderMap) -> HeaderMap {
    for name in &OF_THE_CONNECTION {
        headers.remove(name);
    }
    headers
}

fn failed() -> Response {
    let body = r#"{"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}"#;
    let kind = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, body).into_response()
}
