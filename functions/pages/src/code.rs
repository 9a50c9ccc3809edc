//! The step of the one-time code: the code, and another one.

use html::{
    Field, Form, ProblemName,
    otp::{OtpStep, Sent},
};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use policy::{Purpose, Stage};
use secrets::Token;
use serde_json::{Value, json};

use crate::{
    Pages,
    api::{Refused, add, time},
    ends, inside,
    progress::{Awaited, Progress},
    reply::Reply,
    typed::Typed,
    visit::Visit,
};

/// The page.
pub(crate) fn page(visit: &Visit<'_>, purpose: Purpose, form: Form) -> Reply {
    match Progress::of(visit, purpose) {
        Some(Progress::Code(awaited)) => show(visit, purpose, awaited, form),
        other => ends::lead_on(visit, purpose, other.as_ref()),
    }
}

/// The page with a refusal, and what the browser is to remember.
pub(crate) fn again(
    visit: &Visit<'_>,
    purpose: Purpose,
    mut awaited: Awaited,
    refused: &Refused,
) -> Reply {
    awaited.again = false;
    let progress = Progress::Code(awaited.clone());
    let form = Form::refused(refused.on(&OtpStep::FIELDS));
    let reply = show(visit, purpose, awaited, form);
    progress.kept(visit, purpose, refused.marked(reply))
}

fn show(visit: &Visit<'_>, purpose: Purpose, awaited: Awaited, form: Form) -> Reply {
    let frame = &visit.frame();
    let page = OtpStep::new(frame, purpose, form, awaited.sent, awaited.again);
    Reply::page(visit, StatusCode::OK, &page)
}

impl Pages {
    /// Enters a code.
    pub(crate) async fn enter_code(
        &self,
        visit: &Visit<'_>,
        purpose: Purpose,
        typed: &Typed,
    ) -> Reply {
        let awaited = match Progress::of(visit, purpose) {
            Some(Progress::Code(awaited)) => awaited,
            other => return ends::lead_on(visit, purpose, other.as_ref()),
        };
        let mut body = json!({"procedure": awaited.token.shown()});
        add(&mut body, "otp", typed.text(Field::Otp));
        match self.api.post(visit, "/v1/verify-otp", &body).await {
            Ok(answer) if answer["session"].is_string() => inside::enter(visit, &answer),
            Ok(answer) if answer["next"] == "set-password" => {
                let progress = Progress::Password {
                    token: awaited.token,
                    ends_at: time(&answer["expiresAt"]).unwrap_or(awaited.ends_at),
                };
                ends::lead_to(visit, purpose, &progress)
            }
            Ok(answer) => ends::well(visit, purpose, &answer),
            Err(refused) if ends_here(refused.name) => {
                self.ended(visit, purpose, (awaited.token, Stage::Otp), &refused)
                    .await
            }
            Err(refused) => again(visit, purpose, awaited, &refused),
        }
    }

    /// Asks for another code.
    pub(crate) async fn resend(&self, visit: &Visit<'_>, purpose: Purpose) -> Reply {
        let mut awaited = match Progress::of(visit, purpose) {
            Some(Progress::Code(awaited)) => awaited,
            other => return ends::lead_on(visit, purpose, other.as_ref()),
        };
        let body = json!({"procedure": awaited.token.shown()});
        let refused = match self.api.post(visit, "/v1/resend-otp", &body).await {
            Ok(answer) => {
                awaited.sent = sent(visit, &answer);
                awaited.again = true;
                return ends::lead_to(visit, purpose, &Progress::Code(awaited));
            }
            Err(refused) => refused,
        };
        if ends_here(refused.name) {
            return self
                .ended(visit, purpose, (awaited.token, Stage::Otp), &refused)
                .await;
        }
        if refused.name == ProblemName::TooSoon {
            // By what we knew it was time: the same press, made twice, has sent one already.
            awaited.again = awaited.sent.resend_at <= visit.now();
            awaited.sent.resend_at = refused.retry_at(visit);
            if awaited.again {
                return ends::lead_to(visit, purpose, &Progress::Code(awaited));
            }
        }
        if refused.name == ProblemName::MessageNotSent {
            awaited.sent.good_until = None;
            awaited.sent.resend_at = refused.retry_at(visit);
        }
        if refused.name == ProblemName::TooManyMessages && refused.retry_after.is_none() {
            awaited.sent.codes_left = Some(0);
        }
        again(visit, purpose, awaited, &refused)
    }
}

/// Whether nothing more can be entered.
fn ends_here(name: ProblemName) -> bool {
    matches!(
        name,
        ProblemName::ProcedureEnded | ProblemName::PasswordExpired
    )
}

impl Awaited {
    /// As an operation has opened it.
    pub(crate) fn opened(visit: &Visit<'_>, answer: &Value) -> Self {
        Self {
            token: Token::entered(answer["procedure"].as_str().unwrap_or_default()),
            ends_at: time(&answer["expiresAt"]).unwrap_or(life_from(visit)),
            sent: sent(visit, answer),
            again: false,
        }
    }

    /// Opened, and nothing sent.
    pub(crate) fn unsent(visit: &Visit<'_>, token: Token, resend_at: Timestamp) -> Self {
        Self {
            token,
            ends_at: life_from(visit),
            sent: Sent {
                good_until: None,
                resend_at,
                codes_left: None,
            },
            again: false,
        }
    }
}

/// When a procedure ends that is opened now.
fn life_from(visit: &Visit<'_>) -> Timestamp {
    let seconds = visit.profile().procedure.life_seconds;
    visit.now() + SignedDuration::from_secs(seconds.into())
}

fn sent(visit: &Visit<'_>, answer: &Value) -> Sent {
    let otp = &answer["otp"];
    Sent {
        good_until: time(&otp["expiresAt"]),
        resend_at: time(&otp["resendAt"]).unwrap_or(visit.now()),
        codes_left: answer["codesLeft"]
            .as_u64()
            .and_then(|codes| codes.try_into().ok()),
    }
}
