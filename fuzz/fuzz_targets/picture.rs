//! A picture, or a code that is drawn and spoilt: what is read is what was
//! drawn, or nothing.
#![no_main]

use consultant_reader::{Effort, Grey, texts};
use libfuzzer_sys::fuzz_target;
use qrcode::{Color, EcLevel, QrCode};
use registry_fuzz::seeds::DRAWN;

fuzz_target!(|bytes: &[u8]| {
    let [kind, effort, more @ ..] = bytes else { return };
    let effort = if *effort == 0 { Effort::File } else { Effort::Frame(u32::from(*effort - 1)) };
    if *kind == DRAWN {
        drawn(more, effort);
    } else if let Some(height) = more.len().checked_div(usize::from(*kind)) {
        let width = usize::from(*kind);
        if let Some(grey) = Grey::new(&more[..width * height], width, height) {
            assert_eq!(texts(&grey, effort, |_| true), texts(&grey, effort, |_| true));
        }
    }
});

/// Fewer than error correction Q mends in any version from 2 on, wherever they
/// are: with more a code may be made into another.
const MOST_SPOILT: usize = 8;

/// A text, a 0, and two bytes for each module that is turned round.
fn drawn(bytes: &[u8], effort: Effort) {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let Ok(text) = std::str::from_utf8(&bytes[..end]) else { return };
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::Q) else { return };
    let modules = code.width();
    // Larger ones take long, and are read in the same way.
    if !(25..=61).contains(&modules) {
        return;
    }
    let mut dark: Vec<bool> = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    for place in bytes[(end + 1).min(bytes.len())..].chunks_exact(2).take(MOST_SPOILT) {
        let (x, y) = (usize::from(place[0]) % modules, usize::from(place[1]) % modules);
        dark[y * modules + x] ^= true;
    }
    let (quiet, points) = (3, 3);
    let side = (modules + 2 * quiet) * points;
    let is_dark = |x: usize, y: usize| {
        let [x, y] = [x, y].map(|at| (at / points).wrapping_sub(quiet));
        x < modules && y < modules && dark[y * modules + x]
    };
    let grey: Vec<u8> =
        (0..side * side).map(|at| if is_dark(at % side, at / side) { 0 } else { 255 }).collect();
    let grey = Grey::new(&grey, side, side).expect("a small square");
    for read in texts(&grey, effort, |_| true) {
        assert_eq!(read, text, "another text than was drawn");
    }
}
