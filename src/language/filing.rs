//! The applicant's pages: dossiers, the form, and what became of it.

mod crop;
mod holder;
mod import;
pub mod questions;
mod sections;
mod sheet;
mod table;

use super::Language;
use crate::dates::Day;
use crate::domain::application::{Client, given};
use crate::domain::dossier::StageName;
use crate::domain::readiness::Section;
use crate::domain::term::{Term, Unit};

pub use crop::CropTexts;
pub use sheet::SheetTexts;
pub use table::TableTexts;

/// The applicant's pages.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct FilingTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub empty: &'static str,
    pub begin: &'static str,
    pub begin_lead: &'static str,
    pub procedure_missing: &'static str,
    pub issuer_missing: &'static str,
    pub begun: &'static str,
    pub untitled: &'static str,
    pub dossier: &'static str,
    pub stage: &'static str,
    pub deadline: &'static str,
    pub who_has_it: &'static str,
    pub saved_at: &'static str,
    pub receiver: &'static str,
    pub number: &'static str,
    pub kind: &'static str,
    pub organisation_parts: &'static str,
    pub expert_parts: &'static str,
    pub dossier_parts: &'static str,
    pub experts: &'static str,
    pub expert: &'static str,
    pub unnamed: &'static str,
    pub add_expert: &'static str,
    pub remove_expert: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub wrong: &'static str,
    pub optional: &'static str,
    pub next: &'static str,
    pub check_and_submit: &'static str,
    pub check_answers: &'static str,
    pub preview: &'static str,
    pub import: &'static str,
    pub export: &'static str,
    pub discard: &'static str,
    pub withdraw: &'static str,
    pub supplement: &'static str,
    pub asked_for: &'static str,
    pub asked_for_lead: &'static str,
    pub history: &'static str,
    pub read_whole: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub back: &'static str,
    pub back_unsaved: &'static str,
    pub back_to_dossier: &'static str,
    pub cancel: &'static str,
    pub go_on: &'static str,
    pub add: &'static str,
    pub change: &'static str,
    pub remove: &'static str,
    pub remove_row: &'static str,
    pub no_rows: &'static str,
    pub papers: &'static str,
    pub no_papers: &'static str,
    pub upload: &'static str,
    pub upload_missing: &'static str,
    pub send_file: &'static str,
    pub uploaded: &'static str,
    pub like: &'static str,
    pub clients_of_the_organisation: &'static str,
    pub nothing_typed: &'static str,
    pub nothing_changed: &'static str,
    pub papers_leaf: &'static str,
    pub experience_leaf: &'static str,
    pub save_and_add: &'static str,
    pub save_and_add_expert: &'static str,
    pub fill_applicant: &'static str,
    pub fill_all: &'static str,
    pub add_alone: &'static str,
    pub from_table: &'static str,
    pub application_hint: &'static str,
    pub print_application: &'static str,
    pub experts_from_table: &'static str,
    pub failing: &'static str,
    pub failing_lead: &'static str,
    pub remove_paper: &'static str,
    pub removed: &'static str,
    pub changed_meanwhile: &'static str,
    pub whole: &'static str,
    pub print_hint: &'static str,
    pub unanswered: &'static str,
    pub still_open: &'static str,
    pub still_open_lead: &'static str,
    pub blocked: &'static str,
    pub blocked_lead: &'static str,
    pub commitment: &'static str,
    pub commit: &'static str,
    pub commit_missing: &'static str,
    pub submit: &'static str,
    pub submit_consequence: &'static str,
    pub submitted: &'static str,
    pub what_next: &'static str,
    pub keep_watching: &'static str,
    pub import_lead: &'static str,
    pub import_consequence: &'static str,
    pub import_file: &'static str,
    pub import_missing: &'static str,
    pub imported: &'static str,
    pub import_at: &'static str,
    pub import_unreadable: &'static str,
    pub preview_lead: &'static str,
    pub preview_title: &'static str,
    pub condition: &'static str,
    pub finding: &'static str,
    pub citation: &'static str,
    pub met: &'static str,
    pub unmet: &'static str,
    pub officer: &'static str,
    pub not_asked: &'static str,
    pub discard_consequence: &'static str,
    pub discarded: &'static str,
    pub withdraw_consequence: &'static str,
    pub withdrawn: &'static str,
    pub supplement_consequence: &'static str,
    pub supplemented: &'static str,
    pub remove_expert_consequence: &'static str,
    pub remove_row_consequence: &'static str,
    pub remove_paper_consequence: &'static str,
    pub certificate: &'static str,
    pub reasons: &'static str,
    pub the_organisation: &'static str,
}

impl Language {
    /// The texts of the applicant's pages.
    pub fn filing(self) -> &'static FilingTexts {
        self.choose(&vi::TEXTS, &en::TEXTS)
    }

    /// Who has a dossier in this stage, and so does the next step; empty when
    /// nothing more happens to it.
    pub fn who_has(self, stage: StageName) -> &'static str {
        match stage {
            StageName::Draft | StageName::SupplementRequested => self.choose("Bạn", "You"),
            StageName::Submitted | StageName::Received | StageName::Lapsed => {
                self.choose("Bộ phận tiếp nhận", "Intake")
            }
            StageName::Complete | StageName::UnderAppraisal | StageName::OnSite => {
                self.choose("Bộ phận thẩm xét", "Appraisal")
            }
            StageName::ProposedToApprove | StageName::ProposedToRefuse => {
                self.choose("Lãnh đạo cơ quan", "The leader of the authority")
            }
            StageName::Issued | StageName::Refused | StageName::Withdrawn | StageName::Cancelled => "",
        }
    }

    /// The stage as an applicant is told it: a proposal that is not decided is
    /// the office's own business.
    pub fn stage_for_applicant(self, stage: StageName) -> &'static str {
        match stage {
            StageName::ProposedToApprove | StageName::ProposedToRefuse => {
                self.choose("Đã thẩm xét, chờ quyết định", "Appraised, awaiting the decision")
            }
            StageName::Withdrawn => self.choose("Bạn đã rút", "You withdrew it"),
            stage => self.stage(stage),
        }
    }

    /// How many parts are not done, as a sentence.
    pub fn open_parts(self, count: usize) -> String {
        match (self, count) {
            (Self::Vi, 0) => "Mọi mục đã đủ, có thể nộp".to_owned(),
            (Self::Vi, _) => format!("Còn {count} mục chưa xong"),
            (Self::En, 0) => "Every part is done, ready to submit".to_owned(),
            (Self::En, 1) => "1 part is not done".to_owned(),
            (Self::En, _) => format!("{count} parts are not done"),
        }
    }

    /// `7 trên 9 mục đã xong`.
    pub fn parts_done(self, done: usize, all: usize) -> String {
        self.choose(format!("{done} trên {all} mục đã xong"), format!("{done} of {all} parts done"))
    }

    /// A term as people say it.
    pub fn term(self, term: Term) -> String {
        let (n, s) = (term.n(), if term.n() == 1 { "" } else { "s" });
        match term.unit() {
            Unit::WorkingDay => self.choose(format!("{n} ngày làm việc"), format!("{n} working day{s}")),
            Unit::CalendarDay => self.choose(format!("{n} ngày"), format!("{n} day{s}")),
            Unit::Month => self.choose(format!("{n} tháng"), format!("{n} month{s}")),
        }
    }

    /// What happens after filing, and by when.
    pub fn after_submitting(self, issuer: &str, check: &str, decide: &str) -> Vec<String> {
        self.choose(
            vec![
                format!("{issuer} tiếp nhận hồ sơ, cấp số hồ sơ và ngày hẹn. Số và ngày hẹn hiện ở trang hồ sơ."),
                format!("Trong {check} từ ngày tiếp nhận, cơ quan cho biết hồ sơ đã đủ hay cần bổ sung gì."),
                format!("Trong {decide} từ khi hồ sơ đầy đủ và hợp lệ, cơ quan quyết định cấp hoặc từ chối bằng văn bản có nêu lý do."),
            ],
            vec![
                format!("{issuer} receives the dossier and gives it a number and a due date. Both are shown on its page."),
                format!("Within {check} of receiving it the authority says whether it is complete or what to add."),
                format!("Within {decide} of a complete and valid dossier the authority issues, or refuses in writing with reasons."),
            ],
        )
    }

    /// The heading over one row of a list.
    pub fn row_title(self, section: Section, row: Option<usize>) -> String {
        let list = self.section(section);
        match row {
            Some(row) => self.choose(format!("{list}: dòng {}", row + 1), format!("{list}: row {}", row + 1)),
            None => self.choose(format!("{list}: thêm một dòng"), format!("{list}: a new row")),
        }
    }

    /// What was saved and when.
    pub fn saved_at(self, time: &str) -> String {
        self.choose(format!("Đã lưu lúc {time}."), format!("Saved at {time}."))
    }

    /// What was uploaded; empty for nothing.
    pub fn uploaded(self, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        match names.as_slice() {
            [] => String::new(),
            [name] => self.choose(format!("Đã tải lên “{name}”."), format!("“{name}” was uploaded.")),
            names => {
                let (count, told) = (names.len(), self.few(names));
                self.choose(
                    format!("Đã tải lên {count} tệp: {told}."),
                    format!("{count} files were uploaded: {told}."),
                )
            }
        }
    }

    /// Why one of several files was not taken.
    pub fn of_file(self, name: &str, sentence: &str) -> String {
        let name: String = name.chars().take(import::LETTERS).collect();
        format!("“{name}”: {sentence}")
    }

    /// The heading over an empty row of a list.
    pub fn new_row(self, number: usize, there: usize) -> String {
        let row = there + number;
        self.choose(format!("Dòng mới {row}"), format!("New row {row}"))
    }

    /// A client of the organisation, to be chosen: who, when, with what result.
    pub fn client_line(self, client: &Client) -> String {
        let name = given(client.name.as_ref()).unwrap_or_default();
        let period = client.period.unwrap_or_default();
        let day = |day: Option<Day>| day.map(|day| self.day(day));
        let when = match (day(period.from), day(period.to)) {
            (Some(from), Some(to)) => format!(", {from} – {to}"),
            (Some(from), None) => self.choose(format!(", từ {from}"), format!(", since {from}")),
            (None, _) => String::new(),
        };
        let number = client.certificate.as_ref().and_then(|certificate| given(certificate.number.as_ref()));
        let number = number.map(|number| format!(", {number}")).unwrap_or_default();
        format!("{name}{when}{number}")
    }
}

mod en;
mod vi;
