//! Calls at once. What they were answered, and what is stored after them, must come of some order
//! of their moves: each call's own in sequence, and none of a call that began when another had
//! its answer before all of that other's.
//!
//! The search goes through all orders, but through what two of them come to alike only once, and
//! leaves an order as soon as a call would be answered otherwise than it was.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{Answer, Call, Model, Numbers, Question, Run, Second};

/// A call with its answer.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its number, which names what it makes.
    pub call: Call,
    /// What was asked.
    pub question: Question,
    /// The second that it was told.
    pub now: Second,
    /// SNS refused its SMS.
    pub unsent: bool,
    /// What was answered.
    pub answer: Answer,
    /// When it began, on any clock that all of them share.
    pub began: u128,
    /// When it had its answer, on the same clock.
    pub ended: u128,
}

/// All that may be stored after these calls, if `before` is what may have been stored before them.
/// Nothing, if no order explains their answers.
#[must_use]
pub fn explain(before: &BTreeSet<Model>, asked: &[Asked], numbers: &Numbers) -> BTreeSet<Model> {
    let mut search = Search {
        asked,
        numbers,
        known: HashSet::new(),
        found: BTreeSet::new(),
    };
    for model in before {
        let runs = asked
            .iter()
            .map(|it| Run::new(it.call, it.question, it.now, it.unsent));
        search.go(Point {
            model: model.clone(),
            runs: runs.collect(),
        });
    }
    search.found
}

/// Where an order has come to.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Point {
    model: Model,
    runs: Vec<Run>,
}

impl Point {
    fn hashed(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

struct Search<'a> {
    asked: &'a [Asked],
    numbers: &'a Numbers,
    /// By their hashes: points are large, and two of one hash are less likely than a fault of the
    /// machine.
    known: HashSet<u64>,
    found: BTreeSet<Model>,
}

impl Search<'_> {
    fn go(&mut self, from: Point) {
        let mut ways = vec![from];
        while let Some(point) = ways.pop() {
            if point.runs.iter().all(|run| run.answer().is_some()) {
                let mut model = point.model;
                model.settle();
                self.found.insert(model);
                continue;
            }
            for place in 0..self.asked.len() {
                if self.must_wait(place, &point) {
                    continue;
                }
                for step in 0..point.runs[place].todo().len() {
                    let mut next = point.clone();
                    next.runs[place].make(step, &mut next.model, self.numbers);
                    if self.was_answered_so(place, &next) && self.known.insert(next.hashed()) {
                        ways.push(next);
                    }
                }
            }
        }
    }

    /// A call that had its answer before this one began is not at its end yet.
    fn must_wait(&self, place: usize, point: &Point) -> bool {
        let began = self.asked[place].began;
        let others = self.asked.iter().zip(&point.runs);
        others
            .into_iter()
            .any(|(other, run)| other.ended < began && run.answer().is_none())
    }

    fn was_answered_so(&self, place: usize, point: &Point) -> bool {
        let answer = point.runs[place].answer();
        answer.is_none_or(|answer| *answer == self.asked[place].answer)
    }
}
