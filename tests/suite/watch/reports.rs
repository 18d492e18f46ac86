//! The yearly report: from its holder's page to the desk, in time and late.

use consultant_registry::storage::{qms, reports};
use rocket::http::Status;

use super::{DESK, NUMBER, OWN, listed, morning, noted, of_condition, public, watched};
use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::{holder, issued};

const SEND: &str = "Gửi báo cáo";
const REPORT: &str = "/filing/certificates/01-2026-GXN-BKHCN/report";

/// Fills in the form of the report, and sends it.
async fn sent(person: &mut Person, fields: &[(&str, &str)]) -> Page {
    let form = person.visit(REPORT).await;
    let filling = person.fill(&form, SEND);
    fields.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await
}

/// The page at the desk of the report that waits.
async fn waiting(officer: &mut Person) -> Page {
    let list = officer.visit("/desk/reports").await;
    let place = list.attribute("tbody th a", "href").unwrap_or_else(|| panic!("{}", list.words_of("main")));
    officer.visit(&place).await
}

async fn versions(world: &World) -> Vec<(i32, i64)> {
    let mut reading = world.storage().read().await.expect("a reading");
    let all = reports::of_certificate(&mut reading, NUMBER).await.expect("read");
    all.iter().map(|report| (report.year, report.nth)).collect()
}

story! {
    async fn a_report_is_overdue_on_the_first_of_december_and_made_on_the_third(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let mut early = holder(&world).await;
        let page = early.visit(REPORT).await;
        assert!(page.says("Báo cáo đầu tiên theo giấy xác nhận này gửi từ ngày 01/11/2027."), "{}", page.words_of("main"));
        assert!(!early.visit(OWN).await.says("Gửi báo cáo năm"));
        morning(&world, "2027-11-01");
        let mut one = holder(&world).await;
        let page = one.visit(OWN).await;
        assert!(page.says("Gửi trong tháng 11, chậm nhất hết ngày 30/11/2027 (khoản 1 Điều 22 Thông tư 26/2014/TT-BKHCN)."), "{}", page.words_of("main"));
        let form = one.visit(REPORT).await;
        assert_eq!(form.attribute("#address", "value").as_deref().map(str::is_empty), Some(false), "what is known is there");
        assert!(form.says("Chuyên gia có thẻ còn hiệu lực (5)"), "{}", form.words_of("main"));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let missing = intake.visit("/desk/reports?view=missing").await;
        assert!(missing.words_of("tbody").contains(NUMBER), "{}", missing.words_of("main"));
        assert!(listed(&mut intake, "?condition=report").await.is_empty(), "not overdue yet");

        morning(&world, "2027-12-01");
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert"]);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let rows = listed(&mut intake, "?condition=report").await;
        assert!(rows.len() == 1 && rows[0].contains("01/12/2027") && rows[0].contains("31/12/2027"), "{rows:?}");
        morning(&world, "2027-12-03");
        let mut one = holder(&world).await;
        assert!(one.visit(OWN).await.words_of("#conditions").contains("Báo cáo năm"));
        let done = sent(&mut one, &[("client-0", "Sở Nội vụ Ví dụ"), ("from-0", "2027-03-01"), ("to-0", "2027-06-30")]).await;
        assert_eq!(done.words_of(".notice"), "Đã gửi báo cáo năm; chờ cơ quan cấp xác nhận.");
        assert!(done.words_of("#conditions").is_empty(), "{}", done.words_of("main"));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert!(listed(&mut intake, "?condition=report").await.is_empty(), "it holds again at once");
        assert!(intake.visit("/desk/reports").await.words_of("tbody").contains("gửi muộn"));
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert", "standing_regained"]);
        assert_eq!(public(&world, "experts").await.0, Some(true));
        let line = of_condition(&intake.visit(DESK).await, "Báo cáo năm trong tháng 11");
        assert!(line.contains("Được duy trì từ 03/12/2027"), "{line}");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn an_officer_asks_for_another_and_what_the_next_tells_of_the_qms_certificate_counts(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        morning(&world, "2027-11-10");
        let mut one = holder(&world).await;
        let fields = [("client-0", "Sở Nội vụ Ví dụ"), ("from-0", "2027-03-01"), ("changes", "Đổi điện thoại.")];
        sent(&mut one, &fields).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = waiting(&mut appraiser).await;
        assert!(page.says("Bộ phận tiếp nhận hoặc lãnh đạo xác nhận báo cáo."), "{}", page.words_of("main"));
        let refused = post(&mut appraiser, &page, &page.path, &[("version", "1"), ("answer", "received")]).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let first = waiting(&mut intake).await;
        assert!(first.says("Sở Nội vụ Ví dụ") && first.says("Đổi điện thoại.") && first.says("từ 01/03/2027, đang tiếp tục"), "{}", first.words_of("main"));
        let unsaid = intake.press(&first, "Đề nghị sửa báo cáo").await;
        assert_eq!((unsaid.status, unsaid.words_of("#note-error").contains("Cần ghi nội dung phải sửa.")), (Status::UnprocessableEntity, true));
        let said = "Ghi thêm lĩnh vực tư vấn.";
        let done = intake.fill(&first, "Đề nghị sửa báo cáo").with("note", said).send().await;
        assert_eq!(done.words_of(".notice"), "Đã đề nghị sửa báo cáo.");
        let page = one.visit(REPORT).await;
        assert!(page.says(said), "{}", page.words_of("main"));
        assert_eq!(page.attribute("#client-0", "value").as_deref(), Some("Sở Nội vụ Ví dụ"), "what was sent is there");
        let fields = [
            ("field-0", "Hành chính"),
            ("qms_number", "HT-VD-9999"),
            ("qms_edition", "TCVN ISO 9001:2015"),
            ("qms_body", "Tổ chức chứng nhận Ví dụ"),
            ("qms_from", "2028-01-01"),
            ("qms_to", "2029-09-01"),
        ];
        sent(&mut one, &fields).await;
        // The same once more is the same.
        sent(&mut one, &[]).await;
        assert_eq!(versions(&world).await, [(2027, 1), (2027, 2)]);
        let stale = intake.press(&first, "Xác nhận đã nhận báo cáo").await;
        assert_eq!(stale.status, Status::UnprocessableEntity, "{}", stale.words_of("main"));
        let second = waiting(&mut intake).await;
        assert!(second.says("bản thứ 2") && second.says("Các bản đã gửi của năm này"), "{}", second.words_of("main"));
        assert!(second.says("Số HT-VD-9999, TCVN ISO 9001:2015, hiệu lực từ 01/01/2028 đến 01/09/2029"), "{}", second.words_of("main"));
        let told = || async {
            let mut reading = world.storage().read().await.expect("a reading");
            qms::of_certificate(&mut reading, NUMBER).await.expect("read").rows.len()
        };
        assert_eq!(told().await, 1, "it counts once an officer took it");
        let done = intake.press(&second, "Xác nhận đã nhận báo cáo").await;
        assert_eq!(done.words_of(".notice"), "Đã xác nhận nhận báo cáo.");
        assert_eq!(told().await, 2);
        let again = intake.press(&second, "Xác nhận đã nhận báo cáo").await;
        assert_ne!(again.status.class(), rocket::http::StatusClass::ServerError);
        morning(&world, "2029-06-01");
        assert_eq!(public(&world, "qms_certificate").await.0, Some(true), "without it, it had lapsed");
        let line = of_condition(&staff(&world, "tiepnhan@bkhcn").await.visit(DESK).await, "Chứng chỉ hệ thống");
        assert!(line.contains("theo báo cáo năm"), "{line}");
        let acts = acts_on(&world, NUMBER).await;
        assert_eq!(acts, ["file_report", "return_report", "file_report", "receive_report"]);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn what_is_wrong_in_a_report_is_said_beside_its_field_and_nothing_typed_is_lost(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        morning(&world, "2027-11-10");
        let mut one = holder(&world).await;
        let wrong = [
            ("name", ""),
            ("client-0", "Sở Ví dụ"),
            ("from-0", "hôm qua"),
            ("client-1", "Sở Mẫu"),
            ("from-1", "2027-05-01"),
            ("to-1", "2027-04-01"),
            ("qms_number", "HT-1"),
            ("remarks", "Số 001085123456"),
        ];
        let refused = sent(&mut one, &wrong).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        for (field, sentence) in [
            ("name", "Cần ghi ở ô này."),
            ("from-0", "Không đọc được ngày này."),
            ("to-1", "Ngày cuối trước ngày đầu."),
            ("qms_to", "Cần ghi ở ô này."),
            ("remarks", "số định danh cá nhân"),
        ] {
            let said = refused.words_of(&format!("#{field}-error"));
            assert!(said.contains(sentence), "{field}: {said}");
        }
        assert_eq!(refused.attribute("#client-1", "value").as_deref(), Some("Sở Mẫu"));
        let more = one.fill(&refused, "Thêm ô khách hàng").with("client-0", "Sở khác").send().await;
        assert_eq!(more.attribute("#client-0", "value").as_deref(), Some("Sở khác"), "nothing is lost");
        assert!(more.attribute("#client-6", "name").is_some(), "{}", more.words_of("main"));
        assert!(more.words_of(".errors").is_empty(), "and nothing is sent");
        let english = one.fill(&more, "English (what you typed is kept)").send().await;
        assert_eq!(english.attribute("#client-0", "value").as_deref(), Some("Sở khác"));
        assert!(versions(&world).await.is_empty());
        let mut stranger = world.applicant("mai@example.vn").await;
        assert_eq!(stranger.visit(REPORT).await.status, Status::NotFound);
    }
}

story! {
    async fn an_independent_consultant_reports_as_well(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, independent(3)).await;
        morning(&world, "2027-12-02");
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert"]);
        let mut one = holder(&world).await;
        let form = one.visit(REPORT).await;
        assert!(!form.says("Chứng chỉ hệ thống quản lý chất lượng mới"), "{}", form.words_of("main"));
        let fields: &[(&str, &str)] = if form.attribute("#address", "value").is_some_and(|text| text.is_empty()) {
            &[("address", "1 Phố Ví dụ")]
        } else {
            &[]
        };
        let done = sent(&mut one, fields).await;
        assert_eq!(done.words_of(".notice"), "Đã gửi báo cáo năm; chờ cơ quan cấp xác nhận.", "{}", done.words_of("main"));
        morning(&world, "2027-12-03");
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert", "standing_regained"]);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let kept = leader.visit(DESK).await.all_words_of("#conditions + ul li");
        assert_eq!(kept.len(), 2, "that they hold it, and report: {kept:?}");
    }
}
