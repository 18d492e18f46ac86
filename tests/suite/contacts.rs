//! How an independent consultant is reached, shown to who looks them up while
//! they agree.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;
use consultant_registry::storage::contacts;
use rocket::http::Status;

use crate::by_two;
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const AT_DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const OWN: &str = "/filing/certificates/01-2026-GXN-BKHCN";
const FORM: &str = "/filing/certificates/01-2026-GXN-BKHCN/contact";

/// The telephone and the e-mail of the consultant's dossier.
async fn issued(world: &World) -> (Person, [String; 2], String) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.proposed(independent(7)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    let dossier = story.dossier.expect("a dossier");
    let contact = dossier.application.experts[0].contact.clone().expect("a contact");
    let card = crate::rehearsal::papers(&world.registry).await.remove(0).1.remove(0).paper.number;
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    (holder, [contact.phone.expect("a telephone"), contact.email.expect("an e-mail")], card)
}

async fn public(world: &World, path: &str) -> Page {
    world.anonymous().visit(path).await
}

fn path(number: &str) -> String {
    format!("/c/{number}")
}

story! {
    async fn an_agency_reaches_a_consultant_who_agreed_and_only_as_they_chose(world) {
        let (mut holder, [phone, email], card) = issued(&world).await;
        let page = public(&world, &path(NUMBER)).await;
        assert!(!page.body.contains(&phone) && !page.body.contains(&email), "nobody agreed");
        let own = holder.visit(OWN).await;
        assert_eq!(own.attribute("main a[href$='/contact']", "href").as_deref(), Some(FORM));
        let form = holder.visit(FORM).await;
        assert!(form.says("Không hiển thị."), "{}", form.words_of("main"));
        let refused = holder.press(&form, "Hiển thị").await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert_eq!(refused.words_of(".errors a"), "Chọn ít nhất một cách liên hệ để hiển thị.");
        let shown = holder.fill(&form, "Hiển thị").with("shown", "email").send().await;
        assert!(shown.says(&email) && shown.says("Đang hiển thị:"), "{}", shown.words_of("main"));
        for number in [NUMBER, &card] {
            let page = public(&world, &path(number)).await;
            assert!(page.says(&email) && !page.body.contains(&phone), "{number}: {}", page.words_of("main"));
        }
        for api in [format!("/api/v1/certificates/{NUMBER}"), format!("/api/v1/cards/{card}")] {
            let json: serde_json::Value = serde_json::from_str(&public(&world, &api).await.body).expect("JSON");
            assert_eq!(json["paper"]["contact"], serde_json::json!({ "email": email }), "{api}");
        }
        let again = holder.visit(FORM).await;
        let both = holder.fill(&again, "Hiển thị").with("shown", "email").and("shown", "phone").send().await;
        assert!(both.says(&phone), "{}", both.words_of("main"));
        let page = public(&world, &path(NUMBER)).await;
        assert!(page.says(&email) && page.says(&phone), "{}", page.words_of("main"));
        let desk = crate::desk::staff(&world, "lanhdao1@bkhcn").await.visit("/desk/certificates/01-2026-GXN-BKHCN").await;
        assert!(desk.says("Thông tin liên hệ được hiển thị"), "{}", desk.words_of("main"));
        let hidden = holder.press(&both, "Ngừng hiển thị").await;
        assert!(hidden.says("Không hiển thị."), "{}", hidden.words_of("main"));
        let page = public(&world, &path(NUMBER)).await;
        assert!(!page.body.contains(&phone) && !page.body.contains(&email), "it is over");
        let mut reading = world.storage().read().await.expect("a reading");
        for entry in 0..20 {
            let kept = contacts::of_entry(&mut reading, entry).await.expect("read");
            assert_eq!(kept, None, "and forgotten");
        }
        reading.end().await.expect("the reading ends");
        assert_eq!(findings(&world).await, [""; 0]);
        assert_whole(&world.registry).await;
    }
}

story! {
    async fn who_is_no_consultant_any_more_is_not_offered_to_agencies(world) {
        let (mut holder, [_, email], _) = issued(&world).await;
        let list = holder.visit("/filing").await;
        let dossier = list.attribute("main a[href^='/filing/dossiers/']:not([href$='/new'])", "href").expect("their dossier");
        let form = holder.visit(FORM).await;
        holder.fill(&form, "Hiển thị").with("shown", "email").send().await;
        let fields = [("ground", "c"), ("reasons", "Khai man.")];
        by_two::decided(&world, (AT_DESK, "revocation"), (&mut holder, &dossier), &fields).await;
        assert!(!public(&world, &path(NUMBER)).await.body.contains(&email));
        let form = holder.visit(FORM).await;
        let refused = holder.fill(&form, "Hiển thị").with("shown", "phone").send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        let mut stranger = world.applicant("mai@example.vn").await;
        assert_eq!(stranger.visit(FORM).await.status, Status::NotFound);
    }
}

story! {
    async fn an_organisation_has_its_contact_on_its_certificate_and_agrees_to_nothing(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let mut holder = world.anonymous();
        holder.sign_in("a@example.test", cast::PASSWORD).await;
        let own = holder.visit(OWN).await;
        assert!(own.attribute("main a[href$='/contact']", "href").is_none());
        assert_eq!(holder.visit(FORM).await.status, Status::NotFound);
    }
}
