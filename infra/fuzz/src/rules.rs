//! What `policy` reads: every value that a caller or an operator writes.
//!
//! Beside "it does not panic": what was understood is understood again, and as the same.

use arbitrary::{Arbitrary, Unstructured};
use policy::{
    ActivationCode, Assurance, DocumentType, Email, Language, Level, Method, Name, NationalId,
    NewPassword, Otp, PasswordEntry, Phone, PhoneCountries, Profile, Purpose, Stage, Status,
    SupportNumber, Violation,
    common_passwords::fold,
    contrast::parse_date,
    password::PersonalData,
    profile::{CLASSES, PasswordRules},
};
use secrets::Token;

use crate::text;

/// A document, its type, and the contrast data.
pub fn document(data: &[u8]) {
    let text = text(data);
    if let Ok(number) = NationalId::parse(&text) {
        let shown = number.as_str();
        assert_eq!(shown.len(), 9, "{shown}");
        assert_eq!(NationalId::parse(shown).as_ref(), Ok(&number));
        assert!((7..=8).contains(&number.digits().len()), "{shown}");
        // It is one of the two types, or a number that has none.
        let types = [DocumentType::Dni, DocumentType::Nie];
        assert!(types.iter().filter(|kind| kind.fits(&number)).count() <= 1);
        assert!(!format!("{number:?}").contains(number.digits()));
    }
    if let Ok(number) = SupportNumber::parse(&text) {
        assert_eq!(SupportNumber::parse(number.as_str()), Ok(number));
    }
    if let Ok(date) = parse_date(&text) {
        assert_eq!(date.to_string(), text);
    }
    DocumentType::parse(&text).ok();
}

/// A name, an e-mail, a phone: of the countries that the first bytes draw.
pub fn contact(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let others = u16::arbitrary(&mut input).unwrap_or_default();
    let others = match others % 4 {
        0 | 1 => Vec::new(),
        2 => vec![(others % 999 + 1).to_string()],
        _ => vec!["351".to_owned(), "33".to_owned(), "1".to_owned()],
    };
    let others = PhoneCountries(others);
    let text = text(input.take_rest());
    if let Ok(phone) = Phone::parse(&text, &others) {
        let shown = phone.as_e164();
        let digits = shown.strip_prefix('+').expect("E.164 begins with +");
        assert!(digits.len() <= 15 && digits.bytes().all(|digit| digit.is_ascii_digit()));
        assert_eq!(Phone::parse(shown, &others).as_ref(), Ok(&phone));
    }
    if let Ok(email) = Email::parse(&text) {
        assert!(email.as_str().contains('@'));
        assert_eq!(email.as_str(), email.as_str().to_lowercase());
        assert!(!email.as_str().chars().any(char::is_whitespace));
    }
    if let Ok(name) = Name::parse(&text) {
        assert!((1..=100).contains(&name.as_str().chars().count()));
        assert_eq!(Name::parse(name.as_str()).as_ref(), Ok(&name));
    }
}

/// What Llave draws and a person types: an activation code, a one-time code, a token.
pub fn drawn_secrets(data: &[u8]) {
    let text = text(data);
    for symbols in [12, 16, 32] {
        if let Ok(code) = ActivationCode::parse(&text, symbols) {
            assert_eq!(code.canonical().len(), symbols as usize);
            let again = ActivationCode::parse(&code.shown(), symbols);
            assert!(again.is_ok_and(|again| again.canonical() == code.canonical()));
        }
    }
    let drawn = ActivationCode::from_random(data);
    let symbols = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let read = ActivationCode::parse(&drawn.shown(), symbols);
    assert!(read.is_ok_and(|read| read.canonical() == drawn.canonical()));
    for digits in 6..=8 {
        if let Ok(otp) = Otp::parse(&text, digits) {
            assert_eq!(otp.as_str().len(), digits as usize);
            let again = Otp::parse(otp.as_str(), digits);
            assert!(again.is_ok_and(|again| again.as_str() == otp.as_str()));
        }
        let random = data.first_chunk().copied().map(u64::from_le_bytes);
        let drawn = Otp::from_random(random.unwrap_or_default(), digits);
        assert!(Otp::parse(drawn.as_str(), digits).is_ok());
    }
    let token = Token::entered(&text);
    assert_eq!(token.shown(), text);
    assert_eq!(token.hashed().as_str().len(), 43);
}

/// The rules and the person beside a new password.
#[derive(Arbitrary)]
struct Judged<'a> {
    name: &'a str,
    surname: &'a str,
    document: u32,
    reused: bool,
    numbers: [u8; 8],
    switches: [bool; 2],
}

/// A password, entered and judged as a new one by any rules that may be in force.
pub fn password(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(judged) = Judged::arbitrary(&mut input) else {
        return;
    };
    let Ok(entry) = PasswordEntry::parse(&text(input.take_rest())) else {
        return;
    };
    let rules = any_rules(&judged);
    let names = [judged.name.to_owned(), judged.surname.to_owned()];
    let number = judged.document % 100_000_000;
    let document = ('A'..='Z')
        .find_map(|letter| NationalId::parse(&format!("{number}{letter}")).ok())
        .expect("one letter is the check letter");
    let person = PersonalData {
        names: &names,
        document: &document,
    };
    match NewPassword::judge(&entry, &rules, &person, judged.reused) {
        Ok(password) => assert_eq!(password.as_bytes(), entry.as_bytes()),
        Err(violations) => {
            assert!(!violations.is_empty());
            let codes: Vec<_> = violations.iter().map(Violation::code).collect();
            let mut different = codes.clone();
            different.dedup();
            assert_eq!(codes, different);
        }
    }
    let folded = fold(&String::from_utf8_lossy(entry.as_bytes()));
    policy::common_passwords::is_common(&folded);
}

/// Rules within their ranges.
fn any_rules(judged: &Judged<'_>) -> PasswordRules {
    let profile = Profile::clave();
    let ranges = profile.numbers();
    let within = |place: usize, rule: &str| {
        let number = ranges.iter().find(|number| number.rule == rule);
        let number = number.expect("a rule of the profile");
        number.least + u32::from(judged.numbers[place]) % (number.most - number.least + 1)
    };
    PasswordRules {
        min_length: within(0, "password.minLength"),
        max_length: within(1, "password.maxLength"),
        free_from: within(2, "password.freeFrom"),
        word_letters: within(3, "password.wordLetters"),
        lone_word_letters: within(4, "password.loneWordLetters"),
        digit_run: within(5, "password.digitRun"),
        history: within(6, "password.history"),
        classes: CLASSES[usize::from(judged.numbers[7]) % CLASSES.len()],
        strict_alphabet: judged.switches[0],
        refuse_common: judged.switches[1],
        ..profile.password
    }
}

/// `Accept-Language`.
pub fn language(data: &[u8]) {
    let language = Language::from_accept_language(&text(data));
    // What it says is what it would be asked by.
    assert_eq!(Language::from_accept_language(language.tag()), language);
}

/// The rules as an operator overrides them, and every word of a fixed vocabulary.
pub fn rules(data: &[u8]) {
    let text = text(data);
    for profile in ["clave", "modern", text.as_ref()] {
        let Ok(profile) = Profile::configured(profile, Some(&text)) else {
            continue;
        };
        for number in profile.numbers() {
            assert!((number.least..=number.most).contains(&number.value));
        }
        let written = serde_json::to_string(&profile).expect("rules are JSON");
        assert_eq!(Profile::configured("clave", Some(&written)), Ok(profile));
    }
    #[track_caller]
    fn word<T, E>(text: &str, parsed: Result<T, E>, word: impl FnOnce(T) -> &'static str) {
        if let Ok(parsed) = parsed {
            assert_eq!(word(parsed), text);
        }
    }
    word(&text, Level::parse(&text), Level::as_str);
    word(&text, Method::parse(&text), Method::as_str);
    word(&text, Assurance::parse(&text), Assurance::as_str);
    word(&text, Purpose::parse(&text), Purpose::as_str);
    word(&text, Stage::parse(&text), Stage::as_str);
    word(&text, Status::parse(&text), Status::as_str);
    if messages::text::fits(&text) {
        one_part(&text);
    }
}

/// A host that fits makes an SMS of one part in every language.
fn one_part(host: &str) {
    for language in Language::ALL {
        for purpose in Purpose::ALL {
            let sms = messages::text::otp_message(language, purpose, "01234567", host, 60);
            assert!(sms.len() <= 160, "{sms}");
        }
    }
}
