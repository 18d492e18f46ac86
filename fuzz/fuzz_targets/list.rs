//! Bytes as a list of papers: rows are within their bounds and in their order,
//! headings name no column twice, and a row that would be recorded says all that
//! a paper needs.
#![no_main]

use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;

use consultant_registry::domain::import::{Column, Reading, RowState, Sheet, recognise};
use consultant_registry::domain::table::rows::{SheetInfo, SheetRow, Told, read};
use consultant_registry::domain::table::{LONGEST_CELL, MOST_COLUMNS};
use libfuzzer_sys::fuzz_target;

/// Rows kept of a sheet: it is the reading that is tried, and not the memory.
const MOST: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let mut sheets: Vec<(SheetInfo, Vec<SheetRow>)> = Vec::new();
    let _ = read(Cursor::new(bytes), &mut |told| {
        match told {
            Told::Sheet(info) => sheets.push((info, Vec::new())),
            Told::Row(row) => {
                let (_, rows) = sheets.last_mut().expect("a row stands in a sheet");
                assert!((1..=MOST_COLUMNS).contains(&row.cells.len()), "as many columns as may be");
                assert!(row.cells.iter().all(|cell| cell.chars().count() <= LONGEST_CELL));
                assert!(rows.last().is_none_or(|last| last.number < row.number), "in their order");
                rows.push(row);
                if rows.len() == MOST {
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    for (info, rows) in sheets {
        let mut layout = recognise(&info, &rows);
        let named: Vec<Column> = layout.headings.iter().filter_map(|heading| heading.column).collect();
        assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "each column once");
        layout.old_fonts = bytes.len() % 2 == 0;
        let sheet = Sheet {
            file: String::new(),
            file_sha256: String::new(),
            name: info.name,
            is_hidden: false,
            is_1904: info.is_1904,
            layout,
        };
        let (today, mut above) = ("2026-11-22".parse().expect("a day"), Vec::new());
        for row in &rows {
            let Some(reading) = Reading::of(&sheet, row, &above, today) else { continue };
            if reading.certificate_state() == Some(RowState::New) {
                let facts = reading.facts.certificate.as_ref().expect("it has a state");
                assert!(!facts.number.is_empty() && (1..=300).contains(&facts.name.len()));
                assert!(facts.issued_on.is_some() && facts.issued_on <= facts.expires_on);
            }
            above = reading.cells;
        }
    }
});
