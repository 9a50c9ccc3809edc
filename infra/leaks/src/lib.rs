//! The canary run of promise 4: what people entered and were answered is searched for wherever it may
//! have gone, in every form that a program gives it. docs/leaks.md says what may be where.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`mark`] | what is searched for |
//! | [`forms`] | what it looks like: plain, in base64, hexadecimal, a URL … |
//! | [`search`] | finds all forms of all marks at once |
//! | [`places`] | what may be where |
//! | [`streams`] | logs, answers, tables, requests and files, taken apart into places |
//! | [`journey`] | a life through every operation |
//! | [`memory`] | what a process still holds |
//! | [`findings`] | what was found, and the table of it |
//! | [`run`] | the canary run: programs, people, faults, the search |
//! | `plant` | planted leaks, each of which has to be found |
//! | [`cli`] | the command line: the whole of it, at the functions' own binaries |

pub mod cli;
mod error;
pub mod findings;
pub mod forms;
pub mod journey;
pub mod mark;
pub mod memory;
pub mod places;
mod plant;
mod programs;
pub mod run;
pub mod search;
pub mod streams;

pub use error::Failed;
pub use findings::Findings;
pub use mark::{Kind, Mark, Marks};
pub use places::Place;
pub use search::{Hit, Search};
