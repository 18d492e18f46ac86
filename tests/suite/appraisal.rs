//! Appraisal at the desk: conditions beside their facts, judged one by one.

use consultant_registry::demo::facts::{Facts, Flaw};
use consultant_registry::demo::teller::{Step, Story};
use rocket::http::Status;

use crate::desk::{acts_of, offered, path, post, staff};
use crate::harness::{Page, Person, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

const TAKEN_UP: [Step; 5] = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp];

/// Judges these conditions met, in the form of their subject.
async fn judge_met(person: &mut Person, page: &Page, subject: (&str, &str), rules: &[&str]) -> Page {
    let mut filling = person.fill(page, "Lưu nhận xét").forging("subject", subject.0);
    for rule in rules {
        filling = filling.forging(&format!("judgement-{}-{rule}", subject.1), "met");
    }
    filling.send().await
}

/// Judges everything that is open of an organisation with so many experts.
async fn judge_all(person: &mut Person, mut page: Page, experts: usize) -> Page {
    page = judge_met(person, &page, ("organisation", "organisation"), &["O1", "O2c", "O2d"]).await;
    for position in 0..experts {
        let (subject, place) = (format!("expert:{position}"), format!("experts-{position}"));
        page = judge_met(person, &page, (&subject, &place), &["E5"]).await;
    }
    page
}

fn with_low_scores(experts: usize, low: usize) -> Facts {
    Facts { flaws: (0..low).map(Flaw::LowScore).collect(), ..organisation(0, 0..experts) }
}

fn name_of(story: &Story, position: usize) -> String {
    let dossier = story.dossier.as_ref().expect("a dossier");
    dossier.application.experts[position].name.clone().expect("a name")
}

story! {
    async fn an_appraiser_judges_what_needs_a_person_and_proposes(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let complete = rehearsal.brought(organisation(0, 0..5), &TAKEN_UP[..4]).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&complete)).await;
        let page = appraiser.press(&page, "Nhận thẩm xét hồ sơ").await;
        assert!(page.says("Còn 8 điều kiện cần nhận xét"), "{}", page.words_of("#act"));
        assert_eq!(page.attribute("#act .progress a", "href").as_deref(), Some("#organisation-O1"));
        assert!(!page.buttons().contains(&"Trình lãnh đạo".to_owned()), "not before all is judged");
        assert!(page.words_of("#organisation-O2a").contains("Đạt"));
        assert_eq!(page.attribute("#organisation-O2a a", "href").as_deref(), Some("#organisation-qms_certificate"));
        let page = judge_all(&mut appraiser, page, 5).await;
        assert!(page.says("Mọi điều kiện đã có nhận xét."), "{}", page.words_of("#act"));
        let filling = appraiser.fill(&page, "Trình lãnh đạo").with("outcome", "approve");
        let page = filling.with("reasons", "Giấy tờ khớp.").send().await;
        assert_eq!(page.words_of(".notice"), "Đã trình lãnh đạo.");
        assert!(page.says("Chờ lãnh đạo phê duyệt."));
        let expected = [["receive", "confirm_complete", "take_up"].as_slice(), &["judge"; 6], &["propose"]].concat();
        assert_eq!(acts_of(&world, &complete).await, expected, "one row for each act");
    }
}

story! {
    async fn what_is_not_met_needs_its_reason_and_what_was_typed_is_kept(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(organisation(0, 0..5), &TAKEN_UP).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        let filling = appraiser.fill(&page, "Lưu nhận xét").with("judgement-organisation-O1", "unmet");
        let refused = filling.with("judgement-organisation-O2c", "met").with("note-organisation-O2c", "đã xem").send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert_eq!(refused.attribute(".errors a", "href").as_deref(), Some("#note-organisation-O1"));
        assert!(refused.attribute("#note-organisation-O2c", "value").is_some_and(|note| note == "đã xem"));
        assert!(refused.attribute("input[type=radio][name=judgement-organisation-O1][value=unmet]", "checked").is_some());
        let nothing = appraiser.press(&page, "Lưu nhận xét").await;
        assert_eq!(nothing.status, Status::UnprocessableEntity);
        let filling = appraiser.fill(&page, "Lưu nhận xét").with("judgement-organisation-O1", "unmet");
        let page = filling.with("note-organisation-O1", "Không có chức năng tư vấn").send().await;
        assert!(page.words_of("#organisation-O1").contains("Không đạt"), "{}", page.words_of("#organisation-O1"));
        assert_eq!(acts_of(&world, &taken).await.last().map(String::as_str), Some("judge"));
    }
}

story! {
    async fn one_save_keeps_what_was_marked_under_every_subject(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(organisation(0, 0..5), &TAKEN_UP).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let (page, other_window) = (appraiser.visit(&path(&taken)).await, appraiser.visit(&path(&taken)).await);
        world.wait(60);
        let filling = appraiser.fill(&page, "Lưu nhận xét").with("judgement-organisation-O1", "met");
        let filling = filling.with("judgement-experts-2-E5", "unmet").with("note-experts-2-E5", "Thiếu chữ ký");
        let page = filling.with("judgement-experts-4-E5", "met").send().await;
        assert_eq!(page.words_of(".notice"), "Đã lưu nhận xét.");
        assert!(page.says("Còn 5 điều kiện cần nhận xét"), "{}", page.words_of("#act"));
        assert_eq!(page.attribute("#note-experts-2-E5", "value").as_deref(), Some("Thiếu chữ ký"));

        // Saved once more as it is, nothing is judged anew.
        let before = acts_of(&world, &taken).await;
        appraiser.press(&page, "Lưu nhận xét").await;
        assert_eq!(acts_of(&world, &taken).await, before);

        // A window from before undoes nothing that it does not show.
        let filling = appraiser.fill(&other_window, "Lưu nhận xét").with("judgement-organisation-O2c", "met");
        let stale = filling.with("judgement-experts-2-E5", "met").send().await;
        assert_eq!(stale.status, Status::Conflict, "{}", stale.words_of("main"));
        assert!(stale.attribute("input[type=radio][name=judgement-organisation-O2c][value=met]", "checked").is_some(), "kept");
        assert!(stale.words_of("#experts-2-E5 .judged").contains("Nhận xét: Không đạt"), "what was judged meanwhile is told");
        let page = appraiser.press(&stale, "Lưu nhận xét").await;
        assert_eq!(page.words_of(".notice"), "Đã lưu nhận xét.", "who has seen it decides");

        let noted = appraiser.fill(&page, "Lưu nhận xét").with("note-organisation-O2d", "Bản mờ").send().await;
        assert_eq!(noted.status, Status::UnprocessableEntity, "a note without its judgement is told");
        assert_eq!(noted.attribute(".errors a", "href").as_deref(), Some("#note-organisation-O2d"));
        assert_eq!(noted.attribute("#note-organisation-O2d", "value").as_deref(), Some("Bản mờ"));
    }
}

story! {
    async fn a_paper_that_does_not_show_what_was_declared_is_found_wanting(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        assert!(page.words_of("#experts-0-E1").contains("Đạt"), "the machine finds the degree");
        let filling = appraiser.fill(&page, "Lưu nhận xét").with("judgement-experts-0-E1", "unmet");
        let page = filling.with("note-experts-0-E1", "Bản scan không đọc được").send().await;
        assert!(page.words_of("#experts-0-E1 .said").contains("Không đạt"));
        assert!(page.says("chỉ có thể đề xuất từ chối"), "{}", page.words_of("#act"));
    }
}

story! {
    async fn with_fewer_than_five_experts_only_a_refusal_can_be_proposed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps = [TAKEN_UP.as_slice(), &[Step::Judge { except: 0 }]].concat();
        let taken = rehearsal.brought(with_low_scores(6, 2), &steps).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        assert!(page.says("4/6 chuyên gia đạt"));
        assert_eq!(page.attribute("input[value=approve]", "name"), None, "{}", page.words_of("#act"));
        let forged = appraiser.fill(&page, "Trình lãnh đạo").forging("outcome", "approve").with("reasons", "Vẫn cấp").send().await;
        assert_eq!(forged.status, Status::Conflict);
        assert!(forged.words_of(".errors").contains("Chưa đủ điều kiện nên không thể đề xuất"));
        assert_eq!(forged.words_of("#reasons"), "Vẫn cấp", "what was typed is kept");
        let page = appraiser.fill(&page, "Trình lãnh đạo").with("reasons", "Chỉ 4 chuyên gia đạt.").send().await;
        assert!(page.words_of(".stage").contains("Đề xuất từ chối"));
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&path(&taken)).await;
        assert!(!page.buttons().contains(&"Từ chối hồ sơ".to_owned()), "no dossier ends at one click");
        let look = leader.visit(&page.attribute("a[href$='/refusal']", "href").expect("a last look")).await;
        assert!(look.says("Hồ sơ kết thúc và không mở lại được"), "{}", look.words_of("main"));
        assert_eq!(look.words_of("#refusal_reasons"), "Chỉ 4 chuyên gia đạt.", "the proposal's reasons to begin with");
        let unsaid = leader.fill(&look, "Từ chối hồ sơ").with("refusal_reasons", "한국").send().await;
        assert_eq!(unsaid.status, Status::UnprocessableEntity);
        assert!(unsaid.words_of("#refusal_reasons-error").contains("U+D55C"), "{}", unsaid.words_of("main"));
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let elsewhere = appraiser.visit(&format!("{}/refusal", path(&taken))).await;
        assert_eq!(elsewhere.path, path(&taken), "who may not refuse sees the dossier");
        let page = leader.press(&look, "Từ chối hồ sơ").await;
        assert!(page.words_of(".stage").contains("Đã từ chối"));
        assert!(page.words_of("#act .errors").contains("Chỉ 4 chuyên gia đạt."));
        assert_eq!(offered(&page), [""; 0]);
    }
}

story! {
    signing async fn an_expert_who_fails_is_left_out_and_the_page_says_why(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps = [TAKEN_UP.as_slice(), &[Step::Judge { except: 0 }]].concat();
        let taken = rehearsal.brought(with_low_scores(6, 1), &steps).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        let left_out = format!("{} : E3 Đào tạo tư vấn hệ thống quản lý chất lượng", name_of(&taken, 0));
        assert!(page.words_of("#act").contains(&left_out), "{}", page.words_of("#act"));
        let filling = appraiser.fill(&page, "Trình lãnh đạo").with("outcome", "approve");
        filling.with("reasons", "Năm chuyên gia đạt.").send().await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&taken))).await;
        assert!(page.says(&left_out));
        let page = leader.press(&page, "Phê duyệt và cấp giấy").await;
        assert_eq!(page.heading(), "Giấy xác nhận 01/2026/GXN-BKHCN");
        let rows = page.all_words_of("tbody tr");
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| !row.contains(&name_of(&taken, 0))), "{rows:?}");
    }
}

story! {
    async fn only_the_appraiser_who_took_it_up_goes_on(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        let mut other = staff(&world, "thamxet2@bkhcn").await;
        let page = other.visit(&path(&taken)).await;
        assert_eq!(offered(&page), [""; 0]);
        assert!(page.says("Đỗ Văn Thẩm Xét đang thẩm xét."), "{}", page.words_of("#act"));
        assert!(!other.visit("/desk").await.says("Đang thẩm xét"), "it is not the other's work");
        let version = taken.dossier.as_ref().expect("a dossier").version.to_string();
        let fields = [("version", version.as_str()), ("subject", "expert:0"), ("judgement-experts-0-E5", "met")];
        let refused = post(&mut other, &page, &format!("{}/judgements", path(&taken)), &fields).await;
        assert_eq!(refused.status, Status::Conflict);
        assert!(refused.words_of(".errors").contains("một người thẩm xét khác phụ trách"));
    }
}

story! {
    async fn an_on_site_assessment_lengthens_the_time_from_the_complete_dossier(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(independent(0), &TAKEN_UP).await;
        world.wait(3 * 86_400);
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        assert!(page.words_of(".stage").contains("14/12/2026"));
        let page = appraiser.fill(&page, "Quyết định đánh giá thực tế").with("on_site_reason", "Hồ sơ đáng ngờ").send().await;
        assert!(page.words_of(".stage").contains("05/01/2027"), "{}", page.words_of(".stage"));
        let page = appraiser.fill(&page, "Ghi biên bản đánh giá").with("summary", "Đã xem tại chỗ.").send().await;
        assert!(page.words_of(".stage").contains("Đang thẩm xét"));
        assert!(page.words_of(".stage").contains("05/01/2027"), "the longer time stays");
    }
}

story! {
    async fn a_choice_that_the_form_does_not_have_is_refused(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let taken = rehearsal.brought(organisation(0, 0..5), &TAKEN_UP).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&taken)).await;
        let filling = appraiser.fill(&page, "Lưu nhận xét").forging("judgement-organisation-O1", "maybe");
        let refused = filling.with("judgement-organisation-O2c", "met").send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.words_of(".errors a").starts_with("O1: Lựa chọn gửi đến không có trong biểu mẫu"), "{}", refused.words_of(".errors"));
        assert_eq!(refused.attribute(".errors a", "href").as_deref(), Some("#note-organisation-O1"));
        assert!(refused.attribute("input[type=radio][name=judgement-organisation-O2c][value=met]", "checked").is_some(), "the other is kept");
        assert!(!acts_of(&world, &taken).await.contains(&"judge".to_owned()));
    }
}
