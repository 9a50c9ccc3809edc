//! A canary run that everybody can afford: people with marked data live through every operation at
//! `llave` as its own process, on disk, then some of them under faults; then everything is searched for
//! what they entered and were told. `infra/leak-check` runs the tests of the contract and the
//! functions' own binaries too, and looks into their memory. docs/leaks.md says what may be where.

use std::{fs, path::Path};

use leaks::run::{Setup, run};

#[tokio::test]
async fn nothing_leaks_at_the_runner_not_even_under_faults() {
    let llave = Path::new(env!("CARGO_BIN_EXE_llave"));
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("leaks-{}", std::process::id()));
    let setup = Setup {
        programs: llave.parent().unwrap_or(llave).to_owned(),
        functions: None,
        suite: None,
        work: work.clone(),
        seed: 1,
        lives: 6,
    };
    let outcome = run(&setup, |_| {}).await;
    fs::remove_dir_all(&work).ok();
    let findings = outcome.unwrap_or_else(|error| panic!("{error}")).findings;
    assert_eq!(findings.leaks(), 0, "{findings}");
}
