//! Writes the document in every language into a folder, to be looked at:
//! `cargo run -p document --example handover -- FOLDER`.

#![expect(
    clippy::expect_used,
    reason = "a program for who develops the document"
)]

use std::{env, fs, path::PathBuf};

use document::{Handover, pdf};
use policy::{Language, Level};

fn main() {
    let folder = PathBuf::from(env::args_os().nth(1).expect("the name of a folder"));
    fs::create_dir_all(&folder).expect("a folder");
    for language in Language::ALL {
        let handover = Handover {
            language,
            activation_code: "7KQ2-9M4X-TB3C-WZ8D",
            level: Level::Advanced,
            registered_at: "2026-11-22T09:00:00Z".parse().expect("a time"),
            host: "llave.example.es",
            help_phone: "060",
        };
        let file = folder.join(format!("{}.pdf", language.tag()));
        fs::write(file, pdf(&handover).expect("a document")).expect("it is written");
    }
}
