//! A new key takes over, an old one retires, and nothing that was issued
//! suffers.

use std::time::Duration;

use consultant_registry::acts::keyring::{self, HANDOVER_SECONDS, KeyringError};
use consultant_registry::acts::{ActError, decision};
use consultant_registry::credential::document::statement;
use consultant_registry::domain::dossier::Refusal;
use consultant_registry::domain::entry::Event;
use consultant_registry::domain::keys::KeyRefusal;
use consultant_registry::domain::staff::Role;
use rocket::http::Status;
use rocket::tokio::{join, time::sleep};

use super::{
    MINISTRY, approved, assert_valid, did, entries_of, key_files, key_of, method, only_key, token_list, trust,
};
use crate::desk::{acts_on, path, staff};
use crate::harness::story;
use crate::rehearsal::{Rehearsal, assert_whole, independent, seen};

story! {
    signing async fn papers_issued_through_a_rotation_are_all_valid_and_change_keys_at_one_instant(world) {
        let old = only_key(&world).await.key_id;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let first = approved(&world, &rehearsal, 0).await;
        let began = world.registry.clock.now();
        let rotation = keyring::rotate(&world.registry, MINISTRY, None).await.expect("rotated");
        let new = rotation.key.key_id;
        assert_eq!(rotation.key.valid_from, began.plus_seconds(HANDOVER_SECONDS));
        assert!(rotation.retired.contains(&old));
        let mut papers = vec![(first, old)];
        for (nth, seconds, by) in [(1, 1, old), (2, 3, old), (3, 1, new), (4, 60, new)] {
            world.wait(seconds);
            papers.push((approved(&world, &rehearsal, nth).await, by));
        }
        for (paper, by) in &papers {
            assert_eq!(key_of(paper), *by, "{} of {}", paper.paper.number, paper.paper.issued_at);
            assert_valid(&world, paper).await;
        }
        assert_whole(&world.registry).await;
        let ends: Vec<_> = entries_of(&world, "key_retired").await.into_iter().map(|entry| entry.event).collect();
        let end = Event::KeyRetired { key_id: old.to_string(), retired_at: rotation.key.valid_from };
        assert!(ends.contains(&end), "{ends:?}");
        assert_eq!(acts_on(&world, &new.to_string()).await, ["rotate_key"], "one act");
        assert_eq!(token_list(&world).await.key_id(), new);
        let did = did(&world).await;
        assert_eq!(method(&did, old).0["retired"], rotation.key.valid_from.to_string());
        assert!(method(&did, old).1 && method(&did, new).1, "what either signed is asserted");
    }
}

story! {
    signing async fn a_rotation_amid_approvals_spoils_none(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut proposed = Vec::new();
        for nth in 0..4 {
            proposed.push(rehearsal.proposed(independent(nth)).await);
        }
        let leader = rehearsal.teller.officer(MINISTRY, Role::Leader, 0).expect("a leader");
        let approve = |nth: usize| decision::approve(&world.registry, leader, seen(&proposed[nth]));
        let rotate = async {
            let rotated = keyring::rotate(&world.registry, MINISTRY, None).await;
            world.wait(HANDOVER_SECONDS);
            rotated
        };
        let done = join!(approve(0), approve(1), rotate, approve(2), approve(3));
        assert!(done.0.is_ok() && done.1.is_ok() && done.2.is_ok() && done.3.is_ok() && done.4.is_ok());
        assert_whole(&world.registry).await;
    }
}

story! {
    signing async fn a_second_server_follows_a_rotation_without_being_started_again(world) {
        let old = only_key(&world).await.key_id;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let other = world.another_server().await;
        let before = approved(&other, &rehearsal, 0).await;
        assert_eq!((key_of(&before), token_list(&other).await.key_id()), (old, old));
        let new = keyring::rotate(&world.registry, MINISTRY, None).await.expect("rotated").key.key_id;
        sleep(Duration::from_millis(500)).await;
        assert!(method(&did(&other).await, new).1, "known to it within a second");
        world.wait(HANDOVER_SECONDS);
        let after = approved(&other, &rehearsal, 1).await;
        assert_eq!((key_of(&after), token_list(&other).await.key_id()), (new, new));
        for paper in [&before, &after] {
            assert_valid(&other, paper).await;
            assert_valid(&world, paper).await;
        }
    }
}

story! {
    signing async fn a_rotation_may_be_announced_and_given_up_and_is_refused_twice_at_once(world) {
        let (old, now) = (only_key(&world).await.key_id, world.registry.clock.now());
        let next_week = now.plus_seconds(7 * 86_400);
        let planned = keyring::rotate(&world.registry, MINISTRY, Some(next_week)).await.expect("announced");
        assert_eq!(planned.key.valid_from, next_week);
        let files = key_files(&world);
        let again = keyring::rotate(&world.registry, MINISTRY, None).await.expect_err("one at a time");
        let expected = KeyRefusal::Planned { key_id: planned.key.key_id, from: next_week };
        assert!(matches!(&again, KeyringError::Refused(refusal) if *refusal == expected), "{again}");
        assert_eq!(key_files(&world), files, "a refused rotation leaves no key behind");
        let past = keyring::rotate(&world.registry, MINISTRY, Some(now.plus_seconds(-1))).await;
        assert!(matches!(past, Err(KeyringError::Refused(KeyRefusal::Passed(_)))));
        assert_eq!(entries_of(&world, "key_added").await.len(), 2);
        keyring::retire(&world.registry, planned.key.key_id, true).await.expect("given up");
        let new = keyring::rotate(&world.registry, MINISTRY, None).await.expect("in its place").key;
        assert_eq!(new.valid_from, now.plus_seconds(HANDOVER_SECONDS));
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        world.wait(8 * 86_400);
        let paper = approved(&world, &rehearsal, 0).await;
        assert!(key_of(&paper) != old && key_of(&paper) != planned.key.key_id);
        assert_valid(&world, &paper).await;
    }
}

story! {
    signing async fn a_retired_key_leaves_its_papers_valid_and_signs_nothing_more(world) {
        let key = only_key(&world).await.key_id;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let paper = approved(&world, &rehearsal, 0).await;
        keyring::retire(&world.registry, key, false).await.expect("the rehearsal has another key");
        let again = keyring::retire(&world.registry, key, true).await.expect_err("once");
        assert!(matches!(again, KeyringError::Refused(KeyRefusal::Retired { .. })), "{again}");
        let unknown = "0011223344556677".parse().expect("a key id");
        let unknown = keyring::retire(&world.registry, unknown, true).await.expect_err("no such key");
        assert!(unknown.to_string().contains("has no key 0011223344556677"), "{unknown}");
        world.wait(HANDOVER_SECONDS + 1);
        assert_valid(&world, &paper).await;
        let proposed = rehearsal.proposed(independent(1)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&proposed))).await;
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.status, Status::Conflict);
        assert!(page.words_of(".errors").contains("không có khóa ký dùng được"), "{}", page.words_of("main"));
        assert!(page.says("Chờ phê duyệt") || page.words_of(".stage").contains("Đã trình"), "{}", page.words_of(".stage"));
        let list = world.anonymous().visit("/status/BKHCN-token-0").await;
        assert_eq!(list.status, Status::ServiceUnavailable, "no list is better than one nobody signed");
        let leader = rehearsal.teller.officer(MINISTRY, Role::Leader, 0).expect("a leader");
        let refused = decision::approve(&world.registry, leader, seen(&proposed)).await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::NoSigningKey))));
        keyring::generate(&world.registry, MINISTRY, None).await.expect("a new key");
        decision::approve(&world.registry, leader, seen(&proposed)).await.expect("at once, by the same server");
        assert_whole(&world.registry).await;
    }
}

story! {
    signing async fn the_last_key_is_not_retired_by_mistake(world) {
        let key = only_key(&world).await.key_id;
        let refused = keyring::retire(&world.registry, key, false).await.expect_err("the last one");
        assert!(refused.to_string().contains("--last"), "{refused}");
        assert_eq!(trust(&world).await.keys()[0].retired_at, None);
        keyring::retire(&world.registry, key, true).await.expect("asked for");
        let none = keyring::rotate(&world.registry, MINISTRY, None).await;
        assert!(none.is_ok(), "it signs for {HANDOVER_SECONDS} seconds more, so it can be replaced");
    }
}

story! {
    signing async fn a_statement_is_signed_with_the_key_of_its_instant(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let paper = approved(&world, &rehearsal, 0).await;
        let number = paper.paper.number.clone();
        let asked = || async {
            let page = world.anonymous().visit(&format!("/api/v1/certificates/{number}/status")).await;
            assert_eq!(page.status, Status::Ok, "{}", page.body);
            page.body
        };
        let before = asked().await;
        let new = keyring::rotate(&world.registry, MINISTRY, None).await.expect("rotated").key.key_id;
        let meanwhile = asked().await;
        world.wait(HANDOVER_SECONDS);
        let after = asked().await;
        assert!(after.contains(&new.to_string()) && !meanwhile.contains(&new.to_string()));
        let trust = trust(&world).await;
        for text in [before, meanwhile, after] {
            assert!(statement::verify(&text, &trust).expect("it counts").statement.verdict.is_valid());
        }
    }
}
