//! Each function is its operation: its route, its package, its settings and the secrets that it
//! may read.

use std::{collections::BTreeMap, pin::Pin};

use serde_json::{Value, json};
use web::{Env, Operation, Site, StartupError};

use super::{
    reading::{Function, Template, in_the_repository, texts},
    rights::table,
};
use world::{env, services};

/// What an operation is, or the pages, and how it starts from its function's settings alone.
struct Known {
    path: &'static str,
    starts: fn(Env) -> Starting,
}

type Starting = Pin<Box<dyn Future<Output = Result<(), StartupError>>>>;

fn known<O: Operation>() -> (&'static str, Known) {
    let known = Known {
        path: O::ROUTE.path,
        starts: |env| Box::pin(async move { O::start(&env).await.map(drop) }),
    };
    (O::ROUTE.name, known)
}

/// The pages answer what no operation does.
fn known_site<S: Site>() -> (&'static str, Known) {
    let known = Known {
        path: "$default",
        starts: |env| Box::pin(async move { S::start(&env).await.map(drop) }),
    };
    (S::NAME, known)
}

fn operations() -> BTreeMap<&'static str, Known> {
    BTreeMap::from([
        known_site::<pages::Pages>(),
        known::<challenge::Challenge>(),
        known::<register::Register>(),
        known::<activate::Activate>(),
        known::<reset::Reset>(),
        known::<verify_otp::VerifyOtp>(),
        known::<resend_otp::ResendOtp>(),
        known::<set_password::SetPassword>(),
        known::<login::Login>(),
        known::<session::Session>(),
        known::<change::Change>(),
        known::<unsubscribe::Unsubscribe>(),
    ])
}

#[test]
fn every_operation_is_a_function_at_its_route_and_of_its_package() {
    let template = Template::read();
    let operations = operations();
    let functions = template.functions();
    assert_eq!(functions.len(), operations.len());
    for function in &functions {
        let operation = &operations[&*function.operation];
        let events = function.property("Events").as_object().expect("an object");
        assert_eq!(events.len(), 1, "{}", function.operation);
        for event in events.values() {
            let route = &event["Properties"];
            assert_eq!(event["Type"], "HttpApi", "{event}");
            assert_eq!(route["Path"], operation.path, "{event}");
            // The operation itself answers a method that is not its own.
            assert_eq!(route["Method"], "ANY", "{event}");
        }
        assert_eq!(function.metadata()["BuildMethod"], "rust-cargolambda");
        let code = format!("functions/{}", function.operation);
        assert_eq!(*function.property("CodeUri"), json!(code));
    }
}

/// `sam local invoke` is told one by README.md, and `infra/sam-local-check` tries them all.
#[test]
fn every_function_has_an_event_at_its_route() {
    for (name, operation) in operations() {
        let event = in_the_repository(&format!("infra/events/{name}.json"));
        let event: Value = serde_json::from_str(&event).expect("an event is JSON");
        let route = match operation.path {
            default @ "$default" => default.to_owned(),
            path => format!("ANY {path}"),
        };
        assert_eq!(event["routeKey"], *route, "{name}");
        assert_eq!(event["requestContext"]["routeKey"], *route, "{name}");
    }
}

/// The settings of a function, with the values that the runner's services give them.
fn settings(template: &Template, function: &Function<'_>) -> BTreeMap<String, Value> {
    let globals = template
        .at("/Globals/Function/Environment/Variables")
        .as_object();
    let own = function.property("Environment")["Variables"].as_object();
    let members = globals.into_iter().chain(own).flatten();
    members
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[tokio::test]
async fn an_operation_starts_from_the_settings_of_its_function_and_needs_its_keys_and_tables() {
    let template = Template::read();
    let operations = operations();
    let services = services();
    let values: BTreeMap<_, _> = services.settings().into_iter().collect();
    for function in template.functions() {
        let operation = &operations[&*function.operation];
        let given: Vec<_> = settings(&template, &function).into_keys().collect();
        let without = |left_out: &str| {
            let absent: Vec<_> = values
                .keys()
                .filter(|name| !given.contains(name) || *name == left_out)
                .map(|name| (&**name, ""))
                .collect();
            (operation.starts)(env(&services, &absent))
        };
        let started = without("").await;
        assert!(started.is_ok(), "{}: {started:?}", function.operation);
        let needed = given
            .iter()
            .filter(|name| name.ends_with("_KEYS") || name.ends_with("_TABLE"));
        for name in needed {
            let started = without(name).await;
            let operation = &function.operation;
            assert!(started.is_err(), "{operation} has {name} for nothing");
        }
    }
}

#[test]
fn a_function_may_read_the_secrets_that_its_settings_name_and_no_others() {
    let template = Template::read();
    for function in template.functions() {
        let settings = settings(&template, &function);
        let mut named: Vec<String> = settings
            .values()
            .flat_map(|value| secrets_in(&value.to_string()))
            .collect();
        named.sort();
        let mut allowed: Vec<String> = function
            .statements()
            .into_iter()
            .filter(|statement| ["Secrets", "Edge"].contains(&sid(statement)))
            .flat_map(|statement| {
                let actions = texts(&statement["Action"]);
                assert_eq!(actions, ["secretsmanager:GetSecretValue"]);
                secrets_of(&statement["Resource"])
            })
            .collect();
        allowed.sort();
        assert_eq!(allowed, named, "{}", function.operation);
    }
}

/// The names in `secret:${…}`, also of a setting that is there on a condition.
fn secrets_in(value: &str) -> Vec<String> {
    value
        .split("secret:${")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
        .collect()
}

/// The names of the resources of a statement.
fn secrets_of(resources: &Value) -> Vec<String> {
    let one = std::slice::from_ref(resources);
    let several = resources.as_array().map_or(one, Vec::as_slice);
    let name = |resource: &Value| resource["Ref"].as_str().expect("a secret").to_owned();
    several.iter().map(name).collect()
}

/// CloudFormation draws a secret anew when any word of this changes: then nobody's document is
/// found and nobody's password verifies.
#[test]
fn the_keys_are_drawn_in_a_form_that_never_changes_and_outlive_the_stack() {
    let template = Template::read();
    for family in ["IndexKeys", "PepperKeys", "SealKeys", "ChallengeKeys"] {
        let drawn = template.at(&format!(
            "/Resources/{family}/Properties/GenerateSecretString"
        ));
        let form = json!({
            "SecretStringTemplate": r#"{"use":"1"}"#,
            "GenerateStringKey": "1",
            "PasswordLength": 44,
            "ExcludePunctuation": true,
        });
        assert_eq!(*drawn, form, "{family}");
    }
    for (resource, name) in [
        ("Accounts", "TableName"),
        ("IndexKeys", "Name"),
        ("PepperKeys", "Name"),
        ("SealKeys", "Name"),
        ("ChallengeKeys", "Name"),
        ("Key", "Alias"),
    ] {
        let resource = template.at(&format!("/Resources/{resource}"));
        assert_eq!(resource["DeletionPolicy"], "Retain", "{resource}");
        assert_eq!(resource["UpdateReplacePolicy"], "Retain", "{resource}");
        // A name of its own would be in the way of the next first deployment.
        assert!(resource["Properties"][name].is_null(), "{resource}");
    }
}

#[test]
fn only_what_sends_sms_may_publish_and_only_to_phones() {
    let template = Template::read();
    for function in template.functions() {
        let sends = settings(&template, &function).contains_key("LLAVE_SENDER_ID");
        let statement = function.statement("Messages");
        assert_eq!(statement.is_some(), sends, "{}", function.operation);
        if let Some(statement) = statement {
            assert_eq!(texts(&statement["Action"]), ["sns:Publish"]);
            // A topic has an ARN; a phone has none.
            let topics = json!({"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"});
            assert_eq!(statement["NotResource"], topics);
            assert!(statement["Resource"].is_null());
        }
    }
}

#[test]
fn a_function_has_no_other_rights() {
    let template = Template::read();
    for function in template.functions() {
        for statement in function.statements() {
            // Those of the tables are looked at in `rights`.
            let known = ["Secrets", "Edge", "Messages"].contains(&sid(statement));
            let operation = &function.operation;
            assert!(
                known || table(statement).is_some(),
                "{operation}: {statement}"
            );
            assert_eq!(statement["Effect"], "Allow");
        }
    }
}

fn sid(statement: &Value) -> &str {
    statement["Sid"].as_str().expect("a statement has a name")
}
