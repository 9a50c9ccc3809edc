#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::edges::registrar_keys(data));
