//! Limits of the office that are near or over: shown at once, noted once, and
//! nothing more.

use consultant_registry::acts::calendar::{self, CalendarChange};
use consultant_registry::acts::escalations;
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::calendar::{CalendarDay, DayKind};
use consultant_registry::domain::dossier::Outcome;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::job::Job;
use consultant_registry::domain::staff::Role;
use consultant_registry::jobs;
use consultant_registry::storage::jobs as stored;
use rocket::tokio::time::{Duration, sleep};

use crate::desk::{acts_of, path, staff};
use crate::harness::{World, story};
use crate::inspection::{bring, findings};
use crate::rehearsal::{Rehearsal, independent};

const RECEIVED: [Step; 3] = [Step::Write, Step::Submit, Step::Receive];
const COMPLETE: [Step; 4] = [Step::Write, Step::Submit, Step::Receive, Step::ConfirmComplete];
const DAY: i64 = 86_400;

/// Has today's limits noted, and waits until they are.
async fn noted(world: &World) {
    escalations::keep_noting(&world.registry).await.expect("ordered");
    let key = jobs::key(&Job::Limits { day: world.registry.clock.today() });
    for _ in 0..3_000 {
        let mut reading = world.storage().read().await.expect("a reading");
        // None where there is nothing to note.
        if stored::find(&mut reading, &key).await.expect("read").is_none_or(|job| job.done_at.is_some()) {
            return;
        }
        drop(reading);
        sleep(Duration::from_millis(20)).await;
    }
    panic!("the limits of a day were never noted");
}

/// What was noted of a dossier's limits.
async fn limits(world: &World, story: &Story) -> Vec<String> {
    acts_of(world, story).await.into_iter().filter(|act| act.starts_with("limit_")).collect()
}

story! {
    async fn a_limit_is_noted_once_when_it_is_near_and_once_when_it_is_over(world) {
        // Received on Sunday the 22nd: to be checked by Monday the 30th.
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let received = rehearsal.brought(independent(0), &RECEIVED).await;
        let asked = rehearsal.brought(independent(1), &[RECEIVED[0], RECEIVED[1], RECEIVED[2], Step::RequestSupplement("Bằng")]).await;
        let other = world.another_server().await;
        world.wait(3 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &received).await, [""; 0], "on Wednesday three working days are left");
        world.wait(DAY);
        for server in [&world, &other, &world] {
            noted(server).await;
        }
        assert_eq!(limits(&world, &received).await, ["limit_near"]);
        world.wait(3 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &received).await, ["limit_near"], "today is near still");
        for _ in 0..2 {
            world.wait(DAY);
            noted(&other).await;
        }
        assert_eq!(limits(&world, &received).await, ["limit_near", "limit_over"]);
        assert_eq!(acts_of(&world, &received).await, ["receive", "limit_near", "limit_over"], "nothing follows by itself");
        world.wait(20 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &asked).await, [""; 0], "the applicant’s own term");

        // The leader sees it before all else, and in its history.
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        let desk = leader.visit("/desk").await;
        assert_eq!(desk.words_of(".limits a"), "Quá hạn 1");
        let page = leader.visit("/desk/overview").await;
        assert!(page.words_of("table.nearest tbody tr").contains("quá hạn"), "{}", page.words_of("main"));
        let history = leader.visit(&format!("{}/history", path(&received))).await;
        assert!(history.says("Quá thời hạn giải quyết") && history.says("30/11/2026"), "{}", history.words_of("main"));
        assert_eq!(findings(&world).await, [""; 0]);
    }
}

story! {
    async fn a_calendar_that_moves_a_limit_neither_loses_an_escalation_nor_doubles_one(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let one = rehearsal.brought(independent(0), &RECEIVED).await;
        let keeper = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Administrator, 0).expect("a keeper");
        let off = |day: &str| {
            CalendarChange::Save(CalendarDay {
                day: day.parse().expect("a day"),
                kind: DayKind::Off,
                name: "Nghỉ bão".to_owned(),
                basis: "Công điện".to_owned(),
                confirmed: true,
            })
        };
        // Friday the 27th: the 30th is near.
        world.wait(5 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_near"]);
        // It moves to Thursday the 3rd, and comes near once more.
        for day in ["2026-11-30", "2026-12-01", "2026-12-02"] {
            calendar::change(&world.registry, keeper, &off(day), "Bão").await.expect("changed");
        }
        for _ in 0..5 {
            world.wait(DAY);
            noted(&world).await;
        }
        assert_eq!(limits(&world, &one).await, ["limit_near"], "noted before it moved");
        world.wait(2 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_near", "limit_over"], "and over by the day it moved to");
        // Back to where it was: it is late by more, and was noted.
        let back = CalendarChange::Remove("2026-12-02".parse().expect("a day"));
        calendar::change(&world.registry, keeper, &back, "Hết bão").await.expect("changed");
        world.wait(DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_near", "limit_over"]);
        let mut leader = staff(&world, "lanhdao1@bkhcn").await;
        assert!(leader.visit("/desk?view=open&due=late").await.words_of("caption").starts_with("1 "));
    }
}

story! {
    async fn each_step_of_a_dossier_has_limits_of_its_own(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut one = rehearsal.brought(independent(0), &RECEIVED).await;
        // The 1st of December: over before it was ever seen near.
        world.wait(9 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_over"]);
        bring(&rehearsal, &mut one, &[Step::ConfirmComplete, Step::TakeUp]).await;
        // Complete on the 1st, to be decided by the 22nd; on site by the 13th of January.
        world.wait(20 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_over", "limit_near"]);
        bring(&rehearsal, &mut one, &[Step::OrderOnSite("Xem tận nơi.")]).await;
        world.wait(5 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await.len(), 2, "the longer term is not near");
        world.wait(20 * DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await, ["limit_over", "limit_near", "limit_over"]);
        let rest = [Step::RecordMinutes("Đạt."), Step::Judge { except: 0 }, Step::Propose(Outcome::Refuse, "Chưa đủ."), Step::Refuse("Chưa đủ điều kiện.")];
        bring(&rehearsal, &mut one, &rest).await;
        world.wait(DAY);
        noted(&world).await;
        assert_eq!(limits(&world, &one).await.len(), 3, "what is decided has no limit");
    }
}

story! {
    async fn what_was_noted_cannot_be_changed(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        rehearsal.brought(independent(0), &COMPLETE).await;
        world.wait(40 * DAY);
        noted(&world).await;
        for change in ["update escalations set kind = 'near'", "delete from escalations"] {
            let refused = world.try_execute(change).await.expect_err("it only grows").to_string();
            assert!(refused.contains("append-only"), "{refused}");
        }
    }
}
