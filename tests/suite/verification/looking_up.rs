//! Numbers and names that were typed.

use super::{CARD, HOLDER, NUMBER, json, printed, suspend, verdict};
use crate::harness::story;
use rocket::http::{Method, Status};
use serde_json::Value;

story! {
    async fn a_number_is_found_however_it_is_typed(world) {
        printed(&world).await;
        for typed in ["01/2026/GXN-BKHCN", "01%2F2026%2FGXN-BKHCN", "1-2026-gxn-bkhcn", "01%202026%20GXN%20BKHCN"] {
            let page = world.anonymous().visit(&format!("/c/{typed}")).await;
            assert_eq!((page.status, page.heading().as_str()), (Status::Ok, "Giấy xác nhận này còn hiệu lực."), "{typed}");
            let (status, answer) = json(&world, &format!("/api/v1/certificates/{typed}")).await;
            assert_eq!((status, verdict(&answer).as_str()), (Status::Ok, "valid"), "{typed}");
        }
        let page = world.anonymous().visit("/c/1-2026-gxn-bkhcn").await;
        assert_eq!(page.path, "/c/01/2026/GXN-BKHCN");
        let (_, card) = json(&world, "/api/v1/cards/bkhcn%20tv%2000000017").await;
        assert_eq!(card["paper"]["number"], CARD);
        let mut visitor = world.anonymous();
        let home = visitor.visit("/").await;
        let page = visitor.fill(&home, "Tra cứu số này").with("number", " bkhcn-tv-00000017 ").send().await;
        assert_eq!(page.heading(), "Thẻ này còn hiệu lực.");
    }
}

story! {
    async fn no_translator_touches_a_name(world) {
        printed(&world).await;
        for path in ["/c/1-2026-gxn-bkhcn?lang=en", "/c/bkhcn-tv-00000017", "/register?q=dao+tao", "/register/9900000009"] {
            let page = world.anonymous().visit(path).await;
            let main = page.body.split("<main").nth(1).expect("the page's own part");
            assert!(main.contains(HOLDER), "{path}");
            for (at, _) in main.match_indices(HOLDER) {
                let tag = &main[main[..at].rfind('<').expect("a tag")..at];
                assert!(tag.contains("translate=\"no\"") && tag.contains("lang=\"vi\""), "{path}: {tag}");
            }
        }
    }
}

story! {
    async fn what_is_put_into_the_field_is_understood(world) {
        let printed = printed(&world).await;
        let mut visitor = world.anonymous();
        let home = visitor.visit("/").await;
        let page = visitor.fill(&home, "Tra cứu số này").with("number", &printed.certificate).send().await;
        assert_eq!(page.heading(), "Giấy xác nhận này còn hiệu lực.");
        let elsewhere = printed.certificate.replace("LOCALHOST:8000", "XACNHAN.EXAMPLE");
        let page = visitor.fill(&home, "Tra cứu số này").with("number", &elsewhere.replace("HTTP://", "HTTPS://")).send().await;
        assert!(page.words_of(".warning").contains("xacnhan.example"), "{}", page.words_of(".warning"));
        let page = visitor.fill(&home, "Tra cứu số này").with("number", "doi moi").send().await;
        assert!(page.path.starts_with("/register") && page.says(HOLDER));
    }
}

story! {
    async fn an_unknown_number_gets_help_in_both_languages(world) {
        printed(&world).await;
        let page = world.anonymous().visit("/c/99/2026/GXN-BKHCN").await;
        assert_eq!(page.status, Status::NotFound);
        assert!(page.heading().contains("99/2026/GXN-BKHCN không có hiệu lực: chưa từng được cấp"));
        assert!(page.says("Có thể thử"));
        let page = world.anonymous().visit("/c/99/2026/GXN-BKHCN?lang=en").await;
        assert!(page.heading().contains("never issued"), "{}", page.heading());
        let (status, answer) = json(&world, "/api/v1/certificates/99/2026/GXN-BKHCN").await;
        assert_eq!((status, verdict(&answer).as_str()), (Status::NotFound, "not_valid never_issued"));
        assert_eq!(answer["status"], 404);
        for path in ["/V/1", "/V/a/b", "/v/%C4%90"] {
            let page = world.anonymous().visit(path).await;
            assert_eq!(page.status, Status::BadRequest, "{path}");
            assert!(page.says("Quét lại"), "{path}");
        }
    }
}

story! {
    async fn the_register_is_searched_without_tone_marks(world) {
        printed(&world).await;
        let page = world.anonymous().visit("/register?q=dao+tao").await;
        assert!(page.says(HOLDER) && page.says("Còn hiệu lực"));
        assert!(world.anonymous().visit("/register?q=9900000009").await.says(HOLDER));
        assert!(!world.anonymous().visit("/register?q=%25").await.says(HOLDER), "a pattern means itself");
        let page = world.anonymous().visit("/register/9900000009").await;
        assert!(page.says(NUMBER) && page.says("024 1111 2222"));
        for unknown in ["/register/9900000017", "/register/abc"] {
            assert_eq!(world.anonymous().visit(unknown).await.status, Status::NotFound, "{unknown}");
        }
    }
}

story! {
    async fn people_are_found_by_name_and_never_listed(world) {
        printed(&world).await;
        for typed in ["do+ai", "tran", "%C4%90%E1%BB%97+vy"] {
            let page = world.anonymous().visit(&format!("/register/experts?q={typed}")).await;
            assert!(page.says(CARD) && page.says(HOLDER), "{typed}");
        }
        for refused in ["", "tr", "%25", "_+_", "%25%25%25"] {
            let page = world.anonymous().visit(&format!("/register/experts?q={refused}")).await;
            assert_eq!(page.status, Status::UnprocessableEntity, "{refused}");
            assert!(!page.says(CARD));
        }
        assert!(!world.anonymous().visit("/register/experts?q=tra").await.says(CARD), "a whole word");
    }
}

story! {
    async fn the_interface_is_open_and_described(world) {
        printed(&world).await;
        let page = world.anonymous().visit("/api/v1/openapi.json").await;
        let described: Value = serde_json::from_str(&page.body).expect("JSON");
        assert!(described["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
        for path in ["/api/v1/verify/{code}", "/api/v1/certificates/{number}", "/api/v1/cards/{number}"] {
            assert!(described["paths"].get(path).is_some(), "{path}");
        }
        let tag = page.header("ETag").expect("a tag").to_owned();
        let again = world.anonymous().saying("If-None-Match", &tag).visit("/api/v1/openapi.json").await;
        assert_eq!(again.status, Status::NotModified);
        let answer = world.anonymous().visit("/api/v1/certificates/01/2026/GXN-BKHCN").await;
        assert_eq!(answer.header("Access-Control-Allow-Origin"), Some("*"));
        assert_eq!(answer.header("Cache-Control"), Some("no-store"));
        let head = world.anonymous().send(Method::Head, "/api/v1/certificates/01/2026/GXN-BKHCN", None).await;
        assert_eq!((head.status, head.body.as_str()), (Status::Ok, ""));
        assert_eq!(world.anonymous().visit("/api").await.status, Status::Ok);
    }
}

story! {
    signing async fn every_example_on_the_page_about_the_interface_works(world) {
        printed(&world).await;
        for language in ["vi", "en"] {
            let page = world.anonymous().visit(&format!("/api?lang={language}")).await;
            let examples = page.all_words_of("pre code").join(" ");
            let commands: Vec<&str> = examples.split("curl ").skip(1).collect();
            assert_eq!(commands.len(), 8, "{examples}");
            for command in commands {
                let at = command.find("http://localhost:8000").expect("this site");
                let address = command[at..].split(['"', ' ', '\n']).next().expect("an address");
                let accept = command.split_once("Accept: ").map(|(_, rest)| rest.split('"').next().unwrap_or_default());
                let path = address.trim_start_matches("http://localhost:8000");
                let answer = world.anonymous().saying("Accept", accept.unwrap_or("*/*")).visit(path).await;
                assert_eq!(answer.status, Status::Ok, "{command}");
                if let Some(accept) = accept {
                    assert_eq!(answer.header("Content-Type"), Some(accept), "{command}");
                }
            }
        }
    }
}

story! {
    async fn a_suspension_whose_last_day_passed_says_that_a_decision_is_awaited(world) {
        printed(&world).await;
        suspend(&world).await;
        let (_, answer) = json(&world, "/api/v1/certificates/01/2026/GXN-BKHCN").await;
        assert_eq!((verdict(&answer).as_str(), answer["overdue"].as_bool()), ("not_now suspended", None));
        world.wait(100 * 86_400);
        for (path, said) in [("certificates/01/2026/GXN-BKHCN", "Giấy xác nhận này"), ("cards/BKHCN-TV-00000017", "Thẻ này")] {
            let (_, answer) = json(&world, &format!("/api/v1/{path}")).await;
            assert_eq!((answer["verdict"].as_str(), answer["overdue"].as_bool()), (Some("not_now"), Some(true)));
            let sentence = answer["sentence"]["vi"].as_str().expect("a sentence");
            assert!(sentence.starts_with(said) && sentence.contains("quá hạn đình chỉ"), "{sentence}");
        }
        let page = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
        assert!(page.heading().contains("quá hạn đình chỉ (từ 22/11/2026 đến 20/02/2027), chờ quyết định"), "{}", page.heading());
        assert!(page.says("Chưa được dùng cho đến khi cơ quan cấp quyết định khôi phục"));
        assert!(!page.says("còn hiệu lực.") && !page.says("Hãy kiểm tra lại vào ngày định dùng"));
        let listed = world.anonymous().visit("/register/9900000009").await;
        assert!(listed.says("Quá hạn đình chỉ, chờ quyết định"), "{}", listed.words_of("main"));
        let page = world.anonymous().visit("/c/01/2026/GXN-BKHCN?lang=en").await;
        assert!(page.heading().contains("decision to reinstate or revoke is awaited"), "{}", page.heading());
    }
}
