//! Texts behind the model's words.

use model::{Name, Word};

use crate::step::{GOOD_WORDS, NAMES};

/// Passwords, by their ids.
const TEXTS: [&str; 10] = [
    "Kx7!bcdfghjkm",
    "Zw9?mnbvcxzlk",
    "un largo camino de vuelta",
    "Rt5$pqwsdfgh",
    "Kx7!b",
    "bvcxzmnlkjhgf",
    "ñañdú Kx7!",
    "Nerea7!Kxbvcz",
    "Zubizarreta7!",
    "not the password",
];

/// Who is registered under which name: given name, surname.
pub(crate) const PEOPLE: [(&str, &str); 2] = [("Nerea", "Quintanilla"), ("Iker", "Zubizarreta")];

/// Breaks no rule.
pub(crate) fn good(id: u8) -> Word {
    Word {
        id: id % GOOD_WORDS,
        breaks: None,
        names: None,
    }
}

/// Breaks one, for everybody or for who has the name.
pub(crate) fn bad(id: u8) -> Word {
    let id = id % (3 + NAMES);
    Word {
        id: GOOD_WORDS + id,
        breaks: match id {
            0 => Some("too-short"),
            1 => Some("too-few-classes"),
            2 => Some("characters"),
            _ => None,
        },
        names: id.checked_sub(3).map(Name),
    }
}

/// Is nobody's.
pub(crate) fn wrong() -> Word {
    Word {
        id: 9,
        breaks: None,
        names: None,
    }
}

/// What is typed.
pub(crate) fn text(word: Word) -> &'static str {
    TEXTS[usize::from(word.id)]
}
