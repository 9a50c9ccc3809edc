//! The words of the tests in process, which these share.

#[path = "../in_process/support/every.rs"]
pub(crate) mod every;
#[path = "../in_process/support/journeys.rs"]
pub(crate) mod journeys;
#[path = "../in_process/support/steps.rs"]
pub(crate) mod steps;
#[path = "../in_process/support/stored.rs"]
pub(crate) mod stored;
#[path = "../in_process/support/world.rs"]
pub(crate) mod world;

pub(crate) use journeys::opened;
pub(crate) use world::World;
