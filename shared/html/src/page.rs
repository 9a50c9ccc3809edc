//! What every page has, and how it becomes HTML.

use askama::Template;

use crate::{fields::Refusal, routes::Route};

/// The Content-Security-Policy that every page is made for: nothing inline, nothing from elsewhere,
/// nobody's frame.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// A page could not be written. Nothing that a page shows can be the reason, so this is our fault.
#[derive(Debug, thiserror::Error)]
#[error("a page could not be written: {0}")]
pub struct RenderError(#[from] askama::Error);

/// What the frame around a page asks of it.
pub(crate) trait Framed {
    /// Its title, which is also its one heading of the first level.
    fn title(&self) -> String;

    /// Its address, for the switch of languages.
    fn here(&self) -> Route;

    /// Where to ask for it anew, if it answers a form of the page at `sent_from`. `None`: what it shows would be lost.
    fn asked_at(&self, sent_from: Route) -> Option<Route> {
        Some(sent_from)
    }

    /// Why its form came back.
    fn refusal(&self) -> Option<&Refusal> {
        None
    }

    /// Which step of how many it is.
    fn step(&self) -> Option<(u32, u32)> {
        None
    }
}

/// A page.
#[expect(
    private_bounds,
    reason = "which pages there are is decided in this crate"
)]
pub trait Page: Template + Framed {
    /// The whole document.
    ///
    /// # Errors
    /// [`RenderError`], which no content causes.
    fn html(&self) -> Result<String, RenderError> {
        Ok(self.render()?)
    }
}

impl<T: Template + Framed> Page for T {}
