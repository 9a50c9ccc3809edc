//! Numbers in words, from 0 to 99, in every language: to ask with, and to read an answer with.

use std::{collections::BTreeMap, sync::LazyLock};

use policy::Language;

/// The greatest number that has words here.
pub(super) const MOST: u32 = 99;

/// What else is said for some numbers, in the folded form.
const ALSO: [(&str, u32); 12] = [
    ("una", 1),
    ("unha", 1),
    ("un", 1),
    ("dues", 2),
    ("duas", 2),
    ("vuit", 8),
    ("disset", 17),
    ("desset", 17),
    ("divuit", 18),
    ("dinou", 19),
    ("denou", 19),
    ("hamazortzi", 18),
];

const ES: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const ES_TENS: [&str; 10] = [
    "",
    "",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
];
const GL: [&str; 20] = [
    "cero", "un", "dous", "tres", "catro", "cinco", "seis", "sete", "oito", "nove", "dez", "once",
    "doce", "trece", "catorce", "quince", "dezaseis", "dezasete", "dezaoito", "dezanove",
];
const GL_TENS: [&str; 10] = [
    "",
    "",
    "vinte",
    "trinta",
    "corenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "oitenta",
    "noventa",
];
const CA: [&str; 20] = [
    "zero", "u", "dos", "tres", "quatre", "cinc", "sis", "set", "vuit", "nou", "deu", "onze",
    "dotze", "tretze", "catorze", "quinze", "setze", "disset", "divuit", "dinou",
];
const CA_TENS: [&str; 10] = [
    "",
    "",
    "vint",
    "trenta",
    "quaranta",
    "cinquanta",
    "seixanta",
    "setanta",
    "vuitanta",
    "noranta",
];
const VALENCIA: [&str; 20] = [
    "zero", "u", "dos", "tres", "quatre", "cinc", "sis", "set", "huit", "nou", "deu", "onze",
    "dotze", "tretze", "catorze", "quinze", "setze", "desset", "dihuit", "denou",
];
const VALENCIA_TENS: [&str; 10] = [
    "",
    "",
    "vint",
    "trenta",
    "quaranta",
    "cinquanta",
    "seixanta",
    "setanta",
    "huitanta",
    "noranta",
];
const EU: [&str; 20] = [
    "zero",
    "bat",
    "bi",
    "hiru",
    "lau",
    "bost",
    "sei",
    "zazpi",
    "zortzi",
    "bederatzi",
    "hamar",
    "hamaika",
    "hamabi",
    "hamahiru",
    "hamalau",
    "hamabost",
    "hamasei",
    "hamazazpi",
    "hemezortzi",
    "hemeretzi",
];
/// Basque counts in twenties.
const EU_TWENTIES: [(&str, &str); 5] = [
    ("", ""),
    ("hogei", "hogeita"),
    ("berrogei", "berrogeita"),
    ("hirurogei", "hirurogeita"),
    ("laurogei", "laurogeita"),
];
const EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// `number`, at most [`MOST`], in words.
pub(super) fn in_words(language: Language, number: u32) -> String {
    let number = number.min(MOST) as usize;
    match language {
        Language::Es => in_tens(number, &ES, &ES_TENS, |_| " y "),
        Language::Gl => in_tens(number, &GL, &GL_TENS, |_| " e "),
        Language::Ca => in_tens(number, &CA, &CA_TENS, catalan),
        Language::CaValencia => in_tens(number, &VALENCIA, &VALENCIA_TENS, catalan),
        Language::En => in_tens(number, &EN, &EN_TENS, |_| "-"),
        Language::Eu => in_twenties(number),
    }
}

/// The number that `folded` says, in digits or in the words of any language.
pub(super) fn read(folded: &str) -> Option<u32> {
    static IN_WORDS: LazyLock<BTreeMap<String, u32>> = LazyLock::new(|| {
        let also = ALSO.map(|(words, number)| (words.to_owned(), number));
        let said = Language::ALL.into_iter().flat_map(|language| {
            (0..=MOST).map(move |number| (super::folded(&in_words(language, number)), number))
        });
        also.into_iter().chain(said).collect()
    });
    if folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return folded.parse().ok();
    }
    IN_WORDS.get(folded).copied()
}

fn in_tens(
    number: usize,
    first: &[&str],
    tens: &[&str; 10],
    between: fn(usize) -> &'static str,
) -> String {
    let (ten, unit) = (number / 10, number % 10);
    match first.get(number) {
        Some(word) => (*word).to_owned(),
        None if unit == 0 => tens[ten].to_owned(),
        None => format!("{}{}{}", tens[ten], between(ten), first[unit]),
    }
}

fn catalan(ten: usize) -> &'static str {
    if ten == 2 { "-i-" } else { "-" }
}

fn in_twenties(number: usize) -> String {
    let (alone, with_more) = EU_TWENTIES[number / 20];
    match (number / 20, number % 20) {
        (0, rest) => EU[rest].to_owned(),
        (_, 0) => alone.to_owned(),
        (_, rest) => format!("{with_more} {}", EU[rest]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::folded;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        #[track_caller]
        fn check(number: u32, expected: [&str; 6]) {
            let said = Language::ALL.map(|language| in_words(language, number));
            assert_eq!(said, expected);
        }
        check(8, ["ocho", "eight", "vuit", "huit", "oito", "zortzi"]);
        check(
            16,
            [
                "dieciséis",
                "sixteen",
                "setze",
                "setze",
                "dezaseis",
                "hamasei",
            ],
        );
        check(
            22,
            [
                "veintidós",
                "twenty-two",
                "vint-i-dos",
                "vint-i-dos",
                "vinte e dous",
                "hogeita bi",
            ],
        );
        check(
            37,
            [
                "treinta y siete",
                "thirty-seven",
                "trenta-set",
                "trenta-set",
                "trinta e sete",
                "hogeita hamazazpi",
            ],
        );
        check(
            80,
            [
                "ochenta", "eighty", "vuitanta", "huitanta", "oitenta", "laurogei",
            ],
        );
        check(
            99,
            [
                "noventa y nueve",
                "ninety-nine",
                "noranta-nou",
                "noranta-nou",
                "noventa e nove",
                "laurogeita hemeretzi",
            ],
        );
    }

    /// An answer is read without knowing its language.
    #[test]
    fn no_words_mean_two_numbers() {
        let mut read_as: BTreeMap<String, u32> = ALSO
            .iter()
            .map(|(words, number)| ((*words).to_owned(), *number))
            .collect();
        for language in Language::ALL {
            for number in 0..=MOST {
                let words = folded(&in_words(language, number));
                assert_eq!(read(&words), Some(number), "{words}");
                let known = read_as.insert(words.clone(), number);
                assert_eq!(known.unwrap_or(number), number, "{words}");
            }
        }
        assert_eq!(read("007"), Some(7));
        assert_eq!(read("verde"), None);
        assert_eq!(read("99999999999999"), None);
    }
}
