//! Recognising the headings of a list of papers: in several spellings, with and
//! without marks, in one line or in two, the upper of which stands over several
//! columns.

use super::columns::{Column, Heading, Layout};
use crate::domain::fold::fold;
use crate::domain::table::MOST_COLUMNS;
use crate::domain::table::rows::{SheetInfo, SheetRow};

/// Headings are looked for in so many rows: titles stand above them.
pub const HEADING_ROWS: usize = 30;

/// The layout of a sheet that begins with these rows. Of several rows that could
/// be its headings it is the one that names the most columns.
pub fn recognise(info: &SheetInfo, first: &[SheetRow]) -> Layout {
    let mut best = Layout { headings: plain(first), ..Layout::default() };
    let mut found = 0;
    for (at, row) in first.iter().enumerate().take(HEADING_ROWS) {
        let one = named(&texts(info, row));
        let two = first.get(at + 1).map(|below| named(&joined(&texts(info, row), below)));
        let next = first.get(at + 1).map_or(0, |below| below.number);
        for (headings, last) in [(Some(one), row.number), (two, next)] {
            let Some(headings) = headings else { continue };
            let layout = Layout { heading_row: last, headings, old_fonts: false };
            let count = layout.headings.iter().filter(|heading| heading.column.is_some()).count();
            if count > found.max(1) && layout.is_of_use() {
                (found, best) = (count, layout);
            }
        }
    }
    best
}

/// Columns without a word about them, as many as the widest row has.
fn plain(rows: &[SheetRow]) -> Vec<Heading> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let heading = |place: usize| Heading {
        text: rows.iter().find_map(|row| row.cells.get(place)).cloned().unwrap_or_default(),
        column: None,
    };
    (0..count).map(heading).collect()
}

/// The texts of a row, each over all columns that its cell is across.
fn texts(info: &SheetInfo, row: &SheetRow) -> Vec<String> {
    let mut texts = row.cells.clone();
    for (number, first, last) in &info.wide {
        let last = (*last).min(MOST_COLUMNS - 1);
        if *number != row.number || *first > last {
            continue;
        }
        let text = texts.get(*first).cloned().unwrap_or_default();
        if texts.len() <= last {
            texts.resize(last + 1, String::new());
        }
        for place in texts.iter_mut().take(last + 1).skip(first + 1) {
            place.clone_from(&text);
        }
    }
    texts
}

/// Two lines as one. What stands over nothing goes on over the columns beside it
/// that have a second line and no first: a text keeps no merged cells.
fn joined(upper: &[String], lower: &SheetRow) -> Vec<String> {
    let count = upper.len().max(lower.cells.len());
    let (mut over, mut texts) = (String::new(), Vec::new());
    let cell = |cells: &[String], place: usize| cells.get(place).cloned().unwrap_or_default();
    for place in 0..count {
        let (above, below) = (cell(upper, place), cell(&lower.cells, place));
        if !above.is_empty() {
            over.clone_from(&above);
        }
        texts.push(match (above.is_empty(), below.is_empty()) {
            (_, true) => above,
            (true, false) => format!("{over} {below}").trim().to_owned(),
            (false, false) => format!("{above} {below}"),
        });
    }
    texts
}

/// What each heading says. Of two that say the same the first counts; but the
/// days of a certificate and of a card may have one name, and stand in this
/// order.
fn named(texts: &[String]) -> Vec<Heading> {
    let mut headings: Vec<Heading> =
        texts.iter().map(|text| Heading { text: text.clone(), column: column(text) }).collect();
    let mut seen: Vec<Column> = Vec::new();
    for heading in &mut headings {
        let column = heading.column.map(|column| match column {
            Column::IssuedOn if seen.contains(&column) => Column::CardIssuedOn,
            Column::ExpiresOn if seen.contains(&column) => Column::CardExpiresOn,
            other => other,
        });
        heading.column = column.filter(|column| !seen.contains(column));
        seen.extend(heading.column);
    }
    of_cards_alone(&mut headings);
    headings
}

/// In a list of cards alone the days are of the cards: no code of an organisation
/// stands there, and no days of two kinds.
fn of_cards_alone(headings: &mut [Heading]) {
    let has = |headings: &[Heading], column| headings.iter().any(|heading| heading.column == Some(column));
    let is_of_both = has(headings, Column::EnterpriseCode)
        || has(headings, Column::CardIssuedOn)
        || has(headings, Column::CardExpiresOn);
    if is_of_both || !has(headings, Column::Card) {
        return;
    }
    for heading in headings {
        heading.column = match heading.column {
            Some(Column::IssuedOn) => Some(Column::CardIssuedOn),
            Some(Column::ExpiresOn) => Some(Column::CardExpiresOn),
            other => other,
        };
    }
}

/// What one heading says. Folded, its words stand between blanks.
fn column(text: &str) -> Option<Column> {
    let folded = format!(" {} ", fold(text));
    let any = |words: &[&str]| words.iter().any(|word| folded.contains(&format!(" {word} ")));
    let of_card = any(&["the", "the chuyen gia", "card"]);
    let of_certificate = any(&["giay xac nhan", "giay", "gxn", "giay chung nhan", "gcn", "certificate"]);
    let is_day = any(&["ngay", "thoi diem", "date", "day", "on"]);
    if any(&["cccd", "cmnd", "cmt", "dinh danh", "can cuoc", "can cuoc cong dan", "personal number", "ddcn"])
    {
        return Some(Column::PersonalNumber);
    }
    if any(&["ma so doanh nghiep", "msdn", "ma so dn", "ma dn", "ma so thue", "mst", "ma doanh nghiep"])
        || any(&["enterprise code", "tax code", "ma so thue doanh nghiep"])
    {
        return Some(Column::EnterpriseCode);
    }
    if any(&["ngay sinh", "nam sinh", "sinh ngay", "thang nam sinh", "born", "date of birth"]) {
        return Some(Column::BornOn);
    }
    if any(&["het han", "het hieu luc", "gia tri den", "hieu luc den", "den ngay", "den het ngay"])
        || any(&["thoi han", "valid until", "expires", "last day", "co hieu luc den", "han"])
    {
        return Some(if of_card && !of_certificate { Column::CardExpiresOn } else { Column::ExpiresOn });
    }
    if any(&["quyet dinh", "qd", "decision"]) {
        return (!is_day).then_some(Column::Decision);
    }
    if any(&["ngay cap", "cap ngay", "ngay ky", "ngay ban hanh", "issued", "first day", "ngay cap gan nhat"])
        || is_day && any(&["cap", "hieu luc tu", "tu ngay"])
    {
        return Some(if of_card && !of_certificate { Column::CardIssuedOn } else { Column::IssuedOn });
    }
    if any(&["dia chi", "tru so", "tru so chinh", "head office", "address"]) {
        return Some(Column::Address);
    }
    if any(&["dien thoai", "dt", "sdt", "so dt", "phone", "telephone"]) {
        return Some(Column::Phone);
    }
    if any(&["email", "e mail", "thu dien tu", "mail"]) {
        return Some(Column::Email);
    }
    if any(&["tinh trang", "trang thai", "ghi chu", "standing", "stt", "tt", "so tt"]) {
        return None;
    }
    let is_number = any(&["so", "ma", "ma so", "so hieu", "number", "no"]);
    if is_number && of_card {
        return Some(Column::Card);
    }
    if is_number && of_certificate {
        return Some(Column::Certificate);
    }
    if any(&["ho va ten", "ho ten", "ten chuyen gia", "chuyen gia", "ho dem va ten", "expert", "full name"]) {
        return Some(Column::Expert);
    }
    if any(&["to chuc", "ten to chuc", "don vi", "ten don vi", "doanh nghiep", "cong ty", "ten cong ty"])
        || any(&["ten doanh nghiep", "co so", "holder", "organisation", "ten", "nguoi duoc cap"])
    {
        return Some(Column::Holder);
    }
    None
}
