//! Two operations that meet at one point: one is held just before its last write until the other
//! has finished. So each order of the two is shown, not only the likely one.

use faults::Recorded;
use serde_json::json;
use tests::person::new_password;
use tests::{Answer, Person, check, refused};
use tokio::task::JoinHandle;
use world::{
    World,
    journeys::WRONG_PASSWORD,
    opened, posted,
    steps::{otp_entry, password_entry},
};

use crate::outages::world_behind_a_proxy;

type Call = axum::http::Request<Vec<u8>>;

fn begin(world: &World, request: Call) -> JoinHandle<Answer> {
    let world = world.clone();
    tokio::spawn(async move { world.send(request).await })
}

fn login(person: &Person) -> Call {
    posted("/v1/login", &person.login(&person.password))
}

fn entered_otp(world: &World, person: &Person, procedure: &str) -> Call {
    let entry = otp_entry(procedure, &world.newest_code(person));
    posted("/v1/verify-otp", &entry)
}

/// The write that ends a login with the password alone: the set of tries is emptied.
fn is_count_of_login(call: &Recorded) -> bool {
    let update = call.body["UpdateExpression"].as_str().unwrap_or_default();
    call.is("UpdateItem", "password") && update.contains("lastAccess")
}

fn is_transaction_with(call: &Recorded, kind: &str) -> bool {
    call.is("TransactWriteItems", kind)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_finishes_after_a_password_was_set_is_refused() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let procedure = world.proven(&person).await;
    let gate = proxy.hold(is_count_of_login);
    let login = begin(&world, login(&person));
    assert!(gate.arrived().await);
    let set = world.set_password(&procedure, &new_password()).await;
    assert_eq!(set.status, 200, "{set:?}");
    gate.open();
    refused(&login.await.expect("it answers"), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_began_while_a_password_was_being_set_ends_with_it() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let procedure = world.proven(&person).await;
    let gate = proxy.hold(|call| is_transaction_with(call, "password"));
    let entry = password_entry(&procedure, &new_password());
    let set = begin(&world, posted("/v1/set-password", &entry));
    assert!(gate.arrived().await);
    let session = world.logged_in(&person).await;
    assert_eq!(world.session(&session).await.status, 200);
    gate.open();
    assert_eq!(set.await.expect("it answers").status, 200);
    check(&world.session(&session).await, 401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_with_a_code_that_finishes_after_a_password_was_set_has_ended() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let reset = world.proven(&person).await;
    let procedure = opened(&world.login_substantial(&person).await);
    let gate = proxy.hold(|call| is_transaction_with(call, "session"));
    let login = begin(&world, entered_otp(&world, &person, &procedure));
    assert!(gate.arrived().await);
    let set = world.set_password(&reset, &new_password()).await;
    assert_eq!(set.status, 200, "{set:?}");
    gate.open();
    let answer = login.await.expect("it answers");
    check(&answer, 410, "procedure-ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_finishes_after_the_password_was_blocked_is_blocked() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let gate = proxy.hold(is_count_of_login);
    let right = begin(&world, login(&person));
    assert!(gate.arrived().await);
    // The right one holds a place: five wrong ones are compared beside it.
    for left in [4, 3, 2, 1] {
        world.expect_password_tries_left(&person, left).await;
    }
    let last = world.login_with(&person, WRONG_PASSWORD).await;
    check(&last, 403, "password-blocked");
    let refused = world.login(&person).await;
    check(&refused, 403, "password-blocked");
    // It was right in time, and within its place.
    gate.open();
    assert_eq!(right.await.expect("it answers").status, 200);
    world.expect_password_tries_left(&person, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_that_comes_after_a_new_act_opens_nothing() {
    let (world, proxy) = world_behind_a_proxy().await;
    let mut person = world.active().await;
    let sent = world.sms_count(&person);
    let gate = proxy.hold(|call| is_transaction_with(call, "procedure"));
    let body = person.proof(&person.activation_code, &world.altcha().await);
    let reset = begin(&world, posted("/v1/reset", &body));
    assert!(gate.arrived().await);
    world.register(&mut person).await;
    gate.open();
    refused(&reset.await.expect("it answers"), 6);
    assert_eq!(world.sms_count(&person), sent);
    world.expect_code_tries_left(&person, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_set_after_a_new_act_is_not_set() {
    let (world, proxy) = world_behind_a_proxy().await;
    let mut person = world.active().await;
    let procedure = world.proven(&person).await;
    let gate = proxy.hold(|call| is_transaction_with(call, "password"));
    let entry = password_entry(&procedure, &new_password());
    let set = begin(&world, posted("/v1/set-password", &entry));
    assert!(gate.arrived().await);
    world.register(&mut person).await;
    gate.open();
    let answer = set.await.expect("it answers");
    check(&answer, 410, "procedure-ended");
    world.logged_in(&person).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_was_claimed_meanwhile_goes_to_who_came_first() {
    let (world, proxy) = world_behind_a_proxy().await;
    let first = Person::new();
    let second = Person {
        phone: first.phone.clone(),
        ..Person::new()
    };
    let gate = proxy.hold(|call| is_transaction_with(call, "phone"));
    let late = begin(&world, world.registration(&second));
    assert!(gate.arrived().await);
    assert_eq!(world.try_register(&first).await.status, 201);
    gate.open();
    let answer = late.await.expect("it answers");
    check(&answer, 409, "phone-in-use");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_sent_again_after_its_procedure_was_finished_is_not_sent() {
    let (world, proxy) = world_behind_a_proxy().await;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    let sent = world.sms_count(&person);
    let gate = proxy.hold(|call| is_transaction_with(call, "procedure"));
    let body = json!({"procedure": procedure});
    let resend = begin(&world.after(60), posted("/v1/resend-otp", &body));
    assert!(gate.arrived().await);
    world.after(60).finish(&person, &procedure).await;
    gate.open();
    let answer = resend.await.expect("it answers");
    check(&answer, 410, "procedure-ended");
    assert_eq!(world.sms_count(&person), sent);
}
