//! Which paper it is: a number may have had several.

use consultant_registry::credential::document::{self, GenuineDocument};
use rocket::http::Status;

use super::documents::trust;
use super::{CARD, EXPERT, PERSONAL_NUMBER, json, order, path, press, verdict, verified};
use crate::harness::{Page, World, story};
use crate::papers::{Order, Printed};

/// The same person's card under a certificate that ran out, and under the next.
async fn two_cards_of_one_person(world: &World) -> [Printed; 2] {
    let press = press(world).await;
    let first = Order { expires_on: "2026-06-30".parse().expect("a day"), ..order() };
    let first = press.print(&world.registry, first).await;
    let second = Order {
        number: "02/2026/GXN-BKHCN",
        index: 200,
        issued_at: "2026-09-01T03:00:00Z".parse().expect("an instant"),
        experts: &[(EXPERT, PERSONAL_NUMBER, CARD)],
        ..order()
    };
    [first, press.print(&world.registry, second).await]
}

async fn read(world: &World, file: &Page) -> GenuineDocument {
    assert_eq!(
        (file.status, file.header("Content-Type")),
        (Status::Ok, Some("application/vc")),
        "{}",
        file.body
    );
    document::verify(&file.body, &trust(world).await).expect("a genuine document")
}

fn id(file: &Page) -> String {
    let document: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    let id = document["id"].as_str().expect("an id");
    id.strip_prefix("http://localhost:8000").expect("at this site").to_owned()
}

story! {
    async fn the_id_of_every_document_leads_to_that_document(world) {
        two_cards_of_one_person(&world).await;
        for (index, under) in [(101, "01/2026/GXN-BKHCN"), (201, "02/2026/GXN-BKHCN")] {
            let file = world.anonymous().visit(&format!("/documents/{CARD}?paper={index}")).await;
            let genuine = read(&world, &file).await;
            assert_eq!(genuine.facts().issued_under().map(|under| under.certificate.as_str()), Some(under));
            assert_eq!(id(&file), format!("/c/{CARD}?paper={index}"));
            let again = world.anonymous().saying("Accept", "application/vc").visit(&id(&file)).await;
            assert_eq!(again.body, file.body);
        }
    }
}

story! {
    async fn the_holder_of_an_older_card_sees_that_card_and_is_told_of_the_newer(world) {
        let [first, second] = two_cards_of_one_person(&world).await;
        let page = world.anonymous().visit(&format!("/c/{CARD}?paper=101")).await;
        assert!(page.heading().contains("đã hết hạn"), "{}", page.heading());
        assert!(page.words_of(".warning").contains("bản mới hơn, cấp ngày 01/09/2026"), "{}", page.words_of(".warning"));
        assert_eq!(page.attribute(".warning a", "href").as_deref(), Some(format!("/c/{CARD}").as_str()));
        assert_eq!(page.attribute("a[href^='/documents/']", "href"), Some(format!("/documents/{CARD}?paper=101")));
        let scanned = world.anonymous().visit(path(&first.cards[0])).await;
        assert!(scanned.words_of(".warning").contains("bản mới hơn"));
        let newest = world.anonymous().visit(&format!("/c/{CARD}")).await;
        assert_eq!((newest.heading().as_str(), newest.words_of(".warning").as_str()), ("Thẻ này còn hiệu lực.", ""));
        let old = verified(&world, &first.cards[0]).await;
        assert_eq!((verdict(&old).as_str(), old["paper"]["newer"].as_str()), ("not_valid expired", Some(format!("/c/{CARD}").as_str())));
        assert_eq!(old["paper"]["document"], format!("/documents/{CARD}?paper=101"));
        assert!(verified(&world, &second.cards[0]).await["paper"]["newer"].is_null());
    }
}

story! {
    async fn a_document_without_a_place_is_the_newest_and_an_older_one_links_to_it(world) {
        two_cards_of_one_person(&world).await;
        let newest = world.anonymous().visit(&format!("/documents/{CARD}")).await;
        assert_eq!(id(&newest), format!("/c/{CARD}?paper=201"));
        assert_eq!(newest.header("Link"), None);
        let older = world.anonymous().visit(&format!("/documents/{CARD}?paper=101")).await;
        let link = older.header("Link").expect("a link to the newest");
        assert!(link.starts_with(&format!("</documents/{CARD}>; rel=\"latest-version\"")), "{link}");
        for wrong in ["100", "999"] {
            let (status, _) = json(&world, &format!("/documents/{CARD}?paper={wrong}")).await;
            assert_eq!(status, Status::NotFound, "{wrong}");
            let page = world.anonymous().visit(&format!("/c/{CARD}?paper={wrong}")).await;
            assert_eq!(page.status, Status::BadRequest, "{wrong}");
            assert!(!page.words_of("main").contains("chưa từng được cấp"), "the number has papers: {wrong}");
        }
        for nonsense in ["-1", "x", "", "0101", "4294967296", "%FF"] {
            let (status, answer) = json(&world, &format!("/documents/{CARD}?paper={nonsense}")).await;
            assert_eq!(status, Status::BadRequest, "{nonsense}");
            assert!(answer["detail"].to_string().contains("'paper'"), "{answer}");
            let page = world.anonymous().visit(&format!("/c/{CARD}?paper={nonsense}")).await;
            assert_eq!((page.status, page.words_of(".verdict h1").contains("chưa từng được cấp")), (Status::BadRequest, false), "{nonsense}");
            assert!(page.heading().contains("phần “paper” của địa chỉ không đúng"), "{}", page.heading());
        }
        let redirected = world.anonymous().visit("/c/bkhcn%20tv%2000000017?paper=101&lang=en").await;
        assert_eq!(redirected.path, format!("/c/{CARD}?paper=101&lang=en"));
        assert!(redirected.heading().contains("expired"), "{}", redirected.heading());
    }
}
