//! Specimens, and pictures in the place of hand and stamp.

use consultant_papers::{
    CardFacts, CertificateFacts, LetterFacts, Pictures, card, card_picture, certificate, certificate_picture,
    letter, letter_picture,
};

use crate::sample;
use crate::tools::Printed;

fn specimens() -> (CertificateFacts, CardFacts, LetterFacts) {
    let (mut certificate, mut card, mut letter) =
        (sample::longest_certificate(), sample::card(), sample::request(3));
    (certificate.specimen, card.specimen, letter.specimen) = (true, true, true);
    letter.contact = vec!["Địa chỉ: số 00, Hà Nội".to_owned(), "Điện thoại: 000".to_owned()];
    (certificate, card, letter)
}

#[test]
fn every_page_of_a_specimen_is_marked_in_its_text_and_its_title() {
    let (of_certificate, of_card, of_letter) = specimens();
    let files = [
        ("specimen-certificate", certificate(&of_certificate)),
        ("specimen-card", card(&of_card)),
        ("specimen-letter", letter(&of_letter)),
    ];
    for (name, pdf) in files {
        let printed = Printed::new(name, &pdf.expect("a paper"));
        for page in 1..=printed.page_count() {
            assert!(printed.page_text(page).contains("MẪU"), "{name}, page {page}");
        }
        assert!(printed.told_by("pdfinfo", &[]).contains("MẪU"), "{name}");
    }
    let printed = Printed::new("no-specimen", &certificate(&sample::certificate()).expect("a paper"));
    assert!(!printed.page_text(1).contains("MẪU"));
}

#[test]
fn the_picture_of_a_paper_shows_every_page_of_it() {
    let (of_certificate, of_card, of_letter) = specimens();
    let size = |png: Vec<u8>| {
        let picture = image::load_from_memory(&png).expect("a picture");
        (picture.width(), picture.height())
    };
    let (width, height) = size(certificate_picture(&of_certificate).expect("a picture"));
    assert!((900..920).contains(&width) && height > 2 * 1280, "{width} × {height}");
    let (width, height) = size(card_picture(&of_card).expect("a picture"));
    assert!((830..1000).contains(&width) && height > 2 * 520, "{width} × {height}");
    assert!(size(letter_picture(&of_letter).expect("a picture")).1 > 1280);
}

#[test]
fn a_signature_and_a_seal_stand_between_title_and_name() {
    let mut png = Vec::new();
    let ink = image::RgbImage::from_pixel(60, 30, image::Rgb([0, 0, 200]));
    ink.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).expect("a picture");
    let pictures = Pictures { signature: Some(png.clone()), seal: Some(png) };
    let mut facts = sample::certificate();
    facts.signatory.pictures = pictures;
    let printed = Printed::new("signed", &certificate(&facts).expect("a paper"));
    assert_eq!(printed.told_by("pdfimages", &["-list"]).lines().skip(2).count(), 2);
    let words = printed.words();
    let bare = Printed::new("unsigned", &certificate(&sample::certificate()).expect("a paper"));
    let place = |words: &[crate::tools::Word]| {
        words.iter().rfind(|word| word.text == "Dương").map(|word| (word.left, word.top))
    };
    assert_eq!(place(&words), place(&bare.words()), "nothing moves");
}
