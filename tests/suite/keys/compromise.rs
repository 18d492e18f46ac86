//! Others have a key: what is older stays valid, what is younger does not, and
//! everyone is told why.

use std::time::Duration;

use consultant_registry::acts::keyring::{self, KeyringError};
use consultant_registry::credential::document::statement;
use consultant_registry::credential::status::{Place, Status};
use consultant_registry::credential::verdict::{CouldNotCheck, Verdict};
use consultant_registry::credential::verify::offline_verdict;
use consultant_registry::credential::{TrustList, verify_text};
use consultant_registry::domain::deed::Deed;
use consultant_registry::domain::entry::Event;
use consultant_registry::domain::keys::KeyRefusal;
use consultant_registry::storage::audit;
use rocket::http;
use rocket::tokio::time::sleep;
use serde_json::Value;

use super::{
    MINISTRY, approved, assert_valid, did, entries_of, key_of, method, only_key, said, token_list, trust,
};
use crate::desk::{path, staff};
use crate::harness::{World, story};
use crate::papers::{Order, Press, Printed};
use crate::rehearsal::{Rehearsal, independent};

const OLD: &str = "01/2026/GXN-BKHCN";
const YOUNG: &str = "02/2026/GXN-BKHCN";
const CARD: &str = "BKHCN-TV-00000017";
const SINCE: &str = "2026-04-01T00:00:00Z";
const WHY: &str = "máy chủ bị xâm nhập, biên bản số 7";

/// A press whose key signed a certificate before [`SINCE`], and one with a
/// card after it.
async fn two_papers(world: &World) -> (Press, Printed, Printed) {
    let press = Press::new(&world.registry.origin, 7);
    press.set_up(&world.registry, "2024-01-01T00:00:00Z".parse().expect("an instant")).await;
    let old = Order {
        number: OLD,
        holder: "Công ty TNHH Đổi Mới",
        enterprise_code: Some("9900000009"),
        issued_at: "2026-03-31T23:59:59Z".parse().expect("an instant"),
        expires_on: "2029-03-02".parse().expect("a day"),
        index: 100,
        experts: &[],
    };
    let young = Order {
        number: YOUNG,
        holder: "Viện Thử nghiệm",
        enterprise_code: Some("9900000017"),
        issued_at: SINCE.parse().expect("an instant"),
        index: 300,
        experts: &[("Trần Đỗ Ái Vy", "001085123456", CARD)],
        ..old
    };
    let old = press.print(&world.registry, old).await;
    let young = press.print(&world.registry, young).await;
    (press, old, young)
}

async fn compromise(world: &World, press: &Press, since: &str) -> Result<keyring::Compromise, KeyringError> {
    let since = since.parse().expect("an instant");
    keyring::compromise(&world.registry, press.key.key_id(), since, WHY).await
}

async fn heading(world: &World, path: &str) -> String {
    world.anonymous().visit(path).await.heading()
}

fn scan(code: &str) -> String {
    format!("/V/{}", code.rsplit('/').next().expect("a code"))
}

async fn api(world: &World, path: &str) -> Value {
    let page = world.anonymous().visit(&format!("/api/v1/{path}")).await;
    serde_json::from_str(&page.body).expect("JSON")
}

story! {
    signing async fn a_compromise_splits_older_papers_from_younger_and_the_first_line_says_why(world) {
        let (press, old, young) = two_papers(&world).await;
        let other = world.another_server().await;
        assert!(heading(&other, &scan(&young.certificate)).await.contains("còn hiệu lực"));
        let found = compromise(&world, &press, SINCE).await.expect("recorded");
        assert_eq!(found.distrusted.iter().flat_map(|issue| &issue.papers).collect::<Vec<_>>(), [YOUNG, CARD]);
        assert!(found.another_signs);
        sleep(Duration::from_millis(500)).await;
        for server in [&world, &other] {
            for path in ["/c/01-2026-GXN-BKHCN".to_owned(), scan(&old.certificate)] {
                assert_eq!(heading(server, &path).await, "Giấy xác nhận này còn hiệu lực.", "{path}");
            }
            let why = "không có hiệu lực: khóa ký bị lộ từ 01/04/2026, và bản này được ký sau đó.";
            assert_eq!(heading(server, "/c/02-2026-GXN-BKHCN").await, format!("Giấy xác nhận này {why}"));
            assert_eq!(heading(server, &scan(&young.certificate)).await, format!("Mã này {why}"));
            for path in [format!("/c/{CARD}"), scan(&young.cards[0])] {
                let said = heading(server, &path).await;
                assert!(said.ends_with("khóa ký bị lộ từ 01/04/2026, và bản này được ký sau đó."), "{path}: {said}");
            }
        }
        let english = heading(&world, &format!("{}?lang=en", scan(&young.certificate))).await;
        assert!(english.contains("the key fell into other hands on 1 April 2026"), "{english}");
    }
}

story! {
    signing async fn programs_are_told_the_same_by_code_number_list_statement_and_document(world) {
        let (press, old, young) = two_papers(&world).await;
        compromise(&world, &press, SINCE).await.expect("recorded");
        let code = scan(&young.certificate).replace("/V/", "verify/");
        for path in [&code, "certificates/02/2026/GXN-BKHCN", &format!("cards/{CARD}")] {
            let answer = api(&world, path).await;
            let said = (&answer["verdict"], &answer["reason"], &answer["on"], &answer["checks"]["key"]);
            assert_eq!(format!("{said:?}"), format!("{:?}", (
                &Value::from("not_valid"), &Value::from("key_compromised"), &Value::from("2026-04-01"), &Value::from("failed"),
            )), "{path}");
        }
        assert_eq!(api(&world, "certificates/01/2026/GXN-BKHCN").await["verdict"], "valid");
        let list = token_list(&world).await;
        assert_ne!(list.key_id(), press.key.key_id());
        let places = [100, 300, 301].map(|place| list.at(Place::of(place)).expect("in this list"));
        assert_eq!(places, [Status::Valid, Status::Invalid, Status::Invalid]);
        let trust = trust(&world).await;
        for (paper, day, expected) in [
            ("certificates/01/2026/GXN-BKHCN", "2026-11-22", None),
            ("certificates/02/2026/GXN-BKHCN", "2026-11-22", Some("key_compromised")),
            ("certificates/02/2026/GXN-BKHCN", "2026-05-01", Some("key_compromised")),
            ("cards/BKHCN-TV-00000017", "2026-11-22", Some("key_compromised")),
        ] {
            let page = world.anonymous().visit(&format!("/api/v1/{paper}/status?on={day}")).await;
            let stated = statement::verify(&page.body, &trust).expect("a statement that counts");
            assert_eq!(stated.statement.verdict.reason(), expected, "{paper} {day}");
        }
        let did = did(&world).await;
        let (method, asserts) = method(&did, press.key.key_id());
        assert_eq!((method["revoked"].as_str(), asserts), (Some(SINCE), false));
        // Without a network, from the list that verifiers pin.
        let pinned = TrustList::from_json(&trust.to_json()).expect("a trust list");
        let on = "2026-11-22".parse().expect("a day");
        let offline = |code: &str| offline_verdict(&verify_text(code, &pinned), on);
        assert_eq!(offline(&young.certificate).reason(), Some("key_compromised"));
        assert_eq!(offline(&young.certificate).code(), "not_valid");
        assert_eq!(offline(&old.certificate), Verdict::CouldNotCheck(CouldNotCheck::KeyCompromised));
    }
}

story! {
    signing async fn without_another_key_nothing_is_signed_until_there_is_one(world) {
        let key = only_key(&world).await;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let before = approved(&world, &rehearsal, 0).await;
        let now = world.registry.clock.now();
        keyring::compromise(&world.registry, key.key_id, now, WHY).await.expect("recorded");
        let (typed, scanned) = said(&world, &before).await;
        assert!(typed.contains("khóa ký bị lộ"), "entered in the very second: {typed}");
        assert!(scanned.contains("khóa ký bị lộ"), "{scanned}");
        let proposed = rehearsal.proposed(independent(1)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        for path in ["/desk/certificates", "/desk/certificates/01-2026-GXN-BKHCN"] {
            let page = leader.visit(path).await;
            assert!(page.says("Không có hiệu lực: khóa ký bị lộ từ 22/11/2026"), "{path}: {}", page.words_of("main"));
        }
        let ready = leader.visit(&format!("{}/decision", path(&proposed))).await;
        let page = leader.press(&ready, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.status, http::Status::Conflict);
        let said = page.words_of(".errors");
        assert!(said.contains("không có khóa ký dùng được") && said.contains("người quản trị"), "{said}");
        for path in ["/status/BKHCN-token-0", "/api/v1/certificates/01/2026/GXN-BKHCN/status"] {
            let page = world.anonymous().visit(path).await;
            assert_eq!(page.status, http::Status::ServiceUnavailable, "{path}");
        }
        let rotated = keyring::rotate(&world.registry, "52".parse().expect("a province"), None).await;
        assert!(matches!(rotated, Ok(_) | Err(KeyringError::Refused(KeyRefusal::NoneSigns(_)))));
        let new = keyring::generate(&world.registry, MINISTRY, None).await.expect("a new key");
        let page = leader.visit(&format!("{}/decision", path(&proposed))).await;
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!((page.status, page.path.as_str()), (http::Status::Ok, "/desk/certificates/02-2026-GXN-BKHCN"));
        assert_eq!(token_list(&world).await.key_id(), new.key_id);
        assert!(world.anonymous().visit("/c/02-2026-GXN-BKHCN").await.heading().contains("còn hiệu lực"));
    }
}

story! {
    signing async fn a_compromise_needs_a_reason_and_an_instant_of_the_keys_life_and_moves_only_back(world) {
        let (press, ..) = two_papers(&world).await;
        let id = press.key.key_id();
        let silent = keyring::compromise(&world.registry, id, SINCE.parse().expect("an instant"), "  ").await;
        assert!(matches!(silent, Err(KeyringError::Refused(KeyRefusal::NoReason))));
        for (since, expected) in [
            ("2026-11-22T03:00:01Z", "has not come"),
            ("2023-12-31T23:59:59Z", "exists since 2024-01-01T00:00:00Z"),
        ] {
            let refused = compromise(&world, &press, since).await.expect_err("a refusal").to_string();
            assert!(refused.contains(expected), "{refused}");
        }
        let shown = keyring::distrusted_by(&world.registry, id, SINCE.parse().expect("an instant")).await;
        assert_eq!(shown.expect("a look").distrusted.len(), 1);
        assert!(entries_of(&world, "key_compromised").await.is_empty(), "a look changes nothing");
        compromise(&world, &press, SINCE).await.expect("recorded");
        for later in [SINCE, "2026-05-01T00:00:00Z"] {
            let refused = compromise(&world, &press, later).await.expect_err("a refusal");
            assert!(matches!(refused, KeyringError::Refused(KeyRefusal::NotEarlier { .. })), "{refused}");
        }
        let earlier = compromise(&world, &press, "2026-03-01T00:00:00Z").await.expect("it was worse");
        assert_eq!(earlier.distrusted.len(), 2);
        let said = heading(&world, "/c/01-2026-GXN-BKHCN").await;
        assert!(said.contains("khóa ký bị lộ từ 01/03/2026"), "{said}");
        let mut reading = world.storage().read().await.expect("a reading");
        let trail = audit::of_subject(&mut reading, &id.to_string()).await.expect("the audit trail");
        drop(reading);
        let reasons = trail.iter().filter_map(|line| match &line.deed {
            Deed::CompromiseKey(note) => Some(note.reason.as_str()),
            _ => None,
        });
        let reasons: Vec<&str> = reasons.collect();
        assert_eq!(reasons.len(), 2);
        assert!(reasons.iter().any(|reason| reason.contains(WHY)));
        let entries = entries_of(&world, "key_compromised").await;
        assert_eq!(entries.len(), 2);
        for entry in entries {
            let public = String::from_utf8(entry.leaf().body).expect("UTF-8");
            assert!(!public.contains("biên bản"), "the reason is for the audit trail");
            assert!(matches!(entry.event, Event::KeyCompromised { .. }));
        }
        let again = keyring::retire(&world.registry, id, true).await.expect_err("nothing to retire");
        assert!(matches!(again, KeyringError::Refused(KeyRefusal::Compromised(_))));
    }
}

story! {
    signing async fn of_two_keys_only_the_compromised_one_spoils_its_papers(world) {
        let old = only_key(&world).await;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        world.wait(60);
        let by_old = approved(&world, &rehearsal, 0).await;
        keyring::rotate(&world.registry, MINISTRY, None).await.expect("rotated");
        world.wait(60);
        let by_new = approved(&world, &rehearsal, 1).await;
        assert_ne!(key_of(&by_old), key_of(&by_new));
        let found = keyring::compromise(&world.registry, old.key_id, old.valid_from, WHY).await;
        assert_eq!(found.expect("recorded").distrusted.len(), 1);
        assert!(said(&world, &by_old).await.0.contains("khóa ký bị lộ"));
        assert_valid(&world, &by_new).await;
    }
}
