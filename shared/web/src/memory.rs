//! What is freed is wiped first: in every function, and in the runner. Types that hold a secret wipe
//! themselves; this is for the copies that libraries make of a request and of an answer on their way,
//! of which none is ours: bodies, JSON, forms, the SMS. docs/leaks.md says what is left.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::FileExt};

    /// Memory that was freed is read as a core dump would have it: past every borrow.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_freed_is_wiped() {
        let memory = fs::File::open("/proc/self/mem").unwrap();
        let read = |address: usize| {
            let mut bytes = [0; 64];
            memory.read_at(&mut bytes, address as u64).map(|_| bytes)
        };
        let secret: Vec<u8> = (0..4_096)
            .map(|place: u32| place.to_le_bytes()[0] | 1)
            .collect();
        let address = secret.as_ptr() as usize + 1_024;
        let before = read(address).unwrap();
        assert!(before.iter().all(|byte| *byte != 0));
        drop(secret);
        // What is no longer there can't be read, which is as good.
        let after = read(address).unwrap_or([0; 64]);
        let left = after
            .iter()
            .zip(&before)
            .filter(|(one, other)| one == other);
        assert!(left.count() < 8, "{after:?}");
    }
}
