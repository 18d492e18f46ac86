//! Signed statements of how a paper stood on a day.

use consultant_registry::credential::document::statement::{self, Statement};
use consultant_registry::dates::Day;
use rocket::http::Status;

use super::documents::trust;
use super::{CARD, HOLDER, NUMBER, json, printed, reinstate, revoke, suspend};
use crate::harness::{World, story};

async fn stated(world: &World, paper: &str, on: Day) -> Statement {
    let page = world.anonymous().visit(&format!("/api/v1/{paper}/status?on={on}")).await;
    assert_eq!(
        (page.status, page.header("Content-Type")),
        (Status::Ok, Some("application/vc")),
        "{}",
        page.body
    );
    let statement =
        statement::verify(&page.body, &trust(world).await).expect("a genuine statement").statement;
    assert_eq!((statement.on, statement.asked_at), (on, world.registry.clock.now()));
    statement
}

async fn reasons(
    world: &World,
    paper: &str,
    days: impl IntoIterator<Item = Day>,
) -> Vec<Option<&'static str>> {
    let mut reasons = Vec::new();
    for day in days {
        reasons.push(stated(world, paper, day).await.verdict.reason());
    }
    reasons
}

story! {
    signing async fn a_statement_tells_how_a_paper_stood_on_any_day(world) {
        printed(&world).await;
        let first = world.registry.clock.today();
        suspend(&world).await;
        world.wait(2 * 86_400);
        reinstate(&world).await;
        world.wait(2 * 86_400);
        revoke(&world).await;
        let days = || (-1..=4).map(|nth| first.plus_days(nth));
        let (certificate, card) = (format!("certificates/{NUMBER}"), format!("cards/{CARD}"));
        let (off, gone) = (Some("suspended"), Some("revoked"));
        assert_eq!(reasons(&world, &certificate, days()).await, [None, off, off, None, None, gone]);
        let (off, gone) = (Some("certificate_suspended"), Some("certificate_revoked"));
        assert_eq!(reasons(&world, &card, days()).await, [None, off, off, None, None, gone]);
        let statement = stated(&world, &certificate, first).await;
        assert_eq!((statement.number.as_str(), statement.holder.as_str()), (NUMBER, HOLDER));
        let (_, now) = json(&world, &format!("/api/v1/{certificate}")).await;
        assert_eq!(now["register_seq"].as_u64(), Some(statement.register_position));
    }
}

story! {
    signing async fn what_cannot_be_stated_is_a_problem(world) {
        printed(&world).await;
        for (path, expected) in [
            ("certificates/01/2026/GXN-BKHCN/status?on=2026-11-23", Status::BadRequest),
            ("certificates/01/2026/GXN-BKHCN/status?on=22/11/2026", Status::BadRequest),
            ("certificates/99/2026/GXN-BKHCN/status?on=2026-11-22", Status::NotFound),
            ("cards/BKHCN-TV-00000101/status", Status::NotFound),
            ("cards/BKHCN-TV-00000102/status", Status::BadRequest),
        ] {
            let (status, problem) = json(&world, &format!("/api/v1/{path}")).await;
            assert_eq!((status, problem["status"].as_u64()), (expected, Some(expected.code.into())), "{path}");
        }
    }
}
