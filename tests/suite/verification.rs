//! People who hold a paper in their hand and want to know what it is worth.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use consultant_registry::acts::checks::{Checks, Freshness};
use consultant_registry::acts::standing::{self, SeenPaper, SuspensionOrder};
use consultant_registry::domain::certificate::{RevocationGround, SuspensionGround};
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::Storage;
use rocket::http::{Method, Status};
use rocket::tokio::time::sleep;
use serde_json::Value;

use crate::harness::{NOW, Page, World, story};
use crate::papers::{Order, Press, Printed};

const NUMBER: &str = "01/2026/GXN-BKHCN";
const HOLDER: &str = "Công ty TNHH Đào tạo Đổi Mới";
const ENTERPRISE: &str = "9900000009";
const CARD: &str = "BKHCN-TV-00000017";
const EXPERT: &str = "Trần Đỗ Ái Vy";
const PERSONAL_NUMBER: &str = "001085123456";

async fn press(world: &World) -> Press {
    let press = Press::new(&world.registry.origin, 7);
    press.set_up(&world.registry, "2024-01-01T00:00:00Z".parse().expect("an instant")).await;
    press
}

fn order() -> Order<'static> {
    Order {
        number: NUMBER,
        holder: HOLDER,
        enterprise_code: Some(ENTERPRISE),
        issued_at: "2026-03-02T03:00:00Z".parse().expect("an instant"),
        expires_on: "2029-03-02".parse().expect("a day"),
        index: 100,
        experts: &[(EXPERT, PERSONAL_NUMBER, CARD)],
    }
}

async fn printed(world: &World) -> Printed {
    press(world).await.print(&world.registry, order()).await
}

fn leader() -> Officer {
    let roles = BTreeSet::from([Role::Leader, Role::Intake]);
    let account = AccountId::new(uuid::Uuid::from_u128(2));
    Officer { account, name: "B".to_owned(), issuer: IssuerCode::MINISTRY, roles }
}

/// The path of a QR's link.
fn path(code: &str) -> &str {
    let at = code.find("/V/").expect("a link to a code");
    &code[at..]
}

async fn json(world: &World, path: &str) -> (Status, Value) {
    let page = world.anonymous().send(Method::Get, path, None).await;
    (page.status, serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("not JSON: {}", page.body)))
}

async fn verified(world: &World, code: &str) -> Value {
    let code = path(code).trim_start_matches("/V/");
    let (status, answer) = json(world, &format!("/api/v1/verify/{code}")).await;
    assert_eq!(status, Status::Ok, "{answer}");
    answer
}

fn verdict(answer: &Value) -> String {
    let reason = answer["reason"].as_str().map(|reason| format!(" {reason}")).unwrap_or_default();
    format!("{}{reason}", answer["verdict"].as_str().expect("a verdict"))
}

async fn suspend(world: &World) {
    let order = SuspensionOrder {
        ground: SuspensionGround::CapacityNotKept,
        from: world.registry.clock.today(),
        until: "2027-02-20".parse().expect("a day"),
        remedy: "khắc phục nội bộ".to_owned(),
    };
    let seen = SeenPaper { number: NUMBER, version: 1 };
    standing::suspend(&world.registry, &leader(), seen, order).await.expect("suspended");
}

async fn revoke(world: &World, version: i64) {
    let seen = SeenPaper { number: NUMBER, version };
    let why = (RevocationGround::FalseDossier, "lý do nội bộ");
    standing::revoke(&world.registry, &leader(), seen, why).await.expect("revoked");
}

fn class_of(page: &Page) -> String {
    page.attribute("section.verdict", "class").unwrap_or_default()
}

story! {
    async fn a_valid_code_says_so_in_its_first_line(world) {
        let printed = printed(&world).await;
        let page = world.anonymous().visit(path(&printed.certificate)).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::Ok, "Giấy xác nhận này còn hiệu lực."));
        assert_eq!(class_of(&page), "verdict valid");
        for said in [NUMBER, HOLDER, ENTERPRISE, "02/03/2029", "Bộ Khoa học và Công nghệ", "10:00 ngày 22/11/2026"] {
            assert!(page.says(said), "{said}");
        }
        assert!(page.body.contains("<svg xmlns"), "the QR is shown again");
        let small = world.anonymous().visit(&path(&printed.cards[0]).to_lowercase()).await;
        assert_eq!(small.heading(), "Thẻ này còn hiệu lực.");
        assert!(small.says(EXPERT) && small.says(HOLDER));

        let answer = verified(&world, &printed.cards[0]).await;
        assert_eq!(verdict(&answer), "valid");
        assert_eq!(answer["paper"]["organisation"]["name"], HOLDER);
        assert!(answer["checks"].as_object().expect("checks").values().all(|check| check == "passed"));
        assert_eq!((&answer["as_of"], &answer["register_seq"]), (&Value::from(NOW), &Value::from(2)));
    }
}

story! {
    async fn what_a_leader_decides_is_seen_by_the_next_scan(world) {
        let printed = printed(&world).await;
        assert_eq!(verdict(&verified(&world, &printed.certificate).await), "valid");
        suspend(&world).await;
        assert_eq!(verdict(&verified(&world, &printed.certificate).await), "not_now suspended");
        let card = verified(&world, &printed.cards[0]).await;
        assert_eq!(verdict(&card), "not_now certificate_suspended");
        assert_eq!(card["until"], "2027-02-20");
        revoke(&world, 2).await;
        let answer = verified(&world, &printed.certificate).await;
        assert_eq!(verdict(&answer), "not_valid revoked");
        assert_eq!((&answer["on"], &answer["paper"]["ground"]), (&"2026-11-22".into(), &"c".into()));
        assert_eq!(verdict(&verified(&world, &printed.cards[0]).await), "not_valid certificate_revoked");
        let page = world.anonymous().visit(path(&printed.certificate)).await;
        assert_eq!(page.heading(), "Giấy xác nhận này không có hiệu lực: đã bị thu hồi từ 22/11/2026.");
        assert_eq!((page.status, class_of(&page).as_str()), (Status::Ok, "verdict not-valid"));
    }
}

story! {
    async fn a_returned_card_and_an_expired_paper_are_not_valid(world) {
        let printed = printed(&world).await;
        let seen = SeenPaper { number: CARD, version: 1 };
        let on = "2026-11-20".parse().expect("a day");
        standing::return_card(&world.registry, &leader(), seen, on).await.expect("returned");
        assert_eq!(verdict(&verified(&world, &printed.cards[0]).await), "not_valid returned");
        let (_, certificate) = json(&world, "/api/v1/certificates/01/2026/GXN-BKHCN").await;
        assert_eq!((verdict(&certificate).as_str(), &certificate["paper"]["valid_cards"]), ("valid", &0.into()));

        world.registry.clock.set("2029-03-02T16:59:59Z".parse().expect("an instant"));
        assert_eq!(verdict(&verified(&world, &printed.certificate).await), "valid", "to the last second");
        world.wait(1);
        assert_eq!(verdict(&verified(&world, &printed.certificate).await), "not_valid expired");
    }
}

story! {
    async fn no_altered_letter_makes_a_valid_code(world) {
        let printed = printed(&world).await;
        let code = path(&printed.cards[0]).trim_start_matches("/V/").to_owned();
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        assert!(checks.scan(&code).await.verdict.is_valid());
        let mut altered_count = 0;
        for place in 0..code.len() {
            let mut letters = code.clone().into_bytes();
            letters[place] = if letters[place] == b'A' { b'B' } else { b'A' };
            let check = checks.scan(&String::from_utf8(letters).expect("letters")).await;
            assert!(!check.verdict.is_valid(), "letter {place}");
            assert!(check.paper.is_none(), "letter {place}: nothing is said of a paper that was not proved");
            altered_count += usize::from(check.verdict.reason() == Some("altered"));
        }
        assert!(altered_count > code.len() / 4, "most of a code is signed or signature: {altered_count}");
        let cut = world.anonymous().visit(&format!("/V/{}", &code[..code.len() - 8])).await;
        assert_eq!((cut.status, class_of(&cut).as_str()), (Status::BadRequest, "verdict unchecked"));
    }
}

story! {
    async fn a_rightly_signed_paper_that_nobody_entered_was_never_issued(world) {
        let press = press(&world).await;
        let unentered = press.sign(&Order { index: 5, ..order() });
        assert_eq!(verdict(&verified(&world, &unentered.code).await), "not_valid never_issued");
        press.print(&world.registry, order()).await;
        // The same number and place, signed at another second.
        let twin = press.sign(&Order { issued_at: order().issued_at.plus_seconds(1), ..order() });
        assert_eq!(verdict(&verified(&world, &twin.code).await), "not_valid never_issued");
    }
}

story! {
    async fn the_code_before_a_re_issue_says_that_it_was_replaced(world) {
        let printed = printed(&world).await;
        world.execute("update certificates set paper_version = 1, status_index = 900, code = replace(code, 'V/2', 'V/4')").await;
        world.execute("insert into entry_papers (paper, seq) select number, 1 from certificates").await;
        // Read anew, as another server would.
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        let check = checks.scan(&printed.certificate).await;
        assert_eq!(check.verdict.reason(), Some("replaced"));
    }
}

story! {
    async fn a_code_of_an_unknown_key_could_not_be_checked(world) {
        printed(&world).await;
        let stranger = Press::new(&world.registry.origin, 8).sign(&order());
        let answer = verified(&world, &stranger.code).await;
        assert_eq!(verdict(&answer), "could_not_check unknown_key");
        assert_eq!(answer["checks"]["key"], "failed");
        assert!(answer.get("paper").is_none());
    }
}

story! {
    async fn of_a_compromised_key_only_older_entries_are_good(world) {
        let press = press(&world).await;
        let old = press.print(&world.registry, order()).await;
        assert_eq!(verdict(&verified(&world, &old.certificate).await), "valid");
        let later = Order { number: "02/2026/GXN-BKHCN", index: 300, enterprise_code: Some("9900000017"),
            holder: "Viện Thử", issued_at: "2026-06-01T00:00:00Z".parse().expect("an instant"), experts: &[], ..order() };
        // Signed as if early, entered late.
        let young = press.print(&world.registry, later).await;
        world.execute("update issuer_keys set compromised_at = '2026-04-01T00:00:00Z'").await;
        let checks = Checks::new(world.registry.clone(), Freshness::default());
        assert!(checks.scan(&old.certificate).await.verdict.is_valid());
        let check = checks.scan(&young.certificate).await;
        assert_eq!(check.verdict.reason(), Some("key_compromised"));
        let backdated = press.sign(&Order { number: "03/2026/GXN-BKHCN", index: 400, ..order() });
        assert_eq!(checks.scan(&backdated.code).await.verdict.reason(), Some("never_issued"));
    }
}

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
    async fn nothing_private_stands_in_any_public_answer(world) {
        let printed = printed(&world).await;
        suspend(&world).await;
        let api_code = path(&printed.cards[0]).replace("/V/", "/api/v1/verify/");
        let paths = [
            path(&printed.certificate), path(&printed.cards[0]), &api_code, "/c/01/2026/GXN-BKHCN",
            "/c/BKHCN-TV-00000017", "/register", "/register/9900000009", "/register/experts?q=tran+do",
            "/api/v1/certificates/01/2026/GXN-BKHCN", "/api/v1/cards/BKHCN-TV-00000017",
        ];
        let private = [PERSONAL_NUMBER, "123456", "1985", "04/03", "nội bộ", "khắc phục nội bộ", "00000000-0000"];
        for path in paths {
            let page = world.anonymous().visit(path).await;
            assert_eq!(page.status, Status::Ok, "{path}");
            // The code in the QR's drawing and in links is chance letters.
            for word in private {
                assert!(!page.body.contains(word), "{word} in {path}");
            }
        }
    }
}

story! {
    async fn a_change_by_another_server_is_seen_within_a_second(world) {
        let printed = printed(&world).await;
        let other = Storage::open(&address(&world).await).await.expect("another way in");
        let registry = consultant_registry::acts::Registry { storage: other, ..world.registry.clone() };
        let checks = Checks::new(registry, Freshness::default());
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        revoke(&world, 1).await;
        sleep(Duration::from_millis(500)).await;
        assert_eq!(checks.scan(&printed.certificate).await.verdict.reason(), Some("revoked"));
    }
}

story! {
    async fn without_its_register_nothing_is_valid(world) {
        let printed = printed(&world).await;
        let freshness = Freshness {
            ask_every: Duration::from_millis(20), too_old: Duration::from_millis(60), patience: Duration::from_millis(200),
        };
        let unread = Checks::new(world.registry.clone(), freshness);
        let checks = Arc::new(Checks::new(world.registry.clone(), freshness));
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        world.storage().close().await;
        assert_eq!(unread.scan(&printed.certificate).await.verdict.reason(), Some("status_unavailable"));
        sleep(Duration::from_millis(80)).await;
        let check = checks.scan(&printed.certificate).await;
        assert_eq!(check.verdict.reason(), Some("status_too_old"));
        assert!(check.as_of.is_some() && check.paper.is_none());
        sleep(Duration::from_millis(1100)).await;
        let (status, answer) = json(&world, &path(&printed.certificate).replace("/V/", "/api/v1/verify/")).await;
        assert_eq!((status, verdict(&answer).as_str()), (Status::ServiceUnavailable, "could_not_check status_too_old"));
        let page = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
        assert_eq!((page.status, class_of(&page).as_str()), (Status::ServiceUnavailable, "verdict unchecked"));
    }
}

story! {
    async fn a_register_put_back_to_an_earlier_state_is_read_anew(world) {
        let printed = printed(&world).await;
        let checks = Checks::new(world.registry.clone(), Freshness { ask_every: Duration::ZERO, ..Freshness::default() });
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        if let Storage::Sqlite(pool, _) = world.storage() {
            for statement in [
                "drop trigger entries_refuse_delete", "drop trigger entry_papers_refuse_delete",
                "delete from cards", "delete from certificates", "delete from entry_papers", "delete from entries where seq = 2",
            ] {
                sqlx::query(statement).execute(pool).await.expect("the past is put back");
            }
            assert_eq!(checks.scan(&printed.certificate).await.verdict.reason(), Some("never_issued"));
        }
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

/// The address of the world's database.
async fn address(world: &World) -> String {
    match world.storage() {
        Storage::Sqlite(pool, _) => {
            let (file,): (String,) =
                sqlx::query_as("select file from pragma_database_list where name = 'main'")
                    .fetch_one(pool)
                    .await
                    .expect("the file");
            format!("sqlite:{file}")
        }
        Storage::Postgres(pool, _) => {
            let (name,): (String,) =
                sqlx::query_as("select current_database()::text").fetch_one(pool).await.expect("the name");
            let server = std::env::var("TEST_POSTGRES").expect("it is tested on");
            server.replace("/postgres", &format!("/{name}")).replacen(
                &format!("/{name}://"),
                "postgres://",
                1,
            )
        }
    }
}
