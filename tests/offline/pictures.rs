//! Pictures of the code, as telephones and printers make them.

use std::io::Cursor;

use consultant_qr::Symbol;
use image::{GrayImage, ImageFormat, Luma, RgbImage, codecs::jpeg::JpegEncoder, imageops};

use crate::desk::Desk;

fn symbol(text: &str, pixels: u32) -> GrayImage {
    let png = Symbol::of(text).expect("it fits").png(pixels);
    image::load_from_memory(&png).expect("our own picture").into_luma8()
}

fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("memory");
    bytes.into_inner()
}

fn jpeg(picture: &GrayImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).expect("memory");
    bytes
}

/// On a larger grey sheet, turned by these degrees.
fn turned(picture: &GrayImage, degrees: f64) -> GrayImage {
    let side = picture.width() * 3 / 2;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle, inner) = (f64::from(side) / 2.0, f64::from(picture.width()) / 2.0);
    GrayImage::from_fn(side, side, |x, y| {
        let (x, y) = (f64::from(x) - middle, f64::from(y) - middle);
        let (x, y) = (x * cos + y * sin + inner, y * cos - x * sin + inner);
        let inside = |at: f64| (0.0..f64::from(picture.width())).contains(&at);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the picture")]
        if inside(x) && inside(y) { *picture.get_pixel(x as u32, y as u32) } else { Luma([215]) }
    })
}

/// As in a dim room: less contrast, a shadow over one side, and grain.
fn dim(picture: &GrayImage) -> GrayImage {
    let (width, mut grain) = (picture.width(), 1_u32);
    GrayImage::from_fn(width, picture.height(), |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let light = u32::from(picture.get_pixel(x, y)[0]) * 2 / 5 + 60;
        let shadow = light * x / (3 * width);
        Luma([u8::try_from(light - shadow + (grain >> 28)).expect("below 256")])
    })
}

#[test]
fn a_picture_of_the_code_is_read_however_it_was_taken() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    let clean = symbol(code, 6);
    let (width, height) = clean.dimensions();
    let smaller = |factor: u32| {
        let (width, height) = (width / factor, height / factor);
        imageops::resize(&clean, width, height, imageops::FilterType::Triangle)
    };
    let photo = imageops::resize(&dim(&turned(&clean, 11.0)), 2_400, 2_400, imageops::FilterType::CatmullRom);
    let mut dark = clean.clone();
    imageops::invert(&mut dark);
    for (name, bytes) in [
        ("one pixel a module", png(&symbol(code, 1))),
        ("six pixels a module", png(&clean)),
        ("half", png(&smaller(2))),
        ("a third", jpeg(&smaller(3), 60)),
        ("a quarter turn", png(&imageops::rotate90(&clean))),
        ("turned by 7 degrees", png(&turned(&clean, 7.0))),
        ("turned by 33 degrees", jpeg(&turned(&clean, 33.0), 70)),
        ("mirrored", png(&imageops::flip_horizontal(&clean))),
        ("a dim, blurred photo", jpeg(&imageops::blur(&photo, 4.0), 50)),
        ("white on black", png(&dark)),
    ] {
        let said = desk.noon(&desk.put("picture", &bytes), &["--json"]);
        assert_eq!(said.verdict(), "valid", "{name}");
    }
}

#[test]
fn every_code_in_a_picture_is_checked_and_the_worst_counts() {
    let desk = Desk::new();
    let texts =
        [desk.input("link, listed as valid"), desk.input("look-alike host"), "https://example.com/menu"];
    let mut sheet = RgbImage::from_pixel(2_400, 900, image::Rgb([255; 3]));
    for (x, text) in [0, 800, 1_600].into_iter().zip(texts) {
        let symbol = image::DynamicImage::ImageLuma8(symbol(text, 6)).into_rgb8();
        imageops::overlay(&mut sheet, &symbol, x, 40);
    }
    let mut bytes = Cursor::new(Vec::new());
    sheet.write_to(&mut bytes, ImageFormat::Png).expect("memory");
    let file = desk.put("sheet.png", &bytes.into_inner());
    let said = desk.noon(&file, &["--json", "--host", "kiemtra-chuyengia.example"]);
    assert_eq!(said.code, Some(4), "{said:?}");
    assert_eq!(said.out.lines().count(), 2, "what is no code of ours is left out: {}", said.out);
    assert!(said.out.contains("\"valid\"") && said.out.contains("other_host"), "{}", said.out);
}

#[test]
fn a_picture_without_a_code_says_so() {
    let desk = Desk::new();
    let sheet = GrayImage::from_pixel(300, 200, Luma([255]));
    let said = desk.noon(&desk.put("sheet.png", &png(&sheet)), &["--json"]);
    assert_eq!((said.code, said.verdict().as_str()), (Some(4), "could_not_check unreadable"));
    assert!(said.out.contains("\"refused\":\"no_code\""));
    let menu = desk.noon(&desk.put("menu.png", &png(&symbol("https://example.com/menu", 4))), &["--json"]);
    assert!(menu.out.contains("\"refused\":\"not_a_link\""), "{}", menu.out);
}

/// Scans of real cards, signed by a key that is not on the desk.
#[test]
fn a_card_scanned_at_150_dpi_and_the_densest_code_are_read() {
    let desk = Desk::new();
    for name in ["card-back-150-dpi.png", "card-back-version-22.png"] {
        let scan = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/").to_owned() + name;
        let said = desk.noon(&scan, &["--json"]);
        assert_eq!(said.out.lines().count(), 1, "{name}: {said:?}");
        assert!(said.out.contains("\"refused\":\"unknown_key\""), "{name}: {}", said.out);
    }
}
