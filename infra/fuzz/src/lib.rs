//! Attacks on whatever reads bytes: one function a target, from any bytes to a panic or to nothing.
//!
//! `infra/fuzz/run` gives them to libFuzzer (through `cargo-fuzz`, which needs the nightly toolchain); the
//! tests of this crate replay what it found worth keeping, on stable and in seconds. `docs/fuzzing.md`
//! says what was found and how long it ran.
//!
//! | module | what it attacks |
//! | --- | --- |
//! | [`rules`] | what `policy` reads: documents, phones, codes, passwords, languages, rules |
//! | [`kept`] | what `secrets` and `proof` read: keys, hashes, seals, proofs of work; settings |
//! | [`edges`] | events, replies, registrars' tokens and keys, scripts of faults |
//! | [`table`] | every operation over a DynamoDB and an SNS that answer anything |
//! | [`operations`] | the whole path of each operation over services that are well |
//! | `answers` | what every answer must show |
//! | `world` | services, and people in every state, put back before each request |

#![expect(
    clippy::expect_used,
    reason = "an attack that finds something has to say so, loudly"
)]

mod answers;
pub mod edges;
pub mod kept;
pub mod operations;
pub mod rules;
pub mod table;
mod world;

use std::{borrow::Cow, sync::LazyLock};

use tokio::runtime::{Builder, Runtime};

/// One target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Of its program in `cargo-fuzz/fuzz_targets` and of its folder in `corpus`.
    pub name: &'static str,
    /// Where its function is.
    pub path: &'static str,
    /// What is done with any bytes. It panics if they have found something.
    pub attack: fn(&[u8]),
}

macro_rules! targets {
    ($($name:ident => $path:path,)+) => {
        &[$(Target {
            name: stringify!($name),
            path: stringify!($path),
            attack: $path,
        }),+]
    };
}

/// Every target.
pub const TARGETS: &[Target] = targets! {
    document => rules::document,
    contact => rules::contact,
    drawn_secrets => rules::drawn_secrets,
    password => rules::password,
    language => rules::language,
    rules => rules::rules,
    settings => kept::settings,
    stored_hash => kept::stored_hash,
    sealed => kept::sealed,
    altcha => kept::altcha,
    event => edges::event,
    gateway => edges::gateway,
    faults_script => edges::faults_script,
    registrar => edges::registrar,
    registrar_keys => edges::registrar_keys,
    table_of_procedures => table::of_procedures,
    table_of_secrets => table::of_secrets,
    request => operations::request,
    op_register => operations::register,
    op_activate => operations::activate,
    op_reset => operations::reset,
    op_verify_otp => operations::verify_otp,
    op_resend_otp => operations::resend_otp,
    op_set_password => operations::set_password,
    op_login => operations::login,
    op_session => operations::session,
    op_change => operations::change,
    op_unsubscribe => operations::unsubscribe,
};

/// The bytes as text: what is no UTF-8 in them is marked so.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Waits for what an operation promises. A connection is served by the runtime that opened it, so there is one
/// for all threads.
fn finish<F: Future>(future: F) -> F::Output {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
        let threads = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        threads.expect("a runtime")
    });
    RUNTIME.block_on(future)
}
