//! The regimes of the law in a register: who amends one, from when it holds,
//! and what keeps the one before.

use consultant_registry::demo::teller::{Step, Story};
use rocket::http::Status;

use crate::desk::{acts_on, path, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::{findings, tamper};
use crate::rehearsal::{Rehearsal, independent, organisation};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

const CENTRAL: &str = "/desk/regimes/central-2014";
const TEXT: &str = "Thông tư 12/2026/TT-BKHCN";
const PREVIEW: &str = "Xem trước thay đổi";
const PROPOSE: &str = "Gửi đề nghị";
const CONFIRM: &str = "Xác nhận quy định sửa đổi";

/// From the day of every story, 22 November 2026, a Sunday.
const DAY: i64 = 86_400;

/// What is typed into the form for an amendment from a day.
async fn previewed(keeper: &mut Person, from: &str, changes: &[(&str, &str)]) -> Page {
    let page = keeper.visit(CENTRAL).await;
    let filling = keeper.fill(&page, PREVIEW).with("valid_from", from).with("citation", TEXT);
    let filling = changes.iter().fold(filling, |filling, (name, value)| filling.with(name, value));
    filling.send().await
}

/// Proposed by one administrator of the Ministry, and confirmed by another.
async fn amended(world: &World, from: &str, changes: &[(&str, &str)]) -> Page {
    let mut keeper = staff(world, "quantri@bkhcn").await;
    let page = previewed(&mut keeper, from, changes).await;
    assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
    let page = keeper.press(&page, PROPOSE).await;
    assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
    let mut second = staff(world, "quantri2@bkhcn").await;
    let page = second.visit("/desk/regimes").await;
    second.press(&page, CONFIRM).await
}

/// The page of a dossier as intake sees it.
async fn page_of(world: &World, story: &Story) -> Page {
    staff(world, "tiepnhan@bkhcn").await.visit(&path(story)).await
}

story! {
    async fn what_is_received_from_the_day_on_is_under_the_amended_regime(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        rehearsal.brought(independent(7), &[Step::Write, Step::Submit]).await;
        let early = rehearsal.brought(independent(6), &RECEIVED).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let changes = [
            ("term-notify_missing", "2"),
            ("experts_needed", "6"),
            ("basis_vi", "Căn cứ Thông tư số 12/2026/TT-BKHCN sửa đổi Thông tư số 26/2014/TT-BKHCN"),
            ("basis_en", "Pursuant to Circular No. 12/2026/TT-BKHCN amending Circular No. 26/2014/TT-BKHCN"),
        ];
        let page = previewed(&mut keeper, "2026-11-24", &changes).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
        let shown = page.all_words_of("#preview tbody tr");
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert_eq!(shown[0], "Số chuyên gia đạt mọi điều kiện 5 6");
        assert_eq!(shown[1], "Thông báo hồ sơ còn thiếu 5 ngày làm việc 2 ngày làm việc");
        let said = page.words_of("#preview");
        assert!(said.contains("Áp dụng cho hồ sơ tiếp nhận từ ngày 24/11/2026."), "{said}");
        assert!(said.contains("đang giải quyết: 1.") && said.contains("chưa tiếp nhận: 1."), "{said}");
        let page = keeper.press(&page, PROPOSE).await;
        assert_eq!(page.words_of(".notice"), "Đã gửi đề nghị. Quản trị viên khác của Bộ xác nhận tại trang này.");
        assert!(!page.buttons().contains(&CONFIRM.to_owned()), "not by who proposed it");

        let mut second = staff(&world, "quantri2@bkhcn").await;
        let page = second.visit("/desk/regimes").await;
        let page = second.press(&page, CONFIRM).await;
        let done = "Đã xác nhận. Quy định sửa đổi áp dụng cho hồ sơ tiếp nhận từ ngày 24/11/2026.";
        assert_eq!(page.words_of(".notice"), done, "{}", page.words_of("main"));
        let states = page.all_words_of("tbody th");
        assert_eq!(states[..2], ["24/11/2026 Chưa đến ngày", "Từ đầu Đang áp dụng"]);
        assert_eq!(acts_on(&world, "central-2014").await, ["propose_regime", "enter_regime"]);

        // The day before, a Monday; then the day itself, the same organisation.
        world.wait(DAY);
        let before = rehearsal.brought(organisation(0, 0..5), &RECEIVED).await;
        world.wait(DAY);
        let after = rehearsal.brought(organisation(1, 20..25), &RECEIVED).await;
        // The 24th is a day off: five working days, and two.
        for (dossier, due, amended) in
            [(&early, "30/11/2026", false), (&before, "01/12/2026", false), (&after, "26/11/2026", true)]
        {
            let page = page_of(&world, dossier).await;
            assert!(page.words_of(".stage").contains(due), "{due}: {}", page.words_of(".stage"));
            assert_eq!(page.says("sửa đổi theo Thông tư 12/2026/TT-BKHCN"), amended, "{due}");
        }
        // Judged by it, with the text cited: five experts are one too few.
        assert!(page_of(&world, &after).await.says("khoản 4 Điều 8 Thông tư 26/2014/TT-BKHCN; Thông tư 12/2026/TT-BKHCN"));
        assert!(!page_of(&world, &before).await.says(TEXT));
        let states = second_visit(&world).await;
        assert_eq!(states[..2], ["24/11/2026 Đang áp dụng", "Từ đầu"]);
        assert!(findings(&world).await.is_empty(), "{:?}", findings(&world).await);
    }
}

async fn second_visit(world: &World) -> Vec<String> {
    staff(world, "quantri2@bkhcn").await.visit("/desk/regimes").await.all_words_of("tbody th")
}

story! {
    async fn a_regime_is_amended_by_two_administrators_of_the_ministry(world) {
        let _rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = previewed(&mut keeper, "2026-12-01", &[("score_needed", "75")]).await;
        let page = keeper.press(&page, PROPOSE).await;
        let withdrawal = page.attribute("form[action*=proposals]", "action").expect("a proposal");
        let confirmation = withdrawal.replace("withdrawal", "confirmation");

        // Not who proposed it, though they send what no button sends.
        let refused = post(&mut keeper, &page, &confirmation, &[]).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.says("Chờ quản trị viên khác của Bộ xác nhận."));
        // Nor anybody else; they read it.
        for user in ["quantri@gialai", "lanhdao1@bkhcn"] {
            let mut other = staff(&world, user).await;
            let page = other.visit("/desk/regimes").await;
            assert!(page.says("sửa đổi theo Thông tư 12/2026/TT-BKHCN"), "{user}");
            assert!(!page.buttons().contains(&CONFIRM.to_owned()), "{user}");
            assert_eq!(other.visit(CENTRAL).await.status, Status::Forbidden, "{user}");
            assert_eq!(post(&mut other, &page, &confirmation, &[]).await.status, Status::Forbidden, "{user}");
        }
        // One at a time.
        let page = previewed(&mut keeper, "2026-12-02", &[("score_needed", "80")]).await;
        let page = keeper.press(&page, PROPOSE).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains("đang chờ xác nhận"), "{}", page.words_of(".errors"));

        // The second says no.
        let mut second = staff(&world, "quantri2@bkhcn").await;
        let page = second.visit("/desk/regimes").await;
        let page = second.press(&page, "Rút đề nghị").await;
        assert!(page.says("Không có đề nghị nào."), "{}", page.words_of("main"));
        assert_eq!(post(&mut second, &page, &confirmation, &[]).await.status, Status::NotFound);

        // One that waited too long: its day has come.
        let page = previewed(&mut keeper, "2026-11-23", &[("score_needed", "75")]).await;
        keeper.press(&page, PROPOSE).await;
        world.wait(DAY);
        let mut second = staff(&world, "quantri2@bkhcn").await;
        let page = second.visit("/desk/regimes").await;
        let page = second.press(&page, CONFIRM).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains("Đã đến ngày bắt đầu"), "{}", page.words_of(".errors"));
        let done = ["propose_regime", "withdraw_regime", "propose_regime"];
        assert_eq!(acts_on(&world, "central-2014").await, done);
    }
}

story! {
    async fn what_is_wrong_with_an_amendment_is_said_beside_it_and_nothing_is_lost(world) {
        let _rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let wrong = [
            ("citation", ""),
            ("basis_vi", "Theo thông tư mới"),
            ("score_needed", "101"),
            ("age_needed", "mười tám"),
            ("term-decide", "-1"),
            ("reminder_days", "7, 30"),
        ];
        let page = previewed(&mut keeper, "2026-11-22", &wrong).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        for (field, sentence) in [
            ("valid_from", "Ngày bắt đầu phải sau hôm nay"),
            ("citation", "Cần điền ô này."),
            ("score_needed", "Nhập một số nguyên từ 1 đến 100."),
            ("age_needed", "Nhập một số nguyên từ 16 đến 70."),
            ("term-decide", "Nhập một số nguyên từ 1 đến 731."),
            ("reminder_days", "số lớn trước"),
            ("basis_vi", "bắt đầu bằng “Căn cứ ”"),
            ("basis_en", "cả tiếng Việt và tiếng Anh"),
        ] {
            let said = page.words_of(&format!("[id='{field}-error']"));
            assert!(said.contains(sentence), "{field}: {said}");
        }
        for (field, typed) in &wrong[2..] {
            let kept = page.attribute(&format!("[id='{field}']"), "value");
            assert_eq!(kept.as_deref(), Some(*typed), "what was typed is kept");
        }
        assert!(previewed(&mut keeper, "2026-12-01", &[]).await.words_of(".errors").contains("Chưa thay đổi gì"));
        // What is proposed is what was seen.
        let page = previewed(&mut keeper, "2026-12-01", &[("score_needed", "75")]).await;
        let page = keeper.fill(&page, PROPOSE).with("score_needed", "80").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains("khác với lần xem trước"), "{}", page.words_of(".errors"));
        assert!(page.words_of("#preview tbody").contains("70 80"), "{}", page.words_of("#preview"));
        assert!(acts_on(&world, "central-2014").await.is_empty());
        assert_eq!(keeper.visit("/desk/regimes/central-1999").await.status, Status::NotFound);
    }
}

story! {
    async fn a_later_word_takes_the_place_of_one_that_was_still_to_come(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        amended(&world, "2026-12-10", &[("term-notify_missing", "2")]).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = previewed(&mut keeper, "2026-11-23", &[("term-notify_missing", "3")]).await;
        let said = page.words_of("#preview");
        assert!(said.contains("từ ngày 10/12/2026 đã nhập trước đó sẽ không áp dụng nữa"), "{said}");
        let page = amended(&world, "2026-11-23", &[("term-notify_missing", "3")]).await;
        let states = page.all_words_of("tbody th");
        assert_eq!(
            states[..3],
            ["23/11/2026 Chưa đến ngày", "10/12/2026 Không áp dụng, đã có sửa đổi sau", "Từ đầu Đang áp dụng"]
        );
        world.wait(18 * DAY);
        let received = rehearsal.brought(independent(6), &RECEIVED).await;
        let stage = page_of(&world, &received).await.words_of(".stage");
        assert!(stage.contains("15/12/2026"), "three working days after Thursday, 10 December: {stage}");
    }
}

story! {
    async fn a_dossier_is_read_whatever_became_of_its_regime(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        // Findings kept under a regime that nobody knows any more, and an issuer
        // that began later than the dossier was received.
        let other = "update evaluations set body = replace(body, 'central-2014', 'central-1999')";
        let later = "update issuer_profiles set profile = replace(profile,
            '\"regimes\":[{\"from\":null', '\"regimes\":[{\"from\":\"2099-01-01\"') where issuer = 'BKHCN'";
        tamper(&world, &[other]).await;
        assert!(page_of(&world, &proposed).await.says("central-1999"));
        tamper(&world, &[later]).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let listed = intake.visit("/desk?view=open").await;
        assert_eq!(listed.all_words_of("tbody tr").len(), 1, "it stands in its list");
        assert!(!listed.says("Không đọc được"));
    }
}

story! {
    async fn a_regime_that_was_changed_behind_the_program_is_found(world) {
        let _rehearsal = Rehearsal::in_register(&world.registry).await;
        amended(&world, "2026-11-23", &[("score_needed", "75")]).await;
        assert!(findings(&world).await.is_empty(), "{:?}", findings(&world).await);
        let first = "update regimes set regime = replace(regime, '\"value\":70', '\"value\":7') where version = 1";
        let second = "update regimes set regime = replace(regime, '\"value\":75', '\"value\":5') where version = 2";
        tamper(&world, &[first, second]).await;
        let found = findings(&world).await.join("\n");
        assert!(found.contains("regimes: central-2014: the regime"), "{found}");
        assert!(found.contains("regimes: central-2014.2: the regime is not the one whose hash record"), "{found}");
        tamper(&world, &["delete from regimes where version = 2"]).await;
        let found = findings(&world).await.join("\n");
        assert!(found.contains("regimes: central-2014.2: record") && found.contains("no row"), "{found}");
    }
}

story! {
    async fn a_proposal_that_was_changed_before_it_was_confirmed_is_found(world) {
        let _rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = previewed(&mut keeper, "2026-11-23", &[("score_needed", "75")]).await;
        let page = keeper.press(&page, PROPOSE).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
        let other = "update regime_proposals set regime = replace(regime, '\"value\":75', '\"value\":5')";
        tamper(&world, &[other]).await;
        let mut second = staff(&world, "quantri2@bkhcn").await;
        let page = second.visit("/desk/regimes").await;
        second.press(&page, CONFIRM).await;
        let found = findings(&world).await.join("\n");
        assert!(found.contains("regimes: central-2014.2: the regime is not the one whose hash record"), "{found}");
    }
}
