//! Events, as API Gateway gives them to a function.

use axum::http::Request;
use gateway::{Arrival, BodyForm};
use jiff::Timestamp;
use serde_json::Value;

/// The event of a request that came now. No function asks which one it is.
pub(crate) fn event(request: &Request<Vec<u8>>, form: BodyForm, now: Timestamp) -> Value {
    let arrival = Arrival {
        now,
        form,
        number: 0,
    };
    gateway::event(request, &arrival)
}
