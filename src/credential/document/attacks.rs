//! Each attack on a document by its name.

use serde_json::{Value, json};

use super::{
    samples::{
        COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, altered, card, card_with, forged, instant, key,
        proved_with, refusal, signed,
    },
    sign, verify,
};
use crate::{
    credential::{
        link::Origin,
        vectors,
        verdict::{CouldNotCheck, Verdict},
    },
    dates::Day,
};

fn method(text: String) -> impl FnOnce(&mut serde_json::Map<String, Value>) {
    move |options| {
        options.insert("verificationMethod".to_owned(), text.into());
    }
}

#[test]
fn a_key_url_inside_the_document_is_never_followed() {
    let stranger = key(STRANGER).key_id();
    let own = format!("did:web:evil.example:issuers:BKHCN#{stranger}");
    assert_eq!(refusal(&proved_with(STRANGER, method(own))), "unknown_key");
    let pinned = format!("did:web:evil.example:issuers:BKHCN#{}", key(IN_USE).key_id());
    assert_eq!(refusal(&proved_with(STRANGER, method(pinned))), "signature");
    for elsewhere in ["https://evil.example/key", "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"]
    {
        assert_eq!(refusal(&proved_with(STRANGER, method(elsewhere.to_owned()))), "proof");
    }
}

#[test]
fn a_key_inside_the_document_is_never_used() {
    let multikey = super::did::multikey(key(STRANGER).public_key());
    let embedded = json!({"type": "Multikey", "publicKeyMultibase": multikey});
    let inside = proved_with(STRANGER, |options| {
        options.insert("verificationMethod".to_owned(), embedded);
    });
    assert_eq!(refusal(&inside), "proof");
}

#[test]
fn the_right_key_under_another_hosts_name_is_refused() {
    let elsewhere = format!("did:web:evil.example:issuers:BKHCN#{}", key(IN_USE).key_id());
    assert_eq!(refusal(&proved_with(IN_USE, method(elsewhere))), "document");
}

#[test]
fn a_document_of_another_site_says_which_site_it_is_of() {
    let other: Origin = "https://tra-cuu.example".parse().expect("an origin");
    let text = sign(&card(), &other, &key(IN_USE)).expect("the issuer's key");
    let genuine = verify(&text, &vectors::trust()).expect("signed with a pinned key");
    assert_eq!(genuine.origin().host(), "tra-cuu.example");
}

#[test]
fn algorithm_confusion_is_refused_even_when_rightly_signed() {
    for (member, value) in [
        ("cryptosuite", "eddsa-rdfc-2022"),
        ("cryptosuite", "ecdsa-jcs-2019"),
        ("cryptosuite", "none"),
        ("cryptosuite", "EDDSA-JCS-2022"),
        ("type", "Ed25519Signature2020"),
        ("type", "dataintegrityproof"),
    ] {
        let confused = proved_with(IN_USE, |options| {
            options.insert(member.to_owned(), value.into());
        });
        assert_eq!(refusal(&confused), "algorithm", "{value}");
    }
}

#[test]
fn a_document_without_one_proof_is_refused() {
    for proof in [json!(null), json!([]), json!("z"), json!({})] {
        let refused = refusal(&altered(|document| document["proof"] = proof));
        assert!(["proof", "algorithm"].contains(&refused), "{refused}");
    }
    let two = altered(|document| document["proof"] = json!([document["proof"], document["proof"]]));
    assert_eq!(refusal(&two), "proof");
    let none = altered(|document| {
        document.as_object_mut().expect("an object").remove("proof");
    });
    assert_eq!(refusal(&none), "proof");
}

#[test]
fn another_issuers_key_is_refused() {
    assert_eq!(refusal(&proved_with(PROVINCE, |_| ())), "other_issuer", "under the Ministry's name");
    let own_name = format!("did:web:kiemtra-chuyengia.example:issuers:52#{}", key(PROVINCE).key_id());
    assert_eq!(refusal(&proved_with(PROVINCE, method(own_name))), "other_issuer", "under its own");
    assert!(sign(&card(), &super::samples::origin(), &key(PROVINCE)).is_err());
}

#[test]
fn a_key_outside_its_window_is_refused() {
    let at = |seed, at| refusal(&signed(&card_with(|paper| paper.issued_at = instant(at)), seed));
    assert_eq!(at(IN_USE, "2025-12-31T17:00:00Z"), "accepted");
    assert_eq!(at(IN_USE, "2025-12-31T16:59:59Z"), "key_not_in_force");
    assert_eq!(at(IN_USE, "2027-12-31T17:00:01Z"), "key_not_in_force");
    assert_eq!(at(RETIRED, "2025-12-31T17:00:00Z"), "accepted");
    assert_eq!(at(RETIRED, "2025-12-31T17:00:01Z"), "key_not_in_force");
    assert_eq!(at(COMPROMISED, "2026-10-01T00:00:00Z"), "key_compromised");
}

#[test]
fn of_a_compromised_key_only_the_register_can_tell() {
    let before = card_with(|paper| paper.issued_at = instant("2026-09-30T23:59:59Z"));
    let genuine = verify(&signed(&before, COMPROMISED), &vectors::trust()).expect("signed before");
    let on: Day = "2026-11-22".parse().expect("a day");
    let verdict = Verdict::CouldNotCheck(CouldNotCheck::KeyCompromised);
    assert_eq!(genuine.genuine().verdict_without_status(on), verdict);
}

#[test]
fn a_proof_for_another_purpose_is_refused() {
    for purpose in ["authentication", "capabilityInvocation", "keyAgreement", ""] {
        let other = proved_with(IN_USE, |options| {
            options.insert("proofPurpose".to_owned(), purpose.into());
        });
        assert_eq!(refusal(&other), "proof", "{purpose}");
    }
}

#[test]
fn a_member_written_twice_is_refused() {
    let text = signed(&card(), IN_USE);
    for twice in [
        text.replacen("\"id\":", "\"id\":\"https://evil.example\",\"id\":", 1),
        text.replacen("{\"@context\":", "{\"proof\":{},\"@context\":", 1),
        text.replacen("\"created\":", "\"created\":\"2020-01-01T00:00:00Z\",\"created\":", 1),
    ] {
        assert_ne!(twice, text);
        assert_eq!(refusal(&twice), "json");
    }
}

#[test]
fn a_swapped_context_is_refused() {
    let evil = json!(["https://www.w3.org/ns/credentials/v2", "https://evil.example/terms"]);
    assert_eq!(refusal(&altered(|document| document["@context"] = evil.clone())), "proof");
    let both = altered(|document| {
        document["@context"] = evil.clone();
        document["proof"]["@context"] = evil.clone();
    });
    assert_eq!(refusal(&both), "signature");
    assert_eq!(refusal(&forged(|document| document["@context"] = evil)), "document");
    let inline = forged(|document| {
        document["@context"] = json!(["https://www.w3.org/ns/credentials/v2", {"name": "urn:x:other"}]);
    });
    assert_eq!(refusal(&inline), "document");
}

#[test]
fn an_extra_member_is_refused_wherever_it_stands() {
    for at in ["", "/issuer", "/issuer/name/0", "/credentialSubject", "/credentialSubject/organisation"]
        .into_iter()
        .chain(["/credentialSubject/name", "/credentialSchema", "/credentialStatus/0", "/credentialStatus/1"])
    {
        let extra = forged(|document| {
            document.pointer_mut(at).expect("a place in the document")["birthDate"] = json!("1990-01-01");
        });
        assert_eq!(refusal(&extra), "document", "{at}");
    }
    for member in ["expires", "domain", "challenge", "nonce", "previousProof", "id", "jws"] {
        let extra = proved_with(IN_USE, |options| {
            options.insert(member.to_owned(), "2030-01-01T00:00:00Z".into());
        });
        assert_eq!(refusal(&extra), "proof", "{member}");
    }
}

#[test]
fn a_missing_member_is_refused() {
    let whole: Value = serde_json::from_str(&signed(&card(), IN_USE)).expect("JSON");
    let members = whole.as_object().expect("an object").keys().filter(|member| *member != "proof");
    for member in members {
        let without = forged(|document| {
            document.as_object_mut().expect("an object").remove(member);
        });
        assert_eq!(refusal(&without), "document", "{member}");
    }
}

#[test]
fn a_document_that_does_not_agree_with_itself_is_refused() {
    let wrong: [(&str, Value); 12] = [
        ("/id", json!("https://kiemtra-chuyengia.example/c/BKHCN-TV-00000018?paper=104729")),
        ("/id", json!("https://evil.example/c/BKHCN-TV-00000017?paper=104729")),
        ("/id", json!("https://kiemtra-chuyengia.example/c/BKHCN-TV-00000017")),
        ("/id", json!("https://kiemtra-chuyengia.example/c/BKHCN-TV-00000017?paper=104730")),
        ("/validUntil", json!("2029-11-22T17:00:00Z")),
        ("/validFrom", json!("2026-11-21T17:00:01Z")),
        ("/paperVersion", json!("0")),
        ("/credentialStatus/1/statusListIndex", json!("7")),
        ("/credentialStatus/0/statusListIndex", json!("0104729")),
        ("/credentialStatus/0/statusListCredential", json!("https://evil.example/status/BKHCN-revocation-0")),
        ("/credentialSubject/type", json!("IndependentConsultant")),
        ("/credentialSubject/photoHash", json!("00")),
    ];
    for (at, value) in wrong {
        let refused = refusal(&forged(|document| {
            *document.pointer_mut(at).expect("a place in the document") = value.clone();
        }));
        assert_eq!(refused, "document", "{at} {value}");
    }
}

#[test]
fn a_signature_has_one_spelling() {
    let value = |change: fn(&str) -> String| {
        altered(|document| {
            let proof = document["proof"]["proofValue"].as_str().expect("a text");
            document["proof"]["proofValue"] = json!(change(proof));
        })
    };
    assert_eq!(refusal(&value(str::to_owned)), "accepted");
    assert_eq!(refusal(&value(|text| text.replacen('z', "z1", 1))), "proof");
    assert_eq!(refusal(&value(|text| text.replacen('z', "u", 1))), "proof");
    assert_eq!(refusal(&value(|text| format!("{text} "))), "proof");
    assert_eq!(refusal(&value(|_| format!("z{}", "1".repeat(64)))), "signature");
}

#[test]
fn a_huge_or_deep_document_is_refused_before_it_is_built() {
    assert_eq!(refusal(&format!("{{\"a\":\"{}\"}}", "x".repeat(16_384))), "too_long");
    assert_eq!(refusal(&format!("{{\"proof\":{}", "[".repeat(16_000))), "json");
}
