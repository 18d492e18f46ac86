//! Tables as people paste them from a spreadsheet or save them in a file: with
//! tabs, semicolons or commas, in UTF-8 or in the UTF-16 that Excel calls
//! “Unicode text”, and as a workbook.
//!
//! Only cells are read here, as text. What they mean is for the form to say,
//! which reads each as if it had been typed into its field.

mod delimited;
pub mod rows;
#[cfg(feature = "workbooks")]
mod sheets;
#[cfg(feature = "workbooks")]
mod workbook;

use super::typed;

/// The largest table read, in bytes: thousands of rows fit, a flood does not.
pub const MOST_BYTES: usize = 1024 * 1024;
/// The most rows: those that a list may have, and the headings.
pub const MOST_ROWS: usize = super::application::MOST_ROWS + 1;
/// The most columns, a few more than the widest table of ours.
pub const MOST_COLUMNS: usize = 64;
/// The longest cell, in characters: as long as the longest answer.
pub const LONGEST_CELL: usize = 4000;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows that are not blank.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row it is where it came from, counted from 1 as a spreadsheet does.
    pub number: usize,
    /// Its cells, without blanks around them and at the end.
    pub cells: Vec<String>,
}

/// Why a table cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is in it.
    #[error("nothing is in it")]
    Empty,
    /// It has too many bytes.
    #[error("more than {MOST_BYTES} bytes")]
    TooLarge,
    /// It has too many rows.
    #[error("more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A row has too many cells.
    #[error("more than {MOST_COLUMNS} columns in row {0}")]
    TooManyColumns(usize),
    /// A cell is too long.
    #[error("a cell of row {0} is too long")]
    LongCell(usize),
    /// A quotation mark that began in this row is never closed.
    #[error("a quotation mark of row {0} is not closed")]
    OpenQuote(usize),
    /// It is neither text nor a workbook.
    #[error("neither text nor a workbook")]
    NotText,
    /// It is a workbook of before 2007, or one under a password.
    #[error("a workbook of before 2007, or one under a password")]
    OldWorkbook,
    /// It is a workbook that cannot be read.
    #[error("a workbook that cannot be read")]
    Workbook,
}

impl Table {
    /// Reads a table from a file of any kind that is taken.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::TooLarge);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            #[cfg(feature = "workbooks")]
            return workbook::read(bytes);
            #[cfg(not(feature = "workbooks"))]
            return Err(Unreadable::Workbook);
        }
        let text = typed::decoded(bytes);
        let text = std::str::from_utf8(&text).map_err(|_| Unreadable::NotText)?;
        // Spreadsheets write line breaks of several kinds, and nothing like this.
        if text.contains(|letter: char| {
            letter.is_ascii_control() && !letter.is_ascii_whitespace() && letter != '\x0b'
        }) {
            return Err(Unreadable::NotText);
        }
        Self::of_text(text)
    }

    /// Reads a table from text.
    pub fn of_text(text: &str) -> Result<Self, Unreadable> {
        if text.len() > MOST_BYTES {
            return Err(Unreadable::TooLarge);
        }
        if text.contains('\0') {
            return Err(Unreadable::NotText);
        }
        delimited::read(text)
    }

    /// The table as text, which reads as the same rows again.
    pub fn to_text(&self) -> String {
        delimited::write(self)
    }

    /// Takes a row in, if it is not blank.
    fn push(&mut self, number: usize, mut cells: Vec<String>) -> Result<(), Unreadable> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(number));
        }
        if self.rows.len() == MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }

    /// The same, if anything is in it.
    fn some(self) -> Result<Self, Unreadable> {
        if self.rows.is_empty() { Err(Unreadable::Empty) } else { Ok(self) }
    }
}

/// A cell as it is kept: without blanks around it, and without the marks of
/// byte order that files joined by a program carry inside.
fn cell(text: &str, row: usize) -> Result<String, Unreadable> {
    let text = text.trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}');
    if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
        return Err(Unreadable::LongCell(row));
    }
    Ok(text.to_owned())
}
