//! The offline verifier as WebAssembly, for the air-gap kit and the scan page.
//!
//! It takes bytes and gives text, without any glue that another program would
//! have to generate: `exports` is all that a page sees. What it says is what
//! [`consultant_registry::credential`] says, as in the program `verify`.

mod exports;
mod file;
mod picture;
mod verifier;
