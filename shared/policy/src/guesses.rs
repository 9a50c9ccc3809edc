//! How often an attacker may guess by the rules in force, and with what chance: what every counter
//! is for, as a number. `cargo run -- guesses` prints it, `docs/guesses.md` says it at length.
//!
//! An attacker who does not know a password or an activation code has N + 1 entries, then it is
//! blocked; and N between two ends of the owner's, who must still get in.
//!
//! An attacker who knows the password has N + 1 entries of each procedure that it opens, each
//! right with a chance of one in 10^digits. With M the limit of unfinished openings and C the cap
//! of SMS, the procedures that are good for entries between two finished logins of the owner are
//!
//! ```text
//! opened after the first     M              the one after them blocks
//! held over the first        C − ⌈C ÷ M⌉    a login empties the set of unfinished openings, and
//!                                           ends none of them: they are good while their codes are
//! ```
//!
//! For those held over it counts that each was sent an SMS within 24 hours, of which there are C,
//! and that no more than M are open at once: so one in M of them at least is the owner's own, whose
//! end emptied the set. The M others can be opened on other days, so that both come together.
//! Another code of a procedure gives no entry back, and costs an SMS. Nothing is gained by it.
//!
//! In a year with a login a day the owner's own takes a place among the M and an SMS of the C, and
//! the smaller of both decides. What is held over the first of them counts too.
//!
//! An operator's rules are refused if the entries between two logins are more than one in 10,000
//! of the codes.

use std::fmt::Write;

use crate::{
    profile::{Profile, ProfileError},
    tries::checked_at_most,
};

/// An attacker who knows the password guesses a one-time code between two finished logins of the
/// owner with a chance of one in so many, or less.
pub const OTP_ONE_IN: u64 = 10_000;
/// A year of days on each of which the owner finishes one touches one stretch between two of them
/// more than it has days.
const STRETCHES: u32 = 365 + 1;
/// So many of the most common passwords are refused, at least.
const REFUSED: u32 = 100_000;

/// One figure of the guess budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is guessed, and when.
    pub what: &'static str,
    /// How the number of entries follows from the rules.
    pub formula: &'static str,
    /// The same with the numbers in force.
    pub worked: String,
    /// How many entries are compared.
    pub entries: u32,
    /// The chance that one of them is right.
    pub chance: f64,
}

/// How many procedures an attacker who knows the password has, besides the owner, over a finished
/// login whose codes are still good.
#[must_use]
pub fn held_over_a_login(profile: &Profile) -> u32 {
    let (cap, unfinished) = (profile.sms.per_day, profile.openings.max_unfinished);
    cap - cap.div_ceil(unfinished)
}

/// How many entries of one-time codes an attacker who knows the password has between two finished
/// logins of the owner, however long that is.
#[must_use]
pub fn otps_between_logins(profile: &Profile) -> u32 {
    let procedures = held_over_a_login(profile) + profile.openings.max_unfinished;
    procedures * checked_at_most(profile.otp.max_wrong)
}

/// How many in a year, on each day of which the owner finishes one login with a code.
#[must_use]
pub fn otps_in_a_year(profile: &Profile) -> u32 {
    STRETCHES * beside_the_owner(profile) * checked_at_most(profile.otp.max_wrong)
}

/// How many procedures an attacker opens between two logins that are a day apart: the owner's own
/// takes one of the SMS, and one of the places among the unfinished.
fn beside_the_owner(profile: &Profile) -> u32 {
    profile.openings.max_unfinished.min(profile.sms.per_day) - 1
}

/// Refuses rules that let a one-time code be guessed between two logins with more than
/// [`OTP_ONE_IN`] allows.
///
/// # Errors
/// [`ProfileError::Guesses`], which names the rules.
pub fn are_few(profile: &Profile) -> Result<(), ProfileError> {
    let entries = otps_between_logins(profile);
    if u64::from(entries) * OTP_ONE_IN > 10_u64.pow(profile.otp.digits) {
        return Err(ProfileError::Guesses {
            entries,
            digits: profile.otp.digits,
            max_wrong: profile.otp.max_wrong,
            max_unfinished: profile.openings.max_unfinished,
            per_day: profile.sms.per_day,
        });
    }
    Ok(())
}

/// Every figure, the rules being these.
#[must_use]
pub fn figures(profile: &Profile) -> Vec<Figure> {
    let mut figures = vec![
        code(profile),
        code_in_a_year(profile),
        otp(profile),
        otp_in_a_year(profile),
        common_password(profile),
        common_password_in_a_year(profile),
    ];
    if profile.password.refuse_common {
        figures.push(other_password_in_a_year(profile));
    }
    figures
}

fn code(profile: &Profile) -> Figure {
    let wrong = profile.code.max_wrong;
    let entries = checked_at_most(wrong);
    Figure {
        what: "an activation code, until it is blocked",
        formula: "`code.maxWrong` + 1, of 32^`code.symbols`",
        worked: format!("{wrong} + 1"),
        entries,
        chance: of_codes(entries, profile),
    }
}

fn code_in_a_year(profile: &Profile) -> Figure {
    let wrong = profile.code.max_wrong;
    let entries = STRETCHES * wrong;
    Figure {
        what: "an activation code, in a year with a reset a day",
        formula: "366 × `code.maxWrong`, of 32^`code.symbols`",
        worked: format!("{STRETCHES} × {wrong}"),
        entries,
        chance: of_codes(entries, profile),
    }
}

fn otp(profile: &Profile) -> Figure {
    let entries = otps_between_logins(profile);
    let (held, unfinished) = (held_over_a_login(profile), profile.openings.max_unfinished);
    Figure {
        what: "a one-time code, the password being known, between two logins",
        formula: "(H + `openings.maxUnfinished`) × (`otp.maxWrong` + 1), of 10^`otp.digits`; \
                  H = `sms.perDay` − ⌈`sms.perDay` ÷ `openings.maxUnfinished`⌉",
        worked: format!("({held} + {unfinished}) × ({} + 1)", profile.otp.max_wrong),
        entries,
        chance: of_otps(entries, profile),
    }
}

fn otp_in_a_year(profile: &Profile) -> Figure {
    let entries = otps_in_a_year(profile);
    let beside = beside_the_owner(profile);
    Figure {
        what: "a one-time code, the password being known, in a year with a login a day",
        formula: "366 × (min(`openings.maxUnfinished`, `sms.perDay`) − 1) × (`otp.maxWrong` + 1), \
                  of 10^`otp.digits`",
        worked: format!("{STRETCHES} × {beside} × ({} + 1)", profile.otp.max_wrong),
        entries,
        chance: of_otps(entries, profile),
    }
}

fn common_password(profile: &Profile) -> Figure {
    let wrong = profile.password.max_wrong;
    let entries = checked_at_most(wrong);
    Figure {
        what: "a password of the common list, until it is blocked",
        formula: "`password.maxWrong` + 1; none of them is anybody's while `password.refuseCommon`",
        worked: format!("{wrong} + 1"),
        entries,
        chance: of_common_passwords(entries, profile),
    }
}

fn common_password_in_a_year(profile: &Profile) -> Figure {
    let wrong = profile.password.max_wrong;
    let entries = STRETCHES * wrong;
    Figure {
        what: "a password of the common list, in a year with a login a day",
        formula: "366 × `password.maxWrong`; likewise",
        worked: format!("{STRETCHES} × {wrong}"),
        entries,
        chance: of_common_passwords(entries, profile),
    }
}

fn other_password_in_a_year(profile: &Profile) -> Figure {
    let wrong = profile.password.max_wrong;
    let entries = STRETCHES * wrong;
    let refused = chosen_among(REFUSED);
    Figure {
        what: "the most common passwords that are not refused, in a year with a login a day",
        formula: "366 × `password.maxWrong`, of P as people choose: \
                  (P(100,000 + n) − P(100,000)) ÷ (1 − P(100,000))",
        worked: format!("{STRETCHES} × {wrong}"),
        entries,
        chance: (chosen_among(REFUSED + entries) - refused) / (1.0 - refused),
    }
}

/// The figures as a table, for a page and for a terminal.
#[must_use]
pub fn as_markdown(profile: &Profile) -> String {
    let mut table = "| what is guessed | entries that are compared | | chance |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    for figure in figures(profile) {
        let Figure {
            what,
            formula,
            worked,
            entries,
            chance,
        } = figure;
        let chance = in_words(chance);
        // Writing to a text cannot fail.
        writeln!(
            table,
            "| {what} | {formula} | {worked} = {entries} | {chance} |"
        )
        .ok();
    }
    table
}

/// Never less than it is.
fn in_words(chance: f64) -> String {
    if chance <= 0.0 {
        "none".to_owned()
    } else if chance >= 0.001 {
        format!("{:.2} %", (chance * 10_000.0).ceil() / 100.0)
    } else if chance >= 1e-9 {
        format!("1 in {:.0}", (1.0 / chance).floor())
    } else {
        format!("1 in 10^{:.0}", (1.0 / chance).log10().floor())
    }
}

/// The chance that one of so many different entries is the code.
fn of_codes(entries: u32, profile: &Profile) -> f64 {
    f64::from(entries) / 32_f64.powf(f64::from(profile.code.symbols))
}

/// The same of one-time codes, which differ from one procedure to the next: never more than that.
fn of_otps(entries: u32, profile: &Profile) -> f64 {
    f64::from(entries) / 10_f64.powf(f64::from(profile.otp.digits))
}

/// The filter has no false negatives: what is on the list is nobody's password while it is refused.
fn of_common_passwords(entries: u32, profile: &Profile) -> f64 {
    if profile.password.refuse_common {
        0.0
    } else {
        chosen_among(entries)
    }
}

/// The share of people who choose one of the `most_common` passwords where nothing forbids it:
/// C′ · r^s′, as D. Wang et al., "Zipf's Law in Passwords" (IEEE TIFS 12:11, 2017) fit the 32.6
/// million of `RockYou`. The two numbers are quoted, and were not measured here.
fn chosen_among(most_common: u32) -> f64 {
    0.037_433 * f64::from(most_common).powf(0.187_227)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{HashMap, HashSet},
        env, fs,
        path::Path,
    };

    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::sms_caps::admit;

    fn rules(max_unfinished: u32, per_day: u32) -> Profile {
        let mut profile = Profile::clave();
        profile.openings.max_unfinished = max_unfinished;
        profile.sms.per_day = per_day;
        profile
    }

    /// Whether the cap admits an SMS after so many within 24 hours.
    fn admitted(profile: &Profile, sent: u32) -> bool {
        let now = Timestamp::UNIX_EPOCH;
        admit(&vec![now; sent as usize], now, &profile.sms).is_ok()
    }

    /// What stands between an attacker who knows the password and a one-time code, with everything
    /// that is sent within 24 hours good at once: the most that time allows.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    struct Game {
        /// SMS of 24 hours.
        sent: u32,
        /// Ids in the set of unfinished openings.
        opened: u32,
        /// Procedures of the owner that await a code.
        owners: u32,
        /// Procedures of the attacker that nothing was entered in yet.
        attackers: u32,
        /// Procedures of the attacker that were entered in since the last finished login.
        used: u32,
    }

    impl Game {
        /// Every way on.
        fn moves(self, profile: &Profile) -> Vec<Self> {
            let mut moves = Vec::new();
            let a_day_later = Self {
                sent: 0,
                owners: 0,
                attackers: 0,
                ..self
            };
            moves.push(a_day_later);
            if admitted(profile, self.sent) && self.opened < profile.openings.max_unfinished {
                let counted = Self {
                    sent: self.sent + 1,
                    opened: self.opened + 1,
                    ..self
                };
                moves.push(Self {
                    owners: self.owners + 1,
                    ..counted
                });
                moves.push(Self {
                    attackers: self.attackers + 1,
                    ..counted
                });
            }
            if self.owners > 0 {
                moves.push(Self {
                    owners: self.owners - 1,
                    opened: 0,
                    used: 0,
                    ..self
                });
            }
            if self.attackers > 0 {
                moves.push(Self {
                    attackers: self.attackers - 1,
                    used: self.used + 1,
                    ..self
                });
            }
            moves
        }
    }

    /// The most procedures that can be entered in between two finished logins, by trying all.
    fn most_used(profile: &Profile) -> u32 {
        let start = Game {
            sent: 0,
            opened: 0,
            owners: 0,
            attackers: 0,
            used: 0,
        };
        let mut known = HashSet::from([start]);
        let mut left = vec![start];
        while let Some(game) = left.pop() {
            for next in game.moves(profile) {
                if known.insert(next) {
                    left.push(next);
                }
            }
        }
        known.iter().map(|game| game.used).max().unwrap()
    }

    #[test]
    fn no_play_between_two_logins_has_more_entries_than_the_formula_and_one_has_as_many() {
        for (unfinished, cap) in [
            (3, 3),
            (3, 4),
            (3, 10),
            (4, 5),
            (5, 3),
            (9, 10),
            (10, 10),
            (20, 10),
        ] {
            let profile = rules(unfinished, cap);
            let entries = most_used(&profile) * checked_at_most(profile.otp.max_wrong);
            assert_eq!(
                otps_between_logins(&profile),
                entries,
                "{unfinished}, {cap}"
            );
        }
    }

    /// A day is played at four instants; at one of them the owner finishes a login.
    const INSTANTS: i64 = 4;

    /// SMS at this instant and the three before it, and ids in the set of unfinished openings.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    struct Day {
        sent: [u32; 4],
        opened: u32,
    }

    impl Day {
        fn next(self) -> Self {
            let [now, before, long_before, _] = self.sent;
            Self {
                sent: [0, now, before, long_before],
                ..self
            }
        }

        /// After one more opening, if the rules have it.
        fn opening(mut self, instant: i64, profile: &Profile) -> Option<Self> {
            let times: Vec<Timestamp> = (0..)
                .zip(self.sent)
                .flat_map(|(ago, sent)| vec![at(instant - ago); sent as usize])
                .collect();
            admit(&times, at(instant), &profile.sms).ok()?;
            self.sent[0] += 1;
            self.opened += 1;
            (self.opened <= profile.openings.max_unfinished).then_some(self)
        }

        /// After each number of openings by the attacker that the rules have, and that lets the
        /// owner in.
        fn attack(self, instant: i64, profile: &Profile) -> Vec<(Self, u32)> {
            let before = self.openings(instant, profile);
            if instant % INSTANTS != 0 {
                return before;
            }
            let mut plays = Vec::new();
            for (day, before) in before {
                let Some(owners) = day.opening(instant, profile) else {
                    continue;
                };
                let finished = Self {
                    opened: 0,
                    ..owners
                };
                let after = finished.openings(instant, profile);
                plays.extend(after.into_iter().map(|(day, after)| (day, before + after)));
            }
            plays
        }

        fn openings(self, instant: i64, profile: &Profile) -> Vec<(Self, u32)> {
            let one_more = |(day, number): &(Self, u32)| {
                day.opening(instant, profile).map(|day| (day, number + 1))
            };
            std::iter::successors(Some((self, 0)), one_more).collect()
        }
    }

    fn at(instant: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(instant * 24 / INSTANTS)
    }

    /// The most procedures that are good for an entry in so many days, by trying all: what is
    /// opened just before the first is still good in it. They begin and end half a day after a
    /// login of the owner.
    fn most_in_days(days: i64, profile: &Profile) -> u32 {
        let first = INSTANTS / 2;
        let last = first + days * INSTANTS;
        let begun = Day {
            sent: [1, 0, 0, 0],
            opened: 0,
        };
        let mut plays = HashMap::from([(begun, 0)]);
        for instant in 1..=last + INSTANTS / 2 {
            let counts = u32::from((first..=last).contains(&instant));
            let mut next = HashMap::new();
            for (day, number) in plays {
                for (day, opened) in day.next().attack(instant, profile) {
                    let best = next.entry(day).or_insert(0);
                    *best = (number + counts * opened).max(*best);
                }
            }
            plays = next;
        }
        plays.into_values().max().unwrap()
    }

    #[test]
    fn no_play_in_days_with_a_login_each_has_more_entries_than_the_formula_and_one_has_as_many() {
        for (unfinished, cap) in [(3, 3), (3, 5), (4, 4), (6, 4)] {
            let profile = rules(unfinished, cap);
            for days in 1..=3 {
                let found = most_in_days(i64::from(days), &profile);
                assert_eq!(
                    found,
                    (days + 1) * beside_the_owner(&profile),
                    "{unfinished}, {cap}, {days}"
                );
            }
        }
    }

    #[test]
    fn with_the_rules_of_clave_76_codes_are_entered_between_two_logins_and_13176_in_a_year() {
        for profile in [Profile::clave(), Profile::modern()] {
            assert_eq!(held_over_a_login(&profile), 9);
            assert_eq!(otps_between_logins(&profile), 76);
            assert_eq!(otps_in_a_year(&profile), 13_176);
        }
    }

    #[test]
    fn one_in_10000_is_good_enough_and_more_is_refused_with_the_rules_that_would_help() {
        #[track_caller]
        fn check(rules: &str, refused: bool) {
            let configured = Profile::configured("clave", Some(rules));
            assert_eq!(configured.is_err(), refused, "{rules}");
        }
        // (9 + 16) × (3 + 1) is 100 of a million.
        check(r#"{"openings":{"maxUnfinished":16}}"#, false);
        check(r#"{"openings":{"maxUnfinished":17}}"#, true);
        check(
            r#"{"openings":{"maxUnfinished":17},"sms":{"perDay":9}}"#,
            false,
        );
        check(
            r#"{"openings":{"maxUnfinished":20},"otp":{"digits":7}}"#,
            false,
        );
        // (9 + 10) × (4 + 1) is 95.
        check(r#"{"otp":{"maxWrong":4}}"#, false);
        check(r#"{"otp":{"maxWrong":5}}"#, true);
        check(
            r#"{"otp":{"maxWrong":5},"openings":{"maxUnfinished":7}}"#,
            false,
        );
        check(
            r#"{"otp":{"maxWrong":5,"digits":7},"openings":{"maxUnfinished":20}}"#,
            false,
        );
        let error = Profile::configured("clave", Some(r#"{"otp":{"maxWrong":5}}"#)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "who knows the password would have 114 entries of one-time codes of 6 digits between \
             two logins, more than one in 10000: raise otp.digits (6), or lower otp.maxWrong (5), \
             openings.maxUnfinished (10) or sms.perDay (10)"
        );
    }

    #[test]
    fn a_common_password_is_nobody_s_while_it_is_refused() {
        let chances = |profile: &Profile| -> Vec<f64> {
            let figures = figures(profile);
            figures[4..].iter().map(|figure| figure.chance).collect()
        };
        let refused = chances(&Profile::clave());
        assert_eq!(refused[..2], [0.0, 0.0]);
        assert!((0.001..0.002).contains(&refused[2]), "{refused:?}");
        let mut profile = Profile::clave();
        profile.password.refuse_common = false;
        let allowed = chances(&profile);
        assert_eq!(allowed.len(), 2);
        assert!((0.05..0.06).contains(&allowed[0]), "{allowed:?}");
        assert!((0.15..0.16).contains(&allowed[1]), "{allowed:?}");
    }

    #[test]
    fn a_chance_is_written_as_no_less_than_it_is() {
        #[track_caller]
        fn check(chance: f64, expected: &str) {
            assert_eq!(in_words(chance), expected);
        }
        check(0.0, "none");
        check(0.013_176, "1.32 %");
        check(0.001, "0.10 %");
        check(0.000_999, "1 in 1001");
        check(0.000_076, "1 in 13157");
        check(6.0 / 2_f64.powi(80), "1 in 10^23");
    }

    #[test]
    fn the_printed_figures_are_the_figures() {
        const BEGIN: &str = "<!-- printed -->\n";
        const END: &str = "<!-- until here -->\n";
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guesses.md");
        let table = as_markdown(&Profile::clave());
        assert_eq!(as_markdown(&Profile::modern()), table);
        let page = fs::read_to_string(&file).unwrap();
        let (before, rest) = page.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let printed = format!("{before}{BEGIN}{table}{END}{after}");
        if env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&file, &printed).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    }
}
