//! The transfer of 1 July 2025: what takes the place of a certificate of the
//! Ministry is the province's, and what was filed before is finished by it.

use consultant_registry::acts::keyring;
use consultant_registry::credential::status::{Place, Status as Listed};
use consultant_registry::demo::facts::Facts;
use consultant_registry::domain::issuer::IssuerCode;
use rocket::http::Status;

use super::{
    GIA_LAI, IN_TIME, NEWER, NUMBER, OWN, RENEW, approved, asked, assert_verified, at_desk, brought, filled,
    holder, issued, judgements, papers, scanned, signing,
};
use crate::desk::staff;
use crate::filing::{save, submit};
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::{MINISTRY, approved_by, proposed_by};
use crate::verification::list;

const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const OLD_ADDRESS: &str = "Số 10 đường Nguyễn Huệ, thành phố Quy Nhơn, tỉnh Bình Định";
const NEW_ADDRESS: &str = "Số 10 đường Nguyễn Huệ, phường Quy Nhơn, tỉnh Gia Lai";

/// An organisation whose seat is in a province that has merged with another.
fn of_binh_dinh() -> Facts {
    let mut facts = organisation(0, 0..5);
    if let Some(firm) = &mut facts.firm {
        OLD_ADDRESS.clone_into(&mut firm.address);
    }
    facts
}

/// What the Ministry's list says of a paper of its.
async fn listed(world: &World, place: u32) -> Option<Listed> {
    list(world, "BKHCN-token-0").await.at(Place::of(place))
}

/// The offices staffed when the Ministry alone issued, and able to sign here.
async fn in_2022(world: &World) -> Rehearsal {
    world.registry.clock.set("2022-10-03T03:00:00Z".parse().expect("an instant"));
    keyring::generate(&world.registry, IssuerCode::MINISTRY, None).await.expect("a key of the Ministry");
    Rehearsal::in_register(&world.registry).await
}

story! {
    signing async fn the_province_that_the_seat_is_in_now_renews_what_the_ministry_issued(world) {
        let rehearsal = signing(&world).await;
        let story = issued(&rehearsal, of_binh_dinh()).await;
        let (old, cards) = papers(&world, NUMBER).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let page = holder.visit(OWN).await;
        assert!(page.says("Theo địa chỉ đã đăng ký thì đó là Gia Lai"), "{}", page.words_of("main"));
        let unsaid = holder.fill(&page, RENEW).with("office", "").send().await;
        assert_eq!(unsaid.status, Status::UnprocessableEntity);
        assert!(unsaid.words_of("#office-error").contains("Chọn tỉnh, thành phố"), "{}", unsaid.words_of("main"));
        let forged = holder.fill(&page, RENEW).forging("office", "BKHCN").send().await;
        assert_eq!(forged.status, Status::UnprocessableEntity, "the Ministry renews nothing any more");
        let page = holder.press(&page, RENEW).await;
        assert!(page.says("Ủy ban nhân dân tỉnh Gia Lai"), "what was proposed: {}", page.words_of("main"));
        let dossier = page.path.clone();
        filled(&world, (story.applicant, &dossier), 5).await;
        save(&mut holder, &format!("{dossier}/parts/applicant"), &[("organisation-address", NEW_ADDRESS)]).await;
        let page = brought(&world, &mut holder, &dossier, &judgements(5)).await;
        assert!(page.words_of(".differs").contains("Thông tin tổ chức (1)") && page.says(OLD_ADDRESS), "beside what it was: {}", page.words_of(".differs"));
        let mut ministry = staff(&world, "tiepnhan@bkhcn").await;
        assert_eq!(ministry.visit(&at_desk(&dossier)).await.status, Status::NotFound, "it is not its own");
        // A re-issue stays with whoever issued the paper.
        let own = holder.visit(OWN).await;
        let reissue = holder.press(&own, "Đề nghị cấp lại").await;
        assert!(reissue.says("Bộ Khoa học và Công nghệ"), "{}", reissue.words_of("main"));
        let page = approved(&world, &dossier).await;
        assert_eq!(page.heading(), format!("Giấy xác nhận {NEWER}"), "{}", page.words_of("main"));
        // Seen by everybody who has the old papers, and the new.
        let verdict = scanned(&world, &old.paper.code).await;
        assert!(verdict.says(&format!("Giấy mới cấp ngày 18/08/2029: {NEWER}")), "{}", verdict.words_of("main"));
        let (newer, after) = papers(&world, NEWER).await;
        let public = scanned(&world, &newer.paper.code).await;
        assert!(public.heading().contains("còn hiệu lực"), "{}", public.heading());
        let public = world.anonymous().visit("/c/01-2029-GXN-52").await;
        assert!(public.says("tỉnh Gia Lai") && !public.says("Bình Định"), "{}", public.words_of("main"));
        assert!(after.iter().all(|card| card.paper.number.starts_with("52-TV-")), "{after:?}");
        for paper in std::iter::once(&old.paper).chain(cards.iter().map(|card| &card.paper)) {
            assert_eq!(listed(&world, paper.status_index).await, Some(Listed::Invalid), "{}", paper.number);
        }
        // And by the Ministry, which opens neither the dossier nor its page.
        let page = ministry.visit(DESK).await;
        for said in [NEWER, "Gia Lai", "52-290818-0001"] {
            assert!(page.words_of("dl.facts").contains(said), "{said}: {}", page.words_of("dl.facts"));
        }
        assert_eq!(page.attribute("dl.facts a[href^='/c/']", "href").as_deref(), Some("/c/01-2029-GXN-52"));
        assert!(!page.words_of("ol.timeline").contains("Hoàng Văn Lãnh Đạo"), "{}", page.words_of("ol.timeline"));
        assert_verified(&world).await;
    }
}

story! {
    async fn what_was_filed_with_the_ministry_before_is_finished_by_it(world) {
        let rehearsal = in_2022(&world).await;
        let story = issued(&rehearsal, independent(0)).await;
        let own = "/filing/certificates/01-2022-GXN-BKHCN";
        world.registry.clock.set("2025-06-30T16:59:59Z".parse().expect("an instant"));
        let mut holder = holder(&world).await;
        let page = holder.visit(own).await;
        assert!(page.attribute("select#office", "name").is_none(), "the Ministry still has it: {}", page.words_of("main"));
        let dossier = holder.press(&page, RENEW).await.path;
        filled(&world, (story.applicant, &dossier), 0).await;
        assert_eq!(submit(&mut holder, &dossier).await.status, Status::Ok);
        world.registry.clock.set("2025-07-07T03:00:00Z".parse().expect("an instant"));
        let page = proposed_by(&world, MINISTRY, &dossier, &["experts-0-E5", "experts-0-I1"]).await;
        assert!(page.says("Đã trình lãnh đạo"), "{}", page.words_of("main"));
        let page = approved_by(&world, MINISTRY, &dossier).await;
        assert_eq!(page.heading(), "Giấy xác nhận 01/2025/GXN-BKHCN", "{}", page.words_of("main"));
        let (newer, _) = papers(&world, "01/2025/GXN-BKHCN").await;
        assert_eq!(newer.paper.expires_on.to_string(), "2028-07-07", "it is valid to its last day");
        assert_verified(&world).await;
    }
}

story! {
    async fn a_draft_that_was_not_filed_in_time_is_begun_with_the_province(world) {
        let rehearsal = in_2022(&world).await;
        let story = issued(&rehearsal, independent(0)).await;
        let own = "/filing/certificates/01-2022-GXN-BKHCN";
        world.registry.clock.set("2025-06-30T16:30:00Z".parse().expect("an instant"));
        let mut holder = holder(&world).await;
        let page = holder.visit(own).await;
        let draft = holder.press(&page, RENEW).await.path;
        filled(&world, (story.applicant, &draft), 0).await;
        world.registry.clock.set("2025-06-30T17:00:00Z".parse().expect("an instant"));
        let late = submit(&mut holder, &draft).await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors").contains("do tỉnh, thành phố nơi đặt trụ sở giải quyết"), "{}", late.words_of("main"));
        let page = holder.visit(own).await;
        let other = asked(&mut holder, &page, RENEW).await;
        assert_ne!(other.path, draft);
        assert!(other.says("Ủy ban nhân dân tỉnh Gia Lai"), "{}", other.words_of("main"));
        filled(&world, (story.applicant, &other.path), 0).await;
        assert_eq!(submit(&mut holder, &other.path).await.status, Status::Ok);
        let mut intake = staff(&world, "tiepnhan@gialai").await;
        assert!(intake.visit("/desk").await.says("Cấp lại khi hết hạn"));
        let again = submit(&mut holder, &draft).await;
        assert_eq!(again.status, Status::UnprocessableEntity);
    }
}

story! {
    signing async fn nobody_but_the_province_follows_a_paper_of_a_province(world) {
        let rehearsal = signing(&world).await.at(GIA_LAI);
        issued(&rehearsal, independent(0)).await;
        world.wait(IN_TIME);
        let mut holder = holder(&world).await;
        let page = holder.visit("/filing/certificates/01-2026-GXN-52").await;
        assert!(page.attribute("select#office", "name").is_none(), "{}", page.words_of("main"));
        let dossier = holder.fill(&page, RENEW).forging("office", "48").send().await;
        assert!(dossier.says("Ủy ban nhân dân tỉnh Gia Lai"), "{}", dossier.words_of("main"));
    }
}
