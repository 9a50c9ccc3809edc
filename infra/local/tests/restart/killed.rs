//! A killed runner starts again on the same folder, and nothing that it has answered is lost.

use tests::{Llave, Person, journeys::opened};

use crate::{crowd::Crowd, program::Folder};

#[tokio::test]
async fn a_procedure_goes_on_after_the_runner_was_killed_in_the_middle_of_it() {
    let folder = Folder::new("procedure");
    let (program, llave) = folder.run().await;
    let token = llave.registrar_token().await;
    let challenge = llave.altcha().await;
    let person = llave.registered().await;
    let procedure = opened(&llave.activate(&person).await);
    let sent = llave.sms(&person.phone).await;
    assert_eq!(sent.len(), 1);
    let keys = folder.read("keys.json");
    program.kill().await;

    let (program, llave) = folder.run().await;
    assert_eq!(folder.read("keys.json"), keys);
    assert_eq!(llave.sms(&person.phone).await, sent);
    llave.finish_setting_password(&person, &procedure).await;
    let session = llave.logged_in(&person).await;
    check_keys(&llave, &person, &token, &challenge).await;
    program.kill().await;

    let (_program, llave) = folder.run().await;
    assert_eq!(llave.session(&session).await.status, 200);
    llave.logged_in_substantially(&person).await;
}

/// What was signed before the runner was killed is good after it.
async fn check_keys(llave: &Llave, person: &Person, token: &str, challenge: &str) {
    let reset = person.proof(&person.activation_code, challenge);
    opened(&llave.post("/v1/reset", &reset).await);
    let registration = llave
        .request("POST", "/v1/register")
        .bearer_auth(token)
        .json(&Person::new().registration());
    let answer = llave.send(registration).await;
    assert_eq!(answer.status, 201, "{answer:?}");
}

#[tokio::test]
async fn killed_in_the_middle_of_50_requests_a_runner_keeps_what_it_answered_and_works_on() {
    let folder = Folder::new("requests");
    let (program, llave) = folder.run().await;
    let mut active = llave.active().await;
    let mut crowd = Crowd::start(&llave, &active).await;
    crowd.wait_for_answers().await;
    program.kill().await;
    let left = crowd.left().await;

    let (_program, llave) = folder.run().await;
    for session in &left.sessions {
        let answer = llave.session(session).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    for person in &left.registered {
        llave.finish_activation(person).await;
        llave.logged_in(person).await;
    }
    // Whoever had no answer is known or not, but not by half.
    for mut person in left.unanswered {
        llave.register(&mut person).await;
        llave.finish_activation(&person).await;
    }
    // The logins that were cut short may have left their tries behind: reset is the way out.
    llave
        .finish_reset(&mut active, &tests::person::new_password())
        .await;
    llave.logged_in(&active).await;
}
