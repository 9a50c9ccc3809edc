//! A runner that can't start says why in one line, and ends with exit code 1; so does `guesses`
//! when the rules can't be in force.

use std::process::Output;

use tests::Llave;

use crate::{program::Folder, services::SERVICES_ONLY};

#[tokio::test]
async fn a_second_runner_on_the_same_folder_ends_with_one_line() {
    let folder = Folder::new("same-folder");
    let (_program, llave) = folder.run().await;
    let second = folder.run_to_its_end(&["--port", "0"]).await;
    check(&second, "in use by another runner");
    check(
        &folder.run_to_its_end(&SERVICES_ONLY).await,
        "in use by another runner",
    );
    assert_eq!(llave.challenge().await.status, 200);
}

#[tokio::test]
async fn a_second_runner_on_the_same_port_ends_with_one_line() {
    let folder = Folder::new("first-on-port");
    let mut program = folder.start(&["--port", "0"]);
    let url = program.line_after("Llave listens on ").await;
    let (_, port) = url.rsplit_once(':').expect("a port");
    let other = Folder::new("second-on-port");
    let second = other.run_to_its_end(&["--port", port]).await;
    check(&second, &format!("port {port} is in use"));
    assert_eq!(Llave::at(&url).challenge().await.status, 200);
    // It has not begun anything on a folder that it does not serve.
    assert_eq!(other.read("keys.json"), None);
}

#[track_caller]
pub(crate) fn check(output: &Output, reason: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("llave: ") && said.contains(reason),
        "{said}"
    );
    assert!(output.stdout.is_empty());
}
