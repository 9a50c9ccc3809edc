//! How large each function is, as it is and zipped: what Lambda loads before it starts.

use std::{fs, io::Write, process::ExitCode};

use clap::Args;
use flate2::{Compression, write::DeflateEncoder};

use crate::{
    function,
    report::{Report, Where},
};

/// What a zip holds beside its one file, `bootstrap`: two headers with its name, and its end.
const AROUND: usize = 30 + 9 + 46 + 9 + 22;

/// What is measured.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
}

/// Measures and tells.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut report = Report::of("size");
    report.head(["function", "bytes", "zipped"]);
    for (name, binary) in function::all(&options.place.binaries) {
        let bytes = fs::read(binary).expect("it can be read");
        let zipped = zipped(&bytes);
        report.row([name.to_owned(), bytes.len().to_string(), zipped.to_string()]);
    }
    report.publish(&options.place);
    ExitCode::SUCCESS
}

fn zipped(bytes: &[u8]) -> usize {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
    deflated.write_all(bytes).expect("memory takes it");
    deflated.finish().expect("memory takes it").len() + AROUND
}
