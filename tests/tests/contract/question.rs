//! The simple question, for who has no JavaScript: in place of the proof of work, good for one entry,
//! right or wrong, within ten minutes, and looked at before any try is taken.

use serde_json::{Value, json};
use tests::answer::good;
use tests::journeys::opened;
use tests::person::new_activation_code;
use tests::{Answer, Llave, Person, Time, check, refused};

use crate::server;

/// What a person sends with this answer.
fn proof(person: &Person, code: &str, answer: &Value) -> Value {
    let mut body = person.proof(code, "");
    let members = body.as_object_mut().expect("an object");
    members.remove("altcha");
    members.insert("answer".to_owned(), answer.clone());
    body
}

async fn activate(llave: &Llave, person: &Person, answer: &Value) -> Answer {
    let body = proof(person, &person.activation_code, answer);
    llave.post("/v1/activate", &body).await
}

#[tokio::test]
async fn a_question_is_asked_in_the_language_of_its_reader() {
    let llave = server().await;
    for (language, words) in [
        ("es", ["Cuá", "Qué"]),
        ("en", ["Wh", "Wh"]),
        ("ca", ["Qu", "Qu"]),
        ("ca-valencia", ["Qu", "Qu"]),
        ("gl", ["C", "Que"]),
        ("eu", ["Z", " zein "]),
    ] {
        let before = llave.now().await;
        let answer = llave.question(language).await;
        good(&answer, 200, &["question", "token", "expiresAt"]);
        let question = answer.text("question");
        assert!(
            words.iter().any(|word| question.contains(word)),
            "{question}"
        );
        assert_eq!(answer.header("content-language"), language);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let seconds = before.seconds_until(Time::parse(answer.text("expiresAt")));
        assert!((600..660).contains(&seconds), "{seconds}");
    }
}

#[tokio::test]
async fn questions_are_fresh_every_time() {
    let llave = server().await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let answer = llave.question("en").await;
        seen.insert(answer.text("question").to_owned());
        assert!(seen.len() > 1 || answer.text("token").len() > 40);
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[tokio::test]
async fn an_answer_opens_what_a_proof_opens_and_is_good_once() {
    let llave = server().await;
    let person = llave.registered().await;
    let answer = llave.answered().await;
    opened(&activate(&llave, &person, &answer).await);
    let body = proof(&person, &person.activation_code, &answer);
    for path in ["/v1/activate", "/v1/reset"] {
        check(&llave.post(path, &body).await, 400, "challenge-failed");
    }
    assert_eq!(llave.sms(&person.phone).await.len(), 1);
    let body = proof(&person, &person.activation_code, &llave.answered().await);
    opened(&llave.post("/v1/reset", &body).await);
}

#[tokio::test]
async fn an_answer_may_be_written_in_many_ways() {
    let llave = server().await;
    let person = llave.registered().await;
    let mut answer = llave.answered().await;
    let text = answer["text"].as_str().expect("a text").to_uppercase();
    answer["text"] = json!(format!("  the {text}. "));
    opened(&activate(&llave, &person, &answer).await);
}

#[tokio::test]
async fn a_wrong_answer_spends_its_question() {
    let llave = server().await;
    let person = llave.registered().await;
    let right = llave.answered().await;
    let wrong = json!({"token": right["token"], "text": "nobody knows"});
    for answer in [&wrong, &right] {
        let answered = activate(&llave, &person, answer).await;
        check(&answered, 400, "challenge-failed");
    }
    assert_eq!(llave.sms(&person.phone).await.len(), 0);
}

#[tokio::test]
async fn an_answer_is_spent_by_a_wrong_code_too() {
    let llave = server().await;
    let person = llave.registered().await;
    let answer = llave.answered().await;
    let body = proof(&person, &new_activation_code(), &answer);
    refused(&llave.post("/v1/reset", &body).await, 5);
    let again = activate(&llave, &person, &answer).await;
    check(&again, 400, "challenge-failed");
}

#[tokio::test]
async fn a_question_ends_after_ten_minutes() {
    let llave = server().await;
    let person = llave.registered().await;
    let [in_time, too_late] = [llave.answered().await, llave.answered().await];
    llave.advance(600 - 5).await;
    opened(&activate(&llave, &person, &in_time).await);
    llave.advance(5).await;
    let late = activate(&llave, &person, &too_late).await;
    check(&late, 400, "challenge-failed");
}

#[tokio::test]
async fn a_failed_answer_takes_no_try_of_anybody() {
    let llave = server().await;
    for somebody in [llave.registered().await, Person::new()] {
        for answer in wrong_answers(&llave).await {
            let body = proof(&somebody, &new_activation_code(), &answer);
            check(
                &llave.post("/v1/reset", &body).await,
                400,
                "challenge-failed",
            );
        }
        refused(
            &llave.reset_with(&somebody, &new_activation_code()).await,
            5,
        );
    }
}

#[tokio::test]
async fn either_a_proof_or_an_answer_and_each_in_its_form() {
    let llave = server().await;
    let person = llave.registered().await;
    let answer = llave.answered().await;
    let told = async |body: &Value, pointer: &str, code: &str| {
        let problem = llave.post("/v1/activate", body).await;
        check(&problem, 400, "invalid-request");
        assert_eq!(problem["errors"].as_array().expect("a list").len(), 1);
        assert_eq!(problem["errors"][0]["pointer"], pointer);
        assert_eq!(problem["errors"][0]["code"], code);
    };
    let mut both = proof(&person, &person.activation_code, &answer);
    both["altcha"] = json!(llave.altcha().await);
    told(&both, "/answer", "not-allowed").await;
    for (answer, pointer, code) in [
        (json!("verde"), "/answer", "wrong-type"),
        (json!([]), "/answer", "wrong-type"),
        (json!({"text": "verde"}), "/answer/token", "missing"),
        (json!({"token": "AAAA"}), "/answer/text", "missing"),
        (
            json!({"token": 5, "text": "verde"}),
            "/answer/token",
            "wrong-type",
        ),
        (
            json!({"token": "AAAA", "text": 12}),
            "/answer/text",
            "wrong-type",
        ),
        (
            json!({"token": "AAAA", "text": " "}),
            "/answer/text",
            "malformed",
        ),
        (
            json!({"token": "AAAA", "text": "a".repeat(101)}),
            "/answer/text",
            "malformed",
        ),
    ] {
        let body = proof(&person, &person.activation_code, &answer);
        told(&body, pointer, code).await;
    }
    // None of them spent it; and `null` is as good as absent.
    both["altcha"] = Value::Null;
    opened(&llave.post("/v1/activate", &both).await);
}

#[tokio::test]
async fn what_is_asked_for_is_a_proof_or_a_question() {
    let llave = server().await;
    for query in ["", "?", "?kind=proof", "?lang=eu", "?Kind=question"] {
        let answer = llave.get(&format!("/v1/challenge{query}")).await;
        good(&answer, 200, &["parameters", "signature"]);
    }
    for (query, code) in [
        ("?kind=", "unknown-value"),
        ("?kind=Question", "unknown-value"),
        ("?kind=picture", "unknown-value"),
        ("?kind=proof&kind=question", "malformed"),
    ] {
        let problem = llave.get(&format!("/v1/challenge{query}")).await;
        check(&problem, 400, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], "/kind", "{query}");
        assert_eq!(problem["errors"][0]["code"], code, "{query}");
    }
}

/// Answers that are none: wrong, to no question, to a question that was changed or cut.
async fn wrong_answers(llave: &Llave) -> Vec<Value> {
    let mut wrong = vec![
        json!({"token": "", "text": "12"}),
        json!({"token": "AAAA", "text": "12"}),
        json!({"token": "%%%", "text": "12"}),
    ];
    let right = llave.answered().await;
    let token = right["token"].as_str().expect("a token");
    let other = if token.starts_with('A') { "B" } else { "A" };
    for token in [
        &token[1..],
        &token[..token.len() - 4],
        &format!("{other}{}", &token[1..]),
        &format!("{token}AAAA"),
    ] {
        wrong.push(json!({"token": token, "text": right["text"]}));
    }
    wrong.push(json!({"token": token, "text": "nobody knows"}));
    wrong
}
