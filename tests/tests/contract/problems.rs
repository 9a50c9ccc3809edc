//! Problems: their form and headers (which `check` looks at wherever one is provoked) and the six
//! languages in which they speak.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use tests::answer::check_in;
use tests::person::new_password;
use tests::{Answer, Llave, Person, check};

use crate::server;

const LANGUAGES: [&str; 6] = ["es", "en", "ca", "ca-valencia", "gl", "eu"];

#[tokio::test]
async fn every_language_has_its_own_words_for_every_problem() {
    let llave = server().await;
    let mut titles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for language in LANGUAGES {
        for (problem, status, answer) in several_problems(&llave, language).await {
            check_in(&answer, status, problem, language);
            titles
                .entry(problem)
                .or_default()
                .push(answer.text("title").to_owned());
            words
                .entry(language)
                .or_default()
                .push(format!("{}{}", answer["title"], answer["detail"]));
        }
    }
    for (problem, titles) in titles {
        // Valencian may say it as Catalan does, and Galician as Castilian.
        let different: BTreeSet<_> = titles.iter().collect();
        assert!(different.len() >= 4, "{problem}: {titles:?}");
    }
    let different: BTreeSet<_> = words.values().collect();
    assert_eq!(different.len(), LANGUAGES.len(), "{words:?}");
}

#[tokio::test]
async fn the_details_of_members_and_violations_are_in_the_language_of_the_problem() {
    let llave = server().await;
    let person = llave.active().await;
    let change = json!({
        "document": person.document.entry(),
        "currentPassword": person.password,
        "newPassword": "short",
    });
    let mut details = BTreeSet::new();
    for language in ["es", "en", "eu"] {
        let answer = llave.post_in(language, "/v1/resend-otp", &json!({})).await;
        check_in(&answer, 400, "invalid-request", language);
        details.insert(answer["errors"][0]["detail"].to_string());
        let answer = llave.post_in(language, "/v1/change", &change).await;
        check_in(&answer, 422, "password-rejected", language);
        details.insert(answer["violations"][0]["detail"].to_string());
    }
    assert_eq!(details.len(), 6, "{details:?}");
}

#[tokio::test]
async fn the_language_is_found_by_look_up() {
    let llave = server().await;
    for (asked, spoken) in [
        ("fr, ca-valencia;q=0.9, en;q=0.5", "ca-valencia"),
        ("fr, de, pt", "es"),
        ("en-GB", "en"),
        ("en-GB-oxendict, es", "en"),
        ("EU", "eu"),
        ("ca-ES", "ca"),
        ("CA-Valencia", "ca-valencia"),
        ("en;q=0.1, gl;q=0.8", "gl"),
        ("es;q=0.2,en;q=0.3,eu;q=0.1", "en"),
        ("en;q=0, gl", "gl"),
        ("*", "es"),
        ("fr, *;q=0.5", "es"),
        ("gl", "gl"),
        ("english", "es"),
    ] {
        let answer = llave
            .post_in(asked, "/v1/resend-otp", &json!({"procedure": "x"}))
            .await;
        check_in(&answer, 410, "procedure-ended", spoken);
    }
}

#[tokio::test]
async fn without_a_language_castilian_is_spoken() {
    let llave = server().await;
    let answer = llave
        .post("/v1/resend-otp", &json!({"procedure": "x"}))
        .await;
    check_in(&answer, 410, "procedure-ended", "es");
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own_and_not_the_callers() {
    let llave = server().await;
    let person = llave.active().await;
    let mut seen = BTreeSet::new();
    for _ in 0..3 {
        for (method, path) in [
            ("POST", "/v1/login"),
            ("GET", "/v1/challenge"),
            ("DELETE", "/v1/session"),
            ("GET", "/v1/session"),
            ("GET", "/v1/login"),
            ("GET", "/nothing"),
        ] {
            let request = llave
                .request(method, path)
                .header("x-request-id", "the-callers-own");
            let request = match method {
                "POST" => request.json(&person.login(&person.password)),
                _ => request,
            };
            let answer = llave.send(request).await;
            let id = answer.header("x-request-id").to_owned();
            assert!(!id.is_empty() && id != "the-callers-own", "{answer:?}");
            assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
            assert!(seen.insert(id), "twice the same: {answer:?}");
        }
    }
}

#[tokio::test]
async fn no_answer_but_a_challenge_is_for_other_origins() {
    let llave = server().await;
    let person = llave.active().await;
    let answers = [
        llave.login(&person).await,
        llave.login_with(&person, "not the password").await,
        llave.activate(&person).await,
        llave.change(&person, &new_password()).await,
        llave.get("/v1/session").await,
        llave.get("/nothing").await,
        llave.get("/v1/login").await,
        llave
            .send(
                llave
                    .request("OPTIONS", "/v1/login")
                    .header("origin", "https://x.example"),
            )
            .await,
    ];
    for answer in answers {
        let cors = answer
            .headers
            .keys()
            .any(|name| name.as_str().starts_with("access-control-"));
        assert!(!cors, "{answer:?}");
    }
}

#[tokio::test]
async fn a_problem_does_not_repeat_what_was_sent() {
    let llave = server().await;
    let person = llave.active().await;
    let secret = "Zq9-canary-entry";
    for answer in [
        llave.login_with(&person, secret).await,
        llave
            .change(&person, &format!("{secret}{}", person.document.number))
            .await,
        llave.verify_otp(secret, "123456").await,
        llave.activate_with(&person, secret).await,
        llave
            .post(
                "/v1/login",
                &json!({"document": {"type": "DNI", "number": secret}, "password": 5}),
            )
            .await,
    ] {
        assert!(answer.status >= 400, "{answer:?}");
        let body = String::from_utf8_lossy(&answer.bytes).into_owned();
        assert!(
            !body.contains(secret) && !body.contains(&person.document.number),
            "{body}"
        );
    }
}

async fn several_problems(llave: &Llave, language: &str) -> Vec<(&'static str, u16, Answer)> {
    let person = llave.active_as(Person::basic()).await;
    let unknown = json!({"procedure": "x"});
    let wrong = person.login("not the password");
    let spent = person.proof(&person.activation_code, "no solution");
    let unreachable = person.substantial_login(&person.password);
    let mut problems = vec![
        (
            "invalid-request",
            400,
            llave.post_in(language, "/v1/login", &json!({})).await,
        ),
        (
            "challenge-failed",
            400,
            llave.post_in(language, "/v1/reset", &spent).await,
        ),
        (
            "unauthenticated",
            401,
            llave.post_in(language, "/v1/register", &json!({})).await,
        ),
        (
            "refused",
            403,
            llave.post_in(language, "/v1/login", &wrong).await,
        ),
        (
            "assurance-not-reachable",
            403,
            llave.post_in(language, "/v1/login", &unreachable).await,
        ),
        (
            "procedure-ended",
            410,
            llave.post_in(language, "/v1/resend-otp", &unknown).await,
        ),
        (
            "not-found",
            404,
            llave.post_in(language, "/v1/nothing", &unknown).await,
        ),
        (
            "method-not-allowed",
            405,
            llave.post_in(language, "/v1/challenge", &unknown).await,
        ),
    ];
    llave.login(&person).await;
    for _ in 0..6 {
        check_any(&llave.login_with(&person, "not the password").await);
    }
    problems.push((
        "password-blocked",
        403,
        llave.post_in(language, "/v1/login", &wrong).await,
    ));
    problems
}

#[track_caller]
fn check_any(answer: &Answer) {
    check(answer, 403, answer.problem());
}
