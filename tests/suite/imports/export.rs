//! Lists as files, and the way back.

use consultant_registry::domain::deed::DeedKind;
use consultant_registry::domain::table::Table;
use consultant_registry::storage::audit;
use rocket::http::Status;

use super::{brought_in, confirmed, register};
use crate::desk::staff;
use crate::harness::{World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, organisation};

use consultant_registry::demo::teller::Step;

/// How often an issuer's lists were exported.
async fn noted(world: &World) -> usize {
    let mut reading = world.storage().read().await.expect("a reading");
    audit::of_kind(&mut reading, "BKHCN", DeedKind::ExportList).await.expect("read").len()
}

story! {
    async fn what_is_exported_is_brought_in_again_and_changes_nothing(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let mut one = staff(&world, "quantri@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = include_bytes!("../../tables/papers/openpyxl.xlsx");
        let page = brought_in(&mut one, "danh sách.xlsx", list).await;
        confirmed(&mut leader, &page.path).await;
        for format in ["csv", "xlsx"] {
            let mut files = Vec::new();
            for list in ["certificates", "cards"] {
                let file = one.visit(&format!("/desk/exports/{list}?format={format}")).await;
                assert_eq!(file.status, Status::Ok);
                files.push((format!("{list}.{format}"), file.bytes));
            }
            for (name, bytes) in files {
                let page = brought_in(&mut one, &name, &bytes).await;
                assert!(page.says("Sẽ ghi 0 giấy xác nhận và 0 thẻ") && page.says(" 0 dòng chưa ghi được"), "{name}: {}", page.words_of("main"));
                let papers = if name.starts_with("cards") { 7 } else { 5 };
                assert!(page.says(&format!("{papers} giấy, thẻ đã có trong sổ")), "{name}: {}", page.words_of("main"));
                one.press(&page, "Bỏ danh sách này").await;
            }
        }
        assert_eq!(noted(&world).await, 4, "who exports what is noted");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn an_exported_list_keeps_codes_as_text_and_makes_no_formulas(world) {
        register(&world).await;
        let mut one = staff(&world, "quantri@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = "Số giấy xác nhận;Tên tổ chức;MSDN;Trụ sở;Điện thoại;Ngày cấp;Ngày hết hạn\r\n\
            9/2025;=HYPERLINK(\"x\") Công ty;0103959503;-1 phố Ví dụ;02430000000;2/4/2025;2/4/2028\r\n";
        let page = brought_in(&mut one, "a.csv", list.as_bytes()).await;
        confirmed(&mut leader, &page.path).await;
        let text = one.visit("/desk/exports/certificates?format=csv").await;
        assert!(text.body.starts_with('\u{feff}'), "so that Excel knows that it is Unicode");
        assert!(text.body.contains("\"\t=HYPERLINK(\"\"x\"\") Công ty\";\"\t0103959503\""), "{}", text.body);
        assert!(text.body.contains(";02/04/2025;02/04/2028;"), "{}", text.body);
        let book = one.visit("/desk/exports/certificates?format=xlsx").await;
        let table = Table::read(&book.bytes).expect("a workbook");
        let row = &table.rows[1].cells;
        assert_eq!(row[..4], ["9/2025", "=HYPERLINK(\"x\") Công ty", "0103959503", "-1 phố Ví dụ"]);
        assert_eq!(row[6..8], ["02/04/2025", "02/04/2028"], "days are days");
        assert!(!String::from_utf8_lossy(&book.bytes).contains("<f>"));
        for list in ["dossiers", "organisations", "cards"] {
            for format in ["csv", "xlsx"] {
                assert_eq!(one.visit(&format!("/desk/exports/{list}?format={format}")).await.status, Status::Ok);
            }
        }
        assert_eq!(one.visit("/desk/exports/people").await.status, Status::NotFound);
        let nobody = world.anonymous().visit("/desk/exports/cards").await;
        assert!(nobody.path.starts_with("/sign-in") || nobody.status != Status::Ok, "{}", nobody.path);
        assert!(!nobody.body.contains("0103959503"));
    }
}
