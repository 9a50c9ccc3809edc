//! `login`, brought to AWS as the SDK's guide has it: its crates with their default features, `load_defaults` with
//! its chains of regions and credentials, TLS by AWS-LC with the system's roots, and nothing made ready before the
//! first call. The operation is Llave's own, and so are its settings, each secret fetched beside the others.

use std::{collections::BTreeMap, env, sync::Arc};

use aws_config::{BehaviorVersion, load_defaults};
use aws_sdk_secretsmanager::Client;
use jiff::Timestamp;
use lambda_http::{Error, LambdaEvent, lambda_runtime, service_fn};
use login::Login;
use serde_json::Value;
use tokio::task::JoinSet;
use web::{Env, Operation, Router};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    web::log::start();
    let aws = load_defaults(BehaviorVersion::latest()).await;
    let settings = fetched(&Client::new(&aws), env::vars().collect()).await?;
    let login = Login::start(&Env::new(settings, aws)).await?;
    let router = Arc::new(Router::new().mount(login));
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| {
        let router = Arc::clone(&router);
        async move {
            let event = serde_json::to_vec(&event.payload)?;
            let reply = web::lambda::reply(&router, &event, Timestamp::now()).await?;
            Ok::<Value, Error>(serde_json::from_slice(&reply)?)
        }
    }))
    .await
}

/// The settings, with the secrets that they name.
async fn fetched(
    client: &Client,
    mut settings: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Error> {
    let mut fetching = JoinSet::new();
    for (setting, value) in &settings {
        let Some(secret) = value.strip_prefix("secret:") else {
            continue;
        };
        let (setting, call) = (setting.clone(), client.get_secret_value().secret_id(secret));
        fetching.spawn(async move { (setting, call.send().await) });
    }
    while let Some(fetched) = fetching.join_next().await {
        let (setting, secret) = fetched?;
        let text = secret?.secret_string;
        settings.insert(setting, text.ok_or("a secret without a text")?);
    }
    Ok(settings)
}
