//! How a function speaks to AWS: as Lambda's environment says, over one HTTPS client.
//!
//! - Region and credentials come from the environment and from nowhere else: no profile file, no
//!   metadata service, no chain of providers that a cold start would walk.
//! - The cryptography of TLS is `ring`: the first random byte of `aws-lc` costs a cold start tens of
//!   milliseconds.
//! - Trusted are Amazon's roots alone, [as Amazon publishes
//!   them](https://www.amazontrust.com/repository/), in `aws-roots.pem`: nobody else vouches for an
//!   endpoint of AWS, and the roots of the system need not be read.

use std::time::Duration;

use aws_config::{
    BehaviorVersion, Region, SdkConfig,
    environment::{EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider},
    meta::region::ProvideRegion,
    retry::RetryConfig,
    timeout::TimeoutConfig,
};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient, http_client_fn};

const ROOTS: &[u8] = include_bytes!("aws-roots.pem");

/// By the environment of the process, as Lambda makes it.
pub(crate) async fn of_process() -> SdkConfig {
    let region = EnvironmentVariableRegionProvider::new().region().await;
    config(region, EnvironmentVariableCredentialsProvider::new())
}

/// In this region, by these credentials.
#[must_use]
pub fn config(region: Option<Region>, credentials: impl ProvideCredentials + 'static) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(region)
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(https(None))
        .timeout_config(time_outs())
        .retry_config(retries())
        .build()
}

/// The same, over connections that are left when they were idle for so long.
pub(crate) fn with_connections_idle_for(at_most: Duration, config: &SdkConfig) -> SdkConfig {
    let client = https(Some(at_most));
    config.to_builder().http_client(client).build()
}

#[expect(
    clippy::expect_used,
    reason = "trust without names of servers is always well formed"
)]
fn https(idle_at_most: Option<Duration>) -> SharedHttpClient {
    let roots = TrustStore::empty().with_pem_certificate(ROOTS);
    let trust = TlsContext::builder().with_trust_store(roots).build();
    let mut builder = Builder::new();
    if idle_at_most.is_some() {
        builder.set_pool_idle_timeout(Some(idle_at_most));
    }
    let client = builder
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .tls_context(trust.expect("a trust"))
        .build_https();
    // The SDK's own also makes a connector of each service's client that is made, and throws it
    // away: for roots of the system, that their reading may fail early. Ours are read once.
    http_client_fn(move |settings, components| client.http_connector(settings, components))
}

/// How long a call to AWS may take. An operation makes two calls that may hang, at most, before it
/// gives up, and so answers within five seconds.
#[must_use]
pub fn time_outs() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(700))
        .operation_attempt_timeout(Duration::from_millis(1_000))
        .operation_timeout(Duration::from_millis(1_800))
        .build()
}

/// How a call to AWS is repeated within its time. Every write may be.
#[must_use]
pub fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(50))
}
