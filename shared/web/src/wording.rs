//! Every word of an answer that a person reads, in six languages.
//!
//! One struct, one `static` of it for each language: a text that is missing in one of them does not
//! compile. Titles belong to a problem and never change (RFC 9457); a detail says what happened and
//! what to do next. Nothing here says whether a person exists: strangers are answered with the
//! same texts.
//!
//! Numbers stand where they are right for one as for many ("Segundos que faltan: 1"), but for the
//! attempts that are left, which have two forms.

mod ca;
mod ca_valencia;
mod en;
mod es;
mod eu;
mod gl;

use policy::Language;

/// Everything that is said in `language`.
pub(crate) fn of(language: Language) -> &'static Wording {
    match language {
        Language::Es => &es::WORDING,
        Language::En => &en::WORDING,
        Language::Ca => &ca::WORDING,
        Language::CaValencia => &ca_valencia::WORDING,
        Language::Gl => &gl::WORDING,
        Language::Eu => &eu::WORDING,
    }
}

/// `template` with each `{name}` replaced by its value. A name without a value stays as it is, and
/// what a value says is never looked at again: it may hold braces.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// What one problem says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    /// The same for every answer of the problem; no full stop, no placeholder.
    pub(crate) title: &'static str,
    /// What happened and what to do next; sentences, perhaps with placeholders.
    pub(crate) detail: &'static str,
}

/// Everything that is said in one language. A field without a comment is the problem of its name.
pub(crate) struct Wording {
    pub(crate) invalid_request: Text,
    pub(crate) challenge_failed: Text,
    pub(crate) unauthenticated: Text,
    pub(crate) forbidden: Text,
    /// `refused`, one attempt left. The same for every secret, and for strangers.
    pub(crate) refused_one: Text,
    /// `refused`, `{attempts}` attempts left (2 or more).
    pub(crate) refused_other: Text,
    pub(crate) activation_code_blocked: Text,
    pub(crate) password_blocked: Text,
    pub(crate) password_expired: Text,
    pub(crate) assurance_not_reachable: Text,
    /// Read by a registrar.
    pub(crate) phone_in_use: Text,
    /// Read by a registrar.
    pub(crate) level_held: Text,
    pub(crate) procedure_ended: Text,
    pub(crate) otp_expired: Text,
    pub(crate) password_rejected: Text,
    /// The next code can be asked for in `{seconds}`.
    pub(crate) too_soon: Text,
    /// `too-many-messages`, the cap of the person: the next code can be asked for in `{hours}`.
    pub(crate) too_many_messages_wait: Text,
    /// `too-many-messages`, one code too many of one procedure: waiting does not help.
    pub(crate) too_many_messages_procedure: Text,
    /// Another code can be asked for in `{seconds}`.
    pub(crate) message_not_sent: Text,
    /// The call can be repeated in `{seconds}`.
    pub(crate) temporarily_unavailable: Text,
    pub(crate) not_found: Text,
    pub(crate) method_not_allowed: Text,
    pub(crate) content_too_large: Text,
    pub(crate) unsupported_media_type: Text,
    pub(crate) errors: Errors,
    pub(crate) violations: Violations,
}

/// The `detail` of each `errors[].code` of `invalid-request`: one sentence that fits any member.
pub(crate) struct Errors {
    pub(crate) missing: &'static str,
    pub(crate) wrong_type: &'static str,
    pub(crate) malformed: &'static str,
    pub(crate) unknown_value: &'static str,
    pub(crate) check_letter: &'static str,
    pub(crate) not_in_force: &'static str,
    pub(crate) not_allowed: &'static str,
}

/// The `detail` of each `violations[].code` of `password-rejected`: one sentence.
pub(crate) struct Violations {
    /// Shorter than `{min}`.
    pub(crate) too_short: &'static str,
    /// Longer than `{max}`.
    pub(crate) too_long: &'static str,
    /// Fewer than `{required}` of the four classes, in a password short enough to need them.
    pub(crate) too_few_classes: &'static str,
    /// `{characters}` are outside the alphabet of a short password, and so are spaces.
    pub(crate) characters: &'static str,
    pub(crate) personal_data: &'static str,
    pub(crate) common: &'static str,
    /// `history`, where only the password in force counts.
    pub(crate) history_one: &'static str,
    /// `history`, where the `{last}` newest ones count (2 or more).
    pub(crate) history_other: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every problem: its name, its text, the placeholders that its caller fills.
    /// Taken apart without `..`, so that a new field cannot be forgotten here.
    fn problems(wording: &Wording) -> Vec<(&'static str, Text, &'static [&'static str])> {
        let Wording {
            invalid_request,
            challenge_failed,
            unauthenticated,
            forbidden,
            refused_one,
            refused_other,
            activation_code_blocked,
            password_blocked,
            password_expired,
            assurance_not_reachable,
            phone_in_use,
            level_held,
            procedure_ended,
            otp_expired,
            password_rejected,
            too_soon,
            too_many_messages_wait,
            too_many_messages_procedure,
            message_not_sent,
            temporarily_unavailable,
            not_found,
            method_not_allowed,
            content_too_large,
            unsupported_media_type,
            errors: _,
            violations: _,
        } = wording;
        vec![
            ("invalid_request", *invalid_request, &[]),
            ("challenge_failed", *challenge_failed, &[]),
            ("unauthenticated", *unauthenticated, &[]),
            ("forbidden", *forbidden, &[]),
            ("refused_one", *refused_one, &[]),
            ("refused_other", *refused_other, &["attempts"]),
            ("activation_code_blocked", *activation_code_blocked, &[]),
            ("password_blocked", *password_blocked, &[]),
            ("password_expired", *password_expired, &[]),
            ("assurance_not_reachable", *assurance_not_reachable, &[]),
            ("phone_in_use", *phone_in_use, &[]),
            ("level_held", *level_held, &[]),
            ("procedure_ended", *procedure_ended, &[]),
            ("otp_expired", *otp_expired, &[]),
            ("password_rejected", *password_rejected, &[]),
            ("too_soon", *too_soon, &["seconds"]),
            (
                "too_many_messages_wait",
                *too_many_messages_wait,
                &["hours"],
            ),
            (
                "too_many_messages_procedure",
                *too_many_messages_procedure,
                &[],
            ),
            ("message_not_sent", *message_not_sent, &["seconds"]),
            (
                "temporarily_unavailable",
                *temporarily_unavailable,
                &["seconds"],
            ),
            ("not_found", *not_found, &[]),
            ("method_not_allowed", *method_not_allowed, &[]),
            ("content_too_large", *content_too_large, &[]),
            ("unsupported_media_type", *unsupported_media_type, &[]),
        ]
    }

    /// Every detail: those of the problems, then those of single members and of passwords.
    fn details(wording: &Wording) -> Vec<(&'static str, &'static str, &'static [&'static str])> {
        let Errors {
            missing,
            wrong_type,
            malformed,
            unknown_value,
            check_letter,
            not_in_force,
            not_allowed,
        } = wording.errors;
        let Violations {
            too_short,
            too_long,
            too_few_classes,
            characters,
            personal_data,
            common,
            history_one,
            history_other,
        } = wording.violations;
        let mut details: Vec<_> = problems(wording)
            .into_iter()
            .map(|(name, text, placeholders)| (name, text.detail, placeholders))
            .collect();
        details.extend([
            ("missing", missing, &[] as &[&str]),
            ("wrong_type", wrong_type, &[]),
            ("malformed", malformed, &[]),
            ("unknown_value", unknown_value, &[]),
            ("check_letter", check_letter, &[]),
            ("not_in_force", not_in_force, &[]),
            ("not_allowed", not_allowed, &[]),
            ("too_short", too_short, &["min"]),
            ("too_long", too_long, &["max"]),
            ("too_few_classes", too_few_classes, &["required"]),
            ("characters", characters, &["characters"]),
            ("personal_data", personal_data, &[]),
            ("common", common, &[]),
            ("history_one", history_one, &[]),
            ("history_other", history_other, &["last"]),
        ]);
        details
    }

    fn placeholders(template: &str) -> Vec<&str> {
        template
            .split('{')
            .skip(1)
            .map(|after| after.split_once('}').expect("a brace is closed").0)
            .collect()
    }

    #[test]
    fn titles_are_short_and_end_without_a_full_stop() {
        for &language in Language::ALL.iter() {
            for (name, text, _) in problems(of(language)) {
                let title = text.title;
                let place = format!("{} {name}: {title}", language.tag());
                assert!(!title.trim().is_empty(), "{place}");
                assert!(!title.ends_with(['.', ':', ' ']), "{place}");
                assert!(!title.contains(['{', '}', '\n']), "{place}");
                assert!(title.chars().count() <= 60, "{place}");
            }
        }
    }

    #[test]
    fn details_are_sentences() {
        for &language in Language::ALL.iter() {
            for (name, detail, _) in details(of(language)) {
                let place = format!("{} {name}: {detail}", language.tag());
                assert!(detail.ends_with('.'), "{place}");
                assert!(!detail.starts_with(char::is_whitespace), "{place}");
                assert!(!detail.contains("  ") && !detail.contains('\n'), "{place}");
                assert!(
                    detail.starts_with(|first: char| first.is_uppercase() || first == '{'),
                    "{place}"
                );
            }
        }
    }

    #[test]
    fn placeholders_are_the_same_in_every_language() {
        for &language in Language::ALL.iter() {
            for (name, detail, expected) in details(of(language)) {
                let place = format!("{} {name}: {detail}", language.tag());
                assert_eq!(placeholders(detail), expected, "{place}");
            }
        }
    }

    #[test]
    fn a_problem_has_one_title() {
        for &language in Language::ALL.iter() {
            let wording = of(language);
            assert_eq!(wording.refused_one.title, wording.refused_other.title);
            assert_eq!(
                wording.too_many_messages_wait.title,
                wording.too_many_messages_procedure.title
            );
        }
    }

    #[test]
    fn each_language_has_texts_of_its_own() {
        let titles = |language| of(language).password_expired.title;
        for (place, &language) in Language::ALL.iter().enumerate() {
            for &other in Language::ALL.iter().skip(place + 1) {
                assert_ne!(titles(language), titles(other));
            }
        }
    }

    #[test]
    fn names_are_replaced_by_their_values() {
        #[track_caller]
        fn check(template: &str, values: &[(&str, &str)], expected: &str) {
            assert_eq!(fill(template, values), expected);
        }
        check(
            "Le quedan {n} intentos.",
            &[("n", "4")],
            "Le quedan 4 intentos.",
        );
        check("{a}{b}{a}", &[("a", "1"), ("b", "2")], "121");
        check("ñ {a} ñ", &[("a", "é")], "ñ é ñ");
        check("{a} y {b}", &[("a", "{b}"), ("b", "2")], "{b} y 2");
        check("{unknown}", &[("a", "1")], "{unknown}");
        check("sin cerrar {a", &[("a", "1")], "sin cerrar {a");
        check("", &[], "");
    }
}
