//! A personal number is written into nothing that is kept for good.

use consultant_registry::demo::teller::Step;
use rocket::http::Status;

use crate::desk::{acts_of, acts_on, path, staff};
use crate::harness::{Page, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

/// A number as people write one.
const NUMBER: &str = "CCCD số 001 090 000 123";

/// The page was refused at this field, and what was typed is still there.
fn assert_refused(page: &Page, field: &str) {
    assert_eq!(page.status, Status::UnprocessableEntity, "{field}: {}", page.heading());
    assert_eq!(
        page.attribute(".errors a", "href"),
        Some(format!("#{field}")),
        "{:?}",
        page.words_of(".errors")
    );
    assert!(page.words_of(".errors").contains("số định danh cá nhân"), "{}", page.words_of(".errors"));
    let typed = page.attribute(&format!("#{field}"), "value").unwrap_or(page.words_of(&format!("#{field}")));
    assert!(typed.contains(NUMBER), "{field}: {typed}");
}

story! {
    async fn notes_letters_and_judgements_take_none(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let dossier = path(&story);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&dossier).await;
        let refused = intake.fill(&page, "Ghi chú vào hồ sơ").with("file_note", NUMBER).send().await;
        assert_refused(&refused, "file_note");
        let refused = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", NUMBER).send().await;
        assert_refused(&refused, "items");
        let english = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", "001090000123").send().await;
        assert_eq!(english.status, Status::UnprocessableEntity);
        for step in [Step::ConfirmComplete, Step::TakeUp] {
            rehearsal.teller.tell(&mut story, step).await.expect("told");
        }
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&dossier).await;
        let met = [("judgement-experts-0-E5", "met"), ("note-experts-0-E5", NUMBER)];
        let filling = appraiser.fill(&page, "Lưu nhận xét");
        let filling = met.iter().fold(filling, |filling, (name, value)| filling.forging(name, value));
        assert_refused(&filling.send().await, "note-experts-0-E5");
        let acts = acts_of(&world, &story).await;
        assert_eq!(acts, ["receive", "confirm_complete", "take_up"], "nothing of it was noted");
    }
}

story! {
    async fn reasons_of_a_decision_take_none(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&story)).await;
        let refused = leader.fill(&page, "Trả lại để thẩm xét").with("back_reasons", NUMBER).send().await;
        assert_refused(&refused, "back_reasons");
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let certificate = "/desk/certificates/01-2026-GXN-BKHCN";
        let page = leader.visit(&format!("{certificate}/suspension")).await;
        let filling = leader.fill(&page, "Đề xuất đình chỉ").with("ground", "c").with("reasons", "Kết luận kiểm tra.");
        let refused = filling.with("remedy", NUMBER).send().await;
        assert_refused(&refused, "remedy");
        let page = leader.visit(&format!("{certificate}/revocation")).await;
        let filling = leader.fill(&page, "Đề xuất thu hồi").with("ground", "đ").with("reasons", NUMBER);
        let refused = filling.send().await;
        assert_refused(&refused, "reasons");
        assert_eq!(acts_on(&world, "01/2026/GXN-BKHCN").await, [""; 0]);
    }
}
