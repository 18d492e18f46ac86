//! The files for those who check without the register, and the page that does.

use consultant_registry::credential::TrustList;
use data_encoding::BASE64;
use rocket::http::Status;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::documents::trust;
use super::{NUMBER, printed, suspend};
use crate::harness::story;

/// What stands between two texts.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)))
}

fn at_hand(kit: &str) -> Value {
    serde_json::from_str(between(kit, "id=\"at-hand\">", "</script>")).expect("JSON")
}

story! {
    signing async fn a_kit_holds_all_it_needs_and_may_ask_nobody(world) {
        printed(&world).await;
        let mut somebody = world.anonymous();
        let kit = somebody.visit("/offline/kit.html").await;
        assert_eq!(kit.status, Status::Ok);
        assert!(kit.header("Content-Disposition").expect("to be saved").starts_with("attachment"));
        let policy = between(&kit.body, "content=\"", "\">").replace("&#39;", "'");
        assert!(policy.starts_with("default-src 'none'; connect-src 'none'; "), "{policy}");
        assert!(policy.contains(&hash(between(&kit.body, "<style>", "</style>"))), "{policy}");
        assert!(policy.contains(&hash(between(&kit.body, "<script>", "</script>"))), "{policy}");
        assert!(!kit.body.contains(" src=") && !kit.body.contains("@import") && !kit.body.contains("url("));

        let at_hand = at_hand(&kit.body);
        let text = |name: &str| at_hand[name].as_str().expect("a text").to_owned();
        assert_eq!(text("status"), somebody.visit("/offline/status.json").await.body);
        assert_eq!(text("trust"), somebody.visit("/offline/trust.json").await.body);
        assert_eq!(at_hand["hosts"], serde_json::json!([world.registry.origin.host()]));
        assert_eq!(TrustList::from_json(&text("trust")).expect("a trust list"), trust(&world).await);
    }
}

story! {
    signing async fn a_kit_is_made_once_until_the_register_or_the_day_changes(world) {
        printed(&world).await;
        let mut somebody = world.anonymous();
        let first = somebody.visit("/offline/kit.html").await;
        world.wait(60);
        let again = somebody.visit("/offline/kit.html").await;
        assert_eq!(first.header("ETag"), again.header("ETag"));
        suspend(&world).await;
        let after = somebody.visit("/offline/kit.html").await;
        assert_ne!(first.header("ETag"), after.header("ETag"));
        world.wait(86_400);
        let tomorrow = somebody.visit("/offline/kit.html").await;
        assert_ne!(after.header("ETag"), tomorrow.header("ETag"));
    }
}

story! {
    async fn without_a_signing_key_there_is_no_kit_and_a_sentence_says_so(world) {
        printed(&world).await;
        let mut somebody = world.anonymous();
        for path in ["/offline/kit.html", "/offline/status.json"] {
            let page = somebody.visit(path).await;
            assert_eq!(page.status, Status::ServiceUnavailable, "{path}");
            assert!(page.body.contains("no signing key"), "{}", page.body);
        }
        assert_eq!(somebody.visit("/offline/trust.json").await.status, Status::Ok);
    }
}

story! {
    async fn the_page_that_reads_codes_asks_the_register_where_there_is_no_script(world) {
        let printed = printed(&world).await;
        let mut somebody = world.anonymous();
        let home = somebody.visit("/").await;
        assert!(home.body.contains("href=\"/scan\""));
        let page = somebody.visit("/scan").await;
        assert_eq!(page.all_words_of("h1").len(), 1);
        let found = somebody.fill(&page, "Kiểm tra mã này").with("number", &printed.cards[0]).send().await;
        assert_eq!(found.heading(), "Thẻ này còn hiệu lực.");
        let page = somebody.visit("/scan?lang=en").await;
        let found = somebody.fill(&page, "Check this code").with("number", NUMBER).send().await;
        assert_eq!(found.heading(), "This certificate is valid.");
    }
}

story! {
    async fn the_worker_names_every_file_that_the_page_is_made_of(world) {
        let mut somebody = world.anonymous();
        let worker = somebody.visit("/scan/worker.js").await;
        assert_eq!(worker.header("Service-Worker-Allowed"), Some("/scan"));
        let files: Vec<String> =
            serde_json::from_str(between(&worker.body, "const FILES = ", ";\n")).expect("addresses");
        let page = somebody.visit("/scan").await;
        for address in page.body.split('"').filter(|text| text.starts_with("/static/")) {
            assert!(files.iter().any(|file| file == address), "{address}");
        }
        for file in &files {
            assert_eq!(somebody.visit(file).await.status, Status::Ok, "{file}");
        }
        let manifest = somebody.visit("/manifest.webmanifest").await;
        let manifest: Value = serde_json::from_str(&manifest.body).expect("JSON");
        for icon in manifest["icons"].as_array().expect("icons") {
            assert!(files.contains(&icon["src"].as_str().expect("an address").to_owned()));
        }
    }
}
