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

use serde_json::Number;

mod choices;
mod days;
mod known;
mod row;

use crate::credential::{EnterpriseCode, HolderName};
use crate::dates::Day;
use crate::domain::edition;
use crate::domain::personal_number::{is_personal_number, masked};
use crate::domain::typed;
use crate::language::Language;
use crate::language::filing::SheetTexts;
use crate::language::filing::questions::Question;
use crate::web::{Fields, Form};
pub(super) use known::Known;
pub(super) use row::{Control, Row};

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
    /// What stands before the name of each field, where a page asks the same of
    /// several parts or rows.
    within: String,
    /// The day it is filled in; days that have not come are not of the past.
    today: Option<Day>,
    /// Whether it is only read: no empty rows, nothing proposed.
    is_to_read: bool,
    /// What was written elsewhere in the dossier, by question.
    known: Known,
}

impl Sheet {
    /// A sheet that shows what is written.
    pub(super) fn showing(language: Language) -> Self {
        let (rows, form, texts) = (Vec::new(), Form::empty(), language.sheet());
        let (within, known) = (String::new(), Known::default());
        Self { rows, form, language, texts, sent: None, within, today: None, is_to_read: false, known }
    }

    /// A sheet to read and print.
    pub(super) fn to_read(language: Language) -> Self {
        Self { is_to_read: true, ..Self::showing(language) }
    }

    /// The same for a form of today, which proposes what is known already.
    pub(super) fn filled_in(self, today: Day, known: Known) -> Self {
        Self { today: Some(today), known, ..self }
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

    /// Whether it is a form with fields still empty, to propose something for.
    pub(super) fn proposes(&self) -> bool {
        self.sent.is_none() && !self.is_to_read
    }

    /// Whether it is only read.
    pub(super) fn is_to_read(&self) -> bool {
        self.is_to_read
    }

    /// Asks with names of their own, where the same is asked several times.
    pub(super) fn under<T>(&mut self, prefix: &str, ask: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.within.clone();
        self.within.push_str(prefix);
        let done = ask(self);
        self.within = before;
        done
    }

    /// The name of a field as the form has it here.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{}{name}", self.within)
    }

    /// What was sent in a field; none when nothing was sent.
    pub(super) fn sent(&self, name: &str) -> Option<&str> {
        self.sent.as_ref().map(|sent| sent.text(&self.field(name)))
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
    pub(super) fn heading(&mut self, label: impl Into<String>) {
        self.rows.push(Row::heading(0, label));
    }

    /// A heading over some questions of one subject.
    pub(super) fn part_of(&mut self, vi: &'static str, en: &'static str) {
        self.rows.push(Row::heading(1, self.language.choose(vi, en)));
    }

    /// A text on one line, with what was written for it elsewhere to choose from.
    pub(super) fn known_text(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.text(question, slot);
        self.propose_last(self.known.of_question(question.name));
    }

    /// The standard of a certificate: what is accepted today to choose from.
    pub(super) fn edition(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.text(question, slot);
        self.propose_last(self.today.map(edition::names_accepted).unwrap_or_default());
    }

    fn propose_last(&mut self, proposed: Vec<String>) {
        if let Some(row) = self.rows.last_mut().filter(|_| !self.is_to_read) {
            row.proposed = proposed;
        }
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

    /// A telephone number as people write one.
    pub(super) fn phone(&mut self, question: &'static Question, slot: &mut Option<String>) {
        self.ask((question, Control::Line), slot, String::clone, |texts, text| {
            if typed::is_phone(text) { Ok(text.to_owned()) } else { Err(texts.phone) }
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
            typed::score(text).ok_or(texts.score)
        });
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
            (self.field(question.name), question.label(self.language), question.hint(self.language));
        if let Some(sent) = &self.sent {
            let typed = sent.text(&name);
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
                    self.form.refuse(&name, format!("{label}: {sentence}"));
                }
            }
        } else if let Some(value) = slot {
            self.form = std::mem::take(&mut self.form).with(&name, write(value));
        }
        let answer: Vec<String> = slot.as_ref().map(&write).into_iter().collect();
        let is_line = matches!(control, Control::Line);
        let proposal = answer.first().filter(|_| is_line).and_then(|text| typed::proposal(text));
        let remark = proposal.map_or_else(String::new, |proposal| self.language.proposed(&proposal));
        let (label, proposed) = (label.to_owned(), Vec::new());
        self.rows.push(Row { name, label, hint, control, answer, remark, proposed });
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
