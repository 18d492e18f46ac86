//! The demonstration: something in every state, and all of it whole, on
//! whatever day it is told.

use std::collections::BTreeSet;

use consultant_registry::acts::Registry;
use consultant_registry::acts::keyring::Keyring;
use consultant_registry::demo::{self, DemoError, DossierSample, Extent};
use consultant_registry::domain::application::Procedure;
use consultant_registry::domain::calendar::Calendar;
use consultant_registry::domain::certificate::Life;
use consultant_registry::domain::dossier::{Selection, StageName};
use consultant_registry::domain::evidence::Evidence;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::listing::{List, Narrowing, Order};
use consultant_registry::domain::question::Question;
use consultant_registry::storage::evidence;
use consultant_registry::storage::queue::{self, PageStart, QueueFilter};

use crate::harness::{Kind, World};
use crate::rehearsal::assert_whole;

async fn papers_of_everyone(registry: &Registry) -> Vec<Evidence> {
    let mut reading = registry.storage.read().await.expect("a reading");
    let mut papers = Vec::new();
    let (selection, question) = (Selection::of_stages(|_| true), Question::of(""));
    for list in [List::Open, List::Done] {
        let all = QueueFilter {
            issuer: IssuerCode::MINISTRY,
            today: registry.clock.today(),
            list,
            order: Order::Due,
            selection: &selection,
            narrowing: &Narrowing::default(),
            calendar: &Calendar::default(),
            officer: None,
            question: &question,
        };
        let found = queue::page(&mut reading, &all, PageStart::First, 1_000).await;
        for dossier in found.expect("the dossiers").rows {
            papers.extend(evidence::of_dossier(&mut reading, dossier.id).await.expect("the papers"));
        }
    }
    papers
}

/// Tells it at this instant.
async fn something_stands_in_every_stage_and_state(at: &str) {
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    world.registry.clock.set(at.parse().expect("an instant"));
    let keys = tempfile::tempdir().expect("a temporary directory");
    assert_eq!(demo::told(&world.registry).await.expect("read"), Extent::Nothing);
    let mut shown = Vec::new();
    let seeded = demo::seed(&world.registry, keys.path(), |done, total| shown.push((done, total)));
    seeded.await.expect("every story can be told");
    assert_eq!(demo::told(&world.registry).await.expect("read"), Extent::All);
    let total = shown.len();
    assert!(shown.iter().enumerate().all(|(index, step)| *step == (index + 1, total)));

    let registry =
        Registry { keyring: Keyring::read(keys.path()).expect("the keys"), ..world.registry.clone() };
    let summary = demo::summary(&registry).await.expect("read");
    for (stage, count) in &summary.stages {
        assert!(*count > 0, "no dossier is {stage:?} at {at}");
    }
    let lives: BTreeSet<_> = summary.certificates.iter().map(|sample| sample.life).collect();
    assert_eq!(lives, [Life::Active, Life::Suspended, Life::Expired, Life::Revoked].into());
    let lives: BTreeSet<_> = summary.cards.iter().map(|sample| sample.life).collect();
    // Nothing is issued again in it, nobody gives a certificate up, and what is
    // suspended is so from the day it was decided.
    let untold = [Life::SuspensionAhead, Life::Replaced, Life::Leaving, Life::GivenUp];
    let told = Life::ALL.into_iter().filter(|life| !untold.contains(life));
    assert_eq!(lives, told.collect());
    assert_whole(&registry).await;
    for paper in papers_of_everyone(&registry).await {
        assert!(!registry.files.read(&paper.sha256).await.expect("its file").is_empty());
    }
    let walk = |dossier: &&DossierSample| {
        dossier.issuer == IssuerCode::MINISTRY
            && dossier.stage == StageName::Received
            && dossier.procedure == Procedure::NewOrganisation
    };
    assert_eq!(summary.dossiers.iter().filter(walk).count(), 1, "the walk through the office begins here");
    assert!(demo::last_act(&registry).await.expect("read") < Some(registry.clock.now()));
    let again = demo::seed(&world.registry, keys.path(), |_, _| ()).await;
    assert!(matches!(again, Err(DemoError::InUse)));
}

/// A day on which it is told: `on!(name, instant)`.
macro_rules! on {
    ($($name:ident: $at:literal,)+) => {
        $(
            #[rocket::async_test]
            async fn $name() {
                something_stands_in_every_stage_and_state($at).await;
            }
        )+
    };
}

on! {
    on_a_sunday: "2026-11-22T03:00:00Z",
    on_the_last_day_of_a_year: "2026-12-31T16:59:00Z",
    on_the_first_minute_of_a_year: "2026-12-31T17:01:00Z",
    at_tet: "2027-02-06T03:00:00Z",
    on_the_day_that_leap_years_have: "2028-02-29T03:00:00Z",
    after_the_last_day_off_that_is_known: "2028-01-03T03:00:00Z",
    years_after_the_calendar: "2031-05-01T03:00:00Z",
}

#[rocket::async_test]
async fn it_is_told_from_its_first_day_on_and_refused_before() {
    something_stands_in_every_stage_and_state(&demo::first_day().starts_at().to_string()).await;
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let keys = tempfile::tempdir().expect("a temporary directory");
    world.registry.clock.set(demo::first_day().plus_days(-1).starts_at());
    let told = demo::seed(&world.registry, keys.path(), |_, _| ()).await;
    assert!(matches!(told, Err(DemoError::TooEarly(day)) if day == demo::first_day()));
    assert_eq!(demo::told(&world.registry).await.expect("read"), Extent::Nothing);
}
