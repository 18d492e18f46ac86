//! A button pressed twice: who did it is told what is, and it is done once.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;
use rocket::http::Status;

use crate::by_two::waiting;
use crate::desk::{acts_on, path, staff};
use crate::filing::{SAVE, begin, save};
use crate::harness::{PASSWORD, Page, Person, story};
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

/// Fills in the form of a button and presses it twice, as a double click does.
async fn twice(person: &mut Person, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
    let first = pressed(person, page, button, fields).await;
    assert_eq!(first.status, Status::Ok, "{button}: {}", first.words_of("main"));
    let second = pressed(person, page, button, fields).await;
    assert_eq!(
        (second.status, &second.path),
        (Status::Ok, &first.path),
        "{button}: {}",
        second.words_of("main")
    );
    let notice = second.words_of(".notice");
    assert!(notice.contains("bạn đã làm lúc 10:00 ngày 22/11/2026"), "{button}: {notice}");
    second
}

async fn pressed(person: &mut Person, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
    let filling = person.fill(page, button);
    fields.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await
}

story! {
    async fn every_act_on_a_dossier_is_done_once_and_told_twice(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let written = rehearsal.brought(independent(0), &[Step::Write]).await;
        let (dossier, desk) = (path(&written).replace("/desk", "/filing"), path(&written));
        let mut applicant = world.anonymous();
        applicant.sign_in("a@example.test", cast::PASSWORD).await;
        let page = applicant.visit(&format!("{dossier}/review")).await;
        twice(&mut applicant, &page, "Nộp hồ sơ", &[("commitment", "yes")]).await;

        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&desk).await;
        let page = twice(&mut intake, &page, "Tiếp nhận hồ sơ", &[]).await;
        assert!(page.words_of(".notice").contains("BKHCN-261122-0001"), "{}", page.words_of(".notice"));
        let page = twice(&mut intake, &page, "Đề nghị bổ sung hồ sơ", &[("items", "Ảnh")]).await;
        assert!(page.says("Chờ bổ sung"));
        let page = applicant.visit(&format!("{dossier}/supplement")).await;
        twice(&mut applicant, &page, "Nộp bổ sung", &[]).await;
        let page = intake.visit(&desk).await;
        twice(&mut intake, &page, "Xác nhận hồ sơ đầy đủ", &[]).await;

        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&desk).await;
        twice(&mut appraiser, &page, "Nhận thẩm xét hồ sơ", &[]).await;
        let page = applicant.visit(&format!("{dossier}/withdrawal")).await;
        twice(&mut applicant, &page, "Rút hồ sơ", &[]).await;

        let id = dossier.rsplit('/').next().expect("its id");
        let acts = acts_on(&world, id).await;
        let since = acts.into_iter().skip_while(|act| act != "submit").collect::<Vec<_>>();
        assert_eq!(since, [
            "submit", "receive", "request_supplement", "supplement", "confirm_complete", "take_up", "withdraw",
        ]);
    }
}

story! {
    signing async fn a_decision_and_every_act_on_its_papers_are_done_once(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let steps = [
            Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp, Step::Judge { except: 0 },
        ];
        let judged = rehearsal.brought(organisation(0, 0..5), &steps).await;
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit(&path(&judged)).await;
        twice(&mut appraiser, &page, "Trình lãnh đạo", &[("outcome", "approve"), ("reasons", "Đủ điều kiện.")]).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit(&format!("{}/decision", path(&judged))).await;
        let page = twice(&mut leader, &page, "Phê duyệt và cấp giấy", &[]).await;
        assert_eq!(page.path, "/desk/certificates/01-2026-GXN-BKHCN");
        assert!(page.words_of(".notice").contains("01/2026/GXN-BKHCN"), "{}", page.words_of(".notice"));

        let paper = "/desk/certificates/01-2026-GXN-BKHCN";
        let mut other = staff(&world, "lanhdao2@bkhcn").await;
        let form = other.visit(&format!("{paper}/urgent-suspension")).await;
        let fields = [("ground", "c"), ("remedy", "Bổ sung"), ("reasons", "Qua kiểm tra"), ("urgency", "Đang gây hại")];
        let page = twice(&mut other, &form, "Đình chỉ ngay", &fields).await;
        assert_eq!(page.path, paper);
        let look = leader.visit(&format!("{}/confirmation", waiting(&page))).await;
        twice(&mut leader, &look, "Đình chỉ hiệu lực", &[]).await;
        let form = other.visit(&format!("{paper}/reinstatement")).await;
        let page = twice(&mut other, &form, "Đề xuất khôi phục", &[("reasons", "Đã bổ sung")]).await;
        assert_eq!(page.path, paper);
        let look = leader.visit(&format!("{}/confirmation", waiting(&page))).await;
        twice(&mut leader, &look, "Khôi phục hiệu lực", &[]).await;
        let page = leader.visit(paper).await;
        let card = page.attribute("a[href$='/return']", "href").expect("a card to return");
        let form = leader.visit(&card).await;
        let page = twice(&mut leader, &form, "Ghi nhận trả lại thẻ", &[("on", "2026-11-22")]).await;
        assert_eq!(page.path, paper);
        for (end, button, fields) in [
            ("withdrawal", "Rút đề xuất", vec![]),
            ("refusal", "Không chấp thuận", vec![("reasons", "Chưa đủ chứng cứ")]),
            ("confirmation", "Thu hồi giấy xác nhận", vec![("typed_number", "01/2026/GXN-BKHCN")]),
        ] {
            let form = other.visit(&format!("{paper}/revocation")).await;
            let page = twice(&mut other, &form, "Đề xuất thu hồi", &[("ground", "đ"), ("reasons", "Kê khai sai")]).await;
            let mut holder = world.anonymous();
            holder.sign_in("a@example.test", cast::PASSWORD).await;
            let own = format!("/filing/dossiers/{}/explanation", judged.dossier.as_ref().expect("a dossier").id);
            let form = holder.visit(&own).await;
            twice(&mut holder, &form, "Gửi giải trình", &[("explanation", "Không đúng như vậy.")]).await;
            let ends = if end == "withdrawal" { &mut other } else { &mut leader };
            let look = ends.visit(&format!("{}/{end}", waiting(&page))).await;
            twice(ends, &look, button, &fields).await;
        }
        assert_eq!(acts_on(&world, "01/2026/GXN-BKHCN").await, [
            "suspended", "suspended", "propose_measure", "reinstated",
            "propose_measure", "answer_measure", "withdraw_measure",
            "propose_measure", "answer_measure", "decline_measure",
            "propose_measure", "answer_measure", "revoked",
        ]);
        assert_whole(&world.registry).await;
    }
}

story! {
    async fn a_form_from_before_someone_elses_act_is_told_who_did_what(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let complete = rehearsal
            .brought(independent(0), &[Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete])
            .await;
        let (mut one, mut other) = (staff(&world, "thamxet1@bkhcn").await, staff(&world, "thamxet2@bkhcn").await);
        let (first, second) = (one.visit(&path(&complete)).await, other.visit(&path(&complete)).await);
        one.press(&first, "Nhận thẩm xét hồ sơ").await;
        let late = other.press(&second, "Nhận thẩm xét hồ sơ").await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.words_of(".errors").contains("Đỗ Văn Thẩm Xét đã làm lúc 10:00"), "{}", late.words_of(".errors"));
    }
}

story! {
    async fn a_draft_thrown_away_twice_and_an_account_made_twice_are_one(world) {
        let mut mai = world.anonymous();
        let page = mai.visit("/sign-up").await;
        let fields = [("name", "Trần Thị Mai"), ("email", "mai@example.vn"), ("password", PASSWORD)];
        let mut window = mai.clone();
        assert_eq!(pressed(&mut mai, &page, "Tạo tài khoản", &fields).await.path, "/filing");
        for person in [&mut mai, &mut window] {
            let second = pressed(person, &page, "Tạo tài khoản", &fields).await;
            assert_eq!((second.status, second.path.as_str()), (Status::Ok, "/filing"));
        }
        let other = [("name", "Người Khác"), ("email", "mai@example.vn"), ("password", "mật khẩu khác hẳn")];
        let mut guessing = world.anonymous();
        let form = guessing.visit("/sign-up").await;
        let refused = pressed(&mut guessing, &form, "Tạo tài khoản", &other).await;
        assert_eq!(refused.status, Status::UnprocessableEntity, "who does not know the password is not let in");

        let page = mai.visit("/filing/dossiers/new").await;
        let filling = mai.fill(&page, "Bắt đầu hồ sơ mới").with("procedure", "new_independent").with("issuer", "BKHCN");
        let begun = filling.send().await;
        let page = mai.visit(&format!("{}/deletion", begun.path)).await;
        assert_eq!(mai.press(&page, "Xóa hồ sơ đang soạn").await.path, "/filing");
        let again = mai.press(&page, "Xóa hồ sơ đang soạn").await;
        assert_eq!((again.status, again.path.as_str()), (Status::Ok, "/filing"));
        assert!(again.words_of(".notice").contains("bạn đã làm lúc"));
        let mut stranger = world.applicant("la@example.vn").await;
        let token = stranger.visit("/account").await;
        let tried = crate::desk::post(&mut stranger, &token, &page.path, &[]).await;
        assert_eq!(tried.status, Status::NotFound, "a stranger learns nothing of it");
    }
}

story! {
    async fn what_an_officer_typed_survives_the_end_of_the_session(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await.saying("Sec-Fetch-Site", "same-origin");
        let page = intake.visit(&path(&received)).await;
        world.wait(consultant_registry::acts::access::IDLE_SECONDS + 60);
        let asked = intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
        assert!(asked.path.starts_with("/sign-in"), "nothing was typed: {}", asked.path);
        intake.sign_in("tiepnhan@bkhcn.example.test", cast::PASSWORD).await;

        let page = intake.visit(&path(&received)).await;
        world.wait(consultant_registry::acts::access::IDLE_SECONDS + 60);
        let filling = intake.fill(&page, "Đề nghị bổ sung hồ sơ").with("items", "Bằng tốt nghiệp");
        let kept = filling.send().await;
        assert_eq!((kept.status, kept.heading().as_str()), (Status::Forbidden, "Phiên làm việc của biểu mẫu đã hết"));
        intake.sign_in("tiepnhan@bkhcn.example.test", cast::PASSWORD).await;
        let sent = intake.press(&kept, "Gửi lại biểu mẫu").await;
        assert_eq!((sent.status, &sent.path), (Status::Ok, &path(&received)), "one press suffices");
        assert!(sent.says("Bằng tốt nghiệp"));
    }
}

story! {
    async fn a_second_tab_of_the_sign_in_page_signs_in_too(world) {
        world.applicant("mai@example.vn").await;
        let mut mai = world.anonymous();
        let (one, other) = (mai.visit("/sign-in").await, mai.visit("/sign-in?next=%2Faccount").await);
        let fields = [("email", "mai@example.vn"), ("password", PASSWORD)];
        assert_eq!(pressed(&mut mai, &one, "Đăng nhập", &fields).await.path, "/filing");
        assert_eq!(pressed(&mut mai, &other, "Đăng nhập", &fields).await.path, "/account");
    }
}

story! {
    async fn a_second_request_in_other_words_is_told_that_there_is_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let (mut intake, mut window) = (staff(&world, "tiepnhan@bkhcn").await, staff(&world, "tiepnhan@bkhcn").await);
        let (page, other) = (intake.visit(&path(&received)).await, window.visit(&path(&received)).await);
        let button = "Đề nghị bổ sung hồ sơ";
        twice(&mut intake, &page, button, &[("items", "- Ảnh")]).await;
        let late = pressed(&mut window, &other, button, &[("items", "Bằng tốt nghiệp\nGiấy thứ hai")]).await;
        assert_eq!(late.status, Status::Conflict);
        assert!(late.words_of(".errors").contains("đã được đề nghị bổ sung lúc 10:00 ngày 22/11/2026 (bạn)"), "{}", late.words_of(".errors"));
        assert_eq!(late.words_of("#items"), "Bằng tốt nghiệp Giấy thứ hai", "what was typed is kept");
        assert_eq!(late.attribute(".errors a", "href").as_deref(), Some("#items"));
        let page = intake.visit(&path(&received)).await;
        assert!(page.words_of("#items").is_empty() && page.says("Ảnh") && !page.says("Giấy thứ hai"));
    }
}

story! {
    async fn a_row_that_is_added_twice_by_hand_is_added_once(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        let new_expert = [("name", "Lý Thị Nam"), ("personal_number", "073118121560")];
        save(&mut mai, &format!("{dossier}/parts/experts/new"), &new_expert).await;
        for (place, field, written) in [
            ("clients/new", "client", "Nhà máy Một"),
            ("clients", "new1-client", "Nhà máy Hai"),
            ("experts/1/history/new", "place", "Công ty Ba"),
            ("experts/1/engagements/new", "client", "Sở Bốn"),
            ("experts/1/experience", "history-new1-place", "Công ty Năm"),
            ("experts/new", "name", "Đỗ Văn Sáu"),
        ] {
            let page = mai.visit(&format!("{dossier}/parts/{place}")).await;
            let first = pressed(&mut mai, &page, SAVE, &[(field, written)]).await;
            assert_eq!(first.status, Status::Ok, "{place}: {}", first.words_of(".errors"));
            let again = pressed(&mut mai, &page, SAVE, &[(field, written)]).await;
            assert_eq!(again.status, Status::UnprocessableEntity, "{place}");
            assert!(again.words_of(".errors").contains("vừa được thay đổi ở một cửa sổ khác"), "{place}: {}", again.words_of(".errors"));
            let typed = again.attribute(&format!("#{field}"), "value");
            assert_eq!(typed.as_deref(), Some(written), "{place}: what was typed is kept");
            let stored = mai.visit(&format!("{dossier}/application.json")).await.body;
            assert_eq!(stored.matches(written).count(), 1, "{place}");
        }
    }
}
