//! What a row of a list of papers says.

use super::columns::{Column, Layout};
use super::facts::{CardFacts, CertificateFacts, HolderFacts, RowFacts};
use super::remark::{Reason, Remark};
use super::{RowState, Sheet};
use crate::dates::Day;
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::fold::fold;
use crate::domain::personal_number::is_personal_number;
use crate::domain::table::rows::SheetRow;
use crate::domain::typed::{self, proposal, undrawn, undrawn_in_name};

/// The most bytes of a name, as of one that is signed.
const LONGEST_NAME: usize = 300;

/// The most letters of a number, and of the number of a decision.
const LONGEST_NUMBER: usize = 60;

/// The most letters of an address.
const LONGEST_ADDRESS: usize = 500;

/// Days between these are what a spreadsheet counts: 1927 to 2064.
const SERIALS: std::ops::RangeInclusive<i32> = 10_000..=60_000;

/// What stands for “as above”.
const AS_ABOVE: &[&str] = &["nt", "nhu tren", "n t", "như trên", "-nt-", "”", "\"", "〃", "''"];

/// A row that was read, with what is to be said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub facts: RowFacts,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
    /// Its cells, with what stands above where they say so.
    pub cells: Vec<String>,
}

impl Reading {
    /// Reads a row of a sheet after the one above it; none of a heading.
    pub fn of(sheet: &Sheet, row: &SheetRow, above: &[String], today: Day) -> Option<Self> {
        let layout = &sheet.layout;
        if row.number <= layout.heading_row || !layout.is_of_use() || sheet.is_hidden {
            return None;
        }
        let mut read = Cells { layout, is_1904: sheet.is_1904, today, remarks: Vec::new() };
        if row.is_hidden {
            read.remarks.push(Remark::of_row(Reason::HiddenRow));
        }
        if is_total(layout, &row.cells) {
            read.remarks.push(Remark::of_row(Reason::Total));
            return Some(Self { remarks: read.remarks, ..Self::default() });
        }
        let cells = read.filled(&row.cells, above);
        let certificate = layout.has_certificates().then(|| read.certificate(&cells));
        let card = layout.has_cards().then(|| read.card(&cells)).flatten();
        Some(Self { facts: RowFacts { certificate, card }, remarks: read.remarks, cells })
    }

    /// Whether something is wrong with its certificate.
    pub fn certificate_state(&self) -> Option<RowState> {
        self.facts.certificate.as_ref()?;
        Some(self.state(|remark| !remark.is_of_card() || self.facts.card.is_none()))
    }

    /// Whether something is wrong with its card.
    pub fn card_state(&self) -> Option<RowState> {
        self.facts.card.as_ref()?;
        let is_of_certificate = |remark: &Remark| remark.column.is_some_and(Column::is_of_certificate);
        Some(self.state(|remark| !is_of_certificate(remark)))
    }

    fn state(&self, counts: impl Fn(&Remark) -> bool) -> RowState {
        let is_wrong = self.remarks.iter().any(|remark| remark.reason.is_fault() && counts(remark));
        if is_wrong { RowState::Wrong } else { RowState::New }
    }
}

/// Whether a row is a sum: it says so, and has no number of a paper.
fn is_total(layout: &Layout, cells: &[String]) -> bool {
    let numbers = [Column::Certificate, Column::Card];
    // How many there are may stand in the column of the numbers.
    let is_number = |cell: &str| {
        cell.contains(|sign: char| sign.is_ascii_digit())
            && cell.contains(|sign: char| sign.is_alphabetic() || sign == '/')
    };
    let has_number = numbers.iter().any(|column| {
        let cell = layout.cell(cells, *column);
        is_number(cell) && !fold(cell).starts_with("tong")
    });
    let says_so = |cell: &String| {
        let folded = fold(cell);
        ["tong", "tong cong", "cong", "tong so", "total"].iter().any(|word| {
            folded == *word || folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        })
    };
    !has_number && cells.iter().find(|cell| !cell.is_empty()).is_some_and(says_so)
}

/// The cells of a row as they are read.
struct Cells<'a> {
    layout: &'a Layout,
    is_1904: bool,
    today: Day,
    remarks: Vec<Remark>,
}

impl Cells<'_> {
    /// With what stands above, where a cell says so; and in a list of both where
    /// nothing stands beside a card of the certificate above.
    fn filled(&mut self, own: &[String], above: &[String]) -> Vec<String> {
        let mut cells = own.to_vec();
        cells.resize(self.layout.headings.len().max(cells.len()), String::new());
        let goes_on = self.layout.is_of_both()
            && self.layout.cell(own, Column::Certificate).is_empty()
            && !self.layout.cell(own, Column::Card).is_empty();
        for (place, heading) in self.layout.headings.iter().enumerate() {
            let Some(column) = heading.column else { continue };
            let cell = cells[place].clone();
            let continues =
                goes_on && cell.is_empty() && (column.is_of_certificate() || column == Column::Certificate);
            if !continues && !is_as_above(&cell) {
                continue;
            }
            let before = above.get(place).filter(|text| !text.is_empty());
            match before {
                Some(before) => {
                    cells[place].clone_from(before);
                    if !continues {
                        self.remarks.push(Remark::of(column, &cell, Reason::AsAbove).meaning(before.clone()));
                    }
                }
                None if continues => {}
                None => {
                    cells[place].clear();
                    self.remarks.push(Remark::of(column, &cell, Reason::NothingAbove));
                }
            }
        }
        cells
    }

    fn certificate(&mut self, cells: &[String]) -> CertificateFacts {
        let number = self.number(cells, Column::Certificate);
        let name_column = if self.layout.has(Column::Holder) { Column::Holder } else { Column::Expert };
        let name = self.name(cells, name_column);
        let code = self.enterprise_code(cells);
        let issued_on = self.needed_day(cells, Column::IssuedOn);
        let expires_on = self.needed_day(cells, Column::ExpiresOn);
        self.days(cells, (Column::IssuedOn, issued_on), (Column::ExpiresOn, expires_on));
        let holder = match code {
            Some(code) => HolderFacts::Organisation {
                code,
                address: self.text(cells, Column::Address, LONGEST_ADDRESS),
                phone: self.text(cells, Column::Phone, LONGEST_NUMBER),
                email: self.text(cells, Column::Email, LONGEST_ADDRESS),
            },
            // What is said of the person stands in the list of cards, or here.
            None if self.layout.has_cards() => {
                HolderFacts::Independent { born_on: None, personal_number: None }
            }
            None => HolderFacts::Independent {
                born_on: self.day(cells, Column::BornOn),
                personal_number: self.personal_number(cells),
            },
        };
        let decision = self.text(cells, Column::Decision, LONGEST_NUMBER);
        let decision = Some(decision).filter(|decision| !decision.is_empty());
        CertificateFacts { number, name, holder, issued_on, expires_on, decision }
    }

    fn card(&mut self, cells: &[String]) -> Option<CardFacts> {
        // A certificate of a list of both may have no card.
        if self.layout.is_of_both() && self.layout.cell(cells, Column::Card).is_empty() {
            return None;
        }
        let number = self.number(cells, Column::Card);
        let certificate = if self.layout.is_of_both() {
            typed::line(self.layout.cell(cells, Column::Certificate))
        } else {
            self.number(cells, Column::Certificate)
        };
        let name_column = if self.layout.has(Column::Expert) { Column::Expert } else { Column::Holder };
        let name = self.name(cells, name_column);
        let born_on = self.day(cells, Column::BornOn);
        let personal_number = self.personal_number(cells);
        let issued_on = self.day(cells, Column::CardIssuedOn);
        let expires_on = self.day(cells, Column::CardExpiresOn);
        self.days(cells, (Column::CardIssuedOn, issued_on), (Column::CardExpiresOn, expires_on));
        Some(CardFacts { number, certificate, name, born_on, personal_number, issued_on, expires_on })
    }

    /// The number of a paper: as it was printed, in one line.
    fn number(&mut self, cells: &[String], column: Column) -> String {
        let cell = self.layout.cell(cells, column);
        let number = typed::line(cell);
        let has_digit = number.contains(|sign: char| sign.is_ascii_digit());
        let is_clean = number.chars().all(|sign| sign.is_alphanumeric() || " /-._".contains(sign));
        if number.is_empty() {
            self.say(column, cell, Reason::Missing);
        } else if number.chars().count() > LONGEST_NUMBER {
            self.say(column, cell, Reason::TooLong);
        } else if is_error(&number) {
            self.say(column, cell, Reason::CellError);
        } else if !has_digit || !is_clean {
            self.say(column, cell, Reason::NotANumber);
        }
        number
    }

    /// The name of a holder. What was typed for a font of before Unicode is taken
    /// as it is proposed once a person has said so for the whole sheet.
    fn name(&mut self, cells: &[String], column: Column) -> String {
        let cell = self.layout.cell(cells, column);
        let name = self.decoded(column, cell);
        if name.is_empty() {
            self.say(column, cell, Reason::Missing);
        } else if name.len() > LONGEST_NAME {
            self.say(column, cell, Reason::TooLong);
        } else if let Some(found) = undrawn_in_name(&name) {
            self.remarks.push(Remark::of(column, cell, Reason::Undrawn).meaning(found.sign));
        }
        name
    }

    /// What is not asked for, and may be empty.
    fn text(&mut self, cells: &[String], column: Column, longest: usize) -> String {
        let cell = self.layout.cell(cells, column);
        let text = self.decoded(column, cell);
        if text.chars().count() > longest {
            self.say(column, cell, Reason::TooLong);
        } else if let Some(found) = undrawn(&text) {
            self.remarks.push(Remark::of(column, cell, Reason::Undrawn).meaning(found.sign));
        }
        text
    }

    /// Before it is cleaned: a soft hyphen is a letter in such a font.
    fn decoded(&mut self, column: Column, cell: &str) -> String {
        let Some(proposed) = proposal(cell) else { return typed::line(cell) };
        let reason = if self.layout.old_fonts { Reason::OldFontRead } else { Reason::OldFont };
        self.remarks.push(Remark::of(column, cell, reason).meaning(proposed.text.clone()));
        proposed.text
    }

    /// Ten digits, with the zeros that a spreadsheet dropped; none where nothing
    /// is said.
    fn enterprise_code(&mut self, cells: &[String]) -> Option<String> {
        let (column, cell) = (Column::EnterpriseCode, self.layout.cell(cells, Column::EnterpriseCode));
        let digits = typed::digits(cell);
        if digits.is_empty() {
            return None;
        }
        let code = self.with_zeros(column, cell, (digits, 10, 8))?;
        match code.parse::<EnterpriseCode>().map(EnterpriseCode::has_right_check_digit) {
            Ok(true) => {}
            Ok(false) => self.say(column, cell, Reason::CheckDigit),
            Err(_) => self.say(column, cell, Reason::NotACode),
        }
        Some(code)
    }

    /// Twelve digits; none where nothing is said.
    fn personal_number(&mut self, cells: &[String]) -> Option<String> {
        let (column, cell) = (Column::PersonalNumber, self.layout.cell(cells, Column::PersonalNumber));
        let digits = typed::digits(cell);
        if digits.is_empty() {
            return None;
        }
        let number = self.with_zeros(column, cell, (digits, 12, 10))?;
        if !is_personal_number(&number) {
            self.say(column, cell, Reason::NotAPersonalNumber);
            return None;
        }
        Some(number)
    }

    /// A number of so many digits. A spreadsheet drops the zeros before it, and
    /// shortens what is long to something like 1,03E+09: that is not brought
    /// back.
    fn with_zeros(
        &mut self,
        column: Column,
        cell: &str,
        (digits, length, fewest): (String, usize, usize),
    ) -> Option<String> {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let shortened = |text: &str| {
            let (head, tail) = text.split_once(['E', 'e'])?;
            let plain =
                |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || b",.+-".contains(&byte));
            (plain(head) && plain(tail) && !head.is_empty()).then_some(())
        };
        if shortened(cell.trim()).is_some() {
            self.say(column, cell, Reason::LostDigits);
            return None;
        }
        if is_number && (fewest..length).contains(&digits.len()) {
            let whole = format!("{digits:0>length$}");
            self.remarks.push(Remark::of(column, cell, Reason::ZerosAdded).meaning(whole.clone()));
            return Some(whole);
        }
        Some(digits)
    }

    fn needed_day(&mut self, cells: &[String], column: Column) -> Option<Day> {
        if self.layout.cell(cells, column).is_empty() {
            self.say(column, "", Reason::Missing);
            return None;
        }
        self.day(cells, column)
    }

    /// A day, typed day first or counted by a spreadsheet.
    fn day(&mut self, cells: &[String], column: Column) -> Option<Day> {
        let cell = self.layout.cell(cells, column);
        let text = typed::line(cell);
        if text.is_empty() {
            return None;
        }
        // A time of day may stand beside it.
        let bare = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(&*text, |(day, _)| day);
        if let Some(day) = typed::day(bare).or_else(|| in_words(&text)) {
            return Some(day);
        }
        if let Some(day) = self.counted(&text) {
            self.remarks.push(Remark::of(column, cell, Reason::Serial).meaning(day.to_string()));
            return Some(day);
        }
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        self.say(column, cell, if is_year { Reason::YearOnly } else { Reason::NotADay });
        None
    }

    /// The day of a number that counts days from the end of 1899, or from 1904.
    fn counted(&self, text: &str) -> Option<Day> {
        let whole = text.split([',', '.']).next().unwrap_or_default();
        let serial: i32 = whole.parse().ok()?;
        // From 1900 every program counts a 29 February 1900 that never was.
        let (year, before) = if self.is_1904 { (1904, 0) } else { (1900, 2) };
        let first = Day::new(year, 1, 1).ok()?;
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte));
        (is_plain && SERIALS.contains(&serial)).then(|| first.plus_days(i64::from(serial - before)))
    }

    fn days(&mut self, cells: &[String], first: (Column, Option<Day>), last: (Column, Option<Day>)) {
        if let (column, Some(day)) = first
            && day > self.today
        {
            self.say(column, self.layout.cell(cells, column), Reason::DayToCome);
        }
        if let ((_, Some(from)), (column, Some(to))) = (first, last)
            && to < from
        {
            self.say(column, self.layout.cell(cells, column), Reason::DaysReversed);
        }
    }

    fn say(&mut self, column: Column, read: &str, reason: Reason) {
        let reason = if is_error(read) { Reason::CellError } else { reason };
        self.remarks.push(Remark::of(column, read, reason));
    }
}

/// `ngày 02 tháng 4 năm 2025`.
fn in_words(text: &str) -> Option<Day> {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let mut after = |word: &str| words.by_ref().find(|other| *other == word).and_then(|_| words.next());
    let (day, month, year) = (after("ngay")?, after("thang")?, after("nam")?);
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn is_as_above(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty()
        && (AS_ABOVE.contains(&cell) || AS_ABOVE.contains(&fold(cell).as_str()) && cell.chars().count() < 12)
}

/// What a spreadsheet writes where it could not reckon.
fn is_error(text: &str) -> bool {
    ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"].contains(&text.trim())
        || text.starts_with("##")
}
