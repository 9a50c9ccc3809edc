//! The files that pages load: one stylesheet, one script, one picture; and, where there is a robot
//! check, ALTCHA's widget. The name of each holds a hash of what is in it, so that a browser may
//! keep it for ever.

use std::sync::OnceLock;

/// The stylesheet.
pub static STYLE: Asset = Asset::new(
    "style",
    "css",
    "text/css; charset=utf-8",
    include_bytes!("../assets/style.css"),
);
/// The script. Pages work without it.
pub static SCRIPT: Asset = Asset::new(
    "script",
    "js",
    "text/javascript; charset=utf-8",
    include_bytes!("../assets/script.js"),
);
/// The sign of Llave.
pub static KEY: Asset = Asset::new(
    "key",
    "svg",
    "image/svg+xml",
    include_bytes!("../assets/key.svg"),
);
/// ALTCHA's widget, a module: `dist/external` of its package, as it is.
pub static ALTCHA_SCRIPT: Asset = Asset::new(
    "altcha",
    "js",
    "text/javascript; charset=utf-8",
    include_bytes!("../assets/altcha/altcha.min.js"),
);
/// Its stylesheet.
pub static ALTCHA_STYLE: Asset = Asset::new(
    "altcha",
    "css",
    "text/css; charset=utf-8",
    include_bytes!("../assets/altcha/altcha.css"),
);
/// Its worker for PBKDF2, a module.
pub static ALTCHA_WORKER: Asset = Asset::new(
    "altcha-pbkdf2",
    "js",
    "text/javascript; charset=utf-8",
    include_bytes!("../assets/altcha/pbkdf2.js"),
);
/// All of them.
pub static ALL: [&Asset; 6] = [
    &STYLE,
    &SCRIPT,
    &KEY,
    &ALTCHA_SCRIPT,
    &ALTCHA_STYLE,
    &ALTCHA_WORKER,
];

/// What may be said of every asset to a browser: it never changes.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// A file.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    extension: &'static str,
    hash: u64,
    path: OnceLock<String>,
    /// Its media type.
    pub content_type: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

impl Asset {
    const fn new(
        name: &'static str,
        extension: &'static str,
        content_type: &'static str,
        bytes: &'static [u8],
    ) -> Self {
        Self {
            name,
            extension,
            hash: fnv1a(bytes),
            path: OnceLock::new(),
            content_type,
            bytes,
        }
    }

    /// Its path.
    pub fn path(&self) -> &str {
        self.path.get_or_init(|| {
            let Self {
                name,
                extension,
                hash,
                ..
            } = self;
            format!("/assets/{name}-{hash:016x}.{extension}")
        })
    }

    /// The asset at `path`.
    #[must_use]
    pub fn at(path: &str) -> Option<&'static Self> {
        ALL.into_iter().find(|asset| asset.path() == path)
    }
}

/// Fowler–Noll–Vo 1a. It tells our own files apart; nobody else makes them.
const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut rest = bytes;
    while let [byte, behind @ ..] = rest {
        hash = (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
        rest = behind;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_at_its_path_alone() {
        for asset in ALL {
            assert!(std::ptr::eq(Asset::at(asset.path()).unwrap(), asset));
        }
        assert!(Asset::at("/assets/style.css").is_none());
        assert!(Asset::at("/assets/style-0000000000000000.css").is_none());
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_files_keep_within_their_sizes() {
        assert!(STYLE.bytes.len() <= 12 * 1024, "{}", STYLE.bytes.len());
        assert!(SCRIPT.bytes.len() <= 20 * 1024, "{}", SCRIPT.bytes.len());
        assert!(KEY.bytes.len() <= 1024, "{}", KEY.bytes.len());
    }
}
