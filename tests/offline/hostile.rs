//! Files made to bring a reader down. Every run has half a gigabyte of memory.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use crate::desk::Desk;

/// A picture, in a few bytes, that would take 14 gigabytes.
fn picture_bomb() -> Vec<u8> {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        let mut crc = flate2::Crc::new();
        crc.update(&[kind, content].concat());
        [&length[..], kind, content, &crc.sum().to_be_bytes()].concat()
    };
    let header = [&60_000_u32.to_be_bytes()[..], &60_000_u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let rows = packed(&vec![0; 1 << 20]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &rows), chunk(b"IEND", b"")]
        .concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn attachment(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile{dictionary}>>\nstream\n");
    [head.as_bytes(), content, b"\nendstream\nendobj\n%%EOF"].concat()
}

#[test]
fn a_file_made_to_exhaust_memory_is_unreadable() {
    let desk = Desk::new();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let megabyte = vec![b'{'; 1 << 20];
    for _ in 0..1_024 {
        encoder.write_all(&megabyte).expect("memory");
    }
    let gigabyte = encoder.finish().expect("memory");
    let deep = "[".repeat(1 << 20);
    for (name, bytes) in [
        ("bomb.png", picture_bomb()),
        ("bomb.pdf", attachment("/Filter/FlateDecode", &gigabyte)),
        ("twice.pdf", attachment("/Filter[/FlateDecode/FlateDecode]", &packed(&gigabyte))),
        ("long.pdf", attachment("", &megabyte.repeat(4))),
        ("deep.json", format!("{{\"a\":{deep}").into_bytes()),
        ("deep.pdf", attachment("", format!("{{\"a\":{}", &deep[..15_000]).as_bytes())),
        ("no-end.pdf", [&b"%PDF-1.7\n1 0 obj <</Type/EmbeddedFile>> stream\n"[..], &megabyte].concat()),
        ("many.pdf", [&b"%PDF-1.7\n"[..], &b"/EmbeddedFile".repeat(1 << 20)].concat()),
        ("zeros", vec![0; 33 << 20]),
        ("not-utf-8.vc", vec![b'{', 0xff, b'}']),
        ("cut.jpg", vec![0xff, 0xd8, 0xff, 0xe0, 0, 16]),
        ("empty", Vec::new()),
    ] {
        let said = desk.noon(&desk.put(name, &bytes), &["--json"]);
        assert_eq!((said.code, said.verdict().as_str()), (Some(4), "could_not_check unreadable"), "{name}");
    }
}

#[test]
fn a_list_or_a_memory_without_end_is_refused() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    let long = desk.put("long.json", &vec![b' '; 9 << 20]);
    for arguments in [["--status", &long], ["--trust", &long]] {
        let said = desk.verify(code, &arguments);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
}

#[test]
fn one_changed_byte_of_any_file_is_never_valid() {
    let desk = Desk::new();
    let document = desk.input("document of a card").as_bytes().to_vec();
    let code = desk.input("link, listed as valid").as_bytes().to_vec();
    // In the code from where the host, which is not signed, ends.
    let cases = [("card.vc", document, 0, 61), ("card.txt", code, 36, 11)];
    for (name, whole, from, step) in cases {
        for at in (from..whole.len()).step_by(step) {
            let mut changed = whole.clone();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let said = desk.noon(&desk.put(name, &changed), &["--json"]);
            assert!(matches!(said.code, Some(1 | 4)), "{name}, byte {at}: {said:?}");
        }
    }
}
