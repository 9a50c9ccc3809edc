//! Who has no hash costs one all the same: a stranger, a person who is not active, the wrong e-mail.
//! (That nothing else tells them from a person is shown in [`crate::calls`] and in the tests of the
//! contract.)

use std::time::{Duration, Instant};

use tests::{Answer, Person, refused};
use world::{
    World,
    journeys::{WRONG_CODE, WRONG_PASSWORD},
};

/// How many wrong entries block nobody.
const ENTRIES: u64 = 5;
/// What else the machine does makes an entry longer, never shorter: after some rounds the shortest
/// times are those of the entries themselves.
const ROUNDS: u32 = 6;
/// Four times the least cost: a hash that cannot be missed beside the rest of an entry.
const STRONG: (&str, &str) = ("LLAVE_HASH_COST", "m=77824,t=2,p=1");

/// The shortest time in which each of these was refused; they take turns.
async fn shortest<F: Future<Output = Answer>>(
    people: [Person; 3],
    enter: impl Fn(Person) -> F,
) -> [Duration; 3] {
    let mut shortest = [Duration::MAX; 3];
    for left in (1..=ENTRIES).rev() {
        for (person, shortest) in people.iter().zip(&mut shortest) {
            let began = Instant::now();
            let answer = enter(person.clone()).await;
            *shortest = began.elapsed().min(*shortest);
            refused(&answer, left);
        }
    }
    shortest
}

/// A hash takes some 20 milliseconds at the cost of these tests, and all the rest of an entry much less.
fn alike(shortest: [Duration; 3]) -> bool {
    let least = shortest.iter().min();
    shortest
        .iter()
        .all(|took| least.is_some_and(|least| *took < *least * 2))
}

/// Rounds of people of these three kinds, until they are alike.
async fn check_alike<P, F>(people: impl Fn() -> P, enter: impl Fn(Person) -> F)
where
    P: Future<Output = [Person; 3]>,
    F: Future<Output = Answer>,
{
    let mut times = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        let round = shortest(people().await, &enter).await;
        for (time, new) in times.iter_mut().zip(round) {
            *time = new.min(*time);
        }
        if alike(times) {
            return;
        }
    }
    panic!("they are told by their times: {times:?}");
}

#[tokio::test]
async fn a_wrong_password_costs_a_hash_whoever_it_is() {
    let world = &World::with(&[STRONG]).await;
    let people = || async move {
        [
            world.active().await,
            world.registered().await,
            Person::new(),
        ]
    };
    let enter = |person| async move { world.login_with(&person, WRONG_PASSWORD).await };
    check_alike(people, enter).await;
}

#[tokio::test]
async fn a_wrong_activation_code_costs_a_hash_whoever_it_is() {
    let world = &World::with(&[STRONG]).await;
    let people = || async move {
        let other_email = Person {
            email: Person::new().email,
            ..world.registered().await
        };
        [world.registered().await, other_email, Person::new()]
    };
    let enter = |person| async move { world.reset_with(&person, WRONG_CODE).await };
    check_alike(people, enter).await;
}
