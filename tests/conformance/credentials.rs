//! What the data-model suite demands of credentials, by the section it tests.

use serde_json::{Value, json};

use crate::server::{Server, credential, with, without};

const BASE_CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";
const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";

/// Every one of these is refused, and for a malformed value.
fn all_malformed(credentials: impl IntoIterator<Item = Value>) {
    all_refused(credentials, "MALFORMED_VALUE_ERROR");
}

fn all_refused(credentials: impl IntoIterator<Item = Value>, kind: &str) {
    let server = Server::start();
    for credential in credentials {
        assert_eq!(server.issue(&credential).map_err(|found| found == kind), Err(true), "{credential}");
    }
}

fn all_issued(credentials: impl IntoIterator<Item = Value>) {
    let server = Server::start();
    for credential in credentials {
        let issued = server.issue(&credential);
        assert!(issued.is_ok(), "{issued:?} {credential}");
        assert_eq!(server.verify(&issued.expect("just seen")), Ok(()), "{credential}");
    }
}

#[test]
fn what_is_issued_verifies_and_a_changed_letter_does_not() {
    let server = Server::start();
    let mut issued = server.issue(&credential()).expect("issued");
    assert_eq!(issued["proof"]["cryptosuite"], "eddsa-jcs-2022");
    assert_eq!(issued["credentialSubject"], credential()["credentialSubject"]);
    assert_eq!(server.verify(&issued), Ok(()));
    issued["credentialSubject"]["name"] = json!("Công ty Đối Mới");
    assert_eq!(server.verify(&issued), Err("PROOF_VERIFICATION_ERROR".to_owned()));
}

#[test]
fn a_missing_issuer_is_filled_in_and_another_one_refused() {
    let server = Server::start();
    let issued = server.issue(&without("issuer")).expect("issued");
    assert_eq!(issued["issuer"], credential()["issuer"]);
    all_malformed([with("issuer", json!("did:example:someone-else"))]);
}

#[test]
fn an_issuer_is_a_url_or_an_object_with_one() {
    let own = credential()["issuer"].clone();
    all_issued([with("issuer", json!({"id": own, "name": "Ministry"}))]);
    let wrong =
        [json!(null), json!("fake-issuer"), json!({"id": null}), json!({"id": "fake-issuer"}), json!({})];
    all_malformed(wrong.map(|issuer| with("issuer", issuer)));
}

#[test]
fn the_contexts_are_a_list_that_begins_with_the_base_context() {
    all_issued([with("@context", json!([BASE_CONTEXT, EXAMPLES]))]);
    let wrong = [
        json!(BASE_CONTEXT),
        json!([EXAMPLES]),
        json!([EXAMPLES, BASE_CONTEXT]),
        json!([BASE_CONTEXT, "https ://not-a-url/contexts/example/v1"]),
        json!([BASE_CONTEXT, "https://example.com"]),
        json!([BASE_CONTEXT, 123_192_875]),
    ];
    all_malformed(wrong.map(|contexts| with("@context", contexts)).into_iter().chain([without("@context")]));
}

#[test]
fn a_context_must_not_redefine_what_is_protected() {
    let redefined = |contexts: Value| with("@context", contexts);
    let own = json!({"@protected": true, "Own": "https://example.org/#Own"});
    all_malformed([
        redefined(json!([BASE_CONTEXT, {"VerifiableCredential": "https://example.org/#Bad"}])),
        redefined(json!([BASE_CONTEXT, own, {"Own": "https://example.org/#Bad"}])),
    ]);
}

#[test]
fn an_identifier_is_one_url() {
    all_issued([with("id", json!("https://example.org/credentials/1")), with("id", json!("urn:uuid:1"))]);
    let wrong = [
        json!(null),
        json!(["https://example.org/1", "https://example.org/2"]),
        json!("https ://no"),
        json!(7),
    ];
    all_malformed(wrong.clone().map(|id| with("id", id)));
    all_malformed(wrong.map(|id| with("credentialSubject", json!({"id": id}))));
}

#[test]
fn a_type_is_a_known_term_or_a_url_and_one_is_verifiable_credential() {
    let mapped = |meaning: &str| {
        let mut credential = with("type", json!(["VerifiableCredential", "Own"]));
        credential["@context"] = json!([BASE_CONTEXT, {"Own": meaning}]);
        credential
    };
    all_issued([
        with("type", json!("VerifiableCredential")),
        with("type", json!(["https://example.org/#A", "VerifiableCredential", "https://example.org/#B"])),
        mapped("https://example.org/#Own"),
    ]);
    let wrong = [json!([]), json!(["https://example.org/#A"]), json!(["VerifiableCredential", 2])];
    all_malformed(wrong.map(|types| with("type", types)).into_iter().chain([without("type")]));
    all_malformed([mapped("https ://not-a-url#Own")]);
    all_refused([with("type", json!(["VerifiableCredential", "Unmapped"]))], "DATA_LOSS_DETECTION_ERROR");
}

#[test]
fn a_member_the_contexts_do_not_define_is_refused() {
    let entry = json!({"type": "BitstringStatusListEntry", "statusListIndex": true});
    let unknown = [
        with("statusEntry", entry),
        with("issuanceDate", json!("2023-02-26T01:02:58Z")),
        with("credentialSubject", json!({"id": "did:example:subject", "score": 81})),
    ];
    all_refused(unknown, "DATA_LOSS_DETECTION_ERROR");
    all_refused([with("@evil", json!("passed over by JSON-LD"))], "DATA_LOSS_DETECTION_ERROR");
}

#[test]
fn there_is_a_subject_and_every_subject_claims_something() {
    let (one, other) = (json!({"id": "did:example:one"}), json!({"id": "did:example:other"}));
    all_issued([with("credentialSubject", json!([one, other]))]);
    let wrong = [json!({}), json!([one, {}]), json!([]), json!("did:example:one"), json!(null)];
    let wrong = wrong.map(|subject| with("credentialSubject", subject));
    all_malformed(wrong.into_iter().chain([without("credentialSubject")]));
}

#[test]
fn names_and_descriptions_are_texts_or_language_value_objects() {
    let vietnamese = json!({"@value": "Giấy xác nhận", "@language": "vi"});
    let arabic = json!({"@value": "HTML و CSS", "@language": "ar", "@direction": "rtl"});
    for member in ["name", "description"] {
        all_issued([with(member, json!("Giấy xác nhận")), with(member, json!([vietnamese, arabic]))]);
        let extra = json!({"@value": "Giấy", "@language": "vi", "url": "https://example.org"});
        all_malformed([with(member, extra.clone()), with(member, json!(7)), with(member, json!([]))]);
        let issuer = json!({"id": credential()["issuer"], member: extra});
        all_malformed([with("issuer", issuer)]);
    }
}

#[test]
fn validity_is_two_date_time_stamps_in_their_order() {
    all_issued([
        with("validFrom", json!("2023-02-26T01:02:58.447Z")),
        with("validFrom", json!("2023-02-25T19:10:39-06:00")),
        with("validUntil", json!("2026-11-22T12:00:00+07:00")),
    ]);
    let wrong = json!("Sat 25 Feb 2023 07:16:31 PM CST");
    all_malformed([with("validFrom", wrong.clone()), with("validUntil", wrong)]);
    let mut backwards = with("validFrom", json!("2026-01-01T00:00:01Z"));
    backwards["validUntil"] = json!("2026-01-01T00:00:00Z");
    all_refused([backwards], "RANGE_ERROR");
}

#[test]
fn a_credential_outside_its_days_does_not_verify() {
    let server = Server::start();
    let mut credential = with("validFrom", json!("2026-11-22T05:00:00Z"));
    credential["validUntil"] = json!("2026-11-22T05:00:10Z");
    let issued = server.issue(&credential).expect("issued");
    for (second, expected) in
        [("04:59:59", false), ("05:00:00", true), ("05:00:10", true), ("05:00:11", false)]
    {
        server.clock.set(format!("2026-11-22T{second}Z").parse().expect("an instant"));
        assert_eq!(server.verify(&issued).is_ok(), expected, "{second}");
    }
}

#[test]
fn what_hangs_on_a_credential_says_of_what_type_it_is() {
    let of = "https://example.org/#Kind";
    for member in ["evidence", "refreshService", "termsOfUse"] {
        let typed = json!({"type": of, "id": "did:example:it"});
        all_issued([with(member, typed.clone()), with(member, json!([typed, typed]))]);
        all_malformed(
            [json!({}), json!({"id": "did:example:it"}), json!([typed, {}]), json!("it")]
                .map(|it| with(member, it)),
        );
    }
    all_malformed([with("credentialStatus", json!({"id": "did:example:it"}))]);
    all_malformed([with("credentialStatus", json!({"type": 2}))]);
}

#[test]
fn a_schema_has_a_type_and_an_address() {
    let (of, at) = ("https://example.org/#Schema", "did:example:schemas/1");
    all_issued([with("credentialSchema", json!([{"type": of, "id": at}, {"type": of, "id": at}]))]);
    all_malformed(
        [json!({"type": of}), json!({"id": at}), json!({"type": of, "id": "https ://not-a-url"})]
            .map(|schema| with("credentialSchema", schema)),
    );
}

#[test]
fn a_related_resource_has_the_digest_that_is_said_of_it() {
    let sri = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU";
    let multibase = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k";
    let right = json!({"id": BASE_CONTEXT, "digestSRI": sri, "mediaType": "application/ld+json"});
    all_issued([
        with("relatedResource", json!([right])),
        with("relatedResource", json!({"id": BASE_CONTEXT, "digestMultibase": multibase})),
    ]);
    all_malformed(
        [
            json!([BASE_CONTEXT]),
            json!([{"digestMultibase": multibase}]),
            json!([right, {"id": BASE_CONTEXT, "digestMultibase": multibase}]),
            json!([{"id": BASE_CONTEXT}]),
        ]
        .map(|resource| with("relatedResource", resource)),
    );
    let other = "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0";
    let elsewhere = json!({"id": "https://example.org/", "digestMultibase": multibase});
    all_refused(
        [
            json!({"id": BASE_CONTEXT, "digestMultibase": other}),
            json!({"id": BASE_CONTEXT, "digestSRI": "md5-x"}),
            elsewhere,
        ]
        .map(|resource| with("relatedResource", resource)),
        "PROOF_VERIFICATION_ERROR",
    );
}

#[test]
fn a_document_that_is_no_credential_is_refused() {
    let server = Server::start();
    for wrong in
        [json!({"type": ["NonconformingDocument"]}), json!({}), json!("a text"), json!(null), json!([])]
    {
        assert!(server.verify(&wrong).is_err(), "{wrong}");
    }
    for request in ["", "{", "[]", "{}", r#"{"credential":{},"credential":{}}"#, "\u{0}"] {
        assert_eq!(server.post("/credentials/issue", request).0, 400, "{request}");
    }
    let deep = format!("{{\"credential\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(server.post("/credentials/issue", &deep).0, 400);
    assert_eq!(server.post("/credentials/issue", &" ".repeat(1_000_000)).0, 400);
    assert_eq!(server.post("/elsewhere", "{}").0, 404);
}
