//! Which cells there are, and running them side by side.

use std::{any::Any, collections::HashMap, env, panic::resume_unwind, sync::Arc, time::Instant};

use tokio::{sync::Semaphore, task::JoinSet};
use world::{every::Kind, services};

use crate::{
    cell::{Cell, Ground, Outcome},
    page::{LASTING, ONCE, Page},
};

/// How many cells are under way at once: they wait more than they compute.
const AT_ONCE: usize = 24;
/// How many of them compute.
const BUSY: usize = 3;
/// One of so many is run when not all are.
const ONE_OF: u64 = 16;
/// How often a cell that is answered otherwise than the page says is asked again: on a busy
/// machine a call may take as long as a fault. What must always be true is forgiven never.
const ASKED: usize = 3;

/// Which cells are run.
enum Share {
    All,
    /// Drawn by this seed.
    Some(u64),
    /// Those with this in their title.
    Named(String),
}

impl Share {
    /// As `LLAVE_FAULTS` and `LLAVE_FAULTS_SEED` say.
    fn asked() -> Self {
        let said = |name| env::var_os(name).map(|text| text.to_string_lossy().into_owned());
        match said("LLAVE_FAULTS").as_deref() {
            Some("all") => Self::All,
            Some(text) if !text.is_empty() => Self::Named(text.to_owned()),
            Some(_) | None => {
                let seed = said("LLAVE_FAULTS_SEED").and_then(|text| text.parse().ok());
                Self::Some(seed.unwrap_or(1))
            }
        }
    }

    fn has(&self, number: usize, cell: &Cell) -> bool {
        match self {
            Self::All => true,
            Self::Some(seed) => {
                let drawn = spread(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
                drawn.is_multiple_of(ONE_OF)
            }
            Self::Named(text) => cell.title().contains(text),
        }
    }
}

/// Numbers that follow each other become far from each other (the finaliser of `SplitMix64`).
fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Every cell, row by row; and the page with its rows, empty.
async fn every_cell(ground: &Ground) -> (Vec<Cell>, Page) {
    let (mut cells, mut page) = (Vec::new(), Page::default());
    for kind in Kind::ALL {
        let places = ground.places(kind).await;
        let calls = places.len();
        for place in places {
            page.add_row(kind, &place);
            let columns = ONCE.map(|fault| (fault, false)).into_iter();
            for (fault, lasts) in columns.chain(LASTING.map(|fault| (fault, true))) {
                if fault.suits(&place.call) {
                    cells.push(Cell {
                        kind,
                        place: place.clone(),
                        calls,
                        fault,
                        lasts,
                    });
                }
            }
        }
    }
    (cells, page)
}

/// Runs them all; what each was answered, and what must not be.
async fn run(ground: &Arc<Ground>, cells: Vec<Cell>) -> (Vec<(Cell, Outcome)>, Vec<String>) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    let mut titles = HashMap::new();
    for cell in cells {
        let (ground, places) = (Arc::clone(ground), Arc::clone(&places));
        let title = cell.title();
        let task = running.spawn(async move {
            let _place = places.acquire().await.expect("it is never closed");
            let outcome = ground.run(&cell).await;
            (cell, outcome)
        });
        titles.insert(task.id(), title);
    }
    let (mut outcomes, mut defects) = (Vec::new(), Vec::new());
    while let Some(ended) = running.join_next_with_id().await {
        match ended {
            Ok((_, outcome)) => outcomes.push(outcome),
            Err(error) => {
                let title = titles.remove(&error.id()).unwrap_or_default();
                defects.push(format!("{title}: {}", message(error.into_panic())));
            }
        }
    }
    defects.sort();
    (outcomes, defects)
}

fn message(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => match panic.downcast::<&str>() {
            Ok(text) => (*text).to_owned(),
            Err(panic) => resume_unwind(panic),
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_to_a_call_nothing_is_lost_counted_twice_or_given_away() {
    let began = Instant::now();
    let ground = Arc::new(Ground::new(services(), BUSY).await);
    let (cells, mut page) = every_cell(&ground).await;
    let share = Share::asked();
    let chosen: Vec<_> = cells
        .into_iter()
        .enumerate()
        .filter(|(number, cell)| share.has(*number, cell))
        .map(|(_, cell)| cell)
        .collect();
    let count = chosen.len();
    assert!(count > 0, "no cell is called so");

    let (outcomes, defects) = run(&ground, chosen).await;
    for (cell, mut outcome) in outcomes {
        for _ in 1..ASKED {
            if page.says_otherwise(&cell, outcome) {
                outcome = ground.run(&cell).await;
            }
        }
        page.put(&cell, outcome);
    }
    let took = began.elapsed().as_secs();
    eprintln!("{count} cells in {took} s");
    assert!(
        defects.is_empty(),
        "{} of {count} cells:\n{}",
        defects.len(),
        defects.join("\n")
    );
    page.check(matches!(share, Share::All));
}
