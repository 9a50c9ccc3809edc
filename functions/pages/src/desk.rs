//! The registrar's desk: signing in with a token, registering a person, and what to hand over.

use document::{Handover, NotMade};
use html::{
    Field, Form, Route,
    desk::{DeskForm, DeskResult, DeskStart, Registered},
    fields::hidden,
};
use http::StatusCode;
use jiff::Timestamp;
use policy::{ActivationCode, Language, Level, Method};
use serde_json::{Value, json};

use crate::{
    Pages,
    api::{Refused, add, time},
    cookies::{Life, Name},
    reply::Reply,
    typed::Typed,
    visit::Visit,
};
use web::Problem;

/// The operation that a desk is for.
const REGISTER: &str = "/v1/register";

/// Writes the document to hand over.
pub(crate) type Writer = fn(&Handover<'_>) -> Result<Vec<u8>, NotMade>;

/// Where a registrar signs in.
pub(crate) fn sign_in_page(visit: &Visit<'_>, form: Form) -> Reply {
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &DeskStart::new(frame, form))
}

/// The form, for who has signed in.
pub(crate) fn register_page(visit: &Visit<'_>, form: Form) -> Reply {
    if visit.cookie(Name::Registrar).is_none() {
        return Reply::to(Route::Desk);
    }
    let frame = &visit.frame();
    Reply::page(visit, StatusCode::OK, &DeskForm::new(frame, form))
}

/// Forgets the registrar's token.
pub(crate) fn leave() -> Reply {
    Reply::to(Route::Desk).forgetting(Name::Registrar)
}

impl Pages {
    /// Takes a registrar's token if `register` takes it: a request without members is refused for
    /// its members only behind the token.
    pub(crate) async fn sign_in(&self, visit: &Visit<'_>, typed: &Typed) -> Reply {
        let token = typed.text(Field::RegistrarToken).map(str::trim);
        let asked = match token {
            Some(token) => self.api.post_as(visit, token, REGISTER, &json!({})).await,
            None => Err(Refused::of(visit, &Problem::Unauthenticated)),
        };
        match (asked, token) {
            (Err(refused), Some(token)) if refused.status == StatusCode::BAD_REQUEST => {
                Reply::to(Route::DeskRegister).keeping(Name::Registrar, token, Life::Browser)
            }
            (Err(refused), _) => signed_out(visit, &refused),
            (Ok(_), _) => Reply::to(Route::Desk),
        }
    }

    /// Registers a person.
    pub(crate) async fn register(&self, visit: &Visit<'_>, typed: &Typed) -> Reply {
        let Some(token) = visit.cookie(Name::Registrar) else {
            return Reply::to(Route::Desk);
        };
        let body = act(typed);
        let registered = self.api.post_as(visit, token, REGISTER, &body).await;
        match registered {
            Ok(answer) => {
                let frame = &visit.frame();
                let page = DeskResult::new(frame, read(visit, &answer));
                Reply::page(visit, StatusCode::CREATED, &page)
            }
            Err(refused)
                if [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&refused.status) =>
            {
                signed_out(visit, &refused)
            }
            Err(refused) => {
                let form = Form::refused(refused.on(&DeskForm::FIELDS));
                refused.marked(register_page(visit, typed.given_back(form)))
            }
        }
    }

    /// Writes the document of what has just been registered, as its page repeats it: it is stored
    /// nowhere. For who signed in, even if their token is over by now: the code is shown only once.
    pub(crate) fn hand_over(&self, visit: &Visit<'_>, typed: &Typed, write: Writer) -> Reply {
        if visit.cookie(Name::Registrar).is_none() {
            return Reply::to(Route::Desk);
        }
        let Some(told) = Told::read(visit, typed) else {
            return Reply::to(Route::DeskRegister);
        };
        let code = told.code.shown();
        let written = write(&Handover {
            language: told.language,
            activation_code: &code,
            level: told.level,
            registered_at: told.registered_at,
            host: &self.setup.host,
            help_phone: &self.setup.site.help_phone,
        });
        match written {
            Ok(pdf) => Reply::document(told.language, pdf),
            Err(error) => {
                let problem = Problem::temporarily_unavailable(error.to_string());
                Refused::of(visit, &problem).page(visit, Route::DeskRegister)
            }
        }
    }
}

/// What the page of a registration repeats for its document.
struct Told {
    code: ActivationCode,
    level: Level,
    registered_at: Timestamp,
    language: Language,
}

impl Told {
    /// `None` if it is not as the page wrote it.
    fn read(visit: &Visit<'_>, typed: &Typed) -> Option<Self> {
        let symbols = visit.profile().code.symbols;
        Some(Self {
            code: ActivationCode::parse(typed.hidden(hidden::ACTIVATION_CODE)?, symbols).ok()?,
            level: Level::parse(typed.hidden(hidden::LEVEL)?).ok()?,
            registered_at: typed.hidden(hidden::REGISTERED_AT)?.parse().ok()?,
            language: Language::of_tag(typed.hidden(hidden::DOCUMENT_LANGUAGE)?)?,
        })
    }
}

/// The form to sign in, with why.
fn signed_out(visit: &Visit<'_>, refused: &Refused) -> Reply {
    let form = Form::refused(refused.on(&DeskStart::FIELDS));
    let reply = refused.marked(sign_in_page(visit, form));
    reply.forgetting(Name::Registrar)
}

/// What is registered.
fn act(typed: &Typed) -> Value {
    let mut document = json!({});
    for (name, field) in [
        ("type", Field::DocumentType),
        ("number", Field::DocumentNumber),
        ("validUntil", Field::ValidUntil),
        ("issuedOn", Field::IssuedOn),
        ("supportNumber", Field::SupportNumber),
    ] {
        add(&mut document, name, typed.text(field));
    }
    let mut body = json!({});
    for (name, field) in [
        ("givenName", Field::GivenName),
        ("firstSurname", Field::FirstSurname),
        ("secondSurname", Field::SecondSurname),
        ("phone", Field::Phone),
        ("email", Field::DeskEmail),
        ("registrationLevel", Field::Level),
        ("method", Field::Method),
    ] {
        add(&mut body, name, typed.text(field));
    }
    // Who does not accept the terms accepts no version of them.
    let accepted = typed.is_ticked(Field::Terms);
    let version = typed.hidden(hidden::TERMS_VERSION).filter(|_| accepted);
    add(&mut body, "termsVersion", version);
    body["document"] = document;
    body
}

fn read(visit: &Visit<'_>, answer: &Value) -> Registered {
    let text = |name: &str| answer[name].as_str().unwrap_or_default();
    Registered {
        activation_code: text("activationCode").to_owned(),
        level: Level::parse(text("registrationLevel")).unwrap_or(Level::Basic),
        method: Method::parse(text("method")).unwrap_or(Method::Office),
        registered_at: time(&answer["registeredAt"]).unwrap_or(visit.now()),
    }
}
