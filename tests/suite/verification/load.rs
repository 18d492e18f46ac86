//! What many ask for at once: a page that everybody opens, and how the server
//! says that it is well.

use std::time::Duration;

use consultant_registry::storage::Storage;
use rocket::http::Status;
use rocket::tokio::time::sleep;

use super::{CARD, HOLDER, json, order, path, press, printed, revoke};
use crate::harness::{World, story};
use crate::papers::Order;

/// Takes away every connection that pages read with; checks keep theirs.
async fn without_readers(world: &World) {
    match world.storage() {
        Storage::Sqlite(pools) => pools.reading.close().await,
        Storage::Postgres(pools) => pools.reading.close().await,
    }
}

story! {
    async fn a_page_that_was_opened_before_asks_the_database_nothing(world) {
        let printed = printed(&world).await;
        let mut somebody = world.anonymous();
        let scanned = path(&printed.certificate);
        let first = somebody.visit(scanned).await;
        let card = somebody.visit(&format!("/c/{CARD}")).await;
        without_readers(&world).await;
        assert_eq!(somebody.visit(scanned).await.body, first.body);
        assert_eq!(somebody.visit(&format!("/c/{CARD}")).await.body, card.body);
        let english = somebody.visit(&format!("{scanned}?lang=en")).await;
        assert!(english.says("Ministry of Science and Technology") && english.body.contains("<svg xmlns"));
        let (_, answer) = json(&world, "/api/v1/certificates/01/2026/GXN-BKHCN").await;
        assert_eq!(answer["paper"]["organisation"]["phone"], "024 1111 2222");
        // What was decided is shown at once all the same.
        revoke(&world).await;
        let revoked = somebody.visit(&format!("{scanned}?lang=vi")).await;
        assert!(revoked.heading().contains("đã bị thu hồi") && revoked.body.contains("<svg xmlns"));
    }
}

story! {
    async fn a_verdict_is_shown_when_what_stands_beside_it_cannot_be_read(world) {
        let printed = printed(&world).await;
        without_readers(&world).await;
        let page = world.anonymous().visit(path(&printed.certificate)).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::Ok, "Giấy xác nhận này còn hiệu lực."));
        assert!(page.says(HOLDER) && page.says("BKHCN") && !page.body.contains("<svg xmlns"));
    }
}

story! {
    async fn a_new_address_of_an_organisation_is_shown_with_its_next_certificate(world) {
        let press = press(&world).await;
        press.print(&world.registry, order()).await;
        let mut somebody = world.anonymous();
        assert!(somebody.visit("/c/01/2026/GXN-BKHCN").await.says("Số 1 phố Ví dụ"));
        let next = Order { number: "02/2026/GXN-BKHCN", index: 200, experts: &[], ..order() };
        press.print(&world.registry, next).await;
        world.execute("update organisations set address = 'Số 4 phố Mới'").await;
        assert!(somebody.visit("/c/01/2026/GXN-BKHCN").await.says("Số 4 phố Mới"));
    }
}

story! {
    async fn health_is_what_a_check_would_find(world) {
        printed(&world).await;
        let (status, health) = json(&world, "/api/v1/health").await;
        assert_eq!(status, Status::Ok);
        assert_eq!((&health["papers"], &health["unchecked"]), (&2.into(), &0.into()), "{health}");
        assert_eq!((&health["register_seq"], &health["as_of"]), (&2.into(), &crate::harness::NOW.into()));
        world.storage().close().await;
        sleep(Duration::from_millis(1100)).await;
        let (status, problem) = json(&world, "/api/v1/health").await;
        assert_eq!((status, &problem["status"]), (Status::ServiceUnavailable, &503.into()));
        assert_eq!(world.anonymous().visit("/api/v1/ping").await.status, Status::NoContent);
    }
}
