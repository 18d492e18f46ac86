//! The columns of a list of papers.

use serde::{Deserialize, Serialize};

use crate::domain::words::words;

words! {
    /// What a column says.
    Column {
        /// The number of a certificate.
        Certificate = "certificate",
        /// Who holds it.
        Holder = "holder",
        /// The organisation's code.
        EnterpriseCode = "enterprise_code",
        /// Its head office.
        Address = "address",
        /// Its telephone.
        Phone = "phone",
        /// Its e-mail.
        Email = "email",
        /// The certificate's first day.
        IssuedOn = "issued_on",
        /// Its last day.
        ExpiresOn = "expires_on",
        /// The number of the decision.
        Decision = "decision",
        /// The number of a card.
        Card = "card",
        /// Whose it is.
        Expert = "expert",
        /// Their personal number.
        PersonalNumber = "personal_number",
        /// Their day of birth.
        BornOn = "born_on",
        /// The card's first day.
        CardIssuedOn = "card_issued_on",
        /// Its last day.
        CardExpiresOn = "card_expires_on",
    }
}

impl Column {
    /// Whether it is of a card.
    pub fn is_of_card(self) -> bool {
        matches!(self, Self::Card | Self::Expert | Self::CardIssuedOn | Self::CardExpiresOn)
    }

    /// Whether it is of a certificate, and of nothing else.
    pub fn is_of_certificate(self) -> bool {
        matches!(
            self,
            Self::Holder
                | Self::EnterpriseCode
                | Self::Address
                | Self::Phone
                | Self::Email
                | Self::IssuedOn
                | Self::ExpiresOn
                | Self::Decision
        )
    }
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// As it stands there; several lines are one.
    pub text: String,
    /// What it says; none of what is passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
}

/// Which columns of a sheet are what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The last row of the headings; 0 where none were found.
    pub heading_row: usize,
    /// The columns, from the first.
    pub headings: Vec<Heading>,
    /// Whether names of before Unicode are taken as they were proposed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub old_fonts: bool,
}

impl Layout {
    /// The cell of a column in a row; empty where there is none.
    pub fn cell<'c>(&self, cells: &'c [String], column: Column) -> &'c str {
        let place = self.headings.iter().position(|heading| heading.column == Some(column));
        place.and_then(|place| cells.get(place)).map_or("", String::as_str)
    }

    /// Whether a column is there.
    pub fn has(&self, column: Column) -> bool {
        self.headings.iter().any(|heading| heading.column == Some(column))
    }

    /// Whether its rows say something of certificates beside their numbers.
    pub fn has_certificates(&self) -> bool {
        self.has(Column::Certificate) && (self.has(Column::IssuedOn) || self.has(Column::ExpiresOn))
    }

    /// Whether its rows say something of cards.
    pub fn has_cards(&self) -> bool {
        self.has(Column::Card)
    }

    /// Whether anything can be read out of it.
    pub fn is_of_use(&self) -> bool {
        self.has_certificates() || self.has_cards()
    }

    /// Whether its rows hold a certificate and a card each.
    pub fn is_of_both(&self) -> bool {
        self.has_certificates() && self.has_cards()
    }
}
