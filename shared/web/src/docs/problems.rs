//! Prints `docs/problems.md`.

use std::{env, fs, path::Path};

use policy::Language;
use serde_json::Value;

use super::{
    guide,
    openapi::Contract,
    samples::{self, LANGUAGES},
};
use crate::{Problem, problem::FieldError};

/// The members that every problem has.
const MEMBERS_OF_ALL: [&str; 4] = ["type", "title", "status", "detail"];

#[test]
fn the_printed_problems_are_the_problems() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/problems.md");
    let text = page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

/// The problems, each with all its samples.
fn by_name() -> Vec<Vec<Problem>> {
    let mut kinds: Vec<Vec<Problem>> = Vec::new();
    for sample in samples::problems() {
        match kinds
            .last_mut()
            .filter(|kind| kind[0].name() == sample.name())
        {
            Some(kind) => kind.push(sample),
            None => kinds.push(vec![sample]),
        }
    }
    kinds
}

fn page() -> String {
    let contract = Contract::read();
    let kinds = by_name();
    let list = kinds.iter().map(|kind| {
        let (name, status) = (kind[0].name(), kind[0].status().as_u16());
        format!("| [`{name}`](#{name}) | {status} |\n")
    });
    let sections = kinds.iter().map(|kind| section(kind, &contract));
    INTRODUCTION.to_owned() + &list.collect::<String>() + &sections.collect::<String>()
}

const INTRODUCTION: &str = "\
# Problems

Printed by a test of `shared/web/src/docs/problems.rs`, which fails when this page says something else;
`UPDATE_DOCS=1 cargo test -p web` prints it anew. What it says beside the code is in `guide.rs` there.

Every refusal is an RFC 9457 problem, `application/problem+json`: `type` is `/problems/` and the name,
`title` and `detail` are in the language of `Accept-Language` (es, en, ca, ca-valencia, gl, eu), which
`content-language` names. Decide by `type`, show the texts. Numbers in the texts below are examples.
Every response has `x-request-id`: quote it when you ask for help.

| problem | status |
| --- | --- |
";

fn section(kind: &[Problem], contract: &Contract) -> String {
    let problem = &kind[0];
    let guide = guide::of(problem);
    let mut facts = vec![
        format!("**Person:** {}", guide.person),
        format!("**Program:** {}", guide.integrator),
    ];
    facts.extend(
        members(problem)
            .into_iter()
            .map(|(name, holds)| format!("**Member** `{name}`: {holds}.")),
    );
    facts.extend(headers(kind));
    facts.push(format!("**Answer to:** {}", calls(problem, contract)));
    let facts: String = facts.iter().map(|fact| format!("- {fact}\n")).collect();
    format!(
        "\n## {}\n\nStatus {}. {}\n\n{facts}\n{}{}",
        problem.name(),
        problem.status().as_u16(),
        guide.when,
        texts(kind),
        codes(problem),
    )
}

/// The members of its own, each with what it holds.
fn members(problem: &Problem) -> Vec<(String, &'static str)> {
    let body = problem.body(Language::En);
    let names = body.as_object().unwrap().keys().cloned();
    let names: Vec<String> = names
        .filter(|name| !MEMBERS_OF_ALL.contains(&name.as_str()))
        .collect();
    let told = guide::of(problem).members;
    assert_eq!(
        names,
        told.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
    names
        .into_iter()
        .zip(told.iter().map(|(_, holds)| *holds))
        .collect()
}

/// The headers of its own.
fn headers(kind: &[Problem]) -> Vec<String> {
    let headers = kind[0].headers();
    let always = |name| {
        kind.iter()
            .all(|problem| problem.headers().iter().any(|(other, _)| other == name))
    };
    headers
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().unwrap();
            let sometimes = if always(name) { "" } else { ", not always" };
            format!("**Header** `{name}`, as in `{name}: {value}`{sometimes}.")
        })
        .collect()
}

fn calls(problem: &Problem, contract: &Contract) -> String {
    let calls = contract.calls_that_answer(problem.name());
    if calls.len() == contract.calls().len() {
        return "every call.".to_owned();
    }
    if calls.is_empty() {
        return "calls that are not in the contract.".to_owned();
    }
    let calls: Vec<String> = calls.iter().map(|call| format!("`{call}`")).collect();
    format!("{}.", calls.join(", "))
}

/// Title and detail of every sample.
fn texts(kind: &[Problem]) -> String {
    let rows = LANGUAGES.into_iter().flat_map(|language| {
        kind.iter().map(move |problem| {
            let body = problem.body(language);
            let (title, detail) = (text(&body["title"]), text(&body["detail"]));
            format!("| {} | {title} | {detail} |\n", language.tag())
        })
    });
    "| | title | detail |\n| --- | --- | --- |\n".to_owned() + &rows.collect::<String>()
}

/// The codes in it, if it has some.
fn codes(problem: &Problem) -> String {
    if let Problem::InvalidRequest(_) = problem {
        let rows = samples::flaws().into_iter().map(|flaw| {
            let problem = Problem::InvalidRequest(vec![FieldError {
                pointer: String::new(),
                flaw,
            }]);
            code_row(
                flaw.code(),
                guide::of_flaw(flaw),
                &problem,
                "/errors/0/detail",
            )
        });
        return code_table(rows.collect());
    }
    if let Problem::PasswordRejected(_) = problem {
        let rows = samples::violations().into_iter().map(|violation| {
            let (code, when) = (violation.code(), guide::of_violation(&violation));
            let problem = Problem::PasswordRejected(vec![violation]);
            code_row(code, when, &problem, "/violations/0/detail")
        });
        return code_table(rows.collect());
    }
    String::new()
}

fn code_table(rows: Vec<String>) -> String {
    "\n| code | when | es | en |\n| --- | --- | --- | --- |\n".to_owned() + &rows.concat()
}

fn code_row(code: &str, when: &str, problem: &Problem, pointer: &str) -> String {
    let [es, en] = LANGUAGES.map(|language| {
        let body = problem.body(language);
        text(body.pointer(pointer).unwrap()).to_owned()
    });
    format!("| `{code}` | {when} | {es} | {en} |\n")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
