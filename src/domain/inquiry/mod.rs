//! What people type and paste when they look something up: numbers of papers
//! with labels before and names behind them, numbers of dossiers, slips, links
//! of ours with what a messenger appended, enterprise codes, names.
//!
//! One reader for the field on the home page, the pages, the interface for
//! programs, the offline kit and the program `verify`. It says what something
//! is, not whether it exists. Pure and bounded: the work for a byte is.

mod links;
mod numbers;
pub mod offline;
#[cfg(test)]
mod properties;
mod signs;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::enterprise_code::EnterpriseCode;
use super::fold::fold;
use super::numbering::PersonNumber;
use super::question::MOST_LETTERS;
use super::typed::line;
use crate::credential::given;
use signs::Text;

/// The most things that are told apart in one text: a team of experts.
pub const MOST_ITEMS: usize = 40;

/// No more of a text is looked through for numbers: so many with their names.
const MOST_BYTES: usize = 6_000;

/// Letters of one word that no name has: a code that lost its beginning.
const LONGER_THAN_NAMES: usize = 100;

/// Digits of a personal identification number (Law on Identification 2023,
/// article 12).
const PERSONAL_NUMBER: usize = 12;

/// Digits of the code of an enterprise.
const CODE: usize = 10;

/// Digits behind it that name a branch.
const BRANCH: usize = 3;

/// Words that stand before a number or a code, folded, and are none of it:
/// `Giấy xác nhận số`, `Số thẻ`, `Mã số doanh nghiệp`, `MST`.
const LABELS: [&str; 30] = [
    "card",
    "cccd",
    "certificate",
    "chi",
    "chuyen",
    "cmnd",
    "code",
    "dinh",
    "doanh",
    "dkkd",
    "dn",
    "gia",
    "giay",
    "ma",
    "msdn",
    "mst",
    "nhan",
    "nhanh",
    "nghiep",
    "no",
    "number",
    "register",
    "so",
    "tax",
    "the",
    "thue",
    "tin",
    "tra",
    "cuu",
    "xac",
];

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// What it names, each once, in the order of the text; empty for a text in
    /// which nothing is to be read.
    pub items: Vec<Item>,
    /// Whether there is more than [`MOST_ITEMS`], or than was looked through.
    pub is_cut: bool,
}

/// One thing that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A scanned code, or a part of one: `credential::given` takes it out of
    /// the text.
    Code,
    /// The number of a certificate or of a card.
    Number(Number),
    /// A link of ours to the page of a number.
    Page {
        /// The number, as the link has it.
        number: String,
        /// Which of the papers that had it, by its place in the status lists.
        place: Option<u32>,
    },
    /// A link of ours to a receipt slip's page, or the code on the slip.
    Slip(String),
    /// The number of a dossier, without the code of its slip.
    Dossier(String),
    /// The code of an enterprise, and the three digits of its branch.
    Enterprise {
        /// The code.
        code: EnterpriseCode,
        /// The branch.
        branch: Option<String>,
    },
    /// A person's identification number, which is never repeated.
    PersonalNumber,
    /// A name, of an organisation or of a person.
    Name(String),
}

/// The number of a certificate or of a card, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Of which kind of paper.
    pub kind: NumberKind,
    /// What it may be, as printed: one, but where the issuer was left out.
    pub candidates: Vec<String>,
    /// How well it was read.
    pub form: NumberForm,
}

/// Which papers have numbers of this form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberKind {
    /// Certificates.
    Certificate,
    /// Cards.
    Card,
}

/// How well a number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// It has exactly the form of the numbers that this register gives, but for
    /// capitals, blanks, dashes, and zeros before a running number. If there is
    /// no such paper, none was ever issued.
    Exact,
    /// Something was guessed at: letters for digits, what was left out.
    Guessed,
    /// The check digit does not fit: a digit was typed wrong.
    Mistyped,
}

/// Why nothing was looked up: what was typed is not the number of a paper, the
/// day not one that has come, or the paper of the number not one that can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// It was read as this number with guesses, or its check digit does not fit,
    /// and the register has no such paper: it was typed wrong, or is none.
    Unknown(Number),
    /// It is something else, which is asked about elsewhere.
    Other(Item),
    /// It names several things.
    Several(Vec<Item>),
    /// It names nothing that we know.
    Nothing,
    /// The day asked about is none.
    NotADay,
    /// The day asked about has not come.
    DayToCome,
    /// Which paper of the number is meant is not told by its place in the status
    /// lists.
    NotAPlace,
}

impl Number {
    /// A number as it is printed.
    pub fn exact(kind: NumberKind, number: String) -> Self {
        Self { kind, candidates: vec![number], form: NumberForm::Exact }
    }
}

impl Unasked {
    /// The stable name of what it is, as the interface for programs says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(Number { form: NumberForm::Mistyped, .. }) => "check_digit",
            Self::Unknown(_) => "not_as_printed",
            Self::Other(Item::Code) => "code",
            Self::Other(Item::Number(Number { kind: NumberKind::Certificate, .. })) => "certificate_number",
            Self::Other(Item::Number(Number { kind: NumberKind::Card, .. })) => "card_number",
            Self::Other(Item::Page { .. }) => "page",
            Self::Other(Item::Slip(_)) => "slip",
            Self::Other(Item::Dossier(_)) => "dossier_number",
            Self::Other(Item::Enterprise { .. }) => "enterprise_code",
            Self::Other(Item::PersonalNumber) => "personal_number",
            Self::Other(Item::Name(_)) => "name",
            Self::Several(_) => "several",
            Self::Nothing => "unknown",
            Self::NotADay => "not_a_day",
            Self::DayToCome => "day_to_come",
            Self::NotAPlace => "not_a_place",
        }
    }
}

impl Inquiry {
    /// What a text names. `host` is ours, as links write it; empty where there
    /// is none.
    pub fn of(text: &str, host: &str) -> Self {
        let text = bounded(text);
        if given::holds_code(text) || is_part_of_code(text) {
            return Self { items: vec![Item::Code], is_cut: false };
        }
        let most = text.floor_char_boundary(MOST_BYTES);
        let is_longer = most < text.len();
        let links = links::of_ours(&text[..most], host);
        let read = Text::of(&links.rest);
        let mut items = links.items;
        items.extend(numbers::items(&read, MOST_ITEMS + 1));
        if items.is_empty() {
            items.extend(alone(&links.rest, &read, links.has_others));
        }
        let mut seen = BTreeSet::new();
        items.retain(|item| seen.insert(format!("{item:?}")));
        let is_cut = is_longer || items.len() > MOST_ITEMS;
        items.truncate(MOST_ITEMS);
        Self { items, is_cut }
    }

    /// The one thing that the text names; none when it names several or
    /// nothing.
    pub fn the_one(&self) -> Option<&Item> {
        match &self.items[..] {
            [item] => Some(item),
            _ => None,
        }
    }
}

/// As much of a text as is looked through.
fn bounded(text: &str) -> &str {
    text[..text.floor_char_boundary(given::MAX_GIVEN_BYTES)].trim()
}

fn is_part_of_code(text: &str) -> bool {
    text.len() > LONGER_THAN_NAMES && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What a text is in which no number stands: one of digits alone, a name, or
/// nothing we know.
fn alone(text: &str, read: &Text, has_foreign_link: bool) -> Option<Item> {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let digits = Text::digits_of(&words.clone().filter(|word| !LABELS.contains(word)).collect::<String>());
    if let Some(item) = digits.as_deref().and_then(of_digits) {
        return Some(item);
    }
    if has_foreign_link {
        return Some(Item::Code);
    }
    // `Số 12` is no name, and `Trà` is one.
    let has_digits = folded.contains(|letter: char| letter.is_ascii_digit());
    let is_word = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let is_name = words.any(|word| is_word(word) && !(has_digits && LABELS.contains(&word)));
    let is_short = text.chars().count() <= MOST_LETTERS;
    (is_name && is_short && !read.looks_like_number()).then(|| Item::Name(line(text)))
}

/// What digits alone are.
fn of_digits(digits: &str) -> Option<Item> {
    if digits.len() == PERSONAL_NUMBER {
        return Some(Item::PersonalNumber);
    }
    if digits.len() == 8 && digits.parse::<PersonNumber>().is_ok() {
        return numbers::of_person(digits).map(Item::Number);
    }
    enterprise(digits)
}

/// The code of an enterprise, or of its branch.
fn enterprise(digits: &str) -> Option<Item> {
    let (code, branch) = digits.split_at_checked(CODE)?;
    let branch = match branch.len() {
        0 => None,
        BRANCH => Some(branch.to_owned()),
        _ => return None,
    };
    Some(Item::Enterprise { code: code.parse().ok()?, branch })
}
