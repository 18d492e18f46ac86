//! Proofs, against the test vectors of Data Integrity `EdDSA` Cryptosuites 1.0
//! (appendix B), and what the suites change in them.

use consultant_registry::conformance::{Expected, Kind, verify_proof};
use serde_json::{Map, Value, json};

use crate::server::{Server, credential};

const ASSERTION: Expected<'static> = Expected { purpose: "assertionMethod", domain: None, challenge: None };
const RDFC: &str =
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";
const JCS: &str = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX";
const SIGNER: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

/// The credential of both vectors (sections B.1 and B.3) with its proof.
fn vector(suite: &str, value: &str) -> Map<String, Value> {
    let contexts =
        json!(["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]);
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": format!("{SIGNER}#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"),
        "proofPurpose": "assertionMethod",
        "proofValue": value,
    });
    if suite == "eddsa-jcs-2022" {
        proof["@context"] = contexts.clone();
    }
    let document = json!({
        "@context": contexts,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        "proof": proof,
    });
    document.as_object().expect("an object").clone()
}

fn verified(document: &Map<String, Value>) -> Result<Vec<String>, Kind> {
    let now = "2026-11-22T05:00:00Z".parse().expect("an instant");
    verify_proof(document, ASSERTION, now).map_err(|fault| fault.kind())
}

#[test]
fn the_vectors_of_the_standard_verify_and_a_changed_letter_does_not() {
    for (suite, value) in [("eddsa-rdfc-2022", RDFC), ("eddsa-jcs-2022", JCS)] {
        assert_eq!(verified(&vector(suite, value)), Ok(vec![SIGNER.to_owned()]), "{suite}");
        let mut changed = vector(suite, value);
        changed["credentialSubject"]["alumniOf"] = json!("The School of Samples");
        assert_eq!(verified(&changed), Err(Kind::ProofVerification), "{suite}");
    }
}

#[test]
fn a_proof_of_one_suite_is_none_of_the_other() {
    for (suite, value) in [("eddsa-rdfc-2022", JCS), ("eddsa-jcs-2022", RDFC)] {
        assert_eq!(verified(&vector(suite, value)), Err(Kind::ProofVerification), "{suite}");
    }
}

#[test]
fn a_proof_with_a_missing_wrong_or_unknown_member_is_refused() {
    for (member, wrong) in [
        ("type", json!("Ed25519Signature2020")),
        ("cryptosuite", json!("ecdsa-jcs-2019")),
        ("created", json!("yesterday")),
        ("expires", json!("2026-11-22T05:00:00Z")),
        ("proofPurpose", json!("authentication")),
        ("verificationMethod", json!("https://vc.example/issuers/5678#key-1")),
        (
            "verificationMethod",
            json!({"publicKeyMultibase": "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"}),
        ),
        ("proofValue", json!(JCS.trim_start_matches('z'))),
        ("proofValue", json!(format!("u{}", &JCS[1..]))),
        ("previousProof", json!("urn:uuid:nowhere")),
        ("@context", json!(["https://www.w3.org/ns/credentials/examples/v2"])),
        ("unknown", json!("x")),
    ] {
        let mut document = vector("eddsa-jcs-2022", JCS);
        document["proof"][member] = wrong.clone();
        assert!(verified(&document).is_err(), "{member} {wrong}");
    }
    for member in ["type", "cryptosuite", "proofPurpose", "verificationMethod", "proofValue"] {
        let mut document = vector("eddsa-jcs-2022", JCS);
        document["proof"].as_object_mut().expect("a proof").remove(member);
        assert_eq!(verified(&document), Err(Kind::ProofVerification), "{member}");
    }
}

#[test]
fn of_several_proofs_every_one_is_checked() {
    let mut document = vector("eddsa-jcs-2022", JCS);
    let (good, mut bad) = (document["proof"].clone(), document["proof"].clone());
    document["proof"] = json!([good, good]);
    assert_eq!(verified(&document).map(|signers| signers.len()), Ok(2));
    bad["created"] = json!("2023-02-24T23:36:39Z");
    for proofs in [json!([good, bad]), json!([bad, good]), json!([]), json!(vec![good.clone(); 9])] {
        document["proof"] = proofs;
        assert_eq!(verified(&document), Err(Kind::ProofVerification));
    }
    for no_object in [json!(null), json!("z"), json!([good, 1])] {
        document["proof"] = no_object;
        assert_eq!(verified(&document), Err(Kind::Parsing));
    }
}

#[test]
fn another_than_the_issuer_cannot_sign() {
    let document = Value::Object(vector("eddsa-jcs-2022", JCS));
    assert_eq!(Server::start().verify(&document), Err("PROOF_VERIFICATION_ERROR".to_owned()));
}

#[test]
fn the_issuer_signs_in_either_suite_and_in_no_other() {
    let server = Server::start();
    for suite in ["eddsa-jcs-2022", "eddsa-rdfc-2022"] {
        let issued = server.issue_with(&credential(), &json!({"cryptosuite": suite})).expect("issued");
        assert_eq!(issued["proof"]["cryptosuite"], suite);
        assert_eq!(server.verify(&issued), Ok(()));
    }
    assert!(server.issue_with(&credential(), &json!({"cryptosuite": "none"})).is_err());
    let secured = server.issue(&credential()).expect("issued");
    assert_eq!(server.issue(&secured), Err("MALFORMED_VALUE_ERROR".to_owned()), "secured already");
}
