//! Tables in a workbook as spreadsheet programs save one (ECMA-376). Nobody
//! vouches for it: everything in it is unpacked once to be counted before a
//! reader sees it, so that a small file does not become a large one, and cells
//! are read one after another, so that one far away makes no large table.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx};

use super::{MOST_COLUMNS, MOST_ROWS, Table, Unreadable, cell};

/// What a workbook unpacks to at most, in bytes: twenty times a large table.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024;

/// Parts of one workbook; a plain one has a dozen.
const MOST_PARTS: usize = 256;

/// Cells looked at, empty ones and those far away included.
const MOST_CELLS: usize = 4 * MOST_ROWS * MOST_COLUMNS;

pub(super) fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    require_small(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Workbook)?;
    let first = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Unreadable::Workbook)?;
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut looked_at = 0;
    while let Some(found) = cells.next_cell().map_err(|_| Unreadable::Workbook)? {
        looked_at += 1;
        if looked_at > MOST_CELLS {
            return Err(Unreadable::TooLarge);
        }
        let (row, column) = found.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let text = cell(&written(found.get_value()), row)?;
        if text.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(row));
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        if rows.len() > MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
    }
    let mut table = Table::default();
    for (number, cells) in rows {
        table.push(number, cells)?;
    }
    table.some()
}

/// Unpacks everything and keeps nothing: what a part says of its own size
/// proves nothing.
fn require_small(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Workbook)?;
    if parts.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for position in 0..parts.len() {
        let part = parts.by_index(position).map_err(|_| Unreadable::Workbook)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| Unreadable::Workbook)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// A value as a person in Viet Nam types it.
pub(super) fn written(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::String(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(number),
        Data::Bool(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Data::DateTime(when) => day_of(when).unwrap_or_else(|| decimal(when.as_f64())),
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(&text).to_owned(),
        // As it is seen there: what is wrong is not taken for nothing.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn decimal(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// A day, counted from the end of 1899 or, as on older Macs, from 1904; none
/// for a time without a day.
fn day_of(when: ExcelDateTime) -> Option<String> {
    if !when.is_datetime() || when.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    Some(format!("{day:02}/{month:02}/{year:04}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use calamine::ExcelDateTimeType;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    const CLIENTS: &[u8] = include_bytes!("../../../tests/tables/clients.xlsx");

    #[test]
    fn a_workbook_reads_as_what_a_person_sees_in_it() {
        let table = Table::read(CLIENTS).expect("a workbook");
        assert_eq!(table.rows.len(), 3);
        assert_eq!(table.rows[0].cells[0], "Tên khách hàng");
        let row = &table.rows[1];
        assert_eq!(row.number, 2);
        assert_eq!(row.cells[..4], ["Nhà máy Minh họa", "0103959500", "04/07/2017", "01/11/2017"]);
        assert_eq!(table.rows[2].cells[3], "25/8/2017", "a day that was typed as text stays as typed");
    }

    #[test]
    fn a_day_is_counted_from_where_the_workbook_counts() {
        let said = |serial, is_1904| {
            let when = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            written(&DataRef::DateTime(when))
        };
        assert_eq!(said(42_920.0, false), "04/07/2017");
        assert_eq!(said(42_920.0 - 1_462.0, true), "04/07/2017");
        assert_eq!(said(0.127_777_7, false), "0,1277777", "a time is no day, and not nothing");
        let error = DataRef::Error(calamine::CellErrorType::Ref);
        assert_eq!(written(&error), "#REF!");
    }

    /// The workbook with another first sheet, packed well.
    fn with_sheet(sheet: &[u8]) -> Vec<u8> {
        let mut parts = zip::ZipArchive::new(Cursor::new(CLIENTS)).expect("a workbook");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for position in 0..parts.len() {
            let mut part = parts.by_index(position).expect("a part");
            let name = part.name().expect("a name").into_owned();
            writer.start_file(name.clone(), packed).expect("begun");
            if name.ends_with("sheet1.xml") {
                writer.write_all(sheet).expect("written");
            } else {
                std::io::copy(&mut part, &mut writer).expect("copied");
            }
        }
        writer.finish().expect("a file").into_inner()
    }

    fn sheet(cells: &str) -> Vec<u8> {
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!("<worksheet xmlns=\"{space}\"><sheetData>{cells}</sheetData></worksheet>").into_bytes()
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_unpacked() {
        let bomb = with_sheet(&vec![b' '; 40 * 1024 * 1024]);
        assert!(bomb.len() < super::super::MOST_BYTES, "a small file: {}", bomb.len());
        assert_eq!(Table::read(&bomb), Err(Unreadable::TooLarge));
    }

    #[test]
    fn a_cell_far_away_makes_no_large_table() {
        let far = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>"#;
        assert_eq!(Table::read(&with_sheet(&sheet(far))), Err(Unreadable::TooManyColumns(1_048_576)));
        let low = r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a</t></is></c></row>"#;
        let table = Table::read(&with_sheet(&sheet(low))).expect("one row");
        assert_eq!(table.rows.len(), 1);
        assert!(table.to_text().len() < 8, "blank rows are told, and not written out");
    }

    #[test]
    fn what_only_begins_like_a_workbook_is_refused() {
        for wrong in [&b"PK\x03\x04"[..], &CLIENTS[..CLIENTS.len() / 2], b"PK\x03\x04 and no more of it"] {
            assert_eq!(Table::read(wrong), Err(Unreadable::Workbook));
        }
        assert_eq!(Table::read(&with_sheet(b"<worksheet")), Err(Unreadable::Workbook));
    }
}
