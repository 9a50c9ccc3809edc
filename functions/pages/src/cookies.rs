//! What a browser keeps for us. Every cookie has the prefix `__Host-`: set over TLS, by this host
//! alone, for this host alone, and so by nobody else. None can be read by a script.
//!
//! | cookie | what it holds | lives | sent |
//! | --- | --- | --- | --- |
//! | `form` | what a form must repeat | as long as the browser | with links from elsewhere too |
//! | `language` | the language that was chosen | a year | with links from elsewhere too |
//! | `session` | a session's token; what its login said | as long as the browser | with links from elsewhere too |
//! | one a procedure | its token, and where it stands | as long as the procedure | from our own pages alone |
//! | `registrar` | a registrar's token | as long as the browser | from our own pages alone |

use http::{HeaderMap, HeaderValue, header};
use policy::Purpose;
use zeroize::Zeroizing;

const PREFIX: &str = "__Host-llave-";
const YEAR_SECONDS: i64 = 365 * 86_400;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Form,
    Language,
    Session,
    Procedure(Purpose),
    Registrar,
}

/// How long a browser keeps one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// Until it is closed.
    Browser,
    /// So many seconds.
    Seconds(i64),
    /// It is taken away.
    Over,
}

/// What came with a request.
pub(crate) struct Cookies(Vec<(String, Zeroizing<String>)>);

impl Name {
    fn text(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Language => "language",
            Self::Session => "session",
            Self::Procedure(Purpose::Activation) => "activate",
            Self::Procedure(Purpose::Reset) => "reset",
            Self::Procedure(Purpose::Login) => "login",
            Self::Procedure(Purpose::Change) => "change",
            Self::Procedure(Purpose::Unsubscribe) => "unsubscribe",
            Self::Registrar => "registrar",
        }
    }

    fn same_site(self) -> &'static str {
        match self {
            Self::Form | Self::Language | Self::Session => "Lax",
            Self::Procedure(_) | Self::Registrar => "Strict",
        }
    }

    /// The header that has a browser keep `value`, or forget it. A value is of our own making, or
    /// of visible ASCII without `;`.
    pub(crate) fn set(self, value: &str, life: Life) -> Option<HeaderValue> {
        let (name, same_site) = (self.text(), self.same_site());
        let max_age = match life {
            Life::Browser => String::new(),
            Life::Seconds(seconds) => format!("; Max-Age={}", seconds.max(0)),
            Life::Over => "; Max-Age=0".to_owned(),
        };
        let text = Zeroizing::new(format!(
            "{PREFIX}{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{max_age}"
        ));
        HeaderValue::try_from(text.as_str()).ok()
    }
}

impl Life {
    /// Of the language that was chosen.
    pub(crate) const YEAR: Self = Self::Seconds(YEAR_SECONDS);
}

impl Cookies {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let texts = headers
            .get_all(header::COOKIE)
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        let pairs = texts
            .flat_map(|text| text.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let ours = pairs.filter_map(|(name, value)| {
            let name = name.strip_prefix(PREFIX)?;
            Some((name.to_owned(), Zeroizing::new(value.to_owned())))
        });
        Self(ours.collect())
    }

    /// The value of one, if it came and is not empty.
    pub(crate) fn value(&self, name: Name) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name.text());
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_this_host_alone_and_for_no_script() {
        #[track_caller]
        fn check(name: Name, life: Life, expected: &str) {
            assert_eq!(name.set("v", life).unwrap(), expected);
        }
        check(
            Name::Session,
            Life::Browser,
            "__Host-llave-session=v; Path=/; Secure; HttpOnly; SameSite=Lax",
        );
        check(
            Name::Procedure(Purpose::Reset),
            Life::Seconds(1_800),
            "__Host-llave-reset=v; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=1800",
        );
        check(
            Name::Registrar,
            Life::Over,
            "__Host-llave-registrar=v; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0",
        );
        assert_eq!(Name::Form.set("a\nb", Life::Browser), None);
    }

    #[test]
    fn our_cookies_are_found_among_others() {
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_static("form=x; __Host-llave-form=a=b;__Host-llave-login=");
        headers.append(header::COOKIE, value);
        headers.append(header::COOKIE, HeaderValue::from_static("garbage"));
        let cookies = Cookies::of(&headers);
        assert_eq!(cookies.value(Name::Form), Some("a=b"));
        assert_eq!(cookies.value(Name::Procedure(Purpose::Login)), None);
        assert_eq!(cookies.value(Name::Session), None);
    }
}
