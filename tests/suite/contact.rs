//! How an independent consultant is reached: asked for, printed, and shown to
//! nobody else.

use consultant_registry::demo::teller::Step;
use rocket::http::Status;

use crate::desk::{path, staff};
use crate::filing::{SAVE, begin, import, save, submit};
use crate::harness::story;
use crate::rehearsal::{Rehearsal, independent};

/// A dossier file of an independent consultant from before contacts were asked
/// for.
const BEFORE: &str = include_str!("../cases/independent-meets-all.json");

const ADDRESS: &str = "Số 5 ngõ Minh Họa, phường Mẫu";

story! {
    async fn it_is_asked_checked_kept_and_printed_on_the_application(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        let part = format!("{dossier}/parts/experts/1/contact");
        let wrong = [("address", ADDRESS), ("phone", "gọi tôi"), ("email", "mai tại example")];
        let page = save(&mut mai, &part, &wrong).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        let links = page.all_attributes(".errors a", "href");
        assert_eq!(links, ["#phone", "#email"], "{:?}", page.all_words_of(".errors a"));
        assert_eq!(page.attribute("#address", "value").as_deref(), Some(ADDRESS));
        let unprinted = save(&mut mai, &part, &[("address", "Số 5 서울")]).await;
        assert_eq!(unprinted.attribute(".errors a", "href").as_deref(), Some("#address"));

        let right = [("address", ADDRESS), ("phone", "0900 000 123"), ("email", "mai@vidu.test")];
        let page = save(&mut mai, &part, &right).await;
        assert_eq!(page.path, dossier, "{:?}", page.all_words_of(".errors a"));
        let printed = mai.visit(&format!("{dossier}/application")).await.words_of("article");
        for said in [ADDRESS, "0900 000 123", "mai@vidu.test"] {
            assert!(printed.contains(said), "{said}: {printed}");
            assert!(mai.visit(&format!("{dossier}/review")).await.says(said), "{said}");
        }
        let file = mai.visit(&format!("{dossier}/application.json")).await.body;
        let mut other = world.applicant("tam@example.vn").await;
        let copy = begin(&mut other, "new_independent").await;
        let page = import(&mut other, &copy, &file).await;
        assert!(page.words_of(".notice").contains("Đã nhập hồ sơ"), "{}", page.words_of("main"));
        let again = other.visit(&format!("{copy}/parts/experts/1/contact")).await;
        assert_eq!(again.attribute("#email", "value").as_deref(), Some("mai@vidu.test"));

        let organisation = begin(&mut mai, "new_organisation").await;
        save(&mut mai, &format!("{organisation}/parts/experts/new"), &[("name", "Lý Thị Nam")]).await;
        let page = mai.visit(&format!("{organisation}/parts/experts/1/contact")).await;
        assert_eq!(page.status, Status::NotFound, "a colleague is reached through the organisation");
    }
}

story! {
    async fn a_dossier_from_before_it_was_asked_for_is_filed_and_read_as_ever(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        import(&mut mai, &dossier, BEFORE).await;
        let exported = mai.visit(&format!("{dossier}/application.json")).await.body;
        assert!(!exported.contains("\"contact\""), "{exported}");
        assert_eq!(submit(&mut mai, &dossier).await.heading(), "Đã nộp hồ sơ");
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let desk = dossier.replace("/filing/", "/desk/");
        let page = intake.visit(&desk).await;
        let page = intake.press(&page, "Tiếp nhận hồ sơ").await;
        let asked = page.words_of("#items");
        assert!(!asked.contains("Thông tin liên hệ"), "nobody is asked for it anew: {asked}");
        let page = intake.press(&page, "Xác nhận hồ sơ đầy đủ").await;
        assert!(page.says("Địa chỉ liên hệ") || page.says("Thông tin liên hệ"), "the part is there, and empty");
        drop(rehearsal);
    }
}

story! {
    signing async fn officers_see_it_and_no_public_page_does(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(independent(0)).await;
        let contact = story.dossier.as_ref().and_then(|dossier| dossier.application.experts[0].contact.clone());
        let contact = contact.expect("the demonstration's person gives one");
        let private = [contact.address, contact.phone, contact.email].map(|text| text.expect("written"));
        let page = staff(&world, "thamxet1@bkhcn").await.visit(&path(&story)).await;
        for text in &private {
            assert!(page.says(text), "{text}");
        }
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let mut anybody = world.anonymous();
        let listed = anybody.visit("/register/experts?q=vi").await;
        let certificate = anybody.visit("/c/01/2026/GXN-BKHCN").await;
        assert_eq!(certificate.status, Status::Ok);
        let card = certificate.attribute("a[href*='-TV-']", "href").unwrap_or("/c/BKHCN-TV-00000017".to_owned());
        let card = anybody.visit(&card).await;
        let document = anybody.visit("/documents/01-2026-GXN-BKHCN").await;
        for page in [&listed, &certificate, &card, &document] {
            for text in &private {
                assert!(!page.body.contains(text), "{text} on {}", page.path);
            }
        }
    }
}

mod slip {
    use super::*;
    use crate::printing::Pdf;

    story! {
        async fn the_slip_says_where_the_office_writes_to(world) {
            let rehearsal = Rehearsal::in_register(&world.registry).await;
            let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
            let mut intake = staff(&world, "tiepnhan@bkhcn").await;
            let slip = intake.visit(&format!("{}/letters/slip.pdf", path(&received))).await;
            let text = Pdf::of(&slip).text();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for said in ["Địa chỉ", "phường Mẫu", "Điện thoại", "090 0000 000", "Thư điện tử", "chuyengia00@example.test"] {
                assert!(text.contains(said), "{said}: {text}");
            }
        }
    }
}

story! {
    async fn nobody_handles_a_dossier_that_gives_their_own_address(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_independent").await;
        import(&mut mai, &dossier, BEFORE).await;
        let page = mai.visit(&format!("{dossier}/parts/experts/1/contact")).await;
        mai.fill(&page, SAVE).with("email", "TIEPNHAN@bkhcn.example.test").send().await;
        submit(&mut mai, &dossier).await;
        let _rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit(&dossier.replace("/filing/", "/desk/")).await;
        let page = intake.press(&page, "Tiếp nhận hồ sơ").await;
        assert_eq!(page.status, Status::Conflict);
        assert!(page.words_of(".errors").contains("của chính bạn"), "{}", page.words_of(".errors"));
    }
}
