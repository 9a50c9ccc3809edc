//! Ids of requests, messages and versions, written like UUIDs, as AWS's are.

use std::fmt::Write;

use ring::{
    error::Unspecified,
    rand::{SecureRandom, SystemRandom},
};

/// A new one.
pub(crate) fn random() -> Result<String, Unspecified> {
    let mut bytes = [0_u8; 16];
    SystemRandom::new().fill(&mut bytes)?;
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        // Writing to a string does not fail.
        write!(id, "{byte:02x}").ok();
    }
    Ok(id)
}
