//! How many calls an operation makes in sequence: those of the table "Calls in sequence" in the
//! design, which are also its floor. Calls side by side count once; the proxy makes each last
//! long enough that those side by side overlap.

use std::{fmt::Write, sync::Arc, time::Duration};

use faults::{Proxy, Recorded, in_sequence};
use local::{Services, SnsRefusal};
use serde_json::Value;
use tests::person::new_password;
use tests::{Answer, Person};
use world::{
    World,
    every::{Kind, READY_AFTER},
    journeys::{WRONG_CODE, WRONG_PASSWORD},
    opened, services,
};

const DAY: i64 = 86_400;
const PACE: Duration = Duration::from_millis(120);

/// A world whose calls to the tables are seen.
pub(crate) struct Watched {
    pub(crate) world: World,
    proxy: Proxy,
}

impl Watched {
    pub(crate) async fn start() -> Self {
        Self::over(services()).await
    }

    async fn over(services: Arc<Services>) -> Self {
        let proxy = Proxy::slow(services.dynamodb_url(), PACE).expect("a proxy");
        let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
        Self {
            world: World::patient_over(services, &settings).await,
            proxy,
        }
    }

    /// What was called since the last time, in sequence.
    pub(crate) fn steps(&self) -> Vec<Vec<Recorded>> {
        in_sequence(self.proxy.take_calls())
    }

    /// Forgets what was called.
    fn forget(&self) {
        self.proxy.take_calls();
    }

    /// The answer has this status, and came after so many calls in sequence.
    #[track_caller]
    fn check(&self, answer: &Answer, status: u16, calls: usize) {
        assert_eq!(answer.status, status, "{answer:?}");
        let steps = self.steps();
        assert_eq!(steps.len(), calls, "{}", described(&steps));
    }
}

/// One line a step: `UpdateItem password, GetItem person`.
fn described(steps: &[Vec<Recorded>]) -> String {
    steps.iter().fold("\n".to_owned(), |mut lines, step| {
        let calls: Vec<_> = step
            .iter()
            .map(|call| format!("{} {}", call.name, call.kinds().join("+")))
            .collect();
        writeln!(lines, "{}", calls.join(", ")).expect("a string takes it");
        lines
    })
}

/// The numbers that the bill rests on.
#[tokio::test]
async fn every_operation_makes_as_many_calls_in_sequence_as_is_said_of_it() {
    let services = services();
    let watched = Watched::over(Arc::clone(&services)).await;
    let unwatched = World::patient_over(services, &[]).await;
    for kind in Kind::ALL {
        let ready = kind.ready(&unwatched).await;
        let world = watched.world.after(READY_AFTER);
        ready.check(&world.send(ready.request.clone()).await);
        let steps = watched.steps();
        let told = kind.steps() as usize;
        assert_eq!(steps.len(), told, "{kind:?}{}", described(&steps));
    }
}

#[tokio::test]
async fn register_reads_the_person_and_writes_one_transaction() {
    let watched = Watched::start().await;
    let (world, mut person) = (&watched.world, Person::basic());
    watched.check(&world.try_register(&person).await, 201, 2);
    watched.check(&world.try_register(&person).await, 201, 2);
    (person.level, person.method) = ("advanced", "office");
    watched.check(&world.try_register(&person).await, 201, 2);
    // A challenge is signed, not stored.
    world.altcha().await;
    assert!(watched.steps().is_empty());
}

#[tokio::test]
async fn activation_and_reset_make_three_calls_and_their_password_two_and_three() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let mut person = world.registered().await;
    for reset in [false, true] {
        watched.forget();
        let answer = if reset {
            person.password = new_password();
            world.reset(&person).await
        } else {
            world.activate(&person).await
        };
        watched.check(&answer, 202, 3);
        let procedure = opened(&answer);
        let again = world.after(60).resend_otp(&procedure).await;
        watched.check(&again, 202, 3);
        let proven = world.after(60).enter_newest_code(&person, &procedure).await;
        watched.check(&proven, 200, 2);
        let set = world.set_password(&procedure, &person.password).await;
        watched.check(&set, 200, 3);
    }
}

#[tokio::test]
async fn login_change_and_unsubscribing_make_two_calls_and_their_code_two() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let mut person = world.active().await;
    watched.forget();
    watched.check(&world.login(&person).await, 200, 2);
    watched
        .check_opening(&person, world.login_substantial(&person).await)
        .await;
    let new = new_password();
    watched
        .check_opening(&person, world.change(&person, &new).await)
        .await;
    person.password = new;
    watched
        .check_opening(&person, world.unsubscribe(&person).await)
        .await;
}

#[tokio::test]
async fn a_session_is_read_by_two_calls_and_ended_by_one() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let session = world.logged_in(&world.active().await).await;
    watched.forget();
    watched.check(&world.session(&session).await, 200, 2);
    watched.check(&world.end_session(&session).await, 204, 1);
    watched.check(&world.session(&session).await, 401, 1);
}

#[tokio::test]
async fn wrong_and_blocked_entries_make_one_call_and_those_of_a_code_two() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let person = world.active().await;
    let procedure = opened(&world.login_substantial(&person).await);
    watched.forget();
    for somebody in [&person, &Person::new()] {
        for _ in 0..7 {
            let password = world.login_with(somebody, WRONG_PASSWORD).await;
            watched.check(&password, 403, 1);
            let code = world.reset_with(somebody, WRONG_CODE).await;
            watched.check(&code, 403, 2);
        }
        for answer in [
            world.login_substantial(somebody).await,
            world.change(somebody, &new_password()).await,
            world.unsubscribe(somebody).await,
        ] {
            assert_eq!(answer.problem(), "password-blocked");
        }
        assert_eq!(watched.steps().len(), 3);
    }
    for wrong in 0..5 {
        let status = if wrong < 3 { 403 } else { 410 };
        let otp = world.enter_wrong_code(&person, &procedure).await;
        watched.check(&otp, status, 1);
    }
    watched.check(&world.resend_otp(&procedure).await, 410, 1);
}

#[tokio::test]
async fn what_is_right_and_opens_nothing_makes_one_call_more() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let person = world.active().await;
    let basic = world.active_as(Person::basic()).await;
    watched.forget();
    let rejected = world.change(&person, &person.password).await;
    watched.check(&rejected, 422, 2);
    watched.check(&world.login_substantial(&basic).await, 403, 2);
    let expired = world.after(731 * DAY);
    watched.check(&expired.login(&person).await, 403, 2);
    watched.check(&expired.unsubscribe(&person).await, 403, 2);

    // Ten open, a day later one too many; the cap refuses before it.
    for _ in 0..10 {
        world.login_substantial(&person).await;
    }
    for _ in 0..9 {
        world.reset(&person).await;
    }
    watched.forget();
    watched.check(&world.login_substantial(&person).await, 429, 2);
    watched.check(&world.reset(&person).await, 429, 3);
    let later = world.after(DAY);
    opened(&later.reset(&person).await);
    watched.forget();
    watched.check(&later.login_substantial(&person).await, 403, 2);
    watched.check(&later.reset(&person).await, 403, 3);
}

#[tokio::test]
async fn what_sns_refuses_makes_one_call_more() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let person = world.active().await;
    watched.forget();
    world.sns_refuses(Some(SnsRefusal::OptedOut));
    let answer = world.login_substantial(&person).await;
    watched.check(&answer, 503, 3);
    let procedure = answer.text("procedure").to_owned();
    let again = world.after(60).resend_otp(&procedure).await;
    watched.check(&again, 503, 4);
    watched.check(&world.reset(&person).await, 503, 4);
}

/// Whoever makes the entries on a document sees the same calls for a person and for nobody: as
/// many, in the same order, with the same expressions on the same tables.
#[tokio::test]
async fn the_calls_for_a_stranger_are_those_for_a_person() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let active = world.active().await;
    let registered = world.registered().await;
    let mut gone = world.active().await;
    let procedure = opened(&world.unsubscribe(&gone).await);
    world.finish(&gone, &procedure).await;
    gone.password = WRONG_PASSWORD.to_owned();
    let mut other_email = active.clone();
    other_email.email = Person::new().email;

    let expected = watched.shapes_of_wrong_entries(&Person::new()).await;
    for somebody in [&active, &registered, &gone] {
        let shapes = watched.shapes_of_wrong_entries(somebody).await;
        assert_eq!(shapes, expected);
    }
    let expected = watched.shapes_of_wrong_codes(&Person::new()).await;
    assert_eq!(watched.shapes_of_wrong_codes(&other_email).await, expected);
}

impl Watched {
    /// The answer opened a procedure by two calls; another code takes three, the right one two.
    async fn check_opening(&self, person: &Person, answer: Answer) {
        self.check(&answer, 202, 2);
        let (later, procedure) = (self.world.after(60), opened(&answer));
        self.check(&later.resend_otp(&procedure).await, 202, 3);
        let done = later.enter_newest_code(person, &procedure).await;
        self.check(&done, 200, 2);
    }

    /// Until both secrets are blocked and once more.
    async fn shapes_of_wrong_entries(&self, person: &Person) -> Vec<Value> {
        let stranger = Person {
            password: WRONG_PASSWORD.to_owned(),
            ..person.clone()
        };
        self.forget();
        let world = &self.world;
        world.login(&stranger).await;
        world.login_substantial(&stranger).await;
        world.change(&stranger, &new_password()).await;
        world.unsubscribe(&stranger).await;
        let mut shapes = self.shapes();
        for _ in 0..4 {
            world.login_substantial(&stranger).await;
        }
        shapes.extend(self.shapes());
        shapes.extend(self.shapes_of_wrong_codes(person).await);
        shapes
    }

    async fn shapes_of_wrong_codes(&self, person: &Person) -> Vec<Value> {
        self.forget();
        for _ in 0..7 {
            self.world.reset_with(person, WRONG_CODE).await;
        }
        self.shapes()
    }

    fn shapes(&self) -> Vec<Value> {
        self.steps()
            .into_iter()
            .map(|step| {
                let mut shapes: Vec<_> = step.iter().map(Recorded::shape).collect();
                shapes.sort_by_key(Value::to_string);
                Value::Array(shapes)
            })
            .collect()
    }
}
