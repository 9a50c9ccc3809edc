//! Who comes, as one request tells it: the language, the cookies, what was typed, and whether the
//! form is one of ours.
//!
//! A form is ours if it repeats what the cookie `form` holds, which nobody else can read or set
//! (`__Host-`), and if the browser does not say that it comes from elsewhere. Browsers say that in
//! `Sec-Fetch-Site`; older ones name the `Origin`.

use html::{
    Frame,
    fields::hidden,
    routes::{LANGUAGE_PARAMETER, Route},
};
use http::{HeaderName, HeaderValue, Method, Response, Uri, header};
use jiff::Timestamp;
use policy::{Language, Profile};
use secrets::Token;
use subtle::ConstantTimeEq;
use web::{Call, Problem, router::BODY_MAX_BYTES};

use crate::{
    cookies::{Cookies, Life, Name},
    reply::Reply,
    setup::Setup,
    stands_on,
    typed::Typed,
};

const FORM_MEDIA_TYPE: &str = "application/x-www-form-urlencoded";
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// One visit.
pub(crate) struct Visit<'s> {
    call: Call,
    setup: &'s Setup,
    cookies: Cookies,
    language: Language,
    /// The language, if it was chosen just now.
    chosen: Option<Language>,
    /// What forms repeat.
    form: Token,
    form_is_new: bool,
}

impl<'s> Visit<'s> {
    pub(crate) fn of(mut call: Call, setup: &'s Setup) -> Self {
        let cookies = Cookies::of(&call.headers);
        let chosen = chosen(&call.query);
        let language = chosen
            .or_else(|| cookies.value(Name::Language).and_then(Language::of_tag))
            .unwrap_or(call.language);
        let known = cookies.value(Name::Form).map(Token::entered);
        Self {
            form_is_new: known.is_none(),
            form: known.unwrap_or_else(|| Token::draw(&mut call.rng)),
            call,
            setup,
            cookies,
            language,
            chosen,
        }
    }

    pub(crate) fn method(&self) -> &Method {
        &self.call.method
    }

    pub(crate) fn path(&self) -> &str {
        &self.call.path
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.call.now
    }

    /// What finds this visit in the log.
    pub(crate) fn id(&self) -> &str {
        &self.call.id
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, name: Name) -> Option<&str> {
        self.cookies.value(name)
    }

    /// What pages are made with.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame {
            site: &self.setup.site,
            language: self.language,
            csrf: self.form.shown(),
            now: self.call.now,
            sent_from: self.sent_from(),
        }
    }

    /// The page of a form that was sent. What the document to hand over is made from is nowhere but in its form.
    fn sent_from(&self) -> Option<Route> {
        let sent_to = Route::at(self.path()).filter(|_| self.call.method == Method::POST)?;
        (sent_to != Route::DeskDocument).then(|| stands_on(sent_to))
    }

    /// The form that was sent.
    pub(crate) fn typed(&self) -> Result<Typed, Problem> {
        if self.call.bytes.len() > BODY_MAX_BYTES {
            return Err(Problem::ContentTooLarge);
        }
        let kind = self.call.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case(FORM_MEDIA_TYPE) {
            return Err(Problem::UnsupportedMediaType);
        }
        Typed::read(&self.call.bytes)
    }

    /// Whether the form comes from us and repeats what the cookie holds.
    pub(crate) fn is_ours(&self, typed: &Typed) -> bool {
        let repeated = typed.hidden(hidden::CSRF).unwrap_or_default();
        let held = self.form.shown();
        !self.form_is_new
            && self.comes_from_us()
            && bool::from(repeated.as_bytes().ct_eq(held.as_bytes()))
    }

    /// Whether the browser says nothing of another site.
    pub(crate) fn comes_from_us(&self) -> bool {
        if let Some(site) = self.call.headers.get(SEC_FETCH_SITE) {
            return site == "same-origin" || site == "none";
        }
        let Some(origin) = self.call.headers.get(header::ORIGIN) else {
            return true;
        };
        let origin = origin
            .to_str()
            .ok()
            .and_then(|text| text.parse::<Uri>().ok());
        let Some(authority) = origin.as_ref().and_then(Uri::authority) else {
            return false;
        };
        let asked = self.call.headers.get(header::HOST);
        authority.host().eq_ignore_ascii_case(&self.setup.host)
            || asked.is_some_and(|asked| asked == authority.as_str())
    }

    /// The reply, with what a browser is to remember of this visit.
    pub(crate) fn close(&self, mut reply: Reply) -> Response<Vec<u8>> {
        if let Some(language) = self.chosen {
            reply = reply.keeping(Name::Language, language.tag(), Life::YEAR);
        }
        if self.form_is_new {
            reply = reply.keeping(Name::Form, self.form.shown(), Life::Browser);
        }
        reply.response(self.method())
    }

    /// For the operations.
    pub(crate) fn accept_language(&self) -> HeaderValue {
        HeaderValue::from_static(self.language.tag())
    }

    /// The rules in force.
    pub(crate) fn profile(&self) -> &Profile {
        &self.setup.site.profile
    }
}

/// `lang=eu`.
fn chosen(query: &str) -> Option<Language> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, tag) = pairs.find(|(name, _)| name == LANGUAGE_PARAMETER)?;
    Language::of_tag(&tag)
}
