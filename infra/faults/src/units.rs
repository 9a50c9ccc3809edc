//! What a call consumes, by what DynamoDB itself says of it when it is asked.

use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::Recorded;

/// The body that asks for it; nobody else's than a call's to a table is touched.
pub(crate) fn asked(call: &Recorded, body: Bytes) -> Bytes {
    let mut asks = call.body.clone();
    match asks.as_object_mut().filter(|_| call.is_to_a_table()) {
        Some(members) => {
            members.insert("ReturnConsumedCapacity".to_owned(), json!("TOTAL"));
            Bytes::from(asks.to_string())
        }
        None => body,
    }
}

/// The units that this answer names, of all tables; `None` if it names none, as one that refuses.
pub(crate) fn told(body: &[u8]) -> Option<f64> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let consumed = &body["ConsumedCapacity"];
    match consumed.as_array() {
        Some(tables) => tables.iter().map(units).sum(),
        None => units(consumed),
    }
}

fn units(table: &Value) -> Option<f64> {
    table["CapacityUnits"].as_f64()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    #[test]
    fn only_a_table_is_asked() {
        let body = Bytes::from_static(br#"{"TableName":"accounts"}"#);
        let mut headers = HeaderMap::new();
        let sns = Recorded::new(&headers, &body);
        assert_eq!(asked(&sns, body.clone()), body);
        let target = HeaderValue::from_static("DynamoDB_20120810.GetItem");
        headers.insert("x-amz-target", target);
        let table = Recorded::new(&headers, &body);
        let asked: Value = serde_json::from_slice(&asked(&table, body)).unwrap();
        assert_eq!(
            asked,
            json!({"TableName": "accounts", "ReturnConsumedCapacity": "TOTAL"})
        );
    }

    #[test]
    fn the_units_of_all_tables_are_summed() {
        #[track_caller]
        fn check(body: &str, units: Option<f64>) {
            assert_eq!(told(body.as_bytes()), units);
        }
        check(r#"{"ConsumedCapacity":{"CapacityUnits":0.5}}"#, Some(0.5));
        check(
            r#"{"ConsumedCapacity":[{"CapacityUnits":4.0},{"CapacityUnits":2.0}]}"#,
            Some(6.0),
        );
        check(r#"{"__type":"ConditionalCheckFailedException"}"#, None);
        check("<html>", None);
    }
}
