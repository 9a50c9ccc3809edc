//! A call under way: which of its moves are still to be made, what it has seen so far, and the
//! rules that lead from one to the next.
//!
//! A move happens whole: it reads or writes on its condition, as one call to a table does. Moves
//! that a call makes side by side may happen in any order; the rules are asked when all of them
//! are made.
//!
//! ```text
//! login                    take the try ─▶ log in, put the session
//! login with a code,       take the try, read the person ─▶ open
//! change, unsubscribe
//! activate, reset          take the person's try, take the pair's, read the era ─▶ open
//! verify-otp               take the try ─▶ finish, or prove
//! set-password             take an entry ─▶ read person and password ─▶ finish
//! resend-otp               read the procedure ─▶ read what opened it ─▶ send again
//! session                  use it ─▶ read person and password
//! register                 read the person ─▶ register
//! ```

use std::collections::BTreeMap;

use crate::{
    Answer, Assurance, Call, Document, Fact, Level, Model, Numbers, Opener, Phone, Purpose,
    Question, Second, Word,
    state::{Counts, Password, Person, Procedure, Session, Sms, Stage, Status, day_of},
};

/// What a call does to the tables next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// Takes a try of the password.
    TakePassword,
    /// Takes a try of the person's activation code, if the e-mail is theirs.
    TakeCode,
    /// Takes a try of the pair of document and e-mail.
    TakePair,
    /// Takes a try of the one-time code.
    TakeOtp,
    /// Takes an entry of a new password.
    TakeEntry,
    /// Reads the person.
    ReadPerson,
    /// Reads the password.
    ReadPassword,
    /// Reads the procedure.
    ReadProcedure,
    /// Gives back the try of a right entry.
    GiveBack,
    /// Finishes a login with the password alone.
    LogIn,
    /// Puts the session of such a login.
    PutSession,
    /// Opens a procedure.
    Open,
    /// Counts the procedure that is one too many.
    OpenOneTooMany,
    /// Sends another code.
    SendAgain,
    /// Takes back what was counted for an SMS that was not sent.
    TakeBack,
    /// Goes on to the password.
    Prove,
    /// Ends a procedure well.
    Finish,
    /// Uses a session.
    UseSession,
    /// Ends a session.
    EndSession,
    /// Writes a registration act.
    Register,
    /// Takes back what a call took that could not go on.
    Undo,
}

/// A call under way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    me: Call,
    question: Question,
    now: Second,
    /// SNS refuses its SMS.
    unsent: bool,
    todo: Vec<Move>,
    answer: Option<Answer>,
    seen: Seen,
    /// It was about to open a procedure, or has.
    opening: bool,
    /// Where its SMS went.
    sent_to: Option<Phone>,
}

/// What a call has read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Seen {
    /// The password, as it was when the try was taken or as it was read; `None`: no place.
    password: Option<Password>,
    /// The person, likewise.
    person: Option<Person>,
    /// The person's e-mail is not the one that was entered.
    other_mail: bool,
    /// How many entries the pair counted with this one; `None`: no place.
    pair: Option<usize>,
    procedure: Option<Procedure>,
    session: Option<Session>,
    /// What counts against the secret that opens, as it was last read.
    opened: usize,
    sms: Sms,
    /// The history before this call's own SMS.
    sms_before: Vec<Second>,
}

impl Seen {
    /// Forgets the counts that have been judged, so that orders that differ in nothing else come
    /// to the same.
    fn slim(&mut self) {
        self.pair = None;
        if let Some(password) = &mut self.password {
            password.counts = Counts::default();
        }
        if let Some(person) = &mut self.person {
            person.counts = Counts::default();
        }
        if let Some(procedure) = &mut self.procedure {
            procedure.tries.clear();
            procedure.entries.clear();
        }
    }
}

/// What a move leads to.
enum After {
    /// To the rules, when what is beside it has been made.
    Rules,
    /// To these moves.
    Moves(Vec<Move>),
    /// To this answer.
    Answer(Answer),
    /// To these moves, and whatever they find to this answer.
    MovesThenAnswer(Vec<Move>, Answer),
}

impl Run {
    /// A call that has not begun. `unsent`: SNS refuses its SMS.
    #[must_use]
    pub fn new(me: Call, question: Question, now: Second, unsent: bool) -> Self {
        let todo = match question {
            Question::Register { .. } => vec![Move::ReadPerson],
            Question::Prove { .. } => vec![Move::TakeCode, Move::TakePair, Move::ReadPassword],
            Question::Login {
                assurance: Assurance::Low,
                ..
            } => vec![Move::TakePassword],
            Question::Login { .. } | Question::Change { .. } | Question::Unsubscribe { .. } => {
                vec![Move::TakePassword, Move::ReadPerson]
            }
            Question::VerifyOtp { .. } => vec![Move::TakeOtp],
            Question::ResendOtp { .. } => vec![Move::ReadProcedure],
            Question::SetPassword { .. } => vec![Move::TakeEntry],
            Question::Session(_) => vec![Move::UseSession],
            Question::EndSession(_) => vec![Move::EndSession],
        };
        Self {
            me,
            question,
            now,
            unsent,
            todo,
            answer: None,
            seen: Seen::default(),
            opening: false,
            sent_to: None,
        }
    }

    /// What may be done next: any of these.
    #[must_use]
    pub fn todo(&self) -> &[Move] {
        &self.todo
    }

    /// The answer, when nothing is left to do.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref().filter(|_| self.todo.is_empty())
    }

    /// Makes one of the moves that may be next.
    pub fn make(&mut self, place: usize, model: &mut Model, numbers: &Numbers) {
        let step = self.todo.remove(place);
        let mut table = Table {
            model,
            numbers,
            run: self,
        };
        let mut after = table.make(step);
        if matches!(after, After::Rules) && self.todo.is_empty() && self.answer.is_none() {
            after = self.decide(numbers);
        }
        match after {
            After::Rules => {}
            After::Moves(moves) => self.todo = moves,
            After::Answer(answer) => self.answer = Some(answer),
            After::MovesThenAnswer(moves, answer) => {
                self.todo = moves;
                self.answer = Some(answer);
            }
        }
    }

    /// Cannot go on, whatever it has done so far: it gives back what it took, and is answered so.
    /// A try that a call was giving back when it broke off may stay.
    pub(crate) fn break_off(&self, answer: &Answer) -> Vec<Self> {
        let broken = |todo| Self {
            todo,
            answer: Some(answer.clone()),
            ..self.clone()
        };
        if self.todo == [Move::GiveBack] {
            return vec![broken(vec![Move::Undo]), broken(vec![])];
        }
        vec![broken(vec![Move::Undo])]
    }

    /// Leaves out the giving or taking back that it was at, which failed.
    pub(crate) fn leave_out(&self) -> Option<Self> {
        [[Move::GiveBack], [Move::TakeBack]]
            .iter()
            .any(|last| self.todo == last)
            .then(|| Self {
                todo: vec![],
                ..self.clone()
            })
    }

    /// Who has an answer remembers nothing else.
    pub(crate) fn forget(&mut self) {
        if self.answer().is_some() {
            self.seen = Seen::default();
            self.opening = false;
            self.sent_to = None;
        }
    }

    /// Only another code of what the activation code opened hangs on them.
    pub(crate) fn counts_of_person_matter(&self) -> bool {
        matches!(self.question, Question::ResendOtp { .. })
    }

    /// What is asked.
    pub(crate) fn question(&self) -> &Question {
        &self.question
    }

    pub(crate) fn who(&self) -> Document {
        match self.question {
            Question::Register { who, .. }
            | Question::Prove { who, .. }
            | Question::Login { who, .. }
            | Question::Change { who, .. }
            | Question::Unsubscribe { who, .. } => who,
            Question::VerifyOtp { .. }
            | Question::ResendOtp { .. }
            | Question::SetPassword { .. }
            | Question::Session(_)
            | Question::EndSession(_) => {
                let procedure = self.seen.procedure.as_ref().map(|it| it.who);
                let session = self.seen.session.as_ref().map(|it| it.who);
                procedure.or(session).unwrap_or(Document(u8::MAX))
            }
        }
    }

    /// What the procedure is for that this call opens or is about.
    fn purpose(&self) -> Purpose {
        match self.question {
            Question::Prove { purpose, .. } => purpose,
            Question::Change { .. } => Purpose::Change,
            Question::Unsubscribe { .. } => Purpose::Unsubscribe,
            Question::Login { .. }
            | Question::Register { .. }
            | Question::VerifyOtp { .. }
            | Question::ResendOtp { .. }
            | Question::SetPassword { .. }
            | Question::Session(_)
            | Question::EndSession(_) => self
                .seen
                .procedure
                .as_ref()
                .map_or(Purpose::Login, |procedure| procedure.purpose),
        }
    }
}

/// The rules.
impl Run {
    fn decide(&mut self, numbers: &Numbers) -> After {
        match self.question {
            Question::Login {
                word, assurance, ..
            } => self.with_password(word, numbers, |run| run.login(assurance, numbers)),
            Question::Change { word, new, .. } => {
                self.with_password(word, numbers, |run| run.change(new, numbers))
            }
            Question::Unsubscribe { word, .. } => {
                self.with_password(word, numbers, |run| run.unsubscribe(numbers))
            }
            Question::Prove { code, .. } => self.with_code(code, numbers),
            Question::VerifyOtp { otp, .. } => self.verify_otp(otp, numbers),
            Question::ResendOtp { .. } => self.resend(numbers),
            Question::SetPassword { word, .. } => self.set_password(word, numbers),
            Question::Session(_) => self.look(numbers),
            Question::Register { level, .. } => self.register(level),
            Question::EndSession(_) => After::Answer(Answer::good(204, &[])),
        }
    }

    fn with_password(
        &mut self,
        word: Word,
        numbers: &Numbers,
        right: impl FnOnce(&mut Self) -> After,
    ) -> After {
        let Some(password) = &self.seen.password else {
            return After::Answer(password_blocked());
        };
        let wrong = |counted| Answer::wrong(numbers.password_wrong, counted, password_blocked());
        if password.word != Some(word) {
            return After::Answer(wrong(password.counts.tries.len()));
        }
        let alone = matches!(
            self.question,
            Question::Login {
                assurance: Assurance::Low,
                ..
            }
        );
        let gone = self
            .seen
            .person
            .as_ref()
            .is_none_or(|person| person.status == Status::Unsubscribed);
        if !alone && gone {
            // Unsubscribed between the try and the look beside it.
            return give_back(wrong(1));
        }
        right(self)
    }

    fn login(&mut self, assurance: Assurance, numbers: &Numbers) -> After {
        if let Some(refused) = self.refuse_expired() {
            return refused;
        }
        if assurance == Assurance::Low {
            self.seen.slim();
            return After::Moves(vec![Move::LogIn, Move::PutSession]);
        }
        let level = self.seen.person.as_ref().map(|person| person.level);
        if level != Some(Level::Advanced) {
            return give_back(Answer::problem(403, "assurance-not-reachable"));
        }
        self.open(numbers)
    }

    fn change(&mut self, new: Word, numbers: &Numbers) -> After {
        let password = self.seen.password.clone().unwrap_or_default();
        if let Some(rejected) = self.rejects(&password, new, numbers) {
            return give_back(rejected);
        }
        self.open(numbers)
    }

    fn unsubscribe(&mut self, numbers: &Numbers) -> After {
        if let Some(refused) = self.refuse_expired() {
            return refused;
        }
        self.open(numbers)
    }

    fn refuse_expired(&self) -> Option<After> {
        let expires_at = self.seen.password.as_ref().and_then(|it| it.expires_at);
        self.is_past(expires_at)
            .then(|| give_back(password_expired()))
    }

    fn is_past(&self, expires_at: Option<Second>) -> bool {
        expires_at.is_some_and(|expires_at| self.now >= expires_at)
    }

    /// Every rule that a new password breaks, if it breaks any.
    fn rejects(&self, password: &Password, new: Word, numbers: &Numbers) -> Option<Answer> {
        let person = self.seen.person.as_ref();
        let older: &[Word] = person.map_or(&[], |person| &person.older);
        let used = password.used(older);
        let personal = new.names.is_some() && new.names == person.map(|person| person.name);
        let reused = used.iter().take(numbers.history).any(|word| *word == new);
        let broken: Vec<_> = [
            new.breaks,
            personal.then_some("personal-data"),
            reused.then_some("history"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if broken.is_empty() {
            return None;
        }
        let mut answer = Answer::problem(422, "password-rejected");
        for code in broken {
            answer = answer.with(code, Fact::Says("broken"));
        }
        Some(answer)
    }

    fn with_code(&mut self, code: Option<Call>, numbers: &Numbers) -> After {
        let wrong = |counted| Answer::wrong(numbers.code_wrong, counted, code_blocked());
        if self.seen.other_mail {
            return After::Answer(self.seen.pair.map_or_else(code_blocked, wrong));
        }
        let Some(person) = &self.seen.person else {
            return After::Answer(code_blocked());
        };
        if code.is_none() || person.code != code {
            return After::Answer(wrong(person.counts.tries.len()));
        }
        self.open(numbers)
    }

    /// Goes on to the opening, with what was last read of the secret.
    fn open(&mut self, numbers: &Numbers) -> After {
        let counts = match self.purpose().opener() {
            Opener::Password => self.seen.password.as_ref().map(|it| &it.counts),
            Opener::Code => self.seen.person.as_ref().map(|it| &it.counts),
        };
        let counts = counts.cloned().unwrap_or_default();
        self.open_on(&counts, numbers)
    }

    fn open_on(&mut self, counts: &Counts, numbers: &Numbers) -> After {
        self.opening = true;
        self.seen.slim();
        self.seen.opened = counts.opened.len();
        self.seen.sms = counts.sms.clone();
        if let Err(next) = self.seen.sms.admit(self.now, numbers.sms) {
            return give_back(too_many(next - self.now));
        }
        if self.seen.opened >= numbers.unfinished {
            return After::Moves(vec![Move::OpenOneTooMany]);
        }
        After::Moves(vec![Move::Open])
    }

    fn verify_otp(&mut self, otp: Option<Call>, numbers: &Numbers) -> After {
        let Some(procedure) = &self.seen.procedure else {
            return After::Answer(Answer::ended());
        };
        if otp.is_none() || procedure.otp != otp {
            let counted = procedure.tries.len();
            let answer = Answer::wrong(numbers.otp_wrong, counted, Answer::ended());
            return After::Answer(answer);
        }
        let ((expires_at, _), purpose) = (procedure.times, procedure.purpose);
        self.seen.slim();
        match purpose {
            Purpose::Activation | Purpose::Reset => After::Moves(vec![Move::Prove]),
            Purpose::Change => After::Moves(vec![Move::Finish]),
            Purpose::Login | Purpose::Unsubscribe if self.is_past(expires_at) => {
                After::Answer(password_expired())
            }
            Purpose::Login | Purpose::Unsubscribe => After::Moves(vec![Move::Finish]),
        }
    }

    fn resend(&mut self, numbers: &Numbers) -> After {
        let Some(procedure) = &self.seen.procedure else {
            return After::Answer(Answer::ended());
        };
        let beside = match procedure.purpose.opener() {
            Opener::Code => vec![Move::ReadPerson],
            Opener::Password => vec![Move::ReadPerson, Move::ReadPassword],
        };
        let Some(person) = &self.seen.person else {
            // Nothing but the procedure has been read.
            if !procedure.awaits_otp(self.now, numbers.otp_wrong) {
                return After::Answer(Answer::ended());
            }
            if procedure.codes >= numbers.codes {
                return After::Answer(Answer::problem(429, "too-many-messages"));
            }
            let wait = procedure.sent_at + numbers.resend_wait - self.now;
            if wait > 0 {
                return After::Answer(Answer::problem(429, "too-soon").retry_after(wait));
            }
            self.seen.slim();
            return After::Moves(beside);
        };
        let (counts, limit, same_era) = match procedure.purpose.opener() {
            Opener::Code => (person.counts.clone(), numbers.code_wrong, true),
            Opener::Password => {
                let password = self.seen.password.clone().unwrap_or_default();
                let same_era = password.era == procedure.era;
                (password.counts, numbers.password_wrong, same_era)
            }
        };
        let same = person.act == procedure.act && same_era;
        if !same || !counts.have_place(limit, numbers.unfinished) {
            return After::Answer(Answer::ended());
        }
        self.seen.slim();
        self.seen.sms = counts.sms;
        match self.seen.sms.admit(self.now, numbers.sms) {
            Err(next) => After::Answer(too_many(next - self.now)),
            Ok(_) => After::Moves(vec![Move::SendAgain]),
        }
    }

    fn set_password(&mut self, word: Word, numbers: &Numbers) -> After {
        if self.seen.procedure.is_none() {
            return After::Answer(Answer::ended());
        }
        if self.seen.person.is_none() {
            // Only the entry has been taken.
            self.seen.slim();
            return After::Moves(vec![Move::ReadPerson, Move::ReadPassword]);
        }
        let password = self.seen.password.clone().unwrap_or_default();
        match self.rejects(&password, word, numbers) {
            Some(rejected) => After::Answer(rejected),
            None => {
                self.seen.slim();
                After::Moves(vec![Move::Finish])
            }
        }
    }

    fn look(&mut self, numbers: &Numbers) -> After {
        let over = || After::Answer(Answer::problem(401, "unauthenticated"));
        let Some(session) = &self.seen.session else {
            return over();
        };
        let Some(person) = &self.seen.person else {
            // Only the session has been used.
            return After::Moves(vec![Move::ReadPerson, Move::ReadPassword]);
        };
        let password = self.seen.password.clone().unwrap_or_default();
        if password.era != session.era || password.counts.opened.len() > numbers.unfinished {
            return over();
        }
        After::Answer(Answer::good(
            200,
            &[
                ("subject", Fact::Opaque),
                ("assurance", Fact::Says(assurance_word(session.assurance))),
                ("registrationLevel", Fact::Says(level_word(person.level))),
                ("openedAt", Fact::At(session.opened_at)),
                (
                    "expiresAt",
                    Fact::At(session.ends_at.min(self.now + numbers.session_idle)),
                ),
            ],
        ))
    }

    fn register(&mut self, level: Level) -> After {
        let held = self
            .seen
            .person
            .as_ref()
            .filter(|person| person.status != Status::Unsubscribed)
            .map(|person| person.level);
        if held.is_some_and(|held| level < held) {
            return After::Answer(Answer::problem(409, "level-held"));
        }
        After::Moves(vec![Move::Register])
    }
}

/// The tables, under one move of a call.
struct Table<'a> {
    model: &'a mut Model,
    numbers: &'a Numbers,
    run: &'a mut Run,
}

impl Table<'_> {
    fn make(&mut self, step: Move) -> After {
        match step {
            Move::TakePassword => self.take_password(),
            Move::TakeCode => self.take_code(),
            Move::TakePair => self.take_pair(),
            Move::TakeOtp => self.take_otp(),
            Move::TakeEntry => self.take_entry(),
            Move::ReadPerson => {
                let mut person = self.model.people.get(&self.run.who()).cloned();
                if let Some(person) = &mut person
                    && !self.run.counts_of_person_matter()
                {
                    person.counts = Counts::default();
                }
                self.run.seen.person = person;
                After::Rules
            }
            Move::ReadPassword => {
                let found = self.model.passwords.get(&self.run.who());
                self.run.seen.password = found.cloned();
                After::Rules
            }
            Move::ReadProcedure => {
                self.run.seen = Seen {
                    procedure: self.procedure().cloned(),
                    ..Seen::default()
                };
                After::Rules
            }
            Move::GiveBack => {
                let me = self.run.me;
                if let Some((counts, _)) = self.secret() {
                    counts.tries.remove(&me);
                }
                After::Rules
            }
            Move::LogIn => self.log_in(),
            Move::PutSession => {
                let era = self.run.seen.password.as_ref().and_then(|it| it.era);
                let session = self.session(self.run.who(), era, Assurance::Low);
                self.model.sessions.insert(self.run.me, session);
                After::Rules
            }
            Move::Open => self.open(),
            Move::OpenOneTooMany => self.open_one_too_many(),
            Move::SendAgain => self.send_again(),
            Move::TakeBack => self.take_back(),
            Move::Prove => self.prove(),
            Move::Finish => self.finish(),
            Move::UseSession => self.use_session(),
            Move::EndSession => {
                if let Question::EndSession(session) = self.run.question {
                    self.model.sessions.remove(&session);
                }
                After::Rules
            }
            Move::Register => self.register(),
            Move::Undo => self.undo(),
        }
    }

    fn take_password(&mut self) -> After {
        let (wrong, unfinished) = (self.numbers.password_wrong, self.numbers.unfinished);
        let password = self.model.passwords.entry(self.run.who()).or_default();
        if password.counts.have_place(wrong, unfinished) {
            password.counts.tries.insert(self.run.me);
            self.run.seen.password = Some(password.clone());
        }
        After::Rules
    }

    fn take_code(&mut self) -> After {
        let Question::Prove { who, mail, .. } = self.run.question else {
            return After::Rules;
        };
        let (wrong, unfinished) = (self.numbers.code_wrong, self.numbers.unfinished);
        match self.model.people.get_mut(&who) {
            Some(person) if person.mail == mail => {
                if person.counts.have_place(wrong, unfinished) {
                    person.counts.tries.insert(self.run.me);
                    self.run.seen.person = Some(person.clone());
                }
            }
            Some(_) | None => self.run.seen.other_mail = true,
        }
        After::Rules
    }

    fn take_pair(&mut self) -> After {
        let Question::Prove { who, mail, .. } = self.run.question else {
            return After::Rules;
        };
        let tries = self.model.pairs.entry((who, mail)).or_default();
        if tries.len() <= self.numbers.code_wrong {
            tries.insert(self.run.me);
            self.run.seen.pair = Some(tries.len());
        }
        After::Rules
    }

    fn take_otp(&mut self) -> After {
        let (me, now, wrong) = (self.run.me, self.run.now, self.numbers.otp_wrong);
        let Some(procedure) = self.procedure_mut() else {
            return After::Rules;
        };
        if !procedure.awaits_otp(now, wrong) {
            return After::Rules;
        }
        if now >= procedure.otp_ends_at || procedure.otp.is_none() {
            return After::Answer(Answer::problem(410, "otp-expired"));
        }
        procedure.tries.insert(me);
        self.run.seen.procedure = Some(procedure.clone());
        After::Rules
    }

    fn take_entry(&mut self) -> After {
        let (me, now, entries) = (self.run.me, self.run.now, self.numbers.entries);
        if let Some(procedure) = self.procedure_mut()
            && procedure.stage == Stage::Password
            && now < procedure.ends_at
            && procedure.entries.len() < entries
        {
            procedure.entries.insert(me);
            self.run.seen.procedure = Some(procedure.clone());
        }
        After::Rules
    }

    /// The count goes to 0, if the same password reigns and the try still counts.
    fn log_in(&mut self) -> After {
        let seen = self.run.seen.password.clone().unwrap_or_default();
        let (me, now, who) = (self.run.me, self.run.now, self.run.who());
        let password = self.model.passwords.entry(who).or_default();
        let counts = &mut password.counts;
        if password.era != seen.era {
            let (limit, counted) = (self.numbers.password_wrong, counts.tries.len());
            return After::Answer(Answer::wrong(limit, counted, password_blocked()));
        }
        if counts.tries.contains(&me) {
            counts.tries.clear();
            password.last_access = Some(now);
        } else if !counts.have_place(self.numbers.password_wrong, self.numbers.unfinished) {
            return After::Answer(password_blocked());
        }
        let times = (seen.expires_at, seen.last_access);
        After::Answer(self.logged_in(Assurance::Low, times))
    }

    /// The secret that opens, if it is the one that was right, has the history that was read, and
    /// has a place: it counts the procedure in place of the try.
    fn open(&mut self) -> After {
        let (me, now, numbers) = (self.run.me, self.run.now, *self.numbers);
        let (seen, unsent) = (self.run.seen.sms.clone(), self.run.unsent);
        let Ok(times) = seen.admit(now, numbers.sms) else {
            return After::Rules;
        };
        let Some((counts, true)) = self.secret() else {
            return self.superseded();
        };
        if counts.sms.turn != seen.turn || counts.opened.len() >= numbers.unfinished {
            let counts = counts.clone();
            return self.run.open_on(&counts, &numbers);
        }
        counts.tries.remove(&me);
        counts.opened.insert(me);
        counts.sms = Sms {
            turn: Some((me, false)),
            times,
        };
        let procedure = self.procedure_opened();
        let (otp_ends_at, ends_at) = (procedure.otp_ends_at, procedure.ends_at);
        let phone = self.run.seen.person.as_ref().map(|person| person.phone);
        self.model.procedures.insert(me, procedure);
        self.run.seen.sms_before = seen.times;
        if unsent {
            return After::MovesThenAnswer(vec![Move::TakeBack], self.not_sent());
        }
        self.send(phone);
        After::Answer(Answer::good(
            202,
            &[
                ("procedure", Fact::Opaque),
                ("otp/digits", Fact::Count(6)),
                ("otp/expiresAt", Fact::At(otp_ends_at)),
                ("otp/resendAt", Fact::At(now + numbers.resend_wait)),
                ("expiresAt", Fact::At(ends_at)),
            ],
        ))
    }

    fn open_one_too_many(&mut self) -> After {
        let (me, numbers, purpose) = (self.run.me, *self.numbers, self.run.purpose());
        let Some((counts, true)) = self.secret() else {
            return self.superseded();
        };
        if counts.opened.len() < numbers.unfinished {
            let counts = counts.clone();
            return self.run.open_on(&counts, &numbers);
        }
        counts.opened.insert(me);
        counts.tries.remove(&me);
        After::Answer(match purpose.opener() {
            Opener::Password => password_blocked(),
            Opener::Code => code_blocked(),
        })
    }

    /// Another secret was set meanwhile.
    fn superseded(&mut self) -> After {
        let (limit, tripped) = match self.run.purpose().opener() {
            Opener::Password => (self.numbers.password_wrong, password_blocked()),
            Opener::Code => (self.numbers.code_wrong, code_blocked()),
        };
        let counted = self.secret().map_or(0, |(counts, _)| counts.tries.len());
        After::Answer(Answer::wrong(limit, counted, tripped))
    }

    fn procedure_opened(&self) -> Procedure {
        let Run { now, seen, .. } = &*self.run;
        let password = seen.password.clone().unwrap_or_default();
        let person = seen.person.as_ref();
        let ends_at = now + self.numbers.procedure_life;
        let new = match self.run.question {
            Question::Change { new, .. } => {
                let older: &[Word] = person.map_or(&[], |person| &person.older);
                let mut kept = password.used(older);
                kept.truncate(self.numbers.history.saturating_sub(1));
                Some((new, kept))
            }
            Question::Register { .. }
            | Question::Prove { .. }
            | Question::Login { .. }
            | Question::Unsubscribe { .. }
            | Question::VerifyOtp { .. }
            | Question::ResendOtp { .. }
            | Question::SetPassword { .. }
            | Question::Session(_)
            | Question::EndSession(_) => None,
        };
        Procedure {
            purpose: self.run.purpose(),
            stage: Stage::Otp,
            who: self.run.who(),
            act: person.map_or(self.run.me, |person| person.act),
            era: password.era,
            otp: Some(self.run.me),
            codes: 1,
            sent_at: *now,
            otp_ends_at: ends_at.min(now + self.numbers.otp_life),
            ends_at,
            tries: [].into(),
            entries: [].into(),
            new,
            times: (password.expires_at, password.last_access),
        }
    }

    /// Another code, if procedure and secret are as they were read.
    fn send_again(&mut self) -> After {
        let (me, now, numbers) = (self.run.me, self.run.now, *self.numbers);
        let Some(seen) = self.run.seen.procedure.clone() else {
            return After::Rules;
        };
        let Question::ResendOtp { procedure: id } = self.run.question else {
            return After::Rules;
        };
        let sms = self.run.seen.sms.clone();
        let Ok(times) = sms.admit(now, numbers.sms) else {
            return After::Rules;
        };
        let as_read = self.procedure().is_some_and(|it| {
            it.awaits_otp(now, numbers.otp_wrong)
                && it.codes == seen.codes
                && it.sent_at == seen.sent_at
        });
        let same_turn =
            matches!(self.secret(), Some((counts, true)) if counts.sms.turn == sms.turn);
        if !as_read || !same_turn {
            return After::Moves(vec![Move::ReadProcedure]);
        }
        if let Some((counts, _)) = self.secret() {
            counts.opened.insert(id);
            counts.sms = Sms {
                turn: Some((me, false)),
                times,
            };
        }
        let otp_ends_at = seen.ends_at.min(now + numbers.otp_life);
        if let Some(procedure) = self.procedure_mut() {
            procedure.otp = Some(me);
            procedure.codes += 1;
            procedure.sent_at = now;
            procedure.otp_ends_at = otp_ends_at;
        }
        self.run.seen.sms_before = sms.times;
        if self.run.unsent {
            return After::MovesThenAnswer(vec![Move::TakeBack], self.not_sent());
        }
        let phone = self.run.seen.person.as_ref().map(|person| person.phone);
        self.send(phone);
        let left = numbers.codes - (seen.codes + 1);
        After::Answer(Answer::good(
            202,
            &[
                ("otp/digits", Fact::Count(6)),
                ("otp/expiresAt", Fact::At(otp_ends_at)),
                ("otp/resendAt", Fact::At(now + numbers.resend_wait)),
                ("codesLeft", Fact::Count(left.into())),
            ],
        ))
    }

    /// If nobody entered a code, sent another or opened another, and no limit was passed.
    fn take_back(&mut self) -> After {
        let (me, unfinished) = (self.run.me, self.numbers.unfinished);
        let before = self.run.seen.sms_before.clone();
        let id = match self.run.question {
            Question::ResendOtp { procedure } => procedure,
            Question::Register { .. }
            | Question::Prove { .. }
            | Question::Login { .. }
            | Question::Change { .. }
            | Question::Unsubscribe { .. }
            | Question::VerifyOtp { .. }
            | Question::SetPassword { .. }
            | Question::Session(_)
            | Question::EndSession(_) => me,
        };
        let untouched = self
            .model
            .procedures
            .get(&id)
            .is_some_and(|it| it.tries.is_empty() && it.otp == Some(me));
        let Some((counts, _)) = self.secret() else {
            return After::Rules;
        };
        let last = counts.sms.turn == Some((me, false)) && counts.opened.len() <= unfinished;
        if !untouched || !last {
            return After::Rules;
        }
        counts.opened.remove(&id);
        counts.sms = Sms {
            turn: Some((me, true)),
            times: before,
        };
        if let Some(procedure) = self.model.procedures.get_mut(&id) {
            procedure.otp = None;
        }
        After::Rules
    }

    fn prove(&mut self) -> After {
        let ends_at = self.run.now + self.numbers.password_step;
        match self.procedure_mut() {
            Some(procedure) if procedure.stage == Stage::Otp => {
                procedure.stage = Stage::Password;
                procedure.otp = None;
                procedure.ends_at = ends_at;
                After::Answer(Answer::good(
                    200,
                    &[
                        ("next", Fact::Says("set-password")),
                        ("procedure", Fact::Opaque),
                        ("expiresAt", Fact::At(ends_at)),
                    ],
                ))
            }
            Some(_) | None => After::Answer(Answer::ended()),
        }
    }

    /// Ends a procedure well, if all that it rests on is as it was: its stage, the act, the era,
    /// and the limits of the secret that opened it.
    fn finish(&mut self) -> After {
        let ended = || After::Answer(Answer::ended());
        let Some(seen) = self.run.seen.procedure.clone() else {
            return ended();
        };
        let same_stage = self.procedure().is_some_and(|it| it.stage == seen.stage);
        let person = self.model.people.get(&seen.who);
        let same_act = person.is_some_and(|person| person.act == seen.act);
        let password = self.model.passwords.get(&seen.who);
        let same_era = password.and_then(|it| it.era) == seen.era;
        let (counts, wrong) = match seen.purpose.opener() {
            Opener::Code => (person.map(|it| &it.counts), self.numbers.code_wrong),
            Opener::Password => (password.map(|it| &it.counts), self.numbers.password_wrong),
        };
        let within = counts.is_none_or(|it| it.have_place(wrong, self.numbers.unfinished));
        if !(same_stage && same_act && same_era && within) {
            return ended();
        }
        if let Some(procedure) = self.procedure_mut() {
            procedure.stage = Stage::Done;
            procedure.otp = None;
        }
        match seen.purpose {
            Purpose::Activation | Purpose::Reset => self.finish_setting(&seen),
            Purpose::Login => self.finish_login(&seen),
            Purpose::Change => self.finish_change(&seen),
            Purpose::Unsubscribe => self.finish_unsubscribe(&seen),
        }
    }

    fn finish_setting(&mut self, seen: &Procedure) -> After {
        let Question::SetPassword { word, .. } = self.run.question else {
            return After::Rules;
        };
        let before = self.run.seen.password.clone().unwrap_or_default();
        if let Some(person) = self.model.people.get_mut(&seen.who) {
            let mut older = before.used(&person.older);
            older.truncate(self.numbers.history.saturating_sub(1));
            person.older = older;
            person.status = Status::Active;
            person.counts.empty();
        }
        let expires_at = self.set(seen.who, word);
        After::Answer(Answer::good(200, &[]).with_time("passwordExpiresAt", expires_at))
    }

    fn finish_change(&mut self, seen: &Procedure) -> After {
        let Some((word, older)) = seen.new.clone() else {
            return After::Rules;
        };
        if let Some(person) = self.model.people.get_mut(&seen.who) {
            person.older = older;
        }
        let expires_at = self.set(seen.who, word);
        let answer = Answer::good(200, &[("next", Fact::Says("done"))]);
        After::Answer(answer.with_time("passwordExpiresAt", expires_at))
    }

    fn set(&mut self, who: Document, word: Word) -> Option<Second> {
        let password = self.model.passwords.entry(who).or_default();
        password.set(word, self.run.me, self.run.now);
        password.expires_at
    }

    fn finish_login(&mut self, seen: &Procedure) -> After {
        let (me, now) = (self.run.me, self.run.now);
        let session = self.session(seen.who, seen.era, Assurance::Substantial);
        self.model.sessions.insert(me, session);
        let password = self.model.passwords.entry(seen.who).or_default();
        password.counts.empty();
        password.last_access = Some(now);
        After::Answer(self.logged_in(Assurance::Substantial, seen.times))
    }

    fn finish_unsubscribe(&mut self, seen: &Procedure) -> After {
        let me = self.run.me;
        if let Some(person) = self.model.people.get_mut(&seen.who) {
            person.act = me;
            person.status = Status::Unsubscribed;
            person.code = None;
            person.counts.empty();
            person.older.clear();
            person.holds_phone = false;
            let phone = person.phone;
            self.model.holders.remove(&phone);
        }
        let password = self.model.passwords.entry(seen.who).or_default();
        let sms = std::mem::take(&mut password.counts.sms);
        *password = Password {
            era: Some(me),
            counts: Counts {
                sms,
                ..Counts::default()
            },
            ..Password::default()
        };
        After::Answer(Answer::good(200, &[("next", Fact::Says("done"))]))
    }

    fn use_session(&mut self) -> After {
        let (now, idle) = (self.run.now, self.numbers.session_idle);
        if let Question::Session(session) = self.run.question
            && let Some(session) = self.model.sessions.get_mut(&session)
            && now < session.ends_at
            && now < session.seen_at + idle
        {
            session.seen_at = now;
            self.run.seen.session = Some(session.clone());
        }
        After::Rules
    }

    /// The act, if the person is as they were read and the phone is nobody else's.
    fn register(&mut self) -> After {
        let Question::Register {
            who,
            level,
            phone,
            mail,
            name,
        } = self.run.question
        else {
            return After::Rules;
        };
        let (me, now) = (self.run.me, self.run.now);
        let seen = self.run.seen.person.take();
        let found = self.model.people.get(&who);
        if found.map(|person| person.act) != seen.as_ref().map(|person| person.act) {
            return After::Moves(vec![Move::ReadPerson]);
        }
        let holder = self.model.holders.get(&phone);
        if holder.is_some_and(|holder| *holder != who) {
            return After::Answer(Answer::problem(409, "phone-in-use"));
        }
        let held = seen
            .as_ref()
            .filter(|person| person.status != Status::Unsubscribed);
        let raised = held.is_some_and(|person| person.level < level);
        if let Some(held) = held.filter(|person| person.holds_phone) {
            self.model.holders.remove(&held.phone);
        }
        self.model.holders.insert(phone, who);
        let status = match held {
            Some(person) if !raised => person.status,
            Some(_) | None => Status::Registered,
        };
        let sms = seen
            .as_ref()
            .map_or_else(Sms::default, |person| person.counts.sms.clone());
        let person = Person {
            status,
            act: me,
            level,
            phone,
            holds_phone: true,
            mail,
            name,
            code: Some(me),
            counts: Counts {
                sms: found.map_or(sms, |person| person.counts.sms.clone()),
                ..Counts::default()
            },
            older: found.map_or_else(Vec::new, |person| person.older.clone()),
        };
        self.model.people.insert(who, person);
        if raised {
            let password = self.model.passwords.entry(who).or_default();
            password.former = password.word.take();
            password.era = Some(me);
            password.expires_at = None;
            password.last_access = None;
            password.counts.empty();
        }
        let method = match level {
            Level::Basic => "letter",
            Level::Advanced => "office",
        };
        After::Answer(Answer::good(
            201,
            &[
                ("registrationLevel", Fact::Says(level_word(level))),
                ("method", Fact::Says(method)),
                ("registeredAt", Fact::At(now)),
                ("activationCode", Fact::Opaque),
            ],
        ))
    }

    /// What counts against the secret that opens, and whether it is still the one that was right.
    fn secret(&mut self) -> Option<(&mut Counts, bool)> {
        let (who, purpose) = (self.run.who(), self.run.purpose());
        let seen = &self.run.seen;
        let of_procedure = seen.procedure.as_ref();
        match purpose.opener() {
            Opener::Code => {
                let act = of_procedure
                    .map(|procedure| procedure.act)
                    .or(seen.person.as_ref().map(|person| person.act));
                let person = self.model.people.get_mut(&who)?;
                let same = Some(person.act) == act;
                Some((&mut person.counts, same))
            }
            Opener::Password => {
                let era = match of_procedure {
                    Some(procedure) => procedure.era,
                    None => seen.password.as_ref().and_then(|password| password.era),
                };
                let password = self.model.passwords.get_mut(&who)?;
                let same = password.era == era;
                Some((&mut password.counts, same))
            }
        }
    }

    fn procedure(&mut self) -> Option<&Procedure> {
        self.procedure_mut().map(|procedure| &*procedure)
    }

    fn procedure_mut(&mut self) -> Option<&mut Procedure> {
        match self.run.question {
            Question::VerifyOtp { procedure, .. }
            | Question::ResendOtp { procedure }
            | Question::SetPassword { procedure, .. } => self.model.procedures.get_mut(&procedure),
            Question::Register { .. }
            | Question::Prove { .. }
            | Question::Login { .. }
            | Question::Change { .. }
            | Question::Unsubscribe { .. }
            | Question::Session(_)
            | Question::EndSession(_) => None,
        }
    }

    fn session(&self, who: Document, era: Option<Call>, assurance: Assurance) -> Session {
        let now = self.run.now;
        Session {
            who,
            era,
            assurance,
            opened_at: now,
            seen_at: now,
            ends_at: now + self.numbers.session_life,
        }
    }

    fn logged_in(
        &self,
        assurance: Assurance,
        (expires_at, last_access): (Option<Second>, Option<Second>),
    ) -> Answer {
        let life = self.numbers.session_idle.min(self.numbers.session_life);
        Answer::good(
            200,
            &[
                ("next", Fact::Says("done")),
                ("session", Fact::Opaque),
                ("assurance", Fact::Says(assurance_word(assurance))),
                ("expiresAt", Fact::At(self.run.now + life)),
            ],
        )
        .with_time("passwordExpiresAt", expires_at)
        .with_time("lastAccess", last_access)
    }

    /// What could not go on sent nothing. It gives back its try and what it may have opened; a
    /// limit that was passed stays passed.
    fn undo(&mut self) -> After {
        let me = self.run.me;
        if let Some(phone) = self.run.sent_to.take() {
            self.model.sent.entry(phone).and_modify(|sent| *sent -= 1);
            self.model.sent.retain(|_, sent| *sent > 0);
        }
        match self.run.question {
            Question::Prove { who, mail, .. } => {
                if let Some(person) = self.model.people.get_mut(&who) {
                    person.counts.undo(me, self.numbers.unfinished);
                }
                // Before it went on to open, the entry counted on neither.
                if !self.run.opening {
                    let pair = self.model.pairs.get_mut(&(who, mail));
                    pair.map(|tries| tries.remove(&me));
                }
            }
            Question::Login { who, .. }
            | Question::Change { who, .. }
            | Question::Unsubscribe { who, .. } => {
                if let Some(password) = self.model.passwords.get_mut(&who) {
                    password.counts.undo(me, self.numbers.unfinished);
                }
            }
            Question::VerifyOtp { .. } | Question::SetPassword { .. } => {
                if let Some(procedure) = self.procedure_mut() {
                    procedure.tries.remove(&me);
                    procedure.entries.remove(&me);
                }
            }
            Question::ResendOtp { .. } => return self.take_back(),
            Question::Register { .. } | Question::Session(_) | Question::EndSession(_) => {}
        }
        After::Rules
    }

    fn send(&mut self, phone: Option<Phone>) {
        self.run.sent_to = phone;
        if let Some(phone) = phone {
            *self.model.sent.entry(phone).or_default() += 1;
        }
        *self.model.spent.entry(day_of(self.run.now)).or_default() += 1;
    }

    fn not_sent(&self) -> Answer {
        Answer {
            facts: BTreeMap::from([("procedure", Fact::Opaque)]),
            ..Answer::problem(503, "message-not-sent").retry_after(self.numbers.resend_wait)
        }
    }
}

fn give_back(answer: Answer) -> After {
    After::MovesThenAnswer(vec![Move::GiveBack], answer)
}

fn password_blocked() -> Answer {
    Answer::problem(403, "password-blocked")
}

fn code_blocked() -> Answer {
    Answer::problem(403, "activation-code-blocked")
}

fn password_expired() -> Answer {
    Answer::problem(403, "password-expired")
}

fn too_many(seconds: Second) -> Answer {
    Answer::problem(429, "too-many-messages").retry_after(seconds)
}

fn assurance_word(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Low => "low",
        Assurance::Substantial => "substantial",
    }
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Basic => "basic",
        Level::Advanced => "advanced",
    }
}
