//! The office: the calendar and what it moves.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::staff::Role;
use rocket::http::{Method, Status};

use crate::desk::{acts_on, path, post, staff};
use crate::harness::{PASSWORD, story};
use crate::rehearsal::{Rehearsal, independent};

story! {
    async fn a_new_day_off_moves_the_deadlines_that_run_over_it(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let complete = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete];
        let complete = rehearsal.brought(independent(1), &complete).await;
        let filed = rehearsal.brought(independent(2), &[Step::Write, Step::Submit]).await;
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = administrator.visit("/desk/calendar").await;
        assert!(page.says("Lịch làm việc 2026") && page.says("Chính thức"));
        let filling = administrator.fill(&page, "Lưu ngày này").with("day", "2026-11-26").with("kind", "off");
        let unsaid = filling.with("name", "Nghỉ bão").send().await;
        assert_eq!(unsaid.words_of(".errors a"), "Ghi lý do sửa lịch.");
        let page = administrator.fill(&unsaid, "Lưu ngày này").with("reason", "Công điện").send().await;
        assert_eq!(page.words_of(".notice"), "Đã đổi lịch. Số hồ sơ có thời hạn được tính lại: 2.");
        assert!(page.says("Thứ Năm 26/11/2026") && page.says("Dự kiến"), "an unconfirmed day is flagged");
        assert!(administrator.visit(&path(&received)).await.words_of(".stage").contains("01/12/2026"));
        assert!(administrator.visit(&path(&complete)).await.words_of(".stage").contains("15/12/2026"));
        assert!(!administrator.visit(&path(&filed)).await.words_of(".stage").contains("Thời hạn"));
        assert_eq!(acts_on(&world, "2026-11-26").await, ["change_calendar"]);
        let page = administrator.visit("/desk/calendar?day=2026-11-26").await;
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Nghỉ bão"));
        let token = [("day", "2026-11-26"), ("reason", "Bão đã tan")];
        post(&mut administrator, &page, "/desk/calendar/removal", &token).await;
        assert!(administrator.visit(&path(&received)).await.words_of(".stage").contains("30/11/2026"));
        assert!(administrator.visit(&path(&complete)).await.words_of(".stage").contains("14/12/2026"));
    }
}

story! {
    async fn a_deadline_that_moves_voids_no_page_that_an_officer_has_open(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let old = intake.visit(&path(&received)).await;
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = administrator.visit("/desk/calendar").await;
        let filling = administrator.fill(&page, "Lưu ngày này").with("day", "2026-11-26").with("kind", "off");
        filling.with("name", "Nghỉ bão").with("reason", "Công điện").send().await;
        let page = intake.press(&old, "Xác nhận hồ sơ đầy đủ").await;
        assert_eq!(page.status, Status::Ok);
        assert!(page.words_of(".stage").contains("15/12/2026"), "counted by the new calendar: {}", page.words_of(".stage"));
    }
}

story! {
    async fn the_calendar_is_the_ministrys_to_change(world) {
        let mut elsewhere = world.officer("qt@x.vn", "52", &[Role::Administrator]).await;
        let page = elsewhere.visit("/desk/calendar").await;
        assert!(page.says("chỉ quản trị của Bộ được sửa"));
        assert_eq!(page.buttons(), ["Đăng xuất"]);
        let fields = [("day", "2026-11-26"), ("kind", "off"), ("name", "x"), ("reason", "x")];
        let refused = post(&mut elsewhere, &page, "/desk/calendar", &fields).await;
        assert_eq!(refused.status, Status::Forbidden);
        let mut leader = world.officer("ld@x.vn", "BKHCN", &[Role::Leader]).await;
        let page = leader.visit("/desk/calendar").await;
        assert_eq!(post(&mut leader, &page, "/desk/calendar", &fields).await.status, Status::Forbidden);
        assert!(acts_on(&world, "2026-11-26").await.is_empty());
    }
}

story! {
    async fn what_was_shown_for_one_office_is_never_done_for_another(world) {
        let posts: [(&str, &[Role]); 2] = [("BKHCN", &[Role::Administrator]), ("46", &[Role::Administrator])];
        let mut an = world.officer_of("an@example.vn", &posts).await;
        let shown = an.visit("/desk/calendar").await;
        let page = an.visit("/account").await;
        an.press(&page, "Làm việc cho cơ quan này").await;
        let mut tried = 0;
        for (method, uri) in world.routes() {
            if method != Method::Post || !uri.starts_with("/desk") {
                continue;
            }
            let path = uri.split('?').next().unwrap_or_default().replace(['<', '>'], "");
            let refused = post(&mut an, &shown, &path, &[("reason", "x")]).await;
            assert!(matches!(refused.status, Status::Conflict | Status::NotFound), "{path}: {}", refused.status);
            if refused.status == Status::Conflict {
                assert_eq!(refused.heading(), "Bạn đã chuyển sang làm việc cho cơ quan khác", "{path}");
                assert!(refused.says("mở cho cơ quan 46; bạn đang làm việc cho cơ quan BKHCN"), "{path}");
                tried += 1;
            }
        }
        assert!(tried >= 20, "the routes were found: {tried}");
        assert_eq!(an.press(&shown, "Đăng xuất").await.words_of(".notice"), "Bạn đã đăng xuất.", "this is no office's");
        an.sign_in("an@example.vn", PASSWORD).await;
        let stale = post(&mut an, &shown, "/desk/calendar", &[("day", "2026-11-26")]).await;
        assert_eq!(stale.status, Status::Conflict, "nor offered to be sent again after signing in anew");
    }
}
