//! What the status list suite demands of entries, and of the lists themselves.

use serde_json::{Value, json};

use crate::server::{BASE, Server, credential, with};

fn entry() -> Value {
    json!({
        "id": "https://example.com/status/3#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://example.com/status/3",
    })
}

fn list_entry(server: &Server, issued: &Value, purpose: &str, listed: bool) {
    let entries = issued["credentialStatus"].as_array().expect("entries");
    let entry = entries.iter().find(|entry| entry["statusPurpose"] == purpose).expect("such an entry");
    let request = json!({"credentialStatus": entry, "status": listed});
    assert_eq!(server.post("/credentials/status", &request.to_string()), (200, json!({})));
}

#[test]
fn what_is_issued_has_an_entry_in_each_list_and_nobody_elses() {
    let server = Server::start();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let issued = server.issue(&credential()).expect("issued");
        for (entry, purpose) in
            issued["credentialStatus"].as_array().expect("entries").iter().zip(["revocation", "suspension"])
        {
            assert_eq!(entry["type"], "BitstringStatusListEntry");
            assert_eq!(entry["statusPurpose"], purpose);
            assert_eq!(entry["statusListCredential"], format!("{BASE}/status/{purpose}"));
            assert_ne!(entry["id"], entry["statusListCredential"]);
            seen.push(entry["id"].clone());
        }
    }
    assert_eq!(seen.len(), 6);
    seen.sort_by_key(Value::to_string);
    seen.dedup();
    assert_eq!(seen.len(), 6, "each has its own");
}

#[test]
fn a_list_is_a_credential_that_verifies() {
    let server = Server::start();
    for purpose in ["revocation", "suspension"] {
        let list = server.list(purpose);
        assert_eq!(list["id"], format!("{BASE}/status/{purpose}"));
        assert_eq!(list["type"], json!(["VerifiableCredential", "BitstringStatusListCredential"]));
        assert_eq!(list["credentialSubject"]["type"], "BitstringStatusList");
        assert!(list["credentialSubject"]["encodedList"].as_str().is_some_and(|bits| bits.starts_with('u')));
        assert_eq!(server.verify(&list), Ok(()));
    }
}

#[test]
fn a_listed_credential_does_not_verify_until_it_is_taken_off() {
    let server = Server::start();
    let (issued, other) =
        (server.issue(&credential()).expect("issued"), server.issue(&credential()).expect("issued"));
    for purpose in ["suspension", "revocation"] {
        let before = server.list(purpose)["credentialSubject"]["encodedList"].clone();
        list_entry(&server, &issued, purpose, true);
        assert_ne!(server.list(purpose)["credentialSubject"]["encodedList"], before);
        assert_eq!(server.verify(&issued), Err("about:blank".to_owned()), "{purpose}");
        assert_eq!(server.verify(&other), Ok(()));
        list_entry(&server, &issued, purpose, false);
        assert_eq!(server.verify(&issued), Ok(()));
    }
    list_entry(&server, &issued, "revocation", true);
    list_entry(&server, &issued, "suspension", false);
    assert!(server.verify(&issued).is_err(), "the end of a suspension does not end a revocation");
}

#[test]
fn a_malformed_entry_is_not_issued() {
    let server = Server::start();
    assert!(server.issue(&with("credentialStatus", entry())).is_ok());
    for (member, wrong) in [
        ("statusListIndex", json!(true)),
        ("statusListIndex", json!("-1")),
        ("statusPurpose", json!(["revocation"])),
        ("statusListCredential", json!("status/3")),
        ("id", json!("https://example.com/status/3")),
        ("statusSize", json!(0)),
        ("statusSize", json!(2)),
        ("statusReference", json!(7)),
    ] {
        let mut entry = entry();
        entry[member] = wrong.clone();
        assert!(server.issue(&with("credentialStatus", entry)).is_err(), "{member} {wrong}");
    }
    for member in ["statusPurpose", "statusListIndex", "statusListCredential"] {
        let mut entry = entry();
        entry.as_object_mut().expect("an object").remove(member);
        assert_eq!(
            server.issue(&with("credentialStatus", entry)),
            Err("MALFORMED_VALUE_ERROR".to_owned()),
            "{member}"
        );
    }
}

#[test]
fn a_status_that_cannot_be_checked_does_not_verify() {
    let server = Server::start();
    let other_kind = json!({"type": "https://example.org/#OtherStatus", "id": "did:example:status"});
    for status in [entry(), other_kind] {
        let issued = server.issue(&with("credentialStatus", status)).expect("issued");
        assert_eq!(server.verify(&issued), Err("STATUS_RETRIEVAL_ERROR".to_owned()));
    }
    let ours = |index: &str, purpose: &str| {
        let mut entry = entry();
        entry["statusListCredential"] = json!(format!("{BASE}/status/revocation"));
        entry["statusListIndex"] = json!(index);
        entry["statusPurpose"] = json!(purpose);
        server.issue(&with("credentialStatus", entry)).expect("issued")
    };
    assert_eq!(server.verify(&ours("131072", "revocation")), Err("RANGE_ERROR".to_owned()));
    assert_eq!(server.verify(&ours("99999999999999999999", "revocation")), Err("RANGE_ERROR".to_owned()));
    assert_eq!(server.verify(&ours("0", "suspension")), Err("STATUS_VERIFICATION_ERROR".to_owned()));
}

#[test]
fn a_malformed_list_is_not_issued() {
    let server = Server::start();
    let list = |change: fn(&mut Value)| {
        let mut list = server.list("revocation");
        list.as_object_mut().expect("an object").remove("proof");
        change(&mut list["credentialSubject"]);
        server.issue(&list)
    };
    assert!(list(|_| ()).is_ok());
    for wrong in [
        (|subject| subject["type"] = json!("BitstringStatusListEntry")) as fn(&mut Value),
        |subject| subject["encodedList"] = json!("uH4sIAAAAAAAAAwMAAAAAAAAAAAA"),
        |subject| {
            subject["encodedList"] = json!(subject["encodedList"].as_str().map(|bits| bits[1..].to_owned()))
        },
        |subject| subject["statusPurpose"] = json!([]),
        |subject| subject["statusPurpose"] = json!(7),
        |subject| subject["ttl"] = json!(-1),
        |subject| *subject = json!([subject, subject]),
    ] {
        assert!(list(wrong).is_err());
    }
}
