//! `loader` under the fuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| summits_tui_fuzz::loader(bytes));
