use proptest::prelude::*;

use super::*;
use crate::dates::Day;
use crate::domain::table::rows::{SheetInfo, SheetRow};

fn row(number: usize, cells: &[&str]) -> SheetRow {
    SheetRow { number, is_hidden: false, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
}

fn columns(layout: &Layout) -> Vec<Option<Column>> {
    layout.headings.iter().map(|heading| heading.column).collect()
}

fn today() -> Day {
    "2026-11-22".parse().expect("a day")
}

/// Headings of one line, recognised.
fn recognised(headings: &[&str]) -> Vec<Option<Column>> {
    columns(&recognise(&SheetInfo::default(), &[row(1, headings)]))
}

#[test]
fn headings_are_recognised_in_several_spellings() {
    use Column as C;
    let expected =
        [C::Certificate, C::Holder, C::EnterpriseCode, C::Address, C::IssuedOn, C::ExpiresOn, C::Decision];
    let expected = expected.map(Some);
    for headings in [
        [
            "Số giấy xác nhận",
            "Tên tổ chức",
            "Mã số doanh nghiệp",
            "Địa chỉ trụ sở",
            "Ngày cấp",
            "Ngày hết hạn",
            "Số quyết định",
        ],
        [
            "SO GXN",
            "TEN TO CHUC TU VAN",
            "MSDN",
            "TRU SO CHINH",
            "NGAY CAP",
            "CO GIA TRI DEN",
            "QUYET DINH SO",
        ],
        ["Giấy xác nhận số", "Đơn vị", "MST", "Địa chỉ", "Cấp ngày", "Có hiệu lực đến ngày", "QĐ số"],
        [
            "Certificate number",
            "Holder",
            "Enterprise code",
            "Head office",
            "Issued on",
            "Valid until",
            "Decision",
        ],
    ] {
        assert_eq!(recognised(&headings), expected, "{headings:?}");
    }
    let cards =
        [C::Card, C::Expert, C::BornOn, C::PersonalNumber, C::Certificate, C::CardIssuedOn, C::CardExpiresOn];
    assert_eq!(
        recognised(&[
            "Số thẻ",
            "Họ và tên",
            "Ngày sinh",
            "Số CCCD/CMND",
            "Số giấy xác nhận",
            "Ngày cấp",
            "Ngày hết hạn"
        ]),
        cards.map(Some),
        "in a list of cards the days are theirs"
    );
    assert_eq!(
        recognised(&["STT", "Số thẻ", "Họ tên chuyên gia", "Số GXN", "Ghi chú"]),
        [None, Some(C::Card), Some(C::Expert), Some(C::Certificate), None]
    );
}

#[test]
fn the_upper_line_stands_over_several_columns() {
    use Column as C;
    let title = row(1, &["DANH SÁCH TỔ CHỨC TƯ VẤN ĐÃ CẤP GIẤY XÁC NHẬN"]);
    let upper = row(3, &["STT", "Giấy xác nhận", "", "", "Tổ chức", "", "Thẻ chuyên gia", "", ""]);
    let lower = row(
        4,
        &["", "Số", "Ngày cấp", "Ngày hết hạn", "Tên", "Mã số doanh nghiệp", "Số", "Họ và tên", "Ngày cấp"],
    );
    let expected = [
        None,
        Some(C::Certificate),
        Some(C::IssuedOn),
        Some(C::ExpiresOn),
        Some(C::Holder),
        Some(C::EnterpriseCode),
        Some(C::Card),
        Some(C::Expert),
        Some(C::CardIssuedOn),
    ];
    let rows = [title, upper, lower];
    let layout = recognise(&SheetInfo::default(), &rows);
    assert_eq!((columns(&layout), layout.heading_row), (expected.to_vec(), 4), "as text keeps it");
    let wide = vec![(3, 1, 3), (3, 4, 5), (3, 6, 8)];
    let merged = recognise(&SheetInfo { wide, ..SheetInfo::default() }, &rows);
    assert_eq!((columns(&merged), merged.heading_row), (expected.to_vec(), 4), "as merged cells");
    assert!(layout.is_of_both());
}

fn sheet(headings: &[&str]) -> Sheet {
    Sheet {
        file: "a.csv".to_owned(),
        file_sha256: "0".repeat(64),
        name: String::new(),
        is_hidden: false,
        is_1904: false,
        layout: recognise(&SheetInfo::default(), &[row(1, headings)]),
    }
}

const CERTIFICATES: [&str; 6] =
    ["Số giấy xác nhận", "Tên tổ chức", "Mã số doanh nghiệp", "Ngày cấp", "Ngày hết hạn", "Số quyết định"];

fn read(sheet: &Sheet, cells: &[&str], above: &[String]) -> Reading {
    Reading::of(sheet, &row(2, cells), above, today()).expect("a row")
}

/// What is said of a row, with what it was taken for.
fn said(reading: &Reading) -> Vec<(Reason, &str)> {
    reading.remarks.iter().map(|remark| (remark.reason, remark.meant.as_str())).collect()
}

#[test]
fn zeros_that_a_spreadsheet_dropped_are_put_back_and_said() {
    let sheet = sheet(&CERTIFICATES);
    let reading = read(&sheet, &["01/2025", "Công ty Ví dụ", "103959503", "2/4/2025", "02.04.2028", ""], &[]);
    assert_eq!(said(&reading), [(Reason::ZerosAdded, "0103959503")]);
    let facts = reading.facts.certificate.expect("a certificate");
    assert!(matches!(facts.holder, HolderFacts::Organisation { code, .. } if code == "0103959503"));
    assert_eq!(facts.issued_on.map(|day| day.to_string()).as_deref(), Some("2025-04-02"));
    for lost in ["1,03960E+08", "1.0396E+8"] {
        let reading = read(&sheet, &["01/2025", "A", lost, "2/4/2025", "2/4/2028", ""], &[]);
        assert_eq!(said(&reading), [(Reason::LostDigits, "")], "{lost}");
        assert_eq!(reading.certificate_state(), Some(RowState::Wrong));
    }
}

#[test]
fn days_are_typed_day_first_counted_or_in_words() {
    let mut sheet = sheet(&CERTIFICATES);
    let issued = |sheet: &Sheet, cell: &str| {
        let reading = read(sheet, &["1/25", "Công ty", "0103959503", cell, "02/04/2029", ""], &[]);
        let day = reading.facts.certificate.and_then(|facts| facts.issued_on).map(|day| day.to_string());
        (day, reading.remarks.into_iter().map(|remark| remark.reason).collect::<Vec<_>>())
    };
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(issued(&sheet, "03/04/2025"), (day("2025-04-03"), vec![]), "never the month first");
    assert_eq!(issued(&sheet, "ngày 03 tháng 4 năm 2025"), (day("2025-04-03"), vec![]));
    assert_eq!(issued(&sheet, "03/04/2025 00:00:00"), (day("2025-04-03"), vec![]));
    assert_eq!(issued(&sheet, "45750"), (day("2025-04-03"), vec![Reason::Serial]));
    sheet.is_1904 = true;
    assert_eq!(issued(&sheet, "44288"), (day("2025-04-03"), vec![Reason::Serial]));
    for (cell, reason) in [
        ("04/13/2025", Reason::NotADay),
        ("2025", Reason::YearOnly),
        ("", Reason::Missing),
        ("01/01/2027", Reason::DayToCome),
        ("#REF!", Reason::CellError),
    ] {
        assert!(issued(&sheet, cell).1.contains(&reason), "{cell}");
    }
}

#[test]
fn names_of_old_fonts_are_proposed_and_taken_only_when_somebody_says_so() {
    let mut sheet = sheet(&CERTIFICATES);
    // Công ty Phương, in .VnTime: ư is a soft hyphen there.
    let cells = ["1/25", "C\u{ab}ng ty Ph\u{ad}\u{ac}ng", "0103959503", "2/4/2025", "2/4/2028", ""];
    let reading = read(&sheet, &cells, &[]);
    assert_eq!(said(&reading), [(Reason::OldFont, "Công ty Phương")]);
    assert_eq!(reading.certificate_state(), Some(RowState::Wrong));
    sheet.layout.old_fonts = true;
    let reading = read(&sheet, &cells, &[]);
    assert_eq!(said(&reading), [(Reason::OldFontRead, "Công ty Phương")]);
    assert_eq!(reading.certificate_state(), Some(RowState::New));
    assert_eq!(reading.facts.certificate.expect("a certificate").name, "Công ty Phương");
}

#[test]
fn a_name_is_one_however_its_marks_are_put_together() {
    let sheet = sheet(&CERTIFICATES);
    let apart = "Co\u{302}ng ty\u{a0}\u{a0}Thu\u{31b}o\u{31b}ng";
    let reading = read(&sheet, &["1/25", apart, "0103959503", "2/4/2025", "2/4/2028", ""], &[]);
    assert_eq!(reading.facts.certificate.expect("a certificate").name, "Công ty Thương");
    assert!(reading.remarks.is_empty());
}

#[test]
fn as_above_is_what_stands_above() {
    let sheet = sheet(&CERTIFICATES);
    let first = read(&sheet, &["1/25", "Công ty", "0103959503", "2/4/2025", "2/4/2028", "12/QĐ"], &[]);
    let second = read(&sheet, &["2/25", "Viện", "0100109106", "nt", "-nt-", "như trên"], &first.cells);
    let facts = second.facts.certificate.expect("a certificate");
    assert_eq!(facts.decision.as_deref(), Some("12/QĐ"));
    assert_eq!(facts.issued_on.map(|day| day.to_string()).as_deref(), Some("2025-04-02"));
    assert!(second.remarks.iter().all(|remark| remark.reason == Reason::AsAbove));
    let alone = read(&sheet, &["2/25", "Viện", "0100109106", "nt", "2/4/2028", ""], &[]);
    assert!(alone.remarks.iter().any(|remark| remark.reason == Reason::NothingAbove));
}

#[test]
fn in_one_table_of_both_the_certificate_goes_on_beside_its_cards() {
    let sheet = sheet(&[
        "Số GXN",
        "Tên tổ chức",
        "MSDN",
        "Ngày cấp GXN",
        "Ngày hết hạn GXN",
        "Số thẻ",
        "Họ và tên",
        "Ngày sinh",
    ]);
    let first = read(
        &sheet,
        &["1/25", "Công ty", "0103959503", "2/4/2025", "2/4/2028", "TV-1", "Nguyễn Văn Ví Dụ", "1/2/1980"],
        &[],
    );
    let second = read(&sheet, &["", "", "", "", "", "TV-2", "Trần Thị Minh Họa", "3/4/1985"], &first.cells);
    assert_eq!(second.facts.certificate, first.facts.certificate);
    let card = second.facts.card.expect("a card");
    assert_eq!((card.certificate.as_str(), card.number.as_str()), ("1/25", "TV-2"));
    assert!(second.remarks.is_empty(), "{:?}", second.remarks);
}

#[test]
fn sums_and_hidden_rows_are_told() {
    let sheet = sheet(&CERTIFICATES);
    let sum = read(&sheet, &["Tổng cộng", "", "12"], &[]);
    assert_eq!(said(&sum), [(Reason::Total, "")]);
    assert_eq!(sum.facts, RowFacts::default());
    let hidden = SheetRow { is_hidden: true, ..row(2, &["1/25", "A", "0103959503", "2/4/2025", "2/4/2028"]) };
    let hidden = Reading::of(&sheet, &hidden, &[], today()).expect("a row");
    assert_eq!(said(&hidden), [(Reason::HiddenRow, "")]);
    assert_eq!(hidden.certificate_state(), Some(RowState::New), "it is read");
}

#[test]
fn a_heading_is_no_row_and_without_one_nothing_is_read() {
    let mut sheet = sheet(&CERTIFICATES);
    assert_eq!(Reading::of(&sheet, &row(1, &CERTIFICATES), &[], today()), None);
    sheet.layout = recognise(&SheetInfo::default(), &[row(1, &["Mã", "Nội dung"]), row(2, &["1", "2"])]);
    assert!(!sheet.layout.is_of_use());
    assert_eq!(sheet.layout.headings.len(), 2, "its columns can be said");
    assert_eq!(Reading::of(&sheet, &row(2, &["1", "2"]), &[], today()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_a_row_is_read_or_told(
        cells in prop::collection::vec(".{0,40}|nt|[0-9]{1,13}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{1,4}", 0..9),
        above in prop::collection::vec(".{0,20}", 0..9),
        old_fonts in any::<bool>(),
        is_1904 in any::<bool>(),
    ) {
        let mut sheet = sheet(&[
            "Số GXN", "Tên tổ chức", "MSDN", "Ngày cấp GXN", "Ngày hết hạn GXN", "Số thẻ", "Họ và tên", "Số CCCD",
        ]);
        (sheet.layout.old_fonts, sheet.is_1904) = (old_fonts, is_1904);
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let reading = read(&sheet, &cells, &above);
        if reading.certificate_state() == Some(RowState::New) {
            let facts = reading.facts.certificate.as_ref().expect("it has a state");
            prop_assert!(facts.issued_on <= facts.expires_on && facts.issued_on.is_some());
            prop_assert!(!facts.number.is_empty() && !facts.name.is_empty() && facts.name.len() <= 300);
        }
    }

    #[test]
    fn whatever_stands_above_it_is_recognised_or_not(
        rows in prop::collection::vec(prop::collection::vec("Số|Thẻ|Ngày cấp|Giấy xác nhận|.{0,10}", 0..8), 0..5),
        wide in prop::collection::vec((1_usize..5, 0_usize..70, 0_usize..70), 0..3),
    ) {
        let rows: Vec<SheetRow> = rows
            .into_iter()
            .zip(1..)
            .map(|(cells, number)| SheetRow { number, is_hidden: false, cells })
            .collect();
        let layout = recognise(&SheetInfo { wide, ..SheetInfo::default() }, &rows);
        let mut named: Vec<Column> = layout.headings.iter().filter_map(|heading| heading.column).collect();
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        prop_assert_eq!(named.len(), count, "no column is there twice");
    }
}
