//! Whatever bytes are sent: a problem with the right status, never a 500, nothing stored, no try
//! taken.

use serde_json::{Value, json};
use tests::answer::check_in;
use tests::{Answer, Llave, Person, check, refused};

use crate::server;

/// Every call that takes a body.
pub(crate) const POSTS: [&str; 9] = [
    "/v1/register",
    "/v1/activate",
    "/v1/verify-otp",
    "/v1/resend-otp",
    "/v1/set-password",
    "/v1/login",
    "/v1/change",
    "/v1/reset",
    "/v1/unsubscribe",
];

const LIMIT: usize = 16 * 1024;

#[tokio::test]
async fn what_is_no_json_is_malformed_at_the_root() {
    let llave = server().await;
    let deep = "[".repeat(LIMIT);
    let deep_object = r#"{"a":"#.repeat(LIMIT / 5);
    for path in POSTS {
        for body in [
            "",
            " ",
            "{",
            "}",
            "nul",
            "{]",
            "'x'",
            r#"{"a":1,}"#,
            "{\"a\":\"\n\"}",
            "NaN",
            "{} {}",
            &deep,
            &deep_object,
        ] {
            let answer = post(&llave, path, body).await;
            assert_eq!(
                answer.errors(),
                [(String::new(), "malformed".into())],
                "{path} {body:.20}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_no_utf_8_is_malformed_at_the_root() {
    let llave = server().await;
    for path in POSTS {
        for body in [
            &b"\xff\xfe"[..],
            b"{\"document\":\"\xc3\x28\"}",
            b"{\"password\":\"\xed\xa0\x80\"}",
        ] {
            let answer = post(&llave, path, body).await;
            assert_eq!(
                answer.errors(),
                [(String::new(), "malformed".into())],
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn json_that_is_no_object_is_of_the_wrong_type() {
    let llave = server().await;
    for path in POSTS {
        for body in ["null", "true", "5", "-0.5e3", "\"text\"", "[]", "[{}]"] {
            let answer = post(&llave, path, body).await;
            assert_eq!(
                answer.errors(),
                [(String::new(), "wrong-type".into())],
                "{path} {body}"
            );
        }
    }
}

#[tokio::test]
async fn odd_json_gets_a_problem_and_never_a_500() {
    let llave = server().await;
    let nested = format!("{{\"document\":{}{}}}", "[".repeat(100), "]".repeat(100));
    let objects = format!(
        "{{\"document\":{}1{}}}",
        "{\"type\":".repeat(60),
        "}".repeat(60)
    );
    let repeated = format!("{{{}\"x\":1}}", "\"password\":\"a\",".repeat(500));
    let many = format!(
        "{{{}\"x\":1}}",
        (0..1000)
            .map(|i| format!("\"m{i}\":{i},"))
            .collect::<String>()
    );
    for path in POSTS {
        for body in [
            r#"{"document":1e999}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"document":123456789012345678901234567890123456789012345678901234567890}"#,
            r#"{"password":-1e-999,"procedure":18446744073709551616}"#,
            r#"{"document":{"type":"DNI","number":"\u0000"},"password":"\u0000"}"#,
            r#"{"document":{"type":"DNI","number":"12345678\u200bZ"},"procedure":"\uffff"}"#,
            r#"{"":"","/":1,"~":2,"document":{"":{}}}"#,
            &nested,
            &objects,
            &repeated,
            &many,
        ] {
            let answer = post(&llave, path, body).await;
            // A procedure of any text is one that nobody opened.
            let status = if answer.problem() == "procedure-ended" {
                410
            } else {
                400
            };
            check(&answer, status, answer.problem());
        }
    }
}

#[tokio::test]
async fn a_body_of_16_kib_is_read_and_one_byte_more_is_refused() {
    let llave = server().await;
    for path in POSTS {
        let answer = post(&llave, path, padded(json!({}), LIMIT)).await;
        check(&answer, 400, "invalid-request");
        let answer = post(&llave, path, padded(json!({}), LIMIT + 1)).await;
        check(&answer, 413, "content-too-large");
    }

    let person = llave.active().await;
    let login = person.login(&person.password);
    assert_eq!(
        post(&llave, "/v1/login", padded(login.clone(), LIMIT))
            .await
            .status,
        200
    );
    let answer = post(&llave, "/v1/login", padded(login, LIMIT + 1)).await;
    check(&answer, 413, "content-too-large");
    check(
        &post(&llave, "/v1/login", vec![b' '; 1 << 20]).await,
        413,
        "content-too-large",
    );
}

#[tokio::test]
async fn what_is_too_large_takes_no_try() {
    let llave = server().await;
    let person = llave.active().await;
    for _ in 0..7 {
        let body = padded(person.login("not the password"), LIMIT + 1);
        check(
            &post(&llave, "/v1/login", body).await,
            413,
            "content-too-large",
        );
    }
    refused(&llave.login_with(&person, "not the password").await, 5);
}

#[tokio::test]
async fn only_json_is_read_and_whatever_its_parameters() {
    let llave = server().await;
    let person = llave.active().await;
    let login = person.login(&person.password).to_string();
    for media_type in [
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "application/xml",
        "multipart/form-data; boundary=x",
        "json",
        "/",
        ";",
    ] {
        for path in POSTS {
            let answer = post_as(&llave, path, media_type, "{}").await;
            check(&answer, 415, "unsupported-media-type");
        }
        let answer = post_as(&llave, "/v1/login", media_type, &login).await;
        check(&answer, 415, "unsupported-media-type");
    }
    for media_type in [
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON",
    ] {
        let answer = post_as(&llave, "/v1/login", media_type, &login).await;
        assert_eq!(answer.status, 200, "{media_type}: {answer:?}");
    }
}

#[tokio::test]
async fn unknown_routes_are_not_found_by_any_method() {
    let llave = server().await;
    for path in [
        // Where pages are deployed, `/`, `/login` and a few more are theirs.
        "/nothing",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v2/login",
        "/v1/login/x",
        "/%00",
        "/v1/%2e%2e/x",
    ] {
        for method in ["GET", "POST", "PUT", "DELETE"] {
            check(
                &llave.send(llave.request(method, path)).await,
                404,
                "not-found",
            );
        }
    }
}

#[tokio::test]
async fn wrong_methods_are_told_the_right_ones() {
    let llave = server().await;
    for path in POSTS {
        for method in ["GET", "PUT", "PATCH", "DELETE"] {
            wrong_method(&llave, method, path, &["POST"]).await;
        }
    }
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        wrong_method(&llave, method, "/v1/challenge", &["GET"]).await;
    }
    for method in ["POST", "PUT", "PATCH"] {
        wrong_method(&llave, method, "/v1/session", &["DELETE", "GET"]).await;
    }
}

#[tokio::test]
async fn odd_headers_disturb_nobody() {
    let llave = server().await;
    let person = Person::new();
    let long = "es,".repeat(2000);
    for languages in [
        ";;;=",
        "*",
        "",
        ",,,",
        "q=1",
        "es;q=x",
        "xx-yyyy-zz;q=9",
        "\u{e9}",
        &long,
    ] {
        let answer = llave
            .post_in(languages, "/v1/resend-otp", &json!({"procedure": "x"}))
            .await;
        check_in(&answer, 410, "procedure-ended", "es");
    }
    let request = llave
        .request("POST", "/v1/login")
        .header("authorization", "\u{e9}");
    let answer = llave
        .send(request.json(&person.login("not the password")))
        .await;
    refused(&answer, 5);
}

async fn wrong_method(llave: &Llave, method: &str, path: &str, right: &[&str]) {
    let answer = llave.send(llave.request(method, path)).await;
    check(&answer, 405, "method-not-allowed");
    let mut allowed: Vec<_> = answer.header("allow").split(',').map(str::trim).collect();
    allowed.sort_unstable();
    assert_eq!(allowed, right, "{method} {path}");
}

/// Posts bytes as JSON, as a registrar where one is needed.
pub(crate) async fn post(llave: &Llave, path: &str, body: impl AsRef<[u8]>) -> Answer {
    post_as(llave, path, "application/json", body).await
}

async fn post_as(llave: &Llave, path: &str, media_type: &str, body: impl AsRef<[u8]>) -> Answer {
    let mut request = llave
        .request("POST", path)
        .header("content-type", media_type);
    if path == "/v1/register" {
        request = request.bearer_auth(llave.registrar_token().await);
    }
    llave.send(request.body(body.as_ref().to_vec())).await
}

/// The object, made so many bytes long by a member that nobody knows.
fn padded(mut object: Value, length: usize) -> String {
    object["pad"] = json!("");
    let missing = length - object.to_string().len();
    object["pad"] = json!("x".repeat(missing));
    object.to_string()
}
