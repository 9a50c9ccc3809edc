//! A login while the table grows: with a thousand people in it, with a hundred thousand, with a
//! million. The embedded tables stand in for DynamoDB, whose own time does not depend on how much
//! it holds; what is shown is that nothing of Llave's does.

use std::{process::ExitCode, time::Instant};

use clap::Args;
use serde_json::{Value, json};
use world::{
    World, services,
    stored::{ACCOUNTS, WRITES_AT_ONCE},
};

use crate::{
    report::{Report, Where},
    stage::login,
    statistics::{median, quantile},
};

/// How much is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Logins at each size
    #[arg(long, default_value_t = 500, value_name = "N")]
    logins: usize,
    /// How many people the table holds, one size after the other
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 100_000, 1_000_000], value_name = "N")]
    people: Vec<usize>,
    #[command(flatten)]
    place: Where,
}

/// Measures and tells.
pub(crate) async fn run(options: &Options) -> ExitCode {
    let world = World::patient_over(services(), &[]).await;
    let person = world.active().await;
    let pattern = [
        world.password_item(&person).await,
        world.person_item(&person).await,
    ];
    let mut report = Report::of("growth");
    report.line(format_args!("{} logins at each size:\n", options.logins));
    report.head(["people", "p50, ms", "p99, ms"]);
    let mut held = 0;
    for people in &options.people {
        fill(&world, &pattern, held..*people).await;
        held = *people;
        let mut times = Vec::new();
        for _ in 0..options.logins {
            let request = login(&person);
            let began = Instant::now();
            let answer = world.send(request).await;
            times.push(began.elapsed().as_secs_f64() * 1e3);
            assert_eq!(answer.status, 200);
        }
        report.row([
            people.to_string(),
            report.timed(median(&times), 2),
            report.timed(quantile(&times, 0.99), 2),
        ]);
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

/// As many others like this one.
async fn fill(world: &World, pattern: &[Value; 2], numbers: std::ops::Range<usize>) {
    let mut items = numbers.flat_map(|number| pattern.iter().map(move |item| other(item, number)));
    loop {
        // A million people at once would not fit into the memory beside the tables.
        let some: Vec<_> = items.by_ref().take(WRITES_AT_ONCE).collect();
        if some.is_empty() {
            return;
        }
        world.put_all(ACCOUNTS, &some).await;
    }
}

/// The same item of somebody else: its key ends in this number.
fn other(item: &Value, number: usize) -> Value {
    let key = item["pk"]["S"].as_str().expect("a key");
    let (beginning, _) = key.split_at(key.len() - 8);
    let mut item = item.clone();
    item["pk"] = json!({"S": format!("{beginning}{number:08}")});
    item
}
