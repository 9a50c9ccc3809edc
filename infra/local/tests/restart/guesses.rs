//! `llave guesses` prints the guess budget of the rules in force, and starts nothing.

use std::process::{Command, Output};

use policy::{Profile, guesses};

use crate::refused::check;

fn guesses_with(settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_llave"))
        .arg("guesses")
        .env_clear()
        .envs(settings.iter().copied())
        .output()
        .expect("the program runs")
}

#[test]
fn the_figures_are_those_of_the_rules_in_force() {
    let printed = |settings| {
        let output = guesses_with(settings);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty());
        String::from_utf8(output.stdout).expect("text")
    };
    let clave = printed(&[]);
    assert_eq!(clave, guesses::as_markdown(&Profile::clave()));
    assert_eq!(clave, printed(&[("LLAVE_PROFILE", "modern")]));
    let rules = r#"{"otp": {"digits": 7}, "password": {"refuseCommon": false}}"#;
    let otherwise = printed(&[("LLAVE_RULES", rules)]);
    assert!(
        otherwise.contains("(9 + 10) × (3 + 1) = 76 | 1 in 131578 |"),
        "{otherwise}"
    );
    assert!(otherwise.contains("366 × 5 = 1830 | 15.2"), "{otherwise}");
}

#[test]
fn rules_that_cannot_be_in_force_have_none() {
    let many = guesses_with(&[("LLAVE_RULES", r#"{"otp": {"maxWrong": 5}}"#)]);
    check(&many, "LLAVE_RULES");
    check(&many, "more than one in 10000");
    check(&guesses_with(&[("LLAVE_PROFILE", "none")]), "LLAVE_PROFILE");
}
