//! What is stored.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{Assurance, Call, Document, Level, Mail, Name, Numbers, Phone, Purpose, Second, Word};

const DAY: Second = 86_400;

/// All that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Model {
    /// Who was ever registered.
    pub people: BTreeMap<Document, Person>,
    /// One for every document whose password was ever entered or set.
    pub passwords: BTreeMap<Document, Password>,
    /// Entries of an activation code, for a document with an e-mail.
    pub pairs: BTreeMap<(Document, Mail), BTreeSet<Call>>,
    /// Whose a phone is.
    pub holders: BTreeMap<Phone, Document>,
    /// Procedures, by the call that opened them.
    pub procedures: BTreeMap<Call, Procedure>,
    /// Sessions, by the call that opened them.
    pub sessions: BTreeMap<Call, Session>,
    /// How many SMS went to a phone.
    pub sent: BTreeMap<Phone, u32>,
    /// How many SMS were taken out of a day's budget.
    pub spent: BTreeMap<Second, u32>,
}

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Without a password yet.
    Registered,
    /// With one.
    Active,
    /// Gone.
    Unsubscribed,
}

/// What counts against a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counts {
    /// Entries.
    pub tries: BTreeSet<Call>,
    /// Procedures opened and never finished.
    pub opened: BTreeSet<Call>,
    /// The SMS that it caused.
    pub sms: Sms,
}

/// The SMS of the last 24 hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sms {
    /// Who wrote this last, and whether that took an SMS back.
    pub turn: Option<(Call, bool)>,
    /// When they were sent.
    pub times: Vec<Second>,
}

/// A person as the last registration act left them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// Where they stand.
    pub status: Status,
    /// The act, or the unsubscribing, that holds.
    pub act: Call,
    /// The level.
    pub level: Level,
    /// Where SMS go.
    pub phone: Phone,
    /// That number is theirs.
    pub holds_phone: bool,
    /// The e-mail.
    pub mail: Mail,
    /// The names.
    pub name: Name,
    /// The act that gave the activation code.
    pub code: Option<Call>,
    /// Against the code.
    pub counts: Counts,
    /// Passwords before the one in force, newest first.
    pub older: Vec<Word>,
}

/// The password of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Password {
    /// Which.
    pub word: Option<Word>,
    /// Which a raised level ended.
    pub former: Option<Word>,
    /// When it expires.
    pub expires_at: Option<Second>,
    /// What gave it, or took it.
    pub era: Option<Call>,
    /// When it last opened a session.
    pub last_access: Option<Second>,
    /// Against it.
    pub counts: Counts,
}

/// What a procedure waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A one-time code.
    Otp,
    /// A password.
    Password,
    /// Nothing.
    Done,
}

/// A procedure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Procedure {
    /// What for.
    pub purpose: Purpose,
    /// What it waits for.
    pub stage: Stage,
    /// Whose.
    pub who: Document,
    /// The person's act when it was opened.
    pub act: Call,
    /// The password's era then.
    pub era: Option<Call>,
    /// The call that sent the good code.
    pub otp: Option<Call>,
    /// How many were sent.
    pub codes: u32,
    /// When the last one.
    pub sent_at: Second,
    /// When that one ends.
    pub otp_ends_at: Second,
    /// When it ends.
    pub ends_at: Second,
    /// Entries of codes.
    pub tries: BTreeSet<Call>,
    /// Entries of a new password.
    pub entries: BTreeSet<Call>,
    /// A change: the password to set, and those before it then.
    pub new: Option<(Word, Vec<Word>)>,
    /// The password's expiry, and its last access, when it was opened.
    pub times: (Option<Second>, Option<Second>),
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    /// Whose.
    pub who: Document,
    /// The password's era.
    pub era: Option<Call>,
    /// What its login reached.
    pub assurance: Assurance,
    /// When.
    pub opened_at: Second,
    /// Its last use.
    pub seen_at: Second,
    /// Its end.
    pub ends_at: Second,
}

impl Counts {
    /// Another entry may be checked.
    pub(crate) fn have_place(&self, wrong: usize, unfinished: usize) -> bool {
        self.tries.len() <= wrong && self.opened.len() <= unfinished
    }

    /// An opening that passed the limit stays.
    pub(crate) fn undo(&mut self, call: Call, unfinished: usize) {
        self.tries.remove(&call);
        if self.opened.len() <= unfinished {
            self.opened.remove(&call);
        }
    }

    fn settle(&mut self) {
        anonymous(&mut self.tries);
        if let Some(turn) = &mut self.sms.turn {
            *turn = (Call(0), false);
        }
    }

    pub(crate) fn empty(&mut self) {
        self.tries.clear();
        self.opened.clear();
    }
}

impl Sms {
    /// The times with one more, or when there may be one more.
    pub(crate) fn admit(&self, now: Second, cap: usize) -> Result<Vec<Second>, Second> {
        let mut recent: Vec<Second> = self.times.clone();
        recent.retain(|sent| now - sent < DAY);
        recent.sort_unstable();
        if recent.len() >= cap {
            return Err(recent[recent.len() - cap] + DAY);
        }
        recent.push(now);
        Ok(recent)
    }
}

impl Password {
    /// Those that count as used, newest first.
    pub(crate) fn used(&self, older: &[Word]) -> Vec<Word> {
        let newest = self.word.or(self.former);
        newest.into_iter().chain(older.iter().copied()).collect()
    }

    pub(crate) fn set(&mut self, word: Word, call: Call, now: Second) {
        self.word = Some(word);
        self.former = None;
        self.era = Some(call);
        self.expires_at = Some(two_years_after(now));
        self.counts.empty();
    }
}

impl Procedure {
    /// A code may still be entered.
    pub(crate) fn awaits_otp(&self, now: Second, wrong: usize) -> bool {
        self.stage == Stage::Otp && now < self.ends_at && self.tries.len() <= wrong
    }
}

impl Model {
    /// Forgets which calls it was that made the entries that count, and who wrote a history last,
    /// when all calls are over: nothing hangs on it any more.
    pub(crate) fn settle(&mut self) {
        self.people
            .values_mut()
            .for_each(|person| person.counts.settle());
        self.passwords
            .values_mut()
            .for_each(|password| password.counts.settle());
        self.pairs.values_mut().for_each(anonymous);
        for procedure in self.procedures.values_mut() {
            anonymous(&mut procedure.tries);
            anonymous(&mut procedure.entries);
        }
    }

    /// Every instant after this one at which something ends or may be had again, soonest first.
    #[must_use]
    pub fn edges_after(&self, now: Second, numbers: &Numbers) -> Vec<Second> {
        let mut edges = BTreeSet::new();
        for procedure in self.procedures.values() {
            let resend = procedure.sent_at + numbers.resend_wait;
            edges.extend([resend, procedure.otp_ends_at, procedure.ends_at]);
        }
        for session in self.sessions.values() {
            edges.extend([session.seen_at + numbers.session_idle, session.ends_at]);
        }
        let counts = self.people.values().map(|person| &person.counts);
        let counts = counts.chain(self.passwords.values().map(|password| &password.counts));
        for sent in counts.flat_map(|counts| &counts.sms.times) {
            edges.insert(sent + DAY);
        }
        edges.extend(self.passwords.values().filter_map(|it| it.expires_at));
        edges.retain(|edge| *edge > now);
        edges.into_iter().collect()
    }

    /// All that is stored, a line an item, for who compares it with tables.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (Document(who), it) in &self.people {
            let (Mail(mail), Name(name)) = (it.mail, it.name);
            let phone = it.holds_phone.then_some(it.phone.0);
            lines.push(format!(
                "person {who}: {:?} {:?} mail {mail} name {name} phone {phone:?} code {} {} older {}",
                it.status,
                it.level,
                it.code.is_some(),
                counted(&it.counts),
                it.older.len(),
            ));
        }
        for (Document(who), it) in &self.passwords {
            lines.push(format!(
                "password {who}: {} former {} expires {:?} era {} access {:?} {}",
                it.word.is_some(),
                it.former.is_some(),
                it.expires_at,
                it.era.is_some(),
                it.last_access,
                counted(&it.counts),
            ));
        }
        for ((Document(who), Mail(mail)), tries) in &self.pairs {
            lines.push(format!("pair {who} {mail}: {}", tries.len()));
        }
        for (Phone(phone), Document(who)) in &self.holders {
            lines.push(format!("phone {phone}: of {who}"));
        }
        for it in self.procedures.values() {
            lines.push(format!(
                "procedure of {}: {:?} {:?} code {} codes {} sent {} until {} ends {} tries {} \
                 entries {}",
                it.who.0,
                it.purpose,
                it.stage,
                it.otp.is_some(),
                it.codes,
                it.sent_at,
                it.otp_ends_at,
                it.ends_at,
                it.tries.len(),
                it.entries.len(),
            ));
        }
        for it in self.sessions.values() {
            lines.push(format!(
                "session of {}: {:?} opened {} seen {} ends {}",
                it.who.0, it.assurance, it.opened_at, it.seen_at, it.ends_at,
            ));
        }
        for (Phone(phone), sent) in &self.sent {
            lines.push(format!("sms to {phone}: {sent}"));
        }
        for (day, spent) in self.spent.iter().filter(|(_, spent)| **spent > 0) {
            lines.push(format!("budget of {day}: {spent}"));
        }
        lines.sort();
        lines
    }
}

/// As many, by numbers that no call has.
fn anonymous(calls: &mut BTreeSet<Call>) {
    let many = u32::try_from(calls.len()).unwrap_or(u32::MAX);
    *calls = (0..many).map(|nth| Call(u32::MAX - nth)).collect();
}

fn counted(counts: &Counts) -> String {
    format!(
        "tries {} opened {} sms {:?}",
        counts.tries.len(),
        counts.opened.len(),
        counts.sms.times
    )
}

/// The first second of the day, by which its budget is known.
pub(crate) fn day_of(now: Second) -> Second {
    now - now.rem_euclid(DAY)
}

/// The same instant of the calendar, two years on; 1 March for 29 February.
fn two_years_after(now: Second) -> Second {
    let Ok(instant) = Timestamp::from_second(now) else {
        return Second::MAX;
    };
    let then = instant.to_zoned(TimeZone::UTC).datetime();
    let (year, month, day) = (then.year() + 2, then.month(), then.day());
    let date = Date::new(year, month, day).or_else(|_| Date::new(year, 3, 1));
    let later = date.and_then(|date| date.to_datetime(then.time()).to_zoned(TimeZone::UTC));
    later.map_or(Second::MAX, |later| later.timestamp().as_second())
}
