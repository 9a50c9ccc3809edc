//! Levels of a registration. `letter` is basic, `office` and `certificate` are advanced, `video`
//! is either. An act of a lower level than the one held is refused, or a weak proof would take
//! over a strong identity; a higher one raises it.

/// How well a person was identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// By letter or video.
    Basic,
    /// In an office, by certificate, or by reviewed video.
    Advanced,
}

/// How a person was identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// In person.
    Office,
    /// By a digital certificate.
    Certificate,
    /// By video.
    Video,
    /// By an invitation letter.
    Letter,
}

/// A word that is none of those known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord;

/// What an act does to the level held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// There was none.
    First,
    /// It stays.
    Same,
    /// It rises: what rests on the weaker proof ends.
    Raised,
    /// It would fall, so the act is refused.
    Refused,
}

impl Level {
    /// The word in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Advanced => "advanced",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "basic" => Ok(Self::Basic),
            "advanced" => Ok(Self::Advanced),
            _ => Err(UnknownWord),
        }
    }
}

impl Method {
    /// The word in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Certificate => "certificate",
            Self::Video => "video",
            Self::Letter => "letter",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`UnknownWord`].
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "office" => Ok(Self::Office),
            "certificate" => Ok(Self::Certificate),
            "video" => Ok(Self::Video),
            "letter" => Ok(Self::Letter),
            _ => Err(UnknownWord),
        }
    }

    /// Whether it can give this level.
    #[must_use]
    pub fn gives(self, level: Level) -> bool {
        match self {
            Self::Office | Self::Certificate => level == Level::Advanced,
            Self::Letter => level == Level::Basic,
            Self::Video => true,
        }
    }
}

/// What an act of level `new` does for who holds `held`.
#[must_use]
pub fn act(held: Option<Level>, new: Level) -> Act {
    match held {
        None => Act::First,
        Some(held) if new < held => Act::Refused,
        Some(held) if new == held => Act::Same,
        Some(_) => Act::Raised,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_gives_its_level() {
        #[track_caller]
        fn check(method: &str, basic: bool, advanced: bool) {
            let method = Method::parse(method).unwrap();
            assert_eq!(method.gives(Level::Basic), basic);
            assert_eq!(method.gives(Level::Advanced), advanced);
            assert_eq!(Method::parse(method.as_str()), Ok(method));
        }
        check("letter", true, false);
        check("office", false, true);
        check("certificate", false, true);
        check("video", true, true);
        assert_eq!(Method::parse("Office"), Err(UnknownWord));
    }

    #[test]
    fn each_has_its_word() {
        for (level, word) in [(Level::Basic, "basic"), (Level::Advanced, "advanced")] {
            assert_eq!(level.as_str(), word);
            assert_eq!(Level::parse(word), Ok(level));
        }
        assert_eq!(Level::parse("substantial"), Err(UnknownWord));
    }

    #[test]
    fn a_lower_act_is_refused_and_a_higher_one_raises() {
        assert_eq!(act(None, Level::Basic), Act::First);
        assert_eq!(act(Some(Level::Basic), Level::Basic), Act::Same);
        assert_eq!(act(Some(Level::Basic), Level::Advanced), Act::Raised);
        assert_eq!(act(Some(Level::Advanced), Level::Basic), Act::Refused);
    }
}
