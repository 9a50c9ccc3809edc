//! The pages, visited as a browser visits them, without one: cookies are kept, forms are sent from
//! the page that they stand on, and the way behind a form is followed.

mod browser;
mod desk;
mod forms;
mod journeys;
mod languages;
mod refusals;
