//! What is in the tables after all that can happen to a person, and what never is.

use std::collections::BTreeSet;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::Value;
use tests::{Person, person::new_password};
use world::{
    World,
    journeys::{WRONG_CODE, WRONG_PASSWORD},
    opened,
    stored::{ACCOUNTS, PROCEDURES, ids, kind_of, size},
};

const DAY: i64 = 86_400;

/// Whatever somebody knows, entered or was told, and no table may hold.
#[derive(Default)]
struct Canaries {
    secrets: Vec<String>,
    personal: Vec<String>,
}

impl Canaries {
    fn of(person: &Person) -> Self {
        let mut canaries = Self::default();
        canaries.know(person);
        canaries.personal = vec![
            person.given_name.clone(),
            person.first_surname.clone(),
            person.second_surname.clone(),
            person.phone.clone(),
            person.email.clone(),
        ];
        canaries
    }

    /// The secrets that the person has now, and the document's number.
    fn know(&mut self, person: &Person) {
        let number = &person.document.number;
        self.secrets.extend([
            number.clone(),
            number[..8].to_owned(),
            person.password.clone(),
            person.activation_code.clone(),
            person.activation_code.replace('-', ""),
        ]);
    }

    fn told(&mut self, secret: &str) {
        self.secrets.push(secret.to_owned());
    }
}

/// With names that no random bytes in base64 spell by chance, as they do one of three letters.
fn marked(mut person: Person) -> Person {
    person.given_name = "María Canaria".to_owned();
    person.first_surname = "Zubiaurregoitia".to_owned();
    person.second_surname = "Echevarrieta".to_owned();
    person
}

/// Everything that text could be hidden in: every string and every decoded binary of an item.
fn texts(value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::String(text) => {
            let decoded = STANDARD.decode(text).ok();
            std::iter::once(text.clone().into_bytes())
                .chain(decoded)
                .collect()
        }
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        // A number is one as a whole: six digits of a time are no one-time code.
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "N")
            .flat_map(|(_, value)| texts(value))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A secret as it is, in base64 and in hexadecimal.
fn disguises(secret: &str) -> Vec<Vec<u8>> {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![
        secret.as_bytes().to_vec(),
        secret.to_lowercase().into_bytes(),
        STANDARD_NO_PAD.encode(secret).into_bytes(),
        URL_SAFE_NO_PAD.encode(secret).into_bytes(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ]
}

fn holds(item: &Value, secret: &str) -> bool {
    let disguises = disguises(secret);
    texts(item).iter().any(|text| {
        disguises
            .iter()
            .any(|disguise| text.windows(disguise.len()).any(|part| part == disguise))
    })
}

/// A whole life, with all that may go wrong in it; and beside it a person who stays.
async fn journey(world: &World, person: &mut Person) -> Canaries {
    world.register(person).await;
    let mut canaries = Canaries::of(person);
    for reset in [false, true] {
        let answer = match reset {
            false => world.activate(person).await,
            true => world.reset(person).await,
        };
        let procedure = opened(&answer);
        canaries.told(&procedure);
        canaries.told(&world.newest_code(person));
        world.enter_wrong_code(person, &procedure).await;
        world.finish(person, &procedure).await;
        world.set_password(&procedure, "short").await;
        person.password = new_password();
        world.set_password(&procedure, &person.password).await;
        canaries.know(person);
    }
    world.login_with(person, WRONG_PASSWORD).await;
    world.reset_with(person, WRONG_CODE).await;
    canaries.told(WRONG_PASSWORD);
    canaries.told(WRONG_CODE);
    canaries.told(&world.logged_in(person).await);
    let procedure = opened(&world.login_substantial(person).await);
    let later = world.after(60);
    later.resend_otp(&procedure).await;
    let login = later.finish(person, &procedure).await;
    canaries.told(&procedure);
    canaries.told(login.text("session"));
    let new = new_password();
    let procedure = opened(&world.change(person, &new).await);
    canaries.told(&new);
    canaries.told(&procedure);
    canaries.told(&world.newest_code(person));
    let before = world.items_of_kind(PROCEDURES, "procedure").await;
    assert!(before.len() >= 4);
    canaries
}

#[tokio::test]
async fn no_secret_is_in_a_table_and_nothing_personal_outside_the_person() {
    let world = World::start().await;
    let mut stays = marked(Person::new());
    let mut goes = marked(Person::with_nie());
    let staying = journey(&world, &mut stays).await;
    let going = journey(&world, &mut goes).await;
    let stranger = marked(Person::new());
    world.login(&stranger).await;
    world.reset_with(&stranger, WRONG_CODE).await;
    let unknown = Canaries::of(&stranger);
    let tables = [world.items(ACCOUNTS).await, world.items(PROCEDURES).await];
    let procedure = opened(&world.unsubscribe(&goes).await);
    world.finish(&goes, &procedure).await;
    let later = [world.items(ACCOUNTS).await, world.items(PROCEDURES).await];

    for item in tables.iter().chain(&later).flatten() {
        for Canaries { secrets, personal } in [&staying, &going, &unknown] {
            for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
                assert!(!holds(item, secret), "{secret} in {item}");
            }
            for datum in personal.iter().filter(|_| kind_of(item) != "person") {
                assert!(!holds(item, datum), "{datum} in {item}");
            }
        }
    }
    // The search finds what is there.
    let person = world.person_item(&stays).await;
    assert!(staying.personal.iter().all(|datum| holds(&person, datum)));
}

#[tokio::test]
async fn the_tables_hold_these_kinds_and_whatever_ends_by_itself_says_when() {
    let world = World::start().await;
    let mut person = Person::new();
    journey(&world, &mut person).await;
    let kinds = |items: &[Value]| -> BTreeSet<String> {
        items.iter().map(|item| kind_of(item).to_owned()).collect()
    };
    let accounts = world.items(ACCOUNTS).await;
    let expected = ["password", "person", "phone"].map(str::to_owned);
    assert_eq!(kinds(&accounts), expected.into());
    assert!(accounts.iter().all(|item| item["ttl"].is_null()));

    let procedures = world.items(PROCEDURES).await;
    let expected = ["budget", "challenge", "procedure", "session", "stranger"];
    assert_eq!(kinds(&procedures), expected.map(str::to_owned).into());
    let now = world.now().as_second();
    for item in &procedures {
        let ttl: i64 = item["ttl"]["N"]
            .as_str()
            .expect("a ttl")
            .parse()
            .expect("a number");
        let least = match kind_of(item) {
            "challenge" => 600,
            "budget" => DAY,
            "session" => 28_800,
            "stranger" => 400 * DAY,
            _ => 900,
        };
        assert!(ttl >= now + least && ttl <= now + 401 * DAY, "{item}");
    }
}

#[tokio::test]
async fn a_challenge_is_remembered_until_its_end_and_a_stranger_400_days_from_the_last_entry() {
    let world = World::start().await;
    let stranger = Person::new();
    world.reset_with(&stranger, WRONG_CODE).await;
    world.after(DAY).reset_with(&stranger, WRONG_CODE).await;
    let item = &world.items_of_kind(PROCEDURES, "stranger").await[0];
    let expected = world.after(401 * DAY).now().as_second();
    assert_eq!(item["ttl"]["N"], expected.to_string());
}

#[tokio::test]
async fn an_act_is_kept_as_it_was_vouched_for() {
    let world = World::start().await;
    let mut permanent = Person::basic();
    permanent.document.contrast = "issuedOn";
    permanent.document.contrast_value = "1999-01-31".to_owned();
    for mut person in [Person::new(), permanent, Person::with_nie()] {
        world.register(&mut person).await;
        let item = world.person_item(&person).await;
        let now = world.now().as_second().to_string();
        for (attribute, expected) in [
            ("contrast", person.document.contrast),
            ("contrastDatum", &person.document.contrast_value),
            ("givenName", &person.given_name),
            ("firstSurname", &person.first_surname),
            ("secondSurname", &person.second_surname),
            ("email", &person.email),
            ("level", person.level),
            ("method", person.method),
            ("registrar", "officer-1"),
            ("status", "registered"),
        ] {
            assert_eq!(item[attribute]["S"], expected, "{attribute}");
        }
        for attribute in ["termsAcceptedAt", "registeredAt"] {
            assert_eq!(item[attribute]["N"], now, "{attribute}");
        }
    }
}

/// TTL takes them away; a function whose clock is slow still finds them ended.
#[tokio::test]
async fn what_ends_by_itself_is_kept_an_hour_longer_and_a_day_s_budget_two_days() {
    const HOUR: i64 = 3_600;
    let world = World::start().await;
    let person = world.active().await;
    world.logged_in(&person).await;
    let now = world.now().as_second();
    for (kind, ends) in [
        ("challenge", 600 + HOUR),
        ("session", 28_800 + HOUR),
        ("budget", 2 * DAY),
        // Its password could be set for 15 minutes.
        ("procedure", 900 + HOUR),
    ] {
        let item = &world.items_of_kind(PROCEDURES, kind).await[0];
        assert_eq!(item["ttl"]["N"], (now + ends).to_string(), "{item}");
    }
    let login = opened(&world.login_substantial(&person).await);
    let procedures = world.items_of_kind(PROCEDURES, "procedure").await;
    let ends: Vec<_> = procedures
        .iter()
        .map(|item| item["ttl"]["N"].clone())
        .collect();
    assert!(
        ends.contains(&(now + 1_800 + HOUR).to_string().into()),
        "{login}: {ends:?}"
    );
}

/// The most that can come together: both sets past their limits, ten SMS, a password before the
/// one in force.
async fn check_size(rules: &str, openings: usize, wrong: usize) {
    let world = World::with(&[("LLAVE_RULES", rules)]).await;
    let mut person = Person::basic();
    person = world.active_as(person).await;
    (person.level, person.method) = ("advanced", "office");
    world.register(&mut person).await;
    let raised = world.password_item(&person).await;
    assert!(raised["former"]["S"].is_string(), "{raised}");
    assert!(size(&raised) < 1_024, "{} bytes", size(&raised));
    world.finish_reset(&mut person, &new_password()).await;
    world.logged_in(&person).await;
    for opening in 0..openings {
        let day = i64::try_from(opening / 10).expect("few") * DAY;
        opened(&world.after(day).login_substantial(&person).await);
    }
    for _ in 0..=wrong {
        world.login_with(&person, WRONG_PASSWORD).await;
    }
    let item = world.password_item(&person).await;
    assert_eq!(
        (ids(&item, "opened"), ids(&item, "tries")),
        (openings, wrong + 1)
    );
    assert!(size(&item) < 1_024, "{} bytes", size(&item));
}

#[tokio::test]
async fn a_password_item_stays_under_1_kb_with_its_counters_at_their_limits() {
    check_size("{}", 10, 5).await;
}

#[tokio::test]
async fn a_password_item_stays_under_1_kb_whatever_limits_are_configured() {
    // So many openings go only with codes of 7 digits.
    let rules = r#"{"password": {"maxWrong": 10}, "openings": {"maxUnfinished": 20},
        "otp": {"digits": 7}}"#;
    check_size(rules, 20, 10).await;
}
