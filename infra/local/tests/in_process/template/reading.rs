//! The template as JSON: `!Ref X` is `{"Ref": "X"}`, `!Sub x` is `{"Fn::Sub": "x"}`.

use std::{fs, path::Path};

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// The whole template.
pub(super) struct Template(Value);

/// One function of it.
pub(super) struct Function<'t> {
    /// The operation that it is named after: `verify-otp`.
    pub(super) operation: String,
    properties: &'t Value,
    metadata: &'t Value,
}

/// A file by its path from the root of the repository.
#[track_caller]
pub(super) fn in_the_repository(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Template {
    pub(super) fn read() -> Self {
        let text = in_the_repository("template.yaml");
        let documents = Yaml::load_from_str(&text).expect("the template is YAML");
        Self(as_json(documents.first().expect("one document")))
    }

    /// What stands at an RFC 6901 pointer.
    #[track_caller]
    pub(super) fn at(&self, pointer: &str) -> &Value {
        self.0
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{pointer} is not in the template"))
    }

    /// Its functions.
    pub(super) fn functions(&self) -> Vec<Function<'_>> {
        let resources = self.at("/Resources").as_object().expect("an object");
        resources
            .iter()
            .filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function")
            .map(|(name, resource)| Function {
                operation: operation(name),
                properties: &resource["Properties"],
                metadata: &resource["Metadata"],
            })
            .collect()
    }
}

impl Function<'_> {
    /// A property of it.
    #[track_caller]
    pub(super) fn property(&self, name: &str) -> &Value {
        let property = &self.properties[name];
        assert!(!property.is_null(), "{} has no {name}", self.operation);
        property
    }

    /// How it is built.
    pub(super) fn metadata(&self) -> &Value {
        self.metadata
    }

    /// The statement of this name, if it has one.
    pub(super) fn statement(&self, sid: &str) -> Option<&Value> {
        let mut statements = self.statements().into_iter();
        statements.find(|statement| statement["Sid"] == sid)
    }

    /// All its statements, those too that are there on a condition.
    pub(super) fn statements(&self) -> Vec<&Value> {
        let policies = self.property("Policies").as_array().expect("a list");
        policies
            .iter()
            .flat_map(|policy| policy["Statement"].as_array().expect("statements in place"))
            .map(|statement| statement.pointer("/Fn::If/1").unwrap_or(statement))
            .collect()
    }
}

/// A value that may be one or several.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    if let Some(text) = value.as_str() {
        return vec![text];
    }
    let several = value.as_array().into_iter().flatten();
    several.map(|text| text.as_str().expect("a text")).collect()
}

/// `VerifyOtpFunction` is `verify-otp`'s.
fn operation(resource: &str) -> String {
    let name = resource.strip_suffix("Function");
    let name = name.unwrap_or_else(|| panic!("{resource} is not named after an operation"));
    let mut operation = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !operation.is_empty() {
            operation.push('-');
        }
        operation.push(letter.to_ascii_lowercase());
    }
    operation
}

fn as_json(node: &Yaml<'_>) -> Value {
    match node {
        Yaml::Tagged(tag, inner) => {
            let name = match &*tag.suffix {
                name @ ("Ref" | "Condition") => name.to_owned(),
                name => format!("Fn::{name}"),
            };
            json!({ name: as_json(inner) })
        }
        Yaml::Sequence(items) => items.iter().map(as_json).collect(),
        Yaml::Mapping(members) => {
            let member = |(name, value): (&Yaml<'_>, &Yaml<'_>)| {
                let name = name.as_str().expect("a member has a name").to_owned();
                (name, as_json(value))
            };
            Value::Object(members.iter().map(member).collect::<Map<_, _>>())
        }
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::FloatingPoint(value)) => json!(value.into_inner()),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => {
            panic!("the template holds what is no plain value: {node:?}")
        }
    }
}
