//! The calls of a wrong entry, for everybody: which they are, how long their requests and answers
//! are. Requests are equal to the byte; answers hold the item, and only a person's item holds
//! something. `docs/strangers.md` has the lengths, printed by a test here.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::PathBuf};

use faults::{Proxy, Recorded};
use serde_json::{Value, json};
use tests::person::{new_activation_code, new_password};
use tests::{Answer, Person};
use world::{World, journeys::WRONG_PASSWORD, opened, posted, services, steps::change_entry};

/// Up to the block and past it: N + 3.
const ENTRIES: usize = 8;
const BEGIN: &str = "<!-- Printed by infra/local/tests/in_process/strangers.rs, from here -->\n";
const END: &str = "<!-- to here -->\n";

/// Who makes a wrong entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Stranger,
    Active,
    Registered,
    Unsubscribed,
    WrongEmail,
}

const CLASSES: [Class; 5] = [
    Class::Stranger,
    Class::Active,
    Class::Registered,
    Class::Unsubscribed,
    Class::WrongEmail,
];

impl Class {
    async fn somebody(self, world: &World) -> Person {
        match self {
            Self::Stranger => Person::new(),
            Self::Active => world.active().await,
            Self::Registered => world.registered().await,
            Self::Unsubscribed => {
                let person = world.active().await;
                let procedure = opened(&world.unsubscribe(&person).await);
                world.finish(&person, &procedure).await;
                person
            }
            Self::WrongEmail => Person {
                email: Person::new().email,
                ..world.active().await
            },
        }
    }
}

/// An operation that takes a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Login,
    LoginWithCode,
    Change,
    Unsubscribe,
    Activate,
    Reset,
}

const OPERATIONS: [Operation; 6] = [
    Operation::Login,
    Operation::LoginWithCode,
    Operation::Change,
    Operation::Unsubscribe,
    Operation::Activate,
    Operation::Reset,
];

impl Operation {
    fn title(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::LoginWithCode => "login, with a code",
            Self::Change => "change",
            Self::Unsubscribe => "unsubscribe",
            Self::Activate => "activate",
            Self::Reset => "reset",
        }
    }

    async fn wrong_entry(self, world: &World, person: &Person) -> Answer {
        let (path, body) = match self {
            Self::Login => ("/v1/login", person.login(WRONG_PASSWORD)),
            Self::LoginWithCode => ("/v1/login", person.substantial_login(WRONG_PASSWORD)),
            Self::Change => {
                let wrong = Person {
                    password: WRONG_PASSWORD.to_owned(),
                    ..person.clone()
                };
                ("/v1/change", change_entry(&wrong, &new_password()))
            }
            Self::Unsubscribe => ("/v1/unsubscribe", person.login(WRONG_PASSWORD)),
            Self::Activate => ("/v1/activate", wrong_code(world, person).await),
            Self::Reset => ("/v1/reset", wrong_code(world, person).await),
        };
        world.send(posted(path, &body)).await
    }
}

async fn wrong_code(world: &World, person: &Person) -> Value {
    person.proof(&new_activation_code(), &world.altcha().await)
}

/// What one entry called, sorted by title: those side by side come in any order.
async fn calls_of_wrong_entry(
    (world, proxy): (&World, &Proxy),
    operation: Operation,
    person: &Person,
) -> Vec<Recorded> {
    proxy.take_calls();
    let answer = operation.wrong_entry(world, person).await;
    assert_eq!(answer.status, 403, "{answer:?}");
    let mut calls = proxy.take_calls();
    calls.sort_by_key(Recorded::title);
    calls
}

/// Name, expressions and length of each request.
fn requests(calls: &[Recorded]) -> Vec<Value> {
    let request = |call: &Recorded| json!([call.shape(), call.sent_bytes]);
    calls.iter().map(request).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_entry_makes_the_same_requests_for_everybody_and_sends_no_sms() {
    let services = services();
    let proxy = Proxy::before(services.dynamodb_url()).expect("a proxy");
    let here = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
    let world = World::patient_over(services, &here).await;
    let mut page = header();
    for operation in OPERATIONS {
        let mut expected = Vec::new();
        let mut answers: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
        for class in CLASSES {
            let person = class.somebody(&world).await;
            let sms = world.sms_count(&person);
            for entry in 0..ENTRIES {
                let calls = calls_of_wrong_entry((&world, &proxy), operation, &person).await;
                let seen = requests(&calls);
                if class == Class::Stranger {
                    expected.push(seen);
                } else {
                    assert_eq!(seen, expected[entry], "{operation:?} {class:?} {entry}");
                }
                let row = (entry == 0)
                    .then_some("1st")
                    .or((entry == 7).then_some("blocked"));
                for call in calls.iter().filter(|_| row.is_some()) {
                    let title = format!("{} | `{}`", row.unwrap_or_default(), call.title());
                    let bytes = call.answered_bytes.expect("it was answered");
                    let row = answers.entry((title, call.sent_bytes)).or_default();
                    row.push(bytes.to_string());
                }
            }
            assert_eq!(world.sms_count(&person), sms, "{operation:?} {class:?}");
        }
        for ((title, sent), bytes) in answers {
            // Past the block anybody may look as often as they like: there is nothing to see.
            let blocked = title == "blocked | `UpdateItem password`";
            assert!(
                !blocked || bytes.iter().all(|it| *it == bytes[0]),
                "{operation:?}: {bytes:?}"
            );
            let title = format!("{} | {title}", operation.title());
            writeln!(page, "| {title} | {sent} | {} |", bytes.join(" | ")).expect("a string");
        }
    }
    compare(&page);
}

fn header() -> String {
    let mut header = "| operation | entry | call | request | ".to_owned();
    let classes = [
        "stranger",
        "active",
        "registered",
        "unsubscribed",
        "wrong e-mail",
    ];
    header += &classes.join(" | ");
    header += " |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    header
}

/// The page's table is this one; with `UPDATE_DOCS` it becomes this one. Another DynamoDB answers
/// at other lengths, of which the page says nothing.
fn compare(table: &str) {
    if env::var_os("LLAVE_TEST_DYNAMODB_URL").is_some() {
        return;
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/strangers.md");
    let page = fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("a beginning");
    let (printed, after) = rest.split_once(END).expect("an end");
    if env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(&path, page).expect("the page can be written");
    } else {
        assert_eq!(
            printed, table,
            "UPDATE_DOCS=1 prints docs/strangers.md anew"
        );
    }
}
