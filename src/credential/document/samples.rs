//! Invented papers, their documents, and ways to tamper with them.
//!
//! The keys are those of the vectors of the code (`tests/vectors/README.md`).

use serde_json::{Map, Value};

use super::{
    DocumentFacts, IssuedUnder, IssuerName, KeyUrl, address::IssuerDid, base58, json::canonical, proof, sign,
    unsigned,
};
use crate::{
    credential::{
        keys::IssuerSigningKey,
        link::Origin,
        payload::{Affiliation, CardPayload, CertificatePayload, Paper, PhotoHash, tests::paper},
        refusal::Refused,
        vectors,
    },
    dates::Instant,
};

pub(in crate::credential) const IN_USE: u8 = 1;
pub(in crate::credential) const RETIRED: u8 = 2;
pub(in crate::credential) const PROVINCE: u8 = 3;
pub(in crate::credential) const COMPROMISED: u8 = 4;
pub(in crate::credential) const STRANGER: u8 = 9;

pub(in crate::credential) fn origin() -> Origin {
    "https://kiemtra-chuyengia.example".parse().expect("an origin")
}

pub(in crate::credential) fn key(seed: u8) -> IssuerSigningKey {
    let issuer = if seed == PROVINCE { "52" } else { "BKHCN" };
    IssuerSigningKey::from_seed(issuer.parse().expect("an issuer code"), &[seed; 32])
}

pub(in crate::credential) fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}

pub(super) fn issuer_name() -> IssuerName {
    IssuerName {
        vi: "Bộ Khoa học và Công nghệ".parse().expect("a name"),
        en: "Ministry of Science and Technology".parse().expect("a name"),
    }
}

/// The card of an expert of an organisation, changed.
pub(in crate::credential) fn card_with(change: impl FnOnce(&mut Paper)) -> DocumentFacts {
    let mut paper = paper();
    change(&mut paper);
    let photo = PhotoHash::of(b"an invented photo");
    let card = CardPayload::new(paper, Affiliation::Organisation, photo).expect("the days fit");
    let organisation = "Công ty Cổ phần Tư vấn và Chuyển giao Công nghệ Quản lý “Ví Dụ” & Đồng sự";
    let under = IssuedUnder {
        certificate: "01/2026/GXN-BKHCN".parse().expect("a number"),
        organisation: Some(organisation.parse().expect("a name")),
    };
    DocumentFacts::card(card, issuer_name(), under).expect("an expert of an organisation")
}

pub(super) fn card() -> DocumentFacts {
    card_with(|_| ())
}

pub(super) fn independents_card() -> DocumentFacts {
    let mut paper = paper();
    paper.number = "BKHCN-TVDL-00000025".parse().expect("a number");
    let photo = PhotoHash::of(b"another invented photo");
    let card = CardPayload::new(paper, Affiliation::Independent, photo).expect("the days fit");
    let under =
        IssuedUnder { certificate: "02/2026/GXN-BKHCN".parse().expect("a number"), organisation: None };
    DocumentFacts::card(card, issuer_name(), under).expect("an independent consultant")
}

pub(in crate::credential) fn certificate() -> DocumentFacts {
    let mut paper = paper();
    paper.number = "01/2026/GXN-BKHCN".parse().expect("a number");
    paper.holder = "Công ty Cổ phần Tư vấn và Chuyển giao Công nghệ Quản lý Ví Dụ".parse().expect("a name");
    let code = Some("0101234567".parse().expect("an enterprise code"));
    let certificate = CertificatePayload::organisation(paper, code).expect("the days fit");
    DocumentFacts::certificate(certificate, issuer_name())
}

/// Re-issued a second time, by an organisation without enterprise code.
pub(super) fn reissue() -> DocumentFacts {
    let mut paper = paper();
    paper.number = "12/2026/TĐC".parse().expect("a number");
    paper.holder = "Viện Tiêu chuẩn Ví Dụ".parse().expect("a name");
    paper.version = 2;
    paper.issued_at = instant("2027-05-04T01:00:00Z");
    paper.status_index = 3 * 131_072;
    let certificate = CertificatePayload::organisation(paper, None).expect("the days fit");
    DocumentFacts::certificate(certificate, issuer_name())
}

pub(super) fn independents_certificate() -> DocumentFacts {
    let mut paper = paper();
    paper.number = "02/2026/GXN-BKHCN".parse().expect("a number");
    let certificate = CertificatePayload::independent(paper).expect("the days fit");
    DocumentFacts::certificate(certificate, issuer_name())
}

pub(in crate::credential) fn signed(facts: &DocumentFacts, seed: u8) -> String {
    sign(facts, &origin(), &key(seed)).expect("a paper of the key's issuer")
}

/// The card's document changed before it was signed, with the right key.
pub(super) fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut document = Value::Object(unsigned(&card(), &origin()));
    change(&mut document);
    let Value::Object(document) = document else { panic!("the change kept an object") };
    let at = card().payload().paper().issued_at;
    proof::secure(document, &origin(), &key(IN_USE), at).expect("a key here signs")
}

/// The card's document changed after it was signed.
pub(super) fn altered(change: impl FnOnce(&mut Value)) -> String {
    let mut document = serde_json::from_str(&signed(&card(), IN_USE)).expect("JSON");
    change(&mut document);
    document.to_string()
}

/// The card's document with changed proof options, rightly signed with a key.
pub(super) fn proved_with(seed: u8, change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut document = unsigned(&card(), &origin());
    let method = KeyUrl { did: IssuerDid::new(&origin(), key(IN_USE).issuer()), key_id: key(seed).key_id() };
    let mut options = proof::options(&document, &method, card().payload().paper().issued_at);
    change(&mut options);
    let signature = key(seed).signature(&proof::to_be_signed(&options, &document)).expect("a key here signs");
    options.insert("proofValue".to_owned(), base58::encode(&signature).into());
    document.insert("proof".to_owned(), options.into());
    canonical(&document)
}

/// The reason a document is refused for; `accepted` when it is not.
pub(super) fn refusal(text: &str) -> &'static str {
    super::verify(text, &vectors::trust()).err().map_or("accepted", |refused: Refused| refused.code())
}
