//! What verifiers of others say of sealed papers, genuine and altered.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use consultant_papers::seal::{Appearance, Stamp, seal};
use consultant_papers::{card, certificate, letter, sheet};

use crate::authority::{self, Authority};
use crate::tools::{Printed, run};
use crate::{body, judges, sample, sealed_certificate, stamp};

/// What pyHanko says of a file, and whether it would take it.
fn pyhanko(printed: &Printed, root: &Path) -> (bool, String) {
    let program = env::var("PYHANKO").unwrap_or_else(|_| "pyhanko".to_owned());
    let output = Command::new(&program)
        .args(["sign", "validate", "--pretty-print", "--trust-replace", "--trust"])
        .args([root, &printed.path])
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; install press/tests/seal/requirements.txt"));
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success() && said.contains("The signature is judged VALID."), said)
}

/// What pdfsig says of a file.
fn pdfsig(printed: &Printed, store: &Path) -> String {
    let store = format!("sql:{}", store.display());
    let output = Command::new("pdfsig").args(["-nssdir", &store]).arg(&printed.path).output();
    String::from_utf8_lossy(&output.expect("pdfsig").stdout).into_owned()
}

#[test]
fn a_sealed_paper_is_valid_and_wholly_signed_for_others() {
    let authority = Authority::new();
    let (key, store) = (authority.seal("seal"), authority::trust_store(&authority.root()));
    let stamp = Stamp::read(&stamp::ring(Some(11_111))).expect("a picture of a seal");
    let stamped = Appearance { stamp: Some(stamp), ..body() };
    let papers = [
        ("valid-certificate", certificate(&sample::longest_certificate()), body()),
        ("valid-stamped", certificate(&sample::certificate()), stamped.clone()),
        ("valid-decision", letter(&sample::decision()), stamped),
        ("valid-card", card(&sample::card()), body()),
        ("valid-sheet", sheet(&[sample::card()]), body()),
    ];
    let mut files = Vec::new();
    for (name, paper, appearance) in papers {
        let sealed = seal(&paper.expect("a paper"), &key, &appearance, authority::now()).expect("sealed");
        let printed = Printed::new(name, &sealed);
        let said = pdfsig(&printed, store.path());
        for words in [
            "Signature is Valid.",
            "Total document signed",
            "Certificate is Trusted.",
            "Signature Type: ETSI.CAdES.detached",
        ] {
            assert!(said.contains(words), "{name}: {words} in {said}");
        }
        let (valid, said) = pyhanko(&printed, &authority.root());
        assert!(valid && said.contains("The signature covers the entire file."), "{name}: {said}");
        files.push(printed.path);
    }
    let files: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
    assert_eq!(judges::faults_of(&files), [""; 0], "what the seal adds keeps the claims of the paper");
}

#[test]
fn a_seal_of_an_authority_that_is_not_trusted_is_not_valid_for_others() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let printed = Printed::new("not-trusted", &sealed_certificate(&authority.seal("seal")));
    let (valid, said) = pyhanko(&printed, &stranger.root());
    assert!(!valid, "{said}");
    let store = authority::trust_store(&stranger.root());
    assert!(!pdfsig(&printed, store.path()).contains("Certificate is Trusted."));
}

#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let authority = Authority::new();
    let store = authority::trust_store(&authority.root());
    let sealed = sealed_certificate(&authority.seal("seal"));
    let after = |words: &[u8], from: usize| {
        let at = sealed[from..].windows(words.len()).position(|part| part == words).expect("such words");
        from + at + words.len()
    };
    let attachment = after(b"stream\n", after(b"/EmbeddedFile", 0));
    let own = [attachment + 40, after(b"/M(D:20", 0), after(b"/Rect[", 0)];
    let spread = (1..30).map(|part| sealed.len() / 30 * part);
    let contents = after(b"/Contents<308", 0)..after(b"00>", after(b"/Contents<308", 0));
    for at in own.into_iter().chain(spread).filter(|at| !contents.contains(at)) {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        let said = pdfsig(&Printed::new("altered", &altered), store.path());
        assert!(!said.contains("Signature is Valid."), "byte {at}: {said}");
    }
    for at in own {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        let (valid, said) = pyhanko(&Printed::new("altered", &altered), &authority.root());
        assert!(!valid, "byte {at}: {said}");
    }
}

#[test]
fn what_is_added_to_a_sealed_paper_is_not_signed() {
    let authority = Authority::new();
    let store = authority::trust_store(&authority.root());
    let mut longer = sealed_certificate(&authority.seal("seal"));
    longer.extend(b"\n% one more line\n");
    let said = pdfsig(&Printed::new("longer", &longer), store.path());
    assert!(!said.contains("Total document signed") || said.contains("Not total document signed"), "{said}");
}

#[test]
fn a_sealed_paper_begins_with_the_paper_and_stays_what_it_was() {
    let key = Authority::new().seal("seal");
    let facts = sample::certificate();
    let paper = certificate(&facts).expect("a paper");
    let sealed = seal(&paper, &key, &body(), authority::now()).expect("sealed");
    assert!(sealed.starts_with(&paper));
    let printed = Printed::new("kept", &sealed);
    assert!(printed.told_by("qpdf", &["--check"]).contains("No syntax or stream encoding errors found"));
    let metadata = printed.told_by("pdfinfo", &["-meta"]);
    for claim in ["<pdfaid:part>3</", "<pdfaid:conformance>A</", "<pdfuaid:part>1</"] {
        assert!(metadata.contains(claim), "{claim} in {metadata}");
    }
    assert!(
        printed.told_by("pdfinfo", &["-struct"]).contains("Form\n    Object"),
        "the seal is among the tags"
    );
    let fonts = printed.told_by("pdffonts", &[]);
    assert!(fonts.lines().skip(2).all(|font| font.contains("yes yes yes")), "{fonts}");
    let folder = tempfile::tempdir().expect("a folder");
    let (into, from) = (folder.path().display().to_string(), printed.path.display().to_string());
    run("pdfdetach", &["-saveall", "-o", &into, &from]);
    assert_eq!(fs::read(folder.path().join("credential.json")).ok(), facts.credential);
}

#[test]
fn the_same_seal_at_the_same_moment_gives_the_same_bytes() {
    let key = Authority::new().seal("seal");
    let paper = certificate(&sample::certificate()).expect("a paper");
    let at = authority::now();
    let sealed = || seal(&paper, &key, &body(), at).expect("sealed");
    assert!(sealed() == sealed());
}
