//! Behind the one-time code: the new password, and how procedures end. A step that is pressed again
//! leads to where the procedure stands.

use html::{
    ByCode, Field, Form, ProblemName, Route,
    done::{Done, End},
    passwords::NewPasswordStep,
};
use http::StatusCode;
use jiff::Timestamp;
use policy::{Purpose, Stage};
use secrets::Token;
use serde_json::{Value, json};
use web::Problem;

use crate::{
    Pages,
    api::{Refused, add, time},
    cookies::Name,
    progress::Progress,
    reply::Reply,
    typed::Typed,
    visit::Visit,
};

/// The page of the new password.
pub(crate) fn password_page(visit: &Visit<'_>, by_code: ByCode, form: Form) -> Reply {
    match Progress::of(visit, by_code.purpose()) {
        Some(Progress::Password { ends_at, .. }) => ask_password(visit, by_code, form, ends_at),
        other => lead_on(visit, by_code.purpose(), other.as_ref()),
    }
}

fn ask_password(visit: &Visit<'_>, by_code: ByCode, form: Form, ends_at: Timestamp) -> Reply {
    let frame = &visit.frame();
    let page = NewPasswordStep::new(frame, by_code, form, ends_at);
    Reply::page(visit, StatusCode::OK, &page)
}

impl Pages {
    /// Sets the new password.
    pub(crate) async fn set_password(
        &self,
        visit: &Visit<'_>,
        by_code: ByCode,
        typed: &Typed,
    ) -> Reply {
        let purpose = by_code.purpose();
        let (token, ends_at) = match Progress::of(visit, purpose) {
            Some(Progress::Password { token, ends_at }) => (token, ends_at),
            other => return lead_on(visit, purpose, other.as_ref()),
        };
        let mut body = json!({"procedure": token.shown()});
        add(&mut body, "password", typed.text(Field::NewPassword));
        match self.api.post(visit, "/v1/set-password", &body).await {
            Ok(answer) => well(visit, purpose, &answer),
            Err(refused) if refused.name == ProblemName::ProcedureEnded => {
                self.ended(visit, purpose, (token, Stage::Password), &refused)
                    .await
            }
            Err(refused) => {
                let form = Form::refused(refused.on(&NewPasswordStep::FIELDS));
                refused.marked(ask_password(visit, by_code, form, ends_at))
            }
        }
    }

    /// A procedure that does not take the step that was pressed, which is the one of `pressed`. It may
    /// have taken it before: a press whose answer was lost, or its twin. Then it leads on from where the
    /// procedure stands.
    pub(crate) async fn ended(
        &self,
        visit: &Visit<'_>,
        purpose: Purpose,
        (token, pressed): (Token, Stage),
        refused: &Refused,
    ) -> Reply {
        let found = match self.storage.procedure(&token.hashed()).await {
            Ok(found) => found,
            // Nothing is known, so nothing is forgotten: the person may press again.
            Err(error) => {
                return Refused::of(visit, &error.into()).page(visit, Route::Start(purpose));
            }
        };
        let found = found.filter(|procedure| procedure.purpose == purpose);
        match found.map(|procedure| (procedure.stage, procedure.ends_at)) {
            Some((Stage::Password, ends_at)) if pressed == Stage::Otp && visit.now() < ends_at => {
                lead_to(visit, purpose, &Progress::Password { token, ends_at })
            }
            Some((Stage::Done, _)) => finished_unseen(visit, purpose),
            Some((Stage::Otp | Stage::Password, _)) | None => over(visit, purpose, refused),
        }
    }
}

/// The procedure has ended well, and its page was not shown.
fn finished_unseen(visit: &Visit<'_>, purpose: Purpose) -> Reply {
    if purpose == Purpose::Login {
        // A session that this browser knows is another one.
        let frame = &visit.frame();
        let page = Done::new(frame, End::EnteredUnseen, false);
        return Reply::page(visit, StatusCode::OK, &page).forgetting(Name::Session);
    }
    let reply = done(visit, purpose, None, true);
    let progress = Progress::Done {
        password_expires_at: None,
    };
    // All sessions of the person are over.
    progress
        .kept(visit, purpose, reply)
        .forgetting(Name::Session)
}

/// The page of a good end. Who has nothing that ended is shown the first page.
pub(crate) fn page(visit: &Visit<'_>, purpose: Purpose) -> Reply {
    match Progress::of(visit, purpose) {
        Some(Progress::Done {
            password_expires_at,
        }) => done(visit, purpose, password_expires_at, false),
        Some(other) => lead_on(visit, purpose, Some(&other)),
        None => Reply::to(Route::Home),
    }
}

fn done(
    visit: &Visit<'_>,
    purpose: Purpose,
    password_expires_at: Option<Timestamp>,
    again: bool,
) -> Reply {
    let end = match purpose {
        Purpose::Activation => End::Activated {
            password_expires_at,
        },
        Purpose::Reset => End::Reset {
            password_expires_at,
        },
        Purpose::Change => End::Changed {
            password_expires_at,
        },
        Purpose::Unsubscribe => End::Unsubscribed,
        Purpose::Login => return Reply::to(Route::Done(Purpose::Login)),
    };
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &Done::new(frame, end, again))
}

/// A good end.
pub(crate) fn well(visit: &Visit<'_>, purpose: Purpose, answer: &Value) -> Reply {
    let progress = Progress::Done {
        password_expires_at: time(&answer["passwordExpiresAt"]),
    };
    // All sessions of the person are over.
    lead_to(visit, purpose, &progress).forgetting(Name::Session)
}

/// The procedure is over, and not well.
pub(crate) fn over(visit: &Visit<'_>, purpose: Purpose, refused: &Refused) -> Reply {
    let reply = refused.page(visit, Route::Start(purpose));
    reply.forgetting(Name::Procedure(purpose))
}

/// To the page of where the procedure stands now.
pub(crate) fn lead_to(visit: &Visit<'_>, purpose: Purpose, progress: &Progress) -> Reply {
    progress.kept(visit, purpose, Reply::to(place(purpose, progress)))
}

/// From a step that is not the procedure's next: to where it stands, if it stands anywhere.
pub(crate) fn lead_on(visit: &Visit<'_>, purpose: Purpose, progress: Option<&Progress>) -> Reply {
    match progress {
        Some(Progress::Done {
            password_expires_at,
        }) => done(visit, purpose, *password_expires_at, true),
        Some(progress) => Reply::to(place(purpose, progress)),
        None => over(
            visit,
            purpose,
            &Refused::of(visit, &Problem::ProcedureEnded),
        ),
    }
}

fn place(purpose: Purpose, progress: &Progress) -> Route {
    match (progress, purpose) {
        (Progress::Code(_), _) => Route::Code(purpose),
        (Progress::Password { .. }, Purpose::Activation) => Route::NewPassword(ByCode::Activate),
        (Progress::Password { .. }, Purpose::Reset) => Route::NewPassword(ByCode::Reset),
        (Progress::Password { .. } | Progress::Done { .. }, _) => Route::Done(purpose),
    }
}
