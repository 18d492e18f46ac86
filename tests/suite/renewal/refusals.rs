//! What is not renewed, and not twice.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::storage::entries;
use rocket::http::Status;

use super::{
    IN_TIME, LEADER, NEWER, NUMBER, OWN, RENEW, approved, assert_verified, at_desk, begun, brought, filled,
    holder, issued, judgements, papers, scanned, signing,
};
use crate::desk::staff;
use crate::filing::submit;
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

story! {
    async fn who_had_too_few_clients_is_told_so_and_is_not_proposed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        filled(&world, (story.applicant, &dossier), 4).await;
        let part = holder.visit(&format!("{dossier}/parts/clients")).await;
        assert!(part.words_of(".warning").contains("4 khách hàng có việc tư vấn hoàn thành từ 22/11/2026"), "{}", part.words_of("main"));
        let review = holder.visit(&format!("{dossier}/review")).await;
        assert!(review.words_of("#unmet").contains("cần ít nhất 5"), "{}", review.words_of("#unmet"));
        let page = brought(&world, &mut holder, &dossier, &judgements(5)).await;
        assert!(page.says("R2") && page.says("4 khách hàng"), "{}", page.words_of("main"));
        assert!(page.words_of(".errors").contains("Chưa đủ điều kiện"), "{}", page.words_of(".errors"));
    }
}

story! {
    async fn with_fewer_than_five_experts_there_is_no_renewal(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        filled(&world, (story.applicant, &dossier), 5).await;
        let rows = holder.visit(&format!("{dossier}/parts/experts/2/engagements")).await;
        assert!(rows.says("ít nhất 3 khách hàng khác nhau"), "{}", rows.words_of("main"));
        let asked = holder.visit(&format!("{dossier}/removal/experts/2/engagements/1")).await;
        holder.press(&asked, "Bỏ dòng này").await;
        let review = holder.visit(&format!("{dossier}/review")).await;
        assert!(review.words_of("#unmet").contains("2 khách hàng có việc tư vấn hoàn thành"), "{}", review.words_of("#unmet"));
        let judged = judgements(5).into_iter().filter(|judged| judged != "experts-1-E5");
        let page = brought(&world, &mut holder, &dossier, &judged.collect::<Vec<_>>()).await;
        assert!(page.words_of("#organisation-O4").contains("1 không đạt"), "{}", page.words_of("#organisation-O4"));
        assert!(page.words_of("#organisation-R4").contains("không được duy trì"), "{}", page.words_of("#organisation-R4"));
        assert!(page.words_of(".errors").contains("Chưa đủ điều kiện"), "{}", page.words_of(".errors"));
    }
}

story! {
    async fn an_independent_consultant_needs_three_clients(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, independent(0)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        filled(&world, (story.applicant, &dossier), 0).await;
        let asked = holder.visit(&format!("{dossier}/removal/experts/1/engagements/1")).await;
        holder.press(&asked, "Bỏ dòng này").await;
        let found = holder.visit(&format!("{dossier}/findings")).await;
        assert!(found.says("R5") && found.says("2 khách hàng có việc tư vấn hoàn thành"), "{}", found.words_of("main"));
        let page = brought(&world, &mut holder, &dossier, &["experts-0-E5".to_owned()]).await;
        assert!(page.words_of(".errors").contains("Chưa đủ điều kiện"), "{}", page.words_of(".errors"));
    }
}

/// How many entries speak of the certificate.
async fn entered(world: &World) -> usize {
    let mut reading = world.storage().read().await.expect("a reading");
    entries::of_paper(&mut reading, NUMBER).await.expect("the entries").len()
}

story! {
    signing async fn one_renewal_is_open_at_a_time_and_pressed_twice_it_is_one(world) {
        let rehearsal = signing(&world).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let before = holder.visit(OWN).await;
        let first = begun(&mut holder).await;
        let second = holder.fill(&before, RENEW).with("office", "48").send().await.path;
        assert_ne!(second, first, "with another province it is another dossier");
        filled(&world, (story.applicant, &first), 5).await;
        filled(&world, (story.applicant, &second), 5).await;
        let review = holder.visit(&format!("{first}/review")).await;
        brought(&world, &mut holder, &first, &judgements(5)).await;
        let again = holder.fill(&review, "Nộp hồ sơ").with("commitment", "yes").send().await;
        assert!(again.says("Hồ sơ đã được nộp") || again.status == Status::Ok, "{}", again.words_of("main"));
        let own = holder.visit(OWN).await;
        assert!(own.says("Hồ sơ đang giải quyết") && !own.buttons().contains(&RENEW.to_owned()), "{}", own.words_of("main"));
        let opened = own.attribute("a[href^='/filing/dossiers/']", "href").expect("a link to it");
        assert_eq!(opened, first);
        let stale = holder.fill(&before, RENEW).with("office", "48").send().await;
        assert_eq!(stale.status, Status::UnprocessableEntity);
        assert!(stale.words_of(".errors").contains(&format!("đã đề nghị cấp lại {NUMBER}")), "{}", stale.words_of("main"));
        let refused = submit(&mut holder, &second).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.words_of(".errors").contains(&format!("đã đề nghị cấp lại {NUMBER}")), "{}", refused.words_of("main"));
        let mut leader = staff(&world, LEADER).await;
        let page = leader.visit(&format!("{}/decision", at_desk(&first))).await;
        let one = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(one.heading(), format!("Giấy xác nhận {NEWER}"), "{}", one.words_of("main"));
        let other = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert!(other.says(NEWER), "it is told what was done: {}", other.words_of("main"));
        assert_eq!(entered(&world).await, 2, "one act, one entry");
        // The other draft is about a certificate that is no more.
        let late = submit(&mut holder, &second).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("đã được thay bằng giấy cấp lại"), "{}", late.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn what_was_suspended_meanwhile_is_not_renewed_until_it_is_reinstated(world) {
        let rehearsal = signing(&world).await;
        let mut story = issued(&rehearsal, organisation(0, 0..5)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        filled(&world, (story.applicant, &dossier), 5).await;
        brought(&world, &mut holder, &dossier, &judgements(5)).await;
        let mut leader = staff(&world, LEADER).await;
        let page = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        let suspend = Step::Suspend(SuspensionGround::CapacityNotKept, 60, "Bổ sung chuyên gia.");
        rehearsal.teller.tell(&mut story, suspend).await.expect("suspended");
        let refused = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(refused.status, Status::Conflict, "{}", refused.words_of("main"));
        assert!(refused.says("Căn cứ của đề xuất đã thay đổi"), "{}", refused.words_of("main"));
        let (old, _) = papers(&world, NUMBER).await;
        assert!(scanned(&world, &old.paper.code).await.heading().contains("đình chỉ"), "it stands as it stood");
        let own = holder.visit(OWN).await;
        assert!(!own.buttons().iter().any(|button| button.starts_with("Đề nghị")), "{:?}", own.buttons());
        rehearsal.teller.tell(&mut story, Step::Reinstate("Đã khắc phục.")).await.expect("reinstated");
        let page = approved(&world, &dossier).await;
        assert_eq!(page.heading(), format!("Giấy xác nhận {NEWER}"), "{}", page.words_of("main"));
        assert!(scanned(&world, &old.paper.code).await.heading().contains("thay"));
        assert_verified(&world).await;
    }
}
