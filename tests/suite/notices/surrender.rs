//! Giving a certificate up: who says so, who acknowledges it, and from when it
//! counts.

use rocket::http::Status;

use super::{DESK, NUMBER, OWN, PUBLIC, entered, fill, heading, holder, issued};
use crate::by_two::{decided, propose};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

const BUTTON: &str = "Gửi đề nghị thôi hoạt động";
const ACKNOWLEDGE: &str = "Xác nhận thôi hoạt động";
const REASON: &str = "Chuyển sang lĩnh vực khác.";

async fn stated(holder: &mut Person, on: &str) -> Page {
    let form = holder.visit(&format!("{OWN}/surrender")).await;
    fill(holder, &form, BUTTON, &[("on", on), ("reason", REASON)]).await
}

/// The page of the notice that waits.
async fn waiting(officer: &mut Person) -> Page {
    let list = officer.visit("/desk/certificates").await;
    let place = list.attribute("section[aria-labelledby=notices] a", "href").expect("a notice that waits");
    officer.visit(&place).await
}

async fn acknowledged(world: &World) -> Page {
    let mut intake = staff(world, "tiepnhan@bkhcn").await;
    let page = waiting(&mut intake).await;
    intake.press(&page, ACKNOWLEDGE).await
}

story! {
    async fn a_holder_gives_a_certificate_up_and_it_counts_from_the_day_they_named(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        let mut holder = holder(&world).await;
        let page = holder.visit(OWN).await;
        assert!(page.says("Khi tổ chức, chuyên gia không tiếp tục hoạt động tư vấn."), "{}", page.words_of("main"));
        let form = holder.visit(&format!("{OWN}/surrender")).await;
        assert_eq!(form.attribute("#on", "value").as_deref(), Some("2026-11-22"), "today");
        let page = stated(&mut holder, "2026-12-01").await;
        assert_eq!(page.words_of(".notice"), "Đã gửi đề nghị thôi hoạt động; chờ cơ quan cấp xác nhận.");
        assert!(page.says("Thôi hoạt động từ 01/12/2026") && page.says("Chờ cơ quan cấp xác nhận"), "{}", page.words_of("main"));
        assert!(heading(&world).await.contains("còn hiệu lực"), "a notice changes nothing");
        assert_eq!(entered(&world).await, ["issued"]);
        let page = acknowledged(&world).await;
        assert_eq!(page.words_of(".notice"), "Đã xác nhận thôi hoạt động.");
        assert!(page.says("Sẽ thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 01/12/2026"), "{}", page.words_of("main"));
        assert!(page.words_of(".timeline li").contains("Thôi hoạt động theo đề nghị của tổ chức, chuyên gia, từ 01/12/2026"));
        assert_eq!(entered(&world).await, ["issued", "given_up"]);
        assert_eq!(acts_on(&world, NUMBER).await, ["state_surrender", "given_up"]);
        assert!(heading(&world).await.contains("còn hiệu lực"), "its day has not come");
        let page = holder.visit(OWN).await;
        assert!(page.says("Cơ quan cấp đã xác nhận"), "{}", page.words_of("main"));
        assert!(page.says("sắp thôi hoạt động") && !page.buttons().contains(&"Đề nghị cấp lại".to_owned()), "{:?}", page.buttons());
        let dossier = format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id);
        for place in ["/filing", dossier.as_str()] {
            let told = holder.visit(place).await;
            assert!(told.says("Sẽ thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 01/12/2026"), "{place}: {}", told.words_of("main"));
        }
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        for (view, rows) in [("in_force", 1), ("given_up", 0)] {
            let list = leader.visit(&format!("/desk/certificates?view={view}")).await;
            assert_eq!(list.all_words_of("table.queue tbody tr").len(), rows, "{view}");
        }
        world.wait(9 * 86_400);
        let said = heading(&world).await;
        assert!(said.contains("không có hiệu lực: đã thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 01/12/2026"), "{said}");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        for (view, rows) in [("in_force", 0), ("given_up", 1)] {
            let list = leader.visit(&format!("/desk/certificates?view={view}")).await;
            assert_eq!(list.all_words_of("table.queue tbody tr").len(), rows, "{view}");
        }
        let page = leader.visit(DESK).await;
        for noun in ["suspension", "revocation"] {
            assert!(page.attribute(&format!("a[href$='/{noun}']"), "href").is_none(), "nothing more is done with it: {noun}");
        }
        assert_eq!(findings(&world).await, [""; 0]);
        assert_whole(&world.registry).await;
    }
}

story! {
    async fn what_is_wrong_with_a_notice_is_said_beside_the_field_and_nothing_typed_is_lost(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let mut holder = holder(&world).await;
        let form = holder.visit(&format!("{OWN}/surrender")).await;
        let wrong = [
            ("on", "", REASON, "Chọn ngày ở ô “Thôi hoạt động từ ngày”."),
            ("on", "2026-11-21", REASON, "Ngày phải trong khoảng từ 22/11/2026 đến hết 22/11/2029."),
            ("on", "2029-11-23", REASON, "Ngày phải trong khoảng từ 22/11/2026 đến hết 22/11/2029."),
            ("reason", "2026-12-01", " ", "Cần ghi ở ô “Lý do”."),
            ("reason", "2026-12-01", "Ông 001085123456 nghỉ", "số định danh cá nhân"),
            ("reason", "2026-12-01", "Bà 김민수 nghỉ", "“김” (U+AE40)"),
        ];
        for (field, on, reason, sentence) in wrong {
            let refused = fill(&mut holder, &form, BUTTON, &[("on", on), ("reason", reason)]).await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{reason}");
            let said = refused.words_of(&format!("#{field}-error"));
            assert!(said.contains(sentence), "{field}: {said}");
            assert_eq!(refused.words_of("#reason"), reason.trim());
            assert_eq!(refused.attribute("#on", "value").as_deref(), Some(on));
        }
        let long = "ơ".repeat(2_001);
        let refused = fill(&mut holder, &form, BUTTON, &[("reason", &long)]).await;
        assert_eq!((refused.status, refused.words_of("#reason")), (Status::UnprocessableEntity, long));
        let switched = holder.fill(&form, "English (what you typed is kept)").with("reason", REASON).send().await;
        assert_eq!(switched.words_of("#reason"), REASON, "{}", switched.words_of("main"));
        assert_eq!(acts_on(&world, NUMBER).await, [""; 0]);
    }
}

story! {
    async fn a_notice_sent_twice_is_one_and_is_taken_back_until_it_is_acknowledged(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let mut holder = holder(&world).await;
        let form = holder.visit(&format!("{OWN}/surrender")).await;
        let fields = [("on", "2026-11-22"), ("reason", REASON)];
        fill(&mut holder, &form, BUTTON, &fields).await;
        let again = fill(&mut holder, &form, BUTTON, &fields).await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, OWN), "the same form is one act");
        let other = fill(&mut holder, &form, BUTTON, &[("on", "2026-12-01"), ("reason", "Nói khác đi")]).await;
        assert_eq!((other.status, other.words_of("#reason")), (Status::UnprocessableEntity, "Nói khác đi".to_owned()));
        assert!(other.words_of("#on-error").contains("rút thông báo đó"), "{}", other.words_of("main"));
        assert_eq!(acts_on(&world, NUMBER).await, ["state_surrender"]);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let stale = waiting(&mut intake).await;
        let page = holder.visit(&format!("{OWN}/surrender")).await;
        let taken = holder.press(&page, "Rút thông báo").await;
        assert_eq!(taken.words_of(".notice"), "Đã rút thông báo.");
        let again = holder.press(&page, "Rút thông báo").await;
        assert_eq!(again.status, Status::Ok, "twice is once: {}", again.words_of("main"));
        let late = intake.press(&stale, ACKNOWLEDGE).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("không còn chờ xác nhận"), "{}", late.words_of("main"));
        assert!(intake.visit("/desk/certificates").await.attribute("#notices", "id").is_none());
        stated(&mut holder, "2026-11-22").await;
        let page = waiting(&mut intake).await;
        let done = intake.press(&page, ACKNOWLEDGE).await;
        assert!(done.says("Thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 22/11/2026"), "{}", done.words_of("main"));
        let again = intake.press(&page, ACKNOWLEDGE).await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, DESK), "{}", again.words_of("main"));
        let mut colleague = staff(&world, "lanhdao1@bkhcn").await;
        let place = page.path.clone();
        let there = colleague.visit(DESK).await;
        let told = post(&mut colleague, &there, &place, &[("version", "1")]).await;
        assert_eq!(told.status, Status::Conflict, "somebody else did it: {}", told.words_of("main"));
        let acts = ["state_surrender", "withdraw_surrender", "state_surrender", "given_up"];
        assert_eq!(acts_on(&world, NUMBER).await, acts);
        assert_eq!(entered(&world).await, ["issued", "given_up"]);
        let late = fill(&mut holder, &form, BUTTON, &[("on", "2026-12-24"), ("reason", "Nghỉ")]).await;
        assert_eq!((late.status, late.words_of("#reason")), (Status::UnprocessableEntity, "Nghỉ".to_owned()));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn nobody_acknowledges_a_notice_but_intake_and_leaders_of_its_issuer(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, independent(5)).await;
        let mut holder = holder(&world).await;
        stated(&mut holder, "2026-11-22").await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = waiting(&mut appraiser).await;
        assert!(page.says("Bộ phận tiếp nhận hoặc lãnh đạo xác nhận."), "{}", page.words_of("main"));
        assert!(!page.buttons().contains(&ACKNOWLEDGE.to_owned()));
        let place = page.path.clone();
        let refused = post(&mut appraiser, &page, &place, &[("version", "1")]).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(&place).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk/certificates").await;
        assert_eq!(post(&mut elsewhere, &there, &place, &[("version", "1")]).await.status, Status::NotFound);
        let mut stranger = world.applicant("mai@example.vn").await;
        assert_eq!(stranger.visit(&format!("{OWN}/surrender")).await.status, Status::NotFound);
        let own = stranger.visit("/filing").await;
        let fields = [("on", "2026-11-22"), ("reason", REASON)];
        let refused = post(&mut stranger, &own, &format!("{OWN}/surrender"), &fields).await;
        assert_eq!(refused.status, Status::NotFound);
        assert_eq!(entered(&world).await, ["issued"]);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = waiting(&mut leader).await;
        let done = leader.press(&page, ACKNOWLEDGE).await;
        assert!(done.says("Giấy xác nhận thôi hoạt động từ 22/11/2026"), "the card follows: {}", done.words_of("main"));
        assert!(done.attribute("a[href*='/letters/surrender-']", "href").is_some(), "there is a letter");
        let said = heading(&world).await;
        assert!(said.contains("đã thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 22/11/2026"), "{said}");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn nobody_leaves_a_measure_behind_or_is_in_force_once_more_by_leaving(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        let dossier = format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id);
        let mut holder = holder(&world).await;
        let fields = [("ground", "c"), ("from", "2026-11-22"), ("remedy", "Bổ sung"), ("reasons", "Thiếu")];
        decided(&world, (DESK, "suspension"), (&mut holder, &dossier), &fields).await;
        stated(&mut holder, "2026-11-24").await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = waiting(&mut intake).await;
        assert!(page.says("chỉ xác nhận được từ ngày 24/11/2026"), "{}", page.words_of("main"));
        assert!(!page.buttons().contains(&ACKNOWLEDGE.to_owned()));
        let place = page.path.clone();
        let refused = post(&mut intake, &page, &place, &[("version", "1")]).await;
        assert_eq!(refused.status, Status::UnprocessableEntity, "{}", refused.words_of("main"));
        world.wait(2 * 86_400);
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        propose(&mut proposer, (DESK, "revocation"), &[("ground", "đ"), ("reasons", "Không khắc phục")]).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = waiting(&mut intake).await;
        assert!(page.says("đang có một đề xuất chờ quyết định"), "{}", page.words_of("main"));
        assert!(!page.buttons().contains(&ACKNOWLEDGE.to_owned()));
        let refused = post(&mut intake, &page, &place, &[("version", "1")]).await;
        assert!(refused.words_of(".errors").contains("đang có một đề xuất chờ quyết định"), "{}", refused.words_of("main"));
        let look = proposer.visit(DESK).await;
        let look = proposer.visit(&format!("{}/withdrawal", crate::by_two::waiting(&look))).await;
        proposer.press(&look, "Rút đề xuất").await;
        // Acknowledged a day late, it counts from the day that was named.
        world.wait(86_400);
        let done = acknowledged(&world).await;
        assert!(done.says("Thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 24/11/2026"), "{}", done.words_of("main"));
        for (day, said) in [("2026-11-23", "bị đình chỉ"), ("2026-11-24", "đã thôi hoạt động")] {
            let then = world.anonymous().visit(&format!("{PUBLIC}?on={day}")).await;
            assert!(then.heading().contains(said), "{day}: {}", then.heading());
        }
        assert_eq!(entered(&world).await, ["issued", "suspended", "given_up"]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn what_is_given_up_from_a_later_day_can_be_revoked_before_it(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = issued(&rehearsal, organisation(0, 0..5)).await;
        let dossier = format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id);
        let mut holder = holder(&world).await;
        stated(&mut holder, "2027-06-01").await;
        let page = acknowledged(&world).await;
        assert!(page.attribute("a[href$='/suspension']", "href").is_none(), "{}", page.words_of("main"));
        decided(&world, (DESK, "revocation"), (&mut holder, &dossier), &[("ground", "c"), ("reasons", "Khai man")]).await;
        assert!(heading(&world).await.contains("đã bị thu hồi từ 22/11/2026"), "{}", heading(&world).await);
        world.wait(200 * 86_400);
        assert!(heading(&world).await.contains("đã bị thu hồi từ 22/11/2026"), "it stays revoked");
        assert_eq!(entered(&world).await, ["issued", "given_up", "revoked"]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}
