//! One call as an operation sees it. The clock and the system's randomness are read once, here at
//! the edge; nothing behind it reads them again, so a test says which second it is.

use http::{HeaderMap, Method, Request, header};
use jiff::Timestamp;
use policy::{Flaw, Language};
use rand::{
    RngExt, SeedableRng,
    rngs::{StdRng, SysRng},
};

use zeroize::Zeroizing;

use crate::{Body, Problem, problem::FieldError};

/// One call.
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// What follows `?` in the address, as it came.
    pub query: String,
    /// The body as it came; for an operation, no longer than [`crate::router::BODY_MAX_BYTES`].
    pub bytes: Zeroizing<Vec<u8>>,
    /// When it is, in whole seconds.
    pub now: Timestamp,
    /// A generator of its own, seeded with 256 bits from the system.
    pub rng: StdRng,
    /// Drawn for this call; what the caller sent as `x-request-id` is ignored.
    pub id: String,
    /// The language of the caller.
    pub language: Language,
}

impl Call {
    /// Reads what the edge may read: `now` comes in, the generator is seeded.
    ///
    /// # Errors
    /// [`Problem::temporarily_unavailable`] if the system has no randomness.
    pub fn new(request: Request<Vec<u8>>, now: Timestamp) -> Result<Self, Problem> {
        let (parts, bytes) = request.into_parts();
        let mut rng = StdRng::try_from_rng(&mut SysRng)
            .map_err(|_| Problem::temporarily_unavailable("the system has no randomness"))?;
        Ok(Self {
            language: language_of(&parts.headers),
            id: format!("{:032x}", rng.random::<u128>()),
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            bytes: Zeroizing::new(bytes),
            now: Timestamp::from_second(now.as_second()).unwrap_or(now),
            rng,
        })
    }

    /// A parameter of the query that is one of the words that `parse` knows; `None` if it is not
    /// there. Others are ignored.
    ///
    /// # Errors
    /// `invalid-request` at its name, if it is there twice or `parse` does not take it.
    pub fn parameter<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Result<Option<T>, Problem> {
        let mut given = form_urlencoded::parse(self.query.as_bytes())
            .filter(|(parameter, _)| parameter == name)
            .map(|(_, value)| value);
        let parsed = match (given.next(), given.next()) {
            (None, _) => return Ok(None),
            (Some(value), None) => parse(&value),
            (Some(_), Some(_)) => Err(Flaw::Malformed),
        };
        parsed.map(Some).map_err(|flaw| {
            Problem::InvalidRequest(vec![FieldError {
                pointer: format!("/{name}"),
                flaw,
            }])
        })
    }

    /// The bearer token, if there is one.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        let value = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = value.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    }

    /// The JSON body: its media type first, then its form.
    ///
    /// # Errors
    /// `unsupported-media-type`, `invalid-request`.
    pub fn body(&self) -> Result<Body, Problem> {
        if !self.is_json() {
            return Err(Problem::UnsupportedMediaType);
        }
        Body::read(&self.bytes)
    }

    /// Refuses a body that does not call itself JSON. For an operation that looks at its caller's
    /// token between the media type and the members.
    ///
    /// # Errors
    /// `unsupported-media-type`.
    pub fn expect_json(&self) -> Result<(), Problem> {
        if self.is_json() {
            Ok(())
        } else {
            Err(Problem::UnsupportedMediaType)
        }
    }

    fn is_json(&self) -> bool {
        self.headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
    }
}

/// The language that the caller asked for: the header may come more than once.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let asked: Vec<&str> = headers
        .get_all(header::ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    Language::from_accept_language(&asked.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, value: &str) -> Call {
        let request = Request::builder()
            .header(name, value)
            .body(Vec::new())
            .unwrap();
        Call::new(request, Timestamp::from_millisecond(1_500).unwrap()).unwrap()
    }

    #[test]
    fn a_call_happens_in_a_whole_second() {
        assert_eq!(call("x", "y").now, Timestamp::from_second(1).unwrap());
    }

    #[test]
    fn a_parameter_is_one_word_that_is_known() {
        #[track_caller]
        fn check(query: &str, expected: Result<Option<bool>, Flaw>) {
            let request = Request::get(format!("/{query}")).body(Vec::new());
            let call = Call::new(request.unwrap(), Timestamp::UNIX_EPOCH).unwrap();
            let parse = |word: &str| match word {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(Flaw::UnknownValue),
            };
            let expected = expected.map_err(|flaw| {
                let pointer = "/kind".to_owned();
                Problem::InvalidRequest(vec![FieldError { pointer, flaw }])
            });
            assert_eq!(call.parameter("kind", parse), expected);
        }
        check("", Ok(None));
        check("?", Ok(None));
        check("?other=yes&kinds=no", Ok(None));
        check("?kind=yes", Ok(Some(true)));
        check("?a=%zz&kind=%6Eo", Ok(Some(false)));
        check("?kind", Err(Flaw::UnknownValue));
        check("?kind=", Err(Flaw::UnknownValue));
        check("?kind=Yes", Err(Flaw::UnknownValue));
        check("?kind=yes&kind=yes", Err(Flaw::Malformed));
    }

    #[test]
    fn a_bearer_token_is_found_whatever_the_case_of_its_scheme() {
        #[track_caller]
        fn check(value: &str, expected: Option<&str>) {
            assert_eq!(call("authorization", value).bearer(), expected);
        }
        check("Bearer abc", Some("abc"));
        check("bearer  abc ", Some("abc"));
        check("Basic abc", None);
        check("Bearer", None);
        check("Bearer  ", None);
    }

    #[test]
    fn only_json_is_a_supported_media_type() {
        #[track_caller]
        fn check(value: &str, expected: bool) {
            assert_eq!(call("content-type", value).expect_json().is_ok(), expected);
        }
        check("application/json", true);
        check("Application/JSON; charset=utf-8", true);
        check("text/json", false);
        check("application/jsonx", false);
        check("", false);
    }
}
