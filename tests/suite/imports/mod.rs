//! Papers from before there was this register: a list is brought in by one,
//! confirmed by another, and its papers are the register's from then on.

mod export;
mod holders;

use std::time::Duration;

use consultant_registry::domain::certificate::{Certificate, Standing};
use consultant_registry::storage::{cards, certificates};
use rocket::http::Status;
use rocket::tokio::time::sleep;

use crate::desk::{acts_on, staff};
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::Rehearsal;

const LIST: &[u8] = include_bytes!("../../tables/papers/openpyxl.xlsx");
const NUMBER: &str = "01/2025/GXN-TĐC";
pub(super) const UPLOAD: &str = "Đưa danh sách vào";
const CONFIRM: &str = "Duyệt và ghi vào sổ";

/// Reloads the page of a list until nobody is at work on it.
pub(super) async fn settled(person: &mut Person, mut page: Page) -> Page {
    let path = page.path.split('?').next().expect("a path").to_owned();
    for _ in 0..3_000 {
        if page.header("Refresh").is_none() && page.path == path {
            return page;
        }
        sleep(Duration::from_millis(50)).await;
        page = person.visit(&path).await;
    }
    panic!("never done: {}", page.words_of("main"));
}

/// Brings a list in; its page when it was looked at.
pub(super) async fn brought_in(person: &mut Person, name: &str, bytes: &[u8]) -> Page {
    let page = person.visit("/desk/imports").await;
    let page = person.fill(&page, UPLOAD).attach("list", name, bytes).send().await;
    assert!(page.path.starts_with("/desk/imports/"), "{} {}", page.status, page.words_of("main"));
    settled(person, page).await
}

/// Confirms a list; its page when it was recorded.
pub(super) async fn confirmed(leader: &mut Person, path: &str) -> Page {
    let page = leader.visit(path).await;
    let page = leader.press(&page, CONFIRM).await;
    settled(leader, page).await
}

/// A register with the issuers' keys, and the people of the demonstration.
pub(super) async fn register(world: &World) {
    Rehearsal::in_register(&world.registry).await;
}

async fn certificate(world: &World, number: &str) -> Option<Certificate> {
    let mut reading = world.storage().read().await.expect("a reading");
    certificates::find(&mut reading, number).await.expect("read")
}

/// The rows of the table of remarks: row, and what is said of it.
fn remarks(page: &Page) -> Vec<String> {
    page.all_words_of("section[aria-labelledby=remarks] tbody tr")
}

story! {
    async fn a_list_is_looked_at_row_by_row_and_nothing_of_it_is_recorded_before(world) {
        register(&world).await;
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let page = brought_in(&mut administrator, "danh sách.xlsx", LIST).await;
        assert!(page.says("Chờ lãnh đạo duyệt"), "{}", page.words_of("main"));
        assert!(page.says("Sẽ ghi 4 giấy xác nhận và 2 thẻ"), "{}", page.words_of(".lead"));
        let said = remarks(&page);
        let of_row = |row: &str, words: &str| {
            let found = said.iter().any(|line| line.contains(row) && line.contains(words));
            assert!(found, "{row} {words}: {said:#?}");
        };
        of_row("5 Mã số doanh nghiệp 103959503", "0103959503");
        of_row("6 Số quyết định nt", "102/QĐ-TĐC");
        of_row("7 Ngày cấp giấy xác nhận 45751", "đọc là 04/04/2025");
        of_row("8", "Dòng bị ẩn trong bảng tính, vẫn được đọc");
        of_row("9 Tên tổ chức", "Có lẽ là: Công ty Phương");
        of_row("10", "Dòng cộng, bỏ qua");
        of_row("2 Số định danh cá nhân", "•••");
        of_row("4 Ngày sinh 1975", "Chỉ có năm");
        of_row("5 Số giấy xác nhận 99/2025/GXN-TĐC", "không có trong danh sách");
        assert!(!said.iter().any(|line| line.contains("001080000123")), "no personal number is shown");
        assert!(page.says("Trang tính ẩn, không đọc."));
        assert!(page.says("Lãnh đạo, khác người đưa vào, duyệt danh sách này."));
        let report = administrator.visit(&format!("{}/report.csv", page.path)).await;
        assert!(report.body.contains("Có lẽ là: Công ty Phương") && report.body.starts_with('\u{feff}'));
        assert_eq!(certificate(&world, NUMBER).await, None);
        let unknown = world.anonymous().visit("/c/01/2025/GXN-T%C4%90C").await;
        assert!(!unknown.heading().contains("còn hiệu lực"), "{}", unknown.heading());
        let mut elsewhere = staff(&world, "quantri@gialai").await;
        assert_eq!(elsewhere.visit(&page.path).await.status, Status::NotFound);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert_eq!(intake.visit("/desk/imports").await.status, Status::Forbidden);
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn another_leader_confirms_it_and_the_papers_are_the_register_s(world) {
        register(&world).await;
        let mut one = staff(&world, "lanhdao1@bkhcn").await;
        let page = brought_in(&mut one, "danh sách.xlsx", LIST).await;
        // The names are right: old fonts are read as was proposed.
        let page = one.fill(&page, "Kiểm tra lại với các cột này").and("fonts0", "yes").send().await;
        let page = settled(&mut one, page).await;
        assert!(page.says("Sẽ ghi 5 giấy xác nhận và 2 thẻ"), "{}", page.words_of(".lead"));
        assert!(page.says("Bạn đã đưa danh sách này vào. Một lãnh đạo khác duyệt."));
        assert!(!page.buttons().contains(&CONFIRM.to_owned()));
        let path = page.path.clone();
        let mut other = staff(&world, "lanhdao2@bkhcn").await;
        let page = confirmed(&mut other, &path).await;
        assert!(page.says("Đã ghi 5 giấy xác nhận và 2 thẻ"), "{}", page.words_of("main"));
        let recorded = certificate(&world, NUMBER).await.expect("it is recorded");
        assert!(recorded.paper.is_recorded() && recorded.dossier.is_none());
        assert_eq!(recorded.paper.expires_on.to_string(), "2028-04-02");
        assert_eq!(acts_on(&world, NUMBER).await, ["record_papers"]);
        let mut reading = world.storage().read().await.expect("a reading");
        let under = cards::of_certificate(&mut reading, NUMBER).await.expect("read");
        drop(reading);
        assert_eq!(under.len(), 2);
        let font = certificate(&world, "05/2025/GXN-TĐC").await.expect("recorded");
        assert_eq!(font.paper.holder_name, "Công ty Phương");
        for address in ["/c/01/2025/GXN-T%C4%90C", "/c/1-2025-gxn-tdc"] {
            let mut visitor = world.anonymous();
            let seen = visitor.visit(address).await;
            let seen = visitor.follow(seen).await;
            assert!(seen.heading().contains("còn hiệu lực"), "{address}: {}", seen.heading());
            assert!(seen.says("Giấy này cấp bằng bản giấy trước khi có sổ đăng ký điện tử"), "{}", seen.words_of("main"));
            assert!(seen.says("102/QĐ-TĐC") && seen.says("Công ty Tư vấn Ví Dụ"));
            assert!(seen.attribute(".qr", "class").is_none(), "there is no code to show");
            assert!(seen.attribute("a[href^='/documents/']", "href").is_none(), "nor a document");
        }
        let card = world.anonymous().visit("/c/T%C4%90C-TV-0101").await;
        assert!(card.heading().contains("còn hiệu lực") && card.says("Thẻ này cấp trước khi có sổ"), "{}", card.words_of("main"));
        let answer = world.anonymous().visit("/api/v1/certificates/01-2025-GXN-T%C4%90C").await;
        assert!(answer.body.contains("\"recorded\"") && !answer.body.contains("\"document\""), "{}", answer.body);
        assert_eq!(world.anonymous().visit("/documents/01-2025-GXN-T%C4%90C").await.status, Status::NotFound);
        let register = world.anonymous().visit("/register?q=phuong").await;
        assert!(register.says("Công ty Phương"));
        let desk = other.visit("/desk/certificates/01-2025-GXN-T%C4%90C").await;
        assert!(desk.says("Ghi vào sổ theo giấy đã cấp, kèm 2 thẻ"), "{}", desk.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0], "the audit proves every row");
        // The same list once more: everything is there, nothing is changed.
        let page = brought_in(&mut one, "danh sách.xlsx", LIST).await;
        let page = one.fill(&page, "Kiểm tra lại với các cột này").and("fonts0", "yes").send().await;
        let page = settled(&mut one, page).await;
        assert!(page.says("Sẽ ghi 0 giấy xác nhận và 0 thẻ"), "{}", page.words_of(".lead"));
        assert!(remarks(&page).iter().any(|line| line.contains("Đã có trong sổ, nội dung như nhau")));
        let page = one.press(&page, "Bỏ danh sách này").await;
        assert!(page.says("Đã bỏ"), "{}", page.words_of("main"));
    }
}

story! {
    async fn what_the_register_has_otherwise_is_told_and_never_overwritten(world) {
        register(&world).await;
        let mut one = staff(&world, "quantri@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let head = "Số giấy xác nhận;Tên tổ chức;Mã số doanh nghiệp;Ngày cấp;Ngày hết hạn\r\n";
        let row = |name: &str, last: &str| {
            format!("{head}07/2025/GXN;{name};0103959503;02/04/2025;{last}\r\n")
        };
        let page = brought_in(&mut one, "a.csv", row("Công ty Ví Dụ", "02/04/2028").as_bytes()).await;
        confirmed(&mut leader, &page.path).await;
        let page = brought_in(&mut one, "b.csv", row("CÔNG TY VÍ DỤ", "02/04/2028").as_bytes()).await;
        assert!(page.says("1 giấy, thẻ đã có trong sổ"), "written otherwise it is the same: {}", page.words_of(".lead"));
        one.press(&page, "Bỏ danh sách này").await;
        let page = brought_in(&mut one, "c.csv", row("Công ty Ví Dụ", "02/04/2029").as_bytes()).await;
        let said = remarks(&page);
        assert!(said[0].contains("02/04/2029") && said[0].contains("Trong sổ số này ghi khác: 02/04/2028"), "{said:#?}");
        assert!(page.says("Sẽ ghi 0 giấy xác nhận"));
        let refused = leader.visit(&page.path).await;
        assert!(refused.says("Không có giấy, thẻ nào để ghi."));
        // Of two rows in one list that say different things the first counts.
        let twice = format!(
            "{head}08/2025/GXN;Viện A;0100109106;02/04/2025;02/04/2028\r\n08/2025/GXN;Viện B;0100109106;02/04/2025;02/04/2028\r\n"
        );
        let page = brought_in(&mut one, "d.csv", twice.as_bytes()).await;
        assert!(page.says("Sẽ ghi 1 giấy xác nhận") && remarks(&page)[0].contains("Số này đã có ở dòng 2"), "{:#?}", remarks(&page));
        // A confirmation of what changed meanwhile is refused.
        let seen = leader.visit(&page.path).await;
        let again = one.press(&page, "Kiểm tra lại với các cột này").await;
        settled(&mut one, again).await;
        let refused = leader.press(&seen, CONFIRM).await;
        assert!(refused.words_of(".errors").contains("Danh sách đã thay đổi"), "{}", refused.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn what_is_no_list_is_refused_in_a_sentence(world) {
        register(&world).await;
        let mut one = staff(&world, "quantri@bkhcn").await;
        let mut refused = Vec::new();
        for bytes in [&b""[..], b"\xff\xd8\xff\xe0\0\x10JFIF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a;b\n\"c"] {
            let page = one.visit("/desk/imports").await;
            let page = one.fill(&page, UPLOAD).attach("list", "tệp.xls", bytes).send().await;
            assert_eq!(page.status, Status::UnprocessableEntity);
            refused.push(page.words_of(".errors"));
        }
        assert!(refused[2].contains(".xls") && refused[3].contains("ngoặc kép"), "{refused:#?}");
        let page = one.visit("/desk/imports").await;
        let none = one.press(&page, UPLOAD).await;
        assert!(none.words_of(".errors").contains("Chọn tệp danh sách."));
        assert!(one.visit("/desk/imports").await.says("Chưa có danh sách nào."));
        // Columns that nobody recognises are said by a person.
        let page = brought_in(&mut one, "a.csv", "Mã;Bên nhận;DN;Từ;Đến\r\n9/2025;Công ty Ví Dụ;0103959503;2/4/2025;2/4/2028\r\n".as_bytes()).await;
        assert!(page.says("Không nhận ra dòng tiêu đề"), "{}", page.words_of("main"));
        let mut filling = one.fill(&page, "Kiểm tra lại với các cột này");
        for (nth, column) in ["certificate", "holder", "enterprise_code", "issued_on", "expires_on"].iter().enumerate() {
            filling = filling.with(&format!("column0-{nth}"), column);
        }
        let page = filling.send().await;
        let page = settled(&mut one, page).await;
        assert!(page.says("Sẽ ghi 1 giấy xác nhận"), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_recorded_certificate_is_suspended_and_revoked_as_any(world) {
        register(&world).await;
        let mut one = staff(&world, "quantri@bkhcn").await;
        let page = brought_in(&mut one, "danh sách.xlsx", LIST).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        confirmed(&mut leader, &page.path).await;
        let path = "/desk/certificates/01-2025-GXN-T%C4%90C";
        let page = leader.visit(&format!("{path}/urgent-suspension")).await;
        let page = leader
            .fill(&page, "Đình chỉ ngay")
            .with("ground", "a")
            .with("remedy", "Ngừng tư vấn")
            .with("reasons", "Qua kiểm tra")
            .with("urgency", "Đang gây hại")
            .send()
            .await;
        assert!(page.says("Chờ lãnh đạo thứ hai xác nhận"), "{}", page.words_of("main"));
        let seen = world.anonymous().visit("/c/01/2025/GXN-T%C4%90C").await;
        assert!(seen.heading().contains("đình chỉ"), "{}", seen.heading());
        let card = world.anonymous().visit("/c/T%C4%90C-TV-0101").await;
        assert!(!card.heading().contains("còn hiệu lực"), "its cards follow: {}", card.heading());
        let found = certificate(&world, NUMBER).await.expect("recorded");
        assert!(matches!(found.standing, Standing::Suspended(_)));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}
