//! One certificate for each holder: whoever has one asks under it, and registers
//! no second one beside it.

use consultant_registry::acts::{ActError, Sight, decision, filing};
use consultant_registry::demo::facts::Facts;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::{Life, RevocationGround, SuspensionGround};
use consultant_registry::domain::dossier::{Dossier, Refusal};
use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use crate::desk::{path, staff};
use crate::filing::submit;
use crate::harness::story;
use crate::rehearsal::{Rehearsal, independent, organisation, seen};
use crate::reissue::{NUMBER, holder, issued};

/// Files one more of these facts; what came of it.
async fn filed(rehearsal: &Rehearsal, facts: Facts) -> Result<Dossier, ActError> {
    let story = rehearsal.brought(facts, &[Step::Write]).await;
    let registry = rehearsal.teller.registry();
    filing::submit(registry, story.applicant, seen(&story).dossier).await
}

fn assert_holds_one(done: Result<Dossier, ActError>, of: Life) {
    let refused = done.expect_err("refused");
    let ActError::Refused(Refusal::HoldsOne { number, life }) = &refused else { panic!("{refused}") };
    assert_eq!((number.as_str(), *life), (NUMBER, of));
}

async fn go_on(rehearsal: &Rehearsal, story: &mut Story, step: Step) {
    rehearsal.teller.tell(story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
}

story! {
    async fn who_holds_a_certificate_is_told_so_and_files_no_first_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let draft = rehearsal.brought(organisation(0, 5..10), &[Step::Write]).await;
        let mut holder = holder(&world).await;
        let page = submit(&mut holder, &path(&draft).replace("/desk/", "/filing/")).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        let why = page.words_of(".errors");
        assert!(why.contains(&format!("đã có giấy xác nhận {NUMBER}, đang có hiệu lực")), "{why}");
        assert!(why.contains("cấp lại khi hết hạn, cấp lại hoặc cấp thẻ bổ sung"), "the way: {why}");
        // Another organisation, and the same people on their own, are others.
        filed(&rehearsal, organisation(1, 5..10)).await.expect("filed");
        filed(&rehearsal, independent(0)).await.expect("filed: what else they belong to is for I1");
    }
}

story! {
    async fn a_suspended_certificate_is_held_and_one_that_is_over_is_not(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = issued(&rehearsal, independent(0)).await;
        assert_holds_one(filed(&rehearsal, independent(0)).await, Life::Active);
        go_on(&rehearsal, &mut story, Step::Suspend(SuspensionGround::RulesNotFollowed, 60, "Nộp báo cáo.")).await;
        assert_holds_one(filed(&rehearsal, independent(0)).await, Life::Suspended);
        go_on(&rehearsal, &mut story, Step::Revoke(RevocationGround::FalseDossier, "Khách hàng không có thật.")).await;
        filed(&rehearsal, independent(0)).await.expect("filed: the bar after a revocation is a condition");
        issued(&rehearsal, organisation(1, 1..6)).await;
        world.wait(1_097 * 86_400);
        filed(&rehearsal, organisation(1, 1..6)).await.expect("filed: its last day has passed");
    }
}

story! {
    async fn what_was_filed_before_is_shown_at_intake_and_not_approved(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = [Step::Write, Step::Submit, Step::Receive];
        let early = rehearsal.brought(organisation(0, 5..10), &received).await;
        let mut second = rehearsal.proposed(organisation(0, 10..15)).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path(&early)).await;
        assert!(!page.says("Người nộp đang có giấy xác nhận"), "nobody has one yet");
        issued(&rehearsal, organisation(0, 0..5)).await;
        let page = intake.visit(&path(&early)).await;
        let said = page.words_of("#act .warning");
        assert!(said.contains(&format!("Người nộp đang có giấy xác nhận {NUMBER} do Bộ Khoa học và Công nghệ cấp")), "{said}");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&second))).await;
        assert!(page.says(&format!("đã có giấy xác nhận {NUMBER}")), "{}", page.words_of("main"));
        assert!(!page.buttons().iter().any(|button| button.starts_with("Phê duyệt")), "{:?}", page.buttons());
        let officer = rehearsal.teller.officer("BKHCN".parse().expect("an issuer"), Role::Leader, 0).expect("a leader");
        let seen: Sight = seen(&second);
        assert_holds_one(decision::approve(rehearsal.teller.registry(), officer, seen).await, Life::Active);
        go_on(&rehearsal, &mut second, Step::SendBack("Đã có giấy.")).await;
    }
}
