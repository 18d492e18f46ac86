//! What the page calls.
//!
//! The page writes into the room it asked for, calls, and reads as many bytes
//! of the answer as the call said. One call at a time: a page has one thread.
//!
//! A plain name is an unsafe attribute, because two functions of one name would
//! be undefined; these five are defined here alone. Nothing else is unsafe:
//! memory is handed out, never read through a pointer.
#![expect(unsafe_code, reason = "functions are exported under plain names")]
#![expect(unreachable_pub, reason = "the page reaches them")]

use std::sync::{Mutex, PoisonError};

use consultant_reader::{Effort, MAX_POINTS};

use crate::{picture, verifier::Verifier};

/// More is refused before any memory is taken: pictures and lists are smaller.
const MAX_GIVEN_BYTES: usize = MAX_POINTS;

struct Exchange {
    given: Vec<u8>,
    answer: String,
    verifier: Option<Verifier>,
}

static EXCHANGE: Mutex<Exchange> =
    Mutex::new(Exchange { given: vec![], answer: String::new(), verifier: None });

/// Makes room for this many bytes and says where; null when it is too many.
#[unsafe(no_mangle)]
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

/// Where the last answer begins, UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    with(|exchange| exchange.answer.as_ptr())
}

/// Takes trust list, status and hosts in; the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    with(|exchange| {
        let opened = Verifier::open(&exchange.given);
        exchange.answer = Verifier::described(&opened);
        exchange.verifier = opened.ok();
        exchange.answer.len()
    })
}

/// Checks what was scanned, typed or pasted; the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn check() -> usize {
    with(|exchange| {
        exchange.answer = Verifier::check(exchange.verifier.as_ref(), &exchange.given);
        exchange.answer.len()
    })
}

/// Reads the codes in a picture, a byte of grey a point; the length of a JSON
/// list of their texts, ours first. `frame` is 0 for a file, which is searched
/// in every way; else the picture is a frame of a camera, the first 1, and each
/// frame is looked at in another way.
#[unsafe(no_mangle)]
pub extern "C" fn read(width: usize, height: usize, frame: u32) -> usize {
    let effort = frame.checked_sub(1).map_or(Effort::File, Effort::Frame);
    with(|exchange| {
        exchange.answer = picture::codes(&exchange.given, width, height, effort);
        exchange.answer.len()
    })
}

fn with<T>(work: impl FnOnce(&mut Exchange) -> T) -> T {
    work(&mut EXCHANGE.lock().unwrap_or_else(PoisonError::into_inner))
}
