//! API Gateway in front of the functions, over HTTP, so that the client of the contract's own
//! tests can walk through them. `/dev/…` is answered by the runner, but a challenge that comes
//! solved is one of the function's.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Response, StatusCode},
    response::IntoResponse,
};
use serde_json::json;
use tests::Llave;
use tokio::net::TcpListener;

use crate::{cloud::Cloud, event::BodyForm};

/// What API Gateway itself takes, in bytes.
const BODY_MAX_BYTES: usize = 10 * 1_024 * 1_024;

#[derive(Clone)]
struct Gateway {
    cloud: Arc<Cloud>,
    form: BodyForm,
    runner: Llave,
}

/// Opens a gateway that writes bodies in this form; gives a client of it.
pub(crate) async fn open(cloud: &Arc<Cloud>, form: BodyForm) -> Llave {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let gateway = Gateway {
        cloud: Arc::clone(cloud),
        form,
        runner: Llave::at(&cloud.runner.url()),
    };
    let routes = Router::new().fallback(answer).with_state(gateway);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Llave::at(&format!("http://{address}"))
}

async fn answer(State(gateway): State<Gateway>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, BODY_MAX_BYTES).await.expect("a body");
    let request = Request::from_parts(parts, bytes.to_vec());
    match request.uri().path() {
        "/dev/altcha" => gateway.solved_challenge().await,
        path if path.starts_with("/dev/") => gateway.dev(request).await,
        path => match gateway.cloud.at(path) {
            Some(function) => function.answer(&request, gateway.form).await.sent(),
            None => (StatusCode::NOT_FOUND, r#"{"message":"Not Found"}"#).into_response(),
        },
    }
}

impl Gateway {
    async fn solved_challenge(&self) -> Response<Body> {
        let challenge = self
            .cloud
            .at("/v1/challenge")
            .expect("a function gives them");
        let request = Request::get("/v1/challenge")
            .body(Vec::new())
            .expect("a request");
        let reply = challenge.answer(&request, self.form).await;
        let challenge = serde_json::from_str(&reply.body).expect("a challenge is JSON");
        let solved = proof::solve(&challenge).expect("it can be solved");
        json!({ "altcha": solved }).to_string().into_response()
    }

    async fn dev(&self, request: Request<Vec<u8>>) -> Response<Body> {
        let target = request.uri().path_and_query().expect("a path").as_str();
        let forwarded = self.runner.request(request.method().as_str(), target);
        let answer = self.runner.send(forwarded.body(request.into_body())).await;
        let status = StatusCode::from_u16(answer.status).expect("a status");
        (status, answer.bytes).into_response()
    }
}
