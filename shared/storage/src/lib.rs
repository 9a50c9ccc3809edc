//! DynamoDB: the only crate that knows its SDK.
//!
//! Each call to a table stands in one place, as a method named after what it means, with its
//! condition and a sentence on the race that the condition decides.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`password`] | taking a password's try, comparing it, giving it back, logging in with it |
//! | [`code`] | the same of an activation code, for persons and strangers alike |
//! | [`opening`] | opening a procedure with a right secret; taking back one whose SMS was not sent |
//! | [`procedure`] | entries of one-time codes and new passwords; codes sent again |
//! | [`finish`] | the only places that end a procedure well |
//! | [`person`] | registration acts, and what is known of a person |
//! | [`session`] | what a finished login leaves behind |
//! | [`once`] | challenges that are good once, and the day's budget of SMS |
//! | `secret` | what password and activation code have in common when they were right |
//! | `tables`, `write`, `item` | names of items, expressions, and how an item is read |
//! | `calls` | counts every call |
//!
//! **Take the try, then compare.** A counter is the set of the ids of what it counts, so every
//! write may be repeated. Comparing takes a `Held…` by value, which only `take_…_try` makes: to
//! compare without having taken a try, or twice with one, does not compile.
//!
//! A repeated write: the SDK repeats a call whose answer was lost, and every condition here says
//! yes to its own repetition. What the SDK does not repeat, a conflict between transactions, is
//! repeated by `write`.

mod calls;
pub mod code;
mod error;
pub mod finish;
mod item;
mod limits;
pub mod once;
pub mod opening;
pub mod password;
pub mod person;
pub mod procedure;
mod secret;
pub mod session;
mod tables;
mod write;

use aws_config::{SdkConfig, retry::RetryConfig};
use aws_sdk_dynamodb::{Client, config::Builder};

pub use code::{HeldCode, RightCode};
pub use error::Error;
pub use finish::{Finished, PasswordSet};
pub use limits::Limits;
pub use once::Spending;
pub use opening::{Kept, Opened, Opening, Unsent};
pub use password::{HeldPassword, LoggedIn, Password, RightPassword};
pub use person::{Person, Registered, Registration};
pub use procedure::{Again, Behind, HeldOtp, OtpTaken, Procedure, RightOtp, SentAgain};
pub use session::{LiveSession, NewSession};
pub use tables::Tables;

/// The two tables.
#[derive(Clone)]
pub struct Storage {
    client: Client,
    tables: Tables,
}

/// Whether a try could be taken.
pub enum Taken<T> {
    /// It could: now, and only now, the entry may be compared.
    Held(T),
    /// The limit had been passed: the entry is not compared.
    Blocked,
}

/// What comparing an entry found.
pub enum Compared<T> {
    /// It was wrong, or nobody's.
    Wrong {
        /// How many entries count now, this one among them.
        counted: u32,
    },
    /// It was right.
    Right(T),
}

impl Storage {
    /// Speaks to the tables by `config`, at `endpoint` if it is not AWS's own.
    #[must_use]
    pub fn new(config: &SdkConfig, endpoint: Option<&str>, tables: Tables) -> Self {
        let mut builder = Builder::from(config).interceptor(calls::CountCalls);
        builder.set_endpoint_url(endpoint.map(str::to_owned));
        Self {
            client: Client::from_conf(builder.build()),
            tables,
        }
    }

    /// Opens a connection, so that the first call finds one: names resolved, TLS agreed. What it
    /// asks for is answered by DynamoDB without any right and without cost; that it fails is
    /// nothing, for the first call then does it all.
    pub async fn connect(&self) {
        let asked = self
            .client
            .describe_endpoints()
            .customize()
            .mutate_request(|request| {
                let ping = format!("{}ping", request.uri());
                request.set_method("GET").ok();
                request.set_uri(ping).ok();
            })
            .config_override(Builder::new().retry_config(RetryConfig::disabled()));
        // The answer is not the one of `DescribeEndpoints`.
        asked.send().await.ok();
    }
}
