//! Questions about a day: honoured, or refused.

use rocket::http::Status;
use serde_json::Value;

use super::{CARD, NUMBER, class_of, json, path, printed, suspend, verdict};
use crate::harness::story;

story! {
    async fn every_question_honours_the_day_or_refuses_it(world) {
        let printed = printed(&world).await;
        suspend(&world).await;
        world.wait(86_400);
        let code = path(&printed.certificate).trim_start_matches("/V/").to_owned();
        let questions = [format!("certificates/{NUMBER}"), format!("cards/{CARD}"), format!("verify/{code}")];
        for question in &questions {
            let is_card = question.starts_with("cards");
            let suspended = if is_card { "not_now certificate_suspended" } else { "not_now suspended" };
            for (on, expected) in [
                ("2026-03-01", "not_now not_yet_in_force"),
                ("2026-03-02", "valid"),
                ("2026-11-21", "valid"),
                ("2026-11-22", suspended),
                ("2026-11-23", suspended),
                ("", suspended),
            ] {
                let (status, answer) = json(&world, &format!("/api/v1/{question}?on={on}")).await;
                assert_eq!((status, verdict(&answer).as_str()), (Status::Ok, expected), "{question} {on}");
                if !on.is_empty() {
                    assert_eq!(answer["checked_on"], on);
                }
            }
            for on in ["22/11/2026", "22-11-2026", "22.11.2026"] {
                let (status, answer) = json(&world, &format!("/api/v1/{question}?on={on}")).await;
                assert_eq!((status, verdict(&answer).as_str()), (Status::Ok, suspended), "{question} {on}");
                assert_eq!(answer["checked_on"], "2026-11-22");
            }
            for (on, why) in [("2026-11-24", "day_to_come"), ("31/02/2026", "not_a_day"), ("22/11/26", "not_a_day"), ("x", "not_a_day")] {
                let (status, answer) = json(&world, &format!("/api/v1/{question}?on={on}")).await;
                assert_eq!((status, &answer["not_asked"]), (Status::BadRequest, &why.into()), "{question} {on}");
                assert_eq!((&answer["type"], &answer["verdict"]), (&"/api#day".into(), &"could_not_check".into()));
            }
        }
    }
}

story! {
    async fn a_page_of_another_day_says_which(world) {
        let printed = printed(&world).await;
        world.wait(86_400);
        for page in ["/c/1-2026-gxn-bkhcn", "/look-up?number=1-2026-gxn-bkhcn", path(&printed.certificate)] {
            let joined = if page.contains('?') { '&' } else { '?' };
            let page = |on: &str| format!("{page}{joined}on={on}");
            let before = world.anonymous().visit(&page("2026-03-01")).await;
            assert_eq!(class_of(&before), "verdict not-now", "{}", before.path);
            assert!(before.heading().starts_with("Vào ngày 01/03/2026: Giấy xác nhận này chưa dùng được"), "{}", before.heading());
            let english = world.anonymous().visit(&format!("{}&lang=en", page("01/03/2026"))).await;
            assert!(english.heading().starts_with("On 1 March 2026: This certificate could not be used: "), "{}", english.heading());
            let then = world.anonymous().visit(&page("2026-05-01")).await;
            assert_eq!(then.heading(), "Vào ngày 01/05/2026: Giấy xác nhận này còn hiệu lực.");
            for typed in ["01/05/2026", "1-5-2026"] {
                let same = world.anonymous().visit(&page(typed)).await;
                assert_eq!((same.status, same.heading()), (then.status, then.heading()), "{typed}");
            }
            let today = world.anonymous().visit(&page("2026-11-23")).await;
            assert_eq!(today.heading(), "Giấy xác nhận này còn hiệu lực.");
            let refused = world.anonymous().visit(&page("2026-11-24")).await;
            assert_eq!((refused.status, class_of(&refused).as_str()), (Status::BadRequest, "verdict unchecked"));
            assert!(refused.heading().contains("ngày cần kiểm tra chưa đến"), "{}", refused.heading());
        }
    }
}

story! {
    async fn the_description_names_the_day_where_it_counts(world) {
        let page = world.anonymous().visit("/api/v1/openapi.json").await;
        let described: Value = serde_json::from_str(&page.body).expect("JSON");
        for path in ["verify/{code}", "certificates/{number}", "cards/{number}", "certificates/{number}/status", "cards/{number}/status"] {
            let get = &described["paths"][format!("/api/v1/{path}")]["get"];
            let names: Vec<&Value> = get["parameters"].as_array().expect("parameters").iter().map(|of| &of["name"]).collect();
            assert!(names.contains(&&"on".into()), "{path}: {names:?}");
            assert!(get["responses"].get("400").is_some(), "{path}");
        }
    }
}
