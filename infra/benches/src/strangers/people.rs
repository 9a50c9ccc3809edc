//! Somebody of every class, and how their counters are put back.

use tests::Person;
use world::{World, opened, stored::Kept};

use super::class::Class;

/// As many of each class, so that no single item is what is measured.
const OF_EACH: usize = 8;

/// Somebody of every class.
pub(crate) struct People {
    active: Vec<Person>,
    registered: Vec<Person>,
    unsubscribed: Vec<Person>,
    wrong_email: Vec<Person>,
    kept: Kept,
}

impl People {
    /// Registers them; until [`People::put_back`] nobody has made an entry.
    pub(crate) async fn of_every_class(world: &World) -> Self {
        let (mut active, mut registered, mut unsubscribed) = (Vec::new(), Vec::new(), Vec::new());
        let mut wrong_email = Vec::new();
        for _ in 0..OF_EACH {
            active.push(world.active().await);
            registered.push(world.registered().await);
            let gone = world.active().await;
            let procedure = opened(&world.unsubscribe(&gone).await);
            world.finish(&gone, &procedure).await;
            unsubscribed.push(gone);
            wrong_email.push(Person {
                email: Person::new().email,
                ..world.active().await
            });
        }
        Self {
            active,
            registered,
            unsubscribed,
            wrong_email,
            kept: world.keep().await,
        }
    }

    /// All counters are what they were, and no stranger was ever there.
    pub(crate) async fn put_back(&self, world: &World) {
        world.put_back(&self.kept).await;
    }

    /// A few of this class; of strangers, new ones.
    pub(crate) fn of(&self, class: Class) -> Vec<Person> {
        match class {
            Class::Stranger | Class::AnotherStranger | Class::LateStranger => {
                (0..OF_EACH).map(|_| Person::new()).collect()
            }
            Class::Active => self.active.clone(),
            Class::Registered => self.registered.clone(),
            Class::Unsubscribed => self.unsubscribed.clone(),
            Class::WrongEmail => self.wrong_email.clone(),
        }
    }
}
