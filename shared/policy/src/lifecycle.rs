//! The life of a person, as one table of state × step.
//!
//! ```text
//!              register               activate, reset                unsubscribe
//!   unknown ──────────────▶ registered ──────────────▶ active ──────────────────▶ unsubscribed
//!                               ▲                  ▲     │  time, wrong entries         │
//!                               │                  └─ expired, blocked                  │
//!                               └───────────────────────────────────────────────────────┘
//! ```
//!
//! What is stored is a [`Status`]; expired and blocked follow from the clock and from the counts.
//! A step is taken with the right secrets; what a wrong one leads to is in [`crate::tries`]. A
//! registration act is of the level held (what another level does is in [`crate::levels`]).
//! Nobody is ever in a state that no step leads out of: [`way_out`] finds the steps.
//!
//! A registered person, who has no password yet, may find its count at its limit too; that only
//! changes what login answers (`password-blocked`), and the first password sets it to 0.

/// What is stored of a person's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Without a password.
    Registered,
    /// With one.
    Active,
    /// Known, without password and code.
    Unsubscribed,
}

/// The state of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Never registered.
    Unknown,
    /// Registered, without a password.
    Registered,
    /// The same, and the activation code is blocked.
    RegisteredCodeBlocked,
    /// With a password that is good.
    Active,
    /// The same, and the activation code is blocked.
    CodeBlocked,
    /// With a password past its day.
    Expired,
    /// The same, and the activation code is blocked.
    ExpiredCodeBlocked,
    /// With a password that is blocked.
    PasswordBlocked,
    /// The same, and the activation code is blocked.
    BothBlocked,
    /// Gone; may come back by a registration act.
    Unsubscribed,
}

/// What a person, or a registrar for them, does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A registration act of the level held.
    Register,
    /// Activation code, one-time code, new password.
    Activate,
    /// The same: either accepts who the other would.
    Reset,
    /// The password.
    Login,
    /// The password, a one-time code, a new password.
    Change,
    /// The password and a one-time code.
    Unsubscribe,
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, and this is the state then.
    Becomes(State),
    /// It is refused with the problem of this name, and nothing changes.
    Refused(&'static str),
}

const REFUSED: Outcome = Outcome::Refused("refused");
const CODE_BLOCKED: Outcome = Outcome::Refused("activation-code-blocked");
const PASSWORD_BLOCKED: Outcome = Outcome::Refused("password-blocked");
const PASSWORD_EXPIRED: Outcome = Outcome::Refused("password-expired");

impl Status {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Active => "active",
            Self::Unsubscribed => "unsubscribed",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`crate::levels::UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, crate::levels::UnknownWord> {
        match text {
            "registered" => Ok(Self::Registered),
            "active" => Ok(Self::Active),
            "unsubscribed" => Ok(Self::Unsubscribed),
            _ => Err(crate::levels::UnknownWord),
        }
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Unknown,
        Self::Registered,
        Self::RegisteredCodeBlocked,
        Self::Active,
        Self::CodeBlocked,
        Self::Expired,
        Self::ExpiredCodeBlocked,
        Self::PasswordBlocked,
        Self::BothBlocked,
        Self::Unsubscribed,
    ];
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Register,
        Self::Activate,
        Self::Reset,
        Self::Login,
        Self::Change,
        Self::Unsubscribe,
    ];
}

/// The table.
#[must_use]
pub fn outcome(state: State, step: Step) -> Outcome {
    use Outcome::Becomes;
    match step {
        Step::Register => Becomes(match state {
            State::Unknown
            | State::Registered
            | State::RegisteredCodeBlocked
            | State::Unsubscribed => State::Registered,
            State::Active | State::CodeBlocked => State::Active,
            State::Expired | State::ExpiredCodeBlocked => State::Expired,
            State::PasswordBlocked | State::BothBlocked => State::PasswordBlocked,
        }),
        Step::Activate | Step::Reset => match state {
            State::Unknown | State::Unsubscribed => REFUSED,
            State::Registered | State::Active | State::Expired | State::PasswordBlocked => {
                Becomes(State::Active)
            }
            State::RegisteredCodeBlocked
            | State::CodeBlocked
            | State::ExpiredCodeBlocked
            | State::BothBlocked => CODE_BLOCKED,
        },
        Step::Login | Step::Change | Step::Unsubscribe => match state {
            State::Unknown
            | State::Registered
            | State::RegisteredCodeBlocked
            | State::Unsubscribed => REFUSED,
            State::PasswordBlocked | State::BothBlocked => PASSWORD_BLOCKED,
            State::Active | State::CodeBlocked | State::Expired | State::ExpiredCodeBlocked => {
                with_password(state, step)
            }
        },
    }
}

/// A right password that is not blocked: past its day, it only opens `change`.
fn with_password(state: State, step: Step) -> Outcome {
    use Outcome::Becomes;
    let expired = matches!(state, State::Expired | State::ExpiredCodeBlocked);
    let code_blocked = matches!(state, State::CodeBlocked | State::ExpiredCodeBlocked);
    if step == Step::Change {
        return Becomes(if code_blocked {
            State::CodeBlocked
        } else {
            State::Active
        });
    }
    if expired {
        return PASSWORD_EXPIRED;
    }
    if step == Step::Unsubscribe {
        return Becomes(State::Unsubscribed);
    }
    Becomes(state)
}

/// The fewest steps after which a login succeeds, that login the last of them.
#[must_use]
pub fn way_out(state: State) -> Vec<Step> {
    let mut paths = vec![(state, Vec::new())];
    let mut seen = vec![state];
    let mut next = 0;
    while let Some((state, path)) = paths.get(next).cloned() {
        next += 1;
        for step in [Step::Login, Step::Reset, Step::Register] {
            let Outcome::Becomes(after) = outcome(state, step) else {
                continue;
            };
            let path: Vec<Step> = path.iter().copied().chain([step]).collect();
            if step == Step::Login {
                return path;
            }
            if !seen.contains(&after) {
                seen.push(after);
                paths.push((after, path));
            }
        }
    }
    Vec::new()
}

/// The table as Markdown.
#[must_use]
pub fn as_markdown() -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let heads = ["state".to_owned()]
        .into_iter()
        .chain(Step::ALL.map(|step| words(&step)))
        .chain(["way to a working login".to_owned()]);
    let rule = vec!["---".to_owned(); Step::ALL.len() + 2];
    let rows = State::ALL.map(|state| {
        let outcomes = Step::ALL.map(|step| match outcome(state, step) {
            Outcome::Becomes(after) => words(&after),
            Outcome::Refused(problem) => format!("`{problem}`"),
        });
        let way: Vec<String> = way_out(state).iter().map(words).collect();
        let cells = [format!("**{}**", words(&state))]
            .into_iter()
            .chain(outcomes)
            .chain([way.join(", ")]);
        row(cells.collect())
    });
    row(heads.collect()) + &row(rule) + &rows.concat()
}

/// `CodeBlocked` is *code blocked*.
fn words(name: &impl std::fmt::Debug) -> String {
    let mut words = String::new();
    for letter in format!("{name:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use std::{env, fs, path::Path};

    use super::*;

    #[test]
    fn each_status_has_its_word() {
        for (status, word) in [
            (Status::Registered, "registered"),
            (Status::Active, "active"),
            (Status::Unsubscribed, "unsubscribed"),
        ] {
            assert_eq!(status.as_str(), word);
            assert_eq!(Status::parse(word), Ok(status));
        }
        assert!(Status::parse("blocked").is_err());
    }

    #[test]
    fn every_state_has_a_way_to_a_working_login() {
        for state in State::ALL {
            let mut now = state;
            let way = way_out(state);
            assert_eq!(way.last(), Some(&Step::Login), "{state:?}");
            for step in way {
                let Outcome::Becomes(after) = outcome(now, step) else {
                    panic!("{step:?} is refused in {now:?}");
                };
                now = after;
            }
        }
    }

    #[test]
    fn every_state_can_be_reached() {
        // Time and wrong entries lead to the others.
        let by_steps: Vec<State> = State::ALL
            .into_iter()
            .flat_map(|state| Step::ALL.map(|step| outcome(state, step)))
            .filter_map(|outcome| match outcome {
                Outcome::Becomes(state) => Some(state),
                Outcome::Refused(_) => None,
            })
            .collect();
        for state in [State::Registered, State::Active, State::Unsubscribed] {
            assert!(by_steps.contains(&state));
        }
    }

    #[test]
    fn the_printed_table_is_the_table() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lifecycle.md");
        let text = format!(
            "# The life of a person\n\n\
             Printed by a test of `shared/policy/src/lifecycle.rs`, which fails when this page says \
             something else;\n`UPDATE_DOCS=1 cargo test -p policy` prints it anew. Each step is taken \
             with the right secrets; a\nregistration act is of the level held. A cell is the state \
             after the step, or the `problem` that refuses it.\n\n{}",
            as_markdown()
        );
        if env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&file, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}
