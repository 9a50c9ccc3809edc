//! A restore of the Accounts table, rehearsed: an export of it goes into an empty table, beside an
//! empty Procedures table and with the same keys, as docs/operations.md says. Nobody is locked out;
//! what began before has ended; what came after the export never was.

use tests::{Person, check, person::new_password, refused};
use world::{World, journeys::WRONG_PASSWORD, opened, services, stored::ACCOUNTS};

/// The table as DynamoDB exports it: a line of its JSON for each item.
async fn exported(world: &World) -> String {
    let items = world.items(ACCOUNTS).await;
    items
        .iter()
        .map(|item| format!("{}\n", serde_json::json!({ "Item": item })))
        .collect()
}

/// An empty pair of tables, with the export imported and the keys of `before`.
async fn restored(before: &World, export: &str) -> World {
    let settings = before.services().settings();
    let keys: Vec<_> = settings
        .iter()
        .filter(|(name, _)| name.ends_with("_KEYS"))
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let world = World::over(services(), &keys).await;
    assert!(world.items(ACCOUNTS).await.is_empty());
    for line in export.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        world.put(ACCOUNTS, line["Item"].clone()).await;
    }
    world
}

#[tokio::test]
async fn a_restored_accounts_table_locks_nobody_out() {
    let before = World::start().await;
    let (active, registered, mut blocked) = (
        before.active().await,
        before.registered().await,
        before.active().await,
    );
    let stranger = Person::new();
    for _ in 0..6 {
        before.login_with(&blocked, WRONG_PASSWORD).await;
    }
    refused(&before.login_with(&stranger, WRONG_PASSWORD).await, 5);
    let session = before.logged_in(&active).await;
    let subject = before.session(&session).await.text("subject").to_owned();
    let procedure = opened(&before.login_substantial(&active).await);
    let proven = before.proven(&blocked).await;

    let export = exported(&before).await;
    let mut changed = active.clone();
    before.finish_change(&mut changed, &new_password()).await;
    let late = before.active().await;

    let after = restored(&before, &export).await;
    // What is durable is there, under the same subject.
    let session_after = after.logged_in(&active).await;
    let now = after.session(&session_after).await;
    assert_eq!(now.text("subject"), subject);
    assert_eq!(now.text("assurance"), "low");
    let code = opened(&after.login_substantial(&active).await);
    after.finish(&active, &code).await;
    let activation = opened(&after.activate(&registered).await);
    after
        .finish_setting_password(&registered, &activation)
        .await;
    after.logged_in(&registered).await;

    // A block is still a block, with the same way out; so are the counts of strangers.
    check(&after.login(&blocked).await, 403, "password-blocked");
    after.finish_reset(&mut blocked, &new_password()).await;
    after.logged_in(&blocked).await;
    refused(&after.login_with(&stranger, WRONG_PASSWORD).await, 4);

    // Sessions and procedures have ended, and can be begun again.
    check(&after.session(&session).await, 401, "unauthenticated");
    check(
        &after.verify_otp(&procedure, "000000").await,
        410,
        "procedure-ended",
    );
    check(
        &after.set_password(&proven, &new_password()).await,
        410,
        "procedure-ended",
    );

    // What came after the export never was: the password before it is good, the person unknown
    // until registered again.
    refused(&after.login(&changed).await, 5);
    after.logged_in(&active).await;
    refused(&after.login(&late).await, 5);
    let mut again = late.clone();
    after.register(&mut again).await;
    let activation = opened(&after.activate(&again).await);
    after.finish_setting_password(&again, &activation).await;
    after.logged_in(&again).await;
}

#[tokio::test]
async fn a_restored_table_beside_another_pepper_of_the_same_id_is_our_fault_and_counts_against_nobody()
 {
    let before = World::start().await;
    let person = before.active().await;
    let export = exported(&before).await;
    let other = World::start().await;
    let settings = before.services().settings();
    let (_, index) = settings
        .iter()
        .find(|(name, _)| name == "LLAVE_INDEX_KEYS")
        .expect("a setting");
    let forgetful = other.set_otherwise(&[("LLAVE_INDEX_KEYS", index)]).await;
    for line in export.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        forgetful.put(ACCOUNTS, line["Item"].clone()).await;
    }
    for _ in 0..7 {
        check(
            &forgetful.login(&person).await,
            503,
            "temporarily-unavailable",
        );
    }
    // The right pepper, and the person is where they were.
    let (_, pepper) = settings
        .iter()
        .find(|(name, _)| name == "LLAVE_PEPPER_KEYS")
        .expect("a setting");
    let healed = [
        ("LLAVE_INDEX_KEYS", &**index),
        ("LLAVE_PEPPER_KEYS", &**pepper),
    ];
    let healed = other.set_otherwise(&healed).await;
    healed.expect_password_tries_left(&person, 5).await;
    healed.logged_in(&person).await;
}
