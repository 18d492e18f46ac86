//! The overview: every number is a list that has as many lines, and nothing is
//! counted that an office did not do.

use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::domain::dossier::Outcome;
use rocket::http::Status;

use crate::desk::staff;
use crate::harness::{Page, Person, World, story};
use crate::inspection::{bring, findings, tamper};
use crate::rehearsal::{Rehearsal, independent, organisation};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];
const DAY: i64 = 86_400;

fn to(steps: &[Step], more: &[Step]) -> Vec<Step> {
    steps.iter().chain(more).copied().collect()
}

/// From the receipt to a proposal.
fn proposed(outcome: Outcome) -> Vec<Step> {
    to(
        &RECEIVED,
        &[
            Step::ConfirmComplete,
            Step::TakeUp,
            Step::Judge { except: 0 },
            Step::Propose(outcome, "Đã xem xét."),
        ],
    )
}

/// The numbers of a page that lead somewhere: what they say, and where.
fn numbers(page: &Page) -> Vec<(String, i64, String)> {
    let mut numbers = Vec::new();
    for (selector, counted) in [("main td.number a", "main td.number a"), (".figures a", ".figures a strong")]
    {
        let links = page.all_attributes(selector, "href");
        let counts = page.all_words_of(counted);
        assert_eq!(links.len(), counts.len(), "{selector}");
        for (href, count) in links.into_iter().zip(counts) {
            numbers.push((selector.to_owned(), count.parse().expect("a number"), href));
        }
    }
    numbers
}

/// How many lines the list behind a link has, on all its pages.
async fn lines(person: &mut Person, href: &str) -> i64 {
    let (path, section) = href.split_once('#').unwrap_or((href, ""));
    let mut page = person.visit(path).await;
    assert_eq!(page.status, Status::Ok, "{href}");
    let rows = if section.is_empty() {
        "table.queue tbody tr".to_owned()
    } else {
        format!("section[aria-labelledby={section}] tbody tr")
    };
    let mut count = 0;
    loop {
        count += page.all_words_of(&rows).len();
        let links = page.all_attributes(".pages a", "href").into_iter();
        let next = links.zip(page.all_words_of(".pages a")).find(|(_, words)| words == "Trang sau");
        match next {
            Some((href, _)) => page = person.visit(&href).await,
            None => return i64::try_from(count).expect("few"),
        }
    }
}

async fn assert_every_number_is_its_list(person: &mut Person, path: &str) -> Page {
    let page = person.visit(path).await;
    assert_eq!(page.status, Status::Ok, "{}", page.words_of("main"));
    let numbers = numbers(&page);
    assert!(numbers.len() > 8, "{path}: {numbers:?}");
    for (what, count, href) in numbers {
        assert!(count > 0, "{path}: {what} {href}");
        assert_eq!(lines(person, &href).await, count, "{path}: {what} {href}");
    }
    page
}

/// Asserts that an inspection says this of what was counted.
async fn assert_finds(world: &World, words: &str) {
    let found = findings(world).await;
    assert!(found.iter().any(|line| line.starts_with("conclusions: ") && line.contains(words)), "{found:#?}");
}

/// A story at another office.
async fn at(rehearsal: &Rehearsal, issuer: &str, steps: &[Step], serial: usize) -> Story {
    let mut story = rehearsal.brought(independent(serial), &[]).await;
    story.issuer = issuer.parse().expect("an issuer");
    bring(rehearsal, &mut story, steps).await;
    story
}

/// An office with something of everything, two weeks after it began.
async fn busy(world: &World) -> Rehearsal {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut issued = rehearsal.brought(organisation(0, 0..5), &proposed(Outcome::Approve)).await;
    bring(&rehearsal, &mut issued, &[Step::Approve]).await;
    let mut refused = rehearsal.brought(independent(6), &proposed(Outcome::Refuse)).await;
    bring(&rehearsal, &mut refused, &[Step::Refuse("Chưa đủ điều kiện.")]).await;
    rehearsal.brought(independent(7), &RECEIVED).await;
    rehearsal.brought(independent(8), &proposed(Outcome::Approve)).await;
    rehearsal.brought(independent(9), &to(&RECEIVED, &[Step::RequestSupplement("Bằng đại học")])).await;
    rehearsal.brought(independent(10), &to(&RECEIVED, &[Step::Withdraw])).await;
    at(&rehearsal, "52", &proposed(Outcome::Approve), 11).await;
    world.wait(12 * DAY);
    rehearsal.brought(independent(12), &to(&RECEIVED, &[Step::ConfirmComplete, Step::TakeUp])).await;
    rehearsal.brought(independent(13), &RECEIVED[..2]).await;
    rehearsal
}

story! {
    async fn every_number_of_an_overview_is_a_list_with_as_many_lines(world) {
        let rehearsal = busy(&world).await;
        // To Wednesday the 16th of December: what was complete in November is late.
        world.wait(12 * DAY);
        let mut late = rehearsal.brought(independent(14), &RECEIVED).await;
        world.wait(30 * DAY);
        let rest = [Step::ConfirmComplete, Step::TakeUp, Step::Judge { except: 0 }, Step::Propose(Outcome::Refuse, "Chưa đủ.")];
        bring(&rehearsal, &mut late, &rest).await;
        bring(&rehearsal, &mut late, &[Step::Refuse("Chưa đủ điều kiện.")]).await;
        rehearsal.brought(independent(15), &RECEIVED).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = assert_every_number_is_its_list(&mut leader, "/desk/overview").await;
        let months = page.all_words_of("section[aria-labelledby=months] tbody tr");
        assert_eq!(months.len(), 12);
        assert_eq!(months[9], "11/2026 6 2 0 100 %", "received, decided, late, in time");
        assert_eq!(months[11], "01/2027 1 1 1 0 %", "a check that was late is not made up for");
        let chart = page.all_attributes(".chart svg[role=img] rect", "class");
        assert!(chart.contains(&"received".to_owned()) && chart.contains(&"decided".to_owned()), "{chart:?}");
        assert!(page.words_of("#chart-description").contains("tiếp nhận 9 hồ sơ, quyết định 3 hồ sơ"), "{}", page.words_of("#chart-description"));
        // As every officer of the office sees it, and of a province as its own.
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        assert_every_number_is_its_list(&mut intake, "/desk/overview").await;
        let province = staff(&world, "lanhdao@gialai").await.visit("/desk/overview").await;
        assert_eq!(province.status, Status::Ok);
        assert!(!province.says("Các cơ quan cấp"), "who supervises sees all");
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn the_ministry_reads_of_every_office_and_no_other_does(world) {
        busy(&world).await;
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let page = auditor.visit("/desk/overview?month=2026-11").await;
        let offices = page.all_words_of("#offices tbody tr");
        assert!(offices.contains(&"Gia Lai 1 1 1 0 0 –".to_owned()), "{offices:?}");
        assert!(offices.iter().any(|line| line.ends_with("6 2 2 100 %")), "{offices:?}");
        let page = auditor.visit("/desk/overview?issuer=52").await;
        assert!(page.heading().contains("Gia Lai") && page.says("Tổng quan của cơ quan khác: chỉ xem."));
        for (_, count, href) in numbers(&page) {
            assert!(href.contains("issuer=52"), "{href}");
            assert_eq!(lines(&mut auditor, &href).await, count, "{href}");
        }
        let mut leader = staff(&world, "lanhdao@gialai").await;
        for path in ["/desk/overview?issuer=BKHCN", "/desk?issuer=BKHCN", "/desk/certificates?issuer=01"] {
            assert_eq!(leader.visit(path).await.status, Status::NotFound, "{path}");
        }
        for path in ["/desk/overview?issuer=52", "/desk?issuer=52", "/desk/overview?issuer=x&month=y"] {
            assert_eq!(leader.visit(path).await.status, Status::Ok, "{path}");
        }
        for month in ["1900-01", "9999-12", "2026-13", "%00"] {
            let page = auditor.visit(&format!("/desk/overview?month={month}")).await;
            assert_eq!(page.status, Status::Ok, "{month}");
        }
    }
}

story! {
    async fn a_list_behind_a_number_of_certificates_is_as_long_as_it_says(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut one = rehearsal.brought(organisation(0, 0..5), &proposed(Outcome::Approve)).await;
        bring(&rehearsal, &mut one, &[Step::Approve]).await;
        let mut two = rehearsal.brought(independent(6), &proposed(Outcome::Approve)).await;
        bring(&rehearsal, &mut two, &[Step::Approve, Step::Suspend(SuspensionGround::CapacityNotKept, 1_090, "Bổ sung.")]).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk/overview").await;
        assert!(page.words_of("section[aria-labelledby=waiting]").contains("0 Giấy xác nhận sắp hết hiệu lực"));
        // Thirty-five months on, one in force and one suspended end within two.
        world.wait(35 * 31 * DAY);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let page = leader.visit("/desk/overview").await;
        let figures = page.all_words_of("section[aria-labelledby=waiting] .figures a");
        assert_eq!(figures[0], "1 Giấy xác nhận sắp hết hiệu lực", "{figures:?}");
        for (_, count, href) in numbers(&page) {
            assert_eq!(lines(&mut leader, &href).await, count, "{href}");
        }
    }
}

story! {
    async fn what_was_counted_is_compared_with_what_was_done(world) {
        busy(&world).await;
        assert_eq!(findings(&world).await, [""; 0]);
        tamper(&world, &["update month_counts set in_time = in_time - 1 where decided > 0"]).await;
        assert_finds(&world, "conclusions: BKHCN 2026-11").await;
        tamper(&world, &[
            "update month_counts set in_time = in_time + 1 where decided > 0",
            "update conclusions set due_on = '2026-11-01', in_time = 0",
        ]).await;
        assert_finds(&world, "whether it was in time").await;
        tamper(&world, &["delete from conclusions"]).await;
        assert_finds(&world, "no row of the tables has it").await;
    }
}

story! {
    async fn what_an_older_program_did_not_keep_is_derived_when_the_tables_are_brought_up_to_date(world) {
        busy(&world).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let before = leader.visit("/desk/overview").await;
        tamper(&world, &[
            "delete from conclusions",
            "delete from month_counts",
            "delete from derivations where name = 'conclusions'",
        ]).await;
        let none = leader.visit("/desk/overview").await;
        assert_ne!(none.words_of("section[aria-labelledby=months]"), before.words_of("section[aria-labelledby=months]"));
        for _ in 0..2 {
            consultant_registry::acts::prepare(world.storage(), &world.registry.clock).await.expect("up to date");
            let after = leader.visit("/desk/overview").await;
            assert_eq!(after.words_of("main"), before.words_of("main"));
        }
        assert_eq!(findings(&world).await, [""; 0]);
    }
}
