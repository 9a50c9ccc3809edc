#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::table::of_secrets(data));
