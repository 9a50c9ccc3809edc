//! When each problem comes and what to do then. A problem without its entry does not compile.

use policy::{Flaw, Violation};

use crate::Problem;

/// What the page says of one problem.
pub(super) struct Guide {
    /// When it is answered.
    pub(super) when: &'static str,
    /// What the person does.
    pub(super) person: &'static str,
    /// What the program that made the call does.
    pub(super) integrator: &'static str,
    /// What its own members hold, in the order of their names.
    pub(super) members: &'static [(&'static str, &'static str)],
}

/// What the page says of `problem`.
pub(super) fn of(problem: &Problem) -> Guide {
    match problem {
        Problem::InvalidRequest(_) => Guide {
            when: "The body is no JSON object, or members of it, or a parameter of the query, are \
                   missing or wrong. Nothing was looked up and no attempt was taken.",
            person: "Correct what is pointed out and send it again.",
            integrator: "Show each `detail` beside the field of its `pointer`; check forms before \
                         the call.",
            members: &[(
                "errors",
                "all wrong members at once: `pointer` (RFC 6901, empty for the whole body; or a \
                 parameter of the query), `code` and `detail`",
            )],
        },
        Problem::ChallengeFailed => Guide {
            when: "`altcha`, or `answer` in its place, is missing, wrong, older than ten minutes, or \
                   was spent before. No attempt was taken.",
            person: "Send it again.",
            integrator: "Get a fresh challenge for each call. A solution stays good only if the \
                         call was refused before it was looked at, as by `invalid-request`; an \
                         answer, right or wrong, likewise.",
            members: &[],
        },
        Problem::Unauthenticated => Guide {
            when: "The bearer token is missing or bad: a registrar's that does not verify or is \
                   out of its time, a session that is over or never was.",
            person: "Log in again.",
            integrator: "Registrar: get a new token. Session: forget it and lead to login.",
            members: &[],
        },
        Problem::Forbidden => Guide {
            when: "The registrar's token is good, but `register` is not in its `scope`.",
            person: "Ask whoever manages permissions.",
            integrator: "Ask the issuer for a token with the right; this one will not do.",
            members: &[],
        },
        Problem::Refused { .. } => Guide {
            when: "The secret is wrong, or the person is unknown, not activated or unsubscribed, \
                   or the e-mail is not theirs. Which of them, the answer does not tell. One-time \
                   codes answer it too.",
            person: "Check everything and try again while attempts are left.",
            integrator: "Ask for the entries again; never repeat the call by itself. Do not tell \
                         the person more than the answer does.",
            members: &[(
                "attemptsLeft",
                "how many entries will still be checked, 1 at least",
            )],
        },
        Problem::ActivationCodeBlocked => Guide {
            when: "From the entry that trips the limit of the activation code on (by default the \
                   6th wrong one, or the 11th procedure in a row that was opened and not \
                   finished). Entries are not looked at any more, right or wrong.",
            person: "Register again: that gives a new code. Waiting does not help.",
            integrator: "Lead to the ways to register. Do not ask for the code again.",
            members: &[],
        },
        Problem::PasswordBlocked => Guide {
            when: "From the entry that trips the limit of the password on (by default the 6th \
                   wrong one in a row, or the 11th procedure in a row that was opened and not \
                   finished). Entries are not looked at any more, right or wrong.",
            person: "Reset the password with the activation code. Waiting does not help.",
            integrator: "Lead to reset. Do not ask for the password again.",
            members: &[],
        },
        Problem::PasswordExpired => Guide {
            when: "The password is right, but past its day. No attempt was used up.",
            person: "Change the password, or reset it.",
            integrator: "Lead to change: it accepts the expired one as the current one.",
            members: &[],
        },
        Problem::AssuranceNotReachable => Guide {
            when: "The password is right, `substantial` was asked, and the registration is basic. \
                   No attempt was used up and no SMS was sent.",
            person: "Register with an advanced method to reach that service.",
            integrator: "Ask for `low` if the service can do with it; else lead to the ways to \
                         register.",
            members: &[],
        },
        Problem::PhoneInUse => Guide {
            when: "The phone belongs to another person. Nothing was changed.",
            person: "Give a phone of one's own.",
            integrator: "Registrar: check the number with the person.",
            members: &[],
        },
        Problem::LevelHeld => Guide {
            when: "The person holds a higher level than this registration act gives. Nothing was \
                   changed, and the old activation code is still good.",
            person: "Come back with an advanced method.",
            integrator: "Registrar: register by a method of the level held.",
            members: &[],
        },
        Problem::ProcedureEnded => Guide {
            when: "The procedure is unknown, finished, out of its time, out of its one-time codes' \
                   attempts or of its password entries, or ended by a password set, an \
                   unsubscribing, a registration act or a block meanwhile; or the call is not its \
                   next step, which changes nothing.",
            person: "Start again.",
            integrator: "Forget the token and start again. If the answer before it was lost, the \
                         step may have been done: after set-password or change, try the new \
                         password first.",
            members: &[],
        },
        Problem::OtpExpired => Guide {
            when: "The one-time code is past its life, or none was sent. No attempt was taken.",
            person: "Ask for another code and enter the newest.",
            integrator: "Offer resend-otp.",
            members: &[],
        },
        Problem::PasswordRejected(_) => Guide {
            when: "The new password breaks rules. It is looked at only after the procedure's \
                   token, or the current password, was right.",
            person: "Choose another password.",
            integrator: "Show every `detail` beside the field. In set-password each entry counts, \
                         ten of them by default.",
            members: &[(
                "violations",
                "all broken rules at once: `code` and `detail`",
            )],
        },
        Problem::TooSoon { .. } => Guide {
            when: "The last one-time code of this procedure was sent less than a minute ago (by \
                   default). Nothing was sent.",
            person: "Wait for the code that is on its way.",
            integrator: "Offer resend-otp again after `retry-after`; `otp.resendAt` told it \
                         before.",
            members: &[],
        },
        Problem::TooManyMessages { .. } => Guide {
            when: "With `retry-after`: the person got as many SMS as may be in 24 hours; no \
                   procedure was opened and no attempt was used up. Without: the procedure has \
                   had all its codes, and no wait helps.",
            person: "Without a wait: enter the newest code, or start again. With one: come back \
                     then.",
            integrator: "Look whether `retry-after` is there, and do not offer resend-otp before \
                         that.",
            members: &[],
        },
        Problem::MessageNotSent { .. } => Guide {
            when: "The SMS was refused, was not confirmed in time, or was over the day's budget of \
                   the whole system. The procedure is open and nothing is lost.",
            person: "Wait a little and ask for another code.",
            integrator: "Go on as after a good answer, with `procedure`: offer resend-otp after \
                         `retry-after`. If the SMS arrives after all, its code may be entered.",
            members: &[("procedure", "the token of the procedure, which is open")],
        },
        Problem::TemporarilyUnavailable { .. } => Guide {
            when: "Our fault. Nothing is lost, and whatever was taken is given back where it can \
                   be.",
            person: "Wait a little and try again; if that does not do, start again.",
            integrator: "Repeat the call after `retry-after`, a few times at most, with a fresh \
                         challenge where one is asked for. The step may have been done all the \
                         same: after set-password or change, try the new password; after any \
                         other, start again if the repeated call is refused.",
            members: &[],
        },
        Problem::NotFound => Guide {
            when: "There is no such path.",
            person: "Check the address.",
            integrator: "Compare it with `openapi.json`: a path is matched exactly, without a \
                         slash at its end.",
            members: &[],
        },
        Problem::MethodNotAllowed(_) => Guide {
            when: "The path does not answer this method, HEAD and OPTIONS included.",
            person: "Go back to the page before.",
            integrator: "Use a method that `allow` names.",
            members: &[],
        },
        Problem::ContentTooLarge => Guide {
            when: "The body is longer than 16 KiB. It was not looked at.",
            person: "Send only what is asked for.",
            integrator: "Send only the members of the call.",
            members: &[],
        },
        Problem::UnsupportedMediaType => Guide {
            when: "The body does not call itself `application/json`. It was not looked at.",
            person: "Nothing that a person could do.",
            integrator: "Send `content-type: application/json`; a charset may follow.",
            members: &[],
        },
    }
}

/// When `errors[].code` is that of `flaw`.
pub(super) fn of_flaw(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "The member is not there, or `null`.",
        Flaw::WrongType => "It is another JSON type; a one-time code is a string.",
        Flaw::Malformed => "It does not have the form, or is not of the `type` beside it.",
        Flaw::UnknownValue => "It is none of the words that are known.",
        Flaw::CheckLetter => "The letter of the document number is another one.",
        Flaw::NotInForce => "The document is past its last day, or issued after today.",
        Flaw::NotAllowed => {
            "It has the form, but not here: a country that is not on the operator's list, a level \
             that the method does not give, both dates of a DNI, an answer beside a proof of work \
             or where no question is offered."
        }
    }
}

/// When `violations[].code` is that of `violation`.
pub(super) fn of_violation(violation: &Violation) -> &'static str {
    match violation {
        Violation::TooShort { .. } => "Fewer code points than the least, after NFC.",
        Violation::TooLong { .. } => "More code points than the most; it is never cut.",
        Violation::TooFewClasses { .. } => {
            "Too few of lower case, upper case, digits and symbols, below 16 code points."
        }
        Violation::Characters { .. } => {
            "Characters outside the alphabet, below 16 code points; the detail names them."
        }
        Violation::PersonalData => {
            "A word of the person's name, the document number, or a run of its digits."
        }
        Violation::Common => "On the list of common passwords.",
        Violation::History { .. } => "One of the last ones set, the one in force counted.",
    }
}
