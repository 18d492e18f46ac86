//! Experts who left: who tells of them, who returns their cards, and what is
//! told late.

use consultant_registry::storage::cards;
use rocket::http::Status;

use super::{DESK, NUMBER, OWN, entered, fill, holder, issued};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, independent, organisation};

const BUTTON: &str = "Gửi thông báo";
const ACKNOWLEDGE: &str = "Xác nhận trả lại thẻ";
const TOO_FEW: &str = "Tổ chức chỉ còn 4 chuyên gia có thẻ, ít hơn 5 chuyên gia phải luôn có";

/// The numbers of the cards, by the names of their holders.
async fn numbers(world: &World) -> Vec<String> {
    let mut reading = world.storage().read().await.expect("a reading");
    let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("read").rows;
    cards.into_iter().map(|card| card.paper.number).collect()
}

/// Tells that the holders of these cards left on these days.
async fn told(holder: &mut Person, who: &[(&str, &str)]) -> Page {
    let form = holder.visit(&format!("{OWN}/departures")).await;
    let mut filling = holder.fill(&form, BUTTON);
    for (card, on) in who {
        filling = filling.and("cards", card).with(&format!("on-{card}"), on);
        filling = filling.with(&format!("reason-{card}"), "Chuyển công tác");
    }
    filling.send().await
}

/// The pages of the notices that wait.
async fn waiting(officer: &mut Person) -> Vec<Page> {
    let list = officer.visit("/desk/certificates").await;
    let mut pages = Vec::new();
    for place in list.all_attributes("section[aria-labelledby=notices] a", "href") {
        pages.push(officer.visit(&place).await);
    }
    pages
}

async fn verdict_of(world: &World, card: &str) -> String {
    world.anonymous().visit(&format!("/c/{card}")).await.heading()
}

story! {
    async fn an_organisation_tells_of_experts_who_left_and_the_desk_returns_their_cards(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..6)).await;
        let cards = numbers(&world).await;
        world.wait(20 * 86_400);
        let mut holder = holder(&world).await;
        let page = holder.visit(OWN).await;
        assert!(page.says("Khi chuyên gia không còn làm việc cho tổ chức"), "{}", page.words_of("main"));
        let form = holder.visit(&format!("{OWN}/departures")).await;
        assert!(form.says("Phải báo và trả lại thẻ trong 1 tháng kể từ ngày chuyên gia thôi việc (Thông tư 26/2014/TT-BKHCN)"), "{}", form.words_of("main"));
        let page = told(&mut holder, &[(&cards[0], "2026-12-01"), (&cards[1], "2026-12-12")]).await;
        assert_eq!(page.words_of(".notice"), "Đã gửi thông báo; chờ cơ quan cấp xác nhận trả lại thẻ.");
        assert_eq!(acts_on(&world, NUMBER).await, ["report_departures"], "several at once are one act");
        assert!(verdict_of(&world, &cards[0]).await.contains("còn hiệu lực"), "a notice changes nothing");
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let pages = waiting(&mut intake).await;
        assert_eq!(pages.len(), 2);
        let first = pages.iter().find(|page| page.says(&cards[0])).expect("the first");
        assert!(first.says("Chuyển công tác") && first.says("Phải báo trước khi hết ngày 04/01/2027 (Thông tư 26/2014/TT-BKHCN)"), "{}", first.words_of("main"));
        assert!(!first.says("báo muộn"), "{}", first.words_of("main"));
        let done = intake.press(first, ACKNOWLEDGE).await;
        assert_eq!(done.words_of(".notice"), "Đã xác nhận trả lại thẻ.");
        assert!(done.says("Đã trả lại từ 01/12/2026") && !done.says("ít hơn 5"), "{}", done.words_of("main"));
        let said = verdict_of(&world, &cards[0]).await;
        assert!(said.contains("đã được trả lại từ 01/12/2026"), "{said}");
        let again = intake.press(first, ACKNOWLEDGE).await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, DESK), "twice is once");
        // The other leaves four: both sides are told so at once.
        let second = pages.iter().find(|page| page.says(&cards[1])).expect("the second");
        let done = intake.press(second, ACKNOWLEDGE).await;
        assert!(done.says(TOO_FEW), "{}", done.words_of("main"));
        for place in ["/filing".to_owned(), OWN.to_owned(), format!("{OWN}/departures")] {
            let page = holder.visit(&place).await;
            assert!(page.says(TOO_FEW), "{place}: {}", page.words_of("main"));
        }
        assert!(holder.visit(OWN).await.says("Cơ quan cấp đã xác nhận"));
        assert_eq!(entered(&world).await, ["issued", "card_returned", "card_returned"]);
        assert_eq!(acts_on(&world, &cards[0]).await, ["card_returned"]);
        assert!(waiting(&mut intake).await.is_empty());
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn what_is_wrong_is_said_beside_the_field_of_its_card_and_nothing_typed_is_lost(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let cards = numbers(&world).await;
        let (one, other) = (cards[0].as_str(), cards[1].as_str());
        let mut holder = holder(&world).await;
        let form = holder.visit(&format!("{OWN}/departures")).await;
        let nobody = fill(&mut holder, &form, BUTTON, &[(&format!("reason-{one}"), "Nghỉ")]).await;
        assert_eq!(nobody.status, Status::UnprocessableEntity);
        assert_eq!(nobody.words_of("#cards-error"), "Lỗi: Chọn ít nhất một chuyên gia đã thôi việc.");
        assert_eq!(nobody.attribute(&format!("#reason-{one}"), "value").as_deref(), Some("Nghỉ"));
        let wrong = [
            ("on", "", "Nghỉ", "Chọn ngày ở ô “Ngày thôi việc”."),
            ("on", "2026-11-21", "Nghỉ", "từ 22/11/2026 đến hết 22/11/2026"),
            ("on", "2026-11-23", "Nghỉ", "từ 22/11/2026 đến hết 22/11/2026"),
            ("reason", "2026-11-22", "", "Cần ghi ở ô “Lý do”."),
            ("reason", "2026-11-22", "Số 001085123456", "số định danh cá nhân"),
        ];
        for (field, on, reason, sentence) in wrong {
            let filling = holder.fill(&form, BUTTON).and("cards", one).and("cards", other);
            let filling = filling.with(&format!("on-{one}"), "2026-11-22").with(&format!("reason-{one}"), "Chuyển công tác");
            let filling = filling.with(&format!("on-{other}"), on).with(&format!("reason-{other}"), reason);
            let refused = filling.send().await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{sentence}");
            let said = refused.words_of(&format!("#{field}-{other}-error"));
            assert!(said.contains(sentence), "{said}: {}", refused.words_of(".errors"));
            assert_eq!(refused.attribute(&format!("#reason-{other}"), "value").as_deref(), Some(reason));
            assert_eq!(refused.all_attributes("input[name=cards][checked]", "value").len(), 2);
        }
        let switched = holder.fill(&form, "English (what you typed is kept)").and("cards", one).send().await;
        assert_eq!(switched.all_attributes("input[name=cards][checked]", "value"), [one]);
        let there = holder.visit(OWN).await;
        let unknown = [("cards", "BKHCN-TV-99999999"), ("on-BKHCN-TV-99999999", "2026-11-22"), ("reason-BKHCN-TV-99999999", "x")];
        let refused = post(&mut holder, &there, &format!("{OWN}/departures"), &unknown).await;
        assert_eq!(refused.status, Status::NotFound);
        assert_eq!(acts_on(&world, NUMBER).await, [""; 0]);
    }
}

story! {
    async fn a_late_notice_is_marked_and_taken_all_the_same(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let cards = numbers(&world).await;
        // 04/01/2027 is the last day for who left on 01/12 and on 04/12.
        world.wait(43 * 86_400);
        let mut one = holder(&world).await;
        told(&mut one, &[(&cards[0], "2026-12-01")]).await;
        world.wait(86_400);
        let mut one = holder(&world).await;
        let page = told(&mut one, &[(&cards[1], "2026-12-04")]).await;
        assert_eq!(page.status, Status::Ok, "never refused");
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let list = intake.visit("/desk/certificates").await;
        let rows = list.all_words_of("section[aria-labelledby=notices] tbody tr");
        assert_eq!(rows.iter().filter(|row| row.contains("báo muộn")).count(), 1, "{rows:?}");
        let late = waiting(&mut intake).await.into_iter().find(|page| page.says(&cards[1])).expect("the late one");
        assert!(late.says("Chờ cơ quan cấp xác nhận · báo muộn"), "{}", late.words_of("main"));
        let done = intake.press(&late, ACKNOWLEDGE).await;
        assert!(done.says("Đã trả lại từ 04/12/2026"), "{}", done.words_of("main"));
        assert!(verdict_of(&world, &cards[1]).await.contains("đã được trả lại từ 04/12/2026"));
        assert!(one.visit(&format!("{OWN}/departures")).await.says("báo muộn"), "the holder sees it, too");
    }
}

story! {
    async fn a_notice_of_departure_is_one_and_is_taken_back_until_it_is_acknowledged(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..6)).await;
        let cards = numbers(&world).await;
        let card = cards[0].as_str();
        let mut holder = holder(&world).await;
        let form = holder.visit(&format!("{OWN}/departures")).await;
        let (on, reason) = (format!("on-{card}"), format!("reason-{card}"));
        for _ in 0..2 {
            let filling = holder.fill(&form, BUTTON).and("cards", card).with(&on, "2026-11-22").with(&reason, "Nghỉ");
            assert_eq!(filling.send().await.path, OWN, "the same form is one act");
        }
        let filling = holder.fill(&form, BUTTON).and("cards", card).with(&on, "2026-11-22").with(&reason, "Nói khác đi");
        let other = filling.send().await;
        assert_eq!(other.status, Status::UnprocessableEntity);
        assert!(other.words_of(".errors").contains("rút thông báo đó"), "{}", other.words_of("main"));
        assert_eq!(acts_on(&world, NUMBER).await, ["report_departures"]);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let stale = waiting(&mut intake).await.remove(0);
        let page = holder.visit(&format!("{OWN}/departures")).await;
        for _ in 0..2 {
            let taken = holder.press(&page, "Rút thông báo").await;
            assert_eq!(taken.status, Status::Ok, "{}", taken.words_of("main"));
        }
        let late = intake.press(&stale, ACKNOWLEDGE).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("không còn chờ xác nhận"), "{}", late.words_of("main"));
        // Told anew, the desk records the return from the card's own page: it answers the notice.
        told(&mut holder, &[(card, "2026-11-22")]).await;
        let form = intake.visit(&format!("/desk/cards/{card}/return")).await;
        fill(&mut intake, &form, "Ghi nhận trả lại thẻ", &[("on", "2026-11-22")]).await;
        assert!(waiting(&mut intake).await.is_empty(), "nothing waits");
        assert!(holder.visit(OWN).await.says("Cơ quan cấp đã xác nhận"));
        let acts = ["report_departures", "withdraw_departure", "report_departures"];
        assert_eq!(acts_on(&world, NUMBER).await, acts);
        assert_eq!(entered(&world).await, ["issued", "card_returned"]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn nobody_returns_a_card_but_intake_and_leaders_of_its_issuer(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let cards = numbers(&world).await;
        let mut one = holder(&world).await;
        told(&mut one, &[(&cards[0], "2026-11-22")]).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = waiting(&mut appraiser).await.remove(0);
        assert!(!page.buttons().contains(&ACKNOWLEDGE.to_owned()), "{}", page.words_of("main"));
        let place = page.path.clone();
        let refused = post(&mut appraiser, &page, &place, &[("version", "1")]).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(&place).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk/certificates").await;
        assert_eq!(post(&mut elsewhere, &there, &place, &[("version", "1")]).await.status, Status::NotFound);
        let mut stranger = world.applicant("mai@example.vn").await;
        assert_eq!(stranger.visit(&format!("{OWN}/departures")).await.status, Status::NotFound);
        assert_eq!(entered(&world).await, ["issued"]);
        // An independent consultant works for nobody whom they could leave.
        let mut story = rehearsal.proposed(independent(5)).await;
        rehearsal.teller.tell(&mut story, consultant_registry::demo::teller::Step::Approve).await.expect("approved");
        let page = one.visit("/filing/certificates/02-2026-GXN-BKHCN").await;
        assert!(page.attribute("a[href$='/departures']", "href").is_none(), "{}", page.words_of("main"));
    }
}
