//! The first page: what Llave is, and what a person may want to do.

use askama::Template;
use policy::Purpose;

use crate::{
    frame::Frame,
    page::Framed,
    routes::{PURPOSES, Route},
};

/// The first page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct Home<'a> {
    frame: &'a Frame<'a>,
}

impl<'a> Home<'a> {
    /// The page.
    #[must_use]
    pub fn new(frame: &'a Frame<'a>) -> Self {
        Self { frame }
    }

    /// Each thing to do, with its name and when it is the right one.
    fn tasks(&self) -> [(Route, &'static str, &'static str); 5] {
        PURPOSES.map(|purpose| {
            let (name, what) = match purpose {
                Purpose::Activation => ("home-activate", "home-activate-what"),
                Purpose::Login => ("home-login", "home-login-what"),
                Purpose::Reset => ("home-reset", "home-reset-what"),
                Purpose::Change => ("home-change", "home-change-what"),
                Purpose::Unsubscribe => ("home-unsubscribe", "home-unsubscribe-what"),
            };
            (Route::Start(purpose), name, what)
        })
    }
}

impl Framed for Home<'_> {
    fn title(&self) -> String {
        self.frame.say("home-title").into_owned()
    }

    fn here(&self) -> Route {
        Route::Home
    }
}
