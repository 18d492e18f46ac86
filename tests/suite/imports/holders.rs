//! Whoever holds a recorded certificate: it is entrusted to their account, and
//! they ask for papers under it.

use rocket::http::Status;

use super::{brought_in, confirmed, register};
use crate::desk::staff;
use crate::harness::story;
use crate::inspection::findings;

const LIST: &[u8] = include_bytes!("../../tables/papers/openpyxl.xlsx");
const DESK: &str = "/desk/certificates/01-2025-GXN-T%C4%90C";
const OWN: &str = "/filing/certificates/01-2025-GXN-T%C4%90C";

story! {
    async fn a_recorded_certificate_is_entrusted_and_its_holder_asks_for_papers(world) {
        register(&world).await;
        let mut one = staff(&world, "quantri@bkhcn").await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = brought_in(&mut one, "danh sách.xlsx", LIST).await;
        confirmed(&mut leader, &page.path).await;
        let mut holder = world.applicant("vidu@example.test").await;
        assert_eq!(holder.visit(OWN).await.status, Status::NotFound);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(DESK).await;
        assert!(page.says("Chưa giao cho tài khoản nào"), "{}", page.words_of("main"));
        let page = intake.fill(&page, "Giao giấy xác nhận").with("address", "aikhac@example.test").send().await;
        assert!(page.words_of(".notice").contains("Không có tài khoản"), "{}", page.words_of(".notice"));
        let page = intake.fill(&page, "Giao giấy xác nhận").with("address", "VIDU@example.test ").send().await;
        assert!(page.words_of(".notice").contains("Đã giao"), "{}", page.words_of(".notice"));
        let own = holder.visit(OWN).await;
        assert_eq!(own.status, Status::Ok);
        assert!(own.says("01/2025/GXN-TĐC"), "{}", own.words_of("main"));
        let draft = holder.press(&own, "Đề nghị cấp lại khi hết hạn").await;
        assert!(draft.path.starts_with("/filing/dossiers/"), "{} {}", draft.path, draft.words_of("main"));
        assert!(draft.says("Công ty Tư vấn Ví Dụ") || draft.says("cấp lại"), "{}", draft.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}
