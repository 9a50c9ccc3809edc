//! An endpoint that speaks SNS as far as Llave does: `Publish` of an SMS, in AWS's query protocol.
//! What it takes goes to the [`Outbox`].

use std::{collections::BTreeMap, fmt::Write};

use aws_lc_rs::rand;
use axum::{
    Router,
    body::Bytes,
    extract::{Form, FromRequest, Request, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;

use crate::{
    Clock,
    outbox::{Outbox, Sms, SnsRefusal},
};

const NAMESPACE: &str = "http://sns.amazonaws.com/doc/2010-03-31/";
/// What SNS takes at most, in characters.
const MESSAGE_MAX: usize = 1_600;

/// An error as SNS gives it: status, code, message.
#[derive(Debug, PartialEq, Eq)]
struct Refusal(StatusCode, &'static str, &'static str);

const fn invalid(message: &'static str) -> Refusal {
    Refusal(StatusCode::BAD_REQUEST, "InvalidParameter", message)
}

#[derive(Clone)]
struct Endpoint {
    outbox: Outbox,
    clock: Clock,
}

/// The endpoint's routes.
pub(crate) fn endpoint(outbox: Outbox, clock: Clock) -> Router {
    Router::new()
        .route("/", post(answer))
        .with_state(Endpoint { outbox, clock })
}

async fn answer(State(endpoint): State<Endpoint>, request: Request) -> Response {
    let Ok(request_id) = random_id() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
    let answered = match form {
        Ok(Form(fields)) => endpoint.act(fields.into_iter().collect()).await,
        Err(_) => Err(invalid("the request is not a form")),
    };
    let (status, xml) = match answered {
        Ok(message_id) => (StatusCode::OK, published(&message_id, &request_id)),
        Err(refusal) => (refusal.0, refused(&refusal, &request_id)),
    };
    (status, [(CONTENT_TYPE, "text/xml")], Bytes::from(xml)).into_response()
}

impl Endpoint {
    async fn act(&self, fields: BTreeMap<String, String>) -> Result<String, Refusal> {
        if fields.get("Action").map(String::as_str) != Some("Publish") {
            return Err(Refusal(
                StatusCode::BAD_REQUEST,
                "InvalidAction",
                "The runner's endpoint knows only Publish",
            ));
        }
        let sms = read(&fields, self.clock.now())?;
        match self.outbox.refusal() {
            None => self.keep(sms),
            Some(SnsRefusal::Throttled) => Err(Refusal(
                StatusCode::BAD_REQUEST,
                "Throttling",
                "Rate exceeded",
            )),
            Some(SnsRefusal::OptedOut) => Err(invalid(
                "Invalid parameter: PhoneNumber Reason: Phone number is opted out",
            )),
            Some(SnsRefusal::Hang) => std::future::pending().await,
        }
    }

    fn keep(&self, sms: Sms) -> Result<String, Refusal> {
        let failed = Refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            "The outbox can't be written",
        );
        match (random_id(), self.outbox.take(sms)) {
            (Ok(id), Ok(())) => Ok(id),
            (Err(_), Ok(()) | Err(_)) | (Ok(_), Err(_)) => Err(failed),
        }
    }
}

fn read(fields: &BTreeMap<String, String>, now: Timestamp) -> Result<Sms, Refusal> {
    let to = fields
        .get("PhoneNumber")
        .filter(|phone| is_e164(phone))
        .ok_or(invalid("Invalid parameter: PhoneNumber"))?;
    let body = fields
        .get("Message")
        .filter(|body| !body.is_empty())
        .ok_or(invalid("Invalid parameter: Empty message"))?;
    if body.chars().count() > MESSAGE_MAX {
        return Err(invalid("Invalid parameter: Message too long"));
    }
    Ok(Sms {
        to: to.clone(),
        body: body.clone(),
        at: now,
        attributes: attributes(fields),
    })
}

/// `MessageAttributes.entry.1.Name` is the name of what `MessageAttributes.entry.1.Value.StringValue` holds.
fn attributes(fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    fields
        .iter()
        .filter_map(|(field, name)| {
            let entry = field
                .strip_prefix("MessageAttributes.entry.")?
                .strip_suffix(".Name")?;
            let value = format!("MessageAttributes.entry.{entry}.Value.StringValue");
            Some((name.clone(), fields.get(&value)?.clone()))
        })
        .collect()
}

fn is_e164(phone: &str) -> bool {
    phone.strip_prefix('+').is_some_and(|digits| {
        (1..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn published(message_id: &str, request_id: &str) -> String {
    format!(
        "<PublishResponse xmlns=\"{NAMESPACE}\">\
         <PublishResult><MessageId>{message_id}</MessageId></PublishResult>\
         <ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>\
         </PublishResponse>"
    )
}

/// Codes and messages are ours: none has a character that XML would need escaped.
fn refused(Refusal(status, code, message): &Refusal, request_id: &str) -> String {
    let whose = if status.is_server_error() {
        "Receiver"
    } else {
        "Sender"
    };
    format!(
        "<ErrorResponse xmlns=\"{NAMESPACE}\">\
         <Error><Type>{whose}</Type><Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>{request_id}</RequestId>\
         </ErrorResponse>"
    )
}

/// Written like a UUID, as SNS's are.
fn random_id() -> Result<String, aws_lc_rs::error::Unspecified> {
    let mut bytes = [0_u8; 16];
    rand::fill(&mut bytes)?;
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        // Writing to a string does not fail.
        write!(id, "{byte:02x}").ok();
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        fields.iter().map(owned).collect()
    }

    fn endpoint() -> Endpoint {
        Endpoint {
            outbox: Outbox::default(),
            clock: Clock::default(),
        }
    }

    const PUBLISH: [(&str, &str); 7] = [
        ("Action", "Publish"),
        ("Version", "2010-03-31"),
        ("PhoneNumber", "+34600000001"),
        ("Message", "Llave: 012345\n\n@localhost #012345"),
        ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
        ("MessageAttributes.entry.1.Value.DataType", "String"),
        (
            "MessageAttributes.entry.1.Value.StringValue",
            "Transactional",
        ),
    ];

    #[tokio::test]
    async fn a_published_message_is_kept_with_its_attributes() {
        let endpoint = endpoint();
        let id = endpoint.act(form(&PUBLISH)).await.unwrap();
        assert_eq!(id.len(), 36);
        let kept = endpoint.outbox.to("+34600000001").pop().unwrap();
        assert_eq!(kept.body, "Llave: 012345\n\n@localhost #012345");
        assert_eq!(
            kept.attributes,
            form(&[("AWS.SNS.SMS.SMSType", "Transactional")])
        );
    }

    #[tokio::test]
    async fn what_sns_would_not_take_is_refused_as_sns_does() {
        async fn check(field: &str, value: &str, code: &str) {
            let endpoint = endpoint();
            let mut fields = form(&PUBLISH);
            fields.insert(field.to_owned(), value.to_owned());
            let refusal = endpoint.act(fields).await.unwrap_err();
            assert_eq!(refusal.1, code);
            assert!(endpoint.outbox.all().is_empty());
        }
        check("Action", "CreateTopic", "InvalidAction").await;
        check("PhoneNumber", "600000001", "InvalidParameter").await;
        check("PhoneNumber", "+", "InvalidParameter").await;
        check("Message", "", "InvalidParameter").await;
        check("Message", &"a".repeat(1_601), "InvalidParameter").await;
    }

    #[tokio::test]
    async fn a_test_can_make_it_refuse_and_take_again() {
        let endpoint = endpoint();
        let throttled = SnsRefusal::Throttled;
        for (refusal, code) in [
            (throttled, "Throttling"),
            (SnsRefusal::OptedOut, "InvalidParameter"),
        ] {
            endpoint.outbox.refuse_with(Some(refusal));
            assert_eq!(endpoint.act(form(&PUBLISH)).await.unwrap_err().1, code);
        }
        endpoint.outbox.refuse_with(None);
        assert!(endpoint.act(form(&PUBLISH)).await.is_ok());
        assert_eq!(endpoint.outbox.all().len(), 1);
    }

    #[test]
    fn the_answers_are_sns_s_xml() {
        assert_eq!(
            published("m", "r"),
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>\
             <MessageId>m</MessageId></PublishResult><ResponseMetadata><RequestId>r</RequestId>\
             </ResponseMetadata></PublishResponse>"
        );
        assert_eq!(
            refused(
                &Refusal(StatusCode::BAD_REQUEST, "Throttling", "Rate exceeded"),
                "r"
            ),
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender\
             </Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>r\
             </RequestId></ErrorResponse>"
        );
    }
}
