//! Supervision: comments and checks of the Ministry.

use crate::domain::supervision::{CheckState, SupervisionRefusal};
use crate::language::Language;

/// The texts of supervision.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct SupervisionTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub lead_own: &'static str,
    pub none: &'static str,
    pub read_only: &'static str,
    pub written: &'static str,
    pub comments: &'static str,
    pub comment: &'static str,
    pub comment_hint: &'static str,
    pub write_comment: &'static str,
    pub comment_said: &'static str,
    pub checks: &'static str,
    pub check: &'static str,
    pub order: &'static str,
    pub order_lead: &'static str,
    pub asked: &'static str,
    pub reasons: &'static str,
    pub answer_by: &'static str,
    pub choose_day: &'static str,
    pub ordered_by: &'static str,
    pub ordered_said: &'static str,
    pub one_open: &'static str,
    pub office: &'static str,
    pub state: &'static str,
    pub answer: &'static str,
    pub answer_hint: &'static str,
    pub send_answer: &'static str,
    pub answered_said: &'static str,
    pub finding: &'static str,
    pub finding_hint: &'static str,
    pub close: &'static str,
    pub closed_said: &'static str,
    pub papers: &'static str,
    pub papers_hint: &'static str,
    pub new_tab: &'static str,
    pub the_dossier: &'static str,
    pub the_certificate: &'static str,
    pub conditions: &'static str,
    pub cards: &'static str,
    pub public_page: &'static str,
    pub leaders_answer: &'static str,
    pub leaders_write: &'static str,
}

impl Language {
    /// The texts of supervision.
    pub fn supervision(self) -> &'static SupervisionTexts {
        self.choose(&VI, &EN)
    }

    /// Where a check is.
    pub fn check_state(self, state: CheckState) -> &'static str {
        match state {
            CheckState::Open => self.choose("Chờ cơ quan trả lời", "Waits for an answer"),
            CheckState::Overdue => self.choose("Quá hạn trả lời", "The answer is late"),
            CheckState::Answered => self.choose("Đã trả lời, chờ Bộ kết thúc", "Answered, to be closed"),
            CheckState::Closed => self.choose("Đã kết thúc", "Closed"),
        }
    }

    /// Why something of a supervision is not done.
    pub fn supervision_refusal(self, refusal: &SupervisionRefusal) -> String {
        match refusal {
            SupervisionRefusal::Empty => self.choose("Chưa ghi nội dung.", "Nothing was written."),
            SupervisionRefusal::TooLong(most) => {
                return self.choose(
                    format!("Nội dung dài quá {most} chữ cái; hãy viết ngắn hơn."),
                    format!("Longer than {most} letters; write less."),
                );
            }
            SupervisionRefusal::PersonalNumber => self.choose(
                "Trong nội dung có số định danh cá nhân; hãy bỏ số đó đi.",
                "A personal identification number is written in it; leave it out.",
            ),
            SupervisionRefusal::Undrawn(found) => return self.undrawn(*found),
            SupervisionRefusal::PastDay => self
                .choose("Hạn trả lời phải từ hôm nay trở đi.", "The last day to answer is today or later."),
            SupervisionRefusal::Pending => self.choose(
                "Đang có một yêu cầu kiểm tra chưa kết thúc; hãy kết thúc yêu cầu đó trước.",
                "Another check is open; close it first.",
            ),
            SupervisionRefusal::Answered => self.choose(
                "Yêu cầu này đã được trả lời; mỗi yêu cầu chỉ nhận một trả lời.",
                "It was answered already; there is one answer to each.",
            ),
            SupervisionRefusal::Closed => self.choose("Yêu cầu này đã kết thúc.", "This check is closed."),
        }
        .to_owned()
    }
}

/// Vietnamese.
static VI: SupervisionTexts = SupervisionTexts {
    title: "Giám sát",
    lead: "Các yêu cầu kiểm tra của Bộ đối với các cơ quan cấp. Mở hồ sơ hoặc giấy xác nhận từ “Tổng quan” để ghi ý kiến \
           hoặc yêu cầu kiểm tra.",
    lead_own: "Các yêu cầu kiểm tra của Bộ mà cơ quan phải trả lời bằng văn bản.",
    none: "Chưa có yêu cầu kiểm tra nào. Yêu cầu của Bộ sẽ hiện ở đây, chưa kết thúc đứng trước.",
    read_only: "Hồ sơ, giấy của cơ quan khác: chỉ xem. Giấy tờ người nộp đã tải lên chỉ mở được khi đang có yêu cầu kiểm tra, \
                và mỗi lần xem đều được ghi lại.",
    written: "Ý kiến và yêu cầu kiểm tra của Bộ",
    comments: "Ý kiến của Bộ",
    comment: "Nội dung ý kiến",
    comment_hint: "Cơ quan cấp sẽ đọc được. Không ghi số định danh cá nhân.",
    write_comment: "Ghi ý kiến",
    comment_said: "Đã ghi ý kiến.",
    checks: "Yêu cầu kiểm tra",
    check: "Yêu cầu kiểm tra",
    order: "Yêu cầu kiểm tra",
    order_lead: "Lãnh đạo cơ quan cấp thấy yêu cầu này và trả lời bằng văn bản. Việc kiểm tra không làm thay đổi hồ sơ hay \
                 hiệu lực của giấy.",
    asked: "Nội dung cần kiểm tra",
    reasons: "Lý do",
    answer_by: "Hạn trả lời",
    choose_day: "Chọn ngày cuối phải trả lời.",
    ordered_by: "Người yêu cầu",
    ordered_said: "Đã gửi yêu cầu kiểm tra.",
    one_open: "Đang có yêu cầu kiểm tra chưa kết thúc nên chưa thể yêu cầu thêm.",
    office: "Cơ quan cấp",
    state: "Tình trạng",
    answer: "Trả lời của cơ quan",
    answer_hint: "Đã kiểm tra những gì, kết quả ra sao, đã hoặc sẽ làm gì. Trả lời một lần.",
    send_answer: "Gửi trả lời",
    answered_said: "Đã gửi trả lời.",
    finding: "Kết luận của Bộ",
    finding_hint: "Cơ quan cấp sẽ đọc được.",
    close: "Kết thúc yêu cầu kiểm tra",
    closed_said: "Đã kết thúc yêu cầu kiểm tra.",
    papers: "Giấy tờ của hồ sơ",
    papers_hint: "Chỉ mở được khi yêu cầu kiểm tra chưa kết thúc. Mỗi lần xem đều được ghi vào nhật ký hồ sơ.",
    new_tab: "mở trong thẻ mới",
    the_dossier: "Xem hồ sơ",
    the_certificate: "Xem giấy xác nhận",
    conditions: "Các điều kiện",
    cards: "Thẻ chuyên gia",
    public_page: "Xem trang công khai",
    leaders_answer: "Lãnh đạo của cơ quan trả lời yêu cầu này.",
    leaders_write: "Lãnh đạo của Bộ ghi ý kiến và yêu cầu kiểm tra.",
};

/// English.
static EN: SupervisionTexts = SupervisionTexts {
    title: "Supervision",
    lead: "The checks that the Ministry ordered of the issuers. Open a dossier or certificate from the overview to comment on \
           it or to order a check.",
    lead_own: "The Ministry’s checks that this office answers in writing.",
    none: "There is no check. Those of the Ministry are listed here, the open ones first.",
    read_only: "Of another office: to be read only. The papers that were handed in open only while a check is open, and each \
                look at one is noted.",
    written: "Comments and checks of the Ministry",
    comments: "Comments of the Ministry",
    comment: "The comment",
    comment_hint: "The issuer reads it. No personal identification numbers.",
    write_comment: "Write the comment",
    comment_said: "The comment was written.",
    checks: "Checks",
    check: "Check",
    order: "Order a check",
    order_lead: "The issuer’s leaders see it and answer in writing. A check changes neither the dossier nor the certificate.",
    asked: "What is to be looked into",
    reasons: "Why",
    answer_by: "To be answered by",
    choose_day: "Choose the last day to answer.",
    ordered_by: "Ordered by",
    ordered_said: "The check was ordered.",
    one_open: "A check is open; no other can be ordered until it is closed.",
    office: "Issuer",
    state: "State",
    answer: "The office’s answer",
    answer_hint: "What was looked into, what was found, what was or will be done. There is one answer.",
    send_answer: "Send the answer",
    answered_said: "The answer was sent.",
    finding: "What the Ministry found",
    finding_hint: "The issuer reads it.",
    close: "Close the check",
    closed_said: "The check was closed.",
    papers: "Papers of the dossier",
    papers_hint: "They open while the check is open. Each look is noted in the dossier’s history.",
    new_tab: "opens in a new tab",
    the_dossier: "The dossier",
    the_certificate: "The certificate",
    conditions: "The conditions",
    cards: "Expert cards",
    public_page: "Public page",
    leaders_answer: "A leader of the office answers it.",
    leaders_write: "A leader of the Ministry comments and orders checks.",
};
