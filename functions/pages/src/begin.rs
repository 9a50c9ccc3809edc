//! The first step of a procedure: who, and the secret that opens it. Entering with the password
//! alone begins and ends here.

use html::{
    ByCode, Field, Form, ProblemName, Route, assets,
    by_code::{ByCodeStart, Question, Robot, Widget},
    fields::hidden,
    login::LoginStart,
    passwords::ChangeStart,
    unsubscribe::UnsubscribeStart,
};
use http::{Method, StatusCode};
use policy::{DocumentType, Flaw, NationalId, Purpose};
use serde_json::{Value, json};
use web::{Problem, problem::FieldError};

use crate::{
    Pages,
    api::{Refused, add, text},
    code, inside,
    progress::{Awaited, Progress},
    reply::Reply,
    typed::Typed,
    visit::Visit,
};

const CHALLENGE: &str = "/v1/challenge";
const QUESTION: &str = "/v1/challenge?kind=question";

impl Pages {
    /// The page.
    pub(crate) async fn start_page(
        &self,
        visit: &Visit<'_>,
        purpose: Purpose,
        form: Form,
    ) -> Reply {
        let frame = &visit.frame();
        let ok = StatusCode::OK;
        match purpose {
            Purpose::Activation => self.code_start(visit, ByCode::Activate, form).await,
            Purpose::Reset => self.code_start(visit, ByCode::Reset, form).await,
            Purpose::Login => Reply::page(visit, ok, &LoginStart::new(frame, form, false)),
            Purpose::Change => Reply::page(visit, ok, &ChangeStart::new(frame, form)),
            Purpose::Unsubscribe => Reply::page(visit, ok, &UnsubscribeStart::new(frame, form)),
        }
    }

    async fn code_start(&self, visit: &Visit<'_>, by_code: ByCode, form: Form) -> Reply {
        let robot = self.robot(visit).await;
        let frame = &visit.frame();
        let page = ByCodeStart::new(frame, by_code, form, robot);
        Reply::page(visit, StatusCode::OK, &page)
    }

    /// The widget; and a question, where the operator offers it.
    async fn robot(&self, visit: &Visit<'_>) -> Robot {
        let question = self.api.ask(visit, Method::GET, QUESTION, None).await.ok();
        Robot {
            widget: Some(Widget {
                script: assets::ALTCHA_SCRIPT.path().to_owned(),
                style: assets::ALTCHA_STYLE.path().to_owned(),
                worker: assets::ALTCHA_WORKER.path().to_owned(),
                challenge: CHALLENGE.to_owned(),
            }),
            question: question.map(|question| Question {
                text: text(&question, "question"),
                token: text(&question, "token"),
            }),
        }
    }

    /// Opens a procedure, or enters.
    pub(crate) async fn begin(&self, visit: &Visit<'_>, purpose: Purpose, typed: &Typed) -> Reply {
        if typed.hidden(hidden::OTHER_QUESTION).is_some() {
            let form = typed.given_back(Form::default());
            return self.start_page(visit, purpose, form).await;
        }
        let (path, body) = opening(purpose, typed);
        let opened = if purpose == Purpose::Unsubscribe && !typed.is_ticked(Field::Understood) {
            Err(Refused::of(visit, &not_understood()))
        } else {
            self.api.post(visit, path, &body).await
        };
        match opened {
            Ok(answer) if answer["next"] == "done" => inside::enter(visit, &answer),
            Ok(answer) => {
                let progress = Progress::Code(Awaited::opened(visit, &answer));
                progress.kept(visit, purpose, Reply::to(Route::Code(purpose)))
            }
            Err(refused) => self.not_begun(visit, purpose, typed, &refused).await,
        }
    }

    async fn not_begun(
        &self,
        visit: &Visit<'_>,
        purpose: Purpose,
        typed: &Typed,
        refused: &Refused,
    ) -> Reply {
        if let Some(token) = &refused.procedure {
            // It is open; only its SMS was not sent.
            let awaited = Awaited::unsent(visit, token.clone(), refused.retry_at(visit));
            return code::again(visit, purpose, awaited, refused);
        }
        if leads_elsewhere(refused.name) {
            return refused.page(visit, Route::Start(purpose));
        }
        let form = typed.given_back(Form::refused(refused.on(fields(purpose))));
        let reply = self.start_page(visit, purpose, form).await;
        refused.marked(reply)
    }
}

/// What is typed to open a procedure.
fn fields(purpose: Purpose) -> &'static [Field] {
    match purpose {
        Purpose::Activation | Purpose::Reset => &ByCodeStart::FIELDS,
        Purpose::Login => &LoginStart::FIELDS,
        Purpose::Change => &ChangeStart::FIELDS,
        Purpose::Unsubscribe => &UnsubscribeStart::FIELDS,
    }
}

/// Whether the same form can't be the way on.
fn leads_elsewhere(name: ProblemName) -> bool {
    matches!(
        name,
        ProblemName::ActivationCodeBlocked
            | ProblemName::PasswordBlocked
            | ProblemName::PasswordExpired
            | ProblemName::AssuranceNotReachable
    )
}

/// Path and body of the operation that opens a procedure.
fn opening(purpose: Purpose, typed: &Typed) -> (&'static str, Value) {
    let mut body = json!({});
    let mut member = |name, field| add(&mut body, name, typed.text(field));
    let path = match purpose {
        Purpose::Activation | Purpose::Reset => {
            member("email", Field::Email);
            member("activationCode", Field::ActivationCode);
            add_robot(&mut body, typed);
            if purpose == Purpose::Reset {
                "/v1/reset"
            } else {
                "/v1/activate"
            }
        }
        Purpose::Login => {
            member("password", Field::Password);
            let substantial = typed.is_ticked(Field::WithCode).then_some("substantial");
            add(&mut body, "assurance", substantial);
            "/v1/login"
        }
        Purpose::Change => {
            member("currentPassword", Field::CurrentPassword);
            member("newPassword", Field::NewPassword);
            "/v1/change"
        }
        Purpose::Unsubscribe => {
            member("password", Field::Password);
            "/v1/unsubscribe"
        }
    };
    body["document"] = document(typed);
    (path, body)
}

/// What the widget found; else the answer to the question.
fn add_robot(body: &mut Value, typed: &Typed) {
    add(body, "altcha", typed.hidden(hidden::ALTCHA));
    let token = typed.hidden(hidden::ANSWER_TOKEN);
    if token.is_some() && body["altcha"].is_null() {
        let mut answer = json!({});
        add(&mut answer, "token", token);
        add(&mut answer, "text", typed.text(Field::Answer));
        body["answer"] = answer;
    }
}

/// The document; where its type is not asked, its number tells it.
fn document(typed: &Typed) -> Value {
    let number = typed.text(Field::DocumentNumber);
    let read = number.and_then(|number| NationalId::parse(number).ok());
    let is_nie = read.is_some_and(|number| DocumentType::Nie.fits(&number));
    let told = if is_nie { "NIE" } else { "DNI" };
    let mut document = json!({"type": typed.text(Field::DocumentType).unwrap_or(told)});
    add(&mut document, "number", number);
    document
}

/// That the box is not ticked; no operation asks for it.
fn not_understood() -> Problem {
    Problem::InvalidRequest(vec![FieldError {
        pointer: "/understood".to_owned(),
        flaw: Flaw::Missing,
    }])
}
