//! What an operation consumes of the tables, to the unit: what its calls cost in DynamoDB. The
//! embedded engine counts as DynamoDB does; `benches bill` makes the bill of these numbers.

use faults::{Options, Proxy, Recorded};
use tests::Person;
use world::{
    World,
    every::{Kind, READY_AFTER, Units},
    journeys::WRONG_PASSWORD,
    services,
};

use crate::counted::counted;

#[tokio::test]
async fn every_operation_consumes_so_many_units() {
    let metered = Metered::start().await;
    for kind in Kind::ALL {
        let ready = kind.ready(&metered.world).await;
        let world = metered.world.after(READY_AFTER);
        metered.consumed();
        ready.check(&world.send(ready.request.clone()).await);
        assert_eq!(metered.consumed(), kind.units(), "{kind:?}");
    }
}

#[test]
fn every_operation_computes_so_many_hashes() {
    counted(|counted| async move {
        let world = World::patient_over(services(), &[]).await;
        for kind in Kind::ALL {
            let ready = kind.ready(&world).await;
            counted.since();
            ready.check(&world.after(READY_AFTER).send(ready.request.clone()).await);
            assert_eq!(counted.since().hashes, kind.hashes(), "{kind:?}");
        }
    });
}

#[tokio::test]
async fn a_login_with_the_password_alone_writes_three_units_and_reads_none() {
    let login = Kind::Login.units();
    assert_eq!((login.reads, login.writes), (0.0, 3.0));
}

#[tokio::test]
async fn a_blocked_password_consumes_what_a_wrong_one_does_for_everybody() {
    let metered = Metered::start().await;
    let world = &metered.world;
    for somebody in [world.active().await, Person::new()] {
        metered.consumed();
        for entry in 1..=8 {
            world.login_with(&somebody, WRONG_PASSWORD).await;
            assert_eq!(metered.consumed(), Kind::WrongPassword.units(), "{entry}");
        }
    }
}

/// A world whose calls to the tables are metered.
struct Metered {
    world: World,
    proxy: Proxy,
}

impl Metered {
    async fn start() -> Self {
        let services = services();
        let proxy = Proxy::start(Options {
            units: true,
            ..Options::before(services.dynamodb_url())
        });
        let proxy = proxy.expect("a proxy");
        let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
        Self {
            world: World::patient_over(services, &settings).await,
            proxy,
        }
    }

    /// What was consumed since the last look.
    fn consumed(&self) -> Units {
        let calls = self.proxy.take_calls();
        let (reads, writes): (Vec<_>, Vec<_>) = calls.iter().partition(|call| reads(call));
        Units {
            reads: reads.into_iter().map(units).sum(),
            writes: writes.into_iter().map(units).sum(),
        }
    }
}

fn reads(call: &Recorded) -> bool {
    call.name == "GetItem"
}

/// What DynamoDB says. Of a write that a condition refuses it says nothing, and is paid for the
/// item as it is: here one of less than 1 KB.
fn units(call: &Recorded) -> f64 {
    let refused = || {
        assert_eq!(call.title(), "UpdateItem password");
        1.0
    };
    call.units.unwrap_or_else(refused)
}
