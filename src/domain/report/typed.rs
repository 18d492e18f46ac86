//! What people type into a report, and everything that is wrong with it.

use super::{
    LONGEST_LINE, LONGEST_TEXT, MOST_CLIENTS, ReportBody, ReportedClient, ReportedExpert, ReportedQms,
};
use crate::dates::Day;
use crate::domain::personal_number::names_one;
use crate::domain::typed;

/// A report as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportTyped {
    /// The holder's name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Their telephone.
    pub phone: String,
    /// Their e-mail.
    pub email: String,
    /// The rows of clients; an empty one is none.
    pub clients: Vec<ClientTyped>,
    /// A new QMS certificate; empty where there is none.
    pub qms: QmsTyped,
    /// What else changed.
    pub changes: String,
    /// What they remark.
    pub remarks: String,
}

/// A row of the table of clients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientTyped {
    /// The name.
    pub name: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The field.
    pub field: String,
    /// Who led.
    pub lead: String,
}

/// A new QMS certificate as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QmsTyped {
    /// Its number.
    pub number: String,
    /// The standard.
    pub edition: String,
    /// Who certified it.
    pub body: String,
    /// Its first day.
    pub valid_from: String,
    /// Its last day.
    pub valid_to: String,
}

/// A field of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportField {
    /// The holder's name.
    Name,
    /// Their address.
    Address,
    /// Their telephone.
    Phone,
    /// Their e-mail.
    Email,
    /// The name of the client in this row.
    Client(usize),
    /// The first day in this row.
    ClientFrom(usize),
    /// The last day in this row.
    ClientTo(usize),
    /// The field in this row.
    ClientField(usize),
    /// Who led in this row.
    ClientLead(usize),
    /// The number of the QMS certificate.
    QmsNumber,
    /// Its standard.
    QmsEdition,
    /// Who certified it.
    QmsBody,
    /// Its first day.
    QmsFrom,
    /// Its last day.
    QmsTo,
    /// What else changed.
    Changes,
    /// What they remark.
    Remarks,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFault {
    /// It must not be empty.
    Missing,
    /// Not a day.
    Day,
    /// The day has not come.
    ToCome,
    /// The last day is before the first.
    Order,
    /// Longer than is taken: the most letters.
    TooLong(usize),
    /// A personal identification number.
    PersonalNumber,
    /// Not an address of e-mail.
    Email,
    /// Not a telephone number.
    Phone,
    /// More clients than a report takes.
    TooMany(usize),
}

impl ReportField {
    /// Its name in a form.
    pub fn name(self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::Address => "address".to_owned(),
            Self::Phone => "phone".to_owned(),
            Self::Email => "email".to_owned(),
            Self::Client(row) => format!("client-{row}"),
            Self::ClientFrom(row) => format!("from-{row}"),
            Self::ClientTo(row) => format!("to-{row}"),
            Self::ClientField(row) => format!("field-{row}"),
            Self::ClientLead(row) => format!("lead-{row}"),
            Self::QmsNumber => "qms_number".to_owned(),
            Self::QmsEdition => "qms_edition".to_owned(),
            Self::QmsBody => "qms_body".to_owned(),
            Self::QmsFrom => "qms_from".to_owned(),
            Self::QmsTo => "qms_to".to_owned(),
            Self::Changes => "changes".to_owned(),
            Self::Remarks => "remarks".to_owned(),
        }
    }
}

impl ReportTyped {
    /// What would be typed to say the same.
    pub fn of(body: &ReportBody) -> Self {
        let client = |client: &ReportedClient| ClientTyped {
            name: client.name.clone(),
            from: client.from.to_string(),
            to: client.to.map(|day| day.to_string()).unwrap_or_default(),
            field: client.field.clone(),
            lead: client.lead.clone(),
        };
        let qms = body.qms.as_ref().map(|qms| QmsTyped {
            number: qms.number.clone(),
            edition: qms.edition.clone(),
            body: qms.body.clone(),
            valid_from: qms.valid_from.to_string(),
            valid_to: qms.valid_to.to_string(),
        });
        Self {
            name: body.name.clone(),
            address: body.address.clone(),
            phone: body.phone.clone(),
            email: body.email.clone(),
            clients: body.clients.iter().map(client).collect(),
            qms: qms.unwrap_or_default(),
            changes: body.changes.clone(),
            remarks: body.remarks.clone(),
        }
    }

    /// The report that was typed on a day, with the experts that the register
    /// knows; or everything that is wrong with it.
    pub fn read(
        &self,
        experts: Vec<ReportedExpert>,
        today: Day,
    ) -> Result<ReportBody, Vec<(ReportField, ReportFault)>> {
        let mut faults = Faults::default();
        let name = faults.required(ReportField::Name, &self.name);
        let address = faults.required(ReportField::Address, &self.address);
        let phone = faults.line(ReportField::Phone, &self.phone);
        if !phone.is_empty() && !typed::is_phone(&phone) {
            faults.note(ReportField::Phone, ReportFault::Phone);
        }
        let email = faults.line(ReportField::Email, &self.email);
        if !email.is_empty() && typed::email_address(&email).is_none() {
            faults.note(ReportField::Email, ReportFault::Email);
        }
        let rows = self.clients.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let clients: Vec<_> = rows.filter_map(|(nth, row)| faults.client((nth, row), today)).collect();
        if self.clients.iter().filter(|row| !row.is_empty()).count() > MOST_CLIENTS {
            faults.note(ReportField::Client(MOST_CLIENTS), ReportFault::TooMany(MOST_CLIENTS));
        }
        let qms = if self.qms.is_empty() { None } else { faults.qms(&self.qms) };
        let changes = faults.text(ReportField::Changes, &self.changes);
        let remarks = faults.text(ReportField::Remarks, &self.remarks);
        if faults.0.is_empty() {
            Ok(ReportBody { name, address, phone, email, experts, clients, qms, changes, remarks })
        } else {
            Err(faults.0)
        }
    }
}

impl ClientTyped {
    fn is_empty(&self) -> bool {
        [&self.name, &self.from, &self.to, &self.field, &self.lead].iter().all(|text| text.trim().is_empty())
    }
}

impl QmsTyped {
    fn is_empty(&self) -> bool {
        let texts = [&self.number, &self.edition, &self.body, &self.valid_from, &self.valid_to];
        texts.iter().all(|text| text.trim().is_empty())
    }
}

#[derive(Default)]
struct Faults(Vec<(ReportField, ReportFault)>);

impl Faults {
    fn note(&mut self, field: ReportField, fault: ReportFault) {
        self.0.push((field, fault));
    }

    fn checked(&mut self, field: ReportField, text: String, most: usize) -> String {
        if text.chars().count() > most {
            self.note(field, ReportFault::TooLong(most));
        } else if names_one(&text) && field != ReportField::Phone {
            self.note(field, ReportFault::PersonalNumber);
        }
        text
    }

    fn line(&mut self, field: ReportField, text: &str) -> String {
        self.checked(field, typed::line(text), LONGEST_LINE)
    }

    fn text(&mut self, field: ReportField, text: &str) -> String {
        self.checked(field, typed::text(text), LONGEST_TEXT)
    }

    fn required(&mut self, field: ReportField, text: &str) -> String {
        let text = self.line(field, text);
        if text.is_empty() {
            self.note(field, ReportFault::Missing);
        }
        text
    }

    fn day(&mut self, field: ReportField, text: &str) -> Option<Day> {
        let day = text.trim().parse().ok().or_else(|| typed::day(text));
        if day.is_none() {
            let is_empty = text.trim().is_empty();
            self.note(field, if is_empty { ReportFault::Missing } else { ReportFault::Day });
        }
        day
    }

    fn client(&mut self, (nth, row): (usize, &ClientTyped), today: Day) -> Option<ReportedClient> {
        let name = self.required(ReportField::Client(nth), &row.name);
        let from = self.day(ReportField::ClientFrom(nth), &row.from);
        let to = if row.to.trim().is_empty() { None } else { self.day(ReportField::ClientTo(nth), &row.to) };
        if from.is_some_and(|from| from > today) {
            self.note(ReportField::ClientFrom(nth), ReportFault::ToCome);
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.note(ReportField::ClientTo(nth), ReportFault::Order);
        }
        let field = self.line(ReportField::ClientField(nth), &row.field);
        let lead = self.line(ReportField::ClientLead(nth), &row.lead);
        Some(ReportedClient { name, from: from?, to, field, lead })
    }

    fn qms(&mut self, typed: &QmsTyped) -> Option<ReportedQms> {
        let number = self.required(ReportField::QmsNumber, &typed.number);
        let edition = self.required(ReportField::QmsEdition, &typed.edition);
        let body = self.required(ReportField::QmsBody, &typed.body);
        let valid_from = self.day(ReportField::QmsFrom, &typed.valid_from);
        let valid_to = self.day(ReportField::QmsTo, &typed.valid_to);
        let (valid_from, valid_to) = (valid_from?, valid_to?);
        if valid_to < valid_from {
            self.note(ReportField::QmsTo, ReportFault::Order);
        }
        Some(ReportedQms { number, edition, body, valid_from, valid_to })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: &str = "2027-11-05";

    fn today() -> Day {
        TODAY.parse().expect("a day")
    }

    fn typed() -> ReportTyped {
        ReportTyped {
            name: " Công ty  Tư vấn ".to_owned(),
            address: "1 Trần Phú".to_owned(),
            ..ReportTyped::default()
        }
    }

    fn client(name: &str, from: &str, to: &str) -> ClientTyped {
        let (name, from, to) = (name.to_owned(), from.to_owned(), to.to_owned());
        ClientTyped { name, from, to, ..ClientTyped::default() }
    }

    #[test]
    fn empty_rows_are_left_out_and_days_are_read_as_people_write_them() {
        let rows = vec![ClientTyped::default(), client("Sở Nội vụ", "01/03/2027", ""), client(" ", "", "")];
        let body = ReportTyped { clients: rows, ..typed() }.read(Vec::new(), today()).expect("a report");
        assert_eq!((body.name.as_str(), body.clients.len()), ("Công ty Tư vấn", 1));
        assert_eq!((body.clients[0].from.to_string().as_str(), body.clients[0].to), ("2027-03-01", None));
        assert_eq!(body.qms, None);
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_its_field() {
        let rows = vec![
            client("", "2027-03-01", ""),
            client("Sở", "mai", "2027-01-01"),
            client("Sở", "2027-12-01", "2027-11-01"),
        ];
        let qms = QmsTyped { number: "Q1".to_owned(), ..QmsTyped::default() };
        let wrong = ReportTyped {
            clients: rows,
            qms,
            phone: "không có".to_owned(),
            email: "ai đó".to_owned(),
            remarks: "Số 001085123456".to_owned(),
            ..ReportTyped::default()
        };
        let faults = wrong.read(Vec::new(), today()).expect_err("refused");
        let expected = [
            (ReportField::Name, ReportFault::Missing),
            (ReportField::Address, ReportFault::Missing),
            (ReportField::Phone, ReportFault::Phone),
            (ReportField::Email, ReportFault::Email),
            (ReportField::Client(0), ReportFault::Missing),
            (ReportField::ClientFrom(1), ReportFault::Day),
            (ReportField::ClientFrom(2), ReportFault::ToCome),
            (ReportField::ClientTo(2), ReportFault::Order),
            (ReportField::QmsEdition, ReportFault::Missing),
            (ReportField::QmsBody, ReportFault::Missing),
            (ReportField::QmsFrom, ReportFault::Missing),
            (ReportField::QmsTo, ReportFault::Missing),
            (ReportField::Remarks, ReportFault::PersonalNumber),
        ];
        assert_eq!(faults, expected);
    }

    proptest! {
        /// Whatever is typed is read or refused with a field, and what is read
        /// is stored and read again as it is.
        #[test]
        fn whatever_is_typed_is_a_report_or_names_its_fields(
            texts in proptest::collection::vec(".{0,40}", 14),
            from in "[0-9/-]{0,12}",
        ) {
            let row = ClientTyped {
                name: texts[0].clone(), from, to: texts[1].clone(), field: texts[2].clone(), lead: texts[3].clone(),
            };
            let qms = QmsTyped {
                number: texts[4].clone(), edition: texts[5].clone(), body: texts[6].clone(),
                valid_from: texts[7].clone(), valid_to: texts[8].clone(),
            };
            let typed = ReportTyped {
                name: texts[9].clone(), address: texts[10].clone(), phone: texts[11].clone(),
                email: texts[12].clone(), clients: vec![row], qms, changes: texts[13].clone(),
                remarks: String::new(),
            };
            match typed.read(Vec::new(), today()) {
                Ok(body) => {
                    let written = serde_json::to_string(&body).expect("text keys");
                    prop_assert_eq!(&serde_json::from_str::<ReportBody>(&written).expect("a report"), &body);
                    prop_assert_eq!(ReportTyped::of(&body).read(Vec::new(), today()), Ok(body));
                }
                Err(faults) => prop_assert!(!faults.is_empty()),
            }
        }
    }
}
