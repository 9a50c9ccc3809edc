//! What the pages say, held against itself: every message in every language with the same values,
//! every message used, every word of a page a message.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says by a panic that something is wrong"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_syntax::{ast, parser};
use policy::Language;

/// What only these may lack in a language: the pages to read.
const DOCUMENTS: [&str; 4] = ["advice-", "requirements-", "accessibility-", "privacy-"];

/// Each message with the values that it is fed.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(language: Language) -> Messages {
    let source = read(&format!("texts/{}.ftl", language.tag()));
    let resource = parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| {
        panic!("{}: {errors:?}", language.tag());
    });
    let mut messages = Messages::new();
    for entry in resource.body {
        if let ast::Entry::Message(message) = entry {
            let mut values = BTreeSet::new();
            values_of(message.value.as_ref().unwrap(), &mut values);
            let before = messages.insert(message.id.name.to_owned(), values);
            assert_eq!(before, None, "{}: {}", language.tag(), message.id.name);
        }
    }
    messages
}

fn values_of(pattern: &ast::Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            match expression {
                ast::Expression::Inline(inline) => value_of(inline, values),
                ast::Expression::Select { selector, variants } => {
                    value_of(selector, values);
                    for variant in variants {
                        values_of(&variant.value, values);
                    }
                }
            }
        }
    }
}

fn value_of(inline: &ast::InlineExpression<&str>, values: &mut BTreeSet<String>) {
    let ast::InlineExpression::VariableReference { id } = inline else {
        panic!("a message holds values and text, and nothing else: {inline:?}");
    };
    values.insert(id.name.to_owned());
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Every file of a folder of this crate, with its text.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Every text in quotes.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}

#[test]
fn every_message_is_said_in_every_language_with_the_same_values() {
    let spanish = messages(Language::Es);
    for language in Language::ALL {
        let own = messages(language);
        for document in DOCUMENTS {
            let of_document = |messages: &Messages| -> Vec<String> {
                let names = messages.keys();
                names
                    .filter(|name| name.starts_with(document))
                    .cloned()
                    .collect()
            };
            let (found, expected) = (of_document(&own), of_document(&spanish));
            assert!(
                found.is_empty() || found == expected,
                "{}: {document} is neither whole nor missing",
                language.tag()
            );
        }
        let of_procedures = |messages: Messages| -> Messages {
            let is_document = |name: &String| DOCUMENTS.iter().any(|start| name.starts_with(start));
            messages
                .into_iter()
                .filter(|(name, _)| !is_document(name))
                .collect()
        };
        assert_eq!(
            of_procedures(own),
            of_procedures(spanish.clone()),
            "{}",
            language.tag()
        );
    }
}

#[test]
fn every_message_is_used_and_every_one_used_is_there() {
    let known: BTreeSet<String> = messages(Language::Es).into_keys().collect();
    let mut used = BTreeSet::new();
    for (name, source) in files("src").into_iter().chain(files("templates")) {
        used.extend(quoted(&source).map(str::to_owned));
        for call in ["say(\"", "with(\"", "with_two(\""] {
            for rest in source.split(call).skip(1) {
                let message = rest.split('"').next().unwrap();
                assert!(known.contains(message), "{name}: {message}");
                used.insert(message.to_owned());
            }
        }
    }
    let unused: Vec<_> = known.difference(&used).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn what_may_be_missing_is_said_on_its_own_page_alone() {
    let own = [
        "advice.html",
        "requirements.html",
        "accessibility.html",
        "privacy.html",
    ];
    for (name, source) in files("templates") {
        for text in quoted(&source).chain(source.split("say(\"").skip(1)) {
            let is_document = DOCUMENTS.iter().any(|start| text.starts_with(start));
            let is_ours = own.contains(&name.as_str()) || text.ends_with(".html");
            assert!(!is_document || is_ours, "{name}: {text}");
        }
    }
}

#[test]
fn a_template_has_no_word_of_its_own() {
    for (name, source) in files("templates") {
        let words = outside(&outside(&source, "{{", "}}"), "{%", "%}");
        let mut text = words.as_str();
        let mut left = String::new();
        while let Some((before, tag)) = text.split_once('<') {
            left.push_str(before);
            let (tag, behind) = tag.split_once('>').unwrap();
            for spoken in [
                "alt=\"",
                "title=\"",
                "aria-label=\"",
                "placeholder=\"",
                "content=\"",
            ] {
                for value in tag.split(spoken).skip(1) {
                    let value = value.split('"').next().unwrap();
                    let of_machines = value.starts_with("width=") || value == "light dark";
                    assert!(value.is_empty() || of_machines, "{name}: {value}");
                }
            }
            text = behind;
        }
        left.push_str(text);
        // The name of the product and the star of what is required are the same everywhere.
        let left = left.replace("Llave", "");
        let words: Vec<_> = left.split(|letter: char| !letter.is_alphabetic()).collect();
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        assert!(words.is_empty(), "{name}: {words:?}");
    }
}

/// `source` without what stands between `open` and `close`.
fn outside(source: &str, open: &str, close: &str) -> String {
    let mut pieces = source.split(open);
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |kept, piece| {
        kept + piece.split_once(close).unwrap().1
    })
}

#[test]
fn texts_are_written_with_care() {
    for language in Language::ALL {
        let source = read(&format!("texts/{}.ftl", language.tag()));
        for (number, line) in source.lines().enumerate() {
            let place = format!("{} {}: {line}", language.tag(), number + 1);
            assert!(!line.ends_with(' '), "{place}");
            assert!(!line.trim_start().contains("  "), "{place}");
            assert!(!line.contains("..."), "{place}");
            assert!(!line.contains(['\t', '\u{a0}']), "{place}");
        }
    }
}

#[test]
fn languages_differ() {
    let sources: Vec<String> = Language::ALL
        .into_iter()
        .map(|language| read(&format!("texts/{}.ftl", language.tag())))
        .collect();
    for (place, one) in sources.iter().enumerate() {
        for other in &sources[place + 1..] {
            let lines = |source: &str| -> BTreeSet<String> {
                source
                    .lines()
                    .filter(|line| line.len() > 60)
                    .map(str::to_owned)
                    .collect()
            };
            let (one, other) = (lines(one), lines(other));
            let same = one.intersection(&other).count();
            assert!(
                same * 3 < one.len(),
                "{same} of {} long lines are the same",
                one.len()
            );
        }
    }
}
