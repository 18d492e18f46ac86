//! Writing a table: as text for spreadsheets, and as a workbook.
//!
//! What people typed never becomes a formula, and a code stays text. In a text
//! both are done by a tab at the beginning of the cell: Excel and its like
//! show it as nothing and reckon with nothing that begins with it, and who reads
//! the text takes blanks away. A workbook says of each cell what it is.

use std::fs::File;
use std::io::{BufWriter, Seek, Write};

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook, Worksheet};

use super::failed;
use crate::acts::ActError;
use crate::dates::Day;
use crate::domain::export::ExportFormat;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A code of digits, or another text that a spreadsheet takes for a number.
    Code(String),
    /// A day.
    Day(Day),
    /// Nothing.
    Empty,
}

impl From<Option<Day>> for Value {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// A table that is being written.
pub(super) struct Sheet {
    kind: Kind,
    count: i64,
    width: usize,
}

enum Kind {
    Text(BufWriter<File>),
    Workbook(Box<Workbook>, Style),
}

impl Sheet {
    /// Begins a table with its headings.
    pub(super) fn begin(format: ExportFormat, headings: Vec<String>, title: &str) -> Result<Self, ActError> {
        let width = headings.len();
        let kind = match format {
            ExportFormat::Csv => {
                let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
                // By the mark Excel knows that it is Unicode.
                file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
                let cells: Vec<String> = headings.iter().map(|heading| csv_cell(heading)).collect();
                write!(file, "{}\r\n", cells.join(";")).map_err(failed)?;
                Kind::Text(file)
            }
            ExportFormat::Xlsx => {
                let mut book = Workbook::new();
                // Rows are written to the disk as they come.
                let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
                sheet.set_name(title).map_err(failed)?;
                sheet.set_freeze_panes(1, 0).map_err(failed)?;
                let bold = Style::new().set_bold();
                for (column, heading) in (0..).zip(&headings) {
                    sheet.set_column_width(column, 22).map_err(failed)?;
                    sheet.write_string_with_format(0, column, heading, &bold).map_err(failed)?;
                }
                Kind::Workbook(Box::new(book), Style::new().set_num_format("dd/mm/yyyy"))
            }
        };
        Ok(Self { kind, count: 0, width })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, cells: &[Value]) -> Result<(), ActError> {
        debug_assert_eq!(cells.len(), self.width, "every column has a cell");
        self.count += 1;
        match &mut self.kind {
            Kind::Text(file) => {
                let cells: Vec<String> = cells.iter().map(text).collect();
                write!(file, "{}\r\n", cells.join(";")).map_err(failed)
            }
            Kind::Workbook(book, day) => {
                let row = u32::try_from(self.count).map_err(failed)?;
                let sheet = book.worksheet_from_index(0).map_err(failed)?;
                for (column, cell) in (0..).zip(cells) {
                    write_cell(sheet, (row, column), cell, day)?;
                }
                Ok(())
            }
        }
    }

    /// How many rows it has beside the headings.
    pub(super) fn count(&self) -> i64 {
        self.count
    }

    /// The file, to be read from its beginning.
    pub(super) fn finish(self) -> Result<File, ActError> {
        let mut file = match self.kind {
            Kind::Text(file) => file.into_inner().map_err(failed)?,
            Kind::Workbook(mut book, _) => {
                let mut file = tempfile::tempfile().map_err(failed)?;
                book.save_to_writer(&mut file).map_err(failed)?;
                file
            }
        };
        file.rewind().map_err(failed)?;
        Ok(file)
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Value,
    day: &Style,
) -> Result<(), ActError> {
    match cell {
        // Never a formula: the cell says that it is text.
        Value::Text(text) | Value::Code(text) => {
            sheet.write_string(row, column, text).map(drop).map_err(failed)
        }
        Value::Day(on) => {
            let (year, month, date) = (on.year(), on.month(), on.day());
            let written =
                u16::try_from(year).ok().and_then(|year| ExcelDateTime::from_ymd(year, month, date).ok());
            match written {
                Some(date) => {
                    sheet.write_datetime_with_format(row, column, date, day).map(drop).map_err(failed)
                }
                None => sheet.write_string(row, column, on.to_string()).map(drop).map_err(failed),
            }
        }
        Value::Empty => Ok(()),
    }
}

fn text(cell: &Value) -> String {
    match cell {
        Value::Text(text) => csv_cell(text),
        Value::Code(code) if code.is_empty() => String::new(),
        Value::Code(code) => csv_cell(&format!("\t{code}")),
        Value::Day(on) => {
            let (year, month, date) = (on.year(), on.month(), on.day());
            format!("{date:02}/{month:02}/{year:04}")
        }
        Value::Empty => String::new(),
    }
}

/// A cell of a text: in quotation marks where it must be, and with a tab before
/// what a spreadsheet would reckon.
pub fn csv_cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let text = if is_formula { format!("\t{text}") } else { text.to_owned() };
    let is_plain = !text.contains([';', '"', '\n', '\r', '\t', ',']);
    if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_never_a_formula() {
        for typed in ["=1+1", "+84 912", "-x", "@SUM(A1)", "  =HYPERLINK(\"http://x\")"] {
            let cell = csv_cell(typed);
            assert!(cell.starts_with("\"\t"), "{cell}");
        }
        assert_eq!(csv_cell("Công ty Ví dụ"), "Công ty Ví dụ");
        assert_eq!(csv_cell("A; “B” \"C\""), "\"A; “B” \"\"C\"\"\"");
        assert_eq!(text(&Value::Code("0103959500".to_owned())), "\"\t0103959500\"");
        assert_eq!(text(&Value::Day("2025-04-02".parse().expect("a day"))), "02/04/2025");
    }
}
