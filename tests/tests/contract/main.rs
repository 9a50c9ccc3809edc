//! The HTTP contract, tested from outside.
//!
//! These tests know a base URL and nothing else. With `LLAVE_URL` they test the server that
//! answers there; without it each test starts a local runner of its own, in memory, on a free
//! port, so that moving its clock disturbs nobody. Tests that share a server through `LLAVE_URL`
//! share its clock too: run them with `--test-threads=1` then. It must offer `/dev/…`.
//!
//! The runners work over the DynamoDB at `LLAVE_TEST_DYNAMODB_URL`, each with tables of its own,
//! and over the SNS at `LLAVE_TEST_SNS_URL`, if these are set.
//!
//! | module | what it shows |
//! | --- | --- |
//! | [`answers`] | every good answer, member by member |
//! | [`registration`], [`second_act`], [`registrar`] | the registration act, and who may perform it |
//! | [`handover`] | the document with the activation code |
//! | [`activation`] | the activation code: its entries, its forms, its two doors |
//! | [`otp`], [`procedures`], [`endings`], [`sms`] | one-time codes, procedures, what ends them, messages |
//! | [`login`], [`openings`], [`sessions`], [`expiry`] | what a password opens and for how long |
//! | [`passwords`] | what may be a password |
//! | [`change`], [`unsubscribing`] | the two procedures of a person who knows their password |
//! | [`strangers`] | nobody can tell a stranger from a person |
//! | [`challenge`], [`question`], [`order`] | the proof of work, the simple question; what is looked at first |
//! | [`bad_input`], [`bad_members`], [`bad_forms`] | whatever is sent, a problem with the right status |
//! | [`problems`] | form, headers and languages of problems |
//! | [`races`] | many at once |

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::ops::Deref;

use tests::Llave;

mod activation;
mod answers;
mod bad_forms;
mod bad_input;
mod bad_members;
mod challenge;
mod change;
mod endings;
mod expiry;
mod handover;
mod login;
mod openings;
mod order;
mod otp;
mod passwords;
mod problems;
mod procedures;
mod question;
mod races;
mod registrar;
mod registration;
mod second_act;
mod sessions;
mod sms;
mod strangers;
mod unsubscribing;

/// A server under test. The runner, if there is one, serves as long as this lives.
struct Server {
    llave: Llave,
    _runner: Option<local::Runner>,
}

impl Deref for Server {
    type Target = Llave;

    fn deref(&self) -> &Llave {
        &self.llave
    }
}

/// The server at `LLAVE_URL`, or a fresh one.
async fn server() -> Server {
    if let Some(url) = setting("LLAVE_URL") {
        return Server {
            llave: Llave::at(&url),
            _runner: None,
        };
    }
    let (dynamodb, sns) = (
        setting("LLAVE_TEST_DYNAMODB_URL"),
        setting("LLAVE_TEST_SNS_URL"),
    );
    let mut options = local::Options::ephemeral_over(dynamodb, sns).expect("random names");
    // The contract leaves the work behind a challenge to the operator.
    options
        .settings
        .push(("LLAVE_CHALLENGE_COST".to_owned(), "10".to_owned()));
    let runner = local::Runner::start(options)
        .await
        .expect("the runner starts");
    Server {
        llave: Llave::at(&runner.url()),
        _runner: Some(runner),
    }
}

fn setting(name: &str) -> Option<String> {
    std::env::var_os(name)?.into_string().ok()
}
