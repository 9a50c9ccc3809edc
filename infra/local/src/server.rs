//! The front: `/dev/…`, and everything else to the operations, as API Gateway and Lambda would.

use std::{future::poll_fn, pin::Pin, sync::Arc};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, sync::Semaphore};

use web::accept;

use crate::{
    Clock,
    dev::{Dev, SMS},
};

/// How many calls are worked on at once; more of them wait. Lambda starts as many functions, one
/// machine does not.
const AT_ONCE: usize = 64;
/// One byte more than is allowed, so that the operations' router sees that it is too long.
const KEPT_MAX_BYTES: usize = web::router::BODY_MAX_BYTES + 1;
/// How much of a body is read at all, as by API Gateway: who sends more is cut off.
const READ_MAX_BYTES: usize = 10 * 1_024 * 1_024;

struct Front {
    operations: web::Router,
    clock: Clock,
    places: Semaphore,
}

/// Serves for ever.
pub(crate) async fn serve(listener: TcpListener, operations: web::Router, dev: Dev) {
    let front = Arc::new(Front {
        operations,
        clock: dev.clock().clone(),
        places: Semaphore::new(AT_ONCE),
    });
    let routes = Router::new()
        .fallback(operation)
        .with_state(Arc::clone(&front))
        .merge(dev.routes())
        .layer(from_fn_with_state(front, inbox));
    // It ends with its island, never by itself.
    axum::serve(listener, routes).await.ok();
}

/// Serves `/dev/…` alone, for ever.
pub(crate) async fn serve_dev(listener: TcpListener, dev: Dev) {
    axum::serve(listener, dev.routes()).await.ok();
}

/// The SMS are a page for who reads HTML, in place of JSON.
async fn inbox(front: State<Arc<Front>>, request: Request, next: Next) -> Response {
    if request.uri().path() == SMS && accept::prefers(request.headers(), "text/html") {
        return operation(front, request).await;
    }
    next.run(request).await
}

async fn operation(State(front): State<Arc<Front>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let bytes = match beginning(body).await {
        Ok(bytes) => bytes,
        Err(status) => return status.into_response(),
    };
    let call = axum::http::Request::from_parts(parts, bytes);
    // A client that hangs up does not stop a call half way, as it would not stop a function.
    let answer = tokio::spawn(async move {
        // It is closed by nobody: a place comes free in the end.
        let _place = front.places.acquire().await.ok();
        front.operations.answer(call, front.clock.now()).await
    });
    answer.await.map_or_else(
        |_| StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        |answer| answer.map(Body::from),
    )
}

/// The body, or its beginning if it is longer than allowed. The rest is read and forgotten, so
/// that the client hears the answer instead of a broken connection.
async fn beginning(mut body: Body) -> Result<Vec<u8>, StatusCode> {
    let mut kept = Vec::new();
    let mut read: usize = 0;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Ok(bytes) = frame.into_data() else {
            continue;
        };
        read = read.saturating_add(bytes.len());
        if read > READ_MAX_BYTES {
            break;
        }
        let room = KEPT_MAX_BYTES - kept.len();
        kept.extend(bytes.iter().take(room));
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_byte_more_than_is_allowed_is_kept_and_the_rest_forgotten() {
        async fn check(sent: usize, kept: usize) {
            let read = beginning(Body::from(vec![b'a'; sent])).await.unwrap();
            assert_eq!(read.len(), kept);
        }
        check(0, 0).await;
        check(KEPT_MAX_BYTES - 1, KEPT_MAX_BYTES - 1).await;
        check(KEPT_MAX_BYTES, KEPT_MAX_BYTES).await;
        check(KEPT_MAX_BYTES + 1_000, KEPT_MAX_BYTES).await;
        check(READ_MAX_BYTES, KEPT_MAX_BYTES).await;
    }
}
