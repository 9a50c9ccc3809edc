//! Where a person cannot go on, and what to do next: blocked, ended, refused by what no form can
//! mend, no such address, our own fault. The same page explains a problem at its `type`.

use askama::Template;

use crate::{
    frame::Frame,
    page::Framed,
    problem_name::{ProblemName, WayOn},
    routes::Route,
};

/// A problem as a page of its own.
#[derive(Template)]
#[template(path = "stop.html")]
pub struct Stop<'a> {
    frame: &'a Frame<'a>,
    here: Route,
    name: ProblemName,
    title: String,
    detail: String,
    reference: Option<String>,
    status: Option<u16>,
}

impl<'a> Stop<'a> {
    /// A problem that a person met at `here`, with the texts of the answer. `reference`: what finds
    /// the call in the log, `x-request-id`.
    #[must_use]
    pub fn met(
        frame: &'a Frame<'a>,
        here: Route,
        name: ProblemName,
        title: String,
        detail: String,
        reference: Option<String>,
    ) -> Self {
        Self {
            frame,
            here,
            name,
            title,
            detail,
            reference,
            status: None,
        }
    }

    /// A problem explained at its own address, with its status.
    #[must_use]
    pub fn explained(
        frame: &'a Frame<'a>,
        name: ProblemName,
        title: String,
        detail: String,
        status: u16,
    ) -> Self {
        Self {
            frame,
            here: Route::Problem(name),
            name,
            title,
            detail,
            reference: None,
            status: Some(status),
        }
    }

    fn ways_on(&self) -> &'static [WayOn] {
        self.name.ways_on()
    }
}

impl Framed for Stop<'_> {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn here(&self) -> Route {
        self.here
    }
}
