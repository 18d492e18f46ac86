//! Each attack on a status list by its name. Replays are in `known`.

use coset::{Algorithm, CoseSign1, RegisteredLabelWithPrivate, TaggedCborSerializable, iana};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

use super::{
    ListKind, StatusList, bitstring, cwt, jwt, packed,
    samples::{bitstring_of, cwt_of, jwt_of, list},
};
use crate::credential::{
    document::{
        json::{canonical, members},
        proof,
        samples::{COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, instant, key, origin},
    },
    refusal::Refused,
    vectors,
};

/// What became of the list in each of its four forms.
fn in_every_form(list: &StatusList, seed: u8) -> [&'static str; 4] {
    [
        of_bitstring(&bitstring_of(list, ListKind::Revocation, seed)),
        of_bitstring(&bitstring_of(list, ListKind::Suspension, seed)),
        of_jwt(&jwt_of(list, seed)),
        of_cwt(&cwt_of(list, seed)),
    ]
}

fn of_bitstring(text: &str) -> &'static str {
    code(bitstring::verify(text, &vectors::trust()))
}

fn of_jwt(text: &str) -> &'static str {
    code(jwt::verify(text, &vectors::trust()))
}

fn of_cwt(bytes: &[u8]) -> &'static str {
    code(cwt::verify(bytes, &vectors::trust()))
}

fn code<T>(read: Result<T, Refused>) -> &'static str {
    read.err().map_or("accepted", |refused| refused.code())
}

fn with(change: impl FnOnce(&mut StatusList)) -> StatusList {
    let mut list = list();
    change(&mut list);
    list
}

/// The revocation list changed before it was signed, with the right key.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let text = bitstring_of(&list(), ListKind::Revocation, IN_USE);
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    document.as_object_mut().expect("an object").remove("proof");
    change(&mut document);
    proof::secure(members(document), &origin(), &key(IN_USE), list().issued_at).expect("a key here signs")
}

/// A token with a changed header and changed claims, rightly signed.
fn token(change: impl FnOnce(&mut Map<String, Value>, &mut Map<String, Value>)) -> String {
    let text = jwt_of(&list(), IN_USE);
    let mut parts = text.split('.').map(|part| {
        let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
        serde_json::from_slice::<Value>(&bytes).map(members).unwrap_or_default()
    });
    let (mut header, mut claims) = (parts.next().expect("a header"), parts.next().expect("claims"));
    change(&mut header, &mut claims);
    signed(&canonical(&header), &canonical(&claims))
}

fn signed(header: &str, claims: &str) -> String {
    let message = [header, claims].map(|part| BASE64URL_NOPAD.encode(part.as_bytes())).join(".");
    let signature =
        BASE64URL_NOPAD.encode(&key(IN_USE).signature(message.as_bytes()).expect("a key here signs"));
    format!("{message}.{signature}")
}

#[test]
fn a_list_of_a_key_in_force_is_accepted() {
    assert_eq!(in_every_form(&list(), IN_USE), ["accepted"; 4]);
}

#[test]
fn a_key_outside_its_window_is_refused() {
    let at = |at: &str| {
        with(|list| {
            list.issued_at = instant(at);
            list.valid_until = list.issued_at.plus_seconds(3_600);
        })
    };
    assert_eq!(in_every_form(&at("2025-12-31T16:59:59Z"), IN_USE), ["key_not_in_force"; 4]);
    assert_eq!(in_every_form(&at("2027-12-31T17:00:01Z"), IN_USE), ["key_not_in_force"; 4]);
    assert_eq!(in_every_form(&at("2025-12-31T17:00:00Z"), RETIRED), ["accepted"; 4]);
    assert_eq!(in_every_form(&at("2025-12-31T17:00:01Z"), RETIRED), ["key_not_in_force"; 4]);
}

#[test]
fn a_list_of_a_compromised_key_is_refused_whatever_time_it_gives() {
    let before = with(|list| list.issued_at = instant("2026-09-30T00:00:00Z"));
    assert_eq!(in_every_form(&before, COMPROMISED), ["key_compromised"; 4]);
    assert_eq!(in_every_form(&list(), COMPROMISED), ["key_compromised"; 4]);
}

#[test]
fn an_unknown_key_is_refused() {
    assert_eq!(in_every_form(&list(), STRANGER), ["unknown_key"; 4]);
}

#[test]
fn another_issuers_list_cannot_be_signed() {
    assert!(jwt::sign(&list(), &origin(), &key(PROVINCE)).is_err());
    assert!(cwt::sign(&list(), &origin(), &key(PROVINCE)).is_err());
    assert!(bitstring::sign(&list(), ListKind::Revocation, &origin(), &key(PROVINCE)).is_err());
}

#[test]
fn a_list_under_another_issuers_name_is_refused() {
    let foreign = "https://kiemtra-chuyengia.example/status/52-token-0";
    assert_eq!(
        of_jwt(&token(|_, claims| drop(claims.insert("sub".to_owned(), foreign.into())))),
        "other_issuer"
    );
    let foreign = forged(|document| {
        let url = "https://kiemtra-chuyengia.example/status/52-revocation-0";
        document["id"] = json!(url);
        document["issuer"] = json!("did:web:kiemtra-chuyengia.example:issuers:52");
        document["credentialSubject"]["id"] = json!(format!("{url}#list"));
    });
    assert_eq!(of_bitstring(&foreign), "other_issuer");
}

#[test]
fn algorithm_confusion_and_none_are_refused() {
    for algorithm in ["none", "None", "HS256", "ES256", "RS256", "eddsa", ""] {
        let confused = token(|header, _| drop(header.insert("alg".to_owned(), algorithm.into())));
        assert_eq!(of_jwt(&confused), "algorithm", "{algorithm}");
    }
    let unsigned = token(|header, _| drop(header.insert("alg".to_owned(), "none".into())));
    let unsigned = &unsigned[..=unsigned.rfind('.').expect("three parts")];
    assert_eq!(of_jwt(unsigned), "algorithm");
    let newer_name = token(|header, _| drop(header.insert("alg".to_owned(), "Ed25519".into())));
    assert_eq!(of_jwt(&newer_name), "accepted");
}

#[test]
fn a_key_or_an_address_in_the_header_is_never_used() {
    let evil = json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"});
    for (member, value) in [
        ("jwk", evil),
        ("jku", json!("https://evil.example")),
        ("x5u", json!("https://evil.example")),
        ("x5c", json!([])),
    ] {
        let pointed = token(|header, _| drop(header.insert(member.to_owned(), value)));
        assert_eq!(of_jwt(&pointed), "header", "{member}");
    }
    let elsewhere = format!("did:web:evil.example:issuers:BKHCN#{}", key(STRANGER).key_id());
    assert_eq!(
        of_jwt(&token(|header, _| drop(header.insert("kid".to_owned(), elsewhere.into())))),
        "unknown_key"
    );
    let elsewhere = format!("did:web:evil.example:issuers:BKHCN#{}", key(IN_USE).key_id());
    assert_eq!(of_jwt(&token(|header, _| drop(header.insert("kid".to_owned(), elsewhere.into())))), "claims");
    let critical = token(|header, _| drop(header.insert("crit".to_owned(), json!(["exp"]))));
    assert_eq!(of_jwt(&critical), "critical_header");
}

#[test]
fn a_token_of_another_type_is_no_list() {
    for other in ["JWT", "dc+sd-jwt", "statuslist+cwt"] {
        let passed_off = token(|header, _| drop(header.insert("typ".to_owned(), other.into())));
        assert_eq!(of_jwt(&passed_off), "header", "{other}");
    }
    assert_eq!(of_cwt(vectors::card_token().as_bytes()), "header", "the code of a card");
}

#[test]
fn a_list_of_one_purpose_is_not_a_list_of_the_other() {
    let renamed = forged(|document| document["credentialSubject"]["statusPurpose"] = json!("suspension"));
    assert_eq!(of_bitstring(&renamed), "document");
    let both = forged(|document| {
        document["credentialSubject"]["statusPurpose"] = json!(["revocation", "suspension"]);
    });
    assert_eq!(of_bitstring(&both), "document");
}

#[test]
fn extra_and_missing_members_are_refused() {
    for at in ["", "/credentialSubject"] {
        let extra =
            forged(|document| document.pointer_mut(at).expect("a place")["name"] = json!("Danh sách"));
        assert_eq!(of_bitstring(&extra), "document", "{at}");
    }
    for member in ["listNumber", "ttl", "statusPurpose", "type", "id", "encodedList"] {
        let without = forged(|document| {
            document["credentialSubject"].as_object_mut().expect("an object").remove(member);
        });
        assert_eq!(of_bitstring(&without), "document", "{member}");
    }
    for member in ["iat", "exp", "ttl", "list_number", "status_list", "sub"] {
        assert_eq!(of_jwt(&token(|_, claims| drop(claims.remove(member)))), "claims", "{member}");
    }
    assert_eq!(
        of_jwt(&token(|_, claims| drop(claims.insert("aud".to_owned(), "x".into())))),
        "not_canonical"
    );
    let one_bit = token(|_, claims| claims["status_list"]["bits"] = json!(1));
    assert_eq!(of_jwt(&one_bit), "not_canonical");
}

#[test]
fn a_claim_written_twice_or_otherwise_is_refused() {
    let header = canonical(&members(json!({
        "alg": "EdDSA",
        "kid": format!("did:web:kiemtra-chuyengia.example:issuers:BKHCN#{}", key(IN_USE).key_id()),
        "typ": "statuslist+jwt",
    })));
    let text = jwt_of(&list(), IN_USE);
    let claims =
        BASE64URL_NOPAD.decode(text.split('.').nth(1).expect("claims").as_bytes()).expect("base64url");
    let claims = String::from_utf8(claims).expect("text");
    assert_eq!(signed(&header, &claims), text);
    assert_eq!(of_jwt(&signed(&header, &claims.replacen('{', "{\"ttl\":300,", 1))), "json");
    assert_eq!(of_jwt(&signed(&header, &claims.replacen('{', "{ ", 1))), "not_canonical");
    assert_eq!(of_jwt(&signed(&header.replacen('{', "{ ", 1), &claims)), "header");
    assert_eq!(of_jwt(&format!("{text}.")), "header");
    assert_eq!(of_jwt(&format!("{text}=")), "header");
}

#[test]
fn a_list_that_ends_before_it_begins_is_refused() {
    let backwards = with(|list| list.valid_until = list.issued_at);
    assert_eq!(in_every_form(&backwards, IN_USE), ["document", "document", "claims", "claims"]);
}

#[test]
fn a_list_that_unpacks_to_another_size_is_refused() {
    let packed_to = |length: usize| {
        let bits = format!("u{}", BASE64URL_NOPAD.encode(&packed::gzip(&vec![0; length])));
        let entries = BASE64URL_NOPAD.encode(&packed::zlib(&vec![0; length]));
        [
            of_bitstring(&forged(|document| document["credentialSubject"]["encodedList"] = json!(bits))),
            of_jwt(&token(|_, claims| claims["status_list"]["lst"] = json!(entries))),
        ]
    };
    assert_eq!(packed_to(16_384), ["accepted", "status_list"]);
    assert_eq!(packed_to(32_768), ["status_list", "accepted"]);
    assert_eq!(packed_to(0), ["status_list"; 2]);
    assert_eq!(packed_to(20_000_000), ["status_list"; 2], "a bomb");
}

#[test]
fn an_entry_with_a_value_without_meaning_is_refused() {
    let entries = BASE64URL_NOPAD.encode(&packed::zlib(&vec![0b11; 32_768]));
    assert_eq!(of_jwt(&token(|_, claims| claims["status_list"]["lst"] = json!(entries))), "status_list");
}

#[test]
fn a_cwt_with_other_headers_is_refused_even_when_rightly_signed() {
    let changed = |change: fn(&mut CoseSign1)| {
        let mut message = CoseSign1::from_tagged_slice(&cwt_of(&list(), IN_USE)).expect("what was written");
        message.protected.original_data = None;
        change(&mut message);
        message.signature = key(IN_USE).signature(&message.tbs_data(b"")).expect("a key here signs").to_vec();
        of_cwt(&message.to_tagged_vec().expect("a message"))
    };
    assert_eq!(changed(|_| ()), "accepted");
    assert_eq!(changed(|message| message.protected.header.rest.clear()), "header", "without its type");
    assert_eq!(changed(|message| message.unprotected.key_id = vec![1]), "header");
    assert_eq!(changed(|message| message.protected.header.key_id = vec![1; 8]), "unknown_key");
    let critical = changed(|message| {
        message.protected.header.crit =
            vec![RegisteredLabelWithPrivate::Assigned(iana::HeaderParameter::Alg)];
    });
    assert_eq!(critical, "critical_header");
    let confused = changed(|message| {
        message.protected.header.alg = Some(Algorithm::Assigned(iana::Algorithm::HMAC_256_256));
    });
    assert_eq!(confused, "algorithm");
    let newer_name = changed(|message| {
        message.protected.header.alg = Some(Algorithm::Assigned(iana::Algorithm::Ed25519));
    });
    assert_eq!(newer_name, "accepted");
}
