//! The hash that Llave computes beside RustCrypto's, in turns: processor time of one, the median and the
//! quickest. `cargo run -p secrets --release --example hashes`

#![expect(clippy::expect_used, reason = "an example that cannot go on has ended")]

use argon2::{Algorithm, Argon2, Block, Params, Version};
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
    let Cost {
        memory_kib,
        passes,
        lanes,
    } = Cost::FLOOR;
    let params = Params::new(memory_kib, passes, lanes, None).expect("a cost");
    let mut blocks = vec![Block::new(); params.block_count()];
    let other = Argon2::new_with_secret(&[b'1'; 32], Algorithm::Argon2id, Version::V0x13, params);
    let other = other.expect("a pepper");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = ProcessTime::now();
        hasher.hash(SECRET, &mut rng).await.expect("a hash");
        ours.push(began.elapsed());
        let began = ProcessTime::now();
        let mut tag = [0; 32];
        other
            .hash_password_into_with_memory(SECRET, &[1; 16], &mut tag, &mut blocks)
            .expect("a hash");
        theirs.push(began.elapsed());
    }
    ours.sort();
    theirs.sort();
    println!("Llave's      {:?}, at best {:?}", ours[TURNS / 2], ours[0]);
    println!(
        "RustCrypto's {:?}, at best {:?}",
        theirs[TURNS / 2],
        theirs[0]
    );
}
