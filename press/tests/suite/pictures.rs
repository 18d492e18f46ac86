//! Every paper against the picture a person approved.
//!
//! After a wanted change look at the new pictures, then approve them:
//! `APPROVE=1 cargo test --package consultant-press pictures`.

use std::path::Path;
use std::{env, fs};

use consultant_papers::{card, certificate, letter, sheet};
use image::{GrayImage, Luma};

use crate::sample;
use crate::tools::Printed;

/// Enough to see every line of text in its place.
const DPI: u32 = 60;
/// Side of the squares compared, in pixels: a letter or two.
const SQUARE: u32 = 8;
/// How far the mean grey of a square may be from the approved one, of 255:
/// another version of the rasteriser smooths letters otherwise.
const TOLERANCE: f64 = 24.0;

fn approved(name: &str, pdf: &[u8], page: usize) {
    let picture = Printed::new(&format!("look-{name}"), pdf).picture(page, DPI);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/approved/{name}-{page}.png"));
    if env::var_os("APPROVE").is_some() {
        fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder in the tree");
        fs::copy(&picture, &kept).expect("a file in the tree");
    }
    let read = |path: &Path| image::open(path).expect("a picture").to_luma8();
    let (now, then) = (read(&picture), read(&kept));
    assert_eq!(now.dimensions(), then.dimensions(), "{name}");
    for y in (0..now.height()).step_by(SQUARE as usize) {
        for x in (0..now.width()).step_by(SQUARE as usize) {
            let off = (mean(&now, x, y) - mean(&then, x, y)).abs();
            assert!(off <= TOLERANCE, "{} differs by {off:.0} at {x}, {y}", picture.display());
        }
    }
}

/// The mean grey of the square that begins here.
fn mean(picture: &GrayImage, x: u32, y: u32) -> f64 {
    let (right, bottom) = ((x + SQUARE).min(picture.width()), (y + SQUARE).min(picture.height()));
    let greys = (y..bottom).flat_map(|y| (x..right).map(move |x| (x, y)));
    let (sum, count) = greys.fold((0.0, 0.0), |(sum, count), (x, y)| {
        let Luma([grey]) = picture.get_pixel(x, y);
        (sum + f64::from(*grey), count + 1.0)
    });
    sum / count
}

#[test]
fn certificates_look_as_approved() {
    let ordinary = certificate(&sample::certificate()).expect("a paper");
    approved("certificate", &ordinary, 1);
    approved("certificate", &ordinary, 2);
    approved("certificate-longest", &certificate(&sample::longest_certificate()).expect("a paper"), 1);
    approved("certificate-revoked", &certificate(&sample::revoked_certificate()).expect("a paper"), 1);
    let suspended = certificate(&sample::longest_suspended_certificate()).expect("a paper");
    approved("certificate-suspended", &suspended, 1);
    approved("certificate-suspended", &suspended, 3);
    approved("certificate-barest", &certificate(&sample::barest_certificate()).expect("a paper"), 1);
}

#[test]
fn cards_look_as_approved() {
    for (name, facts) in [("card", sample::card()), ("card-longest", sample::longest_card())] {
        let pdf = card(&facts).expect("a paper");
        approved(name, &pdf, 1);
        approved(name, &pdf, 2);
    }
    approved("sheet", &sheet(&vec![sample::card(); 10]).expect("a paper"), 1);
}

#[test]
fn letters_look_as_approved() {
    approved("slip", &letter(&sample::slip()).expect("a paper"), 1);
    approved("decision", &letter(&sample::decision()).expect("a paper"), 1);
    approved("request", &letter(&sample::request(3)).expect("a paper"), 1);
}
