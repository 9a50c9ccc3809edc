//! The instances of one function. As in Lambda, an instance is started when a request finds none
//! free, and serves many, one after the other; unlike there, a request waits when all there may be
//! are busy.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::Semaphore;

use crate::{Emulator, Ended, Failure, emulator::Sandbox};

/// One function with its instances.
pub struct Function {
    sandbox: Sandbox,
    http: reqwest::Client,
    places: Semaphore,
    idle: Mutex<Vec<Emulator>>,
}

impl Function {
    /// A function of at most so many instances. None is started yet.
    #[must_use]
    pub fn new(sandbox: Sandbox, http: reqwest::Client, instances: usize) -> Self {
        Self {
            sandbox,
            http,
            places: Semaphore::new(instances),
            idle: Mutex::default(),
        }
    }

    /// Gives an event to a free instance.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn invoke(&self, event: &Value) -> Ended {
        // It is closed by nobody: a place comes free in the end.
        let _place = self.places.acquire().await.ok();
        // In a statement of its own, which lets go of the others before anything is waited for.
        let free = self.idle().pop();
        let mut emulator = match free {
            Some(emulator) => emulator,
            None => Emulator::start(&self.sandbox, &self.http).await?,
        };
        let ended = emulator.invoke(event).await;
        if is_sound(&ended) {
            self.idle().push(emulator);
        }
        ended
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Emulator>> {
        // Whoever panicked with it in hand left whole instances behind.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an instance that ended an invocation so gets another one. Lambda replaces one whose
/// function was stopped or died; and what gave no reply may be no instance at all: one that fails at
/// once is free at once, and would take all that others are still busy for.
fn is_sound(ended: &Ended) -> bool {
    match ended {
        Ok(_) | Err(Failure::Error(_)) => true,
        Err(Failure::NoReply(_) | Failure::NotRun(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, http::StatusCode};
    use serde_json::json;
    use tokio::net::TcpListener;

    use super::*;
    use crate::functions::client;

    /// A function with one idle instance, which answers everything so.
    async fn function(status: StatusCode, body: &'static str) -> Function {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let answers = Router::new().fallback(move || async move { (status, body) });
        tokio::spawn(async move { axum::serve(listener, answers).await });
        let sandbox = Sandbox {
            emulator: "/nowhere/aws-lambda-rie".into(),
            binary: "/nowhere/bootstrap".into(),
            environment: Vec::new(),
        };
        let http = client().unwrap();
        let function = Function::new(sandbox, http.clone(), 4);
        let instance = Emulator::at(address, http, None);
        function.idle().push(instance);
        function
    }

    #[tokio::test]
    async fn an_instance_that_gave_no_reply_gets_no_other_event() {
        let function = function(StatusCode::NOT_FOUND, "404 page not found").await;
        let first = function.invoke(&json!({})).await;
        assert!(matches!(first, Err(Failure::NoReply(_))), "{first:?}");
        let second = function.invoke(&json!({})).await;
        assert!(matches!(second, Err(Failure::NotRun(_))), "{second:?}");
    }

    #[tokio::test]
    async fn one_that_gave_a_reply_or_an_error_gets_the_next() {
        for body in [r#"{"statusCode":200}"#, r#"{"errorType":"panic"}"#] {
            let function = function(StatusCode::OK, body).await;
            for _ in 0..3 {
                let ended = function.invoke(&json!({})).await;
                assert!(is_sound(&ended), "{ended:?}");
            }
        }
    }
}
