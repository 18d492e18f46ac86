//! Years that nobody has entered: who is told, what is marked, and what
//! entering one moves.

use std::collections::BTreeSet;

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::staff::Role;
use consultant_registry::storage::{Storage, calendar};
use rocket::http::Status;

use crate::desk::{acts_on, path, post, staff};
use crate::harness::{Kind, Page, Person, World, of_old, story};
use crate::rehearsal::{Rehearsal, independent};

const COMPLETE: [Step; 4] = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete];

/// Days from the day of every story to 20 December 2027.
const TO_DECEMBER_2027: i64 = 393;

const NOT_KNOWN: &str = "Chưa có lịch nghỉ năm 2028";
const PROVISIONAL: &str = "tạm tính, chưa có lịch nghỉ năm 2028";
const PREVIEW: &str = "Xem trước thời hạn thay đổi";
const CONFIRM: &str = "Xác nhận lịch nghỉ năm 2028";

/// A dossier complete on 20 December 2027, to be decided in 15 working days.
async fn in_december_2027(world: &World) -> (Rehearsal, Story) {
    world.wait(TO_DECEMBER_2027 * 86_400);
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let complete = rehearsal.brought(independent(0), &COMPLETE).await;
    (rehearsal, complete)
}

/// The preview of the proposal for 2028, as decided by a text.
async fn previewed(keeper: &mut Person) -> Page {
    let page = keeper.visit("/desk/calendar/years/2028").await;
    keeper.fill(&page, PREVIEW).with("basis", "1234/TB-BNV").send().await
}

/// The days off of 2028 as the table of the calendar page shows them.
fn days_shown(page: &Page) -> Vec<String> {
    page.all_words_of("table.queue tbody th")
}

story! {
    async fn a_term_into_a_year_nobody_has_entered_says_so_until_it_is_entered(world) {
        let (_, complete) = in_december_2027(&world).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let stage = intake.visit(&path(&complete)).await.words_of(".stage");
        assert!(stage.contains("10/01/2028") && stage.contains(PROVISIONAL), "{stage}");
        assert!(intake.visit("/desk?view=open").await.words_of("tbody tr").contains(PROVISIONAL));
        let mut applicant = world.anonymous();
        applicant.sign_in("a@example.test", cast::PASSWORD).await;
        assert!(applicant.visit("/filing").await.says(PROVISIONAL));
        let own = applicant.visit(&path(&complete).replace("/desk", "/filing")).await;
        assert!(own.says(&format!("10/01/2028 ({PROVISIONAL})")), "{}", own.words_of("main"));

        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = previewed(&mut keeper).await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of(".errors"));
        assert!(page.words_of("#preview").contains("Năm 2028: 12 ngày nghỉ ngoài thứ Bảy, Chủ nhật; 0 ngày làm bù."));
        assert_eq!(page.all_words_of("#preview tbody tr"), ["BKHCN-271220-0001 Bộ Khoa học và Công nghệ 10/01/2028 11/01/2028"]);
        assert!(intake.visit(&path(&complete)).await.says(PROVISIONAL), "a preview changes nothing");

        let page = keeper.press(&page, CONFIRM).await;
        assert_eq!(page.words_of(".notice"), "Đã nhập lịch nghỉ năm 2028. Số hồ sơ có thời hạn được tính lại: 1.");
        assert!(!page.says(NOT_KNOWN) && page.says("1234/TB-BNV"));
        let stage = intake.visit(&path(&complete)).await.words_of(".stage");
        assert!(stage.contains("11/01/2028") && !stage.contains("tạm tính"), "{stage}");
        assert_eq!(acts_on(&world, "2028").await, ["enter_calendar_year"]);
    }
}

story! {
    async fn from_october_the_ministrys_administrator_is_told_that_next_year_is_missing(world) {
        // 30 September 2027, and the day after.
        world.wait(312 * 86_400);
        Rehearsal::in_register(&world.registry).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        assert!(!keeper.visit("/desk").await.says(NOT_KNOWN));
        world.wait(86_400);
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = keeper.visit("/desk").await;
        assert!(page.words_of(".warning").contains(NOT_KNOWN), "{}", page.words_of("main"));
        assert_eq!(page.attribute(".warning a", "href").as_deref(), Some("/desk/calendar/years/2028"));
        assert!(keeper.visit("/desk/calendar").await.says(NOT_KNOWN));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert!(!intake.visit("/desk").await.says(NOT_KNOWN), "who cannot enter it is not asked to");
        let page = intake.visit("/desk/calendar?year=2028").await;
        assert!(page.words_of(".warning").contains(NOT_KNOWN), "but sees it where the year is shown");
    }
}

story! {
    async fn the_law_proposes_the_days_and_the_administrator_corrects_them(world) {
        in_december_2027(&world).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = keeper.visit("/desk/calendar/years/2028").await;
        assert_eq!(page.heading(), "Nhập lịch nghỉ năm 2028");
        assert_eq!(page.attribute("#day-1", "value").as_deref(), Some("2028-01-03"));
        assert_eq!(page.attribute("#name-1", "value").as_deref(), Some("Nghỉ bù Tết Dương lịch (01/01 là thứ Bảy)"));
        assert_eq!(page.attribute("#basis-2", "value").as_deref(), Some("dự kiến"));
        // Tết from the Tuesday on, and a Friday worked on a Saturday.
        let filling = keeper.fill(&page, PREVIEW).with("basis", "1234/TB-BNV").with("drop-2", "yes");
        let filling = filling.with("day-13", "2028-01-31").with("name-13", "Tết Âm lịch");
        let filling = filling.with("day-14", "2028-02-05").with("name-14", "Làm bù").with("kind-14", "work");
        let page = filling.send().await;
        assert!(page.words_of("#preview").contains("12 ngày nghỉ ngoài thứ Bảy, Chủ nhật; 1 ngày làm bù"));
        assert!(page.says("Số hồ sơ có thời hạn thay đổi: 1"));
        let page = keeper.press(&page, CONFIRM).await;
        let shown = days_shown(&page);
        assert!(!shown.contains(&"Thứ Hai 24/01/2028".to_owned()), "{shown:?}");
        assert!(shown.contains(&"Thứ Hai 31/01/2028".to_owned()) && shown.contains(&"Thứ Bảy 05/02/2028".to_owned()));
        assert!(!page.says("Dự kiến"), "all of it is decided now");

        // A later decision corrects the whole year.
        let page = keeper.visit("/desk/calendar/years/2028").await;
        assert_eq!(page.heading(), "Sửa lịch nghỉ cả năm 2028");
        let page = keeper.fill(&page, PREVIEW).with("basis", "1300/TB-BNV").with("drop-13", "yes").send().await;
        keeper.press(&page, CONFIRM).await;
        assert_eq!(acts_on(&world, "2028").await, ["enter_calendar_year", "enter_calendar_year"]);
        let shown = days_shown(&keeper.visit("/desk/calendar?year=2028").await);
        assert_eq!(shown.len(), 12, "{shown:?}");
    }
}

story! {
    async fn what_is_confirmed_is_what_was_seen(world) {
        let (rehearsal, _) = in_december_2027(&world).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let seen = previewed(&mut keeper).await;
        let changed = "Nội dung hoặc lịch đã khác với lần xem trước.";

        // Changed in the form after it was seen.
        let page = keeper.fill(&seen, CONFIRM).with("day-1", "2028-01-04").send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains(changed));
        assert_eq!(page.attribute("#day-1", "value").as_deref(), Some("2028-01-04"), "what was typed is kept");

        // Changed by a colleague.
        let mut colleague = world.officer("dong.nghiep@x.vn", "BKHCN", &[Role::Administrator]).await;
        let calendar = colleague.visit("/desk/calendar?year=2027").await;
        let fields = [("day", "2027-12-30"), ("kind", "off"), ("name", "Nghỉ bão"), ("reason", "Công điện")];
        post(&mut colleague, &calendar, "/desk/calendar", &fields).await;
        let page = keeper.press(&seen, CONFIRM).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of(".errors").contains(changed));
        assert_eq!(page.all_words_of("#preview tbody tr"), ["BKHCN-271220-0001 Bộ Khoa học và Công nghệ 11/01/2028 12/01/2028"]);
        assert!(acts_on(&world, "2028").await.is_empty());

        // A dossier that came meanwhile is counted with the others.
        rehearsal.brought(independent(1), &COMPLETE).await;
        let page = keeper.press(&page, CONFIRM).await;
        assert!(page.words_of(".notice").ends_with("được tính lại: 2."), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_slip_in_a_row_is_said_beside_its_field(world) {
        in_december_2027(&world).await;
        let mut keeper = staff(&world, "quantri@bkhcn").await;
        let page = keeper.visit("/desk/calendar/years/2028").await;
        let unnamed = keeper.fill(&page, PREVIEW).send().await;
        assert_eq!(unnamed.status, Status::UnprocessableEntity);
        assert_eq!(unnamed.words_of("#basis-error"), "Lỗi: Ghi văn bản quyết định lịch nghỉ của năm.");
        for (row, fields, sentence) in [
            ("day-3", [("day-3", "2029-01-24"), ("name-3", "Tết")], "Lỗi: Ngày này thuộc năm khác."),
            ("day-3", [("day-3", "2028-01-03"), ("name-3", "Tết")], "Lỗi: Ngày này đã có ở dòng trên."),
            ("day-3", [("day-3", "mai"), ("name-3", "Tết")], "Lỗi: Chọn ngày ở ô “Ngày”."),
            ("name-14", [("day-14", "2028-02-05"), ("name-14", " ")], "Lỗi: Ghi tên ngày."),
            ("kind-3", [("kind-3", "work"), ("name-3", "Tết")], "Lỗi: Ngày làm bù phải là thứ Bảy hoặc Chủ nhật."),
            (
                "kind-14",
                [("day-14", "2028-02-05"), ("name-14", "Làm bù")],
                "Lỗi: Ngày này là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ. Nếu làm bù, chọn “Làm việc”; nếu không, bỏ dòng.",
            ),
            ("kind-3", [("kind-3", "x"), ("name-3", "Tết")], "Lỗi: Chọn nghỉ hoặc làm việc."),
        ] {
            let mut filling = keeper.fill(&page, PREVIEW).with("basis", "1234/TB-BNV");
            for (name, value) in fields {
                filling = filling.with(name, value);
            }
            let refused = filling.send().await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{sentence}");
            assert_eq!(refused.words_of(&format!("#{row}-error")), sentence);
            assert_eq!(refused.attribute("#basis", "value").as_deref(), Some("1234/TB-BNV"));
        }
    }
}

story! {
    async fn only_the_ministrys_administrator_enters_a_year(world) {
        let mut keeper = world.officer("quan.tri@x.vn", "BKHCN", &[Role::Administrator]).await;
        let page = keeper.visit("/desk/calendar/years/2028").await;
        assert_eq!(page.status, Status::Ok);
        for year in ["2013", "2101", "0", "-1", "99999999999", "x"] {
            assert_eq!(keeper.visit(&format!("/desk/calendar/years/{year}")).await.status, Status::NotFound, "{year}");
        }
        for (email, issuer, role) in
            [("a@x.vn", "52", Role::Administrator), ("b@x.vn", "BKHCN", Role::Leader)]
        {
            let mut other = world.officer(email, issuer, &[role]).await;
            assert_eq!(other.visit("/desk/calendar/years/2028").await.status, Status::Forbidden, "{email}");
            let shown = other.visit("/desk/calendar").await;
            let fields = [("basis", "x"), ("day-1", "2028-01-03"), ("kind-1", "off"), ("name-1", "x")];
            let refused = post(&mut other, &shown, "/desk/calendar/years/2028", &fields).await;
            assert_eq!(refused.status, Status::Forbidden, "{email}");
        }
        assert!(acts_on(&world, "2028").await.is_empty());
    }
}

/// The last file before the years.
const BEFORE: i64 = 27;

async fn migrated(kind: Kind) {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(storage) = of_old(kind, folder.path(), BEFORE).await else { return };
    let rows = "insert into calendar_days (day, kind, name, basis, confirmed_at) values
        ('2026-01-01', 'off', 'Tết', '', '2026-01-01T00:00:00Z'),
        ('2027-01-01', 'off', 'Tết', '', '2026-02-01T00:00:00Z'),
        ('2027-02-04', 'off', 'Tết', '', null),
        ('2028-01-03', 'off', 'Tết', '', '2026-03-01T00:00:00Z')";
    match &storage {
        Storage::Sqlite(pools) => sqlx::query(rows).execute(&pools.writing).await.map(drop),
        Storage::Postgres(pools) => sqlx::query(rows).execute(&pools.writing).await.map(drop),
    }
    .expect("a calendar of before");
    storage.migrate().await.expect("the new tables");
    let mut reading = storage.read().await.expect("a reading");
    let years = calendar::entered_years(&mut reading).await.expect("the years");
    assert_eq!(years, BTreeSet::from([2026, 2027]), "a day of 2028 does not make the year known");
}

#[rocket::async_test]
async fn a_calendar_of_before_keeps_the_years_it_came_with_on_sqlite() {
    migrated(Kind::Sqlite).await;
}

#[rocket::async_test]
async fn a_calendar_of_before_keeps_the_years_it_came_with_on_postgres() {
    migrated(Kind::Postgres).await;
}
