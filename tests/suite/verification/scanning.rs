//! Codes that were scanned.

use super::{
    CARD, ENTERPRISE, EXPERT, HOLDER, NUMBER, PERSONAL_NUMBER, class_of, json, order, path, press, printed,
    revoke, suspend, verdict, verified,
};
use crate::by_two::leader;
use crate::harness::{NOW, story};
use crate::papers::{Order, Press};
use consultant_registry::acts::standing::{self, SeenPaper};
use consultant_registry::verification::{Checks, Freshness};
use rocket::http::Status;
use serde_json::Value;

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
        revoke(&world).await;
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
