//! A sheet of questions. A part of the form lists its questions once; the
//! sheet shows what the application says, or takes over what was sent.
//!
//! ```text
//! sheet.text(&questions::MAJOR, &mut degree.major);
//! sheet.day(&questions::GRADUATED_ON, &mut degree.graduated_on);
//! ```
//!
//! Whatever may be left empty is; only what is malformed is refused, with
//! everything typed kept.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::Number;

use super::answers;
use crate::credential::{EnterpriseCode, HolderName};
use crate::dates::Day;
use crate::domain::personal_number::{is_personal_number, masked};
use crate::domain::typed;
use crate::language::Language;
use crate::language::filing::SheetTexts;
use crate::language::filing::questions::{Choice, Question, YES_NO};
use crate::web::{Fields, Form};

/// The longest answer on one line, in characters.
const LINE: usize = 300;
/// The longest answer of several lines, in characters.
const LINES: usize = 4000;

/// A sheet of questions with their answers.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The questions asked, in order.
    pub(super) rows: Vec<Row>,
    /// What is in each field, and what is wrong with it.
    pub(super) form: Form,
    pub(super) language: Language,
    texts: &'static SheetTexts,
    /// What was sent; none when the sheet only shows.
    sent: Option<Fields>,
}

/// A question on the sheet, or a heading between questions.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) control: Control,
    /// The answer as a person reads it; several lines where it has several.
    pub(super) answer: Vec<String>,
    /// What to look at again, though it is not refused.
    pub(super) remark: String,
}

/// How a question is answered.
#[derive(Debug)]
pub(super) enum Control {
    Heading,
    Line,
    Short,
    Lines,
    Radios(Vec<(String, String)>),
    Ticks(Vec<(String, String)>),
}

impl Row {
    /// Whether it asks nothing.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.control, Control::Heading)
    }
}

impl Sheet {
    /// A sheet that shows what is written.
    pub(super) fn showing(language: Language) -> Self {
        Self { rows: Vec::new(), form: Form::empty(), language, texts: language.sheet(), sent: None }
    }

    /// A sheet that takes over what was sent.
    pub(super) fn reading(language: Language, sent: &Fields) -> Self {
        let form = Form::filled(sent);
        Self { form, sent: Some(sent.clone()), ..Self::showing(language) }
    }

    /// Whether what was sent is being taken over.
    pub(super) fn is_reading(&self) -> bool {
        self.sent.is_some()
    }

    /// What to look at again, though it was saved.
    pub(super) fn remark(&self) -> Option<&str> {
        self.rows.iter().map(|row| row.remark.as_str()).find(|remark| !remark.is_empty())
    }

    /// Leaves out what stands under a heading when none of it is answered: it
    /// was not asked of this person.
    pub(super) fn leave_out_unanswered_groups(&mut self) {
        let mut groups: Vec<Vec<Row>> = vec![Vec::new()];
        for row in self.rows.drain(..) {
            match groups.last_mut() {
                Some(group) if !row.is_heading() => group.push(row),
                _ => groups.push(vec![row]),
            }
        }
        let answered = |group: &Vec<Row>| group.iter().any(|row| !row.answer.is_empty());
        let first = groups.remove(0);
        self.rows = first.into_iter().chain(groups.into_iter().filter(answered).flatten()).collect();
    }

    /// A heading between questions.
    pub(super) fn heading(&mut self, vi: &'static str, en: &'static str) {
        let label = self.language.choose(vi, en);
        let (name, hint, answer, remark) = ("", "", Vec::new(), String::new());
        self.rows.push(Row { name, label, hint, control: Control::Heading, answer, remark });
    }

    /// A text on one line.
    pub(super) fn text(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.ask((question, Control::Line), slot, String::clone, |texts, text| {
            if text.chars().count() > LINE { Err(texts.too_long) } else { Ok(text.to_owned()) }
        });
    }

    /// A text on one line that papers print.
    pub(super) fn printed(&mut self, question: &'static Question, slot: &mut Option<String>) {
        let language = self.language;
        self.ask((question, Control::Line), slot, String::clone, |texts, text| match typed::undrawn(text) {
            Some(found) => Err(language.undrawn(found)),
            None if text.chars().count() > LINE => Err(texts.too_long.to_owned()),
            None => Ok(text.to_owned()),
        });
    }

    /// The name of a holder, as papers print it.
    pub(super) fn holder(&mut self, question: &'static Question, slot: &mut Option<String>) {
        let language = self.language;
        self.ask((question, Control::Line), slot, String::clone, |texts, text| {
            if let Some(found) = typed::undrawn_in_name(text) {
                return Err(language.undrawn(found));
            }
            text.parse::<HolderName>().map(|_| text.to_owned()).map_err(|_| texts.name.to_owned())
        });
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.ask((question, Control::Line), slot, String::clone, |texts, text| {
            typed::email_address(text).ok_or(texts.email)
        });
    }

    /// An enterprise code; a wrong check digit is remarked, not refused.
    pub(super) fn enterprise_code(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.ask((question, Control::Short), slot, String::clone, |texts, text| {
            let digits = typed::digits(text);
            match digits.parse::<EnterpriseCode>() {
                Ok(_) => Ok(digits),
                Err(_) if is_of_a_branch(&digits) => Err(texts.branch_code),
                Err(_) => Err(texts.enterprise_code),
            }
        });
        let code = slot
            .as_deref()
            .and_then(|code| code.parse::<crate::domain::enterprise_code::EnterpriseCode>().ok());
        if code.is_some_and(|code| !code.has_right_check_digit()) {
            self.remark_last(self.texts.check_digit.to_owned());
        }
    }

    /// A personal identification number; to read, all but the end is masked.
    pub(super) fn personal_number(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.ask((question, Control::Short), slot, String::clone, |texts, text| {
            let digits = typed::digits(text);
            if is_personal_number(&digits) { Ok(digits) } else { Err(texts.personal_number) }
        });
        if let (Some(number), Some(row)) = (slot, self.rows.last_mut()) {
            row.answer = vec![masked(number)];
        }
    }

    /// Lines of text.
    pub(super) fn lines(&mut self, question: &'static Question, slot: &mut Vec<String>) {
        let mut text = (!slot.is_empty()).then(|| slot.join("\n"));
        self.ask((question, Control::Lines), &mut text, String::clone, |texts, text| {
            if text.chars().count() > LINES { Err(texts.too_long) } else { Ok(text.to_owned()) }
        });
        let text = text.unwrap_or_default();
        *slot = text.lines().map(typed::line).filter(|line| !line.is_empty()).collect();
        if let Some(row) = self.rows.last_mut() {
            row.answer.clone_from(slot);
        }
    }

    /// A day, in the ways people write one.
    pub(super) fn day(&mut self, question: &'static Question, slot: &mut Option<Day>) {
        let write = |day: &Day| format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year());
        self.ask((question, Control::Short), slot, write, |texts, text| answers::day(text).ok_or(texts.day));
        let example = self.texts.day_hint;
        if let Some(row) = self.rows.last_mut()
            && row.hint.is_empty()
        {
            row.hint = example;
        }
    }

    /// A whole number.
    pub(super) fn count(&mut self, question: &'static Question, slot: &mut Option<u32>) {
        self.ask((question, Control::Short), slot, u32::to_string, |texts, text| {
            text.parse().ok().filter(|count| *count <= 1200).ok_or(texts.count)
        });
    }

    /// A score of 100, with a comma or a point.
    pub(super) fn score(&mut self, question: &'static Question, slot: &mut Option<Number>) {
        let write = |score: &Number| score.to_string().replace('.', ",");
        self.ask((question, Control::Short), slot, write, |texts, text| {
            answers::score(text).ok_or(texts.score)
        });
    }

    /// One of several words. What another system wrote stays a choice.
    pub(super) fn choice(
        &mut self,
        question: &'static Question,
        offered: &[Choice],
        slot: &mut Option<String>,
    ) {
        let mut choices = self.choices(offered);
        if let Some(other) = slot.as_ref().filter(|other| choices.iter().all(|(word, _)| word != *other)) {
            choices.push((other.clone(), other.clone()));
        }
        self.choose(question, choices, slot);
    }

    /// One of the words of a closed list.
    pub(super) fn word<T: FromStr + Display>(
        &mut self,
        question: &'static Question,
        offered: &[Choice],
        slot: &mut Option<T>,
    ) {
        let mut word = slot.as_ref().map(T::to_string);
        self.choose(question, self.choices(offered), &mut word);
        *slot = word.and_then(|word| word.parse().ok());
    }

    /// Yes or no.
    pub(super) fn yes_no(&mut self, question: &'static Question, slot: &mut Option<bool>) {
        let mut word = slot.map(|yes| if yes { "yes".to_owned() } else { "no".to_owned() });
        self.choose(question, self.choices(YES_NO), &mut word);
        *slot = word.map(|word| word == "yes");
    }

    /// A box that is ticked or not.
    pub(super) fn tick(&mut self, question: &'static Question, offered: &[Choice], slot: &mut Option<bool>) {
        let mut word = slot.filter(|ticked| *ticked).map(|_| "yes".to_owned());
        let choices = self.choices(offered);
        self.choose(question, choices, &mut word);
        if let Some(row) = self.rows.last_mut()
            && let Control::Radios(choices) = &mut row.control
        {
            row.control = Control::Ticks(std::mem::take(choices));
        }
        *slot = word.map(|_| true);
    }

    fn choices(&self, offered: &[Choice]) -> Vec<(String, String)> {
        let shown = |(word, vi, en): &Choice| ((*word).to_owned(), self.language.choose(*vi, *en).to_owned());
        offered.iter().map(shown).collect()
    }

    fn choose(
        &mut self,
        question: &'static Question,
        choices: Vec<(String, String)>,
        slot: &mut Option<String>,
    ) {
        let offered = choices.clone();
        let known = |text: &str| offered.iter().find(|(word, _)| word == text);
        self.ask((question, Control::Radios(choices)), slot, String::clone, |texts, text| {
            known(text).map(|(word, _)| word.clone()).ok_or(texts.choice)
        });
        if let (Some((_, label)), Some(row)) = (slot.as_deref().and_then(known), self.rows.last_mut()) {
            row.answer = vec![label.clone()];
        }
    }

    /// Asks one question: fills the field from the slot, or the slot from what
    /// was sent. A refused answer leaves the slot as it was.
    fn ask<T, E: Into<String> + Default>(
        &mut self,
        (question, control): (&'static Question, Control),
        slot: &mut Option<T>,
        write: impl Fn(&T) -> String,
        read: impl FnOnce(&SheetTexts, &str) -> Result<T, E>,
    ) {
        let (name, label, hint) =
            (question.name, question.label(self.language), question.hint(self.language));
        if let Some(sent) = &self.sent {
            let typed = sent.text(name);
            // Before it is cleaned: a soft hyphen is a letter in an old font.
            let proposal = typed::proposal(typed).filter(|_| matches!(control, Control::Line));
            let text = match control {
                Control::Lines => typed.to_owned(),
                _ if proposal.is_some() => typed.to_owned(),
                _ => typed::line(typed),
            };
            let read = match &proposal {
                // Refused with what it seems to mean: nothing prints such a sign.
                Some(_) if text.contains(char::is_control) => Err(E::default()),
                _ => read(self.texts, &text),
            };
            match (text.is_empty(), read) {
                (true, _) => *slot = None,
                (false, Ok(value)) => *slot = Some(value),
                (false, Err(sentence)) => {
                    let proposed = proposal.map(|proposal| self.language.proposed(&proposal));
                    let sentence = proposed.unwrap_or_else(|| sentence.into());
                    self.form.refuse(name, format!("{label}: {sentence}"));
                }
            }
        } else if let Some(value) = slot {
            self.form = std::mem::take(&mut self.form).with(name, write(value));
        }
        let answer: Vec<String> = slot.as_ref().map(&write).into_iter().collect();
        let is_line = matches!(control, Control::Line);
        let proposal = answer.first().filter(|_| is_line).and_then(|text| typed::proposal(text));
        let remark = proposal.map_or_else(String::new, |proposal| self.language.proposed(&proposal));
        self.rows.push(Row { name, label, hint, control, answer, remark });
    }

    fn remark_last(&mut self, remark: String) {
        if let Some(row) = self.rows.last_mut() {
            row.remark = remark;
        }
    }
}

/// Ten digits of an enterprise and three of a branch.
fn is_of_a_branch(digits: &str) -> bool {
    digits.len() == 13 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The questions about a part that may be missing as a whole: when nothing is
/// answered, there is no such part.
pub(super) fn part<T: Default + PartialEq>(
    sheet: &mut Sheet,
    slot: &mut Option<T>,
    questions: impl FnOnce(&mut Sheet, &mut T),
) {
    let mut value = slot.take().unwrap_or_default();
    questions(sheet, &mut value);
    *slot = (value != T::default()).then_some(value);
}
