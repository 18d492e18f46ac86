//! Who signs papers, in whose name, and on which days.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

use super::bilingual::Bilingual;
use super::profile::Picture;
use super::words::words;

words! {
    /// The form of signing (Nghị định 30/2020).
    SigningForm {
        /// Thay mặt: on behalf of a body that decides together.
        OnBehalf = "TM.",
        /// Ký thay: a deputy for the head.
        Deputy = "KT.",
        /// Thừa lệnh: by order of the head.
        ByOrder = "TL.",
        /// Thừa ủy quyền: by authority given in writing.
        ByAuthority = "TUQ.",
    }
}

/// Who signs, and in whose name: `KT. BỘ TRƯỞNG / THỨ TRƯỞNG`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Absent when the head signs.
    pub form: Option<SigningForm>,
    /// In whose name, in capitals; blank when the head signs.
    pub principal: String,
    /// The signatory's title, in capitals.
    pub title: Bilingual,
}

/// Who signs by name, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Full name, as papers print it.
    pub name: String,
    /// Form of signing and title.
    pub signing: Signing,
    /// The first day.
    pub from: Day,
    /// The last day, once it is known.
    pub until: Option<Day>,
    /// The picture of their signature.
    pub signature: Option<Picture>,
}

impl Signing {
    /// The first line over the signature: `KT. BỘ TRƯỞNG`; none for a head.
    pub fn line(&self) -> Option<String> {
        self.form.map(|form| format!("{form} {}", self.principal))
    }
}

impl Signatory {
    /// Whether they sign on this day.
    pub fn is_in_office(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
