//! Files as the programs of offices write them (`tests/tables/papers/make.py`
//! says which, and how), read as lists of papers.

use std::io::Cursor;
use std::ops::ControlFlow;

use super::*;
use crate::domain::table::rows::{SheetRow, Told, read};

/// A file, as it is taken in: its sheets, and what each of their rows says.
struct Taken {
    sheets: Vec<Sheet>,
    readings: Vec<(usize, Reading)>,
}

fn taken(bytes: &[u8], old_fonts: bool) -> Taken {
    let mut found: Vec<(crate::domain::table::rows::SheetInfo, Vec<SheetRow>)> = Vec::new();
    read(Cursor::new(bytes), &mut |told| {
        match told {
            Told::Sheet(info) => found.push((info, Vec::new())),
            Told::Row(row) => found.last_mut().expect("a sheet").1.push(row),
        }
        ControlFlow::Continue(())
    })
    .expect("a file that is read");
    let mut taken = Taken { sheets: Vec::new(), readings: Vec::new() };
    for (info, rows) in found {
        let layout = Layout { old_fonts, ..recognise(&info, &rows) };
        let sheet = Sheet {
            file: "list".to_owned(),
            file_sha256: String::new(),
            name: info.name.clone(),
            is_hidden: info.is_hidden,
            is_1904: info.is_1904,
            layout,
        };
        let mut above = Vec::new();
        for row in &rows {
            let today = "2026-11-22".parse().expect("a day");
            let Some(reading) = Reading::of(&sheet, row, &above, today) else { continue };
            if !reading.cells.is_empty() {
                above.clone_from(&reading.cells);
            }
            taken.readings.push((row.number, reading));
        }
        taken.sheets.push(sheet);
    }
    taken
}

impl Taken {
    /// Number, name, code, first and last day of every certificate that is right.
    fn certificates(&self) -> Vec<[String; 5]> {
        let all = self.readings.iter().filter(|(_, read)| read.certificate_state() == Some(RowState::New));
        let facts = all.filter_map(|(_, read)| read.facts.certificate.as_ref());
        let day = |day: Option<crate::dates::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        facts
            .map(|facts| {
                let code = match &facts.holder {
                    HolderFacts::Organisation { code, .. } => code.clone(),
                    HolderFacts::Independent { .. } => String::new(),
                };
                [facts.number.clone(), facts.name.clone(), code, day(facts.issued_on), day(facts.expires_on)]
            })
            .collect()
    }

    fn reasons(&self, number: usize) -> Vec<Reason> {
        let all = self.readings.iter().filter(|(at, _)| *at == number);
        all.flat_map(|(_, read)| read.remarks.iter().map(|remark| remark.reason)).collect()
    }
}

const EXPECTED: [[&str; 5]; 5] = [
    ["01/2025/GXN-TĐC", "Công ty Tư vấn Ví Dụ", "0103959503", "2025-04-02", "2028-04-02"],
    ["02/2025/GXN-TĐC", "Viện Chất lượng Minh Họa", "0100109106", "2025-04-03", "2028-04-03"],
    ["03/2025/GXN-TĐC", "Trung tâm Thương Phẩm Giả Định", "0304471508", "2025-04-04", "2028-04-04"],
    ["04/2025/GXN-TĐC", "Công ty Khuất Sau Màn", "0312345673", "2025-04-02", "2028-04-02"],
    ["05/2025/GXN-TĐC", "Công ty Phương", "0101234565", "2025-04-02", "2028-04-02"],
];

#[test]
fn workbooks_of_two_programs_and_their_text_say_the_same() {
    for (program, bytes) in [
        ("openpyxl", &include_bytes!("../../../tests/tables/papers/openpyxl.xlsx")[..]),
        ("LibreOffice", &include_bytes!("../../../tests/tables/papers/calc.xlsx")[..]),
        ("LibreOffice, as text", &include_bytes!("../../../tests/tables/papers/semicolons.csv")[..]),
    ] {
        let taken = taken(bytes, true);
        assert_eq!(taken.certificates(), EXPECTED, "{program}");
        assert_eq!(taken.sheets[0].layout.heading_row, 4, "{program}: two lines of headings");
        assert!(taken.reasons(10).contains(&Reason::Total), "{program}: the sum");
        assert!(taken.reasons(7).contains(&Reason::Serial), "{program}: the count of a day");
        let has_hidden = taken.reasons(8).contains(&Reason::HiddenRow);
        assert_eq!(has_hidden, !program.ends_with("text"), "{program}: text does not keep what is hidden");
    }
}

#[test]
fn a_sheet_that_is_hidden_is_not_read() {
    let taken = taken(include_bytes!("../../../tests/tables/papers/openpyxl.xlsx"), true);
    let hidden: Vec<bool> = taken.sheets.iter().map(|sheet| sheet.is_hidden).collect();
    assert_eq!(hidden, [false, false, true]);
    let cards = taken.readings.iter().filter_map(|(_, read)| read.facts.card.as_ref());
    let cards: Vec<(&str, Option<&str>)> =
        cards.map(|card| (card.number.as_str(), card.personal_number.as_deref())).collect();
    assert_eq!(
        cards,
        [
            ("TĐC-TV-0101", Some("001080000123")),
            ("TĐC-TV-0102", None),
            ("TĐC-TV-0103", None),
            ("TĐC-TV-0104", None),
        ]
    );
}

#[test]
fn a_workbook_that_counts_from_1904_says_the_same_days() {
    let taken = taken(include_bytes!("../../../tests/tables/papers/mac-1904.xlsx"), false);
    assert_eq!(
        taken.certificates(),
        [["11/2025/GXN-TĐC", "Công ty Máy Cũ", "0107654326", "2025-04-02", "2028-04-03"]]
    );
}

#[test]
fn text_of_before_unicode_is_asked_about_and_then_read() {
    for (font, bytes) in [
        ("TCVN3", &include_bytes!("../../../tests/tables/papers/tcvn3.csv")[..]),
        ("VNI", &include_bytes!("../../../tests/tables/papers/vni.csv")[..]),
        ("VISCII", &include_bytes!("../../../tests/tables/papers/viscii.csv")[..]),
    ] {
        let asked = taken(bytes, false);
        assert_eq!(asked.certificates().len(), 0, "{font}: nothing is guessed");
        assert_eq!(asked.reasons(2), [Reason::OldFont], "{font}");
        let read = taken(bytes, true);
        assert_eq!(read.certificates()[0][1], "Công ty Phương", "{font}");
    }
}
