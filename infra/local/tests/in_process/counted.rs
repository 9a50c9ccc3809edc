//! What the operations measured, counted for one test alone, however many run beside it: its
//! threads are its own, and each has the test's recorder.

use std::{
    mem,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    set_default_local_recorder,
};
use tokio::runtime::Builder;

/// What was measured since the last time.
pub(crate) struct Counted(&'static Recording);

/// Of one look.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// Hashes that were computed: of passwords and activation codes, dummies too.
    pub(crate) hashes: u64,
    /// Entries that were compared and right.
    pub(crate) right: u64,
    /// Entries that were compared and wrong.
    pub(crate) wrong: u64,
    /// Calls to the tables, repetitions too.
    pub(crate) calls: u64,
}

/// Runs a test on threads that count.
pub(crate) fn counted<T, F: Future<Output = ()> + Send + 'static>(test: T)
where
    T: FnOnce(Counted) -> F,
{
    let recording: &'static Recording = Box::leak(Box::default());
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        // It lasts as long as the thread.
        .on_thread_start(|| mem::forget(set_default_local_recorder(recording)))
        .build()
        .expect("threads");
    let test = runtime.spawn(test(Counted(recording)));
    runtime.block_on(test).expect("the test has passed");
}

impl Counted {
    /// What was measured since the last look.
    pub(crate) fn since(&self) -> Count {
        let Self(recording) = self;
        Count {
            hashes: recording.hashes.0.swap(0, Ordering::SeqCst),
            right: recording.right.swap(0, Ordering::SeqCst),
            wrong: recording.wrong.swap(0, Ordering::SeqCst),
            calls: recording.calls.swap(0, Ordering::SeqCst),
        }
    }
}

/// Of the metrics of `measures`, those that are counted here.
#[derive(Default)]
struct Recording {
    hashes: Arc<Times>,
    right: Arc<AtomicU64>,
    wrong: Arc<AtomicU64>,
    calls: Arc<AtomicU64>,
}

/// How often something was timed.
#[derive(Default)]
struct Times(AtomicU64);

impl HistogramFn for Times {
    fn record(&self, _: f64) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Recorder for Recording {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let right = key.labels().any(|label| label.value() == "right");
        let counter = match key.name() {
            "Attempts" if right => &self.right,
            "Attempts" => &self.wrong,
            "TableCalls" => &self.calls,
            _ => return Counter::noop(),
        };
        Counter::from_arc(Arc::clone(counter))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        match key.name() {
            "HashTime" => Histogram::from_arc(Arc::clone(&self.hashes)),
            _ => Histogram::noop(),
        }
    }
}
