//! Every rule is a parameter of the template, which takes what the rule takes and nothing else.

use policy::{Profile, profile::CLASSES};
use regex_lite::Regex;
use serde_json::{Map, Value, json};

use super::reading::Template;

/// `code.maxWrong` is `CodeMaxWrong`.
fn parameter_of(rule: &str) -> String {
    rule.split('.')
        .map(|part| {
            let (first, rest) = part.split_at(1);
            format!("{}{rest}", first.to_ascii_uppercase())
        })
        .collect()
}

/// Every rule by its path.
fn rules() -> Vec<String> {
    let profile = serde_json::to_value(Profile::clave()).expect("it is JSON");
    let groups = profile.as_object().expect("an object").clone();
    groups
        .into_iter()
        .flat_map(|(group, rules)| {
            let rules: Map<_, _> = rules.as_object().expect("an object").clone();
            rules
                .into_iter()
                .map(move |(rule, _)| format!("{group}.{rule}"))
        })
        .collect()
}

/// `LLAVE_RULES` as a deployment writes it, with these parameters.
fn written(template: &Template, value_of: impl Fn(&str) -> String) -> Value {
    let functions = template.functions();
    let rules: Vec<_> = functions
        .iter()
        .map(|function| &function.property("Environment")["Variables"]["LLAVE_RULES"])
        .filter(|rules| !rules.is_null())
        .collect();
    assert!(rules.windows(2).all(|two| two[0] == two[1]));
    let text = rules.first().and_then(|rules| rules["Fn::Sub"].as_str());
    let text = text.expect("the rules are a text");
    let parameter = Regex::new(r"\$\{(\w+)\}").expect("a pattern");
    let text = parameter.replace_all(text, |found: &regex_lite::Captures<'_>| value_of(&found[1]));
    serde_json::from_str(&text).expect("the rules are JSON")
}

#[test]
fn every_rule_is_a_parameter_and_every_parameter_reaches_its_rule() {
    let template = Template::read();
    let rules = rules();
    let names = written(&template, str::to_owned);
    for rule in &rules {
        let (group, name) = rule.split_once('.').expect("a group and a rule");
        assert_eq!(names[group][name], json!(parameter_of(rule)), "{rule}");
    }
    let written_rules: usize = names
        .as_object()
        .expect("an object")
        .values()
        .map(|group| group.as_object().expect("an object").len())
        .sum();
    assert_eq!(written_rules, rules.len());
}

#[test]
fn without_a_parameter_the_profile_is_in_force() {
    let template = Template::read();
    for rule in rules() {
        let default = template.at(&format!("/Parameters/{}/Default", parameter_of(&rule)));
        assert_eq!(*default, json!(""), "{rule}");
    }
    let rules = written(&template, |_| String::new()).to_string();
    for (name, profile) in [("clave", Profile::clave()), ("modern", Profile::modern())] {
        let configured = Profile::configured(name, Some(&rules));
        assert_eq!(configured, Ok(profile));
    }
    assert_eq!(
        *template.at("/Parameters/Profile/AllowedValues"),
        json!(["clave", "modern"])
    );
}

#[test]
fn a_parameter_takes_the_range_of_its_rule_and_nothing_else() {
    let template = Template::read();
    let check = |rule: &str, value: &str, expected: bool| {
        let pattern = template.at(&format!(
            "/Parameters/{}/AllowedPattern",
            parameter_of(rule)
        ));
        // CloudFormation matches the whole value.
        let pattern = format!("^(?:{})$", pattern.as_str().expect("a text"));
        let takes = Regex::new(&pattern).expect("a pattern").is_match(value);
        assert_eq!(takes, expected, "{rule} = {value:?}: {pattern}");
    };
    for number in Profile::clave().numbers() {
        let (least, most) = (u64::from(number.least), u64::from(number.most));
        for (value, expected) in [
            (least, true),
            (most, true),
            (u64::from(number.value), true),
            (most + 1, false),
            (most * 10, false),
            (least.saturating_sub(1), least == 0),
        ] {
            check(number.rule, &value.to_string(), expected);
        }
        let step = (most - least).div_ceil(2_000).max(1);
        let mut value = least;
        while value <= most {
            check(number.rule, &value.to_string(), true);
            value += step;
        }
        check(number.rule, "", true);
        for other in ["-1", "1.5", "many", " 5", "05"] {
            check(number.rule, other, false);
        }
    }
    for classes in 0..10 {
        let expected = CLASSES.contains(&classes);
        check("password.classes", &classes.to_string(), expected);
    }
    for rule in ["password.strictAlphabet", "password.refuseCommon"] {
        for (value, expected) in [("true", true), ("false", true), ("", true), ("yes", false)] {
            check(rule, value, expected);
        }
    }
    for (value, expected) in [
        ("twoYears", true),
        ("oneYear", true),
        ("never", true),
        ("", true),
        ("always", false),
    ] {
        check("password.term", value, expected);
    }
    for (value, expected) in [
        ("351", true),
        ("351,33", true),
        ("", true),
        ("+351", false),
        ("0351", false),
        ("351,", false),
    ] {
        check("phone.otherCountries", value, expected);
    }
}

#[test]
fn a_challenge_is_of_the_kinds_that_an_operation_takes() {
    let template = Template::read();
    let parameter = template.at("/Parameters/ChallengeKinds");
    assert_eq!(parameter["Default"], json!("proof"));
    let services = world::services();
    for kinds in parameter["AllowedValues"].as_array().expect("a list") {
        let kinds = kinds.as_str().expect("a text");
        let env = world::env(&services, &[("LLAVE_CHALLENGE_KINDS", kinds)]);
        let challenges = env.challenges().expect("they are taken");
        assert_eq!(challenges.asks(), kinds.contains("question"), "{kinds}");
    }
}
