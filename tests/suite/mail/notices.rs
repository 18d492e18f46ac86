//! What an office does is told to whom it concerns.

use consultant_registry::acts::notices::state_surrender;
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::domain::dossier::Outcome;

use super::{confirmed, mail_story, settled};
use crate::by_two::{propose, waiting};
use crate::desk::staff;
use crate::inspection::{bring, findings};
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

const APPLICANT: &str = "a@example.test";
const NUMBER: &str = "BKHCN-261122-0001";
const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";

mail_story! {
    async fn each_act_of_the_office_is_told_and_the_history_says_so(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        confirmed(&world, APPLICANT).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let mut subjects: Vec<String> = server.has_taken(3).await.into_iter().map(|mail| mail.subject).collect();
        subjects.sort();
        let said = ["Hồ sơ đầy đủ và hợp lệ / Dossier complete", "Đã cấp giấy / Papers issued", "Đã tiếp nhận hồ sơ / Dossier received"];
        assert_eq!(subjects, said.map(|said| format!("{NUMBER}: {said}")));
        for mail in server.taken() {
            assert_eq!(mail.to, [APPLICANT]);
            assert_eq!(mail.text.matches(&format!("http://localhost:8000/filing/dossiers/{id}\n")).count(), 2, "{}", mail.text);
            assert!(mail.text.contains("Bộ Khoa học và Công nghệ") && mail.text.contains("Ministry of Science"), "{}", mail.text);
            assert!(mail.all("List-Unsubscribe").is_empty(), "the law has the office tell it");
            let application = &story.dossier.as_ref().expect("a dossier").application;
            for expert in &application.experts {
                let (name, number) = (expert.name.as_deref().expect("a name"), expert.personal_number.as_deref().expect("a number"));
                assert!(!mail.text.contains(name) && !mail.text.contains(number), "{}", mail.text);
            }
        }
        let received = server.taken().into_iter().find(|mail| mail.subject.contains("received")).expect("it");
        assert!(received.text.contains("chậm nhất ngày 30 tháng 11 năm 2026."), "{}", received.text);
        settled(&world, &id, 1).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let history = leader.visit(&format!("/desk/dossiers/{id}/history")).await;
        assert_eq!(history.words_of("main").matches("Thư: Đã gửi lúc 10:00 ngày 22/11/2026").count(), 3, "{}", history.words_of("main"));

        let page = leader.visit(&format!("/desk/dossiers/{id}")).await;
        assert!(page.says("Đã tiếp nhận hồ sơ: Đã gửi lúc 10:00 ngày 22/11/2026"), "{}", page.words_of("main"));
        assert!(!page.says("Thư không tới người nộp"));

        let suspended = Step::Suspend(SuspensionGround::CapacityNotKept, 30, "Bổ sung chuyên gia.");
        bring(&rehearsal, &mut story, &[suspended, Step::Reinstate("Đã khắc phục.")]).await;
        let told: Vec<String> = server.has_taken(6).await.into_iter().skip(3).map(|mail| mail.subject).collect();
        for said in ["Đề nghị giải trình", "Đình chỉ hiệu lực", "Khôi phục hiệu lực"] {
            assert!(told.iter().any(|subject| subject.starts_with(&format!("{NUMBER}: {said}"))), "{said}: {told:?}");
        }
        assert!(server.taken().iter().all(|mail| !mail.text.contains("Đã khắc phục") && !mail.text.contains("Bổ sung chuyên gia")));
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = administrator.visit("/desk/mail").await;
        assert!(page.says("Đang chờ gửi: 0. Không gửi được: 0.") && page.says("Khôi phục hiệu lực"), "{}", page.words_of("main"));
        assert_whole(&world.registry).await;
        assert_eq!(findings(&world).await, Vec::<String>::new());
    }
}

mail_story! {
    async fn what_is_ordered_at_once_declined_or_given_up_is_told_with_its_day(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        confirmed(&world, APPLICANT).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        bring(&rehearsal, &mut story, &[Step::Approve]).await;
        server.has_taken(3).await;
        let mut proposer = staff(&world, "lanhdao2@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let fields = [("ground", "c"), ("reasons", "Hai khách hàng không có thật.")];
        let page = propose(&mut proposer, (DESK, "revocation"), &fields).await;
        server.has_taken(4).await;
        let look = leader.visit(&format!("{}/refusal", waiting(&page))).await;
        leader.fill(&look, "Không chấp thuận").with("reasons", "Khách hàng có thật.").send().await;
        let declined = server.has_taken(5).await.remove(4);
        assert!(declined.subject.starts_with(&format!("{NUMBER}: Không áp dụng biện pháp đã đề xuất / ")), "{}", declined.subject);
        assert!(declined.text.contains("không có gì thay đổi") && !declined.text.contains("có thật"), "{}", declined.text);
        let at_once = [("ground", "a"), ("remedy", "Ngừng tư vấn"), ("reasons", "Qua kiểm tra"), ("urgency", "Đang gây hại")];
        propose(&mut leader, (DESK, "urgent-suspension"), &at_once).await;
        let ordered = server.has_taken(6).await.remove(5);
        for said in ["đình chỉ hiệu lực ngay từ ngày 22 tháng 11 năm 2026", "Nếu đến hết ngày 25 tháng 11 năm 2026"] {
            assert!(ordered.text.contains(said), "{said}: {}", ordered.text);
        }
        let look = proposer.visit(DESK).await;
        let look = proposer.visit(&format!("{}/refusal", waiting(&look))).await;
        proposer.fill(&look, "Không chấp thuận").with("reasons", "Không gây hại.").send().await;
        server.has_taken(7).await;
        let on = "2026-12-01".parse().expect("a day");
        let number = "01/2026/GXN-BKHCN";
        state_surrender(&world.registry, story.applicant, number, (on, "Ngừng hoạt động")).await.expect("stated");
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let list = intake.visit("/desk/certificates").await;
        let notice = list.attribute("section[aria-labelledby=notices] a", "href").expect("a notice");
        let notice = intake.visit(&notice).await;
        intake.press(&notice, "Xác nhận thôi hoạt động").await;
        let given_up = server.has_taken(8).await.remove(7);
        assert!(given_up.text.contains("hết hiệu lực từ ngày 01 tháng 12 năm 2026."), "{}", given_up.text);
        assert_eq!(findings(&world).await, Vec::<String>::new());
    }
}

mail_story! {
    async fn a_refusal_is_told_without_its_reasons(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        confirmed(&world, APPLICANT).await;
        let steps = [Step::Write, Step::Submit, Step::Receive, Step::RequestSupplement("Bản sao bằng đại học của chuyên gia"), Step::Supplement, Step::ConfirmComplete, Step::TakeUp, Step::Judge { except: 0 }, Step::OrderOnSite("Cần xem tại chỗ"), Step::RecordMinutes("Đã xem"), Step::Propose(Outcome::Refuse, "Không đủ điều kiện."), Step::Refuse("Không đủ điều kiện.")];
        rehearsal.brought(independent(0), &steps).await;
        let taken = server.has_taken(5).await;
        for said in ["Đã tiếp nhận hồ sơ", "Đề nghị bổ sung hồ sơ", "Hồ sơ đầy đủ và hợp lệ", "Sẽ đánh giá thực tế", "Đã có kết quả: từ chối"] {
            assert_eq!(taken.iter().filter(|mail| mail.subject.contains(said)).count(), 1, "{said}");
        }
        for kept in ["bằng đại học", "xem tại chỗ", "Không đủ điều kiện"] {
            assert!(taken.iter().all(|mail| !mail.text.contains(kept) && !mail.subject.contains(kept)), "{kept}");
        }
    }
}

mail_story! {
    async fn nothing_is_sent_to_an_address_that_nobody_confirmed(world, server) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let id = story.dossier.as_ref().expect("a dossier").id.to_string();
        let ended = settled(&world, &id, 1).await;
        assert_eq!(ended[0].ending.map(|(outcome, _)| outcome.as_str()), Some("unconfirmed"));
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let history = leader.visit(&format!("/desk/dossiers/{id}/history")).await;
        assert!(history.says("Thư: Không gửi: người nhận chưa xác nhận địa chỉ"), "{}", history.words_of("main"));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&format!("/desk/dossiers/{id}")).await;
        assert!(page.says("Thư không tới người nộp: họ chưa xác nhận địa chỉ"), "{}", page.words_of("main"));
        assert!(page.says("Đã tiếp nhận hồ sơ: Không gửi: người nhận chưa xác nhận địa chỉ"), "{}", page.words_of("main"));
        let mut applicant = world.anonymous();
        applicant.sign_in(APPLICANT, cast::PASSWORD).await;
        let page = applicant.visit("/account").await;
        assert!(!page.says("Thư nhắc"), "nobody is reminded there: {}", page.words_of("main"));
        applicant.press(&page, "Gửi thư xác nhận").await;
        assert!(server.has_taken(1).await[0].subject.starts_with("Xác nhận địa chỉ"));
    }
}
