//! A binary that can't start says why, and ends.

use std::process::Output;

use local::{Options, Services};

use crate::{binaries, function::run_to_its_end, vault::Vault};

#[tokio::test]
async fn a_binary_without_its_index_keys_ends_and_names_the_setting() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let mut settings = services.settings();
    settings.retain(|(name, _)| name != "LLAVE_INDEX_KEYS");
    let output = run_to_its_end(&folder.of("login"), &settings).await;
    check_refusal(&output, "LLAVE_INDEX_KEYS", "is not set");
}

#[tokio::test]
async fn no_binary_starts_without_settings() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let router = local::router(&services.env(&[])).await;
    for route in router.expect("the operations start").routes() {
        let output = run_to_its_end(&folder.of(route.name), &[]).await;
        check_refusal(&output, "LLAVE_", "is not set");
    }
}

#[tokio::test]
async fn a_pepper_that_can_t_be_had_or_used_stops_the_start_with_one_line() {
    const KEY: &str = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=";
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let vault = Vault::open().await;
    vault.put("malformed", KEY);
    vault.put("unknown", &format!(r#"{{"use":"2","1":"{KEY}"}}"#));
    vault.put("short", r#"{"use":"1","1":"c2VjcmV0"}"#);
    vault.put("blank", " \n");
    vault.put_cut("cut", &format!(r#"{{"use":"1","1":"{KEY}"}}"#));
    for (secret, says) in [
        ("missing", "ResourceNotFoundException"),
        ("malformed", "a family of keys is written"),
        ("unknown", r#""use" must name"#),
        ("short", "fewer than 32 bytes"),
        ("blank", "holds no text"),
        ("cut", "can't be read"),
    ] {
        let mut settings = services.settings();
        settings.extend([
            ("LLAVE_PEPPER_KEYS".to_owned(), format!("secret:{secret}")),
            (
                "AWS_ENDPOINT_URL_SECRETS_MANAGER".to_owned(),
                vault.url().to_owned(),
            ),
        ]);
        let output = run_to_its_end(&folder.of("login"), &settings).await;
        check_refusal(&output, "LLAVE_PEPPER_KEYS", says);
        let log = String::from_utf8_lossy(&output.stderr);
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(!log.contains(KEY), "{log}");
    }
}

#[tokio::test]
async fn a_mark_of_the_front_that_anybody_could_guess_stops_the_start() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    for (tokens, says) in [
        ("token", "is not written"),
        ("{}", "is not written"),
        (r#"{"send":""}"#, "fewer than 32"),
        (r#"{"send":"short"}"#, "fewer than 32"),
    ] {
        let mut settings = services.settings();
        settings.push(("LLAVE_ORIGIN_TOKEN".to_owned(), tokens.to_owned()));
        let output = run_to_its_end(&folder.of("challenge"), &settings).await;
        check_refusal(&output, "LLAVE_ORIGIN_TOKEN", says);
    }
}

#[tokio::test]
async fn a_rule_out_of_its_range_stops_the_start() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let mut settings = services.settings();
    let rules = r#"{"password":{"maxWrong":"11"}}"#;
    settings.push(("LLAVE_RULES".to_owned(), rules.to_owned()));
    let output = run_to_its_end(&folder.of("login"), &settings).await;
    check_refusal(&output, "LLAVE_RULES", "password.maxWrong must be 3 to 10");
}

#[tokio::test]
async fn rules_that_give_too_many_guesses_stop_the_start() {
    let Some(folder) = binaries() else {
        return;
    };
    let services = Services::start(&Options::ephemeral()).expect("the services start");
    let mut settings = services.settings();
    let rules = r#"{"otp":{"maxWrong":"5"}}"#;
    settings.push(("LLAVE_RULES".to_owned(), rules.to_owned()));
    let output = run_to_its_end(&folder.of("verify-otp"), &settings).await;
    check_refusal(&output, "LLAVE_RULES", "114 entries of one-time codes");
}

/// It has not ended well, and the last line that it wrote is JSON that names the setting.
#[track_caller]
fn check_refusal(output: &Output, setting: &str, says: &str) {
    let log = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{log}");
    let line = log.lines().last().expect("it says why");
    let line: serde_json::Value = serde_json::from_str(line).expect("a log line is JSON");
    let reason = line["reason"].as_str().expect("the line has a reason");
    assert!(reason.starts_with(setting), "{line}");
    assert!(reason.contains(says), "{line}");
}
