//! The leader's decision over HTTP: what is said before it, what exists after.

use consultant_registry::storage::{certificates, dossiers, entries};
use rocket::http::Status;

use crate::desk::{acts_of, offered, path, staff};
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

/// How many entries the register has of this kind.
async fn entries_of(world: &World, kind: &str) -> usize {
    let mut reading = world.storage().read().await.expect("a reading");
    let entries = entries::after(&mut reading, 0, 10_000).await.expect("the entries");
    entries.iter().filter(|entry| entry.event.kind() == kind).count()
}

story! {
    signing async fn a_leader_approves_and_the_papers_exist_numbered_signed_and_published(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&proposed)).await;
        assert!(page.says("Người trình: Đỗ Văn Thẩm Xét"), "{}", page.words_of("#act"));
        let page = leader.visit(&page.attribute("a.button", "href").expect("the way to approve")).await;
        assert!(page.says("Việc cấp không hoàn tác được"));
        assert_eq!(page.all_words_of("main ol li").len(), 5);
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.path, "/desk/certificates/01-2026-GXN-BKHCN");
        assert_eq!(page.heading(), "Giấy xác nhận 01/2026/GXN-BKHCN");
        assert_eq!(page.all_words_of("figure.qr svg title").len(), 6);
        assert_eq!(page.attribute("main a[href='/c/01-2026-GXN-BKHCN']", "href").as_deref(), Some("/c/01-2026-GXN-BKHCN"));
        assert_eq!(acts_of(&world, &proposed).await.iter().filter(|act| *act == "approve").count(), 1);
        assert_eq!(entries_of(&world, "issued").await, 1);
        assert_whole(&world.registry).await;
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.heading().contains("còn hiệu lực"), "{}", public.heading());
        let page = leader.visit(&path(&proposed)).await;
        assert!(page.says("Đã cấp giấy xác nhận số 01/2026/GXN-BKHCN"));
        assert_eq!(offered(&page), [""; 0]);
    }
}

story! {
    signing async fn a_name_that_no_font_draws_stops_the_approval_and_not_the_paper(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        // As one that was filed before the fields asked.
        let id = proposed.dossier.as_ref().expect("a dossier").id;
        let mut writing = world.storage().begin().await.expect("a transaction");
        let found = dossiers::find(&mut writing, &world.registry.seal, id).await.expect("read");
        let mut dossier = found.expect("the dossier");
        dossier.application.experts[1].name = Some("김민수".to_owned());
        dossiers::update(&mut writing, &world.registry.seal, &mut dossier).await.expect("written");
        writing.commit().await.expect("committed");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&proposed))).await;
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.status, Status::Conflict);
        let said = page.words_of(".errors");
        assert!(said.contains("thẻ của “김민수”") && said.contains("Họ và tên") && said.contains("U+AE40"), "{said}");
        assert!(said.contains("Chưa có gì được ký"), "{said}");
        assert_eq!(entries_of(&world, "issued").await, 0);
        assert_whole(&world.registry).await;
    }
}

story! {
    signing async fn the_second_of_two_leaders_is_told_who_decided(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        let decision = format!("{}/decision", path(&proposed));
        let mut first = staff(&world, "lanhdao1@bkhcn").await;
        let mut second = staff(&world, "lanhdao2@bkhcn").await;
        let (one, other) = (first.visit(&decision).await, second.visit(&decision).await);
        assert_eq!(first.press(&one, "Phê duyệt và cấp giấy").await.status, Status::Ok);
        let late = second.press(&other, "Phê duyệt và cấp giấy").await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.words_of(".errors").contains("Bùi Văn Lãnh Đạo đã làm lúc 10:00 ngày 22/11/2026"), "{}", late.words_of("main"));
        assert!(late.says("Đã cấp giấy xác nhận số 01/2026/GXN-BKHCN"), "the page shows what is true now");
        assert_eq!(entries_of(&world, "issued").await, 1);
    }
}

story! {
    async fn a_qms_certificate_that_ran_out_since_the_proposal_stops_the_approval(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let ready = leader.visit(&format!("{}/decision", path(&proposed))).await;
        world.wait(696 * 86_400);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&proposed)).await;
        assert!(page.says("Từ khi trình, căn cứ đã thay đổi"), "{}", page.words_of("#act"));
        assert!(page.words_of("#act .warning").contains("O2a"), "{}", page.words_of("#act .warning"));
        assert!(page.attribute("a.button", "href").is_none(), "no way to approve is offered");
        let version = ready.attribute("input[name=version]", "value").expect("a version");
        let decision = format!("{}/decision", path(&proposed));
        let late = crate::desk::post(&mut leader, &page, &decision, &[("version", &version)]).await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.words_of(".errors").contains("Căn cứ của đề xuất đã thay đổi."));
        assert_eq!(entries_of(&world, "issued").await, 0);
        let page = leader.fill(&page, "Trả lại để thẩm xét").with("back_reasons", "Chứng chỉ đã hết hạn").send().await;
        assert!(page.words_of(".stage").contains("Đang thẩm xét"));
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&proposed)).await;
        assert!(page.words_of("#act .warning").contains("Chứng chỉ đã hết hạn"), "{}", page.words_of("#act"));
    }
}

story! {
    signing async fn an_old_page_does_not_decide_about_a_newer_proposal(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut proposed = rehearsal.proposed(independent(0)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let old = leader.visit(&format!("{}/decision", path(&proposed))).await;
        for step in [
            consultant_registry::demo::teller::Step::SendBack("Xem lại"),
            consultant_registry::demo::teller::Step::Propose(
                consultant_registry::domain::dossier::Outcome::Approve,
                "Đã xem lại.",
            ),
        ] {
            rehearsal.teller.tell(&mut proposed, step).await.expect("told");
        }
        let late = leader.press(&old, "Phê duyệt và cấp giấy").await;
        assert_eq!(late.status, Status::Conflict);
        let mut reading = world.storage().read().await.expect("a reading");
        assert_eq!(certificates::find(&mut reading, "01/2026/GXN-BKHCN").await.expect("read"), None);
    }
}
