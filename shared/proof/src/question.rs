//! The simple question, for who has no JavaScript: a small sum, the next number, the largest one, the
//! next day, which word is a colour. No picture, no sound, nothing to remember.
//!
//! It is a weak check, and knows it: a program that was written for it answers every one. What it
//! withstands is robots that fill in any form they find. What holds the others is that a question is
//! good for one entry, right or wrong, and that questions are given out at a rate that an operator
//! sets.
//!
//! A person writes an answer as they like: with or without accents, capitals, spaces, an article, a
//! full stop; a number in digits, or in the words of any of the languages.

mod numbers;
mod words;

use policy::Language;
use rand::{
    Rng, RngExt,
    seq::{IndexedRandom, SliceRandom},
};
use unicode_normalization::UnicodeNormalization;

use self::words::{GROUPS, Words};

/// How many words, or numbers, one may choose from.
const LISTED: usize = 4;

/// A question and what is right for it.
pub(crate) struct Drawn {
    pub(crate) question: String,
    /// As [`answer`] makes it of what a person writes.
    pub(crate) answer: String,
}

/// Draws a question in `language`.
pub(crate) fn draw(language: Language, rng: &mut impl Rng) -> Drawn {
    let words = words::of(language);
    // Words that belong together are what most questions are about: they have the most answers.
    match rng.random_range(0..8) {
        0 => sum(language, words, rng),
        1 => next_number(language, words, rng),
        2 => greatest(words, rng),
        3 => next_day(words, rng),
        _ => one_of_a_group(words, rng),
    }
}

/// What is compared of what a person wrote.
pub(crate) fn answer(entered: &str) -> String {
    let parts: Vec<String> = entered
        .split(|symbol: char| !symbol.is_alphanumeric() && !is_mark(symbol))
        .map(folded)
        .filter(|part| !part.is_empty())
        .collect();
    // A word that is a number stays: `uno` is one, in `un perro` it is nothing.
    let before = parts
        .iter()
        .take(parts.len().saturating_sub(1))
        .take_while(|part| words::BEFORE.contains(&part.as_str()))
        .count();
    let text = parts[before..].concat();
    numbers::read(&text).map_or(text, |number| number.to_string())
}

/// Without case, accents and whatever is neither letter nor digit.
fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|symbol| symbol.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What stands on a letter of its own: an accent that was typed after it.
fn is_mark(symbol: char) -> bool {
    unicode_normalization::char::is_combining_mark(symbol)
}

fn sum(language: Language, words: &Words, rng: &mut impl Rng) -> Drawn {
    let [one, other] = [(); 2].map(|()| rng.random_range(2..=9));
    let said = |number| numbers::in_words(language, number);
    Drawn {
        question: words
            .sum
            .replace("{one}", &said(one))
            .replace("{other}", &said(other)),
        answer: (one + other).to_string(),
    }
}

/// Not after a number that ends in 0 or 1, which not everybody says alike.
fn next_number(language: Language, words: &Words, rng: &mut impl Rng) -> Drawn {
    let number = 10 * rng.random_range(2..=9) + rng.random_range(2..=8);
    let said = numbers::in_words(language, number);
    Drawn {
        question: words.next_number.replace("{number}", &said),
        answer: (number + 1).to_string(),
    }
}

/// Each from another ten, so that they are easily told apart.
fn greatest(words: &Words, rng: &mut impl Rng) -> Drawn {
    let mut tens: Vec<u32> = (1..=9).collect();
    tens.shuffle(rng);
    let listed: Vec<u32> = tens
        .into_iter()
        .take(LISTED)
        .map(|ten| 10 * ten + rng.random_range(0..=9))
        .collect();
    let answer = listed.iter().max().map_or_else(String::new, u32::to_string);
    let list: Vec<String> = listed.iter().map(u32::to_string).collect();
    Drawn {
        question: words.greatest.replace("{list}", &listing(&list, words)),
        answer,
    }
}

fn next_day(words: &Words, rng: &mut impl Rng) -> Drawn {
    let day = rng.random_range(0..words.days.len());
    let (_, next) = words.days[(day + 1) % words.days.len()];
    Drawn {
        question: words.next_day.replace("{day}", words.days[day].0),
        answer: answer(next),
    }
}

fn one_of_a_group(words: &Words, rng: &mut impl Rng) -> Drawn {
    let group = rng.random_range(0..GROUPS);
    let (question, right) = &words.groups[group];
    let others: Vec<&str> = words
        .groups
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != group)
        .flat_map(|(_, (_, of_group))| of_group)
        .copied()
        .collect();
    let right = right.choose(rng).copied().unwrap_or_default();
    let mut listed: Vec<&str> = others.sample(rng, LISTED - 1).copied().collect();
    listed.push(right);
    listed.shuffle(rng);
    Drawn {
        question: question.replace("{list}", &listing(&listed, words)),
        answer: answer(right),
    }
}

/// `one, two or three`.
fn listing(listed: &[impl AsRef<str>], words: &Words) -> String {
    let mut text = String::new();
    for (place, word) in listed.iter().enumerate() {
        match listed.len() - place {
            _ if place == 0 => {}
            1 => text.push_str(&format!(" {} ", words.or)),
            _ => text.push_str(", "),
        }
        text.push_str(word.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    fn drawn(language: Language, count: u64) -> Vec<Drawn> {
        let seeds = (0..count).map(StdRng::seed_from_u64);
        seeds.map(|mut rng| draw(language, &mut rng)).collect()
    }

    #[test]
    fn an_answer_is_read_as_people_write_it() {
        #[track_caller]
        fn check(entered: &str, expected: &str) {
            assert_eq!(answer(entered), expected);
        }
        for verde in ["verde", " VERDE ", "El verde.", "es  verde", "«Verde»"] {
            check(verde, "verde");
        }
        check("sábado", "sabado");
        check("sa\u{301}bado", "sabado");
        check("s\u{e1}bado", "sabado");
        check("l'ull", "ull");
        check("The dog", "dog");
        for twelve in [
            "12", " 012", "doce", "DOCE.", "dotze", "hamabi", "twelve", "1 2",
        ] {
            check(twelve, "12");
        }
        for many in [
            "38",
            "treinta y ocho",
            "trenta-huit",
            "thirty-eight",
            "thirty eight",
        ] {
            check(many, "38");
        }
        check("una", "1");
        check("", "");
        check(" … ", "");
        check("el", "el");
    }

    /// A question names nothing but words of its language, and its own answer is right.
    #[test]
    fn every_question_has_an_answer_that_a_person_can_give() {
        for language in Language::ALL {
            for Drawn {
                question,
                answer: right,
            } in drawn(language, 2_000)
            {
                assert!(!question.contains(['{', '}']), "{question}");
                assert!(
                    question.ends_with('?') && question.len() < 200,
                    "{question}"
                );
                assert!(!right.is_empty() && right.len() < 24, "{question}");
                assert_eq!(answer(&right), right, "{question}");
                if let Ok(number) = right.parse() {
                    let said = numbers::in_words(language, number);
                    assert_eq!(answer(&said), right, "{question}");
                }
            }
        }
    }

    /// Or what one sees would tell what is right.
    #[test]
    fn of_what_is_listed_one_is_right_and_it_may_stand_anywhere() {
        for language in Language::ALL {
            let mut places: BTreeMap<usize, u32> = BTreeMap::new();
            for Drawn {
                question,
                answer: right,
            } in drawn(language, 2_000)
            {
                let Some((_, list)) = question.split_once(": ") else {
                    continue;
                };
                let or = format!(" {} ", words::of(language).or);
                let listed: Vec<String> = list
                    .trim_end_matches('?')
                    .split(", ")
                    .flat_map(|part| part.split(&or))
                    .map(answer)
                    .collect();
                if listed.len() == 1 {
                    continue;
                }
                assert_eq!(listed.len(), LISTED, "{question}");
                let found: Vec<usize> = (0..LISTED).filter(|&at| listed[at] == right).collect();
                let [place] = found[..] else {
                    panic!("{question}: {right}");
                };
                *places.entry(place).or_default() += 1;
            }
            assert_eq!(places.len(), LISTED);
            let (least, most) = (places.values().min(), places.values().max());
            assert!(
                most < least.map(|least| least * 3 / 2).as_ref(),
                "{places:?}"
            );
        }
    }

    #[test]
    fn questions_and_answers_are_many() {
        for language in Language::ALL {
            let drawn = drawn(language, 2_000);
            let questions: BTreeSet<_> = drawn.iter().map(|drawn| &drawn.question).collect();
            let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
            for Drawn { answer, .. } in &drawn {
                *answers.entry(answer).or_default() += 1;
            }
            assert!(questions.len() > 1_200, "{}", questions.len());
            // Who answers one and the same always is rarely right.
            let best = answers.values().max().copied().unwrap_or_default();
            assert!(best * 20 < drawn.len(), "{best}");
        }
    }

    #[test]
    fn a_word_is_in_one_group_only() {
        for language in Language::ALL {
            let groups = &words::of(language).groups;
            let all: Vec<String> = groups
                .iter()
                .flat_map(|(_, words)| words)
                .map(|word| answer(word))
                .collect();
            let different: BTreeSet<_> = all.iter().collect();
            assert_eq!(different.len(), all.len(), "{language:?}");
        }
    }
}
