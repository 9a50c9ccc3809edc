//! `cargo run -p html --example preview -- <folder>`: every page in every state and language as a
//! file, with what it loads, so that they can be looked at and checked in a browser; the
//! policy under which they run; and what the rules say of some passwords, as `passwords.json`.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a tool for people: it stops and says why"
)]

mod samples;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use html::{CONTENT_SECURITY_POLICY, assets};
use policy::{Language, NationalId, NewPassword, PasswordEntry, Profile, password::PersonalData};
use serde_json::{Value, json};

fn main() {
    let folder = PathBuf::from(env::args().nth(1).expect("the folder to write to"));
    for asset in assets::ALL {
        write(&folder, asset.path(), asset.bytes);
    }
    let policy = CONTENT_SECURITY_POLICY.as_bytes();
    write(&folder, "/content-security-policy", policy);
    let verdicts = json!({
        "clave": verdicts(&Profile::clave()),
        "modern": verdicts(&Profile::modern()),
    });
    write(&folder, "/passwords.json", verdicts.to_string().as_bytes());
    for language in Language::ALL {
        for (profile, name) in [(Profile::clave(), ""), (Profile::modern(), "modern-")] {
            let site = samples::site(profile);
            for (page, html) in samples::all(&samples::frame(&site, language)) {
                let shown =
                    name.is_empty() || page.contains("e-password") || page.starts_with("change");
                if shown {
                    let path = format!("/{}/{name}{page}.html", language.tag());
                    write(&folder, &path, html.as_bytes());
                }
            }
        }
    }
}

/// What the rules that the script tells too say of some passwords.
fn verdicts(profile: &Profile) -> Value {
    let passwords = [
        "a",
        "Ab1",
        "abcdefg",
        "abcdefgh",
        "Abcdefgh",
        "Abcdefg1",
        "abcdefg1",
        "abcdefg!",
        "Abcdef1!",
        "ABCDEFG1",
        "ABCDEF1!",
        "12345678",
        "1234567!",
        "señora12A",
        "càmaraç1Z",
        "cámara€1Z",
        "cámara 1Z",
        "Grüße123",
        "ǖ1234567A",
        "naïveté1A",
        "ßtraße12A",
        "пароль12A",
        "密码密码密码12A",
        "Abcdefg1😀",
        "a\u{301}bcdefgh1Z",
        "x\u{301}bcdefgh1Z",
        "Abcdefg١",
        "Abcdefgªº1",
        "Abcdef1^",
        "ABCDEFG\u{1D7D8}a",
        "ǅabcdef1",
        "aaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaa",
        "una frase con espacios",
        "ⓐⓑⓒⓓⓔⓕⓖⓗ",
        "ⅷⅷⅷⅷⅷⅷⅷⅷ",
        "        ",
        "                ",
    ];
    let longest = "ñ".repeat(128);
    let too_long = "ñ".repeat(129);
    let document = NationalId::parse("12345678Z").unwrap();
    let person = PersonalData {
        names: &[],
        document: &document,
    };
    passwords
        .into_iter()
        .chain([longest.as_str(), &too_long])
        .map(|password| {
            let entry = PasswordEntry::parse(password).unwrap();
            let codes: Vec<&str> = NewPassword::judge(&entry, &profile.password, &person, false)
                .err()
                .into_iter()
                .flatten()
                .map(|violation| violation.code())
                .collect();
            json!({
                "password": password,
                "length": !codes.contains(&"too-short") && !codes.contains(&"too-long"),
                "classes": !codes.contains(&"too-few-classes"),
                "alphabet": !codes.contains(&"characters"),
            })
        })
        .collect()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let file = folder.join(path.trim_start_matches('/'));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}
