//! `login`, brought to AWS as the SDK's guide has it: its crates with their default features, `load_defaults` with
//! its chains of regions and credentials, TLS by AWS-LC with the system's roots, and nothing made ready before the
//! first call. The operation is Llave's own, and so are its settings, each secret fetched beside the others; metrics and
//! the mark of a front are left out, and an event is read and written once more.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: settings and a call's time are read here"
)]

use std::{collections::BTreeMap, env, sync::Arc};

use aws_config::{BehaviorVersion, SdkConfig, load_defaults};
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
    let settings = fetched(&aws, env::vars().collect()).await?;
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
    aws: &SdkConfig,
    mut settings: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Error> {
    let named = settings.iter().filter_map(|(setting, value)| {
        let secret = value.strip_prefix("secret:")?;
        Some((setting.clone(), secret.to_owned()))
    });
    let named: Vec<_> = named.collect();
    if named.is_empty() {
        return Ok(settings);
    }
    let client = Client::new(aws);
    let mut fetching = JoinSet::new();
    for (setting, secret) in named {
        let call = client.get_secret_value().secret_id(secret);
        fetching.spawn(async move { (setting, call.send().await) });
    }
    while let Some(fetched) = fetching.join_next().await {
        let (setting, secret) = fetched?;
        let text = secret?.secret_string;
        settings.insert(setting, text.ok_or("a secret without a text")?);
    }
    Ok(settings)
}
