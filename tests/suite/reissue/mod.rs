//! A certificate and its cards issued once more, and cards for more experts,
//! from the holder's page to what everyone sees.

mod hands;
mod refusals;

use consultant_registry::acts::filing::about::begin_about;
use consultant_registry::acts::inspection::{self, Inspection, InspectionEvent};
use consultant_registry::acts::{Registry, Sight, filing};
use consultant_registry::demo::cast;
use consultant_registry::demo::facts::Facts;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::application::{
    Application, PriorCertificate, Procedure, ReissueCause, ReissueRequest,
};
use consultant_registry::domain::certificate::{Card, Certificate, RevocationGround, Standing};
use consultant_registry::domain::dossier::{Outcome, Stage};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::storage::{Storage, cards, certificates, dossiers};
use rocket::http::Status;

use crate::by_two;
use crate::desk::staff;
use crate::filing::{PDF, SAVE, import, portrait, submit, upload};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

pub(crate) use hands::{Hands, MINISTRY, approved, approved_by, at_desk, proposed, proposed_by};

pub(crate) const NUMBER: &str = "01/2026/GXN-BKHCN";
const AT_DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
pub(crate) const OWN: &str = "/filing/certificates/01-2026-GXN-BKHCN";

/// A certificate with its cards, issued.
pub(crate) async fn issued(rehearsal: &Rehearsal, facts: Facts) -> Story {
    let mut story = rehearsal.proposed(facts).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    story
}

/// A re-issue of every paper of an organisation, proposed for approval.
pub(crate) async fn proposed_again(rehearsal: &Rehearsal, facts: Facts) -> Story {
    let story = issued(rehearsal, facts).await;
    let (registry, applicant) = (rehearsal.teller.registry(), story.applicant);
    let Some(Stage::Issued { certificate, .. }) = story.dossier.as_ref().map(|dossier| &dossier.stage) else {
        panic!("it was issued")
    };
    let begun = begin_about(registry, applicant, certificate, (Procedure::ReissueOrganisation, None));
    let begun = Box::pin(begun).await;
    let begun = begun.expect("begun");
    let everything = |application: &mut Application| {
        let cards = application.experts.iter().filter_map(|expert| expert.prior_card.as_ref());
        let cards = cards.map(|card| card.number.clone()).collect();
        let cause = Some(ReissueCause::Damaged);
        application.reissue = Some(ReissueRequest { cause, certificate: true, cards, details: None });
    };
    let written = filing::edit(registry, applicant, begun.id, everything).await.expect("written");
    let mut story = Story { dossier: Some(written), ..story };
    for step in [
        Step::Submit,
        Step::Receive,
        Step::ConfirmComplete,
        Step::TakeUp,
        Step::Judge { except: 0 },
        Step::Propose(Outcome::Approve, "Đủ điều kiện."),
    ] {
        rehearsal.teller.tell(&mut story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
    story
}

/// Whether the dossier was approved: then every paper is the second of its
/// number, else none is. Nothing differs from what was entered.
pub(crate) async fn looked_at(registry: &Registry, seen: Sight) -> bool {
    assert_eq!(differing(&registry.storage).await, Vec::<String>::new());
    let mut reading = registry.storage.read().await.expect("a reading");
    let found = dossiers::find(&mut reading, &registry.seal, seen.dossier).await.expect("read");
    let dossier = found.expect("the dossier");
    let number = dossier.application.certificate.expect("a certificate").number;
    let certificate = certificates::find(&mut reading, &number).await.expect("read").expect("there").paper;
    let cards = cards::of_certificate(&mut reading, &number).await.expect("read").rows;
    reading.end().await.expect("the reading ends");
    let is_done = matches!(dossier.stage, Stage::Issued { .. });
    let versions: Vec<u16> = cards.iter().map(|card| card.paper.paper_version).collect();
    assert_eq!((certificate.paper_version, versions), (u16::from(is_done), vec![u16::from(is_done); 5]));
    is_done
}

/// Whoever filed it, signed in.
pub(crate) async fn holder(world: &World) -> Person {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    holder
}

async fn papers(world: &World) -> (Certificate, Vec<Card>) {
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, NUMBER).await.expect("read").expect("the certificate");
    (certificate, cards::of_certificate(&mut reading, NUMBER).await.expect("read").rows)
}

/// Begins to ask for a re-issue; the page of the draft.
async fn begun(holder: &mut Person) -> String {
    let page = holder.visit(OWN).await;
    holder.press(&page, "Đề nghị cấp lại").await.path
}

/// Says which papers, why, and hands in the letter.
async fn asked(holder: &mut Person, dossier: &str, papers: &[&str], cause: &str) -> Page {
    let page = holder.visit(&format!("{dossier}/parts/reissue")).await;
    let mut filling =
        holder.fill(&page, SAVE).with("cause", cause).with("details", "Mất trên tàu ngày 20/11.");
    for paper in papers {
        filling = filling.and("papers", paper);
    }
    filling.attach("file", "de-nghi.pdf", PDF).send().await
}

/// Asks for papers once more, and files it.
async fn filed(holder: &mut Person, papers: &[&str], cause: &str) -> String {
    let dossier = begun(holder).await;
    let page = asked(holder, &dossier, papers, cause).await;
    assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
    submit(holder, &dossier).await;
    dossier
}

story! {
    signing async fn a_measure_that_waits_outlives_a_re_issue(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let first = issued(&rehearsal, organisation(0, 0..5)).await;
        let mut holder = holder(&world).await;
        let dossier = filed(&mut holder, &["certificate"], "lost").await;
        let number = proposed(&world, &dossier, &["organisation-B2"]).await;
        assert!(number.says("Đã trình lãnh đạo"), "{}", number.words_of("main"));
        let mut proposer = staff(&world, "thamxet1@bkhcn").await;
        let fields = [("ground", "c"), ("reasons", "Hai khách hàng không có thật.")];
        let page = by_two::propose(&mut proposer, (AT_DESK, "revocation"), &fields).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let look = leader.visit(&format!("{}/decision", at_desk(&dossier))).await;
        for said in ["Phê duyệt cấp lại", "giữ nguyên số và ngày hết hạn"] {
            assert!(look.says(said), "{said}: {}", look.words_of("main"));
        }
        let done = leader.press(&look, "Phê duyệt và cấp giấy").await;
        assert!(done.says("bản cũ không còn giá trị"), "{}", done.words_of("main"));
        let old = format!("/filing/dossiers/{}", first.dossier.as_ref().expect("a dossier").id);
        for own in [&old, &dossier] {
            let told = holder.visit(own).await;
            assert!(told.says("đang xem xét thu hồi"), "{own}: {}", told.words_of("main"));
        }
        by_two::explain(&mut holder, &dossier, "Khách hàng có thật.").await;
        let look = leader.visit(&format!("{}/confirmation", by_two::waiting(&page))).await;
        assert!(look.says("giấy xác nhận đã được cấp lại lần 1"), "{}", look.words_of("main"));
        let done = leader.fill(&look, "Thu hồi giấy xác nhận").with("typed_number", NUMBER).send().await;
        assert!(done.says("Bị thu hồi từ 22/11/2026"), "{}", done.words_of("main"));
        let (certificate, _) = papers(&world).await;
        assert!(matches!(certificate.standing, Standing::Revoked(_)) && certificate.paper.paper_version == 1);
        assert_eq!(differing(world.storage()).await, Vec::<String>::new());
    }
}

/// What everyone sees who scans this code.
pub(crate) async fn scanned(world: &World, code: &str) -> Page {
    let (_, code) = code.split_once("/V/").expect("a link");
    world.anonymous().visit(&format!("/V/{code}")).await
}

/// Asserts that the tables are what was entered, recorded and signed.
pub(crate) async fn assert_verified(world: &World) {
    assert_eq!(differing(world.storage()).await, Vec::<String>::new());
}

/// What in the tables is not as it was entered, recorded and signed.
async fn differing(storage: &Storage) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut listen = |event| {
        if let InspectionEvent::Found(finding) = event {
            wrong.push(finding.to_string());
        }
    };
    let inspected = Inspection { storage, files: None, against: None };
    inspection::inspect(&inspected, &mut listen).await.expect("it can be read");
    wrong
}

story! {
    signing async fn a_lost_card_is_issued_again_and_the_old_code_names_the_newer_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let (certificate, before) = papers(&world).await;
        let lost = before[0].clone();
        world.wait(30 * 86_400);
        let mut holder = holder(&world).await;
        let page = holder.visit("/filing/dossiers/new").await;
        assert!(page.says(NUMBER) && page.says("Số và thời hạn giữ nguyên"), "{}", page.words_of("main"));
        let page = holder.visit(OWN).await;
        assert_eq!(page.buttons().iter().filter(|button| button.starts_with("Đề nghị")).count(), 3);
        let page = holder.press(&page, "Đề nghị cấp lại").await;
        let (dossier, first) = (page.path.clone(), page.attribute("main p a.button", "href").expect("a way in"));
        assert!(first.ends_with("/parts/reissue"), "{first}");
        assert_eq!(begun(&mut holder).await, dossier, "pressed again it goes on");
        let empty = holder.visit(&format!("{dossier}/review")).await;
        assert!(!empty.buttons().contains(&"Nộp hồ sơ".to_owned()), "nothing is asked for yet");
        let page = asked(&mut holder, &dossier, &[&lost.paper.number], "lost").await;
        assert!(page.says("Đã lưu"), "{}", page.words_of("main"));
        let letter = holder.visit(&format!("{dossier}/application")).await;
        assert!(letter.says("VĂN BẢN ĐỀ NGHỊ CẤP LẠI") && letter.says(&lost.paper.number) && letter.says("Lý do: Bị mất."));
        let page = submit(&mut holder, &dossier).await;
        assert!(page.says("Trong 5 ngày làm việc từ khi hồ sơ đầy đủ"), "{}", page.words_of("main"));
        let page = proposed(&world, &dossier, &["organisation-B2"]).await;
        assert!(page.words_of(".stage").contains("còn 5 ngày làm việc"), "{}", page.words_of(".stage"));
        assert!(!page.says("Quyết định đánh giá thực tế"), "nothing is assessed at their place");
        let page = approved(&world, &dossier).await;
        assert_eq!(page.heading(), format!("Giấy xác nhận {NUMBER}"), "{}", page.words_of("main"));
        assert!(page.says(&format!("Cấp lại thẻ {}", lost.paper.number)), "{}", page.words_of("main"));
        let (same, after) = papers(&world).await;
        assert_eq!((same.paper.paper_version, after.len()), (certificate.paper.paper_version, 5));
        let newer = after.iter().find(|card| card.paper.number == lost.paper.number).expect("the card");
        assert_eq!((newer.paper.paper_version, newer.paper.expires_on), (1, lost.paper.expires_on));
        assert_eq!((newer.photo_hash, newer.photo), (lost.photo_hash, lost.photo), "the portrait is the same");
        let old = scanned(&world, &lost.paper.code).await;
        assert!(old.heading().contains("thay"), "{}", old.heading());
        assert!(old.says("Số này đã có bản mới hơn, cấp ngày 22/12/2026"), "{}", old.words_of("main"));
        let new = scanned(&world, &newer.paper.code).await;
        assert!(new.heading().contains("còn hiệu lực"), "{}", new.heading());
        let typed = world.anonymous().visit(&format!("/c/{}", lost.paper.number)).await;
        assert!(typed.heading().contains("còn hiệu lực"), "{}", typed.heading());
        let then = world.anonymous().visit(&format!("/c/{}?on=2026-12-01", lost.paper.number)).await;
        assert!(then.heading().contains("hiệu lực"), "the day before it was the first one: {}", then.heading());
        for other in &after[1..] {
            assert!(scanned(&world, &other.paper.code).await.heading().contains("còn hiệu lực"));
        }
        assert_verified(&world).await;
        // Once more: the third of its number.
        let again = filed(&mut holder, &[&lost.paper.number], "damaged").await;
        proposed(&world, &again, &["organisation-B2"]).await;
        approved(&world, &again).await;
        let (_, third) = papers(&world).await;
        assert_eq!(third[0].paper.paper_version, 2);
        for old in [&lost, newer] {
            assert!(scanned(&world, &old.paper.code).await.heading().contains("thay"));
        }
        assert_verified(&world).await;
    }
}

story! {
    signing async fn a_renamed_organisation_has_its_new_name_on_the_certificate_and_keeps_its_cards(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = issued(&rehearsal, organisation(0, 0..5)).await;
        let (first, before) = papers(&world).await;
        world.wait(86_400);
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        asked(&mut holder, &dossier, &["certificate"], "renamed").await;
        let unchanged = holder.visit(&dossier).await;
        assert!(unchanged.says("hãy ghi tên hoặc địa chỉ mới"), "{}", unchanged.words_of("main"));
        let form = holder.visit(&format!("{dossier}/parts/particulars")).await;
        assert_eq!(form.attribute("#name", "value").as_deref(), Some(first.paper.holder_name.as_str()), "nothing is typed again");
        let filling = holder.fill(&form, SAVE).with("name", "Công ty Tư vấn Tên Mới");
        filling.attach("file", "dang-ky.pdf", PDF).send().await;
        submit(&mut holder, &dossier).await;
        let page = proposed(&world, &dossier, &["organisation-B2"]).await;
        assert!(page.says(&format!("Công ty Tư vấn Tên Mới (trước đây: {})", first.paper.holder_name)), "{}", page.words_of("main"));
        approved(&world, &dossier).await;
        let (newer, after) = papers(&world).await;
        assert_eq!((newer.paper.paper_version, newer.paper.number.as_str()), (1, NUMBER));
        assert_eq!((newer.paper.holder_name.as_str(), newer.paper.expires_on), ("Công ty Tư vấn Tên Mới", first.paper.expires_on));
        assert_eq!(after, before, "the cards stay as they are");
        let old = scanned(&world, &first.paper.code).await;
        assert!(old.heading().contains("thay"), "{}", old.heading());
        let typed = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(typed.heading().contains("còn hiệu lực") && typed.says("Công ty Tư vấn Tên Mới"), "{}", typed.words_of("main"));
        assert!(scanned(&world, &before[0].paper.code).await.heading().contains("còn hiệu lực"));
        let found = world.anonymous().visit("/register?q=Ten+Moi").await;
        assert!(found.says("Công ty Tư vấn Tên Mới"), "{}", found.words_of("main"));
        assert_verified(&world).await;
        // What is decided now is about the newer paper, and reaches the cards.
        let revoke = Step::Revoke(RevocationGround::RepeatedBreach, "Tái phạm.");
        rehearsal.teller.tell(&mut story, revoke).await.expect("revoked");
        assert!(scanned(&world, &first.paper.code).await.heading().contains("thay"));
        assert!(scanned(&world, &newer.paper.code).await.heading().contains("thu hồi"));
        assert!(scanned(&world, &before[0].paper.code).await.heading().contains("không"));
        assert_verified(&world).await;
    }
}

/// A draft of additional cards for these people, filled from a file.
pub(crate) async fn additional(holder: &mut Person, people: impl IntoIterator<Item = usize>) -> String {
    let page = holder.visit(OWN).await;
    let dossier = holder.press(&page, "Đề nghị cấp thẻ bổ sung").await.path;
    let facts = organisation(0, people);
    let mut file = facts.application(IssuerCode::MINISTRY, "2026-11-20".parse().expect("a day"));
    file.procedure = Procedure::AdditionalCards;
    file.certificate =
        Some(PriorCertificate { number: "not this one".to_owned(), ..PriorCertificate::default() });
    let file = serde_json::to_string(&file).expect("JSON");
    import(holder, &dossier, &file).await;
    for position in 1..=facts.people.len() {
        let place = format!("{dossier}/parts/experts/{position}/photo");
        upload(holder, &place, "Tải tệp lên", "anh.png", &portrait()).await;
    }
    dossier
}

story! {
    signing async fn an_additional_card_ends_with_the_certificate_which_stays_as_it_is(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let (certificate, before) = papers(&world).await;
        world.wait(100 * 86_400);
        let mut holder = holder(&world).await;
        // One is new, the other has a card already.
        let dossier = additional(&mut holder, [4, 5]).await;
        let page = holder.visit(&dossier).await;
        assert!(page.says(NUMBER) && !page.says("Giấy tờ thành lập"), "only the parts of this procedure: {}", page.words_of("main"));
        submit(&mut holder, &dossier).await;
        let page = proposed(&world, &dossier, &["experts-1-E5"]).await;
        assert!(page.words_of(".stage").contains("còn 15 ngày làm việc"), "{}", page.words_of(".stage"));
        assert!(page.says("đang có thẻ chuyên gia"), "one card a person: {}", page.words_of("main"));
        approved(&world, &dossier).await;
        let (same, after) = papers(&world).await;
        assert_eq!(same, certificate, "the certificate stays as it is");
        assert_eq!(after.len(), 6);
        let new: Vec<_> = after.iter().filter(|card| before.iter().all(|other| other.paper.number != card.paper.number)).collect();
        assert_eq!((new.len(), new[0].paper.paper_version), (1, 0));
        assert_eq!(new[0].paper.expires_on, certificate.paper.expires_on);
        assert!(new[0].paper.issued_on > certificate.paper.issued_on);
        assert!(scanned(&world, &new[0].paper.code).await.heading().contains("còn hiệu lực"));
        let public = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(public.says(&new[0].paper.number) || public.says("6"), "{}", public.words_of("main"));
        assert_verified(&world).await;
    }
}

story! {
    signing async fn an_independent_consultant_has_both_papers_issued_again_under_a_new_name(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, independent(0)).await;
        let (certificate, cards) = papers(&world).await;
        let mut holder = holder(&world).await;
        let dossier = begun(&mut holder).await;
        let form = holder.visit(&format!("{dossier}/parts/reissue")).await;
        assert!(!form.says("Thay đổi địa chỉ liên lạc"), "that is an organisation's");
        let picked = &cards[0].paper.number;
        asked(&mut holder, &dossier, &["certificate", picked], "renamed").await;
        let form = holder.visit(&format!("{dossier}/parts/particulars")).await;
        let filling = holder.fill(&form, SAVE).with("expert1-name", "Lê Thị Tên Mới");
        filling.attach("file", "can-cuoc.pdf", PDF).send().await;
        submit(&mut holder, &dossier).await;
        proposed(&world, &dossier, &["experts-0-B2"]).await;
        approved(&world, &dossier).await;
        let (newer, after) = papers(&world).await;
        assert_eq!((newer.paper.paper_version, after[0].paper.paper_version), (1, 1));
        assert_eq!((newer.paper.holder_name.as_str(), after[0].paper.holder_name.as_str()), ("Lê Thị Tên Mới", "Lê Thị Tên Mới"));
        assert_eq!((newer.holder, after[0].person), (certificate.holder, cards[0].person), "the same person");
        for old in [&certificate.paper.code, &cards[0].paper.code] {
            assert!(scanned(&world, old).await.heading().contains("thay"));
        }
        assert_verified(&world).await;
    }
}
