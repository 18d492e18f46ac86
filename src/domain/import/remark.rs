//! What is to be said of a cell of a list of papers.

use serde::{Deserialize, Serialize};

use super::columns::Column;
use crate::domain::words::words;

words! {
    /// Why something is said.
    Reason {
        /// Nothing stands there, and something must.
        Missing = "missing",
        /// It is no day.
        NotADay = "not_a_day",
        /// It is a year alone.
        YearOnly = "year_only",
        /// It has not come.
        DayToCome = "day_to_come",
        /// The last day is before the first.
        DaysReversed = "days_reversed",
        /// It has not ten digits.
        NotACode = "not_a_code",
        /// It has not twelve digits.
        NotAPersonalNumber = "not_a_personal_number",
        /// A spreadsheet shortened the number: digits are lost.
        LostDigits = "lost_digits",
        /// It is longer than a name or a number is.
        TooLong = "too_long",
        /// No paper can show a sign of it.
        Undrawn = "undrawn",
        /// It was typed for a font of before Unicode: it is asked what it means.
        OldFont = "old_font",
        /// It is no number of a paper.
        NotANumber = "not_a_number",
        /// A spreadsheet could not reckon it.
        CellError = "cell_error",
        /// “As above”, and nothing is above.
        NothingAbove = "nothing_above",
        /// The certificate is neither in the list nor in the register.
        NoCertificate = "no_certificate",
        /// The certificate of it stands there with something wrong.
        CertificateWrong = "certificate_wrong",
        /// The same number stands there once more, with something else.
        TwiceInList = "twice_in_list",
        /// The register has this number, with something else.
        OtherInRegister = "other_in_register",
        /// The register has this number, of another issuer.
        OtherIssuer = "other_issuer",
        /// Zeros that a spreadsheet had dropped were put before it.
        ZerosAdded = "zeros_added",
        /// It was the count of a day.
        Serial = "serial",
        /// It was said of the row above.
        AsAbove = "as_above",
        /// It was typed for a font of before Unicode, and read as was proposed.
        OldFontRead = "old_font_read",
        /// The last digit does not fit the others.
        CheckDigit = "check_digit",
        /// The row is hidden in the spreadsheet, and was read.
        HiddenRow = "hidden_row",
        /// The row is a sum, and was passed over.
        Total = "total",
        /// The register has it, and says the same.
        Same = "same",
    }
}

impl Reason {
    /// Whether the paper cannot be recorded for it.
    pub fn is_fault(self) -> bool {
        !matches!(
            self,
            Self::ZerosAdded
                | Self::Serial
                | Self::AsAbove
                | Self::OldFontRead
                | Self::CheckDigit
                | Self::HiddenRow
                | Self::Total
                | Self::Same
        )
    }
}

/// What is said of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Of which column; none of the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
    /// What was read there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub read: String,
    /// What is wrong with it, or was done to it.
    pub reason: Reason,
    /// What it was taken for or seems to mean, or what stands elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meant: String,
}

impl Remark {
    /// Of a column.
    pub fn of(column: Column, read: &str, reason: Reason) -> Self {
        Self { column: Some(column), read: read.to_owned(), reason, meant: String::new() }
    }

    /// Of a row as a whole.
    pub fn of_row(reason: Reason) -> Self {
        Self { column: None, read: String::new(), reason, meant: String::new() }
    }

    /// With what it was taken for.
    #[must_use]
    pub fn meaning(self, meant: impl Into<String>) -> Self {
        Self { meant: meant.into(), ..self }
    }

    /// Whether it is of the card of its row rather than of the certificate.
    pub fn is_of_card(&self) -> bool {
        self.column.is_some_and(|column| {
            column.is_of_card() || matches!(column, Column::PersonalNumber | Column::BornOn)
        })
    }
}
