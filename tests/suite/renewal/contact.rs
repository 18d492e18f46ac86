//! What a consultant agreed to have shown goes on beside the new certificate
//! where they say so, and ends with the old one else.

use rocket::http::Status;

use super::{
    GIA_LAI, HANDS, IN_TIME, RENEW, approved, assert_verified, filled, holder, issued, proposed_by, signing,
};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::independent;

const OWN: &str = "/filing/certificates/01-2026-GXN-52";
const JUDGED: [&str; 2] = ["experts-0-E5", "experts-0-I1"];

/// A consultant whose e-mail is shown, and the draft of their renewal, written.
async fn written(world: &World) -> (Person, String, [String; 2]) {
    let rehearsal = signing(world).await.at(GIA_LAI);
    let story = issued(&rehearsal, independent(7)).await;
    let application = &story.dossier.as_ref().expect("a dossier").application;
    let contact = application.experts[0].contact.clone().expect("a contact");
    let ways = [contact.phone.expect("a telephone"), contact.email.expect("an e-mail")];
    let mut holder = holder(world).await;
    let form = holder.visit(&format!("{OWN}/contact")).await;
    holder.fill(&form, "Hiển thị").with("shown", "email").send().await;
    world.wait(IN_TIME);
    let mut holder = super::holder(world).await;
    let page = holder.visit(OWN).await;
    let dossier = holder.press(&page, RENEW).await.path;
    filled(world, (story.applicant, &dossier), 0).await;
    (holder, dossier, ways)
}

async fn filed(world: &World, holder: &mut Person, (dossier, review): (&str, &Page), shown: Option<&str>) {
    let filling = holder.fill(review, "Nộp hồ sơ").with("commitment", "yes");
    let page = match shown {
        Some(way) => filling.with("shown", way).send().await,
        None => filling.forging("shown", "").send().await,
    };
    assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
    proposed_by(world, HANDS, dossier, &JUDGED).await;
    let page = approved(world, dossier).await;
    assert_eq!(page.heading(), "Giấy xác nhận 01/2029/GXN-52", "{}", page.words_of("main"));
}

story! {
    signing async fn what_was_agreed_to_is_ticked_and_goes_on_as_it_is_chosen(world) {
        let (mut holder, dossier, [phone, email]) = written(&world).await;
        let review = holder.visit(&format!("{dossier}/review")).await;
        assert_eq!(review.all_attributes("#shown input[checked]", "value"), ["email"], "as they chose it");
        let unsaid = holder.fill(&review, "Nộp hồ sơ").with("shown", "phone").send().await;
        assert_eq!(unsaid.status, Status::UnprocessableEntity, "without the commitment");
        assert_eq!(unsaid.all_attributes("#shown input[checked]", "value"), ["phone"], "nothing typed is lost");
        filed(&world, &mut holder, (&dossier, &review), Some("email")).await;
        let newer = world.anonymous().visit("/c/01-2029-GXN-52").await;
        assert!(newer.says(&email) && !newer.body.contains(&phone), "{}", newer.words_of("main"));
        let older = world.anonymous().visit("/c/01-2026-GXN-52").await;
        assert!(!older.body.contains(&email), "nobody is reached by the old one");
        let own = holder.visit("/filing/certificates/01-2029-GXN-52/contact").await;
        assert!(own.says("Đang hiển thị:") && own.buttons().contains(&"Ngừng hiển thị".to_owned()), "{}", own.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn what_is_not_ticked_ends_with_the_old_certificate(world) {
        let (mut holder, dossier, [_, email]) = written(&world).await;
        let review = holder.visit(&format!("{dossier}/review")).await;
        filed(&world, &mut holder, (&dossier, &review), None).await;
        let newer = world.anonymous().visit("/c/01-2029-GXN-52").await;
        assert!(newer.heading().contains("còn hiệu lực") && !newer.body.contains(&email), "{}", newer.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn what_was_ended_after_filing_is_not_shown_by_an_approval(world) {
        let (mut holder, dossier, [_, email]) = written(&world).await;
        let review = holder.visit(&format!("{dossier}/review")).await;
        let page = holder.fill(&review, "Nộp hồ sơ").with("commitment", "yes").send().await;
        assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
        let form = holder.visit(&format!("{OWN}/contact")).await;
        holder.press(&form, "Ngừng hiển thị").await;
        proposed_by(&world, HANDS, &dossier, &JUDGED).await;
        approved(&world, &dossier).await;
        let newer = world.anonymous().visit("/c/01-2029-GXN-52").await;
        assert!(newer.heading().contains("còn hiệu lực") && !newer.body.contains(&email), "{}", newer.words_of("main"));
        assert_verified(&world).await;
    }
}
