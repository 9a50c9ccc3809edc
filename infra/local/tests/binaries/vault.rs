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
    secrets: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Vault {
    /// Opens an empty one on a free port.
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let vault = Self {
            url,
            secrets: Arc::default(),
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
        self.secrets().insert(name.to_owned(), text.to_owned());
    }

    fn secrets(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(vault): State<Vault>, headers: HeaderMap, body: Bytes) -> Response {
    assert_eq!(headers["x-amz-target"], "secretsmanager.GetSecretValue");
    let body: Value = serde_json::from_slice(&body).expect("a call is JSON");
    let name = body["SecretId"].as_str().expect("a secret has a name");
    match vault.secrets().get(name) {
        Some(text) => Json(json!({ "Name": name, "SecretString": text })).into_response(),
        None => {
            let refusal = json!({ "__type": "ResourceNotFoundException" });
            (StatusCode::BAD_REQUEST, Json(refusal)).into_response()
        }
    }
}
