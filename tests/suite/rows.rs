//! One bad row stops nobody: lists give what can be read and name the rest.

use consultant_registry::demo::teller::Step;
use consultant_registry::domain::staff::Role;
use consultant_registry::verification::{Checks, Freshness};
use rocket::http::Status;

use crate::harness::{Page, Person, World, story};
use crate::inspection::{bring, tamper};
use crate::rehearsal::{Rehearsal, independent, organisation};

/// What a page says beside a row that cannot be read.
const UNREADABLE: &str = "Không đọc được, số tham chiếu";

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];

/// Three dossiers at the Ministry, one of them with cards, and an administrator
/// who looks at all that is there.
async fn office(world: &World) -> (Rehearsal, Person) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut issued = rehearsal.proposed(organisation(0, 0..5)).await;
    bring(&rehearsal, &mut issued, &[Step::Approve]).await;
    rehearsal.brought(independent(5), &RECEIVED).await;
    rehearsal.brought(independent(6), &RECEIVED).await;
    let officer = world.officer("quan.tri@example.test", "BKHCN", &[Role::Administrator]).await;
    (rehearsal, officer)
}

async fn shown(person: &mut Person, path: &str) -> Page {
    let page = person.visit(path).await;
    assert_eq!(page.status, Status::Ok, "{path}");
    page
}

/// Every list of the desk.
const LISTS: [&str; 9] = [
    "/desk",
    "/desk?view=mine",
    "/desk?view=open",
    "/desk?view=done",
    "/desk/certificates",
    "/desk/staff",
    "/desk/calendar",
    "/desk/jobs",
    "/desk/regimes",
];

async fn every_list(person: &mut Person) -> Vec<Page> {
    let mut pages = Vec::new();
    for path in LISTS {
        pages.push(shown(person, path).await);
    }
    pages
}

/// How many of the lists name a row that cannot be read.
async fn naming(person: &mut Person, table: &str) -> usize {
    let named = |page: &&Page| page.body.contains(UNREADABLE) && page.body.contains(&format!("{table} "));
    every_list(person).await.iter().filter(named).count()
}

story! {
    async fn a_dossier_that_cannot_be_read_is_named_and_the_others_are_listed(world) {
        office(&world).await;
        let mut intake = world.officer("tiep.nhan@example.test", "BKHCN", &[Role::Intake]).await;
        let one = "(select min(id) from dossiers where stage = 'received')";
        for change in ["saved_at = 'x'", "stage = 'x'", "state = '{}'"] {
            tamper(&world, &[&format!("update dossiers set {change} where id = {one}")]).await;
            // What waits for oneself is counted on every one of them.
            for path in ["/desk", "/desk?view=mine", "/desk?view=open"] {
                let page = shown(&mut intake, path).await;
                assert!(page.body.contains(UNREADABLE), "{change} {path}");
                assert!(page.body.contains(">dossiers "), "{change} {path}: {}", page.body);
            }
            shown(&mut intake, "/desk?view=done").await;
        }
    }
}

story! {
    async fn a_change_of_the_calendar_counts_what_it_can_and_says_what_it_could_not(world) {
        let (_, mut officer) = office(&world).await;
        let one = "(select min(id) from dossiers where stage = 'received')";
        tamper(&world, &[&format!("update dossiers set application = 'x' where id = {one}")]).await;
        let page = shown(&mut officer, "/desk/calendar").await;
        let filling = officer.fill(&page, "Lưu ngày này").with("day", "2026-11-26").with("kind", "off");
        let page = filling.with("name", "Nghỉ").with("reason", "Quyết định thử.").send().await;
        assert_eq!(page.status, Status::Ok);
        assert!(page.body.contains("Số hồ sơ có thời hạn được tính lại: 1."), "{}", page.body);
        assert!(page.body.contains("chưa tính lại, số tham chiếu: dossiers "), "{}", page.body);
    }
}

story! {
    signing async fn a_key_that_cannot_be_read_is_distrusted_alone(world) {
        let (rehearsal, mut officer) = office(&world).await;
        let bytes = match world.storage() {
            consultant_registry::storage::Storage::Sqlite(..) => "x'00'",
            consultant_registry::storage::Storage::Postgres(..) => "'\\x00'",
        };
        tamper(&world, &[
            &format!("update issuer_keys set public_key = {bytes} where issuer = '01'"),
            "update issuer_keys set retired_at = '2000-01-01T00:00:00Z' where issuer = '79'",
        ]).await;
        // A server that starts now, and one that was at work.
        let another = world.another_server().await;
        let checks = Checks::new(another.registry.clone(), Freshness::default());
        assert!(checks.load().await.expect("read") > 0);
        let mut other = rehearsal.proposed(independent(7)).await;
        bring(&rehearsal, &mut other, &[Step::Approve]).await;
        // What one server enters the other may not know for a moment.
        world.wait(2);
        for mut anyone in [world.anonymous(), another.anonymous()] {
            for path in ["/c/01/2026/GXN-BKHCN", "/c/02/2026/GXN-BKHCN", "/offline/trust.json", "/log/checkpoint"] {
                shown(&mut anyone, path).await;
            }
        }
        every_list(&mut officer).await;
    }
}

story! {
    async fn a_certificate_or_a_card_that_cannot_be_read_is_named_where_it_would_stand(world) {
        let (_, mut officer) = office(&world).await;
        tamper(&world, &["update cards set issued_at = 'x' where number = (select min(number) from cards)"]).await;
        let page = shown(&mut officer, "/desk/certificates/01-2026-GXN-BKHCN").await;
        assert!(page.body.contains(UNREADABLE) && page.body.contains("cards "), "{}", page.body);
        tamper(&world, &["update certificates set issued_at = 'x'"]).await;
        assert_eq!(naming(&mut officer, "certificates").await, 1);
    }
}

story! {
    async fn an_account_or_a_role_that_cannot_be_read_keeps_nobody_from_the_staff_list(world) {
        let (_, mut officer) = office(&world).await;
        tamper(&world, &[
            "update accounts set created_at = 'x' where id =
                (select min(account_id) from staff_roles where issuer = 'BKHCN' and role = 'appraiser')",
            "insert into staff_roles (account_id, issuer, role, granted_at)
                select id, 'x', 'leader', '2026-11-22T03:00:00Z' from accounts where email = 'quan.tri@example.test'",
        ]).await;
        assert_eq!(naming(&mut officer, "accounts").await, 1);
        let page = shown(&mut officer, "/desk/staff").await;
        assert!(page.body.contains("quan.tri@example.test"), "the others are there");
    }
}

story! {
    async fn a_day_of_the_calendar_that_cannot_be_read_is_named_and_terms_are_counted(world) {
        let (rehearsal, mut officer) = office(&world).await;
        world.execute("insert into calendar_days (day, kind, name, basis) values ('2026-13-45', 'off', 'x', '')").await;
        assert_eq!(naming(&mut officer, "calendar_days").await, 1);
        rehearsal.brought(independent(8), &RECEIVED).await;
    }
}

story! {
    async fn the_profile_of_one_issuer_that_cannot_be_read_stops_no_other(world) {
        let (_, mut officer) = office(&world).await;
        tamper(&world, &["update issuer_profiles set profile = 'x' where issuer = '01'"]).await;
        every_list(&mut officer).await;
        let mut applicant = world.applicant("mai@example.test").await;
        for path in ["/filing", "/filing/dossiers/new"] {
            shown(&mut applicant, path).await;
        }
    }
}

story! {
    async fn what_hangs_on_a_dossier_and_cannot_be_read_leaves_the_dossier_open(world) {
        let (_, mut officer) = office(&world).await;
        let issued = "(select id from dossiers where stage = 'issued')";
        tamper(&world, &[
            &format!("update evidence set uploaded_at = 'x' where dossier_id = {issued}"),
            &format!("update judgements set judged_at = 'x' where dossier_id = {issued}"),
            &format!("update audit set details = 'x' where subject = {issued} and act = 'receive'"),
        ]).await;
        let done = shown(&mut officer, "/desk?view=done").await;
        let paths = done.all_attributes("table a", "href");
        let path = paths.iter().find(|path| path.starts_with("/desk/dossiers/")).expect("the dossier").clone();
        shown(&mut officer, &path).await;
        let history = shown(&mut officer, &format!("{path}/history")).await;
        assert!(history.body.contains(UNREADABLE) && history.body.contains("audit "), "{}", history.body);
    }
}
