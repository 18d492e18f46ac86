//! What cannot be printed: it stops the approval, not the paper; and nobody
//! else's paper.

use std::path::PathBuf;

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::evidence::Item;
use consultant_registry::domain::ids::EvidenceId;
use consultant_registry::storage::{cards, entries, evidence};
use rocket::http::Status;

use super::batches::done;
use super::{DESK, NUMBER, Pdf};
use crate::desk::{path, staff};
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

/// Where a stored paper lies.
async fn file_of(world: &World, id: EvidenceId) -> PathBuf {
    let mut reading = world.storage().read().await.expect("a reading");
    let sha256 = evidence::find(&mut reading, id).await.expect("read").expect("evidence").sha256;
    world.folder().join("papers").join(&sha256[..2]).join(&sha256)
}

async fn issued_entries(world: &World) -> usize {
    let mut reading = world.storage().read().await.expect("a reading");
    let entries = entries::after(&mut reading, 0, 10_000).await.expect("the entries");
    entries.iter().filter(|entry| entry.event.kind() == "issued").count()
}

story! {
    signing async fn an_approval_sets_every_paper_before_it_signs_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        let dossier = proposed.dossier.as_ref().expect("a dossier");
        let mut reading = world.storage().read().await.expect("a reading");
        let papers = evidence::of_dossier(&mut reading, dossier.id).await.expect("read").whole().expect("whole");
        drop(reading);
        let portrait = papers.iter().find(|paper| paper.item == Item::Photo && paper.expert == Some(2));
        let file = file_of(&world, portrait.expect("a portrait").id).await;
        let whole = std::fs::read(&file).expect("the portrait");
        std::fs::write(&file, b"spoilt").expect("written");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&proposed))).await;
        let stopped = leader.press(&page, "Phê duyệt và cấp giấy").await;
        let name = dossier.application.experts[2].name.as_deref().expect("a name");
        let said = stopped.words_of(".errors");
        assert_eq!(stopped.status, Status::Conflict);
        assert!(said.contains(&format!("thẻ của “{name}”")) && said.contains("Ảnh chân dung"), "{said}");
        assert_eq!(issued_entries(&world).await, 0);
        std::fs::write(&file, whole).expect("written");
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.path, DESK, "{}", page.words_of("main"));
    }
}

story! {
    signing async fn a_correction_sets_every_paper_before_it_signs_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let mut reading = world.storage().read().await.expect("a reading");
        let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("the cards");
        drop(reading);
        let card = cards[0].clone();
        let mut proposer = staff(&world, "tiepnhan@bkhcn").await;
        let form = proposer.visit(&format!("{DESK}/correction")).await;
        let filling = proposer.fill(&form, "Đề xuất đính chính").with("what", &format!("name {}", card.paper.number));
        let right = format!("{} Anh", card.paper.holder_name);
        filling.with("right", &right).with("evidence", "Căn cước công dân.").send().await;
        let file = file_of(&world, card.photo.expect("a portrait")).await;
        let whole = std::fs::read(&file).expect("the portrait");
        std::fs::write(&file, b"spoilt").expect("written");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = leader.visit("/desk/certificates").await;
        let place = list.attribute("section[aria-labelledby=corrections] a", "href").expect("a proposal");
        let look = leader.visit(&place).await;
        let stopped = leader.press(&look, "Xác nhận đính chính").await;
        let said = stopped.words_of(".errors");
        assert_eq!(stopped.status, Status::Conflict, "{}", stopped.words_of("main"));
        assert!(said.contains(&format!("thẻ của “{right}”")) && said.contains("Ảnh chân dung: Không dựng được."), "{said}");
        assert!(said.contains("Chưa có gì được ký."), "{said}");
        assert_eq!(issued_entries(&world).await, 1);
        std::fs::write(&file, whole).expect("written");
        let page = leader.press(&look, "Xác nhận đính chính").await;
        assert_eq!(page.words_of(".notice"), "Đã đính chính và cấp lại.");
        assert_eq!(issued_entries(&world).await, 2);
    }
}

story! {
    async fn the_longest_names_are_printed_and_one_spoilt_portrait_leaves_its_place_on_the_sheet(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut facts = organisation(0, 0..5);
        let firm = "Công ty cổ phần Tư vấn, Đào tạo và Chuyển giao Hệ thống Quản lý Chất lượng ".repeat(2);
        facts.firm.as_mut().expect("a firm").name = String::from(firm.trim_end());
        facts.people[0].name = String::from("NGUYỄN PHẠM THỊ NGỌC QUỲNH HƯƠNG TRẦN LÊ HOÀNG ÁNH DƯƠNG");
        facts.people[1].name = String::from("Wolfeschlegelsteinhausenbergerdorffwelch");
        facts.people[2].name = String::from("Rơ Châm Ơ̆");
        let mut story = rehearsal.proposed(facts).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let mut reading = world.storage().read().await.expect("a reading");
        let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("the cards");
        drop(reading);
        let named = |name: &str| cards.iter().find(|card| card.paper.holder_name == name).expect("a card");
        let long = named("NGUYỄN PHẠM THỊ NGỌC QUỲNH HƯƠNG TRẦN LÊ HOÀNG ÁNH DƯƠNG");
        assert!(long.paper.code.len() <= 376, "{}", long.paper.code.len());
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let card = Pdf::of(&leader.visit(&format!("{DESK}/files/card-{}.pdf", long.paper.number)).await);
        assert!(card.text().contains("HOÀNG ÁNH DƯƠNG"), "{}", card.text());
        let scanned = world.anonymous().visit(long.paper.code.strip_prefix("HTTP://LOCALHOST:8000").expect("a link")).await;
        assert!(scanned.heading().contains("còn hiệu lực") && scanned.says(&long.paper.holder_name), "{}", scanned.words_of("main"));
        let spoilt = named("Rơ Châm Ơ̆");
        let file = file_of(&world, spoilt.photo.expect("a portrait")).await;
        std::fs::write(&file, b"spoilt").expect("written");
        let sheet = Pdf::of(&leader.visit(&format!("{DESK}/files/sheet-1.pdf")).await);
        let text = sheet.text();
        assert!(sheet.is_sound() && text.contains("Không in được thẻ này. Ảnh chân dung"), "{text}");
        assert!(text.contains(&spoilt.paper.number) && text.matches("Có giá trị đến hết ngày").count() == 4, "{text}");
        let page = leader.visit(DESK).await;
        let page = leader.fill(&page, "Tạo gói tất cả các thẻ (.zip)").with("reason", "Trao thẻ").send().await;
        let page = done(&mut leader, page).await;
        let said = page.words_of(".warning");
        assert!(page.says("Đã in 4 trên 5 giấy"), "{}", page.words_of("main"));
        assert!(said.contains(&format!("{}: Ảnh hoặc tệp cần để in", spoilt.paper.number)), "{said}");
    }
}

story! {
    async fn a_request_with_bullets_of_word_is_a_letter(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps =
            [Step::Write, Step::Submit, Step::Receive, Step::RequestSupplement("\u{f0b7}\tBản sao bằng đại học\n➢ ✓ Ảnh ☐")];
        let story = rehearsal.brought(independent(0), &steps).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path(&story)).await;
        let letter = page.attribute("a[href*='/letters/supplement-request-']", "href").expect("the request");
        let text = Pdf::of(&intake.visit(&letter).await).text();
        assert!(text.contains("1. Bản sao bằng đại học") && text.contains("2. √ Ảnh □"), "{text}");
    }
}
