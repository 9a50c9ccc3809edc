//! One sample, or more, of everything that an answer can name. A variant without a sample does not
//! compile.

use http::Method;
use policy::{Assurance, Flaw, Language, Level, Violation, levels};

use crate::{Problem, problem::FieldError};

/// The languages of the page.
pub(super) const LANGUAGES: [Language; 2] = [Language::Es, Language::En];
/// Of the path with more than one method.
const ALLOWED: &[Method] = &[Method::GET, Method::DELETE];

/// Samples by their patterns. A variant that no pattern has is a `match` that does not compile; a
/// sample that is not of its pattern panics.
macro_rules! samples {
    ($kind:ty { $($pattern:pat => [$($sample:expr),+]),+ $(,)? }) => {{
        fn every_variant_is_here(value: &$kind) {
            match value {
                $($pattern => (),)+
            }
        }
        let samples: Vec<$kind> = vec![$($({
            let sample = $sample;
            assert!(matches!(sample, $pattern));
            sample
        }),+),+];
        samples.iter().for_each(every_variant_is_here);
        samples
    }};
}

/// Every problem, in the order of the page; more than one sample where its detail has more than
/// one wording. The first one of a kind is the example in `openapi.json`.
pub(super) fn problems() -> Vec<Problem> {
    samples!(Problem {
        Problem::InvalidRequest(_) => [Problem::InvalidRequest(vec![FieldError {
            pointer: "/document/number".to_owned(),
            flaw: Flaw::CheckLetter,
        }])],
        Problem::ChallengeFailed => [Problem::ChallengeFailed],
        Problem::Unauthenticated => [Problem::Unauthenticated],
        Problem::Forbidden => [Problem::Forbidden],
        Problem::Refused { .. } => [
            Problem::Refused { attempts_left: 4 },
            Problem::Refused { attempts_left: 1 }
        ],
        Problem::ActivationCodeBlocked => [Problem::ActivationCodeBlocked],
        Problem::PasswordBlocked => [Problem::PasswordBlocked],
        Problem::PasswordExpired => [Problem::PasswordExpired],
        Problem::AssuranceNotReachable => [Problem::AssuranceNotReachable],
        Problem::PhoneInUse => [Problem::PhoneInUse],
        Problem::LevelHeld => [Problem::LevelHeld],
        Problem::ProcedureEnded => [Problem::ProcedureEnded],
        Problem::OtpExpired => [Problem::OtpExpired],
        Problem::PasswordRejected(_) => [Problem::PasswordRejected(vec![Violation::TooShort {
            min: 8,
        }])],
        Problem::TooSoon { .. } => [Problem::TooSoon { seconds: 42 }],
        Problem::TooManyMessages { .. } => [
            Problem::TooManyMessages {
                seconds: Some(25_200),
            },
            Problem::TooManyMessages { seconds: None }
        ],
        Problem::MessageNotSent { .. } => [Problem::MessageNotSent {
            procedure: "dGhpcyBpcyBhbiBpbnZlbnRlZCBwcm9jZWR1cmUgISE".to_owned(),
            seconds: 60,
            reason: "a sample",
        }],
        Problem::TemporarilyUnavailable { .. } => [Problem::temporarily_unavailable("a sample")],
        Problem::NotFound => [Problem::NotFound],
        Problem::MethodNotAllowed(_) => [Problem::MethodNotAllowed(ALLOWED)],
        Problem::ContentTooLarge => [Problem::ContentTooLarge],
        Problem::UnsupportedMediaType => [Problem::UnsupportedMediaType],
    })
}

/// What can be wrong with a member.
pub(super) fn flaws() -> Vec<Flaw> {
    samples!(Flaw {
        Flaw::Missing => [Flaw::Missing],
        Flaw::WrongType => [Flaw::WrongType],
        Flaw::Malformed => [Flaw::Malformed],
        Flaw::UnknownValue => [Flaw::UnknownValue],
        Flaw::CheckLetter => [Flaw::CheckLetter],
        Flaw::NotInForce => [Flaw::NotInForce],
        Flaw::NotAllowed => [Flaw::NotAllowed],
    })
}

/// The rules that a new password can break, with the numbers of the profile `clave`.
pub(super) fn violations() -> Vec<Violation> {
    samples!(Violation {
        Violation::TooShort { .. } => [Violation::TooShort { min: 8 }],
        Violation::TooLong { .. } => [Violation::TooLong { max: 128 }],
        Violation::TooFewClasses { .. } => [Violation::TooFewClasses { required: 3 }],
        Violation::Characters { .. } => [Violation::Characters {
            offending: vec!['\'', '~'],
        }],
        Violation::PersonalData => [Violation::PersonalData],
        Violation::Common => [Violation::Common],
        Violation::History { .. } => [
            Violation::History { last: 1 },
            Violation::History { last: 3 }
        ],
    })
}

/// The levels of a registration.
pub(super) fn levels() -> Vec<Level> {
    samples!(Level {
        Level::Basic => [Level::Basic],
        Level::Advanced => [Level::Advanced],
    })
}

/// The ways to register.
pub(super) fn methods() -> Vec<levels::Method> {
    samples!(levels::Method {
        levels::Method::Office => [levels::Method::Office],
        levels::Method::Certificate => [levels::Method::Certificate],
        levels::Method::Video => [levels::Method::Video],
        levels::Method::Letter => [levels::Method::Letter],
    })
}

/// What a login can be worth.
pub(super) fn assurances() -> Vec<Assurance> {
    samples!(Assurance {
        Assurance::Low => [Assurance::Low],
        Assurance::Substantial => [Assurance::Substantial],
    })
}
