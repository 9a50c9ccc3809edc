//! A runner over another DynamoDB and SNS (`--dynamodb-url`, `--sns-url`): here those of
//! `--services-only` of another.

use tests::Llave;

use crate::{
    program::{Folder, Program},
    services::Served,
};

/// A runner on the folder, over what is served.
async fn over(folder: &Folder, served: &Served) -> (Program, Llave) {
    let mut program = folder.start(&[
        "--port",
        "0",
        "--dynamodb-url",
        &served.environment["AWS_ENDPOINT_URL_DYNAMODB"],
        "--sns-url",
        &served.environment["AWS_ENDPOINT_URL_SNS"],
    ]);
    let url = program.line_after("Llave listens on ").await;
    (program, Llave::at(&url))
}

#[tokio::test]
async fn a_runner_lives_on_another_dynamodb_and_sns_and_starts_again_there() {
    let (elsewhere, folder) = (Folder::new("elsewhere"), Folder::new("elsewhere-keys"));
    let served = Served::start(&elsewhere, &[]).await;
    let (program, llave) = over(&folder, &served).await;
    let person = llave.active().await;
    let sent = llave.sms(&person.phone).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(served.dev.sms(&person.phone).await.len(), 1);
    assert!(folder.read("keys.json").is_some());
    assert!(!folder.has("llave.sqlite"));
    program.kill().await;

    let (_program, llave) = over(&folder, &served).await;
    llave.logged_in(&person).await;
    assert_eq!(llave.sms(&person.phone).await, sent);
}

#[tokio::test]
async fn without_that_dynamodb_a_runner_ends_with_one_line() {
    let (elsewhere, folder) = (Folder::new("gone"), Folder::new("gone-keys"));
    let served = Served::start(&elsewhere, &[]).await;
    let gone = served.environment["AWS_ENDPOINT_URL_DYNAMODB"].clone();
    served.program.kill().await;
    let arguments = ["--port", "0", "--dynamodb-url", &gone];
    let ended = folder.run_to_its_end(&arguments).await;
    crate::refused::check(&ended, &format!("the DynamoDB at {gone} can't be used"));
}
