//! Both chains, row by row.

use consultant_registry::acts::access::SessionToken;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::certificate::SuspensionGround;
use consultant_registry::domain::deed::Deed;
use consultant_registry::storage::chain::{self, Chain, ChainState};
use consultant_registry::storage::{Pools, Storage, accounts, audit, entries};
use sqlx::AssertSqlSafe;

use crate::desk::{path, staff};
use crate::harness::{World, story};
use crate::rehearsal::{Rehearsal, independent};

pub(crate) async fn with_a_paper(world: &World) {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut story = rehearsal.proposed(independent(0)).await;
    rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
}

/// Changes rows that the tables refuse to change, as whoever owns them can.
pub(crate) async fn behind_the_triggers(world: &World, table: &str, change: &str) {
    let statements = match world.storage() {
        Storage::Sqlite(..) => [
            format!("drop trigger {table}_refuse_update"),
            format!("drop trigger {table}_refuse_delete"),
            change.to_owned(),
        ],
        Storage::Postgres(..) => [
            format!("alter table {table} disable trigger user"),
            change.to_owned(),
            format!("alter table {table} enable trigger user"),
        ],
    };
    for statement in statements {
        let done = match world.storage() {
            Storage::Sqlite(Pools { writing: pool, .. }) => {
                sqlx::query(AssertSqlSafe(statement)).execute(pool).await.map(drop)
            }
            Storage::Postgres(Pools { writing: pool, .. }) => {
                sqlx::query(AssertSqlSafe(statement)).execute(pool).await.map(drop)
            }
        };
        done.expect("the rows are changed");
    }
}

async fn broken(world: &World, chain: Chain) -> Option<(i64, &'static str)> {
    match chain::walk(world.storage(), chain, |_, _| ()).await.expect("the chain can be read") {
        ChainState::Whole { .. } => None,
        ChainState::Broken { at, why } => Some((at, why)),
    }
}

story! {
    async fn a_changed_record_breaks_the_audit_trail_where_it_stands(world) {
        with_a_paper(&world).await;
        assert_eq!(broken(&world, Chain::Audit).await, None);
        behind_the_triggers(&world, "audit", "update audit set act = 'receive' where seq = 3").await;
        assert_eq!(broken(&world, Chain::Audit).await, Some((3, "its hash is of other words")));
        assert_eq!(broken(&world, Chain::Entries).await, None);
    }
}

story! {
    async fn a_record_taken_out_leaves_a_gap_and_a_tail_cut_off_a_head_that_is_ahead(world) {
        with_a_paper(&world).await;
        behind_the_triggers(&world, "audit", "delete from audit where seq = (select max(seq) from audit)").await;
        let (at, why) = broken(&world, Chain::Audit).await.expect("a break");
        assert_eq!(why, "it is missing, though the head knows of it");
        world.execute("update heads set seq = seq - 1 where name = 'audit'").await;
        assert_eq!(broken(&world, Chain::Audit).await, Some((at - 1, "the head does not know of it")));
    }
}

story! {
    async fn an_entry_hidden_from_its_papers_history_is_a_break(world) {
        with_a_paper(&world).await;
        assert_eq!(broken(&world, Chain::Entries).await, None);
        let last = "(select max(seq) from entries)";
        behind_the_triggers(&world, "entry_papers", &format!("delete from entry_papers where seq = {last}")).await;
        let (_, why) = broken(&world, Chain::Entries).await.expect("a break");
        assert_eq!(why, "the index by paper names others");
        behind_the_triggers(&world, "entries", &format!("update entries set at = '2020-01-01T00:00:00Z' where seq = {last}")).await;
        let (_, why) = broken(&world, Chain::Entries).await.expect("a break");
        assert_eq!(why, "the columns beside its body say something else");
        behind_the_triggers_again(&world, &format!("update entries set body = leaf_hash where seq = {last}")).await;
        let (_, why) = broken(&world, Chain::Entries).await.expect("a break");
        assert_eq!(why, "its hash is of another body");
    }
}

/// A second change of the entries: on SQLite the triggers are gone by now.
async fn behind_the_triggers_again(world: &World, change: &str) {
    match world.storage() {
        Storage::Sqlite(Pools { writing: pool, .. }) => {
            sqlx::query(AssertSqlSafe(change)).execute(pool).await.expect("the rows are changed");
        }
        Storage::Postgres(..) => behind_the_triggers(world, "entries", change).await,
    }
}

story! {
    async fn the_history_tells_from_where_each_act_came_and_the_chain_covers_it(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let filed = rehearsal.brought(independent(0), &[Step::Write, Step::Submit]).await;
        let mut intake = staff(&world, "tiepnhan@bkhcn").await.from([198, 51, 100, 7]);
        let page = intake.visit(&path(&filed)).await;
        intake.press(&page, "Tiếp nhận hồ sơ").await;
        let session: SessionToken = intake.cookie("session").expect("a session").parse().expect("a token");
        let mut auditor = staff(&world, "kiemtra@bkhcn").await;
        let history = auditor.visit(&format!("{}/history", path(&filed))).await.words_of("tbody tr");
        let from = format!("198.51.100.7, phiên {}", session.mark());
        assert!(history.contains(&from), "{from}: {history}");
        let mut reading = world.storage().read().await.expect("a reading");
        let signed_in = accounts::find_by_email(&mut reading, "tiepnhan@bkhcn.example.test").await;
        let account = signed_in.expect("a row").expect("an account").id.to_string();
        let lines = audit::of_subject(&mut reading, &account).await.expect("the audit trail");
        reading.end().await.expect("ended");
        let signed_in = lines.into_iter().find(|line| line.deed == Deed::SignIn {}).expect("the sign-in");
        assert_eq!(signed_in.provenance.session, Some(session.mark()), "the session that it began");
        assert_eq!(broken(&world, Chain::Audit).await, None);
        let last = "where seq = (select max(seq) from audit where address = '198.51.100.7')";
        behind_the_triggers(&world, "audit", &format!("update audit set form = 1, address = null, session = null {last}")).await;
        let (_, why) = broken(&world, Chain::Audit).await.expect("a break");
        assert_eq!(why, "its hash is of other words", "nor passed off as one of before");
    }
}

story! {
    async fn an_entry_is_never_older_than_the_one_before_it(world) {
        let rehearsal = Rehearsal::in_register(&world.registry).await;
        let mut story = rehearsal.proposed(independent(0)).await;
        rehearsal.teller.tell(&mut story, Step::Approve).await.expect("approved");
        let entered = world.registry.clock.now();
        world.wait(-3_600);
        let ground = SuspensionGround::CapacityNotKept;
        let suspended = rehearsal.teller.tell(&mut story, Step::Suspend(ground, 30, "Bổ sung.")).await;
        suspended.expect("a clock that is behind stops nobody");
        let mut reading = world.storage().read().await.expect("a reading");
        let entries = entries::after(&mut reading, 0, 1_000).await.expect("the entries");
        assert_eq!(entries.last().map(|entry| (entry.event.kind(), entry.at)), Some(("suspended", entered)));
    }
}
