//! Lists of dossiers that are longer than a page: nothing is left out, however
//! many there are, and how many there are is told.

use std::collections::BTreeSet;
use std::ops::Range;

use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::staff::Role;

use crate::desk::{acts_of, path, staff};
use crate::harness::{Page, Person, World, story};
use crate::rehearsal::{Rehearsal, independent};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

const UNDER_APPRAISAL: [Step; 5] =
    [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete, Step::TakeUp];

/// Rows of the office that are like this one, under numbers and names of their
/// own, and due on this day.
async fn copied(world: &World, story: &Story, nths: Range<usize>, due: &str) {
    let dossier = story.dossier.as_ref().expect("a written dossier");
    let (id, stage) = (dossier.id, &dossier.stage);
    let number = &stage.receipt().expect("it was received").number;
    let before = stage.due_on().expect("a term runs");
    let rows: Vec<String> = nths.map(|nth| format!("({nth})")).collect();
    let copies = format!(
        "insert into dossiers (id, issuer, procedure, applicant_id, application, title, folded_title,
             stage, state, number, due_on, version, created_at, saved_at)
         select '00000000-0000-7000-8000-' || (100000000000 + column1), issuer, procedure, applicant_id,
             application, 'Bản sao ' || (10000 + column1), 'ban sao ' || (10000 + column1), stage,
             replace(replace(state, '{number}', 'BKHCN-261122-' || (10000 + column1)), '{before}', '{due}'),
             'BKHCN-261122-' || (10000 + column1), '{due}', 1, created_at, saved_at
         from dossiers cross join (values {}) as copies where id = '{id}'",
        rows.join(", ")
    );
    world.execute_all([copies]).await;
}

/// Rows of the office that are like this one, which nobody has received, filed
/// at this instant under names of their own.
async fn filed_copies(world: &World, story: &Story, nths: Range<usize>, at: &str) {
    let dossier = story.dossier.as_ref().expect("a written dossier");
    let (id, before) = (dossier.id, dossier.saved_at);
    let rows: Vec<String> = nths.map(|nth| format!("({nth})")).collect();
    let copies = format!(
        "insert into dossiers (id, issuer, procedure, applicant_id, application, title, folded_title,
             stage, state, version, created_at, saved_at)
         select '00000000-0000-7000-8000-' || (100000000000 + column1), issuer, procedure, applicant_id,
             application, 'Vừa nộp ' || (10000 + column1), 'vua nop ' || (10000 + column1), stage,
             replace(state, '{before}', '{at}'), 1, created_at, '{at}'
         from dossiers cross join (values {}) as copies where id = '{id}'",
        rows.join(", ")
    );
    world.execute_all([copies]).await;
}

/// Where the page before or after this one is.
fn leads(page: &Page, to: &str) -> Option<String> {
    let links = page.all_attributes(".pages a", "href").into_iter();
    links.zip(page.all_words_of(".pages a")).find(|(_, words)| words == to).map(|(href, _)| href)
}

/// Every row from this page on, and the last page.
async fn rows_to_the_end(person: &mut Person, mut page: Page) -> (Vec<String>, Page) {
    let mut rows = Vec::new();
    loop {
        rows.extend(page.all_words_of("tbody th"));
        match leads(&page, "Trang sau") {
            Some(href) => page = person.visit(&href).await,
            None => return (rows, page),
        }
    }
}

fn distinct(rows: &[String]) -> usize {
    rows.iter().collect::<BTreeSet<_>>().len()
}

story! {
    async fn a_list_goes_on_to_its_end_and_back_without_losing_a_row(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let one = rehearsal.brought(independent(0), &RECEIVED).await;
        // Nearer, at the same day and at the same instant, and later.
        copied(&world, &one, 0..40, "2026-11-26").await;
        copied(&world, &one, 40..120, "2026-11-30").await;
        copied(&world, &one, 120..160, "2026-12-02").await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        for view in ["/desk?view=mine", "/desk?view=open", "/desk?stage=received"] {
            let first = intake.visit(view).await;
            assert_eq!(first.words_of("caption"), "161 hồ sơ", "{view}");
            assert_eq!(first.all_words_of("tbody th").len(), 50, "{view}");
            assert_eq!(leads(&first, "Trang trước"), None, "{view}");
            let (rows, last) = rows_to_the_end(&mut intake, first).await;
            assert_eq!((rows.len(), distinct(&rows)), (161, 161), "{view}");
            assert!(rows[..40].iter().all(|row| row.contains("Bản sao 100")), "the nearest deadline first");
            // And back: the same pages from their ends.
            let (mut back, mut page) = (last.all_words_of("tbody th").len(), last);
            while let Some(href) = leads(&page, "Trang trước") {
                page = intake.visit(&href).await;
                back += page.all_words_of("tbody th").len();
            }
            assert_eq!(back, 161, "{view}");
            assert_eq!(page.all_words_of("tbody th")[..], rows[..50], "the first page again: {view}");
        }
        let menu = intake.visit("/desk").await.all_words_of(".views a");
        assert_eq!(menu, ["Việc của tôi 161", "Đang giải quyết 161", "Đã xong 0"]);

        // Whatever becomes of the rows of one page, none of the next is passed over.
        let first = intake.visit("/desk?view=mine").await;
        let seen = first.all_words_of("tbody th");
        world.execute("update dossiers set issuer = '01' where due_on = '2026-11-26'").await;
        let next = leads(&first, "Trang sau").expect("a next page");
        let next = intake.visit(&next).await;
        let (rest, _) = rows_to_the_end(&mut intake, next).await;
        let together: Vec<String> = seen.into_iter().chain(rest).collect();
        assert_eq!((together.len(), distinct(&together)), (161, 161));
    }
}

story! {
    async fn what_nobody_has_received_has_an_age_and_stands_above_what_is_due_later(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &RECEIVED).await;
        let filed = rehearsal.brought(independent(1), &RECEIVED[..2]).await;
        copied(&world, &received, 0..60, "2026-11-20").await;
        copied(&world, &received, 60..130, "2026-12-02").await;
        filed_copies(&world, &filed, 200..260, "2026-11-23T02:00:00Z").await;
        filed_copies(&world, &filed, 260..280, "2026-12-02T01:00:00Z").await;
        // Wednesday the 25th; the 24th is a day off.
        world.wait(3 * 86_400);
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        for view in ["/desk?view=mine", "/desk?view=open"] {
            let first = intake.visit(view).await;
            let (rows, last) = rows_to_the_end(&mut intake, first).await;
            assert_eq!((rows.len(), distinct(&rows)), (212, 212), "{view}");
            let place = |of: &str| rows.iter().position(|row| row.contains(of)).expect("a row");
            assert!(rows[..60].iter().all(|row| row.contains("Bản sao")), "what is overdue since before: {view}");
            assert!(rows[61..121].iter().all(|row| row.contains("Vừa nộp")), "{view}: {:?}", &rows[58..63]);
            assert!(place("Vừa nộp 10260") < place("Bản sao 10060"), "of one day the filed first: {view}");
            let (mut back, mut page) = (last.all_words_of("tbody th").len(), last);
            while let Some(href) = leads(&page, "Trang trước") {
                page = intake.visit(&href).await;
                back += page.all_words_of("tbody th").len();
            }
            assert_eq!(back, 212, "{view}");
        }
        let only = intake.visit("/desk?stage=submitted").await.all_words_of("tbody tr");
        assert_eq!(only.len(), 50);
        assert!(only[0].contains("chưa tiếp nhận, đã 2 ngày làm việc") && only[0].contains("22/11/2026"), "{}", only[0]);
        assert!(only[1].contains("đã 1 ngày làm việc") && only[1].contains("23/11/2026"), "{}", only[1]);
    }
}

story! {
    async fn what_waits_for_one_is_found_behind_all_that_waits_for_others(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let others = rehearsal.brought(independent(0), &UNDER_APPRAISAL).await;
        let mut second = rehearsal.brought(independent(1), &UNDER_APPRAISAL[..4]).await;
        second.hands = 1;
        rehearsal.teller.tell(&mut second, Step::TakeUp).await.expect("taken up by another");
        copied(&world, &others, 0..620, "2026-11-25").await;
        let mine = ["thamxet1@bkhcn", "thamxet2@bkhcn"];
        let mut counts = Vec::new();
        for user in mine {
            let mut appraiser = staff(&world, user).await;
            let page = appraiser.visit("/desk?view=mine").await;
            let (rows, _) = rows_to_the_end(&mut appraiser, page).await;
            counts.push(distinct(&rows));
            let open = appraiser.visit("/desk?view=open").await;
            assert_eq!(open.words_of("caption"), "622 hồ sơ", "{user}");
            let found = appraiser.visit("/desk?view=open&q=BKHCN-261122").await;
            assert_eq!(found.words_of("caption"), "2 hồ sơ", "the copies have no words: {user}");
        }
        assert_eq!(counts, [621, 1]);

        // The appraiser is gone: whoever appraises can take each of them over.
        let role = "delete from staff_roles where role = 'appraiser' and account_id in
            (select id from accounts where email = 'thamxet1@bkhcn.example.test')";
        world.execute(role).await;
        let mut left = staff(&world, "thamxet2@bkhcn").await;
        assert_eq!(left.visit("/desk?view=mine").await.words_of("caption"), "622 hồ sơ");
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert_eq!(leader.visit("/desk?view=mine").await.words_of("caption"), "621 hồ sơ", "to be given on");
    }
}

story! {
    async fn a_leader_is_shown_what_somebody_else_proposed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let proposed = rehearsal.proposed(independent(0)).await;
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert_eq!(leader.visit("/desk?view=mine").await.words_of("caption"), "1 hồ sơ");
        for (user, role) in [("tiepnhan@bkhcn", Role::Intake), ("thamxet1@bkhcn", Role::Appraiser)] {
            let page = staff(&world, user).await.visit("/desk?view=mine").await;
            assert!(page.says("Hiện không có hồ sơ nào chờ bạn."), "{role}");
        }
        let page = leader.visit(&path(&proposed)).await;
        assert_eq!(acts_of(&world, &proposed).await.last().map(String::as_str), Some("propose"));
        assert!(page.buttons().contains(&"Trả lại để thẩm xét".to_owned()), "{:?}", page.buttons());
        // A place that is none begins the list.
        for after in ["x", ",,,", "a,b", "9999-12-31", "%00,%00,%00,%00", "~,~,~,%E2%80%8B"] {
            let page = leader.visit(&format!("/desk?view=mine&after={after}")).await;
            assert_eq!(page.status.code, 200, "{after}");
        }
    }
}

story! {
    async fn a_place_that_is_none_begins_the_list(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let one = rehearsal.brought(independent(0), &RECEIVED).await;
        copied(&world, &one, 0..3, "2026-11-26").await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await;
        let whole = intake.visit("/desk?view=open").await.all_words_of("tbody th");
        assert_eq!(whole.len(), 4);
        let first = "0,0,0,00000000-0000-7000-8000-000000000000";
        let last = "~,~,~,ffffffff-0000-7000-8000-000000000000";
        for place in ["before=,,,", "after=,,,", "before=x", &format!("before={first}"), &format!("after={last}")] {
            let page = intake.visit(&format!("/desk?view=open&{place}")).await;
            assert_eq!(page.all_words_of("tbody th"), whole, "{place}");
        }
    }
}
