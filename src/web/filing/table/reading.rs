//! Rows of a table read as if each cell had been typed into its field.

use std::collections::BTreeSet;

use crate::acts::filing::OwnDossier;
use crate::domain::application::{Application, Client, Engagement, Expert, Post, given};
use crate::domain::fold::fold;
use crate::domain::readiness::Section;
use crate::domain::table::{Row as Cells, Table};
use crate::language::Language;
use crate::language::filing::questions as q;
use crate::web::Fields;
use crate::web::filing::place::{Place, Row};
use crate::web::filing::rows::{self, Line, Table as Shown};
use crate::web::filing::sections;
use crate::web::filing::sheet::{Control, Known, Sheet};

/// Problems told at once; whoever has more has one problem many times.
const MOST_TOLD: usize = 40;

/// How the example row of the sample begins: it is passed over.
pub(super) const EXAMPLES: [&str; 2] = ["Ví dụ:", "Example:"];

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    Clients,
    History,
    Engagements,
    Experts,
}

/// A column: the field it goes to, and what stands over it in each language.
pub(super) struct Column {
    pub(super) name: String,
    headings: [String; 2],
}

/// A row that was read.
#[derive(Clone)]
enum ReadRow {
    Client(Client),
    Post(Post),
    Engagement(Engagement),
    Expert(Box<Expert>),
}

/// Something that is wrong in a table.
pub(super) struct Problem {
    row: usize,
    /// What stands over the column; empty where it is the whole row.
    column: String,
    sentence: String,
}

/// What became of a table.
#[derive(Default)]
pub(super) struct Outcome {
    /// Each with the number of its row.
    read: Vec<(usize, ReadRow)>,
    problems: Vec<Problem>,
}

impl Column {
    pub(super) fn heading(&self, language: Language) -> &str {
        let [vi, en] = &self.headings;
        language.choose(vi, en)
    }

    fn is_called(&self, text: &str) -> bool {
        let text = fold(text);
        text == fold(&self.name) || self.headings.iter().any(|heading| fold(heading) == text)
    }
}

impl Rows {
    /// What is listed at a place; none where nothing is.
    pub(super) fn at(place: Place) -> Option<Self> {
        match (place.section, place.row) {
            (Section::Clients, None) => Some(Self::Clients),
            (Section::History, None) => Some(Self::History),
            (Section::Engagements, None) => Some(Self::Engagements),
            (Section::Experts, None) => Some(Self::Experts),
            _ => None,
        }
    }

    /// Its columns, in the order of the form.
    pub(super) fn columns(self) -> Vec<Column> {
        let asked = |language: Language| {
            let mut sheet = Sheet::showing(language);
            self.ask(&mut sheet);
            let mut section = String::new();
            let mut columns = Vec::new();
            for row in sheet.rows {
                match row.control {
                    Control::Heading(0) => section = row.label,
                    Control::Heading(_) => {}
                    _ if section.is_empty() || self != Self::Experts => columns.push((row.name, row.label)),
                    _ => columns.push((row.name, format!("{section}: {}", row.label))),
                }
            }
            columns
        };
        let both = asked(Language::Vi).into_iter().zip(asked(Language::En));
        both.map(|((name, vi), (_, en))| Column { name, headings: [vi, en] }).collect()
    }

    /// Asks for one row: takes over what was sent, if anything was.
    fn ask(self, sheet: &mut Sheet) -> Option<ReadRow> {
        fn read<T: Default + PartialEq>(sheet: &mut Sheet, questions: fn(&mut Sheet, &mut T)) -> Option<T> {
            let mut value = T::default();
            questions(sheet, &mut value);
            (value != T::default()).then_some(value)
        }
        match self {
            Self::Clients => read(sheet, sections::client).map(ReadRow::Client),
            Self::History => read(sheet, sections::post).map(ReadRow::Post),
            Self::Engagements => read(sheet, sections::engagement).map(ReadRow::Engagement),
            Self::Experts => read(sheet, sections::whole_expert).map(Box::new).map(ReadRow::Expert),
        }
    }

    /// Reads a table, under its headings or, without them, in the order of ours.
    pub(super) fn read(self, language: Language, own: &OwnDossier, table: &Table) -> Outcome {
        let columns = self.columns();
        let mut outcome = Outcome::default();
        let (order, rows) = match self.order(&columns, table) {
            Order::Told(order) => (order, &table.rows[1..]),
            Order::Ours => ((0..columns.len()).map(Some).collect(), table.rows.as_slice()),
            Order::Missing => {
                outcome.refuse(
                    table.rows.first().map_or(1, |row| row.number),
                    "",
                    language.table().no_headings,
                );
                return outcome;
            }
        };
        if let (Some(first), true) = (table.rows.first(), rows.len() < table.rows.len()) {
            for (at, heading) in first.cells.iter().enumerate() {
                if order.get(at).is_none_or(Option::is_none) && !heading.is_empty() {
                    outcome.refuse(first.number, heading, language.table().unknown_column);
                }
            }
        }
        let known = Known::default();
        for row in rows.iter().filter(|row| !is_example(row)) {
            let mut fields = <Fields as Default>::default();
            for (at, text) in row.cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                match order.get(at).copied().flatten() {
                    Some(column) => fields.push(&columns[column].name, text),
                    None if order.len() <= at => outcome.refuse(row.number, "", language.table().too_wide),
                    None => {}
                }
            }
            let mut sheet = Sheet::reading(language, &fields).filled_in(own.today, known.clone());
            let read = self.ask(&mut sheet);
            for error in sheet.form.errors() {
                let column = columns.iter().find(|column| column.name == error.field);
                let heading = column.map(|column| column.heading(language)).unwrap_or_default();
                let sentence =
                    error.sentence.split_once(": ").map_or(error.sentence.as_str(), |(_, why)| why);
                outcome.refuse(row.number, heading, sentence);
            }
            match read {
                Some(
                    ReadRow::Client(Client { name: None, .. })
                    | ReadRow::Engagement(Engagement { client: None, .. })
                    | ReadRow::Post(Post { place: None, .. }),
                ) => {
                    outcome.refuse(row.number, columns[0].heading(language), language.table().no_name);
                }
                Some(ReadRow::Expert(expert)) if expert.name.is_none() => {
                    outcome.refuse(row.number, columns[0].heading(language), language.table().no_name);
                }
                Some(read) => outcome.read.push((row.number, read)),
                None => {}
            }
        }
        outcome.refuse_repeated(language, own, &columns);
        if outcome.read.is_empty() && outcome.problems.is_empty() {
            outcome.refuse(1, "", language.table().only_headings);
        }
        outcome
    }

    /// Whether a file holds text and no table: one column, and nothing over it
    /// that we know.
    pub(super) fn is_no_table(self, table: &Table) -> bool {
        let is_narrow = table.rows.iter().all(|row| row.cells.len() < 2);
        is_narrow && !matches!(self.order(&self.columns(), table), Order::Told(_))
    }

    /// Which column of ours each column of the table is.
    fn order(self, columns: &[Column], table: &Table) -> Order {
        let Some(first) = table.rows.first() else { return Order::Ours };
        let mut taken = BTreeSet::new();
        let order: Vec<Option<usize>> = first
            .cells
            .iter()
            .map(|text| {
                let mut fits = columns.iter().enumerate().filter(|(at, _)| !taken.contains(at));
                let found = fits.find(|(_, column)| column.is_called(text)).map(|(at, _)| at)?;
                taken.insert(found);
                Some(found)
            })
            .collect();
        let found = taken.len();
        match found > 0 && 2 * found >= first.cells.len() {
            true => Order::Told(order),
            // Nobody counts thirty columns.
            false if self == Self::Experts => Order::Missing,
            false => Order::Ours,
        }
    }
}

enum Order {
    /// By the headings in its first row.
    Told(Vec<Option<usize>>),
    /// It has no headings.
    Ours,
    /// It has none, and cannot be read without.
    Missing,
}

fn is_example(row: &Cells) -> bool {
    row.cells.first().is_some_and(|cell| EXAMPLES.iter().any(|example| cell.starts_with(example)))
}

impl Outcome {
    fn refuse(&mut self, row: usize, column: &str, sentence: &str) {
        self.problems.push(Problem { row, column: column.to_owned(), sentence: sentence.to_owned() });
    }

    /// Nobody is taken twice: one personal number is one person.
    fn refuse_repeated(&mut self, language: Language, own: &OwnDossier, columns: &[Column]) {
        let of = |expert: &Expert| given(expert.personal_number.as_ref()).map(str::to_owned);
        let mut known: BTreeSet<String> = own.dossier.application.experts.iter().filter_map(of).collect();
        let mut is_repeated = |read: &ReadRow| match read {
            ReadRow::Expert(expert) => of(expert).is_some_and(|number| !known.insert(number)),
            _ => false,
        };
        let repeated = self.read.iter().filter(|(_, read)| is_repeated(read)).map(|(row, _)| *row);
        let repeated: Vec<usize> = repeated.collect();
        let heading = columns.iter().find(|column| column.name == q::PERSONAL_NUMBER.name);
        let heading = heading.map(|column| column.heading(language)).unwrap_or_default();
        for row in repeated {
            self.refuse(row, heading, language.table().repeated);
        }
    }

    /// How many rows would be taken.
    pub(super) fn count(&self) -> usize {
        self.read.len()
    }

    /// What is wrong, each with its row and column.
    pub(super) fn told(&self, language: Language) -> Vec<String> {
        let told = self.problems.iter().take(MOST_TOLD);
        let mut told: Vec<String> = told
            .map(|problem| language.table_problem(problem.row, &problem.column, &problem.sentence))
            .collect();
        let more = self.problems.len().saturating_sub(MOST_TOLD);
        if more > 0 {
            told.push(language.more_problems(more));
        }
        told
    }

    /// Adds what was read to the list at a place.
    pub(super) fn add_to(&self, application: &mut Application, place: Place) {
        for (_, read) in self.read.iter().cloned() {
            let expert = place.expert.and_then(|expert| application.experts.get_mut(expert));
            match (read, expert, application.organisation.as_mut()) {
                (ReadRow::Client(client), _, Some(organisation)) => organisation.clients.push(client),
                (ReadRow::Post(post), Some(expert), _) => expert.history.push(post),
                (ReadRow::Engagement(row), Some(expert), _) => expert.engagements.push(row),
                (ReadRow::Expert(expert), None, Some(_)) => application.experts.push(*expert),
                _ => {}
            }
        }
    }

    /// What would be taken, as the list would show it.
    pub(super) fn shown(&self, language: Language, own: &OwnDossier, place: Place) -> Shown {
        let mut application = own.dossier.application.clone();
        let before = rows::table(language, &application, place).map_or(0, |table| table.lines.len());
        self.add_to(&mut application, place);
        match rows::table(language, &application, place) {
            Some(mut table) => {
                table.lines.drain(..before);
                table
            }
            None => self.experts(language, place),
        }
    }

    fn experts(&self, language: Language, place: Place) -> Shown {
        let text = |text: Option<&String>| given(text).unwrap_or_default().to_owned();
        let line = |(position, (_, read)): (usize, &(usize, ReadRow))| {
            let ReadRow::Expert(expert) = read else { return None };
            let born = expert.born_on.map(|day| language.day(day)).unwrap_or_default();
            let number = expert.personal_number.as_deref().map(crate::domain::personal_number::masked);
            let major = expert.degree.as_ref().and_then(|degree| degree.major.as_ref());
            let employer = expert.employment.as_ref().and_then(|employment| employment.employer.as_ref());
            let cells = vec![
                text(expert.name.as_ref()),
                born,
                number.unwrap_or_default(),
                text(major),
                text(employer),
            ];
            Some(Line { place: place.at(Row::At(position)), cells })
        };
        let headings = [&q::EXPERT_NAME, &q::BORN_ON, &q::PERSONAL_NUMBER, &q::MAJOR, &q::EMPLOYER];
        Shown {
            place,
            headings: headings.into_iter().map(|question| question.label(language)).collect(),
            lines: self.read.iter().enumerate().filter_map(line).collect(),
        }
    }
}
