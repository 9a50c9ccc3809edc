//! What a move touches, and what a call may still touch: a move that nobody else can get in the way
//! of may be made at once, and the search need not try it later.

use crate::{Call, Document, Mail, Model, Purpose, Question, Run, run::Move};

/// Something stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Person(Document),
    CountsOfPerson(Document),
    Password(Document),
    Pair(Document, Mail),
    Procedure(Call),
    Session(Call),
    Phones,
}

/// A place, and whether it is written.
type Touch = (Place, bool);

/// Whether nothing that `other` may still do changes what this move of `run` finds, nor finds it
/// otherwise.
pub(crate) fn apart(step: Move, run: &Run, other: &Run, model: &Model) -> bool {
    let Some(touched) = touched(step, run) else {
        return false;
    };
    if other.answer().is_some() {
        return true;
    }
    let reach = reach(other.question(), model);
    touched.iter().all(|(place, writes)| {
        let meets = |(at, written): &Touch| at == place && (*written || *writes);
        !reach.iter().any(meets)
    })
}

/// `None` for a move that decides between calls.
fn touched(step: Move, run: &Run) -> Option<Vec<Touch>> {
    let who = run.who();
    match (step, run.question()) {
        (Move::PutSession, _) => Some(vec![]),
        (Move::ReadPerson, _) if run.counts_of_person_matter() => Some(vec![
            (Place::Person(who), false),
            (Place::CountsOfPerson(who), false),
        ]),
        (Move::ReadPerson, _) => Some(vec![(Place::Person(who), false)]),
        (Move::ReadPassword, _) => Some(vec![(Place::Password(who), false)]),
        (Move::TakePair, Question::Prove { who, mail, .. }) => {
            Some(vec![(Place::Pair(*who, *mail), true)])
        }
        (
            Move::TakeOtp | Move::TakeEntry | Move::Prove | Move::ReadProcedure,
            Question::VerifyOtp { procedure, .. }
            | Question::SetPassword { procedure, .. }
            | Question::ResendOtp { procedure },
        ) => Some(vec![(Place::Procedure(*procedure), true)]),
        (
            Move::UseSession | Move::EndSession,
            Question::Session(session) | Question::EndSession(session),
        ) => Some(vec![(Place::Session(*session), true)]),
        _ => None,
    }
}

/// All that a call may still touch.
fn reach(question: &Question, model: &Model) -> Vec<Touch> {
    let person = |who, writes| [(Place::Person(who), writes)];
    let counts = |who| [(Place::CountsOfPerson(who), true)];
    let password = |who, writes| [(Place::Password(who), writes)];
    match *question {
        Question::Register { who, .. } => [
            &person(who, true)[..],
            &counts(who),
            &password(who, true),
            &[(Place::Phones, true)],
        ]
        .concat(),
        Question::Prove { who, mail, .. } => [
            &person(who, false)[..],
            &counts(who),
            &password(who, false),
            &[(Place::Pair(who, mail), true)],
        ]
        .concat(),
        Question::Login { who, .. }
        | Question::Change { who, .. }
        | Question::Unsubscribe { who, .. } => [person(who, false), password(who, true)].concat(),
        Question::VerifyOtp { procedure, .. }
        | Question::ResendOtp { procedure }
        | Question::SetPassword { procedure, .. } => {
            let own = [(Place::Procedure(procedure), true)];
            let Some(found) = model.procedures.get(&procedure) else {
                return own.to_vec();
            };
            let proves = matches!(found.purpose, Purpose::Activation | Purpose::Reset);
            if proves && matches!(question, Question::VerifyOtp { .. }) {
                return own.to_vec();
            }
            let who = found.who;
            [
                &own[..],
                &person(who, true),
                &counts(who),
                &password(who, true),
                &[(Place::Phones, true)],
            ]
            .concat()
        }
        Question::Session(session) => {
            let (Some(found), own) = (
                model.sessions.get(&session),
                [(Place::Session(session), true)],
            ) else {
                return vec![(Place::Session(session), true)];
            };
            [
                &own[..],
                &person(found.who, false),
                &password(found.who, false),
            ]
            .concat()
        }
        Question::EndSession(session) => vec![(Place::Session(session), true)],
    }
}
