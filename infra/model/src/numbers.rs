//! The numbers of the rules, as the design's table has them.

use crate::Second;

/// One set of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Wrong entries of an activation code that are answered "try again".
    pub code_wrong: usize,
    /// Those of a one-time code, in one procedure.
    pub otp_wrong: usize,
    /// Those of a password.
    pub password_wrong: usize,
    /// Procedures opened and never finished.
    pub unfinished: usize,
    /// Passwords that may not be set again.
    pub history: usize,
    /// Entries of a new password in one procedure.
    pub entries: usize,
    /// Codes of one procedure.
    pub codes: u32,
    /// Between two of them.
    pub resend_wait: Second,
    /// SMS that one secret may cause in 24 hours.
    pub sms: usize,
    /// The life of a one-time code.
    pub otp_life: Second,
    /// The life of a procedure.
    pub procedure_life: Second,
    /// Its life from the right code on, where a password follows.
    pub password_step: Second,
    /// A session's life without use.
    pub session_idle: Second,
    /// A session's life.
    pub session_life: Second,
}

impl Numbers {
    /// Those of the profile `clave`.
    pub const CLAVE: Self = Self {
        code_wrong: 5,
        otp_wrong: 3,
        password_wrong: 5,
        unfinished: 10,
        history: 1,
        entries: 10,
        codes: 3,
        resend_wait: 60,
        sms: 10,
        otp_life: 600,
        procedure_life: 1_800,
        password_step: 900,
        session_idle: 1_800,
        session_life: 28_800,
    };

    /// As narrow as the ranges allow, so that a short walk comes to every limit; a history of more
    /// than one; and sessions that end before they are idle.
    pub const NARROW: Self = Self {
        code_wrong: 1,
        otp_wrong: 1,
        password_wrong: 3,
        unfinished: 3,
        history: 2,
        entries: 5,
        codes: 2,
        sms: 5,
        session_idle: 3_600,
        session_life: 3_000,
        ..Self::CLAVE
    };

    /// What an operation is told so that it keeps to them (`LLAVE_RULES`).
    #[must_use]
    pub fn as_rules(&self) -> String {
        format!(
            r#"{{"code":{{"maxWrong":{}}},"otp":{{"maxWrong":{},"lifeSeconds":{}}},
            "password":{{"maxWrong":{},"history":{}}},"openings":{{"maxUnfinished":{}}},
            "resend":{{"maxCodes":{},"waitSeconds":{}}},"sms":{{"perDay":{}}},
            "procedure":{{"lifeSeconds":{},"passwordStepSeconds":{},"passwordEntries":{}}},
            "session":{{"idleSeconds":{},"lifeSeconds":{}}}}}"#,
            self.code_wrong,
            self.otp_wrong,
            self.otp_life,
            self.password_wrong,
            self.history,
            self.unfinished,
            self.codes,
            self.resend_wait,
            self.sms,
            self.procedure_life,
            self.password_step,
            self.entries,
            self.session_idle,
            self.session_life,
        )
    }
}
