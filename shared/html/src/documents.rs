//! Pages to read: advice on passwords, technical requirements, accessibility, privacy.
//!
//! Alone of all texts, these may be missing in a language: a document is there in a language if
//! that language has its title. Where it is not, the page says so, shows it in Spanish and links to
//! the languages that have it.

use askama::Template;
use policy::{Language, expiry::PasswordTerm, profile::PasswordRules};

use crate::{
    frame::{Choice, Frame},
    page::Framed,
    routes::Route,
    texts,
};

/// Which page to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// How to choose and keep a password.
    Advice,
    /// What a device must have.
    Requirements,
    /// The accessibility statement.
    Accessibility,
    /// Personal data and cookies.
    Privacy,
}

impl Document {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Advice,
        Self::Requirements,
        Self::Accessibility,
        Self::Privacy,
    ];

    /// The message that is its title.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Advice => "advice-title",
            Self::Requirements => "requirements-title",
            Self::Accessibility => "accessibility-title",
            Self::Privacy => "privacy-title",
        }
    }

    fn route(self) -> Route {
        match self {
            Self::Advice => Route::Advice,
            Self::Requirements => Route::Requirements,
            Self::Accessibility => Route::Accessibility,
            Self::Privacy => Route::Privacy,
        }
    }
}

/// A page to read.
#[derive(Template)]
#[template(path = "document.html")]
pub struct Reading<'a> {
    frame: &'a Frame<'a>,
    /// The frame in the language in which the document is said.
    said: Frame<'a>,
    document: Document,
    rules: PasswordRules,
    in_language: fn(Document, Language) -> bool,
}

impl<'a> Reading<'a> {
    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>, document: Document) -> Self {
        Self::of(frame, document, |document, language| {
            texts::of(language).has(document.title())
        })
    }

    /// The page, where `in_language` says which languages have it.
    fn of(
        frame: &'a Frame<'a>,
        document: Document,
        in_language: fn(Document, Language) -> bool,
    ) -> Self {
        let language = if in_language(document, frame.language) {
            frame.language
        } else {
            Language::Es
        };
        Self {
            frame,
            said: Frame { language, ..*frame },
            document,
            rules: frame.site.profile.password,
            in_language,
        }
    }

    /// The languages that have it, if the one asked for has not.
    fn elsewhere(&self) -> Option<Vec<Choice>> {
        if self.said.language == self.frame.language {
            return None;
        }
        let choices = self.frame.languages(self.here()).into_iter();
        let available = choices
            .filter(|choice| (self.in_language)(self.document, choice.language))
            .collect();
        Some(available)
    }
}

impl Framed for Reading<'_> {
    fn title(&self) -> String {
        self.said.say(self.document.title()).into_owned()
    }

    fn here(&self) -> Route {
        self.document.route()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use policy::Profile;

    use super::*;
    use crate::{Page, Site};

    #[test]
    fn a_document_that_a_language_lacks_says_so_and_where_it_is() {
        let site = Site {
            help_phone: "060".to_owned(),
            feedback_email: "llave@llave.example".to_owned(),
            controller: "Llave".to_owned(),
            terms_version: "1".to_owned(),
            profile: Profile::clave(),
        };
        let frame = Frame {
            site: &site,
            language: Language::Eu,
            csrf: "",
            now: Timestamp::UNIX_EPOCH,
            sent_from: None,
        };
        let page = Reading::of(&frame, Document::Privacy, |_, language| {
            matches!(language, Language::Es | Language::Gl)
        });
        let html = page.html().unwrap();
        assert!(html.contains("<html lang=\"eu\">"));
        assert!(html.contains("<div class=\"prose\" lang=\"es\">"));
        assert!(html.contains(&*frame.say("missing-language")));
        let notice = html.split("class=\"notice\"").nth(1).unwrap();
        let notice = notice.split("</div>").next().unwrap();
        let linked: Vec<&str> = notice
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(linked, ["/privacy?lang=es", "/privacy?lang=gl"]);
    }
}
