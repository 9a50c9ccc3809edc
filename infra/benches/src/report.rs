//! One section of docs/performance.md: printed, and put there if asked for.

use std::{env, fmt::Display, fs, path::PathBuf, thread, time::Duration};

use clap::Args;
use jiff::Timestamp;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/performance.md");
/// From this load on, times say more of what else the machine does.
const BUSY: f64 = 0.5;

/// Where a report goes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// Puts the report into docs/performance.md; times stay out of it on a busy machine
    #[arg(long)]
    pub(crate) write: bool,
    /// The folder of the functions' binaries, of `cargo build --release` or `sam build`
    #[arg(long, default_value = "target/release", value_name = "FOLDER")]
    pub(crate) binaries: PathBuf,
}

/// How often it is measured.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Rounds {
    /// How long each is measured in a round
    #[arg(long, default_value_t = 10, value_name = "SECONDS")]
    pub(crate) seconds: u64,
    /// How often all are measured, in turns
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub(crate) rounds: usize,
}

impl Rounds {
    /// Of one round.
    pub(crate) fn length(self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

/// A section that is being written.
pub(crate) struct Report {
    name: &'static str,
    text: String,
    quiet: bool,
}

impl Report {
    /// Begins with when, where and by what it was measured.
    #[expect(clippy::disallowed_methods, reason = "a report has its date")]
    pub(crate) fn of(name: &'static str) -> Self {
        let load = load();
        let quiet = load < BUSY;
        if !quiet {
            eprintln!("The machine is busy (load {load:.1}): no time of it will be told.");
        }
        let day = Timestamp::now().strftime("%Y-%m-%d");
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let model = processor();
        let arguments = env::args().skip(1).filter(|it| it != "--write");
        let arguments = arguments.collect::<Vec<_>>().join(" ");
        let mut report = Self {
            name,
            text: String::new(),
            quiet,
        };
        report.line(format_args!(
            "{day}, {cores} cores of {model}, load {load:.1} at the beginning; \
             `cargo run -p benches --release -- {arguments}`."
        ));
        report.line("");
        report
    }

    /// Its figures rest on no time that was measured in this run: all of them are told.
    pub(crate) fn measures_no_time(&mut self) {
        self.quiet = true;
    }

    /// One more line.
    pub(crate) fn line(&mut self, line: impl Display) {
        self.text.push_str(&format!("{line}\n"));
        println!("{line}");
    }

    /// A row of a table.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.line(format_args!("| {} |", cells.join(" | ")));
    }

    /// The head of a table: names on the left, figures on the right.
    pub(crate) fn head<const N: usize>(&mut self, cells: [&str; N]) {
        self.row(cells.map(str::to_owned));
        let rule = cells.iter().enumerate();
        let rule: Vec<_> = rule
            .map(|(place, _)| if place == 0 { "---" } else { "---:" })
            .collect();
        self.line(format_args!("| {} |", rule.join(" | ")));
    }

    /// A time, or a figure that rests on one: told of a quiet machine, `–` of a busy one.
    pub(crate) fn timed(&self, figure: f64, digits: usize) -> String {
        if self.quiet {
            format!("{figure:.digits$}")
        } else {
            "–".to_owned()
        }
    }

    /// Puts it where it belongs.
    pub(crate) fn publish(&self, place: &Where) {
        if !self.quiet {
            println!("\nThe machine was busy: times are not told.");
        }
        if place.write {
            let page = fs::read_to_string(PAGE).expect("the page is there");
            let page = replaced(&page, self.name, &self.text);
            fs::write(PAGE, page.expect("the page has this section")).expect("it is written");
        }
    }
}

/// The page with this text between the marks of this name.
fn replaced(page: &str, name: &str, text: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{text}\n{end}{after}"))
}

/// How many programs wanted to run in the last minute.
fn load() -> f64 {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let last = loads.split_whitespace().next();
    last.and_then(|it| it.parse().ok()).unwrap_or(f64::NAN)
}

fn processor() -> String {
    let all = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = all.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.and_then(|line| line.split_once(": "));
    model
        .map_or("an unknown processor", |(_, name)| name)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_between_its_marks() {
        let page = "a\n<!-- x -->\n\nold\n\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n";
        let expected = "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n";
        assert_eq!(replaced(page, "x", "new\n").as_deref(), Some(expected));
        assert_eq!(replaced(page, "z", "new\n"), None);
    }

    #[test]
    fn every_bench_has_its_section() {
        let page = fs::read_to_string(PAGE).unwrap();
        for name in crate::cli::SECTIONS {
            assert!(replaced(&page, name, "").is_some(), "{name}");
        }
    }
}
