//! The same drawn face in every way that telephones, scanners and studios
//! store one: a red bar across the top, a green block in the lower left corner,
//! a dull blue coat.

use image::{GenericImageView, Rgb, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

macro_rules! stored {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pictures/", $name)).as_slice()
    };
}
pub(super) use stored;

pub(super) const PORTRAIT: Purpose = Purpose::Portrait;

pub(super) fn drawn(bytes: &[u8]) -> (KeptPicture, RgbImage) {
    let redrawn = redraw(bytes, PORTRAIT).expect("a picture");
    let picture = image::load_from_memory(&redrawn.bytes).expect("it can be read").to_rgb8();
    assert_eq!(picture.dimensions(), (redrawn.width, redrawn.height));
    (redrawn, picture)
}

pub(super) fn part(left: u32, top: u32, width: u32, height: u32) -> Part {
    Part { left, top, size: Size { width, height } }
}

/// The point at so many hundredths of the width and the height.
pub(super) fn at(picture: &RgbImage, across: u32, down: u32) -> [u8; 3] {
    picture.get_pixel(picture.width() * across / 100, picture.height() * down / 100).0
}

pub(super) fn is_near(found: [u8; 3], wanted: [u8; 3], by: u8) -> bool {
    found.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) <= by)
}

/// Whether the face stands upright, with the colours of the plain file.
pub(super) fn looks_right(picture: &RgbImage, by: u8) -> bool {
    let (_, plain) = drawn(stored!("plain.jpg"));
    let places = [(50, 4), (12, 92), (60, 80), (50, 30)];
    places.iter().all(|&(across, down)| is_near(at(picture, across, down), at(&plain, across, down), by))
}

#[test]
fn a_portrait_is_upright_however_it_was_stored() {
    for bytes in [
        stored!("orientation-2.jpg"),
        stored!("orientation-3.jpg"),
        stored!("orientation-4.jpg"),
        stored!("orientation-5.jpg"),
        stored!("orientation-6.jpg"),
        stored!("orientation-7.jpg"),
        stored!("orientation-8.jpg"),
        stored!("progressive.jpg"),
        stored!("adobe-marker-and-xmp.jpg"),
        stored!("place-and-thumbnail.jpg"),
    ] {
        let (redrawn, picture) = drawn(bytes);
        assert_eq!(redrawn.width * 3, redrawn.height * 2, "two to three");
        assert!(looks_right(&picture, 16) && redrawn.colour);
    }
    let (redrawn, picture) = drawn(stored!("orientation-6.png"));
    assert_eq!((redrawn.width, redrawn.height), (600, 900));
    assert!(is_near(at(&picture, 50, 4), [220, 30, 30], 20), "{:?}", at(&picture, 50, 4));
    let (landscape, _) = drawn(stored!("landscape-orientation-6.jpg"));
    assert!(landscape.width > landscape.height, "what lies on its side is measured so");
    let signature = redraw(stored!("signature-orientation-6.jpg"), Purpose::Drawing).expect("a signature");
    assert_eq!((signature.width, signature.height), (1_200, 900));
}

#[test]
fn colours_come_out_as_they_were_meant() {
    for bytes in [stored!("cmyk.jpg"), stored!("cmyk-with-profile.jpg"), stored!("wide-gamut.jpg")] {
        let (redrawn, picture) = drawn(bytes);
        let shown = [(50, 4), (12, 92), (60, 80), (50, 30)].map(|(across, down)| at(&picture, across, down));
        assert!(looks_right(&picture, 32), "{shown:?}");
        assert!(redrawn.colour);
    }
    let (_, ycck) = drawn(stored!("ycck.jpg"));
    let [red, green, blue] = at(&ycck, 60, 80);
    assert!(blue > 150 && red < 100 && green < 100, "a blue coat, not its negative");
    for grey in [stored!("grey.jpg"), stored!("grey.png")] {
        assert!(!drawn(grey).0.colour, "black and white is told");
    }
    assert!(looks_right(&drawn(stored!("palette.png")).1, 48));
}

#[test]
fn what_is_clear_becomes_white_on_a_portrait_and_stays_clear_in_a_signature() {
    let clear = stored!("clear-corners.png");
    assert!(is_near(at(&drawn(clear).1, 1, 1), [255, 255, 255], 4));
    let seal = redraw(clear, Purpose::Drawing).expect("a seal");
    let seal = image::load_from_memory(&seal.bytes).expect("it can be read");
    assert_eq!(seal.get_pixel(1, 1).0[3], 0);
}

#[test]
fn what_hides_in_a_picture_is_not_kept() {
    let hidden = [&b"Exif"[..], b"GPS", b"http", b"Adobe", b"ICC_PROFILE", b"<script"];
    let mut polyglot = stored!("place-and-thumbnail.jpg").to_vec();
    polyglot.extend(b"<script>alert(1)</script>");
    for bytes in [polyglot.as_slice(), stored!("adobe-marker-and-xmp.jpg"), stored!("wide-gamut.jpg")] {
        let kept = drawn(bytes).0.bytes;
        for word in hidden {
            assert!(
                !kept.windows(word.len()).any(|window| window == word),
                "{}",
                String::from_utf8_lossy(word)
            );
        }
    }
    let once = redraw(stored!("clear-corners.png"), Purpose::Drawing).expect("a seal");
    assert_eq!(redraw(&once.bytes, Purpose::Drawing).expect("a seal"), once, "the same again");
}

#[test]
fn a_large_picture_is_made_smaller_on_the_way() {
    for (bytes, purpose, size) in [
        (jpeg(4_000, 6_000), PORTRAIT, (800, 1_200)),
        (jpeg(3_000, 4_000), Purpose::Uncropped, (1_350, 1_800)),
        (png(3_000, 1_000), Purpose::Uncropped, (1_350, 450)),
        (png(2_800, 1_000), Purpose::Drawing, (1_400, 500)),
        (png(4_032, 3_024), Purpose::Drawing, (1_267, 950)),
    ] {
        let redrawn = redraw(&bytes, purpose).expect("a picture");
        assert_eq!((redrawn.width, redrawn.height), size);
    }
}

#[test]
fn what_is_no_picture_or_too_much_of_one_is_refused() {
    let refused = |bytes: &[u8]| redraw(bytes, PORTRAIT).expect_err("refused");
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b"%PDF-1.7\n"), Refusal::NotAPicture);
    assert_eq!(refused(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), Refusal::NotAPicture);
    assert_eq!(refused(b"\x89PNG\r\n\x1a\nbroken"), Refusal::Unreadable);
    assert_eq!(refused(stored!("photo.heic")), Refusal::Foreign("HEIC"));
    assert_eq!(refused(stored!("photo.webp")), Refusal::Foreign("WebP"));
    assert_eq!(refused(stored!("photo.avif")), Refusal::Foreign("AVIF"));
    assert_eq!(refused(b"II*\0\x08\0\0\0\x01\0\x01\0"), Refusal::Foreign("TIFF"));
    assert_eq!(refused(b"GIF89a\x01\0\x01\0"), Refusal::Foreign("GIF"));
    let plain = stored!("plain.jpg");
    assert_eq!(refused(&plain[..plain.len() / 2]), Refusal::Unreadable, "half a face is none");
}

#[test]
fn a_small_file_that_announces_a_vast_picture_is_not_unpacked() {
    let refused = |bytes: &[u8]| redraw(bytes, PORTRAIT).expect_err("refused");
    let too_fine = |points, most| Refusal::TooFine { points, most };
    assert_eq!(refused(&announcing(8_000, 5_001, false)), too_fine(40_008_000, 40_000_000));
    assert_eq!(
        refused(&announcing(8_000, 5_000, true)),
        too_fine(40_000_000, 33_554_432),
        "it is held whole"
    );
    assert_eq!(refused(&announcing(1, 66_000, false)), Refusal::Unreadable);
    assert_eq!(refused(&announcing(8_000, 5_000, false)), Refusal::Unreadable, "nothing follows");
    let mut scans = stored!("progressive.jpg").to_vec();
    let end = scans.len() - 2;
    scans.splice(end..end, b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x10".repeat(300));
    assert_eq!(refused(&scans), Refusal::Unreadable, "each scan goes over the whole picture");
}

/// The beginning of a PNG of these measures, 16 bits deep and clear in places.
fn announcing(width: u32, height: u32, interlaced: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(width, height);
    (info.color_type, info.bit_depth) = (png::ColorType::Rgba, png::BitDepth::Sixteen);
    info.interlaced = interlaced;
    png::Encoder::with_info(&mut bytes, info).expect("a header").write_header().expect("a header");
    bytes
}

fn shaded(width: u32, height: u32) -> RgbImage {
    let shade = |at: u32| u8::try_from(at % 251).expect("a remainder is small");
    RgbImage::from_fn(width, height, |x, y| Rgb([shade(x), shade(y), 90]))
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    shaded(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("a picture");
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    shaded(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
    bytes
}

/// One of the stored pictures.
fn any_picture() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![
        stored!("progressive.jpg"),
        stored!("cmyk.jpg"),
        stored!("orientation-5.jpg"),
        stored!("clear-corners.png"),
        stored!("palette.png"),
        stored!("orientation-6.png"),
    ])
    .prop_map(<[u8]>::to_vec)
}

fn holds_whatever_comes(bytes: &[u8]) {
    for purpose in [PORTRAIT, Purpose::Drawing] {
        let Ok(redrawn) = redraw(bytes, purpose) else { continue };
        let room = purpose.room();
        assert!(
            redrawn.width <= room.width.max(UNCROPPED.width)
                && redrawn.height <= room.height.max(UNCROPPED.height)
        );
        let read = image::load_from_memory(&redrawn.bytes).expect("what is kept can be read");
        assert_eq!((read.width(), read.height()), (redrawn.width, redrawn.height));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_bytes_are_refused_or_drawn(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        holds_whatever_comes(&bytes);
        holds_whatever_comes(&[b"\xff\xd8\xff\xe0", bytes.as_slice()].concat());
        holds_whatever_comes(&[b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat());
    }

    #[test]
    fn a_damaged_picture_is_refused_or_drawn(
        mut bytes in any_picture(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        holds_whatever_comes(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        holds_whatever_comes(&bytes);
    }

    #[test]
    fn a_picture_of_any_measures_keeps_its_ratio(width in 1_u32..1_500, height in 1_u32..1_500) {
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 120, 90, 255]));
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
        let redrawn = redraw(&bytes, PORTRAIT).expect("a picture");
        let (across, down) = (u64::from(redrawn.width) * u64::from(height), u64::from(redrawn.height) * u64::from(width));
        prop_assert!(across.abs_diff(down) <= u64::from(width.max(height)), "{redrawn:?}");
        prop_assert!(redrawn.colour);
    }
}
