//! Every function by its name: where its binary is, and the environment that Lambda would give it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{Clock, Function, StartError, emulator::Sandbox};

/// The operations, each a function of its own at `/v1/` and its name.
pub const OPERATIONS: [&str; 11] = [
    "activate",
    "challenge",
    "change",
    "login",
    "register",
    "resend-otp",
    "reset",
    "session",
    "set-password",
    "unsubscribe",
    "verify-otp",
];

/// The function of every other path, where it is deployed.
pub const PAGES: &str = "pages";

/// What begins a name that a function gets from the gateway's own environment.
const PASSED_ON: [&str; 4] = ["AWS_ENDPOINT_URL_", "AWS_LAMBDA_LOG_", "LLAVE_", "RUST_"];
/// In seconds, as in template.yaml.
const TIME_OUT: &str = "10";
/// In MB; the emulator measures none.
const MEMORY: &str = "512";

/// Where functions come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The folder of their binaries: `login`, or `LoginFunction/bootstrap` as `sam build` names it.
    pub folder: PathBuf,
    /// The emulator's own program.
    pub emulator: PathBuf,
    /// How many instances a function may have.
    pub instances: usize,
    /// Settings; only endpoints, what is logged, and what begins with `LLAVE_` reaches a function.
    pub settings: Vec<(String, String)>,
}

/// All functions.
#[derive(Default)]
pub struct Functions {
    by_path: BTreeMap<String, Function>,
    pages: Option<Function>,
}

impl Functions {
    /// Finds their binaries; that of the pages may be left out.
    ///
    /// # Errors
    /// [`StartError`], if one of the others or the emulator is not there.
    pub fn find(source: &Source, clock: Option<&Clock>) -> Result<Self, StartError> {
        let http = client()?;
        let emulator = there(&source.emulator)?;
        let function = |name: &str, binary| {
            let mut environment = environment(name, &source.settings);
            environment.extend(clock.into_iter().flat_map(Clock::environment));
            let sandbox = Sandbox {
                emulator: emulator.clone(),
                binary,
                environment,
            };
            Function::new(sandbox, http.clone(), source.instances)
        };
        let mut by_path = BTreeMap::new();
        for operation in OPERATIONS {
            let function = function(operation, binary(&source.folder, operation)?);
            by_path.insert(format!("/v1/{operation}"), function);
        }
        let pages = binary(&source.folder, PAGES).ok();
        Ok(Self {
            by_path,
            pages: pages.map(|binary| function(PAGES, binary)),
        })
    }

    /// The function of this path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Function> {
        self.by_path.get(path).or(self.pages.as_ref())
    }
}

/// A client that goes nowhere but where it is told.
pub(crate) fn client() -> Result<reqwest::Client, StartError> {
    let client = reqwest::Client::builder().no_proxy().build();
    client.map_err(|error| StartError::Client(error.to_string()))
}

fn environment(operation: &str, settings: &[(String, String)]) -> Vec<(String, String)> {
    let name = format!("llave-{operation}");
    let own = [
        ("AWS_LAMBDA_FUNCTION_NAME", name.as_str()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY),
        ("AWS_LAMBDA_FUNCTION_TIMEOUT", TIME_OUT),
        ("AWS_REGION", "eu-south-2"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_SESSION_TOKEN", "local"),
        ("_HANDLER", "bootstrap"),
    ];
    let passed_on = settings
        .iter()
        .filter(|(name, _)| PASSED_ON.iter().any(|start| name.starts_with(start)));
    own.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into_iter()
        .chain(passed_on.cloned())
        .collect()
}

/// The binary of an operation in a folder of `cargo build` or `sam build`.
///
/// # Errors
/// [`StartError`] if it is not there.
pub fn binary(folder: &Path, operation: &str) -> Result<PathBuf, StartError> {
    let built = folder.join(format!("{}Function", pascal(operation)));
    there(&built.join("bootstrap")).or_else(|_| there(&folder.join(operation)))
}

fn there(file: &Path) -> Result<PathBuf, StartError> {
    let path = file.canonicalize().map_err(|reason| StartError::File {
        path: file.to_owned(),
        reason,
    })?;
    if path.is_file() {
        Ok(path)
    } else {
        Err(StartError::NoFile(path))
    }
}

/// `verify-otp` as the template names its function: `VerifyOtp`.
fn pascal(operation: &str) -> String {
    let words = operation.split('-').filter_map(|word| {
        let (first, rest) = word.split_at_checked(1)?;
        Some(first.to_uppercase() + rest)
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_named_as_in_the_template() {
        assert_eq!(pascal("login"), "Login");
        assert_eq!(pascal("verify-otp"), "VerifyOtp");
    }

    #[test]
    fn a_function_gets_its_settings_and_nothing_else_of_the_machine() {
        let settings = [
            ("LLAVE_HOST", "localhost"),
            ("RUST_LOG", "trace"),
            ("AWS_ENDPOINT_URL_SNS", "http://127.0.0.1:1"),
            ("AWS_ACCESS_KEY_ID", "somebody's own"),
            ("AWS_PROFILE", "somebody's own"),
            ("HOME", "/root"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let environment = environment("login", &settings);
        let of = |name: &str| {
            let mut found = environment.iter().filter(|(other, _)| other == name);
            let value = found.next().map(|(_, value)| value.as_str());
            assert!(found.next().is_none(), "{name} twice");
            value
        };
        assert_eq!(of("LLAVE_HOST"), Some("localhost"));
        assert_eq!(of("RUST_LOG"), Some("trace"));
        assert_eq!(of("AWS_ENDPOINT_URL_SNS"), Some("http://127.0.0.1:1"));
        assert_eq!(of("AWS_LAMBDA_FUNCTION_NAME"), Some("llave-login"));
        assert_eq!(of("AWS_ACCESS_KEY_ID"), Some("local"));
        assert_eq!(of("AWS_PROFILE"), None);
        assert_eq!(of("HOME"), None);
    }

    #[test]
    fn a_binary_that_is_not_there_is_named() {
        let error = binary(Path::new("/nowhere"), "verify-otp").err();
        let error = error.expect("there is none").to_string();
        assert!(error.contains("/nowhere/verify-otp"), "{error}");
    }
}
