//! Calls at once. What they were answered, and what is stored after them, must come of some order
//! of their moves: each call's own in sequence, and none of a call that began when another had
//! its answer before all of that other's.
//!
//! The search goes through all orders, but through what two of them come to alike only once, and
//! leaves an order as soon as a call would be answered otherwise than it was.
//!
//! A fault that was repeated away changes nothing. A call that was answered
//! `temporarily-unavailable` may have come to any of its moves; then it gave back what it took.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
};

use crate::{Answer, Call, Model, Numbers, Question, Run, Second, reach};

const NOT_SENT: &str = "message-not-sent";
const UNAVAILABLE: &str = "temporarily-unavailable";

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
    /// One of its calls to the tables may have failed, though it was made again.
    pub faulty: bool,
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
        let runs = asked.iter().map(|it| {
            // A budget that can't be asked lets nothing through either.
            let unsent = it.unsent || it.faulty && it.answer.problem == NOT_SENT;
            Run::new(it.call, it.question, it.now, unsent)
        });
        let begun = Point {
            model: model.clone(),
            runs: runs.collect(),
        };
        let mut ways = vec![begun.clone()];
        for place in 0..asked.len() {
            ways.extend(search.faults(place, &begun));
        }
        search.go(ways);
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
    fn go(&mut self, mut ways: Vec<Point>) {
        while let Some(point) = ways.pop() {
            if point.runs.iter().all(|run| run.answer().is_some()) {
                let mut model = point.model;
                model.settle();
                self.found.insert(model);
                continue;
            }
            for (place, steps) in self.choices(&point) {
                for step in steps {
                    let mut next = point.clone();
                    next.runs[place].make(step, &mut next.model, self.numbers);
                    let faulty = self.faults(place, &next);
                    for mut next in faulty.into_iter().chain([next]) {
                        if !self.was_answered_so(place, &next) {
                            continue;
                        }
                        next.runs[place].forget();
                        if self.known.insert(next.hashed()) {
                            ways.push(next);
                        }
                    }
                }
            }
        }
    }

    /// The moves that may be next, by their calls; one alone, if nobody can get in its way.
    fn choices(&self, point: &Point) -> Vec<(usize, Range<usize>)> {
        let mut choices = Vec::new();
        for (place, run) in point.runs.iter().enumerate() {
            if self.must_wait(place, point) {
                continue;
            }
            let others = || point.runs.iter().enumerate().filter(|(at, _)| *at != place);
            let free = run.todo().iter().position(|step| {
                others().all(|(_, other)| reach::apart(*step, run, other, &point.model))
            });
            if let Some(step) = free.filter(|_| !self.asked[place].faulty) {
                return vec![(place, step..step + 1)];
            }
            choices.push((place, 0..run.todo().len()));
        }
        choices
    }

    /// Where a fault leads from here: the call breaks off, or leaves out what it was giving back.
    fn faults(&self, place: usize, point: &Point) -> Vec<Point> {
        let Asked { faulty, answer, .. } = &self.asked[place];
        let run = &point.runs[place];
        if !faulty {
            return Vec::new();
        }
        let broken = (answer.problem == UNAVAILABLE).then(|| run.break_off(answer));
        let runs = broken.into_iter().flatten().chain(run.leave_out());
        runs.map(|run| {
            let mut point = point.clone();
            point.runs[place] = run;
            point
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assurance, Document, Fact, Level, Mail, Name, Phone, Purpose, Word, asked::count};

    const WORD: Word = Word {
        id: 0,
        breaks: None,
        names: None,
    };
    const OTHER: Word = Word { id: 1, ..WORD };
    const WHO: Document = Document(0);

    /// What the model alone answers, one call after the other.
    fn after(questions: &[Question]) -> (BTreeSet<Model>, Vec<Answer>) {
        let mut model = Model::default();
        let mut answers = Vec::new();
        for (call, question) in (1..).zip(questions) {
            let mut run = Run::new(Call(call), *question, 0, false);
            while !run.todo().is_empty() {
                run.make(0, &mut model, &Numbers::CLAVE);
            }
            answers.push(run.answer().cloned().unwrap());
        }
        (BTreeSet::from([model]), answers)
    }

    fn active() -> BTreeSet<Model> {
        let registered = Question::Register {
            who: WHO,
            level: Level::Advanced,
            phone: Phone(0),
            mail: Mail(0),
            name: Name(0),
        };
        let proven = Question::Prove {
            who: WHO,
            mail: Mail(0),
            code: Some(Call(1)),
            purpose: Purpose::Activation,
        };
        let procedure = Call(2);
        let entered = Question::VerifyOtp {
            procedure,
            otp: Some(procedure),
        };
        let set = Question::SetPassword {
            procedure,
            word: WORD,
        };
        let (models, answers) = after(&[registered, proven, entered, set]);
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [201, 202, 200, 200]);
        models
    }

    fn login(word: Word) -> Question {
        Question::Login {
            who: WHO,
            word,
            assurance: Assurance::Low,
        }
    }

    fn refused(left: usize) -> Answer {
        Answer::problem(403, "refused").with("attemptsLeft", count(left))
    }

    fn asked(call: u32, question: Question, answer: Answer, from: u128, to: u128) -> Asked {
        Asked {
            call: Call(call),
            question,
            now: 0,
            unsent: false,
            faulty: false,
            answer,
            began: from,
            ended: to,
        }
    }

    fn explained(asked: &[Asked]) -> usize {
        explain(&active(), asked, &Numbers::CLAVE).len()
    }

    #[test]
    fn two_wrong_entries_at_once_are_counted_in_either_order_but_never_alike() {
        let wrong = |call, left| asked(call, login(OTHER), refused(left), 0, 1);
        assert_eq!(explained(&[wrong(5, 5), wrong(6, 4)]), 1);
        assert_eq!(explained(&[wrong(5, 4), wrong(6, 5)]), 1);
        assert_eq!(explained(&[wrong(5, 5), wrong(6, 5)]), 0);
        assert_eq!(explained(&[wrong(5, 4), wrong(6, 4)]), 0);
    }

    #[test]
    fn what_had_its_answer_before_another_began_came_first() {
        let early = |left| asked(5, login(OTHER), refused(left), 0, 1);
        let late = |left| asked(6, login(OTHER), refused(left), 2, 3);
        assert_eq!(explained(&[early(5), late(4)]), 1);
        assert_eq!(explained(&[early(4), late(5)]), 0);
    }

    #[test]
    fn a_wrong_entry_counts_or_not_beside_a_right_one() {
        let facts = [
            ("next", Fact::Says("done")),
            ("session", Fact::Opaque),
            ("assurance", Fact::Says("low")),
            ("expiresAt", Fact::At(1_800)),
            ("passwordExpiresAt", Fact::At(63_072_000)),
        ];
        let right = asked(5, login(WORD), Answer::good(200, &facts), 0, 1);
        let wrong = |left| asked(6, login(OTHER), refused(left), 0, 1);
        // Before the right one, or after it; or between its two moves.
        assert_eq!(explained(&[right.clone(), wrong(5)]), 2);
        assert_eq!(explained(&[right.clone(), wrong(4)]), 1);
        assert_eq!(explained(&[right, wrong(3)]), 0);
    }

    #[test]
    fn a_call_that_broke_off_gave_back_what_it_took() {
        let unavailable = Answer::problem(503, "temporarily-unavailable");
        let mut broken = asked(5, login(WORD), unavailable, 0, 1);
        assert_eq!(explained(std::slice::from_ref(&broken)), 0);
        broken.faulty = true;
        let models = explain(&active(), &[broken], &Numbers::CLAVE);
        // Nothing but its try had happened; or its session was put, or it was in, or both.
        assert_eq!(models.len(), 4);
        let tries = |model: &Model| model.passwords.get(&WHO).map(|it| it.counts.tries.len());
        assert!(models.iter().all(|model| tries(model) == Some(0)));
    }
}
