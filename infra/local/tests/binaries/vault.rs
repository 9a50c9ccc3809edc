//! A Secrets Manager whose secrets a test puts.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The secrets by their names; its clones share them.
#[derive(Clone)]
pub(crate) struct Vault {
    url: String,
    answers: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Vault {
    /// Opens an empty one on a free port.
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let vault = Self {
            url,
            answers: Arc::default(),
        };
        let routes = Router::new()
            .route("/", post(answer))
            .with_state(vault.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        vault
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A new version of a secret, or its first.
    pub(crate) fn put(&self, name: &str, text: &str) {
        let answer = json!({ "Name": name, "SecretString": text });
        self.answers().insert(name.to_owned(), answer.to_string());
    }

    /// A secret whose answer breaks off in its last character but one.
    pub(crate) fn put_cut(&self, name: &str, text: &str) {
        self.put(name, text);
        if let Some(answer) = self.answers().get_mut(name) {
            answer.pop();
            answer.pop();
        }
    }

    fn answers(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(vault): State<Vault>, headers: HeaderMap, body: Bytes) -> Response {
    assert_eq!(headers["x-amz-target"], "secretsmanager.GetSecretValue");
    let body: Value = serde_json::from_slice(&body).expect("a call is JSON");
    let name = body["SecretId"].as_str().expect("a secret has a name");
    match vault.answers().get(name) {
        Some(answer) => answer.clone().into_response(),
        None => {
            let refusal = json!({ "__type": "ResourceNotFoundException" });
            (StatusCode::BAD_REQUEST, Json(refusal)).into_response()
        }
    }
}
