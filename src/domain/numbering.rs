//! Numbers of papers: templates of an issuer's profile, and the person's
//! number that a card carries for life.

mod reading;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::dates::Day;

use super::issuer::IssuerCode;

pub use reading::{Before, LeftOut, NumberRead, Sign, digit};

/// Damm's quasigroup of order 10. It finds every single wrong digit and every
/// swap of neighbours, which the check digit is for: numbers are typed from
/// cards and read out on the telephone.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The widest a number is padded to.
const WIDEST: usize = 12;

/// A person's number in the register: seven digits and a check digit (Damm).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonNumber(u32);

/// Not eight digits, or the check digit does not fit, or no number is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a person's number: seven digits and their check digit")]
pub struct PersonNumberError;

/// A template such as `{seq:02}/{year}/GXN-{issuer}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Slot(Slot, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Seq,
    Year,
    YearMonthDay,
    Issuer,
    Person,
}

/// What a template is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Filling {
    /// Who issues.
    pub issuer: IssuerCode,
    /// The day on which the number is given.
    pub on: Day,
    /// The running number, from 1.
    pub seq: u64,
    /// The person of a card.
    pub person: Option<PersonNumber>,
}

/// A template that cannot be read, or asks for what is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A brace without its pair.
    #[error("a brace is not closed")]
    Brace,
    /// A slot that does not exist.
    #[error("unknown slot {{{0}}}, expected seq, year, yymmdd, issuer or person")]
    Slot(String),
    /// A width that is not 1 to 12.
    #[error("the width in {{{0}}} is not 1 to 12")]
    Width(String),
    /// `{person}` in a paper that names no person.
    #[error("this number needs a person")]
    NoPerson,
}

impl PersonNumber {
    /// The number of the `serial`-th person, 0 to 9 999 999.
    pub fn new(serial: u32) -> Result<Self, PersonNumberError> {
        if serial > 9_999_999 {
            return Err(PersonNumberError);
        }
        let check = damm(format!("{serial:07}").as_bytes());
        Ok(Self(serial * 10 + u32::from(check)))
    }

    /// Which person it is, without the check digit.
    pub fn serial(self) -> u32 {
        self.0 / 10
    }
}

fn damm(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |row, digit| DAMM[usize::from(row)][usize::from(digit - b'0')])
}

impl FromStr for PersonNumber {
    type Err = PersonNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) || damm(digits) != 0 {
            return Err(PersonNumberError);
        }
        text.parse().map(Self).map_err(|_| PersonNumberError)
    }
}

impl fmt::Display for PersonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

/// Whose card this is, by the part of its number that a person has for life; none
/// where no part of it is one.
pub fn person_of(card: &str) -> Option<PersonNumber> {
    card.rsplit(|letter: char| !letter.is_ascii_digit()).find_map(|digits| digits.parse().ok())
}

impl Template {
    /// The number this template gives.
    pub fn render(&self, filling: &Filling) -> Result<String, TemplateError> {
        let mut number = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => number.push_str(text),
                Part::Slot(slot, width) => {
                    let value = slot.value(filling)?;
                    number.extend(std::iter::repeat_n('0', width.saturating_sub(value.len())));
                    number.push_str(&value);
                }
            }
        }
        Ok(number)
    }
}

impl Slot {
    fn value(self, filling: &Filling) -> Result<String, TemplateError> {
        let on = filling.on;
        Ok(match self {
            Self::Seq => filling.seq.to_string(),
            Self::Year => on.year().to_string(),
            Self::YearMonthDay => format!("{:02}{:02}{:02}", on.year() % 100, on.month(), on.day()),
            Self::Issuer => filling.issuer.to_string(),
            Self::Person => filling.person.ok_or(TemplateError::NoPerson)?.to_string(),
        })
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').ok_or(TemplateError::Brace)?;
            push_literal(&mut parts, literal)?;
            parts.push(parse_slot(slot)?);
            rest = after;
        }
        push_literal(&mut parts, rest)?;
        Ok(Self { text: text.to_owned(), parts })
    }
}

fn push_literal(parts: &mut Vec<Part>, literal: &str) -> Result<(), TemplateError> {
    if literal.contains('}') {
        return Err(TemplateError::Brace);
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal.to_owned()));
    }
    Ok(())
}

fn parse_slot(text: &str) -> Result<Part, TemplateError> {
    let (name, width) = match text.split_once(':') {
        None => (text, 0),
        Some((name, width)) => {
            let wrong = || TemplateError::Width(text.to_owned());
            let width: usize = width.parse().map_err(|_| wrong())?;
            (name, Some(width).filter(|width| (1..=WIDEST).contains(width)).ok_or_else(wrong)?)
        }
    };
    let slot = match name {
        "seq" => Slot::Seq,
        "year" => Slot::Year,
        "yymmdd" => Slot::YearMonthDay,
        "issuer" => Slot::Issuer,
        "person" => Slot::Person,
        _ => return Err(TemplateError::Slot(text.to_owned())),
    };
    Ok(Part::Slot(slot, width))
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

serde_as_text!(PersonNumber);
serde_as_text!(Template);
