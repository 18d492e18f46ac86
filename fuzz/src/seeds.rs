//! What each target starts from: the vectors and cases of `tests`, taken apart
//! the way the target puts them together. Nothing is stored twice.

use std::path::Path;
use std::{fs, io};

use data_encoding::BASE32_NOPAD;
use serde_json::{Value, json};

use crate::signer;
use crate::vectors::{CODES, DOCUMENTS, OFFLINE, TRUST, lists, trust_text};

/// Every target by its name, with its seeds.
pub fn of_all() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    vec![
        ("token", tokens()),
        ("claims", tokens().iter().filter_map(|token| signer::payload(token)).collect()),
        ("scanned", CODES.iter().map(|case| case.text.clone().into_bytes()).collect()),
        ("given", given()),
        ("address", addresses()),
        ("trust", vec![trust_text().into_bytes(), TRUST.to_json().into_bytes(), b"{\"keys\":[]}".to_vec()]),
        ("document", DOCUMENTS.iter().map(|case| case.text.clone().into_bytes()).collect()),
        ("statement", statements()),
        ("bitstring", lists("bitstring").flat_map(|(case, bytes)| [bytes, packed_in(&case.text)]).collect()),
        ("status_jwt", lists("jwt").flat_map(|(case, bytes)| [bytes, jwt_parts(&case.text)]).collect()),
        ("status_cwt", cwts()),
        ("snapshot", OFFLINE.snapshots.iter().map(|snapshot| snapshot.clone().into_bytes()).collect()),
        ("dossier", dossiers()),
        ("table", tables()),
        ("list", lists_of_papers()),
        ("names", names()),
        ("inquiry", inquiries()),
        ("picture", pictures()),
        ("portrait", portraits()),
    ]
}

/// Writes them into a folder for each target.
pub fn write(root: &Path) -> io::Result<()> {
    for (target, seeds) in of_all() {
        let folder = root.join(target);
        fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed)?;
        }
    }
    Ok(())
}

/// Codes with what people put around them, and PDFs with each kind of stream.
fn given() -> Vec<Vec<u8>> {
    let code = &CODES[0].text;
    let lines: Vec<&str> = (0..code.len()).step_by(76).map(|at| &code[at..code.len().min(at + 76)]).collect();
    let texts = [
        code.clone(),
        format!("QR-Code:{code}?fbclid=x"),
        format!("<a href=\"https://evil.example/?u={}\">{code}</a>", code.replace('/', "%2F")),
        lines.join("=\r\n> "),
        code[..code.len() / 2].to_owned(),
    ];
    let image = "/Subtype/Image/Width 48/Height 48/BitsPerComponent 8";
    let stream = |head: &str, content: &[u8]| {
        let head = format!("%PDF-1.7\n1 0 obj<<{head}>>stream\n");
        [head.as_bytes(), content, b"\nendstream endobj"].concat()
    };
    let pdfs = [
        stream("/Type/EmbeddedFile", DOCUMENTS[0].text.as_bytes()),
        stream("/Filter/FlateDecode", &flate(DOCUMENTS[0].text.as_bytes())),
        stream(&format!("{image}/Filter/FlateDecode"), &flate(&[7; 48 * 48])),
        stream(&format!("{image}/Filter/FlateDecode"), &flate(&[2; 48 * 145])),
        stream(&format!("{image}/Filter/DCTDecode"), b"\xff\xd8\xff"),
    ];
    texts.map(String::into_bytes).into_iter().chain(pdfs).collect()
}

fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::read::ZlibEncoder::new(bytes, flate2::Compression::default());
    std::io::Read::read_to_end(&mut encoder, &mut packed).expect("memory");
    packed
}

fn tokens() -> Vec<Vec<u8>> {
    let code = |text: &str| text.rsplit('/').next().unwrap_or_default().trim().to_ascii_uppercase();
    CODES.iter().filter_map(|case| BASE32_NOPAD.decode(code(&case.text).as_bytes()).ok()).collect()
}

/// Names in every spelling, and as typed for the fonts before Unicode.
fn names() -> Vec<Vec<u8>> {
    let spellings = [
        include_str!("../../tests/spellings/organisations.txt"),
        include_str!("../../tests/spellings/experts.txt"),
    ];
    let spelt = spellings.iter().flat_map(|file| file.split(['|', '\n']).map(str::trim));
    let old = [
        "NguyÔn ThÞ Ph\u{ad}¬ng",
        "Nguyeãn Thò Phöông",
        "Nguyễn Thị Рhương",
        "０１０１ 234.567",
        "mailto:a@b.test;",
    ];
    spelt.chain(old).map(|text| text.as_bytes().to_vec()).collect()
}

/// What people type for a number, one by one and all together.
fn inquiries() -> Vec<Vec<u8>> {
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/given/numbers.json")).expect("the table is JSON");
    let texts: Vec<String> = table
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["text"].as_str().map(|text| text.replace("localhost:8000", "so.example.vn")))
        .collect();
    let together = texts.join("\n");
    texts.into_iter().chain([together]).map(String::into_bytes).collect()
}

/// The first byte of an input that is to be drawn; else it is the width of a
/// picture.
pub const DRAWN: u8 = 0;

/// Codes to be drawn, clean and spoilt, for a file and for frames; and stripes,
/// of which every line is like a finder.
fn pictures() -> Vec<Vec<u8>> {
    let clean = [&[DRAWN, 0], "HTTPS://SO.EXAMPLE.VN/V/MZXW6YTBOJRGK5DFON2HG".as_bytes(), &[0]].concat();
    let spoilt = [clean.as_slice(), &[9, 9, 17, 23, 22, 10, 30, 28]].concat();
    let frame = |turn: u8| [&[DRAWN, turn + 1], &clean[2..]].concat();
    let stripes = (0..120 * 120).map(|at| if matches!(at % 9, 1 | 3..=5 | 7) { 0 } else { 255 });
    let striped = [120, 0].into_iter().chain(stripes).collect();
    [vec![clean.clone(), spoilt, striped], (0..4).map(frame).collect()].concat()
}

/// One face in every way that telephones, scanners and studios store one.
fn portraits() -> Vec<Vec<u8>> {
    [
        &include_bytes!("../../tests/pictures/small/baseline.jpg")[..],
        include_bytes!("../../tests/pictures/small/clear.png"),
        include_bytes!("../../tests/pictures/small/deep.png"),
        include_bytes!("../../tests/pictures/small/fine-colour.jpg"),
        include_bytes!("../../tests/pictures/small/grey-clear.png"),
        include_bytes!("../../tests/pictures/small/grey.jpg"),
        include_bytes!("../../tests/pictures/small/inks.jpg"),
        include_bytes!("../../tests/pictures/small/interlaced.png"),
        include_bytes!("../../tests/pictures/small/one-bit.png"),
        include_bytes!("../../tests/pictures/small/pair.jpg"),
        include_bytes!("../../tests/pictures/small/palette.png"),
        include_bytes!("../../tests/pictures/small/progressive.jpg"),
        include_bytes!("../../tests/pictures/small/turned.jpg"),
        include_bytes!("../../tests/pictures/small/wide.jpg"),
        include_bytes!("../../tests/pictures/small/wide.png"),
    ]
    .map(<[u8]>::to_vec)
    .into()
}

fn addresses() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = [
        signer::METHOD,
        "did:web:localhost%3A8000:issuers:52",
        "https://kiemtra-chuyengia.example",
        "http://127.0.0.1:8000",
        "BKHCN-revocation-0",
        "52-token-32767",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .into();
    seeds.extend(CODES.iter().take(5).map(|case| case.text.clone().into_bytes()));
    seeds
}

/// A statement as the register signs it, with every kind of verdict.
pub fn statements() -> Vec<Vec<u8>> {
    let verdicts = [
        json!({"verdict": "valid"}),
        json!({"verdict": "not_valid", "reason": "revoked", "on": "2026-11-20"}),
        json!({"verdict": "not_valid", "reason": "replaced", "on": "2026-11-20", "by_version": 1}),
        json!({"verdict": "not_now", "reason": "suspended", "from": "2026-11-20", "until": "2026-12-20"}),
        json!({"verdict": "could_not_check", "reason": "key_compromised"}),
    ];
    let statement = |verdict: Value| {
        json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://kiemtra-chuyengia.example/contexts/register/v1",
            ],
            "type": ["VerifiableCredential", "PaperStatement"],
            "issuer": "did:web:kiemtra-chuyengia.example:issuers:BKHCN",
            "validFrom": "2026-11-22T03:00:00Z",
            "credentialSubject": {
                "type": "StatedPaper",
                "paperNumber": "01/2026/GXN-BKHCN",
                "name": {"@value": "Công ty Đổi Mới", "@language": "vi"},
                "standing": verdict,
                "statedOn": "2026-11-20",
            },
            "registerPosition": 17,
        })
    };
    let signed = verdicts.map(|verdict| signer::document(&statement(verdict).to_string()));
    signed.into_iter().flatten().map(String::into_bytes).collect()
}

/// The first byte of an input that goes on with packed entries.
pub const PACKED: u8 = 0;

fn packed_in(text: &str) -> Vec<u8> {
    let list: Value = serde_json::from_str(text).unwrap_or_default();
    let encoded = list["credentialSubject"]["encodedList"].as_str().unwrap_or("u");
    let packed = data_encoding::BASE64URL_NOPAD.decode(&encoded.as_bytes()[1..]);
    [vec![PACKED], packed.unwrap_or_default()].concat()
}

/// Header and claims on a line each, to be signed.
fn jwt_parts(text: &str) -> Vec<u8> {
    let part = |part: &str| data_encoding::BASE64URL_NOPAD.decode(part.as_bytes()).unwrap_or_default();
    text.split('.').take(2).map(part).collect::<Vec<_>>().join(&b'\n')
}

fn cwts() -> Vec<Vec<u8>> {
    lists("cwt")
        .flat_map(|(_, bytes)| {
            let claims = signer::payload(&bytes).unwrap_or_default();
            [bytes, claims]
        })
        .collect()
}

/// Tables as text with each separator, in UTF-16, and as a workbook.
fn tables() -> Vec<Vec<u8>> {
    let text = "Tên\tNgày\r\n\"Sở \"\"A\"\"\nB\"\t4/7/2017\r\n";
    let wide = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let others = [";", ","].map(|separator| text.replace('\t', separator).into_bytes());
    let book = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tables/clients.xlsx"));
    let told = b"sep=;\na;b\n".to_vec();
    [text.as_bytes().to_vec(), wide, told].into_iter().chain(others).chain(book).collect()
}

/// Lists of papers as offices have them.
fn lists_of_papers() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tables/papers");
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read(file.path()).ok()).collect()
}

/// The dossiers of `tests/cases`; too large to be written into the program.
fn dossiers() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases");
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let dossier = |path: &std::path::PathBuf| !path.to_string_lossy().ends_with(".expected.json");
    files.filter(dossier).filter_map(|path| fs::read(path).ok()).collect()
}
