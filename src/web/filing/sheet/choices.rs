//! Questions answered by choosing.

use std::fmt::Display;
use std::str::FromStr;

use super::{Control, Row, Sheet};
use crate::domain::fold::fold;
use crate::language::filing::questions::{Choice, Question, YES_NO};

impl Sheet {
    /// One of several words. What another system wrote stays a choice.
    pub(in crate::web::filing) fn choice(
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
    pub(in crate::web::filing) fn word<T: FromStr + Display>(
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
    pub(in crate::web::filing) fn yes_no(&mut self, question: &'static Question, slot: &mut Option<bool>) {
        let mut word = slot.map(|yes| if yes { "yes".to_owned() } else { "no".to_owned() });
        self.choose(question, self.choices(YES_NO), &mut word);
        *slot = word.map(|word| word == "yes");
    }

    /// A box that is ticked or not.
    pub(in crate::web::filing) fn tick(
        &mut self,
        question: &'static Question,
        offered: &[Choice],
        slot: &mut Option<bool>,
    ) {
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

    /// Any of these, each with a box of its own.
    pub(in crate::web::filing) fn ticks(
        &mut self,
        question: &'static Question,
        choices: Vec<(String, String)>,
        ticked: &mut Vec<String>,
    ) {
        let (name, label) = (self.field(question.name), question.label(self.language).to_owned());
        if let Some(sent) = &self.sent {
            let sent = sent.all(&name);
            *ticked =
                choices.iter().map(|(word, _)| word.clone()).filter(|word| sent.contains(word)).collect();
        } else {
            self.form = std::mem::take(&mut self.form).with_all(&name, ticked.iter().cloned());
        }
        let answer = choices.iter().filter(|(word, _)| ticked.contains(word));
        let answer = answer.map(|(_, label)| label.clone()).collect();
        self.rows.push(Row { answer, ..Row::unanswered(name, label, Control::Ticks(choices)) });
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
        // In a table people write what they read.
        let is_box = choices.len() == 1;
        let known = |text: &str| {
            let is_yes = || is_box && matches!(fold(text).as_str(), "co" | "yes" | "x");
            let is_label = |label: &str| fold(label) == fold(text) || is_yes();
            offered.iter().find(|(word, label)| word == text || is_label(label))
        };
        self.ask((question, Control::Radios(choices)), slot, String::clone, |texts, text| {
            known(text).map(|(word, _)| word.clone()).ok_or(texts.choice)
        });
        if let (Some((_, label)), Some(row)) = (slot.as_deref().and_then(known), self.rows.last_mut()) {
            row.answer = vec![label.clone()];
        }
    }

    /// One of these, or nothing; what it means is for who asks.
    pub(in crate::web::filing) fn select(
        &mut self,
        name: &str,
        label: String,
        choices: Vec<(String, String)>,
    ) -> Option<String> {
        let chosen = self.sent(name).filter(|word| choices.iter().any(|(known, _)| known == word));
        let chosen = chosen.map(str::to_owned);
        self.rows.push(Row::unanswered(self.field(name), label, Control::Select(choices)));
        chosen
    }
}
