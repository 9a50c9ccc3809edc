//! Every page in every state and language, read as a browser reads it.

#![expect(
    clippy::unwrap_used,
    reason = "a test says by a panic that something is wrong"
)]

#[path = "../../examples/preview/samples.rs"]
mod samples;
mod tree;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use html::{
    Field, Route, assets,
    by_code::ByCodeStart,
    desk::{DeskForm, DeskStart},
    fields::hidden,
    login::LoginStart,
    otp::OtpStep,
    passwords::{ChangeStart, NewPasswordStep},
    unsubscribe::UnsubscribeStart,
};
use policy::{Language, Profile};
use tree::Element;

/// What a first visit may weigh: the page, its style, its script and its picture, unpacked. Packed
/// it is a third of that.
const BYTES_MAX: usize = 60 * 1024;

/// Every page in every language, and in Spanish under the other profile too.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let clave = Language::ALL.map(|language| (Profile::clave(), language));
    let all = clave.into_iter().chain([(Profile::modern(), Language::Es)]);
    all.flat_map(|(profile, language)| {
        let site = samples::site(profile);
        let pages = samples::all(&samples::frame(&site, language));
        pages.into_iter().map(move |(name, html)| {
            let (root, errors) = tree::read(&html);
            Page {
                place: format!("{}/{name}", language.tag()),
                language,
                html,
                root,
                errors,
            }
        })
    })
    .collect()
});

#[track_caller]
fn each(check: impl Fn(&Page)) {
    PAGES.iter().for_each(check);
}

struct Page {
    place: String,
    language: Language,
    html: String,
    root: Element,
    errors: Vec<String>,
}

impl Page {
    fn one(&self, name: &str) -> Element {
        let mut found = self.root.all(name);
        assert_eq!(found.len(), 1, "{}: {name}", self.place);
        found.remove(0)
    }
}

#[test]
fn a_page_is_well_formed() {
    each(|page| {
        assert!(page.errors.is_empty(), "{}: {:?}", page.place, page.errors);
    });
}

#[test]
fn a_page_says_its_language_and_has_one_title_and_one_first_heading() {
    each(|page| {
        let place = &page.place;
        let language = page.one("html").attribute("lang");
        assert_eq!(language.as_deref(), Some(page.language.tag()), "{place}");
        let heading = page.one("h1").text();
        let title = page.one("title").text();
        assert!(!heading.trim().is_empty(), "{place}");
        assert!(
            title.ends_with(&format!("{heading} · Llave")),
            "{place}: {title}"
        );
        let refused = !page.root.with_attribute("data-summary").is_empty();
        assert_eq!(refused, !title.starts_with(&heading), "{place}: {title}");
        assert!(page.html.starts_with("<!doctype html>"), "{place}");
    });
}

#[test]
fn headings_leave_no_level_out() {
    each(|page| {
        let mut level = 2;
        for heading in page.root.any(&["h1", "h2", "h3", "h4"]) {
            let next = heading.name.as_bytes()[1] - b'0';
            assert!(next <= level + 1, "{}: {}", page.place, heading.text());
            level = next;
        }
    });
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    each(|page| {
        let first = &page.root.any(&["a", "button", "input", "select"])[0];
        assert_eq!(
            first.attribute("href").as_deref(),
            Some("#main"),
            "{}",
            page.place
        );
        assert_eq!(page.one("main").attribute("id").as_deref(), Some("main"));
    });
}

#[test]
fn ids_are_unique_and_what_names_one_finds_it() {
    each(|page| {
        let place = &page.place;
        let mut ids = BTreeSet::new();
        for element in page.root.with_attribute("id") {
            let id = element.attribute("id").unwrap();
            assert!(ids.insert(id.clone()), "{place}: {id} twice");
        }
        for name in ["for", "aria-describedby", "aria-labelledby", "data-toggle"] {
            for element in page.root.with_attribute(name) {
                for id in element.attribute(name).unwrap().split_whitespace() {
                    assert!(ids.contains(id), "{place}: {name} {id}");
                }
            }
        }
        for link in page.root.all("a") {
            if let Some(id) = link.attribute("href").unwrap().strip_prefix('#') {
                assert!(ids.contains(id), "{place}: #{id}");
            }
        }
    });
}

#[test]
fn every_field_has_its_label_and_the_star_if_it_is_required() {
    each(|page| {
        let labels = page.root.all("label");
        for field in page.root.any(&["input", "select"]) {
            if field.attribute("type").as_deref() == Some("hidden") {
                continue;
            }
            let id = field.attribute("id").unwrap();
            let place = format!("{}: {id}", page.place);
            let label = labels
                .iter()
                .find(|label| label.attribute("for").as_ref() == Some(&id));
            let label = label
                .unwrap_or_else(|| panic!("{place} has no label"))
                .text();
            assert!(!label.trim().is_empty(), "{place}");
            if field.attribute("type").as_deref() != Some("radio") {
                let required = field.attribute("required").is_some();
                assert_eq!(label.contains("(*)"), required, "{place}");
            }
        }
    });
}

#[test]
fn a_page_asks_what_it_says_that_it_asks() {
    let forms: [(&str, &[Field]); 8] = [
        ("activate", &ByCodeStart::FIELDS),
        ("code-login", &OtpStep::FIELDS),
        ("reset-password", &NewPasswordStep::FIELDS),
        ("change", &ChangeStart::FIELDS),
        ("login", &LoginStart::FIELDS),
        ("unsubscribe", &UnsubscribeStart::FIELDS),
        ("desk", &DeskStart::FIELDS),
        ("desk-register", &DeskForm::FIELDS),
    ];
    for (name, fields) in forms {
        let place = format!("es/{name}");
        let page = PAGES.iter().find(|page| page.place == place).unwrap();
        let typed = page.root.all("input").into_iter();
        let asked: BTreeSet<String> = typed
            .filter(|input| input.attribute("type").as_deref() != Some("hidden"))
            .map(|input| input.attribute("name").unwrap())
            .collect();
        let said: BTreeSet<String> = fields.iter().map(|field| field.name().to_owned()).collect();
        assert_eq!(asked, said, "{place}");
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    each(|page| {
        let place = &page.place;
        assert!(page.root.all("style").is_empty(), "{place}");
        for element in page.root.everything() {
            for (name, value) in element.attributes.iter() {
                let inline = name == "style" || name.starts_with("on");
                assert!(!inline, "{place}: {name}={value}");
                if matches!(name.as_str(), "src" | "action" | "challenge") {
                    assert!(value.starts_with('/'), "{place}: {name}={value}");
                }
            }
        }
        for script in page.root.all("script") {
            assert!(script.attribute("src").is_some(), "{place}");
            assert_eq!(script.text(), "", "{place}");
        }
        for link in page.root.all("link") {
            assert!(link.attribute("href").unwrap().starts_with('/'), "{place}");
        }
    });
}

#[test]
fn every_link_and_every_form_leads_to_a_page_of_ours() {
    each(|page| {
        let place = &page.place;
        for link in page.root.all("a") {
            let href = link.attribute("href").unwrap();
            if href.starts_with('/') {
                let path = href.split('?').next().unwrap();
                assert!(Route::at(path).is_some(), "{place}: {href}");
            } else {
                let known = href.starts_with('#')
                    || href == "tel:060"
                    || href == "mailto:accesibilidad@llave.example";
                assert!(known, "{place}: {href}");
            }
        }
        for form in page.root.all("form") {
            let action = form.attribute("action").unwrap();
            assert!(Route::at(&action).is_some(), "{place}: {action}");
            assert_eq!(form.attribute("method").as_deref(), Some("post"), "{place}");
            let guarded = form.all("input").iter().any(|input| {
                input.attribute("name").as_deref() == Some(hidden::CSRF)
                    && input.attribute("value").as_deref() == Some("a-hidden-value")
            });
            assert!(guarded, "{place}: {action}");
            // The first button is the one that the enter key presses.
            let name = form.all("button")[0].attribute("name");
            assert!(
                form.all("button")[0].attribute("type").is_some() || name.is_none(),
                "{place}: {name:?}"
            );
        }
    });
}

#[test]
fn the_switch_of_languages_stays_on_the_page() {
    each(|page| {
        let switch = page
            .root
            .all("nav")
            .into_iter()
            .find(|nav| nav.attribute("class").as_deref() == Some("languages"))
            .unwrap();
        let links: Vec<String> = switch
            .all("a")
            .iter()
            .map(|link| link.attribute("href").unwrap())
            .collect();
        let here = links[0].split('?').next().unwrap().to_owned();
        let expected: Vec<String> = Language::ALL
            .into_iter()
            .filter(|language| *language != page.language)
            .map(|language| format!("{here}?lang={}", language.tag()))
            .collect();
        assert_eq!(links, expected, "{}", page.place);
    });
}

#[test]
fn help_is_in_the_same_place_on_every_page() {
    each(|page| {
        let help = page.one("aside");
        let phone = help.all("a")[0].attribute("href");
        assert_eq!(phone.as_deref(), Some("tel:060"), "{}", page.place);
        let order: Vec<String> = page
            .root
            .any(&["header", "main", "aside", "footer"])
            .into_iter()
            .map(|element| element.name)
            .collect();
        assert_eq!(
            order,
            ["header", "main", "aside", "footer"],
            "{}",
            page.place
        );
    });
}

#[test]
fn what_was_typed_comes_back_as_text_and_secrets_do_not() {
    each(|page| {
        let place = &page.place;
        assert!(page.root.all("b").is_empty(), "{place}");
        for input in page.root.all("input") {
            let value = input.attribute("value").unwrap_or_default();
            let kind = input.attribute("type").unwrap();
            assert!(kind != "password" || value.is_empty(), "{place}");
            let name = input.attribute("name").unwrap();
            let secret = Field::ALL
                .into_iter()
                .any(|field| field.name() == name && field.is_secret());
            assert!(!secret || value.is_empty(), "{place}: {name}");
        }
        if place.ends_with("/desk-register-refused") {
            let name = Field::GivenName.name();
            let inputs = page.root.all("input");
            let typed = inputs
                .iter()
                .find(|input| input.attribute("id").as_deref() == Some(name));
            assert_eq!(
                typed.unwrap().attribute("value").as_deref(),
                Some("<b>Ana</b>")
            );
        }
    });
}

#[test]
fn a_refused_field_is_marked_and_described() {
    each(|page| {
        for summary in page.root.with_attribute("data-summary") {
            assert_eq!(summary.attribute("role").as_deref(), Some("alert"));
            assert_eq!(summary.attribute("tabindex").as_deref(), Some("-1"));
            for link in summary.all("a") {
                let id = link.attribute("href").unwrap().split_off(1);
                let place = format!("{}: {id}", page.place);
                let inputs = page.root.any(&["input", "select"]);
                let field = inputs
                    .iter()
                    .find(|input| input.attribute("id").as_ref() == Some(&id))
                    .unwrap();
                let error = format!("{id}-error");
                if field.attribute("type").as_deref() == Some("radio") {
                    let described = page.root.all("fieldset").iter().any(|set| {
                        set.attribute("aria-describedby")
                            .is_some_and(|ids| ids.contains(&error))
                    });
                    assert!(described, "{place}");
                } else {
                    let described = field.attribute("aria-describedby").unwrap();
                    assert!(described.split(' ').any(|id| id == error), "{place}");
                    let invalid = field.attribute("aria-invalid");
                    assert_eq!(invalid.as_deref(), Some("true"), "{place}");
                }
            }
        }
    });
}

#[test]
fn no_text_is_left_in_another_language() {
    // What comes from outside, and what is the same in every language.
    let outside = [
        samples::TITLE,
        samples::DETAIL,
        samples::FIELD_DETAIL,
        samples::QUESTION,
        samples::SMS,
        samples::CONTROLLER,
    ];
    let name = |page: &Page| page.place.split_once('/').unwrap().1.to_owned();
    let in_spanish: BTreeMap<String, BTreeSet<String>> = PAGES
        .iter()
        .filter(|page| page.language == Language::Es)
        .map(|page| (name(page), page.root.texts().into_iter().collect()))
        .collect();
    for page in PAGES.iter().filter(|page| page.language != Language::Es) {
        let spanish = &in_spanish[&name(page)];
        for text in page.root.texts() {
            let words = text
                .split(' ')
                .filter(|word| word.chars().any(char::is_alphabetic));
            let is_sentence = words.count() >= 6;
            let bare = text.trim().trim_end_matches(" · Llave");
            let ours = !outside
                .iter()
                .any(|known| known.contains(bare) || text.contains(known));
            let same = is_sentence && ours && spanish.contains(&text);
            assert!(!same && !text.contains('{'), "{}: {text}", page.place);
        }
    }
}

#[test]
fn a_first_visit_is_light() {
    // ALTCHA's files are for the steps with a robot check.
    let on_every_page = [&assets::STYLE, &assets::SCRIPT, &assets::KEY];
    let shared: usize = on_every_page.iter().map(|asset| asset.bytes.len()).sum();
    each(|page| {
        let bytes = page.html.len() + shared;
        assert!(bytes <= BYTES_MAX, "{}: {bytes}", page.place);
    });
}
