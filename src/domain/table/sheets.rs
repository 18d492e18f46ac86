//! Rows of the sheets of a workbook (ECMA-376), one after another. Of the file
//! only the texts that its cells share are held in memory, and those are bounded;
//! everything in it is unpacked once to be counted before a reader sees it.

use std::collections::BTreeSet;
use std::io::{BufReader, Read, Seek};

use calamine::{Reader, SheetVisible, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::rows::{Listener, MOST_ROWS, SheetInfo, SheetRow, Told, bounded};
use super::workbook::written;
use super::{MOST_COLUMNS, Unreadable, cell};

/// What a workbook unpacks to at most, in bytes: some 4 KiB for each of the most
/// rows. Sheets are never held.
const MOST_UNPACKED: u64 = 768 * 1024 * 1024;

/// The texts that cells share are held: not more than these, in bytes.
const MOST_SHARED: u64 = 48 * 1024 * 1024;

/// Parts of one workbook; a plain one has a dozen.
const MOST_PARTS: usize = 512;

/// Cells that are one are looked for in so many rows: headings stand there.
const HEAD: usize = 40;

/// What cells have no place for is noted of so many rows.
const MOST_NOTED: usize = MOST_ROWS;

/// Reads the sheets that are shown, in their order.
pub(super) fn read(mut file: impl Read + Seek, tell: Listener<'_>) -> Result<(), Unreadable> {
    let unreadable = |_| Unreadable::Workbook;
    require_bounded(&mut file)?;
    let places = places(&mut file)?;
    let mut looks = Vec::new();
    for (name, place) in &places {
        looks.push((name.clone(), Look::of(&mut file, place)?));
    }
    file.rewind().map_err(|_| Unreadable::Workbook)?;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(unreadable)?;
    let is_1904 = book.has_1904_epoch();
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut count = 0;
    for (name, is_hidden) in sheets {
        let look = looks.iter().find(|(other, _)| *other == name).map(|(_, look)| look);
        let wide = look.map(|look| look.wide.clone()).unwrap_or_default();
        let info = SheetInfo { name: name.clone(), is_hidden, is_1904, is_bytes: false, wide };
        if tell(Told::Sheet(info)).is_break() {
            return Ok(());
        }
        if is_hidden {
            continue;
        }
        let no_rows = BTreeSet::new();
        let hidden = look.map_or(&no_rows, |look| &look.hidden);
        if !sheet(&mut book, (&name, hidden), &mut count, tell)? {
            return Ok(());
        }
    }
    if count == 0 { Err(Unreadable::Empty) } else { Ok(()) }
}

/// Tells the rows of one sheet; answers whether to go on.
fn sheet<R: Read + Seek>(
    book: &mut Xlsx<R>,
    (name, hidden): (&str, &BTreeSet<usize>),
    count: &mut usize,
    tell: Listener<'_>,
) -> Result<bool, Unreadable> {
    let unreadable = |_| Unreadable::Workbook;
    // A sheet of a chart has no cells.
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(true) };
    let (mut number, mut row): (usize, Vec<String>) = (0, Vec::new());
    loop {
        let next = cells.next_cell().map_err(unreadable)?;
        let place = next.as_ref().map(|found| (found.get_position().0 as usize + 1, found.get_position().1));
        if place.is_none_or(|(next, _)| next != number)
            && let Some(cells) = bounded(std::mem::take(&mut row), number)?
        {
            *count += 1;
            if *count > MOST_ROWS {
                return Err(Unreadable::TooManyRows);
            }
            let told = SheetRow { number, is_hidden: hidden.contains(&number), cells };
            if tell(Told::Row(told)).is_break() {
                return Ok(false);
            }
        }
        let (Some(found), Some((at, column))) = (next, place) else { return Ok(true) };
        if at < number {
            return Err(Unreadable::Workbook);
        }
        number = at;
        let text = cell(&written(found.get_value()), at)?;
        let column = column as usize;
        if text.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(at));
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
}

/// Unpacks everything and keeps nothing: what a part says of its own size
/// proves nothing.
fn require_bounded(file: &mut (impl Read + Seek)) -> Result<(), Unreadable> {
    let mut parts = ZipArchive::new(file).map_err(|_| Unreadable::Workbook)?;
    if parts.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for position in 0..parts.len() {
        let part = parts.by_index(position).map_err(|_| Unreadable::Workbook)?;
        let is_shared = part.name().is_ok_and(|name| name.to_lowercase().contains("sharedstrings"));
        let most = if is_shared { MOST_SHARED.min(left) } else { left };
        let unpacked = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| Unreadable::Workbook)?;
        if unpacked > most {
            return Err(Unreadable::TooLarge);
        }
        left -= unpacked;
    }
    Ok(())
}

/// Name and part of every sheet.
fn places(file: &mut (impl Read + Seek)) -> Result<Vec<(String, String)>, Unreadable> {
    let mut sheets = Vec::new();
    elements(file, "xl/workbook.xml", |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
        {
            sheets.push((name, id));
        }
    })?;
    let mut targets = Vec::new();
    elements(file, "xl/_rels/workbook.xml.rels", |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.push((id, target));
        }
    })?;
    let place = |id: &String| {
        let target = &targets.iter().find(|(other, _)| other == id)?.1;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    Ok(sheets.into_iter().filter_map(|(name, id)| Some((name, place(&id)?))).collect())
}

/// What a sheet looks like, beside what is in its cells.
#[derive(Default)]
struct Look {
    /// The rows that are not shown.
    hidden: BTreeSet<usize>,
    wide: Vec<(usize, usize, usize)>,
}

impl Look {
    fn of(file: &mut (impl Read + Seek), place: &str) -> Result<Self, Unreadable> {
        let (mut look, mut row) = (Self::default(), 0);
        elements(file, place, |element| match element.local_name().as_ref() {
            "row" => {
                row = attribute(element, "r").and_then(|row| row.parse().ok()).unwrap_or(row + 1);
                let is_hidden =
                    attribute(element, "hidden").is_some_and(|word| word == "1" || word == "true");
                if is_hidden && look.hidden.len() < MOST_NOTED {
                    look.hidden.insert(row);
                }
            }
            "mergeCell" => {
                let merged = attribute(element, "ref").and_then(|place| merged(&place));
                look.wide.extend(merged.filter(|(row, first, last)| *row <= HEAD && first < last));
            }
            _ => {}
        })?;
        Ok(look)
    }
}

/// First row, first and last column of `B2:D3`.
fn merged(place: &str) -> Option<(usize, usize, usize)> {
    let (from, to) = place.split_once(':')?;
    let ((row, first), (_, last)) = (corner(from)?, corner(to)?);
    Some((row, first, last))
}

/// Row, from 1, and column, from 0, of `B2`.
fn corner(place: &str) -> Option<(usize, usize)> {
    let digits = place.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let number = |sum: usize, letter: u8| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|nth| *nth < 26)?;
        Some(sum * 26 + usize::from(letter) + 1)
    };
    let column = letters.bytes().take(4).try_fold(0, number)?;
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

/// Looks at the elements of a part; of one that is not there, at none.
fn elements(
    file: &mut (impl Read + Seek),
    place: &str,
    mut look: impl FnMut(&BytesStart<'_>),
) -> Result<(), Unreadable> {
    let mut parts = ZipArchive::new(file).map_err(|_| Unreadable::Workbook)?;
    let Ok(part) = parts.by_name(place) else { return Ok(()) };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => look(&element),
            // Of what is no XML the reader of the cells says what is wrong.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|found| found.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_spreadsheets_write_it() {
        assert_eq!(merged("B2:D2"), Some((2, 1, 3)));
        assert_eq!(merged("AA10:AB12"), Some((10, 26, 27)));
        for wrong in ["", "B2", "2:3", "B:D", "Đ1:E1", "B2:3"] {
            assert_eq!(merged(wrong), None, "{wrong}");
        }
    }
}
