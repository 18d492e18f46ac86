//! What people give, as it comes to the program: as an argument, at standard
//! input, in a file of whatever encoding, in a PDF.

#[path = "../given/table.rs"]
mod table;

use consultant_registry::credential::link::MAX_TEXT_BYTES;

use crate::desk::{Desk, Said};
use crate::documents::pdf;

const HOST: &str = "kiemtra-chuyengia.example";

fn as_expected(said: &Said, expected: &str) -> bool {
    let verdict = said.verdict();
    match expected {
        "valid" => verdict == "valid",
        "altered" => verdict == "not_valid altered",
        "other_host" => verdict == "could_not_check other_host",
        refused => {
            verdict == "could_not_check unreadable"
                && said.out.contains(&format!("\"refused\":\"{refused}\""))
        }
    }
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_text_has_the_same_answer_however_it_comes() {
    let desk = Desk::new();
    let arguments = ["--json", "--host", HOST];
    for given in table::given_texts(desk.input("link, listed as valid")) {
        let (text, expected) = (&given.text, given.expected.as_str());
        let said = desk.noon(text, &arguments);
        assert!(as_expected(&said, expected), "{} as an argument: {said:?}", given.name);
        let said = desk.noon_with("-", &arguments, text.as_bytes());
        assert!(as_expected(&said, expected), "{} at standard input: {said:?}", given.name);
        let said = desk.noon(&desk.put("given.txt", &utf16(text)), &arguments);
        assert!(as_expected(&said, expected), "{} in UTF-16: {said:?}", given.name);
    }
}

#[test]
fn what_only_the_register_knows_is_called_what_it_is() {
    let desk = Desk::new();
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../given/numbers.json")).expect("the table is JSON");
    for row in table.as_array().expect("a list") {
        let text = row["text"].as_str().expect("a text");
        let expected = match row["is"].as_str().expect("a kind") {
            "certificate" | "card" | "page" => "number",
            "dossier" | "slip" => "dossier_number",
            "enterprise" => "enterprise_code",
            _ => continue,
        };
        let said = desk.noon(text, &["--json", "--host", HOST]);
        assert!(as_expected(&said, expected), "{text} as an argument: {said:?}");
        let said = desk.noon_with("-", &["--json", "--host", HOST], text.as_bytes());
        assert!(as_expected(&said, expected), "{text} at standard input: {said:?}");
    }
    let said = desk.noon("Số: 01/2026/GXN-BKHCN", &[]);
    assert!(
        said.out.starts_with("Chưa kiểm tra được: đây là số của giấy hoặc thẻ, không phải mã QR."),
        "{}",
        said.out
    );
    assert_eq!(said.code, Some(4));
}

#[test]
fn documents_keys_and_status_are_read_with_a_mark_and_in_utf_16() {
    let desk = Desk::new();
    let document = desk.input("document of a card").to_owned();
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    let crlf = |text: &str| text.replace('\n', "\r\n").into_bytes();
    for (name, bytes) in [("bom", marked(&document)), ("utf16", utf16(&document)), ("crlf", crlf(&document))]
    {
        assert_eq!(desk.noon(&desk.put(name, &bytes), &["--json"]).verdict(), "valid", "{name}");
    }
    let trust = std::fs::read_to_string(desk.path("trust.json")).expect("it is on the desk");
    let status = std::fs::read_to_string(desk.path("current.status")).expect("it is on the desk");
    for write in [marked, utf16] {
        desk.put("trust.json", &write(&trust));
        desk.put("current.status", &write(&status));
        assert_eq!(desk.noon(&document, &["--json"]).verdict(), "valid");
    }
    desk.put("trust.json", b"\xff\xfe\x00");
    let said = desk.noon(&document, &["--json"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("not a text in UTF-8 or UTF-16"), "{}", said.err);
}

#[test]
fn a_pdf_is_known_behind_a_mark_or_the_head_of_a_mail() {
    let desk = Desk::new();
    let paper = pdf(&[desk.input("document of a card")], true);
    let mail = format!("Content-Type: application/pdf\r\nX: {}\r\n\r\n", "a".repeat(600));
    for before in [&b"\xef\xbb\xbf"[..], b"\r\n", mail.as_bytes()] {
        let file = desk.put("card.pdf", &[before, &paper].concat());
        assert_eq!(desk.noon(&file, &["--json"]).verdict(), "valid", "{before:?}");
    }
    let printed = desk.noon(&desk.put("printed.pdf", &pdf(&[], true)), &[]);
    assert!(
        printed.out.starts_with("Chưa kiểm tra được: tệp PDF này đã được in lại hoặc ghép"),
        "{printed:?}"
    );
    assert!(printed.out.contains("Hãy quét mã QR trên trang"), "{printed:?}");
}

#[test]
fn a_text_that_is_no_file_name_is_not_looked_for() {
    let desk = Desk::new();
    let said = desk.noon("there/is.no.such.file", &["--json"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    let long = "x".repeat(MAX_TEXT_BYTES * 20);
    assert!(desk.noon(&long, &["--json"]).out.contains("\"refused\":\"too_long\""));
}
