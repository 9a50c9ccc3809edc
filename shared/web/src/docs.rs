//! What is written under `docs/` about this crate, held to what the code says.
//!
//! | module | what it looks after |
//! | --- | --- |
//! | [`samples`] | one of every problem, flaw and rule: a new one does not compile until it is here |
//! | [`guide`] | when each problem comes and what to do then |
//! | [`problems`] | prints `docs/problems.md` |
//! | [`openapi`] | reads `docs/openapi.json`, and what it must say of problems |

mod guide;
mod openapi;
mod problems;
mod samples;
