//! Writes what each target starts from into the directory `FUZZ_SEEDS`, a
//! folder for each, and ends. No target, but built like one: with the flags of
//! the others every program has libFuzzer in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: write_and_end(), |bytes: &[u8]| unreachable!("{bytes:?}: the seeds are written"));

fn write_and_end() {
    let root = std::env::var_os("FUZZ_SEEDS").expect("FUZZ_SEEDS names a directory");
    registry_fuzz::seeds::write(root.as_ref()).expect("seeds can be written");
    std::process::exit(0)
}
