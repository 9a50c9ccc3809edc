//! A gateway of SMS: it keeps the newest text to each phone.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex},
};

use http::{Request, Response};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// The texts, by phone.
#[derive(Clone, Default)]
pub(crate) struct Sink(Arc<Mutex<HashMap<String, String>>>);

impl Sink {
    /// Begins to take `GET /?to=<phone>&text=<text>`; gives its port.
    pub(crate) async fn start() -> (Self, u16) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let sink = Self::default();
        let taking = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = taking.clone();
                let take = service_fn(move |request: Request<_>| {
                    let sink = sink.clone();
                    async move { Ok::<_, Infallible>(sink.take(&request)) }
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), take));
            }
        });
        (sink, port)
    }

    /// The newest text to this phone, once.
    pub(crate) fn read(&self, phone: &str) -> Option<String> {
        self.0.lock().expect("no panic").remove(phone)
    }

    fn take<B>(&self, request: &Request<B>) -> Response<String> {
        let query = request.uri().query().unwrap_or_default();
        let mut members: HashMap<_, _> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        if let (Some(to), Some(text)) = (members.remove("to"), members.remove("text")) {
            self.0.lock().expect("no panic").insert(to, text);
        }
        Response::new(String::new())
    }
}
