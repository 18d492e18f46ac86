//! Where a seal is seen, and that nothing beneath it is hidden.

use consultant_papers::seal::{Appearance, Stamp, seal};
use consultant_papers::{card, certificate, letter};
use image::{GrayImage, Luma};

use crate::authority::{self, Authority};
use crate::tools::Printed;
use crate::{body, sample, stamp};

/// Dots of the pictures in a millimetre, nearly: 127 dpi.
const DOTS: u32 = 5;

/// A page before and after, as grey pictures of [`DOTS`].
fn before_and_after(name: &str, paper: &[u8], appearance: &Appearance) -> [GrayImage; 2] {
    let key = Authority::new().seal("seal");
    let sealed = seal(paper, &key, appearance, authority::now()).expect("sealed");
    [("before", paper), ("after", &sealed)].map(|(when, pdf)| {
        let path = Printed::new(&format!("seal-{name}-{when}"), pdf).picture(1, DOTS * 254 / 10);
        image::open(path).expect("a picture").to_luma8()
    })
}

/// Where two pictures differ, in millimetres: left, top, right, bottom.
fn difference([before, after]: &[GrayImage; 2]) -> Option<[u32; 4]> {
    let mut found: Option<[u32; 4]> = None;
    for (x, y, Luma([grey])) in after.enumerate_pixels() {
        if before.get_pixel(x, y).0[0].abs_diff(*grey) > 40 {
            let (x, y) = (x / DOTS, y / DOTS);
            let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
            found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
        }
    }
    found
}

#[test]
fn without_a_picture_body_and_moment_stand_in_the_right_upper_corner() {
    for (name, paper) in [
        ("certificate", certificate(&sample::certificate()).expect("a paper")),
        ("slip", letter(&sample::slip()).expect("a paper")),
    ] {
        let pictures = before_and_after(name, &paper, &body());
        let [left, top, right, bottom] = difference(&pictures).expect("it is seen");
        assert!((90..120).contains(&left) && (188..=190).contains(&right), "{name}: {left} to {right} mm");
        assert!(top >= 5 && bottom <= 9, "{name}: {top} to {bottom} mm, above every border and header");
    }
}

#[test]
fn the_picture_of_the_seal_lies_over_the_left_third_of_the_signature_and_hides_nothing() {
    let stamp = Stamp::read(&stamp::ring(Some(11_111))).expect("a picture of a seal");
    let appearance = Appearance { stamp: Some(stamp), ..body() };
    let paper = certificate(&sample::certificate()).expect("a paper");
    let pictures = before_and_after("stamped", &paper, &appearance);
    let [left, top, right, bottom] = difference(&pictures).expect("it is seen");
    // The column of the signature has its middle at 137 mm, a signature 45 mm.
    assert!((128..=130).contains(&right), "{right} mm");
    assert!((35..=36).contains(&(right - left)) && (35..=36).contains(&(bottom - top)), "its true size");
    let name =
        Printed::new("seal-stamped-before", &paper).words().into_iter().find(|word| word.text == "Thùy");
    let name = name.expect("the name of who signs");
    assert!(f64::from(bottom) > name.top && f64::from(top) < name.top - 20.0, "{top} to {bottom} mm");
    // Ink of the seal may lie on print; its ground may not.
    let mut pairs = pictures[0].pixels().zip(pictures[1].pixels());
    assert!(pairs.all(|(before, after)| after.0[0] <= before.0[0].max(120)), "print shows through");
}

#[test]
fn a_card_has_no_room_for_a_seal_and_looks_as_before() {
    let stamp = Stamp::read(&stamp::ring(Some(11_111))).expect("a picture of a seal");
    let appearance = Appearance { stamp: Some(stamp), ..body() };
    let paper = card(&sample::card()).expect("a paper");
    let pictures = before_and_after("card", &paper, &appearance);
    assert_eq!(difference(&pictures), None);
}
