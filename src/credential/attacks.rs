//! Each attack on a scanned code by its name. More ways to write one wrongly
//! are in `vectors`, every changed byte in `properties`.

use coset::{
    Algorithm, CoseSign1, Header, Label, RegisteredLabelWithPrivate, TaggedCborSerializable, cbor::Value,
    iana,
};

use super::document::samples::{COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, instant, key};
use super::{
    Affiliation, CardPayload, Paper, Payload, PhotoHash, Token, link,
    payload::tests::paper,
    sign::sign,
    vectors::{card_token, trust},
    verify_text,
};

/// What became of this text; `accepted` when it is genuine.
fn read(text: &str) -> &'static str {
    verify_text(text, &trust()).err().map_or("accepted", |refused| refused.code())
}

/// The card with other headers, rightly signed with this key.
fn resigned(seed: u8, change: impl FnOnce(&mut CoseSign1)) -> String {
    let mut message = CoseSign1::from_tagged_slice(card_token().as_bytes()).expect("what was written");
    message.protected.original_data = None;
    change(&mut message);
    message.signature = key(seed).signature(&message.tbs_data(b"")).expect("a key at hand").to_vec();
    data_encoding::BASE32_NOPAD.encode(&message.to_tagged_vec().expect("a message"))
}

fn with_header(label: i64, value: Value) -> impl FnOnce(&mut Header) {
    move |header| header.rest.push((Label::Int(label), value))
}

fn card(seed: u8, change: impl FnOnce(&mut Paper)) -> String {
    let mut paper = paper();
    paper.issuer = key(seed).issuer().clone();
    change(&mut paper);
    let photo = PhotoHash::of(b"an invented photo");
    let card = CardPayload::new(paper, Affiliation::Organisation, photo).expect("the days fit");
    sign(Payload::Card(card), &key(seed)).expect("the issuer's key").to_code()
}

#[test]
fn the_card_itself_is_accepted() {
    assert_eq!(read(&resigned(IN_USE, |_| ())), "accepted");
    assert_eq!(read(&card(IN_USE, |_| ())), "accepted");
}

#[test]
fn a_key_url_inside_the_token_is_never_followed() {
    // RFC 9360: x5u points to a key, x5chain and x5bag bring one along.
    for (label, value) in [
        (35, Value::from("https://evil.example/key")),
        (33, Value::from(b"a certificate".as_slice())),
        (32, Value::from(b"a certificate".as_slice())),
    ] {
        for seed in [IN_USE, STRANGER] {
            let protected =
                resigned(seed, |message| with_header(label, value.clone())(&mut message.protected.header));
            assert_eq!(read(&protected), "header", "{label}");
            let beside =
                resigned(seed, |message| with_header(label, value.clone())(&mut message.unprotected));
            assert_eq!(read(&beside), "header", "{label}, unprotected");
        }
    }
    let url = resigned(STRANGER, |message| {
        message.protected.header.key_id = b"https://evil.example/key".to_vec();
    });
    assert_eq!(read(&url), "header", "a key id has eight bytes");
}

#[test]
fn a_key_inside_the_token_is_never_used() {
    let public = key(STRANGER).public_key().as_bytes().to_vec();
    // The key itself in the place of its id, and as a confirmation claim's COSE_Key.
    let named = resigned(STRANGER, |message| message.protected.header.key_id = public.clone());
    assert_eq!(read(&named), "header");
    let stranger = key(STRANGER).key_id();
    let own = resigned(STRANGER, |message| message.protected.header.key_id = stranger.as_bytes().to_vec());
    assert_eq!(read(&own), "unknown_key");
    assert_eq!(read(&resigned(STRANGER, |_| ())), "signature", "under the name of the right key");
}

#[test]
fn algorithm_confusion_is_refused_even_when_rightly_signed() {
    for algorithm in [
        iana::Algorithm::ES256,
        iana::Algorithm::ESP256,
        iana::Algorithm::Ed448,
        iana::Algorithm::PS256,
        // The public key as the secret of a MAC.
        iana::Algorithm::HMAC_256_256,
        iana::Algorithm::Direct,
    ] {
        let confused = resigned(IN_USE, |message| {
            message.protected.header.alg = Some(Algorithm::Assigned(algorithm));
        });
        assert_eq!(read(&confused), "algorithm", "{algorithm:?}");
    }
    let beside = resigned(IN_USE, |message| {
        message.protected.header.alg = None;
        message.unprotected.alg = Some(Algorithm::Assigned(iana::Algorithm::EdDSA));
    });
    assert_eq!(read(&beside), "algorithm", "not signed");
}

#[test]
fn the_algorithm_none_and_an_empty_signature_are_refused() {
    for none in ["none", "None", "NONE", ""] {
        let unsigned = resigned(IN_USE, |message| {
            message.protected.header.alg = Some(Algorithm::Text(none.to_owned()));
        });
        assert_eq!(read(&unsigned), "algorithm", "{none}");
    }
    let mut message = CoseSign1::from_tagged_slice(card_token().as_bytes()).expect("what was written");
    message.signature.clear();
    let bare = data_encoding::BASE32_NOPAD.encode(&message.to_tagged_vec().expect("a message"));
    assert_eq!(read(&bare), "header");
}

#[test]
fn a_critical_header_is_never_passed_over() {
    let critical = resigned(IN_USE, |message| {
        let label = RegisteredLabelWithPrivate::Assigned(iana::HeaderParameter::Alg);
        message.protected.header.crit = vec![label];
    });
    assert_eq!(read(&critical), "critical_header");
}

#[test]
fn another_issuers_key_is_refused() {
    let province = key(PROVINCE).key_id();
    let by_province =
        resigned(PROVINCE, |message| message.protected.header.key_id = province.as_bytes().to_vec());
    assert_eq!(read(&by_province), "other_issuer", "the Ministry's card under the province's key");
    assert_eq!(read(&resigned(PROVINCE, |_| ())), "signature", "under the name of the Ministry's key");
    assert_eq!(read(&card(PROVINCE, |_| ())), "accepted", "its own");
}

#[test]
fn a_key_outside_its_window_is_refused() {
    let at = |seed, at| read(&card(seed, |paper| paper.issued_at = instant(at)));
    assert_eq!(at(IN_USE, "2025-12-31T17:00:00Z"), "accepted");
    assert_eq!(at(IN_USE, "2025-12-31T16:59:59Z"), "key_not_in_force");
    assert_eq!(at(IN_USE, "2027-12-31T17:00:01Z"), "key_not_in_force");
    assert_eq!(at(RETIRED, "2025-12-31T17:00:00Z"), "accepted");
    assert_eq!(at(RETIRED, "2025-12-31T17:00:01Z"), "key_not_in_force");
    assert_eq!(at(COMPROMISED, "2026-10-01T00:00:00Z"), "key_compromised");
}

#[test]
fn a_truncated_qr_is_refused_wherever_it_ends() {
    let link = format!("HTTPS://KIEMTRA-CHUYENGIA.EXAMPLE/V/{}", card_token().to_code());
    assert_eq!(read(&link), "accepted");
    for length in 0..link.len() {
        assert_ne!(read(&link[..length]), "accepted", "{length} characters");
        // A reader that fills up what it lost.
        let filled = format!("{}{}", &link[..length], "A".repeat(link.len() - length));
        assert!(filled == link || read(&filled) != "accepted", "{length} characters and padding");
    }
}

#[test]
fn a_look_alike_host_is_shown_as_it_is_and_lends_nothing() {
    let code = card_token().to_code();
    for (host, shown) in [
        ("KIEMTRA-CHUYENGIA.EXAMPLE.EVIL.VN", "kiemtra-chuyengia.example.evil.vn"),
        ("KIEMTRA-CHUYENG1A.EXAMPLE", "kiemtra-chuyeng1a.example"),
        ("XN--KIEMTRA-CHUYENGA-7PB.EXAMPLE", "xn--kiemtra-chuyenga-7pb.example"),
        ("KIEMTRA-CHUYENGIA.EXAMPLE:8443", "kiemtra-chuyengia.example:8443"),
    ] {
        let scanned = link::parse(&format!("HTTPS://{host}/V/{code}")).expect("a link");
        assert_eq!(scanned.host.as_deref(), Some(shown));
        assert_ne!(scanned.host.as_deref(), Some("kiemtra-chuyengia.example"));
    }
    // Where the eye and the browser would see two different hosts, nothing is read.
    for host in [
        "KIEMTRA-CHUYENGIA.EXAMPLE@EVIL.VN",
        "EVIL.VN\\@KIEMTRA-CHUYENGIA.EXAMPLE",
        "EVIL.VN#KIEMTRA-CHUYENGIA.EXAMPLE",
        "EVIL.VN?KIEMTRA-CHUYENGIA.EXAMPLE",
        "EVIL.VN/KIEMTRA-CHUYENGIA.EXAMPLE",
        "K\u{0406}EMTRA-CHUYENGIA.EXAMPLE",
        "KIEMTRA-CHUYENGIA\u{3002}EXAMPLE",
        "KIEMTRA%2DCHUYENGIA.EXAMPLE",
    ] {
        assert_eq!(read(&format!("HTTPS://{host}/V/{code}")), "not_a_link", "{host}");
    }
    let made_up = Token::from_code(&card(STRANGER, |_| ())).expect("a token").to_code();
    let official = format!("HTTPS://KIEMTRA-CHUYENGIA.EXAMPLE/V/{made_up}");
    assert_eq!(read(&official), "unknown_key", "the right host lends nothing either");
}
