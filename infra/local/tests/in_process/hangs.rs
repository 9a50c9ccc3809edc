//! DynamoDB is lost in the middle of an operation, at each of its calls: it answers within five
//! seconds, and the same request works when the tables are back. One lost answer, to any of its
//! calls, is not even seen.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use faults::{Fault, Proxy};
use tests::{Answer, answer::retry_after};
use tokio::{sync::Semaphore, task::JoinSet};
use world::{
    World,
    every::{Kind, READY_AFTER, Ready},
};

use crate::outages::AT_MOST;

/// How many are worked on at once: they wait more than they compute.
const AT_ONCE: usize = 6;

/// One request, at one of whose calls something happens.
#[derive(Clone)]
struct Case {
    world: World,
    ready: Ready,
    call: usize,
}

/// Each kind of request, once for each of its calls from the `first` on.
async fn each_call(world: &World, first: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in Kind::DISTINCT {
        for call in first..kind.calls() {
            cases.push(Case {
                world: world.after(READY_AFTER),
                ready: kind.ready(world).await,
                call,
            });
        }
    }
    cases
}

async fn all<F>(cases: Vec<Case>, run: impl Fn(Case) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for case in cases {
        let (places, run) = (Arc::clone(&places), run(case));
        running.spawn(async move {
            let _place = places.acquire().await.expect("it is never closed");
            run.await;
        });
    }
    running.join_all().await;
}

impl Case {
    /// The same world, its operations behind a proxy of their own.
    async fn behind_a_proxy(&self) -> (World, Proxy) {
        let proxy = Proxy::before(self.world.services().dynamodb_url()).expect("a proxy");
        let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
        (self.world.set_otherwise(&settings).await, proxy)
    }

    async fn hangs_from_its_call_on(self) {
        let (world, proxy) = self.behind_a_proxy().await;
        let (seen, from) = (AtomicUsize::new(0), self.call);
        proxy.rule(move |_| {
            let number = seen.fetch_add(1, Ordering::SeqCst);
            (number >= from).then_some(Fault::Silence.into())
        });
        let began = Instant::now();
        let answer = world.send(self.ready.request.clone()).await;
        self.check_lost(&answer, began);
        proxy.heal();
        let later = world.after(retry_after(&answer));
        let again = later.send(self.ready.again(&later).await).await;
        self.ready.check_again(&again);
    }

    #[track_caller]
    fn check_lost(&self, answer: &Answer, began: Instant) {
        let case = format!("{:?} from call {}", self.ready.kind, self.call);
        assert_eq!(answer.status, 503, "{case}: {answer:?}");
        let problem = answer.problem();
        assert!(
            ["temporarily-unavailable", "message-not-sent"].contains(&problem),
            "{case}: {problem}"
        );
        assert!(began.elapsed() < AT_MOST, "{case}: {:?}", began.elapsed());
    }

    async fn loses_the_answer_to_its_call(self) {
        let (world, proxy) = self.behind_a_proxy().await;
        let (seen, lost) = (AtomicUsize::new(0), self.call);
        proxy.rule(move |_| {
            let number = seen.fetch_add(1, Ordering::SeqCst);
            (number == lost).then_some(Fault::LostAnswer.into())
        });
        let began = Instant::now();
        let answer = world.send(self.ready.request.clone()).await;
        self.ready.check(&answer);
        let calls = proxy.take_calls().len();
        assert_eq!(calls, self.ready.kind.calls() + 1, "one was sent again");
        assert!(
            began.elapsed() < AT_MOST,
            "{:?}: {:?}",
            self.ready.kind,
            began.elapsed()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_that_loses_dynamodb_half_way_says_so_in_time_and_can_be_called_again() {
    let world = World::start().await;
    let cases = each_call(&world, 1).await;
    all(cases, Case::hangs_from_its_call_on).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_lost_answer_to_any_call_is_not_seen() {
    let world = World::start().await;
    let cases = each_call(&world, 0).await;
    all(cases, Case::loses_the_answer_to_its_call).await;
}
