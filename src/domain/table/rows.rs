//! Rows of a long table, one after another: a file of any length is read in the
//! same room. What is read is what [`Table`](super::Table) reads of a short one;
//! beside the cells is told what a spreadsheet shows and text does not.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use super::delimited::{self, Part};
use super::{LONGEST_CELL, MOST_COLUMNS, Unreadable, cell};

/// The most rows of a file.
pub const MOST_ROWS: usize = 200_000;

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// The longest row, in bytes: all its cells as long as a cell may be.
const LONGEST_ROW: usize = 8 * LONGEST_CELL * MOST_COLUMNS;

/// A sheet of a file; a text is one sheet without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Whether a spreadsheet does not show it: it is not read then.
    pub is_hidden: bool,
    /// Whether its days are counted from 1904.
    pub is_1904: bool,
    /// Whether it is text of before Unicode, and every byte was read as one sign.
    pub is_bytes: bool,
    /// Cells that are one across several columns, near the top: row, first and
    /// last column, counted from 1, 0 and 0.
    pub wide: Vec<(usize, usize, usize)>,
}

/// A row as it stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Which row, counted from 1 as a spreadsheet does.
    pub number: usize,
    /// Whether a spreadsheet does not show it.
    pub is_hidden: bool,
    /// Its cells, without those at the end that are empty.
    pub cells: Vec<String>,
}

/// What is told of a file, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A sheet begins.
    Sheet(SheetInfo),
    /// A row of the sheet that began last; none that is blank.
    Row(SheetRow),
}

/// Who listens to a reading; a break ends it.
pub type Listener<'l> = &'l mut (dyn FnMut(Told) -> ControlFlow<()> + Send);

/// Reads a file.
pub fn read_file(path: &Path, tell: Listener<'_>) -> Result<(), Unreadable> {
    let file = File::open(path).map_err(|_| Unreadable::NotText)?;
    read(BufReader::with_capacity(CHUNK, file), tell)
}

/// Reads what is written in a file.
pub fn read(mut file: impl Read + Seek, tell: Listener<'_>) -> Result<(), Unreadable> {
    let mut first = [0; 4];
    let count = fill(&mut file, &mut first).map_err(|_| Unreadable::NotText)?;
    file.rewind().map_err(|_| Unreadable::NotText)?;
    match first.get(..count).unwrap_or_default() {
        b"PK\x03\x04" => {
            #[cfg(feature = "workbooks")]
            return super::sheets::read(file, tell);
            #[cfg(not(feature = "workbooks"))]
            return Err(Unreadable::Workbook);
        }
        // Compound files: .xls, and workbooks under a password.
        [0xd0, 0xcf, 0x11, 0xe0] => Err(Unreadable::OldWorkbook),
        head => {
            let encoding = Encoding::of(head, &mut file)?;
            Text { source: file, encoding, pending: Vec::new(), is_over: false }.rows(tell)
        }
    }
}

/// How the signs of a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 {
        /// Whether the high byte of a unit comes first.
        is_big: bool,
    },
    /// One byte is one sign: a text of before Unicode, whose letters are those
    /// of its font.
    Bytes,
}

impl Encoding {
    /// Told by its first bytes, and whether all of it is UTF-8.
    fn of(head: &[u8], file: &mut (impl Read + Seek)) -> Result<Self, Unreadable> {
        let unreadable = |_| Unreadable::NotText;
        let (encoding, mark) = match head {
            [0xff, 0xfe, ..] => (Self::Utf16 { is_big: false }, 2),
            [0xfe, 0xff, ..] => (Self::Utf16 { is_big: true }, 2),
            [0xef, 0xbb, 0xbf, ..] => (Self::Utf8, 3),
            _ => (if is_utf8(file)? { Self::Utf8 } else { Self::Bytes }, 0),
        };
        file.seek(io::SeekFrom::Start(mark)).map_err(unreadable)?;
        Ok(encoding)
    }
}

/// Whether all of a file is UTF-8, and none of it what no text has.
fn is_utf8(file: &mut (impl Read + Seek)) -> Result<bool, Unreadable> {
    let (mut chunk, mut kept) = (vec![0; CHUNK], 0);
    loop {
        let count = fill(file, &mut chunk[kept..]).map_err(|_| Unreadable::NotText)?;
        let bytes = &chunk[..kept + count];
        if bytes.contains(&0) {
            return Err(Unreadable::NotText);
        }
        match std::str::from_utf8(bytes) {
            Ok(_) if count == 0 => return Ok(true),
            Ok(_) => kept = 0,
            // A sign may be cut in two, unless it was the end.
            Err(error) if error.error_len().is_none() && count > 0 => {
                let valid = error.valid_up_to();
                let rest = bytes.len() - valid;
                chunk.copy_within(valid..valid + rest, 0);
                kept = rest;
            }
            Err(_) => return Ok(false),
        }
    }
}

/// Reads until a buffer is full or there is no more.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match source.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(read) => count += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// A text that is read in parts.
struct Text<R> {
    source: R,
    encoding: Encoding,
    /// Bytes of a sign that is not whole yet.
    pending: Vec<u8>,
    is_over: bool,
}

impl<R: Read> Text<R> {
    /// The next part, at the end of a text.
    fn more(&mut self, text: &mut String) -> Result<(), Unreadable> {
        let start = self.pending.len();
        self.pending.resize(start + CHUNK, 0);
        let count = fill(&mut self.source, &mut self.pending[start..]).map_err(|_| Unreadable::NotText)?;
        self.pending.truncate(start + count);
        self.is_over = count < CHUNK;
        let used = match self.encoding {
            Encoding::Bytes => {
                text.extend(self.pending.iter().map(|byte| char::from(*byte)));
                self.pending.len()
            }
            Encoding::Utf8 => {
                let valid = match std::str::from_utf8(&self.pending) {
                    Ok(all) => all,
                    Err(error) if error.error_len().is_none() && !self.is_over => {
                        std::str::from_utf8(&self.pending[..error.valid_up_to()]).unwrap_or_default()
                    }
                    Err(_) => return Err(Unreadable::NotText),
                };
                text.push_str(valid);
                valid.len()
            }
            Encoding::Utf16 { is_big } => self.wide(is_big, text),
        };
        self.pending.drain(..used);
        let is_control = |letter: char| letter == '\0';
        if text.contains(is_control) { Err(Unreadable::NotText) } else { Ok(()) }
    }

    /// Takes whole signs of UTF-16; answers how many bytes they took.
    fn wide(&self, is_big: bool, text: &mut String) -> usize {
        let unit = if is_big { u16::from_be_bytes } else { u16::from_le_bytes };
        let mut units: Vec<u16> = self.pending.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        let is_half = |unit: &u16| (0xd800..0xdc00).contains(unit);
        if !self.is_over && units.last().is_some_and(is_half) {
            units.pop();
        }
        text.extend(char::decode_utf16(units.iter().copied()).map(|letter| letter.unwrap_or('\u{fffd}')));
        if self.is_over { self.pending.len() } else { units.len() * 2 }
    }

    fn rows(mut self, tell: Listener<'_>) -> Result<(), Unreadable> {
        let is_bytes = self.encoding == Encoding::Bytes;
        if tell(Told::Sheet(SheetInfo { is_bytes, ..SheetInfo::default() })).is_break() {
            return Ok(());
        }
        let mut text = String::new();
        self.more(&mut text)?;
        let (separator, skipped, mut number) = delimited::begun(&text);
        text.drain(..skipped);
        let mut count = 0;
        loop {
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let part = delimited::part(rest, separator, number)?;
                let Part { cells, lines, after } = match part {
                    // What ends where the part ends may go on.
                    Some(part) if self.is_over || !part.after.is_empty() => part,
                    _ if !self.is_over => break,
                    _ => return Err(Unreadable::OpenQuote(number)),
                };
                rest = after;
                if let Some(cells) = bounded(cells, number)? {
                    count += 1;
                    if count > MOST_ROWS {
                        return Err(Unreadable::TooManyRows);
                    }
                    if tell(Told::Row(SheetRow { number, is_hidden: false, cells })).is_break() {
                        return Ok(());
                    }
                }
                number += lines;
            }
            let used = text.len() - rest.len();
            text.drain(..used);
            if self.is_over && text.is_empty() {
                return if count == 0 { Err(Unreadable::Empty) } else { Ok(()) };
            }
            if text.len() > LONGEST_ROW {
                return Err(Unreadable::LongCell(number));
            }
            self.more(&mut text)?;
        }
    }
}

/// The cells of a row without those at the end that are empty; none when all
/// are.
pub(super) fn bounded(mut cells: Vec<String>, number: usize) -> Result<Option<Vec<String>>, Unreadable> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    match cells.len() {
        0 => Ok(None),
        count if count > MOST_COLUMNS => Err(Unreadable::TooManyColumns(number)),
        _ => cells.into_iter().map(|text| cell(&text, number)).collect::<Result<_, _>>().map(Some),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::super::Table;
    use super::*;

    fn all(bytes: &[u8]) -> Result<(Vec<SheetInfo>, Vec<SheetRow>), Unreadable> {
        let (mut sheets, mut rows) = (Vec::new(), Vec::new());
        read(Cursor::new(bytes), &mut |told| {
            match told {
                Told::Sheet(sheet) => sheets.push(sheet),
                Told::Row(row) => rows.push(row),
            }
            ControlFlow::Continue(())
        })?;
        Ok((sheets, rows))
    }

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_of_a_text_reads_as_the_same_rows() {
        let text = "Số GXN;Tên tổ chức\r\n01/2025;\"Công ty 𝔄;\nVí dụ\"\r\n\r\n02/2025;Viện Minh họa";
        let expected = all(text.as_bytes()).expect("rows").1;
        assert_eq!(expected.len(), 3);
        assert_eq!((expected[1].number, expected[2].number), (2, 5));
        assert_eq!(expected[1].cells[1], "Công ty 𝔄;\nVí dụ");
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [marked, wide(text, u16::to_le_bytes), wide(text, u16::to_be_bytes)] {
            assert_eq!(all(&bytes).expect("rows").1, expected);
        }
    }

    #[test]
    fn a_text_of_before_unicode_keeps_every_byte() {
        let (sheets, rows) = all(b"So GXN,Ten\n01,Nguy\xd4n V\xa8n A\xad").expect("rows");
        assert!(sheets[0].is_bytes);
        assert_eq!(rows[1].cells[1].chars().map(u32::from).max(), Some(0xd4));
        assert!(rows[1].cells[1].ends_with('\u{ad}'));
    }

    #[test]
    fn a_long_text_is_read_in_parts() {
        let row = |at: usize| format!("{at};\"Công ty {at}, “Ví dụ”\ndòng hai\";{}\n", "đ".repeat(at % 700));
        let text: String = (0..4000).map(row).collect();
        let rows = all(text.as_bytes()).expect("rows").1;
        assert_eq!(rows.len(), 4000);
        assert_eq!(rows[3999].cells[1], "Công ty 3999, “Ví dụ”\ndòng hai");
        assert_eq!(rows[3999].number, 7999);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(all(b""), Err(Unreadable::Empty));
        assert_eq!(all(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(Unreadable::OldWorkbook));
        assert_eq!(all(b"\xff\xd8\xff\xe0\0\x10JFIF"), Err(Unreadable::NotText));
        assert_eq!(all(b"a;b\nc;\"d"), Err(Unreadable::OpenQuote(2)));
        assert_eq!(all("a;".repeat(80).as_bytes()), Err(Unreadable::TooManyColumns(1)));
        let many = "a\n".repeat(MOST_ROWS + 1);
        assert_eq!(all(many.as_bytes()), Err(Unreadable::TooManyRows));
    }

    proptest! {
        #[test]
        fn a_short_table_reads_as_before(text in "[a;,\t\"\r\nđ ]{1,300}") {
            let table = Table::of_text(&text);
            let rows = all(text.as_bytes()).map(|(_, rows)| rows);
            match (table, rows) {
                (Ok(table), Ok(rows)) => {
                    let short: Vec<_> = table.rows.into_iter().map(|row| (row.number, row.cells)).collect();
                    let long: Vec<_> = rows.into_iter().map(|row| (row.number, row.cells)).collect();
                    prop_assert_eq!(short, long);
                }
                (table, rows) => prop_assert_eq!(table.err(), rows.err()),
            }
        }

        #[test]
        fn nothing_that_is_read_breaks_it(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = all(&bytes);
        }
    }
}
