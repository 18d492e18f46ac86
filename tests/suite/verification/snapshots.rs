//! The status of all papers in one file, and what a check without network
//! makes of it.

use consultant_registry::credential::Verdict;
use consultant_registry::credential::offline::{Ground, Hosts, Snapshot, check};
use consultant_registry::credential::status::KnownLists;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::storage::published;
use consultant_registry::verification::{Checks, Freshness, SignedSnapshot};

use super::documents::trust;
use super::{order, press, printed, revoke, suspend};
use crate::harness::{World, story};
use crate::papers::Order;

async fn signed(world: &World) -> SignedSnapshot {
    let checks = Checks::new(world.registry.clone(), Freshness::default());
    checks.snapshot(7).await.expect("the register can be read")
}

/// The verdict on a text with this snapshot, now.
async fn offline(world: &World, signed: &SignedSnapshot, text: &str, seen: KnownLists) -> Verdict {
    let (trust, at) = (trust(world).await, world.registry.clock.now());
    let snapshot = Snapshot::read(&signed.text, &trust, seen).expect("a snapshot");
    let hosts = Hosts::only(["localhost:8000"]).expect("a host");
    check(text, &Ground { trust: &trust, snapshot: Some(&snapshot), hosts: &hosts, at, on: None }).verdict
}

fn seen() -> KnownLists {
    KnownLists::default()
}

story! {
    signing async fn a_snapshot_tells_without_network_what_the_register_tells(world) {
        let printed = printed(&world).await;
        let before = signed(&world).await;
        assert!(before.lists.iter().any(|name| name.to_string() == "BKHCN-token-0"));
        assert_eq!(offline(&world, &before, &printed.certificate, seen()).await, Verdict::Valid);
        suspend(&world).await;
        let during = signed(&world).await;
        let reason = |verdict: Verdict| verdict.reason();
        assert_eq!(reason(offline(&world, &during, &printed.certificate, seen()).await), Some("listed_suspended"));
        revoke(&world).await;
        let after = signed(&world).await;
        assert_eq!(reason(offline(&world, &after, &printed.certificate, seen()).await), Some("listed_ended"));
        // Who has only the old file does not know; who has seen the new one refuses it.
        assert_eq!(offline(&world, &before, &printed.certificate, seen()).await, Verdict::Valid);
        let newer = Snapshot::read(&after.text, &trust(&world).await, seen()).expect("a snapshot");
        let mut remembered = seen();
        newer.known().numbers().for_each(|(name, number)| remembered.remember(name.clone(), number));
        assert_eq!(reason(offline(&world, &before, &printed.certificate, remembered).await), Some("status_too_old"));
    }
}

story! {
    signing async fn a_snapshot_may_be_relied_on_for_the_days_it_was_signed_for(world) {
        let printed = printed(&world).await;
        let signed = signed(&world).await;
        world.wait(7 * 86_400);
        assert_eq!(offline(&world, &signed, &printed.certificate, seen()).await, Verdict::Valid);
        world.wait(1);
        let verdict = offline(&world, &signed, &printed.certificate, seen()).await;
        assert_eq!(verdict.reason(), Some("status_too_old"));
    }
}

story! {
    async fn without_a_key_a_snapshot_says_what_is_not_in_it(world) {
        printed(&world).await;
        let signed = signed(&world).await;
        assert!(signed.lists.is_empty());
        assert_eq!(signed.without_key.first().map(ToString::to_string).as_deref(), Some("BKHCN-token-0"));
    }
}

story! {
    signing async fn of_a_compromised_key_the_snapshot_vouches_for_what_was_entered_before(world) {
        let press = press(&world).await;
        let old = press.print(&world.registry, order()).await;
        let backdated = press.sign(&Order { number: "03/2026/GXN-BKHCN", index: 400, experts: &[], ..order() });
        world
            .execute("update issuer_keys set compromised_at = '2026-04-01T00:00:00Z' where valid_from = '2024-01-01T00:00:00Z'")
            .await;
        let vouching = signed(&world).await;
        for paper in [&old.certificate, &old.cards[0]] {
            assert_eq!(offline(&world, &vouching, paper, seen()).await, Verdict::Valid);
        }
        let document = published::document(world.storage(), IssuerCode::MINISTRY, 100).await.expect("a look");
        let document = document.expect("the document of the certificate");
        assert_eq!(offline(&world, &vouching, &document, seen()).await, Verdict::Valid);
        let verdict = offline(&world, &vouching, &backdated.code, seen()).await;
        assert_eq!(verdict.reason(), Some("key_compromised"), "the register never had it");
        revoke(&world).await;
        let verdict = offline(&world, &signed(&world).await, &old.certificate, seen()).await;
        assert_eq!(verdict.reason(), Some("listed_ended"));
    }
}

story! {
    signing async fn what_is_vouched_for_is_signed_once_until_a_key_changes(world) {
        printed(&world).await;
        let compromised = "update issuer_keys set compromised_at = '2026-04-01T00:00:00Z' where valid_from = '2024-01-01T00:00:00Z'";
        world.execute(compromised).await;
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        let vouched = || async {
            let signed = checks.snapshot(7).await.expect("the register can be read");
            let signed: serde_json::Value = serde_json::from_str(&signed.text).expect("JSON");
            signed["vouched"].as_array().expect("a list").clone()
        };
        let first = vouched().await;
        assert_eq!(first.len(), 1);
        world.wait(60);
        assert_eq!(vouched().await, first);
        world.execute("update issuer_keys set compromised_at = '2026-03-15T00:00:00Z' where valid_from = '2024-01-01T00:00:00Z'").await;
        // The next entry makes every server read the keys again.
        revoke(&world).await;
        assert_ne!(vouched().await, first);
    }
}
