//! Bytes as a picture: refused, or drawn into a file that says nothing but what
//! is seen, is read as it was measured, and stays as it is when it is drawn once
//! more; a part of it is a part.
#![no_main]

use consultant_pictures::{Part, Purpose, Size, crop, measure, redraw};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(size) = measure(bytes) else { return };
    // Larger ones take the fuzzer's time and show nothing else.
    if u64::from(size.width) * u64::from(size.height) > 40_000 {
        return;
    }
    for purpose in [Purpose::Portrait, Purpose::Drawing] {
        let Ok(drawn) = redraw(bytes, purpose) else { continue };
        assert!(drawn.width <= 1_400 && drawn.height <= 1_800);
        let seen = measure(&drawn.bytes).expect("what was drawn is a picture");
        assert_eq!((seen.width, seen.height), (drawn.width, drawn.height));
        let again = redraw(&drawn.bytes, purpose).expect("and can be drawn again");
        assert_eq!((again.width, again.height), (drawn.width, drawn.height));
        if purpose == Purpose::Drawing {
            assert_eq!(again, drawn);
        }
        let beside = [&b"Exif"[..], b"ICC_PROFILE", b"http", b"ftyp"];
        assert!(
            beside.iter().all(|word| !drawn.bytes[..drawn.bytes.len().min(200)]
                .windows(word.len())
                .any(|w| w == *word))
        );
        let half = Size { width: seen.width.div_ceil(2), height: seen.height.div_ceil(2) };
        let lower = Part { left: seen.width - half.width, top: seen.height - half.height, size: half };
        let part = crop(&drawn.bytes, lower).expect("a part of a picture");
        assert!(part.width <= half.width && part.height <= half.height);
    }
});
