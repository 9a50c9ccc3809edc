//! An endpoint that speaks Secrets Manager as far as Llave does: `GetSecretValue`, by name or ARN,
//! in AWS's JSON 1.1 protocol. Its secrets are the runner's keys and the registrar's public key.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{StartError, ids};

/// What the name of a secret follows in its ARN.
const ARN: &str = "arn:aws:secretsmanager:eu-south-2:000000000000:secret:";
/// How many letters or digits Secrets Manager adds to a name in an ARN, after a hyphen.
const ARN_SUFFIX: usize = 6;
const TYPE: &str = "application/x-amz-json-1.1";

/// The secrets by their names.
pub(crate) struct Secrets {
    texts: BTreeMap<String, String>,
    version: String,
    created: Timestamp,
}

/// An error as Secrets Manager gives it: its name and message.
#[derive(Debug, PartialEq, Eq)]
struct Refusal(&'static str, &'static str);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Body {
    secret_id: String,
}

impl Secrets {
    /// These, made now.
    pub(crate) fn new(
        texts: impl IntoIterator<Item = (&'static str, String)>,
        now: Timestamp,
    ) -> Result<Self, StartError> {
        let owned = |(name, text): (&'static str, String)| (name.to_owned(), text);
        Ok(Self {
            texts: texts.into_iter().map(owned).collect(),
            version: ids::random().map_err(|_| StartError::Randomness)?,
            created: now,
        })
    }

    fn act(&self, target: Option<&str>, body: &[u8]) -> Result<Value, Refusal> {
        if target != Some("secretsmanager.GetSecretValue") {
            return Err(Refusal(
                "UnknownOperationException",
                "The runner's endpoint knows only GetSecretValue",
            ));
        }
        let body: Body = serde_json::from_slice(body).map_err(|_| {
            Refusal(
                "InvalidRequestException",
                "The runner's endpoint reads SecretId and nothing else",
            )
        })?;
        let (name, text) = self.find(&body.secret_id).ok_or(Refusal(
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret.",
        ))?;
        Ok(json!({
            "ARN": format!("{ARN}{name}-Runner"),
            "Name": name,
            "VersionId": self.version,
            "SecretString": text,
            "VersionStages": ["AWSCURRENT"],
            "CreatedDate": self.created.as_second(),
        }))
    }

    fn find(&self, id: &str) -> Option<(&str, &str)> {
        let by_name = |name: &str| self.texts.get_key_value(name);
        let named = if id.starts_with("arn:") {
            let (_, name) = id.split_once(":secret:")?;
            by_name(name).or_else(|| by_name(without_suffix(name)?))
        } else {
            by_name(id)
        };
        named.map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

fn without_suffix(name: &str) -> Option<&str> {
    let (name, suffix) = name.rsplit_once('-')?;
    let is_one =
        suffix.len() == ARN_SUFFIX && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_one.then_some(name)
}

/// The endpoint's routes.
pub(crate) fn endpoint(secrets: Secrets) -> Router {
    Router::new()
        .route("/", post(answer))
        .with_state(Arc::new(secrets))
}

async fn answer(State(secrets): State<Arc<Secrets>>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok());
    let (status, answer) = match secrets.act(target, &body) {
        Ok(value) => (StatusCode::OK, value),
        Err(Refusal(name, message)) => (
            StatusCode::BAD_REQUEST,
            json!({ "__type": name, "Message": message }),
        ),
    };
    (status, [(CONTENT_TYPE, TYPE)], Json(answer)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GET: Option<&str> = Some("secretsmanager.GetSecretValue");

    fn secrets() -> Secrets {
        let texts = [("llave/index-keys", "i"), ("llave/pepper-keys", "p")];
        let texts = texts.map(|(name, text)| (name, text.to_owned()));
        Secrets::new(texts, Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn a_secret_is_found_by_its_name_and_by_its_arn_whole_or_not() {
        #[track_caller]
        fn check(id: &str, expected: Option<&str>) {
            let secrets = secrets();
            let body = json!({ "SecretId": id }).to_string();
            let answer = secrets.act(GET, body.as_bytes());
            let found = answer.as_ref().ok().map(|value| &value["SecretString"]);
            assert_eq!(found, expected.map(Value::from).as_ref(), "{id}");
        }
        check("llave/index-keys", Some("i"));
        check("llave/pepper-keys", Some("p"));
        check(&format!("{ARN}llave/pepper-keys"), Some("p"));
        check(&format!("{ARN}llave/pepper-keys-a1B2c3"), Some("p"));
        check(&format!("{ARN}llave/pepper-keys-a1B2c"), None);
        check(&format!("{ARN}llave/pepper-keys-a1B2c_"), None);
        check(&format!("{ARN}keys"), None);
        check("llave/pepper-keys-a1B2c3", None);
        check("pepper-keys", None);
        check("", None);
    }

    #[test]
    fn an_answer_has_what_secrets_manager_s_has() {
        let body = br#"{"SecretId":"llave/index-keys"}"#;
        let mut answer = secrets().act(GET, body).unwrap();
        let version = answer["VersionId"].take();
        assert_eq!(version.as_str().unwrap().len(), 36);
        let expected = json!({
            "ARN": "arn:aws:secretsmanager:eu-south-2:000000000000:secret:llave/index-keys-Runner",
            "Name": "llave/index-keys",
            "VersionId": null,
            "SecretString": "i",
            "VersionStages": ["AWSCURRENT"],
            "CreatedDate": 0,
        });
        assert_eq!(answer, expected);
    }

    #[test]
    fn what_is_not_known_is_refused_by_its_name() {
        #[track_caller]
        fn check(target: Option<&str>, body: &str, expected: &str) {
            let refusal = secrets().act(target, body.as_bytes()).unwrap_err();
            assert_eq!(refusal.0, expected);
        }
        let known = r#"{"SecretId":"llave/index-keys"}"#;
        check(None, known, "UnknownOperationException");
        let put = Some("secretsmanager.PutSecretValue");
        check(put, known, "UnknownOperationException");
        check(GET, "", "InvalidRequestException");
        check(GET, "{}", "InvalidRequestException");
        let previous = r#"{"SecretId":"llave/index-keys","VersionStage":"AWSPREVIOUS"}"#;
        check(GET, previous, "InvalidRequestException");
        let unknown = r#"{"SecretId":"llave/other-keys"}"#;
        check(GET, unknown, "ResourceNotFoundException");
    }
}
