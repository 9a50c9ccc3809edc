//! Somebody who reads the simple question in English and answers it.

use serde_json::{Value, json};

use crate::{Answer, Llave};

const NUMBERS: [&str; 20] = [
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
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const KNOWN: [(&str, &str); 4] = [
    ("colour", "red green blue yellow white black grey"),
    ("animal", "dog cat horse cow sheep hen rabbit"),
    ("fruit", "apple pear banana grape cherry watermelon melon"),
    ("body", "hand foot eye nose mouth arm ear"),
];

impl Llave {
    /// `GET /v1/challenge?kind=question`, in these languages.
    pub async fn question(&self, languages: &str) -> Answer {
        self.send(
            self.request("GET", "/v1/challenge?kind=question")
                .header("accept-language", languages),
        )
        .await
    }

    /// A fresh question, answered: `answer` of `activate` and `reset`.
    pub async fn answered(&self) -> Value {
        let question = self.question("en").await;
        json!({"token": question["token"], "text": answer(question.text("question"))})
    }
}

/// What is right for this question in English.
pub fn answer(question: &str) -> String {
    let asked = question.trim_end_matches('?');
    let last = asked.rsplit(' ').next().expect("a word");
    if let Some((_, listed)) = asked.split_once(": ") {
        let listed: Vec<&str> = listed.split([',', ' ']).collect();
        if asked.contains("largest") {
            let numbers = listed.iter().filter_map(|word| word.parse::<u32>().ok());
            return numbers.max().expect("numbers").to_string();
        }
        let (_, known) = KNOWN
            .iter()
            .find(|(group, _)| asked.contains(group))
            .unwrap_or_else(|| panic!("nobody knows: {question}"));
        let found = known.split(' ').find(|word| listed.contains(word));
        return found.expect("one of them").to_owned();
    }
    if asked.contains(" plus ") {
        let numbers = asked.split(' ').filter_map(number);
        return numbers.sum::<usize>().to_string();
    }
    if asked.contains("number") {
        return (number(last).expect("a number") + 1).to_string();
    }
    let day = DAYS.iter().position(|day| *day == last).expect("a day");
    DAYS[(day + 1) % DAYS.len()].to_owned()
}

fn number(word: &str) -> Option<usize> {
    let place = |of: &[&str], word| of.iter().position(|known| *known == word);
    match word.split_once('-') {
        Some((ten, unit)) => Some(10 * place(&TENS, ten)? + place(&NUMBERS, unit)?),
        None => place(&NUMBERS, word),
    }
}
