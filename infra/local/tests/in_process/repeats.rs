//! One entry counts once, however often its call is repeated and whoever comes between; two count
//! twice, however alike they are. A right one gives back its own try and no other.

use std::sync::{Arc, Mutex};

use axum::http::{HeaderValue, Request};
use faults::Fault;
use tests::person::{new_activation_code, other_otp};
use tests::{Answer, Person, check, good, refused};
use world::{
    World,
    journeys::{WRONG_PASSWORD, session_of},
    opened, posted,
    steps::otp_entry,
    stored::PROCEDURES,
};

use crate::outages::world_behind_a_proxy;

/// A wrong entry of each secret of this person: what it writes on, and how many are left after the
/// second one.
async fn wrong_entries(
    world: &World,
    person: &Person,
) -> [(&'static str, Request<Vec<u8>>, u64); 3] {
    let procedure = opened(&world.login_substantial(person).await);
    let otp = other_otp(&world.newest_code(person));
    [
        (
            "password",
            posted("/v1/login", &person.login(WRONG_PASSWORD)),
            4,
        ),
        ("person", wrong_code(world, person).await, 4),
        (
            "procedure",
            posted("/v1/verify-otp", &otp_entry(&procedure, &otp)),
            2,
        ),
    ]
}

async fn wrong_code(world: &World, person: &Person) -> Request<Vec<u8>> {
    let proof = person.proof(&new_activation_code(), &world.altcha().await);
    posted("/v1/reset", &proof)
}

/// The same entry once more: a solved challenge is good once.
async fn again(world: &World, person: &Person, kind: &str, entry: &Request<Vec<u8>>) -> Answer {
    let entry = match kind {
        "person" => wrong_code(world, person).await,
        _ => entry.clone(),
    };
    world.send(entry).await
}

/// Something is written on the item that counts wrong entries of this kind.
async fn is_counted(world: &World, person: &Person, kind: &str) -> bool {
    let item = match kind {
        "password" => world.password_item(person).await,
        "person" => world.person_item(person).await,
        _ => {
            let procedures = world.items_of_kind(PROCEDURES, kind).await;
            let login = procedures
                .into_iter()
                .find(|it| it["purpose"]["S"] == "login");
            login.expect("a login was opened")
        }
    };
    !item["tries"].is_null()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_repeated_after_another_one_counts_once() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    for (kind, entry, left) in wrong_entries(&world, &person).await {
        // It is written, and its answer lost; a second later it is repeated.
        proxy.rule(move |call| {
            call.is("UpdateItem", kind)
                .then_some(Fault::LostAnswer.into())
        });
        let (sender, request) = (world.clone(), entry.clone());
        let first = tokio::spawn(async move { sender.send(request).await });
        while !is_counted(&world, &person, kind).await {}
        proxy.heal();
        refused(&again(&world, &person, kind, &entry).await, left);
        check(&first.await.expect("it answers"), 403, "refused");
        refused(&again(&world, &person, kind, &entry).await, left - 1);
    }
}

/// DynamoDB says so while it is still at work on the first one; the SDK asks three times, and then
/// the operation itself does.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_met_its_own_copy_is_sent_again_as_the_same() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    // What the person gets is what the first one wrote, for the others write nothing.
    let meets_itself = |kind: &'static str| {
        let fates = [Fault::LostAnswer, Fault::InProgress, Fault::InProgress];
        let fates = Arc::new(Mutex::new(fates.into_iter()));
        let left = Arc::clone(&fates);
        proxy.rule(move |call| {
            let mut fates = fates.lock().expect("not poisoned");
            let met = call.is("TransactWriteItems", kind).then(|| fates.next());
            met?.map(Into::into)
        });
        move || left.lock().expect("not poisoned").len()
    };
    let left = meets_itself("procedure");
    let procedure = opened(&world.login_substantial(&person).await);
    assert_eq!(left(), 0);
    let left = meets_itself("session");
    let login = world.enter_newest_code(&person, &procedure).await;
    assert_eq!(left(), 0);
    proxy.heal();
    let session = session_of(&login);
    good(
        &world.session(&session).await,
        200,
        &[
            "subject",
            "assurance",
            "registrationLevel",
            "openedAt",
            "expiresAt",
        ],
    );
}

#[tokio::test]
async fn entries_that_call_themselves_alike_are_all_counted() {
    let world = World::start().await;
    let person = world.active().await;
    let called_alike = |mut entry: Request<Vec<u8>>| {
        for name in ["x-request-id", "x-amzn-trace-id", "idempotency-key"] {
            let value = HeaderValue::from_static("Root=1-67891233-abcdef012345678912345678");
            entry.headers_mut().insert(name, value);
        }
        entry
    };
    for (kind, entry, left_after_two) in wrong_entries(&world, &person).await {
        for left in (1..=left_after_two + 1).rev() {
            let entry = called_alike(match kind {
                "person" => wrong_code(&world, &person).await,
                _ => entry.clone(),
            });
            refused(&world.send(entry).await, left);
        }
        let (status, problem) = match kind {
            "password" => (403, "password-blocked"),
            "person" => (403, "activation-code-blocked"),
            _ => (410, "procedure-ended"),
        };
        check(&again(&world, &person, kind, &entry).await, status, problem);
    }
}

#[tokio::test]
async fn a_right_entry_gives_back_its_own_try_and_no_other() {
    let world = World::start().await;
    let person = world.active_as(Person::basic()).await;
    for left in [5, 4, 3] {
        world.expect_password_tries_left(&person, left).await;
        world.expect_code_tries_left(&person, left).await;
    }
    let out_of_reach = world.login_substantial(&person).await;
    check(&out_of_reach, 403, "assurance-not-reachable");
    world.expect_password_tries_left(&person, 2).await;
    opened(&world.reset(&person).await);
    world.expect_code_tries_left(&person, 2).await;
}

#[tokio::test]
async fn another_code_gives_no_tries_back() {
    let world = World::start().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    for left in [3, 2] {
        refused(&world.enter_wrong_code(&person, &procedure).await, left);
    }
    let later = world.after(60);
    let sent = later.resend_otp(&procedure).await;
    good(&sent, 202, &["otp", "codesLeft"]);
    refused(&later.enter_wrong_code(&person, &procedure).await, 1);
    later.finish(&person, &procedure).await;
}
