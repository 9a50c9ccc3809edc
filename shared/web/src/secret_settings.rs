//! Settings that are kept in AWS Secrets Manager. One whose value is `secret:<name or ARN>` is
//! fetched when the function starts, and only then: keys are in no template, no console page of
//! the function and no environment dump.

use std::{collections::BTreeMap, time::Duration};

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::{
    Client,
    config::Builder,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_secret_value::GetSecretValueError,
};
use tokio::task::JoinSet;

use crate::{StartupError, aws::time_outs};

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
    let named: Vec<(String, String)> = settings
        .iter()
        .filter_map(|(setting, value)| {
            let secret = value.trim().strip_prefix(PREFIX)?;
            Some((setting.clone(), secret.to_owned()))
        })
        .collect();
    if named.is_empty() {
        // A cold start pays for no client that it does not use.
        return Ok(settings);
    }
    let client = client(aws, endpoint);
    let mut fetching = JoinSet::new();
    for (setting, secret) in named {
        let client = client.clone();
        fetching.spawn(async move { (setting, read(&client, &secret).await) });
    }
    while let Some(fetched) = fetching.join_next().await {
        let (setting, value) = fetched.map_err(|error| StartupError::new(PREFIX, error))?;
        let value = value.map_err(|reason| StartupError::new(&setting, reason))?;
        settings.insert(setting, value);
    }
    Ok(settings)
}

/// A start has ten seconds in Lambda; three tries fit. The time to connect is everybody's: a
/// connector, with its roots of trust, is made for each such time that there is.
fn client(aws: &SdkConfig, endpoint: Option<&str>) -> Client {
    let mut builder = Builder::from(aws).timeout_config(
        time_outs()
            .to_builder()
            .operation_attempt_timeout(Duration::from_millis(2_500))
            .operation_timeout(Duration::from_millis(8_000))
            .build(),
    );
    builder.set_endpoint_url(endpoint.map(str::to_owned));
    Client::from_conf(builder.build())
}

async fn read(client: &Client, secret: &str) -> Result<String, String> {
    let fetched = client.get_secret_value().secret_id(secret).send().await;
    let text = match fetched {
        Ok(output) => output.secret_string,
        Err(error) => {
            let why = reason(&error);
            return Err(format!("the secret {secret} can't be read: {why}"));
        }
    };
    // A blank setting is one that is not set: what should close a door must not leave it open.
    text.filter(|text| !text.trim().is_empty())
        .ok_or_else(|| format!("the secret {secret} holds no text"))
}

/// What went wrong, in words of ours or of AWS's error codes: an answer that can't be read may hold
/// the secret, and is shown to nobody.
fn reason(error: &SdkError<GetSecretValueError>) -> &str {
    match error {
        SdkError::ConstructionFailure(_) => "the request could not be built",
        SdkError::TimeoutError(_) => "Secrets Manager did not answer in time",
        SdkError::DispatchFailure(_) => "Secrets Manager is not reached",
        SdkError::ResponseError(_) => "the answer can't be read",
        SdkError::ServiceError(service) => {
            service.err().code().unwrap_or("the answer can't be read")
        }
        // The SDK may grow other kinds.
        _ => "it failed",
    }
}
