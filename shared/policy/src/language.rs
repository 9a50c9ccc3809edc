//! The languages: Spanish, English, and Spain's co-official ones. Which one a caller gets is
//! decided by RFC 4647 look-up over the ranges of `Accept-Language`, in the order of their
//! quality; Spanish if none fits.

/// More ranges than this are not looked at.
const RANGES_MAX: usize = 32;

/// A language that Llave speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Spanish, the default.
    #[default]
    Es,
    /// English.
    En,
    /// Catalan.
    Ca,
    /// Catalan as spoken in Valencia.
    CaValencia,
    /// Galician.
    Gl,
    /// Basque.
    Eu,
}

impl Language {
    /// All of them, the default first.
    pub const ALL: [Self; 6] = [
        Self::Es,
        Self::En,
        Self::Ca,
        Self::CaValencia,
        Self::Gl,
        Self::Eu,
    ];

    /// Its tag, by RFC 5646.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Ca => "ca",
            Self::CaValencia => "ca-valencia",
            Self::Gl => "gl",
            Self::Eu => "eu",
        }
    }

    /// The language of exactly this tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language for a caller who sent this `Accept-Language`.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut ranges: Vec<(f32, &str)> = header
            .split(',')
            .take(RANGES_MAX)
            .filter_map(range)
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        // Stable: of ranges with one quality, the first asked for is the first looked up.
        ranges.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        ranges
            .into_iter()
            .find_map(|(_, range)| Self::look_up(range))
            .unwrap_or_default()
    }

    /// RFC 4647, 3.4: the range, then the range without its last subtag, and so on.
    fn look_up(range: &str) -> Option<Self> {
        if range == "*" {
            return Some(Self::default());
        }
        let lower = range.to_ascii_lowercase();
        // The variant of Valencia may stand behind the country.
        if lower.starts_with("ca-") && lower.split('-').any(|subtag| subtag == "valencia") {
            return Some(Self::CaValencia);
        }
        let mut range = lower.as_str();
        loop {
            if let Some(found) = Self::ALL.into_iter().find(|known| known.tag() == range) {
                return Some(found);
            }
            range = &range[..range.rfind('-')?];
        }
    }
}

/// One range and its quality, 0 to 1.
fn range(part: &str) -> Option<(f32, &str)> {
    let mut pieces = part.split(';').map(str::trim);
    let tag = pieces.next().filter(|tag| !tag.is_empty())?;
    let quality = match pieces.find_map(|piece| piece.strip_prefix("q=")) {
        None => 1.0,
        Some(text) => text.parse().ok()?,
    };
    (0.0..=1.0).contains(&quality).then_some((quality, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: &str) {
        assert_eq!(Language::from_accept_language(header).tag(), expected);
    }

    #[test]
    fn the_best_of_the_known_languages_is_chosen() {
        check("en", "en");
        check("en-GB,en;q=0.9", "en");
        check("fr, ca-valencia;q=0.9, en;q=0.5", "ca-valencia");
        check("en;q=0.5, gl;q=0.6", "gl");
        check("EU-es", "eu");
        check("ca-ES", "ca");
        check("ca-ES-valencia", "ca-valencia");
        check("ca-Valencia", "ca-valencia");
        check("fr, *;q=0.5, en;q=0.1", "es");
    }

    #[test]
    fn spanish_is_the_default() {
        check("", "es");
        check("fr", "es");
        check("en;q=0", "es");
        check("en;q=2", "es");
        check("en;q=x", "es");
        check(";;;,,,-,--;q=1", "es");
        check("\u{0}\u{ffff}-ñ", "es");
        check(&"fr,".repeat(10_000), "es");
        check(&"a-".repeat(10_000), "es");
    }
}
