//! A binary whose tables don't answer says so in time: its SDK is set up from the environment of
//! the process, and must have the time-outs of the runner's.

use std::time::{Duration, Instant};

use axum::http::{Request, header::CONTENT_TYPE};
use gateway::BodyForm;
use local::{Options, Services};
use tests::Person;
use tokio::net::TcpListener;

use crate::{binaries, event::event, function::Function, reply::Reply};

const AT_MOST: Duration = Duration::from_secs(5);

#[tokio::test]
async fn tables_that_never_answer_are_temporarily_unavailable_within_5_seconds() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    // The system takes connections, and nobody ever reads what comes.
    let silence = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", silence.local_addr().expect("an address"));
    let mut settings = services.settings();
    settings.push(("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), url));
    let login = Function::start(&folder.of("login"), &settings).await;

    // Once it has answered this, it has started.
    assert_eq!(ask(&login, "{}".to_owned(), &services).await.status, 400);
    let person = Person::new();
    let began = Instant::now();
    let body = person.login(&person.password).to_string();
    let reply = ask(&login, body, &services).await;
    let took = began.elapsed();
    assert!(took < AT_MOST, "{took:?}");
    assert_eq!(reply.status, 503, "{reply:?}");
    assert!(
        reply.body.contains("/problems/temporarily-unavailable"),
        "{reply:?}"
    );
    let seconds: u32 = reply.headers["retry-after"].parse().expect("seconds");
    assert!(seconds > 0, "{reply:?}");
}

async fn ask(login: &Function, body: String, services: &Services) -> Reply {
    let request = Request::post("/v1/login")
        .header(CONTENT_TYPE, "application/json")
        .body(body.into_bytes())
        .expect("a request");
    let event = event(&request, BodyForm::Text, services.clock().now());
    Reply::of_function(&login.invoke(event).await.expect("it answers"))
}
