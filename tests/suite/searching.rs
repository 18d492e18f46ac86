//! People who look for an organisation, a person, a dossier or a paper, and
//! type what they have at hand.

use consultant_registry::acts;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::staff::Role;
use rocket::http::{RawStr, Status};
use serde_json::Value;

use crate::desk::{FILED, staff};
use crate::filing::{WHOLE, begin, import, submit};
use crate::harness::{Page, Person, World, story};
use crate::papers::{Order, Press};
use crate::rehearsal::{Rehearsal, organisation};

/// A stored name, and what is typed by people who look for it.
fn spellings(file: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| line.split('|').map(str::trim));
    rows.map(|mut row| (row.next().expect("a name"), row.collect())).collect()
}

fn organisations() -> Vec<(&'static str, Vec<&'static str>)> {
    spellings(include_str!("../spellings/organisations.txt"))
}

fn experts() -> Vec<(&'static str, Vec<&'static str>)> {
    spellings(include_str!("../spellings/experts.txt"))
}

/// Prints a certificate with a card for each of these names.
async fn print(world: &World, names: &[(&'static str, &'static str)]) {
    let press = Press::new(&world.registry.origin, 7);
    press.set_up(&world.registry, "2024-01-01T00:00:00Z".parse().expect("an instant")).await;
    for (place, (organisation, expert)) in (1..).zip(names) {
        let (number, code) = (format!("{place:02}/2026/GXN-BKHCN"), format!("990000{place:04}"));
        let (personal, card) = (format!("999000{place:06}"), format!("BKHCN-TV-{place:08}"));
        let order = Order {
            number: &number,
            holder: organisation,
            enterprise_code: Some(&code),
            issued_at: "2026-03-02T03:00:00Z".parse().expect("an instant"),
            expires_on: "2029-03-02".parse().expect("a day"),
            index: 100 * u32::try_from(place).expect("a few"),
            experts: &[(expert, &personal, &card)],
        };
        press.print(&world.registry, order).await;
    }
}

async fn ask(person: &mut Person, page: &str, question: &str) -> Page {
    let joint = if page.contains('?') { '&' } else { '?' };
    person.visit(&format!("{page}{joint}q={}", RawStr::new(question).percent_encode())).await
}

/// Asserts that each spelling finds the name, and that the page lists no more
/// names than these questions can mean.
async fn assert_found(world: &World, page: &str, names: &[(&'static str, Vec<&'static str>)]) {
    for (name, questions) in names {
        for question in questions.iter().chain([name]) {
            let found = ask(&mut world.anonymous(), page, question).await;
            let rows = found.all_words_of("tbody th");
            assert_eq!(rows, [*name], "{question} at {page}");
        }
    }
}

story! {
    async fn every_spelling_finds_the_organisation_and_the_expert(world) {
        let (organisations, experts) = (organisations(), experts());
        let names: Vec<_> = organisations.iter().zip(&experts).map(|(firm, person)| (firm.0, person.0)).collect();
        print(&world, &names).await;
        assert_found(&world, "/register", &organisations).await;
        assert_found(&world, "/register/experts", &experts).await;
        let found = ask(&mut world.anonymous(), "/register", "9900 000.002").await;
        assert_eq!(found.all_words_of("tbody th"), ["“A+B & C”"], "a code as it is copied");
        for nothing in ["%", "“”", "chat luong soren"] {
            assert!(ask(&mut world.anonymous(), "/register", nothing).await.says("Không có tổ chức nào"), "{nothing}");
        }
        assert_eq!(world.anonymous().visit("/register").await.all_words_of("tbody th").len(), names.len());
    }
}

story! {
    async fn a_register_folded_by_an_older_rule_is_searched_after_migrating(world) {
        let (organisations, experts) = (organisations(), experts());
        let names: Vec<_> = organisations.iter().zip(&experts).map(|(firm, person)| (firm.0, person.0)).collect();
        print(&world, &names).await;
        let mut mai = world.applicant("mai@example.vn").await;
        let dossier = begin(&mut mai, "new_organisation").await;
        import(&mut mai, &dossier, WHOLE).await;
        submit(&mut mai, &dossier).await;
        for sql in [
            "delete from words",
            "delete from derivations",
            "update organisations set folded_name = lower(name)",
            "update certificates set folded_holder_name = lower(holder_name)",
            "update cards set folded_holder_name = lower(holder_name)",
            "update persons set folded_name = lower(name)",
        ] {
            world.execute(sql).await;
        }
        assert!(ask(&mut world.anonymous(), "/register", "quatest").await.says("Không có tổ chức nào"));
        acts::prepare(world.storage(), &world.registry.clock).await.expect("the register is brought up to date");
        assert_found(&world, "/register", &organisations).await;
        assert_found(&world, "/register/experts", &experts).await;
        let mut officer = world.officer("an@example.vn", "BKHCN", &[Role::Intake]).await;
        let file: Value = serde_json::from_str(WHOLE).expect("a dossier file");
        let expert = file["experts"][3]["name"].as_str().expect("a name");
        assert_eq!(ask(&mut officer, "/desk?view=open", expert).await.all_words_of("tbody tr").len(), 1);
        let page = ask(&mut officer, "/desk/certificates", "h hen").await;
        assert!(page.words_of("tbody").contains("A+B & C"), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_long_question_is_cut_and_the_page_says_so(world) {
        print(&world, &[("Công ty Rất Dài", "Trần Mẫu")]).await;
        let long = "dài ".repeat(20_000);
        let mut auditor = world.officer("xem@example.vn", "BKHCN", &[Role::Auditor]).await;
        for page in ["/register", "/register/experts", "/desk", "/desk/certificates"] {
            let found = ask(&mut auditor, page, &format!("{long} mẫu")).await;
            assert!(found.status == Status::Ok, "{page}: {:?}", found.status);
            assert!(found.words_of(".warning").contains("chỉ 200 chữ đầu"), "{page}");
            assert!(ask(&mut auditor, page, "rất dài mẫu").await.words_of(".warning").is_empty(), "{page}");
        }
        assert_eq!(ask(&mut auditor, "/register", &long).await.all_words_of("tbody th"), ["Công ty Rất Dài"]);
    }
}

story! {
    async fn the_desk_finds_a_dossier_wherever_it_is(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut done = rehearsal.proposed(organisation(0, 0..5)).await;
        rehearsal.teller.tell(&mut done, Step::Approve).await.expect("approved");
        let open = rehearsal.brought(organisation(1, 5..10), &FILED).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let application = &done.dossier.as_ref().expect("a dossier").application;
        let firm = application.organisation.as_ref().expect("an organisation");
        let (name, code) = (firm.name.clone().expect("a name"), firm.enterprise_code.clone().expect("a code"));
        let expert = application.experts[2].name.clone().expect("a name");
        let spaced = format!("{} {}", &code[..4], &code[4..]);
        for question in [&name, &code, &spaced, &expert, "bkhcn 261122 0001", "261122-1", "BKHCN2611220001"] {
            let page = ask(&mut leader, "/desk?view=open", question).await;
            assert!(page.all_words_of("tbody tr").is_empty(), "{question} is finished");
            assert_eq!(page.words_of(".elsewhere a"), "Đã xong 1", "{question}: {}", page.words_of("main"));
            let href = page.attribute(".elsewhere a", "href").expect("a link to the other list");
            let found = leader.visit(&href).await;
            assert!(found.words_of("tbody").contains(&name), "{question}");
            assert!(found.all_words_of(".elsewhere").is_empty(), "{question}");
        }
        for typed in ["Số hồ sơ: BKHCN-261122-0001", "BKHCN 261122 OOO1", "hồ sơ bkhcn–261122–0001"] {
            let page = ask(&mut leader, "/desk", typed).await;
            assert_eq!(page.words_of(".elsewhere a"), "Đã xong 1", "{typed}: {}", page.words_of("main"));
        }
        let page = ask(&mut leader, "/desk/certificates", "Số hồ sơ: BKHCN-261122-0001").await;
        let href = page.attribute(".elsewhere a", "href").expect("where dossiers are");
        assert_eq!(leader.visit(&href).await.words_of(".elsewhere a"), "Đã xong 1");
        let page = ask(&mut leader, "/desk", "Số: 1/2026/GXN-BKHCN").await;
        let href = page.attribute(".elsewhere a", "href").expect("where papers are");
        assert!(leader.visit(&href).await.words_of("tbody").contains(&name), "{href}");
        let of_other = open.dossier.as_ref().expect("a dossier").application.experts[0].name.clone().expect("a name");
        let both = format!("{} {}", expert.split(' ').next_back().expect("a word"), of_other);
        assert!(ask(&mut leader, "/desk?view=done", &both).await.says("Không có hồ sơ nào khớp"), "words of two people");
    }
}

story! {
    async fn the_desk_finds_a_certificate_by_its_card_and_its_expert(world) {
        print(&world, &[("Công ty Mẫu Một", "Trần Mẫu Ví Dụ"), ("Công ty Mẫu Hai", "Lê Thử Nghiệm")]).await;
        let mut auditor = world.officer("xem@example.vn", "BKHCN", &[Role::Auditor]).await;
        for question in ["BKHCN-TV-00000002", "bkhcn tv 2", "bkhcntv00000002", "Số thẻ BKHCN-TV-0000OOO2", "Số: 02/2026/GXN-BKHCN", "le thu nghiem", "9900000002", "9900 000 002", "02/2026", "2/2026", "mau hai"] {
            let found = ask(&mut auditor, "/desk/certificates", question).await;
            assert_eq!(found.all_words_of("tbody th"), ["Công ty Mẫu Hai"], "{question}");
        }
        assert!(ask(&mut auditor, "/desk/certificates", "%").await.says("Không có giấy xác nhận nào khớp."));
    }
}

story! {
    async fn lists_stand_in_the_order_of_a_vietnamese_dictionary(world) {
        let expected: Vec<&'static str> = include_str!("../spellings/order.txt").lines().collect();
        let mixed: Vec<(&str, &str)> = expected.iter().rev().map(|name| (*name, "Trần Mẫu")).collect();
        print(&world, &mixed).await;
        assert_eq!(world.anonymous().visit("/register").await.all_words_of("tbody th"), expected);
        world.execute("update organisations set name_order = substr(name_order, 1, 0)").await;
        assert_ne!(world.anonymous().visit("/register").await.all_words_of("tbody th"), expected);
        world.execute("delete from derivations").await;
        acts::prepare(world.storage(), &world.registry.clock).await.expect("the register is brought up to date");
        assert_eq!(world.anonymous().visit("/register").await.all_words_of("tbody th"), expected, "derived anew");
    }
}
