//! From request to answer. A function has a router with one operation, the local runner one with
//! all of them, and so both answer the same bytes. Beside operations there may be a site: it answers
//! what is asked outside the contract, if it knows the path or if the caller reads HTML.
//!
//! Order of the checks here: route, method, size. Media type, token and members are looked at by
//! the operation, in that order; a site looks at everything itself.

use std::{pin::Pin, sync::Arc, time::Instant};

use http::{HeaderValue, Request, Response, header};
use jiff::Timestamp;
use policy::Language;
use secrets::{Token, TokenHash};

use crate::{
    Answer, Call, Operation, Problem, Route, Site, accept,
    answer::Content,
    call::language_of,
    log::{self, Outcome},
};

/// The longest body that is read, in bytes.
pub const BODY_MAX_BYTES: usize = 16 * 1_024;
const ORIGIN_TOKEN: &str = "x-origin-token";
/// What every path of the contract begins with.
const CONTRACT: &str = "/v1/";
const HTML: &str = "text/html";

type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Handle<T> = Arc<dyn Fn(Call) -> Pending<T> + Send + Sync>;

#[derive(Clone)]
struct Mounted {
    route: Route,
    handle: Handle<Result<Answer, Problem>>,
}

#[derive(Clone)]
struct Beside {
    name: &'static str,
    knows: Arc<dyn Fn(&str) -> bool + Send + Sync>,
    answer: Handle<Response<Vec<u8>>>,
}

/// Operations by their routes. Its clones share them.
#[derive(Clone, Default)]
pub struct Router {
    mounted: Vec<Mounted>,
    beside: Option<Beside>,
    origins: Vec<TokenHash>,
}

impl Router {
    /// A router that knows no route.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an operation by its route.
    #[must_use]
    pub fn mount<O: Operation>(mut self, operation: O) -> Self {
        let operation = Arc::new(operation);
        self.mounted.push(Mounted {
            route: O::ROUTE,
            handle: Arc::new(move |call| {
                let operation = Arc::clone(&operation);
                Box::pin(async move { operation.handle(call).await })
            }),
        });
        self
    }

    /// Lets a site answer what is asked outside the contract. What it does not know it tells people;
    /// programs get the problem that they get everywhere.
    #[must_use]
    pub fn beside<S: Site>(mut self, site: S) -> Self {
        let site = Arc::new(site);
        let knowing = Arc::clone(&site);
        self.beside = Some(Beside {
            name: S::NAME,
            knows: Arc::new(move |path| knowing.knows(path)),
            answer: Arc::new(move |call| {
                let site = Arc::clone(&site);
                Box::pin(async move { site.answer(call).await })
            }),
        });
        self
    }

    /// Answers only what carries one of these tokens as `x-origin-token`, which the front adds that
    /// stands before it: who found a way around the front finds nothing here. Without any token
    /// everything is answered.
    #[must_use]
    pub fn behind(mut self, tokens: &[Token]) -> Self {
        self.origins = tokens.iter().map(Token::hashed).collect();
        self
    }

    /// The routes that are mounted.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.mounted.iter().map(|mounted| &mounted.route)
    }

    /// Answers a request. `now` is the clock of everything behind.
    pub async fn answer(&self, request: Request<Vec<u8>>, now: Timestamp) -> Response<Vec<u8>> {
        let began = Instant::now();
        let language = language_of(request.headers());
        let found = self.find(&request);
        let operation = found.as_ref().map_or("none", Found::name);
        let (id, result) = match (found, Call::new(request, now)) {
            (Ok(found), Ok(call)) => (call.id.clone(), run(found, call).await),
            (Err(problem), Ok(call)) => (call.id, Err(problem)),
            (Ok(_) | Err(_), Err(problem)) => (String::new(), Err(problem)),
        };
        let outcome = Outcome {
            operation,
            request: &id,
            elapsed: began.elapsed(),
        };
        let response = match result {
            Ok(response) => {
                log::answered(&outcome, response.status());
                measures::answered(operation, "ok");
                response
            }
            Err(problem) => {
                log::refused(&outcome, &problem);
                measures::answered(operation, problem.name());
                if matches!(problem, Problem::TemporarilyUnavailable { .. }) {
                    measures::failed();
                }
                refusal(&problem, language)
            }
        };
        with_common_headers(response, &id)
    }

    fn find(&self, request: &Request<Vec<u8>>) -> Result<Found<'_>, Problem> {
        if !self.origins.is_empty() && !carries_one(request, &self.origins) {
            return Err(Problem::NotFound);
        }
        let path = request.uri().path();
        if let Some(beside) = &self.beside
            && !path.starts_with(CONTRACT)
            && ((beside.knows)(path) || accept::prefers(request.headers(), HTML))
        {
            return Ok(Found::Site(beside));
        }
        let found = self
            .mounted
            .iter()
            .find(|mounted| mounted.route.path == path)
            .ok_or(Problem::NotFound)?;
        if found.route.methods.contains(request.method()) {
            Ok(Found::Operation(found))
        } else {
            Err(Problem::MethodNotAllowed(found.route.methods))
        }
    }
}

/// What answers a request.
enum Found<'r> {
    Operation(&'r Mounted),
    Site(&'r Beside),
}

impl Found<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Operation(mounted) => mounted.route.name,
            Self::Site(beside) => beside.name,
        }
    }
}

/// Hashes are compared, so that the time tells nothing of the token.
fn carries_one(request: &Request<Vec<u8>>, origins: &[TokenHash]) -> bool {
    let value = request.headers().get(ORIGIN_TOKEN);
    let entered = value.and_then(|value| value.to_str().ok());
    entered.is_some_and(|entered| origins.contains(&Token::entered(entered).hashed()))
}

async fn run(found: Found<'_>, call: Call) -> Result<Response<Vec<u8>>, Problem> {
    match found {
        Found::Operation(_) if call.bytes.len() > BODY_MAX_BYTES => Err(Problem::ContentTooLarge),
        Found::Operation(mounted) => (mounted.handle)(call).await.map(good),
        Found::Site(beside) => Ok((beside.answer)(call).await),
    }
}

fn good(answer: Answer) -> Response<Vec<u8>> {
    let content = answer.body.map(Content::into_bytes);
    let media_type = content.as_ref().map(|(media_type, _)| *media_type);
    let mut response = Response::new(content.map(|(_, bytes)| bytes).unwrap_or_default());
    *response.status_mut() = answer.status;
    if let Some(media_type) = media_type {
        let media_type = HeaderValue::from_static(media_type);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
    }
    response.headers_mut().extend(
        answer
            .headers
            .into_iter()
            .map(|(name, value)| (Some(name), value)),
    );
    response
}

fn refusal(problem: &Problem, language: Language) -> Response<Vec<u8>> {
    let mut response = Response::new(problem.body(language).to_string().into_bytes());
    *response.status_mut() = problem.status();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    headers.extend(
        problem
            .headers()
            .into_iter()
            .map(|(name, value)| (Some(name), value)),
    );
    response
}

fn with_common_headers(mut response: Response<Vec<u8>>, id: &str) -> Response<Vec<u8>> {
    let headers = response.headers_mut();
    // What may be kept says so itself.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
    response
}

#[cfg(test)]
mod tests {
    use http::{Method, StatusCode};

    use super::*;
    use crate::{Env, StartupError};

    struct Hello;

    impl Operation for Hello {
        const ROUTE: Route = Route {
            name: "hello",
            path: "/v1/hello",
            methods: &[Method::GET],
        };

        async fn start(_: &Env) -> Result<Self, StartupError> {
            Ok(Self)
        }

        async fn handle(&self, _: Call) -> Result<Answer, Problem> {
            Ok(Answer::no_content())
        }
    }

    #[tokio::test]
    async fn behind_a_front_only_what_it_marked_is_answered() {
        async fn check(router: &Router, mark: Option<&[u8]>, expected: StatusCode) {
            let mut request = Request::get("/v1/hello").body(Vec::new()).unwrap();
            if let Some(mark) = mark {
                let mark = HeaderValue::from_bytes(mark).unwrap();
                request.headers_mut().insert(ORIGIN_TOKEN, mark);
            }
            let answer = router.answer(request, Timestamp::UNIX_EPOCH).await;
            assert_eq!(answer.status(), expected);
        }
        let open = Router::new().mount(Hello).behind(&[]);
        check(&open, None, StatusCode::NO_CONTENT).await;
        let marks = ["mark", "next"].map(Token::entered);
        let behind = Router::new().mount(Hello).behind(&marks);
        check(&behind, Some(b"mark"), StatusCode::NO_CONTENT).await;
        check(&behind, Some(b"next"), StatusCode::NO_CONTENT).await;
        for other in [
            None,
            Some(&b""[..]),
            Some(b"Mark"),
            Some(b"mark2"),
            Some(b"\xff"),
        ] {
            check(&behind, other, StatusCode::NOT_FOUND).await;
        }
    }
}
