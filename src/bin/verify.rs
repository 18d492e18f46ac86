//! Offline check of a scanned code.
fn main() {}
