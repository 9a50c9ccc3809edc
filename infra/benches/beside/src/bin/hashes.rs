//! Argon2id at Llave's floor, by Llave and by each who could compute it for Llave, in turns, each in memory of its own
//! that it keeps, of huge pages where the system has them: processor time of one, and that all of them come to the same,
//! but for Llave's, whose salt is drawn. `argon2-rust` wipes its memory after each, and Llave with it; the others do not.
//!
//! The C reference is built for this processor, which means AVX-512 where there is one; with
//! `CFLAGS=-mno-avx512f` it is built for AVX2.

use std::{ptr, time::Duration};

use argon2::{Argon2, Block};
use argon2_rust::__internal as internal;
use argon2_rust::{Backend, params::Memory};
use argon2_sys::{ARGON2_VERSION_13, Argon2_Context, Argon2_id, argon2_ctx};
use cpu_time::ProcessTime;
use rand::{SeedableRng, rngs::StdRng};
use secrets::{Cost, Hasher, Keyring};
use tokio::runtime::Runtime;

const SECRET: &[u8] = b"una llave para todo";
const SALT: &[u8] = &[b'2'; 16];
const PEPPER: &[u8] = &[b'1'; 32];
/// The same pepper, as a family of keys.
const PEPPERS: &str = r#"{"use":"1","1":"MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="}"#;
const BYTES: usize = Cost::FLOOR.memory_kib as usize * 1_024;
const TURNS: usize = 50;

type Tag = [u8; 32];

/// Somebody who computes it.
struct Way {
    name: String,
    /// Nothing, where the salt is drawn.
    compute: Box<dyn FnMut() -> Option<Tag>>,
    took: Vec<Duration>,
}

impl Way {
    fn new(name: impl Into<String>, compute: impl FnMut() -> Option<Tag> + 'static) -> Self {
        Self {
            name: name.into(),
            compute: Box::new(compute),
            took: Vec::new(),
        }
    }

    fn median(&self) -> f64 {
        let mut took = self.took.clone();
        took.sort();
        took[TURNS / 2].as_secs_f64() * 1e3
    }

    fn best(&self) -> f64 {
        self.took.iter().min().expect("turns").as_secs_f64() * 1e3
    }
}

fn main() {
    let mut ways = vec![rust_crypto(), llave(), c_reference()];
    let there = Backend::ALL.iter().filter(|backend| backend.is_available());
    ways.extend(there.map(|backend| argon2_rust(*backend)));
    let mut tags = Vec::new();
    for _ in 0..TURNS {
        for way in &mut ways {
            let began = ProcessTime::now();
            let tag = (way.compute)();
            way.took.push(began.elapsed());
            tags.extend(tag);
        }
    }
    assert!(tags.iter().all(|tag| *tag == tags[0]), "they differ");
    let reference = ways[0].median();
    println!("| who | p50, ms | at best, ms | ÷ RustCrypto |\n| --- | ---: | ---: | ---: |");
    for way in &ways {
        let (name, p50) = (&way.name, way.median());
        let ratio = p50 / reference;
        println!("| {name} | {p50:.1} | {:.1} | {ratio:.2} |", way.best());
    }
}

/// What says how it is done right.
fn rust_crypto() -> Way {
    let Cost {
        memory_kib,
        passes,
        lanes,
    } = Cost::FLOOR;
    let params = argon2::Params::new(memory_kib, passes, lanes, None).expect("a cost");
    let mut blocks: Vec<Block> = Vec::with_capacity(params.block_count());
    of_huge_pages(blocks.as_mut_ptr().cast(), BYTES);
    blocks.resize(params.block_count(), Block::new());
    let (id, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
    let argon2 = Argon2::new_with_secret(PEPPER, id, version, params).expect("a pepper");
    Way::new("RustCrypto's `argon2` 0.6", move || {
        let mut tag = Tag::default();
        let done = argon2.hash_password_into_with_memory(SECRET, SALT, &mut tag, &mut blocks);
        done.expect("a hash");
        Some(tag)
    })
}

/// The whole of what a login waits for.
fn llave() -> Way {
    let hasher = Hasher::new(Keyring::parse(PEPPERS).expect("keys"), Cost::FLOOR, None);
    let runtime = Runtime::new().expect("threads");
    let mut rng = StdRng::seed_from_u64(1);
    Way::new("Llave's `Hasher`", move || {
        runtime
            .block_on(hasher.hash(SECRET, &mut rng))
            .expect("a hash");
        None
    })
}

/// `argon2-rust`, made to use these instructions.
fn argon2_rust(backend: Backend) -> Way {
    let cost = argon2_rust::Params::builder()
        .memory(Memory::kib(Cost::FLOOR.memory_kib.into()))
        .passes(Cost::FLOOR.passes)
        .lanes(Cost::FLOOR.lanes)
        .build()
        .expect("a cost");
    let (blocks, _, lane_length) = cost.memory_layout();
    let mut arena = internal::Arena::new(blocks as usize).expect("memory");
    let (id, version) = (
        argon2_rust::Algorithm::Argon2id,
        argon2_rust::Version::V0x13,
    );
    Way::new(
        format!("`argon2-rust` 1.1, {}", backend.name()),
        move || {
            let begin = internal::initial_hash(id, version, &cost, SECRET, SALT, PEPPER, &[]);
            let mut begin = begin.expect("inputs");
            internal::fill_first_blocks(
                &mut begin,
                arena.as_mut_slice(),
                cost.lanes(),
                lane_length,
            )
            .expect("room");
            let mut tag = Tag::default();
            // SAFETY: the arena has as many blocks as this cost asks for, and lives on; nobody else fills it; the processor
            // has these instructions, for the backend is available.
            unsafe {
                let memory = arena.as_mut_ptr();
                let instance = internal::Instance::new(memory, blocks as usize, id, version, &cost);
                internal::fill_memory_blocks_traced(&instance, backend, None).expect("a lane");
                internal::finalize(&instance, &mut tag).expect("a hash");
            }
            // As its own hasher does.
            internal::clear_internal_memory_blocks(arena.as_mut_slice());
            Some(tag)
        },
    )
}

/// What the competition was won with.
fn c_reference() -> Way {
    Way::new("the C reference, `opt.c`", move || {
        let mut tag = Tag::default();
        let (mut secret, mut salt, mut pepper) = (SECRET.to_vec(), SALT.to_vec(), PEPPER.to_vec());
        let mut context = Argon2_Context {
            out: tag.as_mut_ptr(),
            outlen: 32,
            pwd: secret.as_mut_ptr(),
            pwdlen: u32::try_from(secret.len()).expect("short"),
            salt: salt.as_mut_ptr(),
            saltlen: 16,
            secret: pepper.as_mut_ptr(),
            secretlen: 32,
            ad: ptr::null_mut(),
            adlen: 0,
            t_cost: Cost::FLOOR.passes,
            m_cost: Cost::FLOOR.memory_kib,
            lanes: Cost::FLOOR.lanes,
            threads: Cost::FLOOR.lanes,
            version: ARGON2_VERSION_13,
            allocate_cbk: Some(kept::take),
            free_cbk: Some(kept::give_back),
            flags: 0,
        };
        // SAFETY: every pointer is to as many bytes as is said beside it, and outlives the call.
        let done = unsafe { argon2_ctx(&raw mut context, Argon2_id) };
        assert_eq!(done, 0);
        Some(tag)
    })
}

/// Asks the system for huge pages, as `argon2-rust` does for itself. That there are none is no error.
fn of_huge_pages(memory: *mut u8, bytes: usize) {
    const PAGE: usize = 4_096;
    let begin = memory.align_offset(PAGE);
    // SAFETY: the pages lie within the memory, whose content this leaves as it is.
    unsafe {
        let bytes = (bytes - begin) / PAGE * PAGE;
        libc::madvise(memory.add(begin).cast(), bytes, libc::MADV_HUGEPAGE);
    }
}

/// The memory of the C reference: one block, taken and given back.
mod kept {
    use std::{
        alloc::{Layout, alloc},
        ffi::c_int,
        ptr,
        sync::atomic::{AtomicPtr, Ordering},
    };

    use super::{BYTES, of_huge_pages};

    const ALIGNED: usize = 2 * 1_024 * 1_024;

    static BLOCK: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());

    /// # Safety
    /// `memory` may be written to; nobody else has the block.
    pub(super) unsafe extern "C" fn take(memory: *mut *mut u8, bytes: usize) -> c_int {
        let mut block = BLOCK.load(Ordering::Relaxed);
        if block.is_null() {
            let layout = Layout::from_size_align(BYTES, ALIGNED).expect("a layout");
            // SAFETY: it is not of no bytes.
            block = unsafe { alloc(layout) };
            of_huge_pages(block, BYTES);
            BLOCK.store(block, Ordering::Relaxed);
        }
        // What it does not get it takes for a failure; what is returned it does not look at.
        let enough = bytes <= BYTES;
        // SAFETY: as promised.
        unsafe { *memory = if enough { block } else { ptr::null_mut() } };
        0
    }

    /// # Safety
    /// None is needed.
    pub(super) unsafe extern "C" fn give_back(_: *mut u8, _: usize) {}
}
