//! The profile of an issuer: who keeps it, what papers say because of it, and
//! the preview.

use std::io::Cursor;

use consultant_registry::acts::ActError;
use consultant_registry::acts::profile::{self, ProfileChange, ProfileError};
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::dossier::Stage;
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::{IssuerCode, Profile};
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::{certificates, issuers};
use image::{ImageFormat, Rgb, RgbImage};
use rocket::http::Status;

use crate::desk::{acts_on, post, staff};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent};

const SAVE: &str = "Lưu thông tin cơ quan";

fn signature() -> Vec<u8> {
    let mut png = Vec::new();
    let shade = |at: u32| u8::try_from(at % 256).expect("a remainder is small");
    let picture = RgbImage::from_fn(300, 120, |x, y| Rgb([shade(x), shade(2 * y), 200]));
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("a picture");
    png
}

/// Enters a new signatory from this day on.
async fn names(person: &mut Person, name: &str, from: &str) -> Page {
    let page = person.visit("/desk/profile?signatory=new").await;
    let filling = person.fill(&page, SAVE).with("signatory_name", name).with("signatory_from", from);
    let filling = filling.with("signatory_title_vi", "BỘ TRƯỞNG").with("signatory_title_en", "MINISTER");
    filling.with("reason", "Quyết định số 00").send().await
}

async fn stored(world: &World, issuer: IssuerCode) -> Profile {
    let mut reading = world.storage().read().await.expect("a reading");
    issuers::profile(&mut reading, issuer).await.expect("a profile").0
}

/// The name a certificate is printed with, now and ever.
async fn signed_by(world: &World, story: &Story) -> Option<String> {
    let stage = story.dossier.as_ref().map(|dossier| &dossier.stage);
    let Some(Stage::Issued { certificate: number, .. }) = stage else { panic!("not issued: {stage:?}") };
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, number).await.expect("a look").expect("a certificate");
    let paper = &certificate.paper;
    let profile = issuers::profile_at(&mut reading, paper.issuer, paper.issued_at).await.expect("a profile");
    let named = profile.signatory_on(paper.issued_on).map(|signatory| signatory.name.clone());
    assert_eq!(printed(world, &profile, &certificate), named, "the file says the same");
    named
}

fn printed(
    world: &World,
    profile: &Profile,
    certificate: &consultant_registry::domain::certificate::Certificate,
) -> Option<String> {
    use consultant_registry::documents::certificate::{CertificateMaterial, facts};
    use consultant_registry::documents::letterhead::Letterhead;
    use consultant_registry::domain::regime::built_in_for;
    use consultant_registry::language::Language;

    let regime = built_in_for(profile, certificate.paper.issued_on).expect("a regime");
    let printed = CertificateMaterial {
        certificate,
        regime,
        address: None,
        born_on: None,
        cards: &[],
        on: certificate.paper.issued_on,
        credential: None,
    };
    let head = Letterhead::new(Language::Vi, profile, &world.registry.origin);
    facts(&head, &printed).expect("fits").signatory.name
}

story! {
    async fn the_next_paper_names_the_new_signatory_and_the_old_one_keeps_its_own(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut first = rehearsal.proposed(independent(0)).await;
        let mut second = rehearsal.proposed(independent(1)).await;
        let mut third = rehearsal.proposed(independent(2)).await;
        rehearsal.teller.tell(&mut first, Step::Approve).await.expect("a certificate");
        let mut administrator = staff(&world, "quantri@bkhcn").await;
        // In the very second of the approval: the paper was before it.
        let page = names(&mut administrator, "Trần Văn Trước", "2026-11-01").await;
        assert_eq!(page.words_of(".notice"), "Đã lưu. Giấy cấp từ bây giờ dùng thông tin mới.");
        assert!(page.says("Trần Văn Trước Đang ký"), "{}", page.words_of("main"));
        world.wait(60);
        rehearsal.teller.tell(&mut second, Step::Approve).await.expect("a certificate");
        world.wait(60);
        names(&mut administrator, "Lê Thị Sau", "2026-11-22").await;
        world.wait(60);
        rehearsal.teller.tell(&mut third, Step::Approve).await.expect("a certificate");
        assert_eq!(signed_by(&world, &first).await, None, "issued before anybody was named");
        assert_eq!(signed_by(&world, &second).await.as_deref(), Some("Trần Văn Trước"));
        assert_eq!(signed_by(&world, &third).await.as_deref(), Some("Lê Thị Sau"));
        let page = administrator.visit("/desk/profile").await;
        assert_eq!(page.all_words_of(".timeline li").len(), 2);
        let last = page.words_of(".timeline li");
        for said in ["Lý Văn Quản Trị (bạn)", "Quyết định số 00", "Người ký – trước: Trần Văn Trước, BỘ TRƯỞNG, 01/11/2026 –", "Lê Thị Sau"] {
            assert!(last.contains(said), "{said}: {last}");
        }
        assert_eq!(acts_on(&world, "BKHCN").await, ["change_profile", "change_profile"]);
    }
}

story! {
    async fn an_issuer_is_its_own_administrators_to_describe(world) {
        let mut elsewhere = world.officer("qt@x.vn", "52", &[Role::Administrator]).await;
        let mut leader = world.officer("ld@x.vn", "BKHCN", &[Role::Leader]).await;
        let page = elsewhere.visit("/desk/profile").await;
        assert_eq!(page.attribute("#name_vi", "value").as_deref(), Some("Ủy ban nhân dân tỉnh Gia Lai"));
        let fields = [("issuer", "BKHCN"), ("version", "1"), ("name_vi", "Bộ Khác"), ("reason", "x")];
        let refused = post(&mut elsewhere, &page, "/desk/profile", &fields).await;
        assert_eq!(refused.status, Status::UnprocessableEntity, "a form of their own office, unfinished");
        assert_eq!(leader.visit("/desk/profile").await.status, Status::Forbidden);
        let own = leader.visit("/desk/calendar").await;
        assert_eq!(post(&mut leader, &own, "/desk/profile", &fields).await.status, Status::Forbidden);
        let officer = Officer {
            account: AccountId::new(uuid::Uuid::nil()),
            number: "X1".parse().expect("a number"),
            name: "x".to_owned(),
            issuer: "52".parse().expect("an issuer"),
            roles: [Role::Administrator].into(),
        };
        let profile = Profile::of(IssuerCode::MINISTRY);
        let change = ProfileChange { seen: 1, profile, reason: "x".to_owned() };
        let refused = profile::change(&world.registry, &officer, change).await;
        assert!(matches!(refused, Err(ProfileError::Act(ActError::NotAllowed))), "{refused:?}");
        assert_eq!(stored(&world, IssuerCode::MINISTRY).await, Profile::of(IssuerCode::MINISTRY));
    }
}

story! {
    async fn who_saves_second_is_told_and_loses_nothing(world) {
        let mut one = world.officer("a@x.vn", "BKHCN", &[Role::Administrator]).await;
        let mut other = world.officer("b@x.vn", "BKHCN", &[Role::Administrator]).await;
        let old = other.visit("/desk/profile").await;
        let page = one.visit("/desk/profile").await;
        one.fill(&page, SAVE).with("place", "Đà Nẵng").with("reason", "Chuyển trụ sở").send().await;
        let late = other.fill(&old, SAVE).with("contact", "Điện thoại: 000").with("reason", "Bổ sung").send().await;
        assert_eq!(late.status, Status::UnprocessableEntity);
        assert!(late.words_of(".errors a").starts_with("Một người khác vừa đổi thông tin này"));
        assert!(late.says("Chuyển trụ sở"), "what the other one did stands on the page");
        assert_eq!(late.words_of("#contact"), "Điện thoại: 000");
        let kept = stored(&world, IssuerCode::MINISTRY).await;
        assert_eq!((kept.place.as_str(), kept.contact.as_str()), ("Đà Nẵng", ""));
        let page = other.fill(&late, SAVE).with("place", "Đà Nẵng").send().await;
        assert!(page.words_of(".notice").starts_with("Đã lưu."), "{}", page.words_of(".errors"));
        assert_eq!(stored(&world, IssuerCode::MINISTRY).await.contact, "Điện thoại: 000");
        let same = other.visit("/desk/profile").await;
        let same = other.fill(&same, SAVE).with("reason", "x").send().await;
        assert_eq!(same.words_of(".errors a"), "Chưa có gì khác với thông tin đang dùng.");
    }
}

story! {
    async fn a_bad_picture_is_refused_beside_its_field_and_a_good_one_is_not_lost(world) {
        let mut administrator = world.officer("qt@x.vn", "BKHCN", &[Role::Administrator]).await;
        let mut elsewhere = world.officer("khac@x.vn", "52", &[Role::Administrator]).await;
        let page = administrator.visit("/desk/profile?signatory=new").await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let filling = administrator.fill(&page, SAVE).with("signatory_name", "Lê Thị Sau");
        let page = filling.attach("signature", "chu-ky.png", svg).send().await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert!(page.words_of("#signature-error").contains("Ảnh phải là tệp JPEG hoặc PNG."));
        assert_eq!(page.attribute("#signatory_name", "value").as_deref(), Some("Lê Thị Sau"));
        assert_eq!(page.words_of("#signatory_from-error"), "Lỗi: Ghi ngày, tháng, năm.");
        let page = administrator.fill(&page, SAVE).attach("signature", "chu-ky.png", &signature()).send().await;
        let shown = page.attribute(".portrait img", "src").expect("the picture is kept while the rest is wrong");
        assert_eq!(administrator.visit(&shown).await.header("Content-Type"), Some("image/png"));
        assert_eq!(elsewhere.visit(&shown).await.status, Status::NotFound, "another issuer's picture");
        let filling = administrator.fill(&page, SAVE).with("signatory_from", "2026-11-01").with("reason", "x");
        let filling = filling.with("signatory_title_vi", "BỘ TRƯỞNG").with("signatory_title_en", "MINISTER");
        let page = filling.send().await;
        assert!(page.words_of(".notice").starts_with("Đã lưu."), "{}", page.words_of(".errors"));
        let profile = stored(&world, IssuerCode::MINISTRY).await;
        let picture = profile.signatories[0].signature.as_ref().expect("a picture");
        assert_eq!((picture.width, picture.height), (300, 120));
        assert!(shown.ends_with(&picture.sha256));
    }
}

story! {
    async fn what_looks_like_script_is_a_name_and_what_does_not_fit_is_said(world) {
        let mut administrator = world.officer("qt@x.vn", "BKHCN", &[Role::Administrator]).await;
        let page = administrator.visit("/desk/profile").await;
        let filling = administrator.fill(&page, SAVE).with("name_vi", "<script>alert(1)</script> #strong[x]");
        let page = filling.with("reason", "thử").send().await;
        assert!(page.words_of(".notice").starts_with("Đã lưu."), "{}", page.words_of(".errors"));
        assert!(!page.body.contains("<script>alert"));
        assert_eq!(
            page.attribute("#name_vi", "value").as_deref(),
            Some("<script>alert(1)</script> #strong[x]")
        );
        let filling = administrator.fill(&page, SAVE).with("name_en", "").with("place", "").with("principal", "");
        let page = filling.with("contact", "1\n2\n3\n4").send().await;
        let said = page.all_words_of(".errors a");
        assert_eq!(said.len(), 5, "{said:?}");
        assert_eq!(page.words_of("#place-error"), "Lỗi: Ghi địa danh.");
        assert_eq!(page.words_of("#reason-error"), "Lỗi: Ghi lý do hoặc văn bản căn cứ.");
        assert_eq!(stored(&world, IssuerCode::MINISTRY).await.place, "Hà Nội");
    }
}

story! {
    async fn no_version_of_a_profile_is_ever_changed(world) {
        let changed = world.try_execute("update issuer_profiles set profile = '{}'").await;
        assert!(changed.expect_err("refused").to_string().contains("append-only"));
        let gone = world.try_execute("delete from issuer_profiles").await;
        assert!(gone.expect_err("refused").to_string().contains("append-only"));
    }
}

story! {
    async fn the_code_of_a_specimen_is_refused_plainly(world) {
        let page = world.anonymous().visit(&format!("/V/{}", "MAU".repeat(100))).await;
        assert_eq!(page.status, Status::BadRequest);
        assert!(page.heading().ends_with("không phải mã của giấy xác nhận hay thẻ."), "{}", page.heading());
    }
}

story! {
    async fn a_preview_draws_what_is_typed_keeps_nothing_and_signs_nothing(world) {
        let mut administrator = world.officer("qt@x.vn", "52", &[Role::Administrator]).await;
        let before = acts_on(&world, "52").await;
        let page = administrator.visit("/desk/profile?signatory=new").await;
        for (kind, button, media_type) in [
            ("certificate", "Xem thử", "image/png"),
            ("card", "Xem thử", "image/png"),
            ("letter", "Xem thử bản PDF", "application/pdf"),
        ] {
            let filling = administrator.fill(&page, button).with("kind", kind).with("signatory_name", "Lê <Thử>");
            let filling = filling.with("signatory_from", "2026-11-01").with("shows_pictures", "yes");
            let filling = filling.with("signatory_title_vi", "CHỦ TỊCH").with("signatory_title_en", "CHAIRPERSON");
            let shown = filling.attach("signature", "x.png", &signature()).send().await;
            assert_eq!((shown.status, shown.header("Content-Type")), (Status::Ok, Some(media_type)), "{kind}");
        }
        let refused = administrator.fill(&page, "Xem thử").with("place", "").send().await;
        assert_eq!((refused.status, refused.words_of(".errors a")), (Status::UnprocessableEntity, "Ghi địa danh.".to_owned()));
        let issuer: IssuerCode = "52".parse().expect("an issuer");
        // This register has no key at all, so nothing can have been signed.
        assert_eq!(stored(&world, issuer).await, Profile::of(issuer));
        assert_eq!(acts_on(&world, "52").await, before);
        let mut reading = world.storage().read().await.expect("a reading");
        let entries = consultant_registry::storage::entries::after(&mut reading, 0, 10).await;
        assert!(entries.expect("the entries").is_empty());
    }
}
