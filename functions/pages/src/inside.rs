//! The session: what an entered person sees, and its end.

use html::{
    Route,
    done::{Done, End},
    login::{Inside, Session},
};
use http::{Method, StatusCode};
use jiff::Timestamp;
use policy::{Assurance, Purpose};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    Pages,
    api::{Refused, time},
    cookies::{Life, Name},
    progress::{self, Progress},
    reply::Reply,
    visit::Visit,
};
use web::Problem;

const SESSION: &str = "/v1/session";

/// What the cookie of a session holds: its token, and what the login said beside it.
struct Held<'c> {
    token: &'c str,
    last_access: Option<Timestamp>,
    password_expires_at: Option<Timestamp>,
}

impl<'c> Held<'c> {
    fn of(visit: &'c Visit<'_>) -> Option<Self> {
        let parts: Vec<&str> = visit.cookie(Name::Session)?.split('.').collect();
        let [token, last_access, password_expires_at] = *parts else {
            return None;
        };
        Some(Self {
            token,
            last_access: progress::maybe_second(last_access)?,
            password_expires_at: progress::maybe_second(password_expires_at)?,
        })
    }

    fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "{}.{}.{}",
            self.token,
            progress::maybe(self.last_access),
            progress::maybe(self.password_expires_at)
        ))
    }
}

/// A login that went well: its token goes to the cookie, and the person to the session's page.
pub(crate) fn enter(visit: &Visit<'_>, answer: &Value) -> Reply {
    let held = Held {
        token: answer["session"].as_str().unwrap_or_default(),
        last_access: time(&answer["lastAccess"]),
        password_expires_at: time(&answer["passwordExpiresAt"]),
    };
    let done = Progress::Done {
        password_expires_at: None,
    };
    let reply =
        Reply::to(Route::Done(Purpose::Login)).keeping(Name::Session, &held.text(), Life::Browser);
    done.kept(visit, Purpose::Login, reply)
}

impl Pages {
    /// The session's page.
    pub(crate) async fn inside(&self, visit: &Visit<'_>) -> Reply {
        let here = Route::Done(Purpose::Login);
        let Some(held) = Held::of(visit) else {
            return Refused::of(visit, &Problem::Unauthenticated).page(visit, here);
        };
        let looked = self
            .api
            .ask(visit, Method::GET, SESSION, Some(held.token))
            .await;
        let answer = match looked {
            Ok(answer) => answer,
            Err(refused) if refused.status == StatusCode::UNAUTHORIZED => {
                return refused.page(visit, here).forgetting(Name::Session);
            }
            Err(refused) => return refused.page(visit, here),
        };
        let assurance = answer["assurance"].as_str().map(Assurance::parse);
        let session = Session {
            assurance: assurance.and_then(Result::ok).unwrap_or_default(),
            ends_at: time(&answer["expiresAt"]).unwrap_or(visit.now()),
            entered_now: true,
            last_access: held.last_access,
            password_expires_at: held.password_expires_at,
        };
        let frame = &visit.frame();
        Reply::page(visit, StatusCode::OK, &Inside::new(frame, session))
    }

    /// Ends the session.
    pub(crate) async fn log_out(&self, visit: &Visit<'_>) -> Reply {
        if let Some(held) = Held::of(visit) {
            let ended = self
                .api
                .ask(visit, Method::DELETE, SESSION, Some(held.token));
            if let Err(refused) = ended.await {
                // The person may press again: the session is still there.
                return refused.page(visit, Route::Done(Purpose::Login));
            }
        }
        Reply::to(Route::Logout)
            .forgetting(Name::Session)
            .forgetting(Name::Procedure(Purpose::Login))
    }
}

/// That the session is over.
pub(crate) fn logged_out(visit: &Visit<'_>) -> Reply {
    let frame = &visit.frame();
    let page = Done::new(frame, End::LoggedOut, false);
    Reply::page(visit, StatusCode::OK, &page)
}
