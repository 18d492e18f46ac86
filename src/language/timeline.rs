//! The steps of a dossier in words: for its applicant, and for officers.

use super::Language;
use crate::domain::deed::DeedKind;
use crate::domain::dossier::{Hand, Outcome};
use crate::domain::staff::Role;
use crate::domain::supplement::{Changes, PaperChange};

/// How many papers of a kind came or went in one way.
type Count = fn(&PaperChange) -> usize;

impl Language {
    /// The heading over the steps.
    pub fn timeline(self) -> &'static str {
        self.choose("Diễn biến hồ sơ", "What happened")
    }

    /// How many steps there were, and which was the last.
    pub fn steps_taken(self, count: usize, last: &str) -> String {
        let s = if count == 1 { "" } else { "s" };
        self.choose(format!("{count} bước, gần nhất: {last}"), format!("{count} step{s}, the last: {last}"))
    }

    /// A step that was taken.
    pub fn step_taken(self, kind: DeedKind) -> &'static str {
        match kind {
            DeedKind::Begin => self.choose("Bắt đầu soạn", "Begun"),
            DeedKind::Submit => self.choose("Đã nộp", "Filed"),
            DeedKind::Withdraw => self.choose("Đã rút hồ sơ", "Withdrawn"),
            DeedKind::Receive => self.choose("Đã tiếp nhận", "Received"),
            DeedKind::RequestSupplement => self.choose("Đề nghị bổ sung", "Supplement requested"),
            DeedKind::Supplement => self.choose("Đã nộp bổ sung", "Supplement handed in"),
            DeedKind::Wait => self.choose("Gia hạn bổ sung", "More time to supplement"),
            DeedKind::Cancel => self.choose("Hồ sơ bị hủy", "Cancelled"),
            DeedKind::ConfirmComplete => {
                self.choose("Xác nhận đầy đủ và hợp lệ", "Confirmed complete and valid")
            }
            DeedKind::TakeUp => self.choose("Nhận thẩm xét", "Taken up for appraisal"),
            DeedKind::TakeOver => self.choose("Nhận thay người thẩm xét", "Taken over by another appraiser"),
            DeedKind::Reassign => self.choose("Giao người thẩm xét khác", "Given to another appraiser"),
            DeedKind::OrderOnSite => {
                self.choose("Có quyết định đánh giá thực tế", "On-site assessment ordered")
            }
            DeedKind::RecordMinutes => self.choose("Đã đánh giá thực tế", "On-site assessment made"),
            DeedKind::Propose => {
                self.choose("Đã thẩm xét, chờ quyết định", "Appraised, awaiting the decision")
            }
            DeedKind::SendBack => {
                self.choose("Lãnh đạo trả lại để thẩm xét thêm", "Returned by the leader for another look")
            }
            DeedKind::Approve => self.choose("Đã cấp giấy xác nhận và thẻ", "Certificate and cards issued"),
            DeedKind::Refuse => self.choose("Từ chối", "Refused"),
            other => self.deed(other),
        }
    }

    /// Which time it is that something is asked for or handed in; nothing the
    /// first time.
    pub fn round(self, number: usize) -> String {
        match number {
            0 | 1 => String::new(),
            _ => self.choose(format!(" lần {number}"), format!(" ({number})")),
        }
    }

    /// By how many working days a step was late.
    pub fn late_by(self, days: u32) -> String {
        let s = if days == 1 { "" } else { "s" };
        self.choose(format!("trễ {days} ngày làm việc"), format!("{days} working day{s} late"))
    }

    /// How many working days a dossier waits to be received.
    pub fn unreceived(self, working_days: u32) -> String {
        match working_days {
            0 => self.choose("mới nộp, chưa tiếp nhận", "just filed, not received").to_owned(),
            days => {
                let s = if days == 1 { "" } else { "s" };
                self.choose(
                    format!("chưa tiếp nhận, đã {days} ngày làm việc"),
                    format!("not received for {days} working day{s}"),
                )
            }
        }
    }

    /// That a step was taken before its term ended.
    pub fn in_time(self) -> &'static str {
        self.choose("đúng hạn", "in time")
    }

    /// Who takes such steps, to the applicant: the office and the part of it,
    /// never the officer.
    pub fn hand(self, hand: Hand, office: &str) -> String {
        let part = match hand {
            Hand::Applicant => return self.choose("Bạn", "You").to_owned(),
            Hand::Officer(Role::Intake) => self.choose("Bộ phận tiếp nhận", "Intake"),
            Hand::Officer(Role::Appraiser) => self.choose("Người thẩm xét", "Appraiser"),
            Hand::Officer(Role::Leader) => self.choose("Lãnh đạo", "Leader"),
            Hand::Officer(_) => return office.to_owned(),
        };
        format!("{part}, {office}")
    }

    /// What a proposal came to.
    pub fn outcome_proposed(self, outcome: Outcome) -> String {
        let what = match outcome {
            Outcome::Approve => self.dossier().propose_approval,
            Outcome::Refuse => self.dossier().propose_refusal,
        };
        self.choose(format!("Đề xuất: {what}"), format!("Proposal: {what}"))
    }

    /// What is new in a supplement, a line each.
    pub fn changes(self, changes: Option<&Changes>) -> Vec<String> {
        let Some(changes) = changes else {
            let unknown = "Không rõ có gì mới: khi đề nghị lần này, hệ thống chưa ghi lại điều đó.";
            return vec![self.choose(unknown, "What is new is not known: it was not kept then.").to_owned()];
        };
        if changes.is_empty() {
            let nothing = "Không có câu trả lời hay giấy tờ nào thay đổi.";
            return vec![self.choose(nothing, "No answer and no paper changed.").to_owned()];
        }
        let mut lines = Vec::new();
        let mut told = |label: String, named: Vec<String>| {
            if !named.is_empty() {
                lines.push(format!("{label}: {}", named.join("; ")));
            }
        };
        let people =
            |names: &[String]| -> Vec<String> { names.iter().map(|name| self.of_expert(name)).collect() };
        told(self.choose("Thêm chuyên gia", "Experts added").to_owned(), people(&changes.experts_added));
        told(self.choose("Bỏ chuyên gia", "Experts removed").to_owned(), people(&changes.experts_removed));
        let count: usize = changes.parts.iter().map(|part| part.answers).sum();
        let parts = changes.parts.iter().map(|part| {
            let of = part.expert.as_ref().map(|name| self.whose(name)).unwrap_or_default();
            format!("{}{of} ({})", self.section(part.section), part.answers)
        });
        told(
            self.choose(format!("{count} câu trả lời đã sửa"), format!("{count} answers changed")),
            parts.collect(),
        );
        let kinds: [(&'static str, &'static str, Count); 3] = [
            ("giấy tờ thêm", "papers added", |it| it.added),
            ("giấy tờ thay bản khác", "papers replaced", |it| it.replaced),
            ("giấy tờ đã bỏ", "papers taken away", |it| it.removed),
        ];
        for (vi, en, of) in kinds {
            let count: usize = changes.papers.iter().map(of).sum();
            let named = changes.papers.iter().filter(|paper| of(paper) > 0);
            let label = self.choose(vi, en);
            told(format!("{count} {label}"), named.map(|paper| self.papers_of(paper, of(paper))).collect());
        }
        lines
    }

    fn papers_of(self, paper: &PaperChange, count: usize) -> String {
        let of = paper.expert.as_ref().map(|name| self.whose(name)).unwrap_or_default();
        let times = if count > 1 { format!(" ({count})") } else { String::new() };
        format!("{}{of}{times}", self.of(&paper.item.title()))
    }

    fn of_expert(self, name: &str) -> String {
        if name.is_empty() { self.filing().unnamed.to_owned() } else { name.to_owned() }
    }

    fn whose(self, name: &str) -> String {
        let name = self.of_expert(name);
        self.choose(format!(" của {name}"), format!(" of {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::Item;
    use crate::domain::readiness::Section;
    use crate::domain::supplement::PartAnswers;

    #[test]
    fn what_is_new_is_counted_and_named() {
        let expert = || Some("Trần Mai".to_owned());
        let changes = Changes {
            experts_added: vec!["Lê An".to_owned(), String::new()],
            experts_removed: vec![],
            parts: vec![
                PartAnswers { section: Section::Organisation, expert: None, answers: 1 },
                PartAnswers { section: Section::Degree, expert: expert(), answers: 2 },
            ],
            papers: vec![PaperChange {
                item: Item::Photo,
                expert: expert(),
                added: 0,
                replaced: 1,
                removed: 0,
            }],
        };
        let lines = Language::Vi.changes(Some(&changes));
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!(lines[0], "Thêm chuyên gia: Lê An; chưa có tên");
        assert!(lines[1].starts_with("3 câu trả lời đã sửa: Thông tin tổ chức (1); "), "{lines:?}");
        assert!(lines[1].ends_with(" của Trần Mai (2)"), "{lines:?}");
        assert!(
            lines[2].starts_with("1 giấy tờ thay bản khác: ") && lines[2].ends_with(" của Trần Mai"),
            "{lines:?}"
        );
        assert_eq!(Language::En.changes(Some(&Changes::default())), ["No answer and no paper changed."]);
        assert_eq!(Language::Vi.changes(None).len(), 1);
    }
}
