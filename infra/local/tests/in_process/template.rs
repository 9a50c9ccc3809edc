//! `template.yaml` and the code agree: what a function is given is what its operation asks for,
//! and nothing else.
//!
//! | module | what it shows |
//! | --- | --- |
//! | [`reading`] | how the template is read |
//! | [`rights`] | each function may do to the tables what its operation does |
//! | [`functions`] | routes, binaries, settings, secrets |
//! | [`parameters`] | every rule is a parameter with the rule's own range |

mod functions;
mod parameters;
mod reading;
mod rights;
