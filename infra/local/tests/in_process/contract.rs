//! The routes that are mounted are the calls of `docs/openapi.json`, no more and no fewer.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use world::World;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

#[tokio::test]
async fn the_contract_has_the_calls_that_the_operations_answer() {
    let world = World::start().await;
    let mounted: BTreeSet<_> = world
        .router()
        .routes()
        .flat_map(|route| {
            let calls = route.methods.iter();
            calls.map(move |method| format!("{method} {}", route.path))
        })
        .collect();
    assert_eq!(described(), mounted);
}

fn described() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let text = fs::read(file).expect("docs/openapi.json is there");
    let contract: Value = serde_json::from_slice(&text).expect("it is JSON");
    let paths = contract["paths"].as_object().expect("it has paths");
    paths
        .iter()
        .flat_map(|(path, calls)| {
            let methods = METHODS.iter().filter(|method| !calls[**method].is_null());
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect()
}
