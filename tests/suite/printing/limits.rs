//! More at once than the printers take.

use rocket::http::Status;
use rocket::tokio::task::JoinSet;

use super::{DESK, Pdf, issued};
use crate::desk::staff;
use crate::harness::{Kind, World};
use crate::rehearsal::Rehearsal;

#[rocket::async_test]
async fn who_comes_when_the_line_is_full_is_told_to_come_again_and_the_rest_goes_on() {
    let narrow = |config: &mut consultant_registry::config::Config| {
        (config.printers, config.printing_line) = (1, 1);
    };
    let world = World::with(Kind::Sqlite, narrow).await.expect("SQLite is always there");
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    issued(&rehearsal).await;
    let mut leader = staff(&world, "lanhdao1@bkhcn").await;
    let page = leader.visit(DESK).await;
    let mut hrefs = page.all_attributes("a[href*='/files/']", "href");
    assert!(hrefs.len() >= 8, "{hrefs:?}");
    let mut asked = JoinSet::new();
    for href in hrefs.clone() {
        let mut leader = leader.clone();
        asked.spawn(async move { leader.visit(&href).await });
    }
    let checked = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
    assert_eq!(checked.status, Status::Ok, "a check waits for no printer");
    let answers = asked.join_all().await;
    let busy: Vec<_> = answers.iter().filter(|page| page.status == Status::ServiceUnavailable).collect();
    assert!(!busy.is_empty(), "one printer, one in line, and eight at once");
    assert_eq!(busy[0].header("Retry-After"), Some("5"));
    assert_eq!(busy[0].heading(), "Đang có nhiều người làm việc này cùng lúc");
    assert!(answers.iter().any(|page| page.status == Status::Ok));
    let again = leader.visit(&hrefs.remove(0)).await;
    assert!(Pdf::of(&again).is_sound(), "a moment later there is room again");
}
