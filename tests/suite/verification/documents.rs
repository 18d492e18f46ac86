//! Documents, as people keep them and other people's software reads them.

use consultant_registry::acts::keyring;
use consultant_registry::credential::document::{self, did};
use consultant_registry::credential::{Refused, TrustList};
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::entry::Event;
use consultant_registry::storage::entries;
use rocket::http::Status;
use sha2::{Digest, Sha256};

use super::{CARD, NUMBER, PERSONAL_NUMBER, json, press, printed};
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, organisation};

pub(super) async fn trust(world: &World) -> TrustList {
    let mut reading = world.storage().read().await.expect("a reading");
    keyring::trust_list(&mut reading).await.expect("the keys")
}

story! {
    async fn a_document_from_the_page_is_genuine_until_a_letter_changes(world) {
        printed(&world).await;
        let mut visitor = world.anonymous();
        let page = visitor.visit("/c/01/2026/GXN-BKHCN").await;
        let address = page.attribute("a[href^='/documents/']", "href").expect("a link to the document");
        let file = visitor.visit(&address).await;
        assert_eq!((file.status, file.header("Content-Type")), (Status::Ok, Some("application/vc")));
        assert_eq!(file.header("Access-Control-Allow-Origin"), Some("*"));
        let trust = trust(&world).await;
        let genuine = document::verify(&file.body, &trust).expect("a genuine document");
        assert_eq!(genuine.facts().payload().paper().number.as_str(), NUMBER);
        let changed = file.body.replace("Đổi Mới", "Đổi Mời");
        assert_ne!(changed, file.body);
        assert!(matches!(document::verify(&changed, &trust), Err(Refused::Signature)));
        let tag = file.header("ETag").expect("a tag");
        assert_eq!(world.anonymous().saying("If-None-Match", tag).visit(&address).await.status, Status::NotModified);
        let (status, problem) = json(&world, "/documents/99-2026-GXN-BKHCN").await;
        assert_eq!((status, problem["status"].as_u64()), (Status::NotFound, Some(404)));
    }
}

story! {
    async fn a_program_gets_the_document_by_naming_its_type(world) {
        printed(&world).await;
        let path = format!("/api/v1/cards/{CARD}");
        let file = world.anonymous().saying("Accept", "application/vc").visit(&path).await;
        assert_eq!(file.header("Content-Type"), Some("application/vc"));
        let genuine = document::verify(&file.body, &trust(&world).await).expect("a genuine document");
        assert_eq!(genuine.facts().issued_under().map(|under| under.certificate.as_str()), Some(NUMBER));
        for private in [PERSONAL_NUMBER, "1985", "024 1111"] {
            assert!(!file.body.contains(private), "{private}");
        }
        let answer = world.anonymous().saying("Accept", "application/json").visit(&path).await;
        assert_eq!(answer.header("Content-Type"), Some("application/json"));
        let unknown = "/api/v1/certificates/99/2026/GXN-BKHCN";
        let problem = world.anonymous().saying("Accept", "application/vc").visit(unknown).await;
        assert_eq!(problem.status, Status::NotFound);
    }
}

story! {
    async fn the_register_commits_to_the_documents_of_an_approval(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let trust = trust(&world).await;
        let mut reading = world.storage().read().await.expect("a reading");
        let entry = entries::of_paper(&mut reading, NUMBER).await.expect("the entries").remove(0);
        drop(reading);
        let Event::Issued { certificate: Some(certificate), cards, .. } = entry.event else {
            panic!("papers begin by being issued")
        };
        assert_eq!(cards.len(), 5);
        let cards = cards.into_iter().map(|card| (card.number, card.document_sha256));
        for (number, sha256) in cards.chain([(certificate.number, certificate.document_sha256)]) {
            let file = world.anonymous().visit(&format!("/documents/{}", number.replace('/', "-"))).await;
            document::verify(&file.body, &trust).expect("a genuine document");
            assert_eq!(data_encoding::HEXLOWER.encode(&Sha256::digest(&file.body)), sha256, "{number}");
        }
    }
}

story! {
    async fn the_names_in_a_document_lead_to_keys_terms_and_schemas(world) {
        let key = press(&world).await.key;
        let page = world.anonymous().visit("/issuers/BKHCN/did.json").await;
        assert_eq!(page.header("Content-Type"), Some(did::MEDIA_TYPE));
        let (_, document) = json(&world, "/issuers/BKHCN/did.json").await;
        assert_eq!(document["verificationMethod"][0]["publicKeyMultibase"], did::multikey(key.public_key()));
        assert_eq!(document["assertionMethod"][0], format!("did:web:localhost%3A8000:issuers:BKHCN#{}", key.key_id()));
        let (_, site) = json(&world, "/.well-known/did.json").await;
        assert_eq!(site["id"], "did:web:localhost%3A8000");
        assert_eq!(site["verificationMethod"].as_array().map(Vec::len), Some(1));
        for unknown in ["/issuers/99/did.json", "/schemas/card-v9.json", "/schemas/card-v1"] {
            assert_eq!(world.anonymous().visit(unknown).await.status, Status::NotFound, "{unknown}");
        }
        let (_, terms) = json(&world, "/contexts/register/v1").await;
        assert_eq!(terms["@context"]["register"], "http://localhost:8000/contexts/register/v1#");
        for name in document::context::SCHEMA_NAMES {
            let (status, schema) = json(&world, &format!("/schemas/{name}.json")).await;
            assert_eq!((status, schema["$id"].as_str()), (Status::Ok, Some(format!("http://localhost:8000/schemas/{name}.json").as_str())));
        }
    }
}
