//! Officers at their desk: what waits for whom, who sees what, and intake.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::deed::Deed;
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::audit::{self, AuditRecord};
use rocket::http::{ContentType, Method, Status};

use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

/// Someone of the demonstration's staff, signed in.
pub(crate) async fn staff(world: &World, user: &str) -> Person {
    let mut person = world.anonymous();
    let page = person.sign_in(&format!("{user}.example.test"), cast::PASSWORD).await;
    assert!(page.buttons().contains(&"Đăng xuất".to_owned()), "{user} signed in: {}", page.heading());
    person
}

/// Where a dossier stands at the desk.
pub(crate) fn path(story: &Story) -> String {
    format!("/desk/dossiers/{}", story.dossier.as_ref().expect("a written dossier").id)
}

/// What a page has somebody do who works on dossiers; signing out and a note to
/// the file are always there.
pub(crate) fn offered(page: &Page) -> Vec<String> {
    let mut buttons = page.buttons();
    buttons.retain(|button| button != "Đăng xuất" && button != "Ghi chú vào hồ sơ");
    buttons
}

/// Sends a form that no button of the page sends, with the page's own token.
pub(crate) async fn post(person: &mut Person, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
    let token = page.attribute("input[name=csrf]", "value").expect("a form on the page");
    let percent = |text: &str| rocket::http::RawStr::new(text).percent_encode().to_string();
    let token = [("csrf", token.as_str())];
    let fields = fields.iter().chain(&token);
    let pairs: Vec<_> = fields.map(|(name, value)| format!("{}={}", percent(name), percent(value))).collect();
    person.send(Method::Post, path, Some((ContentType::Form, pairs.join("&").into_bytes()))).await
}

/// The acts in the audit trail on a subject.
pub(crate) async fn acts_on(world: &World, subject: &str) -> Vec<String> {
    let mut reading = world.storage().read().await.expect("a reading");
    let lines = audit::of_subject(&mut reading, subject).await.expect("the audit trail");
    lines.into_iter().map(|line| line.deed.kind().as_str().to_owned()).collect()
}

/// The acts on a dossier since it was filed.
pub(crate) async fn acts_of(world: &World, story: &Story) -> Vec<String> {
    let id = story.dossier.as_ref().expect("a written dossier").id.to_string();
    let acts = acts_on(world, &id).await;
    acts.into_iter().skip_while(|act| act != "submit").skip(1).collect()
}

pub(crate) const FILED: [Step; 2] = [Step::Write, Step::Submit];
const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

story! {
    async fn a_filed_dossier_waits_for_intake_and_gets_number_and_deadline(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(organisation(0, 0..5), &FILED).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let queue = intake.visit("/desk").await;
        assert_eq!(queue.all_words_of("tbody tr").len(), 1);
        assert!(queue.says("Đã nộp, chờ tiếp nhận") && queue.says("Chưa có số"));
        let page = intake.visit(&path(&filed)).await;
        let page = intake.press(&page, "Tiếp nhận hồ sơ").await;
        assert_eq!(page.words_of(".notice"), "Đã tiếp nhận hồ sơ.");
        assert!(page.words_of(".stage").contains("BKHCN-261122-0001"), "{}", page.words_of(".stage"));
        assert!(page.words_of(".stage").contains("còn 5 ngày làm việc 30/11/2026"));
        let page = intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
        assert!(page.words_of(".stage").contains("còn 15 ngày làm việc 14/12/2026"), "{}", page.words_of(".stage"));
        assert!(page.says("Chờ một người thẩm xét nhận hồ sơ."), "what others must do is said in words");
        assert_eq!(acts_of(&world, &filed).await, ["receive", "confirm_complete"]);
        assert!(intake.visit("/desk").await.says("Hiện không có hồ sơ nào chờ bạn."));
        assert_eq!(intake.visit("/desk?view=open").await.all_words_of("tbody tr").len(), 1);
    }
}

story! {
    async fn what_is_missing_is_filled_in_and_the_applicant_gets_fifteen_working_days(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path(&received)).await;
        let items = page.words_of("#items");
        assert!(items.contains("Chứng chỉ hệ thống quản lý chất lượng: chưa có giấy tờ"), "{items}");
        assert!(!items.contains("Ảnh của"), "portraits were handed in: {items}");
        let empty = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", " \n ").send().await;
        assert_eq!(empty.status, Status::UnprocessableEntity);
        assert_eq!(empty.words_of(".errors a"), "Ghi ít nhất một nội dung cần bổ sung.");
        let foreign = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", "Ảnh\nBằng của 김민수").send().await;
        assert_eq!(foreign.status, Status::UnprocessableEntity);
        assert!(foreign.words_of("#items-error").contains("“김” (U+AE40), dòng 2, ký tự thứ 10"), "{}", foreign.words_of("main"));
        assert!(foreign.words_of("#items").contains("김민수"), "what was typed is kept");
        let page = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", "Bằng đại học\nBản công chứng").send().await;
        assert_eq!(page.words_of("#act .warning li"), "Bằng đại học");
        assert!(page.words_of(".stage").contains("hạn của người nộp"));
        assert!(page.words_of(".stage").contains("14/12/2026"));
        world.wait(23 * 86_400);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&path(&received)).await;
        assert!(page.words_of(".stage").contains("Quá hạn bổ sung quá hạn 1 ngày") || page.words_of(".stage").contains("quá hạn 1 ngày"));
        let queue = intake.visit("/desk").await;
        assert!(queue.words_of("tbody .not-valid").contains("quá hạn 1 ngày"), "overdue has a shape and a word");
        let look = intake.visit(&page.attribute("a[href$='/cancellation']", "href").expect("a last look")).await;
        assert!(look.says("Người nộp được báo hồ sơ bị hủy"), "{}", look.words_of("main"));
        let unsaid = intake.fill(&look, "Hủy hồ sơ").send().await;
        assert_eq!((unsaid.status, unsaid.words_of("#cancel_reasons-error").as_str()), (Status::UnprocessableEntity, "Lỗi: Cần ghi rõ lý do."));
        let page = intake.press(&page, "Gia hạn bổ sung").await;
        assert!(page.words_of(".stage").contains("còn 15 ngày làm việc"), "{}", page.words_of(".stage"));
        assert_eq!(acts_of(&world, &received).await, ["receive", "request_supplement", "wait"]);
    }
}

story! {
    async fn a_dossier_is_seen_by_its_own_office_alone_and_a_draft_by_none(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let draft = rehearsal.brought(independent(0), &[Step::Write]).await;
        let filed = rehearsal.brought(independent(1), &FILED).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert_eq!(intake.visit(&path(&draft)).await.status, Status::NotFound);
        let page = intake.visit(&path(&filed)).await;
        assert_eq!(page.status, Status::Ok);
        let mut elsewhere = staff(&world, "tiepnhan@gialai").await;
        assert_eq!(elsewhere.visit(&path(&filed)).await.status, Status::NotFound);
        assert_eq!(elsewhere.visit(&format!("{}/history", path(&filed))).await.status, Status::NotFound);
        let there = elsewhere.visit("/desk").await;
        let receipt = format!("{}/receipt", path(&filed));
        let refused = post(&mut elsewhere, &there, &receipt, &[("version", "2")]).await;
        assert_eq!(refused.status, Status::NotFound);
        assert_eq!(acts_of(&world, &filed).await, [""; 0]);
        let mut mai = world.applicant("mai@example.vn").await;
        assert_eq!(mai.visit(&path(&filed)).await.status, Status::Forbidden);
        assert_eq!(intake.visit("/desk/dossiers/1").await.status, Status::NotFound);
    }
}

story! {
    async fn an_auditor_reads_everything_and_finds_no_button(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(independent(0), &FILED).await;
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(&path(&filed)).await;
        assert_eq!(page.buttons(), ["Đăng xuất"]);
        assert!(page.says("Chờ bộ phận tiếp nhận."));
        let history = auditor.visit(&format!("{}/history", path(&filed))).await;
        assert!(history.says("Nộp hồ sơ") && history.says("Thêm giấy tờ"));
        let version = filed.dossier.as_ref().expect("a dossier").version.to_string();
        let receipt = format!("{}/receipt", path(&filed));
        let refused = post(&mut auditor, &page, &receipt, &[("version", &version)]).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert_eq!(intake.visit(&format!("{}/history", path(&filed))).await.status, Status::Forbidden);
    }
}

story! {
    async fn of_personal_numbers_the_desk_shows_three_digits(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(organisation(0, 0..5), &FILED).await;
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(&path(&filed)).await;
        let history = auditor.visit(&format!("{}/history", path(&filed))).await;
        for expert in &filed.dossier.as_ref().expect("a dossier").application.experts {
            let number = expert.personal_number.as_deref().expect("a number");
            assert!(page.says(&format!("••• ••• ••• {}", &number[9..])));
            assert!(!page.body.contains(number) && !history.body.contains(number));
        }
    }
}

story! {
    async fn a_long_history_goes_on_on_the_next_page(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(independent(0), &FILED).await;
        let mut transaction = world.storage().begin().await.expect("a transaction");
        for _ in 0..250 {
            let record = AuditRecord {
                at: world.registry.clock.now(),
                actor: None,
                issuer: None,
                subject: filed.dossier.as_ref().expect("a dossier").id.to_string(),
                noted: consultant_registry::domain::deed::Noted::default(),
                deed: Deed::Edit {},
            };
            audit::append(&mut transaction, &record).await.expect("a record");
        }
        transaction.commit().await.expect("committed");
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(&format!("{}/history", path(&filed))).await;
        assert_eq!(page.all_words_of("tbody tr").len(), 200);
        let earlier = page.all_attributes("main a", "href").into_iter().find(|href| href.contains("before="));
        let page = auditor.visit(&earlier.expect("a way to go on")).await;
        let lines = page.all_words_of("tbody tr");
        assert!(lines.len() > 50 && lines.last().expect("the first act").contains("Bắt đầu soạn hồ sơ"), "{lines:?}");
        let more = page.all_attributes("main a", "href").into_iter().any(|href| href.contains("before="));
        assert!(!more, "there is nothing before these");
    }
}

story! {
    async fn a_paper_is_shown_under_its_own_policy_and_each_look_is_noted(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(independent(0), &FILED).await;
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit(&path(&filed)).await;
        let href = page.attribute(".papers a", "href").expect("a paper");
        let paper = auditor.visit(&href).await;
        assert_eq!(paper.status, Status::Ok);
        assert!(paper.header("Content-Type").expect("a type").starts_with("image/"));
        assert!(paper.header("Content-Security-Policy").expect("a policy").contains("sandbox"));
        assert_eq!(paper.header("X-Content-Type-Options"), Some("nosniff"));
        assert!(paper.header("Content-Disposition").expect("a disposition").starts_with("inline"));
        assert_eq!(acts_of(&world, &filed).await, ["view_paper"]);
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert_eq!(elsewhere.visit(&href).await.status, Status::NotFound);
        assert_eq!(acts_of(&world, &filed).await, ["view_paper"], "what was refused is not a look");
    }
}

story! {
    async fn a_dossier_is_found_by_a_part_of_its_number_or_a_word_without_marks(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let one = rehearsal.brought(independent(0), &RECEIVED).await;
        rehearsal.brought(independent(1), &RECEIVED).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let found = leader.visit("/desk?view=open&q=261122-0002").await;
        assert_eq!(found.all_words_of("tbody tr").len(), 1);
        let name = one.dossier.as_ref().expect("a dossier").application.experts[0].name.clone().expect("a name");
        let word = consultant_registry::domain::fold::fold(name.split(' ').next_back().expect("a word"));
        let found = leader.visit(&format!("/desk?view=open&q={word}")).await;
        assert!(found.all_words_of("tbody tr").iter().any(|row| row.contains(&name)), "{word}");
        assert!(leader.visit("/desk?view=open&q=%25").await.says("Không có hồ sơ nào khớp."));
    }
}

story! {
    async fn nobody_without_a_post_comes_to_the_desk(world) {
        let mut anonymous = world.anonymous();
        assert_eq!(anonymous.visit("/desk").await.heading(), "Đăng nhập");
        let mut administrator = world.officer("a@x.vn", "BKHCN", &[Role::Administrator]).await;
        assert!(administrator.visit("/desk").await.says("Hiện không có hồ sơ nào chờ bạn."));
    }
}
