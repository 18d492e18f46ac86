//! One paper, one moment, one answer: on every page and in every file that says
//! how it stands, through all that can become of it.

use consultant_registry::credential::document::statement;
use consultant_registry::credential::status::{Place, Status as Listed};
use consultant_registry::demo::cast;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::storage::{cards, certificates};
use rocket::http::Status;

use super::documents::trust;
use super::lists::list;
use super::{NUMBER, class_of, json, path, verdict};
use crate::by_two::{decided, propose, waiting};
use crate::desk::staff;
use crate::harness::{Person, World, story};
use crate::rehearsal::{Rehearsal, organisation};

const DESK: &str = "/desk/certificates/01-2026-GXN-BKHCN";

/// The certificate or one of its cards.
struct Paper {
    kind: &'static str,
    number: String,
    code: String,
    place: u32,
}

/// What is said of a paper.
struct Said {
    verdict: &'static str,
    /// In the revocation list, and in the suspension list.
    listed: (Listed, Listed),
    /// At the desk, in a few words.
    desk: &'static str,
}

async fn issued(world: &World) -> (Story, Vec<Paper>) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.proposed(organisation(0, 0..5)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
    let mut reading = world.storage().read().await.expect("a reading");
    let certificate = certificates::find(&mut reading, NUMBER).await.expect("read").expect("the certificate");
    let cards = cards::of_certificate(&mut reading, NUMBER).await.expect("read").rows;
    let papers = std::iter::once(("certificates", certificate.paper))
        .chain(cards.into_iter().take(2).map(|card| ("cards", card.paper)));
    let papers = papers.map(|(kind, paper)| Paper {
        kind,
        number: paper.number,
        code: paper.code,
        place: paper.status_index,
    });
    (story, papers.collect())
}

async fn holder(world: &World) -> Person {
    let mut holder = world.anonymous();
    holder.sign_in("a@example.test", cast::PASSWORD).await;
    holder
}

fn class_for(verdict: &str) -> &'static str {
    match verdict.split(' ').next() {
        Some("valid") => "verdict valid",
        Some("not_valid") => "verdict not-valid",
        Some("not_now") => "verdict not-now",
        _ => "verdict unchecked",
    }
}

/// Asserts that everybody says the same of the paper today.
async fn assert_said(world: &World, paper: &Paper, said: &Said) {
    let Paper { kind, number, code, place } = paper;
    let (_, asked) = json(world, &format!("/api/v1/{kind}/{number}")).await;
    assert_eq!(verdict(&asked), said.verdict, "{number} by its number");
    let (_, scanned) = json(world, &format!("/api/v1/verify/{}", path(code).trim_start_matches("/V/"))).await;
    assert_eq!(verdict(&scanned), said.verdict, "{number} by its code");
    assert_eq!(asked["sentence"], scanned["sentence"]);
    let today = world.registry.clock.today();
    let (_, then) = json(world, &format!("/api/v1/{kind}/{number}?on={today}")).await;
    assert_eq!(then, asked, "{number} on the day that is today");
    for page in [format!("/c/{number}"), path(code).to_owned()] {
        let page = world.anonymous().visit(&page).await;
        assert_eq!(class_of(&page), class_for(said.verdict), "{}", page.path);
        assert_eq!(page.heading(), asked["sentence"]["vi"].as_str().expect("a sentence"));
    }
    let stated = world.anonymous().visit(&format!("/api/v1/{kind}/{number}/status")).await;
    let stated = statement::verify(&stated.body, &trust(world).await).expect("a statement").statement.verdict;
    let reason = stated.reason().map(|reason| format!(" {reason}")).unwrap_or_default();
    assert_eq!(format!("{}{reason}", stated.code()), said.verdict, "{number} as stated");
    let of = Place::of(*place);
    let name = |kind| format!("BKHCN-{kind}-{}", of.list);
    let (ended, suspended) = (list(world, &name("revocation")).await, list(world, &name("suspension")).await);
    assert_eq!(
        (ended.at(of), suspended.at(of)),
        (Some(said.listed.0), Some(said.listed.1)),
        "{number} as listed"
    );
    let mut leader = staff(world, "lanhdao1@bkhcn").await;
    let desk = leader.visit(DESK).await;
    let shown = desk.words_of("main");
    assert!(shown.contains(said.desk), "{number} at the desk: {shown}");
}

/// What the holder reads in the list and on the page of the dossier: the tag,
/// and everything.
async fn told(world: &World, story: &Story) -> (String, String, String) {
    let mut holder = holder(world).await;
    let list = holder.visit("/filing").await;
    let id = story.dossier.as_ref().expect("a written dossier").id;
    let page = holder.visit(&format!("/filing/dossiers/{id}")).await;
    let tags = |words: Vec<String>| words.into_iter().next().unwrap_or_default();
    let tag = tags(list.all_words_of("article.dossier .tag"));
    assert_eq!(tag, tags(page.all_words_of("main > .row .tag")), "the list and the dossier");
    (tag, list.words_of("main"), page.words_of("main"))
}

/// Has a measure decided by the people it takes.
async fn measure(world: &World, story: &Story, noun: &str, fields: &[(&str, &str)]) {
    let id = story.dossier.as_ref().expect("a written dossier").id;
    let (mut holder, dossier) = (holder(world).await, format!("/filing/dossiers/{id}"));
    decided(world, (DESK, noun), (&mut holder, &dossier), fields).await;
}

async fn act(world: &World, form: &str, button: &str, fields: &[(&str, &str)]) {
    let mut leader = staff(world, "lanhdao1@bkhcn").await;
    let page = leader.visit(form).await;
    let mut filling = leader.fill(&page, button);
    for (name, value) in fields {
        filling = filling.with(name, value);
    }
    let done = filling.send().await;
    assert!(done.words_of(".errors").is_empty(), "{button}: {}", done.words_of("main"));
}

const NONE: (Listed, Listed) = (Listed::Valid, Listed::Valid);
const SUSPENDED: (Listed, Listed) = (Listed::Valid, Listed::Suspended);
const ENDED: (Listed, Listed) = (Listed::Invalid, Listed::Valid);
const VALID: Said = Said { verdict: "valid", listed: NONE, desk: "Còn hiệu lực" };

story! {
    signing async fn everybody_says_the_same_of_a_paper_whatever_becomes_of_it(world) {
        let (story, papers) = issued(&world).await;
        let [certificate, first, second] = &papers[..] else { panic!("a certificate and cards") };
        for paper in &papers {
            assert_said(&world, paper, &VALID).await;
        }
        assert_eq!(told(&world, &story).await.0, "Đã cấp");

        let fields = [("ground", "c"), ("remedy", "Bổ sung chuyên gia\nBáo cáo bằng văn bản"), ("reasons", "Qua kiểm tra")];
        let from = [("from", "2026-11-23"), ("until", "2027-01-31")];
        measure(&world, &story, "suspension", &[&fields[..], &from[..]].concat()).await;
        assert_said(&world, certificate, &Said { desk: "23/11/2026", ..VALID }).await;
        let (tag, list, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã cấp");
        for shown in [list, page] {
            assert!(shown.contains("23/11/2026") && shown.contains("Bổ sung chuyên gia"), "ahead: {shown}");
        }

        world.wait(86_400);
        let suspended = Said { verdict: "not_now suspended", listed: SUSPENDED, desk: "Đình chỉ từ 23/11/2026 đến 31/01/2027" };
        assert_said(&world, certificate, &suspended).await;
        let under = Said { verdict: "not_now certificate_suspended", desk: "tổ chức bị đình chỉ", ..suspended };
        assert_said(&world, first, &under).await;
        let (tag, list, page) = told(&world, &story).await;
        assert_eq!(tag, "Đang đình chỉ");
        for shown in [&list, &page] {
            assert!(shown.contains("đình chỉ từ 23/11/2026 đến 31/01/2027"), "{shown}");
            assert!(shown.contains("Bổ sung chuyên gia") && shown.contains("Báo cáo bằng văn bản"), "{shown}");
            assert!(shown.contains("trước khi hết ngày 31/01/2027"), "{shown}");
        }

        measure(&world, &story, "reinstatement", &[("reasons", "Đã bổ sung")]).await;
        for paper in [certificate, first] {
            assert_said(&world, paper, &VALID).await;
        }
        let (tag, _, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã cấp");
        assert!(!page.contains("Bổ sung chuyên gia"), "{page}");

        let form = format!("/desk/cards/{}/return", second.number);
        act(&world, &form, "Ghi nhận trả lại thẻ", &[("on", "2026-11-23")]).await;
        assert_said(&world, second, &Said { verdict: "not_valid returned", listed: ENDED, desk: "Đã trả lại từ 23/11/2026" }).await;
        assert_said(&world, first, &VALID).await;
        let (tag, list, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã cấp", "the certificate stays");
        assert!(list.contains(&second.number) && list.contains("Đã trả lại từ 23/11/2026"), "{list}");
        assert!(page.contains("Đã trả lại từ 23/11/2026"), "{page}");

        world.wait(86_400);
        let fields = [("ground", "đ"), ("reasons", "Không khắc phục")];
        measure(&world, &story, "revocation", &fields).await;
        let revoked = Said { verdict: "not_valid revoked", listed: ENDED, desk: "Bị thu hồi từ 24/11/2026" };
        assert_said(&world, certificate, &revoked).await;
        let under = Said { verdict: "not_valid certificate_revoked", desk: "bị thu hồi từ 24/11/2026", ..revoked };
        assert_said(&world, first, &under).await;
        assert_said(&world, second, &Said { verdict: "not_valid returned", desk: "Đã trả lại từ 23/11/2026", ..under }).await;
        let (tag, list, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã thu hồi");
        for shown in [&list, &page] {
            assert!(shown.contains("Không khắc phục") && shown.contains("không có hiệu lực"), "{shown}");
        }
        let happened = holder(&world).await.visit(&format!("/filing/dossiers/{}", story.dossier.as_ref().expect("a dossier").id)).await;
        let events = happened.all_words_of(".timeline li");
        assert!(events.len() >= 8 && events[0].contains("24/11/2026"), "{events:?}");
    }
}

const AT_ONCE: [(&str, &str); 5] = [
    ("ground", "c"),
    ("until", "2027-01-31"),
    ("remedy", "Bổ sung chuyên gia"),
    ("reasons", "Qua kiểm tra"),
    ("urgency", "Đang dùng thẻ của người đã thôi việc"),
];

/// From Sunday 22/11 at ten in the morning to the first second of Thursday, in
/// Viet Nam: two working days have passed, and 24/11 is a day off.
const TO_THURSDAY: i64 = 3 * 86_400 + 14 * 3_600;

story! {
    signing async fn everybody_says_the_same_of_a_suspension_that_nobody_confirmed(world) {
        let (story, papers) = issued(&world).await;
        let [certificate, first, _] = &papers[..] else { panic!("a certificate and cards") };
        let mut leader = staff(&world, "lanhdao2@bkhcn").await;
        propose(&mut leader, (DESK, "urgent-suspension"), &AT_ONCE).await;
        let suspended = Said { verdict: "not_now suspended", listed: SUSPENDED, desk: "Đình chỉ từ 22/11/2026 đến 31/01/2027" };
        let under = Said { verdict: "not_now certificate_suspended", desk: "tổ chức bị đình chỉ", ..suspended };
        assert_said(&world, certificate, &suspended).await;
        world.wait(TO_THURSDAY - 1);
        assert_said(&world, certificate, &suspended).await;
        assert_said(&world, first, &under).await;
        assert_eq!(told(&world, &story).await.0, "Đang đình chỉ");
        world.wait(1);
        let (_, at_midnight) = json(&world, &format!("/api/v1/certificates/{NUMBER}")).await;
        assert_eq!(verdict(&at_midnight), "valid");
        world.wait(60);
        for paper in [certificate, first] {
            assert_said(&world, paper, &VALID).await;
        }
        let (tag, _, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã cấp");
        let ended = "Tự chấm dứt sau ngày 25/11/2026 vì không được lãnh đạo thứ hai xác nhận";
        assert!(page.contains(ended), "{page}");
        assert_said(&world, certificate, &Said { desk: ended, ..VALID }).await;
        let (_, answer) = json(&world, &format!("/api/v1/certificates/{NUMBER}")).await;
        assert!(answer["ground"].is_null(), "no ground of what ended: {answer}");
        // What it was on its days it stays.
        for (day, verdict_then) in [("2026-11-25", "not_now suspended"), ("2026-11-26", "valid")] {
            let (_, then) = json(&world, &format!("/api/v1/certificates/{NUMBER}?on={day}")).await;
            assert_eq!(verdict(&then), verdict_then, "{day}");
        }
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = leader.visit("/desk/certificates").await;
        assert!(list.words_of("main").contains(ended), "{}", list.words_of("main"));
        for (view, rows) in [("suspended", 0), ("in_force", 1)] {
            let list = leader.visit(&format!("/desk/certificates?view={view}")).await;
            assert_eq!(list.all_words_of("table.queue tbody tr").len(), rows, "{view}");
        }
        let late = leader.visit(&format!("{}/confirmation", waiting(&list))).await;
        assert!(!late.buttons().contains(&"Đình chỉ hiệu lực".to_owned()));
    }
}

story! {
    signing async fn everybody_says_the_same_of_a_suspension_that_a_second_leader_confirmed(world) {
        let (story, papers) = issued(&world).await;
        let [certificate, first, _] = &papers[..] else { panic!("a certificate and cards") };
        let mut leader = staff(&world, "lanhdao2@bkhcn").await;
        let page = propose(&mut leader, (DESK, "urgent-suspension"), &AT_ONCE).await;
        world.wait(TO_THURSDAY - 1);
        act(&world, &format!("{}/confirmation", waiting(&page)), "Đình chỉ hiệu lực", &[]).await;
        let suspended = Said { verdict: "not_now suspended", listed: SUSPENDED, desk: "Đình chỉ từ 22/11/2026 đến 31/01/2027" };
        let under = Said { verdict: "not_now certificate_suspended", desk: "tổ chức bị đình chỉ", ..suspended };
        world.wait(61);
        assert_said(&world, certificate, &suspended).await;
        assert_said(&world, first, &under).await;
        assert_eq!(told(&world, &story).await.0, "Đang đình chỉ");
        for day in ["2026-11-22", "2026-11-25", "2026-11-26"] {
            let (_, then) = json(&world, &format!("/api/v1/certificates/{NUMBER}?on={day}")).await;
            assert_eq!(verdict(&then), "not_now suspended", "{day}");
        }
    }
}

story! {
    signing async fn everybody_says_the_same_before_the_first_and_after_the_last_day(world) {
        let (story, papers) = issued(&world).await;
        world.wait(86_400);
        for Paper { kind, number, code, .. } in &papers {
            for question in [format!("{kind}/{number}"), format!("verify/{}", path(code).trim_start_matches("/V/"))] {
                let (_, answer) = json(&world, &format!("/api/v1/{question}?on=2026-11-21")).await;
                assert_eq!(verdict(&answer), "not_now not_yet_in_force", "{question}");
            }
            let stated = world.anonymous().visit(&format!("/api/v1/{kind}/{number}/status?on=2026-11-21")).await;
            let stated = statement::verify(&stated.body, &trust(&world).await).expect("a statement").statement;
            assert_eq!(stated.verdict.reason(), Some("not_yet_in_force"), "{number}");
            let page = world.anonymous().visit(&format!("/c/{number}?on=2026-11-21")).await;
            assert_eq!(class_of(&page), "verdict not-now");
            let file = format!("/documents/{}", number.replace('/', "-"));
            for (day, status) in [("2026-11-22", Status::Ok), ("2026-11-21", Status::NotFound), ("mai", Status::BadRequest), ("2030-01-01", Status::BadRequest)] {
                assert_eq!(world.anonymous().visit(&format!("{file}?on={day}")).await.status, status, "{file} {day}");
            }
        }
        // What speaks of today alone does not answer for another day.
        for list in ["/register", "/register/experts?q=Tran", "/register/9900000009"] {
            let asked = format!("{list}{}on=2026-11-21", if list.contains('?') { "&" } else { "?" });
            let page = world.anonymous().visit(&asked).await;
            assert_eq!(page.status, Status::BadRequest, "{asked}");
            assert_eq!(page.heading(), "Danh sách này chỉ nói về hôm nay");
        }
        world.wait(1_200 * 86_400);
        let expired = Said { verdict: "not_valid expired", listed: NONE, desk: "Hết hạn" };
        for paper in &papers {
            assert_said(&world, paper, &expired).await;
        }
        let (tag, _, page) = told(&world, &story).await;
        assert_eq!(tag, "Hết hạn");
        assert!(page.contains("hãy nộp hồ sơ mới"), "{page}");
    }
}

story! {
    signing async fn everybody_says_the_same_of_what_is_given_up(world) {
        let (story, papers) = issued(&world).await;
        let [certificate, first, _] = &papers[..] else { panic!("a certificate and cards") };
        let own = "/filing/certificates/01-2026-GXN-BKHCN/surrender";
        let mut asked = holder(&world).await;
        let form = asked.visit(own).await;
        let filling = asked.fill(&form, "Gửi đề nghị thôi hoạt động").with("on", "2026-11-24");
        filling.with("reason", "Sáp nhập").send().await;
        for paper in [certificate, first] {
            assert_said(&world, paper, &VALID).await;
        }
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let list = leader.visit("/desk/certificates").await;
        let place = list.attribute("a[href*='/surrenders/']", "href").expect("a notice");
        act(&world, &place, "Xác nhận thôi hoạt động", &[]).await;
        assert_said(&world, certificate, &Said { desk: "Sẽ thôi hoạt động", ..VALID }).await;
        assert_said(&world, first, &VALID).await;
        world.wait(2 * 86_400);
        let ended = Said { verdict: "not_valid given_up", listed: ENDED, desk: "Thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ 24/11/2026" };
        assert_said(&world, certificate, &ended).await;
        let under = Said { verdict: "not_valid certificate_given_up", desk: "Giấy xác nhận thôi hoạt động từ 24/11/2026", ..ended };
        assert_said(&world, first, &under).await;
        let (tag, list, page) = told(&world, &story).await;
        assert_eq!(tag, "Đã thôi hoạt động");
        for shown in [&list, &page] {
            assert!(shown.contains("theo đề nghị của tổ chức, chuyên gia từ 24/11/2026"), "{shown}");
        }
        for (day, verdict_then) in [("2026-11-23", "valid"), ("2026-11-24", "not_valid given_up")] {
            let (_, then) = json(&world, &format!("/api/v1/certificates/{NUMBER}?on={day}")).await;
            assert_eq!(verdict(&then), verdict_then, "{day}");
        }
    }
}
