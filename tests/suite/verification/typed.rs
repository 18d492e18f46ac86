//! What people type for a number: labels, look-alikes, links, names, codes.

use rocket::http::{RawStr, Status};
use serde_json::Value;

use super::{EXPERT, HOLDER, NUMBER, class_of, json, order, path, press, verdict};
use crate::harness::{Page, World, story};
use crate::papers::{Order, Printed};

/// A card with the check digit that its number should have.
const CARD: &str = "BKHCN-TV-00000255";

async fn printed(world: &World) -> Printed {
    let experts = [(EXPERT, super::PERSONAL_NUMBER, CARD)];
    press(world).await.print(&world.registry, Order { experts: &experts, ..order() }).await
}

async fn typed(world: &World, text: &str) -> Page {
    world.anonymous().visit(&format!("/look-up?number={}", RawStr::new(text).percent_encode())).await
}

async fn asked(world: &World, kind: &str, text: &str) -> (Status, Value) {
    json(world, &format!("/api/v1/{kind}/{}", RawStr::new(text).percent_encode())).await
}

fn table() -> Vec<Value> {
    let table: Value =
        serde_json::from_str(include_str!("../../given/numbers.json")).expect("the table is JSON");
    table.as_array().expect("a list").clone()
}

story! {
    async fn whatever_names_a_paper_leads_to_it_in_the_field_and_in_the_interface(world) {
        printed(&world).await;
        for row in table() {
            let (text, is) = (row["text"].as_str().expect("a text"), row["is"].as_str().expect("a kind"));
            let (kind, path) = match is {
                "certificate" | "page" => ("certificates", "/c/01/2026/GXN-BKHCN"),
                "card" => ("cards", "/c/BKHCN-TV-00000255"),
                _ => continue,
            };
            let page = typed(&world, text).await;
            assert_eq!((page.path.as_str(), class_of(&page).as_str()), (path, "verdict valid"), "{text}");
            let page = world.anonymous().visit(&format!("/c/{}", RawStr::new(text).percent_encode())).await;
            assert_eq!((page.status, class_of(&page).as_str()), (Status::Ok, "verdict valid"), "{text}");
            let (status, answer) = asked(&world, kind, text).await;
            assert_eq!((status, verdict(&answer).as_str()), (Status::Ok, "valid"), "{text}: {answer}");
        }
    }
}

story! {
    async fn what_is_no_number_is_never_called_not_valid(world) {
        printed(&world).await;
        for row in table() {
            let (text, is) = (row["text"].as_str().expect("a text"), row["is"].as_str().expect("a kind"));
            if ["certificate", "page", "card"].contains(&is) {
                continue;
            }
            let page = typed(&world, text).await;
            assert_ne!(class_of(&page), "verdict not-valid", "{text}: {}", page.heading());
            assert!(!page.says("chưa từng được cấp"), "{text}");
            let (status, answer) = asked(&world, "certificates", text).await;
            assert_eq!((status, answer["verdict"].as_str()), (Status::BadRequest, Some("could_not_check")), "{text}");
            assert_eq!(answer["type"], "/api#not_a_number", "{text}");
            let expected = match is {
                "nothing" => "unknown",
                "dossier" => "dossier_number",
                "enterprise" => "enterprise_code",
                other => other,
            };
            assert_eq!(answer["not_asked"], expected, "{text}");
        }
    }
}

story! {
    async fn what_else_was_typed_leads_where_it_is_asked_about(world) {
        printed(&world).await;
        let page = typed(&world, "Mã số doanh nghiệp: 9900000009-001").await;
        assert_eq!(page.path, "/register/9900000009");
        assert!(page.says(HOLDER));
        let page = typed(&world, "0101234567").await;
        assert_eq!(page.status, Status::NotFound);
        assert!(page.says("không có tổ chức nào mang mã số này"), "{}", page.words_of("main"));
        let page = typed(&world, "Đổi Mới").await;
        assert!(page.path.starts_with("/register?q=") && page.says(HOLDER), "{}", page.path);
        let page = typed(&world, EXPERT).await;
        assert!(page.path.starts_with("/register/experts?q=") && page.says(CARD), "{}", page.path);
        let page = typed(&world, "QUATEST 3").await;
        assert!(page.path.starts_with("/register?q="), "nobody is called so: {}", page.path);
        let page = typed(&world, "Lê Thị Không Có").await;
        assert!(page.path.starts_with("/register/experts"), "a name of nobody: {}", page.path);
        assert!(page.attribute("main a[href^='/register?q=']", "href").is_some(), "and back to organisations");
        for search in ["/register", "/register/experts"] {
            let page = world.anonymous().visit(&format!("{search}?q=so%20the%20bkhcn-tv-255")).await;
            let address = page.attribute("main a[href^='/look-up']", "href").expect("a way to the number");
            assert_eq!(world.anonymous().visit(&address).await.path, "/c/BKHCN-TV-00000255", "{search}");
        }
        let page = typed(&world, "Hồ sơ số BKHCN-261129-0001").await;
        assert_eq!(page.heading(), "Chưa kiểm tra được: đây là số hồ sơ, không phải số giấy xác nhận hay số thẻ.");
        assert!(page.says("quét mã QR trên giấy tiếp nhận hồ sơ"));
        let page = typed(&world, "BKHCN-261129-0001-ABCD-EFGH-IJKL-MNOP").await;
        assert_eq!(page.path, "/T/BKHCN-261129-0001-ABCD-EFGH-IJKL-MNOP");
        let page = typed(&world, "001085123456").await;
        assert!(page.heading().contains("số định danh cá nhân"), "{}", page.heading());
        assert!(!page.body.split("<main").nth(1).expect("the page's own part").contains("001085123456"));
    }
}

story! {
    async fn never_issued_is_said_of_exact_numbers_alone(world) {
        printed(&world).await;
        let page = typed(&world, "Giấy xác nhận số 99/2026/gxn-bkhcn").await;
        assert_eq!((page.path.as_str(), page.status), ("/c/99/2026/GXN-BKHCN", Status::NotFound));
        assert!(page.heading().starts_with("Số 99/2026/GXN-BKHCN không có hiệu lực: chưa từng được cấp"), "{}", page.heading());
        for (text, said) in [
            ("9O/2026/GXN-BKHCN", "được đọc là 90/2026/GXN-BKHCN, sổ đăng ký không có số này"),
            ("BKHCN-TV-00000256", "BKHCN-TV-00000256 không phải số thẻ, vì chữ số kiểm tra ở cuối không khớp"),
            ("TV-00000101", "thiếu ký hiệu cơ quan cấp"),
        ] {
            let page = typed(&world, text).await;
            assert_eq!((page.status, class_of(&page).as_str()), (Status::BadRequest, "verdict unchecked"), "{text}");
            assert!(page.heading().contains(said), "{text}: {}", page.heading());
            assert!(page.says("Có thể thử"), "{text}");
        }
        let (status, answer) = asked(&world, "certificates", CARD).await;
        assert_eq!((status, &answer["not_asked"], &answer["see"][0]), (Status::BadRequest, &"card_number".into(), &"/c/BKHCN-TV-00000255".into()));
        let (_, answer) = asked(&world, "cards", NUMBER).await;
        assert_eq!(answer["not_asked"], "certificate_number");
        let (_, answer) = asked(&world, "cards", "BKHCN-TV-00000256").await;
        assert_eq!((&answer["not_asked"], &answer["read_as"][0]), (&"check_digit".into(), &"BKHCN-TV-00000256".into()));
        let (status, problem) = json(&world, "/api/v1/certificates/9900000009/status").await;
        assert_eq!((status, problem["status"].as_u64()), (Status::BadRequest, Some(400)));
    }
}

story! {
    async fn several_numbers_are_answered_together(world) {
        printed(&world).await;
        let text = "01/2026/GXN-BKHCN và BKHCN-TV-255 Trần Đỗ Ái Vy; 99/2026/GXN-BKHCN, BKHCN-261129-0001, MST 9900000009";
        let page = typed(&world, text).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::Ok, "Kết quả kiểm tra 5 số"));
        let rows = page.all_words_of("tbody tr");
        let expected = [
            format!("{NUMBER} {HOLDER} Còn hiệu lực"),
            format!("{CARD} {EXPERT} Còn hiệu lực"),
            "99/2026/GXN-BKHCN – Chưa từng được cấp".to_owned(),
            "BKHCN-261129-0001 – Số hồ sơ".to_owned(),
            "9900000009 – Mã số doanh nghiệp".to_owned(),
        ];
        for (row, expected) in rows.iter().zip(&expected) {
            assert_eq!(row.split_whitespace().collect::<Vec<_>>().join(" "), *expected);
        }
        assert_eq!(rows.len(), expected.len());
        assert_eq!(page.all_attributes("tbody a", "href")[..2], ["/c/01/2026/GXN-BKHCN", "/c/BKHCN-TV-00000255"]);
        let (status, answer) = asked(&world, "certificates", text).await;
        assert_eq!((status, &answer["not_asked"]), (Status::BadRequest, &"several".into()));
        assert_eq!(answer["read_as"].as_array().map(Vec::len), Some(5));
        let many: Vec<String> = (1..=60).map(|nth| format!("{nth}/2026/GXN-BKHCN")).collect();
        let page = typed(&world, &many.join(" ")).await;
        assert_eq!(page.all_words_of("tbody tr").len(), 40);
        assert!(page.says("Mỗi lần chỉ trả lời được 40"), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_typed_number_is_checked_as_well_as_a_scanned_code(world) {
        let printed = printed(&world).await;
        let page = typed(&world, NUMBER).await;
        assert_eq!(page.all_words_of(".tasks .tag"), ["đạt"; 5], "{}", page.words_of("main"));
        let (_, answer) = json(&world, "/api/v1/cards/BKHCN-TV-00000255").await;
        assert_eq!((&answer["checks"]["signature"], &answer["checks"]["key"]), (&"passed".into(), &"passed".into()));
        assert!(!page.body.contains("class=\"qr\""), "who typed a number is not given its QR");
        let scanned = world.anonymous().visit(path(&printed.certificate)).await;
        assert!(scanned.body.contains("class=\"qr\""));
        assert_eq!(scanned.all_words_of(".tasks .tag"), ["đạt"; 5]);
    }
}
