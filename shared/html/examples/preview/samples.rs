//! Every page in every state, with made-up people: what the preview writes and the tests look at.

use html::{
    ByCode, Field, FieldError, Form, Frame, Page, ProblemName, Refusal, Route, Site,
    by_code::{ByCodeStart, Question, Robot, Widget},
    desk::{DeskForm, DeskResult, DeskStart, Registered},
    documents::{Document, Reading},
    done::{Done, End},
    home::Home,
    inbox::{Inbox, Sms},
    login::{Inside, LoginStart, Session},
    otp::{OtpStep, Sent},
    passwords::{ChangeStart, NewPasswordStep},
    routes::PURPOSES,
    stop::Stop,
    unsubscribe::UnsubscribeStart,
};
use jiff::Timestamp;
use policy::{Assurance, Language, Level, Method, Profile, Purpose};

/// The texts of a problem, as the contract would say them. They come from outside, so the samples
/// have them in one language.
pub(crate) const TITLE: &str = "Hay datos que corregir";
pub(crate) const DETAIL: &str = "Falta algún dato o alguno no está bien escrito. Corrija lo que se indica y \
                          vuelva a enviarlo.";
pub(crate) const FIELD_DETAIL: &str = "Este dato no está bien escrito; revíselo.";
pub(crate) const QUESTION: &str = "¿Cuál de estas palabras es un color: mesa, azul, pan?";
pub(crate) const SMS: &str = "Llave: 012345 es su codigo para entrar. Vale 10 min. No se lo diga a nadie, \
                       ni a Llave.\n\n@llave.example #012345";
/// What else comes from outside.
pub(crate) const CONTROLLER: &str = "Organismo de ejemplo, calle Mayor 1, 28013 Madrid";

pub(crate) fn site(profile: Profile) -> Site {
    Site {
        help_phone: "060".to_owned(),
        feedback_email: "accesibilidad@llave.example".to_owned(),
        controller: CONTROLLER.to_owned(),
        terms_version: "2026-01".to_owned(),
        profile,
    }
}

pub(crate) fn frame(site: &Site, language: Language) -> Frame<'_> {
    Frame {
        site,
        language,
        csrf: "a-hidden-value",
        now: seconds(0),
        sent_from: None,
    }
}

/// The samples' now, and so many seconds later.
fn seconds(later: i64) -> Timestamp {
    Timestamp::from_second(1_795_342_200 + later).unwrap()
}

/// Every page and state, by a name that a file can have.
pub(crate) fn all(frame: &Frame<'_>) -> Vec<(String, String)> {
    let mut pages = vec![sample("home", &Home::new(frame))];
    pages.extend(by_code(frame));
    pages.extend(otp(frame));
    pages.extend(others(frame));
    pages.extend(ends(frame));
    pages.extend(stops(frame));
    pages.extend(desk(frame));
    pages
}

fn sample(name: impl Into<String>, page: &impl Page) -> (String, String) {
    (name.into(), page.html().unwrap())
}

fn refused(fields: &[Field]) -> Refusal {
    let mut refusal = Refusal::new(TITLE, DETAIL);
    refusal.fields.extend(fields.iter().map(|field| FieldError {
        field: *field,
        detail: FIELD_DETAIL.to_owned(),
    }));
    refusal
}

fn question() -> Robot {
    Robot {
        widget: None,
        question: Some(Question {
            text: QUESTION.to_owned(),
            token: "signed".to_owned(),
        }),
    }
}

fn widget() -> Robot {
    Robot {
        widget: Some(Widget {
            script: "/assets/altcha.js".to_owned(),
            style: "/assets/altcha.css".to_owned(),
            worker: "/assets/altcha-pbkdf2.js".to_owned(),
            challenge: "/v1/challenge".to_owned(),
        }),
        question: None,
    }
}

fn by_code(frame: &Frame<'_>) -> Vec<(String, String)> {
    let start = |by_code, form, robot| ByCodeStart::new(frame, by_code, form, robot);
    let form = || {
        Form::refused(refused(&[
            Field::DocumentNumber,
            Field::ActivationCode,
            Field::Answer,
        ]))
        .with(Field::DocumentType, "NIE")
        .with(Field::DocumentNumber, "X1234567Ñ")
        .with(Field::Email, "\"persona\"@llave.example")
    };
    let both = Robot {
        question: question().question,
        ..widget()
    };
    vec![
        sample(
            "activate",
            &start(ByCode::Activate, Form::default(), question()),
        ),
        sample(
            "activate-widget",
            &start(ByCode::Activate, Form::default(), widget()),
        ),
        sample(
            "activate-both",
            &start(ByCode::Activate, Form::default(), both),
        ),
        sample(
            "activate-refused",
            &start(ByCode::Activate, form(), question()),
        ),
        sample("reset", &start(ByCode::Reset, Form::default(), question())),
        sample("reset-refused", &start(ByCode::Reset, form(), question())),
    ]
}

fn otp(frame: &Frame<'_>) -> Vec<(String, String)> {
    let sent = |resend_in, codes_left| Sent {
        good_until: Some(seconds(600)),
        resend_at: seconds(resend_in),
        codes_left,
    };
    let step = |purpose, form, sent, again| OtpStep::new(frame, purpose, form, sent, again);
    let mut pages: Vec<_> = PURPOSES
        .map(|purpose| {
            let page = step(purpose, Form::default(), sent(60, None), false);
            sample(format!("code-{}", purpose.as_str()), &page)
        })
        .into();
    let login = Purpose::Login;
    let unsent = Sent {
        good_until: None,
        ..sent(60, None)
    };
    let wrong = || Form::refused(refused(&[Field::Otp]));
    let plain = || Form::refused(refused(&[]));
    pages.extend([
        sample(
            "code-wrong",
            &step(login, wrong(), sent(45, Some(2)), false),
        ),
        sample(
            "code-again",
            &step(login, Form::default(), sent(60, Some(1)), true),
        ),
        sample(
            "code-may-resend",
            &step(login, Form::default(), sent(-1, Some(1)), false),
        ),
        sample(
            "code-last",
            &step(login, Form::default(), sent(60, Some(0)), true),
        ),
        sample("code-not-sent", &step(login, plain(), unsent, false)),
    ]);
    pages
}

fn others(frame: &Frame<'_>) -> Vec<(String, String)> {
    let rejected = || Form::refused(refused(&[Field::NewPassword, Field::NewPassword]));
    let number = |form: Form| form.with(Field::DniOrNie, "12345678Z");
    let session = |assurance, entered_now, last_access| Session {
        assurance,
        ends_at: seconds(1_800),
        entered_now,
        last_access,
        password_expires_at: last_access.map(|_| seconds(60_000_000)),
    };
    let inside = |session| Inside::new(frame, session);
    let document = |document| Reading::new(frame, document);
    let sms = |later| Sms {
        to: "+34600000001".to_owned(),
        body: SMS.to_owned(),
        at: seconds(later),
    };
    let new_password = |by_code, form| NewPasswordStep::new(frame, by_code, form, seconds(900));
    vec![
        sample(
            "activate-password",
            &new_password(ByCode::Activate, Form::default()),
        ),
        sample(
            "activate-password-rejected",
            &new_password(ByCode::Activate, rejected()),
        ),
        sample(
            "reset-password",
            &new_password(ByCode::Reset, Form::default()),
        ),
        sample("login", &LoginStart::new(frame, Form::default(), false)),
        sample(
            "login-code-required",
            &LoginStart::new(frame, Form::default(), true),
        ),
        sample(
            "login-refused",
            &LoginStart::new(
                frame,
                number(Form::refused(refused(&[]))).with(Field::WithCode, "yes"),
                false,
            ),
        ),
        sample(
            "session",
            &inside(session(
                Assurance::Substantial,
                true,
                Some(seconds(-86_400)),
            )),
        ),
        sample(
            "session-first",
            &inside(session(Assurance::Low, true, None)),
        ),
        sample(
            "session-later",
            &inside(session(Assurance::Low, false, None)),
        ),
        sample("change", &ChangeStart::new(frame, Form::default())),
        sample(
            "change-rejected",
            &ChangeStart::new(frame, number(rejected())),
        ),
        sample(
            "unsubscribe",
            &UnsubscribeStart::new(frame, Form::default()),
        ),
        sample(
            "unsubscribe-refused",
            &UnsubscribeStart::new(frame, number(Form::refused(refused(&[Field::Understood])))),
        ),
        sample("advice", &document(Document::Advice)),
        sample("requirements", &document(Document::Requirements)),
        sample("accessibility", &document(Document::Accessibility)),
        sample("privacy", &document(Document::Privacy)),
        sample("inbox", &Inbox::new(frame, vec![sms(5), sms(0)])),
        sample("inbox-empty", &Inbox::new(frame, Vec::new())),
    ]
}

fn ends(frame: &Frame<'_>) -> Vec<(String, String)> {
    let password_expires_at = Some(seconds(63_072_000));
    let done = |end, again| Done::new(frame, end, again);
    vec![
        sample(
            "activate-done",
            &done(
                End::Activated {
                    password_expires_at,
                },
                false,
            ),
        ),
        sample(
            "activate-done-again",
            &done(
                End::Activated {
                    password_expires_at: None,
                },
                true,
            ),
        ),
        sample(
            "reset-done",
            &done(
                End::Reset {
                    password_expires_at,
                },
                false,
            ),
        ),
        sample(
            "change-done",
            &done(
                End::Changed {
                    password_expires_at,
                },
                false,
            ),
        ),
        sample("entered-unseen", &done(End::EnteredUnseen, false)),
        sample("unsubscribe-done", &done(End::Unsubscribed, false)),
        sample("unsubscribe-done-again", &done(End::Unsubscribed, true)),
        sample("logged-out", &done(End::LoggedOut, false)),
    ]
}

fn stops(frame: &Frame<'_>) -> Vec<(String, String)> {
    let texts = || (TITLE.to_owned(), DETAIL.to_owned());
    let mut pages: Vec<_> = ProblemName::ALL
        .map(|name| {
            let (title, detail) = texts();
            let page = Stop::explained(frame, name, title, detail, 403);
            sample(format!("problem-{}", name.name()), &page)
        })
        .into();
    for name in [
        ProblemName::PasswordBlocked,
        ProblemName::ActivationCodeBlocked,
        ProblemName::ProcedureEnded,
        ProblemName::TemporarilyUnavailable,
    ] {
        let (title, detail) = texts();
        let here = Route::Start(Purpose::Login);
        let reference = Some("0f3c9a2e-6a1d-4c27".to_owned());
        let page = Stop::met(frame, here, name, title, detail, reference);
        pages.push(sample(format!("stop-{}", name.name()), &page));
    }
    pages
}

fn desk(frame: &Frame<'_>) -> Vec<(String, String)> {
    let everything_wrong = [
        Field::DocumentType,
        Field::DocumentNumber,
        Field::ValidUntil,
        Field::SupportNumber,
        Field::GivenName,
        Field::FirstSurname,
        Field::Phone,
        Field::DeskEmail,
        Field::Method,
        Field::Level,
        Field::Terms,
    ];
    let registered = Registered {
        activation_code: "7K3M-9QXT-4B2V-HW8Z".to_owned(),
        level: Level::Advanced,
        method: Method::Office,
        registered_at: seconds(0),
    };
    vec![
        sample("desk", &DeskStart::new(frame, Form::default())),
        sample(
            "desk-refused",
            &DeskStart::new(frame, Form::refused(refused(&[]))),
        ),
        sample("desk-register", &DeskForm::new(frame, Form::default())),
        sample(
            "desk-register-refused",
            &DeskForm::new(
                frame,
                Form::refused(refused(&everything_wrong)).with(Field::GivenName, "<b>Ana</b>"),
            ),
        ),
        sample("desk-result", &DeskResult::new(frame, registered)),
    ]
}
