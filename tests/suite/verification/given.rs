//! What people paste, in the look-up field, behind `/V/` and in the interface
//! for programs.

#[path = "../../given/table.rs"]
mod table;

use super::{class_of, json, path, printed, verdict};
use crate::harness::story;
use rocket::http::{RawStr, Status};

/// The class of the page's verdict, and whether it warns of another host.
fn expected_of(expected: &str) -> (&'static str, bool) {
    match expected {
        "valid" => ("verdict valid", false),
        "other_host" => ("verdict valid", true),
        "altered" => ("verdict not-valid", false),
        _ => ("verdict unchecked", false),
    }
}

story! {
    async fn whatever_is_pasted_has_the_same_answer_in_the_field_and_in_the_interface(world) {
        let printed = printed(&world).await;
        for given in table::given_texts(&printed.certificate) {
            let pasted = RawStr::new(&given.text).percent_encode();
            let (status, answer) = json(&world, &format!("/api/v1/verify/{pasted}")).await;
            let (class, of_other_host) = expected_of(&given.expected);
            match class {
                "verdict valid" => assert_eq!(verdict(&answer), "valid", "{given:?}"),
                "verdict not-valid" => assert_eq!(verdict(&answer), "not_valid altered", "{given:?}"),
                _ => {
                    assert_eq!((status, &answer["refused"]), (Status::BadRequest, &given.expected.as_str().into()), "{given:?}");
                }
            }
            assert_eq!(answer.get("other_host").is_some(), of_other_host, "{given:?}");
            if given.name == "words" {
                continue; // These are a name to be searched for.
            }
            let page = world.anonymous().visit(&format!("/look-up?number={pasted}")).await;
            assert_eq!(class_of(&page), class, "{given:?}");
            assert_eq!(page.body.contains("role=\"alert\""), of_other_host, "{given:?}");
        }
    }
}

story! {
    async fn a_link_with_something_appended_opens_its_page(world) {
        let printed = printed(&world).await;
        let link = path(&printed.certificate);
        for appended in ["", ".", ")", "/", "%22", "%E2%80%9D", "?zarsrc=30", ",", "%0A"] {
            let page = world.anonymous().visit(&format!("{link}{appended}")).await;
            assert_eq!(class_of(&page), "verdict valid", "{appended}");
        }
        let page = world.anonymous().visit(&link[..link.len() / 2]).await;
        assert_eq!((page.status, page.heading().as_str()), (Status::BadRequest, "Chưa kiểm tra được: mã bị thiếu một phần."));
        assert!(page.says("Hãy chép lại trọn vẹn"));
        let page = world.anonymous().visit("/V/MENU?lang=en").await;
        assert_eq!(page.heading(), "Could not check: this is not the code of a certificate or a card.");
    }
}

story! {
    async fn a_link_to_a_page_of_ours_leads_there(world) {
        printed(&world).await;
        for pasted in [
            "http://localhost:8000/c/01-2026-GXN-BKHCN",
            "localhost:8000/c/01/2026/GXN-BKHCN.",
            "Xem (http://localhost:8000/c/01-2026-GXN-BKHCN?fbclid=x)",
        ] {
            let page = world.anonymous().visit(&format!("/look-up?number={}", RawStr::new(pasted).percent_encode())).await;
            assert_eq!((page.path.as_str(), page.status), ("/c/01/2026/GXN-BKHCN", Status::Ok), "{pasted}");
        }
        let page = world.anonymous().visit("/look-up?number=localhost:8000/T/BKHCN-261122-0001-ABCD-EFGH-IJKL-MNOP.").await;
        assert_eq!(page.path, "/T/BKHCN-261122-0001-ABCD-EFGH-IJKL-MNOP");
        let page = world.anonymous().visit("/look-up?number=https://evil.example/c/01-2026-GXN-BKHCN").await;
        assert_eq!((page.status, class_of(&page).as_str()), (Status::BadRequest, "verdict unchecked"));
    }
}
