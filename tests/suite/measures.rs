//! Measures on certificates: who proposes, who explains, who decides, and what
//! ends by itself.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::domain::deed::{Deed, Noted};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::audit::{self, AuditRecord};
use rocket::http::Status;

use crate::by_two::{decided, explain, propose, waiting};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::{assert_found, findings, with_papers};
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const PATH: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const REVOCATION: [(&str, &str); 2] = [("ground", "c"), ("reasons", "Hai khách hàng không có thật.")];
const AT_ONCE: [(&str, &str); 4] =
    [("ground", "a"), ("remedy", "Ngừng tư vấn"), ("reasons", "Qua kiểm tra"), ("urgency", "Đang gây hại")];

/// From Sunday 22/11 at ten to the first second of 03/12: the seventh working
/// day is over, and 24/11 is a day off.
const TERM: i64 = 10 * 86_400 + 14 * 3_600;

async fn issued(world: &World) -> Story {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

async fn holder(world: &World, story: &Story) -> (Person, String) {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    (holder, format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a written dossier").id))
}

async fn sentence(world: &World) -> String {
    world.anonymous().visit("/c/01-2026-GXN-BKHCN").await.heading()
}

async fn last_look(officer: &mut Person, page: &Page, end: &str) -> Page {
    officer.visit(&format!("{}/{end}", waiting(page))).await
}

story! {
    async fn who_proposed_a_measure_does_not_decide_it_though_a_leader(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut one = staff(&world, "lanhdao2@bkhcn").await;
        let page = propose(&mut one, (PATH, "revocation"), &REVOCATION).await;
        explain(&mut holder, &dossier, "Khách hàng có thật.").await;
        let look = one.visit(&waiting(&page)).await;
        assert!(look.says("Người đề xuất không được tự quyết định; phải là một lãnh đạo khác."), "{}", look.words_of("main"));
        assert!(look.attribute("a[href$='/confirmation']", "href").is_none());
        let fields = [("version", "2"), ("typed_number", NUMBER)];
        let refused = post(&mut one, &look, &format!("{}/confirmation", waiting(&page)), &fields).await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.says("Người đề xuất không được tự quyết định"), "{}", refused.words_of("main"));
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(&waiting(&page)).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk/certificates").await;
        let refused = post(&mut elsewhere, &there, &format!("{}/confirmation", waiting(&page)), &fields).await;
        assert_eq!(refused.status, Status::NotFound, "another office’s leader");
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let look = intake.visit(&waiting(&page)).await;
        let refused = post(&mut intake, &look, &format!("{}/confirmation", waiting(&page)), &fields).await;
        assert_eq!(refused.status, Status::Forbidden, "no leader");
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_measure", "answer_measure"]);
        assert!(sentence(&world).await.contains("còn hiệu lực"));
        assert_whole(&world.registry).await;
    }
}

story! {
    async fn a_second_measure_is_refused_while_one_waits_and_keeps_what_was_typed(world) {
        issued(&world).await;
        let mut one = staff(&world, "thamxet1@bkhcn").await;
        let mut other = staff(&world, "thamxet2@bkhcn").await;
        let form = other.visit(&format!("{PATH}/revocation")).await;
        let again = one.visit(&format!("{PATH}/revocation")).await;
        let page = propose(&mut one, (PATH, "revocation"), &REVOCATION).await;
        assert!(page.attribute("a[href$='/suspension']", "href").is_none(), "no other is offered");
        let filling = other.fill(&form, "Đề xuất thu hồi").with("ground", "a").with("reasons", "Đã giải thể");
        let refused = filling.send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.words_of(".errors").contains("đang có một đề xuất chờ quyết định"), "{}", refused.words_of(".errors"));
        assert_eq!(refused.words_of("#reasons"), "Đã giải thể");
        let filling = one.fill(&again, "Đề xuất thu hồi").with("ground", "a").with("reasons", "Nói khác đi");
        let refused = filling.send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity, "other words are another proposal");
        assert_eq!(refused.words_of("#reasons"), "Nói khác đi");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let form = leader.visit(&format!("{PATH}/urgent-suspension")).await;
        let filling = leader.fill(&form, "Đình chỉ ngay");
        let refused = AT_ONCE.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await;
        assert!(refused.says("Chờ lãnh đạo thứ hai xác nhận"), "harm is stopped at once: {}", refused.words_of("main"));
        let again = leader.visit(&format!("{PATH}/urgent-suspension")).await;
        let filling = leader.fill(&again, "Đình chỉ ngay").with("urgency", "Nói khác đi");
        let twice = AT_ONCE[..3].iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await;
        assert!(twice.words_of(".errors").contains("đang có một đề xuất chờ quyết định"), "{}", twice.words_of("main"));
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_measure", "suspended"]);
        let look = last_look(&mut other, &page, "refusal").await;
        assert_eq!(look.status, Status::Forbidden, "no leader");
        let look = last_look(&mut leader, &page, "refusal").await;
        assert!(look.says("tình trạng giấy xác nhận đã thay đổi"), "{}", look.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn a_certificate_to_be_suspended_later_is_in_force_until_then(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let fields = [("ground", "c"), ("from", "2026-12-20"), ("until", "9999-12-31"), ("remedy", "Bổ sung"), ("reasons", "Thiếu")];
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let form = proposer.visit(&format!("{PATH}/suspension")).await;
        let filling = proposer.fill(&form, "Đề xuất đình chỉ");
        let refused = fields.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await;
        assert!(refused.words_of(".errors").contains("không quá ngày cuối hiệu lực của giấy"), "{}", refused.words_of(".errors"));
        let fields = [fields[0], fields[1], ("until", "2027-01-31"), fields[3], fields[4]];
        decided(&world, (PATH, "suspension"), (&mut holder, &dossier), &fields).await;
        assert!(sentence(&world).await.contains("còn hiệu lực"));
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = |standing: &str| format!("/desk/certificates?view={standing}");
        let suspended = leader.visit(&list("suspended")).await;
        assert!(!suspended.says(NUMBER), "{}", suspended.words_of("main"));
        assert!(leader.visit(&list("in_force")).await.says(NUMBER));
        let page = leader.visit(PATH).await;
        for (way, is_offered) in [("reinstatement", true), ("revocation", true), ("suspension", false)] {
            let link = page.attribute(&format!("a[href$='/{way}']"), "href");
            assert_eq!(link.is_some(), is_offered, "{way}");
        }
        let own = holder.visit("/filing/certificates/01-2026-GXN-BKHCN").await;
        assert!(own.says("đã có quyết định đình chỉ hiệu lực từ một ngày sắp tới"), "{}", own.words_of("main"));
        world.wait(29 * 86_400);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert!(leader.visit(&list("suspended")).await.says(NUMBER), "its day has come");
        assert!(sentence(&world).await.contains("chưa dùng được"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn the_holder_reads_what_is_proposed_and_the_leader_what_they_answer(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.heading().contains("còn hiệu lực") && !public.body.contains("xem xét"), "{}", public.words_of("main"));
        let list = holder.visit("/filing").await;
        let told = "Cơ quan cấp đang xem xét thu hồi giấy xác nhận; giải trình đến hết ngày 02/12/2026";
        assert!(list.says(told), "{}", list.words_of("main"));
        let page = holder.visit(&dossier).await;
        for said in [told, "điểm c khoản 2", "Hai khách hàng không có thật."] {
            assert!(page.says(said), "{said}: {}", page.words_of("main"));
        }
        let form = holder.visit(&format!("{dossier}/explanation")).await;
        let unsaid = holder.press(&form, "Gửi giải trình").await;
        assert_eq!(unsaid.status, Status::UnprocessableEntity);
        assert_eq!(unsaid.words_of(".errors a"), "Cần ghi ở ô “Nội dung giải trình”.");
        let long = "ơ".repeat(10_001);
        let refused = holder.fill(&form, "Gửi giải trình").with("explanation", &long).send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert_eq!(refused.words_of("#explanation"), long, "nothing typed is lost");
        let answer = "Hai khách hàng đã đổi tên.\n<b>Kèm</b> giấy tờ.";
        let page = holder.fill(&form, "Gửi giải trình").with("explanation", answer).send().await;
        assert_eq!(page.words_of(".notice"), "Đã gửi giải trình cho cơ quan cấp.");
        assert!(page.says("Hai khách hàng đã đổi tên.") && page.attribute("a[href$='/explanation']", "href").is_none());
        let again = holder.fill(&form, "Gửi giải trình").with("explanation", "Thêm nữa").send().await;
        assert_eq!((again.status, again.words_of("#explanation")), (Status::Conflict, "Thêm nữa".to_owned()), "once");
        assert!(again.says("mỗi đề xuất chỉ nhận một giải trình"), "{}", again.words_of("main"));
        let mut stranger = world.applicant("mai@example.vn").await;
        assert_eq!(stranger.visit(&format!("{dossier}/explanation")).await.status, Status::NotFound);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk/certificates").await;
        assert!(page.says("Chờ lãnh đạo khác quyết định") && page.says("Đỗ Văn Thẩm Xét"), "{}", page.words_of("main"));
        let look = last_look(&mut leader, &page, "confirmation").await;
        assert!(look.says("Hai khách hàng đã đổi tên. <b>Kèm</b> giấy tờ."), "{}", look.words_of("main"));
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_measure", "answer_measure"]);
    }
}

story! {
    async fn a_leader_decides_once_the_holder_answered_or_the_term_is_over(world) {
        let story = issued(&world).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let page = propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let early = "Chưa quyết định được: tổ chức, chuyên gia còn giải trình đến hết ngày 02/12/2026";
        let look = leader.visit(&waiting(&page)).await;
        assert!(look.says(early), "{}", look.words_of("main"));
        let fields = [("version", "1"), ("typed_number", NUMBER)];
        let place = format!("{}/confirmation", waiting(&page));
        let refused = post(&mut leader, &look, &place, &fields).await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.says(early), "{}", refused.words_of("main"));
        world.wait(TERM - 1);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = leader.visit(&waiting(&page)).await;
        assert_eq!(post(&mut leader, &look, &place, &fields).await.status, Status::Conflict, "its last second");
        world.wait(1);
        let (mut holder, dossier) = holder(&world, &story).await;
        let form = holder.visit(&dossier).await;
        assert!(form.attribute("a[href$='/explanation']", "href").is_none(), "it is too late to explain");
        let id = waiting(&page).rsplit('/').next().expect("an id").to_owned();
        let fields_of_holder = [("proposal", id.as_str()), ("explanation", "Xin lỗi vì chậm")];
        let late = post(&mut holder, &form, &format!("{dossier}/explanation"), &fields_of_holder).await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.says("Thời hạn giải trình đã hết ngày 02/12/2026."), "{}", late.words_of("main"));
        let look = last_look(&mut leader, &page, "confirmation").await;
        assert!(look.says("Không có giải trình."), "{}", look.words_of("main"));
        let page = leader.fill(&look, "Thu hồi giấy xác nhận").with("typed_number", NUMBER).send().await;
        assert!(page.says("Bị thu hồi từ 03/12/2026"), "{}", page.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn a_suspension_confirmed_after_its_first_day_begins_on_the_day_of_confirmation(world) {
        let story = issued(&world).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let fields = [("ground", "c"), ("from", "2026-11-25"), ("until", "2027-01-31"), ("remedy", "Bổ sung"), ("reasons", "Thiếu")];
        let page = propose(&mut proposer, (PATH, "suspension"), &fields).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let form = holder.visit(&format!("{dossier}/explanation")).await;
        assert!(form.says("25/11/2026 đến hết 31/01/2027"), "{}", form.words_of("main"));
        world.wait(TERM);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = last_look(&mut leader, &page, "confirmation").await;
        let page = leader.press(&look, "Đình chỉ hiệu lực").await;
        assert!(page.says("Đình chỉ từ 03/12/2026 đến 31/01/2027"), "{}", page.words_of("main"));
    }
}

story! {
    async fn what_was_declined_or_withdrawn_changes_nothing_and_stays_in_the_history(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        let look = last_look(&mut leader, &page, "refusal").await;
        let unsaid = leader.press(&look, "Không chấp thuận").await;
        assert_eq!((unsaid.status, unsaid.words_of(".errors a")), (Status::UnprocessableEntity, "Cần ghi ở ô “Lý do không chấp thuận”.".to_owned()));
        let page = leader.fill(&look, "Không chấp thuận").with("reasons", "Chứng cứ chưa đủ").send().await;
        assert_eq!(page.words_of(".notice"), "Đã ghi nhận không chấp thuận.");
        let page = propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        let mut colleague = staff(&world, "thamxet2@bkhcn").await;
        let refused = last_look(&mut colleague, &page, "withdrawal").await;
        assert_eq!(refused.status, Status::Forbidden, "another’s is not taken back");
        let look = last_look(&mut proposer, &page, "withdrawal").await;
        let page = proposer.press(&look, "Rút đề xuất").await;
        for said in ["Không được chấp thuận", "Đã rút"] {
            assert!(page.says(said), "{said}: {}", page.words_of("main"));
        }
        let told = holder.visit(&dossier).await;
        for said in ["Đề xuất thu hồi: Không được chấp thuận", "Chứng cứ chưa đủ", "Đề xuất thu hồi: Đã rút"] {
            assert!(told.says(said), "{said}: {}", told.words_of("main"));
        }
        assert!(sentence(&world).await.contains("còn hiệu lực"));
        let acts = ["propose_measure", "decline_measure", "propose_measure", "withdraw_measure"];
        assert_eq!(acts_on(&world, NUMBER).await, acts);
    }
}

story! {
    async fn a_measure_on_a_certificate_that_changed_since_it_was_seen_is_looked_at_again(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let page = propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        explain(&mut holder, &dossier, "Không đúng.").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = last_look(&mut leader, &page, "confirmation").await;
        assert!(!look.says("tình trạng giấy xác nhận đã thay đổi"), "{}", look.words_of("main"));
        world.execute("update certificates set version = version + 1").await;
        let refused = leader.fill(&look, "Thu hồi giấy xác nhận").with("typed_number", NUMBER).send().await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.says("tình trạng giấy xác nhận đã thay đổi"), "{}", refused.words_of("main"));
        let done = leader.fill(&refused, "Thu hồi giấy xác nhận").with("typed_number", NUMBER).send().await;
        assert!(done.says("Bị thu hồi từ 22/11/2026"), "{}", done.words_of("main"));
    }
}

story! {
    async fn an_answer_that_came_while_a_leader_was_deciding_is_read_first(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = propose(&mut proposer, (PATH, "revocation"), &REVOCATION).await;
        let look = last_look(&mut leader, &page, "refusal").await;
        explain(&mut holder, &dossier, "Không đúng.").await;
        let refused = leader.fill(&look, "Không chấp thuận").with("reasons", "Chưa đủ").send().await;
        assert_eq!(refused.status, Status::Conflict);
        assert_eq!(acts_on(&world, NUMBER).await, ["propose_measure", "answer_measure"]);
    }
}

story! {
    async fn what_one_leader_ordered_at_once_another_declines_and_it_is_lifted(world) {
        let story = issued(&world).await;
        let (mut holder, dossier) = holder(&world, &story).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert_eq!(intake.visit(&format!("{PATH}/urgent-suspension")).await.status, Status::Forbidden);
        let mut one = staff(&world, "lanhdao1@bkhcn").await;
        let page = propose(&mut one, (PATH, "urgent-suspension"), &AT_ONCE).await;
        assert!(page.says("Chờ lãnh đạo thứ hai xác nhận đến hết ngày 25/11/2026"), "{}", page.words_of("main"));
        assert!(sentence(&world).await.contains("chưa dùng được"));
        let look = one.visit(&waiting(&page)).await;
        for end in ["confirmation", "refusal", "withdrawal"] {
            assert!(look.attribute(&format!("a[href$='/{end}']"), "href").is_none(), "{end}");
        }
        let told = holder.visit(&dossier).await;
        assert!(told.says("bị đình chỉ hiệu lực khẩn cấp, chờ lãnh đạo thứ hai xác nhận đến hết ngày 25/11/2026"), "{}", told.words_of("main"));
        explain(&mut holder, &dossier, "Việc này đã chấm dứt.").await;
        let mut other = staff(&world, "lanhdao2@bkhcn").await;
        let look = last_look(&mut other, &page, "refusal").await;
        assert!(look.says("Việc này đã chấm dứt."), "{}", look.words_of("main"));
        let page = other.fill(&look, "Không chấp thuận").with("reasons", "Không khẩn cấp").send().await;
        assert!(page.says("Còn hiệu lực") && page.says("Không được chấp thuận"), "{}", page.words_of("main"));
        assert!(sentence(&world).await.contains("còn hiệu lực"));
        assert_eq!(acts_on(&world, NUMBER).await, ["suspended", "answer_measure", "reinstated"]);
        assert_eq!(findings(&world).await, [""; 0]);
        assert_whole(&world.registry).await;
    }
}

story! {
    async fn after_a_suspension_that_nobody_confirmed_a_measure_is_proposed_anew(world) {
        issued(&world).await;
        let mut one = staff(&world, "lanhdao1@bkhcn").await;
        propose(&mut one, (PATH, "urgent-suspension"), &AT_ONCE).await;
        world.wait(4 * 86_400);
        let mut one = staff(&world, "lanhdao1@bkhcn").await;
        let page = one.visit(PATH).await;
        assert!(page.attribute("a[href$='/reinstatement']", "href").is_none(), "there is nothing to lift");
        assert!(page.attribute("a[href$='/suspension']", "href").is_some());
        propose(&mut one, (PATH, "urgent-suspension"), &AT_ONCE).await;
        assert!(sentence(&world).await.contains("chưa dùng được"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn a_measure_that_one_person_decided_alone_is_found(world) {
        let rehearsal = with_papers(&world).await;
        assert_eq!(findings(&world).await, [""; 0], "what two decided");
        let mut story = rehearsal.proposed(independent(7)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let leader = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader");
        let today = world.registry.clock.today();
        let deed = Deed::Suspended {
            ground: SuspensionGround::CapacityNotKept,
            from: today,
            until: today.plus_days(30),
            remedy: "Bổ sung".to_owned(),
            reasons: None,
            proposed: None,
            urgency: None,
        };
        let record = AuditRecord {
            at: world.registry.clock.now(),
            actor: Some(leader.account),
            issuer: Some(IssuerCode::MINISTRY),
            subject: "03/2026/GXN-BKHCN".to_owned(),
            noted: Noted::default(),
            deed,
        };
        let mut transaction = world.storage().begin().await.expect("a transaction");
        audit::append(&mut transaction, &record).await.expect("a record");
        transaction.commit().await.expect("committed");
        let found = findings(&world).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("measures: 03/2026/GXN-BKHCN: record "), "{found:?}");
        assert!(found[0].ends_with("was done by one person, and it takes two"), "{found:?}");
    }
}

story! {
    async fn measures_that_are_to_pass_as_older_ones_are_found(world) {
        with_papers(&world).await;
        let said = "measures: 01/2026/GXN-BKHCN: the record after which measures take two is “1000000”, but record";
        assert_found(&world, &["update measures_since set record = 1000000"], &[said]).await;
    }
}
