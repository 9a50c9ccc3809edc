//! The document that a registrar hands over: the activation code, what to do with it, whom to ask. A
//! PDF of one page, made when it is asked for and kept nowhere, tagged for who has it read aloud
//! (PDF/UA-1), in the person's language, its font embedded.
//!
//! It names nobody: who finds a lost one does not learn whose it is, and a code is nothing without its
//! document number and e-mail.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `texts` | what it says, in every language |
//! | `sheet` | the page: fonts, lines, structure |

mod sheet;
mod texts;

use std::sync::LazyLock;

use jiff::{Timestamp, tz::TimeZone};
use policy::{Language, Level};

/// What it is, for who asks for it.
pub const MEDIA_TYPE: &str = "application/pdf";
/// A browser keeps it, by this name, and does not open it in place of the page.
pub const DISPOSITION: &str = "attachment; filename=\"llave.pdf\"";

/// The hour of mainland Spain, by the rule of the European Union.
static MAINLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// What a document is made of.
pub struct Handover<'a> {
    /// The person's.
    pub language: Language,
    /// The code, in its groups.
    pub activation_code: &'a str,
    /// Of the registration.
    pub level: Level,
    /// When the act was.
    pub registered_at: Timestamp,
    /// The host of the pages.
    pub host: &'a str,
    /// The telephone that helps.
    pub help_phone: &'a str,
}

/// Why there is no document. None of them depends on who is registered: tests make every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// The font can't be read.
    #[error("the font of the document can't be read")]
    Font,
    /// A character that the font does not have: see [`can_write`].
    #[error("the font of the document lacks a character")]
    Character,
    /// There is more to say than a page holds.
    #[error("the document does not fit on its page")]
    Full,
    /// It would be no PDF that anybody can read.
    #[error("the document would not be accessible")]
    Pdf,
}

/// Something on the page.
enum Piece {
    Title(String),
    Heading(String),
    Text(String),
    Code(String),
    Steps(Vec<String>),
}

impl Piece {
    /// What leads to it in the list of contents.
    fn heading(&self) -> Option<&str> {
        match self {
            Self::Title(text) | Self::Heading(text) => Some(text),
            Self::Text(_) | Self::Code(_) | Self::Steps(_) => None,
        }
    }
}

/// Whether the document can hold `text`: for what an operator sets, before anybody is registered.
#[must_use]
pub fn can_write(text: &str) -> bool {
    sheet::has_glyphs(text)
}

/// The document.
///
/// # Errors
/// [`NotMade`].
pub fn pdf(handover: &Handover<'_>) -> Result<Vec<u8>, NotMade> {
    let texts = texts::of(handover.language);
    let date = handover.registered_at.to_zoned(MAINLAND.clone()).date();
    let registered = texts
        .registered
        .replace("{day}", &format!("{:02}", date.day()))
        .replace("{month}", &format!("{:02}", date.month()))
        .replace("{year}", &date.year().to_string());
    let steps = texts
        .steps
        .map(|step| step.replace("{host}", handover.host));
    let level = texts.level(handover.level);
    let pieces = [
        Piece::Title(texts.title.to_owned()),
        Piece::Text(texts.intro.to_owned()),
        Piece::Heading(texts.code.to_owned()),
        Piece::Code(handover.activation_code.to_owned()),
        Piece::Text(format!("{registered} {level}")),
        Piece::Heading(texts.next.to_owned()),
        Piece::Steps(steps.into()),
        Piece::Heading(texts.keep.to_owned()),
        Piece::Text(texts.keep_safe.to_owned()),
        Piece::Text(texts.lost.to_owned()),
        Piece::Heading(texts.help.to_owned()),
        Piece::Text(texts.help_phone.replace("{phone}", handover.help_phone)),
    ];
    sheet::pdf(texts.title, handover.language.tag(), &pieces)
}

#[cfg(test)]
mod tests {
    use std::slice;

    use lopdf::{Dictionary, Document, Object};

    use super::*;

    const CODE: &str = "7KQ2-9M4X-TB3C-WZ8D";

    fn made(language: Language, activation_code: &str, level: Level) -> Document {
        let handover = Handover {
            language,
            activation_code,
            level,
            registered_at: "2026-11-22T23:30:00Z".parse().unwrap(),
            host: "llave.example.es",
            help_phone: "060",
        };
        Document::load_mem(&pdf(&handover).unwrap()).unwrap()
    }

    /// All that is on the page, its lines in one.
    fn text(document: &Document) -> String {
        let text = document.extract_text(&[1]).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn of<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
        document.dereference(object).unwrap().1
    }

    fn catalogued<'a>(document: &'a Document, name: &[u8]) -> &'a Object {
        of(document, document.catalog().unwrap().get(name).unwrap())
    }

    /// The structure tree, as the names of its nodes from top to bottom.
    fn structure(document: &Document, node: &Dictionary, found: &mut Vec<String>) {
        if let Ok(kind) = node.get(b"S").and_then(Object::as_name) {
            found.push(String::from_utf8(kind.to_vec()).unwrap());
        }
        let Ok(children) = node.get(b"K") else {
            return;
        };
        let children = of(document, children);
        let children = match children.as_array() {
            Ok(several) => several.as_slice(),
            Err(_) => slice::from_ref(children),
        };
        for child in children {
            if let Ok(child) = of(document, child).as_dict() {
                structure(document, child, found);
            }
        }
    }

    #[test]
    fn what_is_handed_over_is_read_by_a_text_tool_in_every_language() {
        for language in Language::ALL {
            for level in [Level::Basic, Level::Advanced] {
                let document = made(language, CODE, level);
                let read = text(&document);
                assert_eq!(read.matches(CODE).count(), 1, "{read}");
                let texts = texts::of(language);
                for said in [
                    texts.title,
                    texts.intro,
                    texts.level(level),
                    texts.steps[1],
                    texts.keep_safe,
                    texts.lost,
                    &texts.steps[0].replace("{host}", "llave.example.es"),
                    &texts.help_phone.replace("{phone}", "060"),
                ] {
                    assert!(read.contains(said), "{said}: {read}");
                }
                // The day in Spain, where it is tomorrow.
                assert!(read.contains("23/11/2026") || read.contains("2026/11/23"));
                assert_eq!(document.get_pages().len(), 1);
                assert!(!read.contains(['{', '}']), "{read}");
            }
        }
    }

    #[test]
    fn every_symbol_of_a_code_can_be_read() {
        for code in [
            "0123-4567-89AB-CDEF",
            "GHJK-MNPQ-RSTV-WXYZ",
            "0000-0000-0000",
        ] {
            let read = text(&made(Language::Es, code, Level::Basic));
            assert_eq!(read.matches(code).count(), 1, "{read}");
        }
    }

    #[test]
    fn it_is_tagged_and_says_its_language_and_title() {
        for language in Language::ALL {
            let document = made(language, CODE, Level::Advanced);
            let tag = catalogued(&document, b"Lang").as_str().unwrap();
            assert_eq!(String::from_utf8_lossy(tag), language.tag());
            let marked = catalogued(&document, b"MarkInfo").as_dict().unwrap();
            assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
            let shown = catalogued(&document, b"ViewerPreferences");
            let title = shown.as_dict().unwrap().get(b"DisplayDocTitle");
            assert!(title.unwrap().as_bool().unwrap());
            assert!(document.catalog().unwrap().has(b"Outlines"));
            let root = catalogued(&document, b"StructTreeRoot");
            let mut found = Vec::new();
            structure(&document, root.as_dict().unwrap(), &mut found);
            let step = ["LI", "Lbl", "LBody"];
            let expected: Vec<&str> = ["Document", "H1", "P", "H2", "P", "P", "H2", "L"]
                .into_iter()
                .chain([step; 4].into_iter().flatten())
                .chain(["H2", "P", "P", "H2", "P"])
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn its_fonts_are_embedded_and_it_is_small() {
        let document = made(Language::Es, CODE, Level::Advanced);
        let embedded = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|object| object.has_type(b"FontDescriptor"))
            .map(|font| font.has(b"FontFile2") || font.has(b"FontFile3"));
        assert_eq!(embedded.collect::<Vec<_>>(), [true, true]);
        let handover = Handover {
            language: Language::Es,
            activation_code: CODE,
            level: Level::Advanced,
            registered_at: Timestamp::UNIX_EPOCH,
            host: "llave.example.es",
            help_phone: "060",
        };
        assert!(pdf(&handover).unwrap().len() < 32 * 1_024);
    }

    /// The longest that the settings and rules allow.
    #[test]
    fn everything_fits_on_the_page() {
        for language in Language::ALL {
            let handover = Handover {
                language,
                activation_code: "WWWW-WWWW-WWWW-WWWW",
                level: Level::Advanced,
                registered_at: Timestamp::UNIX_EPOCH,
                host: &"w".repeat(40),
                help_phone: "+34 900 000 000 / +34 900 000 001",
            };
            assert!(pdf(&handover).is_ok(), "{language:?}");
        }
    }

    #[test]
    fn what_the_font_lacks_is_known_before() {
        assert!(can_write("llave.example.es") && can_write("060 · 900 123 456"));
        assert!(!can_write("電話"));
        let handover = Handover {
            language: Language::Es,
            activation_code: CODE,
            level: Level::Advanced,
            registered_at: Timestamp::UNIX_EPOCH,
            host: "llave.example.es",
            help_phone: "電話",
        };
        assert_eq!(pdf(&handover), Err(NotMade::Character));
    }
}
