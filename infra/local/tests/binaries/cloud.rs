//! All binaries, running, on the services of a runner; and the runner itself, whose `/dev/…`
//! serves the tests.

use std::sync::Arc;

use axum::http::{Request, Response};
use gateway::{BodyForm, Failure};
use local::{Clock, Options, Runner};
use serde_json::Value;
use web::{Route, Router};

use crate::{
    Binaries, binaries, event::event, function::Function, reply::Reply, runtime_api::Ended,
};

/// The functions and what stands behind them.
pub(crate) struct Cloud {
    pub(crate) functions: Vec<Deployed>,
    pub(crate) runner: Runner,
    /// Every operation in this process, on the same tables and with the same keys.
    pub(crate) router: Router,
}

/// One function at its route.
pub(crate) struct Deployed {
    pub(crate) route: Route,
    function: Function,
    clock: Clock,
}

impl Cloud {
    /// Starts all of it; `None` if nobody named the folder of the binaries.
    pub(crate) async fn start() -> Option<Arc<Self>> {
        let folder = binaries()?;
        let mut options = Options::ephemeral();
        // Solved in no time, by a debug build too.
        let work = ("LLAVE_CHALLENGE_COST".to_owned(), "10".to_owned());
        options.settings.push(work.clone());
        let runner = Runner::start(options).await.expect("the runner starts");

        let mut settings = runner.services().settings();
        settings.push(work);
        let env = runner.services().env(&settings);
        let router = local::router(&env).await.expect("the operations start");
        let clock = runner.services().clock();
        let mut functions = Vec::new();
        for route in router.routes() {
            functions.push(Deployed::start(&folder, *route, &settings, clock).await);
        }
        Some(Arc::new(Self {
            functions,
            runner,
            router,
        }))
    }

    /// The function at this path.
    pub(crate) fn at(&self, path: &str) -> Option<&Deployed> {
        let mut functions = self.functions.iter();
        functions.find(|function| function.route.path == path)
    }
}

impl Deployed {
    async fn start(
        folder: &Binaries,
        route: Route,
        settings: &[(String, String)],
        clock: &Clock,
    ) -> Self {
        Self {
            route,
            function: Function::start(&folder.of(route.name), settings).await,
            clock: clock.clone(),
        }
    }

    /// What it answers to a request; it must not end in an error of the function.
    pub(crate) async fn answer(&self, request: &Request<Vec<u8>>, form: BodyForm) -> Reply {
        let ended = self.invoke(event(request, form, self.clock.now())).await;
        match ended {
            Ok(reply) => Reply::of_function(&reply),
            Err(error) => panic!("{} failed: {error}", self.route.name),
        }
    }

    /// What the caller gets from API Gateway, however the invocation ends.
    pub(crate) async fn respond(
        &self,
        request: &Request<Vec<u8>>,
        form: BodyForm,
    ) -> Response<Vec<u8>> {
        let ended = self.invoke(event(request, form, self.clock.now())).await;
        gateway::response(&ended.map_err(Failure::Error))
    }

    /// How any event ends.
    pub(crate) async fn invoke(&self, event: Value) -> Ended {
        self.function.invoke(event).await
    }

    /// What it has written so far.
    pub(crate) fn log(&self) -> String {
        self.function.log()
    }
}
