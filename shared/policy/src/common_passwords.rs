//! Common passwords are refused: whole, with case folded, whatever their length.
//!
//! The list travels with the function as a binary fuse filter: 16 bits an entry instead of its letters, read
//! in place from the binary, so it costs nothing at start. Every password of the list is found; of the others
//! one in 65,536 is taken for a common one, and its owner chooses another. From 16 bits no password can be
//! read back.
//!
//! ```text
//! password → fold: NFC, lower case → key: first 8 bytes of SHA-256 → filter → common?
//! ```
//!
//! `infra/common-passwords/build` makes `data/common-passwords.bin` out of the lists that `data/SOURCES.md`
//! names. The file: the filter's descriptor (20 bytes), how many entries it was made of (4), its fingerprints
//! (2 each), all little endian.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use xorf::{BinaryFuse16, BinaryFuse16Ref, DmaSerializable, Filter, FilterRef};

/// Whether a password, already [`fold`]ed, is on the list.
pub fn is_common(folded: &str) -> bool {
    filter().contains(&key(folded))
}

/// A password as the list compares it: composed (NFC), then in lower case.
pub fn fold(password: &str) -> String {
    password.nfc().collect::<String>().to_lowercase()
}

/// What the filter knows a folded password by: the first 8 bytes of its SHA-256, big endian.
pub fn key(folded: &str) -> u64 {
    // All in one place, which is wiped: what is moved leaves a copy of the password on the stack.
    let mut hash = Sha256::new();
    hash.update(folded);
    let [a, b, c, d, e, f, g, h, ..]: [u8; 32] = hash.finalize_reset().into();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

fn filter() -> BinaryFuse16Ref<'static> {
    BinaryFuse16Ref::from_dma(HEADER.0, FINGERPRINTS)
}

/// The file where a `u16` may stand: the fingerprints are read in place.
static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../data/common-passwords.bin"));

#[repr(C, align(2))]
struct Aligned<Bytes: ?Sized>(Bytes);

const DESCRIPTOR_BYTES: usize = BinaryFuse16::DESCRIPTOR_LEN;
const ENTRIES_BYTES: usize = size_of::<u32>();

/// The descriptor, then the number of entries.
static HEADER: (&[u8], &[u8]) = FILE
    .0
    .split_at(DESCRIPTOR_BYTES + ENTRIES_BYTES)
    .0
    .split_at(DESCRIPTOR_BYTES);
static FINGERPRINTS: &[u8] = FILE.0.split_at(DESCRIPTOR_BYTES + ENTRIES_BYTES).1;

// The fingerprints are written little endian and read as the machine's own.
const _: () = assert!(cfg!(target_endian = "little"));

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(password: &str, common: bool) {
        assert_eq!(is_common(&fold(password)), common, "{password}");
    }

    #[test]
    fn famous_passwords_are_common() {
        for password in [
            "123456",
            "password",
            "qwerty",
            "12345678",
            "password1",
            "iloveyou",
            "letmein",
            "1q2w3e4r5t",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn spanish_passwords_are_common() {
        for password in [
            "contraseña",
            "contrasena",
            "realmadrid",
            "tequiero",
            "barcelona",
            "españa",
            "espana",
        ] {
            check(password, true);
        }
        for password in [
            "contraseña1",
            "hola1234",
            "Contraseña123!",
            "Realmadrid1",
            "Alejandro123",
            "qwertyuiopñ",
        ] {
            check(password, true);
        }
        for password in [
            "contrasenya",
            "viscaelbarça",
            "contrasinal",
            "pasahitza",
            "tequieromucho",
            "holaquetal",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn every_local_password_is_common() {
        let local = include_str!("../data/common-passwords-local.txt");
        for password in local
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
        {
            check(password, true);
        }
    }

    #[test]
    fn case_and_composition_make_no_difference() {
        check("CONTRASEÑA", true);
        check("contrasen\u{303}a", true);
        check("PassWord1", true);
    }

    #[test]
    fn a_password_is_compared_whole() {
        check("contraseña de la abuela de Ana", false);
        check("Kx7%vmQ2pLw9", false);
        check("siete caballos verdes cenan arroz", false);
    }

    #[test]
    fn at_least_100_000_entries_went_in_as_the_sources_say() {
        let entries = u32::from_le_bytes(HEADER.1.try_into().unwrap());
        assert!(entries >= 100_000, "{entries}");
        assert!(
            filter().len() >= entries as usize,
            "more entries than fingerprints"
        );
        let sources = include_str!("../data/SOURCES.md");
        assert!(
            sources.contains(&format!("- distinct entries: {entries}\n")),
            "{entries} is not what SOURCES.md says"
        );
        assert!(
            sources.contains(&format!("- size: {} bytes\n", FILE.0.len())),
            "SOURCES.md is of another file"
        );
    }

    /// 33 would be one in 60,000; chance alone adds more than four standard deviations (4 √33 = 23) once in 30,000.
    #[test]
    fn at_most_one_in_60_000_others_is_taken_for_common() {
        const OTHERS: u64 = 2_000_000;
        let filter = filter();
        let taken = (0..OTHERS)
            .filter(|&n| filter.contains(&scattered(n)))
            .count();
        assert!(taken <= 33 + 23, "{taken} of {OTHERS}");
    }

    /// The same through folding and hashing, as a person's password goes: 2 expected, 10 never.
    #[test]
    fn generated_passwords_are_not_common() {
        let taken = (0..120_000)
            .filter(|&n| is_common(&fold(&format!("Zk%{:016X}", scattered(n)))))
            .count();
        assert!(taken <= 10, "{taken} of 120,000");
    }

    /// SplitMix64: the n-th of a fixed sequence that looks like chance.
    fn scattered(n: u64) -> u64 {
        let z = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
