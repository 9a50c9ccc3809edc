//! What a million of each operation costs: the units that a test holds each operation to
//! (`world::every::Kind::units`), the prices of `prices.toml`, and how long a function works, which
//! is its hash, what was measured beyond it, and the wait for the calls that it makes in sequence.

use std::{collections::BTreeMap, process::ExitCode, time::Duration};

use clap::Args;
use serde::Deserialize;
use world::every::{Kind, Opening};

use crate::{
    login::hashes,
    report::{Report, Where},
};

const PRICES: &str = include_str!("../prices.toml");
/// A whole processor, in MB of a function's memory.
const WHOLE: f64 = 1_769.0;
/// Memory sizes that are shown: of a function that hashes, and of one that does not.
const SIZES: [(Kind, &str, &[u32]); 2] = [
    (
        Kind::Login,
        "A login with the password alone",
        &[512, 1_024, 1_769, 3_008],
    ),
    (
        Kind::Session,
        "A session that is asked for",
        &[128, 256, 512, 1_024, 1_769],
    ),
];

/// What is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Processor time of one hash, in place of measuring it
    #[arg(long, value_name = "MILLISECONDS")]
    hash_ms: Option<f64>,
    /// Processor time of a call beyond its hash, as `benches login` tells it
    #[arg(long, default_value_t = 1.2, value_name = "MILLISECONDS")]
    beyond_ms: f64,
    #[command(flatten)]
    place: Where,
}

/// US dollars, each for what its name says; where they come from stands in the file.
#[derive(Debug, Deserialize)]
struct Prices {
    lambda_gb_second: f64,
    lambda_million_requests: f64,
    http_api_million_requests: f64,
    million_read_units: f64,
    million_write_units: f64,
    logs_gb: f64,
    sms_to_spain: [f64; 2],
    assumed: Assumed,
    cognito_lite: BTreeMap<String, f64>,
    keycloak_month: f64,
    keycloak_logins_a_second: f64,
}

/// What is no price.
#[derive(Debug, Deserialize)]
struct Assumed {
    table_call_ms: f64,
    sns_call_ms: f64,
    log_kb_a_call: f64,
    plain_memory_mb: f64,
}

/// What is shown.
const SHOWN: [Kind; 13] = [
    Kind::Login,
    Kind::LoginWithCode,
    Kind::Otp(Opening::Login),
    Kind::Session,
    Kind::EndSession,
    Kind::WrongPassword,
    Kind::Register,
    Kind::Activate,
    Kind::Otp(Opening::Activation),
    Kind::SetPassword,
    Kind::ResendByPassword,
    Kind::Change,
    Kind::Unsubscribe,
];

/// In milliseconds.
#[derive(Clone, Copy)]
struct Times {
    hash: f64,
    beyond: f64,
    call: f64,
    sms: f64,
}

/// How long the function of a call works, in milliseconds, at this memory.
fn ms(call: Kind, times: Times, memory_mb: f64) -> f64 {
    let worked = hashes_of(call) * times.hash + times.beyond;
    let sms = if sends_sms(call) { times.sms } else { 0.0 };
    worked * (WHOLE / memory_mb).max(1.0) + f64::from(call.steps()) * times.call + sms
}

/// What is accepted and goes on by a one-time code has sent it.
fn sends_sms(call: Kind) -> bool {
    call.status() == 202
}

/// A million calls, in US dollars, without SMS.
fn million(call: Kind, prices: &Prices, times: Times, memory_mb: f64) -> f64 {
    let units = call.units();
    let gb_seconds = ms(call, times, memory_mb) / 1e3 * memory_mb / 1_024.0 * 1e6;
    gb_seconds * prices.lambda_gb_second
        + prices.lambda_million_requests
        + prices.http_api_million_requests
        + units.reads * prices.million_read_units
        + units.writes * prices.million_write_units
        + prices.assumed.log_kb_a_call * prices.logs_gb
}

#[expect(clippy::cast_precision_loss, reason = "there are three at most")]
fn hashes_of(call: Kind) -> f64 {
    call.hashes() as f64
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let prices: Prices = toml::from_str(PRICES).expect("the prices can be read");
    let mut report = Report::of("bill");
    let hash = match options.hash_ms {
        Some(given) => {
            report.measures_no_time();
            given
        }
        None => hashes(1, Duration::from_secs(5)).await.1,
    };
    let times = Times {
        hash,
        beyond: options.beyond_ms,
        call: prices.assumed.table_call_ms,
        sms: prices.assumed.sns_call_ms,
    };
    report.line(format_args!(
        "A hash is taken for {} ms of a whole processor, a call beyond it for {} ms, {} ms for each step \
         to the tables, and {} ms for a call to SNS. A million calls, in US dollars, without SMS; functions that hash have \
         {WHOLE} MB, the others {} MB:\n",
        report.timed(hash, 1),
        options.beyond_ms,
        times.call,
        times.sms,
        prices.assumed.plain_memory_mb
    ));
    report.head([
        "call",
        "read units",
        "write units",
        "steps",
        "hashes",
        "a million",
    ]);
    for call in SHOWN {
        let units = call.units();
        let cost = million(call, &prices, times, memory(&prices, call));
        report.row([
            format!("{call:?}"),
            units.reads.to_string(),
            units.writes.to_string(),
            call.steps().to_string(),
            call.hashes().to_string(),
            report.timed(cost, 2),
        ]);
    }
    sizes(&mut report, &prices, times);
    beside(&mut report, &prices, times);
    report.publish(&options.place);
    ExitCode::SUCCESS
}

fn memory(prices: &Prices, call: Kind) -> f64 {
    if call.hashes() > 0 {
        WHOLE
    } else {
        prices.assumed.plain_memory_mb
    }
}

fn sizes(report: &mut Report, prices: &Prices, times: Times) {
    for (call, title, sizes) in SIZES {
        report.line(format_args!("\n{title}, by the memory of its function:\n"));
        report.head(["MB", "ms", "a million"]);
        for size in sizes {
            let memory = f64::from(*size);
            report.row([
                size.to_string(),
                report.timed(ms(call, times, memory), 1),
                report.timed(million(call, prices, times, memory), 2),
            ]);
        }
    }
}

fn beside(report: &mut Report, prices: &Prices, times: Times) {
    let of = |call| million(call, prices, times, memory(prices, call));
    let with_code = of(Kind::LoginWithCode) + of(Kind::Otp(Opening::Login));
    let [low, high] = prices.sms_to_spain.map(|price| price * 1e6);
    report.line("\nA million logins in a month, in US dollars, without SMS:\n");
    report.head(["who", "a million"]);
    report.row([
        "Llave, password alone".to_owned(),
        report.timed(of(Kind::Login), 2),
    ]);
    report.row([
        "Llave, password and one-time code (two calls)".to_owned(),
        report.timed(with_code, 2),
    ]);
    for logins_each in [1.0, 4.0] {
        let cost = cognito(&prices.cognito_lite, 1e6 / logins_each);
        report.row([
            format!("Cognito Lite, {logins_each} logins a person"),
            format!("{cost:.0}"),
        ]);
    }
    report.row([
        format!(
            "Keycloak on two small machines, up to {} logins a second",
            prices.keycloak_logins_a_second
        ),
        format!("{:.0}", prices.keycloak_month),
    ]);
    report.line(format_args!(
        "\nA million SMS to Spain cost {low:.0} to {high:.0} whoever sends them: one a login, always one part."
    ));
}

/// So many people a month: a price for each, by tiers of `from = price`.
fn cognito(tiers: &BTreeMap<String, f64>, people: f64) -> f64 {
    let mut tiers: Vec<(f64, f64)> = tiers
        .iter()
        .map(|(from, price)| (from.parse().expect("a number of people"), *price))
        .collect();
    tiers.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ends = tiers.iter().skip(1).map(|(from, _)| *from);
    let ends: Vec<_> = ends.chain([f64::INFINITY]).collect();
    let each = tiers.iter().zip(ends);
    each.map(|((from, price), end)| (people.min(end) - from).max(0.0) * price)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prices() -> Prices {
        toml::from_str(PRICES).unwrap()
    }

    #[test]
    fn a_million_people_cost_cognito_by_its_tiers() {
        let tiers = BTreeMap::from([("10000".to_owned(), 0.005), ("100000".to_owned(), 0.004)]);
        let check = |people: f64, cost: f64| {
            assert!((cognito(&tiers, people) - cost).abs() < 1e-6, "{people}");
        };
        check(9_000.0, 0.0);
        check(11_000.0, 5.0);
        check(1_000_000.0, 90_000.0 * 0.005 + 900_000.0 * 0.004);
    }

    /// At 30 ms a hash, which is slower than any machine that it was measured on.
    #[test]
    fn a_million_logins_cost_seven_dollars_at_most() {
        let prices = prices();
        let times = Times {
            hash: 30.0,
            beyond: 0.5,
            call: prices.assumed.table_call_ms,
            sms: prices.assumed.sns_call_ms,
        };
        let cost = million(Kind::Login, &prices, times, WHOLE);
        assert!((4.0..7.0).contains(&cost), "{cost}");
    }
}
