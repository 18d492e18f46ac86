//! Days on a sheet: any, one that has come, one that does not come before
//! another.

use super::{Control, Sheet};
use crate::dates::Day;
use crate::domain::typed;
use crate::language::filing::SheetTexts;
use crate::language::filing::questions::Question;

impl Sheet {
    /// A day, in the ways people write one.
    pub(in crate::web::filing) fn day(&mut self, question: &'static Question, slot: &mut Option<Day>) {
        self.day_if(question, slot, |_, day| Ok(day));
    }

    /// A day that has come: nobody is born, and nothing signed, tomorrow.
    pub(in crate::web::filing) fn past(&mut self, question: &'static Question, slot: &mut Option<Day>) {
        let today = self.today;
        self.day_if(question, slot, |texts, day| match today {
            Some(today) if day > today => Err(texts.future),
            _ => Ok(day),
        });
    }

    /// The last day of something, which began on another.
    pub(in crate::web::filing) fn last_day(
        &mut self,
        question: &'static Question,
        first: Option<Day>,
        slot: &mut Option<Day>,
    ) {
        self.day_if(question, slot, |texts, day| match first {
            Some(first) if day < first => Err(texts.backwards),
            _ => Ok(day),
        });
    }

    fn day_if(
        &mut self,
        question: &'static Question,
        slot: &mut Option<Day>,
        may_be: impl Fn(&SheetTexts, Day) -> Result<Day, &'static str>,
    ) {
        let write = |day: &Day| format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year());
        self.ask((question, Control::Short), slot, write, |texts, text| {
            typed::day(text).ok_or(texts.day).and_then(|day| may_be(texts, day))
        });
        let example = self.texts.day_hint;
        if let Some(row) = self.rows.last_mut()
            && row.hint.is_empty()
        {
            row.hint = example;
        }
    }
}
