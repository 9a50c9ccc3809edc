//! Keys and hashes that change while people live: what was made before still verifies, and is
//! made anew at the next right entry; what nobody can verify is our fault, and no try.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use secrets::Keyring;
use serde_json::json;
use tests::{Person, check, person::new_password, refused};
use world::{World, opened, stored::hash};

const STRONGER: (&str, &str) = ("LLAVE_HASH_COST", "m=19457,t=2,p=1");
const DAY: i64 = 86_400;

/// A family of keys with these ids, the first in use.
fn family(ids: &[&str]) -> String {
    let mut family = json!({ "use": ids[0] });
    for id in ids {
        family[*id] = json!(STANDARD.encode(id.repeat(16)));
    }
    family.to_string()
}

async fn peppered(world: &World, ids: &[&str]) -> World {
    world
        .set_otherwise(&[("LLAVE_PEPPER_KEYS", &family(ids))])
        .await
}

/// A world in which the pepper `aa` is in use.
async fn before() -> World {
    World::with(&[("LLAVE_PEPPER_KEYS", &family(&["aa"]))]).await
}

/// Which of these peppers a stored hash was made with.
fn pepper_of<'i>(stored: &str, ids: &[&'i str]) -> &'i str {
    let (_, rest) = stored.split_once("keyid=").expect("a hash with its pepper");
    let encoded = rest.split('$').next().expect("it ends");
    let mark = STANDARD_NO_PAD.decode(encoded).expect("base64");
    let made_with = |id: &&&str| {
        let keys = Keyring::parse(&family(&[id])).expect("keys");
        keys.in_use().mark().as_bytes() == mark
    };
    ids.iter().find(made_with).expect("one of the peppers")
}

async fn password_hash(world: &World, person: &Person) -> String {
    hash(&world.password_item(person).await, "hash")
}

async fn code_hash(world: &World, person: &Person) -> String {
    hash(&world.person_item(person).await, "codeHash")
}

#[tokio::test]
async fn an_older_pepper_verifies_and_the_next_right_entry_is_hashed_with_the_new_one() {
    let before = before().await;
    let person = before.active().await;
    let session = before.logged_in(&person).await;
    let after = peppered(&before, &["bb", "aa"]).await;
    assert_eq!(
        pepper_of(&password_hash(&after, &person).await, &["aa", "bb"]),
        "aa"
    );
    assert_eq!(
        pepper_of(&code_hash(&after, &person).await, &["aa", "bb"]),
        "aa"
    );

    after.expect_password_tries_left(&person, 5).await;
    assert_eq!(
        pepper_of(&password_hash(&after, &person).await, &["aa", "bb"]),
        "aa"
    );
    after.logged_in(&person).await;
    assert_eq!(
        pepper_of(&password_hash(&after, &person).await, &["aa", "bb"]),
        "bb"
    );
    opened(&after.reset(&person).await);
    assert_eq!(
        pepper_of(&code_hash(&after, &person).await, &["aa", "bb"]),
        "bb"
    );

    // The same password reigns: its sessions stay. And the old pepper is needed no more.
    assert_eq!(after.session(&session).await.status, 200);
    let last = peppered(&before, &["bb"]).await;
    last.logged_in(&person).await;
    opened(&last.reset(&person).await);
}

#[tokio::test]
async fn step_one_of_a_rotation_changes_nothing() {
    let before = before().await;
    let person = before.active().await;
    let both = peppered(&before, &["aa", "bb"]).await;
    both.logged_in(&person).await;
    opened(&both.reset(&person).await);
    assert_eq!(
        pepper_of(&password_hash(&both, &person).await, &["aa", "bb"]),
        "aa"
    );
    assert_eq!(
        pepper_of(&code_hash(&both, &person).await, &["aa", "bb"]),
        "aa"
    );
}

#[tokio::test]
async fn a_password_is_hashed_anew_on_every_way_that_gives_its_try_back() {
    let before = before().await;
    let after = |world: World| async move { peppered(&world, &["bb", "aa"]).await };
    let (opens, expires, basic) = (
        before.active().await,
        before.active().await,
        before.active_as(Person::basic()).await,
    );
    let world = after(before.clone()).await;
    opened(&world.login_substantial(&opens).await);
    let unreachable = world.login_substantial(&basic).await;
    check(&unreachable, 403, "assurance-not-reachable");
    let expired = world.after(731 * DAY).login(&expires).await;
    check(&expired, 403, "password-expired");
    for person in [&opens, &expires, &basic] {
        assert_eq!(
            pepper_of(&password_hash(&world, person).await, &["aa", "bb"]),
            "bb"
        );
        world.expect_password_tries_left(person, 5).await;
    }
}

#[tokio::test]
async fn a_code_is_hashed_anew_even_if_the_cap_opens_nothing() {
    let before = before().await;
    let person = before.active().await;
    for _ in 0..9 {
        opened(&before.reset(&person).await);
    }
    let after = peppered(&before, &["bb", "aa"]).await;
    let capped = after.reset(&person).await;
    check(&capped, 429, "too-many-messages");
    assert_eq!(
        pepper_of(&code_hash(&after, &person).await, &["aa", "bb"]),
        "bb"
    );
    after.expect_code_tries_left(&person, 5).await;
}

#[tokio::test]
async fn higher_cost_is_taken_on_at_the_next_right_entry_and_sessions_stay() {
    let world = World::start().await;
    let person = world.active().await;
    let session = world.logged_in(&person).await;
    let era = world.password_item(&person).await["era"].clone();
    let stronger = world.set_otherwise(&[STRONGER]).await;
    stronger.logged_in(&person).await;
    opened(&stronger.reset(&person).await);
    for stored in [
        password_hash(&world, &person).await,
        code_hash(&world, &person).await,
    ] {
        assert!(stored.contains("$m=19457,t=2,p=1,"), "{stored}");
    }
    assert_eq!(world.password_item(&person).await["era"], era);
    assert_eq!(stronger.session(&session).await.status, 200);
    stronger.logged_in(&person).await;
}

#[tokio::test]
async fn an_unknown_pepper_is_our_fault_and_takes_no_try() {
    let known = before().await;
    let person = known.active().await;
    let procedure = opened(&known.login_substantial(&person).await);
    let unknown = peppered(&known, &["cc"]).await;
    for _ in 0..7 {
        for answer in [
            unknown.login(&person).await,
            unknown.login_with(&person, "not the password").await,
            unknown.login_substantial(&person).await,
            unknown.change(&person, &new_password()).await,
            unknown.unsubscribe(&person).await,
            unknown.reset(&person).await,
            unknown.enter_newest_code(&person, &procedure).await,
        ] {
            check(&answer, 503, "temporarily-unavailable");
        }
    }
    known.expect_password_tries_left(&person, 5).await;
    known.expect_code_tries_left(&person, 5).await;
    refused(&known.enter_wrong_code(&person, &procedure).await, 3);
    known.finish(&person, &procedure).await;
}

#[tokio::test]
async fn an_unknown_pepper_of_an_older_password_takes_no_try_from_the_one_in_force() {
    let rules = ("LLAVE_RULES", r#"{"password": {"history": 3}}"#);
    let first = World::with(&[rules, ("LLAVE_PEPPER_KEYS", &family(&["aa"]))]).await;
    let mut person = first.active().await;
    let settings = [rules, ("LLAVE_PEPPER_KEYS", &*family(&["bb", "aa"]))];
    let second = first.set_otherwise(&settings).await;
    second.finish_change(&mut person, &new_password()).await;
    let settings = [rules, ("LLAVE_PEPPER_KEYS", &*family(&["bb"]))];
    let forgetful = first.set_otherwise(&settings).await;
    for _ in 0..7 {
        let answer = forgetful.change(&person, &new_password()).await;
        check(&answer, 503, "temporarily-unavailable");
    }
    forgetful.expect_password_tries_left(&person, 5).await;
    forgetful.logged_in(&person).await;
}

#[tokio::test]
async fn a_one_time_code_survives_the_rotation_of_its_pepper() {
    let before = before().await;
    let person = before.active().await;
    let procedure = opened(&before.login_substantial(&person).await);
    let after = peppered(&before, &["bb", "aa"]).await;
    refused(&after.enter_wrong_code(&person, &procedure).await, 3);
    after.finish(&person, &procedure).await;
}

#[tokio::test]
async fn a_challenge_survives_the_rotation_of_its_key() {
    let world = World::with(&[("LLAVE_CHALLENGE_KEYS", &family(&["c1"]))]).await;
    let person = world.registered().await;
    let body = person.proof(&person.activation_code, &world.altcha().await);
    let stranger = [("LLAVE_CHALLENGE_KEYS", &*family(&["c2"]))];
    let stranger = world.set_otherwise(&stranger).await;
    let failed = stranger.post("/v1/activate", &body).await;
    check(&failed, 400, "challenge-failed");
    let both = [("LLAVE_CHALLENGE_KEYS", &*family(&["c2", "c1"]))];
    let both = world.set_otherwise(&both).await;
    opened(&both.post("/v1/activate", &body).await);
}

#[tokio::test]
async fn a_sealed_document_survives_the_rotation_of_its_key_and_an_unknown_one_is_our_fault() {
    let world = World::with(&[("LLAVE_SEAL_KEYS", &family(&["s1"]))]).await;
    let person = world.registered().await;
    let procedure = opened(&world.activate(&person).await);
    world.finish(&person, &procedure).await;
    let unknown = [("LLAVE_SEAL_KEYS", &*family(&["s2"]))];
    let unknown = world.set_otherwise(&unknown).await;
    let answer = unknown.set_password(&procedure, &person.password).await;
    check(&answer, 503, "temporarily-unavailable");
    let both = [("LLAVE_SEAL_KEYS", &*family(&["s2", "s1"]))];
    let both = world.set_otherwise(&both).await;
    let answer = both.set_password(&procedure, &person.password).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}
