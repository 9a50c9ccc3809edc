//! Each binary answers, and what it answers is what the runner answers.

use axum::http::{Request, header::CONTENT_TYPE};
use gateway::BodyForm;
use serde_json::{Value, json};

use crate::{
    cloud::{Cloud, Deployed},
    event::event,
    reply::Reply,
};

const FORMS: [BodyForm; 2] = [BodyForm::Text, BodyForm::Base64];
const BODY_MAX_BYTES: usize = 16 * 1_024;

#[tokio::test]
async fn each_binary_answers_an_event_of_api_gateway() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    assert_eq!(cloud.functions.len(), 11);
    for function in &cloud.functions {
        for method in function.route.methods {
            let request = Request::builder()
                .method(method)
                .uri(format!("{}?from=outside", function.route.path))
                .header(CONTENT_TYPE, "application/json")
                .header("cookie", "seen=1; theme=dark")
                .header("accept-language", "gl")
                .header("accept-language", "en;q=0.5")
                .body(b"{}".to_vec())
                .expect("a request");
            let reply = function.answer(&request, BodyForm::Text).await;
            check_form(&reply);
        }
    }
}

#[track_caller]
fn check_form(reply: &Reply) {
    assert!([200, 204, 400, 401].contains(&reply.status), "{reply:?}");
    assert_eq!(reply.headers["cache-control"], "no-store", "{reply:?}");
    assert_eq!(
        reply.headers["x-content-type-options"], "nosniff",
        "{reply:?}"
    );
    assert_eq!(reply.headers["x-request-id"].len(), 32, "{reply:?}");
    if reply.status == 204 {
        assert_eq!(reply.body, "", "{reply:?}");
        return;
    }
    let body: Value = serde_json::from_str(&reply.body).expect("a body is JSON");
    if reply.status == 200 {
        assert_eq!(
            reply.headers["content-type"], "application/json",
            "{reply:?}"
        );
    } else {
        assert_eq!(
            reply.headers["content-type"], "application/problem+json",
            "{reply:?}"
        );
        assert_eq!(reply.headers["content-language"], "gl", "{reply:?}");
        assert_eq!(body["status"], reply.status, "{reply:?}");
    }
}

#[tokio::test]
async fn a_garbage_body_is_an_invalid_request() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    let services = cloud.runner.services();
    let token = services
        .registrar()
        .token("officer-1", "register", services.clock().now());
    let bearer = format!("Bearer {token}");
    for function in cloud.functions.iter().filter(|function| has_body(function)) {
        for body in [
            b"{\"document\": garbage".to_vec(),
            vec![0xff, 0, 0xfe],
            Vec::new(),
        ] {
            let request = Request::post(function.route.path)
                .header(CONTENT_TYPE, "application/json")
                .header("authorization", &bearer)
                .body(body)
                .expect("a request");
            let reply = function.answer(&request, BodyForm::Base64).await;
            check_problem(&reply, 400, "invalid-request");
        }
    }
}

#[tokio::test]
async fn a_body_over_16_kib_is_too_large() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    for function in &cloud.functions {
        for form in FORMS {
            let request = at(function, vec![b' '; BODY_MAX_BYTES + 1]);
            let reply = function.answer(&request, form).await;
            check_problem(&reply, 413, "content-too-large");
            let request = at(function, vec![b' '; BODY_MAX_BYTES]);
            assert_ne!(function.answer(&request, form).await.status, 413);
        }
    }
}

#[tokio::test]
async fn a_binary_and_the_runner_answer_a_bad_request_with_the_same_bytes() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    for function in &cloud.functions {
        for request in bad_requests(function) {
            let now = cloud.runner.services().clock().now();
            let expected = Reply::of_router(cloud.router.answer(request.clone(), now).await);
            assert!(expected.status < 500, "{expected:?}");
            let expected = expected.but_for_its_id();
            for form in FORMS {
                let reply = function.answer(&request, form).await;
                assert_eq!(reply.but_for_its_id(), expected, "{request:?} {form:?}");
            }
        }
    }
}

/// What no operation takes; a challenge and the end of a session need nothing, and are left out.
fn bad_requests(function: &Deployed) -> Vec<Request<Vec<u8>>> {
    let path = function.route.path;
    let wrong = json!({
        "document": {"type": "DNI", "number": "12345678A"},
        "email": 1, "activationCode": [], "altcha": "", "procedure": null, "otp": 123_456,
        "password": {}, "currentPassword": "", "newPassword": false, "assurance": "high",
    });
    let mut requests = vec![
        Request::put(path).body(Vec::new()),
        Request::post("/v1/nowhere").body(Vec::new()),
        Request::get("/").body(Vec::new()),
    ];
    if has_body(function) {
        let json = || Request::post(path).header(CONTENT_TYPE, "application/json");
        requests.extend([
            Request::post(path).body(b"{}".to_vec()),
            Request::post(path)
                .header(CONTENT_TYPE, "text/plain")
                .body(b"{}".to_vec()),
            json().body(Vec::new()),
            json().body(b"{}".to_vec()),
            json().body("\"ñandú\"".into()),
            json().body(wrong.to_string().into_bytes()),
            json()
                .header("accept-language", "eu")
                .body(wrong.to_string().into_bytes()),
            json()
                .header("authorization", "Bearer nobody")
                .body(wrong.to_string().into_bytes()),
        ]);
    }
    if path == "/v1/session" {
        requests.extend([
            Request::get(path).body(Vec::new()),
            Request::get(path)
                .header("authorization", "Bearer nobody")
                .body(Vec::new()),
        ]);
    }
    requests
        .into_iter()
        .map(|request| request.expect("a request"))
        .collect()
}

#[tokio::test]
async fn a_binary_lives_on_after_an_event_that_is_no_request() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    for function in &cloud.functions {
        let ended = function.invoke(json!({"source": "aws.events"})).await;
        assert!(ended.is_err(), "{ended:?}");
        let reply = function
            .answer(&at(function, b"{}".to_vec()), BodyForm::Text)
            .await;
        assert!(reply.status < 500, "{reply:?}");
    }
}

#[tokio::test]
async fn a_query_changes_nothing_whatever_is_in_it() {
    let Some(cloud) = Cloud::start().await else {
        return;
    };
    let now = cloud.runner.services().clock().now();
    for function in &cloud.functions {
        for query in ["a=b c", "a=\"<>\"", "%zz", "ñ"] {
            let mut event = event(&at(function, b"{}".to_vec()), BodyForm::Text, now);
            event["rawQueryString"] = json!(query);
            let ended = function.invoke(event).await;
            let reply = Reply::of_function(&ended.expect("a query is not looked at"));
            assert!(reply.status < 500, "{reply:?}");
        }
    }
}

fn has_body(function: &Deployed) -> bool {
    function.route.methods.iter().any(|method| method == "POST")
}

/// A request that the function's route takes.
fn at(function: &Deployed, body: Vec<u8>) -> Request<Vec<u8>> {
    let method = function
        .route
        .methods
        .first()
        .expect("a route has a method");
    Request::builder()
        .method(method)
        .uri(function.route.path)
        .header(CONTENT_TYPE, "application/json")
        .body(body)
        .expect("a request")
}

#[track_caller]
fn check_problem(reply: &Reply, status: u16, name: &str) {
    let body: Value = serde_json::from_str(&reply.body).expect("a problem is JSON");
    assert_eq!(reply.status, status, "{reply:?}");
    assert_eq!(body["type"], format!("/problems/{name}"), "{reply:?}");
}
