//! `docs/faults.md`: what every cell was answered.

use std::{env, fmt::Write, fs, path::PathBuf};

use faults::Fault;
use world::every::{Kind, Opening};

use crate::cell::{Cell, Outcome, Place};

/// The columns of what happens once.
pub(crate) const ONCE: [Fault; 16] = [
    Fault::Late,
    Fault::Broken,
    Fault::LostAnswer,
    Fault::CutAnswer,
    Fault::Garbage,
    Fault::Twice,
    Fault::InternalError,
    Fault::Throttling,
    Fault::Throughput,
    Fault::Conflict,
    Fault::InProgress,
    Fault::CancelledByConflict,
    Fault::CancelledByThrottling,
    Fault::CancelledByThroughput,
    Fault::CancelledByItemCollection,
    Fault::CancelledByValidation,
];
/// The columns of what lasts.
pub(crate) const LASTING: [Fault; 18] = [
    Fault::Late,
    Fault::Silence,
    Fault::Broken,
    Fault::Refused,
    Fault::LostAnswer,
    Fault::CutAnswer,
    Fault::Garbage,
    Fault::Twice,
    Fault::InternalError,
    Fault::Throttling,
    Fault::Throughput,
    Fault::Conflict,
    Fault::InProgress,
    Fault::CancelledByConflict,
    Fault::CancelledByThrottling,
    Fault::CancelledByThroughput,
    Fault::CancelledByItemCollection,
    Fault::CancelledByValidation,
];

const NOT_HERE: &str = "–";
const INTRODUCTION: &str = "\
# What faults do

Printed by the test `infra/local/tests/faults`, which fails when this page says something else;
`LLAVE_FAULTS=all UPDATE_DOCS=1 cargo test -p local --test faults` prints it anew. `LLAVE_FAULTS=all` alone holds all of
it against the code, in less than 15 minutes on 2 cores; `cargo test` a share of it, drawn by `LLAVE_FAULTS_SEED`. Any
other text in `LLAVE_FAULTS` runs the cells with that in their title, such as `LLAVE_FAULTS='Register, Get'`.

A row is a call that an operation makes, a column what a proxy (`infra/faults`) does to it; each cell is a run of its own,
with a person of its own, through the real SDK with its time-outs and repetitions. In every cell it is checked that

- the answer came within 5 seconds, and is the one that comes without the fault, or a 503 with `retry-after`;
- every try, opening and SMS is counted once, also when an answer was lost and the call repeated; with a 503 tries and
  openings are given back, unless that call fails too; a copy that arrives after the answer may leave one, the safe side;
- when the fault has ended the same person finishes the same journey, up to a login.

| cell | what the caller got |
| --- | --- |
| ok | the answer that comes without the fault |
| ok after repeat | the same; the SDK, or `storage`, repeated a call |
| 503, then ok | `temporarily-unavailable`; the same request, sent again, is answered as ever |
| 503, but done | the same; it had happened, and the request sent again says `procedure-ended` |
| 503, then anew | the same, for a right code: its procedure is over, and a new one is the way on |
| not sent, then resent | `message-not-sent`; `resend-otp` of the procedure that it names brings a code |
| – | it does not happen to such a call |

What an operation answers to a wrong entry is `ok` too: it is refused, with the attempts that are left.
";

/// The page.
#[derive(Default)]
pub(crate) struct Page {
    rows: Vec<Row>,
}

struct Row {
    operation: &'static str,
    call: String,
    once: Cells,
    lasting: Cells,
}

/// What stands in them; `None` before its cell was run.
type Cells = Vec<Option<String>>;

/// One table of the page.
struct Table<'a> {
    title: &'static str,
    columns: &'static [Fault],
    /// Row by row.
    cells: Vec<&'a Cells>,
}

impl Page {
    /// The row of a call, with nothing in the cells where something can happen.
    pub(crate) fn add_row(&mut self, kind: Kind, place: &Place) {
        let empty = |faults: &[Fault]| {
            let cell = |fault: &Fault| (!fault.suits(&place.call)).then(|| NOT_HERE.to_owned());
            faults.iter().map(cell).collect()
        };
        self.rows.push(Row {
            operation: operation(kind),
            call: call(place),
            once: empty(&ONCE),
            lasting: empty(&LASTING),
        });
    }

    /// What a cell was answered.
    pub(crate) fn put(&mut self, cell: &Cell, outcome: Outcome) {
        let (operation, call) = (operation(cell.kind), call(&cell.place));
        let row = self
            .rows
            .iter_mut()
            .find(|row| row.operation == operation && row.call == call)
            .expect("each cell has a row");
        let (columns, cells) = if cell.lasts {
            (&LASTING[..], &mut row.lasting)
        } else {
            (&ONCE[..], &mut row.once)
        };
        let place = columns.iter().position(|fault| *fault == cell.fault);
        cells[place.expect("each fault has a column")] = Some(outcome.text());
    }

    /// The printed page has something else in this cell.
    pub(crate) fn says_otherwise(&self, cell: &Cell, outcome: Outcome) -> bool {
        env::var_os("UPDATE_DOCS").is_none()
            && printed_cell(&printed(), cell).is_some_and(|says| says != outcome.text())
    }

    /// The printed page is this one; of a page that is not whole, what is there.
    #[track_caller]
    pub(crate) fn check(&self, whole: bool) {
        if whole {
            let text = self.text();
            if env::var_os("UPDATE_DOCS").is_some() {
                fs::write(file(), &text).expect("docs/ can be written");
            }
            assert_eq!(printed(), text);
            return;
        }
        let printed = printed();
        for table in self.tables() {
            let Table {
                title,
                columns,
                cells,
            } = table;
            for (row, cells) in self.rows.iter().zip(cells) {
                for (fault, cell) in columns.iter().zip(cells) {
                    let Some(cell) = cell else { continue };
                    let found = in_table(&printed, title, row.operation, &row.call, *fault);
                    assert_eq!(
                        found.as_deref(),
                        Some(cell.as_str()),
                        "{title}: {}, {}, {}",
                        row.operation,
                        row.call,
                        fault.as_str()
                    );
                }
            }
        }
    }

    fn tables(&self) -> [Table<'_>; 2] {
        [
            Table {
                title: TITLE_ONCE,
                columns: &ONCE,
                cells: self.rows.iter().map(|row| &row.once).collect(),
            },
            Table {
                title: TITLE_LASTING,
                columns: &LASTING,
                cells: self.rows.iter().map(|row| &row.lasting).collect(),
            },
        ]
    }

    fn text(&self) -> String {
        let mut text = INTRODUCTION.to_owned();
        for table in self.tables() {
            let Table {
                title,
                columns,
                cells,
            } = table;
            let heads: Vec<_> = columns.iter().map(|fault| head(*fault)).collect();
            write!(
                text,
                "\n{title}\n\n| operation | call | {} |\n|{}\n",
                heads.join(" | "),
                " --- |".repeat(columns.len() + 2)
            )
            .expect("a string takes it");
            for (row, cells) in self.rows.iter().zip(cells) {
                let cells: Vec<_> = cells
                    .iter()
                    .map(|cell| cell.as_deref().expect("no cell is empty"))
                    .collect();
                let Row {
                    operation, call, ..
                } = row;
                writeln!(text, "| {operation} | {call} | {} |", cells.join(" | "))
                    .expect("a string takes it");
            }
        }
        text
    }
}

const TITLE_ONCE: &str = "## Once: the first attempt at the call";
const TITLE_LASTING: &str = "## Lasting: every attempt at it, until the operation has answered";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/faults.md")
}

fn printed() -> String {
    fs::read_to_string(file()).unwrap_or_default()
}

fn printed_cell(printed: &str, cell: &Cell) -> Option<String> {
    let title = if cell.lasts {
        TITLE_LASTING
    } else {
        TITLE_ONCE
    };
    let (operation, call) = (operation(cell.kind), call(&cell.place));
    in_table(printed, title, operation, &call, cell.fault)
}

/// What stands in a cell of the printed page.
fn in_table(
    printed: &str,
    title: &str,
    operation: &str,
    call: &str,
    fault: Fault,
) -> Option<String> {
    let (_, table) = printed.split_once(title)?;
    let lines = table
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('#'));
    let mut rows = lines.filter(|line| line.starts_with('|')).map(|line| {
        line.trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
    });
    let place = rows.next()?.iter().position(|it| *it == head(fault))?;
    let row = rows.find(|row| row.first() == Some(&operation) && row.get(1) == Some(&call))?;
    Some((*row.get(place)?).to_owned())
}

fn head(fault: Fault) -> String {
    fault.as_str().replace('-', " ")
}

/// The call, with its number where its title comes twice.
fn call(place: &Place) -> String {
    let title = place.call.title();
    match place.number {
        0 => format!("`{title}`"),
        more => format!("`{title}` ({})", more + 1),
    }
}

fn operation(kind: Kind) -> &'static str {
    match kind {
        Kind::Register => "register",
        Kind::Activate => "activate",
        Kind::Reset => "reset",
        Kind::SetPassword => "set-password",
        Kind::Login => "login",
        Kind::LoginWithCode => "login, with a code",
        Kind::Change => "change",
        Kind::Unsubscribe => "unsubscribe",
        Kind::Otp(Opening::Activation) => "verify-otp, activation",
        Kind::Otp(Opening::Reset) => "verify-otp, reset",
        Kind::Otp(Opening::Login) => "verify-otp, login",
        Kind::Otp(Opening::Change) => "verify-otp, change",
        Kind::Otp(Opening::Unsubscribing) => "verify-otp, unsubscribing",
        Kind::ResendByPassword => "resend-otp, login",
        Kind::ResendByCode => "resend-otp, reset",
        Kind::Session => "session",
        Kind::EndSession => "session, ended",
        Kind::WrongPassword => "login, wrong password",
        Kind::WrongPasswordBesidePerson => "login with a code, wrong password",
        Kind::WrongCode => "reset, wrong code",
        Kind::WrongOtp => "verify-otp, wrong code",
    }
}
