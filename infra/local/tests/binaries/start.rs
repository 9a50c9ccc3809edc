//! A binary that can't start says why, and ends.

use std::process::Output;

use local::{Options, Services};

use crate::{binaries, function::run_to_its_end};

#[tokio::test]
async fn a_binary_without_its_index_keys_ends_and_names_the_setting() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let mut settings = services.settings();
    settings.retain(|(name, _)| name != "LLAVE_INDEX_KEYS");
    let output = run_to_its_end(&folder.join("login"), &settings).await;
    check_refusal(&output, "LLAVE_INDEX_KEYS");
}

#[tokio::test]
async fn no_binary_starts_without_settings() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let router = local::router(&services.env(&[])).await;
    for route in router.expect("the operations start").routes() {
        let output = run_to_its_end(&folder.join(route.name), &[]).await;
        check_refusal(&output, "LLAVE_");
    }
}

/// It has not ended well, and the last line that it wrote is JSON that names the setting.
#[track_caller]
fn check_refusal(output: &Output, setting: &str) {
    let log = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{log}");
    let line = log.lines().last().expect("it says why");
    let line: serde_json::Value = serde_json::from_str(line).expect("a log line is JSON");
    let reason = line["reason"].as_str().expect("the line has a reason");
    assert!(reason.starts_with(setting), "{line}");
}
