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
        if !matches!(ended, Err(Failure::NotRun(_))) {
            self.idle().push(emulator);
        }
        ended
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Emulator>> {
        // Whoever panicked with it in hand left whole instances behind.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
