//! Procedures: how long they last and how often a code is sent.
//!
//! A procedure lasts 30 minutes from its opening; from the right code on 15 minutes, whatever is
//! left of the 30. Codes are sent at least 60 seconds apart, 3 at most; only the newest is good,
//! for 10 minutes.

use jiff::{SignedDuration, Timestamp};

use crate::{
    levels::UnknownWord,
    profile::{OtpRules, Profile, ResendRules},
};

/// What a procedure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To set the first password.
    Activation,
    /// To set a password that was forgotten or blocked.
    Reset,
    /// To enter with a code.
    Login,
    /// To replace a password.
    Change,
    /// To leave.
    Unsubscribe,
}

/// The secret that opens a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// The password.
    Password,
    /// The activation code.
    ActivationCode,
}

/// Where a procedure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It awaits a one-time code.
    Otp,
    /// It awaits a new password.
    Password,
    /// It ended well.
    Done,
}

/// Why no other code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResendRefusal {
    /// The last one was sent too lately.
    TooSoon {
        /// Seconds to wait.
        seconds: u64,
    },
    /// As many as may be were sent.
    NoneLeft,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Activation,
        Self::Reset,
        Self::Login,
        Self::Change,
        Self::Unsubscribe,
    ];

    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::Reset => "reset",
            Self::Login => "login",
            Self::Change => "change",
            Self::Unsubscribe => "unsubscribe",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == text)
            .ok_or(UnknownWord)
    }

    /// The secret that opens it.
    #[must_use]
    pub fn opened_by(self) -> Opener {
        match self {
            Self::Activation | Self::Reset => Opener::ActivationCode,
            Self::Login | Self::Change | Self::Unsubscribe => Opener::Password,
        }
    }
}

impl Stage {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Otp => "otp",
            Self::Password => "password",
            Self::Done => "done",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "otp" => Ok(Self::Otp),
            "password" => Ok(Self::Password),
            "done" => Ok(Self::Done),
            _ => Err(UnknownWord),
        }
    }
}

/// When a procedure opened now ends.
#[must_use]
pub fn ends_at(now: Timestamp, profile: &Profile) -> Timestamp {
    now + SignedDuration::from_secs(profile.procedure.life_seconds.into())
}

/// When a procedure whose code was right now ends: what was left of its life does not count.
#[must_use]
pub fn password_step_ends_at(now: Timestamp, profile: &Profile) -> Timestamp {
    now + SignedDuration::from_secs(profile.procedure.password_step_seconds.into())
}

/// When a code sent now stops being good: with its procedure at the latest.
#[must_use]
pub fn otp_ends_at(now: Timestamp, procedure_ends_at: Timestamp, rules: &OtpRules) -> Timestamp {
    (now + SignedDuration::from_secs(rules.life_seconds.into())).min(procedure_ends_at)
}

/// When the next code may be asked for.
#[must_use]
pub fn resend_at(sent_at: Timestamp, rules: &ResendRules) -> Timestamp {
    sent_at + SignedDuration::from_secs(rules.wait_seconds.into())
}

/// Whether another code may be sent now, after `codes`, the last one at `sent_at`.
///
/// # Errors
/// [`ResendRefusal`].
pub fn may_resend(
    now: Timestamp,
    sent_at: Timestamp,
    codes: u32,
    rules: &ResendRules,
) -> Result<(), ResendRefusal> {
    if codes >= rules.max_codes {
        return Err(ResendRefusal::NoneLeft);
    }
    let wait = resend_at(sent_at, rules).as_second() - now.as_second();
    match u64::try_from(wait) {
        Ok(0) | Err(_) => Ok(()),
        Ok(seconds) => Err(ResendRefusal::TooSoon { seconds }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn each_purpose_and_stage_has_its_word() {
        let words = Purpose::ALL.map(Purpose::as_str);
        assert_eq!(
            words,
            ["activation", "reset", "login", "change", "unsubscribe"]
        );
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::parse(purpose.as_str()), Ok(purpose));
        }
        assert_eq!(Purpose::parse("otp"), Err(UnknownWord));
        for (stage, word) in [
            (Stage::Otp, "otp"),
            (Stage::Password, "password"),
            (Stage::Done, "done"),
        ] {
            assert_eq!(stage.as_str(), word);
            assert_eq!(Stage::parse(word), Ok(stage));
        }
        assert_eq!(Stage::parse("login"), Err(UnknownWord));
    }

    #[test]
    fn a_code_may_be_sent_again_after_60_seconds_and_3_times_in_all() {
        #[track_caller]
        fn check(now: i64, codes: u32, expected: Result<(), ResendRefusal>) {
            let rules = Profile::clave().resend;
            assert_eq!(may_resend(at(now), at(0), codes, &rules), expected);
        }
        check(0, 1, Err(ResendRefusal::TooSoon { seconds: 60 }));
        check(59, 1, Err(ResendRefusal::TooSoon { seconds: 1 }));
        check(60, 1, Ok(()));
        check(60, 2, Ok(()));
        check(60, 3, Err(ResendRefusal::NoneLeft));
        check(0, 3, Err(ResendRefusal::NoneLeft));
    }

    #[test]
    fn a_code_ends_with_its_procedure_at_the_latest() {
        let rules = Profile::clave().otp;
        assert_eq!(otp_ends_at(at(0), at(1_800), &rules), at(600));
        assert_eq!(otp_ends_at(at(1_500), at(1_800), &rules), at(1_800));
    }

    #[test]
    fn a_procedure_lasts_30_minutes_and_15_from_the_right_code() {
        let profile = Profile::clave();
        assert_eq!(ends_at(at(0), &profile), at(1_800));
        assert_eq!(password_step_ends_at(at(1_799), &profile), at(2_699));
    }
}
