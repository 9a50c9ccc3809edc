//! API Gateway in front of the functions, over HTTP, so that the client of the contract's own
//! tests can walk through them. `/dev/…` is answered by the runner, but a challenge that comes
//! solved is one of the function's.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{self, Response, StatusCode},
};
use gateway::{
    BodyForm, OPERATIONS,
    front::{not_found, received},
};
use local::{Options, Services};
use serde_json::json;
use tests::Llave;
use tokio::net::TcpListener;

use crate::cloud::Cloud;

#[tokio::test]
async fn the_gateway_knows_every_operation_by_its_path() {
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let router = local::router(&services.env(&[])).await;
    let router = router.expect("the operations start");
    let mut routes: Vec<_> = router
        .routes()
        .map(|route| (route.name, route.path.to_owned()))
        .collect();
    routes.sort_unstable();
    assert_eq!(routes, OPERATIONS.map(|name| (name, format!("/v1/{name}"))));
}

/// How the body of a request is written: `BodyForm::of`, as API Gateway chooses, or always alike.
pub(crate) type Form = fn(&http::Request<Vec<u8>>) -> BodyForm;

#[derive(Clone)]
struct Gateway {
    cloud: Arc<Cloud>,
    form: Form,
    runner: Llave,
}

/// Opens a gateway that writes bodies in this form; gives a client of it.
pub(crate) async fn open(cloud: &Arc<Cloud>, form: Form) -> Llave {
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
    let response = match received(request).await {
        Ok(request) => gateway.answer(request).await,
        Err(refusal) => refusal,
    };
    response.map(Body::from)
}

impl Gateway {
    async fn answer(&self, request: http::Request<Vec<u8>>) -> Response<Vec<u8>> {
        match request.uri().path() {
            "/dev/altcha" => self.solved_challenge().await,
            path if path.starts_with("/dev/") => self.dev(request).await,
            path => match self.cloud.at(path) {
                Some(function) => function.respond(&request, (self.form)(&request)).await,
                None => not_found(),
            },
        }
    }

    async fn solved_challenge(&self) -> Response<Vec<u8>> {
        let challenge = self
            .cloud
            .at("/v1/challenge")
            .expect("a function gives them");
        let request = http::Request::get("/v1/challenge")
            .body(Vec::new())
            .expect("a request");
        let reply = challenge.answer(&request, (self.form)(&request)).await;
        let challenge = serde_json::from_str(&reply.body).expect("a challenge is JSON");
        let solved = proof::solve(&challenge).expect("it can be solved");
        Response::new(json!({ "altcha": solved }).to_string().into_bytes())
    }

    async fn dev(&self, request: http::Request<Vec<u8>>) -> Response<Vec<u8>> {
        let target = request.uri().path_and_query().expect("a path").as_str();
        let forwarded = self.runner.request(request.method().as_str(), target);
        let answer = self.runner.send(forwarded.body(request.into_body())).await;
        let mut response = Response::new(answer.bytes);
        *response.status_mut() = StatusCode::from_u16(answer.status).expect("a status");
        response
    }
}
