//! SMS by SNS: the only crate that knows its SDK. [`text`] holds every wording.

pub mod text;

use std::{collections::HashMap, error::Error, io, sync::OnceLock, time::Duration};

use aws_config::{SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_sns::{
    Client, Config,
    config::{Builder, Region},
    error::{ConnectorError, ProvideErrorMetadata, SdkError},
    operation::publish::PublishError,
    types::MessageAttributeValue,
};
use policy::{Language, Otp, Purpose};

/// How SMS go out.
#[derive(Clone, Copy, Default)]
pub struct Outgoing<'a> {
    /// Where SNS is, if not at AWS's own endpoint.
    pub endpoint: Option<&'a str>,
    /// The region that sends, if it is not the function's own: SMS are not sent from all of them.
    pub region: Option<&'a str>,
    /// The host that codes are bound to.
    pub host: &'a str,
    /// The name that is shown as their sender, if the operator has registered one.
    pub sender_id: Option<&'a str>,
}

/// Sends SMS.
#[derive(Clone)]
pub struct Messages {
    config: Config,
    client: OnceLock<Client>,
    host: String,
    attributes: HashMap<String, MessageAttributeValue>,
}

/// A one-time code to be sent.
pub struct OtpMessage<'a> {
    /// In E.164.
    pub phone: &'a str,
    /// Of the request that caused it.
    pub language: Language,
    /// What the code is for.
    pub purpose: Purpose,
    /// The code.
    pub otp: &'a Otp,
    /// How long it is good.
    pub minutes: u32,
}

/// What became of an SMS. Holds nothing personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// SNS took it.
    Sent,
    /// SNS refused it, or was never reached: nothing was sent.
    Refused(&'static str),
    /// SNS did not answer in time: it may have been sent.
    Unknown,
}

impl Messages {
    /// Speaks to SNS by `config`.
    #[must_use]
    pub fn new(config: &SdkConfig, outgoing: Outgoing<'_>) -> Self {
        // A publication whose answer is lost is not repeated: the person would get two SMS, and
        // what became of the first would be unknown.
        let builder = Builder::from(config).retry_config(RetryConfig::disabled());
        let mut builder = builder.timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_millis(800))
                .operation_attempt_timeout(Duration::from_millis(1_500))
                .operation_timeout(Duration::from_millis(1_800))
                .build(),
        );
        builder.set_endpoint_url(outgoing.endpoint.map(str::to_owned));
        if let Some(region) = outgoing.region {
            builder.set_region(Some(Region::new(region.to_owned())));
        }
        Self {
            config: builder.build(),
            client: OnceLock::new(),
            host: outgoing.host.to_owned(),
            attributes: attributes(outgoing.sender_id),
        }
    }

    /// Sends a one-time code.
    pub async fn send_otp(&self, message: &OtpMessage<'_>) -> Sending {
        let text = text::otp_message(
            message.language,
            message.purpose,
            message.otp.as_str(),
            &self.host,
            message.minutes,
        );
        let publish = self
            .client()
            .publish()
            .phone_number(message.phone)
            .message(text)
            .set_message_attributes(Some(self.attributes.clone()));
        let sending = match publish.send().await {
            Ok(_) => Sending::Sent,
            Err(error) => failed(&error),
        };
        measures::message(match sending {
            Sending::Sent => measures::Message::Sent,
            Sending::Refused(_) => measures::Message::RefusedBySns,
            Sending::Unknown => measures::Message::Unknown,
        });
        sending
    }

    /// Made when the first SMS goes out: a cold start pays for no client that its first request
    /// may not use.
    fn client(&self) -> &Client {
        self.client
            .get_or_init(|| Client::from_conf(self.config.clone()))
    }
}

/// Every SMS is transactional: delivery before price.
fn attributes(sender_id: Option<&str>) -> HashMap<String, MessageAttributeValue> {
    let kind = Some(("AWS.SNS.SMS.SMSType", "Transactional"));
    let sender = sender_id.map(|id| ("AWS.SNS.SMS.SenderID", id));
    kind.into_iter()
        .chain(sender)
        .filter_map(|(name, value)| {
            let attribute = MessageAttributeValue::builder()
                .data_type("String")
                .string_value(value)
                .build();
            Some((name.to_owned(), attribute.ok()?))
        })
        .collect()
}

fn failed(error: &SdkError<PublishError>) -> Sending {
    match error {
        SdkError::ConstructionFailure(_) => Sending::Refused("the request could not be built"),
        SdkError::ServiceError(service) => {
            let opted_out = service
                .err()
                .message()
                .is_some_and(|message| message.contains("opted out"));
            match service.err().code() {
                Some("OptedOut" | "OptedOutException") => {
                    Sending::Refused("the phone has opted out")
                }
                _ if opted_out => Sending::Refused("the phone has opted out"),
                Some("Throttling" | "ThrottledException" | "Throttled" | "ThrottlingException") => {
                    Sending::Refused("SNS throttles")
                }
                Some(_) | None if service.raw().status().is_client_error() => {
                    Sending::Refused("SNS refuses")
                }
                // An error of the server's own, or a good answer that cannot be read.
                Some(_) | None => Sending::Unknown,
            }
        }
        SdkError::DispatchFailure(failure)
            if failure.as_connector_error().is_some_and(was_not_reached) =>
        {
            Sending::Refused("SNS is not reached")
        }
        SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) | SdkError::ResponseError(_) => {
            Sending::Unknown
        }
        // The SDK may grow other kinds.
        _ => Sending::Unknown,
    }
}

/// Whether no connection was made, so that nothing can have been sent.
fn was_not_reached(failure: &ConnectorError) -> bool {
    let mut cause = failure.source();
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return io.kind() == io::ErrorKind::ConnectionRefused;
        }
        cause = error.source();
    }
    false
}
