//! What holders give notice of, in words: for themselves and for the desk.

use super::Language;
use crate::dates::Day;
use crate::domain::notice::{ExpertsLeft, NoticeOutcome, NoticeRefusal};

/// Notices of holders.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct NoticeTexts {
    pub waiting: &'static str,
    pub all: &'static str,
    pub notice: &'static str,
    pub state: &'static str,
    pub given_at: &'static str,
    pub ended_by: &'static str,
    pub from: &'static str,
    pub reason: &'static str,
    pub back: &'static str,
    pub take_back: &'static str,
    pub taken_back_said: &'static str,
    pub no_acts: &'static str,
    pub surrender: &'static str,
    pub surrender_title: &'static str,
    pub surrender_lead: &'static str,
    pub surrender_effect: &'static str,
    pub surrender_final: &'static str,
    pub surrender_on: &'static str,
    pub surrender_on_hint: &'static str,
    pub surrender_reason_hint: &'static str,
    pub surrender_button: &'static str,
    pub surrendered_said: &'static str,
    pub surrender_acknowledge: &'static str,
    pub surrender_acknowledge_effect: &'static str,
    pub surrender_acknowledged_said: &'static str,
    pub departures: &'static str,
    pub departures_title: &'static str,
    pub departures_lead: &'static str,
    pub departures_choose: &'static str,
    pub departures_nobody: &'static str,
    pub departures_button: &'static str,
    pub departures_told: &'static str,
    pub departed_said: &'static str,
    pub departed: &'static str,
    pub departure: &'static str,
    pub card: &'static str,
    pub expert: &'static str,
    pub left_on: &'static str,
    pub left_on_hint: &'static str,
    pub departure_reason_hint: &'static str,
    pub told_by: &'static str,
    pub late: &'static str,
    pub departure_acknowledge: &'static str,
    pub departure_acknowledge_effect: &'static str,
    pub departure_acknowledged_said: &'static str,
}

impl Language {
    /// The texts of notices.
    pub fn notices(self) -> &'static NoticeTexts {
        self.choose(&VI, &EN)
    }

    /// Where a notice is.
    pub fn notice_state(self, outcome: Option<NoticeOutcome>) -> &'static str {
        match outcome {
            None => self.choose("Chờ cơ quan cấp xác nhận", "Waits for the issuing body"),
            Some(NoticeOutcome::Acknowledged) => self.choose("Cơ quan cấp đã xác nhận", "Acknowledged"),
            Some(NoticeOutcome::Withdrawn) => self.choose("Đã rút", "Taken back"),
        }
    }

    /// That a certificate is given up from a day on, as a line of a list.
    pub fn surrender_from(self, on: Day) -> String {
        let on = self.day(on);
        self.choose(format!("Thôi hoạt động từ {on}"), format!("Given up from {on}"))
    }

    /// That an expert left, as a line of a list.
    pub fn departure_from(self, expert: &str, on: Day) -> String {
        let on = self.day(on);
        self.choose(format!("{expert} thôi việc từ {on}"), format!("{expert} left on {on}"))
    }

    /// Within which term an organisation tells of who left, from the law.
    pub fn departure_term(self, months: u32, citation: &str) -> String {
        let (citation, s) = (self.citation(citation), if months == 1 { "" } else { "s" });
        self.choose(
            format!(
                "Phải báo và trả lại thẻ trong {months} tháng kể từ ngày chuyên gia thôi việc ({citation}). Báo muộn vẫn được \
                 nhận, nhưng được ghi là muộn."
            ),
            format!(
                "It is told, and the card returned, within {months} month{s} of the day of leaving ({citation}). What is told \
                 late is taken all the same, and marked."
            ),
        )
    }

    /// That an organisation has fewer experts than it must have at all times
    /// (QĐ19 article 7.2.d).
    pub fn too_few_experts(self, left: ExpertsLeft) -> String {
        let ExpertsLeft { count, needed } = left;
        let s = if count == 1 { "" } else { "s" };
        self.choose(
            format!(
                "Tổ chức chỉ còn {count} chuyên gia có thẻ, ít hơn {needed} chuyên gia phải luôn có (điểm d khoản 2 Điều 7 \
                 Quyết định 19/2014/QĐ-TTg). Cần bổ sung chuyên gia."
            ),
            format!(
                "The organisation has only {count} expert{s} with a card, fewer than the {needed} there must be at all times \
                 (Decision 19/2014/QĐ-TTg, article 7.2.d). More experts are needed."
            ),
        )
    }

    /// Why a notice is not given, taken back or acknowledged.
    pub fn notice_refusal(self, refusal: &NoticeRefusal) -> String {
        match refusal {
            NoticeRefusal::Pending => self.choose(
                "Đã có một thông báo như vậy; muốn sửa thì rút thông báo đó trước khi cơ quan cấp xác nhận.",
                "There is such a notice already; to change it, take it back before the issuing body acknowledges it.",
            ),
            NoticeRefusal::Ended => {
                self.choose("Thông báo này không còn chờ xác nhận.", "This notice waits no more.")
            }
            NoticeRefusal::Life(life) => {
                let life = self.life(*life);
                return self.choose(
                    format!("Giấy này {life} nên không làm được việc này."),
                    format!("The paper {life}, so this cannot be done."),
                );
            }
            NoticeRefusal::Day { from, until } => {
                let (from, until) = (self.day(*from), self.day(*until));
                return self.choose(
                    format!("Ngày phải trong khoảng từ {from} đến hết {until}."),
                    format!("The day lies between {from} and {until}."),
                );
            }
            NoticeRefusal::MeasureWaits => self.choose(
                "Giấy xác nhận này đang có một đề xuất chờ quyết định; phải quyết định hoặc rút đề xuất đó trước.",
                "A proposal about this certificate waits; it has to be decided or withdrawn first.",
            ),
            NoticeRefusal::Suspended(on) => {
                let on = self.day(*on);
                return self.choose(
                    format!("Giấy xác nhận đang bị đình chỉ: chỉ xác nhận được từ ngày {on}, hoặc sau khi khôi phục hiệu lực."),
                    format!("The certificate is suspended: it can be acknowledged from {on} on, or once it is reinstated."),
                );
            }
            NoticeRefusal::NoneChosen => {
                self.choose("Chọn ít nhất một chuyên gia đã thôi việc.", "Choose at least one expert who left.")
            }
            NoticeRefusal::OfCard { why, .. } => return self.notice_refusal(why),
            NoticeRefusal::Empty => self.choose("Cần ghi lý do.", "The reason must be written."),
            NoticeRefusal::TooLong(most) => return self.too_long_text(*most),
            NoticeRefusal::PersonalNumber => self.personal_number_written(),
            NoticeRefusal::Undrawn(found) => return self.undrawn(*found),
        }
        .to_owned()
    }
}

static VI: NoticeTexts = NoticeTexts {
    waiting: "Thông báo của tổ chức, chuyên gia đang chờ xác nhận",
    all: "Thông báo của tổ chức, chuyên gia",
    notice: "Thông báo",
    state: "Tình trạng",
    given_at: "Gửi lúc",
    ended_by: "Người kết thúc",
    from: "Từ ngày",
    reason: "Lý do",
    back: "Trở lại giấy xác nhận",
    take_back: "Rút thông báo",
    taken_back_said: "Đã rút thông báo.",
    no_acts: "Bộ phận tiếp nhận hoặc lãnh đạo xác nhận.",
    surrender: "Đề nghị thôi hoạt động",
    surrender_title: "Thôi hoạt động theo giấy xác nhận",
    surrender_lead: "Khi tổ chức, chuyên gia không tiếp tục hoạt động tư vấn. Giấy xác nhận và các thẻ hết hiệu lực từ ngày bạn chọn.",
    surrender_effect: "Cơ quan cấp xác nhận thì giấy xác nhận và tất cả các thẻ đi kèm không còn hiệu lực từ ngày bạn chọn, \
        và sổ đăng ký công bố điều đó.",
    surrender_final: "Sau khi được xác nhận thì không lấy lại được; muốn hoạt động trở lại phải đăng ký mới.",
    surrender_on: "Thôi hoạt động từ ngày",
    surrender_on_hint: "Hôm nay hoặc một ngày về sau, muộn nhất là ngày cuối của thời hạn.",
    surrender_reason_hint: "Cơ quan cấp đọc; không công khai.",
    surrender_button: "Gửi đề nghị thôi hoạt động",
    surrendered_said: "Đã gửi đề nghị thôi hoạt động; chờ cơ quan cấp xác nhận.",
    surrender_acknowledge: "Xác nhận thôi hoạt động",
    surrender_acknowledge_effect: "Khi bấm nút dưới đây, giấy xác nhận và tất cả các thẻ đi kèm hết hiệu lực từ ngày đã nêu, \
        không hoàn tác được; sổ đăng ký công bố và người được cấp nhận thông báo.",
    surrender_acknowledged_said: "Đã xác nhận thôi hoạt động.",
    departures: "Báo chuyên gia thôi việc",
    departures_title: "Chuyên gia thôi việc",
    departures_lead: "Khi chuyên gia không còn làm việc cho tổ chức: tổ chức trả lại thẻ và báo cho cơ quan cấp.",
    departures_choose: "Chuyên gia đã thôi việc",
    departures_nobody: "Không còn thẻ nào để báo.",
    departures_button: "Gửi thông báo",
    departures_told: "Đã báo",
    departed_said: "Đã gửi thông báo; chờ cơ quan cấp xác nhận trả lại thẻ.",
    departed: "Đã thôi việc",
    departure: "Chuyên gia thôi việc",
    card: "Thẻ",
    expert: "Chuyên gia",
    left_on: "Ngày thôi việc",
    left_on_hint: "Từ ngày cấp thẻ đến hôm nay.",
    departure_reason_hint: "Cơ quan cấp đọc; không công khai.",
    told_by: "Phải báo trước khi hết ngày",
    late: "báo muộn",
    departure_acknowledge: "Xác nhận trả lại thẻ",
    departure_acknowledge_effect: "Khi bấm nút dưới đây, thẻ mất hiệu lực từ ngày thôi việc, không hoàn tác được; sổ đăng ký \
        công bố điều đó. Giấy xác nhận của tổ chức giữ nguyên.",
    departure_acknowledged_said: "Đã xác nhận trả lại thẻ.",
};

static EN: NoticeTexts = NoticeTexts {
    waiting: "Notices of holders that wait",
    all: "Notices of the holder",
    notice: "Notice",
    state: "State",
    given_at: "Given at",
    ended_by: "Ended by",
    from: "From",
    reason: "Reason",
    back: "Back to the certificate",
    take_back: "Take the notice back",
    taken_back_said: "The notice was taken back.",
    no_acts: "Intake or a leader acknowledges it.",
    surrender: "Give the certificate up",
    surrender_title: "Give the certificate up",
    surrender_lead: "When the organisation or consultant stops. Certificate and cards end on the day you choose.",
    surrender_effect: "Once the issuing body acknowledges it, the certificate and all its cards are no longer valid from the \
        day you choose, and the register says so.",
    surrender_final: "After that it cannot be taken back; to consult again takes a new registration.",
    surrender_on: "Given up from",
    surrender_on_hint: "Today or later, at most the last day of the certificate.",
    surrender_reason_hint: "The issuing body reads it; it is not public.",
    surrender_button: "Send the notice",
    surrendered_said: "The notice was sent; the issuing body acknowledges it.",
    surrender_acknowledge: "Acknowledge that it is given up",
    surrender_acknowledge_effect: "When you press the button below, the certificate and all its cards end on that day, for good; \
        the register says so, and the holder gets a letter.",
    surrender_acknowledged_said: "It was acknowledged that the certificate is given up.",
    departures: "Tell of experts who left",
    departures_title: "Experts who left",
    departures_lead: "When experts do not work for the organisation any more: it returns their cards and tells the issuing body.",
    departures_choose: "Experts who left",
    departures_nobody: "There is no card left to tell of.",
    departures_button: "Send the notice",
    departures_told: "Told so far",
    departed_said: "The notice was sent; the issuing body acknowledges that the card is returned.",
    departed: "Left",
    departure: "An expert left",
    card: "Card",
    expert: "Expert",
    left_on: "Day of leaving",
    left_on_hint: "From the day of issue to today.",
    departure_reason_hint: "The issuing body reads it; it is not public.",
    told_by: "To be told by the end of",
    late: "told late",
    departure_acknowledge: "Acknowledge the return of the card",
    departure_acknowledge_effect: "When you press the button below, the card ends on the day of leaving, for good; the register \
        says so. The organisation keeps its certificate.",
    departure_acknowledged_said: "The return of the card was acknowledged.",
};
