//! Lists that are narrowed and ordered as an address says, and what a list and an
//! overview cost when there is much.
//!
//! `LIST_DOSSIERS=100000` measures at that size and prints what it measured; the
//! processor time of the whole process is told, so it is run alone:
//! `LIST_DOSSIERS=100000 cargo test --test suite lists::what_lists -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::dossier::Outcome;

use crate::desk::staff;
use crate::harness::{Kind, Page, Person, World, story};
use crate::inspection::bring;
use crate::rehearsal::{Rehearsal, independent, organisation};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];
const TAKEN_UP: [Step; 5] = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp];
const DAY: i64 = 86_400;

/// Visits by which the cost of a page is told.
const TIMES: u32 = 40;

fn rows(page: &Page) -> Vec<String> {
    page.all_words_of("table.queue tbody tr")
}

/// Where the next page is.
fn onward(page: &Page) -> Option<String> {
    let links = page.all_attributes(".pages a", "href").into_iter();
    links.zip(page.all_words_of(".pages a")).find(|(_, words)| words == "Trang sau").map(|(href, _)| href)
}

async fn to_the_end(person: &mut Person, path: &str) -> Vec<String> {
    let mut page = person.visit(path).await;
    let mut all = page.all_words_of("table.queue tbody td:first-child");
    while let Some(href) = onward(&page) {
        page = person.visit(&href).await;
        all.extend(page.all_words_of("table.queue tbody td:first-child"));
    }
    all
}

/// The same office's rows under numbers of their own, so many days later.
async fn copies(world: &World, story: &Story, count: usize) {
    let dossier = story.dossier.as_ref().expect("a dossier");
    let (id, receipt) = (dossier.id, dossier.stage.receipt().expect("received"));
    let (number, at) = (&receipt.number, receipt.received_at);
    let rows: Vec<String> = (0..count).map(|nth| format!("({nth}, '2026-11-{:02}')", 1 + nth % 20)).collect();
    let sql = format!(
        "insert into dossiers (id, issuer, procedure, applicant_id, application, title, folded_title,
             stage, state, number, due_on, version, created_at, saved_at)
         select '00000000-0000-7000-8000-' || (100000000000 + column1), issuer, procedure, applicant_id,
             application, 'Bản sao ' || (10000 + column1), 'ban sao', stage,
             replace(replace(state, '{number}', 'BKHCN-261101-' || (99999 - column1)), '{at}', column2 || 'T03:00:00Z'),
             'BKHCN-261101-' || (99999 - column1), due_on, 1, created_at, saved_at
         from dossiers cross join (values {}) as copies where id = '{id}'",
        rows.join(", ")
    );
    world.execute_all([sql]).await;
}

story! {
    async fn a_list_is_narrowed_and_ordered_as_its_address_says(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        rehearsal.brought(organisation(0, 0..5), &TAKEN_UP).await;
        let mut second = rehearsal.brought(independent(6), &TAKEN_UP[..4]).await;
        second.hands = 1;
        bring(&rehearsal, &mut second, &[Step::TakeUp]).await;
        rehearsal.brought(independent(7), &RECEIVED).await;
        world.wait(DAY);
        rehearsal.brought(independent(8), &RECEIVED).await;
        let mut done = rehearsal.brought(independent(9), &TAKEN_UP).await;
        let end = [Step::Judge { except: 0 }, Step::Propose(Outcome::Refuse, "Chưa đủ."), Step::Refuse("Chưa đủ điều kiện.")];
        bring(&rehearsal, &mut done, &end).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let page = intake.visit("/desk?view=open").await;
        assert_eq!(rows(&page).len(), 4);
        // The form of the page asks for it.
        let page = intake.fill(&page, "Áp dụng").with("procedure", "new_organisation").send().await;
        assert_eq!(rows(&page).len(), 1);
        assert_eq!(page.words_of(".shown .tag"), "Cấp mới, tổ chức");
        let all = page.attribute(".shown a", "href").expect("all of it");
        assert_eq!(rows(&intake.visit(&all).await).len(), 4);
        let page = intake.visit("/desk?view=open").await;
        let officers = page.all_attributes("#officer option", "value");
        assert_eq!(officers.len(), 3, "two appraisers, or any");
        for officer in &officers[1..] {
            let page = intake.fill(&page, "Áp dụng").with("officer", officer).send().await;
            assert_eq!(rows(&page).len(), 1);
            let done = intake.visit(&format!("/desk?view=done&officer={officer}")).await;
            assert!(rows(&done).len() <= 1);
        }
        let by_number = to_the_end(&mut intake, "/desk?view=open&sort=number").await;
        let mut sorted = by_number.clone();
        sorted.sort();
        assert_eq!((by_number.len(), &by_number), (4, &sorted));
        let by_receipt = to_the_end(&mut intake, "/desk?view=open&sort=received").await;
        assert_eq!(by_receipt[3], "BKHCN-261123-0001", "the last received at the end: {by_receipt:?}");
        // Monday the 23rd: checks end on the 30th and the 1st, decisions in December.
        for (due, count) in [("late", 0), ("today", 0), ("near", 0), ("week", 0), ("urgent", 0), ("provisional", 0)] {
            assert_eq!(rows(&intake.visit(&format!("/desk?view=open&due={due}")).await).len(), count, "{due}");
        }
        world.wait(5 * DAY);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        for (due, count) in [("late", 0), ("near", 2), ("week", 0), ("urgent", 2)] {
            assert_eq!(rows(&intake.visit(&format!("/desk?view=open&due={due}")).await).len(), count, "{due}");
        }
        world.wait(2 * DAY);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        for (due, count) in [("late", 0), ("today", 1), ("near", 1), ("week", 2), ("urgent", 2)] {
            assert_eq!(rows(&intake.visit(&format!("/desk?view=open&due={due}")).await).len(), count, "{due}");
        }
        assert_eq!(rows(&intake.visit("/desk?view=received&received=2026-11").await).len(), 5);
        assert_eq!(rows(&intake.visit("/desk?view=done&decided=2026-11&kept=in_time").await).len(), 1);
        assert_eq!(rows(&intake.visit("/desk?view=done&decided=2026-11&kept=late").await).len(), 0);
        assert_eq!(rows(&intake.visit("/desk?view=done&decided=2026-10").await).len(), 0);
        // Both at once, and with words.
        let both = intake.visit("/desk?view=open&due=urgent&procedure=new_organisation").await;
        assert!(both.says("Bỏ bớt điều kiện lọc"), "{}", both.words_of("main"));
        let found = intake.visit("/desk?view=open&procedure=new_independent&q=BKHCN-261122").await;
        assert_eq!(found.words_of("caption"), "2 hồ sơ");
        // What is none of its kind is not asked for.
        let odd = "/desk?view=open&due=x&procedure=x&officer=x&sort=x&received=x&decided=%00&kept=x&issuer=x";
        assert_eq!(rows(&intake.visit(odd).await).len(), 4);
    }
}

story! {
    async fn a_list_in_any_order_goes_on_to_its_end_and_loses_no_row(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let open = rehearsal.brought(independent(0), &RECEIVED).await;
        copies(&world, &open, 130).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        for list in ["view=open", "view=mine", "view=received", "stage=received", "view=received&received=2026-11"] {
            for sort in ["due", "received", "number"] {
                let all = to_the_end(&mut intake, &format!("/desk?{list}&sort={sort}")).await;
                let distinct: BTreeSet<&String> = all.iter().collect();
                assert_eq!((all.len(), distinct.len()), (131, 131), "{list} {sort}");
                if sort == "number" {
                    assert!(all.is_sorted(), "{list}");
                }
                // And back to where it began.
                let first = intake.visit(&format!("/desk?{list}&sort={sort}")).await;
                let second = intake.visit(&onward(&first).expect("a second page")).await;
                let back = second.attribute(".pages a", "href").expect("a way back");
                let back = intake.visit(&back).await;
                assert_eq!(rows(&back), rows(&first), "{list} {sort}");
            }
        }
        world.execute("update dossiers set stage = 'withdrawn', state = replace(state, '\"stage\":\"received\"', '\"stage\":\"withdrawn\",\"withdrawn_at\":\"2026-11-22T03:00:00Z\"'), due_on = null").await;
        for sort in ["due", "received", "number"] {
            let all = to_the_end(&mut intake, &format!("/desk?view=done&sort={sort}")).await;
            assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (131, 131), "{sort}");
        }
    }
}

/// The processor time that this process has had, its own and for it in the system,
/// in milliseconds; the kernel counts hundredths of a second.
fn spent() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").expect("this process");
    // The name before may hold blanks.
    let (_, told) = told.rsplit_once(')').expect("a name");
    let ticks = told.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u32>().expect("ticks"));
    10.0 * ticks.map(f64::from).sum::<f64>()
}

/// Milliseconds of processor time for a page, over so many times that a tick of the
/// clock is little.
async fn cost(person: &mut Person, path: &str) -> f64 {
    let before = spent();
    for _ in 0..TIMES {
        let page = person.visit(path).await;
        assert_eq!(page.status.code, 200, "{path}");
    }
    (spent() - before) / f64::from(TIMES)
}

/// An office that decided and has so many dossiers, a tenth of them in progress:
/// rows like these two, of the last year.
async fn filled(world: &World, (open, done): (&Story, &Story), count: usize) {
    let id = |story: &Story| story.dossier.as_ref().expect("a dossier").id.to_string();
    let number = |story: &Story| {
        let stage = &story.dossier.as_ref().expect("a dossier").stage;
        stage.receipt().expect("received").number.clone()
    };
    let (open_id, done_id) = (id(open), id(done));
    let rows = |from: usize, to: usize| {
        format!(
            "with recursive nth(n) as (select {from} union all select n + 1 from nth where n < {})",
            to - 1
        )
    };
    let dossier = |id: &str, number: &str, due: &str| {
        format!(
            "insert into dossiers (id, issuer, procedure, applicant_id, application, title, folded_title,
                 stage, state, number, due_on, version, created_at, saved_at)
             select '00000000-0000-7000-8000-' || (100000000000 + n), issuer, procedure, applicant_id, '{{}}',
                 'Bản sao ' || n, 'ban sao', stage,
                 replace(replace(state, '{number}', 'BKHCN-X-' || n), '2026-11-22', date('2026-11-21', '-' || (n % 360) || ' days')),
                 'BKHCN-X-' || n, {due}, 1, created_at, date('2026-11-21', '-' || (n % 360) || ' days') || 'T03:00:00Z'
             from nth cross join dossiers where dossiers.id = '{id}'"
        )
    };
    let at = count / 10;
    world
        .execute_all([
            format!("{} {}", rows(0, at), dossier(&open_id, &number(open), "date('2026-11-20', '+' || (n % 40) || ' days')")),
            format!("{} {}", rows(at, count), dossier(&done_id, &number(done), "null")),
            // As the state of those in progress has it.
            "update dossiers set state = json_set(state, '$.completeness.decision_due', due_on)
             where number like 'BKHCN-X-%' and due_on is not null"
                .to_owned(),
            "insert into conclusions select id, appraiser_id, received_at, decided_at, '2026-12-01', 0, 0, 0, 1
             from dossiers where number like 'BKHCN-X-%' and decided_at is not null"
                .to_owned(),
            "delete from month_counts".to_owned(),
            "insert into month_counts select issuer, substr(received_at, 1, 7), procedure, '', count(*), 0, 0
             from dossiers where received_at is not null group by 1, 2, 3"
                .to_owned(),
            "insert into month_counts
             select issuer, substr(dossiers.decided_at, 1, 7), procedure, officer, 0, count(*), sum(in_time)
             from conclusions join dossiers on id = dossier_id group by 1, 2, 3, 4"
                .to_owned(),
        ])
        .await;
}

#[rocket::async_test]
async fn what_lists_and_overviews_cost_does_not_grow_with_what_is_done() {
    let asked = std::env::var("LIST_DOSSIERS").ok().and_then(|count| count.parse::<usize>().ok());
    let count = asked.unwrap_or(2_000);
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut leader = staff(&world, "lanhdao1@bkhcn").await;
    let empty = (cost(&mut leader, "/desk/overview").await, cost(&mut leader, "/desk?view=open").await);
    let open = rehearsal.brought(independent(0), &TAKEN_UP).await;
    let mut done = rehearsal.brought(independent(1), &TAKEN_UP).await;
    let end = [
        Step::Judge { except: 0 },
        Step::Propose(Outcome::Refuse, "Chưa đủ."),
        Step::Refuse("Chưa đủ điều kiện."),
    ];
    bring(&rehearsal, &mut done, &end).await;
    filled(&world, (&open, &done), count).await;
    let overview = leader.visit("/desk/overview").await;
    let total = overview.all_words_of("section[aria-labelledby=open] tbody tr").pop().expect("the sum");
    assert_eq!(total, format!("Tổng số {}", count / 10 + 1));
    let full = cost(&mut leader, "/desk/overview").await;
    let first = cost(&mut leader, "/desk?view=open").await;
    // From the end back: the last page there is.
    let deep = "/desk?view=open&before=~,~,~,ffffffff-0000-7000-8000-000000000000";
    assert_eq!(rows(&leader.visit(deep).await).len(), 50, "as long as the first");
    let deep = cost(&mut leader, deep).await;
    let mine = cost(&mut leader, "/desk?view=mine").await;
    let by_number = cost(&mut leader, "/desk?view=open&sort=number").await;
    let done = cost(&mut leader, "/desk?view=done").await;
    if asked.is_some() {
        let told = format!(
            "{count} dossiers, a tenth of them open; milliseconds of processor time:\n\
             overview {full:.1} (empty {:.1}: {:.1} times)\n\
             open, first page {first:.1}, the last {deep:.1} (empty {:.1}); by number {by_number:.1}\n\
             mine {mine:.1}, done {done:.1}\n",
            empty.0,
            full / empty.0,
            empty.1,
        );
        std::io::stdout().write_all(told.as_bytes()).expect("it is told");
        assert!(full <= 3.0 * empty.0, "an overview of much costs three empty ones at most");
        assert!(deep <= 1.5 * first, "a page at depth costs what the first does");
    }
}
