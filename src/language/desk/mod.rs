//! The officers' desk: its lists, the page of a dossier, the papers, the
//! office.

pub mod approval;
pub mod deeds;
pub mod dossier;
pub mod facts;
pub mod history;
pub mod imports;
pub mod jobs;
pub mod measures;
pub mod notes;
pub mod office;
pub mod outbox;
pub mod overview;
pub mod papers;
pub mod profile;
pub mod queue;
pub mod regimes;
pub mod staff;
pub mod supervision;
pub mod year;

use super::Language;
use crate::domain::bilingual::Bilingual;
use crate::domain::calendar::Remaining;
use crate::domain::eligibility::Standing;
use crate::domain::eligibility::Verdict;
use crate::domain::issuer::IssuerCode;

impl Language {
    /// The text in this language.
    pub fn of(self, text: &Bilingual) -> String {
        self.choose(&text.vi, &text.en).clone()
    }

    /// An issuer, as its officers call it.
    pub fn office_called(self, issuer: &IssuerCode) -> String {
        self.of(&issuer.called())
    }

    /// What is said of a condition.
    pub fn condition_verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Met => self.choose("Đạt", "Met"),
            Verdict::Unmet => self.choose("Không đạt", "Not met"),
            Verdict::Officer => self.choose("Cần nhận xét", "Needs a judgement"),
            Verdict::NotApplicable => self.choose("Không áp dụng", "Does not apply"),
        }
    }

    /// How an expert stands by the conditions.
    pub fn expert_standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Passes => self.choose("Đạt mọi điều kiện", "Meets every condition"),
            Standing::Open => self.choose("Còn điều kiện cần nhận xét", "Conditions still to be judged"),
            Standing::Fails => self.choose("Không đạt, không được cấp thẻ", "Fails, gets no card"),
        }
    }

    /// How far a deadline is.
    pub fn remaining(self, remaining: Remaining) -> String {
        self.of(&remaining.in_words())
    }
}
