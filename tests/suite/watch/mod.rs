//! What holders must keep up: it is right on every page at once, and noted and
//! told once.

mod load;
mod reports;

use consultant_registry::acts::watch::{self, keep_watching};
use consultant_registry::demo::firms::firm;
use consultant_registry::domain::job::Job;
use consultant_registry::jobs;
use consultant_registry::storage::{jobs as queue, qms};
use rocket::http::Status;
use rocket::tokio::time::{Duration, sleep};
use serde_json::Value;

use crate::desk::{acts_on, staff};
use crate::filing::submit;
use crate::harness::{Page, Person, World, story};
use crate::inspection::findings;
use crate::rehearsal::{Rehearsal, independent, organisation};
use crate::reissue::{additional, approved, holder, issued, proposed};

pub(crate) const NUMBER: &str = "01/2026/GXN-BKHCN";
const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";
const OWN: &str = "/filing/certificates/01-2026-GXN-BKHCN";
const API: &str = "/api/v1/certificates/01-2026-GXN-BKHCN/conditions";
const DAY: i64 = 86_400;

/// The watch of this day, done by whichever server comes to it, where there is
/// something to note.
pub(crate) async fn watched(world: &World) {
    keep_watching(&world.registry).await.expect("ordered");
    let key = jobs::key(&Job::Watch { day: world.registry.clock.today() });
    for _ in 0..3_000 {
        let mut reading = world.storage().read().await.expect("a reading");
        let Some(found) = queue::find(&mut reading, &key).await.expect("read") else { return };
        assert_eq!(found.dead_at, None, "it was not given up");
        if found.done_at.is_some() {
            return;
        }
        drop(reading);
        sleep(Duration::from_millis(20)).await;
    }
    panic!("nobody watched");
}

/// Moves the clock to the morning of this day.
pub(crate) fn morning(world: &World, day: &str) {
    let day: consultant_registry::dates::Day = day.parse().expect("a day");
    world.registry.clock.set(day.starts_at().plus_seconds(9 * 3_600));
}

/// The alerts and their ends in the audit trail of the certificate.
async fn noted(world: &World) -> Vec<String> {
    acts_on(world, NUMBER).await.into_iter().filter(|act| act.starts_with("standing_")).collect()
}

/// What everyone is told of a condition: whether it holds, and since when.
async fn public(world: &World, condition: &str) -> (Option<bool>, String) {
    let page = world.anonymous().visit(API).await;
    assert_eq!(page.status, Status::Ok, "{}", page.body);
    let answer: Value = serde_json::from_str(&page.body).expect("JSON");
    let all = answer["conditions"].as_array().expect("the five");
    assert_eq!(all.len(), 5);
    let one = all.iter().find(|one| one["condition"] == condition).expect("it");
    (one["holds"].as_bool(), one["since"].as_str().unwrap_or_default().to_owned())
}

/// The rows of the list of what does not hold.
async fn listed(officer: &mut Person, query: &str) -> Vec<String> {
    officer.visit(&format!("/desk/standing{query}")).await.all_words_of("tbody tr")
}

/// Records that the holder of the first card left on a day.
async fn returned(world: &World, on: &str) {
    let mut intake = staff(world, "tiepnhan@bkhcn").await;
    let page = intake.visit(DESK).await;
    let path = page.attribute("a[href$='/return']", "href").expect("a card to return");
    let form = intake.visit(&path).await;
    let done = intake.fill(&form, "Ghi nhận trả lại thẻ").with("on", on).send().await;
    assert!(done.words_of(".errors").is_empty(), "{}", done.words_of("main"));
}

fn of_condition(page: &Page, words: &str) -> String {
    let all = page.all_words_of("#conditions + ul li");
    all.into_iter()
        .find(|line| line.contains(words))
        .unwrap_or_else(|| panic!("no {words}: {}", page.words_of("main")))
}

story! {
    signing async fn five_become_four_by_a_departure_and_five_again_by_a_new_card(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        assert_eq!(public(&world, "experts").await, (Some(true), "2026-11-22".to_owned()));
        morning(&world, "2026-12-12");
        watched(&world).await;
        assert!(noted(&world).await.is_empty(), "all holds");
        returned(&world, "2026-12-10").await;
        // Nothing has run since: every page says so all the same.
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let line = of_condition(&intake.visit(DESK).await, "Đủ chuyên gia có thẻ");
        assert!(line.contains("Không được duy trì từ 10/12/2026") && line.contains("4 chuyên gia có thẻ còn hiệu lực, cần ít nhất 5"), "{line}");
        assert!(line.contains("Chờ tổ chức, chuyên gia khắc phục đến hết 11/01/2027"), "{line}");
        let rows = listed(&mut intake, "").await;
        assert!(rows.len() == 1 && rows[0].contains("10/12/2026") && rows[0].contains(NUMBER), "{rows:?}");
        assert_eq!(listed(&mut intake, "?condition=experts").await.len(), 1);
        assert!(listed(&mut intake, "?condition=report").await.is_empty());
        assert_eq!(public(&world, "experts").await, (Some(false), "2026-12-10".to_owned()));
        let code = firm(0).enterprise_code;
        let page = world.anonymous().visit(&format!("/register/{code}")).await;
        let said = page.all_words_of("ul.tasks li");
        assert!(said.len() == 5 && said.iter().any(|line| line.contains("Đủ chuyên gia") && line.contains("Không từ 10/12/2026")), "{said:?}");
        let verdict = world.anonymous().visit("/c/01-2026-GXN-BKHCN").await;
        assert!(verdict.heading().contains("còn hiệu lực"), "the certificate itself stays valid");
        let page = holder(&world).await.visit(OWN).await;
        assert!(page.words_of("#conditions").contains("Hãy khắc phục trước khi hết ngày 11/01/2027"), "{}", page.words_of("main"));

        // Noted on the next day that somebody watches, once, whoever watches how often.
        let other = world.another_server().await;
        for day in ["2026-12-13", "2026-12-14"] {
            morning(&world, day);
            for server in [&world, &other, &world] {
                watched(server).await;
            }
            assert_eq!(noted(&world).await, ["standing_alert"], "{day}");
        }
        let mut looker = holder(&world).await;
        let dossier = additional(&mut looker, [5]).await;
        submit(&mut looker, &dossier).await;
        proposed(&world, &dossier, &["experts-0-E5"]).await;
        approved(&world, &dossier).await;
        assert_eq!(public(&world, "experts").await, (Some(true), "2026-12-14".to_owned()));
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert!(listed(&mut intake, "").await.is_empty());
        morning(&world, "2026-12-15");
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert", "standing_regained"]);
        morning(&world, "2026-12-16");
        watched(&other).await;
        assert_eq!(noted(&world).await.len(), 2, "and once");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn a_qms_certificate_lapses_at_midnight_and_after_the_grace_a_suspension_is_proposed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        let last = {
            let mut reading = world.storage().read().await.expect("a reading");
            qms::of_certificate(&mut reading, NUMBER).await.expect("read").rows.remove(0).valid_to
        };
        world.registry.clock.set(last.ends_before().plus_seconds(-1));
        assert_eq!(public(&world, "qms_certificate").await.0, Some(true));
        world.wait(1);
        let since = last.plus_days(1);
        assert_eq!(public(&world, "qms_certificate").await, (Some(false), since.to_string()));
        // Of 2027 nobody made a report either; this is about the other.
        morning(&world, &since.plus_days(5).to_string());
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert", "standing_alert"]);
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let rows = listed(&mut appraiser, "?condition=qms_certificate").await;
        assert!(rows.len() == 1 && rows[0].contains("Chờ tổ chức, chuyên gia khắc phục"), "{rows:?}");
        morning(&world, &since.plus_days(40).to_string());
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit("/desk/standing?condition=qms_certificate").await;
        assert!(page.attribute("td a[href*='/suspension']", "href").is_none(), "not the auditor's to propose");
        let mut appraiser = staff(&world, "thamxet1@bkhcn").await;
        let page = appraiser.visit("/desk/standing?condition=qms_certificate").await;
        let form = appraiser.visit(&page.attribute("td a[href*='/suspension']", "href").expect("a way on")).await;
        assert!(form.words_of("#reasons").contains("Không duy trì điều kiện “Chứng chỉ hệ thống quản lý chất lượng"), "{}", form.words_of("main"));
        assert!(form.words_of("#reasons").contains("điểm b khoản 2 Điều 7 Quyết định 19/2014/QĐ-TTg"), "{}", form.words_of("#reasons"));
        assert_eq!(form.attribute("input[name=ground][checked]", "value").as_deref(), Some("c"));
        let done = appraiser.press(&form, "Đề xuất đình chỉ").await;
        assert!(done.words_of(".errors").is_empty(), "{}", done.words_of("main"));
        let rows = listed(&mut appraiser, "?condition=qms_certificate").await;
        assert!(rows[0].contains("Đã có đề xuất chờ quyết định"), "{rows:?}");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn what_is_told_is_told_of_its_own_office_and_never_of_people(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        issued(&rehearsal, organisation(0, 0..5)).await;
        issued(&rehearsal, independent(7)).await;
        morning(&world, "2026-12-12");
        returned(&world, "2026-12-10").await;
        let mut elsewhere = staff(&world, "lanhdao@gialai").await;
        assert!(listed(&mut elsewhere, "").await.is_empty());
        let of_nobody = world.anonymous().visit("/api/v1/certificates/02-2026-GXN-BKHCN/conditions").await;
        assert_eq!(of_nobody.status, Status::NotFound, "an independent consultant has no five conditions");
        let never = world.anonymous().visit("/api/v1/certificates/99-2026-GXN-BKHCN/conditions").await;
        assert_eq!(never.status, Status::NotFound);
        let described = world.anonymous().visit("/api/v1/openapi.json").await;
        assert!(described.body.contains("/api/v1/certificates/{number}/conditions"));
        let code = firm(0).enterprise_code;
        for place in [API.to_owned(), format!("/register/{code}")] {
            let page = world.anonymous().visit(&place).await;
            for expert in organisation(0, 0..5).people {
                assert!(!page.body.contains(&expert.name), "{place}: {}", expert.name);
            }
        }
        // A key or a word that is none of ours is a list from its beginning.
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        for query in ["?after=zzz", "?condition=history", "?after=experts%2001", "?after=report%20zz"] {
            assert_eq!(leader.visit(&format!("/desk/standing{query}")).await.status, Status::Ok, "{query}");
        }
    }
}

story! {
    async fn a_certificate_that_has_ended_is_watched_no_more(world) {
        use consultant_registry::demo::teller::Step;
        use consultant_registry::domain::certificate::RevocationGround;
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = issued(&rehearsal, organisation(0, 0..5)).await;
        morning(&world, "2026-12-12");
        returned(&world, "2026-12-10").await;
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert"]);
        rehearsal.teller.tell(&mut story, Step::Revoke(RevocationGround::FalseDossier, "Khai man.")).await.expect("revoked");
        world.wait(DAY);
        watched(&world).await;
        assert_eq!(noted(&world).await, ["standing_alert"], "nothing holds again");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert!(listed(&mut leader, "").await.is_empty());
        assert!(leader.visit(DESK).await.all_words_of("#conditions + ul li").is_empty());
        let today = world.registry.clock.today();
        let mut reading = world.storage().read().await.expect("a reading");
        assert_eq!(watch::changes(&mut reading, today).await.expect("read"), []);
        let api = world.anonymous().visit(API).await;
        assert_eq!(api.status, Status::NotFound);
    }
}
