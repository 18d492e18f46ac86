//! Approvals at the same moment: no number is lost or given twice, and no
//! dossier or expert is approved twice.

use std::collections::BTreeSet;
use std::time::Duration;

use consultant_registry::acts::calendar::CalendarChange;
use consultant_registry::acts::{ActError, Registry, Sight, calendar, decision, intake};
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::calendar::{CalendarDay, DayKind};
use consultant_registry::domain::dossier::{Dossier, Refusal, Stage};
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::StorageError;
use consultant_registry::storage::heads::{self, Series};
use rocket::tokio::task::JoinSet;
use rocket::tokio::{spawn, time::sleep};

use crate::harness::story;
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation, papers, seen};

type Outcome = Result<Dossier, ActError>;

async fn approve(registry: Registry, leader: Officer, seen: Sight) -> Outcome {
    decision::approve(&registry, &leader, seen).await
}

/// Runs every approval at once, each by the leader at the place given with it.
async fn at_once(rehearsal: &Rehearsal, approvals: impl IntoIterator<Item = (usize, Sight)>) -> Vec<Outcome> {
    let mut running = JoinSet::new();
    for (place, seen) in approvals {
        let leader = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, place).expect("a leader");
        running.spawn(approve(rehearsal.teller.registry().clone(), leader.clone(), seen));
    }
    running.join_all().await
}

fn certificate(approved: &Dossier) -> &str {
    match &approved.stage {
        Stage::Issued { certificate, .. } => certificate,
        other => panic!("not issued: {other:?}"),
    }
}

story! {
    async fn forty_approvals_at_once_number_from_one_to_forty(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut proposed = Vec::new();
        for serial in 0..40 {
            proposed.push((serial, seen(&rehearsal.proposed(independent(serial)).await)));
        }
        let outcomes = at_once(&rehearsal, proposed).await;
        let approved: Vec<_> = outcomes.into_iter().map(|outcome| outcome.expect("approved")).collect();
        let mut numbers: Vec<_> = approved.iter().map(certificate).collect();
        numbers.sort_unstable();
        let expected: Vec<_> = (1..=40).map(|n| format!("{n:02}/2026/GXN-BKHCN")).collect();
        assert_eq!(numbers, expected);
        assert_whole(rehearsal.teller.registry()).await;
    }
}

story! {
    async fn of_two_leaders_at_once_one_approves(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        for round in 0..5 {
            let seen = seen(&rehearsal.proposed(independent(round)).await);
            let outcomes = at_once(&rehearsal, [(0, seen), (1, seen)]).await;
            let (approved, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
            assert_eq!(approved.len(), 1);
            let refused = refused.into_iter().next().expect("the other").expect_err("refused");
            assert!(
                matches!(
                    refused,
                    ActError::Done(_) | ActError::Storage(StorageError::Conflict) | ActError::Refused(Refusal::Stage { .. })
                ),
                "{refused}"
            );
        }
        assert_eq!(papers(rehearsal.teller.registry()).await.len(), 5);
        assert_whole(rehearsal.teller.registry()).await;
    }
}

story! {
    async fn an_expert_of_two_dossiers_gets_one_card(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let one = rehearsal.proposed(organisation(0, 0..5)).await;
        // The fifth expert of the one is the first of the other.
        let other = rehearsal.proposed(organisation(1, 4..9)).await;
        let outcomes = at_once(&rehearsal, [(0, seen(&one)), (1, seen(&other))]).await;
        let (approved, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(approved.len(), 1);
        let refused = refused.into_iter().next().expect("the other").expect_err("refused");
        assert!(matches!(refused, ActError::Refused(Refusal::Outdated)), "{refused}");
        let papers = papers(rehearsal.teller.registry()).await;
        assert_eq!((papers.len(), papers[0].1.len()), (1, 5));
        assert_whole(rehearsal.teller.registry()).await;
    }
}

story! {
    async fn two_dossiers_of_one_holder_decided_at_once_make_one_certificate(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        for (one, other) in [
            (organisation(0, 0..5), organisation(0, 5..10)),
            (independent(10), independent(10)),
        ] {
            let before = papers(rehearsal.teller.registry()).await.len();
            let (one, other) = (rehearsal.proposed(one).await, rehearsal.proposed(other).await);
            let outcomes = at_once(&rehearsal, [(0, seen(&one)), (1, seen(&other))]).await;
            let (approved, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
            assert_eq!(approved.len(), 1);
            let approved = approved.into_iter().next().expect("the one").expect("approved");
            let refused = refused.into_iter().next().expect("the other").expect_err("refused");
            let ActError::Refused(Refusal::HoldsOne { number, .. }) = &refused else { panic!("{refused}") };
            assert_eq!(number, certificate(&approved));
            assert_eq!(papers(rehearsal.teller.registry()).await.len(), before + 1);
        }
        assert_whole(rehearsal.teller.registry()).await;
    }
}

story! {
    async fn a_deadline_counted_while_the_calendar_changes_is_of_the_new_calendar(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.brought(independent(0), &[Step::Write, Step::Submit]).await;
        let registry = rehearsal.teller.registry().clone();
        // Whoever acts now comes as far as the audit trail and waits there.
        let mut held = registry.storage.begin().await.expect("a transaction");
        heads::next(&mut held, Series::Audit).await.expect("the head of the trail");
        let intake = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Intake, 0).expect("intake").clone();
        let (there, seen) = (registry.clone(), seen(&story));
        let received = spawn(async move { intake::receive(&there, &intake, seen).await });
        sleep(Duration::from_millis(300)).await;
        let there = registry.clone();
        let changed = spawn(async move {
            let change = CalendarChange::Save(a_day_off("2026-11-26"));
            calendar::change(&there, &administrator(), &change, "Công điện").await
        });
        sleep(Duration::from_millis(300)).await;
        drop(held);
        changed.await.expect("no panic").expect("the calendar was changed");
        match received.await.expect("no panic") {
            // A working day more than without the storm.
            Ok(dossier) => {
                let mut reading = registry.storage.read().await.expect("a reading");
                let stored = consultant_registry::storage::dossiers::find(&mut reading, &registry.seal, dossier.id);
                let due = stored.await.expect("the dossier").expect("there").stage.due_on();
                assert_eq!(due.expect("a term runs").to_string(), "2026-12-01");
            }
            Err(refused) => assert!(matches!(refused, ActError::Storage(StorageError::Conflict)), "{refused}"),
        }
    }
}

fn a_day_off(day: &str) -> CalendarDay {
    CalendarDay {
        day: day.parse().expect("a day"),
        kind: DayKind::Off,
        name: "Nghỉ bão".to_owned(),
        basis: String::new(),
        confirmed: true,
    }
}

fn administrator() -> Officer {
    let account = AccountId::new(uuid::Uuid::from_u128(3));
    let roles = BTreeSet::from([Role::Administrator]);
    let number = "Q1".parse().expect("a number");
    Officer { account, number, name: "Q".to_owned(), issuer: IssuerCode::MINISTRY, roles }
}
