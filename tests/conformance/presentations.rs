//! What the data-model suite demands of presentations. `presentation.json` was
//! signed with `eddsa-rdfc-2022` by npm `@digitalbazaar/vc` 7.3, as the suite
//! signs its own.

use serde_json::{Value, json};

use crate::server::{Server, credential};

fn presentation() -> Value {
    serde_json::from_str(include_str!("presentation.json")).expect("JSON")
}

fn options() -> Value {
    json!({"domain": "kiemtra-chuyengia.example", "challenge": "99612b24-63d9-11ea-b99f-4f66f3e4f81a"})
}

/// What is said of the presentation after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Result<(), String> {
    let mut presentation = presentation();
    change(&mut presentation);
    Server::start().verify_presentation(&presentation, &options())
}

fn refused(kind: &str) -> Result<(), String> {
    Err(kind.to_owned())
}

#[test]
fn a_presentation_signed_by_another_library_verifies() {
    assert_eq!(changed(|_| ()), Ok(()));
    assert_eq!(Server::start().verify_presentation(&presentation(), &json!({})), Ok(()));
}

#[test]
fn a_changed_letter_is_found_outside_and_inside() {
    let wrong = refused("PROOF_VERIFICATION_ERROR");
    assert_eq!(changed(|vp| vp["id"] = json!("urn:uuid:5d1f6a4e-27a0-4d7d-8d0f-0d3f9a7b6c56")), wrong);
    let subject = "/verifiableCredential/0/credentialSubject/0";
    for (member, value) in [("/name", json!("Nguyễn Thị Hồng Vy")), ("/worksFor/years", json!(4))] {
        let path = format!("{subject}{member}");
        assert_eq!(changed(|vp| *vp.pointer_mut(&path).expect("a member") = value), wrong, "{member}");
    }
    assert_eq!(changed(|vp| vp["proof"]["proofValue"] = json!("z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh")), wrong);
    assert_eq!(changed(|vp| vp["proof"]["created"] = json!("2026-11-20T03:00:01Z")), wrong);
}

#[test]
fn a_presentation_answers_the_challenge_and_is_for_the_domain() {
    let server = Server::start();
    let with = |options: Value| server.verify_presentation(&presentation(), &options);
    assert_eq!(with(json!({"challenge": "another"})), refused("INVALID_CHALLENGE_ERROR"));
    assert_eq!(with(json!({"domain": "evil.example"})), refused("INVALID_DOMAIN_ERROR"));
    assert_eq!(with(json!({"domain": 7})), refused("MALFORMED_VALUE_ERROR"));
}

#[test]
fn a_presentation_or_a_credential_in_it_without_a_proof_is_refused() {
    let without_proof = |of: &mut Value| drop(of.as_object_mut().map(|object| object.remove("proof")));
    assert_eq!(changed(without_proof), refused("PROOF_VERIFICATION_ERROR"));
    let unsecured = json!([credential()]);
    assert_eq!(changed(|vp| vp["verifiableCredential"] = unsecured), refused("PROOF_VERIFICATION_ERROR"));
    assert_eq!(
        changed(|vp| vp["proof"]["proofPurpose"] = json!("assertionMethod")),
        refused("PROOF_VERIFICATION_ERROR")
    );
}

#[test]
fn a_presentation_has_its_contexts_its_type_and_objects_in_it() {
    let malformed = refused("MALFORMED_VALUE_ERROR");
    assert_eq!(changed(|vp| vp["type"] = json!(["https://example.org/#Other"])), malformed);
    assert_eq!(changed(|vp| drop(vp.as_object_mut().map(|vp| vp.remove("type")))), malformed);
    assert_eq!(changed(|vp| drop(vp.as_object_mut().map(|vp| vp.remove("@context")))), malformed);
    assert_eq!(changed(|vp| vp["@context"][1] = json!("https://example.com")), malformed);
    assert_eq!(changed(|vp| vp["verifiableCredential"][0] = json!("eyJhbGciOiJFUzI1NiJ9")), malformed);
    assert_eq!(
        changed(|vp| vp["holder"] = json!("z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj")),
        malformed
    );
    assert_eq!(changed(|vp| vp["holder"] = json!({"name": "Acme"})), malformed);
    assert_eq!(changed(|vp| vp["undefined"] = json!("x")), refused("DATA_LOSS_DETECTION_ERROR"));
}

#[test]
fn another_than_the_holder_cannot_present() {
    assert_eq!(changed(|vp| vp["holder"] = json!("did:example:alice")), refused("PROOF_VERIFICATION_ERROR"));
}

#[test]
fn an_enveloped_credential_is_not_taken_unchecked() {
    let enveloped = json!([{
        "@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential",
        "id": "data:application/vc+jwt,eyJhbGciOiJub25lIn0.e30.",
    }]);
    assert_eq!(changed(|vp| vp["verifiableCredential"] = enveloped), refused("PROOF_VERIFICATION_ERROR"));
}
