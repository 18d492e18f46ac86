//! The seals of issuers, from their files or a hardware module to a sealed
//! paper. Needs openssl, poppler-utils and softhsm2.

#[expect(dead_code, reason = "the tests of the papers use all of it")]
#[path = "../../press/tests/seal/authority.rs"]
mod authority;
mod module;
#[expect(dead_code, reason = "the tests of the papers use all of it")]
#[path = "../../press/tests/suite/tools.rs"]
mod tools;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use consultant_papers::{Block, Date, Heading, Issuer, Language, LetterFacts, Pictures, Signatory, letter};
use consultant_registry::acts::printing::{NotPrinted, Order, Printers, Sealing};
use consultant_registry::acts::seals::{SealPlaces, Seals, SealsError};
use consultant_registry::clock::Clock;
use consultant_registry::dates::Instant;
use consultant_registry::documents::print::Printable;
use consultant_registry::domain::issuer::{IssuerCode, Profile};
use consultant_registry::secret::SecretSource;
use tempfile::TempDir;

use authority::Authority;

/// A paper to seal: the shortest of letters.
fn paper() -> Vec<u8> {
    letter(&facts()).expect("a paper")
}

fn facts() -> LetterFacts {
    LetterFacts {
        language: Language::Vi,
        issuer: Issuer { superior: None, name: "Bộ Khoa học và Công nghệ".to_owned() },
        number: None,
        place_and_date: "Hà Nội, ngày 22 tháng 11 năm 2026".to_owned(),
        date: Date { year: 2026, month: 11, day: 22 },
        heading: Heading::Named { title: "Thông báo".to_owned(), about: String::new() },
        addressees: vec![],
        authority: None,
        bases: vec![],
        order: None,
        body: vec![Block::Paragraph { text: "Để thử.".to_owned() }],
        recipients: vec![],
        counterpart: None,
        signatory: Signatory {
            line: None,
            title: "Thứ trưởng".to_owned(),
            note: None,
            name: None,
            pictures: Pictures::default(),
        },
        tracking: None,
        credential: None,
        contact: vec![],
        specimen: false,
    }
}

/// A folder with the seal of the Ministry in it, and who certified it.
fn ministry() -> (Authority, TempDir) {
    let (authority, folder) = (Authority::new(), tempfile::tempdir().expect("a folder"));
    authority.seal("seal");
    write(folder.path(), "BKHCN.pem", &authority.chain("seal"), 0o444);
    write(folder.path(), "BKHCN.key", &authority.text("seal.key"), 0o400);
    (authority, folder)
}

fn write(folder: &Path, name: &str, text: &str, mode: u32) {
    let path = folder.join(name);
    if path.exists() {
        fs::remove_file(&path).expect("removed");
    }
    fs::write(&path, text).expect("written");
    fs::set_permissions(&path, Permissions::from_mode(mode)).expect("chmod");
}

fn places(folder: &Path) -> SealPlaces {
    SealPlaces { folder: folder.to_owned(), ..SealPlaces::default() }
}

fn now() -> Instant {
    Clock::system().now()
}

fn refused(folder: &Path) -> String {
    Seals::open(&places(folder), now()).err().expect("a refusal").to_string()
}

/// What pdfsig says of a sealed paper.
fn pdfsig(name: &str, pdf: &[u8]) -> String {
    tools::Printed::new(name, pdf).told_by("pdfsig", &["-nocert"])
}

#[test]
fn an_issuer_with_a_seal_seals_and_one_without_does_not() {
    let (_authority, folder) = ministry();
    let seals = Seals::open(&places(folder.path()), now()).expect("seals");
    let ministry = Profile::of(IssuerCode::MINISTRY);
    let sealed = seals.sealed(paper(), &ministry, now()).expect("sealed");
    let said = pdfsig("ministry", &sealed);
    assert!(said.contains("Signature is Valid.") && said.contains("Total document signed"), "{said}");
    let province = Profile::of("52".parse().expect("Gia Lai"));
    assert!(seals.sealed(paper(), &province, now()).expect("as it is") == paper());
    let summary = seals.summaries().next().expect("one seal");
    assert!(summary.subject.contains("Bộ Khoa học và Công nghệ") && !summary.is_pictured, "{summary:?}");
}

#[test]
fn no_folder_is_no_seal() {
    let folder = tempfile::tempdir().expect("a folder");
    let seals = Seals::open(&places(&folder.path().join("nowhere")), now()).expect("none");
    assert_eq!(seals.summaries().count(), 0);
}

#[test]
fn a_key_under_a_passphrase_is_opened_by_the_file_that_is_named() {
    let (authority, folder) = ministry();
    write(folder.path(), "BKHCN.key", &authority.encrypted("seal", "chín con rồng"), 0o400);
    write(folder.path(), "passphrase", "chín con rồng\n", 0o400);
    let passphrase = Some(SecretSource::File(folder.path().join("passphrase")));
    assert!(Seals::open(&SealPlaces { passphrase, ..places(folder.path()) }, now()).is_ok());
    assert!(refused(folder.path()).contains("the seal of BKHCN: the private key is encrypted"));
}

#[test]
fn a_seal_that_cannot_be_used_is_refused_with_its_file_and_the_reason() {
    let (authority, folder) = ministry();
    let folder = folder.path();
    write(folder, "BKHCN.key", &authority.text("seal.key"), 0o444);
    assert!(refused(folder).contains("can be read by others"));
    write(folder, "BKHCN.key", &authority.text("middle.key"), 0o400);
    assert!(refused(folder).contains("the seal of BKHCN: the private key is not the one"));
    fs::remove_file(folder.join("BKHCN.key")).expect("removed");
    assert!(refused(folder).contains("no private key: neither BKHCN.key"));
    write(folder, "BKHCN.key", &authority.text("seal.key"), 0o400);
    write(folder, "BKHCN.png", "GIF89a", 0o444);
    assert!(refused(folder).contains("BKHCN.png: the picture of the seal is not a PNG"));
    fs::remove_file(folder.join("BKHCN.png")).expect("removed");
    write(folder, "52.key", &authority.text("seal.key"), 0o400);
    assert!(refused(folder).contains("52.key has no certificate beside it, 52.pem"));
    fs::remove_file(folder.join("52.key")).expect("removed");
    write(folder, "bo.pem", &authority.chain("seal"), 0o444);
    assert!(refused(folder).contains("bo.pem: a seal's files are named for its issuer"));
}

#[test]
fn a_certificate_that_ended_is_refused_at_the_start_and_afterwards() {
    let (_authority, folder) = ministry();
    let after = now().plus_seconds(366 * 86_400);
    let refused = Seals::open(&places(folder.path()), after).err();
    assert!(matches!(refused, Some(SealsError::Refused(IssuerCode::MINISTRY, _))));
    let seals = Seals::open(&places(folder.path()), now()).expect("seals");
    assert_eq!((seals.ended_by(now()).count(), seals.ended_by(after).count()), (0, 1));
    let late = seals.sealed(paper(), &Profile::of(IssuerCode::MINISTRY), after).expect_err("no paper");
    assert!(late.to_string().contains("was valid only until"), "{late}");
}

#[rocket::async_test]
async fn a_printer_seals_what_was_approved_and_nothing_else() {
    let (_authority, folder) = ministry();
    let seals = Seals::open(&places(folder.path()), now()).expect("seals");
    let printers = |clock| Printers::new(1, 4, &Sealing { seals: seals.clone(), clock });
    let ministry = Some(Box::new(Profile::of(IssuerCode::MINISTRY)));
    let order = |title: &str, sealed_by| {
        let heading = Heading::Named { title: title.to_owned(), about: String::new() };
        let paper = Printable::Letter(Box::new(LetterFacts { heading, ..facts() }));
        Order { file_name: String::new(), paper, sealed_by }
    };
    let today = printers(Clock::system());
    let sealed = today.print(order("Quyết định", ministry.clone())).await.expect("a paper");
    assert!(pdfsig("printed", &sealed).contains("Signature is Valid."));
    let plain = today.print(order("Phiếu", None)).await.expect("a paper");
    assert!(!plain.windows(10).any(|part| part == b"/ByteRange"));
    let late = printers(Clock::fixed(now().plus_seconds(366 * 86_400)));
    let refused = late.print(order("Quyết định", ministry)).await;
    assert!(matches!(refused, Err(NotPrinted::Sealing(_))), "never without the seal it should have");
}
