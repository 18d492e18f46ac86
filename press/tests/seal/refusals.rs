//! What is refused, and with which sentence.

use consultant_papers::certificate;
use consultant_papers::seal::{
    FileSealKey, KeyFault, Moment, SealCertificate, SealError, SealKey, SealRefusal, Stamp, StampRefusal,
    seal,
};

use crate::authority::{self, Authority, refused};
use crate::{body, sample, sealed_certificate, stamp};

#[test]
fn a_key_of_another_certificate_is_refused() {
    let authority = Authority::new();
    for name in ["one", "other"] {
        authority.seal(name);
    }
    assert_eq!(refused(&authority.chain("one"), &authority.text("other.key"), None), SealRefusal::OtherKey);
}

#[test]
fn a_key_under_a_passphrase_is_opened_by_it_alone() {
    let authority = Authority::new();
    authority.seal("seal");
    let (chain, key) = (authority.chain("seal"), authority.encrypted("seal", "chín con rồng"));
    for passphrase in [None, Some(""), Some("chín con rong")] {
        assert_eq!(refused(&chain, &key, passphrase), SealRefusal::WrongPassphrase);
    }
    let certificate = SealCertificate::read(&chain).expect("a certificate");
    // A file of a passphrase ends its line.
    assert!(FileSealKey::read(&key, Some("chín con rồng\n"), certificate).is_ok());
}

#[test]
fn a_file_that_is_no_key_or_no_certificate_is_refused() {
    let authority = Authority::new();
    authority.seal("seal");
    let (chain, key) = (authority.chain("seal"), authority.text("seal.key"));
    assert_eq!(refused("", &key, None), SealRefusal::NoCertificate);
    assert_eq!(refused(&key, &key, None), SealRefusal::NoCertificate);
    assert_eq!(refused(&chain, "", None), SealRefusal::KeyUnreadable);
    assert_eq!(refused(&chain, &chain, None), SealRefusal::KeyUnreadable);
    let (start, end) = chain.split_at(200);
    assert_eq!(refused(&format!("{start}AAAA{end}"), &key, None), SealRefusal::CertificateUnreadable(1));
    assert_eq!(refused(&(chain.clone() + &chain), &key, None), SealRefusal::ChainBroken(2));
}

#[test]
fn a_certificate_for_something_else_is_refused() {
    let authority = Authority::new();
    let curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
    for (name, extensions) in [
        ("agreement", "keyUsage=keyAgreement"),
        ("login", "keyUsage=digitalSignature"),
        ("silent", "basicConstraints=CA:false"),
    ] {
        authority.certified(name, extensions, &curve);
        let said = refused(&authority.chain(name), &authority.text(&format!("{name}.key")), None);
        assert_eq!(said, SealRefusal::NotForSigning, "{name}");
    }
    for (name, kind) in [("rsa", "RSA"), ("edwards", "ED25519")] {
        authority.certified(name, authority::SIGNING, &["-algorithm", kind]);
        let said = refused(&authority.chain(name), &authority.text(&format!("{name}.key")), None);
        assert_eq!(said, SealRefusal::NotP256, "{name}");
    }
}

#[test]
fn nothing_is_sealed_outside_the_validity_of_the_certificate() {
    let key = Authority::new().seal("seal");
    let paper = certificate(&sample::certificate()).expect("a paper");
    let sealed = |at| seal(&paper, &key, &body(), at);
    let early = sealed(Moment::from_unix(0));
    assert!(matches!(early, Err(SealError::Certificate(SealRefusal::NotYetValid(_)))));
    let late = sealed(Moment::from_unix(u64::MAX)).expect_err("expired").to_string();
    assert!(late.starts_with("the certificate was valid only until"), "{late}");
    assert!(sealed(key.certificate().valid_until()).is_ok(), "the last second counts");
}

/// A module that answers with the signature of another key.
struct Confused(FileSealKey, FileSealKey);

impl SealKey for Confused {
    fn certificate(&self) -> &SealCertificate {
        self.0.certificate()
    }

    fn sign(&self, digest: &[u8; 32]) -> Result<[u8; 64], KeyFault> {
        self.1.sign(digest)
    }
}

#[test]
fn a_signature_of_another_key_leaves_no_paper() {
    let authority = Authority::new();
    let key = Confused(authority.seal("one"), authority.seal("other"));
    let paper = certificate(&sample::certificate()).expect("a paper");
    let refused = seal(&paper, &key, &body(), authority::now());
    assert!(matches!(refused, Err(SealError::Certificate(SealRefusal::OtherKey))));
}

#[test]
fn what_is_sealed_or_no_paper_is_not_sealed() {
    let key = Authority::new().seal("seal");
    let sealed = sealed_certificate(&key);
    let again = seal(&sealed, &key, &body(), authority::now());
    assert!(matches!(again, Err(SealError::AlreadySealed)));
    for nothing in [&b""[..], b"%PDF-1.7\n", &sealed[..4000]] {
        assert!(matches!(seal(nothing, &key, &body(), authority::now()), Err(SealError::Paper(_))));
    }
}

#[test]
fn a_picture_that_is_no_seal_is_refused() {
    let refused = |png: &[u8]| Stamp::read(png).expect_err("a refusal");
    assert_eq!(refused(b"GIF89a"), StampRefusal::NotPng);
    assert_eq!(refused(&stamp::opaque()), StampRefusal::Opaque);
    assert_eq!(refused(&stamp::ring(None)), StampRefusal::NoResolution);
    // 72 dpi: what programs write that do not know.
    assert_eq!(refused(&stamp::ring(Some(2835))), StampRefusal::Size(141));
    let ring = stamp::ring(Some(11_111));
    let cut = &ring[..ring.len() / 2];
    assert!(matches!(refused(cut), StampRefusal::Drawing(_) | StampRefusal::NotPng));
}
