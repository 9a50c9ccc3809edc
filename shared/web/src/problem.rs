//! Refusals, as RFC 9457 problems. A refusal has an outside, in the caller's language, and for
//! what is our fault an inside, which goes to the log and to nobody else.

use std::fmt;

use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use policy::{
    Flaw, Language, Violation,
    tries::{AfterWrong, after_wrong},
};
use secrets::{UnknownKey, hashing::HashError, seal::OpenError};
use serde_json::{Map, Value, json};

use crate::wording::{self, Text, Wording, fill};

/// Seconds after which a service that was unavailable is worth another call.
const UNAVAILABLE_RETRY_SECONDS: u64 = 5;

/// A member of the body that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// RFC 6901.
    pub pointer: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// Every refusal of the contract.
#[derive(Clone, PartialEq, Eq)]
pub enum Problem {
    /// 400: malformed; all wrong members at once.
    InvalidRequest(Vec<FieldError>),
    /// 400: the proof of work is missing, wrong, expired or spent.
    ChallengeFailed,
    /// 401: the caller's token is missing or bad.
    Unauthenticated,
    /// 403: the caller's token is good, without the right.
    Forbidden,
    /// 403: a wrong secret, or a stranger.
    Refused {
        /// Entries that will still be checked.
        attempts_left: u32,
    },
    /// 403: from the entry that trips the limit on.
    ActivationCodeBlocked,
    /// 403: from the entry that trips the limit on.
    PasswordBlocked,
    /// 403: the right password, past its day.
    PasswordExpired,
    /// 403: the right password, a basic registration, `substantial` asked.
    AssuranceNotReachable,
    /// 409: the number belongs to another person.
    PhoneInUse,
    /// 409: an act of a lower level than the one held.
    LevelHeld,
    /// 410: nothing more can be done with this procedure, or not this.
    ProcedureEnded,
    /// 410: a resend may follow.
    OtpExpired,
    /// 422: every broken rule at once.
    PasswordRejected(Vec<Violation>),
    /// 429: the pace of resends.
    TooSoon {
        /// Seconds to wait.
        seconds: u64,
    },
    /// 429: the person's cap, or the codes of one procedure.
    TooManyMessages {
        /// Seconds until the cap lets one through; `None` if no wait helps.
        seconds: Option<u64>,
    },
    /// 503: SNS, or the day's budget, refused.
    MessageNotSent {
        /// The procedure's token, so that a resend can follow.
        procedure: String,
        /// The resend's wait, in seconds.
        seconds: u64,
        /// For the log: why.
        reason: &'static str,
    },
    /// 503: our fault; nothing is lost.
    TemporarilyUnavailable {
        /// For the log: what happened. Never shown, and never personal.
        reason: String,
    },
    /// 404.
    NotFound,
    /// 405.
    MethodNotAllowed(&'static [Method]),
    /// 413.
    ContentTooLarge,
    /// 415.
    UnsupportedMediaType,
}

impl Problem {
    /// Our fault, with what the log should say of it.
    #[must_use]
    pub fn temporarily_unavailable(reason: impl Into<String>) -> Self {
        Self::TemporarilyUnavailable {
            reason: reason.into(),
        }
    }

    /// What a wrong entry is answered: to try again, or what tripping the limit leads to.
    #[must_use]
    pub fn after_wrong(limit: u32, counted: u32, tripped: Self) -> Self {
        match after_wrong(limit, counted) {
            AfterWrong::TryAgain { attempts_left } => Self::Refused { attempts_left },
            AfterWrong::Tripped => tripped,
        }
    }

    /// The name of its type: `/problems/<name>`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid-request",
            Self::ChallengeFailed => "challenge-failed",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::Refused { .. } => "refused",
            Self::ActivationCodeBlocked => "activation-code-blocked",
            Self::PasswordBlocked => "password-blocked",
            Self::PasswordExpired => "password-expired",
            Self::AssuranceNotReachable => "assurance-not-reachable",
            Self::PhoneInUse => "phone-in-use",
            Self::LevelHeld => "level-held",
            Self::ProcedureEnded => "procedure-ended",
            Self::OtpExpired => "otp-expired",
            Self::PasswordRejected(_) => "password-rejected",
            Self::TooSoon { .. } => "too-soon",
            Self::TooManyMessages { .. } => "too-many-messages",
            Self::MessageNotSent { .. } => "message-not-sent",
            Self::TemporarilyUnavailable { .. } => "temporarily-unavailable",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::ContentTooLarge => "content-too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
        }
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::InvalidRequest(_) | Self::ChallengeFailed => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden
            | Self::Refused { .. }
            | Self::ActivationCodeBlocked
            | Self::PasswordBlocked
            | Self::PasswordExpired
            | Self::AssuranceNotReachable => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::PhoneInUse | Self::LevelHeld => StatusCode::CONFLICT,
            Self::ProcedureEnded | Self::OtpExpired => StatusCode::GONE,
            Self::ContentTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::PasswordRejected(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooSoon { .. } | Self::TooManyMessages { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::MessageNotSent { .. } | Self::TemporarilyUnavailable { .. } => {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }

    /// Seconds after which to call again, where a wait helps.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooSoon { seconds } | Self::MessageNotSent { seconds, .. } => Some(*seconds),
            Self::TooManyMessages { seconds } => *seconds,
            Self::TemporarilyUnavailable { .. } => Some(UNAVAILABLE_RETRY_SECONDS),
            Self::InvalidRequest(_)
            | Self::ChallengeFailed
            | Self::Unauthenticated
            | Self::Forbidden
            | Self::Refused { .. }
            | Self::ActivationCodeBlocked
            | Self::PasswordBlocked
            | Self::PasswordExpired
            | Self::AssuranceNotReachable
            | Self::PhoneInUse
            | Self::LevelHeld
            | Self::ProcedureEnded
            | Self::OtpExpired
            | Self::PasswordRejected(_)
            | Self::NotFound
            | Self::MethodNotAllowed(_)
            | Self::ContentTooLarge
            | Self::UnsupportedMediaType => None,
        }
    }

    /// What the log should say beside the name.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        if let Self::TemporarilyUnavailable { reason } = self {
            Some(reason)
        } else if let Self::MessageNotSent { reason, .. } = self {
            Some(reason)
        } else {
            None
        }
    }

    /// The body, in `language`.
    #[must_use]
    pub fn body(&self, language: Language) -> Value {
        let wording = wording::of(language);
        let (text, values) = self.text(wording);
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut body = json!({
            "type": format!("/problems/{}", self.name()),
            "title": text.title,
            "status": self.status().as_u16(),
            "detail": fill(text.detail, &values),
        });
        if let Value::Object(members) = &mut body {
            self.extend(members, wording);
        }
        body
    }

    /// Its title and detail in `language`, with nothing of one answer: each value is left out.
    #[must_use]
    pub fn in_general(&self, language: Language) -> (String, String) {
        let (text, values) = self.text(wording::of(language));
        let values: Vec<(&str, &str)> = values.iter().map(|(name, _)| (*name, "…")).collect();
        (text.title.to_owned(), fill(text.detail, &values))
    }

    /// The headers that only some problems have.
    #[must_use]
    pub fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let mut headers = Vec::new();
        if let Some(seconds) = self.retry_after() {
            headers.push((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        if *self == Self::Unauthenticated {
            let scheme = HeaderValue::from_static("Bearer");
            headers.push((header::WWW_AUTHENTICATE, scheme));
        }
        if let Self::MethodNotAllowed(methods) = self {
            let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
            if let Ok(allow) = HeaderValue::from_str(&names.join(", ")) {
                headers.push((header::ALLOW, allow));
            }
        }
        headers
    }

    fn text<'w>(&self, wording: &'w Wording) -> (&'w Text, Vec<(&'static str, String)>) {
        let plain = |text| (text, Vec::new());
        match self {
            Self::InvalidRequest(_) => plain(&wording.invalid_request),
            Self::ChallengeFailed => plain(&wording.challenge_failed),
            Self::Unauthenticated => plain(&wording.unauthenticated),
            Self::Forbidden => plain(&wording.forbidden),
            Self::Refused { attempts_left: 1 } => plain(&wording.refused_one),
            Self::Refused { attempts_left } => (
                &wording.refused_other,
                vec![("attempts", attempts_left.to_string())],
            ),
            Self::ActivationCodeBlocked => plain(&wording.activation_code_blocked),
            Self::PasswordBlocked => plain(&wording.password_blocked),
            Self::PasswordExpired => plain(&wording.password_expired),
            Self::AssuranceNotReachable => plain(&wording.assurance_not_reachable),
            Self::PhoneInUse => plain(&wording.phone_in_use),
            Self::LevelHeld => plain(&wording.level_held),
            Self::ProcedureEnded => plain(&wording.procedure_ended),
            Self::OtpExpired => plain(&wording.otp_expired),
            Self::PasswordRejected(_) => plain(&wording.password_rejected),
            Self::TooSoon { seconds } => {
                (&wording.too_soon, vec![("seconds", seconds.to_string())])
            }
            Self::TooManyMessages { seconds: None } => plain(&wording.too_many_messages_procedure),
            Self::TooManyMessages {
                seconds: Some(seconds),
            } => (
                &wording.too_many_messages_wait,
                vec![("hours", seconds.div_ceil(3_600).to_string())],
            ),
            Self::MessageNotSent { seconds, .. } => (
                &wording.message_not_sent,
                vec![("seconds", seconds.to_string())],
            ),
            Self::TemporarilyUnavailable { .. } => (
                &wording.temporarily_unavailable,
                vec![("seconds", UNAVAILABLE_RETRY_SECONDS.to_string())],
            ),
            Self::NotFound => plain(&wording.not_found),
            Self::MethodNotAllowed(_) => plain(&wording.method_not_allowed),
            Self::ContentTooLarge => plain(&wording.content_too_large),
            Self::UnsupportedMediaType => plain(&wording.unsupported_media_type),
        }
    }

    /// The members that only some problems have.
    fn extend(&self, members: &mut Map<String, Value>, wording: &Wording) {
        if let Self::InvalidRequest(errors) = self {
            let errors = errors.iter().map(|error| {
                json!({
                    "pointer": error.pointer,
                    "code": error.flaw.code(),
                    "detail": flaw_detail(error.flaw, wording),
                })
            });
            members.insert("errors".to_owned(), errors.collect());
        }
        if let Self::PasswordRejected(violations) = self {
            let violations = violations.iter().map(|violation| {
                json!({
                    "code": violation.code(),
                    "detail": violation_detail(violation, wording),
                })
            });
            members.insert("violations".to_owned(), violations.collect());
        }
        if let Self::Refused { attempts_left } = self {
            members.insert("attemptsLeft".to_owned(), json!(attempts_left));
        }
        if let Self::MessageNotSent { procedure, .. } = self {
            members.insert("procedure".to_owned(), json!(procedure));
        }
    }
}

impl fmt::Debug for Problem {
    /// Its name alone: one of them holds a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({})", self.name())
    }
}

fn flaw_detail(flaw: Flaw, wording: &Wording) -> &'static str {
    let errors = &wording.errors;
    match flaw {
        Flaw::Missing => errors.missing,
        Flaw::WrongType => errors.wrong_type,
        Flaw::Malformed => errors.malformed,
        Flaw::UnknownValue => errors.unknown_value,
        Flaw::CheckLetter => errors.check_letter,
        Flaw::NotInForce => errors.not_in_force,
        Flaw::NotAllowed => errors.not_allowed,
    }
}

fn violation_detail(violation: &Violation, wording: &Wording) -> String {
    let texts = &wording.violations;
    match violation {
        Violation::TooShort { min } => fill(texts.too_short, &[("min", &min.to_string())]),
        Violation::TooLong { max } => fill(texts.too_long, &[("max", &max.to_string())]),
        Violation::TooFewClasses { required } => fill(
            texts.too_few_classes,
            &[("required", &required.to_string())],
        ),
        Violation::Characters { offending } => {
            let named: Vec<String> = offending.iter().map(char::to_string).collect();
            fill(texts.characters, &[("characters", &named.join(" "))])
        }
        Violation::PersonalData => texts.personal_data.to_owned(),
        Violation::Common => texts.common.to_owned(),
        Violation::History { last: 0 | 1 } => texts.history_one.to_owned(),
        Violation::History { last } => fill(texts.history_other, &[("last", &last.to_string())]),
    }
}

impl From<storage::Error> for Problem {
    fn from(error: storage::Error) -> Self {
        Self::temporarily_unavailable(error.to_string())
    }
}

impl From<HashError> for Problem {
    fn from(error: HashError) -> Self {
        Self::temporarily_unavailable(error.to_string())
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        Self::temporarily_unavailable(error.to_string())
    }
}

impl From<UnknownKey> for Problem {
    fn from(error: UnknownKey) -> Self {
        Self::temporarily_unavailable(error.to_string())
    }
}
