//! Settings that are kept in AWS Secrets Manager. One whose value is `secret:<name or ARN>` is
//! fetched when the function starts, and only then: keys are in no template, no console page of
//! the function and no environment dump.

use std::{collections::BTreeMap, time::Duration};

use aws_config::{SdkConfig, timeout::TimeoutConfig};
use aws_sdk_secretsmanager::{
    Client,
    config::Builder,
    error::{DisplayErrorContext, ProvideErrorMetadata},
};
use tokio::task::JoinSet;

use crate::StartupError;

const PREFIX: &str = "secret:";

/// Puts the secrets in place of their names, all of them fetched side by side.
///
/// # Errors
/// [`StartupError`] for the setting whose secret can't be had.
pub(crate) async fn fetch(
    mut settings: BTreeMap<String, String>,
    aws: &SdkConfig,
    endpoint: Option<&str>,
) -> Result<BTreeMap<String, String>, StartupError> {
    let client = client(aws, endpoint);
    let mut fetching = JoinSet::new();
    for (setting, value) in &settings {
        if let Some(secret) = value.trim().strip_prefix(PREFIX) {
            let (client, setting, secret) = (client.clone(), setting.clone(), secret.to_owned());
            fetching.spawn(async move { (setting, read(&client, &secret).await) });
        }
    }
    while let Some(fetched) = fetching.join_next().await {
        let (setting, value) = fetched.map_err(|error| StartupError::new(PREFIX, error))?;
        let value = value.map_err(|reason| StartupError::new(&setting, reason))?;
        settings.insert(setting, value);
    }
    Ok(settings)
}

/// A start has ten seconds in Lambda; three tries fit.
fn client(aws: &SdkConfig, endpoint: Option<&str>) -> Client {
    let mut builder = Builder::from(aws).timeout_config(
        TimeoutConfig::builder()
            .connect_timeout(Duration::from_millis(1_000))
            .operation_attempt_timeout(Duration::from_millis(2_500))
            .operation_timeout(Duration::from_millis(8_000))
            .build(),
    );
    builder.set_endpoint_url(endpoint.map(str::to_owned));
    Client::from_conf(builder.build())
}

async fn read(client: &Client, secret: &str) -> Result<String, String> {
    let fetched = client.get_secret_value().secret_id(secret).send().await;
    match fetched {
        Ok(output) => output
            .secret_string
            .ok_or_else(|| format!("the secret {secret} is not text")),
        Err(error) => Err(match error.code() {
            Some(code) => format!("the secret {secret} can't be read: {code}"),
            None => format!(
                "the secret {secret} can't be read: {}",
                DisplayErrorContext(&error)
            ),
        }),
    }
}
