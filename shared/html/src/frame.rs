//! What every page has around it, and what every page is made with: the site as its operator set
//! it, the language, the time.

use std::{borrow::Cow, sync::LazyLock};

use jiff::{Timestamp, tz::TimeZone};
use policy::{Language, Profile};

use crate::{
    assets,
    routes::{LANGUAGE_PARAMETER, Route},
    texts::{self, Texts, Value},
};

/// The hour of mainland Spain, by the rule of the European Union.
static MAINLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// What an operator says of the service, the same on every page.
#[derive(Clone, Debug)]
pub struct Site {
    /// The telephone that helps: `060`.
    pub help_phone: String,
    /// Where people write who meet a barrier.
    pub feedback_email: String,
    /// Who answers for personal data: name, address, how to reach them.
    pub controller: String,
    /// Version of the terms that people accept at registration.
    pub terms_version: String,
    /// The rules in force.
    pub profile: Profile,
}

/// What a page is made with.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The site.
    pub site: &'a Site,
    /// The person's language.
    pub language: Language,
    /// The hidden value that shows that a form came from our own page.
    pub csrf: &'a str,
    /// The call's time.
    pub now: Timestamp,
    /// The page of the form that is answered, if one is, to come back to.
    pub sent_from: Option<Route>,
}

/// A language in the switch.
pub(crate) struct Choice {
    pub(crate) language: Language,
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Frame<'_> {
    pub(crate) fn say(&self, message: &'static str) -> Cow<'static, str> {
        self.texts().say(message)
    }

    pub(crate) fn with(
        &self,
        message: &'static str,
        name: &'static str,
        value: impl Into<Value>,
    ) -> String {
        self.texts().fill(message, vec![(name, value.into())])
    }

    pub(crate) fn with_two(
        &self,
        message: &'static str,
        name: &'static str,
        value: impl Into<Value>,
        other_name: &'static str,
        other_value: impl Into<Value>,
    ) -> String {
        let values = vec![(name, value.into()), (other_name, other_value.into())];
        self.texts().fill(message, values)
    }

    fn texts(&self) -> &'static Texts {
        texts::of(self.language)
    }

    /// The day of `time`: "22 de noviembre de 2026".
    pub(crate) fn day(&self, time: &Timestamp) -> String {
        let date = time.to_zoned(MAINLAND.clone()).date();
        let number = |part: i16| u32::try_from(part).unwrap_or_default();
        let month = self.with("month", "month", number(date.month().into()));
        let values = vec![
            ("day", number(date.day().into()).into()),
            ("month", month.into()),
            ("year", number(date.year()).into()),
        ];
        self.texts().fill("day", values)
    }

    /// The hour of `time`: "11:20".
    pub(crate) fn hour(&self, time: &Timestamp) -> String {
        let time = time.to_zoned(MAINLAND.clone()).time();
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// Day and hour of `time`.
    pub(crate) fn moment(&self, time: &Timestamp) -> String {
        self.with_two("moment", "day", self.day(time), "time", self.hour(time))
    }

    /// Seconds until `time`, none if it is past.
    pub(crate) fn seconds_to(&self, time: &Timestamp) -> u32 {
        let seconds = time.as_second() - self.now.as_second();
        u32::try_from(seconds.max(0)).unwrap_or(u32::MAX)
    }

    /// How long until `time`, in minutes that are surely left, or in seconds.
    pub(crate) fn left(&self, time: &Timestamp) -> String {
        self.span(&self.seconds_to(time))
    }

    /// `seconds` in words.
    pub(crate) fn span(&self, seconds: &u32) -> String {
        if *seconds >= 120 || *seconds == 60 {
            self.with("minutes", "count", seconds / 60)
        } else {
            self.with("seconds", "count", seconds)
        }
    }

    /// The switch of languages on the page at `here`.
    pub(crate) fn languages(&self, here: Route) -> Vec<Choice> {
        Language::ALL
            .into_iter()
            .map(|language| Choice {
                language,
                tag: language.tag(),
                name: own_name(language),
                href: format!("{}?{LANGUAGE_PARAMETER}={}", here.path(), language.tag()),
                current: language == self.language,
            })
            .collect()
    }

    pub(crate) fn style(&self) -> &'static str {
        assets::STYLE.path()
    }

    pub(crate) fn script(&self) -> &'static str {
        assets::SCRIPT.path()
    }

    pub(crate) fn key(&self) -> &'static str {
        assets::KEY.path()
    }
}

/// What a language calls itself. Not a message, or every file would be read for one page.
fn own_name(language: Language) -> &'static str {
    match language {
        Language::Es => "Castellano",
        Language::En => "English",
        Language::Ca => "Català",
        Language::CaValencia => "Valencià",
        Language::Gl => "Galego",
        Language::Eu => "Euskara",
    }
}
