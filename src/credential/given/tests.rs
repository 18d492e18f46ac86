//! What the core makes of what people give.

#[path = "../../../tests/given/table.rs"]
mod table;

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::pdf::{Picture, documents, pictures};
use super::{code, holds_code};
use crate::credential::Malformed;
use crate::credential::link::{self, Origin, Scan};
use crate::credential::vectors::{card_token, certificate_token, trust};
use crate::credential::verify::verify;

const HOST: &str = "so.example.vn";

fn link_of(host: &str) -> String {
    let origin: Origin = format!("https://{host}").parse().expect("an origin");
    link::text(&origin, &card_token())
}

/// The word of the table for what was made of a text.
fn told(given: &Result<Scan, Malformed>) -> &'static str {
    match given {
        Err(malformed) => malformed.code(),
        Ok(Scan { host: Some(host), .. }) if host != HOST => "other_host",
        Ok(scanned) if verify(&scanned.token, &trust()).is_err() => "altered",
        Ok(_) => "valid",
    }
}

#[test]
fn the_code_is_taken_out_of_whatever_is_around_it() {
    let texts = table::given_texts(&link_of(HOST));
    let wrong: Vec<_> = texts
        .iter()
        .map(|given| (&given.name, &given.expected, told(&code(&given.text))))
        .filter(|(_, expected, told)| *expected != told)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_code_cut_anywhere_is_told_to_be_a_part_of_one() {
    for token in [card_token(), certificate_token()] {
        let whole = token.to_code();
        for length in 8..whole.len() {
            let cut = &whole[..length];
            assert_eq!(code(cut), Err(Malformed::Incomplete), "{length} letters");
            assert_eq!(code(&format!("HTTPS://A.VN/V/{cut}… and more")), Err(Malformed::Incomplete));
            assert!(holds_code(cut));
        }
    }
}

#[test]
fn words_after_a_part_of_a_code_do_not_make_it_an_altered_one() {
    let whole = card_token().to_code();
    for length in [40, 100, whole.len() - 10, whole.len() - 3] {
        for words in ["is what I got from him today", "IS WHAT I GOT FROM HIM TODAY", "LA MA CUA TOI DAY NHE"]
        {
            assert_eq!(
                code(&format!("{} {words}", &whole[..length])),
                Err(Malformed::Incomplete),
                "{length} {words}"
            );
        }
    }
}

#[test]
fn letters_that_follow_at_once_belong_to_the_code() {
    let whole = card_token().to_code();
    for more in ["A", "AA", "AAAAAAAA"] {
        let read = code(&format!("Mã: {whole}{more}"));
        assert!(matches!(read, Err(Malformed::Base32 | Malformed::Cbor)), "{more}: {read:?}");
    }
}

#[test]
fn the_host_is_the_one_that_a_browser_would_open() {
    let link = link_of(HOST);
    for (text, host) in [
        (format!("https://evil.example/x?u={link}"), Ok(Some("evil.example"))),
        (format!("https://evil.example:8443#{link}"), Ok(Some("evil.example:8443"))),
        (format!("https://evil.example%2F{link}"), Ok(Some("evil.example"))),
        (format!("https://evil.example/%20{link}"), Err(Malformed::NotALink)),
        (link.replace("SO.", "SO.EXAMPLE.VN@EVIL."), Err(Malformed::NotALink)),
        (link.replace("SO.", "SO%40EVIL."), Err(Malformed::NotALink)),
        (link.replace("SO.", "SÓ."), Err(Malformed::NotALink)),
        (link.replace("SO.", "SO。EVIL."), Err(Malformed::NotALink)),
        (link.replace("HTTPS:", ""), Err(Malformed::NotALink)),
        (link.replace("HTTPS:", "XHTTPS:"), Err(Malformed::NotALink)),
        (link.replace("SO.", "SO.EXAMPLE.VN\\@EVIL."), Err(Malformed::NotALink)),
        (link.replace("/V/", "/X/V/"), Err(Malformed::NotALink)),
        (format!("https://evil.example/ {link}"), Ok(Some(HOST))),
    ] {
        let found = code(&text);
        let found = found.as_ref().map(|scanned| scanned.host.as_deref()).map_err(|malformed| *malformed);
        assert_eq!(found, host, "{text}");
    }
}

#[test]
fn a_number_a_name_or_another_link_is_no_code() {
    for text in ["01/2026/GXN-BKHCN", "QUATEST 3", "0101234567", "2KCE", "https://example.com/V/2KCE", ""] {
        assert!(!holds_code(text), "{text}");
    }
}

#[test]
fn a_longer_text_than_a_mail_is_not_looked_through() {
    let link = link_of(HOST);
    let long = format!("{}{link}", " ".repeat(super::MAX_GIVEN_BYTES - link.len()));
    assert!(code(&long).is_ok());
    assert_eq!(code(&format!(" {long}")), Err(Malformed::TooLong));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn pdf_with(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for (number, (dictionary, content)) in (1..).zip(streams) {
        pdf.extend(format!("{number} 0 obj\n<<{dictionary}/Length {}>>\nstream\r\n", content.len()).bytes());
        pdf.extend(content);
        pdf.extend(b"\nendstream\nendobj\n");
    }
    pdf
}

#[test]
fn an_attached_document_is_found_with_its_type_or_without() {
    let document = br#"{"a":"Nguy\u1ec5n"}"#;
    let marked = [b"\xef\xbb\xbf", &document[..]].concat();
    let found = documents(&pdf_with(&[
        ("/Type/EmbeddedFile/Filter/FlateDecode", packed(document)),
        ("/Filter[/FlateDecode]", packed(br#"{"b":1}"#)),
        ("/Type /EmbeddedFile", marked),
        ("/Filter/FlateDecode", packed(b"BT (page) Tj ET")),
        ("/Filter/ASCII85Decode", b"{".to_vec()),
        ("/Type/EmbeddedFile/Filter/FlateDecode", packed(document)),
    ]));
    assert_eq!(found, [r#"{"a":"Nguy\u1ec5n"}"#, r#"{"b":1}"#], "each once, without the mark");
}

#[test]
fn a_picture_of_a_page_is_unpacked_as_scanners_write_it() {
    // A light square in dark, 48 points a side.
    let light = |x: usize, y: usize| (8..40).contains(&x) && (8..40).contains(&y);
    let of = |values: usize, level: fn(bool) -> u8| -> Vec<u8> {
        (0..48 * 48).flat_map(|at| vec![level(light(at % 48, at / 48)); values]).collect()
    };
    let plain = of(1, |light| if light { 255 } else { 0 });
    let bits: Vec<u8> = (0..48 * 6)
        .map(|at| (0..8).fold(0, |byte, bit| byte << 1 | u8::from(light(at % 6 * 8 + bit, at / 6))))
        .collect();
    // Each row less the one above it.
    let above = |at: usize| if at < 48 { 0 } else { plain[at - 48] };
    let up: Vec<u8> = (0..48)
        .flat_map(|y| {
            let row = (y * 48..y * 48 + 48).map(|at| plain[at].wrapping_sub(above(at)));
            std::iter::once(2).chain(row).collect::<Vec<u8>>()
        })
        .collect();
    let size = "/Subtype/Image/Width 48/Height 48/Filter/FlateDecode";
    let grey = Picture::Grey { width: 48, height: 48, points: plain.clone() };
    let found: Vec<Picture> = pictures(&pdf_with(&[
        (&format!("{size}/BitsPerComponent 8"), packed(&plain)),
        (&format!("{size}/BitsPerComponent 8"), packed(&of(3, |light| if light { 255 } else { 0 }))),
        (&format!("{size}/BitsPerComponent 8"), packed(&of(4, |light| if light { 0 } else { 255 }))),
        (&format!("{size}/BitsPerComponent 1"), packed(&bits)),
        (&format!("{size}/BitsPerComponent 8/DecodeParms<</Predictor 15/Columns 48>>"), packed(&up)),
        ("/Subtype/Image/Width 48/Height 48/BitsPerComponent 8", plain.clone()),
    ]))
    .collect();
    assert_eq!(found.len(), 6);
    for (place, picture) in found.iter().enumerate() {
        assert_eq!(*picture, grey, "picture {place}");
    }
}

#[test]
fn a_picture_that_says_it_is_larger_than_it_is_is_left_out() {
    let said = |said: &str| pictures(&pdf_with(&[(said, packed(&[0; 4_096]))])).count();
    let packed = "/Subtype/Image/Filter/FlateDecode/BitsPerComponent 8";
    assert_eq!(said(&format!("{packed}/Width 64/Height 64")), 1);
    assert_eq!(said(&format!("{packed}/Width 64/Height 65")), 0);
    assert_eq!(said(&format!("{packed}/Width 999999999/Height 999999999")), 0);
    assert_eq!(said(&format!("{packed}/Width 6000/Height 6000")), 0);
    assert_eq!(said(&format!("{packed}/Width 20/Height 64")), 0, "no room for a code");
    assert_eq!(said("/Subtype/Image/Filter/JPXDecode/Width 64/Height 64/BitsPerComponent 8"), 0);
}
