//! Random walks and histories, held against the model (`infra/model`) step by step.
//!
//! A walk is what a few people do one after the other: right and wrong entries, codes sent again,
//! acts that take each other's phones, hours and years that pass, operations that start anew. After
//! every call its answer, every row of both tables and the SMS that were sent must be the model's.
//! In a history up to six clients act on one person at once; some order of the model's moves must
//! explain all that they were answered and all that is stored then. Among faults, one of the calls of
//! an operation to its tables fails, once or as often as it is repeated. `docs/model.md` says more.
//!
//! `cargo test` makes a few of each, by a fixed seed. Thousands of each:
//! `LLAVE_WALKS=2500 cargo test -p local --test walks`; others by `LLAVE_WALKS_SEED`. What fails
//! shrinks to the few steps that matter; its seed is added to a file under `regressions`, and is
//! tried first from then on. The hashes are as cheap as Argon2 can be and the tables are waited for
//! with patience, so that only the rules decide.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`step`] | steps, and how they are drawn |
//! | [`walker`] | asking them of the operations and of the model |
//! | [`stored`] | the tables in the model's words |
//! | [`words`] | passwords and names |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod step;
mod stored;
mod walker;
mod words;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    str::FromStr,
};

use proptest::{
    strategy::Strategy,
    test_runner::{Config, FileFailurePersistence, RngSeed, TestCaseError, TestError, TestRunner},
};
use tokio::runtime::Runtime;

use crate::{step::Walk, walker::Walker};

/// So many by a fixed seed, or as the environment says; `regressions` has the seeds that failed.
fn hold(few: u32, regressions: &'static str, walks: impl Strategy<Value = Walk>) {
    let config = Config {
        cases: from_environment("LLAVE_WALKS").unwrap_or(few),
        rng_seed: RngSeed::Fixed(from_environment("LLAVE_WALKS_SEED").unwrap_or(1)),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        max_shrink_iters: 1_000,
        ..Config::default()
    };
    let runtime = Runtime::new().expect("threads");
    let (gone, failed) = (Cell::new(0), Cell::new(None));
    let tally = RefCell::new(BTreeMap::<String, u32>::new());
    let held = TestRunner::new(config).run(&walks, |walk| {
        gone.set(gone.get() + 1);
        let ended = runtime.block_on(Walker::goes(&walk));
        if ended.is_err() && failed.get().is_none() {
            failed.set(Some(gone.get()));
            eprintln!("walk {} fails; what matters of it is sought", gone.get());
        }
        for (title, times) in ended.map_err(TestCaseError::fail)? {
            *tally.borrow_mut().entry(title).or_default() += times;
        }
        Ok(())
    });
    let tally = tally.into_inner();
    let calls: u32 = tally.values().sum();
    eprintln!("{} walks, {calls} calls: {tally:#?}", gone.get());
    match held {
        Ok(()) => assert_ne!(calls, 0, "somebody went somewhere"),
        Err(TestError::Fail(reason, walk)) => {
            panic!("walk {:?}, shrunk: {walk:?}\n{reason}", failed.get())
        }
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

fn from_environment<T: FromStr>(name: &str) -> Option<T> {
    let text = std::env::var_os(name)?.to_string_lossy().into_owned();
    let number = text.parse().ok();
    assert!(number.is_some(), "{name} is no number: {text}");
    number
}

#[test]
fn every_walk_is_one_of_the_model() {
    hold(40, "tests/walks/regressions/clave.txt", step::walks(false));
}

#[test]
fn every_walk_by_narrow_numbers_is_one_of_the_model() {
    hold(40, "tests/walks/regressions/narrow.txt", step::walks(true));
}

#[test]
fn every_history_has_an_order() {
    let histories = step::histories(false);
    hold(30, "tests/walks/regressions/at_once.txt", histories);
}

#[test]
fn every_history_by_narrow_numbers_has_an_order() {
    let histories = step::histories(true);
    hold(30, "tests/walks/regressions/at_once_narrow.txt", histories);
}

#[test]
fn every_walk_among_faults_is_one_of_the_model() {
    let walks = step::faulty_walks(true);
    hold(30, "tests/walks/regressions/faults.txt", walks);
}
