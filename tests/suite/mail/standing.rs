//! What a holder must keep up is told by mail: once when it is lost, once when it
//! holds again; and the report of the year before it is due.

use consultant_registry::acts::mails;
use consultant_registry::demo::teller::Step;

use super::{confirmed, mail_story, settled};
use crate::desk::staff;
use crate::inspection::bring;
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::holder;
use crate::watch::{NUMBER, morning, watched};

const APPLICANT: &str = "a@example.test";

mail_story! {
    async fn a_lost_condition_is_told_once_with_the_last_day_to_put_it_right(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        settled(&world, &story.dossier.as_ref().expect("a dossier").id.to_string(), 1).await;
        confirmed(&world, APPLICANT).await;
        morning(&world, "2026-12-10");
        bring(&rehearsal, &mut story, &[Step::ReturnCard(0)]).await;
        let other = world.another_server().await;
        for day in ["2026-12-11", "2026-12-12"] {
            morning(&world, day);
            watched(&world).await;
            watched(&other).await;
            // Nobody is at it any more when the clock goes on.
            settled(&world, NUMBER, 1).await;
        }
        let mail = server.has_taken(1).await.remove(0);
        assert_eq!(mail.subject, "BKHCN-261122-0001: Một điều kiện không còn được duy trì / A condition is no longer met");
        assert!(mail.text.contains("không còn được duy trì từ ngày 10 tháng 12 năm 2026. Hãy khắc phục trước khi hết ngày 11 tháng 01 năm 2027;"), "{}", mail.text);
        assert!(mail.text.contains("http://localhost:8000/filing/certificates/01-2026-GXN-BKHCN\n"), "{}", mail.text);
        assert!(mail.all("List-Unsubscribe").is_empty(), "a notice, not a reminder");
        assert!(!mail.text.contains("chuyên gia có thẻ"), "which condition stands on the page: {}", mail.text);
        assert_eq!(server.taken().len(), 1);
    }
}

mail_story! {
    async fn a_report_is_reminded_of_in_october_and_its_answer_is_told(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(independent(0)).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        settled(&world, &story.dossier.as_ref().expect("a dossier").id.to_string(), 1).await;
        confirmed(&world, APPLICANT).await;
        for day in ["2027-10-17", "2027-10-18", "2027-10-19", "2027-11-02"] {
            morning(&world, day);
            mails::keep_reminding(&world.registry).await.expect("ordered");
            if day != "2027-10-17" {
                settled(&world, NUMBER, 1).await;
                server.has_taken(1).await;
            }
        }
        let mail = server.has_taken(1).await.remove(0);
        assert!(mail.subject.contains("Đến kỳ báo cáo năm") && mail.text.contains("ngày 30 tháng 11 năm 2027."), "{}", mail.text);
        assert!(mail.all("List-Unsubscribe").join("").contains("/mail/reminders/"), "who wants none says so");
        let mut one = holder(&world).await;
        let form = one.visit("/filing/certificates/01-2026-GXN-BKHCN/report").await;
        one.fill(&form, "Gửi báo cáo").with("address", "1 Phố Ví dụ").send().await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let list = intake.visit("/desk/reports").await;
        let page = intake.visit(&list.attribute("tbody th a", "href").expect("it waits")).await;
        intake.fill(&page, "Đề nghị sửa báo cáo").with("note", "Ghi lại địa chỉ nội bộ.").send().await;
        let told = server.has_taken(2).await.remove(1);
        assert!(told.subject.contains("Cần sửa báo cáo năm") && !told.text.contains("địa chỉ nội bộ"), "{}", told.text);
    }
}
