//! The issuers' keys through their life: what is signed with which, what stays
//! valid, and what every server and every reader knows of it.

mod commands;
mod compromise;
mod files;
mod module;
mod rotation;

use consultant_registry::acts::decision;
use consultant_registry::credential::status::{VerifiedList, jwt};
use consultant_registry::credential::{KeyId, TrustList, TrustedKey};
use consultant_registry::domain::certificate::Certificate;
use consultant_registry::domain::entry::Entry;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::{certificates, entries};
use rocket::http::Status;
use serde_json::Value;

use crate::harness::World;
use crate::rehearsal::{Rehearsal, independent, seen};

const MINISTRY: IssuerCode = IssuerCode::MINISTRY;

/// What the register knows of the issuers' keys.
async fn trust(world: &World) -> TrustList {
    let mut reading = world.storage().read().await.expect("a reading");
    consultant_registry::acts::keyring::trust_list(&mut reading).await.expect("the keys")
}

/// The only key of the Ministry that is known.
async fn only_key(world: &World) -> TrustedKey {
    let [key] = trust(world).await.keys().to_vec().try_into().expect("one key");
    key
}

/// The entries of a kind, oldest first.
async fn entries_of(world: &World, kind: &str) -> Vec<Entry> {
    let mut reading = world.storage().read().await.expect("a reading");
    let all = entries::after(&mut reading, 0, 10_000).await.expect("the entries");
    all.into_iter().filter(|entry| entry.event.kind() == kind).collect()
}

/// A paper approved through this server by a leader, from facts that no paper
/// was made of yet.
async fn approved(world: &World, rehearsal: &Rehearsal, nth: usize) -> Certificate {
    let proposed = rehearsal.proposed(independent(nth)).await;
    let leader = rehearsal.teller.officer(MINISTRY, Role::Leader, 0).expect("a leader");
    let dossier = decision::approve(&world.registry, leader, seen(&proposed)).await.expect("approved");
    let mut reading = world.storage().read().await.expect("a reading");
    let number = match dossier.stage {
        consultant_registry::domain::dossier::Stage::Issued { certificate, .. } => certificate,
        other => panic!("not issued: {other:?}"),
    };
    certificates::find(&mut reading, &number).await.expect("read").expect("the certificate")
}

fn key_of(certificate: &Certificate) -> KeyId {
    certificate.paper.key_id.parse().expect("a key id")
}

/// What the page of a number says in its first line, and what scanning says.
async fn said(world: &World, certificate: &Certificate) -> (String, String) {
    let mut visitor = world.anonymous();
    let number = certificate.paper.number.replace('/', "-");
    let page = visitor.visit(&format!("/c/{number}")).await;
    let code = certificate.paper.code.rsplit('/').next().expect("a code");
    let scanned = visitor.visit(&format!("/V/{code}")).await;
    (page.heading(), scanned.heading())
}

async fn assert_valid(world: &World, certificate: &Certificate) {
    let (typed, scanned) = said(world, certificate).await;
    assert_eq!(typed, "Giấy xác nhận này còn hiệu lực.", "{}", certificate.paper.number);
    assert_eq!(scanned, typed);
}

/// The Ministry's token list, as a verifier with the trust list of now reads it.
async fn token_list(world: &World) -> VerifiedList {
    let page = world.anonymous().visit("/status/BKHCN-token-0").await;
    assert_eq!(page.status, Status::Ok, "{}", page.body);
    jwt::verify(&page.body, &trust(world).await).expect("a list that counts")
}

async fn did(world: &World) -> Value {
    let page = world.anonymous().visit("/issuers/BKHCN/did.json").await;
    serde_json::from_str(&page.body).expect("JSON")
}

/// What the DID document says of a key: the method, and whether it asserts.
fn method(did: &Value, key: KeyId) -> (Value, bool) {
    let is_key = |id: &Value| id.as_str().is_some_and(|id| id.ends_with(&format!("#{key}")));
    let methods = did["verificationMethod"].as_array().expect("methods");
    let method = methods.iter().find(|method| is_key(&method["id"])).expect("the key").clone();
    (method, did["assertionMethod"].as_array().expect("a list").iter().any(is_key))
}

/// The private keys in the folder of this register.
fn key_files(world: &World) -> Vec<String> {
    let listed = std::fs::read_dir(world.folder().join("keys")).into_iter().flatten();
    let mut names: Vec<_> =
        listed.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
