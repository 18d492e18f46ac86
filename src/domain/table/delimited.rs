//! Tables in text. A cell in quotation marks may hold separators and line ends
//! (RFC 4180); which sign separates the cells, the first row says.

use super::{LONGEST_CELL, MOST_COLUMNS, Table, Unreadable, cell};

/// What separates cells. Excel in Vietnamese writes semicolons, for there a
/// comma stands in numbers; what is copied has tabs.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// Blank rows in a line that are written as such.
const MOST_BLANK: usize = 100;

/// The first line by which a program tells Excel the separator.
const TELLS: &str = "sep=";

pub(super) fn read(text: &str) -> Result<Table, Unreadable> {
    let (separator, skipped, mut number) = begun(text);
    let mut table = Table::default();
    let mut rest = &text[skipped..];
    while !rest.is_empty() {
        let part = part(rest, separator, number)?.ok_or(Unreadable::OpenQuote(number))?;
        table.push(number, part.cells)?;
        number += part.lines;
        rest = part.after;
    }
    table.some()
}

/// How a text begins: its separator, how many bytes stand before its first row,
/// and the number of that.
pub(super) fn begun(text: &str) -> (char, usize, usize) {
    let marked = text.trim_start_matches('\u{feff}');
    match told(marked) {
        Some((separator, rest)) => (separator, text.len() - rest.len(), 2),
        None => (separator_of(marked), text.len() - marked.len(), 1),
    }
}

/// Writes cells with tabs between them, and in quotation marks what would be
/// read otherwise.
pub(super) fn write(table: &Table) -> String {
    let quoted = |text: &String| {
        let is_plain = !text.contains(['\t', ';', ',', '"', '\n', '\r']) && !text.starts_with(TELLS);
        if is_plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    let line = |cells: &[String]| cells.iter().map(quoted).collect::<Vec<_>>().join("\t");
    let mut text = String::new();
    let mut number = 1;
    for row in &table.rows {
        // Blank rows stay, so that rows are counted as where they came from;
        // thousands of them would only be scrolled through.
        while number < row.number && row.number - number < MOST_BLANK {
            text.push('\n');
            number += 1;
        }
        number = row.number;
        let written = line(&row.cells);
        number += 1 + written.matches('\n').count();
        text.push_str(&written);
        text.push('\n');
    }
    text
}

/// The separator that the first line tells, and what follows that line.
fn told(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix(TELLS)?;
    let separator = rest.chars().next().filter(|sign| SEPARATORS.contains(sign))?;
    let rest = &rest[separator.len_utf8()..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    Some((separator, rest))
}

/// A tab where there is one; else the sign that the first row has more of.
fn separator_of(text: &str) -> char {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut is_quoted = false;
    for sign in text.trim_start().chars() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '\n' | '\r' if !is_quoted => break,
            sign if !is_quoted => {
                if let Some(at) = SEPARATORS.iter().position(|known| *known == sign) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    match counts {
        [0, semicolons, commas] if commas > semicolons => ',',
        [0, semicolons, _] if semicolons > 0 => ';',
        _ => '\t',
    }
}

/// The record at the beginning of a text.
pub(super) struct Part<'t> {
    pub(super) cells: Vec<String>,
    /// How many lines it takes.
    pub(super) lines: usize,
    /// What follows it.
    pub(super) after: &'t str,
}

/// The record at the beginning of a text; none when a quotation mark in it is
/// not closed.
pub(super) fn part(text: &str, separator: char, number: usize) -> Result<Option<Part<'_>>, Unreadable> {
    let (mut cells, mut rest, mut lines) = (Vec::new(), text, 1);
    loop {
        let read = if let Some(inside) = rest.strip_prefix('"') {
            match quoted(inside, separator) {
                Some(read) => read,
                None => return Ok(None),
            }
        } else {
            let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        lines += read.0.matches('\n').count();
        // Checked while it grows: one record may hold the whole text.
        if cells.len() > 4 * MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns(number));
        }
        if read.0.len() > 8 * LONGEST_CELL {
            return Err(Unreadable::LongCell(number));
        }
        cells.push(cell(&read.0, number)?);
        rest = read.1;
        if let Some(next) = rest.strip_prefix(separator) {
            rest = next;
            continue;
        }
        let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']));
        return Ok(Some(Part { cells, lines, after: after.unwrap_or(rest) }));
    }
}

/// A cell in quotation marks, and what follows it; none when it has no end.
/// What stands between its end and the next separator belongs to it.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let (mut read, mut rest) = (String::new(), text);
    loop {
        let end = rest.find('"')?;
        read.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                read.push('"');
                rest = next;
            }
            None => break,
        }
    }
    let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
    read.push_str(&rest[..end]);
    Some((read.replace("\r\n", "\n").replace('\r', "\n"), &rest[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{MOST_ROWS, Row};
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = Table::of_text(text).expect("a table");
        table.rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn what_separates_the_cells_is_seen() {
        let expected = vec![vec!["Sở Ví dụ", "82,5"], vec!["Nhà máy", "70"]];
        for text in [
            "Sở Ví dụ\t82,5\nNhà máy\t70\n",
            "Sở Ví dụ;82,5\r\nNhà máy;70",
            "Sở Ví dụ,\"82,5\"\nNhà máy,70\n",
            "sep=;\nSở Ví dụ;82,5\nNhà máy;70\n",
            "\u{feff}Sở Ví dụ;82,5\n\n;;;\nNhà máy;70;;\n",
            "\u{feff}\u{feff}Sở Ví dụ;82,5\n\u{feff}Nhà máy;70\n",
            "\u{feff}\"\u{feff}Sở Ví dụ\";82,5\nNhà máy;70\n",
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_in_quotation_marks_holds_anything() {
        assert_eq!(cells("\"a;b\"\"c\nd\";e"), [["a;b\"c\nd", "e"]]);
        assert_eq!(cells("\"Ví Dụ\" Co;e"), [["Ví Dụ Co", "e"]]);
        assert_eq!(Table::of_text("a;b\nc;\"d"), Err(Unreadable::OpenQuote(2)));
        let table = Table::of_text("a\t\"b\nc\"\n\nd\te").expect("a table");
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4], "a row is counted by the line it begins on");
    }

    #[test]
    fn a_table_is_bounded() {
        assert_eq!(Table::of_text(" \n;;\n"), Err(Unreadable::Empty));
        assert_eq!(Table::of_text(&"a\n".repeat(MOST_ROWS + 1)), Err(Unreadable::TooManyRows));
        assert!(Table::of_text(&"a\n".repeat(MOST_ROWS)).is_ok());
        assert_eq!(Table::of_text(&"a;".repeat(MOST_COLUMNS + 1)), Err(Unreadable::TooManyColumns(1)));
        assert_eq!(Table::of_text(&"a;".repeat(200_000)), Err(Unreadable::TooManyColumns(1)));
        assert_eq!(Table::of_text(&"ă".repeat(LONGEST_CELL + 1)), Err(Unreadable::LongCell(1)));
        assert_eq!(Table::of_text(&"a".repeat(super::super::MOST_BYTES + 1)), Err(Unreadable::TooLarge));
        assert_eq!(Table::read(b"\xff\xd8\xff\xe0"), Err(Unreadable::NotText));
        assert_eq!(Table::read(b"a\x00b"), Err(Unreadable::NotText));
    }

    #[test]
    fn excel_s_unicode_text_is_read() {
        let text = "Tên khách hàng\tTừ ngày\r\nSở Ví dụ\t4/7/2017\r\n";
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(Table::read(&wide), Table::of_text(text));
    }

    proptest! {
        #[test]
        fn a_table_is_written_as_it_is_read(
            rows in prop::collection::vec(prop::collection::vec("[a-zđ0-9;,\t\"\n \u{feff}]{0,8}|sep=;", 1..6), 1..8),
        ) {
            let mut table = Table::default();
            let mut number = 1;
            for row in &rows {
                let cells = row.iter().map(|text| cell(text, number).expect("short")).collect::<Vec<_>>();
                let lines = cells.iter().map(|text| text.matches('\n').count()).sum::<usize>();
                table.push(number, cells).expect("small");
                number += 1 + lines;
            }
            prop_assume!(!table.rows.is_empty());
            prop_assert_eq!(Table::of_text(&table.to_text()), Ok(table));
        }

        #[test]
        fn whatever_is_read_is_within_the_bounds(text in "[a\t;,\"\r\nđ \u{feff}]{0,200}") {
            if let Ok(table) = Table::of_text(&text) {
                prop_assert!(!table.rows.is_empty() && table.rows.len() <= MOST_ROWS);
                let is_bounded = |row: &Row| (1..=MOST_COLUMNS).contains(&row.cells.len());
                prop_assert!(table.rows.iter().all(is_bounded));
                prop_assert!(table.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
                prop_assert_eq!(Table::of_text(&table.to_text()), Ok(table));
            }
        }
    }
}
