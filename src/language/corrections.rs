//! Corrections of papers, in words.

use super::Language;
use crate::domain::correction::{CorrectionField, CorrectionRefusal};
use crate::domain::measure::Outcome;

/// Corrections of papers.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct CorrectionTexts {
    pub waiting: &'static str,
    pub all: &'static str,
    pub corrected: &'static str,
    pub correction: &'static str,
    pub propose: &'static str,
    pub lead: &'static str,
    pub nothing_yet: &'static str,
    pub nothing: &'static str,
    pub what: &'static str,
    pub what_hint: &'static str,
    pub right: &'static str,
    pub right_hint: &'static str,
    pub evidence: &'static str,
    pub evidence_hint: &'static str,
    pub proposed_said: &'static str,
    pub another_name: &'static str,
    pub paper: &'static str,
    pub field: &'static str,
    pub wrong: &'static str,
    pub state: &'static str,
    pub proposed_by: &'static str,
    pub decided_by: &'static str,
    pub decision_reasons: &'static str,
    pub confirm: &'static str,
    pub confirm_effect: &'static str,
    pub confirmed_said: &'static str,
    pub decline: &'static str,
    pub declined_said: &'static str,
    pub withdraw: &'static str,
    pub withdrawn_said: &'static str,
    pub no_acts: &'static str,
    pub back: &'static str,
}

impl Language {
    /// The texts of corrections.
    pub fn corrections(self) -> &'static CorrectionTexts {
        self.choose(&VI, &EN)
    }

    /// What of a paper is corrected.
    pub fn correction_field(self, field: CorrectionField) -> &'static str {
        match field {
            CorrectionField::Name => self.choose("tên", "name"),
            CorrectionField::Address => self.choose("địa chỉ", "address"),
            CorrectionField::BirthDate => self.choose("ngày sinh", "day of birth"),
        }
    }

    /// Where a correction is.
    pub fn correction_state(self, outcome: Option<Outcome>) -> &'static str {
        match outcome {
            None => self.choose("Chờ lãnh đạo khác quyết định", "Waits for another leader’s decision"),
            Some(Outcome::Confirmed) => self.choose("Đã đính chính", "Corrected"),
            Some(Outcome::Declined) => self.choose("Không được chấp thuận", "Declined"),
            Some(Outcome::Withdrawn) => self.choose("Đã rút", "Withdrawn"),
        }
    }

    /// What is corrected on which paper, as a line of a list.
    pub fn correction_of(self, field: CorrectionField, paper: &str) -> String {
        let field = self.correction_field(field);
        self.choose(format!("Đính chính {field} trên {paper}"), format!("Correction of {paper}: {field}"))
    }

    /// Why a correction is not proposed or decided.
    pub fn correction_refusal(self, refusal: &CorrectionRefusal) -> String {
        match refusal {
            CorrectionRefusal::Pending => self.choose(
                "Giấy xác nhận này đang có một đề xuất đính chính chờ quyết định; phải quyết định hoặc rút đề xuất đó trước.",
                "Another correction on this certificate waits; it has to be decided or withdrawn first.",
            ),
            CorrectionRefusal::OwnProposal => self.choose(
                "Người đề xuất không được tự quyết định; phải là một lãnh đạo khác.",
                "Whoever proposed it does not decide it; another leader must.",
            ),
            CorrectionRefusal::NotTheirs => {
                self.choose("Chỉ người đề xuất được rút đề xuất.", "Only whoever proposed it can take it back.")
            }
            CorrectionRefusal::Stale => self.choose(
                "Giấy, thẻ đã thay đổi từ khi có đề xuất này, nên không xác nhận được nữa; hãy không chấp thuận và đề xuất lại.",
                "The papers have changed since this was proposed, so it cannot be confirmed; decline it and propose anew.",
            ),
            CorrectionRefusal::Changed => self.choose(
                "Giấy xác nhận vừa thay đổi. Hãy xem lại nội dung đang ghi rồi gửi lại.",
                "The certificate has just changed. Look at what it says now, and send it again.",
            ),
            CorrectionRefusal::Ended => {
                self.choose("Đề xuất này không còn chờ quyết định.", "This proposal waits no more.")
            }
            CorrectionRefusal::Life(life) => {
                let life = self.life(*life);
                return self.choose(
                    format!("Giấy này {life}; chỉ đính chính khi đang có hiệu lực."),
                    format!("The paper {life}; only what is in force is corrected."),
                );
            }
            CorrectionRefusal::NotOnPaper => {
                self.choose("Chọn một nội dung trên giấy hoặc thẻ.", "Choose what stands on the paper.")
            }
            CorrectionRefusal::Unchanged => self.choose(
                "Ghi nội dung đúng, khác với nội dung đang ghi trên giấy.",
                "Write what is right, other than what stands there.",
            ),
            CorrectionRefusal::NotAName => self.choose(
                "Ghi tên đầy đủ, không quá 100 ký tự, không có ký tự đặc biệt.",
                "Write the full name, at most 100 letters, without special signs.",
            ),
            CorrectionRefusal::NotABirthDate => self.choose(
                "Ghi ngày sinh của người đủ 18 tuổi, ví dụ 30/04/1985.",
                "Write the day of birth of somebody of age, as 30/04/1985.",
            ),
            CorrectionRefusal::Empty => self.choose("Cần ghi rõ nội dung.", "This must be written."),
            CorrectionRefusal::PersonalNumber => self.personal_number_written(),
            CorrectionRefusal::TooLong(most) | CorrectionRefusal::RightTooLong(most) => {
                return self.too_long_text(*most);
            }
            CorrectionRefusal::Undrawn(found) | CorrectionRefusal::RightUndrawn(found) => {
                return self.undrawn(*found);
            }
            CorrectionRefusal::Unprintable(found) => {
                let said = self.unprintable_paper(found);
                return self.choose(
                    format!("{said} Chưa có gì được ký. Hãy không chấp thuận đề xuất này, và đề xuất lại nội dung in được."),
                    format!("{said} Nothing was signed. Decline this proposal, and propose what can be printed."),
                );
            }
        }
        .to_owned()
    }
}

static VI: CorrectionTexts = CorrectionTexts {
    waiting: "Đề xuất đính chính đang chờ",
    all: "Đính chính",
    corrected: "Đã đính chính",
    correction: "Đính chính",
    propose: "Đề xuất đính chính",
    lead: "Chỉ dùng khi giấy hoặc thẻ ghi sai do sơ suất. Số, thời hạn và tình trạng không đính chính được; nội dung đã thay \
        đổi sau khi cấp thì làm thủ tục cấp lại.",
    nothing_yet: "Chưa có gì thay đổi cho đến khi một lãnh đạo khác xác nhận.",
    nothing: "Không có nội dung nào đính chính được: chỉ đính chính giấy, thẻ đang có hiệu lực.",
    what: "Nội dung ghi sai",
    what_hint: "Đang ghi trên giấy hoặc thẻ.",
    right: "Nội dung đúng",
    right_hint: "Ghi đầy đủ; ngày sinh ghi ngày/tháng/năm, ví dụ 30/04/1985.",
    evidence: "Căn cứ",
    evidence_hint: "Giấy tờ nào cho thấy nội dung đúng. Lãnh đạo đọc; không công khai.",
    proposed_said: "Đã gửi đề xuất đính chính; chờ lãnh đạo khác quyết định.",
    another_name: "Lưu ý: tên mới khác hẳn tên đang ghi. Đính chính chỉ dùng cho chỗ ghi sai do sơ suất; nếu người được cấp đã đổi \
        tên thì làm thủ tục cấp lại, nếu là người khác thì không đính chính.",
    paper: "Giấy, thẻ",
    field: "Nội dung",
    wrong: "Đang ghi",
    state: "Tình trạng",
    proposed_by: "Người đề xuất",
    decided_by: "Người kết thúc",
    decision_reasons: "Lý do không chấp thuận",
    confirm: "Xác nhận đính chính",
    confirm_effect: "Khi bấm nút dưới đây, giấy hoặc thẻ được ký và cấp lại với nội dung đúng, giữ nguyên số và thời hạn; bản cũ \
        không còn giá trị từ hôm nay. Sổ đăng ký công bố nội dung nào được đính chính, và người được cấp nhận thông báo.",
    confirmed_said: "Đã đính chính và cấp lại.",
    decline: "Không chấp thuận đính chính",
    declined_said: "Đã ghi nhận không chấp thuận đính chính.",
    withdraw: "Rút đề xuất đính chính",
    withdrawn_said: "Đã rút đề xuất đính chính.",
    no_acts: "Bộ phận tiếp nhận, người thẩm xét và lãnh đạo đề xuất; một lãnh đạo khác quyết định.",
    back: "Trở lại giấy xác nhận",
};

static EN: CorrectionTexts = CorrectionTexts {
    waiting: "Corrections that wait",
    all: "Corrections",
    corrected: "Corrected",
    correction: "Correction",
    propose: "Propose a correction",
    lead: "Only for a slip of the pen. Number, days and standing are not corrected; what has changed since the paper was \
        issued is a re-issue.",
    nothing_yet: "Nothing changes until another leader confirms it.",
    nothing: "There is nothing to correct: only papers in force are.",
    what: "What is wrong",
    what_hint: "As it stands on the paper.",
    right: "What is right",
    right_hint: "In full; a day of birth as day/month/year, as 30/04/1985.",
    evidence: "Evidence",
    evidence_hint: "Which papers show it. The leader reads it; it is not public.",
    proposed_said: "The correction was proposed; another leader decides.",
    another_name: "Note: the new name is another one altogether. A correction is for a slip of the pen; a holder with a new name asks \
        for a re-issue, and another holder is none to correct.",
    paper: "Paper",
    field: "What of it",
    wrong: "It says",
    state: "State",
    proposed_by: "Proposed by",
    decided_by: "Ended by",
    decision_reasons: "Why it was declined",
    confirm: "Confirm the correction",
    confirm_effect: "When you press the button below, the paper is signed and issued once more and says it right, under the same \
        number and with the same last day; the old one is no longer valid from today. The register says what was corrected, \
        and the holder gets a letter.",
    confirmed_said: "It was corrected and issued once more.",
    decline: "Decline the correction",
    declined_said: "The correction was declined.",
    withdraw: "Withdraw the correction",
    withdrawn_said: "The correction was withdrawn.",
    no_acts: "Intake, appraisers and leaders propose; another leader decides.",
    back: "Back to the certificate",
};
