//! The two limits on a secret: wrong entries, and procedures opened and never finished.

use policy::Profile;

use crate::{item::number, write::Write};

/// The limits on one secret.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// N of the rule for wrong entries: N + 1 are compared at most.
    pub wrong: u32,
    /// N of the rule for unfinished procedures: the one after them blocks.
    pub unfinished: u32,
}

/// Both sets are within their limits.
pub(crate) const WITHIN: &str = "(attribute_not_exists(#tries) OR size(#tries) <= :wrong) \
     AND (attribute_not_exists(#opened) OR size(#opened) <= :unfinished)";

/// There is a place for this entry, or it has one already.
pub(crate) const HAS_PLACE: &str = "(attribute_not_exists(#tries) OR size(#tries) <= :wrong OR contains(#tries, :me)) \
     AND (attribute_not_exists(#opened) OR size(#opened) <= :unfinished)";

impl Limits {
    /// Those of a password.
    #[must_use]
    pub fn of_password(profile: &Profile) -> Self {
        Self {
            wrong: profile.password.max_wrong,
            unfinished: profile.openings.max_unfinished,
        }
    }

    /// Those of an activation code.
    #[must_use]
    pub fn of_code(profile: &Profile) -> Self {
        Self {
            wrong: profile.code.max_wrong,
            unfinished: profile.openings.max_unfinished,
        }
    }

    /// Gives the write the values that [`WITHIN`] and [`HAS_PLACE`] name.
    pub(crate) fn bind(self, write: Write) -> Write {
        write
            .value(":wrong", number(self.wrong.into()))
            .value(":unfinished", number(self.unfinished.into()))
    }

    pub(crate) fn passed(self, tries: usize, opened: usize) -> bool {
        tries > self.wrong as usize || opened > self.unfinished as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_passed_by_the_one_after_it() {
        let profile = Profile::clave();
        for limits in [Limits::of_password(&profile), Limits::of_code(&profile)] {
            assert_eq!((limits.wrong, limits.unfinished), (5, 10));
            assert!(!limits.passed(5, 10));
            assert!(limits.passed(6, 0));
            assert!(limits.passed(0, 11));
        }
    }

    #[test]
    fn a_code_and_a_password_have_limits_of_their_own() {
        let mut profile = Profile::clave();
        (profile.password.max_wrong, profile.code.max_wrong) = (7, 3);
        assert_eq!(Limits::of_password(&profile).wrong, 7);
        assert_eq!(Limits::of_code(&profile).wrong, 3);
    }
}
