//! Status lists: what they say of a paper, and that they never go back.

use std::time::Duration;

use consultant_registry::credential::status::{
    KnownLists, ListName, Place, Status, VerifiedList, bitstring, cwt, jwt,
};
use consultant_registry::storage::Storage;
use consultant_registry::verification::{Checks, Freshness, TokenForm};
use rocket::http;
use rocket::tokio::spawn;

use super::documents::trust;
use super::{NUMBER, json, printed, reinstate, revoke, suspend};
use crate::by_two::{by_two, suspension};
use crate::harness::{World, address_of, story};

/// The places of the certificate and of its card.
const PLACES: [u32; 2] = [100, 101];

/// What the lists say of the certificate and of its card: revocation,
/// suspension, both.
async fn said(world: &World) -> [[Status; 2]; 3] {
    let mut said = [[Status::Valid; 2]; 3];
    for (row, kind) in said.iter_mut().zip(["revocation", "suspension", "token"]) {
        let list = list(world, &format!("BKHCN-{kind}-0")).await;
        *row = PLACES.map(|place| list.at(Place::of(place)).expect("in this list"));
    }
    said
}

pub(crate) async fn list(world: &World, name: &str) -> VerifiedList {
    let page = world.anonymous().visit(&format!("/status/{name}")).await;
    assert_eq!(page.status, http::Status::Ok, "{}", page.body);
    let trust = trust(world).await;
    if name.contains("token") {
        assert_eq!(page.header("Content-Type"), Some(jwt::MEDIA_TYPE));
        return jwt::verify(&page.body, &trust).expect("a genuine list");
    }
    assert_eq!(page.header("Content-Type"), Some("application/vc"));
    bitstring::verify(&page.body, &trust).expect("a genuine list")
}

async fn number(world: &World) -> u32 {
    list(world, "BKHCN-suspension-0").await.list().number
}

story! {
    signing async fn lists_follow_every_act_at_once_and_their_number_rises(world) {
        use Status::{Invalid, Suspended, Valid};
        printed(&world).await;
        let mut numbers = vec![number(&world).await];
        assert_eq!(said(&world).await, [[Valid; 2]; 3]);
        suspend(&world).await;
        assert_eq!(said(&world).await, [[Valid; 2], [Suspended; 2], [Suspended; 2]]);
        numbers.push(number(&world).await);
        reinstate(&world).await;
        assert_eq!(said(&world).await, [[Valid; 2]; 3]);
        numbers.push(number(&world).await);
        revoke(&world).await;
        assert_eq!(said(&world).await, [[Invalid; 2], [Valid; 2], [Invalid; 2]]);
        numbers.push(number(&world).await);
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    }
}

story! {
    signing async fn a_suspension_that_begins_tomorrow_is_listed_tomorrow(world) {
        printed(&world).await;
        let today = world.registry.clock.today();
        let measure = suspension(today.plus_days(1), today.plus_days(30));
        by_two(&world.registry, NUMBER, measure).await.expect("suspended");
        let before = list(&world, "BKHCN-suspension-0").await;
        assert_eq!(before.at(Place::of(PLACES[0])), Some(Status::Valid));
        world.wait(86_400);
        let after = list(&world, "BKHCN-suspension-0").await;
        assert_eq!(after.at(Place::of(PLACES[0])), Some(Status::Suspended));
        assert!(after.is_current_at(world.registry.clock.now()));
        let mut known = KnownLists::default();
        known.learn(after).expect("the first");
        assert!(known.learn(before).is_err(), "an older list is a replay");
    }
}

story! {
    signing async fn a_list_is_kept_until_it_changes_and_comes_in_every_form(world) {
        printed(&world).await;
        let page = world.anonymous().visit("/status/BKHCN-token-0").await;
        assert_eq!(page.header("Access-Control-Allow-Origin"), Some("*"));
        let tag = page.header("ETag").expect("a tag").to_owned();
        world.wait(60);
        let again = world.anonymous().saying("If-None-Match", &tag).visit("/status/BKHCN-token-0").await;
        assert_eq!(again.status, http::Status::NotModified);
        revoke(&world).await;
        let changed = world.anonymous().saying("If-None-Match", &tag).visit("/status/BKHCN-token-0").await;
        assert_eq!(changed.status, http::Status::Ok);
        let cbor = world.anonymous().saying("Accept", cwt::MEDIA_TYPE).visit("/status/BKHCN-token-0").await;
        assert_eq!(cbor.header("Content-Type"), Some(cwt::MEDIA_TYPE));
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        let name = "BKHCN-token-0".parse().expect("a name");
        let list = checks.status_list(&name, TokenForm::Cwt).await.expect("a list");
        let list = cwt::verify(&list.body, &trust(&world).await).expect("a genuine list");
        assert_eq!(list.at(Place::of(PLACES[1])), Some(Status::Invalid));
    }
}

story! {
    async fn without_a_key_there_is_no_list_and_nothing_pretends_to_be_one(world) {
        printed(&world).await;
        let (status, problem) = json(&world, "/status/BKHCN-revocation-0").await;
        assert_eq!((status, problem["status"].as_u64()), (http::Status::ServiceUnavailable, Some(503)));
        for unknown in ["BKHCN-revocation-1", "BKHCN-expiry-0", "99-token-0", "BKHCN-token-00"] {
            let (status, _) = json(&world, &format!("/status/{unknown}")).await;
            assert_eq!(status, http::Status::NotFound, "{unknown}");
        }
    }
}

story! {
    signing async fn no_number_of_a_list_ever_stands_over_two_sets_of_entries(world) {
        printed(&world).await;
        let (name, trust) = ("BKHCN-token-0".parse().expect("a name"), trust(&world).await);
        // Two servers beside the one that acts; neither hears of its commits.
        let beside = || async {
            let storage = Storage::open(&address_of(world.storage()).await).await.expect("another way in");
            let registry = consultant_registry::acts::Registry { storage, ..world.registry.clone() };
            Checks::new(registry, Freshness { ask_every: Duration::ZERO, ..Freshness::default() })
        };
        let watched = [beside().await, beside().await].map(|checks| {
            let (name, trust) = (ListName::clone(&name), trust.clone());
            spawn(async move {
                let mut known = KnownLists::default();
                let mut lists = Vec::new();
                while lists.len() < 150 {
                    let list = checks.status_list(&name, TokenForm::Cwt).await.expect("a list");
                    let list = cwt::verify(&list.body, &trust).expect("a genuine list");
                    known.learn(list.clone()).expect("no replay, and no two lists of one number");
                    lists.push(list);
                }
                lists
            })
        });
        for _ in 0..6 {
            suspend(&world).await;
            reinstate(&world).await;
        }
        let mut known = KnownLists::default();
        let mut all = Vec::new();
        for server in watched {
            all.extend(server.await.expect("no panic"));
        }
        all.sort_by_key(|list| list.list().number);
        for list in all {
            known.learn(list).expect("the servers say the same under one number");
        }
    }
}
