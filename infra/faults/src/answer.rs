//! The errors, in the words of DynamoDB and SNS, and what stands in place of an answer. Their messages
//! quote the whole request, as those of services sometimes quote a value: what makes log lines of
//! them has leaked.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::{Fault, Recorded};

const NAMESPACE: &str = "com.amazonaws.dynamodb.v20120810";
const OF_CORAL: &str = "com.amazon.coral.availability";
const NOT_AN_ANSWER: &str = "<html><head><title>Welcome to the airport Wi-Fi</title></head>";

/// An answer, whole.
pub(crate) type Answer = (StatusCode, HeaderMap, Vec<u8>);

/// The error that is answered; `None` for a fault that is no answer.
pub(crate) fn error(fault: Fault, call: &Recorded) -> Option<Answer> {
    if call.is_to_a_table() {
        of_dynamodb(fault, call)
    } else {
        of_sns(fault, call)
    }
}

/// Something that no service of AWS says.
pub(crate) fn garbage() -> Answer {
    let body = NOT_AN_ANSWER.as_bytes().to_vec();
    (StatusCode::OK, of_type("text/html"), body)
}

/// The service behind does not answer.
pub(crate) fn bad_gateway() -> Answer {
    (StatusCode::BAD_GATEWAY, HeaderMap::new(), Vec::new())
}

fn of_dynamodb(fault: Fault, call: &Recorded) -> Option<Answer> {
    let bad = StatusCode::BAD_REQUEST;
    let said = |words: &str| format!("{words}: {}", call.body);
    let named =
        |name: &str| json!({"__type": format!("{NAMESPACE}#{name}"), "message": said(name)});
    let cancelled = |reason: &str| cancelled(reason, call);
    let (status, body) = match fault {
        Fault::InternalError => (
            StatusCode::INTERNAL_SERVER_ERROR,
            named("InternalServerError"),
        ),
        Fault::Throttling => (
            bad,
            json!({"__type": format!("{OF_CORAL}#ThrottlingException"), "message": said("Rate exceeded")}),
        ),
        Fault::Throughput => (bad, named("ProvisionedThroughputExceededException")),
        Fault::Conflict => (bad, named("TransactionConflictException")),
        Fault::InProgress => (bad, named("TransactionInProgressException")),
        Fault::CancelledByConflict => (bad, cancelled("TransactionConflict")),
        Fault::CancelledByThrottling => (bad, cancelled("ThrottlingError")),
        Fault::CancelledByThroughput => (bad, cancelled("ProvisionedThroughputExceeded")),
        Fault::CancelledByItemCollection => (bad, cancelled("ItemCollectionSizeLimitExceeded")),
        Fault::CancelledByValidation => (bad, cancelled("ValidationError")),
        Fault::Late
        | Fault::Silence
        | Fault::Broken
        | Fault::Refused
        | Fault::LostAnswer
        | Fault::Twice
        | Fault::CutAnswer
        | Fault::Garbage => return None,
    };
    let headers = of_type("application/x-amz-json-1.0");
    Some((status, headers, body.to_string().into_bytes()))
}

/// One reason a write: the last one's is this.
fn cancelled(reason: &str, call: &Recorded) -> Value {
    let writes = call.body["TransactItems"].as_array().map_or(1, Vec::len);
    let mut reasons = vec![json!({"Code": "None"}); writes];
    if let Some(last) = reasons.last_mut() {
        *last = json!({"Code": reason, "Message": format!("{reason}: {}", call.body)});
    }
    let codes: Vec<_> = reasons
        .iter()
        .filter_map(|it| it["Code"].as_str())
        .collect();
    json!({
        "__type": format!("{NAMESPACE}#TransactionCanceledException"),
        "Message": format!(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
            codes.join(", ")
        ),
        "CancellationReasons": reasons,
    })
}

fn of_sns(fault: Fault, call: &Recorded) -> Option<Answer> {
    let (status, by, code) = match fault {
        Fault::InternalError => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Receiver",
            "InternalError",
        ),
        Fault::Throttling
        | Fault::Throughput
        | Fault::Conflict
        | Fault::InProgress
        | Fault::CancelledByConflict
        | Fault::CancelledByThrottling
        | Fault::CancelledByThroughput
        | Fault::CancelledByItemCollection
        | Fault::CancelledByValidation => (StatusCode::BAD_REQUEST, "Sender", "Throttling"),
        Fault::Late
        | Fault::Silence
        | Fault::Broken
        | Fault::Refused
        | Fault::LostAnswer
        | Fault::Twice
        | Fault::CutAnswer
        | Fault::Garbage => return None,
    };
    // A form: `&` alone needs another word in XML.
    let quoted = String::from_utf8_lossy(&call.bytes).replace('&', "&amp;");
    let body = format!(
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>{by}</Type>\
         <Code>{code}</Code><Message>{code}: {quoted}</Message></Error><RequestId>0</RequestId>\
         </ErrorResponse>"
    );
    Some((status, of_type("text/xml"), body.into_bytes()))
}

fn of_type(media: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(media))])
}
