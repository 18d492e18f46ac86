//! What holds for every document and every text.

use proptest::prelude::*;
use serde_json::Value;

use super::{
    DocumentFacts, IssuedUnder, IssuerName, MAX_DOCUMENT_BYTES,
    samples::{
        self, IN_USE, card, certificate, independents_card, independents_certificate, reissue, signed,
    },
    sign, unsigned, verify,
};
use crate::{
    credential::{
        Affiliation, CardPayload, CertificatePayload, IssuerSigningKey, Origin, Paper, PhotoHash, TrustList,
        TrustedKey, vectors,
    },
    dates::Day,
};

fn day() -> impl Strategy<Value = Day> {
    (1971..=9998, 1u8..=12, 1u8..=28)
        .prop_map(|(year, month, day)| Day::new(year, month, day).expect("a day"))
}

fn name() -> &'static str {
    "[A-ZĐÂƯ][a-zđâêơưạảễịồộụỳỹ\"\\\\&“]{1,9}( [A-ZĐÂƯ][a-zđâêơưạảễịồộụỳỹ]{1,6}){0,7}"
}

prop_compose! {
    fn paper()(
        issuer in "[A-Z0-9]{1,8}", number in "[A-ZĐ0-9][A-ZĐ0-9/.-]{0,38}[A-ZĐ0-9]", holder in name(),
        version in any::<u16>(), one in day(), other in day(), signed in 0i64..86_400, status_index in any::<u32>(),
    ) -> Paper {
        let (valid_from, valid_until) = (one.min(other), one.max(other));
        Paper {
            issuer: issuer.parse().expect("an issuer code"),
            number: number.parse().expect("a number"),
            holder: holder.parse().expect("a name"),
            version, valid_from, valid_until, status_index,
            issued_at: valid_until.starts_at().plus_seconds(signed),
        }
    }
}

prop_compose! {
    fn facts()(
        paper in paper(), kind in 0..5, photo in any::<[u8; 16]>(), vi in name(), en in name(),
        certificate in "[A-ZĐ0-9][A-ZĐ0-9/.-]{0,38}[A-ZĐ0-9]", organisation in name(),
    ) -> DocumentFacts {
        let issuer_name = IssuerName { vi: vi.parse().expect("a name"), en: en.parse().expect("a name") };
        let code = (kind == 0).then(|| "0101234567".parse().expect("an enterprise code"));
        let certificate = certificate.parse().expect("a number");
        let card = |paper, affiliation| {
            CardPayload::new(paper, affiliation, PhotoHash::from_bytes(photo)).expect("the days fit")
        };
        match kind {
            0 | 1 => {
                let payload = CertificatePayload::organisation(paper, code).expect("the days fit");
                DocumentFacts::certificate(payload, issuer_name)
            }
            2 => {
                let payload = CertificatePayload::independent(paper).expect("the days fit");
                DocumentFacts::certificate(payload, issuer_name)
            }
            3 => {
                let under = IssuedUnder { certificate, organisation: Some(organisation.parse().expect("a name")) };
                DocumentFacts::card(card(paper, Affiliation::Organisation), issuer_name, under).expect("one")
            }
            _ => {
                let under = IssuedUnder { certificate, organisation: None };
                DocumentFacts::card(card(paper, Affiliation::Independent), issuer_name, under).expect("none")
            }
        }
    }
}

proptest! {
    #[test]
    fn what_was_signed_is_read_back(
        facts in facts(), seed in any::<[u8; 32]>(), host in "https://[a-z0-9]{1,20}(\\.[a-z0-9]{1,20}){0,3}(:[1-9][0-9]{0,3})?",
    ) {
        let origin: Origin = host.parse().expect("an origin");
        let key = IssuerSigningKey::from_seed(facts.payload().paper().issuer.clone(), &seed);
        let text = sign(&facts, &origin, &key).expect("the issuer's key");
        let from = "1971-01-01T00:00:00Z".parse().expect("an instant");
        let trust = TrustList::new(vec![TrustedKey::new(key.issuer().clone(), key.public_key(), from)]);
        let genuine = verify(&text, &trust.expect("one key")).expect("signed with the trusted key");
        prop_assert_eq!(genuine.facts(), &facts);
        prop_assert_eq!(genuine.origin(), &origin);
        prop_assert!(text.len() < MAX_DOCUMENT_BYTES);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        prop_assert!(verify(&text, &vectors::trust()).is_err());
    }

    #[test]
    fn no_json_makes_the_reader_panic(at in any::<prop::sample::Index>(), value in json_value()) {
        // A value of any kind in the place of any value of a rightly signed document.
        let text = samples::forged(|document| {
            let places = places_of(document, String::new());
            *document.pointer_mut(&places[at.index(places.len())]).expect("a place") = value.clone();
        });
        let _ = verify(&text, &vectors::trust());
    }

    #[test]
    fn a_document_with_bytes_changed_anywhere_is_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..6),
    ) {
        let original = signed(&certificate(), IN_USE);
        let mut bytes = original.clone().into_bytes();
        for (at, change) in changes {
            let at = at.index(bytes.len());
            bytes[at] ^= change;
        }
        prop_assume!(bytes != original.as_bytes());
        prop_assert!(!accepted(&bytes));
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-(1i64 << 53) + 1..1 << 53).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-z@]{0,4}", inner, 0..3)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// The pointers to every value within, the names of ours need no escape.
fn places_of(value: &Value, at: String) -> Vec<String> {
    let within: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(n, value)| (n.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    within
        .into_iter()
        .flat_map(|(step, value)| {
            let at = format!("{at}/{step}");
            std::iter::once(at.clone()).chain(places_of(value, at)).collect::<Vec<_>>()
        })
        .collect()
}

fn accepted(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| verify(text, &vectors::trust()).is_ok())
}

#[test]
fn a_document_with_any_one_byte_changed_is_refused() {
    let mut bytes = signed(&card(), IN_USE).into_bytes();
    assert!(accepted(&bytes));
    for at in 0..bytes.len() {
        for change in [0x01, 0x02, 0x08, 0x20, 0x40, 0x80] {
            bytes[at] ^= change;
            assert!(!accepted(&bytes), "byte {at} xor {change}");
            bytes[at] ^= change;
        }
    }
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    let text = signed(&card(), IN_USE);
    for length in 0..text.len() {
        assert!(!accepted(&text.as_bytes()[..length]), "{length} bytes");
    }
}

#[test]
fn white_space_and_order_carry_no_meaning() {
    for facts in [card(), certificate(), independents_card(), independents_certificate(), reissue()] {
        let text = signed(&facts, IN_USE);
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let turned: serde_json::Map<_, _> =
            document.as_object().expect("an object").clone().into_iter().rev().collect();
        let pretty = serde_json::to_string_pretty(&turned).expect("JSON");
        assert_ne!(pretty, text);
        let genuine = verify(&pretty, &vectors::trust()).expect("the same document");
        assert_eq!(*genuine.facts(), facts);
    }
}

#[test]
fn documents_have_the_sizes_that_the_specification_gives() {
    let sizes = [card(), certificate(), independents_certificate()].map(|facts| signed(&facts, IN_USE).len());
    assert_eq!(sizes, [2_138, 2_045, 1_973], "DOCUMENT.md, section 7");
}

#[test]
fn the_largest_document_fits() {
    let largest = {
        let longest = "ệ".repeat(100);
        let mut facts = card();
        let under = IssuedUnder {
            certificate: "Đ".repeat(40).parse().expect("forty letters"),
            organisation: Some(longest.parse().expect("three hundred bytes")),
        };
        let name = IssuerName {
            vi: longest.parse().expect("three hundred bytes"),
            en: "\"".repeat(299).replace('"', "\\").replacen('\\', "A", 1).parse().expect("a name"),
        };
        if let super::super::Payload::Card(payload) = facts.payload().clone() {
            facts = DocumentFacts::card(payload, name, under).expect("of an organisation");
        }
        facts
    };
    let host = format!(
        "https://{}.vn:65535",
        ["a".repeat(60), "b".repeat(60), "c".repeat(60), "d".repeat(60)].join(".")
    );
    let origin: Origin = host.parse().expect("an origin");
    let text = sign(&largest, &origin, &samples::key(IN_USE)).expect("the issuer's key");
    assert!(text.len() * 2 < MAX_DOCUMENT_BYTES, "{} bytes", text.len());
    assert!(verify(&text, &vectors::trust()).is_ok());
    assert!(!unsigned(&largest, &origin).contains_key("proof"));
}
