//! What the page calls.
//!
//! The page writes into the room it asked for, calls, and reads as many bytes
//! of the answer as the call said. One call at a time: a page has one thread.
//!
//! A plain name is an unsafe attribute, because two functions of one name would
//! be undefined; these are defined here alone. Nothing else is unsafe:
//! memory is handed out, never read through a pointer. They have those names in
//! WebAssembly only: in a program `open` and `read` are the system's.
#![cfg_attr(target_arch = "wasm32", expect(unsafe_code, reason = "functions are exported under plain names"))]
#![cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "only a page calls them"))]
#![expect(unreachable_pub, reason = "the page reaches them")]

use std::sync::{Mutex, PoisonError};

use consultant_reader::{Effort, MAX_POINTS};

use crate::{file, picture, verifier::Verifier};

/// More is refused before any memory is taken: pictures, lists and files are
/// smaller.
const MAX_GIVEN_BYTES: usize = if MAX_POINTS > MAX_FILE_BYTES { MAX_POINTS } else { MAX_FILE_BYTES };

/// A photo of a telephone; a PDF of ours has a tenth of it.
const MAX_FILE_BYTES: usize = 32 << 20;

struct Exchange {
    given: Vec<u8>,
    answer: Vec<u8>,
    /// The file that was taken last, for the pictures in it.
    file: Vec<u8>,
    verifier: Option<Verifier>,
}

static EXCHANGE: Mutex<Exchange> =
    Mutex::new(Exchange { given: vec![], answer: vec![], file: vec![], verifier: None });

/// Makes room for this many bytes and says where; null when it is too many.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    with(|exchange| {
        if bytes > MAX_GIVEN_BYTES {
            return std::ptr::null_mut();
        }
        exchange.given.clear();
        exchange.given.resize(bytes, 0);
        exchange.given.as_mut_ptr()
    })
}

/// Where the last answer begins: UTF-8, or the bytes of a picture.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn answer() -> *const u8 {
    with(|exchange| exchange.answer.as_ptr())
}

/// Takes trust list, status and hosts in; the length of the answer.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn open() -> usize {
    with(|exchange| {
        let opened = Verifier::open(&exchange.given);
        exchange.answer = Verifier::described(&opened).into_bytes();
        exchange.verifier = opened.ok();
        exchange.answer.len()
    })
}

/// Checks what was scanned, typed or pasted; the length of the answer.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn check() -> usize {
    with(|exchange| {
        exchange.answer = Verifier::check(exchange.verifier.as_ref(), &exchange.given).into_bytes();
        exchange.answer.len()
    })
}

/// Reads the codes in a picture, a byte of grey a point; the length of a JSON
/// list of their texts, ours first. `frame` is 0 for a file, which is searched
/// in every way; else the picture is a frame of a camera, the first 1, and each
/// frame is looked at in another way.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn read(width: usize, height: usize, frame: u32) -> usize {
    let effort = frame.checked_sub(1).map_or(Effort::File, Effort::Frame);
    with(|exchange| {
        exchange.answer = picture::codes(&exchange.given, width, height, effort).into_bytes();
        exchange.answer.len()
    })
}

/// Takes a file in and says what it is; the length of the answer.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn take() -> usize {
    with(|exchange| {
        exchange.file = std::mem::take(&mut exchange.given);
        exchange.answer = file::described(&exchange.file).into_bytes();
        exchange.answer.len()
    })
}

/// A picture on a page of the PDF that was taken last, by its place from 0; the
/// length of its bytes, 0 when there are no more.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn page(place: usize) -> usize {
    with(|exchange| {
        exchange.answer = file::page(&exchange.file, place).unwrap_or_default();
        exchange.answer.len()
    })
}

fn with<T>(work: impl FnOnce(&mut Exchange) -> T) -> T {
    work(&mut EXCHANGE.lock().unwrap_or_else(PoisonError::into_inner))
}
