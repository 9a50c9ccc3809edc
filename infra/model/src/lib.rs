//! What the operations must do, said once more: a model without storage, hashes and networks, to
//! hold the real operations against. It knows the rules of the design and none of their code.
//!
//! An operation is not one step. An entry takes a try and is settled later; a procedure is opened
//! on what was read before. So a call here is a list of moves, each of which happens whole, and a
//! call has an answer when its last move is made. One call at a time: its moves in order. Several
//! at once: some order of all their moves, each call's own in sequence, must explain every answer
//! and all that is stored then ([`round::explain`]).
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`numbers`] | the numbers of the rules |
//! | [`asked`] | what is asked of an operation, and what it answers |
//! | [`state`] | what is stored |
//! | [`run`] | a call under way: its moves, and what it answers |
//! | `reach` | what a move touches, and what a call may still touch |
//! | [`round`] | calls at once, and the orders that explain what they were answered |
//!
//! Nothing is random here. Whatever a call makes (an act, an era, a procedure, a code, a session)
//! is named by the call's number, so that two orders that come to the same are the same.

pub mod asked;
pub mod numbers;
mod reach;
pub mod round;
pub mod run;
pub mod state;

pub use asked::{
    Answer, Assurance, Call, Document, Fact, Guess, Level, Mail, Name, Opener, Phone, Purpose,
    Question, Second, Word,
};
pub use numbers::Numbers;
pub use round::{Asked, explain};
pub use run::Run;
pub use state::Model;
