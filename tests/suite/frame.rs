//! What is around every page: language, headers, and what was not found.

use rocket::http::{Method, Status};

use crate::harness::{Kind, Page, World, story};

fn has_security_headers(page: &Page) {
    let header = |name: &str| page.header(name).unwrap_or_else(|| panic!("{name} on {}", page.path));
    let policy = header("Content-Security-Policy");
    assert!(policy.starts_with("default-src 'none'"), "{}", page.path);
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert_eq!(header("X-Content-Type-Options"), "nosniff");
    assert_eq!(header("Referrer-Policy"), "same-origin");
    assert_eq!(header("Cross-Origin-Opener-Policy"), "same-origin");
    // What programs ask for, other sites' pages may read; nothing else.
    let readers = if page.path.starts_with("/api/") { "cross-origin" } else { "same-origin" };
    assert_eq!(header("Cross-Origin-Resource-Policy"), readers);
    // The camera and the verifier are for the page that reads codes alone.
    let reads_codes = page.path.starts_with("/scan?");
    assert_eq!(header("Permissions-Policy").contains("camera=(self)"), reads_codes, "{}", page.path);
    assert_eq!(policy.contains("'wasm-unsafe-eval'"), reads_codes, "{}", page.path);
    assert!(page.header("Server").is_none());
}

story! {
    async fn every_kind_of_answer_carries_the_security_headers(world) {
        let mut somebody = world.anonymous();
        let style = somebody.visit("/").await.attribute("link[rel=stylesheet]", "href").expect("a style sheet");
        for (path, status) in [
            ("/", Status::Ok),
            (style.as_str(), Status::Ok),
            ("/account", Status::SeeOther),
            ("/scan?lang=vi", Status::Ok),
            ("/scan/worker.js", Status::Ok),
            ("/no-such-page", Status::NotFound),
            ("/refused/cross-site", Status::Forbidden),
            ("/api/v1/no-such-thing", Status::NotFound),
        ] {
            let page = somebody.send(Method::Get, path, None).await;
            assert_eq!(page.status, status, "{path}");
            has_security_headers(&page);
        }
        let page = somebody.send(Method::Post, "/sign-in", None).await;
        has_security_headers(&page);
    }
}

story! {
    async fn pages_hold_no_inline_script_or_style(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        for path in ["/", "/scan", "/account", "/no-such-page"] {
            let page = mai.visit(path).await;
            assert_eq!(page.all_words_of("script:not([src]), style, [style], [onclick]"), [""; 0], "{path}");
            assert_eq!(page.all_words_of("h1").len(), 1, "{path}");
        }
    }
}

story! {
    async fn what_a_person_saw_is_kept_in_no_cache(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        assert_eq!(mai.visit("/account").await.header("Cache-Control"), Some("private, no-store"));
        assert_eq!(world.anonymous().visit("/").await.header("Cache-Control"), Some("no-cache"));
    }
}

story! {
    async fn the_home_page_sets_no_cookie(world) {
        let mut somebody = world.anonymous();
        assert_eq!(somebody.visit("/").await.header("Set-Cookie"), None);
    }
}

story! {
    async fn the_language_is_chosen_once_and_stays(world) {
        let mut reader = world.anonymous();
        let page = reader.visit("/").await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("vi"));
        let switch = page.attribute("a.switch", "href").expect("a switch");
        let page = reader.visit(&switch).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
        assert_eq!(page.heading(), "Check a certificate or an expert card");
        assert_eq!(reader.visit("/no-such-page").await.heading(), "This page was not found");
        let page = reader.visit("/register?q=a%20b").await;
        let switch = page.attribute("a.switch", "href").expect("a switch");
        assert_eq!(switch, "/register?q=a%20b&lang=vi", "the rest of the address stays");
    }
}

story! {
    async fn what_is_not_there_is_said_with_ways_out(world) {
        let mut somebody = world.anonymous();
        let page = somebody.visit("/no-such-page").await;
        assert_eq!((page.status, page.heading().as_str()), (Status::NotFound, "Không tìm thấy trang này"));
        assert!(page.all_words_of("main a").contains(&"Về trang chủ để tra cứu".to_owned()));
        assert!(page.all_words_of("main a").contains(&"Đăng nhập".to_owned()));
    }
}

story! {
    async fn the_api_answers_with_problems(world) {
        let mut program = world.anonymous();
        let page = program.visit("/api/v1/no-such-thing").await;
        assert_eq!(page.header("Content-Type"), Some("application/problem+json"));
        let problem: serde_json::Value = serde_json::from_str(&page.body).expect("JSON");
        assert_eq!((&problem["status"], &problem["title"]), (&404.into(), &"Not Found".into()));
    }
}

story! {
    async fn a_number_that_is_typed_has_a_page_of_its_own(world) {
        let mut somebody = world.anonymous();
        let page = somebody.visit("/").await;
        let form = somebody.fill(&page, "Tra cứu số này").with("number", " 01/2026/GXN-BKHCN ");
        assert_eq!(form.send().await.path, "/c/01/2026/GXN-BKHCN");
    }
}

story! {
    async fn a_static_file_is_kept_for_a_year_under_the_name_of_its_content(world) {
        let mut somebody = world.anonymous();
        let style = somebody.visit("/").await.attribute("link[rel=stylesheet]", "href").expect("a style sheet");
        let page = somebody.visit(&style).await;
        assert!(page.header("Cache-Control").is_some_and(|value| value.contains("immutable")));
        let tag = page.header("ETag").expect("a tag").to_owned();
        let page = somebody.visit("/static/site.css").await;
        assert_eq!(page.header("Cache-Control"), Some("public, no-cache"));
        let page = somebody.saying("If-None-Match", &tag).visit("/static/site.css").await;
        assert_eq!((page.status, page.body.as_str()), (Status::NotModified, ""));
    }
}

#[rocket::async_test]
async fn under_a_public_host_cookies_and_links_are_https_only() {
    let world = World::with(Kind::Sqlite, |config| config.host = "so.example.vn".to_owned());
    let world = world.await.expect("SQLite is always there");
    let mut somebody = world.anonymous();
    let page = somebody.visit("/sign-in").await;
    assert!(page.header("Strict-Transport-Security").is_some());
    let cookie = page.header("Set-Cookie").expect("a cookie of the visit");
    for part in ["__Host-visit=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[rocket::async_test]
async fn on_this_machine_cookies_go_over_plain_http() {
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let page = world.anonymous().visit("/sign-in").await;
    assert!(page.header("Strict-Transport-Security").is_none());
    let cookie = page.header("Set-Cookie").expect("a cookie of the visit");
    assert!(cookie.starts_with("visit=") && cookie.contains("HttpOnly") && !cookie.contains("Secure"));
}
