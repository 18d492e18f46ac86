//! The switch of the language loses nothing: not a page, not what was typed.

use consultant_registry::demo::cast;
use consultant_registry::demo::teller::Step;
use consultant_registry::storage::heads::{self, Series};
use rocket::http::{ContentType, Method, Status};

use crate::desk::{acts_on, path, staff};
use crate::harness::{PASSWORD, Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent, organisation};

/// The button below a Vietnamese form.
const ENGLISH: &str = "English (what you typed is kept)";

fn is_english(page: &Page) -> bool {
    page.attribute("html", "lang").as_deref() == Some("en")
}

/// How many acts the audit trail has.
async fn acts(world: &World) -> i64 {
    let mut reading = world.storage().read().await.expect("a reading");
    heads::last(&mut reading, Series::Audit).await.expect("the trail")
}

/// Leaves a form as it is, sends it, and reads what comes of it in English.
async fn then_english(person: &mut Person, page: &Page) -> Page {
    match page.attribute("header a.switch", "href").as_deref() {
        // The form below the switch, or the form that the switch is.
        Some("#switch") => person.press(page, ENGLISH).await,
        None => person.press(page, "English").await,
        Some(address) => {
            assert!(address.starts_with('/'), "{address} on {}", page.path);
            person.visit(address).await
        }
    }
}

story! {
    async fn a_form_of_an_applicant_is_shown_again_as_it_was_typed(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let page = mai.visit("/filing/dossiers/new").await;
        let page = mai.fill(&page, ENGLISH).with("procedure", "new_organisation").send().await;
        assert!(is_english(&page), "{}", page.heading());
        assert_eq!(page.all_words_of(".errors"), [""; 0], "nobody sent it yet");
        let begun = mai.fill(&page, "Begin a dossier").with("issuer", "BKHCN").send().await.path;
        mai.visit("/?lang=vi").await;

        let part = format!("{begun}/parts/organisation");
        let page = mai.visit(&part).await;
        let page = mai.fill(&page, ENGLISH).with("name", "Công ty Chưa Lưu").send().await;
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Công ty Chưa Lưu"));
        assert!(is_english(&page) && page.all_words_of(".errors").is_empty());
        assert!(!mai.visit(&begun).await.says("Công ty Chưa Lưu"), "it was not saved");

        mai.visit("/?lang=vi").await;
        let page = mai.visit(&format!("{begun}/parts/establishment")).await;
        let refused = mai.fill(&page, "Lưu và tiếp tục").with("issued_on", "31/02/2020").send().await;
        assert_eq!(refused.status, Status::UnprocessableEntity);
        let page = mai.fill(&refused, ENGLISH).attach("file", "giay.pdf", b"%PDF-1.7").send().await;
        assert_eq!(page.attribute("#issued_on", "value").as_deref(), Some("31/02/2020"));
        assert!(is_english(&page) && !page.all_words_of(".errors a").is_empty(), "with what is wrong in it");
        assert!(page.says("This could not be kept when the language was changed"), "a file cannot be kept");
    }
}

story! {
    async fn a_password_is_not_shown_again(world) {
        world.applicant("mai@example.vn").await;
        let mut mai = world.anonymous();
        let page = mai.visit("/sign-in?next=%2Faccount").await;
        let filling = mai.fill(&page, ENGLISH).with("email", "mai@example.vn").with("password", PASSWORD);
        let page = filling.send().await;
        assert_eq!(page.attribute("#email", "value").as_deref(), Some("mai@example.vn"));
        assert!(is_english(&page) && !page.body.contains(PASSWORD) && page.says("This could not be kept"));
        let page = mai.fill(&page, "Sign in").with("password", PASSWORD).send().await;
        assert_eq!(page.path, "/account", "and on to where they wanted to be");
    }
}

story! {
    async fn every_form_of_the_desk_is_shown_again_and_does_nothing(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = [Step::Write, Step::Submit, Step::Receive];
        let lapse = rehearsal.brought(independent(1), &[&received[..], &[Step::RequestSupplement("Ảnh")]].concat()).await;
        world.wait(40 * 86_400);
        let under_way = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp];
        let on_site = [&under_way[..], &[Step::OrderOnSite("Cần xem")]].concat();
        let open = rehearsal.brought(independent(2), &under_way).await;
        let ready = rehearsal.brought(independent(3), &[&under_way[..], &[Step::Judge { except: 0 }]].concat()).await;
        let visited = rehearsal.brought(independent(4), &on_site).await;
        let fresh = rehearsal.brought(independent(5), &received).await;
        let proposed = rehearsal.proposed(organisation(0, 10..15)).await;
        for (user, story, button, field) in [
            ("tiepnhan", &fresh, "Đề nghị bổ sung hồ sơ", "items"),
            ("thamxet1", &open, "Quyết định đánh giá thực tế", "on_site_reason"),
            ("thamxet1", &visited, "Ghi biên bản", "summary"),
            ("thamxet1", &ready, "Trình lãnh đạo", "reasons"),
            ("lanhdao1", &proposed, "Trả lại để thẩm xét", "back_reasons"),
            ("tiepnhan", &lapse, "Hủy hồ sơ", "cancel_reasons"),
        ] {
            let mut officer = staff(&world, &format!("{user}@bkhcn")).await;
            let last_look = if field == "cancel_reasons" { "/cancellation" } else { "" };
            let page = officer.visit(&format!("{}{last_look}", path(story))).await;
            let labels = page.buttons();
            let button = labels.iter().find(|label| label.starts_with(button)).unwrap_or_else(|| panic!("{button}: {labels:?}"));
            let refused = officer.fill(&page, button).with(field, " ").send().await;
            assert_eq!(refused.status, Status::UnprocessableEntity, "{button}");
            let before = acts(&world).await;
            let page = then_english(&mut officer, &refused).await;
            assert!(is_english(&page) && page.attribute(".errors a", "href") == Some(format!("#{field}")), "{button}");
            assert_eq!(acts(&world).await, before, "{button}: nothing was done");
            officer.visit("/?lang=vi").await;
        }
    }
}

story! {
    signing async fn the_forms_of_papers_and_of_the_office_keep_what_was_typed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut proposed = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut proposed, Step::Approve).await.expect("approved");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let before = acts(&world).await;
        let page = leader.visit("/desk/certificates/01-2026-GXN-BKHCN/suspension").await;
        let page = leader.fill(&page, ENGLISH).with("remedy", "Bổ sung").with("ground", "c").send().await;
        assert!(is_english(&page) && page.words_of("#remedy") == "Bổ sung");
        leader.visit("/?lang=vi").await;
        let page = leader.visit("/desk/certificates/01-2026-GXN-BKHCN/revocation").await;
        let typed = [("ground", "a"), ("reasons", "Vì sao")];
        let filling = leader.fill(&page, ENGLISH);
        let page = typed.iter().fold(filling, |filling, (name, value)| filling.with(name, value)).send().await;
        assert!(is_english(&page) && page.words_of("#reasons") == "Vì sao", "all was typed, and nothing proposed");
        assert_eq!(acts_on(&world, "01/2026/GXN-BKHCN").await, [""; 0]);

        let mut administrator = staff(&world, "quantri@bkhcn").await;
        let before = acts(&world).await - before;
        for (place, field) in [("/desk/calendar", "name"), ("/desk/profile", "place"), ("/desk/staff", "email")] {
            let page = administrator.visit(place).await;
            let before = acts(&world).await;
            let page = administrator.fill(&page, ENGLISH).with(field, "đã gõ").send().await;
            assert_eq!(page.attribute(&format!("#{field}"), "value").as_deref(), Some("đã gõ"), "{place}");
            assert!(is_english(&page) && acts(&world).await == before, "{place}");
            administrator.visit("/?lang=vi").await;
        }
        assert!(before <= 1, "signing in is an act, changing the language none");
    }
}

story! {
    async fn at_no_address_that_takes_a_form_is_anything_done_or_lost_by_the_switch(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &[Step::Write, Step::Submit, Step::Receive]).await;
        let id = received.dossier.as_ref().expect("a dossier").id.to_string();
        let mut tried = 0;
        for user in ["tiepnhan@bkhcn", "quantri@bkhcn", ""] {
            let mut person = if user.is_empty() {
                let mut applicant = world.anonymous();
                applicant.sign_in("a@example.test", cast::PASSWORD).await;
                applicant
            } else {
                staff(&world, user).await
            };
            let token = person.visit("/account").await.attribute("input[name=csrf]", "value").expect("a form");
            for (method, route) in world.routes() {
                if method != Method::Post || route.contains("/api/") || route.contains("<_..>") || route.contains('?') {
                    continue;
                }
                let address = route.replace("<id>", &id).replace("<number>", "01-2026-GXN-BKHCN");
                let address = address.replace("<paper>", &id).replace("<procedure>", "additional_cards").replace("<place..>", "organisation").replace("<leaf..>", "organisation");
                let address = address.replace("<account>", &id).replace("<link>", "x").replace("<year>", "2028").replace("<family>", "central-2014");
                let address = address.replace("<which>", "revocation").replace("<end>", "refusal").replace("<noun>", "dossiers").replace("<subject>", &id);
                let before = acts(&world).await;
                let body = format!("csrf={token}&name=typed&version=1&reasons=typed&account={id}&role=leader");
                let sent = Some((ContentType::Form, body.into_bytes()));
                let page = person.send(Method::Post, &format!("{address}?again=told&lang=en"), sent).await;
                assert_eq!(acts(&world).await, before, "{address} acted");
                assert!(!page.status.class().is_server_error(), "{address}: {}", page.status);
                if page.header("Location").is_none() && !page.body.is_empty() {
                    assert!(is_english(&page), "{address}");
                    let back = page.attribute("header a.switch", "href").unwrap_or_else(|| "#switch".to_owned());
                    assert!(back.starts_with("#switch") || person.visit(&back).await.status == Status::Ok, "{address}: {back}");
                }
                tried += 1;
                person.visit("/?lang=vi").await;
            }
            assert!(person.visit("/account").await.heading() == "Tài khoản", "nobody was signed out");
        }
        assert!(tried > 60, "the routes were found: {tried}");
    }
}
