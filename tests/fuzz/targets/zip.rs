#![no_main]
//! The fuzzer's door to `entries::zip`.

#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::zip(bytes));
