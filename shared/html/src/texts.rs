//! What the pages say, in every language: Fluent messages, one file a language. A file is read when
//! its language is first asked for, and once: a function that starts reads one.
//!
//! A test holds the files against each other and against the templates: no message is missing,
//! unused, or fed with other values than in Spanish.

use std::{borrow::Cow, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use policy::Language;
use unic_langid::LanguageIdentifier;

/// Everything that is said in one language.
pub(crate) struct Texts(FluentBundle<FluentResource>);

/// A value that stands in a message: text as it is, a number that its plural is chosen by.
pub(crate) enum Value {
    Text(String),
    Number(u32),
}

/// The texts of `language`.
pub(crate) fn of(language: Language) -> &'static Texts {
    static TEXTS: [OnceLock<Texts>; 6] = [const { OnceLock::new() }; 6];
    let place = match language {
        Language::Es => 0,
        Language::En => 1,
        Language::Ca => 2,
        Language::CaValencia => 3,
        Language::Gl => 4,
        Language::Eu => 5,
    };
    TEXTS[place].get_or_init(|| Texts::read(language, source(language)))
}

/// Reads the texts of `language` if nobody has yet, so that its first page finds them.
pub fn prepare(language: Language) {
    of(language);
}

/// The file of `language`.
pub(crate) fn source(language: Language) -> &'static str {
    match language {
        Language::Es => include_str!("../texts/es.ftl"),
        Language::En => include_str!("../texts/en.ftl"),
        Language::Ca => include_str!("../texts/ca.ftl"),
        Language::CaValencia => include_str!("../texts/ca-valencia.ftl"),
        Language::Gl => include_str!("../texts/gl.ftl"),
        Language::Eu => include_str!("../texts/eu.ftl"),
    }
}

impl Texts {
    /// What can be read of `source`: a test says that all of it can.
    fn read(language: Language, source: &str) -> Self {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(resource, _errors)| resource);
        let plurals: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![plurals]);
        // The marks around values are for texts of two directions. Here they would be copied along
        // with a code.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// Whether there is a message of this name.
    pub(crate) fn has(&self, message: &str) -> bool {
        self.0.has_message(message)
    }

    /// The message of this name; the name itself if there is none.
    pub(crate) fn say(&self, message: &'static str) -> Cow<'_, str> {
        self.pattern(message, None)
    }

    /// The message of this name, with its values.
    pub(crate) fn fill(&self, message: &'static str, values: Vec<(&'static str, Value)>) -> String {
        let args: FluentArgs = values
            .into_iter()
            .map(|(name, value)| (name, FluentValue::from(value)))
            .collect();
        self.pattern(message, Some(&args)).into_owned()
    }

    fn pattern(&self, message: &'static str, args: Option<&FluentArgs>) -> Cow<'_, str> {
        let pattern = self.0.get_message(message).and_then(|found| found.value());
        match pattern {
            Some(pattern) => self.0.format_pattern(pattern, args, &mut Vec::new()),
            None => Cow::Borrowed(message),
        }
    }
}

impl From<Value> for FluentValue<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Text(text) => text.into(),
            Value::Number(number) => number.into(),
        }
    }
}

impl<T: Into<Self> + Clone> From<&T> for Value {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}
