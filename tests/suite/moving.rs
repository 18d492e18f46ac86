//! An expert goes to another organisation: one card at a time, from the notice
//! of the old one to the card of the new one.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::Card;
use consultant_registry::domain::dossier::Outcome;
use consultant_registry::domain::issuer::IssuerCode;

use crate::desk::{path, staff};
use crate::harness::{Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, organisation, papers};

const TO_APPRAISAL: [Step; 6] = [
    Step::Write,
    Step::Submit,
    Step::Receive,
    Step::ConfirmComplete,
    Step::TakeUp,
    Step::Judge { except: 0 },
];
const PROPOSE: Step = Step::Propose(Outcome::Approve, "Đủ điều kiện.");

/// An organisation with six experts, at this office.
async fn old_organisation(rehearsal: &Rehearsal, issuer: IssuerCode) -> Story {
    let mut story = rehearsal.brought(organisation(0, 0..6), &[]).await;
    story.issuer = issuer;
    for step in TO_APPRAISAL.into_iter().chain([PROPOSE, Step::Approve]) {
        rehearsal.teller.tell(&mut story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
    story
}

/// The cards under the first certificate of an office, and what it is called.
async fn cards_of(world: &World, issuer: IssuerCode) -> (String, Vec<Card>) {
    let all = papers(&world.registry).await;
    let (certificate, cards) =
        all.into_iter().rfind(|(certificate, _)| certificate.paper.issuer == issuer).expect("papers");
    (certificate.paper.number, cards)
}

/// How many cards of the holder of this one are valid today.
async fn valid(world: &World, card: &Card) -> usize {
    let today = world.registry.clock.today();
    let all = papers(&world.registry).await;
    let own = all.iter().flat_map(|(certificate, cards)| cards.iter().map(move |card| (certificate, card)));
    let own = own.filter(|(_, other)| other.person == card.person);
    own.filter(|(certificate, card)| card.verdict(certificate, today).is_valid()).count()
}

async fn holder(world: &World) -> Person {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    holder
}

/// The old organisation tells that the holder of the card left today.
async fn told(world: &World, certificate: &str, card: &str) {
    let own = format!("/filing/certificates/{}/departures", certificate.replace('/', "-"));
    let mut holder = holder(world).await;
    let form = holder.visit(&own).await;
    let today = world.registry.clock.today().to_string();
    let filling = holder.fill(&form, "Gửi thông báo").and("cards", card).with(&format!("on-{card}"), &today);
    let page = filling.with(&format!("reason-{card}"), "Chuyển sang tổ chức khác").send().await;
    assert!(page.words_of(".errors").is_empty(), "{}", page.words_of("main"));
}

/// An office acknowledges what waits there.
async fn acknowledged(world: &World, officer: &str) {
    let mut officer = staff(world, officer).await;
    let list = officer.visit("/desk/certificates").await;
    let place = list.attribute("section[aria-labelledby=notices] a", "href").expect("a notice that waits");
    let page = officer.visit(&place).await;
    officer.press(&page, "Xác nhận trả lại thẻ").await;
}

async fn moves(world: &World, old_office: IssuerCode, (called, officer): (&str, &str)) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    old_organisation(&rehearsal, old_office).await;
    let (certificate, before) = cards_of(world, old_office).await;
    // The newcomer is the sixth of the old organisation, and the first of the new one.
    let mut story = rehearsal.brought(organisation(1, 5..10), &TO_APPRAISAL).await;
    let name =
        story.dossier.as_ref().expect("a dossier").application.experts[0].name.clone().expect("a name");
    let old = before.iter().find(|card| card.paper.holder_name == name).expect("the old card");
    let number = old.paper.number.as_str();
    let mut appraiser = staff(world, "thamxet1@bkhcn").await;
    let finding =
        async |appraiser: &mut Person| appraiser.visit(&path(&story)).await.words_of("#experts-0-E6");
    let said = finding(&mut appraiser).await;
    let holds = format!("thẻ cũ {number} còn hiệu lực ở Công ty TNHH Tư vấn Ví dụ Bình Minh ({called} cấp)");
    assert!(said.contains("Chưa phải nhân sự chính thức") && said.contains(&holds), "{said}");
    assert!(said.contains("chờ nơi đó trả lại thẻ"), "{said}");
    assert!(rehearsal.teller.tell(&mut story.clone(), PROPOSE).await.is_err(), "it waits: four are too few");
    told(world, &certificate, number).await;
    let said = finding(&mut appraiser).await;
    assert!(said.contains("nơi đó đã báo thôi việc từ 22/11/2026, chờ xác nhận trả lại thẻ"), "{said}");
    assert!(rehearsal.teller.tell(&mut story.clone(), PROPOSE).await.is_err(), "a notice is no return");
    assert_eq!(valid(world, old).await, 1);
    acknowledged(world, officer).await;
    let said = finding(&mut appraiser).await;
    assert!(said.contains("Là nhân sự chính thức") && !said.contains("còn hiệu lực ở"), "{said}");
    assert_eq!(valid(world, old).await, 0);
    for step in [Step::Judge { except: 0 }, PROPOSE, Step::Approve] {
        rehearsal.teller.tell(&mut story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
    let all = papers(&world.registry).await;
    let is_new = |card: &&Card| card.person == old.person && card.certificate != old.certificate;
    let new = all.iter().flat_map(|(_, cards)| cards).find(is_new).expect("the new card");
    assert_eq!(valid(world, old).await, 1, "one at a time, on the same day");
    let public = world.anonymous().visit(&format!("/c/{}", new.paper.number)).await;
    assert!(public.heading().contains("còn hiệu lực"), "{}", public.heading());
    let (_, code) = old.paper.code.split_once("/V/").expect("a link");
    let scanned = world.anonymous().visit(&format!("/V/{code}")).await;
    assert!(scanned.heading().contains("đã được trả lại từ 22/11/2026"), "{}", scanned.heading());
    assert_eq!(findings(world).await, [""; 0]);
}

story! {
    async fn an_expert_moves_under_one_office_once_the_old_card_is_returned(world) {
        moves(&world, IssuerCode::MINISTRY, ("Bộ Khoa học và Công nghệ", "tiepnhan@bkhcn")).await;
    }
}

story! {
    async fn an_expert_moves_from_one_office_to_another_and_each_sees_its_side(world) {
        let province: IssuerCode = "52".parse().expect("Gia Lai");
        moves(&world, province, ("Gia Lai", "lanhdao@gialai")).await;
    }
}
