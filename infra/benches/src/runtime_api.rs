//! The Lambda runtime API, as one function sees it, with the instant of each of its calls.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::{
    convert::Infallible,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Instant,
};

use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::{
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::TcpListener,
    sync::{Mutex, mpsc},
};

/// Far from now: no function looks at it but to end before it.
const DEADLINE_MS: &str = "4102444800000";
const ARN: &str = "arn:aws:lambda:eu-south-2:123456789012:function:llave";

/// What a function has told, and when.
#[derive(Debug)]
pub(crate) enum Told {
    /// It asks for an event: it has started, or is done with the one before.
    Asks(Instant),
    /// It answers an event.
    Answers(Instant, Bytes),
    /// It can't, and says why.
    Fails(String),
}

/// A runtime API of its own for one function. It ends with its value.
pub(crate) struct RuntimeApi {
    /// Where it answers.
    pub(crate) address: SocketAddr,
    events: mpsc::UnboundedSender<Bytes>,
    told: mpsc::UnboundedReceiver<Told>,
}

struct Inside {
    events: Mutex<mpsc::UnboundedReceiver<Bytes>>,
    told: mpsc::UnboundedSender<Told>,
}

impl RuntimeApi {
    /// Starts one on a free port.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (events, waiting) = mpsc::unbounded_channel();
        let (tell, told) = mpsc::unbounded_channel();
        let inside = Arc::new(Inside {
            events: Mutex::new(waiting),
            told: tell,
        });
        tokio::spawn(accept(listener, inside));
        Self {
            address,
            events,
            told,
        }
    }

    /// Gives the function an event.
    pub(crate) fn give(&self, event: Bytes) {
        self.events.send(event).expect("the API runs");
    }

    /// What the function tells next.
    pub(crate) async fn told(&mut self) -> Told {
        self.told.recv().await.expect("the API runs")
    }
}

async fn accept(listener: TcpListener, inside: Arc<Inside>) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).ok();
        let inside = Arc::clone(&inside);
        tokio::spawn(async move {
            let calls = service_fn(move |request| Arc::clone(&inside).answer(request));
            // It breaks when the function is ended.
            http1::Builder::new()
                .serve_connection(TokioIo::new(stream), calls)
                .await
                .ok();
        });
    }
}

impl Inside {
    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, Infallible> {
        if request.method() == Method::GET {
            self.tell(Told::Asks(Instant::now()));
            return Ok(match self.events.lock().await.recv().await {
                Some(event) => next(event),
                // There will be no more: the function is about to be ended.
                None => std::future::pending().await,
            });
        }
        let answers = request.uri().path().ends_with("/response");
        let body = request.into_body().collect().await;
        let body = body.map(http_body_util::Collected::to_bytes);
        self.tell(match body {
            Ok(body) if answers => Told::Answers(Instant::now(), body),
            Ok(body) => Told::Fails(String::from_utf8_lossy(&body).into_owned()),
            Err(error) => Told::Fails(error.to_string()),
        });
        let mut accepted = Response::default();
        *accepted.status_mut() = StatusCode::ACCEPTED;
        Ok(accepted)
    }

    fn tell(&self, told: Told) {
        // Nobody listens to a function that is being ended.
        self.told.send(told).ok();
    }
}

fn next(event: Bytes) -> Response<Full<Bytes>> {
    Response::builder()
        .header("content-type", "application/json")
        .header(
            "lambda-runtime-aws-request-id",
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        )
        .header("lambda-runtime-deadline-ms", DEADLINE_MS)
        .header("lambda-runtime-invoked-function-arn", ARN)
        .body(Full::new(event))
        .expect("an answer")
}
