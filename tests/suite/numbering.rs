//! Number series under many writers at once.

use consultant_registry::storage::Storage;
use consultant_registry::storage::heads::{self, Series};
use rocket::tokio::task::JoinSet;

use crate::harness::story;

async fn draw(storage: Storage, writer: i64) -> Option<i64> {
    let mut transaction = storage.begin().await.expect("a transaction");
    let number = heads::next(&mut transaction, Series::Demonstration).await.expect("a number");
    // Every fourth writer thinks better of it; its number goes to another.
    if writer % 4 == 0 {
        return None;
    }
    transaction.commit().await.expect("the commit");
    Some(number)
}

story! {
    async fn forty_writers_at_once_leave_no_gap_and_none_fails(world) {
        let mut writers = JoinSet::new();
        for writer in 0..40 {
            writers.spawn(draw(world.storage().clone(), writer));
        }
        let mut numbers: Vec<i64> = writers.join_all().await.into_iter().flatten().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=30).collect::<Vec<i64>>());
    }
}
