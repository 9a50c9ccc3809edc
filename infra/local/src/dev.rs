//! `/dev/…`: what stands in for the world around Llave while one works on it. A phone to read, a
//! registrar who signs, a browser that solves challenges, a clock to move. These must not exist in
//! a function, and live in this crate only.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use policy::{Phone, PhoneCountries};
use proof::Challenges;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    Clock, Outbox, Services, Sms,
    registrar::{self, Registrar},
};

/// Where the SMS are read, by programs as JSON.
pub(crate) const SMS: &str = "/dev/sms";

/// What `/dev/…` works with.
#[derive(Clone)]
pub(crate) struct Dev {
    outbox: Outbox,
    clock: Clock,
    registrar: Registrar,
    challenges: Challenges,
    other_countries: PhoneCountries,
}

/// Why there is no good answer: always JSON, `{"error": "…"}`.
#[derive(Debug)]
enum DevError {
    Wrong(String),
    Failed(&'static str),
}

type Answered = Result<Json<Value>, DevError>;

impl Dev {
    pub(crate) fn new(services: &Services, env: &web::Env) -> Result<Self, web::StartupError> {
        Ok(Self {
            outbox: services.outbox().clone(),
            clock: services.clock().clone(),
            registrar: services.registrar().clone(),
            challenges: env.challenges()?,
            other_countries: env.profile()?.phone.other_countries,
        })
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn routes(self) -> Router {
        Router::new()
            .route(SMS, get(sms))
            .route("/dev/registrar-token", post(registrar_token))
            .route("/dev/altcha", get(altcha))
            .route("/dev/clock", post(advance))
            .with_state(Arc::new(self))
    }

    /// The messages to a phone, which is read as everywhere else; to all, if none is named.
    fn messages(&self, to: Option<&str>) -> Result<Vec<Sms>, DevError> {
        let Some(to) = to else {
            return Ok(self.outbox.all());
        };
        // In a query an unescaped plus is a space: `?to=+34600000001` means what it says.
        let with_plus = to.strip_prefix(' ').map(|rest| format!("+{rest}"));
        let phone = Phone::parse(to, &self.other_countries).or_else(|flaw| {
            let with_plus = with_plus.ok_or(flaw)?;
            Phone::parse(&with_plus, &self.other_countries)
        });
        let phone = phone.map_err(|_| {
            DevError::Wrong("to must be a phone that register accepts, like 600000001".to_owned())
        })?;
        Ok(self.outbox.to(phone.as_e164()))
    }
}

#[derive(Deserialize)]
struct SmsQuery {
    to: Option<String>,
}

async fn sms(
    State(dev): State<Arc<Dev>>,
    query: Result<Query<SmsQuery>, QueryRejection>,
) -> Answered {
    let Query(query) = query.map_err(|error| DevError::Wrong(error.body_text()))?;
    let messages = dev.messages(query.to.as_deref())?;
    let shown = |sms: Sms| json!({ "to": sms.to, "body": sms.body, "at": sms.at });
    Ok(Json(messages.into_iter().map(shown).collect()))
}

#[derive(Deserialize)]
struct TokenBody {
    subject: String,
    scope: Option<String>,
}

async fn registrar_token(State(dev): State<Arc<Dev>>, body: Bytes) -> Answered {
    let asked: TokenBody = read(&body, r#"{"subject": "officer-1"}"#)?;
    if asked.subject.trim().is_empty() {
        return Err(DevError::Wrong("subject can't be blank".to_owned()));
    }
    let scope = asked.scope.as_deref().unwrap_or(registrar::SCOPE);
    let token = dev.registrar.token(&asked.subject, scope, dev.clock.now());
    Ok(Json(json!({ "token": token })))
}

async fn altcha(State(dev): State<Arc<Dev>>) -> Answered {
    let solving = tokio::task::spawn_blocking(move || {
        let challenge = dev.challenges.challenge(dev.clock.now())?;
        proof::solve(&challenge)
    });
    match solving.await {
        Ok(Ok(solved)) => Ok(Json(json!({ "altcha": solved }))),
        Ok(Err(_)) | Err(_) => Err(DevError::Failed("the challenge was not solved in time")),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClockBody {
    advance_seconds: i64,
}

async fn advance(State(dev): State<Arc<Dev>>, body: Bytes) -> Answered {
    let asked: ClockBody = read(&body, r#"{"advanceSeconds": 60}"#)?;
    let now = dev
        .clock
        .advance(asked.advance_seconds)
        .map_err(|error| DevError::Wrong(error.to_string()))?;
    Ok(Json(json!({ "now": now })))
}

/// Reads a JSON body, whatever it calls itself: curl needs no header for it.
fn read<T: DeserializeOwned>(body: &[u8], example: &str) -> Result<T, DevError> {
    serde_json::from_slice(body)
        .map_err(|error| DevError::Wrong(format!("the body must be JSON like {example}: {error}")))
}

impl IntoResponse for DevError {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::Wrong(error) => (StatusCode::BAD_REQUEST, error),
            Self::Failed(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_owned()),
        };
        (status, Json(json!({ "error": error }))).into_response()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Options;

    fn dev() -> Dev {
        let services = Services::start(&Options::ephemeral()).unwrap();
        let dev = Dev::new(&services, &services.env(&[])).unwrap();
        dev.outbox
            .take(Sms {
                to: "+34600000001".to_owned(),
                body: "012345".to_owned(),
                at: dev.clock.now(),
                attributes: BTreeMap::new(),
            })
            .unwrap();
        dev
    }

    #[test]
    fn a_phone_is_read_in_any_of_its_forms() {
        let dev = dev();
        #[track_caller]
        fn check(dev: &Dev, to: Option<&str>, expected: Option<usize>) {
            let found = dev.messages(to).ok().map(|messages| messages.len());
            assert_eq!(found, expected);
        }
        check(&dev, None, Some(1));
        for to in [
            "600000001",
            "600 00 00 01",
            "+34600000001",
            " 34600000001",
            "0034600000001",
        ] {
            check(&dev, Some(to), Some(1));
        }
        check(&dev, Some("600000002"), Some(0));
        for to in ["", "+", "910000000", "somebody"] {
            check(&dev, Some(to), None);
        }
    }

    #[tokio::test]
    async fn what_is_asked_wrongly_is_answered_with_what_is_right() {
        async fn check(answered: Answered, expected: &str) {
            let Err(DevError::Wrong(error)) = answered else {
                panic!("it was answered");
            };
            assert!(error.contains(expected), "{error}");
        }
        let dev = Arc::new(dev());
        let state = || State(Arc::clone(&dev));
        let body = Bytes::from_static;
        check(registrar_token(state(), body(b"")).await, "subject").await;
        check(registrar_token(state(), body(b"{}")).await, "subject").await;
        check(
            registrar_token(state(), body(b"{\"subject\":\" \"}")).await,
            "blank",
        )
        .await;
        check(advance(state(), body(b"{}")).await, "advanceSeconds").await;
        check(
            advance(state(), body(b"{\"advanceSeconds\":1.5}")).await,
            "1.5",
        )
        .await;
        check(
            advance(state(), body(b"{\"advanceSeconds\":-1}")).await,
            "forward",
        )
        .await;
        check(
            advance(state(), body(b"{\"advanceSeconds\":9223372036854775807}")).await,
            "100 years",
        )
        .await;
    }

    #[tokio::test]
    async fn a_challenge_comes_solved() {
        let dev = dev();
        let Json(answer) = altcha(State(Arc::new(dev.clone()))).await.unwrap();
        let solved = answer["altcha"].as_str().unwrap();
        assert!(dev.challenges.verify(solved, dev.clock.now()).is_ok());
    }
}
