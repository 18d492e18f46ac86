//! The demonstration: something in every state, and all of it whole.

use std::collections::BTreeSet;

use consultant_registry::acts::Registry;
use consultant_registry::acts::keyring::Keyring;
use consultant_registry::demo::{self, DemoError, Told};
use consultant_registry::domain::certificate::Life;
use consultant_registry::domain::dossier::StageName;
use consultant_registry::domain::evidence::Evidence;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::storage::evidence;
use consultant_registry::storage::queue::{self, QueueFilter};

use crate::harness::{Kind, World};
use crate::rehearsal::assert_whole;

async fn papers_of_everyone(registry: &Registry) -> Vec<Evidence> {
    let mut reading = registry.storage.read().await.expect("a reading");
    let mut papers = Vec::new();
    let everything = QueueFilter { stages: &StageName::ALL, typed: "", skip: 0, limit: 1_000 };
    let found = queue::list(&mut reading, IssuerCode::MINISTRY, &everything).await;
    for dossier in found.expect("the dossiers") {
        papers.extend(evidence::of_dossier(&mut reading, dossier.id).await.expect("the papers"));
    }
    papers
}

#[rocket::async_test]
async fn something_stands_in_every_stage_and_state_and_all_of_it_is_whole() {
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let keys = tempfile::tempdir().expect("a temporary directory");
    assert_eq!(demo::told(&world.registry).await.expect("read"), Told::Nothing);
    let mut shown = Vec::new();
    let seeded = demo::seed(&world.registry, keys.path(), |done, total| shown.push((done, total)));
    seeded.await.expect("every story can be told");
    assert_eq!(demo::told(&world.registry).await.expect("read"), Told::All);
    let total = shown.len();
    assert!(shown.iter().enumerate().all(|(index, step)| *step == (index + 1, total)));

    let registry =
        Registry { keyring: Keyring::read(keys.path()).expect("the keys"), ..world.registry.clone() };
    let summary = demo::summary(&registry).await.expect("read");
    for (stage, count) in &summary.stages {
        assert!(*count > 0, "no dossier is {stage:?}");
    }
    let lives: BTreeSet<_> = summary.certificates.iter().map(|sample| sample.life).collect();
    assert_eq!(lives, [Life::Active, Life::Suspended, Life::Expired, Life::Revoked].into());
    let lives: BTreeSet<_> = summary.cards.iter().map(|sample| sample.life).collect();
    assert_eq!(lives, Life::ALL.into());
    assert_whole(&registry).await;
    for paper in papers_of_everyone(&registry).await {
        assert!(!registry.files.read(&paper.sha256).await.expect("its file").is_empty());
    }
    let again = demo::seed(&world.registry, keys.path(), |_, _| ()).await;
    assert!(matches!(again, Err(DemoError::InUse)));
}
