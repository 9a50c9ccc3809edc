//! The proxy. It ends with its value.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    thread,
    time::{Duration, Instant},
};

use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use http_body_util::{BodyExt, Limited};
use hyper::{
    Request, Response,
    body::{Body, Bytes, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::{Builder, Runtime},
    sync::{Notify, Semaphore},
    task::AbortHandle,
    time::Sleep,
};

use crate::{
    Fault, Plan, Recorded, StartError,
    answer::{self, Answer},
    units,
};

/// More than anybody waits for.
const PATIENCE: Duration = Duration::from_secs(20);
const READ_MAX_BYTES: usize = 1_024 * 1_024;
/// Longer than an attempt at DynamoDB may take.
const LATE: Duration = Duration::from_millis(1_400);
/// How long a cut answer lies on the wire before its connection ends.
const HALF_WAY: Duration = Duration::from_millis(30);
/// How often it is looked whether all that was passed on has arrived.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Headers that belong to one connection, not to the call.
const OF_THE_CONNECTION: [HeaderName; 4] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
];

/// What is done with a call.
#[derive(Clone)]
pub enum Action {
    /// This happens to it.
    Meet(Fault),
    /// It waits at the gate, then is passed on.
    Hold(Arc<Gate>),
}

impl From<Fault> for Action {
    fn from(fault: Fault) -> Self {
        Self::Meet(fault)
    }
}

/// Where calls wait.
pub struct Gate {
    arrived: Notify,
    open: Semaphore,
    answered: Notify,
}

/// How a proxy stands.
#[derive(Clone, Debug)]
pub struct Options {
    /// Before which service.
    pub to: String,
    /// At which port of this machine; 0 is any free one.
    pub port: u16,
    /// Every call waits until none has come for this long, so that those side by side overlap,
    /// however busy the machine is.
    pub pace: Duration,
    /// How late [`Fault::Late`] is.
    pub late: Duration,
    /// The tables are asked what each call consumes.
    pub units: bool,
}

impl Options {
    /// Before this service, at any port, without haste.
    #[must_use]
    pub fn before(to: &str) -> Self {
        Self {
            to: to.to_owned(),
            port: 0,
            pace: Duration::ZERO,
            late: LATE,
            units: false,
        }
    }
}

/// The proxy.
pub struct Proxy {
    inside: Arc<Inside>,
    address: SocketAddr,
    runtime: Mutex<Option<Runtime>>,
}

type Rule = Box<dyn Fn(&Recorded) -> Option<Action> + Send + Sync>;
type Listener = Box<dyn Fn(&Recorded) + Send + Sync>;

struct Inside {
    options: Options,
    http: reqwest::Client,
    calls: Mutex<Vec<Recorded>>,
    rule: Mutex<Option<Rule>>,
    told: Mutex<Option<Listener>>,
    accepting: Mutex<Option<AbortHandle>>,
    /// How many calls have come and not yet arrived at the service.
    flying: AtomicUsize,
}

impl Proxy {
    /// In front of the service at this address.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no port, thread or client.
    pub fn before(to: &str) -> Result<Self, StartError> {
        Self::start(Options::before(to))
    }

    /// The same; every call waits until none has come for this long.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no port, thread or client.
    pub fn slow(to: &str, pace: Duration) -> Result<Self, StartError> {
        Self::start(Options {
            pace,
            ..Options::before(to)
        })
    }

    /// One that stands so.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no port, thread or client.
    pub fn start(options: Options) -> Result<Self, StartError> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| StartError::Client(error.to_string()))?;
        let port = options.port;
        let inside = Arc::new(Inside {
            options,
            http,
            calls: Mutex::default(),
            rule: Mutex::default(),
            told: Mutex::default(),
            accepting: Mutex::default(),
            flying: AtomicUsize::new(0),
        });
        let (runtime, address) = serve(&inside, port)?;
        Ok(Self {
            inside,
            address,
            runtime: Mutex::new(Some(runtime)),
        })
    }

    /// Where it answers.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nobody answers there any more: connections are refused, and open ones broken.
    pub fn unplug(&self) {
        end(held(&self.runtime).take());
    }

    /// It answers again, at the same address.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no thread, or the port to somebody else.
    pub fn plug_in(&self) -> Result<(), StartError> {
        self.unplug();
        let (runtime, _) = serve(&self.inside, self.address.port())?;
        end(held(&self.runtime).replace(runtime));
        Ok(())
    }

    /// From now on each call is looked at by this rule.
    pub fn rule(&self, rule: impl Fn(&Recorded) -> Option<Action> + Send + Sync + 'static) {
        *held(&self.inside.rule) = Some(Box::new(rule));
    }

    /// From now on faults happen by this plan.
    pub fn follow(&self, plan: Plan) {
        let plan = Mutex::new(plan);
        self.rule(move |call| held(&plan).next(call).map(Action::Meet));
    }

    /// From now on every call is passed on.
    pub fn heal(&self) {
        *held(&self.inside.rule) = None;
    }

    /// Each call is told here when it comes.
    pub fn tell(&self, listener: impl Fn(&Recorded) + Send + Sync + 'static) {
        *held(&self.inside.told) = Some(Box::new(listener));
    }

    /// The next call that `is_it`, and every copy of it, waits at a gate.
    pub fn hold(&self, is_it: impl Fn(&Recorded) -> bool + Send + Sync + 'static) -> Arc<Gate> {
        let gate = Arc::new(Gate::shut());
        let waits = Arc::clone(&gate);
        let first = Mutex::new(None);
        self.rule(move |call| {
            if !is_it(call) {
                return None;
            }
            let is_first = *held(&first).get_or_insert_with(|| call.body.clone()) == call.body;
            is_first.then(|| Action::Hold(Arc::clone(&waits)))
        });
        gate
    }

    /// The calls since the last time this was asked.
    pub fn take_calls(&self) -> Vec<Recorded> {
        std::mem::take(&mut *held(&self.inside.calls))
    }

    /// Waits until all that was late has arrived.
    pub async fn settled(&self) {
        while self.inside.flying.load(Ordering::SeqCst) > 0 {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.unplug();
    }
}

impl Gate {
    /// One that nothing passes yet.
    #[must_use]
    pub fn shut() -> Self {
        Self {
            arrived: Notify::new(),
            open: Semaphore::new(0),
            answered: Notify::new(),
        }
    }

    /// Waits until a call has arrived; `false` if none comes.
    pub async fn arrived(&self) -> bool {
        let arrived = tokio::time::timeout(PATIENCE, self.arrived.notified());
        arrived.await.is_ok()
    }

    /// Lets pass what waits and what will come.
    pub fn open(&self) {
        self.open.add_permits(1_000);
    }

    /// Waits until the service has answered a call that passed; `false` if it never does.
    pub async fn answered(&self) -> bool {
        let answered = tokio::time::timeout(PATIENCE, self.answered.notified());
        answered.await.is_ok()
    }

    async fn pass(&self) {
        self.arrived.notify_one();
        // A gate is never closed.
        if let Ok(place) = self.open.acquire().await {
            place.forget();
        }
    }
}

/// Whoever panicked with it in hand left something whole behind.
fn held<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(inside: &Arc<Inside>, port: u16) -> Result<(Runtime, SocketAddr), StartError> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(StartError::Threads)?;
    let in_the_way = |reason| StartError::Port { port, reason };
    let listener = {
        let _inside = runtime.enter();
        listen(port).map_err(in_the_way)?
    };
    let address = listener.local_addr().map_err(in_the_way)?;
    inside.flying.store(0, Ordering::SeqCst);
    let accepting = runtime.spawn(accept(listener, Arc::clone(inside)));
    *held(&inside.accepting) = Some(accepting.abort_handle());
    Ok((runtime, address))
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(1_024)
}

/// A runtime can't end on a thread of another one.
fn end(runtime: Option<Runtime>) {
    if let Some(runtime) = runtime {
        let ending = thread::spawn(move || runtime.shutdown_timeout(PATIENCE));
        ending.join().ok();
    }
}

async fn accept(listener: TcpListener, inside: Arc<Inside>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        stream.set_nodelay(true).ok();
        let inside = Arc::clone(&inside);
        tokio::spawn(async move {
            let calls = service_fn(move |request| Arc::clone(&inside).take(request));
            let served = http1::Builder::new().serve_connection(TokioIo::new(stream), calls);
            // What breaks it was asked for, or is the caller's time-out.
            served.await.ok();
        });
    }
}

/// The connection ends without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is broken")]
struct Broken;

/// A request, read whole.
#[derive(Clone)]
struct Sent {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Inside {
    async fn take(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Outgoing>, Broken> {
        let (parts, body) = request.into_parts();
        let body = Limited::new(body, READ_MAX_BYTES).collect().await;
        let mut sent = Sent {
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body: body.map_err(|_| Broken)?.to_bytes(),
        };
        let (place, call, action) = self.record(&sent);
        if self.options.units {
            sent.body = units::asked(&call, sent.body);
        }
        self.wait_for_company().await;
        let answered = match action {
            None => self.pass_on(sent, Duration::ZERO, 1).await,
            Some(Action::Hold(gate)) => {
                gate.pass().await;
                let answered = self.pass_on(sent, Duration::ZERO, 1).await;
                gate.answered.notify_one();
                answered
            }
            Some(Action::Meet(fault)) => self.meet(fault, &call, sent).await?,
        };
        self.answered(place, &answered.2);
        let half = call.fault == Some(Fault::CutAnswer);
        Ok(outgoing(answered, half))
    }

    async fn meet(
        self: &Arc<Self>,
        fault: Fault,
        call: &Recorded,
        sent: Sent,
    ) -> Result<Answer, Broken> {
        if let Some(error) = answer::error(fault, call) {
            return Ok(error);
        }
        let at_once = Duration::ZERO;
        match fault {
            Fault::Late => Ok(self.pass_on(sent, self.options.late, 1).await),
            Fault::Refused => {
                if let Some(accepting) = held(&self.accepting).take() {
                    accepting.abort();
                }
                Err(Broken)
            }
            Fault::Broken => Err(Broken),
            Fault::LostAnswer => {
                self.pass_on(sent, at_once, 1).await;
                std::future::pending().await
            }
            Fault::Twice => Ok(self.pass_on(sent, at_once, 2).await),
            Fault::CutAnswer => Ok(self.pass_on(sent, at_once, 1).await),
            Fault::Garbage => {
                self.pass_on(sent, at_once, 1).await;
                Ok(answer::garbage())
            }
            // The others are errors, which are answered above.
            Fault::Silence
            | Fault::InternalError
            | Fault::Throttling
            | Fault::Throughput
            | Fault::Conflict
            | Fault::InProgress
            | Fault::CancelledByConflict
            | Fault::CancelledByThrottling
            | Fault::CancelledByThroughput
            | Fault::CancelledByItemCollection
            | Fault::CancelledByValidation => std::future::pending().await,
        }
    }

    async fn wait_for_company(&self) {
        let mut seen = held(&self.calls).len();
        while !self.options.pace.is_zero() {
            tokio::time::sleep(self.options.pace).await;
            let now = held(&self.calls).len();
            if now == seen {
                return;
            }
            seen = now;
        }
    }

    fn record(&self, sent: &Sent) -> (usize, Recorded, Option<Action>) {
        let mut call = Recorded::new(&sent.headers, &sent.body);
        let action = held(&self.rule).as_ref().and_then(|rule| rule(&call));
        if let Some(Action::Meet(fault)) = &action {
            call.fault = Some(*fault);
        }
        if let Some(listener) = &*held(&self.told) {
            listener(&call);
        }
        let mut calls = held(&self.calls);
        calls.push(call.clone());
        (calls.len() - 1, call, action)
    }

    /// The calls may have been taken away meanwhile.
    fn answered(&self, place: usize, body: &[u8]) {
        if let Some(call) = held(&self.calls).get_mut(place) {
            call.ended = Some(Instant::now());
            call.answered_bytes = Some(body.len());
            if self.options.units {
                call.units = units::told(body);
            }
        }
    }

    /// It arrives, whether or not the caller still waits for it.
    async fn pass_on(self: &Arc<Self>, sent: Sent, after: Duration, times: u32) -> Answer {
        self.flying.fetch_add(1, Ordering::SeqCst);
        let inside = Arc::clone(self);
        let arriving = tokio::spawn(async move {
            tokio::time::sleep(after).await;
            let mut answered = answer::bad_gateway();
            for _ in 0..times {
                answered = inside.ask(&sent).await.unwrap_or(answered);
            }
            inside.flying.fetch_sub(1, Ordering::SeqCst);
            answered
        });
        arriving.await.unwrap_or_else(|_| answer::bad_gateway())
    }

    async fn ask(&self, sent: &Sent) -> Option<Answer> {
        let answer = self
            .http
            .request(
                sent.method.clone(),
                format!("{}{}", self.options.to, sent.uri),
            )
            .headers(of_the_call(sent.headers.clone()))
            .body(sent.body.clone())
            .send()
            .await
            .ok()?;
        let (status, headers) = (answer.status(), of_the_call(answer.headers().clone()));
        Some((status, headers, answer.bytes().await.ok()?.to_vec()))
    }
}

fn of_the_call(mut headers: HeaderMap) -> HeaderMap {
    for name in &OF_THE_CONNECTION {
        headers.remove(name);
    }
    headers
}

/// The answer as it goes back: whole, or its first half.
fn outgoing((status, headers, mut body): Answer, half: bool) -> Response<Outgoing> {
    let length = HeaderValue::from(body.len());
    if half {
        body.truncate(body.len() / 2);
    }
    let mut response = Response::new(Outgoing {
        bytes: Some(Bytes::from(body)),
        breaks: half.then(|| Box::pin(tokio::time::sleep(HALF_WAY))),
    });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, length);
    response
}

/// A body that may end before its end.
struct Outgoing {
    bytes: Option<Bytes>,
    breaks: Option<Pin<Box<Sleep>>>,
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(bytes) = self.bytes.take().filter(|bytes| !bytes.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.breaks {
            None => Poll::Ready(None),
            Some(sleep) => match sleep.as_mut().poll(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(()) => Poll::Ready(Some(Err(Broken))),
            },
        }
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.breaks, &self.bytes) {
            (None, bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |it| it.len() as u64)),
            (Some(_), _) => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a caller with little patience gets, and how often the service was asked.
    async fn met(fault: Fault) -> (Option<u16>, usize) {
        let service = Proxy::before("http://127.0.0.1:1").unwrap();
        service.rule(|_| Some(Fault::Garbage.into()));
        let options = Options {
            late: Duration::from_millis(20),
            ..Options::before(&service.url())
        };
        let proxy = Proxy::start(options).unwrap();
        proxy.follow(Plan::chance(1, 1.0, &[fault]));
        let got = ask(&proxy).await;
        proxy.settled().await;
        let seen = proxy.take_calls();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].fault, Some(fault));
        (got, service.take_calls().len())
    }

    async fn ask(proxy: &Proxy) -> Option<u16> {
        let client = reqwest::Client::builder().no_proxy();
        let client = client.timeout(Duration::from_millis(500)).build().unwrap();
        let request = client.post(proxy.url()).header("x-amz-target", "D.GetItem");
        let answer = request.body("{}").send().await.ok()?;
        let status = answer.status().as_u16();
        answer.bytes().await.ok().map(|_| status)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_lost_cut_or_said_twice_was_passed_on_and_what_is_refused_was_not() {
        for (fault, got, asked) in [
            (Fault::Late, Some(200), 1),
            (Fault::Silence, None, 0),
            (Fault::Broken, None, 0),
            (Fault::Refused, None, 0),
            (Fault::InternalError, Some(500), 0),
            (Fault::Throttling, Some(400), 0),
            (Fault::Throughput, Some(400), 0),
            (Fault::LostAnswer, None, 1),
            (Fault::Twice, Some(200), 2),
            (Fault::CutAnswer, None, 1),
            (Fault::Garbage, Some(200), 1),
        ] {
            assert_eq!(met(fault).await, (got, asked), "{fault:?}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn after_a_refusal_nobody_listens_until_it_is_plugged_in() {
        let proxy = Proxy::before("http://127.0.0.1:1").unwrap();
        proxy.rule(|_| Some(Fault::Refused.into()));
        assert_eq!(ask(&proxy).await, None);
        assert_eq!(ask(&proxy).await, None);
        assert_eq!(proxy.take_calls().len(), 1);
        proxy.heal();
        proxy.plug_in().unwrap();
        assert_eq!(ask(&proxy).await, Some(502));
    }
}
