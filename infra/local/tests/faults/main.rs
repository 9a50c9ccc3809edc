//! The matrix of faults: every operation × every call that it makes × every fault, once or for as
//! long as the operation lasts. Each cell is a person of its own, and is held against what must be
//! true whatever happens:
//!
//! - the answer is the one that comes without the fault, or a 503 with `retry-after`, in five
//!   seconds: never a success that should not be, never a right code that is used or wrong;
//! - a try is counted once, an opening once, an SMS sent once;
//! - when the fault has ended the same person finishes the same journey.
//!
//! What each cell was answered is printed to `docs/faults.md`. The whole of it is
//! `LLAVE_FAULTS=all cargo test -p local --test faults`; without, a share of the cells is run, drawn
//! by `LLAVE_FAULTS_SEED`, and held against the page.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`matrix`] | which cells there are, and running them side by side |
//! | [`cell`] | one cell: the request, the fault, what must be true |
//! | [`counts`] | how much is counted before and after |
//! | [`journey`] | how the person goes on |
//! | [`page`] | `docs/faults.md` |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod cell;
mod counts;
mod journey;
mod matrix;
mod page;
