//! The simple question: of many answers at once one is compared, it costs the calls of a proof, and an
//! operator may do without it.

use std::sync::Arc;

use axum::http::Request;
use serde_json::{Value, json};
use tests::{
    Answer, Person,
    answer::{check, check_in, refused},
};
use world::{World, journeys::WRONG_CODE, opened, posted, services, stored::ids};

use crate::calls::Watched;

/// An operator who wants the proof of work alone.
const WORK_ALONE: [(&str, &str); 1] = [("LLAVE_CHALLENGE_KINDS", "proof")];

async fn asked(world: &World) -> Answer {
    let request = Request::get("/v1/challenge?kind=question")
        .header("accept-language", "en")
        .body(Vec::new());
    world.send(request.expect("a request")).await
}

/// A fresh question, answered.
async fn answered(world: &World) -> Value {
    let question = asked(world).await;
    let text = tests::question::answer(question.text("question"));
    json!({"token": question["token"], "text": text})
}

fn proof(person: &Person, code: &str, answer: &Value) -> Value {
    let mut body = person.proof(code, "");
    body["altcha"] = Value::Null;
    body["answer"] = answer.clone();
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn of_right_answers_to_one_question_at_once_one_is_good() {
    let world = World::patient_over(services(), &[]).await;
    let person = world.registered().await;
    let body = proof(&person, &person.activation_code, &answered(&world).await);
    let answers = world
        .at_once(vec![posted("/v1/activate", &body); 100])
        .await;
    let (opened, others): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.status == 202);
    assert_eq!(opened.len(), 1);
    for other in &others {
        check(other, 400, "challenge-failed");
    }
}

/// Whoever tries all answers at once has tried one.
#[tokio::test(flavor = "multi_thread")]
async fn of_all_answers_to_one_question_at_once_one_is_compared() {
    let world = World::patient_over(services(), &[]).await;
    let person = world.registered().await;
    let mut came_first = 0;
    for round in 0..10 {
        let right = answered(&world).await;
        let entries: Vec<_> = (0..20)
            .map(|number| {
                let mut answer = right.clone();
                if number != round {
                    answer["text"] = json!(format!("guess {number}"));
                }
                posted("/v1/reset", &proof(&person, WRONG_CODE, &answer))
            })
            .collect();
        let answers = world.at_once(entries).await;
        let passed: Vec<_> = answers
            .iter()
            .filter(|answer| answer.problem() != "challenge-failed")
            .collect();
        assert!(passed.len() <= 1);
        came_first += passed.len();
        // And it is spent: the right one comes too late now.
        let again = world
            .post("/v1/reset", &proof(&person, WRONG_CODE, &right))
            .await;
        check(&again, 400, "challenge-failed");
        if came_first > 4 {
            break;
        }
    }
    let item = world.person_item(&person).await;
    assert_eq!(ids(&item, "tries"), came_first);
}

#[tokio::test]
async fn a_question_makes_no_call_and_its_answer_those_of_a_proof() {
    let watched = Watched::start().await;
    let world = &watched.world;
    let person = world.registered().await;
    watched.steps();
    let answer = answered(world).await;
    assert!(watched.steps().is_empty());
    let body = proof(&person, &person.activation_code, &answer);
    opened(&world.post("/v1/activate", &body).await);
    assert_eq!(watched.steps().len(), 3);
    let wrong = proof(&person, WRONG_CODE, &answered(world).await);
    refused(&world.post("/v1/reset", &wrong).await, 5);
    assert_eq!(watched.steps().len(), 2);

    // A wrong answer spends its question; what is no question of ours writes nothing.
    let mut answer = answered(world).await;
    answer["text"] = json!("nobody knows");
    for (token, calls) in [(answer["token"].clone(), 1), (json!("AAAA"), 0)] {
        answer["token"] = token;
        let body = proof(&person, &person.activation_code, &answer);
        let refused = world.post("/v1/activate", &body).await;
        check(&refused, 400, "challenge-failed");
        assert_eq!(watched.steps().len(), calls);
    }
}

#[tokio::test]
async fn an_operator_may_do_without_questions() {
    let services = services();
    let both = World::over(Arc::clone(&services), &[]).await;
    let person = both.registered().await;
    let answer = answered(&both).await;
    let alone = both.set_otherwise(&WORK_ALONE).await;
    let told = |answer: &Answer, pointer: &str, language: &str| {
        check_in(answer, 400, "invalid-request", language);
        assert_eq!(answer["errors"][0]["pointer"], pointer);
        assert_eq!(answer["errors"][0]["code"], "not-allowed");
    };
    told(&asked(&alone).await, "/kind", "en");
    let body = proof(&person, &person.activation_code, &answer);
    told(&alone.post("/v1/activate", &body).await, "/answer", "es");
    let unset = both.set_otherwise(&[("LLAVE_CHALLENGE_KINDS", "")]).await;
    told(&asked(&unset).await, "/kind", "en");
    // The work is good as ever, and the answer where it is offered.
    opened(&alone.activate(&person).await);
    opened(&both.post("/v1/activate", &body).await);
}
