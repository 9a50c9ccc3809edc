//! `docs/openapi.json`, which is written by hand, held to what the code says of problems, headers
//! and codes.

use std::{collections::BTreeSet, fs, path::Path};

use http::{Method, Request, header};
use jiff::Timestamp;
use policy::{Assurance, Flaw, Language, Level, Violation, levels};
use serde_json::{Map, Value, json};

use super::samples;
use crate::{Answer, Call, Env, Operation, Problem, Route, Router, StartupError};

/// The contract as a document.
pub(super) struct Contract(Value);

/// One answer in the contract.
struct Described<'a> {
    call: String,
    status: u16,
    response: &'a Value,
}

impl Contract {
    pub(super) fn read() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
        Self(serde_json::from_slice(&fs::read(file).unwrap()).unwrap())
    }

    /// Every call, like `GET /v1/session`. A path has methods and nothing else.
    pub(super) fn calls(&self) -> Vec<(String, &Value)> {
        members(&self.0["paths"])
            .iter()
            .flat_map(|(path, methods)| {
                members(methods).iter().map(move |(method, operation)| {
                    (format!("{} {path}", method.to_uppercase()), operation)
                })
            })
            .collect()
    }

    /// The calls that can be answered with the problem of this name.
    pub(super) fn calls_that_answer(&self, name: &str) -> Vec<String> {
        self.answers()
            .into_iter()
            .filter(|answer| self.problems(answer.response).contains(&name))
            .map(|answer| answer.call)
            .collect()
    }

    /// Every answer of every call.
    fn answers(&self) -> Vec<Described<'_>> {
        self.calls()
            .into_iter()
            .flat_map(|(call, operation)| {
                members(&operation["responses"])
                    .iter()
                    .map(move |(status, response)| Described {
                        call: call.clone(),
                        status: status.parse().unwrap(),
                        response: self.resolved(response),
                    })
            })
            .collect()
    }

    /// The answers to what is no call of the contract.
    fn answers_to_others(&self) -> Vec<Described<'_>> {
        [("NotFound", 404), ("MethodNotAllowed", 405)]
            .into_iter()
            .map(|(name, status)| Described {
                call: name.to_owned(),
                status,
                response: self.component("responses", name),
            })
            .collect()
    }

    /// The names of the problems that an answer can be.
    fn problems<'a>(&'a self, response: &'a Value) -> Vec<&'a str> {
        let schema = &response["content"]["application/problem+json"]["schema"];
        let kinds = match schema["oneOf"].as_array() {
            Some(kinds) => kinds.iter().collect(),
            None if schema.is_null() => Vec::new(),
            None => vec![schema],
        };
        kinds
            .into_iter()
            .map(|kind| &self.resolved(kind)["properties"]["type"]["const"])
            .map(|uri| uri.as_str().unwrap().strip_prefix("/problems/").unwrap())
            .collect()
    }

    fn component(&self, kind: &str, name: &str) -> &Value {
        let found = &self.0["components"][kind][name];
        assert!(!found.is_null(), "no component {kind}/{name}");
        found
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value["$ref"].as_str() else {
            return value;
        };
        reference
            .strip_prefix('#')
            .and_then(|pointer| self.0.pointer(pointer))
            .unwrap_or_else(|| panic!("{reference} leads nowhere"))
    }

    fn follow_references(&self, value: &Value) {
        self.resolved(value);
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.follow_references(item)),
            Value::Object(members) => members
                .values()
                .for_each(|member| self.follow_references(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let contract = Contract::read();
    contract.follow_references(&contract.0);
}

#[test]
fn every_problem_has_its_schema_and_every_schema_its_problem() {
    let contract = Contract::read();
    let mut named = BTreeSet::new();
    for problem in samples::problems() {
        let name = schema_name(&problem);
        let schema = contract.component("schemas", &name);
        let body = problem.body(Language::En);
        let properties = &schema["properties"];
        assert_eq!(properties["type"]["const"], body["type"], "{name}");
        assert_eq!(properties["status"]["const"], body["status"], "{name}");
        assert_eq!(keys(properties), keys(&body), "{name}");
        assert_eq!(words(&schema["required"]), keys(&body), "{name}");
        assert_eq!(schema["additionalProperties"], json!(false), "{name}");
        named.insert(name);
    }
    let schemas = keys(&contract.0["components"]["schemas"]);
    let of_problems = schemas.into_iter().filter(|name| name.ends_with("Problem"));
    assert_eq!(of_problems.collect::<BTreeSet<_>>(), named);
}

#[test]
fn an_example_of_a_problem_is_what_the_code_answers() {
    let contract = Contract::read();
    let mut seen = BTreeSet::new();
    for problem in samples::problems() {
        let name = schema_name(&problem);
        let schema = contract.component("schemas", &name);
        if let (Some(example), true) = (schema.pointer("/examples/0"), seen.insert(name)) {
            assert_eq!(*example, problem.body(Language::En));
        }
    }
}

#[test]
fn every_problem_stands_under_its_status() {
    let contract = Contract::read();
    let mut answered = BTreeSet::new();
    for answer in contract
        .answers()
        .iter()
        .chain(&contract.answers_to_others())
    {
        let place = format!("{} {}", answer.call, answer.status);
        let problems = contract.problems(answer.response);
        assert_eq!(problems.is_empty(), answer.status < 400, "{place}");
        for name in problems {
            let problem = sample(name);
            assert_eq!(problem.status().as_u16(), answer.status, "{place}: {name}");
            answered.insert(name);
        }
    }
    let all = samples::problems();
    assert_eq!(answered, all.iter().map(Problem::name).collect());
}

#[test]
fn every_call_names_what_any_call_may_be_answered() {
    for (call, operation) in Contract::read().calls() {
        let statuses = keys(&operation["responses"]);
        let of_any: &[&str] = if call.starts_with("POST ") {
            &["400", "413", "415", "503"]
        } else {
            &["413", "503"]
        };
        for status in of_any {
            assert!(statuses.contains(*status), "{call}: {status}");
        }
    }
}

#[tokio::test]
async fn an_answer_has_the_headers_that_the_contract_names() {
    let contract = Contract::read();
    for answer in contract
        .answers()
        .iter()
        .chain(&contract.answers_to_others())
    {
        let described = keys(&answer.response["headers"]);
        for name in contract.problems(answer.response) {
            let place = format!("{} {name}", answer.call);
            assert_eq!(headers_of(Some(sample(name))).await, described, "{place}");
        }
        if answer.status < 400 {
            let missing: Vec<_> = headers_of(None)
                .await
                .difference(&described)
                .cloned()
                .collect();
            assert!(missing.is_empty(), "{}: {missing:?}", answer.call);
        }
    }
}

#[test]
fn the_words_of_the_contract_are_those_of_the_code() {
    let contract = Contract::read();
    #[track_caller]
    fn check(schema: &Value, words_of_code: impl Iterator<Item = &'static str>) {
        assert_eq!(
            words(&schema["enum"]),
            words_of_code.map(str::to_owned).collect()
        );
    }
    let schema = |name| contract.component("schemas", name);
    check(
        schema("FieldErrorCode"),
        samples::flaws().into_iter().map(Flaw::code),
    );
    check(
        schema("ViolationCode"),
        samples::violations().iter().map(Violation::code),
    );
    check(
        schema("Level"),
        samples::levels().into_iter().map(Level::as_str),
    );
    check(
        schema("Method"),
        samples::methods().into_iter().map(levels::Method::as_str),
    );
    check(
        schema("Assurance"),
        samples::assurances().into_iter().map(Assurance::as_str),
    );
    let language = &contract.component("headers", "ContentLanguage")["schema"];
    check(language, Language::ALL.into_iter().map(Language::tag));
}

/// Refuses every call, or answers it with nothing.
struct Says(Option<Problem>);

impl Operation for Says {
    const ROUTE: Route = Route {
        name: "says",
        path: "/",
        methods: &[Method::GET],
    };

    async fn start(_: &Env) -> Result<Self, StartupError> {
        Ok(Self(None))
    }

    async fn handle(&self, _: Call) -> Result<Answer, Problem> {
        self.0.clone().map_or_else(|| Ok(Answer::no_content()), Err)
    }
}

/// The names of the headers of an answer; OpenAPI has another place for its media type.
async fn headers_of(problem: Option<Problem>) -> BTreeSet<String> {
    let router = Router::new().mount(Says(problem));
    let response = router
        .answer(Request::new(Vec::new()), Timestamp::UNIX_EPOCH)
        .await;
    let names = response.headers().keys();
    names
        .filter(|name| *name != header::CONTENT_TYPE)
        .map(ToString::to_string)
        .collect()
}

/// The first sample of this name, which has all headers that there may be.
fn sample(name: &str) -> Problem {
    samples::problems()
        .into_iter()
        .find(|problem| problem.name() == name)
        .unwrap_or_else(|| panic!("there is no problem {name}"))
}

/// `invalid-request` is `InvalidRequestProblem`.
fn schema_name(problem: &Problem) -> String {
    let words = problem.name().split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect::<String>() + "Problem"
}

fn members(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

fn keys(value: &Value) -> BTreeSet<String> {
    members(value).keys().cloned().collect()
}

fn words(value: &Value) -> BTreeSet<String> {
    let words = value.as_array().unwrap().iter();
    words
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}
