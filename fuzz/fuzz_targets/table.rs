//! Bytes as a table, text or workbook: what is read is within its bounds, and
//! reads the same when it is written as text.
#![no_main]

use consultant_registry::domain::table::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(table) = Table::read(bytes) else { return };
    assert!((1..=MOST_ROWS).contains(&table.rows.len()), "as many rows as may be");
    for row in &table.rows {
        assert!(
            (1..=MOST_COLUMNS).contains(&row.cells.len()) && !row.cells.last().is_some_and(String::is_empty)
        );
        assert!(row.cells.iter().all(|cell| cell.chars().count() <= LONGEST_CELL && cell.trim() == cell));
    }
    // A row far down stands far down again: then the text may be too large.
    if table.rows.iter().all(|row| row.number <= 2 * MOST_ROWS)
        && let Ok(again) = Table::of_text(&table.to_text())
    {
        let cells = |table: &Table| table.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
        assert_eq!(cells(&again), cells(&table));
    }
});
