//! The QR of every paper, read by two readers that are not ours; a poor copy by
//! the better of them.

use std::path::Path;

use image::{GrayImage, Luma, imageops};

use crate::sample;
use crate::tools::{Printed, run, size};

fn read_by_rqrr(path: &Path) -> Option<String> {
    let picture = image::open(path).expect("a picture").to_luma8();
    let [width, height] = size(&picture);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.as_raw()[y * width + x]);
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

fn read_by_zbar(path: &Path) -> String {
    let text =
        run("zbarimg", &["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", &path.display().to_string()]);
    text.trim().to_owned()
}

fn both_read(path: &Path, text: &str) {
    assert_eq!(read_by_zbar(path), text, "zbar, {}", path.display());
    assert_eq!(read_by_rqrr(path).as_deref(), Some(text), "rqrr, {}", path.display());
}

/// Grey, smaller, blurred, uneven and with little contrast: a poor photocopy.
fn photocopied(path: &Path) -> std::path::PathBuf {
    let sharp = image::open(path).expect("a picture").to_luma8();
    let small = imageops::resize(
        &sharp,
        sharp.width() * 2 / 3,
        sharp.height() * 2 / 3,
        imageops::FilterType::Triangle,
    );
    let mut poor: GrayImage = imageops::blur(&small, 0.6);
    for (x, y, Luma([grey])) in poor.enumerate_pixels_mut() {
        let speck = u8::try_from((x * 7919 + y * 104_729) % 16).expect("below 16");
        *grey = 70 + *grey / 2 + speck;
    }
    let copy = path.with_extension("copy.png");
    poor.save(&copy).expect("a file under target");
    copy
}

fn reads_everywhere(name: &str, pdf: &[u8], page: usize, text: &str) {
    let printed = Printed::new(name, pdf);
    // At 150 dpi a module of a card is 2.4 pixels, for which rqrr asks more.
    assert_eq!(read_by_zbar(&printed.picture(page, 150)), text);
    let sharp = printed.picture(page, 300);
    both_read(&sharp, text);
    assert_eq!(read_by_zbar(&photocopied(&sharp)), text);
}

#[test]
fn the_code_of_a_certificate_is_read_sharp_and_photocopied() {
    let pdf = consultant_papers::certificate(&sample::certificate()).expect("a paper");
    reads_everywhere("code-certificate", &pdf, 1, &sample::code_text("certificate of an organisation"));
}

#[test]
fn the_code_of_a_card_is_read_sharp_and_photocopied() {
    let pdf = consultant_papers::card(&sample::card()).expect("a paper");
    reads_everywhere("code-card", &pdf, 2, &sample::code_text("card of an expert of an organisation"));
}

#[test]
fn the_code_of_a_slip_is_read_sharp_and_photocopied() {
    let pdf = consultant_papers::letter(&sample::slip()).expect("a paper");
    reads_everywhere("code-slip", &pdf, 1, sample::SLIP_LINK);
}

#[test]
fn every_code_of_a_sheet_is_read() {
    let pdf = consultant_papers::sheet(&vec![sample::card(); 10]).expect("a paper");
    let picture = Printed::new("code-sheet", &pdf).picture(2, 300);
    let text = sample::code_text("card of an expert of an organisation");
    let picture = image::open(picture).expect("a picture").to_luma8();
    let [width, height] = size(&picture);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.as_raw()[y * width + x]);
    let read = prepared
        .detect_grids()
        .iter()
        .filter(|grid| grid.decode().is_ok_and(|(_, read)| read == text))
        .count();
    assert_eq!(read, 10);
}
