//! What telephones really write into a JPEG, beside and behind the picture, and
//! the part of a picture that is kept.

use super::tests::{PORTRAIT, at, drawn, is_near, looks_right, part, stored};
use super::*;

/// A segment of a JPEG.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a short body");
    [&[0xff, marker], &length.to_be_bytes()[..], body].concat()
}

/// The file with these bytes right behind its first two.
fn with_first(picture: &[u8], segments: &[u8]) -> Vec<u8> {
    [&picture[..2], segments, &picture[2..]].concat()
}

/// The words of a camera that was held so.
fn exif(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    body.extend([orientation, 0, 0, 0, 0, 0, 0]);
    segment(0xe1, &body)
}

#[test]
fn only_the_first_picture_of_a_file_is_looked_at() {
    let plain = stored!("plain.jpg");
    let mut with_a_film = plain.to_vec();
    with_a_film.extend(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42mp41");
    // What looks like scans and cameras' words, in a film of some seconds.
    with_a_film.extend([exif(6), b"\xff\xda\0\x08".repeat(5_000)].concat());
    let mut with_another = plain.to_vec();
    with_another.extend_from_slice(stored!("cmyk.jpg"));
    for bytes in [
        stored!("multi-picture.jpg"),
        stored!("gain-map.jpg"),
        with_a_film.as_slice(),
        with_another.as_slice(),
    ] {
        let (redrawn, picture) = drawn(bytes);
        assert_eq!((redrawn.width, redrawn.height), (600, 900));
        assert!(looks_right(&picture, 16));
        assert!(redrawn.bytes.len() < 150_000 && !redrawn.bytes.windows(4).any(|four| four == b"ftyp"));
    }
}

#[test]
fn a_picture_is_turned_once_and_by_what_the_camera_said_first() {
    let upright = |bytes: &[u8]| {
        let (redrawn, picture) = drawn(bytes);
        assert_eq!(measure(bytes).expect("measured"), Size { width: redrawn.width, height: redrawn.height });
        assert_eq!((redrawn.width, redrawn.height), (600, 900));
        assert!(looks_right(&picture, 16));
    };
    upright(stored!("orientation-twice.jpg"));
    upright(stored!("orientation-in-catalogue.jpg"));
    upright(&with_first(stored!("plain.jpg"), &[exif(1), exif(6)].concat()));
    upright(&with_first(stored!("orientation-8.jpg"), &exif(8)));
    upright(&with_first(stored!("plain.jpg"), &segment(0xe1, b"Exif\0\0nonsense")));
}

#[test]
fn a_progressive_picture_is_held_to_what_it_takes() {
    let mut bytes = stored!("progressive.jpg").to_vec();
    let frame = bytes.windows(2).position(|marker| marker == b"\xff\xc2").expect("a progressive frame");
    let mut announce = |height: u16, width: u16, factors: u8| {
        bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        bytes[frame + 11] = factors;
        measure(&bytes)
    };
    // Colour at a quarter of the points, as telephones write: three bytes each.
    assert_eq!(announce(5_000, 8_000, 0x22), Ok(Size { width: 8_000, height: 5_000 }));
    let refusal = announce(5_000, 8_000, 0x11).expect_err("six bytes each");
    assert_eq!(refusal, Refusal::TooFine { points: 40_000_000, most: 22_369_621 });
    assert!(matches!(announce(5_001, 8_000, 0x22), Err(Refusal::TooFine { most: 40_000_000, .. })));
}

#[test]
fn a_part_of_a_portrait_is_kept_alone() {
    let plain = stored!("plain.jpg");
    let kept = crop(plain, part(0, 450, 300, 450)).expect("a part");
    assert_eq!((kept.width, kept.height, kept.media_type), (300, 450, "image/jpeg"));
    let seen = image::load_from_memory(&kept.bytes).expect("it can be read").to_rgb8();
    let (_, whole) = drawn(plain);
    assert!(is_near(at(&seen, 24, 84), at(&whole, 12, 92), 16), "the green block: {:?}", at(&seen, 24, 84));
    // Turned, and finer than it is read: the part is where a person saw it.
    let turned = crop(stored!("orientation-6.jpg"), part(0, 1_800, 1_200, 1_800));
    let turned = turned.expect("a part");
    assert_eq!((turned.width, turned.height), (600, 900));
    let seen = image::load_from_memory(&turned.bytes).expect("it can be read").to_rgb8();
    assert!(is_near(at(&seen, 24, 84), at(&whole, 12, 92), 24), "the green block: {:?}", at(&seen, 24, 84));
    let beside = crop(plain, part(600, 900, 300, 450));
    assert_eq!(beside, Err(Refusal::Unreadable));
    assert_eq!(redraw(&kept.bytes, PORTRAIT).expect("a portrait").width, 300);
}

#[test]
fn what_is_clear_leaves_no_edge_when_it_is_made_smaller() {
    // A red disc on clear black, larger than is kept, at no whole ratio.
    let disc = image::RgbaImage::from_fn(1_234, 1_851, |x, y| {
        let (dx, dy) = (i64::from(x) - 617, i64::from(y) - 925);
        let inside = dx * dx + dy * dy < 400 * 400;
        image::Rgba(if inside { [220, 30, 30, 255] } else { [0, 0, 0, 0] })
    });
    let mut bytes = Vec::new();
    disc.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
    let kept = redraw(&bytes, Purpose::Drawing).expect("a seal");
    let seen = image::load_from_memory(&kept.bytes).expect("it can be read").to_rgba8();
    assert_eq!(seen.dimensions(), (633, 950));
    let reds = seen.pixels().filter(|point| point.0[3] > 50).map(|point| point.0[0]);
    let darkest = reds.min().expect("points");
    assert!(darkest > 190, "what is half clear at the edge is as red as the disc: {darkest}");
}
