//! The program `llave` itself: what it leaves when it is killed (`kill -9`) and finds when it
//! starts again, what it says when it can't start, and what it serves with `--services-only`.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`killed`] | killed in the middle of a procedure, and of many requests |
//! | [`refused`] | a second runner on the same folder or port |
//! | [`services`] | `--services-only` |
//! | [`elsewhere`] | over another DynamoDB and SNS |
//! | [`guesses`] | `llave guesses` |
//! | [`inbox`] | its SMS, as a page |
//! | [`crowd`] | 50 clients at once |
//! | [`program`] | the program as a child process on a data folder |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod crowd;
mod elsewhere;
mod guesses;
mod inbox;
mod killed;
mod program;
mod refused;
mod services;
