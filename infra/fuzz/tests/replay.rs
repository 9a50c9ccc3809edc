//! What the fuzzer found worth keeping, on stable and in seconds: every file of every corpus, and
//! changes of them that a seed draws. And that no target is without its corpus or its program.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use fuzz::{TARGETS, Target};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};

/// How many changed inputs each target is given; one that hashes and asks tables, fewer.
const CHANGED: u64 = 100;
const CHANGED_IF_SLOW: u64 = 20;
/// The longest input that is made.
const LONGEST: usize = 4_096;

#[test]
fn every_file_of_every_corpus_is_answered() {
    for target in TARGETS {
        for file in corpus(target.name) {
            attack(
                target,
                &fs::read(&file).unwrap(),
                &file.display().to_string(),
            );
        }
    }
}

#[test]
fn every_target_stands_changes_of_its_corpus() {
    for target in TARGETS {
        let kept: Vec<_> = corpus(target.name)
            .iter()
            .map(|file| fs::read(file).unwrap())
            .collect();
        let is_slow = ["operations", "table"]
            .iter()
            .any(|slow| target.path.starts_with(slow));
        for seed in 0..if is_slow { CHANGED_IF_SLOW } else { CHANGED } {
            let changed = changed(&kept, &mut StdRng::seed_from_u64(seed));
            attack(target, &changed, &format!("seed {seed}"));
        }
    }
}

#[test]
fn every_target_has_a_corpus_and_a_program_and_none_is_without_a_target() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|it| it.name.to_owned()).collect();
    assert_eq!(targets.len(), TARGETS.len(), "a name is there twice");
    assert_eq!(names("corpus"), targets);
    assert_eq!(names("cargo-fuzz/fuzz_targets"), targets);
    let manifest = fs::read_to_string(folder("cargo-fuzz/Cargo.toml")).unwrap();
    let programs: BTreeSet<String> = manifest
        .split("[[bin]]")
        .skip(1)
        .map(|part| part.split('"').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(programs, targets);
    for Target { name, path, .. } in TARGETS {
        assert!(!corpus(name).is_empty(), "the corpus of {name} is empty");
        let file = format!("cargo-fuzz/fuzz_targets/{name}.rs");
        let program = fs::read_to_string(folder(&file)).unwrap();
        assert!(program.contains(&format!("| fuzz::{path}(data)")), "{file}");
    }
}

#[track_caller]
fn attack(target: &Target, data: &[u8], what: &str) {
    let survived = catch_unwind(AssertUnwindSafe(|| (target.attack)(data)));
    let name = target.name;
    assert!(survived.is_ok(), "{name} does not stand {what}: {data:?}");
}

/// One of the inputs, changed as libFuzzer would change it.
fn changed(kept: &[Vec<u8>], rng: &mut StdRng) -> Vec<u8> {
    let mut data = kept.choose(rng).cloned().unwrap_or_default();
    for _ in 0..rng.random_range(1..=8) {
        let place = rng.random_range(0..=data.len());
        match rng.random_range(0..5) {
            0 => data.insert(place, rng.random()),
            1 => data.truncate(place),
            2 => {
                let other = kept.choose(rng).cloned().unwrap_or_default();
                data.extend(other.iter().skip(place));
            }
            3 => {
                let again: Vec<u8> = data[place..].to_vec();
                data.extend(again);
            }
            _ => {
                if let Some(byte) = data.get_mut(place) {
                    *byte = rng.random();
                }
            }
        }
        data.truncate(LONGEST);
    }
    data
}

fn corpus(target: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder("corpus").join(target))
        .unwrap_or_else(|_| panic!("{target} has no corpus"))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// The names of what is in a folder, without their endings.
fn names(within: &str) -> BTreeSet<String> {
    fs::read_dir(folder(within))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn folder(within: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(within)
}
