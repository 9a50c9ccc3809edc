//! Where a procedure stands, as its cookie says: one cookie a kind of procedure, so that nothing of
//! it is in an address or on a page, and the back button cannot lead astray. What the cookie says
//! beside the token is shown to the person who holds it and decides nothing: the operations do.

use html::otp::Sent;
use jiff::{SignedDuration, Timestamp};
use policy::Purpose;
use secrets::Token;
use zeroize::Zeroizing;

use crate::{
    cookies::{Life, Name},
    reply::Reply,
    visit::Visit,
};

/// How long it is remembered that a procedure ended well, so that a step that is pressed again
/// leads on.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(30);
const NOTHING: &str = "-";

/// Where a procedure stands.
pub(crate) enum Progress {
    /// A one-time code is awaited.
    Code(Awaited),
    /// The code was right: a password is to be set.
    Password { token: Token, ends_at: Timestamp },
    /// It ended well.
    Done {
        password_expires_at: Option<Timestamp>,
    },
}

/// A one-time code that is awaited.
#[derive(Clone)]
pub(crate) struct Awaited {
    pub(crate) token: Token,
    /// When the procedure ends.
    pub(crate) ends_at: Timestamp,
    /// What is known of the codes sent.
    pub(crate) sent: Sent,
    /// Whether the last of them was asked for by the person.
    pub(crate) again: bool,
}

impl Progress {
    /// What the browser remembers of this kind of procedure.
    pub(crate) fn of(visit: &Visit<'_>, purpose: Purpose) -> Option<Self> {
        let progress = Self::read(visit.cookie(Name::Procedure(purpose))?)?;
        (visit.now() < progress.remembered_until(visit.now())).then_some(progress)
    }

    /// Has the browser remember it.
    pub(crate) fn kept(&self, visit: &Visit<'_>, purpose: Purpose, reply: Reply) -> Reply {
        let until = self.remembered_until(visit.now());
        let life = Life::Seconds(until.as_second() - visit.now().as_second());
        reply.keeping(Name::Procedure(purpose), &self.text(), life)
    }

    fn remembered_until(&self, now: Timestamp) -> Timestamp {
        match self {
            Self::Code(awaited) => awaited.ends_at,
            Self::Password { ends_at, .. } => *ends_at,
            Self::Done { .. } => now + REMEMBERED,
        }
    }

    fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(match self {
            Self::Code(Awaited {
                token,
                ends_at,
                sent,
                again,
            }) => format!(
                "code.{}.{}.{}.{}.{}.{}",
                token.shown(),
                ends_at.as_second(),
                maybe(sent.good_until),
                sent.resend_at.as_second(),
                sent.codes_left
                    .map_or(NOTHING.to_owned(), |codes| codes.to_string()),
                u8::from(*again),
            ),
            Self::Password { token, ends_at } => {
                format!("password.{}.{}", token.shown(), ends_at.as_second())
            }
            Self::Done {
                password_expires_at,
            } => format!("done.{}", maybe(*password_expires_at)),
        })
    }

    /// What is no text of ours is nothing.
    fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        match *parts {
            [
                "code",
                token,
                ends_at,
                good_until,
                resend_at,
                codes_left,
                again,
            ] => Some(Self::Code(Awaited {
                token: Token::entered(token),
                ends_at: second(ends_at)?,
                sent: Sent {
                    good_until: maybe_second(good_until)?,
                    resend_at: second(resend_at)?,
                    codes_left: or_nothing(codes_left, |text| text.parse().ok())?,
                },
                again: again == "1",
            })),
            ["password", token, ends_at] => Some(Self::Password {
                token: Token::entered(token),
                ends_at: second(ends_at)?,
            }),
            ["done", expires_at] => Some(Self::Done {
                password_expires_at: maybe_second(expires_at)?,
            }),
            _ => None,
        }
    }
}

fn second(text: &str) -> Option<Timestamp> {
    Timestamp::from_second(text.parse().ok()?).ok()
}

/// A time that may be absent, as a part of a cookie.
pub(crate) fn maybe(time: Option<Timestamp>) -> String {
    time.map_or(NOTHING.to_owned(), |time| time.as_second().to_string())
}

/// The same, read; `None` if it was not written by us.
pub(crate) fn maybe_second(text: &str) -> Option<Option<Timestamp>> {
    or_nothing(text, second)
}

fn or_nothing<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text == NOTHING {
        return Some(None);
    }
    read(text).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cookie_says_is_read_as_it_was_written() {
        for text in [
            "code.a-b_c.1800000000.1799999000.1799998460.2.1",
            "code.a.1800000000.-.1799998460.-.0",
            "password.a.1800000000",
            "done.1800000000",
            "done.-",
        ] {
            assert_eq!(*Progress::read(text).unwrap().text(), text);
        }
    }

    #[test]
    fn what_we_did_not_write_says_nothing() {
        for text in [
            "",
            "code",
            "code.a.1.2.3",
            "password.a.x",
            "password.a.99999999999999999",
            "done.",
            "done.-.-",
            "other.a.1",
        ] {
            assert!(Progress::read(text).is_none(), "{text}");
        }
    }
}
