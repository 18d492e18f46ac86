//! A card's portrait, shown to whoever scans the card while its holder agrees.

use consultant_registry::acts::leftovers;
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::Card;
use consultant_registry::domain::staff::Role;
use rocket::http::Status;

use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, assert_whole, independent, organisation, papers};

const PDF: &[u8] = b"%PDF-1.7\ninvented\n%%EOF\n";

async fn issued(world: &World, mut story: Story, rehearsal: &Rehearsal) -> Vec<Card> {
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    papers(&world.registry).await.remove(0).1
}

async fn holder(world: &World) -> Person {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    holder
}

fn letters(card: &Card) -> &str {
    card.paper.code.rsplit('/').next().expect("a code")
}

async fn scanned(world: &World, card: &Card) -> Page {
    world.anonymous().visit(&format!("/V/{}", letters(card))).await
}

async fn picture(world: &World, card: &Card) -> Page {
    world.anonymous().visit(&format!("/portrait/{}", letters(card))).await
}

fn shows_a_face(page: &Page) -> bool {
    !page.all_attributes("main img", "src").is_empty() && page.says("Năm sinh")
}

async fn assert_hidden(world: &World, card: &Card) {
    assert!(!shows_a_face(&scanned(world, card).await), "{}", card.paper.number);
    assert_eq!(picture(world, card).await.status, Status::NotFound);
}

fn form(card: &Card) -> String {
    format!("/filing/cards/{}/portrait", card.paper.number)
}

async fn agree(holder: &mut Person, card: &Card) -> Page {
    let page = holder.visit(&form(card)).await;
    holder.fill(&page, "Hiển thị").attach("paper", "đồng ý.pdf", PDF).send().await
}

story! {
    signing async fn whoever_scans_sees_the_portrait_from_consent_to_its_end(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.proposed(organisation(0, 0..5)).await;
        let cards = issued(&world, story, &rehearsal).await;
        let (card, other) = (&cards[0], &cards[1]);
        assert_hidden(&world, card).await;

        let mut own = holder(&world).await;
        let page = own.visit(&form(card)).await;
        let refused = own.press(&page, "Hiển thị").await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert!(refused.says("Chọn tệp để tải lên."), "{}", refused.words_of("main"));
        assert_hidden(&world, card).await;
        let shown = agree(&mut own, card).await;
        assert!(shown.says("Đang hiển thị từ"), "{}", shown.words_of("main"));

        let page = scanned(&world, card).await;
        assert!(shows_a_face(&page), "{}", page.words_of("main"));
        let src = page.attribute("main img", "src").expect("a portrait");
        let face = world.anonymous().visit(&src).await;
        assert_eq!((face.status, face.header("Cache-Control")), (Status::Ok, Some("no-store")));
        assert!(face.header("Content-Type").is_some_and(|kind| kind.starts_with("image/")));
        // By its number, of another day, of another card: nobody's face.
        let typed = world.anonymous().visit(&format!("/c/{}", card.paper.number)).await;
        assert!(typed.status == Status::Ok && !shows_a_face(&typed));
        let then = world.anonymous().visit(&format!("/V/{}?on=2026-11-22", letters(card))).await;
        assert!(shows_a_face(&then), "today is no other day");
        assert_hidden(&world, other).await;

        leftovers::sweep(&world.registry).await.expect("swept");
        assert_whole(&world.registry).await;
        let page = own.visit(&form(card)).await;
        let hidden = own.press(&page, "Ngừng hiển thị").await;
        assert!(hidden.says("Không hiển thị."), "{}", hidden.words_of("main"));
        assert_hidden(&world, card).await;
        let again = agree(&mut own, card).await;
        assert!(again.says("có thể hiển thị lại từ ngày mai"), "{}", again.words_of("main"));
        world.wait(86_400);
        agree(&mut holder(&world).await, card).await;
        assert!(shows_a_face(&scanned(&world, card).await));
        assert_whole(&world.registry).await;
    }
}

story! {
    signing async fn a_card_that_does_not_count_shows_nobody(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.proposed(organisation(0, 0..5)).await;
        let cards = issued(&world, story, &rehearsal).await;
        agree(&mut holder(&world).await, &cards[0]).await;
        assert!(shows_a_face(&scanned(&world, &cards[0]).await));
        let mut leader = world.anonymous();
        leader.sign_in("lanhdao1@bkhcn.example.test", cast::PASSWORD).await;
        for card in &cards[..2] {
            let form = leader.visit(&format!("/desk/cards/{}/return", card.paper.number)).await;
            leader.fill(&form, "Ghi nhận trả lại thẻ").with("on", "2026-11-22").send().await;
        }
        assert_hidden(&world, &cards[0]).await;
        let page = holder(&world).await.visit(&form(&cards[0])).await;
        assert!(page.says("Thẻ hiện không có hiệu lực"), "{}", page.words_of("main"));
        let refused = agree(&mut holder(&world).await, &cards[1]).await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        assert_hidden(&world, &cards[1]).await;
    }
}

story! {
    signing async fn the_office_ends_it_when_the_holder_of_the_card_asks(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.proposed(organisation(0, 0..5)).await;
        let cards = issued(&world, story, &rehearsal).await;
        agree(&mut holder(&world).await, &cards[0]).await;
        let path = format!("/desk/cards/{}/portrait", cards[0].paper.number);
        let mut intake = world.officer("mot.cua@example.test", "BKHCN", &[Role::Intake]).await;
        let page = intake.visit(&path).await;
        assert!(page.says("Đang hiển thị từ"), "{}", page.words_of("main"));
        let paper = intake.visit(&format!("{path}/paper")).await;
        assert_eq!((paper.status, paper.header("Content-Type")), (Status::Ok, Some("application/pdf")));
        let hidden = intake.press(&page, "Ngừng hiển thị").await;
        assert!(hidden.says("Không hiển thị."), "{}", hidden.words_of("main"));
        assert_hidden(&world, &cards[0]).await;
        let desk = intake.visit("/desk/certificates/01-2026-GXN-BKHCN").await;
        assert!(desk.words_of(".timeline").contains("không còn được hiển thị"), "{}", desk.words_of(".timeline"));
        // Of another office, another role, another applicant.
        let mut elsewhere = world.officer("mot.cua.52@example.test", "52", &[Role::Intake]).await;
        assert_eq!(elsewhere.visit(&path).await.status, Status::NotFound);
        let mut stranger = world.applicant("nguoi.khac@example.test").await;
        assert_eq!(stranger.visit(&form(&cards[0])).await.status, Status::NotFound);
        assert_whole(&world.registry).await;
    }
}

story! {
    signing async fn an_independent_consultant_speaks_for_themselves(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let story = rehearsal.proposed(independent(5)).await;
        let account = story.dossier.as_ref().expect("a dossier").applicant;
        let cards = issued(&world, story, &rehearsal).await;
        let mut reading = world.storage().read().await.expect("a reading");
        let account = consultant_registry::storage::accounts::find(&mut reading, account).await;
        let email = account.expect("read").expect("an account").email;
        drop(reading);
        let mut own = world.anonymous();
        own.sign_in(&email, cast::PASSWORD).await;
        let page = own.visit(&form(&cards[0])).await;
        let refused = own.press(&page, "Hiển thị").await;
        assert!(refused.says("Đánh dấu vào ô này nếu đồng ý."), "{}", refused.words_of("main"));
        let shown = own.fill(&page, "Hiển thị").with("agree", "yes").send().await;
        assert!(shown.says("Đang hiển thị từ"), "{}", shown.words_of("main"));
        assert!(shows_a_face(&scanned(&world, &cards[0]).await));
        assert_whole(&world.registry).await;
    }
}
