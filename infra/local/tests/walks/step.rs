//! The steps of a walk, drawn at random. A step says what somebody does in words that mean
//! something wherever a walk stands ("the newest procedure", "the password before"), so a walk
//! from which steps are taken away is still a walk, and a failure shrinks to the few that matter.

use faults::Fault;
use model::{Assurance, Level, Purpose};
use proptest::{collection::vec, prelude::*};

/// How many people there are.
pub(crate) const PEOPLE: u8 = 3;
/// How many phones and e-mails: fewer than anybody needs for themselves alone.
pub(crate) const PHONES: u8 = 4;
/// Names that an act may give.
pub(crate) const NAMES: u8 = 2;
/// Passwords that break no rule, whoever sets them.
pub(crate) const GOOD_WORDS: u8 = 4;

/// A walk.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    /// When it begins.
    pub(crate) beginning: &'static str,
    /// By the narrow numbers.
    pub(crate) narrow: bool,
    /// Where each person stands before it.
    pub(crate) starts: Vec<Start>,
    /// What happens.
    pub(crate) steps: Vec<Step>,
}

/// Where a person stands before a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Unknown,
    Registered(Level),
    Active(Level),
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Calls at once; most often one.
    Calls(Vec<Intent>),
    /// Time passes.
    Wait(Wait),
    /// All operations start anew.
    Restart,
}

/// How long.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wait {
    /// So many seconds.
    Seconds(i64),
    /// Until something ends or may be had again, the nth of what does; so many seconds before it
    /// or after it.
    Edge(usize, i64),
}

/// What somebody means to do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Intent {
    /// Who, or whose document is entered.
    pub(crate) who: u8,
    /// What.
    pub(crate) what: What,
    /// SNS refuses the SMS.
    pub(crate) unsent: bool,
    /// After so many milliseconds, of calls at once.
    pub(crate) delay: u64,
    /// What happens to one of the calls to the tables.
    pub(crate) mishap: Option<Mishap>,
}

/// What happens to a call to the tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mishap {
    /// To which, in the order in which they come.
    pub(crate) nth: usize,
    /// What.
    pub(crate) fault: Fault,
    /// To its repetitions too.
    pub(crate) lasts: bool,
}

/// Those that nobody has to wait for.
const FAULTS: [Fault; 12] = [
    Fault::Broken,
    Fault::InternalError,
    Fault::Throttling,
    Fault::Throughput,
    Fault::Conflict,
    Fault::InProgress,
    Fault::CancelledByConflict,
    Fault::CancelledByThroughput,
    Fault::CancelledByValidation,
    Fault::Twice,
    Fault::CutAnswer,
    Fault::Garbage,
];

#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    Register {
        level: Level,
        /// The phone of this person's own, or of the one so many places after.
        phone: u8,
        /// Likewise.
        mail: u8,
        name: u8,
    },
    Prove {
        purpose: Purpose,
        /// `None`: a wrong one.
        code: Entry,
        mail: u8,
    },
    Login(Entry, Assurance),
    Change(Entry, New),
    Unsubscribe(Entry),
    Otp(Recent, Entry),
    Resend(Recent),
    SetPassword(Recent, New),
    Session(Recent),
    EndSession(Recent),
}

/// Which of the secrets that somebody was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// The one in force.
    Right,
    /// The one before.
    Older,
    /// None that was ever given.
    Wrong,
}

/// Which password to set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum New {
    /// One that breaks no rule.
    Good(u8),
    /// The one in force.
    Current,
    /// Too short, of too few classes, or with the names of somebody.
    Bad(u8),
}

/// Which of a person's procedures or sessions: 0 is the newest.
pub(crate) type Recent = usize;

pub(crate) fn right(who: u8, what: What) -> Intent {
    Intent {
        who,
        what,
        unsent: false,
        delay: 0,
        mishap: None,
    }
}

impl Walk {
    /// Some call to the tables is to fail.
    pub(crate) fn has_mishaps(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Calls(intents) => intents.iter().any(|intent| intent.mishap.is_some()),
            Step::Wait(_) | Step::Restart => false,
        })
    }
}

impl Start {
    /// How somebody gets there.
    pub(crate) fn steps(self, who: u8) -> Vec<Step> {
        let registered = |level| What::Register {
            level,
            phone: 0,
            mail: 0,
            name: 0,
        };
        let whats = match self {
            Self::Unknown => vec![],
            Self::Registered(level) => vec![registered(level)],
            Self::Active(level) => {
                let mut whats = [vec![registered(level)], activation(0)].concat();
                // There is no session yet to look at.
                whats.pop();
                whats
            }
        };
        one_by_one(who, whats)
    }
}

pub(crate) fn one_by_one(who: u8, whats: Vec<What>) -> Vec<Step> {
    let call = |what| Step::Calls(vec![right(who, what)]);
    whats.into_iter().map(call).collect()
}

fn activation(word: u8) -> Vec<What> {
    let prove = What::Prove {
        purpose: Purpose::Activation,
        code: Entry::Right,
        mail: 0,
    };
    let set = What::SetPassword(0, New::Good(word));
    vec![prove, What::Otp(0, Entry::Right), set, What::Session(0)]
}

/// Walks of one call at a time.
pub(crate) fn walks(narrow: bool) -> impl Strategy<Value = Walk> {
    walk(narrow, vec(steps(), 1..32))
}

/// The same, while calls to the tables fail.
pub(crate) fn faulty_walks(narrow: bool) -> impl Strategy<Value = Walk> {
    let fault = (0..FAULTS.len()).prop_map(|place| FAULTS[place]);
    let mishap = (0..6_usize, fault, any::<bool>()).prop_map(|(nth, fault, lasts)| Mishap {
        nth,
        fault,
        lasts,
    });
    let mishaps = vec(prop::option::weighted(0.4, mishap), 6);
    let steps = (steps(), mishaps).prop_map(|(mut steps, mishaps)| {
        for (step, mishap) in steps.iter_mut().zip(mishaps) {
            if let Step::Calls(intents) = step {
                intents[0].mishap = mishap;
            }
        }
        steps
    });
    walk(narrow, vec(steps, 1..24))
}

fn steps() -> BoxedStrategy<Vec<Step>> {
    let one = intent().prop_map(|intent| vec![Step::Calls(vec![intent])]);
    prop_oneof![
        12 => one,
        4 => journey(),
        3 => end(),
        2 => wait().prop_map(|wait| vec![Step::Wait(wait)]),
        1 => Just(vec![Step::Restart]),
    ]
    .boxed()
}

/// Walks in which several clients act on one person at once.
pub(crate) fn histories(narrow: bool) -> impl Strategy<Value = Walk> {
    let steps = prop_oneof![
        4 => together(what()),
        8 => crowd(),
        3 => journey(),
        2 => intent().prop_map(|intent| vec![Step::Calls(vec![intent])]),
        2 => wait().prop_map(|wait| vec![Step::Wait(wait)]),
    ];
    walk(narrow, vec(steps, 1..10))
}

/// All of them at once.
fn together(what: BoxedStrategy<What>) -> BoxedStrategy<Vec<Step>> {
    (who(), vec((what, 0..6_u64, unsent()), 2..=6))
        .prop_map(|(who, whats)| {
            let intent = |(what, delay, unsent)| Intent {
                unsent,
                delay,
                ..right(who, what)
            };
            vec![Step::Calls(whats.into_iter().map(intent).collect())]
        })
        .boxed()
}

/// Something is begun; then several do the same at once, or one of two things.
fn crowd() -> BoxedStrategy<Vec<Step>> {
    let follows = || prop_oneof![2 => followed().prop_map(|whats| whats[0]), 1 => what()];
    let drawn = (begun(), who(), follows(), prop_oneof![follows(), what()]);
    drawn
        .prop_flat_map(|(begun, who, one, other)| {
            let at_once = together(prop_oneof![2 => Just(one), 1 => Just(other)].boxed());
            at_once.prop_map(move |mut at_once| {
                for step in &mut at_once {
                    if let Step::Calls(intents) = step {
                        intents.iter_mut().for_each(|intent| intent.who = who);
                    }
                }
                [one_by_one(who, begun.clone()), at_once].concat()
            })
        })
        .boxed()
}

fn walk(narrow: bool, steps: impl Strategy<Value = Vec<Vec<Step>>>) -> impl Strategy<Value = Walk> {
    let beginnings = prop_oneof![
        Just("2060-03-01T12:00:00Z"),
        Just("2060-02-29T23:59:30Z"),
        Just("2061-12-31T23:50:00Z"),
    ];
    // Whoever acts most is somebody; the others mostly come into it later.
    let starts = (
        start(),
        prop_oneof![3 => Just(Start::Unknown), 1 => start()],
    )
        .prop_map(|(first, second)| vec![first, second, Start::Unknown]);
    (beginnings, starts, steps).prop_map(move |(beginning, starts, steps)| Walk {
        beginning,
        narrow,
        starts,
        steps: steps.concat(),
    })
}

fn start() -> impl Strategy<Value = Start> {
    prop_oneof![
        1 => Just(Start::Unknown),
        1 => level().prop_map(Start::Registered),
        3 => level().prop_map(Start::Active),
    ]
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![1 => Just(Level::Basic), 3 => Just(Level::Advanced)]
}

fn intent() -> BoxedStrategy<Intent> {
    (who(), what(), unsent())
        .prop_map(|(who, what, unsent)| Intent {
            unsent,
            ..right(who, what)
        })
        .boxed()
}

/// One of them above all: limits are come to by who acts often.
fn who() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0), 1 => 1..PEOPLE]
}

fn unsent() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.05)
}

fn what() -> BoxedStrategy<What> {
    let substantial = prop_oneof![Just(Assurance::Low), Just(Assurance::Substantial)];
    prop_oneof![
        2 => (level(), other(), other(), 0..NAMES).prop_map(|(level, phone, mail, name)| {
            What::Register { level, phone, mail, name }
        }),
        4 => (purpose(), entry(), other()).prop_map(|(purpose, code, mail)| {
            What::Prove { purpose, code, mail }
        }),
        5 => (entry(), substantial).prop_map(|(entry, assurance)| What::Login(entry, assurance)),
        3 => (entry(), new()).prop_map(|(entry, new)| What::Change(entry, new)),
        2 => entry().prop_map(What::Unsubscribe),
        7 => (recent(), entry()).prop_map(|(recent, entry)| What::Otp(recent, entry)),
        3 => recent().prop_map(What::Resend),
        4 => (recent(), new()).prop_map(|(recent, new)| What::SetPassword(recent, new)),
        3 => recent().prop_map(What::Session),
        1 => recent().prop_map(What::EndSession),
    ]
    .boxed()
}

/// Several steps that lead somewhere.
fn journey() -> BoxedStrategy<Vec<Step>> {
    let by_code = (purpose(), 0..GOOD_WORDS).prop_map(|(purpose, word)| {
        let mut whats = activation(word);
        if let What::Prove { purpose: of, .. } = &mut whats[0] {
            *of = purpose;
        }
        whats
    });
    let login = prop_oneof![
        Just(vec![
            What::Login(Entry::Right, Assurance::Substantial),
            What::Otp(0, Entry::Right),
            What::Session(0),
        ]),
        Just(vec![
            What::Login(Entry::Right, Assurance::Low),
            What::Session(0),
        ]),
    ];
    let change = (0..GOOD_WORDS).prop_map(|word| {
        let change = What::Change(Entry::Right, New::Good(word));
        vec![change, What::Otp(0, Entry::Right), What::Session(0)]
    });
    let unsubscribe = Just(vec![
        What::Unsubscribe(Entry::Right),
        What::Otp(0, Entry::Right),
        What::Session(0),
    ]);
    let wrong = (entry_of_something(), 2..6_usize).prop_map(|(what, times)| vec![what; times]);
    let whats = prop_oneof![
        3 => by_code,
        3 => login,
        3 => change,
        1 => unsubscribe,
        3 => wrong,
    ];
    (who(), whats)
        .prop_map(|(who, whats)| one_by_one(who, whats))
        .boxed()
}

/// Something is begun, and followed when one of its ends is near, or is there, or when something
/// else was done meanwhile.
fn end() -> BoxedStrategy<Vec<Step>> {
    let meanwhile = prop_oneof![
        2 => edge().prop_map(Ok),
        1 => what().prop_map(Err),
    ];
    (who(), begun(), meanwhile, followed())
        .prop_map(|(who, begun, meanwhile, followed)| {
            let meanwhile = match meanwhile {
                Ok(edge) => vec![Step::Wait(edge)],
                Err(what) => one_by_one(who, vec![what]),
            };
            [one_by_one(who, begun), meanwhile, one_by_one(who, followed)].concat()
        })
        .boxed()
}

fn begun() -> BoxedStrategy<Vec<What>> {
    let prove = What::Prove {
        purpose: Purpose::Reset,
        code: Entry::Right,
        mail: 0,
    };
    prop_oneof![
        Just(vec![What::Login(Entry::Right, Assurance::Substantial)]),
        Just(vec![What::Login(Entry::Right, Assurance::Low)]),
        Just(vec![What::Unsubscribe(Entry::Right)]),
        Just(vec![prove]),
        Just(vec![prove, What::Otp(0, Entry::Right)]),
    ]
    .boxed()
}

fn followed() -> BoxedStrategy<Vec<What>> {
    prop_oneof![
        entry().prop_map(|entry| vec![What::Otp(0, entry)]),
        entry().prop_map(|entry| vec![What::Resend(0), What::Otp(0, entry)]),
        Just(vec![What::SetPassword(0, New::Good(1))]),
        Just(vec![What::Session(0)]),
        Just(vec![What::Login(Entry::Right, Assurance::Low)]),
    ]
    .boxed()
}

/// What is entered again and again.
fn entry_of_something() -> BoxedStrategy<What> {
    prop_oneof![
        Just(What::Login(Entry::Wrong, Assurance::Low)),
        Just(What::Login(Entry::Right, Assurance::Substantial)),
        Just(What::Change(Entry::Right, New::Good(0))),
        Just(What::Otp(0, Entry::Wrong)),
        Just(What::SetPassword(0, New::Bad(0))),
        (
            purpose(),
            prop_oneof![Just(Entry::Wrong), Just(Entry::Right)],
            other()
        )
            .prop_map(|(purpose, code, mail)| What::Prove {
                purpose,
                code,
                mail
            }),
    ]
    .boxed()
}

fn purpose() -> impl Strategy<Value = Purpose> {
    prop_oneof![Just(Purpose::Activation), Just(Purpose::Reset)]
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![6 => Just(Entry::Right), 2 => Just(Entry::Older), 3 => Just(Entry::Wrong)]
}

fn new() -> impl Strategy<Value = New> {
    prop_oneof![
        8 => (0..GOOD_WORDS).prop_map(New::Good),
        1 => Just(New::Current),
        1 => (0..3_u8 + NAMES).prop_map(New::Bad),
    ]
}

/// A person's own, mostly; else that of somebody else, or nobody's.
fn other() -> impl Strategy<Value = u8> {
    prop_oneof![5 => Just(0), 1 => 1..PHONES]
}

fn recent() -> impl Strategy<Value = Recent> {
    prop_oneof![6 => Just(0_usize), 1 => 1..4_usize]
}

fn wait() -> impl Strategy<Value = Wait> {
    let seconds = prop_oneof![
        Just(1),
        Just(59),
        Just(60),
        Just(600),
        Just(1_800),
        Just(28_800),
        Just(86_400),
        Just(400 * 86_400),
    ];
    // The last of all ends is a password's expiry.
    let expiry = Just(Wait::Edge(100, -1));
    prop_oneof![2 => seconds.prop_map(Wait::Seconds), 2 => edge(), 1 => expiry]
}

/// Until the second before something ends, or the second itself; mostly of what ends soon.
fn edge() -> impl Strategy<Value = Wait> {
    let nth = prop_oneof![3 => Just(0_usize), 6 => 1..5_usize, 1 => Just(100)];
    (nth, -1..=0_i64).prop_map(|(nth, off)| Wait::Edge(nth, off))
}
