//! An endpoint that speaks SNS as far as Llave does: `Publish` of an SMS, in AWS's query protocol.
//! What it takes goes to the [`Outbox`].
//!
//! If there is another SNS behind it, that one answers: each request is passed on as it is, and
//! goes to the outbox if it was taken.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Form, FromRequest, Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING},
    },
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;

use crate::{
    Clock, StartError, ids,
    outbox::{Outbox, Sms, SnsRefusal},
};

const NAMESPACE: &str = "http://sns.amazonaws.com/doc/2010-03-31/";
/// What SNS takes at most, in characters.
const MESSAGE_MAX: usize = 1_600;
/// More than any request that SNS takes, in bytes.
const READ_MAX_BYTES: usize = 1_024 * 1_024;

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
    other: Option<OtherSns>,
}

/// Another SNS, which decides.
#[derive(Clone)]
struct OtherSns {
    url: String,
    http: reqwest::Client,
}

/// The endpoint's routes.
pub(crate) fn endpoint(
    outbox: Outbox,
    clock: Clock,
    other: Option<String>,
) -> Result<Router, StartError> {
    let other = other.map(OtherSns::at).transpose()?;
    Ok(Router::new().route("/", post(answer)).with_state(Endpoint {
        outbox,
        clock,
        other,
    }))
}

impl OtherSns {
    /// It is asked there and nowhere else: what is passed on holds codes and credentials.
    fn at(url: String) -> Result<Self, StartError> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| StartError::Client(error.to_string()))?;
        Ok(Self { url, http })
    }
}

async fn answer(State(endpoint): State<Endpoint>, request: Request) -> Response {
    let Ok(request_id) = ids::random() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let answered = match &endpoint.other {
        None => endpoint.take(request, &request_id).await,
        Some(other) => endpoint.pass_on(request, other).await,
    };
    answered.unwrap_or_else(|refusal| {
        let xml = refused(&refusal, &request_id);
        xml_answer(refusal.0, xml)
    })
}

fn xml_answer(status: StatusCode, xml: String) -> Response {
    (status, [(CONTENT_TYPE, "text/xml")], Bytes::from(xml)).into_response()
}

impl Endpoint {
    async fn take(&self, request: Request, request_id: &str) -> Result<Response, Refusal> {
        let fields = fields(request).await?;
        let message_id = self.act(fields).await?;
        Ok(xml_answer(
            StatusCode::OK,
            published(&message_id, request_id),
        ))
    }

    /// What the other SNS answers is answered, byte for byte.
    async fn pass_on(&self, request: Request, other: &OtherSns) -> Result<Response, Refusal> {
        self.refuse_if_told().await?;
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, READ_MAX_BYTES)
            .await
            .map_err(|_| invalid("the request is too long"))?;
        let (status, headers, answer) = other
            .ask(of_the_call(parts.headers.clone()), body.clone())
            .await?;
        if status == StatusCode::OK {
            let fields = fields(Request::from_parts(parts, Body::from(body))).await?;
            // What was taken is an SMS, or nothing of ours.
            if let Ok(sms) = read(&fields, self.clock.now()) {
                self.keep(sms)?;
            }
        }
        Ok((status, headers, answer).into_response())
    }

    async fn act(&self, fields: BTreeMap<String, String>) -> Result<String, Refusal> {
        if fields.get("Action").map(String::as_str) != Some("Publish") {
            return Err(Refusal(
                StatusCode::BAD_REQUEST,
                "InvalidAction",
                "The runner's endpoint knows only Publish",
            ));
        }
        let sms = read(&fields, self.clock.now())?;
        self.refuse_if_told().await?;
        self.keep(sms)
    }

    /// A test may have told so.
    async fn refuse_if_told(&self) -> Result<(), Refusal> {
        match self.outbox.refusal() {
            None => Ok(()),
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
        match (ids::random(), self.outbox.take(sms)) {
            (Ok(id), Ok(())) => Ok(id),
            (Err(_), Ok(()) | Err(_)) | (Ok(_), Err(_)) => Err(failed),
        }
    }
}

impl OtherSns {
    async fn ask(
        &self,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<(StatusCode, HeaderMap, Bytes), Refusal> {
        let silent = |_| {
            Refusal(
                StatusCode::BAD_GATEWAY,
                "ServiceUnavailable",
                "The other SNS does not answer",
            )
        };
        let request = self.http.post(&self.url).headers(headers).body(body);
        let answer = request.send().await.map_err(silent)?;
        let (status, headers) = (answer.status(), of_the_call(answer.headers().clone()));
        Ok((status, headers, answer.bytes().await.map_err(silent)?))
    }
}

/// Without those of one connection.
fn of_the_call(mut headers: HeaderMap) -> HeaderMap {
    for name in [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    headers
}

async fn fields(request: Request) -> Result<BTreeMap<String, String>, Refusal> {
    let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
    let Form(fields) = form.map_err(|_| invalid("the request is not a form"))?;
    Ok(fields.into_iter().collect())
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
            other: None,
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

    /// Another SNS, which answers everything so.
    async fn other(status: StatusCode, answer: &'static str) -> Option<OtherSns> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let routes = Router::new().fallback(move |headers: HeaderMap, body: String| async move {
            // The request is the one that came, and signed as it was.
            assert_eq!(headers["authorization"], "as it was");
            assert!(body.starts_with("Action=Publish&"), "{body}");
            (status, [("x-amzn-requestid", "of-the-other")], answer)
        });
        tokio::spawn(async move { axum::serve(listener, routes).await });
        OtherSns::at(url).ok()
    }

    fn request() -> Request {
        let body = "Action=Publish&PhoneNumber=%2B34600000001&Message=a+b";
        Request::post("/")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("authorization", "as it was")
            .body(body.into())
            .unwrap()
    }

    #[tokio::test]
    async fn another_sns_answers_and_what_it_takes_is_kept() {
        async fn check(status: StatusCode, kept: usize) {
            let endpoint = Endpoint {
                other: other(status, "<its own/>").await,
                ..endpoint()
            };
            let answer = answer(State(endpoint.clone()), request()).await;
            assert_eq!(answer.status(), status);
            assert_eq!(answer.headers()["x-amzn-requestid"], "of-the-other");
            let body = to_bytes(answer.into_body(), READ_MAX_BYTES).await.unwrap();
            assert_eq!(body, "<its own/>");
            assert_eq!(endpoint.outbox.to("+34600000001").len(), kept);
        }
        check(StatusCode::OK, 1).await;
        check(StatusCode::BAD_REQUEST, 0).await;
        check(StatusCode::INTERNAL_SERVER_ERROR, 0).await;
    }

    #[tokio::test]
    async fn another_sns_that_is_not_there_is_an_error_of_the_server() {
        let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", nobody.local_addr().unwrap());
        drop(nobody);
        let endpoint = Endpoint {
            other: OtherSns::at(url).ok(),
            ..endpoint()
        };
        let answer = answer(State(endpoint.clone()), request()).await;
        assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
        assert!(endpoint.outbox.all().is_empty());
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
