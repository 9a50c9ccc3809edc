//! The hash that Llave computes beside the one of `argon2-rust`, in turns: processor time of one, the
//! median and the quickest. `cargo run -p secrets --release --example hashes`

#![expect(clippy::expect_used, reason = "an example that cannot go on has ended")]

use argon2_rust::{Algorithm, Argon2, Params, Version, detected_backend, params::Memory};
use cpu_time::ProcessTime;
use rand::{SeedableRng, rngs::StdRng};
use secrets::{Cost, Hasher, Keyring};

const PEPPER: &str = r#"{"use":"1","1":"MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="}"#;
const SECRET: &[u8] = b"una llave para todo";
const TURNS: usize = 50;

#[tokio::main]
async fn main() {
    let hasher = Hasher::new(Keyring::parse(PEPPER).expect("keys"), Cost::FLOOR, None);
    let mut rng = StdRng::seed_from_u64(1);
    let params = Params::builder()
        .memory(Memory::kib(Cost::FLOOR.memory_kib.into()))
        .passes(Cost::FLOOR.passes)
        .lanes(Cost::FLOOR.lanes)
        .build();
    let params = params.expect("a cost");
    let mut other = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hasher();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = ProcessTime::now();
        hasher.hash(SECRET, &mut rng).await.expect("a hash");
        ours.push(began.elapsed());
        let began = ProcessTime::now();
        let mut tag = [0; 32];
        other
            .hash_into_with_ad(SECRET, &[1; 16], &[b'1'; 32], &[], &mut tag)
            .expect("a hash");
        theirs.push(began.elapsed());
    }
    ours.sort();
    theirs.sort();
    println!("argon2       {:?}, at best {:?}", ours[TURNS / 2], ours[0]);
    println!(
        "argon2-rust  {:?}, at best {:?} ({:?})",
        theirs[TURNS / 2],
        theirs[0],
        detected_backend()
    );
}
